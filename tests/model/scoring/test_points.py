"""Points, reasons and grades: every band at its bound and on both sides, and what stays empty."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.errors import Refused
from model.events import Attendance, Closed, Dues, Groundwork, ItemConcluded, ItemStarted, Score
from model.meeting import Meeting
from model.scoring import points as scoring
from model.scoring.facts import Fact, measure
from model.scoring.points import Result, Row, grade_of
from model.scoring.sheets import sheet
from tests.support import reference
from tests.support.meetings import (
    OPENED,
    Desk,
    add,
    at,
    drop,
    minute,
    named_desk,
    people,
    reference_meeting,
    replay,
    script,
)

AN_PHU = "an-phu-2025"
HUMAN = ("3a", "3b", "4b", "5a", "5b", "5c", "5d", "6a", "6b", "6c", "6d")
MEETING = reference_meeting()


def with_facts(meeting: Meeting = MEETING, sheet_id: str = AN_PHU, **facts: Any) -> Result:
    """The meeting's score if these facts were measured on it."""
    measured = measure(meeting) | {name: Fact(value) for name, value in facts.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("model.scoring.points.measure", lambda *_: measured)
        return scoring.score(meeting, sheet(sheet_id))


def row(result: Result, criterion: str) -> Row:
    found = result.row(criterion)
    assert found
    return found


def points(criterion: str, **facts: Any) -> int | None:
    return row(with_facts(**facts), criterion).points


@pytest.mark.parametrize(
    ("members", "minutes", "wanted"),
    [
        (30, 120, 5), (30, 119, 4), (30, 105, 4), (30, 104, 3), (30, 90, 3), (30, 89, 2), (30, 60, 2), (30, 59, 1),
        (30, 0, 1), (31, 119, 4), (29, 119, 5), (29, 90, 5), (29, 89, 4), (29, 75, 4), (29, 74, 3), (29, 60, 3),
        (29, 59, 2), (29, 45, 2), (29, 44, 1),
    ],
)  # fmt: skip
def test_criterion_1_length(members: int, minutes: int, wanted: int) -> None:
    assert points("1", total=members, minutes_long=minutes) == wanted
    assert reference.points_of_length(minutes, members) == wanted


def test_criterion_1_counts_seconds_against_the_bound_not_for_it() -> None:
    data = script()
    data["meeting"]["closed"] = at(data, "21:10:00")["at"] = "21:14:59"  # 15 minutes and a second short of 120
    assert row(scoring.score(replay(data), sheet(AN_PHU)), "1").points == 3
    data["meeting"]["closed"] = at(data, "21:14:59")["at"] = "21:15:00"
    assert row(scoring.score(replay(data), sheet(AN_PHU)), "1").points == 4


@pytest.mark.parametrize(
    ("present", "expected", "wanted"),
    [
        (9, 10, 4), (899_999, 1_000_000, 3), (26, 29, 3), (27, 30, 4), (3, 4, 3), (749_999, 1_000_000, 2), (20, 27, 2),
        (13, 20, 2), (649_999, 1_000_000, 1), (0, 27, 1), (27, 27, 4),
    ],
)  # fmt: skip
def test_criterion_2_attendance(present: int, expected: int, wanted: int) -> None:
    assert points("2", present=present, expected=expected, unexcused=0) == wanted
    assert reference.points_of_attendance(present, expected, 0) == wanted
    assert points("2", present=present, expected=expected, unexcused=1) == 1


@pytest.mark.parametrize(
    ("speakers", "present", "wanted"),
    [
        (500_001, 1_000_000, 5), (12, 24, 4), (13, 24, 5), (2, 5, 4), (399_999, 1_000_000, 3), (3, 10, 3),
        (299_999, 1_000_000, 2), (0, 24, 2), (24, 24, 5),
    ],
)  # fmt: skip
def test_criterion_4e_speakers(speakers: int, present: int, wanted: int) -> None:
    assert points("4e", speakers=speakers, members_present=present) == wanted
    assert reference.points_of_speaking(speakers, present) == wanted


@pytest.mark.parametrize(
    ("seconds", "wanted"), [(15 * 60 - 1, 0), (15 * 60, 1), (30 * 60, 1), (30 * 60 + 1, 0), (0, 0), (18 * 60, 1)]
)
def test_criterion_4g_time_for_criticism(seconds: int, wanted: int) -> None:
    assert points("4g", seconds_on_criticism=seconds) == wanted
    desk = named_desk()
    desk.record(ItemStarted("9"), 0)
    desk.record(ItemConcluded("9", "Xong"), seconds / 60)
    assert row(scoring.score(desk.meeting, sheet(AN_PHU)), "4g").points == wanted


@pytest.mark.parametrize(
    ("done", "given_", "wanted"),
    [
        (9, 10, 30), (899_999, 1_000_000, 27), (4, 5, 27), (799_999, 1_000_000, 24), (7, 10, 24),
        (699_999, 1_000_000, 20), (3, 5, 20), (599_999, 1_000_000, 15), (1, 2, 15), (499_999, 1_000_000, 10),
        (0, 5, 10), (5, 5, 30),
    ],
)  # fmt: skip
def test_criterion_7_results(done: int, given_: int, wanted: int) -> None:
    assert points("7", tasks_last_done=done, tasks_last=given_) == wanted
    assert reference.points_of_results(done, given_) == wanted


@given(st.integers(1, 60).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))), st.integers(0, 150))
@settings(max_examples=150)
def test_bands_against_the_reference(share: tuple[int, int], minutes: int) -> None:
    part, whole = share
    result = with_facts(
        present=part, expected=whole, unexcused=0, speakers=part, members_present=whole, tasks_last_done=part,
        tasks_last=whole, total=whole, minutes_long=minutes,
    )  # fmt: skip
    assert row(result, "1").points == reference.points_of_length(minutes, whole)
    assert row(result, "2").points == reference.points_of_attendance(part, whole, 0)
    assert row(result, "4e").points == reference.points_of_speaking(part, whole)
    assert row(result, "7").points == reference.points_of_results(part, whole)
    assert all(bool(r.reason) == (r.points != r.max) for r in result.rows if r.applies and r.criterion.mode != "human")


