"""Grades of the year: each regular meeting's, the year's by a rule, and the monthly list for the upper committee."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from model.errors import BadData
from model.events import GradeVote
from model.meeting import Meeting
from model.parts import Level
from model.rules import load, shipped
from model.scoring.facts import measure
from model.scoring.points import score
from model.scoring.sheets import sheet_of
from model.stated import attendance_known, figures
from model.vietnamese import short_date
from model.voting import judge
from model.words import LEVELS
from model.year.counters import held

LIST_HEADS = ("STT", "Tên đơn vị", "Số lượng đảng viên", "Ngày họp", "Số điểm", *LEVELS, "Ghi chú")


@dataclass(frozen=True)
class Graded:
    """A regular meeting with its points, None while the sheet is not ready, and its level, empty while there is none.

    The level is the one that the cell voted, or else the one of the points; of old minutes both are theirs. ``lost``
    are the deductions, a line each, for others to see: without those whose points are internal.
    """

    meeting: Meeting
    points: int | None
    level: Level
    lost: tuple[str, ...]


def graded(meetings: Iterable[Meeting]) -> list[Graded]:
    """The regular meetings held, by their own sheets."""
    return [grade(meeting) for meeting in held(meetings, regular=True)]


def grade(meeting: Meeting) -> Graded:
    """One meeting by its own sheet."""
    if meeting.stated is not None:
        return Graded(meeting, meeting.stated.points, meeting.stated.level, ())
    result = score(meeting, sheet_of(meeting.head))
    voted = [
        e.event.level
        for e in meeting.votes
        if isinstance(e.event, GradeVote) and judge(meeting.presence, e.at, e.event).verdict == "passed"
    ]
    hidden = {criterion for (_, criterion), (_, given) in meeting.scores.items() if given.internal}
    lost = tuple(
        f"{row.criterion.id}. −{row.max - row.points}: {row.reason}"
        for row in result.rows
        if row.applies and row.points is not None and row.points < row.max and row.criterion.id not in hidden
    )
    level = voted[-1] if voted else result.grade or ""
    return Graded(meeting, result.total if result.ready else None, level, lost if result.ready else ())


class YearLevel(Struct, frozen=True, forbid_unknown_fields=True):
    """A level of the year: each regular meeting at least ``every``, and ``least`` of them or more at least ``of``."""

    level: Level
    every: Level
    least: int
    of: Level


class YearRule(Struct, frozen=True, forbid_unknown_fields=True):
    """How a place grades the year; the first level whose conditions hold is given."""

    id: str
    issuer: str
    title: str
    grade: list[YearLevel]


def year_rule(rule_id: str = "phu-tho") -> YearRule:
    """The shipped rule of that id; raises :class:`BadData` where there is none."""
    return shipped(f"year-{rule_id}.toml", YearRule)


def read_rule(text: str, name: str) -> YearRule:
    """A rule written by hand; raises :class:`BadData` naming file, line and field."""
    rule = load(text, YearRule, name)
    if any(not 1 <= grade.least <= 12 for grade in rule.grade):
        raise BadData(f"{name}, grade.least: số kỳ phải từ 1 đến 12. Xin sửa rồi làm lại.")
    if wrong := next((w for g in rule.grade for w in (g.level, g.every, g.of) if w not in LEVELS), ""):
        raise BadData(f"{name}, grade: không có mức “{wrong}”, chỉ có {', '.join(LEVELS)}. Xin sửa rồi làm lại.")
    return rule


def year_level(rule: YearRule, grades: Sequence[Graded]) -> tuple[Level, tuple[str, ...]]:
    """The level of the year by the rule, empty where none is reached; why the better ones are not, a sentence each."""
    why: list[str] = []
    for wanted in rule.grade:
        below = [g for g in grades if not _at_least(g.level, wanted.every)]
        good = sum(_at_least(g.level, wanted.of) for g in grades)
        days = ", ".join(short_date(g.meeting.date) for g in below)
        if not below and good >= wanted.least:
            return wanted.level, tuple(why)
        if below:
            why.append(f"{wanted.level}: kỳ {days} chưa đạt {wanted.every}.")
        if good < wanted.least:
            why.append(f"{wanted.level}: mới có {good}/{wanted.least} kỳ đạt {wanted.of}.")
    return "", tuple(why)


def _at_least(level: str, bound: Level) -> bool:
    return level in LEVELS and LEVELS.index(level) <= LEVELS.index(bound)


def monthly_list(grades: Sequence[Graded]) -> list[tuple[str | int | date, ...]]:
    """The list for the upper committee (An Giang): a row per meeting under :data:`LIST_HEADS`, and the totals.

    Present and total are members of the cell, also exempt ones, nothing while the roll was not called; an ``x`` stands
    under the level.
    """
    rows: list[tuple[str | int | date, ...]] = []
    crosses, present, total = Counter[str](), 0, 0
    for number, one in enumerate(grades, 1):
        meeting = one.meeting
        here, members = _heads(meeting)
        present, total = present + (here or 0), total + (members or 0)
        crosses[one.level] += 1
        rows.append((
            number, meeting.cell.name, "" if here is None else f"{here}/{members}", meeting.date,
            "" if one.points is None else one.points, *("x" if one.level == level else "" for level in LEVELS),
            "; ".join(one.lost),
        ))  # fmt: skip
    return [*rows, ("", "Cộng", f"{present}/{total}", "", "", *(crosses[level] for level in LEVELS), "")]


def _heads(meeting: Meeting) -> tuple[int | None, int | None]:
    """Members present and on the roll; None while the roll was not called, or where old minutes do not say how many."""
    if not attendance_known(meeting):
        stated = figures(meeting)
        return (stated.present, stated.total) if None not in (stated.present, stated.total) else (None, None)
    if meeting.stated is None and not measure(meeting)["roll_called"].value:
        return None, None
    members = meeting.presence.cell_members
    return sum(meeting.presence.attended(p.id) for p in members), len(members)
