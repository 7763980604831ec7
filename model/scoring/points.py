"""Sheet and facts to points, reasons and grade. A criterion nobody and nothing has answered is empty, never full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from model.meeting import Meeting
from model.scoring.expression import UnknownFactError, Value, exact, fill, parse, parse_text
from model.scoring.facts import Fact, measure
from model.scoring.sheets import Cap, Criterion, Sheet, holds, maximum

MET = {True: "đạt", False: "chưa đạt"}
"""What stands instead of points in a sheet of levels."""


@dataclass(frozen=True)
class Row:
    """A criterion scored. ``points`` is None while empty; ``by_hand`` the range that a person may give.

    ``proposed``: the points by the record alone; ``upper``: those of the upper committee's scorer.
    """

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
    upper: int | None = None
    upper_reason: str = ""

    def asks_reason(self, points: int) -> bool:
        """Whether a person who gives these points is asked why: below the maximum, or other than proposed."""
        return points != self.proposed and (points < self.max or self.proposed is not None)


@dataclass(frozen=True)
class HeldCap:
    """A cap on the grade: whether it holds, None while that is open, and its reason in words."""

    cap: Cap
    holds: bool | None
    reason: str


@dataclass(frozen=True)
class Result:
    """A sheet scored: the sum of what is known, and the grade once nothing that is still open can change it."""

    sheet: Sheet
    rows: tuple[Row, ...]
    caps: tuple[HeldCap, ...] = ()

    @property
    def total(self) -> int:
        """The points known so far."""
        return sum(r.points or 0 for r in self.rows)

    @property
    def upper_total(self) -> int | None:
        """The points of the upper committee's scorer; None while one is empty."""
        given = [r.upper for r in self.rows if r.applies]
        return None if None in given else sum(p or 0 for p in given)

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
        lowest = self._capped(self.total, (True, None))
        highest = self._capped(self.total + open_points, (True,))
        return lowest if self.ready and lowest == highest else ""

    @property
    def lowered(self) -> tuple[str, ...]:
        """Why the grade is lower than its points: the reasons of the caps that hold and weigh."""
        by_points = self.sheet.rank(grade_of(self.sheet, self.total))
        return tuple(c.reason for c in self.caps if c.holds and self.sheet.rank(c.cap.to) > by_points)

    def row(self, criterion_id: str) -> Row | None:
        """The row of that criterion."""
        return next((r for r in self.rows if r.criterion.id == criterion_id), None)

    def _capped(self, total: int, counted: Sequence[bool | None]) -> str:
        ranks = [self.sheet.rank(c.cap.to) for c in self.caps if c.holds in counted]
        return self.sheet.grade[max([self.sheet.rank(grade_of(self.sheet, total)), *ranks])].name


def grade_of(sheet: Sheet, total: int) -> str:
    """The grade of a sum of points; bounds are half-open, the lower one included."""
    return next(g.name for g in sheet.grade if total >= g.from_)


def grade_of_year(sheet: Sheet, grades: Sequence[str]) -> str:
    """The year's grade from those of its regular meetings; empty where the sheet has no rule, or there was none."""
    ranks = [sheet.rank(grade) for grade in grades]
    for rule in sheet.year if ranks else ():
        enough = not rule.of or sum(rank <= sheet.rank(rule.of) for rank in ranks) >= rule.count
        if enough and (not rule.every or max(ranks) <= sheet.rank(rule.every)):
            return rule.grade
    return ""


def values_of(sheet: Sheet, facts: Mapping[str, Fact]) -> dict[str, Value]:
    """The facts and what the sheet defines by them, None where not known."""
    values: dict[str, Value] = {name: fact.value for name, fact in facts.items()}
    for name, source in sheet.define.items():
        try:
            values[name] = parse(source)(values)
        except UnknownFactError:
            values[name] = None
    return values


