"""Every figure of every plot equals one counted from the raw lines of the journals: the demo's year, random years."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from model.cell import Term
from model.entry import encode
from model.errors import BadData, Refused
from model.events import (
    Attendance,
    Closed,
    Criticism,
    Groundwork,
    ItemConcluded,
    ItemStarted,
    MinutesApproved,
    MinutesRead,
    Praise,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Undone,
    Vote,
)
from model.meeting import Meeting
from model.parts import MeetingKind
from model.past.periods import By, Span, days_span, points, term_span, year_span
from model.past.series import MISSING, Chart, Line, Value, in_words, text, trend, trend_words
from model.past.statistics import SILENT_FROM, statistics
from model.store.data import Data
from tests.support import raw_figures as slow
from tests.support.meetings import ZONE, people
from tests.support.months import Month
from tests.support.raw import Raw
from tui.demo import fill

WAYS = get_args(By)
EVER = days_span(date(2000, 1, 1), date(2100, 1, 1))
Pair = tuple[Meeting, Raw]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    """The demo's twelve months, each as folded and as its lines."""
    folder: Path = tmp_path_factory.mktemp("statistics") / "demo"
    fill(folder)
    with Data(folder, write=False) as data:
        meetings, problems = data.archive.between(date(2025, 1, 1), date(2026, 12, 31))
        assert not problems
        lines = [data.archive.journal_path(m.id).read_bytes().splitlines() for m in meetings]
    return [(meeting, Raw(own)) for meeting, own in zip(meetings, lines, strict=True)]


# --- the whole, by another way ---------------------------------------------------------------------


def part_of(day: date, by: By) -> tuple[int, int]:
    """Year and number of the part that a day lies in."""
    size = {"month": 1, "quarter": 3, "year": 12}[by]
    return day.year, (day.month - 1) // size


def parts(raws: Sequence[Raw], by: By) -> list[list[Raw]]:
    """The meetings put together, with empty lists for what lies between."""
    if by == "meeting":
        return [[raw] for raw in raws]
    found: list[list[Raw]] = []
    day = raws[0].day.replace(day=1) if raws else date.max
    while raws and day <= raws[-1].day:
        here = [raw for raw in raws if part_of(raw.day, by) == part_of(day, by)]
        if not found or part_of(day, by) != part_of(day - timedelta(days=1), by):
            found.append(here)
        day = (day + timedelta(days=31)).replace(day=1)
    return found


def shares(chart: Chart, number: int = 0) -> list[tuple[int, int] | None]:
    return [value and (value.part, value.whole) for value in chart.lines[number].values]


def counts(chart: Chart) -> dict[str, list[int | None]]:
    return {line.name: [value and value.part for value in line.values] for line in chart.lines}


def agree(pairs: Sequence[Pair], span: Span, by: By) -> dict[str, Chart]:
    """Hold every figure against the slow count; returns the charts by id."""
    told = statistics([meeting for meeting, _ in pairs], span, by)
    known = [raw for _, raw in pairs if raw.opened and raw.kind != "committee" and raw.day <= span.last]
    own = [raw for raw in known if raw.day >= span.first]
    axis = parts(own, by)
    charts = {chart.id: chart for chart in told.charts}
    assert told.count == len(own)
    assert {len(chart.points) for chart in told.charts if chart.look != "across"} == {len(axis)}
    assert shares(charts["attendance"]) == [slow.together(map(slow.attendance, some)) for some in axis]
    assert shares(charts["speakers"]) == [slow.together(map(slow.speaking, some)) for some in axis]
    _agree_on_points(charts, axis)
    _agree_on_silence(told, known, axis)
    _agree_on_tasks(charts["tasks"], known, axis)
    _agree_on_lengths(charts["items"], own, axis)
    kinds = {"Tự phê bình": "self_criticism", "Phê bình": "criticism", "Biểu dương": "praise", "Nhắc nhở": "reminder"}
    assert counts(charts["criticism"]) == {
        name: [sum(slow.entries(raw, kind) for raw in some) if some else None for some in axis]
        for name, kind in kinds.items()
    }
    for chart in told.charts:
        for line in chart.lines:
            assert trend(line.values) == slow.slope([v and Fraction(v.part, v.whole) for v in line.values])
    return charts


