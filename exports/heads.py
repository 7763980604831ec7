"""What all papers begin and end with: head, number, kind and subject; Nơi nhận with the signer (HD 05-HD/VPTW)."""

from collections.abc import Iterable
from datetime import date

from exports.format.outline import Block, Draft, Head, Recipients, Title
from exports.source import Source
from exports.wording import clear_names
from model.cell import Cell, Person
from model.meeting import Meeting
from model.report import title
from model.vietnamese import long_date
from model.words import uy

_UPPER = ("Đảng bộ", "Đảng ủy", "Đảng uỷ")
_SIGNING = {"leader": "BÍ THƯ", "deputy_leader": "PHÓ BÍ THƯ"}


def begin(
    source: Source,
    kind: str,
    *lines: str,
    code: str = "",
    on: date | None = None,
    final: bool = False,
    dated: bool = True,
) -> list[Block]:
    """The word draft until the meeting is closed (never on a ``final`` paper), the head and the title.

    ``code`` of the number (``NQ``), empty for a paper without; ``on`` is the day of the paper where it is not that of
    the meeting. Without ``lines`` the subject is the meeting.
    """
    meeting = source.meeting
    number = number_words(source.number, code) if code else ""
    draft: list[Block] = [] if final or meeting.closed else [Draft()]
    day = (on or meeting.date) if dated else None
    return [*draft, head(meeting.cell, day, number), Title(kind, lines or (title(meeting),))]


def head(cell: Cell, day: date | None, number: str = "") -> Head:
    """The head of a paper of the cell; ``day`` is the day of the paper, None for one without."""
    place_date = ", ".join(part for part in (cell.locality, long_date(day)) if part) if day else ""
    return Head(upper_name(cell), cell.name, number, place_date)


def upper_name(cell: Cell) -> str:
    """The upper committee with the word of the cell's settings, ĐẢNG BỘ or ĐẢNG ỦY."""
    for word in _UPPER:
        if cell.upper.casefold().startswith(word.casefold()):
            return uy(cell.upper_word, cell.spelling) + cell.upper[len(word) :]
    return cell.upper


def number_words(number: int, code: str) -> str:
    """``Số 05-NQ/CB``; with room for it where none was given."""
    return f"Số {number:02}-{code}/CB" if number else f"Số        -{code}/CB"


def end(meeting: Meeting, *to: str) -> Recipients:
    """Nơi nhận, the last the cell's own files, beside T/M CHI BỘ and who signs for it."""
    return signed(meeting.cell, meeting.people.values(), *to, chair=meeting.roles.get("chair", ""))


def signed(cell: Cell, people: Iterable[Person], *to: str, chair: str = "") -> Recipients:
    """The same for a paper of the cell that is about no meeting, or about many."""
    people = list(people)
    signer = signing(people, chair)
    office = _SIGNING[signer.office] if signer else ""
    name = clear_names(people)[signer.id] if signer else ""
    return Recipients((*to, "Lưu Chi bộ"), uy(cell.signature, cell.spelling), office, name)


def upper_committee(cell: Cell) -> str:
    """The upper committee as somebody a paper is sent to: ``Đảng ủy phường Tân Lạc``."""
    word = next((w for w in _UPPER if cell.upper.casefold().startswith(w.casefold())), "")
    named = f"Đảng ủy{cell.upper[len(word) :]}" if word else cell.upper or "Cấp ủy cấp trên"
    return uy(named, cell.spelling)


def signing(people: Iterable[Person], chair: str = "") -> Person | None:
    """Who signs for the cell: the chair where he is leader or deputy, else the leader."""
    people = [p for p in people if p.office in _SIGNING]
    return next((p for p in people if p.id == chair), next((p for p in people if p.office == "leader"), None))