def score(
    meeting: Meeting, sheet: Sheet, now: datetime | None = None, facts: Mapping[str, Fact] | None = None
) -> Result:
    """The meeting scored by a sheet from its own record, measured already or not, and from what people gave.

    Old minutes are never scored: every row is empty, and what they state is :attr:`model.meeting.Meeting.stated`.
    """
    if meeting.stated is not None:
        return Result(sheet, tuple(Row(c, c.max, None, None, None, {}, "", ()) for c in sheet.criterion))
    facts = facts or measure(meeting, now)
    values = values_of(sheet, facts)
    rows = tuple(_row(meeting, sheet, c, facts, values) for c in sheet.criterion)
    caps = tuple(HeldCap(c, _weighs(c, rows, values), fill(parse_text(c.reason), values)) for c in sheet.cap)
    return Result(sheet, rows, caps)


def _row(meeting: Meeting, sheet: Sheet, c: Criterion, facts: Mapping[str, Fact], values: Mapping[str, Value]) -> Row:
    shown = {name: values[fact] for name, fact in c.facts.items()}
    evidence = tuple(dict.fromkeys(i for fact in c.facts.values() if fact in facts for i in facts[fact].evidence))
    if c.applies and not holds(c.applies, values):
        return Row(c, 0, 0, None, None, shown, c.why_not, evidence, applies=False)
    most = maximum(c, values)
    points, by_hand, reason, lacks = by_record(c, values, most)
    proposed, said = points, ""
    if c.at_end and not meeting.closed and points != most:
        points = None
    entry_id, given = meeting.scores.get((sheet.id, c.id), (0, None))
    if given and by_hand and by_hand[0] <= given.points <= by_hand[1]:
        points, said = given.points, given.reason
        evidence = (*evidence, entry_id)
    _, upper = meeting.upper_scores.get((sheet.id, c.id), (0, None))
    column = (upper.points, upper.reason) if upper and upper.points <= most else (None, "")
    return Row(c, most, points, proposed, by_hand, shown, said or ("" if points == most else reason), evidence,
               lacks=lacks, upper=column[0], upper_reason=column[1])  # fmt: skip


def by_record(
    c: Criterion, values: Mapping[str, Value], most: int
) -> tuple[int | None, tuple[int, int] | None, str, tuple[str, ...]]:
    """Points by the record, the range left to a person, the reason for what is lost, what is not known."""
    if c.mode == "human":
        return None, (0, most), "", ()
    try:
        case = next((k for k in c.case if not k.when or parse(k.when)(values)), None)
        points = case.points if case else _by_band(c, values)
        points = points if points is None else min(points, most)
    except UnknownFactError as missing:
        return None, None, "", (str(missing),)
    reason = fill(parse_text(case.reason if case and case.reason else c.reason), values)
    low, high = case.by_hand if case and case.by_hand else (0, most)
    left = c.mode == "proposed" or points is None
    return points, (min(low, most), min(high, most)) if left else None, reason, ()


def _by_band(c: Criterion, values: Mapping[str, Value]) -> int:
    """The points of the highest band that begins at or below the value, compared as fractions."""
    measured = parse(c.measure)(values)
    if not isinstance(measured, int | Fraction):
        raise UnknownFactError(c.measure)
    bands = sorted(c.band, key=lambda band: exact(band.from_ or 0), reverse=True)
    return next((b.points for b in bands if b.from_ is not None and measured >= exact(b.from_)), bands[-1].points)


def _weighs(cap: Cap, rows: Sequence[Row], values: Mapping[str, Value]) -> bool | None:
    """Whether a cap holds; None while a criterion or a fact that it asks for is open."""
    if cap.when:
        try:
            return bool(parse(cap.when)(values))
        except UnknownFactError:
            return None
    asked = [r for r in rows if r.criterion.id in cap.full]
    if any(r.points is not None and r.points < r.max for r in asked):
        return True
    return None if any(r.points is None for r in asked) else False
