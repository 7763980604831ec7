"""The record of a year in the book: only ever added to; taken back by entries."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import StoreError
from model.store.book import Book
from model.year.rating_rules import rating_rule
from model.year.record import (
    AnyYearEvent,
    Balloted,
    Decided,
    Proposed,
    RatedOrNot,
    SelfRated,
    Withdrawn,
    YearEntry,
    standing,
)

AT = datetime(2026, 1, 5, 9).astimezone()


def test_entries_are_there_after_reopening_each_in_its_year(tmp_path: Path) -> None:
    book = Book(tmp_path)
    first = book.record_year(2026, Withdrawn(of=7), AT)
    book.record_year(2025, Withdrawn(of=1), AT)
    second = book.record_year(2026, Withdrawn(of=first.id), AT)
    again = Book(tmp_path)
    assert again.year_record(2026) == [first, second]
    assert [e.id for e in again.year_record(2026)] == [1, 2]
    assert len(again.year_record(2025)) == 1
    assert again.year_record(2024) == []
    assert again.years == [2025, 2026]


def test_several_entries_are_added_at_once_in_their_order(tmp_path: Path) -> None:
    book = Book(tmp_path)
    first = book.record_year(2026, Withdrawn(of=7), AT)
    later = book.record_year_all(2026, [(Withdrawn(of=8), AT), (Withdrawn(of=9), AT)])
    assert [(e.id, e.event) for e in later] == [(2, Withdrawn(of=8)), (3, Withdrawn(of=9))]
    assert Book(tmp_path).year_record(2026) == [first, *later]


EVENTS: list[AnyYearEvent] = [
    SelfRated(level="Tốt", points=Decimal("89.5"), note="ghi chú"),
    Balloted(member="a", issued=3, returned=3, valid=2, invalid=1, votes={"Tốt": 2}, on=date(2026, 12, 20)),
    Proposed(member="a", level="Tốt"),
    Decided(member="a", level="Tốt", paper="05-QĐ/ĐU", on=date(2027, 1, 12)),
    RatedOrNot(member="a", rated=False, reason="ốm"),
    rating_rule().settings,
]


def test_entries_of_the_rating_come_back_as_they_were(tmp_path: Path) -> None:
    Book(tmp_path).record_year_all(2026, [(event, AT) for event in EVENTS])
    assert [e.event for e in Book(tmp_path).year_record(2026)] == EVENTS


def test_an_entry_of_a_newer_program_is_said(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book._put("year-2026", {"rows": [{"id": 1, "at": AT.isoformat(), "event": {"type": "not yet thought of"}}]})
    with pytest.raises(StoreError, match="không đọc được"):
        Book(tmp_path).year_record(2026)


@given(st.lists(st.integers(1, 6), max_size=6))
def test_what_is_withdrawn_holds_again_when_that_is_withdrawn(targets: list[int]) -> None:
    entries = [
        YearEntry(n, AT, Withdrawn(of=min(target, n - 1) if n > 1 else 0)) for n, target in enumerate(targets, 1)
    ]
    assert standing(entries) == []  # withdrawals themselves are never told
