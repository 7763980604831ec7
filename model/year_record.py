"""What is recorded of a year besides its meetings: entries of its own, only ever added."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct


class YearEvent(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="type"):
    """Base of what can be recorded of a year."""


class Withdrawn(YearEvent, frozen=True, tag="withdrawn"):
    """An earlier entry of the year does not hold; ``of`` is its id. A withdrawal may itself be withdrawn."""

    of: int


# --- yearly rating: ``member`` is an id, empty for the cell itself; a later entry replaces the earlier ----


class SelfRated(YearEvent, frozen=True, kw_only=True, tag="self_rated"):
    """The level that a member, or the cell, gives itself; ``points`` of 100 where there were any."""

    member: str = ""
    level: str
    points: Decimal | None = None
    note: str = ""


class Balloted(YearEvent, frozen=True, kw_only=True, tag="balloted"):
    """The cell's ballot on one member as counted ``on`` a day: papers, and votes by level; never who voted how."""

    member: str = ""
    issued: int
    returned: int
    valid: int
    invalid: int
    votes: dict[str, int]
    no_opinion: int = 0
    on: date | None = None


class Proposed(YearEvent, frozen=True, kw_only=True, tag="proposed"):
    """The level that the committee proposes to the upper committee."""

    member: str = ""
    level: str
    points: Decimal | None = None
    note: str = ""


class Decided(YearEvent, frozen=True, kw_only=True, tag="decided"):
    """The level that the upper committee decided, with the ``paper`` that says so and its day, as far as known."""

    member: str = ""
    level: str
    paper: str = ""
    on: date | None = None
    note: str = ""


class RatedOrNot(YearEvent, frozen=True, kw_only=True, tag="rated_or_not"):
    """Whether somebody is rated this year, against what the rules would say; with the reason."""

    member: str
    rated: bool
    reason: str


class RatingSettings(YearEvent, frozen=True, kw_only=True, tag="rating_settings"):
    """How the cell reads the rules of rating, from this year on.

    ``cap_percent``: so many excellent ones for 100 of the base ``cap_of``, those rated good or those rated good or
    better; ``cap_at_least``: so many at any rate. ``exempt``, ``suspended``: whether such members are rated.
    ``months``: since admission, before which nobody is.
    """

    cap_percent: int
    cap_of: Literal["good", "good_or_better"]
    cap_at_least: int
    exempt: bool
    suspended: bool
    months: int


RatingEvent = SelfRated | Balloted | Proposed | Decided | RatedOrNot | RatingSettings

AnyYearEvent = Withdrawn | RatingEvent


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
