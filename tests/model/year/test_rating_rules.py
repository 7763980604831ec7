"""The levels, the cap and the settings of the yearly rating at their bounds, and against slow counting."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from model.errors import Refused
from model.packs import SHIPPED, pack
from model.year.rating_entry import admit
from model.year.rating_rules import cap, rated_year, rating_rule, settings_of
from model.year.record import (
    AnyYearEvent,
    Balloted,
    Decided,
    Proposed,
    RatedOrNot,
    RatingSettings,
    SelfRated,
    Withdrawn,
    YearEntry,
)

RULE = rating_rule()
BEST, GOOD, FAIR, POOR = RULE.names
AT = datetime(2025, 12, 20, 20).astimezone()


def entries(*events: AnyYearEvent) -> list[YearEntry]:
    return [YearEntry(n, AT, event) for n, event in enumerate(events, 1)]


def capped(percent: int = 20, of: str = "good", least: int = 0) -> RatingSettings:
    return structs.replace(RULE.settings, cap_percent=percent, cap_of=of, cap_at_least=least)


@pytest.mark.parametrize(
    ("points", "level"),
    [
        ("100", BEST), ("90", BEST), ("89.99", GOOD), ("70", GOOD), ("69.99", FAIR), ("50", FAIR), ("49.99", POOR),
        ("0", POOR),
    ],
)  # fmt: skip
def test_points_at_the_bounds_of_the_levels(points: str, level: str) -> None:
    assert RULE.of_points(Decimal(points)).name == level


def test_the_levels_are_those_that_ballots_offer() -> None:
    for known in SHIPPED:
        assert pack(known).of_matter("rating").options == RULE.names


@given(
    st.lists(st.sampled_from(RULE.names), max_size=40),
    st.integers(0, 100),
    st.sampled_from(["good", "good_or_better"]),
    st.integers(0, 3),
)
def test_the_cap_against_counting(levels: list[str], percent: int, of: str, least: int) -> None:
    counted = cap(levels, capped(percent, of, least))
    best, good = levels.count(BEST), levels.count(GOOD)

    def most(best: int, good: int) -> int:
        base = good if of == "good" else best + good
        return max([n for n in range(base + 1) if n * 100 <= percent * base] + [least])

    assert (counted.best, counted.good, counted.most) == (best, good, most(best, good))
    holds = [n for n in range(best + 1) if best - n <= most(best - n, good + n)]
    assert counted.down == holds[0]


@pytest.mark.parametrize(
    ("good", "most", "told"),
    [
        (4, 0, "20 % của 4 tốt là 0,8, lấy phần nguyên"), (5, 1, "20 % của 5 tốt là 1;"),
        (9, 1, "là 1,8, lấy phần nguyên"), (10, 2, "20 % của 10 tốt là 2;"),
    ],
)  # fmt: skip
def test_the_cap_is_worked_out_in_the_open(good: int, most: int, told: str) -> None:
    counted = cap([BEST, *[GOOD] * good], RULE.settings)
    assert counted.most == most
    assert told in counted.sentence
    assert f"được tối đa {most} " in counted.sentence
    assert "mức trần theo hướng dẫn năm 2019" in counted.sentence
    assert ("Vượt trần: phải bớt ít nhất 1." in counted.sentence) == (most == 0)


def test_a_cap_of_the_cells_own_says_so() -> None:
    assert "mức trần do chi bộ ghi" in cap([BEST], capped(25)).sentence
    assert "ít nhất 1" in cap([BEST], capped(least=1)).sentence
    assert not cap([BEST], capped(least=1)).down


def test_settings_hold_until_others_are_set_and_come_back_when_those_are_taken_back() -> None:
    first, later = capped(25), capped(15)
    past = [(2023, entries(first)), (2024, entries(later))]
    assert settings_of([]) == RULE.settings
    assert settings_of([], past) == later
    assert settings_of([], list(reversed(past))) == later
    assert settings_of(entries(first, later)) == later
    assert settings_of(entries(first, later, Withdrawn(of=2)), past) == first
    assert settings_of(entries(first, Withdrawn(of=1)), past) == later


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2025, 12, 31), 2025), (date(2026, 1, 1), 2025), (date(2026, 2, 28), 2025), (date(2026, 3, 1), 2026),
    ],
)  # fmt: skip
def test_the_year_that_a_review_is_of(day: date, year: int) -> None:
    assert rated_year(day) == year


# --- what may be entered --------------------------------------------------------------------------

SMALL = st.integers(-1, 6)


@given(
    st.builds(
        Balloted, member=st.just("a"), issued=SMALL, returned=SMALL, valid=SMALL, invalid=SMALL, no_opinion=SMALL,
        votes=st.dictionaries(st.sampled_from(RULE.names), SMALL),
    )
)  # fmt: skip
def test_a_ballot_is_admitted_exactly_where_it_comes_out_even(b: Balloted) -> None:
    papers = Counter(b.votes)
    even = (
        all(n >= 0 for n in (b.issued, b.returned, b.valid, b.invalid, b.no_opinion, *papers.values()))
        and b.returned <= b.issued
        and b.valid + b.invalid == b.returned
        and papers.total() + b.no_opinion == b.valid
    )
    try:
        admit(b, {"a"})
    except Refused:
        assert not even
    else:
        assert even


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (SelfRated(member="a", level="Giỏi"), "Không có mức “Giỏi”"),
        (Proposed(member="a", level=GOOD, points=Decimal("100.5")), "Điểm phải từ 0 đến 100"),
        (Proposed(member="a", level=GOOD, points=Decimal(-1)), "Điểm phải từ 0 đến 100"),
        (SelfRated(member="a", level=GOOD, points=Decimal("NaN")), "Điểm phải từ 0 đến 100"),
        (Decided(member="b", level=GOOD), "không có “b”"),
        (RatedOrNot(member="a", rated=False, reason=" "), "Chưa ghi lý do"),
        (capped(101), "từ 0 đến 100 %"),
        (capped(least=-1), "không thể âm"),
        (structs.replace(RULE.settings, months=13), "từ 0 đến 12"),
        (Balloted(member="a", issued=1, returned=1, valid=1, invalid=0, votes={"Giỏi": 1}), "Không có mức"),
    ],
)
def test_what_is_refused(event: AnyYearEvent, said: str) -> None:
    with pytest.raises(Refused, match=said):
        admit(event, {"a"})


@pytest.mark.parametrize(
    "event",
    [
        SelfRated(level=GOOD), Proposed(member="a", level=BEST, points=Decimal(100)), Decided(member="a", level=POOR),
        RatedOrNot(member="a", rated=True, reason="có công"), capped(100), structs.replace(RULE.settings, months=12),
        Withdrawn(of=3),
    ],
)  # fmt: skip
def test_what_is_admitted(event: AnyYearEvent) -> None:
    admit(event, {"a"})
