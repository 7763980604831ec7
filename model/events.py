"""Everything that can happen in a meeting, one small class each: what the journal stores.

Written field names are those of a script of a meeting (``for``, ``from``); people are ids of
:class:`model.cell.Person`, items ids of the agenda. Times are local, with offset.
"""

from datetime import date, datetime, time
from typing import Any, ClassVar, Literal, get_args

from msgspec import Struct

from model.cell import Cell, Person

MeetingKind = Literal[
    "regular", "thematic", "combined", "committee", "extraordinary", "admission", "confirmation", "yearly_review"
]
REGULAR: frozenset[MeetingKind] = frozenset({"regular", "combined"})
"""Kinds with a regular part: last month is asked about in it, and the year counts it."""
Step = int | Literal["thematic"]
Role = Literal["chair", "recorder", "scorer"]
Result = Literal["done", "partly", "not_done", "late"]
AttendanceStatus = Literal["excused", "unexcused", "late", "left", "back", "present"]
GroundworkKind = Literal["committee_met", "notice_sent", "documents_uploaded", "documents_finished"]
Level = Literal["Tốt", "Khá", "Trung bình", "Kém"]

_RENAMED = {"for_": "for", "from_": "from"}


class Event(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="type", rename=_RENAMED):
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


class AgendaItem(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An item: ``step`` is 1-16 of HD 42's order, ``"thematic"`` for the thematic part, 0 for one of the cell's own."""

    id: str
    title: str
    step: Step = 0


class CarriedTask(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A task of the month before that this meeting asks about."""

    id: str
    owner: str
    text: str
    due: date
    given: date | None = None
    note: str = ""


class Candidate(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A name on an election ballot with its votes."""

    name: str
    votes: int


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """One field of a correction, as plain JSON values; None where the field was, or becomes, empty."""

    field: str
    was: Any
    now: Any


# --- around the meeting ---------------------------------------------------------------------------


class Prepared(Event, frozen=True, tag="prepared"):
    """The meeting as prepared; cell and roll as on its day, so that old minutes never change.

    ``excused_runs``: member to (meetings missed with reason in a row up to now, the longest such run this year).
    """

    id: str
    kind: MeetingKind
    date: date
    place: str
    cell: Cell
    people: tuple[Person, ...]
    agenda: tuple[AgendaItem, ...]
    carried: tuple[CarriedTask, ...] = ()
    sheet: str = "an-phu-2025"
    pack: str = "hd42-2025"
    excused_runs: dict[str, tuple[int, int]] = {}


class Named(Event, frozen=True, tag="named"):
    """Who chairs, records or scores; named anew in each meeting."""

    people_fields: ClassVar[tuple[str, ...]] = ("member",)
    role: Role
    member: str


class PersonAdded(Event, frozen=True, tag="person_added"):
    """Somebody who was not on the list: a delegate, a guest, a member forgotten."""

    person: Person


class Groundwork(Event, frozen=True, tag="groundwork"):
    """What was done before or after the meeting, and when."""

    what: GroundworkKind
    on: datetime


class Opened(Event, frozen=True, tag="opened"):
    """The meeting begins."""


class ItemAdded(Event, frozen=True, tag="item_added"):
    """An item put after another one; first where ``after`` is empty."""

    item: AgendaItem
    after: str = ""


class ItemMoved(Event, frozen=True, tag="item_moved"):
    """An item moved behind another one; first where ``after`` is empty."""

    item: str
    after: str = ""


class ItemRenamed(Event, frozen=True, tag="item_renamed"):
    """An item under another title."""

    item: str
    title: str


class ItemPutOff(Event, frozen=True, tag="item_put_off"):
    """An item left for a later meeting."""

    item: str
    reason: str = ""


class Explained(Event, frozen=True, tag="explained"):
    """Why something that a check asks for is missing; the check is then content."""

    code: str
    where: str
    text: str


class Undone(Event, frozen=True, tag="undone"):
    """Entry ``of`` did not happen; it stays in the journal."""

    of: int


# --- the record -----------------------------------------------------------------------------------


class ItemStarted(Happening, frozen=True, tag="item_started"):
    """An item begins, or is taken up again."""

    people_fields: ClassVar[tuple[str, ...]] = ("presenter",)
    item: str
    presenter: str = ""


class ItemConcluded(Happening, frozen=True, tag="item_concluded"):
    """An item ends, with the chair's conclusion where there was one."""

    item: str
    conclusion: str = ""


class Attendance(Happening, frozen=True, tag="attendance"):
    """Absent, late, left, back or come, from the moment of the entry."""

    people_fields: ClassVar[tuple[str, ...]] = ("member",)
    member: str
    status: AttendanceStatus
    reason: str = ""


class Dues(Happening, frozen=True, tag="dues"):
    """Members who paid and who owe; ``amount`` in đồng."""

    paid: int
    owed: int
    amount: int = 0
    text: str = ""


class Remark(Happening, frozen=True, tag="remark"):
    """What somebody said. ``continued``: the same speaker goes on; ``reserved``: a reserved opinion."""

    people_fields: ClassVar[tuple[str, ...]] = ("speaker",)
    speaker: str
    text: str
    continued: bool = False
    reserved: bool = False


class SelfCriticism(Happening, frozen=True, tag="self_criticism", kw_only=True):
    """A remedy with a deadline is a promise."""

    people_fields: ClassVar[tuple[str, ...]] = ("member",)
    member: str
    strengths: str = ""
    shortcomings: str
    cause: str = ""
    remedy: str = ""
    deadline: date | None = None


class Criticism(Happening, frozen=True, tag="criticism"):
    """One member to another, with the answer."""

    people_fields: ClassVar[tuple[str, ...]] = ("from", "to")
    from_: str
    to: str
    text: str
    response: str = ""


class Praise(Happening, frozen=True, tag="praise"):
    """Given by the chair to somebody by name, present or not."""

    people_fields: ClassVar[tuple[str, ...]] = ("to",)
    to: str
    text: str


class Reminder(Happening, frozen=True, tag="reminder"):
    """Given by the chair to somebody by name, present or not."""

    people_fields: ClassVar[tuple[str, ...]] = ("to",)
    to: str
    text: str


class Considered(Happening, frozen=True, tag="considered", kw_only=True):
    """Somebody whom the meeting judges, one at a time: for admission, or at the end of probation.

    ``name`` as the file has it: who is to be admitted is not on the list yet. ``introducers``, ``strengths``,
    ``shortcomings`` and ``text`` (opinions of others) as reported to the meeting.
    """

    name: str
    born: date | None = None
    introducers: str = ""
    strengths: str = ""
    shortcomings: str = ""
    text: str = ""


class Vote(Happening, frozen=True, tag="vote"):
    """A vote as counted: hands, or a secret ballot with papers; an election where there are candidates."""

    subject: str
    method: Literal["hands", "secret"]
    rule: Literal["majority", "two_thirds"] = "majority"
    for_: int | None = None
    against: int | None = None
    no_opinion: int | None = None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None
    seats: int | None = None
    candidate: tuple[Candidate, ...] = ()


class GradeVote(Vote, frozen=True, tag="grade_vote", kw_only=True):
    """The vote on the level of the meeting."""

    level: Level


class MinutesApproved(Vote, frozen=True, tag="minutes_approved"):
    """The vote on the minutes as read."""


class Break(Happening, frozen=True, tag="break"):
    """A break until a clock time."""

    until: time


class Correction(Happening, frozen=True, tag="correction"):
    """An earlier entry set right; what was there before stays in the journal."""

    of: int
    changes: tuple[Change, ...]


class TaskResult(Happening, frozen=True, tag="task_result"):
    """What became of a task of the month before."""

    task: str
    result: Result
    text: str = ""


class Task(Happening, frozen=True, tag="task"):
    """A task given in this meeting."""

    people_fields: ClassVar[tuple[str, ...]] = ("owner",)
    owner: str
    text: str
    due: date


class Note(Happening, frozen=True, tag="note"):
    """A note of the recorder for himself: on the screen, never on a paper."""

    text: str


class Score(Happening, frozen=True, tag="score"):
    """Points that a person gives to a criterion of a sheet; a later one replaces the earlier."""

    sheet: str
    criterion: str
    points: int
    reason: str = ""


class MinutesRead(Happening, frozen=True, tag="minutes_read"):
    """The recorder has read the minutes to the meeting."""


class Closed(Happening, frozen=True, tag="closed"):
    """The meeting ends."""


AnyEvent = (
    Prepared | Named | PersonAdded | Groundwork | Opened | ItemAdded | ItemMoved | ItemRenamed | ItemPutOff | Explained
    | Undone | ItemStarted | ItemConcluded | Attendance | Dues | Remark | SelfCriticism | Criticism | Praise | Reminder
    | Considered
    | Vote | GradeVote | MinutesApproved | Break | Correction | TaskResult | Task | Note | Score | MinutesRead | Closed
)  # fmt: skip

KINDS: dict[str, type[Happening]] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(AnyEvent) if kind.in_record
}
"""What may stand in the record, by the names of the journal."""
