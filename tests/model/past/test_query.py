"""The line of the search: words, phrases, filters in many spellings; one sentence for what is wrong."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import BadData
from model.past.query import HELP, KINDS, Query, Wanted, days_of, parse, words_in


def words(*one: str) -> tuple[Wanted, ...]:
    return tuple(Wanted((word,)) for word in one)


SPELLINGS: dict[str, dict[str, Any]] = {
    "cống Ngõ-12": {"wanted": words("cống", "ngõ", "12")},
    '"Cống, ngõ" x': {"wanted": (Wanted(("cống", "ngõ"), whole=True), *words("x"))},
    "“cống ngõ” “x": {"wanted": (Wanted(("cống", "ngõ"), whole=True), Wanted(("x",)))},
    "19:30": {"wanted": words("19", "30")},
    "ai:Lượng": {"people": words("lượng")},
    "AI: lượng x": {"people": words("lượng"), "wanted": words("x")},
    'người:"Nguyễn Văn" nguoi:ân': {"people": words("nguyễn", "văn", "ân")},
    "ai:nguyen-van-luong": {"people": words("nguyen", "van", "luong")},
    "loại:nv": {"kinds": frozenset({"task"})},
    "loai:nhiem vu cống": {"kinds": frozenset({"task"}), "wanted": words("cống")},
    "loại:nhiệm-vụ": {"kinds": frozenset({"task"})},
    "loại:lời": {"kinds": frozenset({"promise"})},
    "loại:kết": {"kinds": frozenset({"task_result", "promise_result", "item_concluded"})},
    "loại:nv loại:hứa": {"kinds": frozenset({"task", "promise"})},
    "loại:tự phê bình phê": {"kinds": frozenset({"self_criticism"}), "wanted": words("phê")},
    "mục:06": {"step": "6"},
    'mục:thảo mục:"luận"': {"item": words("thảo", "luận")},
    "từ:3/2026 đến:9/2026": {"first": date(2026, 3, 1), "last": date(2026, 9, 30)},
    "tu:03/02/2026": {"first": date(2026, 2, 3)},
    "năm:2026 tháng:2/2026": {"first": date(2026, 2, 1), "last": date(2026, 2, 28)},
    "ngày:2026-11-03": {"first": date(2026, 11, 3), "last": date(2026, 11, 3)},
    "3/11/2026": {"first": date(2026, 11, 3), "last": date(2026, 11, 3)},
    "việc:còn": {"open": True},
    "việc:chưa xong": {"open": True},
    "còn: cống": {"open": True, "wanted": words("cống")},
    "xong:": {"open": False},
    "còn xong": {"wanted": words("còn", "xong")},
}


@pytest.mark.parametrize("typed", SPELLINGS)
def test_what_is_typed(typed: str) -> None:
    assert parse(typed) == Query(**SPELLINGS[typed])


WRONG = {
    "": "ít nhất một từ", "...": "ít nhất một từ", '""': "ít nhất một từ", "ai:": "ít nhất một từ",
    "lọai:nv": "", "khác:nv x": "Không có bộ lọc “khác:”", "loại:hát": "Không có loại “hát”",
    "từ:hôm qua": "“từ:hôm” không phải là ngày", "năm:26": "không phải là ngày", "đến:30/02/2026": "không phải là ngày",
    "tháng:13/2026": "không phải là ngày", "việc:dở": "việc:còn hoặc việc:xong",
}  # fmt: skip


@pytest.mark.parametrize("typed", [typed for typed, sentence in WRONG.items() if sentence])
def test_what_is_wrong_is_said_in_one_sentence(typed: str) -> None:
    with pytest.raises(BadData, match=WRONG[typed]) as refused:
        parse(typed)
    assert "\n" not in str(refused.value)


@given(st.text(alphabet='ab "“”:/-12.aiđcònloạimục', max_size=20))
def test_anything_typed_is_a_query_or_one_sentence(typed: str) -> None:
    sentence = ""
    try:
        assert parse(typed) != Query()
    except BadData as refused:
        sentence = str(refused)
    assert sentence.endswith(".") or not sentence


def test_the_help_is_a_query_and_fits_one_line() -> None:
    assert parse(HELP.replace('"cụm từ"', "")).step == "6"
    assert len(HELP) <= 80 - len(" F3 bộ lọc: ")


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_known_by_its_name(name: str) -> None:
    assert parse(f"loại:{name}").kinds == set(KINDS[name])


def test_days() -> None:
    assert days_of("2/2028") == (date(2028, 2, 1), date(2028, 2, 29))
    assert days_of("2026") == (date(2026, 1, 1), date(2026, 12, 31))
    assert [days_of(wrong) for wrong in ("0/2026", "1899", "12/26", "x", "1/1/1", "")] == [None] * 6


@given(st.text(alphabet="aăđ â\u0323éE'-12½ß ", max_size=12))
def test_words_are_the_same_for_the_index_and_for_the_eye(text: str) -> None:
    eye = [one.folded[0] for one in Query(wanted=parse(f"x {text}").wanted).wanted][1:] if ":" not in text else []
    assert eye == words_in(text).split()
