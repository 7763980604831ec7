"""Sheet and facts to points, reasons and grade. A criterion nobody and nothing has answered is empty, never full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from msgspec import Struct, field

from model.errors import BadData
from model.expression import BRACES, Expression, UnknownFactError, Value, fill, parse, parse_text
from model.facts import Fact, fact_names, measure
from model.meeting import Meeting
from model.rules import load, shipped

Mode = Literal["auto", "proposed", "human"]
Day = date
SHIPPED = ("an-phu-2025", "hd42-2025")


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """The first case whose ``when`` holds gives its points, or leaves them to a person within ``by_hand``."""

    when: str = ""
    points: int | None = None
    by_hand: tuple[int, int] | None = None
    reason: str = ""


class MaxWhen(Struct, frozen=True, forbid_unknown_fields=True):
    """Another maximum under a condition."""

    when: str
    max: int


class Criterion(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of a sheet. ``facts``: the name shown to the fact's name; ``later``: known only after the meeting."""

    id: str
    group: str
    title: str
    max: int
    mode: Mode
    facts: dict[str, str] = {}
    case: list[Case] = []
    reason: str = ""
    max_when: MaxWhen | None = None
    applies: str = ""
    why_not: str = ""
    later: bool = False


class Grade(Struct, frozen=True, forbid_unknown_fields=True):
    """A grade from a number of points."""

    name: str
    from_: int = field(name="from")


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """A heading of the sheet."""

    id: str
    title: str


