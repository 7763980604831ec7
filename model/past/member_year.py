"""The year of one member as the meetings of the cell tell it: what the yearly review of a member can rest on.

Everything is read in the meetings of the year, each by its own roll; results told in later meetings count too.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from model.cell import Person
from model.entry import Entry, private
from model.events import Criticism, Disciplined, Praise, Remark, Reminder, SelfCriticism
from model.meeting import Meeting
from model.parts import Event
from model.past.outcomes import PromiseOutcome, TaskOutcome, outcomes
from model.past.results import OneOutcome, for_others
from model.presence import Stay
from model.stated import attendance_known
from model.year.counters import held

Mark = Literal["present", "excused", "unexcused", "on_duty", "not_expected", "unknown"]


@dataclass(frozen=True)
class Came:
    """A meeting held while the member was on the roll, and whether he came; ``left``: and did not come back.

    ``unknown`` where old minutes do not tell it.
    """

    meeting: str
    day: date
    mark: Mark
    late: bool = False
    left: bool = False


@dataclass(frozen=True)
class Heard:
    """An entry of a meeting's record."""

    meeting: Meeting
    entry: Entry


@dataclass(frozen=True)
class MemberYear:
    """A member's year. ``person`` as on the last roll of the year; ``meeting`` the one of that roll.

    ``criticisms`` are those he gave, ``criticised`` those he got. Tasks and promises are those given, or first asked
    about, in the year.
    """

    year: int
    person: Person
    meeting: Meeting
    attendance: tuple[Came, ...]
    remarks: tuple[Heard, ...]
    praise: tuple[Heard, ...]
    reminders: tuple[Heard, ...]
    self_criticisms: tuple[Heard, ...]
    criticisms: tuple[Heard, ...]
    criticised: tuple[Heard, ...]
    disciplined: tuple[Heard, ...]
    tasks: tuple[TaskOutcome, ...]
    promises: tuple[PromiseOutcome, ...]

    @property
    def attended(self) -> int:
        """Meetings that he came to."""
        return sum(came.mark == "present" for came in self.attendance)

    @property
    def due(self) -> int:
        """Meetings that he came to or should have come to."""
        return sum(came.mark not in ("not_expected", "on_duty", "unknown") for came in self.attendance)

    @property
    def spoken(self) -> int:
        """Meetings in which he said something, criticised himself or somebody."""
        return len({h.meeting.id for h in (*self.remarks, *self.self_criticisms, *self.criticisms)})

    @property
    def opinions(self) -> int:
        """Remarks; one that is gone on with counts once."""
        return sum(isinstance(h.entry.event, Remark) and not h.entry.event.continued for h in self.remarks)


def member_year(who: str, year: int, meetings: Iterable[Meeting], *, internal: bool) -> MemberYear | None:
    """The year of a member out of its meetings and later ones; None where he was on no roll in it.

    Without ``internal`` what others may see.
    """
    known = sorted((m for m in meetings if m.date.year >= year), key=lambda m: (m.date, m.id))
    rolls = [m for m in known if m.date.year == year and who in m.people]
    if not rolls:
        return None
    heard = [Heard(m, e) for m in known if m.date.year == year for e in m.standing if internal or not private(e)]

    def of(told: Callable[[Event], bool]) -> tuple[Heard, ...]:
        return tuple(h for h in heard if told(h.entry.event))

    found = outcomes(known)
    return MemberYear(
        year,
        rolls[-1].people[who],
        rolls[-1],
        attendance=tuple(_came(m, m.presence.stays[who]) for m in held(rolls)),
        remarks=of(lambda e: isinstance(e, Remark) and e.speaker == who),
        praise=of(lambda e: isinstance(e, Praise) and e.to == who),
        reminders=of(lambda e: isinstance(e, Reminder) and e.to == who),
        self_criticisms=of(lambda e: isinstance(e, SelfCriticism) and e.member == who),
        criticisms=of(lambda e: isinstance(e, Criticism) and e.from_ == who),
        criticised=of(lambda e: isinstance(e, Criticism) and e.to == who),
        disciplined=of(lambda e: isinstance(e, Disciplined) and e.member == who),
        tasks=_owed(who, year, found.tasks, known, internal=internal),
        promises=_owed(who, year, found.promises, known, internal=internal),
    )


def _came(meeting: Meeting, stay: Stay) -> Came:
    if not attendance_known(meeting):
        return Came(meeting.id, meeting.date, "unknown")
    mark: Mark = "present" if stay.attended else stay.absence or "not_expected"
    return Came(meeting.id, meeting.date, mark, stay.late, stay.left_early)


def _owed(
    who: str, year: int, owed: Sequence[OneOutcome], meetings: Sequence[Meeting], *, internal: bool
) -> tuple[OneOutcome, ...]:
    mine = [one for one in owed if one.owner == who]
    days = {m.id: m.date for m in meetings}
    shown = mine if internal else for_others(mine, meetings)
    return tuple(one for one in shown if days[one.meeting].year == year)
