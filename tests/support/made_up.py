"""Meetings made up at random, one following from the other, in which nearly everything happens."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from model.errors import Refused
from model.events import (
    Attendance,
    Closed,
    Correction,
    Criticism,
    Disciplined,
    ItemConcluded,
    ItemPutOff,
    ItemStarted,
    MinutesRead,
    Note,
    Praise,
    PromiseResult,
    Remark,
    Reminder,
    SelfCriticism,
    Task,
    TaskResult,
    Undone,
    Vote,
)
from model.meeting import Meeting
from model.parts import Candidate, Change
from tests.support.meetings import hands, people
from tests.support.months import Month

_KINDS = (
    "remark", "own", "criticism", "praise", "begin", "conclude", "conclude", "off", "vote", "elect", "task", "task",
    "result", "result", "kept", "mark", "read", "wrong", "wrong", "undo", "disciplined",
)  # fmt: skip
_STATUSES = ("official", "official", "official", "probationary", "exempt", "away", "guest")
_ACTS = st.tuples(st.sampled_from(_KINDS), st.integers(0, 40), st.integers(0, 40), st.booleans())

PLANS = st.lists(
    st.tuples(
        st.sampled_from([20, 31, 150]),
        st.lists(st.sampled_from(_STATUSES), min_size=5, max_size=5),
        st.sampled_from([True, True, True, False]),
        st.lists(_ACTS, min_size=12, max_size=30),
    ),
    min_size=2,
    max_size=5,
)
"""Days since the one before, the roll, whether it was held, what happened in it."""


def held_by(plan: list[Any]) -> list[Meeting]:
    """The meetings of a plan; what the guard refuses did not happen."""
    months: list[Month] = []
    day = date(2026, 1, 3)
    for days, statuses, opened, acts in plan:
        month = Month(day, months, roll=people(*statuses), opened=opened)
        for n, act in enumerate(acts if opened else []):
            if n == len(acts) * 3 // 4:
                month.record(Closed())
            for event in _happen(month.meeting, f"việc {day} {n}", act):
                with suppress(Refused):
                    month.record(event)
        months.append(month)
        day += timedelta(days=days)
    return [month.meeting for month in months]


def _happen(meeting: Meeting, text: str, act: tuple[str, int, int, bool]) -> list[Any]:
    """The events of an act; words are told apart, so that a task may be followed by them."""
    kind, a, b, c = act
    day = meeting.date
    who, other = f"p{a % 5 + 1}", f"p{b % 5 + 1}"
    item = meeting.agenda.items[a % len(meeting.agenda.items)].id
    if kind in ("wrong", "undo"):
        return _mended(meeting, text, a, undo=kind == "undo")
    if kind in ("result", "kept"):
        return _answered(meeting, a, b, kind)
    until = day + timedelta(days=b)
    told: dict[str, list[Any]] = {
        "remark": [Remark(who, text, continued=b > 30, internal=c), *([Note("riêng")] if c else [])],
        "own": [
            SelfCriticism(member=who, shortcomings="chậm", internal=c, remedy=text, deadline=until if b > 8 else None)
        ],
        "criticism": [
            Criticism(who, other, text, internal=c, remedy=text if b > 20 else "", deadline=until if b > 20 else None)
        ],
        "praise": [(Praise if b > 20 else Reminder)(who, text, internal=c)],
        "begin": [ItemStarted(item)],
        "conclude": [ItemStarted(item), ItemConcluded(item, text if b > 8 else "", internal=c)],
        "off": [ItemPutOff(item, "hết giờ")],
        "vote": [hands(a % 4, b % 2, subject=text, internal=c, rule="two_thirds" if b > 20 else "majority")],
        "elect": [_election(text, a % 4, b % 4)],
        "task": [Task(who, text, until, internal=c)],
        "mark": [_mark(who, b)],
        "read": [MinutesRead()],
        "disciplined": [Disciplined(who, "reprimand", day)],
    }
    return told[kind]


def _election(text: str, first: int, second: int) -> Vote:
    papers = max(first + second, 1)
    votes = (Candidate("p1", first), Candidate("p2", second))
    return Vote(text, "secret", issued=papers, returned=papers, valid=papers, invalid=0, seats=1, candidate=votes)


def _mark(who: str, b: int) -> Attendance:
    marks: Any = ("excused", "unexcused", "late", "left", "back", "present")
    mark = marks[b % len(marks)]
    return Attendance(who, mark, "ốm" if mark == "excused" else "")


def _answered(meeting: Meeting, a: int, b: int, kind: str) -> list[Any]:
    asked: Any = meeting.head.carried if kind == "result" else meeting.head.promises
    if not asked:
        return []
    result: Any = ("done", "not_done", "extended")[b % 3]
    until = meeting.date + timedelta(days=b + 1) if result == "extended" else None
    return [(TaskResult if kind == "result" else PromiseResult)(asked[a % len(asked)].id, result, "đã rõ", until)]


def _mended(meeting: Meeting, text: str, a: int, *, undo: bool) -> list[Any]:
    """An entry undone, or set right in its words; a task and a remedy keep theirs, by which they are followed."""
    fields = {Remark: "text", ItemConcluded: "conclusion", Vote: "subject", Praise: "text"}
    known = [e for e in meeting.record if undo or getattr(e.event, fields.get(type(e.event), ""), "")]
    if not known:
        return []
    entry = known[a % len(known)]
    if undo:
        return [Undone(entry.id)]
    field = fields[type(entry.event)]
    why = ("nhầm", "chủ trì") if meeting.closed else ()
    return [Correction(entry.id, (Change(field, getattr(entry.event, field), f"{text} sửa"),), *why)]
