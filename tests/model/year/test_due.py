"""What comes due, at every bound; badges and ends of probation against walking the calendar day by day."""

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from model.cell import Cell, Member, Status, StatusKind, Term
from model.errors import BadData
from model.events import Cancelled, ItemStarted
from model.parts import MeetingKind
from model.rules import resource
from model.year.due import Due, DueKind, Sourced, badges, due, due_rules, read_due_rules, undated
from tests.support.months import Month

RULES = due_rules()
CELL = Cell(name="Chi bộ 1", monthly_day=3)
DAYS = st.dates(date(1930, 1, 1), date(2035, 12, 31))
TEXT = resource("due.toml")


def member(admitted: date | None, *, official: bool = True, **more: object) -> Member:
    on = admitted + timedelta(366) if admitted and official else None
    return structs.replace(Member(id="a", name="An", admitted=admitted, official_on=on), **more)


def kinds(kind: DueKind, found: list[Due]) -> list[date | None]:
    return [one.day for one in found if one.kind == kind]


# --- badges ---------------------------------------------------------------------------------------


def anniversary(start: date, years: int) -> date:
    """The same day so many years on, found by walking: 29 February is met on the 28th in a year without it."""
    day, wanted = date(start.year + years, 1, 1), (start.month, start.day)
    if wanted == (2, 29) and not isleap(day.year):
        wanted = (2, 28)
    while (day.month, day.day) != wanted:
        day += timedelta(1)
    return day


@given(DAYS, st.integers(1960, 2100))
def test_badges_of_a_year_against_walking_the_calendar(admitted: date, year: int) -> None:
    someone = member(admitted)
    found = [(b.years, b.reached, b.given) for b in badges([someone], RULES, date(year, 1, 1), date(year, 12, 31))]
    expected = []
    for years in (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90):
        day = reached = anniversary(admitted, years)
        while (day.day, day.month) not in ((3, 2), (19, 5), (2, 9), (7, 11)):
            day += timedelta(1)
        if day.year == year:
            expected.append((years, reached, day))
    assert found == expected


@pytest.mark.parametrize(
    ("admitted", "given_out"),
    [
        (date(1996, 5, 19), date(2026, 5, 19)), (date(1996, 5, 20), date(2026, 9, 2)),
        (date(1996, 11, 7), date(2026, 11, 7)), (date(1996, 11, 8), date(2027, 2, 3)),
        (date(1996, 2, 29), date(2026, 5, 19)), (date(1986, 2, 3), date(2026, 2, 3)),
    ],
)  # fmt: skip
def test_the_day_of_giving_at_its_bounds(admitted: date, given_out: date) -> None:
    found = badges([member(admitted)], RULES, date(2026, 1, 1), date(2027, 12, 31))
    assert [b.given for b in found] == [given_out]


@pytest.mark.parametrize(
    ("status", "official", "earned"),
    [
        (None, True, True), ("exempt", True, True), ("away", True, True), ("guest", True, False),
        ("away", False, False), (None, False, False), ("official", False, True),
    ],
)  # fmt: skip
def test_whose_badge_it_is(status: StatusKind | None, official: bool, earned: bool) -> None:
    statuses = (Status(status),) if status else ()
    someone = member(date(1996, 5, 19), official=official, statuses=statuses)
    assert bool(badges([someone], RULES, date(2026, 1, 1), date(2026, 12, 31))) == earned


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 2, 17), False), (date(2026, 2, 18), True), (date(2026, 5, 19), True), (date(2026, 5, 20), False),
    ],
)  # fmt: skip
def test_a_badge_is_told_ninety_days_ahead_and_to_its_day(today: date, told: bool) -> None:
    found = due(CELL, [member(date(1996, 5, 19))], [], today)
    assert kinds("badge", found) == ([date(2026, 5, 19)] if told else [])


# --- members --------------------------------------------------------------------------------------


@given(DAYS)
def test_probation_ends_twelve_months_after_admission(admitted: date) -> None:
    end = anniversary(admitted, 1)
    someone = member(admitted, official=False)
    assert kinds("probation", due(CELL, [someone], [], end, until=end)) == [end]
    assert kinds("probation", due(CELL, [someone], [], end - timedelta(1), until=end - timedelta(1))) == []
    assert kinds("probation", due(CELL, [someone], [], end + timedelta(9))) == [end]  # overdue until it is settled
    assert kinds("probation", due(CELL, [structs.replace(someone, official_on=end)], [], end)) == []


