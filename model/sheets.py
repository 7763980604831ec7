"""Scoring sheets (khung tiêu chí) as data: what a file says, and the checks on loading it."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from model.errors import BadData
from model.expression import BRACES, UnknownFactError, Value, parse
from model.facts import fact_names
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
    """One row of a sheet. ``facts``: the name shown to the fact's name.

    ``at_end``: what it lacks may still come until the meeting is closed; ``later``: known only after it.
    """

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
    at_end: bool = False
    later: bool = False


class Grade(Struct, frozen=True, forbid_unknown_fields=True):
    """A grade from a number of points."""

    name: str
    from_: int = field(name="from")


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """A heading of the sheet."""

    id: str
    title: str


class Sheet(Struct, frozen=True, forbid_unknown_fields=True):
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


def maximum(c: Criterion, values: Mapping[str, Value]) -> int:
    """The maximum of a criterion by the facts of a meeting; 0 where it does not apply."""
    if c.applies and not holds(c.applies, values):
        return 0
    return c.max_when.max if c.max_when and holds(c.max_when.when, values) else c.max


def holds(condition: str, values: Mapping[str, Value]) -> bool:
    """Whether a condition of a sheet holds; one that rests on an unknown fact does not."""
    try:
        return bool(parse(condition)(values))
    except UnknownFactError:
        return False


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
        total = sum(maximum(c, sample | {"has_thematic": thematic}) for c in read.criterion)
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
