"""Whatever was said and however many they are: the file opens, the text is whole, and the schema holds."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from exports.format.read import folded
from exports.format.xml import xml_text
from exports.papers import SPREADSHEETS, document
from exports.source import Source
from exports.spreadsheet import spreadsheet
from model.cell import Person
from model.events import CarriedTask, Closed, ItemStarted, Praise, Remark, SelfCriticism, Task
from model.meeting import Meeting
from tests.exports.minutes_of import DUE, everything
from tests.exports.papers_of import sources, words_of
from tests.support.meetings import Desk, hands, reference_meeting
from tests.support.ooxml import faults

HARD = (
    "a\x00b\x0b\x1b[0mc\ufffe", "<w:p>&amp; & </w:t>", "{{ tên }} {% for %} {#", "]]> [/] 𝄞 \u00a0\u2028\u202e",
    "dài" * 400, "\n".join(f"dòng {n}" for n in range(200)), "=1+1", "e\u0301 ệ Ẩn ỷ", "\t\t", "H'Mai \"Niê\" “–”",
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60) | st.sampled_from(HARD)


def meeting_of(texts: list[str], members: int = 3) -> Meeting:
    """A meeting in which these texts stand everywhere, also where the gate would refuse them."""
    first = texts[0]
    named = f"{first} Đặng Trần Thị Ngọc Ánh"
    people = [Person(id=f"p{n}", name=f"{named} {n}", status="official") for n in range(1, members + 1)]
    carried = (CarriedTask(id="T1", owner="p1", text=first, due=DUE),)
    desk = Desk(people, carried=carried)
    for event in (
        ItemStarted("8"),
        *(Remark("p1", text) for text in texts),
        SelfCriticism(member="p2", shortcomings=first, remedy=texts[-1], deadline=DUE),
        Praise("p1", texts[-1]),
        Task("p3", first, DUE),
        ItemStarted("13"),
        hands(members, subject=first),
        Closed(),
    ):
        desk.take(event, desk.clock)
    return desk.meeting


@settings(max_examples=10)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_any_text_is_whole_in_every_paper(texts: list[str]) -> None:
    meeting = meeting_of(texts)
    for name, source in sources(meeting):
        data = document(source, name)
        word = Document(BytesIO(data))
        if name == "minutes":
            said = folded(" ".join(words_of(word)))
            assert [text for text in texts if folded(xml_text(text)) not in said] == []
        if name in SPREADSHEETS:
            load_workbook(BytesIO(spreadsheet(source, name)))


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_hard_texts_keep_the_schema(text: str, tmp_path: Path) -> None:
    for name, source in sources(meeting_of([text])):
        if name in ("minutes", "tasks", "resolution"):
            file = tmp_path / f"{name}.docx"
            file.write_bytes(document(source, name))
            assert faults(file) == []


@pytest.mark.parametrize("made", [reference_meeting, everything, lambda: meeting_of(["Có"], 300)])
def test_every_paper_keeps_the_schema(made: object, tmp_path: Path) -> None:
    for name, source in sources(made(), 5):  # type: ignore[operator]
        file = tmp_path / f"{name}.docx"
        file.write_bytes(document(source, name))
        assert faults(file) == [], name


def test_three_hundred_members_are_all_there() -> None:
    word = Document(BytesIO(document(Source(meeting_of(["Có"], 300)), "attendance")))
    assert [row[0] for row in rows_of(word)][1:] == [str(n) for n in range(1, 301)]


def rows_of(word: Document) -> list[list[str]]:  # type: ignore[valid-type]
    [table] = [t for t in word.tables if len(t.columns) == 6]  # type: ignore[attr-defined]
    return [[cell.text for cell in row.cells] for row in table.rows]
