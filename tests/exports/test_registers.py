"""Registers on paper: the rows that were asked for, what narrows them, nothing that is not for others."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from exports.format.outline import Table, Title, as_text, in_words
from exports.format.word import written
from exports.registers import publication
from exports.spreadsheet import workbook
from model.cell import Cell
from model.errors import BadData
from model.events import Closed, Criticism, Remark, SelfCriticism, Task, TaskResult
from model.meeting import Meeting
from model.past.registers import REGISTERS, Asked, rows_of
from tests.exports.papers_of import parts_of, read_back, with_secrets, words_of
from tests.support.meetings import people, reference_meeting
from tests.support.months import Month

DAY = date(2026, 11, 20)
CELL = Cell(name="Chi bộ 1")


def paper(asked: Asked, *meetings: Meeting) -> Any:
    return publication(asked, meetings, CELL, people("official"), DAY)


def table_of(made: Any) -> Table:
    (table,) = (block for block in made.blocks if isinstance(block, Table))
    return table


@pytest.mark.parametrize("name", REGISTERS)
def test_the_paper_has_the_rows_of_the_screen_in_their_order(name: str) -> None:
    meeting = reference_meeting()
    for column in (None, 0, 3):
        asked = Asked(name, period="Năm 2026", column=column, backwards=column == 3)
        rows = rows_of(asked, [meeting], DAY)
        made = paper(asked, meeting)
        table = table_of(made)
        assert [row[1:] for row in table.rows] == [row.cells for row in rows]
        assert [row[0] for row in table.rows] == list(range(1, len(rows) + 1))
        file = read_back(written(made))
        printed = [[cell.text for cell in row.cells] for row in file.tables[1].rows]
        assert printed == [list(table.heads), *([in_words(cell) for cell in row] for row in table.rows)]
        assert file.sections[0].page_width > file.sections[0].page_height


def test_figures_and_days_of_the_spreadsheet_can_be_reckoned_with() -> None:
    sheet = load_workbook(BytesIO(workbook(paper(Asked("speakers", period="Năm 2026"), reference_meeting())))).active
    (head,) = (row for row in sheet.iter_rows() if row[0].value == "TT")
    line = sheet[head[0].row + 1]
    assert [type(cell.value).__name__ for cell in line[:5]] == ["int", "str", "int", "int", "int"]
    assert line[5].value.date() == date(2026, 11, 3)


def test_what_narrows_stands_in_the_subject() -> None:
    asked = Asked("tasks", period="Năm 2026", words="ngo 12", open_only=True)
    made = paper(asked, reference_meeting())
    (head,) = (block for block in made.blocks if isinstance(block, Title))
    assert head.lines == ("Năm 2026", "(có chữ “ngo 12”; chỉ nhiệm vụ chưa xong)")
    assert made.subject == "Năm 2026", "no word that was looked for in the properties of the file"
    assert 0 < len(table_of(made).rows) < len(table_of(paper(Asked("tasks"), reference_meeting())).rows)
    with pytest.raises(BadData, match="không có dòng nào"):
        paper(Asked("tasks", words="khủng long"), reference_meeting())


@pytest.mark.parametrize("name", REGISTERS)
def test_what_is_not_for_others_stays_out(name: str) -> None:
    meeting, secret, note = with_secrets()
    seen = "".join(str(row.cells) for row in rows_of(Asked(name), [meeting], DAY))
    assert note not in seen
    assert (secret in seen) == (name in ("decisions", "tasks"))
    if name in ("tasks", "promises"):  # the one task is internal, and there is no promise
        with pytest.raises(BadData, match="không có dòng nào"):
            paper(Asked(name), meeting)
        return
    made = paper(Asked(name, period="Năm 2026"), meeting)
    for data in (written(made), workbook(made)):
        assert not any(word in part for part in parts_of(data).values() for word in (secret, note))


def test_a_result_told_in_private_is_told_without_its_words() -> None:
    october = Month(date(2026, 10, 3))
    october.record(Task("p1", "quét ngõ", date(2026, 10, 20)), Closed())
    november = Month(date(2026, 11, 3), [october])
    november.record(TaskResult("T10-1", "done", "lời kín", internal=True))
    november.record(Remark("p2", "lời kín", internal=True))
    november.record(SelfCriticism(member="p2", shortcomings="lời kín", internal=True))
    november.record(Criticism("p3", "p2", "lời kín", internal=True), Closed())
    meetings = october.meeting, november.meeting
    (row,) = table_of(paper(Asked("tasks"), *meetings)).rows
    assert row[5:7] == ("đã xong", "đã làm")
    assert rows_of(Asked("tasks"), meetings, DAY)[0].cells[5] == "đã làm: lời kín"
    speakers = table_of(paper(Asked("speakers"), *meetings)).rows
    assert not any(any(row[3:4] + row[6:]) for row in speakers)
    assert "lời kín" not in "".join(words_of(read_back(written(paper(Asked("speakers"), *meetings)))))


def test_that_internal_entries_are_left_out_is_said_whether_there_are_any_or_not() -> None:
    said = "Sổ không gồm những điều chỉ để trong biên bản của chi bộ."
    for meeting in (reference_meeting(), with_secrets()[0]):
        assert said in "".join(as_text(paper(Asked("decisions"), meeting).blocks))
