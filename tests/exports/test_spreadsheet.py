"""The lists as .xlsx: real numbers and days, heads in sight, text that is never a formula."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from exports.format.outline import Table, in_words
from exports.papers import PAPERS, SPREADSHEETS, outline
from exports.source import Source
from exports.spreadsheet import spreadsheet
from model.errors import BadData
from model.events import Task
from model.meeting import Meeting
from tests.exports.minutes_of import DUE
from tests.support.meetings import named_desk, reference_meeting


def sheet_of(meeting: Meeting, name: str) -> Any:
    return load_workbook(BytesIO(spreadsheet(Source(meeting, year=(meeting,)), name))).active


def grid(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_a_sheet_has_the_rows_of_the_paper(name: str) -> None:
    meeting = reference_meeting()
    sheet = sheet_of(meeting, name)
    table = next(b for b in outline(Source(meeting, year=(meeting,)), name) if isinstance(b, Table))
    rows = grid(sheet)
    top = int(sheet.freeze_panes[1:]) - 1
    assert rows[top - 1][: len(table.heads)] == list(table.heads)
    for row, values in zip(table.rows, rows[top:], strict=False):
        for ours, theirs in zip(row, values, strict=False):
            if isinstance(ours, int):
                assert theirs == ours
                assert isinstance(theirs, int)
            elif isinstance(ours, date):
                assert isinstance(theirs, datetime)
                assert theirs.date() == ours
            else:
                assert (theirs or "") == in_words(ours)
    assert sheet.print_title_rows == f"${top}:${top}"
    assert all(sheet.column_dimensions[letter].width >= 4 for letter in "ABC")


def test_a_text_that_looks_like_a_formula_is_text() -> None:
    desk = named_desk()
    desk.record(Task("p1", '=HYPERLINK("http://x","y")', DUE))
    sheet = sheet_of(desk.meeting, "tasks")
    [cell] = [c for row in sheet.iter_rows() for c in row if str(c.value).startswith("=")]
    assert cell.data_type == "s"


@pytest.mark.parametrize("name", [name for name in PAPERS if name not in SPREADSHEETS])
def test_a_paper_that_is_no_list_is_refused(name: str) -> None:
    with pytest.raises(BadData, match="không có dạng bảng tính"):
        spreadsheet(Source(reference_meeting()), name)