def _agree_on_points(charts: dict[str, Chart], axis: list[list[Raw]]) -> None:
    scored = [[raw for raw in some if raw.kind in slow.STEPS] for some in axis]
    if not any(scored):
        assert not [ident for ident in charts if ident.startswith("score")]
        return
    assert shares(charts["score:an-phu-2025"]) == [slow.together(map(slow.total, some)) for some in scored]
    lines = [line for ident, chart in charts.items() if ident.startswith("groups:") for line in chart.lines]
    assert [line.mark for line in lines] == list("12345678")
    for line in lines:
        expected = [slow.together(slow.group(raw, line.mark) for raw in some) for some in scored]
        assert [value and (value.part, value.whole) for value in line.values] == expected, line.name


def _agree_on_silence(told: Any, known: list[Raw], axis: list[list[Raw]]) -> None:
    places = [known.index(some[-1]) if some else -1 for some in axis]
    expected = [len(slow.silent(known, place)) if place >= SILENT_FROM - 1 else None for place in places]
    assert [v and v.part for v in told.charts[-4].lines[0].values] == expected
    now = slow.silent(known, len(known) - 1) if told.count else set()
    assert len(told.silent) == len(now)
    assert all(silent.meetings >= SILENT_FROM for silent in told.silent)


def _agree_on_tasks(chart: Chart, known: list[Raw], axis: list[list[Raw]]) -> None:
    expected: dict[str, list[int | None]] = {name: [] for name in ("Đúng hạn", "Trễ hạn", "Còn hạn", "Chưa rõ")}
    for some in axis:
        last: dict[str, str] = {}
        for raw in some:
            last |= slow.tasks(known, known.index(raw))
        for name, column in expected.items():
            column.append(list(last.values()).count(name) if last else None)
    assert counts(chart) == expected


def _agree_on_lengths(chart: Chart, own: list[Raw], axis: list[list[Raw]]) -> None:
    steps = [{"CĐ": "thematic", "+": 0}.get(tick) or (0 if tick == "+" else tick) for tick in chart.ticks]
    found = {str(step) for raw in own for step in raw.seconds()}
    assert {str(step) for step in steps} == found
    for line, some in zip(chart.lines, [own, *axis], strict=True):
        for step, value in zip(steps, line.values, strict=True):
            spent = [seconds for raw in some for key, seconds in raw.seconds().items() if str(key) == str(step)]
            assert (value and value.exact) == (Fraction(sum(spent), 60 * len(spent)) if spent else None)


@pytest.mark.parametrize("by", WAYS)
def test_the_demo(demo: list[Pair], by: By) -> None:
    for span in (year_span(2026), year_span(2025), EVER, days_span(date(2026, 3, 4), date(2026, 9, 3))):
        charts = agree(demo, span, by)
        assert set(charts) == {
            "attendance", "score:an-phu-2025", "groups:an-phu-2025:1", "groups:an-phu-2025:5", "speakers", "silent",
            "tasks", "items", "criticism",
        }  # fmt: skip
        assert not any(chart.empty for chart in charts.values() if chart.id != "silent")


KINDS: list[MeetingKind] = ["regular", "regular", "combined", "thematic", "extraordinary", "committee"]
ROLL = ("official", "official", "official", "probationary", "exempt", "guest")
WHO = [f"p{n}" for n in range(1, 7)]
MARKS = ["unexcused", "excused", "on_duty", "late", "present"]


@st.composite
def years(draw: st.DrawFn) -> list[Pair]:
    """Up to seven meetings over two years, each with whatever happened in it, some of it undone."""
    days = sorted(draw(st.sets(st.dates(date(2025, 11, 1), date(2027, 3, 1)), max_size=7)))
    months: list[Month] = []
    for day in days:
        opened = draw(st.sampled_from([True, True, True, False]))
        month = Month(day, months, draw(st.sampled_from(KINDS)), roll=people(*ROLL), opened=opened)
        if opened:
            _evening(draw, month, day)
        months.append(month)
    return [(m.meeting, Raw(encode(e) for e in m.meeting.entries)) for m in months]


