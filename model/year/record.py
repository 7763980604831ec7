"""What is recorded of a year besides its meetings: entries of its own, only ever added."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

FoundBy = Literal["cell", "upper", "authority", "press", "people"]
Progress = Literal["done", "on_way", "not_done"]


class YearEvent(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="type"):
    """Base of what can be recorded of a year."""


class Withdrawn(YearEvent, frozen=True, tag="withdrawn"):
    """An earlier entry of the year does not hold; ``of`` is its id. A withdrawal may itself be withdrawn."""

    of: int


class Registered(YearEvent, frozen=True, tag="registered"):
    """The frames (khung thi đua) that the cell registered for the year; the last registration counts.

    ``own``: those of the place itself as plain data, so that the year keeps them as they were.
    """

    day: date
    frames: tuple[str, ...]
    own: tuple[dict[str, Any], ...] = ()


class Target(YearEvent, frozen=True, tag="target"):
    """A target of the year: what is measured, the month (1-12) it is due in, who answers for it (a member's id).

    ``plan``: how it is to be reached.
    """

    text: str
    due: int
    measure: str = ""
    owner: str = ""
    plan: str = ""


class TargetProgress(YearEvent, frozen=True, tag="target_progress"):
    """How far a target had come on a day; ``target`` is the number of its entry, the last word counts."""

    target: int
    day: date
    state: Progress
    text: str = ""


class Commitment(YearEvent, frozen=True, tag="commitment"):
    """What a member undertook for the year (bản cam kết), and the day of signing."""

    member: str
    day: date
    text: str = ""


class CommitmentFollowed(YearEvent, frozen=True, tag="commitment_followed"):
    """Whether a commitment was found kept on a day; ``commitment`` is the number of its entry, the last word counts."""

    commitment: int
    day: date
    kept: bool
    text: str = ""


class Judged(YearEvent, frozen=True, tag="judged"):
    """A person's word on a criterion of a frame: ``points`` given; 1 or 0 in a frame without points.

    ``month``: 1-12 in a frame by months, else 0; ``member``: whom it judges in a frame of members. The last counts.
    """

    frame: str
    criterion: str
    points: int
    month: int = 0
    member: str = ""
    reason: str = ""


class Incident(YearEvent, frozen=True, tag="incident"):
    """Something that frames ask about (vụ việc): entered once, it counts in all frames that name its kind.

    ``member`` is empty where it concerns the cell; ``found_by``: who brought it up first.
    """

    kind: str
    day: date
    text: str
    found_by: FoundBy
    member: str = ""


class Recognised(YearEvent, frozen=True, tag="recognised"):
    """What the upper committee decided on a frame of the year; ``member`` in one of members. The last counts."""

    frame: str
    reached: bool
    day: date
    member: str = ""
    text: str = ""


FrameEvent = Registered | Target | TargetProgress | Commitment | CommitmentFollowed | Judged | Incident | Recognised


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

AnyYearEvent = Withdrawn | FrameEvent | RatingEvent


class YearEntry(Struct, frozen=True):
    """One event of the year with its number, from 1, and the time it was entered."""

    id: int
    at: datetime
    event: AnyYearEvent


def withdrawn(entries: Iterable[YearEntry]) -> dict[int, int]:
    """The numbers of the entries that do not hold, each with the number of what withdrew it."""
    gone: dict[int, int] = {}
    for entry in reversed(list(entries)):
        if isinstance(entry.event, Withdrawn) and entry.id not in gone:
            gone.setdefault(entry.event.of, entry.id)
    return gone


def standing(entries: Iterable[YearEntry]) -> list[YearEntry]:
    """The entries that hold, in the order they were entered."""
    entries = list(entries)
    gone = withdrawn(entries)
    return [e for e in entries if e.id not in gone and not isinstance(e.event, Withdrawn)]
