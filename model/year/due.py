"""What comes due: badges for years of membership, ends of probation, meetings, chuyên đề, the term of office.

Nothing is changed by it: it only says what and whom to think of. The figures are data with their sources
(rules/due.toml); the cell may have its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, get_args

from msgspec import Struct

from model.cell import Cell, Member, called, next_meeting_day, roll
from model.days import months_later
from model.errors import BadData
from model.meeting import Meeting
from model.parts import REGULAR, MeetingKind
from model.rules import load, shipped
from model.vietnamese import read_date, short_date
from model.year.counters import held, quarters
from model.year.rating_rules import rated_year

DueKind = Literal["badge", "probation", "exemption", "monthly", "thematic", "yearly", "term", "no_date"]


class Sourced(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that has nothing but its source."""

    source: str


class BadgeRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Years of membership that earn a badge, and the days ``dd/mm`` on which badges are given out."""

    years: tuple[int, ...]
    days: tuple[str, ...]
    source: str


class ProbationRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Months from admission to the end of probation."""

    months: int
    source: str


class ExemptionRule(Struct, frozen=True, forbid_unknown_fields=True):
    """The age from which a member may ask to be exempted; 0 names nobody."""

    age: int
    source: str


class YearlyRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Something to be done once a year by ``day`` (``dd/mm``); a ``meeting`` of that kind settles it."""

    what: str
    day: str
    source: str
    meeting: MeetingKind | Literal[""] = ""


class DueRules(Struct, frozen=True, forbid_unknown_fields=True):
    """All that can come due; ``ahead_days`` are told."""

    ahead_days: int
    badge: BadgeRule
    probation: ProbationRule
    exemption: ExemptionRule
    monthly: Sourced
    thematic: Sourced
    term: Sourced
    yearly: tuple[YearlyRule, ...] = ()


def due_rules() -> DueRules:
    """The shipped rules."""
    return shipped("due.toml", DueRules)


def read_due_rules(text: str, name: str) -> DueRules:
    """Rules of the cell's own; raises :class:`BadData` naming file, line and field."""
    rules = load(text, DueRules, name)
    for day in (*rules.badge.days, *(one.day for one in rules.yearly)):
        if read_date(f"{day}/2024") is None:
            raise BadData(f"{name}: không có ngày “{day}” trong năm; xin ghi như 19/05.")
    figures = (rules.ahead_days, rules.probation.months, rules.exemption.age, *rules.badge.years)
    if wrong := next((n for n in figures if not 0 <= n <= 366), None):
        raise BadData(f"{name}: số {wrong} không hợp lý; xin ghi từ 0 đến 366.")
    return rules


class Due(Struct, frozen=True):
    """Something due on ``day``, None where the day cannot be told; ``member`` is empty where it is the cell's."""

    day: date | None
    kind: DueKind
    what: str
    source: str
    member: str = ""
    name: str = ""


class Badge(Struct, frozen=True):
    """A badge that a member will have earned on ``reached``; ``given``: the next day of giving out from then on."""

    member: Member
    years: int
    reached: date
    given: date


def due(
    cell: Cell,
    members: Iterable[Member],
    meetings: Iterable[Meeting],
    today: date,
    *,
    until: date | None = None,
    rules: DueRules | None = None,
) -> list[Due]:
    """What is due up to ``until``, overdue things first, those without a day last.

    ``meetings``: those of this year and the one before, oldest first. Without ``until``: as far as the rules look.
    """
    rules, members, meetings = rules or due_rules(), list(members), list(meetings)
    until = until or today + timedelta(days=rules.ahead_days)
    names = called(roll(members, today))
    here = [m for m in members if m.status_on(today) not in (None, "guest")]
    found = [
        *_badges(here, rules, today, until),
        *_of_members(here, rules, today),
        *_meetings(cell, meetings, rules, today),
        *_yearly(meetings, rules, today),
    ]
    if cell.term.until:
        what = f"Hết nhiệm kỳ {cell.term.name}".strip() + ": chuẩn bị đại hội chi bộ"
        found.append(Due(cell.term.until, "term", what, rules.term.source))
    named = (Due(d.day, d.kind, d.what, d.source, d.member, names.get(d.member, "")) for d in found)
    kinds = get_args(DueKind)
    order = {m.id: n for n, m in enumerate(members)}
    shown = (d for d in named if d.day is None or d.day <= until)
    return sorted(shown, key=lambda d: (d.day or date.max, kinds.index(d.kind), order.get(d.member, -1)))


