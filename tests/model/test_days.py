"""Days as they are jotted down: every form against a search through the calendar."""

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.days import jotted_day, local, read_clock, said_day

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
WEEKDAYS = ("t2", "t3", "t4", "t5", "t6", "t7", "cn")
NEAR = date(2026, 11, 3)
"""A Tuesday."""


def first(near: date, fits: Callable[[date], bool], within: int) -> date | None:
    """The first day from ``near`` on, within so many days, that fits."""
    return next((day for n in range(within) if fits(day := near + timedelta(days=n))), None)


@given(DAYS, st.integers(0, 99))
@example(date(2027, 1, 30), 29)
@example(date(2026, 12, 31), 1)
@example(date(2028, 2, 29), 29)
def test_a_day_of_the_month_is_the_next_that_there_is(near: date, day: int) -> None:
    assert jotted_day(str(day), near) == first(near, lambda d: d.day == day, 92)


@given(DAYS, st.integers(0, 32), st.integers(0, 13), st.sampled_from(["/", "-", ".", " / "]))
@example(date(2027, 3, 1), 29, 2, "/")
@example(date(2028, 2, 29), 29, 2, "/")
@example(date(2028, 3, 1), 29, 2, "/")
@example(date(2026, 12, 31), 1, 1, "/")
def test_a_day_and_month_is_of_this_year_or_the_next(near: date, day: int, month: int, sign: str) -> None:
    until_the_next_year_ends = (date(near.year + 1, 12, 31) - near).days + 1
    expected = first(near, lambda d: (d.day, d.month) == (day, month), until_the_next_year_ends)
    assert jotted_day(f"{day}{sign}{month}", near) == expected


@given(DAYS, st.sampled_from(WEEKDAYS), st.sampled_from(["", "thứ ", "thu ", "THỨ"]))
def test_a_weekday_is_the_next_one_and_never_today(near: date, word: str, long: str) -> None:
    said = word if word == "cn" or not long else f"{long}{word[1]}"
    expected = first(near + timedelta(days=1), lambda d: d.weekday() == WEEKDAYS.index(word), 7)
    assert jotted_day(said, near) == expected
    if word == "cn":
        assert jotted_day("Chủ nhật", near) == expected


@given(
    DAYS, st.integers(0, 999), st.sampled_from([("", 1), ("n", 1), ("ngày", 1), (" ngay", 1), ("t", 7), ("tuần", 7)])
)
def test_days_and_weeks_on(near: date, number: int, unit: tuple[str, int]) -> None:
    assert jotted_day(f"+{number}{unit[0]}", near) == near + timedelta(days=number * unit[1])


@given(DAYS, st.integers(0, 400), st.sampled_from(["th", "tháng", " thang"]))
@example(date(2027, 1, 31), 1, "th")
@example(date(2028, 1, 31), 1, "th")
@example(date(2026, 11, 30), 1, "th")
def test_months_on_keep_the_day_or_take_the_last(near: date, number: int, unit: str) -> None:
    day = jotted_day(f"+{number}{unit}", near)
    assert day is not None
    assert (day.year * 12 + day.month) - (near.year * 12 + near.month) == number
    assert day.day == min(near.day, monthrange(day.year, day.month)[1])


@given(DAYS)
@example(date(2026, 12, 31))
@example(date(2028, 2, 29))
def test_ends_of_months_and_years(near: date) -> None:
    end = first(near, lambda d: (d + timedelta(days=1)).day == 1, 31)
    assert end is not None
    assert jotted_day("cuối tháng", near) == jotted_day("CT", near) == jotted_day("cuoi thang", near) == end
    following = first(end + timedelta(days=1), lambda d: (d + timedelta(days=1)).day == 1, 31)
    assert jotted_day("cuối tháng sau", near) == jotted_day("cts", near) == following
    assert jotted_day("cuối năm", near) == date(near.year, 12, 31)


@given(DAYS, DAYS)
def test_a_whole_date_is_itself(near: date, day: date) -> None:
    assert jotted_day(f"{day.day}/{day.month}/{day.year}", near) == day
    assert jotted_day(day.isoformat(), near) == day


SHORT = st.text("0123456789+/tthnc ", max_size=8) | st.text(max_size=8)


@given(DAYS, SHORT)
def test_without_a_year_it_is_never_in_the_past_and_nothing_raises(near: date, text: str) -> None:
    day = jotted_day(text, near)
    assert day is None or day >= near or sum(text.count(sign) for sign in "/-.") == 2


@pytest.mark.parametrize("text", ["", "0", "32", "31/2", "0/5", "8/13", "t1", "t8", "thứ", "+", "+x", "mai", "25/6/27"])
def test_what_is_no_day(text: str) -> None:
    assert jotted_day(text, NEAR) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("3", NEAR), ("2", date(2026, 12, 2)), ("31", date(2026, 12, 31)), ("25/6", date(2027, 6, 25)),
     ("3/11", NEAR), ("2/11", date(2027, 11, 2)), ("t3", date(2026, 11, 10)), ("+2t", date(2026, 11, 17))],
)  # fmt: skip
def test_from_the_third_of_november(text: str, day: date) -> None:
    assert jotted_day(text, NEAR) == day


@given(DAYS)
def test_a_day_is_read_back_in_full(day: date) -> None:
    name, _, written = said_day(day).partition(", ")
    assert jotted_day(written, NEAR) == day
    week = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]
    assert name == week[(day - date(2026, 11, 2)).days % 7]  # 2 November 2026 is a Monday


@given(st.times())
def test_a_clock_time_in_every_form(clock: time) -> None:
    hour, minute = clock.hour, clock.minute
    for text in (f"{hour}:{minute:02}", f"{hour}h{minute:02}", f"{hour} giờ {minute}", f" {hour}g{minute:02} "):
        assert read_clock(text) == time(hour, minute)
    assert read_clock(f"{hour}h") == read_clock(f"{hour} giờ") == time(hour)


@pytest.mark.parametrize("text", ["", "24:00", "20:60", "hai mươi giờ", "20:30:10", "-1:00"])
def test_what_is_no_clock_time(text: str) -> None:
    assert read_clock(text) is None


class Windows(datetime):
    """A moment on a machine that tells no local time before 1970, as Windows does not."""

    def astimezone(self, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        if tz is None and self.year < 1970:
            raise OSError(22, "Invalid argument")
        return super().astimezone(tz)


def test_minutes_older_than_the_clock_of_windows() -> None:
    told = local(Windows(1962, 11, 3, 19, 30))
    assert (told.replace(tzinfo=None), told.utcoffset()) == (
        datetime(1962, 11, 3, 19, 30),
        datetime.now().astimezone().utcoffset(),
    )
    assert local(Windows(1962, 11, 3, 19, 30, tzinfo=UTC)) == datetime(1962, 11, 3, 19, 30, tzinfo=UTC)
    assert local(Windows(2026, 11, 3, 19, 30)) == datetime(2026, 11, 3, 19, 30).astimezone()
