"""The rating of a year: who is rated, ballots from minutes, what is odd; evidence against a slow telling."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.cell import Member, Status
from model.events import Attendance, Disciplined, Task, TaskResult, Vote
from model.parts import Option, Question, Result
from model.year.rating import Rated, Tally, YearRating, decided_levels, tallies, year_rating
from model.year.rating_evidence import Evidence, evidence, unmet
from model.year.record import AnyYearEvent, Balloted, Decided, Proposed, RatedOrNot, SelfRated, Withdrawn
from tests.model.year.test_rating_rules import BEST, FAIR, GOOD, POOR, RULE, entries
from tests.support.meetings import people
from tests.support.months import MEMBERS, Month

END = date(2026, 12, 31)
ANA = Member(id="p2", name="Đảng viên 2", admitted=date(2001, 5, 19), official_on=date(2002, 5, 19))


def ballot(member: str = "p2", valid: int = 0, **votes: int) -> Balloted:
    """A ballot with votes by the codes of the levels."""
    by_level = {level.name: votes[level.code] for level in RULE.level if level.code in votes}
    valid = valid or sum(votes.values())
    return Balloted(member=member, issued=valid, returned=valid, valid=valid, invalid=0, votes=by_level)


def rated(*events: AnyYearEvent, members: tuple[Member, ...] = (ANA,), **more: Any) -> YearRating:
    return year_rating(2026, entries(*events), more.pop("meetings", []), members, day=END, **more)


def only(*events: AnyYearEvent, **more: Any) -> Rated:
    (row,) = rated(*events, **more).members
    return row


# --- who is rated ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"admitted": date(2026, 6, 30), "official_on": None}, ""),
        ({"admitted": date(2026, 7, 1), "official_on": None}, "chưa đủ 6 tháng"),
        ({"statuses": (Status("exempt"),)}, "miễn công tác"),
        ({"statuses": (Status("suspended"),)}, "đình chỉ"),
        ({"statuses": (Status("guest"),)}, "nơi sinh hoạt chính thức"),
        ({"statuses": (Status("away"),)}, ""),
        ({"statuses": (Status("exempt", until=date(2026, 12, 30)),)}, ""),
    ],
)
def test_who_is_rated_and_why_not(changes: dict[str, Any], why: str) -> None:
    member = Member(
        **{"id": "p2", "name": "A", "admitted": date(2001, 1, 1), "official_on": date(2002, 1, 1), **changes}
    )
    told = rated(members=(member,))
    assert [r.member for r in told.members] == ([] if why else ["p2"])
    assert [why in reason for _, _, reason in told.left_out] == ([True] if why else [])


def test_somebody_not_yet_or_no_longer_here_is_not_rated_and_his_entries_are_told() -> None:
    later = Member(id="p2", name="A", admitted=date(2027, 1, 1))
    assert rated(members=(later,)).left_out == ()
    ((who, _, why),) = rated(SelfRated(member="gone", level=GOOD), members=(later,)).left_out
    assert (who, why) == ("gone", "Không còn trong danh sách của chi bộ: các mục đã ghi không tính")


def test_the_cell_decides_otherwise_and_takes_it_back() -> None:
    exempt = Member(id="p2", name="A", admitted=date(2001, 1, 1), statuses=(Status("exempt"),))
    choice = RatedOrNot(member="p2", rated=True, reason="vẫn sinh hoạt")
    (row,) = rated(choice, members=(exempt,)).members
    assert row.hints[0] == "Được miễn công tác và sinh hoạt; vẫn xếp loại: vẫn sinh hoạt"
    assert not rated(choice, Withdrawn(of=1), members=(exempt,)).members
    assert rated(RatedOrNot(member="p2", rated=False, reason="ốm dài ngày")).left_out[0][2] == "ốm dài ngày"


# --- ballots --------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from([*range(5)]), max_size=30))
def test_the_level_that_votes_give_against_the_papers_one_by_one(papers: list[int]) -> None:
    """Each paper is the place of a level, 4 for none."""
    votes = {name: papers.count(place) for place, name in enumerate(RULE.names)}
    counted = Balloted(issued=len(papers), returned=len(papers), valid=len(papers), invalid=0, votes=votes)
    at_least = [name for place, name in enumerate(RULE.names) if sum(p <= place for p in papers) > len(papers) / 2]
    assert Tally(counted).given == (at_least[0] if at_least else "")


def review(day: date, *votes: int, roll: int = 5) -> Month:
    """A yearly review with a ballot on ``p2``."""
    month = Month(day, [], "yearly_review", roll=people(*["official"] * roll))
    options = tuple(Option(name, number) for name, number in zip(RULE.names, votes, strict=True))
    total = sum(votes)
    month.record(
        Vote(
            "Xếp loại", "secret", issued=total, returned=total, valid=total, invalid=0, matter="rating",
            question=(Question(person="p2", option=options),),
        )
    )  # fmt: skip
    return month


def test_the_minutes_tell_the_ballot_of_their_year() -> None:
    december, january = review(date(2026, 12, 20), 1, 4, 0, 0), review(date(2027, 2, 28), 5, 0, 0, 0)
    march = review(date(2027, 3, 1), 0, 0, 5, 0)
    meetings = [december.meeting, january.meeting, march.meeting]
    told = tallies(meetings, 2026)["p2"]
    assert (told.ballot.votes[BEST], told.minutes, told.source) == (5, True, "biên bản ngày 28/02/2027")
    assert tallies(meetings[:1], 2026)["p2"].given == GOOD
    assert tallies(meetings, 2027)["p2"].given == FAIR
    assert tallies(meetings, 2025) == {}


def test_minutes_stand_before_what_was_entered_by_hand_and_a_difference_is_said() -> None:
    meetings = [review(date(2026, 12, 20), 1, 4, 0, 0).meeting]
    row = only(ballot(XS=5), meetings=meetings)
    assert row.tally
    assert row.tally.given == GOOD
    assert row.warnings == ("Phiếu ghi tay khác biên bản ngày 20/12/2026: lấy theo biên bản",)
    assert not only(ballot(XS=1, T=4, HT=0, KHT=0), meetings=meetings).warnings


# --- what is odd ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "votes", "odd"),
    [
        (BEST, {"XS": 2, "T": 1}, ""), (BEST, {"XS": 2, "T": 2}, "phiếu cho mức “Tốt”, 2/4 phiếu"),
        (GOOD, {"XS": 2, "T": 2}, ""), (FAIR, {"XS": 4}, ""), (GOOD, {"T": 1, "HT": 2}, "phiếu cho mức “Hoàn thành”"),
        (POOR, {"XS": 1, "valid": 2}, "không mức nào quá nửa"),
    ],
)  # fmt: skip
def test_a_level_above_what_the_votes_give(level: str, votes: dict[str, int], odd: str) -> None:
    for step in (Proposed(member="p2", level=level), Decided(member="p2", level=level)):
        warnings = only(ballot(**votes), step).warnings
        assert [odd in warning for warning in warnings] == ([True] if odd else [])


def test_points_of_another_level_are_said() -> None:
    assert only(SelfRated(member="p2", level=BEST, points=Decimal(90))).warnings == ()
    (said,) = only(SelfRated(member="p2", level=BEST, points=Decimal("89.5"))).warnings
    assert said == "Tự xếp “Xuất sắc” nhưng 89,5 điểm là mức “Tốt”"


def test_what_is_missing_is_named_until_it_is_there() -> None:
    steps: list[AnyYearEvent] = [
        SelfRated(member="p2", level=GOOD), ballot(T=5), Proposed(member="p2", level=GOOD),
        Decided(member="p2", level=GOOD),
    ]  # fmt: skip
    assert [only(*steps[:n]).missing for n in (0, 1, 4)] == [
        ("tự xếp", "phiếu", "đề nghị", "quyết định"), ("phiếu", "đề nghị", "quyết định"), (),
    ]  # fmt: skip
    assert rated(*steps).cell.missing == ("tự xếp", "phiếu", "đề nghị", "quyết định")
    assert rated(SelfRated(level=GOOD)).cell.missing[0] == "phiếu"


def test_over_the_cap_those_with_the_best_level_are_told_by_their_votes() -> None:
    members = tuple(Member(id=f"m{n}", name=f"Người {n}", official_on=date(2000, 1, 1)) for n in range(8))
    levels = [BEST, BEST, BEST, *[GOOD] * 5]
    events: list[AnyYearEvent] = [Proposed(member=m.id, level=level) for m, level in zip(members, levels, strict=True)]
    told = rated(*events, ballot("m0", XS=3, T=2), ballot("m1", XS=5), members=members)
    assert (told.caps["Đề nghị"].most, told.caps["Đề nghị"].down) == (1, 2)
    assert told.over == (
        "Đề nghị xuất sắc vượt trần 1; theo số phiếu xuất sắc: Người 1 5/5, Người 0 3/5, Người 2 chưa có phiếu.",
    )
    assert "Quyết định" not in told.caps
    assert not rated(*events[2:], members=members).over


# --- levels decided -------------------------------------------------------------------------------


def test_only_decisions_count_for_members_of_the_cell() -> None:
    record = entries(
        Proposed(member="p1", level=BEST), Decided(member="p2", level=GOOD), Decided(member="p2", level=FAIR),
        Decided(member="p3", level=BEST), Withdrawn(of=4), Decided(level=BEST), Decided(member="p9", level=GOOD),
        Decided(member="p5", level=GOOD),
    )  # fmt: skip
    roll = people(*["official"] * 4, "guest")
    assert decided_levels(record, [Month(date(2026, 3, 3), roll=roll).meeting]) == {"p2": FAIR}
    committee = Month(date(2026, 4, 3), kind="committee", roll=people("official"))
    assert decided_levels(record, [Month(date(2026, 3, 3), roll=roll).meeting, committee.meeting]) == {"p2": FAIR}
    assert decided_levels(record, []) == {"p2": FAIR, "p9": GOOD, "p5": GOOD}


# --- evidence -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Given:
    """A task given in January, due ``days`` after, and what each later month told of it."""

    days: int
    told: tuple[Result | None, ...]


RESULTS = st.sampled_from([None, "done", "partly", "not_done", "late", "extended"])
YEARS = st.lists(st.builds(Given, days=st.integers(1, 200), told=st.tuples(*[RESULTS] * 5)), min_size=1, max_size=3)


@settings(max_examples=25)
@given(YEARS)
def test_tasks_against_a_slow_telling(tasks: list[Given]) -> None:
    months = [Month(date(2026, 1, 3))]
    months[0].record(*(Task("p2", f"việc {n}", date(2026, 1, 3) + timedelta(t.days)) for n, t in enumerate(tasks)))
    for number in range(5):
        month = Month(date(2026, number + 2, 3), months)
        months.append(month)
        for carried in month.meeting.head.carried:
            result = tasks[int(carried.text.removeprefix("việc "))].told[number]
            if result:
                until = max(carried.due, month.meeting.date) + timedelta(40) if result == "extended" else None
                month.record(TaskResult(task=carried.id, result=result, due=until))
    shown = evidence(m.meeting for m in months)["p2"]
    fates = [slowly(task) for task in tasks]
    assert (shown.on_time, shown.late, shown.not_due) == tuple(fates.count(f) for f in ("on time", "late", "open"))
    assert shown.done == sum("done" in task.told for task in tasks)
    assert shown.tasks == shown.on_time + shown.late


def slowly(task: Given) -> str:
    """``on time``, ``late`` or ``open`` in words of the year: the day asked by is that of the last extension."""
    days = [date(2026, n, 3) for n in range(2, 7)]
    told = list(zip(days, task.told, strict=True))
    if "done" in task.told:
        told = told[: task.told.index("done") + 1]

    def due(before: date) -> date:
        found = date(2026, 1, 3) + timedelta(task.days)
        for day in (day for day, result in told if result == "extended" and day < before):
            found = max(found, day) + timedelta(40)
        return found

    if any(result == "late" for _, result in told):
        return "late"
    if any(result in ("partly", "not_done") and due(day) < day for day, result in told):
        return "late"
    if "done" in task.told:
        return "on time"
    return "late" if due(date.max) < days[-1] else "open"


@pytest.mark.parametrize(
    ("shown", "level", "lacking"),
    [
        (Evidence(on_time=5, done=5), 0, 0), (Evidence(on_time=4, late=1, done=5), 0, 0),
        (Evidence(on_time=4, late=1, done=4), 0, 1), (Evidence(on_time=5, done=5), 1, 0),
        (Evidence(on_time=4, late=1, done=5), 1, 1), (Evidence(on_time=4, late=1, done=5), 2, 0),
        (Evidence(on_time=39, late=10, done=49), 2, 1), (Evidence(on_time=0, late=5), 3, 0),
    ],
)  # fmt: skip
def test_the_conditions_of_a_level_at_their_bounds(shown: Evidence, level: int, lacking: int) -> None:
    sentences = [s for s in unmet(shown, RULE.level[level]) if s.startswith("Chưa đủ")]
    assert len(sentences) == lacking


def test_what_cannot_be_shown_is_said_and_no_level_is_given() -> None:
    assert list(unmet(Evidence(), RULE.level[1])) == [
        "Trong năm không có nhiệm vụ nào đã xong hoặc đến hạn để đối chiếu"
    ]
    assert list(unmet(Evidence(on_time=1, done=1), RULE.level[0])) == [
        "Vượt mức từ 30 %: biên bản không ghi, chi bộ xem xét"
    ]
    assert only().level == ""


def test_attendance_and_discipline_are_shown_as_hints() -> None:
    away = Month(date(2026, 1, 3), roll=people("official", "away"))
    january = Month(date(2026, 2, 3), [away])
    january.record(Attendance("p2", "unexcused"))
    february = Month(date(2026, 3, 3), [away, january])
    february.record(Disciplined("p2", "reprimand", date(2026, 2, 20)))
    row = only(meetings=[m.meeting for m in (away, january, february)])
    e = row.evidence
    assert (e.meetings, e.expected, e.attended, e.unexcused) == (3, 2, 1, 1)
    assert row.hints == (
        "Chỉ phải dự 2/3 kỳ thường kỳ: xem có đủ thời gian để xếp loại",
        "Vắng không lý do 1 kỳ",
        "Bị khiển trách ngày 20/02/2026: đối chiếu điều kiện của từng mức",
    )


def test_nothing_of_another_year_counts() -> None:
    other = Month(date(2025, 12, 3), roll=MEMBERS)
    other.record(Task("p2", "việc", date(2025, 12, 10)))
    assert only(meetings=[other.meeting]).evidence == Evidence()
