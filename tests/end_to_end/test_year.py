"""``bienban year``, and what the next meeting of the demo's cell is prepared with."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from model.rules import resource
from model.store.data import Data
from tests.support.harness_cli import bienban
from tests.support.meetings import R30
from tui.session import Session

PREPARED = datetime(2026, 11, 28, 9).astimezone()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """October and November of the demo."""
    folder = tmp_path_factory.mktemp("year") / "data"
    for script in (R30.parent / "year" / "2026-10.toml", R30 / "meeting.toml"):
        assert bienban("--data", folder, "replay", script, "--members", R30 / "roster.csv").code == 0
    return folder


def test_the_year_as_data(folder: Path) -> None:
    said = bienban("--data", folder, "year", "--json")
    assert (said.code, said.err) == (0, "")
    told = json.loads(said.out)
    assert told["year"] == 2026
    assert [(g["id"], g["total"], g["grade"]) for g in told["grades"]] == [
        ("2026-10-03-thuong-ky", 94, "Tốt"),
        ("2026-11-03-thuong-ky", 81, "Khá"),
    ]
    assert told["grade"] == {
        "rule": "phu-tho", "issuer": "Khối Phú Thọ", "grade": None, "why_not": ["Tốt: mới có 1/7 kỳ đạt Tốt."],
    }  # fmt: skip
    members = {row["member"]: row for row in told["members"]}
    assert members["Lê Đức"]["promises_made"] >= 1
    assert members["Dương Quốc Vỹ"]["unexcused"] == 1
    assert len(members) == 30
    assert [len(row) for row in told["list"]["rows"]] == [len(told["list"]["heads"])] * 3


def test_the_year_as_text(folder: Path) -> None:
    said = bienban("--data", folder, "year", "2026")
    assert "Năm 2026: 2 buổi sinh hoạt thường kỳ." in said.out
    assert "03/11/2026 · thường kỳ · 81 điểm · Khá" in said.out
    assert "Nguyễn Văn Lượng (1979): " in said.out


def test_a_rule_of_the_cells_own(folder: Path, tmp_path: Path) -> None:
    rule = tmp_path / "rule.toml"
    text = resource("year-phu-tho.toml")
    rule.write_text(text.replace("least = 7", "least = 1"), encoding="utf-8")
    told = json.loads(bienban("--data", folder, "year", "--rule", rule, "--json").out)
    assert told["grade"]["grade"] == "Tốt"
    rule.write_text(text.replace("least = 7", "least = 70"), encoding="utf-8")
    assert "1 đến 12" in bienban("--data", folder, "year", "--rule", rule).sentence()


def test_a_year_without_meetings(folder: Path, tmp_path: Path) -> None:
    assert "2019" in bienban("--data", folder, "year", "2019").sentence()
    assert "Chưa có cuộc họp nào" in bienban("--data", tmp_path / "empty", "year").sentence()


def test_a_damaged_month_is_told_and_the_others_are_counted(folder: Path, tmp_path: Path) -> None:
    journal = folder / "meetings" / "2026-10-03-thuong-ky" / "journal.jsonl"
    whole = journal.read_bytes()
    try:
        journal.write_bytes(b"")
        said = bienban("--data", folder, "year")
    finally:
        journal.write_bytes(whole)
    assert said.code == 1
    assert "1 buổi sinh hoạt" in said.out
    assert "2026-10-03" in said.err


def test_the_next_meeting_is_prepared_with_what_november_left(folder: Path) -> None:
    with Data(folder) as data:
        session = Session.prepare(data, "regular", date(2026, 12, 3), "", clock=lambda: PREPARED)
        session.journal.close()
    head = session.meeting.head
    assert [t.id for t in head.carried] == ["T10-3", "T10-5", "T11-1", "T11-2", "T11-3", "T11-4", "T11-5"]
    assert [(p.id, p.member) for p in head.promises] == [
        ("H11-1", "nguyen-van-luong-1979"), ("H11-2", "le-duc-1971"), ("H11-3", "doan-thi-kim-oanh-2001"),
    ]  # fmt: skip
    assert head.unapproved == ()


def test_a_meeting_never_held_hides_nothing_from_the_next_year(folder: Path) -> None:
    with Data(folder) as data:
        for day in (date(2026, 12, 10), date(2027, 1, 3)):
            session = Session.prepare(data, "regular", day, "", clock=lambda: PREPARED)
            session.journal.close()
    assert [p.id for p in session.meeting.head.promises] == ["H11-1", "H11-2", "H11-3"]
    assert session.meeting.head.excused_runs == {}