def badges(members: Iterable[Member], rules: DueRules, first: date, last: date) -> list[Badge]:
    """The badges given out from ``first`` to ``last``, by the day of giving.

    Membership counts from the day of admission, probation with it once it was passed; one admitted on 29 February
    reaches his years on the 28th where there is no 29th.
    """
    found = []
    for member in members:
        for years in rules.badge.years if member.admitted else ():
            assert member.admitted
            reached = months_later(member.admitted, 12 * years)
            given = _next_of(rules.badge.days, reached)
            if given and first <= given <= last and _official(member, reached):
                found.append(Badge(member, years, reached, given))
    return sorted(found, key=lambda b: (b.given, b.reached))


def undated(members: Iterable[Member], day: date) -> list[Member]:
    """The cell's members on ``day`` whose day of admission is not known."""
    return [m for m in members if m.admitted is None and m.status_on(day) not in (None, "guest")]


def _official(member: Member, day: date) -> bool:
    """Whether somebody is an official member of the cell then, at its meetings or not."""
    status = member.status_on(day)
    return status == "official" or (status in ("exempt", "away", "suspended") and not member.on_probation(day))


def _next_of(days: Iterable[str], day: date) -> date | None:
    """The first of these days of the year from ``day`` on; None where there are none."""
    dated = (read_date(f"{one}/{year}") for year in (day.year, day.year + 1) for one in days)
    return min((one for one in dated if one and one >= day), default=None)


def _badges(members: Iterable[Member], rules: DueRules, today: date, until: date) -> Iterator[Due]:
    for b in badges(members, rules, today, until):
        what = f"Huy hiệu {b.years} năm tuổi Đảng (đủ ngày {short_date(b.reached)})"
        yield Due(b.given, "badge", what, rules.badge.source, b.member.id)


def _of_members(members: Sequence[Member], rules: DueRules, today: date) -> Iterator[Due]:
    for m in undated(members, today):
        yield Due(None, "no_date", "Chưa có ngày vào Đảng: chưa tính được tuổi Đảng", rules.badge.source, m.id)
    for m in members:
        status = m.status_on(today)
        on_probation = status == "probationary" or (status != "official" and m.on_probation(today))
        if m.admitted and m.official_on is None and on_probation:
            end = months_later(m.admitted, rules.probation.months)
            what = f"Hết {rules.probation.months} tháng dự bị: xét công nhận chính thức"
            yield Due(end, "probation", what, rules.probation.source, m.id)
        if m.born and rules.exemption.age and status == "official":
            reached = months_later(m.born, 12 * rules.exemption.age)
            what = f"Đủ {rules.exemption.age} tuổi: có thể xin miễn công tác và sinh hoạt"
            yield Due(reached, "exemption", what, rules.exemption.source, m.id)


def _meetings(cell: Cell, known: Sequence[Meeting], rules: DueRules, today: date) -> Iterator[Due]:
    """The next regular meeting: the one prepared, else this month's where it was not held yet; chuyên đề.

    A quarter of which no meeting is known says nothing, unless it is this one.
    """
    meetings, first = held(known), today.replace(day=1)
    months = {(m.date.year, m.date.month) for m in meetings if m.head.kind in REGULAR}
    ahead = (m.date for m in known if m.state == "prepared" and m.head.kind in REGULAR and m.date >= today)
    usual = next_meeting_day(cell, months_later(first, (today.year, today.month) in months))
    day = min(ahead, default=usual)
    yield Due(day, "monthly", f"Sinh hoạt thường kỳ tháng {day.month}/{day.year}", rules.monthly.source)
    told = {(m.date.month + 2) // 3 for m in meetings if m.date.year == today.year} | {(today.month + 2) // 3}
    for quarter in quarters(meetings, today.year, today):
        if quarter.lacking and quarter.number in told:
            end = months_later(date(today.year, 1, 1), 3 * quarter.number) - timedelta(days=1)
            yield Due(end, "thematic", f"Sinh hoạt chuyên đề quý {quarter.number}", rules.thematic.source)


def _yearly(meetings: Iterable[Meeting], rules: DueRules, today: date) -> Iterator[Due]:
    """This year's; last year's review too, while it may still be held and that year's meetings are known."""
    meetings = held(meetings)
    for one in rules.yearly:
        for year in {rated_year(today), today.year} if one.meeting else {today.year}:
            day = read_date(f"{one.day}/{year}")
            done = any(m.head.kind == one.meeting and rated_year(m.date) == year for m in meetings)
            known = day and (day >= today or (one.meeting and any(m.date.year == year for m in meetings)))
            if day and known and not done:
                yield Due(day, "yearly", one.what, one.source)