def _evening(draw: st.DrawFn, month: Month, day: date) -> None:
    """What may happen in an evening; what the guard refuses does not."""

    def happens(event: Any) -> None:
        with suppress(Refused):
            month.record(event)

    for member, mark in draw(st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(MARKS)), max_size=4)):
        happens(Attendance(member, mark, "ốm" if mark == "excused" else ""))  # type: ignore[arg-type]
    items = month.meeting.agenda.items
    for number in draw(st.lists(st.integers(0, len(items) - 1), max_size=4)):
        happens(ItemStarted(items[number].id))
        for event in draw(st.lists(_happening(day), max_size=4)):
            happens(event)
    for task in [task for task in month.meeting.tasks if task.carried]:
        result = draw(st.sampled_from(["done", "done", "partly", "not_done", "late", "extended", ""]))
        later = day + timedelta(days=60) if result == "extended" else None
        if result:
            happens(TaskResult(task.id, result, "kể", due=later))  # type: ignore[arg-type]
    for criterion, most in draw(st.sampled_from([slow.HUMAN, slow.HUMAN, {}])).items():
        happens(Score("an-phu-2025", criterion, draw(st.integers(0, most)), "vì thế"))
    last = month.meeting.entries[-1]
    if draw(st.booleans()):
        happens(Undone(last.id))
    if draw(st.booleans()) and (current := month.meeting.agenda.current):
        happens(ItemConcluded(current.id, "kết luận"))
    happens(draw(st.sampled_from([Closed(), Closed(), MinutesRead()])))


def _happening(day: date) -> st.SearchStrategy[Any]:
    """Something said, given or voted."""
    who, due = st.sampled_from(WHO), st.integers(0, 70).map(lambda days: day + timedelta(days=days))
    votes = {"method": st.just("hands"), "for_": st.integers(0, 4), "against": st.just(0), "no_opinion": st.just(0)}
    finished = st.integers(-50, 0).map(lambda hours: datetime.combine(day, time(19), ZONE) + timedelta(hours=hours))
    return st.one_of(
        st.builds(Remark, who, st.just("một ý")),
        st.builds(SelfCriticism, member=who, shortcomings=st.just("x"), remedy=st.just("y"), deadline=due),
        st.builds(Criticism, who, who, st.just("góp ý")),
        st.builds(Praise, who, st.just("tốt")),
        st.builds(Reminder, who, st.just("nhắc")),
        st.builds(Task, who, st.sampled_from(["việc một", "việc hai"]), due),
        st.builds(MinutesApproved, st.just("Biên bản"), **votes),
        st.builds(Vote, st.sampled_from(["Nghị quyết", "Kết luận"]), **votes),
        st.builds(Groundwork, st.sampled_from(["committee_met", "notice_sent", "documents_uploaded"]), finished),
    )


@given(
    years(),
    st.sampled_from(WAYS),
    st.sampled_from([EVER, year_span(2026), days_span(date(2026, 2, 1), date(2026, 8, 1))]),
)
@settings(max_examples=60)
def test_random_years(pairs: list[Pair], by: By, span: Span) -> None:
    agree(pairs, span, by)


# --- what is missing, and what is never mixed -------------------------------------------------------


def of(month: int, kind: MeetingKind = "regular", *, opened: bool = True, **more: Any) -> Month:
    return Month(date(2026, month, 3), (), kind, opened=opened, **more)


def charts_of(*months: Month, by: By = "meeting") -> dict[str, Chart]:
    return {c.id: c for c in statistics([m.meeting for m in months], year_span(2026), by).charts}


def test_what_is_not_known_is_missing_and_no_nought() -> None:
    charts = charts_of(of(1), of(4), by="month")
    assert charts["tasks"].points == (
        "tháng 1/2026",
        "tháng 2/2026",
        "tháng 3/2026",
        "tháng 4/2026",
    )
    for chart in charts.values():
        if chart.look != "across":
            assert [line.values[1] for line in chart.lines] == [None] * len(chart.lines), chart.id
    assert charts["score:an-phu-2025"].empty
    assert charts["tasks"].empty
    assert charts["silent"].lines[0].values[0] is None
    assert counts(charts["criticism"])["Phê bình"] == [0, None, None, 0]
    assert text(charts["tasks"])[1].count(MISSING) == 4