def test_nobody_on_probation_is_forgotten_while_he_is_away() -> None:
    away = member(date(2026, 1, 10), official=False, statuses=(Status("away"),))
    official = member(date(1990, 1, 10), official=False, statuses=(Status("official"),))
    found = due(CELL, [away, structs.replace(official, id="b")], [], date(2026, 12, 1))
    assert [(d.member, d.day) for d in found if d.kind == "probation"] == [("a", date(2027, 1, 10))]


def test_members_without_a_day_of_admission_are_named_last() -> None:
    guest = member(None, id="g", name="Bình", statuses=(Status("guest"),))
    people = [member(None), guest, member(date(2027, 1, 1), id="later")]
    found = due(CELL, people, [], date(2026, 11, 20))
    assert (found[-1].kind, found[-1].day, found[-1].name) == ("no_date", None, "An")
    assert [m.id for m in undated(people, date(2026, 11, 20))] == ["a"]
    assert len(kinds("no_date", found)) == 1


def test_who_may_ask_for_exemption_is_named_only_where_the_cell_sets_an_age() -> None:
    old = member(date(1980, 1, 1), born=date(1946, 12, 1))
    today = date(2026, 11, 20)
    assert kinds("exemption", due(CELL, [old], [], today)) == []
    rules = structs.replace(RULES, exemption=structs.replace(RULES.exemption, age=80))
    assert kinds("exemption", due(CELL, [old], [], today, rules=rules)) == [date(2026, 12, 1)]
    assert kinds("exemption", due(CELL, [old], [], today, until=date(2026, 11, 30), rules=rules)) == []
    exempt = structs.replace(old, statuses=(Status("exempt"),))
    assert kinds("exemption", due(CELL, [exempt], [], today, rules=rules)) == []


# --- the cell -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "held_on", "kind", "day"),
    [
        (date(2026, 11, 2), None, "regular", date(2026, 11, 3)),
        (date(2026, 11, 20), None, "regular", date(2026, 11, 3)),
        (date(2026, 11, 2), date(2026, 11, 1), "regular", date(2026, 12, 3)),
        (date(2026, 11, 2), date(2026, 11, 1), "combined", date(2026, 12, 3)),
        (date(2026, 11, 2), date(2026, 11, 1), "thematic", date(2026, 11, 3)),
        (date(2026, 11, 2), date(2026, 10, 31), "regular", date(2026, 11, 3)),
        (date(2026, 12, 5), date(2026, 12, 3), "regular", date(2027, 1, 3)),
    ],
)  # fmt: skip
def test_the_next_regular_meeting(today: date, held_on: date | None, kind: MeetingKind, day: date) -> None:
    meetings = [Month(held_on, kind=kind).meeting] if held_on else []
    assert kinds("monthly", due(CELL, [], meetings, today)) == [day]


def test_a_meeting_that_was_only_prepared_is_still_due() -> None:
    prepared = Month(date(2026, 11, 3), opened=False).meeting
    assert kinds("monthly", due(CELL, [], [prepared], date(2026, 11, 1))) == [date(2026, 11, 3)]


def test_the_day_of_a_meeting_that_is_prepared_counts_until_it_is_over_or_given_up() -> None:
    prepared = Month(date(2026, 11, 5), before=5, opened=False)
    for today in (date(2026, 11, 1), date(2026, 11, 5)):
        assert kinds("monthly", due(CELL, [], [prepared.meeting], today)) == [date(2026, 11, 5)]
    assert kinds("monthly", due(CELL, [], [prepared.meeting], date(2026, 11, 6))) == [date(2026, 11, 3)]
    prepared.record(Cancelled(why="bão"))
    assert kinds("monthly", due(CELL, [], [prepared.meeting], date(2026, 11, 1))) == [date(2026, 11, 3)]


