"""``bienban capture``: the reference meeting written on paper and entered; times that are guessed; all or nothing."""

import io
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from model import report
from model.cell import Person, roll
from model.entry import decode
from model.events import AnyEvent, Groundwork, Named, Opened, PersonAdded, Remark
from model.meeting import Meeting
from model.replay import Script
from model.store.data import Data
from model.store.journal import read
from tests.support.hand import AN
from tests.support.harness_cli import bienban, contents
from tests.support.harness_data import CHAIR, DAY, ROLES, open_meeting, with_cell
from tests.support.meetings import R30, reference_meeting, script
from tests.support.paper import Paper
from tui.session import Session

ID = "2026-11-03-thuong-ky"
OCTOBER = R30.parent / "year" / "2026-10.toml"


def prepared(folder: Path) -> Meeting:
    """The reference meeting as it was prepared, the month before entered."""
    head, times = script()["meeting"], ("committee_met", "notice_sent", "documents_uploaded")
    guest = Person(id="guest-1", name=head["superior_guest"], role=head["superior_guest_role"])
    done: list[AnyEvent] = [Groundwork(what, head[f"{what}_at"].astimezone()) for what in times]  # type: ignore[arg-type]
    with with_cell(folder) as data:
        day = datetime(2026, 11, 1).astimezone()
        october = Script(
            OCTOBER.read_text("utf-8"), OCTOBER.name, roll(data.book.members, day.date().replace(month=10))
        )
        Session.replay(data, october).journal.close()
        session = Session.prepare(data, "regular", DAY, head["place"], clock=lambda: day)
        for event in [*(Named(role, member) for role, member in ROLES.items()), PersonAdded(guest), *done]:
            session.record(event)
        session.journal.close()
        return session.meeting


def stored(folder: Path) -> Meeting:
    """The meeting as its journal has it."""
    return Meeting(decode(line) for line in read(folder / "meetings" / ID / "journal.jsonl").payloads)


