"""Numbers of papers: given out once and kept, never twice, running on over the year's end within a term."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.cell import Term
from model.errors import Refused
from model.store.book import Book

OLD = Term("2022–2025", date(2022, 6, 1), date(2025, 5, 31))
NEW = Term("2025–2027", date(2025, 6, 1), date(2027, 5, 31))


def give(book: Book, meeting: str, day: date, *, code: str = "NQ", term: Term = NEW, paper: str = "resolution") -> int:
    return book.give_number(code, meeting, paper, day, term)


def test_a_number_is_kept_also_by_another_opening(tmp_path: Path) -> None:
    book = Book(tmp_path)
    assert [give(book, "a", date(2026, 1, 3)), give(book, "b", date(2026, 2, 3))] == [1, 2]
    again = Book(tmp_path)
    assert (give(again, "a", date(2026, 1, 3)), again.number_of("NQ", "b", "resolution")) == (1, 2)
    assert give(again, "a", date(2026, 1, 3), code="KL", paper="conclusion") == 1
    assert again.number_of("NQ", "c", "resolution") == 0


def test_january_begins_nothing_and_a_term_does(tmp_path: Path) -> None:
    book = Book(tmp_path)
    assert give(book, "2025-05", date(2025, 5, 3), term=OLD) == 1
    assert [give(book, m, d) for m, d in (("x", date(2025, 12, 3)), ("y", date(2026, 1, 3)))] == [1, 2]


def test_a_term_declared_late_goes_on_with_its_numbers(tmp_path: Path) -> None:
    book = Book(tmp_path)
    assert give(book, "a", date(2026, 1, 3), term=Term()) == 1
    assert give(book, "b", date(2026, 2, 3), term=NEW) == 2


def test_numbers_given_by_hand_before(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.count_from("NQ", 8, date(2026, 1, 1), NEW)
    assert give(book, "a", date(2026, 1, 3)) == 8
    with pytest.raises(Refused, match="từ 9 trở lên"):
        book.count_from("NQ", 8, date(2026, 1, 4), NEW)
    book.count_from("NQ", 12, date(2026, 1, 4), NEW)
    assert (give(book, "b", date(2026, 2, 3)), give(book, "a", date(2026, 1, 3))) == (12, 8)


ASKED = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["NQ", "KL", "BB"])), max_size=30)


@settings(max_examples=20)
@given(ASKED)
def test_no_number_is_given_twice(tmp_path_factory: pytest.TempPathFactory, asked: list[tuple[str, str]]) -> None:
    book, kept = Book(tmp_path_factory.mktemp("book")), dict[tuple[str, str], int]()
    for meeting, code in asked:
        day = date(2025, 12, 3) + timedelta(days=31 * (ord(meeting) - ord("a")))
        number = give(book, meeting, day, code=code)
        expected = kept.get((meeting, code)) or 1 + sum(c == code for _, c in kept)
        assert number == expected
        kept[meeting, code] = number


def test_a_number_of_a_paper_that_was_not_written_is_taken_back(tmp_path: Path) -> None:
    book = Book(tmp_path)
    assert [give(book, "a", date(2026, 1, 3)), give(book, "b", date(2026, 2, 3))] == [1, 2]
    book.take_back("NQ", "b", "resolution")
    assert give(book, "c", date(2026, 3, 3)) == 2
    assert book.number_of("NQ", "a", "resolution") == 1
