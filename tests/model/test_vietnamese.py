"""Letters, names, dates and figures as Vietnamese readers expect them."""

import unicodedata
from datetime import date, time
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.vietnamese import (
    clean,
    clock_words,
    control_character,
    fold,
    long_date,
    matches,
    name_order,
    percent,
    read_date,
    short_date,
    thousands,
)
from model.words import uy

IN_ORDER = [
    "a", "à", "ả", "ã", "á", "ạ", "an", "ạn", "anh", "ành", "ăn", "ằn", "ẳn", "ẵn", "ắn", "ặn", "ân", "ần", "ẩn", "ẫn",
    "ấn", "ận", "bà", "da", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư", "y",
]  # fmt: skip
NAMES = [
    "Lê An", "Phạm Thị An", "Trần Văn An", "Đỗ Ân", "Lê Ân", "Vũ Ẩn", "Bùi Thị Thủy", "Nguyễn Thị Thủy", "Cao Thị Thúy",
    "Đinh Thị Thụy", "Lê Ý", "An Yên",
]  # fmt: skip


def test_clean() -> None:
    assert clean("  Đảng\u00a0 viên\n\tmới ") == "Đảng viên mới"
    assert clean(unicodedata.normalize("NFD", "Nguyễn Thị Thủy")) == "Nguyễn Thị Thủy"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đặng Đức", "dang duc"), ("ẨN ẫn", "an an"), ("H'Mai Niê", "h'mai nie"), ("Ê Đê", "e de"),
     ("uỷ ủy", "uy uy"), ("ƯƠ", "uo")],
)  # fmt: skip
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("an", "Trần Thị Ân", True), ("an", "Phạm Thị An", True), ("ân", "Trần Thị Ân", True),
        ("ân", "Phạm Thị An", False), ("tran an", "Trần Thị Ân", True), ("an tran", "Trần Thị Ân", True),
        ("th", "Trần Thị Ân", True), ("hi", "Trần Thị Ân", False), ("duc", "Vũ Văn Đúc", True),
        ("đuc", "Vũ Văn Đúc", False), ("đú", "Vũ Văn Đúc", True), ("dúc", "Vũ Văn Đúc", False),
        ("h'm", "H'Mai Niê", True), ("", "Ai", True), ("  ", "Ai", True), ("THỦY", "Nguyễn Thị Thủy", True),
        ("thúy", "Nguyễn Thị Thủy", False), ("thuy", "Nguyễn Thị Thủy", True), ("an an", "Phạm Thị An", True),
    ],
)  # fmt: skip
def test_matches(query: str, text: str, found: bool) -> None:
    assert matches(query, text) is found
    assert matches(unicodedata.normalize("NFD", query), unicodedata.normalize("NFD", text)) is found


def test_letters_then_tones_as_in_dictionaries() -> None:
    assert sorted(IN_ORDER, key=name_order) == IN_ORDER
    assert [name_order(one) < name_order(other) for one, other in pairwise(IN_ORDER)] == [True] * (len(IN_ORDER) - 1)


@given(st.permutations(NAMES))
def test_names_by_given_name_then_family_name(names: list[str]) -> None:
    assert sorted(names, key=name_order) == NAMES


@given(st.lists(st.text()))
def test_any_names_can_be_put_in_order(names: list[str]) -> None:
    assert len(sorted(names, key=name_order)) == len(names)


def test_dates_and_clocks() -> None:
    assert short_date(date(2026, 1, 3)) == "03/01/2026"
    assert long_date(date(2026, 11, 3)) == "ngày 03 tháng 11 năm 2026"
    assert long_date(date(2026, 2, 15)) == "ngày 15 tháng 02 năm 2026"
    assert long_date(date(2026, 3, 10)) == "ngày 10 tháng 3 năm 2026"
    assert clock_words(time(19, 5)) == "19 giờ 05 phút"


@given(st.dates(date(1900, 1, 1)))
def test_dates_are_read_as_they_are_written(day: date) -> None:
    assert read_date(short_date(day)) == day
    assert read_date(day.isoformat()) == day
    assert read_date(f" {day.day}-{day.month}-{day.year} ") == day


@pytest.mark.parametrize(
    "text",
    [
        "30/02/2026",
        "31/04/2026",
        "29/02/2025",
        "0/1/2026",
        "1/1/26",
        "1/1/1899",
        "",
        "nay",
        "1/2",
        "1/2/3/4",
        "²/1/2000",
    ],
)
def test_days_that_do_not_exist(text: str) -> None:
    assert read_date(text) is None


@given(st.text())
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), date)


@pytest.mark.parametrize("huge", ["9" * 20, "9" * 5000])
@pytest.mark.parametrize("text", ["{}/1/2000", "1/{}/2000", "1/1/{}"])
def test_figures_without_end_are_no_day(text: str, huge: str) -> None:
    assert read_date(text.format(huge)) is None


@pytest.mark.parametrize(
    ("share", "text"),
    [(Fraction(24, 27), "88,9"), (Fraction(3, 5), "60"), (Fraction(1), "100"), (Fraction(0), "0"),
     (Fraction(1, 3), "33,3"),
     (Fraction(2, 3), "66,7"), (Fraction(1999, 2000), "100"), (Fraction(1, 2000), "0,1"), (Fraction(11, 16), "68,8")],
)  # fmt: skip
def test_percent(share: Fraction, text: str) -> None:
    assert percent(share) == text


def test_thousands() -> None:
    assert thousands(1264000) == "1.264.000"
    assert thousands(999) == "999"


@pytest.mark.parametrize(
    ("text", "found"),
    [("Đảng", ""), ("a\nb\tc", ""), ("a\x07", "U+0007"), ("\ud800", "U+D800"), ("\x7f", "U+007F"), ("👍", "")],
)
def test_control_characters(text: str, found: str) -> None:
    assert control_character(text) == found


def test_the_spelling_of_the_cell() -> None:
    assert uy("Chi ủy, Ủy ban, ĐẢNG ỦY", "uỷ") == "Chi uỷ, Uỷ ban, ĐẢNG UỶ"
    assert uy("Chi ủy", "ủy") == "Chi ủy"
