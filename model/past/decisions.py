"""Decisions of a series of meetings with what became of them, as far as the record holds the link.

The links there are: tasks given under the item of a decision, or anywhere in the meeting for its resolution (step 13
of HD 42's order); a correction of the entry itself; the id under which an item put off comes back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct, structs

from model.agenda import Item
from model.entry import Entry, private
from model.events import Closed, Correction, GradeVote, ItemConcluded, ItemPutOff, MinutesApproved, MinutesRead, Vote
from model.meeting import Meeting
from model.past.outcomes import TaskOutcome, outcomes
from model.scoring.facts import RESOLUTION_STEP
from model.voting import Verdict, judge, sentence
from model.year.counters import held

Kind = Literal["conclusion", "hands", "secret", "election", "put_off"]
Became = Literal["dealt_with", "put_off", "waiting"]

_UNTOLD = ("internal", "guessed")
"""Fields of an entry that are between the recorder and the program: no correction of what was decided."""


class Given(Struct, frozen=True):
    """Tasks given with a decision: how many of them are done, open, and open after their date."""

    done: int = 0
    open: int = 0
    overdue: int = 0


class Returned(Struct, frozen=True):
    """The first meeting held since that had an item put off in its agenda, and what became of the item in it."""

    meeting: str
    day: date
    became: Became


class Decision(Struct, frozen=True, kw_only=True):
    """A conclusion, a vote with its verdict, or an item put off; ``item`` is the title it stands under.

    ``counts``: for, against, no opinion, of a vote on one question; ``text`` is else the whole result. ``elected`` by
    name. ``corrected``: the day of the last correction after the minutes were read or the meeting closed.
    """

    meeting: str
    entry: int
    day: date
    item: str
    kind: Kind
    text: str
    counts: tuple[int | None, int | None, int | None] | None = None
    base: int | None = None
    verdict: Verdict | None = None
    elected: tuple[str, ...] = ()
    tasks: Given = Given()
    corrected: date | None = None
    returned: Returned | None = None
    internal: bool = False

    @property
    def open(self) -> bool:
        """Whether something of it is still to be done."""
        if self.kind == "put_off":
            return self.returned is None or self.returned.became == "waiting"
        return self.tasks.open > 0

    @property
    def overdue(self) -> bool:
        """Whether something of it should have been done."""
        return self.tasks.overdue > 0


def decisions(meetings: Iterable[Meeting], today: date, *, internal: bool = True) -> list[Decision]:
    """The decisions of the meetings held, in order; without ``internal`` those that others may see."""
    meetings = held(meetings)
    given: dict[str, list[TaskOutcome]] = defaultdict(list)
    for task in outcomes(meetings).tasks:
        if task.entry and (internal or not task.internal):
            given[task.meeting].append(task)
    back = _returns(meetings)
    found: list[Decision] = []
    for meeting in meetings:
        corrected, names = _corrected(meeting), meeting.names
        for entry in meeting.record:
            if (internal or not private(entry)) and (told := _told(meeting, entry, names)):
                item, decision = told
                tasks = [t for t in given[meeting.id] if _belongs(meeting, t, item)]
                found.append(_with(decision, tasks, corrected.get(entry.id), today))
        found += _put_off(meeting, back)
    return found


def _told(meeting: Meeting, entry: Entry, names: dict[str, str]) -> tuple[Item | None, Decision] | None:
    """What was decided by an entry, and the item that it stands under; None where it decides nothing."""
    event = entry.event
    if isinstance(event, ItemConcluded) and event.conclusion:
        item = meeting.agenda.get(event.item)
        return item, _decision(meeting, entry, item, "conclusion", event.conclusion)
    if not isinstance(event, Vote):
        return None
    item = meeting.agenda.get(meeting.item_of.get(entry.id, ""))
    judged = judge(meeting.presence, entry.at, event)
    several = bool(event.candidate or event.question)
    decision = structs.replace(
        _decision(meeting, entry, item, "election" if event.candidate else event.method, ""),
        text=sentence(event, judged, names) if several else _about(event, names),
        counts=None if several else (event.for_, event.against, event.no_opinion),
        base=len(judged.base),
        verdict=judged.verdict,
        elected=tuple(names.get(c.name, c.name) for c in judged.candidates if c.elected),
    )
    return item, decision


def _decision(meeting: Meeting, entry: Entry, item: Item | None, kind: Kind, text: str) -> Decision:
    return Decision(
        meeting=meeting.id, entry=entry.id, day=meeting.date, item=item.title if item else "", kind=kind, text=text,
        internal=private(entry),
    )  # fmt: skip


def _about(vote: Vote, names: dict[str, str]) -> str:
    person = names.get(vote.person, vote.person)
    text = f"{vote.subject} ({person})" if person and person not in vote.subject else vote.subject
    return f"{text} (mức {vote.level})" if isinstance(vote, GradeVote) and vote.level not in text else text


def _belongs(meeting: Meeting, task: TaskOutcome, item: Item | None) -> bool:
    return item is not None and (item.step == RESOLUTION_STEP or meeting.item_of.get(task.entry) == item.id)


def _with(decision: Decision, tasks: Sequence[TaskOutcome], corrected: date | None, today: date) -> Decision:
    still = [task for task in tasks if task.open]
    told = Given(len(tasks) - len(still), len(still), sum(task.overdue(today) for task in still))
    return structs.replace(decision, tasks=told, corrected=corrected)


def _corrected(meeting: Meeting) -> dict[int, date]:
    """Entry to the day of its last correction; a slip mended before the minutes were read is just right."""
    found: dict[int, date] = {}
    heard = False
    for entry in meeting.record:
        event = entry.event
        heard = heard or isinstance(event, MinutesRead | MinutesApproved | Closed)
        if heard and isinstance(event, Correction) and any(change.field not in _UNTOLD for change in event.changes):
            found[event.of] = entry.at.date()
    return found


# --- items put off --------------------------------------------------------------------------------


def _put_off(meeting: Meeting, back: dict[tuple[str, str], Returned]) -> Iterator[Decision]:
    """The items that a meeting left for a later one."""
    last = {e.event.item: e for e in meeting.standing if isinstance(e.event, ItemPutOff)}
    for item in meeting.agenda.items:
        if item.put_off:
            decision = _decision(meeting, last[item.id], item, "put_off", item.why_put_off)
            yield structs.replace(decision, returned=back.get((meeting.id, item.id)))


def _returns(meetings: Sequence[Meeting]) -> dict[tuple[str, str], Returned]:
    """Meeting and item put off there to where it came back, by the id that :mod:`model.carrying` gives it."""
    found: dict[tuple[str, str], Returned] = {}
    waiting: dict[str, tuple[str, str]] = {}
    for meeting in meetings:
        for item in meeting.agenda.items:
            if item.id in waiting:
                became: Became = "put_off" if item.put_off else "dealt_with" if item.held else "waiting"
                found[waiting.pop(item.id)] = Returned(meeting.id, meeting.date, became)
        for item in meeting.agenda.items:
            if item.put_off:
                waiting[item.id if item.origin else f"{meeting.id}/{item.id}"] = meeting.id, item.id
    return found
