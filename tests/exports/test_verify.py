"""What ``bienban verify`` finds in a file: untouched, changed, cut, added to; whose it is."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from exports.papers import document
from exports.source import Source
from exports.verify import Findings, compare, written
from model.errors import BadData
from model.events import Closed, Remark
from model.meeting import Meeting
from tests.exports.minutes_of import everything
from tests.exports.papers_of import sources, with_secrets
from tests.support.meetings import Desk, named_desk, people, reference_meeting


def edited(source: Source, change: Callable[[WordDocument], Any], name: str = "minutes") -> bytes:
    """The paper after somebody worked on it."""
    word = Document(BytesIO(document(source, name)))
    change(word)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def found(source: Source, change: Callable[[WordDocument], Any]) -> Findings:
    return compare(written(edited(source, change), "a.docx"), source)


def paragraph(word: WordDocument, begin: str) -> Paragraph:
    every = (Paragraph(p, word) for p in word.element.body.iter(qn("w:p")))
    return next(p for p in every if p.text.startswith(begin))


def replace(word: WordDocument, begin: str, was: str, now: str) -> None:
    for run in paragraph(word, begin).runs:
        run.text = run.text.replace(was, now)


@pytest.fixture(scope="module")
def source() -> Source:
    return Source(reference_meeting(), 5)


@pytest.mark.parametrize("meeting", [reference_meeting, everything, lambda: with_secrets()[0]])
def test_every_paper_agrees_with_its_meeting(meeting: Callable[[], Meeting]) -> None:
    for name, made in sources(meeting(), 5):
        try:
            file = written(document(made, name), "a.docx")
        except BadData:
            assert name in ("resolution", "conclusion")
            continue
        result = compare(file, made)
        assert (file.paper, file.day, file.of(made.meeting)) == (name, made.meeting.date, made.of)
        assert (result.by_hand, result.same, file.belongs_to(made.meeting)) == (False, True, True), name


def test_a_file_only_saved_again_is_untouched(source: Source) -> None:
    result = found(source, lambda word: None)
    assert (result.by_hand, result.same) == (False, True)


def test_a_changed_number_is_told(source: Source) -> None:
    result = found(source, lambda word: replace(word, "Biểu quyết (20 giờ 58", "19/23", "20/23"))
    [(was, now)] = result.changed
    assert result.by_hand
    assert was.replace("19/23", "20/23") == now
    assert [told.split(" (")[0] for told in result.numbers] == ["19/23 → 20/23"]
    assert (result.gone, result.added, result.entries) == ((), (), ())


def test_a_changed_word_is_no_number(source: Source) -> None:
    result = found(source, lambda word: replace(word, "Đồng chí Giàng A Páo", "hình vẽ", "chữ to"))
    assert len(result.changed) == 1
    assert result.numbers == ()


def test_what_was_cut_is_told_by_its_entry(source: Source) -> None:
    def cut(word: WordDocument) -> None:
        one = paragraph(word, "Đồng chí Bùi Xuân Trường: (bảo lưu")
        one._p.getparent().remove(one._p)

    result = found(source, cut)
    assert result.entries == ("Ý kiến của đồng chí Bùi Xuân Trường hồi 20 giờ 59 phút",)
    assert [one.startswith("Đồng chí Bùi Xuân Trường: (bảo lưu") for one in result.gone] == [True]


def test_what_was_added_is_told(source: Source) -> None:
    said = "Hội nghị thảo luận sôi nổi, nhất trí cao."
    result = found(source, lambda word: paragraph(word, "Đồng chí Giàng A Páo").insert_paragraph_before(said))
    assert (result.added, result.changed, result.gone) == ((said,), (), ())


def test_a_cell_of_a_table_is_looked_at(source: Source) -> None:
    result = found(source, lambda word: replace(word, "Vận động các hộ", "ngõ 12", "ngõ 13"))
    assert [told.split(" (")[0] for told in result.numbers] == ["12 → 13"]


def test_a_meeting_that_went_on_is_no_change_by_hand() -> None:
    desk = named_desk()
    said = desk.record(Remark("p1", "Ngõ 12"))
    desk.record(Closed())
    file = written(document(Source(desk.meeting), "minutes"), "a.docx")
    desk.record(desk.correction(said, "text", "Ngõ 15"), 90)
    result = compare(file, Source(desk.meeting))
    assert (result.by_hand, result.same) == (False, False)
    assert [(was, now) for was, now in result.changed if "Ngõ" in now] == [
        ("Đồng chí Đảng viên 1: Ngõ 15.", "Đồng chí Đảng viên 1: Ngõ 12."),
    ]


def test_another_meeting_of_the_day_is_another_one() -> None:
    one, other = Desk(people("official")), Desk(people("official", "official"))
    file = written(document(Source(one.meeting), "minutes"), "a.docx")
    assert (file.belongs_to(one.meeting), file.belongs_to(other.meeting)) == (True, False)


def test_a_code_that_an_office_copied_is_still_read(source: Source) -> None:
    def copied(word: WordDocument) -> None:
        for mark in word.element.body.iter(qn("w:bookmarkStart")):
            if mark.get(qn("w:name")).startswith("_c"):
                mark.set(qn("w:name"), mark.get(qn("w:name")) + "_Copy_1")

    assert not found(source, copied).by_hand


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a file", b"\x00" * 100])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(BadData, match="không phải là tệp Word"):
        written(data, "a.docx")


def test_a_word_file_of_somebody_else_is_refused() -> None:
    file = BytesIO()
    Document().save(file)
    with pytest.raises(BadData, match="không mang dấu"):
        written(file.getvalue(), "a.docx")