@given(st.integers(0, 100))
def test_grades(total: int) -> None:
    assert grade_of(sheet(AN_PHU), total) == reference.grade(total) == grade_of(sheet("hd42-2025"), total)


@pytest.mark.parametrize(
    ("total", "name"),
    [
        (0, "Kém"),
        (49, "Kém"),
        (50, "Trung bình"),
        (69, "Trung bình"),
        (70, "Khá"),
        (89, "Khá"),
        (90, "Tốt"),
        (100, "Tốt"),
    ],
)
def test_grade_bounds(total: int, name: str) -> None:
    assert grade_of(sheet(AN_PHU), total) == name


def test_one_absence_without_reason_takes_all_but_one_point() -> None:
    desk = named_desk(*["official"] * 20)
    desk.record(Attendance("p20", "excused", "ốm"))
    assert row(scoring.score(desk.meeting, sheet(AN_PHU)), "2").points == 4  # 19 of 20
    desk.record(Attendance("p19", "unexcused"))
    found = row(scoring.score(desk.meeting, sheet(AN_PHU)), "2")  # 18 of 20, still 90 %
    assert found.points == 1
    assert "Đảng viên 19" in found.reason


@pytest.mark.parametrize(
    ("before", "absent", "wanted"),
    [((3, 3), True, 0), ((2, 2), True, 1), ((3, 3), False, 1), ((0, 4), False, 0), ((1, 4), True, 0)],
)
def test_a_run_of_excused_absences(before: tuple[int, int], absent: bool, wanted: int) -> None:
    desk = named_desk(excused_runs={"p5": before})
    desk.record(Attendance("p5", "excused", "ốm") if absent else Attendance("p5", "late"))
    assert row(scoring.score(desk.meeting, sheet(AN_PHU)), "2+").points == wanted


def test_what_the_end_decides_waits_for_the_end() -> None:
    result = scoring.score(Desk(people(*["official"] * 5)).meeting, sheet(AN_PHU), OPENED)
    assert {r.criterion.id for r in result.waiting} == {"1", "4a", "4f", "8b", "8c"}
    assert {r.criterion.id for r in result.empty} == {*HUMAN, "7"}
    assert not result.grade


def test_a_meeting_in_which_nothing_happened_gets_the_least() -> None:
    desk = Desk(people(*["official"] * 5))
    desk.record(Closed(), 10)
    result = scoring.score(desk.meeting, sheet(AN_PHU))
    assert {r.criterion.id for r in result.rows if r.points is None} == {*HUMAN, "7", "8c"}
    # the bands that begin at one or two points, and row 3c: this cell has no committee that could have met
    assert {r.criterion.id: r.points for r in result.rows if r.points} == {"1": 1, "2": 1, "4e": 2, "3c": 2}
    assert not result.complete
    assert not result.ready
    assert not result.grade


def test_human_criteria_stay_empty_until_given() -> None:
    result = scoring.score(replay(drop(script(), lambda h: h["kind"] == "score")), sheet(AN_PHU))
    assert [r.criterion.id for r in result.rows if r.points is None] == list(HUMAN)
    assert result.total == 81 - 31  # the points that people gave in the reference meeting
    assert not result.grade


def test_without_a_thematic_part_row_4b_takes_the_points_of_4c() -> None:
    result = scoring.score(MEETING, sheet(AN_PHU))
    assert (row(result, "4b").max, row(result, "4c").max, row(result, "4c").points) == (15, 0, 0)
    assert sum(r.max for r in result.rows) == 100


