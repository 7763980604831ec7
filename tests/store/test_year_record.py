"""The record of a year in the book: only ever added to; taken back by entries."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import StoreError
from model.store.book import Book
from model.year_record import Withdrawn, YearEntry, standing

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