def test_only_meetings_of_the_cell_that_were_held_count() -> None:
    told = statistics([of(1).meeting, of(2, opened=False).meeting, of(3, "committee").meeting], year_span(2026))
    assert told.count == 1
    nothing = statistics([of(2, opened=False).meeting], year_span(2026))
    assert (nothing.count, nothing.silent, {c.empty for c in nothing.charts}) == (0, (), {True})


def test_sheets_never_mix() -> None:
    months = [of(1), of(2), of(3)]
    head = months[1].meeting.head
    months[1].meeting.prepared = structs.replace(head, sheet="hd42-2025")
    charts = charts_of(*months)
    assert {"score:an-phu-2025", "score:hd42-2025"} <= set(charts)
    assert len(charts["groups:hd42-2025:1"].lines + charts["groups:hd42-2025:5"].lines) == 7
    other = charts["groups:an-phu-2025:1"]
    assert all(line.values[1] is None for line in other.lines)
    assert any("Có nhiều khung chấm" in note and "2 kỳ" in note for note in other.notes)
    assert not charts["attendance"].notes


def test_a_task_done_between_two_meetings_is_late_only_if_the_first_one_found_it_late() -> None:
    first = of(1)
    first.record(Task("p1", "việc", date(2026, 1, 20)), Closed())
    second = Month(date(2026, 2, 3), [first])
    second.record(TaskResult("T01-1", "not_done", "chưa"), Closed())
    third = Month(date(2026, 3, 3), [first, second])
    third.record(TaskResult("T01-1", "done", "xong"), Closed())
    assert counts(charts_of(first, second, third)["tasks"])["Trễ hạn"] == [None, 1, 1]
    quick = Month(date(2026, 2, 3), [first])
    quick.record(TaskResult("T01-1", "done", "xong"), Closed())
    assert counts(charts_of(first, quick)["tasks"])["Đúng hạn"] == [None, 1]
    assert counts(charts_of(quick)["tasks"])["Chưa rõ"] == [1]


# --- words and spans ---------------------------------------------------------------------------------


def test_values_in_words() -> None:
    assert in_words(Value(24, 27), "share") == "24/27 (88,9\u00a0%)"
    assert in_words(Value(75, 60), "minutes") == "1,3"
    assert in_words(Value(0), "count") == "0"
    assert in_words(None, "count") == MISSING


@given(st.lists(st.none() | st.builds(Value, st.integers(0, 50), st.integers(50, 60)), max_size=8))
def test_a_trend_read_backwards_is_the_other_way_round(values: list[Value | None]) -> None:
    slope = trend(values)
    if sum(v is not None for v in values) < 3:
        assert slope is None
        return
    assert slope is not None
    mirrored = trend(values[::-1])
    assert mirrored == -slope


def test_a_trend_in_words() -> None:
    chart = Chart(id="x", title="x", unit="share", look="lines", points=(), ticks=(), lines=(), step="kỳ")

    def told(*parts: int) -> str:
        return trend_words(chart, Line("x", tuple(Value(part, 100) for part in parts)))

    assert told(10, 20, 30) == "tăng 10 điểm % mỗi kỳ"
    assert told(30, 20, 10) == "giảm 10 điểm % mỗi kỳ"
    assert told(10, 10, 10) == "gần như không đổi"
    assert told(10, 20) == ""


def test_spans() -> None:
    assert year_span(2026) == Span(date(2026, 1, 1), date(2026, 12, 31), "năm 2026")
    term = Term("2025–2027", date(2025, 3, 1), date(2027, 3, 1))
    assert term_span(term, date(2026, 1, 1)) == Span(date(2025, 3, 1), date(2027, 3, 1), "nhiệm kỳ 2025–2027")
    assert term_span(Term(since=date(2025, 3, 1)), date(2026, 1, 1)).last == date(2026, 1, 1)
    with pytest.raises(BadData, match="nhiệm kỳ"):
        term_span(Term(), date(2026, 1, 1))
    with pytest.raises(BadData, match="trước ngày đầu"):
        days_span(date(2026, 1, 2), date(2026, 1, 1))


def test_two_meetings_of_one_day_are_told_apart() -> None:
    meetings = [of(1).meeting, of(1, "extraordinary").meeting]
    assert [p.label for p in points(meetings, "meeting")] == ["03/01/2026", "03/01/2026 (2)"]
    assert [p.label for p in points(meetings, "quarter")] == ["quý 1/2026"]
