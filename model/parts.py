"""What events are made of: their bases, the words they may use, and the records within them.

Written field names are those of a script of a meeting (``for``).
"""

from datetime import date
from typing import Any, ClassVar, Literal

from msgspec import Struct

MeetingKind = Literal[
    "regular", "thematic", "combined", "committee", "extraordinary", "admission", "confirmation", "yearly_review"
]
REGULAR: frozenset[MeetingKind] = frozenset({"regular", "combined"})
"""Kinds with a regular part: last month is asked about in it, and the year counts it."""
Step = int | Literal["thematic"]
Role = Literal["chair", "recorder", "scorer"]
Result = Literal["done", "partly", "not_done", "late", "extended"]
Kept = Literal["done", "not_done", "extended"]
AttendanceStatus = Literal["excused", "unexcused", "on_duty", "late", "left", "back", "present"]
GroundworkKind = Literal["committee_met", "notice_sent", "documents_uploaded", "documents_finished"]
Level = str
"""The name of a grade of the meeting's sheet."""
DisciplineForm = Literal["reprimand", "warning", "dismissal", "expulsion"]
Matter = Literal[
    "programme", "recorder", "minutes", "resolution", "level", "admission", "end_of_probation", "expulsion",
    "discipline", "election", "rating",
]  # fmt: skip

RENAMED = {"for_": "for", "from_": "from"}


class AgendaItem(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An item: ``step`` is 1-16 of HD 42's order, ``"thematic"`` for the thematic part, 0 for one of the cell's own.

    ``origin``: id of the meeting that left it to this one.
    """

    id: str
    title: str
    step: Step = 0
    origin: str = ""


class CarriedTask(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A task of the month before that this meeting asks about."""

    id: str
    owner: str
    text: str
    due: date
    given: date | None = None
    note: str = ""


class CarriedPromise(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A remedy promised in an earlier meeting that this one asks about; ``internal`` as where it was promised."""

    id: str
    member: str
    remedy: str
    deadline: date
    given: date | None = None
    internal: bool = False


class EarlierMeeting(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A meeting that was held and whose minutes were not approved in it."""

    id: str
    date: date
    kind: MeetingKind


class Original(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A file of old minutes: its name, and the SHA-256 of its bytes."""

    name: str
    sha256: str


class Candidate(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A name on an election ballot with its votes."""

    name: str
    votes: int


class Option(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One of the answers that a question of a ballot offers, with its votes."""

    name: str
    votes: int


class Question(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, rename=RENAMED):
    """One question of a ballot, on a subject or a person: answered for or against, or by one of its options."""

    subject: str = ""
    person: str = ""
    for_: int | None = None
    against: int | None = None
    no_opinion: int | None = None
    option: tuple[Option, ...] = ()


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """One field of a correction, as plain JSON values; None where the field was, or becomes, empty."""

    field: str
    was: Any
    now: Any


class Event(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="type", rename=RENAMED):
    """Base of all events. ``in_record`` tells what happens in the room from what is arranged around it."""

    in_record: ClassVar[bool] = False
    people_fields: ClassVar[tuple[str, ...]] = ()


class Happening(Event, frozen=True, kw_only=True):
    """Base of what happens in the room, and so stands in the record.

    ``under``: the item it belongs to where that is not the one running; ``internal``: left out of papers for others;
    ``guessed``: its time was not taken down but put between its neighbours.
    """

    in_record: ClassVar[bool] = True
    under: str = ""
    internal: bool = False
    guessed: bool = False
