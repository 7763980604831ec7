"""The year of the cell: the counters of each member and the chuyên đề of each quarter.

Everything is counted on the meetings that were held, each by its own roll: what changes for a member afterwards changes
no earlier meeting. A meeting with both parts counts as a regular and as a thematic one. Old minutes that do not tell of
each member whether he was there count neither for nor against anybody's attendance; their tasks are not counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from model.events import Dues, Remark
from model.meeting import Meeting
from model.parts import REGULAR
from model.scoring.facts import had_thematic
from model.stated import attendance_known, with_attendance

EXCUSED_IN_A_ROW = 3
"""More than these lower the score of the meeting (HD 12 and the sheets under HD 42)."""
MONTHS_WITHOUT_REASON = 3
"""So many months without meeting, or without dues, and striking off is considered (Charter of the Party)."""
THEMATIC_A_QUARTER = 1
"""Chuyên đề at least so often (HD 42)."""


def held(meetings: Iterable[Meeting], *, regular: bool = False) -> list[Meeting]:
    """Those that were opened; only those with a regular part where ``regular``."""
    return [m for m in meetings if m.opened and (not regular or m.head.kind in REGULAR)]


# --- members --------------------------------------------------------------------------------------


def excused_runs(meetings: Iterable[Meeting]) -> dict[str, tuple[int, int]]:
    """Member to (meetings missed with reason in a row up to now, the longest such run).

    Of ``meetings``, those of one year in order, the ones held with a regular part count.
    """
    runs: dict[str, tuple[int, int]] = {}
    for meeting in with_attendance(held(meetings, regular=True)):
        for person in meeting.presence.expected:
            current, longest = runs.get(person.id, (0, 0))
            current = current + 1 if meeting.presence.stays[person.id].absence == "excused" else 0
            runs[person.id] = (current, max(current, longest))
    return {member: run for member, run in runs.items() if run[1]}


def runs_before(earlier: Iterable[Meeting], day: date) -> dict[str, tuple[int, int]]:
    """The runs of excused absences that a meeting on ``day`` goes on from: those of its own year."""
    return excused_runs(m for m in earlier if m.date.year == day.year)


@dataclass(frozen=True)
class Counters:
    """A member's year, as far as recorded. ``excused_now`` and ``excused_longest`` are regular meetings in a row."""

    excused_now: int
    excused_longest: int
    unexcused: int
    months_missed: int
    months_owing: int
    remarks: int
    tasks_given: int
    tasks_done: int
    promises_made: int
    promises_kept: int

    @property
    def too_often_excused(self) -> bool:
        """Whether the absences with reason are too many in a row."""
        return self.excused_longest > EXCUSED_IN_A_ROW

    @property
    def to_be_considered(self) -> bool:
        """Whether the months without meeting or without dues ask for a decision on the member."""
        return max(self.months_missed, self.months_owing) >= MONTHS_WITHOUT_REASON


def counters(meetings: Iterable[Meeting]) -> dict[str, Counters]:
    """The counters of everybody who was on the roll of one of these meetings of a year, guests left out."""
    meetings = held(meetings)
    runs, missed, owing = excused_runs(meetings), _months_missed(meetings), _months_owing(meetings)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for meeting in meetings:
        for entry in meeting.record:
            if isinstance(entry.event, Remark) and not entry.event.continued:
                counted[entry.event.speaker]["remarks"] += 1
        for person in meeting.presence.absent("unexcused") if attendance_known(meeting) else ():
            counted[person.id]["unexcused"] += 1
        for task in meeting.tasks if meeting.stated is None else ():  # what became of those of old minutes nobody knows
            counted[task.owner]["tasks_given"] += not task.carried
            counted[task.owner]["tasks_done"] += task.carried and not task.open
        for promise in meeting.promises:
            counted[promise.member]["promises_made"] += not promise.carried
            counted[promise.member]["promises_kept"] += promise.carried and not promise.open
    told = ("unexcused", "remarks", "tasks_given", "tasks_done", "promises_made", "promises_kept")
    members = dict.fromkeys(p.id for m in meetings for p in m.presence.cell_members)
    return {
        member: Counters(
            *runs.get(member, (0, 0)),
            months_missed=missed[member],
            months_owing=owing[member],
            **{name: counted[member][name] for name in told},
        )
        for member in members
    }


def _months_missed(meetings: Iterable[Meeting]) -> Counter[str]:
    """Months in which a member came to no regular meeting, and stayed away from one of them without reason."""
    absences: dict[tuple[str, int], set[str]] = defaultdict(set)
    for meeting in with_attendance(held(meetings, regular=True)):
        for person in meeting.presence.expected:
            stay = meeting.presence.stays[person.id]
            absences[person.id, meeting.date.month].add("" if stay.attended else stay.absence)
    return Counter(member for (member, _), kinds in absences.items() if "unexcused" in kinds and "" not in kinds)


def _months_owing(meetings: Iterable[Meeting]) -> Counter[str]:
    """Months in which a member was named as owing dues, by the month's last report."""
    reports = {m.date.month: e.event.owing for m in meetings for e in m.record if isinstance(e.event, Dues)}
    return Counter(member for named in reports.values() for member in named)


# --- the cell -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Quarter:
    """Chuyên đề of a quarter: the ids of the meetings with one; ``lacking`` once it has begun with too few."""

    number: int
    thematic: tuple[str, ...]
    lacking: bool


def quarters(meetings: Iterable[Meeting], year: int, until: date) -> list[Quarter]:
    """The four quarters of ``year`` as they stand on the day ``until``."""
    thematic = [m for m in held(meetings) if had_thematic([m], m.date)]
    found = []
    for number in range(1, 5):
        ids = tuple(m.id for m in thematic if m.date.year == year and (m.date.month + 2) // 3 == number)
        begun = date(year, 3 * number - 2, 1) <= until
        found.append(Quarter(number, ids, begun and len(ids) < THEMATIC_A_QUARTER))
    return found
