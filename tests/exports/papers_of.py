"""For the tests of the papers: every paper of a meeting, as text, as a file, and read back."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from exports.format.outline import as_text
from exports.papers import PAPERS, about, document, outline
from exports.source import Source
from model.events import Attendance, Closed, Dues, ItemStarted, Note, Praise, Remark, Score, Task
from model.meeting import Meeting
from tests.support.meetings import Desk, election, hands, named_desk

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def sources(meeting: Meeting, number: int = 0) -> Iterator[tuple[str, Source]]:
    """Every paper that the meeting has something for, each about the first thing it can be about."""
    for name, kind in PAPERS.items():
        choices = about(meeting, name)
        if choices or not kind.of:
            of = choices[0][0] if choices else ""
            yield name, Source(meeting, number if kind.code else 0, of, (meeting,) if kind.year else ())


def text_of(source: Source, name: str) -> str:
    return "\n".join(as_text(outline(source, name))) + "\n"


def read_back(data: bytes) -> WordDocument:
    return Document(BytesIO(data))


def parts_of(data: bytes) -> dict[str, str]:
    """Every part of the package as text."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def words_of(word: WordDocument) -> list[str]:
    """The text of every paragraph, in tables too."""
    return [Paragraph(p, word).text for p in word.element.body.iter(qn("w:p"))]


def file_of(source: Source, name: str) -> WordDocument:
    return read_back(document(source, name))


def with_secrets() -> tuple[Meeting, str, str]:
    """A meeting with internal entries and notes; the word that marks each."""
    secret, note = "Kínđáo7", "Ghiriêng9"
    desk: Desk = named_desk(*["official"] * 6)
    for event in (
        ItemStarted("3"),
        Attendance("p6", "excused", f"ốm {secret}", internal=True),
        ItemStarted("8"),
        Remark("p1", "Lời ai cũng đọc được"),
        Note(f"nhớ hỏi lại {note}"),
        Remark("p1", f"lời riêng {secret}", internal=True),
        Dues(5, 1, 0, f"chưa nộp: {secret}", internal=True),
        Praise("p2", f"khen {secret}", internal=True),
        Task("p3", f"việc {secret}", desk.meeting.date, internal=True),
        hands(4, subject=f"Phiếu {secret}", internal=True),
        hands(4, subject="Nghị quyết"),
        election(1, (4, 1), 5),
        ItemStarted("13"),
        hands(5, subject="Nghị quyết tháng"),
        ItemStarted("14"),
        Score("an-phu-2025", "3a", 1, f"thiếu {secret}", internal=True),
    ):
        desk.record(event)
    said = next(e for e in desk.meeting.record if isinstance(e.event, Remark) and e.event.internal)
    written = next(e for e in desk.meeting.record if isinstance(e.event, Note))
    desk.record(Closed())
    desk.record(desk.correction(said, "text", f"lời khác {secret}"))
    desk.record(desk.correction(written, "text", f"khác {note}"))
    return desk.meeting, secret, note
