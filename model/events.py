"""Everything that can happen in a meeting, one small class each: what the journal stores.

Written field names are those of a script of a meeting (``for``, ``from``); people are ids of
:class:`model.cell.Person`, items ids of the agenda. Times are local, with offset.
"""

from datetime import date, datetime, time
from typing import Any, ClassVar, Literal, get_args

from model.cell import Cell, Person
from model.old_events import OldText, Stated, StatedVote
from model.parts import (
    AgendaItem,
    AttendanceStatus,
    Candidate,
    CarriedPromise,
    CarriedTask,
    Change,
    DisciplineForm,
    EarlierMeeting,
    Event,
    GroundworkKind,
    Happening,
    Kept,
    Level,
    Matter,
    MeetingKind,
    Original,
    Question,
    Result,
    Role,
)


class Prepared(Event, frozen=True, tag="prepared"):
    """The meeting as prepared; cell and roll as on its day, so that old minutes never change.

    ``excused_runs``: member to (meetings missed with reason in a row up to now, the longest such run this year).
    ``carried``, ``promises`` and ``unapproved``: tasks, promises and minutes that earlier meetings left open;
    ``former``: names of those among them who are no longer on the roll.
    ``own_sheet``: the cell's own scoring sheet as plain data, so that the meeting keeps it; empty for a shipped one.
    ``thematic_this_quarter``: whether an earlier meeting of the quarter held a thematic part; None where not known.
    ``imported``: the file of old minutes that the meeting was taken from; None for a meeting that was recorded here.
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
    promises: tuple[CarriedPromise, ...] = ()
    unapproved: tuple[EarlierMeeting, ...] = ()
    former: dict[str, str] = {}
    own_sheet: dict[str, Any] = {}
    thematic_this_quarter: bool | None = None
    imported: Original | None = None


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


class Disciplined(Event, frozen=True, tag="disciplined"):
    """A member disciplined, from reprimand (khiển trách) up, in the time that this meeting is scored for."""

    people_fields: ClassVar[tuple[str, ...]] = ("member",)
    member: str
    form: DisciplineForm
    on: date


class UpperScore(Event, frozen=True, tag="upper_score"):
    """Points of the upper committee's scorer, in the column beside the cell's own; given in the meeting or after it."""

    sheet: str
    criterion: str
    points: int
    reason: str = ""


class Opened(Event, frozen=True, tag="opened"):
    """The meeting begins. ``guessed``: old minutes do not say at what time."""

    guessed: bool = False


class Cancelled(Event, frozen=True, tag="cancelled"):
    """The meeting is not held: put off ``to`` another day, or given up for the reason ``why``."""

    to: date | None = None
    why: str = ""


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
    """Entry ``of`` did not happen; it stays in the journal.

    ``picked``: it was chosen for that, an act like any other; else it was the last act that was undone.
    """

    of: int
    picked: bool = False


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
    """Members who paid and who owe; ``amount`` in đồng; ``owing``: those who owe, as far as named."""

    paid: int
    owed: int
    amount: int = 0
    text: str = ""
    owing: tuple[str, ...] = ()


class Remark(Happening, frozen=True, tag="remark"):
    """What somebody said. ``continued``: the same speaker goes on; ``reserved``: a reserved opinion."""

    people_fields: ClassVar[tuple[str, ...]] = ("speaker",)
    speaker: str
    text: str
    continued: bool = False
    reserved: bool = False


class SelfCriticism(Happening, frozen=True, tag="self_criticism", kw_only=True):
    """A remedy with a deadline is a promise; ``response`` is the member's answer, ``word`` the chair's."""

    people_fields: ClassVar[tuple[str, ...]] = ("member",)
    member: str
    strengths: str = ""
    shortcomings: str
    cause: str = ""
    remedy: str = ""
    deadline: date | None = None
    matter: str = ""
    response: str = ""
    word: str = ""


class Criticism(Happening, frozen=True, tag="criticism"):
    """One member to another, with the answer; a remedy with a deadline is a promise of ``to``, ``word`` the chair's."""

    people_fields: ClassVar[tuple[str, ...]] = ("from", "to")
    from_: str
    to: str
    text: str
    response: str = ""
    matter: str = ""
    strengths: str = ""
    cause: str = ""
    remedy: str = ""
    deadline: date | None = None
    word: str = ""


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


class Tellers(Happening, frozen=True, tag="tellers"):
    """Who counts the ballots (ban kiểm phiếu), ids; the first is the head."""

    members: tuple[str, ...]


class Vote(Happening, frozen=True, tag="vote"):
    """A vote as counted: hands, or a secret ballot with papers; an election where there are candidates.

    ``matter``: what the vote is on, and so by which majority of the pack; without it ``rule`` says. ``person``: whom it
    is on, somebody on the list or, for an admission, a name. ``round`` counts the rounds of an election.
    """

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
    matter: Matter | Literal[""] = ""
    person: str = ""
    round: int = 1
    question: tuple[Question, ...] = ()
    invalid_reasons: str = ""


class GradeVote(Vote, frozen=True, tag="grade_vote", kw_only=True):
    """The vote on the level of the meeting."""

    level: Level


class MinutesApproved(Vote, frozen=True, tag="minutes_approved"):
    """The vote on the minutes as read."""


class EarlierApproved(Vote, frozen=True, tag="earlier_approved", kw_only=True):
    """The vote on the minutes of an earlier meeting, by its id; ``corrections`` is what was said to be set right."""

    meeting: str
    corrections: str = ""


class Break(Happening, frozen=True, tag="break"):
    """A break until a clock time."""

    until: time


class Correction(Happening, frozen=True, tag="correction"):
    """An earlier entry set right; what was there before stays in the journal.

    ``why`` and ``who`` decided it: asked for once the meeting is closed.
    """

    of: int
    changes: tuple[Change, ...]
    why: str = ""
    who: str = ""


class TaskResult(Happening, frozen=True, tag="task_result"):
    """What became of a task of the month before; ``due`` is the new date where it was extended."""

    task: str
    result: Result
    text: str = ""
    due: date | None = None


class PromiseResult(Happening, frozen=True, tag="promise_result"):
    """What became of a promise of an earlier meeting; ``deadline`` is the new one where it was extended."""

    promise: str
    result: Kept
    text: str = ""
    deadline: date | None = None


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


class Assessment(Happening, frozen=True, tag="assessment"):
    """The committee's word on the score; what the chair names as weak points, and the remedies."""

    committee_word: str = ""
    weak_points: str = ""
    remedies: str = ""


class MinutesRead(Happening, frozen=True, tag="minutes_read"):
    """The recorder has read the minutes to the meeting."""


class Closed(Happening, frozen=True, tag="closed"):
    """The meeting ends."""


AnyEvent = (
    Prepared | Named | PersonAdded | Groundwork | Disciplined | UpperScore | Opened | Cancelled | ItemAdded | ItemMoved
    | ItemRenamed | ItemPutOff | Explained | Undone | ItemStarted | ItemConcluded | Attendance | Dues | Remark
    | SelfCriticism | Criticism | Praise | Reminder | Considered | Tellers | Vote | GradeVote | MinutesApproved | Break
    | Correction | TaskResult | Task | Note | Score | Assessment | MinutesRead | Closed | EarlierApproved
    | PromiseResult | OldText | Stated | StatedVote
)  # fmt: skip

KINDS: dict[str, type[Happening]] = {str(k.__struct_config__.tag): k for k in get_args(AnyEvent) if k.in_record}
"""What may stand in the record, by the names of the journal."""
