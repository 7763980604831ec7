"""Facts of a year, measured on meetings held and on what was entered; what is not known is None."""

from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from model.events import Attendance, Disciplined, Dues, Praise, Remark, Task, TaskResult
from model.words import RATINGS
from model.year.facts import YearView, cell_facts, fact_names, member_facts
from model.year.record import (
    Commitment,
    CommitmentFollowed,
    Incident,
    Target,
    TargetProgress,
    Withdrawn,
)
from tests.support.frames import YEAR, view
from tests.support.meetings import people
from tests.support.months import Month

DUE = date(YEAR, 2, 20)


def seen(*months: Month, until: date = date(YEAR, 12, 31), month: int = 0, **more: Any) -> YearView:
    return YearView(YEAR, until, tuple(m.meeting for m in months), month=month, **more)


def values(view: YearView, member: str = "") -> dict[str, Any]:
    facts = member_facts(view, member) if member else cell_facts(view)
    return {name: fact.value for name, fact in facts.items()}


def test_an_empty_year_has_noughts_where_nothing_happened_and_none_where_nothing_is_known() -> None:
    empty = values(view(until=date(YEAR, 1, 1)))
    unknown = {name for name, value in empty.items() if value is None}
    assert unknown == {
        "attendance_average", "tasks_on_time_rate", "dues_owing", "members_to_rate", "members_excellent",
        "members_good", "members_completed", "members_failed", "members_not_rated", "all_rated_good",
        "rated_good_rate",
    }  # fmt: skip
    assert {value for name, value in empty.items() if name not in unknown} == {0}
    assert list(empty) == fact_names("cell")
    assert list(values(view(), "p1")) == fact_names("member")


@given(st.sets(st.integers(1, 12)), st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31)))
def test_months_without_a_meeting_are_those_that_are_over(met: set[int], until: date) -> None:
    months = [Month(date(YEAR, m, 3)) for m in sorted(met) if date(YEAR, m, 3) <= until]
    over = [m for m in range(1, 13) if date(YEAR, m, monthrange(YEAR, m)[1]) <= until]
    told = values(seen(*months, until=until))
    assert told["months_ended"] == len(over)
    assert told["months_without_meeting"] == sum(m not in met for m in over)
    assert told["regular_meetings"] == len(months)
    assert told["quarters_without_thematic"] == sum(3 * q in over for q in range(1, 5))


def test_attendance_is_the_share_of_all_places_and_absences_are_counted() -> None:
    first, second = Month(date(YEAR, 1, 3)), Month(date(YEAR, 2, 3))
    first.record(Attendance("p1", "unexcused"), Attendance("p2", "excused", "ốm"))
    told = values(seen(first, second))
    assert told["attendance_average"] == Fraction(3 + 5, 5 + 5) * 100
    assert told["absences_unexcused"] == 1
    assert values(seen(first, second, month=2))["attendance_average"] == 100
    assert cell_facts(seen(first, second))["attendance_average"].meetings == (first.meeting.id, second.meeting.id)


def history(*results: tuple[str, date]) -> dict[str, Any]:
    """A task due on 20/02 with what the meetings of these days told of it."""
    months = [Month(date(YEAR, 1, 3))]
    months[0].record(Task("p2", "Làm kè", DUE))
    for result, day in results:
        month = Month(day, months)
        if result:
            (task,) = [t.id for t in month.meeting.tasks]
            extended = date(YEAR, 12, 1) if result == "extended" else None
            month.record(TaskResult(task, result, "kể lại", extended))  # type: ignore[arg-type]
        months.append(month)
    told = values(seen(*months))
    return {name: told[f"tasks_{name}"] for name in ("given", "due", "done", "on_time")}


FEBRUARY, MARCH, APRIL = date(YEAR, 2, 3), date(YEAR, 3, 3), date(YEAR, 4, 3)


def test_a_task_is_on_time_where_it_was_told_done_as_soon_as_it_was_due() -> None:
    def counted(due: int, done: int, on_time: int) -> dict[str, int]:
        return {"given": 1, "due": due, "done": done, "on_time": on_time}

    assert history() == counted(0, 0, 0)
    assert history(("", FEBRUARY)) == counted(0, 0, 0)
    assert history(("done", FEBRUARY)) == counted(1, 1, 1)
    assert history(("partly", FEBRUARY), ("done", MARCH)) == counted(1, 1, 1)
    assert history(("done", MARCH)) == counted(1, 1, 1)
    assert history(("", MARCH)) == counted(1, 0, 0)
    assert history(("partly", MARCH), ("done", APRIL)) == counted(1, 1, 0)
    assert history(("extended", MARCH), ("done", APRIL)) == counted(1, 1, 0)
    assert history(("late", MARCH), ("done", APRIL)) == counted(1, 1, 0)
    assert history(("extended", FEBRUARY), ("done", MARCH)) == counted(1, 1, 1)


