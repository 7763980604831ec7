"""The pack of the day is taken by a new meeting; what another one would say is shown, and a correction's answer."""

import json
from datetime import date
from pathlib import Path

import pytest

from model.errors import Refused
from model.store.data import Data
from tests.support.harness_data import NOW, open_meeting, with_cell
from tests.support.harness_recorder import ENTER, Recorder, ctrl
from tests.support.meetings import R30, hands
from tui.cli.main import main
from tui.session import Session


@pytest.mark.parametrize(
    ("day", "pack_id"), [(date(2025, 10, 27), "hd12-2018"), (date(2025, 10, 28), "hd42-2025")]
)  # fmt: skip
def test_a_new_meeting_takes_the_pack_of_its_day(tmp_path: Path, day: date, pack_id: str) -> None:
    with with_cell(tmp_path) as data:
        session = Session.prepare(data, "regular", day, "")
        session.journal.close()
        assert session.meeting.head.pack == pack_id


def test_no_meeting_before_the_first_pack(tmp_path: Path) -> None:
    with with_cell(tmp_path) as data:
        with pytest.raises(Refused, match="05/07/2018"):
            Session.prepare(data, "regular", date(2018, 7, 5), "")
        assert data.archive.ids() == []


def run(folder: Path, *arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(folder), *arguments])
    return int(str(ended.value.code))


def test_check_by_another_pack_shows_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    assert run(data, "replay", str(R30 / "meeting.toml"), "--members", str(R30 / "roster.csv")) == 0
    journal = next(data.rglob("journal.jsonl"))
    before = journal.read_bytes()
    capsys.readouterr()
    assert run(data, "check", "last", "--pack", "hd12-2018", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert all({"code", "severity", "message", "where"} <= set(c) for c in told)
    assert any("trên 85 %" in c["message"] for c in told)
    assert run(data, "check", "last", "--pack", "hd99") == 1
    assert "hd12-2018, hd42-2025" in capsys.readouterr().err
    assert journal.read_bytes() == before


def test_the_live_screen_says_what_a_later_mark_changed(tmp_path: Path) -> None:
    meeting_id = open_meeting(tmp_path / "data")
    with Data(tmp_path / "data") as data:
        session = Session.open(data, meeting_id)
        able = sum(p.status == "official" for p in session.meeting.people.values())
        session.record(hands(able, subject="Nghị quyết"), session.meeting.standing[-1].at)
        session.journal.close()
    with Recorder(tmp_path, now=NOW) as desk:
        desk.wait_for("đang họp")
        desk.press(ENTER)
        desk.wait_for("▸")
        desk.press(ctrl("p"), "phieu diem danh", ENTER, "do minh khoat", ENTER, ENTER, "ốm", ENTER, ENTER)
        desk.escape(gone="Esc đóng")
        desk.wait_for(f"cơ số {able} → {able - 1}")
