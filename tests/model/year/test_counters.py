"""The year: counters against a slow reference on random months, quarters, grades by a rule, the monthly list."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from model.cell import StatusKind
from model.errors import BadData
from model.events import (
    Attendance,
    Dues,
    GradeVote,
    ItemStarted,
    PromiseResult,
    Remark,
    SelfCriticism,
    Task,
    TaskResult,
)
from model.parts import MeetingKind
from model.rules import resource
from model.year.counters import counters, excused_runs, held, quarters
from model.year.grades import (
    LIST_HEADS,
    Graded,
    YearLevel,
    graded,
    monthly_list,
    read_rule,
    year_level,
    year_rule,
)
from tests.support.meetings import people, reference_meeting
from tests.support.months import Month


def of(month: int, kind: MeetingKind = "regular", *earlier: Month, day: int = 3, opened: bool = True) -> Month:
    return Month(date(2026, month, day), earlier, kind, opened=opened)


# --- counters -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seen:
    """One meeting as it concerns ``p2``."""

    kind: MeetingKind
    held: bool
    status: StatusKind
    mark: str
    owing: bool
    remarks: int


YEARS = st.lists(
    st.builds(
        Seen,
        kind=st.sampled_from(["regular", "combined", "thematic"]),
        held=st.sampled_from([True, True, True, False]),
        status=st.sampled_from(["official", "official", "probationary", "exempt"]),
        mark=st.sampled_from(["", "excused", "excused", "unexcused", "late", "left"]),
        owing=st.booleans(),
        remarks=st.integers(0, 2),
    ),
    max_size=24,
)


def year_of(year: list[Seen]) -> list[Month]:
    """Two meetings a month, on the 3rd and the 20th."""
    months: list[Month] = []
    for n, seen in enumerate(year):
        roll = people("official", seen.status)
        month = Month(date(2026, n // 2 + 1, 3 + n % 2 * 17), [], seen.kind, roll=roll, opened=seen.held)
        if seen.held:
            for _ in range(seen.remarks if seen.status != "exempt" else 0):
                month.record(Remark("p2", "một ý"), Remark("p2", "nói tiếp", continued=True))
            if seen.mark and seen.status != "exempt":
                month.record(Attendance("p2", seen.mark, "ốm" if seen.mark == "excused" else ""))  # type: ignore[arg-type]
            month.record(Dues(1, 1, owing=("p2",) if seen.owing else ()))
        months.append(month)
    return months


@given(YEARS)
@settings(max_examples=60)
def test_counters_are_those_of_a_slow_count(year: list[Seen]) -> None:
    counted = counters(m.meeting for m in year_of(year))
    if not any(seen.held for seen in year):
        assert counted == {}
        return
    in_room = [seen for seen in year if seen.held]
    asked = [s for s in in_room if s.status != "exempt"]
    regular = [s for s in asked if s.kind != "thematic"]
    runs = [len(list(group)) for absent, group in groupby(regular, lambda s: s.mark == "excused") if absent]
    missed, owed = 0, 0
    for month in range(12):
        both = [s for s in year[2 * month : 2 * month + 2] if s.held]
        marks = [s.mark for s in both if s.status != "exempt" and s.kind != "thematic"]
        missed += "unexcused" in marks and set(marks) <= {"unexcused", "excused"}
        owed += bool(both) and both[-1].owing
    mine = counted["p2"]
    assert mine.excused_longest == max(runs, default=0)
    assert mine.excused_now == (runs[-1] if regular and regular[-1].mark == "excused" else 0)
    assert mine.unexcused == sum(s.mark == "unexcused" for s in asked)
    assert (mine.months_missed, mine.months_owing) == (missed, owed)
    assert mine.remarks == sum(s.remarks for s in asked)
    assert mine.too_often_excused == (max(runs, default=0) > 3)
    assert mine.to_be_considered == (missed >= 3 or owed >= 3)


@pytest.mark.parametrize(("times", "too_often"), [(3, False), (4, True)])
def test_more_than_three_times_in_a_row_is_too_often(times: int, too_often: bool) -> None:
    months = [of(n) for n in range(1, times + 2)]
    for month in months[:times]:
        month.record(Attendance("p2", "excused", "ốm"))
    mine = counters(m.meeting for m in months)["p2"]
    assert (mine.excused_now, mine.excused_longest, mine.too_often_excused) == (0, times, too_often)


@pytest.mark.parametrize(("months", "considered"), [(2, False), (3, True)])
def test_three_months_without_reason_or_without_dues(months: int, considered: bool) -> None:
    for event in (Attendance("p2", "unexcused"), Dues(4, 1, owing=("p2",))):
        year = [of(n) for n in range(1, 7)]
        for month in year[:months]:
            month.record(event)
        counted = counters(m.meeting for m in year)
        assert (counted["p2"].to_be_considered, counted["p1"].to_be_considered) == (considered, False)


def test_tasks_and_promises_given_and_done() -> None:
    first = of(1)
    first.record(
        Task("p2", "một", date(2026, 2, 1)), Task("p2", "hai", date(2026, 2, 1)),
        SelfCriticism(member="p3", shortcomings="chậm", remedy="sửa", deadline=date(2026, 2, 1)),
    )  # fmt: skip
    second = of(2, "regular", first)
    second.record(TaskResult("T01-1", "done"), TaskResult("T01-2", "partly"), PromiseResult("H01-1", "done"))
    counted = counters([first.meeting, second.meeting])
    assert (counted["p2"].tasks_given, counted["p2"].tasks_done) == (2, 1)
    assert (counted["p3"].promises_made, counted["p3"].promises_kept) == (1, 1)


def test_a_status_changed_afterwards_changes_no_earlier_meeting() -> None:
    before = Month(date(2026, 1, 3), roll=people("official", "official"))
    before.record(Attendance("p2", "unexcused"))
    after = Month(date(2026, 2, 3), [before], roll=people("official", "away"))
    assert counters([before.meeting, after.meeting])["p2"].unexcused == 1
    assert before.meeting.presence.counts().unexcused == 1


def test_a_meeting_that_was_only_prepared_breaks_no_run() -> None:
    months = [of(1), of(2, opened=False), of(3)]
    for month in (months[0], months[2]):
        month.record(Attendance("p2", "excused", "ốm"))
    assert excused_runs(m.meeting for m in months) == {"p2": (2, 2)}


# --- chuyên đề ------------------------------------------------------------------------------------


def test_a_combined_meeting_counts_for_both_and_only_with_its_thematic_part() -> None:
    without, both, only = of(2, "combined"), of(5, "combined"), of(8, "thematic")
    for month in (both, only):
        month.record(ItemStarted("t2"))
    meetings = [m.meeting for m in (without, both, only, of(11, "thematic", opened=False))]
    assert held(meetings, regular=True) == meetings[:2]
    told = quarters(meetings, 2026, date(2026, 10, 1))
    assert [(q.thematic, q.lacking) for q in told] == [
        ((), True), ((both.meeting.id,), False), ((only.meeting.id,), False), ((), True),
    ]  # fmt: skip


DAYS = [(date(2025, 12, 31), 0), (date(2026, 3, 31), 1), (date(2026, 4, 1), 2), (date(2027, 1, 1), 4)]


@pytest.mark.parametrize(("until", "lacking"), DAYS)
def test_a_quarter_lacks_once_it_has_begun(until: date, lacking: int) -> None:
    assert sum(q.lacking for q in quarters([], 2026, until)) == lacking


# --- grades ---------------------------------------------------------------------------------------


def grades(*levels: str) -> list[Graded]:
    meeting = of(1).meeting
    return [Graded(meeting, 90, level, ()) for level in levels]


def test_a_year_is_good_with_seven_good_meetings_and_none_below_fair() -> None:
    rule = year_rule()
    assert year_level(rule, grades(*["Tốt"] * 7, *["Khá"] * 5)) == ("Tốt", ())
    assert year_level(rule, grades(*["Tốt"] * 6, *["Khá"] * 6)) == ("", ("Tốt: mới có 6/7 kỳ đạt Tốt.",))
    assert year_level(rule, grades(*["Tốt"] * 11, "Trung bình"))[0] == ""
    assert year_level(rule, grades(*["Tốt"] * 11, ""))[0] == ""
    assert year_level(rule, [])[0] == ""


def test_the_first_level_whose_conditions_hold() -> None:
    fair = YearLevel("Khá", "Trung bình", 1, "Khá")
    rule = structs.replace(year_rule(), grade=[*year_rule().grade, fair])
    level, why = year_level(rule, grades("Tốt", "Trung bình"))
    assert (level, len(why)) == ("Khá", 2)


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [("least = 7", "least = 0", "grade.least"), ("least = 7", "least = 13", "grade.least"),
     ('of = "Tốt"', 'of = "Giỏi"', "Giỏi"), ("issuer", "isuer", "isuer|issuer")],
)  # fmt: skip
def test_a_rule_written_by_hand_is_checked(was: str, now: str, says: str) -> None:
    text = resource("year-phu-tho.toml")
    assert read_rule(text, "x.toml") == year_rule()
    with pytest.raises(BadData, match=says):
        read_rule(text.replace(was, now), "x.toml")


def test_the_level_is_the_one_voted_and_only_where_the_vote_passed() -> None:
    month = of(1)
    assert [g.level for g in graded([month.meeting])] == [""]
    for level, votes in (("Khá", 5), ("Tốt", 2)):
        month.record(GradeVote("Mức", "hands", level=level, for_=votes, against=0, no_opinion=0))  # type: ignore[arg-type]
    assert [g.level for g in graded([month.meeting, of(2, "thematic").meeting])] == ["Khá"]


def test_the_list_of_the_reference_meeting() -> None:
    row, total = monthly_list(graded([reference_meeting()]))
    told = dict(zip(LIST_HEADS, row, strict=True))
    lost = told.pop("Ghi chú").split("; ")
    assert told == {
        "STT": 1, "Tên đơn vị": "Chi bộ Tổ dân phố 4", "Số lượng đảng viên": "24/30", "Ngày họp": date(2026, 11, 3),
        "Số điểm": 81, "Tốt": "", "Khá": "x", "Trung bình": "", "Kém": "",
    }  # fmt: skip
    assert sum(int(one.split("−")[1].split(":")[0]) for one in lost if "−" in one) == 100 - 81
    assert total == ("", "Cộng", "24/30", "", "", 0, 1, 0, 0, "")


def test_a_year_without_meetings() -> None:
    assert counters([]) == {}
    assert graded([]) == []
    assert monthly_list([]) == [("", "Cộng", "0/0", "", "", 0, 0, 0, 0, "")]