def test_with_a_thematic_part_both_rows_count() -> None:
    desk = named_desk(kind="combined")
    desk.record(ItemStarted("t1"))
    result = scoring.score(desk.meeting, sheet(AN_PHU))
    assert (row(result, "4b").max, row(result, "4c").max, row(result, "4c").points) == (10, 5, None)
    assert sum(r.max for r in result.rows) == 100
    desk.record(Score(AN_PHU, "4c", 5))
    assert row(scoring.score(desk.meeting, sheet(AN_PHU)), "4c").points == 5


def test_points_never_exceed_the_maximum_that_holds_in_the_end() -> None:
    desk = named_desk(kind="combined")
    desk.record(Score(AN_PHU, "4b", 15))  # no thematic part yet: 4b is worth 15
    desk.record(ItemStarted("t1"))
    found = row(scoring.score(desk.meeting, sheet(AN_PHU)), "4b")
    assert found.max == 10
    assert found.points is None or found.points <= found.max


def test_a_later_score_replaces_the_earlier_and_a_lost_point_keeps_its_reason() -> None:
    desk = named_desk()
    desk.record(Score(AN_PHU, "5b", 2, "Dàn trải"))
    desk.record(Score(AN_PHU, "5b", 3, "Hơi dàn trải"))
    found = row(scoring.score(desk.meeting, sheet(AN_PHU)), "5b")
    assert (found.points, found.reason) == (3, "Hơi dàn trải")
    with pytest.raises(Refused, match="lý do"):
        desk.record(Score(AN_PHU, "5b", 1))
    desk.record(Score(AN_PHU, "5b", 4))
    found = row(scoring.score(desk.meeting, sheet(AN_PHU)), "5b")
    assert (found.points, found.reason) == (4, "")


def test_a_proposed_criterion_may_be_given_too() -> None:
    data = add(
        script(), {"at": "21:02:10", "kind": "score", "criterion": "7", "points": 24, "reason": "Hai việc gần xong"}
    )
    found = row(scoring.score(replay(data), sheet(AN_PHU)), "7")
    assert (found.proposed, found.points, found.reason) == (20, 24, "Hai việc gần xong")


def test_the_grade_waits_for_8c_only_where_it_can_change_it() -> None:
    facts: dict[str, Any] = {"minutes_long": 120, "tasks_last_done": 4}  # 5 and 27: 89 points without 8c
    pending = with_facts(**facts, documents_after_days=None)
    assert (pending.total, pending.ready, pending.complete, pending.grade) == (89, True, False, "")
    assert with_facts(**facts, documents_after_days=2).grade == "Tốt"
    late = with_facts(**facts, documents_after_days=3)
    assert (late.total, late.grade, late.complete) == (89, "Khá", True)


@pytest.mark.parametrize(("hours", "wanted"), [(0, 1), (48, 1), (48 + 1 / 3600, 0)])
def test_finished_papers_within_two_days_of_closing(hours: float, wanted: int) -> None:
    desk = Desk(people("official"))
    desk.meeting.closed = minute(90)
    desk.meeting.groundwork["documents_finished"] = minute(90 + hours * 60)
    assert row(scoring.score(desk.meeting, sheet(AN_PHU)), "8c").points == wanted


@pytest.mark.parametrize(("hours", "wanted"), [(24, 2), (24 - 1 / 3600, 0), (49, 2)])
def test_documents_at_least_a_day_before(hours: float, wanted: int) -> None:
    desk = Desk(people("official"))
    desk.record(Groundwork("documents_uploaded", minute(-hours * 60)))
    found = scoring.score(desk.meeting, sheet(AN_PHU))
    assert (row(found, "3e").points, row(found, "4h").points) == (wanted, 1)


def test_hd42_gives_full_points_or_leaves_them_to_a_person() -> None:
    full = with_facts(sheet_id="hd42-2025", unexcused=0, present=27)
    assert (row(full, "2").points, row(full, "2").by_hand) == (5, None)
    ninety = with_facts(sheet_id="hd42-2025", unexcused=0, present=9, expected=10)
    assert row(ninety, "2").points == 5
    less = with_facts(sheet_id="hd42-2025", unexcused=0, present=8, expected=9)
    assert (row(less, "2").points, row(less, "2").by_hand) == (None, (0, 4))
    assert row(with_facts(sheet_id="hd42-2025", minutes_long=89), "1").by_hand == (0, 4)
    assert row(with_facts(sheet_id="hd42-2025", on_cell_day=False, in_first_week=False), "1").points is None


def test_dues_do_not_score() -> None:
    desk = named_desk()
    before = scoring.score(desk.meeting, sheet(AN_PHU)).total
    desk.record(Dues(paid=5, owed=0))
    assert scoring.score(desk.meeting, sheet(AN_PHU)).total == before