def test_chuyen_de_of_the_quarters_begun_where_meetings_are_known() -> None:
    today, end = date(2026, 8, 1), date(2026, 9, 30)
    assert kinds("thematic", due(CELL, [], [], today)) == [end]
    spring = Month(date(2026, 5, 3)).meeting
    assert kinds("thematic", due(CELL, [], [spring], today)) == [date(2026, 6, 30), end]
    combined = Month(date(2026, 7, 3), kind="combined")
    theme = next(i.id for i in combined.meeting.agenda.items if i.step == "thematic")
    combined.record(ItemStarted(item=theme))
    assert kinds("thematic", due(CELL, [], [combined.meeting], today)) == []
    assert kinds("thematic", due(CELL, [], [], date(2026, 10, 1), until=date(2026, 12, 30))) == []
    assert kinds("thematic", due(CELL, [], [], date(2026, 10, 1), until=date(2026, 12, 31))) == [date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("today", "reviewed", "days"),
    [
        (date(2026, 10, 1), None, []), (date(2026, 10, 2), None, [date(2026, 12, 31)]),
        (date(2026, 12, 25), date(2026, 12, 20), []), (date(2026, 12, 25), date(2026, 1, 20), [date(2026, 12, 31)]),
        (date(2027, 2, 20), date(2027, 1, 20), []), (date(2027, 2, 20), None, [date(2026, 12, 31)]),
        (date(2027, 3, 1), None, []),
    ],
)  # fmt: skip
def test_the_yearly_review(today: date, reviewed: date | None, days: list[date]) -> None:
    meetings = [Month(date(2026, 6, 3)).meeting]
    meetings += [Month(reviewed, kind="yearly_review").meeting] if reviewed else []
    found = [d.day for d in due(CELL, [], meetings, today) if "Kiểm điểm" in d.what]
    assert found == days


@pytest.mark.parametrize(("today", "told"), [(date(2026, 1, 31), True), (date(2026, 2, 1), False)])
def test_the_plan_of_the_year_is_told_to_its_day(today: date, told: bool) -> None:
    assert any("Kế hoạch" in d.what for d in due(CELL, [], [], today)) == told


def test_the_end_of_the_term_is_told_also_when_it_is_over() -> None:
    cell = structs.replace(CELL, term=Term("2025–2027", until=date(2026, 12, 1)))
    assert kinds("term", due(cell, [], [], date(2026, 9, 1))) == []
    assert kinds("term", due(cell, [], [], date(2026, 9, 2))) == [date(2026, 12, 1)]
    (told,) = (d for d in due(cell, [], [], date(2027, 5, 1)) if d.kind == "term")
    assert told.what == "Hết nhiệm kỳ 2025–2027: chuẩn bị đại hội chi bộ"
    assert kinds("term", due(CELL, [], [], date(2026, 9, 2))) == []


@given(
    st.lists(st.one_of(st.none(), DAYS), max_size=5),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(0, 900),
)
def test_the_list_is_sorted_and_goes_no_further_than_asked(
    admitted: list[date | None], today: date, ahead: int
) -> None:
    people = [member(day, official=n % 2 == 0, id=f"m{n}") for n, day in enumerate(admitted)]
    until = today + timedelta(ahead)
    found = due(CELL, people, [], today, until=until)
    days = [one.day or date.max for one in found]
    assert days == sorted(days)
    assert all(one.day is None or one.day <= until for one in found)
    assert all(one.source for one in found)
    assert found == due(CELL, people, [], today, until=until)


# --- rules of the cell's own ----------------------------------------------------------------------


def test_rules_of_the_cells_own() -> None:
    rules = read_due_rules(
        TEXT.replace('"07/11"]', '"07/11", "22/12"]').replace("months = 12", "months = 6"), "due.toml"
    )
    assert badges([member(date(1996, 12, 1))], rules, date(2026, 1, 1), date(2026, 12, 31))[0].given == date(
        2026, 12, 22
    )
    found = due(CELL, [member(date(2026, 6, 1), official=False)], [], date(2026, 11, 20), rules=rules)
    assert kinds("probation", found) == [date(2026, 12, 1)]
    assert rules.term == Sourced("nhiệm kỳ ghi trong thông tin chi bộ")


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('"03/02"', '"31/02"', "không có ngày “31/02”"), ('day = "31/12"', 'day = "cuối năm"', "“cuối năm”"),
        ("months = 12", "months = -1", "số -1"), ("age = 0", 'age = "80"', "cần số nguyên"),
        ("ahead_days = 90", "ahead = 90", "thừa khóa ahead"), ('"yearly_review"', '"yearly"', "giá trị"),
    ],
)  # fmt: skip
def test_faults_in_rules_of_the_cells_own(was: str, now: str, said: str) -> None:
    with pytest.raises(BadData, match=said) as error:
        read_due_rules(TEXT.replace(was, now), "due.toml")
    assert str(error.value).startswith("due.toml")
