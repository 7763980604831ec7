"""Sheets of the user's own: taken in when they are right, kept by the meetings that were prepared with them."""

from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from model.errors import BadData
from model.parts import MeetingKind
from model.scoring.points import score
from model.scoring.sheets import SHIPPED, sheet_of
from model.store.backup import backup, restore
from model.store.data import Data
from model.store.sheets import OwnSheets
from tests.support.harness_cli import bienban, contents
from tests.support.harness_data import with_cell
from tests.support.harness_recorder import ENTER, Recorder, ctrl
from tests.support.meetings import ROOT
from tui.session import Session

CAP = (ROOT / "tests" / "data" / "sheets" / "cap.toml").read_bytes()
THEMATIC = (ROOT / "tests" / "data" / "sheets" / "thematic.toml").read_bytes()
DAY = date(2026, 11, 3)


@pytest.fixture
def sheets(tmp_path: Path) -> OwnSheets:
    return OwnSheets(tmp_path / "sheets")


def test_a_sheet_is_taken_in_as_it_is(sheets: OwnSheets, tmp_path: Path) -> None:
    assert [s.id for s in sheets.all()] == list(SHIPPED)
    added = sheets.add(CAP, "cap.toml")
    assert sheets.get("cap") == added
    assert [s.id for s in sheets.all()] == [*SHIPPED, "cap"]
    assert (tmp_path / "sheets" / "sheet-cap.toml").read_bytes() == CAP


def test_one_of_that_id_stays_unless_it_is_to_be_replaced(sheets: OwnSheets, tmp_path: Path) -> None:
    sheets.add(CAP, "cap.toml")
    other = CAP.replace("Phiếu có trần mức".encode(), "Phiếu mới".encode())
    before = contents(tmp_path)
    with pytest.raises(BadData, match="--replace"):
        sheets.add(other, "cap.toml")
    assert contents(tmp_path) == before
    sheets.add(other, "cap.toml", replace=True)
    assert sheets.get("cap").title == "Phiếu mới"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (CAP.replace(b'id = "cap"', b'id = "hd42-2025"'), "khung có sẵn"),
        (CAP.replace(b"max = 80", b"max = 79"), "99, khác 100"),
        (CAP.decode().encode("utf-16"), "UTF-8"),
    ],
)
def test_a_bad_one_is_not_taken_in(sheets: OwnSheets, tmp_path: Path, data: bytes, says: str) -> None:
    for replace in (False, True):
        with pytest.raises(BadData, match=says):
            sheets.add(data, "phieu.toml", replace=replace)
    assert contents(tmp_path) == {}


def test_a_file_spoilt_in_the_folder_is_told_and_keeps_nothing_up(sheets: OwnSheets, tmp_path: Path) -> None:
    sheets.add(CAP, "cap.toml")
    (tmp_path / "sheets" / "sheet-hong.toml").write_text("id = ", "utf-8")
    (tmp_path / "sheets" / "sheet-khac.toml").write_bytes(CAP)
    assert [s.id for s in sheets.all()] == [*SHIPPED, "cap"]
    bad, other = sheets.problems()
    assert "sheet-hong.toml" in bad
    assert "sheet-khac.toml" in other
    with pytest.raises(BadData, match="cap, hong, khac"):
        sheets.get("khong-co")


def test_a_changed_file_changes_no_meeting_prepared_before(tmp_path: Path) -> None:
    with with_cell(tmp_path) as data:
        data.sheets.add(CAP, "cap.toml")
        cell = data.book.cell
        assert cell
        data.book.cell = structs.replace(cell, sheet="cap")
        session = Session.prepare(data, "regular", DAY, "")
        session.journal.close()
        kept = sheet_of(session.meeting.head)
        assert kept == data.sheets.get("cap")
        data.sheets.add(CAP.replace("Phiếu có".encode(), "Phiếu mới có".encode()), "cap.toml", replace=True)
        again = data.archive.load(session.meeting.id).meeting
        assert sheet_of(again.head) == kept
        assert score(again, sheet_of(again.head)).sheet.title == "Phiếu có trần mức"
        (tmp_path / "sheets" / "sheet-cap.toml").unlink()
        assert sheet_of(data.archive.load(session.meeting.id).meeting.head) == kept
        with pytest.raises(BadData, match="cap"):
            Session.prepare(data, "regular", DAY, "")
        assert len(data.archive.ids()) == 1


def test_a_shipped_sheet_is_not_copied_into_the_meeting(tmp_path: Path) -> None:
    with with_cell(tmp_path) as data:
        session = Session.prepare(data, "regular", DAY, "")
        session.journal.close()
        assert session.meeting.head.own_sheet == {}


def test_own_sheets_are_in_a_backup(tmp_path: Path) -> None:
    with with_cell(tmp_path / "data") as data:
        data.sheets.add(CAP, "cap.toml")
    backup(tmp_path / "data", tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "new")
    assert OwnSheets(tmp_path / "new" / "sheets").get("cap").id == "cap"


def test_the_commands(tmp_path: Path) -> None:
    file, folder = tmp_path / "phieu.toml", tmp_path / "data"
    file.write_bytes(CAP)
    added = bienban("--data", folder, "sheets", "add", file)
    assert added.code == 0
    assert "cap [của chi bộ]" in bienban("--data", folder, "sheets").out
    assert "--replace" in bienban("--data", folder, "sheets", "add", file).sentence()
    assert bienban("--data", folder, "sheets", "add", file, "--replace").code == 0


def test_they_are_chosen_in_the_settings(tmp_path: Path) -> None:
    with with_cell(tmp_path / "data") as data:
        data.sheets.add(CAP, "cap.toml")
        data.sheets.add(THEMATIC, "thematic.toml")
    with Recorder(tmp_path) as desk:
        desk.wait_for("Chưa có cuộc họp nào")
        desk.press(ctrl("t"))
        desk.wait_for("Khung chuyên đề")
        desk.press(ENTER * 3, b"t", ENTER)
        desk.wait_for("Đã lưu")
        desk.leave()
    with Data(tmp_path / "data") as data:
        kinds: list[MeetingKind] = ["thematic", "regular"]
        sheets = []
        for kind in kinds:
            session = Session.prepare(data, kind, DAY, "")
            session.journal.close()
            sheets.append((session.meeting.head.sheet, bool(session.meeting.head.own_sheet)))
        assert sheets == [("thematic", True), ("an-phu-2025", False)]
