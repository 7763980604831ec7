"""Who was in the room, and when: half-open intervals per person, and the head counts (HD 42, II).

Who is taken as present until marked, and who counts in which figure, is told by the rule pack of the meeting.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from msgspec import Struct

from model.cell import Person
from model.events import Attendance
from model.packs import Absence, Pack, StatusRule, pack

Bound = datetime | None


class Counts(Struct, frozen=True, omit_defaults=True):
    """Persons. ``total`` to ``suspended`` by status; the rest count expected members, but for the last two.

    ``on_duty``: left out of the expected for the day; it is written only where there are any.
    """

    total: int
    official: int
    probationary: int
    exempt: int
    away: int
    guest: int
    suspended: int
    expected: int
    present: int
    excused: int
    unexcused: int
    late: int
    left_early: int
    guest_present: int
    on_duty: int = 0


@dataclass
class Stay:
    """One person's meeting. ``spans`` are [from, to); None is from the opening, or to the end."""

    spans: list[tuple[Bound, Bound]] = field(default_factory=list)
    absence: Absence | Literal[""] = ""
    reason: str = ""
    late: bool = False

    @property
    def attended(self) -> bool:
        """Whether the person was there at any time."""
        return bool(self.spans)

    @property
    def left_early(self) -> bool:
        """Whether the person left and did not come back."""
        return self.attended and self.spans[-1][1] is not None

    def here(self, at: datetime) -> bool:
        """Whether the person is there at that moment."""
        return any((start is None or start <= at) and (end is None or at < end) for start, end in self.spans)

    def mark(self, at: datetime, mark: Attendance) -> None:
        """Fold a mark in: the later one replaces what it contradicts."""
        match mark.status:
            case "excused" | "unexcused" | "on_duty":
                self.spans, self.late, self.absence, self.reason = [], False, mark.status, mark.reason
            case "present":
                self._come([(None, None)], late=False)
            case "late":
                self._come([(at, None)], late=True)
            case "left" if self.here(at):
                self.spans[-1] = (self.spans[-1][0], at)
            case "back" if not self.here(at):
                self.spans.append((at, None))
                self.absence, self.reason = "", ""

    def _come(self, spans: list[tuple[Bound, Bound]], *, late: bool) -> None:
        self.spans, self.late, self.absence, self.reason = spans, late, "", ""


class Presence:
    """The stays of everybody on the list, by the ``rules`` of a pack."""

    def __init__(self, people: Iterable[Person] = (), rules: Pack | None = None) -> None:
        self.rules = rules or pack()
        self._status = {rule.kind: rule for rule in self.rules.status}
        self.people: dict[str, Person] = {}
        self.stays: dict[str, Stay] = {}
        for person in people:
            self.add(person)

    def add(self, person: Person) -> None:
        """Put somebody on the list."""
        self.people[person.id] = person
        self.stays[person.id] = Stay([(None, None)] if self.rule_of(person).expected else [])

    def rule_of(self, person: Person) -> StatusRule:
        """How somebody's status counts."""
        return self._status[person.status]

    def mark(self, at: datetime, mark: Attendance) -> None:
        """Fold a mark of attendance in."""
        if stay := self.stays.get(mark.member):
            stay.mark(at, mark)

    def here(self, person_id: str, at: datetime) -> bool:
        """Whether that person is in the room at ``at``."""
        return person_id in self.stays and self.stays[person_id].here(at)

    def attended(self, person_id: str) -> bool:
        """Whether that person was there at any time."""
        return self.stays[person_id].attended

    @property
    def cell_members(self) -> list[Person]:
        """The members of the cell: neither guest members nor invited."""
        return [p for p in self.people.values() if self.rule_of(p).head_count == "yes"]

    @property
    def expected(self) -> list[Person]:
        """The members whom the attendance rate counts: by status, without those on duty that day."""
        return [p for p in self.cell_members if self._in_rate(p) and not self._left_out(p)]

    def present(self, at: datetime | None = None) -> list[Person]:
        """The expected members who are in the room at ``at``; without a moment, those who were there at any time."""
        return [p for p in self.expected if (self.attended(p.id) if at is None else self.here(p.id, at))]

    def absent(self, kind: Absence) -> list[Person]:
        """The members absent for the whole meeting whom the rate would count, by the kind of their absence."""
        return [p for p in self.cell_members if self._in_rate(p) and self.stays[p.id].absence == kind]

    def _in_rate(self, person: Person) -> bool:
        return self.rule_of(person).rate == "yes"

    def _left_out(self, person: Person) -> bool:
        absence = self.stays[person.id].absence
        return bool(absence) and not self.rules.of_absence(absence).rate

    def counts(self) -> Counts:
        """The head counts as printed."""
        by_status = {
            status: sum(p.status == status for p in self.people.values())
            for status in ("official", "probationary", "exempt", "away", "guest", "suspended")
        }
        stays = [self.stays[p.id] for p in self.expected]
        apart = [p for p in self.people.values() if self.rule_of(p).rate == "apart"]
        return Counts(
            total=len(self.cell_members),
            **by_status,
            expected=len(stays),
            present=sum(s.attended for s in stays),
            excused=sum(s.absence == "excused" for s in stays),
            unexcused=sum(s.absence == "unexcused" for s in stays),
            late=sum(s.late for s in stays),
            left_early=sum(s.left_early for s in stays),
            guest_present=sum(self.attended(p.id) for p in apart),
            on_duty=len(self.absent("on_duty")),
        )