class Sheet(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A scoring sheet (khung tiêu chí) as its file says it."""

    id: str
    title: str
    issuer: str
    in_force_from: date
    max: int
    grade: list[Grade]
    group: list[Group]
    criterion: list[Criterion]
    number: str = ""
    notes: list[str] = []
    define: dict[str, str] = {}
    date: Day | None = None

    @cached_property
    def expressions(self) -> dict[str, Expression]:
        """Every expression of the sheet by its source."""
        sources = [*self.define.values()]
        for c in self.criterion:
            sources += [c.applies, c.max_when.when if c.max_when else "", *(case.when for case in c.case)]
        return {source: parse(source) for source in sources if source}

    def get(self, criterion_id: str) -> Criterion | None:
        """The criterion of that id."""
        return next((c for c in self.criterion if c.id == criterion_id), None)


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
    def ready(self) -> bool:
        """Whether all is there that can be known while the meeting lasts."""
        return all(r.points is not None for r in self.rows if not r.criterion.later)

    @property
    def grade(self) -> str:
        """The grade, when all that can be known is, and what comes later cannot change it; else empty."""
        open_points = sum(r.max for r in self.rows if r.points is None)
        lowest, highest = grade_of(self.sheet, self.total), grade_of(self.sheet, self.total + open_points)
        return lowest if self.ready and lowest == highest else ""

    def row(self, criterion_id: str) -> Row | None:
        """The row of that criterion."""
        return next((r for r in self.rows if r.criterion.id == criterion_id), None)


def sheet(sheet_id: str) -> Sheet:
    """The shipped sheet of that id; raises :class:`BadData` naming those there are."""
    if sheet_id not in SHIPPED:
        raise BadData(f"Không có khung chấm điểm “{sheet_id}”. Các khung có sẵn: {', '.join(SHIPPED)}.")
    return shipped(f"sheet-{sheet_id}.toml", Sheet)


def read_sheet(text: str, name: str) -> Sheet:
    """A sheet written by a user; raises :class:`BadData` naming the place and what was expected there."""
    read = load(text, Sheet, name)
    if len({c.id for c in read.criterion}) != len(read.criterion):
        raise BadData(f"{name}: có hai tiêu chí trùng id.")
    bounds = [g.from_ for g in read.grade]
    if not bounds or bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0:
        raise BadData(f"{name}, [[grade]]: các mức phải xếp từ cao xuống thấp và mức cuối bắt đầu từ 0 điểm.")
    sample = _sample(read, name)
    for c in read.criterion:
        _check_criterion(c, read, sample, name)
    for thematic in (True, False):
        total = sum(_most(c, read, sample | {"has_thematic": thematic}) for c in read.criterion)
        if total != read.max:
            month = "có" if thematic else "không có"
            raise BadData(f"{name}: điểm tối đa trong tháng {month} chuyên đề cộng được {total}, khác {read.max}.")
    return read


def _sample(read: Sheet, name: str) -> dict[str, Value]:
    """A value for every fact, to try the expressions of a sheet on."""
    values: dict[str, Value] = {n: "" if n.endswith("_names") else 1 for n in fact_names()}
    for defined, source in read.define.items():
        values[defined] = _tried(source, values, f"{name}, [define] {defined}")
    return values


def _tried(source: str, values: Mapping[str, Value], where: str) -> Value:
    """What the expression comes to; raises :class:`BadData` where it cannot be understood or worked out."""
    try:
        expression = parse(source)
        if unknown := sorted(expression.names - values.keys()):
            known = ", ".join(sorted(values))
            raise BadData(f"{where}: không có dữ kiện “{unknown[0]}”; các dữ kiện dùng được: {known}.")
        return expression(values)
    except ValueError as error:
        raise BadData(f"{where}: {error}.") from None
    except UnknownFactError:
        raise BadData(f"{where}: không tính được biểu thức “{source}”.") from None


def _check_criterion(c: Criterion, read: Sheet, sample: Mapping[str, Value], name: str) -> None:
    where = f"{name}, tiêu chí {c.id}"
    if c.group not in {g.id for g in read.group}:
        raise BadData(f"{where}, group: không có nhóm “{c.group}”.")
    if missing := sorted(set(c.facts.values()) - sample.keys()):
        raise BadData(f"{where}, facts: không có dữ kiện “{missing[0]}”.")
    for source in (c.applies, c.max_when.when if c.max_when else "", *(case.when for case in c.case)):
        if source:
            _tried(source, sample, where)
    for source in (c.reason, *(case.reason for case in c.case)):
        for part in BRACES.findall(source):
            _tried(part, sample, where)
    if c.mode != "human" and (not c.case or c.case[-1].when):
        raise BadData(f"{where}, case: cần một trường hợp cuối cùng không có điều kiện “when”.")
    for case in c.case:
        if (case.points is None) == (case.by_hand is None):
            raise BadData(f"{where}, case: mỗi trường hợp cần đúng một trong hai khóa points, by_hand.")
        low, high = case.by_hand or (case.points, case.points)
        if low is None or high is None or not 0 <= low <= high <= c.max:
            raise BadData(f"{where}, case: điểm phải từ 0 đến {c.max}.")


def _most(c: Criterion, sheet: Sheet, values: Mapping[str, Value]) -> int:
    """The maximum of a criterion in this meeting; 0 where it does not apply."""
    if c.applies and not sheet.expressions[c.applies](values):
        return 0
    return c.max_when.max if c.max_when and sheet.expressions[c.max_when.when](values) else c.max


def grade_of(sheet: Sheet, total: int) -> str:
    """The grade of a sum of points; bounds are half-open, the lower one included."""
    return next(g.name for g in sheet.grade if total >= g.from_)


def score(meeting: Meeting, sheet: Sheet, now: datetime | None = None) -> Result:
    """The meeting scored by a sheet from its own record and from what people gave."""
    facts = measure(meeting, now)
    values: dict[str, Value] = {name: fact.value for name, fact in facts.items()}
    for name, source in sheet.define.items():
        values[name] = _defined(sheet.expressions[source], values)
    return Result(sheet, tuple(_row(meeting, sheet, c, facts, values) for c in sheet.criterion))


def _defined(expression: Expression, values: Mapping[str, Value]) -> Value:
    try:
        return expression(values)
    except UnknownFactError:
        return None


def _row(meeting: Meeting, sheet: Sheet, c: Criterion, facts: Mapping[str, Fact], values: Mapping[str, Value]) -> Row:
    shown = {name: values[fact] for name, fact in c.facts.items()}
    evidence = tuple(dict.fromkeys(i for fact in c.facts.values() if fact in facts for i in facts[fact].evidence))
    if c.applies and not sheet.expressions[c.applies](values):
        return Row(c, 0, 0, None, None, shown, c.why_not, evidence, applies=False)
    most = _most(c, sheet, values)
    points, by_hand, reason, lacks = _by_record(c, sheet, values, most)
    proposed = points
    entry_id, given = meeting.scores.get((sheet.id, c.id), (0, None))
    if given and by_hand and by_hand[0] <= given.points <= by_hand[1]:
        points, reason = given.points, given.reason or reason
        evidence = (*evidence, entry_id)
    return Row(c, most, points, proposed, by_hand, shown, "" if points == most else reason, evidence, lacks=lacks)


def _by_record(
    c: Criterion, sheet: Sheet, values: Mapping[str, Value], most: int
) -> tuple[int | None, tuple[int, int] | None, str, tuple[str, ...]]:
    """Points by the record, the range left to a person, the reason for what is lost, what is not known."""
    if c.mode == "human":
        return None, (0, most), "", ()
    try:
        case = next(k for k in c.case if not k.when or sheet.expressions[k.when](values))
    except UnknownFactError as missing:
        return None, None, "", (str(missing),)
    reason = fill(parse_text(case.reason or c.reason), values)
    by_hand = (0, most) if c.mode == "proposed" and case.by_hand is None else case.by_hand
    return case.points, by_hand, reason, ()
