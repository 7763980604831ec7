"""What is recorded of a year besides its meetings: entries of its own, only ever added."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct


class YearEvent(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="type"):
    """Base of what can be recorded of a year."""


class Withdrawn(YearEvent, frozen=True, tag="withdrawn"):
    """An earlier entry of the year does not hold; ``of`` is its id. A withdrawal may itself be withdrawn."""

    of: int


AnyYearEvent = Withdrawn


class YearEntry(Struct, frozen=True):
    """One event of the year with its number, from 1, and the time it was entered."""

    id: int
    at: datetime
    event: AnyYearEvent


def standing(entries: Iterable[YearEntry]) -> list[YearEntry]:
    """The entries that hold, in the order they were entered."""
    entries = list(entries)
    gone: set[int] = set()
    for entry in reversed(entries):
        if isinstance(entry.event, Withdrawn) and entry.id not in gone:
            gone.add(entry.event.of)
    return [e for e in entries if e.id not in gone and not isinstance(e.event, Withdrawn)]