def test_a_task_counts_in_the_month_it_is_due_in() -> None:
    first = Month(date(YEAR, 1, 3))
    first.record(Task("p2", "Làm kè", DUE))
    second = Month(MARCH, [first])
    for month, due, new in ((1, 0, 1), (2, 1, 0), (3, 0, 0)):
        told = values(seen(first, second, month=month))
        assert (told["tasks_due"], told["tasks_given"]) == (due, new)


def test_discipline_dues_and_praise() -> None:
    first, second = Month(date(YEAR, 1, 3)), Month(FEBRUARY)
    first.record(Dues(3, 2, owing=("p1", "p2")), Disciplined("p1", "reprimand", date(YEAR, 1, 2)), Praise("p2", "tốt"))
    second.record(Dues(5, 0), Disciplined("p1", "warning", FEBRUARY), Remark("p2", "ý kiến"))
    told = values(seen(first, second))
    assert (told["members_disciplined"], told["dues_owing"]) == (1, 0)
    assert values(seen(first, second, month=1))["dues_owing"] == 2
    one, two = values(seen(first, second), "p1"), values(seen(first, second), "p2")
    assert (one["disciplined"], one["months_owing"], one["praise"]) == (2, 1, 0)
    assert (two["disciplined"], two["praise"], two["remarks"], two["meetings_attended"]) == (0, 1, 1, 2)
    stranger = values(seen(first, second), "p9")
    assert set(stranger.values()) == {0, None}


def test_incidents_by_kind_finder_month_and_member() -> None:
    events = [
        Incident("traffic", date(YEAR, 3, 1), "a", "press", "p1"),
        Incident("traffic", date(YEAR, 3, 31), "b", "cell"),
        Incident("other", date(YEAR, 4, 1), "c", "people", "p2"),
        Incident("other", date(YEAR - 1, 12, 31), "d", "people", "p2"),
    ]
    facts = cell_facts(view(*events))
    assert {name: facts[name].entries for name in ("incidents_traffic", "incidents_by_press", "incidents_other")} == {
        "incidents_traffic": (1, 2), "incidents_by_press": (1,), "incidents_other": (3,),
    }  # fmt: skip
    assert values(view(*events, month=3))["incidents"] == 2
    assert values(view(*events), "p1")["incidents_traffic"] == 1
    assert values(view(*events, Withdrawn(of=1)), "p1")["incidents"] == 0


def test_targets_and_commitments_by_their_last_word() -> None:
    events = [
        Target("Kè ngõ 12", 3), Target("Trồng cây", 5), Target("Quỹ", 12),
        TargetProgress(1, MARCH, "done"), TargetProgress(1, APRIL, "not_done"), TargetProgress(2, APRIL, "done"),
        Commitment("p1", date(YEAR, 1, 5)), Commitment("p2", date(YEAR, 1, 5)), Commitment("p3", date(YEAR, 1, 5)),
        CommitmentFollowed(7, MARCH, False), CommitmentFollowed(7, APRIL, True), CommitmentFollowed(8, APRIL, False),
    ]  # fmt: skip
    told = values(view(*events, until=date(YEAR, 4, 30)))
    assert (told["targets"], told["targets_due"], told["targets_met"]) == (3, 1, 1)
    signed, kept, broken = (told[f"commitments_{word}"] for word in ("signed", "kept", "broken"))
    assert (signed, kept, broken) == (3, 1, 1)
    assert values(view(*events, Withdrawn(of=5)))["targets_met"] == 2
    assert values(view(*events, Withdrawn(of=7)))["commitments_kept"] == 0
    assert values(view(*events), "p2")["commitments_broken"] == 1


@given(st.lists(st.sampled_from([None, *range(4)]), max_size=6))
def test_levels_decided(drawn: list[int | None]) -> None:

    levels = {f"p{n}": None if level is None else RATINGS[level] for n, level in enumerate(drawn)}
    told = values(view(levels=levels))
    if not drawn:
        assert told["members_to_rate"] is None
        return
    names = ("members_excellent", "members_good", "members_completed", "members_failed", "members_not_rated")
    assert [told[name] for name in names] == [*(drawn.count(n) for n in range(4)), drawn.count(None)]
    whole = None not in drawn
    good = [level is not None and level <= 1 for level in drawn]
    assert told["rated_good_rate"] == (Fraction(sum(good) * 100, len(drawn)) if whole else None)
    below = any(level is not None and level > 1 for level in drawn)
    assert told["all_rated_good"] is (False if below else True if whole else None)


def test_a_guest_of_the_meetings_is_no_member_of_the_year() -> None:
    month = Month(MARCH, roll=people("official", "guest"))
    told = seen(month)
    assert values(told, "p1")["meetings_expected"] == 1
    assert list(told.counted) == ["p1"]
