"""The cell's day, its settings, and what cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.cell import Cell, Status, Term, check_cell, next_meeting_day
from model.errors import Refused


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 31))
def test_the_next_day_is_the_cells_own_and_never_over(today: date, own: int) -> None:
    day = next_meeting_day(Cell(name="Chi bộ", monthly_day=own), today)
    assert 0 <= (day - today).days <= 31
    assert day.day == own or (day.day < own and (day + (date(2000, 1, 2) - date(2000, 1, 1))).day == 1)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ({"monthly_day": 0}, {"monthly_day": 1}),
        ({"monthly_day": 32}, {"monthly_day": 31}),
        ({"minimum_minutes": 0}, {"minimum_minutes": 1}),
        ({"minimum_minutes": 601}, {"minimum_minutes": 600}),
        (
            {"term": Term("", date(2027, 1, 2), date(2027, 1, 1))},
            {"term": Term("", date(2027, 1, 1), date(2027, 1, 1))},
        ),
    ],
)
def test_settings_that_cannot_be(bad: dict[str, object], good: dict[str, object]) -> None:
    with pytest.raises(Refused):
        check_cell(Cell(name="Chi bộ", **bad))  # type: ignore[arg-type]
    check_cell(Cell(name="Chi bộ", **good))  # type: ignore[arg-type]


def test_a_status_ends_after_it_begins() -> None:
    with pytest.raises(Refused):
        Status("away", date(2026, 9, 2), date(2026, 9, 1)).check()
    Status("away", date(2026, 9, 1), date(2026, 9, 1)).check()
