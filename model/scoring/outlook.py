"""What the record earns so far, what would earn more, and what can no longer be earned. Facts first, no judgement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from model.meeting import Meeting
from model.parts import GroundworkKind
from model.scoring.expression import Value, parse
from model.scoring.facts import measure
from model.scoring.points import Row, by_record, score, values_of
from model.scoring.sheets import Criterion, Sheet, maximum
from model.words import FACT

LEAST_ON_CRITICISM = 15
"""Minutes: from 15 to 30 for self-criticism and criticism (a ward's form under HD 42)."""

_COUNTED = ("praise", "reminders", "criticisms", "self_criticisms", "tasks_new_with_deadline")
_DONE = ("minutes_read", "minutes_approved", "resolution_voted", "conclusion_voted", "score_voted", "dues_reported")
_UNTOLD: dict[GroundworkKind, tuple[str, int | bool]] = {
    "committee_met": ("committee_met_before", True),
    "notice_sent": ("notice_days_before", 30),
    "documents_uploaded": ("documents_days_before", 30),
}
"""What was done before the meeting and may not have been told yet; days: more than any sheet asks for."""


@dataclass(frozen=True)
class Prospect:
    """A row of the record. ``says``: its facts; ``step``: the nearest one that earns ``then`` points; empty for none.

    ``reach``: the points if all that can still happen does; what is missing to the maximum is lost.
    """

    row: Row
    says: str
    now: int
    step: str
    then: int
    reach: int

    @property
    def lost(self) -> int:
        """Points that can no longer be earned."""
        return self.row.max - self.reach


@dataclass(frozen=True)
class Outlook:
    """The rows that a step could raise, those that lost points for good, how many rows wait for a person.

    ``lowered``: why the grade is lower than its points.
    """

    total: int
    max: int
    grade: str
    moving: tuple[Prospect, ...]
    lost: tuple[Prospect, ...]
    by_people: int
    lowered: tuple[str, ...]


def outlook(meeting: Meeting, sheet: Sheet, now: datetime | None = None) -> Outlook:
    """What the meeting's record earns by a sheet, and may still earn; rows that people gave points for stay out.

    Before the opening nothing is told: what was done before is measured against it.
    """
    facts = measure(meeting, now)
    result = score(meeting, sheet, now, facts)
    view = _View(meeting, sheet, values_of(sheet, facts))
    prospects = [
        view.prospect(row)
        for row in result.rows
        if meeting.opened
        and row.applies
        and row.criterion.mode != "human"
        and not row.criterion.later
        and (sheet.id, row.criterion.id) not in meeting.scores
    ]
    return Outlook(
        total=result.total,
        max=sheet.max,
        grade=result.grade,
        moving=tuple(p for p in prospects if p.then > p.now),
        lost=tuple(p for p in prospects if p.lost),
        by_people=sum(bool(r.by_hand) and r.points is None for r in result.rows),
        lowered=result.lowered,
    )


class _View:
    """A meeting's facts, and how far each may still go."""

    def __init__(self, meeting: Meeting, sheet: Sheet, values: Mapping[str, Value]) -> None:
        self._meeting = meeting
        self._sheet = sheet
        self._values = values
        self._reach = {} if meeting.closed else self._reachable()

    def prospect(self, row: Row) -> Prospect:
        """What becomes of one row."""
        c = row.criterion
        asked = [name for name in FACT if name in self._asked(c)]
        now = row.points if row.points is not None else row.proposed or 0
        step, then = "", now
        for name in (n for n in asked if n in self._reach and now < row.max):
            points, value = self._nearest(c, name, now)
            if points > then:
                step, then = self._step(name, value), points
        if then == now < row.max and (points := self._points(c, self._reach)) > now:
            short = [name for name in asked if self._reach.get(name, False) > self._figure(name)]
            step, then = " và ".join(self._step(name, self._reach[name]) for name in short), points
        reach = max(then, self._most(c, self._reach))
        says = " · ".join(dict.fromkeys(said for name in asked if (said := self._says(name))))
        return Prospect(row, says or row.reason or c.title, now, step, then, reach)

    def _reachable(self) -> dict[str, int | bool]:
        """Fact to the most that it may still come to; who is here, and what was done before, no longer changes."""
        open_tasks = sum(t.carried and t.result is None for t in self._meeting.tasks)
        on_criticism = max(self._figure("seconds_on_criticism"), LEAST_ON_CRITICISM * 60)
        return {
            "roll_called": True,
            "speakers": self._figure("members_present"),
            "steps_done": self._figure("steps_due"),
            "tasks_last_done": self._figure("tasks_last_done") + open_tasks,
            "seconds_on_criticism": on_criticism,
            "minutes_on_ideology_and_criticism": on_criticism // 60,
            "minutes_long": max(self._figure("minutes_long"), self._figure("minutes_required")),
            **{name: max(self._figure(name), 1) for name in _COUNTED},
            **dict.fromkeys(_DONE, True),
            **dict(told for what, told in _UNTOLD.items() if what not in self._meeting.groundwork),
        }

    def _figure(self, name: str) -> int:
        value = self._values[name]
        return value if isinstance(value, int) else 0

    def _asked(self, c: Criterion) -> set[str]:
        """The facts that the points of a row rest on."""
        sources = [case.when for case in c.case if case.when] + ([c.measure] if c.measure else [])
        names = {name for source in sources for name in parse(source).names}
        for defined, source in self._sheet.define.items():
            names |= parse(source).names if defined in names else set()
        return names

    def _points(self, c: Criterion, changed: Mapping[str, Value]) -> int:
        then = {**self._values, **changed}
        return by_record(c, then, maximum(c, then))[0] or 0

    def _most(self, c: Criterion, changed: Mapping[str, Value]) -> int:
        """The points then, or the most that a person could give then."""
        then = {**self._values, **changed}
        points, by_hand, _, _ = by_record(c, then, maximum(c, then))
        return points if points is not None else by_hand[1] if by_hand else 0

    def _nearest(self, c: Criterion, name: str, now: int) -> tuple[int, int | bool]:
        """The points of the smallest change of one fact that earns more, and its value; ``now`` where none does."""
        most, tries = self._reach[name], [self._reach[name]]
        if self._points(c, {name: most}) <= now:
            return now, most
        if not isinstance(most, bool):
            pace = 60 if name == "seconds_on_criticism" else 1
            tries = [*range(self._figure(name) + 1, most, pace), most]
        return next((p, value) for value in tries if (p := self._points(c, {name: value})) > now)

    def _says(self, name: str) -> str:
        """A fact as a half sentence; empty where there is nothing to tell."""
        figure, word = self._figure(name), FACT[name]
        match name:
            case "speakers":
                return f"{figure}/{self._figure('members_present')} đồng chí đã phát biểu"
            case "present" | "attendance_rate":
                return f"{self._figure('present')}/{self._figure('expected')} có mặt"
            case "unexcused" | "excused_runs_over_3" | "disciplined_members":
                return f"{figure} đồng chí {word.removeprefix('đảng viên ')}" if figure else ""
            case "minutes_long":
                least = self._figure("minutes_required")
                return f"còn {least - figure} phút để đủ {least}" if figure < least else f"đã họp {figure} phút"
            case "steps_done":
                return f"{figure}/{self._figure('steps_due')} bước"
            case "tasks_last_done":
                carried = [t for t in self._meeting.tasks if t.carried]
                answered = sum(t.result is not None for t in carried)
                return f"{answered}/{len(carried)} nhiệm vụ tháng trước có kết quả, {figure} đã làm"
            case "seconds_on_criticism" | "minutes_on_ideology_and_criticism":
                return f"tự phê bình, phê bình {self._figure('minutes_on_ideology_and_criticism')} phút"
            case "notice_days_before" | "documents_days_before":
                act = word.removesuffix(" (ngày)")
                early = f"{act} {figure} ngày" if figure >= 0 else f"{act.removesuffix(' trước')} sau giờ khai mạc"
                return f"chưa ghi {act}" if self._values[name] is None else early
        if name in _COUNTED:
            return f"{figure} {word}" if figure else f"chưa có {word}"
        return word.replace("đã ", "chưa ") if word.startswith("đã ") and not self._values[name] else ""

    def _step(self, name: str, value: int | bool) -> str:
        more, word = int(value) - self._figure(name), FACT[name]
        match name:
            case "speakers":
                return f"thêm {more} đồng chí phát biểu"
            case "minutes_long":
                return f"họp thêm {more} phút"
            case "seconds_on_criticism":
                return f"dành thêm {-(-more // 60)} phút"
            case "minutes_on_ideology_and_criticism":
                return f"dành thêm {more} phút"
            case "steps_done":
                return f"thêm {more} bước"
            case "tasks_last_done":
                return f"thêm {more} nhiệm vụ đã làm"
            case "notice_days_before" | "documents_days_before":
                return f"ghi {word.removesuffix(' (ngày)')}"
        return f"thêm {word}" if name in _COUNTED else word.removeprefix("đã ")


def lines(seen: Outlook) -> Iterable[str]:
    """The outlook in plain lines: facts with what the nearest step would earn, and what is lost."""
    for p in seen.moving:
        yield f"{p.says}: {p.now}/{p.row.max}"
        yield f"  {p.step}: {p.then}"
    if seen.lost:
        yield "Không còn đạt được:"
        yield from (f"  −{p.lost} {p.says}" for p in seen.lost)
    yield from seen.lowered


def sum_line(seen: Outlook) -> str:
    """The points so far, the grade where it stands, and how many rows people have still to score."""
    grade = f" · {seen.grade}" if seen.grade else ""
    waiting = f" · chờ chấm {seen.by_people}" if seen.by_people else ""
    return f"{seen.total}/{seen.max}{grade}{waiting}"
