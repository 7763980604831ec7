"""Gaps: what was not heard. ``??`` in a text becomes a numbered gap, ``[?3]``, to be filled later."""

import re
from dataclasses import dataclass
from datetime import datetime

from msgspec import structs

from model.entry import fields_of
from model.events import AnyEvent, Correction, Note
from model.meeting import Meeting
from model.parts import Happening

AROUND = 30
"""Letters shown on either side of a gap."""

_ASKED = re.compile(r"\?{2,}")
_GAP = re.compile(r"\[\?(\d+)\]")


@dataclass(frozen=True)
class Gap:
    """A gap in the standing record: its entry with its time, the field by its written name, the words around it."""

    number: int
    entry: int
    field: str
    at: datetime
    around: str


def numbered(text: str, first: int) -> tuple[str, int]:
    """The text with each ``??`` as a numbered gap, the first one ``first``, and the number for the next one.

    A number that stands in the text already is passed over.
    """
    following, used = first, {int(number) for number in _GAP.findall(text)}

    def gap(_: re.Match[str]) -> str:
        nonlocal following
        while following in used:
            following += 1
        following += 1
        return f"[?{following - 1}]"

    return _ASKED.sub(gap, text), max(following, *(number + 1 for number in used), first)


def marked(event: AnyEvent, first: int) -> AnyEvent:
    """The event with every ``??`` in its texts as a numbered gap; a correction keeps what was there."""
    values = {name: value for name in event.__struct_fields__ if isinstance(value := getattr(event, name), str)}
    changed = {}
    for name, value in values.items():
        changed[name], first = numbered(value, first)
    return structs.replace(event, **changed) if changed != values else event


def next_number(meeting: Meeting) -> int:
    """The number for the next gap: higher than all that were ever given in the meeting, undone ones too."""
    numbers = (int(n) for e in meeting.entries for value in _texts(fields_of(e.event)) for n in _GAP.findall(value))
    return max(numbers, default=0) + 1


def gaps(meeting: Meeting) -> list[Gap]:
    """The gaps left in what papers may print, in the order of the record."""
    return [
        Gap(int(found[1]), entry.id, field, entry.at, _around(value, found))
        for entry in meeting.standing
        if isinstance(entry.event, Happening) and not isinstance(entry.event, Note | Correction)
        for field, value in fields_of(entry.event).items()
        if isinstance(value, str)
        for found in _GAP.finditer(value)
    ]


def filled(text: str, number: int, words: str) -> str:
    """The text with ``words`` in the place of that gap."""
    return text.replace(f"[?{number}]", words)


def for_paper(text: str) -> str:
    """The text as papers print it: a gap left open is ``[…]``."""
    return _GAP.sub("[…]", text)


def _texts(values: object) -> list[str]:
    """All strings within plain JSON values."""
    if isinstance(values, str):
        return [values]
    inner = values.values() if isinstance(values, dict) else values if isinstance(values, list) else ()
    return [text for value in inner for text in _texts(value)]


def _around(text: str, gap: re.Match[str]) -> str:
    return text[max(0, gap.start() - AROUND) : gap.end() + AROUND].strip()