def on_paper(tmp_path: Path, *lines: str) -> Path:
    """The lines as a file."""
    paper = tmp_path / "giay.txt"
    paper.write_text("\n".join(lines), "utf-8")
    return paper


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a meeting that is open since 19:20 or so, the chair named."""
    open_meeting(tmp_path / "data")
    return tmp_path / "data"


def said(folder: Path) -> list[Remark]:
    """The remarks of the meeting, in their order."""
    return [e.event for e in stored(folder).record if isinstance(e.event, Remark)]


def capture(folder: Path, *arguments: Any) -> Any:
    return bienban("--data", folder, "capture", *arguments)


def shown(meeting: Meeting) -> dict[str, Any]:
    """The meeting as the JSON tells it, without what only the meetings before it bring."""
    told = without(report.show(meeting), "id", "digest", "promises_last")
    return told | {"facts": without(told["facts"], "thematic_this_quarter")}


def without(shown: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in shown.items() if name not in names}


def test_the_reference_meeting_comes_out_of_its_lines(tmp_path: Path) -> None:
    meeting = prepared(tmp_path / "data")
    lines = Paper(meeting).lines(script())
    ran = capture(tmp_path / "data", ID, on_paper(tmp_path, "// cả buổi", *lines, ""))
    assert ran.code == 0, ran.err
    assert "0 điều có giờ phỏng đoán" in ran.out
    finished = script()["meeting"]["finished_documents_at"].astimezone()
    with Data(tmp_path / "data") as data:
        session = Session.open(data, ID, clock=lambda: finished)
        session.record(Groundwork("documents_finished", finished))
        session.journal.close()
    entered, replayed = stored(tmp_path / "data"), reference_meeting()
    assert shown(entered) == shown(replayed)
    assert without(report.scored(entered), "facts") == without(report.scored(replayed), "facts")


def test_times_that_are_not_written_lie_evenly_between_and_are_marked(folder: Path, tmp_path: Path) -> None:
    ran = capture(folder, ID, on_paper(tmp_path, "20:00 @một", "hai", "  ", "// ba", "ba", "20h30 #bốn"))
    assert ran.code == 0, ran.err
    clocks = [(f"{e.at:%H:%M:%S}", e.event.guessed) for e in stored(folder).record if isinstance(e.event, Remark)]
    assert clocks == [("20:00:00", False), ("20:10:00", True), ("20:20:00", True), ("20:30:00", False)]
    assert "2 điều có giờ phỏng đoán" in ran.out
    assert "~20:10:00" in ran.out
    assert [r.speaker for r in said(folder)] == [AN, AN, AN, "le-duc-1971"]
    assert [r.continued for r in said(folder)] == [False, True, True, False]


def test_lines_of_one_minute_keep_their_order(folder: Path, tmp_path: Path) -> None:
    capture(folder, ID, on_paper(tmp_path, "20:00 @một", "20:00 #hai", "20:00:40 ,ba", "20:00 `bốn"))
    assert [r.text for r in said(folder)] == ["một", "hai", "ba", "bốn"]
    assert [f"{e.at:%H:%M:%S}" for e in stored(folder).record[-4:]] == ["20:00:00", "20:00:01", "20:00:40", "20:00:41"]


def test_from_the_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO("20:00 @đề nghị\r\n20:01 ;nv # kẻ bảng | 30\r\n".encode()))
    monkeypatch.setattr(sys, "stdin", given)
    ran = capture(folder, "last")
    assert ran.code == 0, ran.err
    assert said(folder) == [Remark(AN, "đề nghị")]
    assert "Đã ghi 2 điều" in ran.out


def test_a_dry_run_records_nothing(folder: Path, tmp_path: Path) -> None:
    before = contents(folder)
    ran = capture(folder, ID, on_paper(tmp_path, "20:00 @đề nghị ??", "20:01 bảo vệ"), "--dry-run")
    assert ran.code == 0, ran.err
    assert "20:00:00 Trần Thị Ân: đề nghị [?1]" in ran.out
    assert "Sẽ ghi 2 điều" in ran.out
    assert contents(folder) == before


def test_every_bad_line_is_named_and_nothing_recorded(folder: Path, tmp_path: Path) -> None:
    before = stored(folder).entries
    ran = capture(folder, ID, on_paper(
        tmp_path, "20:00 @đúng", ";zzz", "20:10 (*ai", "25:00 @giờ lạ", "20:05 @lùi", "20:20 ;bq 40 Việc", "20:21",
        "20:22 ;nv @ việc | 1/1/2020", "20:23 ;mt", "20:23 ;kl", "không có giờ",
    ))  # fmt: skip
    assert ran.code == 1
    bad = [line.partition(":")[0] for line in ran.err.splitlines()[1:]]
    assert bad == [f"Dòng {n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 11)]
    assert "còn 9 dòng phải sửa" in ran.err
    assert stored(folder).entries == before


def test_the_meeting_may_be_opened_by_the_paper(tmp_path: Path) -> None:
    prepared(tmp_path / "data")
    assert "Ghi giờ khai mạc" in capture(tmp_path / "data", ID, on_paper(tmp_path, "Khai mạc", "19:40 @một")).err
    assert "chưa khai mạc" in capture(tmp_path / "data", ID, on_paper(tmp_path, "19:40 @một")).err
    ran = capture(
        tmp_path / "data", ID, on_paper(tmp_path, "@# x", "19:30 Khai mạc.", "chào các đồng chí", "19:40 @một")
    )
    assert ran.code == 1
    assert "Dòng 1" in ran.err
    ran = capture(tmp_path / "data", ID, on_paper(tmp_path, ";dd # x", "19:30 Khai mạc.", "chào", "19:40 @một"))
    assert ran.code == 0, ran.err
    assert [e.event for e in stored(tmp_path / "data").standing if isinstance(e.event, Opened)] == [Opened()]
    assert said(tmp_path / "data") == [Remark(CHAIR, "chào", guessed=True), Remark(AN, "một")]


def test_what_was_written_while_the_screen_was_dark_goes_between(folder: Path, tmp_path: Path) -> None:
    capture(folder, ID, on_paper(tmp_path, "19:50 @trước", "20:30 ;mt 8", "20:31 #sau"))
    ran = capture(folder, ID, on_paper(tmp_path, "20:00 @tiếp", "20:10 ;kl xong mục một"))
    assert ran.code == 0, ran.err
    assert [(r.text, r.continued) for r in said(folder)] == [("trước", False), ("tiếp", True), ("sau", False)]
    meeting = stored(folder)
    assert meeting.agenda.items[0].conclusion == "xong mục một"
    assert f"{meeting.agenda.items[0].ended:%H:%M}" == "20:10"


def test_a_closed_meeting_takes_no_lines(tmp_path: Path) -> None:
    meeting = prepared(tmp_path / "data")
    paper = on_paper(tmp_path, *Paper(meeting).lines(script()))
    assert capture(tmp_path / "data", ID, paper).code == 0
    assert "mở lại" in capture(tmp_path / "data", ID, paper).sentence()


def test_what_cannot_be_read_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "khác.txt"
    broken.write_bytes(b"\xff\xfe")
    assert "UTF-8" in capture(folder, ID, broken).sentence()
    assert capture(folder, ID, tmp_path / "không có").sentence()
    assert "2020" in capture(folder, "2020-01-01", on_paper(tmp_path, "a")).sentence()


def test_a_paper_with_nothing_on_it(folder: Path, tmp_path: Path) -> None:
    ran = capture(folder, ID, on_paper(tmp_path, "", "// chỉ ghi chú"))
    assert (ran.code, "Đã ghi 0 điều" in ran.out) == (0, True)
