"""Sheet and facts to points, reasons and grade. A criterion nobody and nothing has answered is empty, never full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from model.expression import UnknownFactError, Value, fill, parse, parse_text
from model.facts import Fact, measure
from model.meeting import Meeting
from model.sheets import Criterion, Sheet, holds, maximum


@dataclass(frozen=True)
class Row:
    """A criterion scored. ``points`` is None while empty; ``by_hand`` the range that a person may give."""

    criterion: Criterion
    max: int
    points: int | None
    proposed: int | None
    by_hand: tuple[int, int] | None
    facts: dict[str, Value]
    reason: str
    evidence: tuple[int, ...]
    applies: bool = True
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """A sheet scored: the sum of what is known, and the grade once nothing that is still open can change it."""

    sheet: Sheet
    rows: tuple[Row, ...]

    @property
    def total(self) -> int:
        """The points known so far."""
        return sum(r.points or 0 for r in self.rows)

    @property
    def complete(self) -> bool:
        """Whether no criterion is empty."""
        return all(r.points is not None for r in self.rows)

    @property
    def waiting(self) -> tuple[Row, ...]:
        """The rows that only the end of the meeting, or the days after it, can answer."""
        return tuple(r for r in self.rows if r.points is None and (r.criterion.later or r.criterion.at_end))

    @property
    def empty(self) -> tuple[Row, ...]:
        """The rows that wait for a person, or for a fact that could be known now."""
        return tuple(r for r in self.rows if r.points is None and r not in self.waiting)

    @property
    def ready(self) -> bool:
        """Whether all is there that can be known now."""
        return not self.empty

    @property
    def grade(self) -> str:
        """The grade, when all that can be known is, and what comes later cannot change it; else empty."""
        open_points = sum(r.max for r in self.rows if r.points is None)
        lowest, highest = grade_of(self.sheet, self.total), grade_of(self.sheet, self.total + open_points)
        return lowest if self.ready and lowest == highest else ""

    def row(self, criterion_id: str) -> Row | None:
        """The row of that criterion."""
        return next((r for r in self.rows if r.criterion.id == criterion_id), None)


def grade_of(sheet: Sheet, total: int) -> str:
    """The grade of a sum of points; bounds are half-open, the lower one included."""
    return next(g.name for g in sheet.grade if total >= g.from_)


def score(
    meeting: Meeting, sheet: Sheet, now: datetime | None = None, facts: Mapping[str, Fact] | None = None
) -> Result:
    """The meeting scored by a sheet from its own record, measured already or not, and from what people gave."""
    facts = facts or measure(meeting, now)
    values: dict[str, Value] = {name: fact.value for name, fact in facts.items()}
    for name, source in sheet.define.items():
        try:
            values[name] = parse(source)(values)
        except UnknownFactError:
            values[name] = None
    return Result(sheet, tuple(_row(meeting, sheet, c, facts, values) for c in sheet.criterion))


def _row(meeting: Meeting, sheet: Sheet, c: Criterion, facts: Mapping[str, Fact], values: Mapping[str, Value]) -> Row:
    shown = {name: values[fact] for name, fact in c.facts.items()}
    evidence = tuple(dict.fromkeys(i for fact in c.facts.values() if fact in facts for i in facts[fact].evidence))
    if c.applies and not holds(c.applies, values):
        return Row(c, 0, 0, None, None, shown, c.why_not, evidence, applies=False)
    most = maximum(c, values)
    points, by_hand, reason, lacks = _by_record(c, values, most)
    proposed = points
    if c.at_end and not meeting.closed and points != most:
        points = None
    entry_id, given = meeting.scores.get((sheet.id, c.id), (0, None))
    if given and by_hand and by_hand[0] <= given.points <= by_hand[1]:
        points, reason = given.points, given.reason or reason
        evidence = (*evidence, entry_id)
    return Row(c, most, points, proposed, by_hand, shown, "" if points == most else reason, evidence, lacks=lacks)


def _by_record(
    c: Criterion, values: Mapping[str, Value], most: int
) -> tuple[int | None, tuple[int, int] | None, str, tuple[str, ...]]:
    """Points by the record, the range left to a person, the reason for what is lost, what is not known."""
    if c.mode == "human":
        return None, (0, most), "", ()
    try:
        case = next(k for k in c.case if not k.when or parse(k.when)(values))
    except UnknownFactError as missing:
        return None, None, "", (str(missing),)
    reason = fill(parse_text(case.reason or c.reason), values)
    by_hand = (0, most) if c.mode == "proposed" and case.by_hand is None else case.by_hand
    return case.points, by_hand, reason, ()
