"""What all papers begin and end with: head, number, kind and subject; Nơi nhận with the signer (HD 05-HD/VPTW)."""

from datetime import date

from exports.outline import Block, Draft, Head, Recipients, Title
from exports.source import Source
from exports.wording import Wording
from model.cell import Person
from model.meeting import Meeting
from model.report import title
from model.vietnamese import long_date

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
    cell = meeting.cell
    number = number_words(source.number, code) if code else ""
    place_date = ", ".join(part for part in (cell.locality, long_date(on or meeting.date)) if part) if dated else ""
    head = Head(upper_name(meeting), cell.name, number, place_date)
    draft: list[Block] = [] if final or meeting.closed else [Draft()]
    return [*draft, head, Title(kind, lines or (title(meeting),))]


def upper_name(meeting: Meeting) -> str:
    """The upper committee with the word of the cell's settings, ĐẢNG BỘ or ĐẢNG ỦY."""
    upper = meeting.cell.upper
    for word in _UPPER:
        if upper.casefold().startswith(word.casefold()):
            return Wording(meeting).own(meeting.cell.upper_word) + upper[len(word) :]
    return upper


def number_words(number: int, code: str) -> str:
    """``Số 05-NQ/CB``; with room for it where none was given."""
    return f"Số {number:02}-{code}/CB" if number else f"Số        -{code}/CB"


def end(meeting: Meeting, *to: str) -> Recipients:
    """Nơi nhận, the last the cell's own files, beside T/M CHI BỘ and who signs for it."""
    wording = Wording(meeting)
    signer = signing(meeting)
    office = _SIGNING[signer.office] if signer else ""
    names = (*to, "Lưu Chi bộ")
    return Recipients(names, wording.own(meeting.cell.signature), office, wording.name(signer.id) if signer else "")


def upper_committee(meeting: Meeting) -> str:
    """The upper committee as somebody a paper is sent to: ``Đảng ủy phường Tân Lạc``."""
    upper = meeting.cell.upper
    word = next((w for w in _UPPER if upper.casefold().startswith(w.casefold())), "")
    named = f"Đảng ủy{upper[len(word) :]}" if word else upper or "Cấp ủy cấp trên"
    return Wording(meeting).own(named)


def signing(meeting: Meeting) -> Person | None:
    """Who signs for the cell: the chair where he is leader or deputy, else the leader."""
    people = [p for p in meeting.people.values() if p.office in _SIGNING]
    chair = meeting.roles.get("chair", "")
    return next((p for p in people if p.id == chair), next((p for p in people if p.office == "leader"), None))
