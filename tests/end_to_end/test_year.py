"""``bienban year``, and what the next meeting of the demo's cell is prepared with."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from model.rules import resource
from model.store.data import Data
from tests.support.harness_cli import bienban
from tests.support.meetings import R30
from tui.demo import fill
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


# --- frames of the year ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up cell with its year and what was entered of it."""
    folder = tmp_path_factory.mktemp("frames") / "demo"
    fill(folder)
    return folder


def told(folder: Path, *arguments: str) -> Any:
    said = bienban("--data", folder, "year", "2026", *arguments, "--json")
    assert (said.code, said.err) == (0, "")
    return json.loads(said.out)


def test_the_frames_of_the_year_in_short(demo: Path) -> None:
    frames = {frame["id"]: frame for frame in told(demo)["frames"]}
    assert list(frames) == ["4-tot", "3-khong", "5-tot"]
    four, three = frames["4-tot"]["results"][0], frames["3-khong"]["results"][0]
    assert (four["decided"], four["result"], four["at_least"]) == (False, None, "Đạt 2 tốt, trong đó có nội dung 1")
    assert (three["decided"], three["result"]) == (True, None)
    assert [r["member"] for r in frames["5-tot"]["results"] if r["result"]] == ["Vũ Văn Đúc"]
    assert frames["4-tot"]["in_a_row"] == {
        "reached": False,
        "years": [{"year": y, "reached": state} for y, state in ((2026, None), (2025, False), (2024, True))],
    }
    assert all("contents" not in result for frame in frames.values() for result in frame["results"])


def test_a_frame_with_its_criteria_and_what_they_rest_on(demo: Path) -> None:
    contents = told(demo, "--frame", "4-tot")["results"][0]["contents"]
    assert [c["reached"] for c in contents] == [True, True, None, None]
    meetings = contents[1]["criteria"][0]
    assert meetings["facts"]["kỳ xếp Tốt"] == 7
    assert len(meetings["meetings"]) == 11
    assert len(contents[2]["criteria"][0]["entries"]) == 27
    text = bienban("--data", demo, "year", "2026", "--frame", "3-khong").out
    assert "Chi bộ 3 không: nội dung 2 không đạt; nội dung 1, 3 chưa có đủ căn cứ." in text
    assert "14/08/2026: Chạy quá tốc độ" in text


def test_a_frame_of_one_member(demo: Path) -> None:
    (result,) = told(demo, "--frame", "5-tot", "--member", "Đúc")["results"]
    assert (result["member"], result["result"]) == ("Vũ Văn Đúc", "Đảng viên 5 tốt")
    born = told(demo, "--frame", "5-tot", "--member", "Nguyễn Văn Lượng|14/02/1955")["results"]
    assert [r["member"] for r in born] == ["Nguyễn Văn Lượng|14/02/1955"]
    said = bienban("--data", demo, "year", "2026", "--frame", "5-tot")
    assert said.out.count("Kết quả: ") == 30


def test_what_was_entered_of_the_year(demo: Path) -> None:
    rows = told(demo, "--record")
    assert [row["id"] for row in rows] == list(range(1, 50))
    assert [row["id"] for row in rows if row["withdrawn"]] == [40]
    assert rows[36]["event"]["type"] == "incident"
    assert "37. Sự việc: 14/08/2026 vi phạm" in bienban("--data", demo, "year", "2026", "--record").out
    assert "Cấp trên công nhận" in bienban("--data", demo, "year", "2024", "--record").out


def test_frames_that_are_not_there(demo: Path) -> None:
    for arguments, says in (
        (("--frame", "6-tot"), "4-tot, 3-khong, 5-tot"), (("--frame", "4-tot", "--member", "Đúc"), "bỏ --member"),
        (("--frame", "5-tot", "--member", "Nguyễn"), "người trùng"),
        (("--frame", "5-tot", "--member", "Xyz"), "không có ai"),
    ):  # fmt: skip
        assert says in bienban("--data", demo, "year", "2026", *arguments).sentence()
    assert "2019" in bienban("--data", demo, "year", "2019", "--frame", "4-tot").sentence()
