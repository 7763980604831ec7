"""Abbreviations: the starting set survives every input method, and nothing changes but the short."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.capture.phrases import VARIABLES, Expansion, Phrases, free_short, starting_set, unfit_short, variables
from model.capture.syllables import folded_syllables
from model.vietnamese import fold
from tests.support import typing
from tests.support.meetings import ROOT, reference_meeting

PHRASES = Phrases({})
VALUES = {name: f"Q{name}" for name in VARIABLES}
SHORTS = sorted(PHRASES.table)


def pending(text: str) -> str | None:
    found = PHRASES.pending(text, VALUES)
    return found.text if found else None


# --- the starting set -----------------------------------------------------------------------------


def test_the_starting_set_has_a_fit_short_for_each_text() -> None:
    known = Phrases(dict.fromkeys(starting_set(), ""))
    for short, text in starting_set().items():
        assert known.why_not(short, text) == ""
    assert 120 <= len(starting_set()) <= 200
    assert len(set(starting_set().values())) == len(starting_set())


@pytest.mark.parametrize("method", [typing.telex, typing.vni, typing.free_style])
def test_a_short_comes_out_of_the_input_method_as_it_went_in(method: object) -> None:
    assert callable(method)
    for short in SHORTS:
        assert b"".join(method(short)) == short.encode()


VIETNAMESE = re.compile(r"[^\W\d_]+")


def test_every_word_of_our_own_texts_is_a_syllable_and_no_short() -> None:
    words = {
        word
        for path in [*ROOT.glob("model/examples/**/*.toml"), *ROOT.glob("model/rules/pack-*.toml")]
        for word in VIETNAMESE.findall(path.read_text(encoding="utf-8"))
        if not word.isascii() and word not in ("Niê", "QĐ")
    }
    assert len(words) > 800
    assert {fold(word) for word in words} <= folded_syllables()
    assert not {fold(word) for word in words} & set(SHORTS)


SYLLABLES = """
    nghiêng nguyễn khuếch quyển quốc quỳnh giếng gìn giữa ghế kính quỷ thuở huýt khoảnh xoong rượu khuya yếu ngoằn
    uể oải ướt ừ ở yêu thoắt luật tuần hoặc chiếc quýt giặc ngã kỷ gươm phượng trường nghị
"""


def test_real_syllables_are_known_and_clusters_are_none() -> None:
    assert {fold(word) for word in SYLLABLES.split()} <= folded_syllables()
    assert not {"dc", "cb", "ubnd", "ko", "ce", "ngi", "gha", "bla", "ank"} & folded_syllables()


@pytest.mark.parametrize(
    "short",
    ["cu", "ban", "tiep", "dd", "dcd", "oo", "hoos", "uw", "as", "m2", "kg", "ha", "xii", "d", "Dc", "đc", "", "a b",
     "abcdefghi", "d/c"],
)  # fmt: skip
def test_an_unfit_short_is_refused_with_the_way_out(short: str) -> None:
    assert re.search(r": .*xin chọn chữ khác", unfit_short(short))


def test_what_cannot_be_added() -> None:
    known = Phrases({"qx": "quy ước"})
    assert known.why_not("dxq", "đề xuất quy ước") == ""
    assert "quy ước" in known.why_not("qx", "khác")
    assert "đồng chí" in known.why_not("dc", "khác")
    assert known.why_not("zk", "  ")
    assert known.why_not("zk", "chuông\a")
    assert known.why_not("zk", "x" * 301)
    assert known.why_not("zk", "x" * 300) == ""
    assert "{chủ trì}" in known.why_not("zk", "đồng chí {chủ toạ}")


# --- on the line ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("dc", "đồng chí"), ("thưa dc", "đồng chí"), ("đc", "đồng chí"), ("Dc", "Đồng chí"), ("“dc", "đồng chí"),
        ("(cb", "chi bộ"), ("ubnd", "Ủy ban nhân dân"), ("tsau", "Qtháng sau"), ("Dct", "Đồng chí Qchủ trì"),
        ("DC", None), ("UBND", None), ("dC", None), ("dc ", None), ("", None), ("adc", None), ("5dc", None),
        ("m2", None), ("đ/dc", None), ("a.dc", None), ("H'dc", None), ("dc-cb", None), ("dc\u0301x", None),
    ],
)  # fmt: skip
def test_pending(before: str, text: str | None) -> None:
    assert pending(before) == text


def test_no_text_without_a_value_for_its_variable() -> None:
    assert PHRASES.pending("dct", {}) is None
    assert PHRASES.pending("dct", VALUES | {"chủ trì": ""}) is None


def test_own_ones_win_and_an_empty_one_switches_off() -> None:
    known = Phrases({"qx": "quy ước", "dc": ""})
    assert known.pending("qx", {}) == Expansion(0, 2, "qx", "quy ước")
    assert known.pending("dc", {}) is None
    assert known.why_not("dc", "được cử") == ""


LINES = st.lists(st.sampled_from([*SHORTS, "DC", "bản", "m2", "“", "(", " ", "  ", ",", "A", "ế"])).map("".join)


@given(LINES | st.text(), LINES)
def test_only_the_short_changes_and_taking_back_gives_the_text_again(before: str, after: str) -> None:
    found = PHRASES.pending(before, VALUES)
    if found is None:
        return
    assert found.end == len(before)
    assert fold(before[found.start :]) in PHRASES.table
    line = found.put(before + after)
    assert line == before[: found.start] + found.text + after
    assert found.take_back(line) == before + after
    assert found.take_back("x" + line) is None or line.startswith("x")


@given(st.sampled_from(SHORTS), st.sampled_from(["", "Thưa ", "thưa, ", "x (", "5 ", "\u00a0"]), st.booleans())
def test_every_short_is_found_where_a_word_begins(short: str, before: str, capital: bool) -> None:
    typed = short.capitalize() if capital else short
    for form in ("NFC", "NFD"):
        found = PHRASES.pending(unicodedata.normalize(form, before + typed), VALUES)
        assert found is not None
        assert found.text[0].isupper() or not capital


# --- variables and free shorts --------------------------------------------------------------------


def test_variables_of_the_meeting() -> None:
    values = variables(reference_meeting())
    assert tuple(values) == VARIABLES
    assert (values["tháng trước"], values["tháng này"], values["tháng sau"]) == ("tháng 10", "tháng 11", "tháng 12")
    assert (values["ngày"], values["năm"], values["người nói"]) == ("03/11/2026", "2026", "")
    assert values["chủ trì"] == "Phạm Quang Nhuận"


@given(
    st.lists(st.sampled_from(["đề", "nghị", "chi", "ủy", "ương", "oai", "Ẩn", "quốc", "H'Mai", "12"]), max_size=6),
    st.data(),
)
def test_a_free_short_may_be_used(words: list[str], data: st.DataObject) -> None:
    first = free_short(" ".join(words), ())
    assert not first or unfit_short(first) == ""
    second = free_short(" ".join(words), (first,))
    assert not second or (second != first and unfit_short(second) == "")
