"""Writing a paper: its number out of the register, the year's meetings that it needs, the file beside older ones."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from exports import papers
from exports.source import Source
from model.errors import BadData, BienbanError
from model.meeting import Meeting
from model.store import papers as stored
from model.store.data import Data
from model.store.files import read_bytes
from model.vietnamese import short_date


@dataclass(frozen=True)
class Order:
    """A paper to be written. ``of``: what it is about; ``ending``: docx or xlsx; ``path``: elsewhere than usual."""

    paper: str
    of: str = ""
    ending: str = "docx"
    path: Path | None = None


def source(data: Data, meeting: Meeting, order: Order) -> Source:
    """What the paper is made of, with the number that it has already, if any. Raises BadData for a meeting not held."""
    if meeting.cancelled:
        raise BadData(f"Cuộc họp ngày {short_date(meeting.date)} không họp nên không có văn bản.")
    code, key = _register(meeting, order)
    number = data.book.number_of(code, meeting.id, key) if code else 0
    made = papers.kind(order.paper)
    year = _year(data, meeting, onward=made.of == "member") if made.year else ()
    return Source(meeting, number, _chosen(meeting, order), year)


def with_number(data: Data, made: Source, order: Order) -> Source:
    """The same with its number, given now and for good where it has none; a paper without one stays as it is.

    Raises BadData where the paper cannot be made: then no number is given.
    """
    meeting = made.meeting
    code, key = _register(meeting, order)
    if not code or made.number or data.read_only or order.ending != "docx":
        return made
    content(data, made, order)
    return replace(made, number=data.book.give_number(code, meeting.id, key, meeting.date, meeting.cell.term))


def numbered(meeting: Meeting, order: Order) -> bool:
    """Whether the paper bears a number as the meeting stands now."""
    return bool(papers.code_of_number(meeting, order.paper)) and order.ending == "docx"


def path(data: Data, meeting: Meeting, order: Order) -> Path:
    """Where the paper is put."""
    name = papers.file_name(meeting, order.paper, order.ending, _chosen(meeting, order))
    return order.path or stored.folder(data.archive, meeting.id) / name


def write(data: Data, made: Source, order: Order) -> Path:
    """Write the paper; an older file of that name is kept. Raises StoreError, BadData; then the older one stands."""
    where = path(data, made.meeting, order)
    stored.write(data.archive, made.meeting, where, content(data, made, order))
    return where


def write_numbered(data: Data, meeting: Meeting, order: Order) -> Path:
    """Write the paper with its number; one given for a paper that could not be written is taken back."""
    first = source(data, meeting, order)
    made = with_number(data, first, order)
    try:
        return write(data, made, order)
    except BienbanError:
        if made.number != first.number:
            code, key = _register(meeting, order)
            data.book.take_back(code, meeting.id, key)
        raise


def _register(meeting: Meeting, order: Order) -> tuple[str, str]:
    """The code that the paper is numbered under, or nothing, and its key among the papers of the meeting."""
    return papers.code_of_number(meeting, order.paper), f"{order.paper} {_chosen(meeting, order)}".strip()


def content(data: Data, made: Source, order: Order) -> bytes:
    """The bytes of the paper: by the cell's own form where it has one, else by the page format."""
    if order.ending == "xlsx":
        from exports.spreadsheet import spreadsheet  # noqa: PLC0415 - openpyxl only when it is needed

        return spreadsheet(made, order.paper)
    form = data.folder / "forms" / f"{papers.kind(order.paper).file}.docx"
    if form.is_file():
        from exports.forms import fill  # noqa: PLC0415 - docxtpl only when there is a form

        return fill(read_bytes(form), form.name, made, order.paper)
    return papers.document(made, order.paper)


def _chosen(meeting: Meeting, order: Order) -> str:
    """What the paper is about; the only choice there is where none was made."""
    choices = papers.about(meeting, order.paper)
    if order.of or len(choices) != 1:
        return order.of
    return choices[0][0]


def _year(data: Data, meeting: Meeting, *, onward: bool) -> tuple[Meeting, ...]:
    """The meetings of the same year, ``onward`` the later ones too, for what they tell of it.

    A damaged one is told on the first screen, and keeps nothing up.
    """
    year = meeting.date.year
    found, _ = data.archive.between(date(year, 1, 1), date.max if onward else date(year, 12, 31))
    return (*(m for m in found if m.id != meeting.id), meeting)


def choice(meeting: Meeting, paper: str, words: str) -> str:
    """The ``of`` meant by words of the user: an id, or a name as it is listed. Raises BadData naming what there is."""
    choices = papers.about(meeting, paper)
    if not choices and not papers.kind(paper).of:
        if words:
            raise BadData(f"“{papers.kind(paper).title}” không cần chọn nội dung: xin bỏ --of.")
        return ""
    found = [of for of, name in choices if words in (of, name)] or [of for of, _ in choices if not words]
    if len(found) != 1:
        listed = "; ".join(f"{of} ({name})" for of, name in choices) or "không có"
        raise BadData(f"Xin chọn một bằng --of: {listed}.")
    return found[0]
