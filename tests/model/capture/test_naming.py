"""Who is meant: codes, given names, initials; accents narrow, nothing is guessed, input methods spoil nothing."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.capture.line import SIGN, VERBS, read
from model.capture.naming import CHAIR, Floor, Names, as_telex_leaves
from model.vietnamese import fold
from tests.support import typing as ime
from tests.support.hand import AN, DUC, LUONG_1955, LUONG_1979, Hand
from tests.support.hand import CHAIR as NHUAN

HAND = Hand()
NAMES: Names = HAND.desk.names
FLOOR = Floor(DUC, AN, NHUAN)


def who(text: str) -> str:
    """The id of the one that is meant; empty where none is."""
    return NAMES.read(text, FLOOR).id


@pytest.mark.parametrize("ident", list(HAND.meeting.people))
@pytest.mark.parametrize("text", ["đề nghị chi bộ", "  xin nói", "1,5 triệu", "", "- gạch đầu dòng"])
def test_everybody_by_his_code(ident: str, text: str) -> None:
    found = NAMES.read(HAND.codes[ident] + text, FLOOR)
    assert (found.id, found.rest) == (ident, text.lstrip())


def test_the_chair_and_the_one_before_by_one_sign() -> None:
    assert who("`nói") == NHUAN
    assert who(",nói") == AN
    assert "Chưa có chủ trì" in NAMES.read(CHAIR, Floor()).problem
    assert "trước đó" in NAMES.read(",", Floor()).problem


@pytest.mark.parametrize("text", ["!!", "@@ a", "``x", ",, b", "(( c", ")) d"])
def test_a_sign_struck_twice_is_nobody(text: str) -> None:
    assert NAMES.read_sign(text, FLOOR).id == ""
    assert NAMES.read_sign(text, FLOOR).problem == ""


def test_brackets_are_text_and_the_code_9_is_not() -> None:
    nine = "vu-van-duc-1957"
    assert NAMES.read_sign("(vỗ tay) xin cảm ơn", FLOOR).id == ""
    assert NAMES.read_sign("((vỗ tay)", FLOOR).id == ""
    assert NAMES.read_sign("(đề nghị tổ 4 (ngõ 12) xem xét", FLOOR).id == nine
    assert NAMES.read_sign("( a) một, b) hai", FLOOR).id == nine
    assert NAMES.read_sign("(đề nghị", FLOOR).id == nine


def test_a_code_of_nobody_is_said() -> None:
    assert "mang số 98" in NAMES.read("(*", FLOOR).problem


def given_name(ident: str) -> str:
    return HAND.meeting.people[ident].name.split()[-1]


@pytest.mark.parametrize("ident", list(HAND.meeting.people))
def test_the_given_name_as_it_is_written_means_him_or_lists_him(ident: str) -> None:
    found = NAMES.read(f"{given_name(ident)} đồng ý", FLOOR)
    name = given_name(ident).lower()
    plain = name == fold(name)  # a name without accents may be another one typed without them
    same = [p for p in HAND.meeting.people if name == (fold(given_name(p)) if plain else given_name(p).lower())]
    if len(same) == 1:
        assert (found.id, found.rest) == (ident, "đồng ý")
    else:
        assert found.id == ""
        assert set(found.candidates) == set(same)


@pytest.mark.parametrize(
    ("text", "ident"),
    [("nhuan", NHUAN), ("nhu", NHUAN), ("NHUẬN", NHUAN), ("Ân", AN), ("ẩn", "hoang-van-an-1969"), ("tta", AN),
     ("pqn", NHUAN), ("đúc", "vu-van-duc-1957"), ("đức", DUC), ("hmn", ""), ("hn", "h-mai-nie-1990"),
     ("gap", "giang-a-pao-1985"), ("dttna", "dang-tran-thi-ngoc-anh-1988"), ("ktuan", ""),
     ("tuan", "kieu-anh-tuan-1997")],
)  # fmt: skip
def test_starts_of_given_names_and_initials(text: str, ident: str) -> None:
    assert who(text) == ident


def test_more_than_one_is_listed_and_chosen_by_a_digit_never_guessed() -> None:
    found = NAMES.read("luong xin nói", FLOOR)
    assert found.id == ""
    assert set(found.candidates) == {LUONG_1955, LUONG_1979}
    assert "1 Nguyễn Văn Lượng (1955) · 2 Nguyễn Văn Lượng (1979)" in found.problem
    assert NAMES.read("luong 2 xin nói", FLOOR).id == LUONG_1979
    assert NAMES.read("luong 2 xin nói", FLOOR).rest == "xin nói"
    assert NAMES.read("luong 2triệu", FLOOR).id == ""
    assert NAMES.read("luong 3 xin nói", FLOOR).id == ""


def test_a_digit_behind_a_clear_name_is_text() -> None:
    assert NAMES.read("nhuan 2 triệu đồng", FLOOR).rest == "2 triệu đồng"


def test_accents_narrow_and_none_widen() -> None:
    assert set(NAMES.read("an", FLOOR).candidates) == {AN, "pham-thi-an-1963", "hoang-van-an-1969"}
    assert who("ẩn") == "hoang-van-an-1969"
    assert set(NAMES.read("duc", FLOOR).candidates) == {DUC, "vu-van-duc-1957"}
    assert set(NAMES.read("ddu", FLOOR).candidates) == {DUC, "vu-van-duc-1957"}


@given(st.text())
@settings(max_examples=500)
def test_whoever_is_named_the_words_behind_stay_whole(text: str) -> None:
    found = NAMES.read(text, FLOOR)
    assert text.endswith(found.rest)
    assert not (found.id and found.problem)
    assert not (found.id and found.candidates)


@given(st.text("abcdehnoptuwxsfrj đâư", min_size=1, max_size=6))
def test_only_those_come_out_whose_name_or_initials_begin_so(word: str) -> None:
    found = NAMES.read(word, FLOOR)
    for ident in (*found.candidates, *filter(None, [found.id])):
        plain = as_telex_leaves(fold(word.split(maxsplit=1)[0]))
        words = [fold(part) for part in HAND.meeting.people[ident].name.split()]
        assert as_telex_leaves(words[-1]).startswith(plain) or as_telex_leaves("".join(w[0] for w in words)) == plain


# --- what input methods make of keys --------------------------------------------------------------

_MARKS = {"aa": "â", "ee": "ê", "oo": "ô", "dd": "đ", "aw": "ă", "ow": "ơ", "uw": "ư"}
_TONE = dict(zip("fsxrj", "\u0300\u0301\u0303\u0309\u0323", strict=True))


def telex_keys(keys: str) -> str:
    """What stands there after these keys with Telex: marks as they come, a tone on the last vowel."""
    text = ""
    for key in keys:
        if text and (mark := _MARKS.get(text[-1] + key)):
            text = text[:-1] + mark
        elif key in _TONE and (vowels := [n for n, c in enumerate(text) if fold(c) in "aeiouy"]):
            text = text[: vowels[-1] + 1] + _TONE[key] + text[vowels[-1] + 1 :]
        else:
            text += "ư" if key == "w" else key
    return unicodedata.normalize("NFC", text)


def as_typed(text: str) -> list[str]:
    """What stands on a line once each input method has typed the text."""
    return [ime.replay(method(text)) for method in (ime.telex, ime.vni, ime.free_style)]


def test_the_model_of_telex() -> None:
    assert [telex_keys(keys) for keys in ("dd", "dduwcs", "tieengs", "w", "hoaf", "nv")] == [
        "đ", "đức", "tiếng", "ư", "hoà", "nv"
    ]  # fmt: skip


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: str(verb.word))
def test_every_word_of_the_line_survives(verb: object) -> None:
    word = verb.word  # type: ignore[attr-defined]
    raw = read(f"{SIGN}{word} 1 1 x", HAND.desk)
    lines = [f"{SIGN}{telex_keys(word)} 1 1 x", *as_typed(f"{SIGN}{word} 1 1 x")]
    for line in lines:
        assert read(line, HAND.desk) == raw, line


def ways_to_name() -> list[str]:
    """Keys by which somebody is called: given names and their starts in plain letters, and initials."""
    names = [[fold(word).replace("'", "") for word in p.name.split()] for p in HAND.meeting.people.values()]
    starts = {words[-1][:end] for words in names for end in range(1, len(words[-1]) + 1)}
    return sorted(starts | {"".join(w[0] for w in words) for words in names})


@pytest.mark.parametrize("keys", ways_to_name())
def test_every_way_to_name_somebody_survives_telex(keys: str) -> None:
    raw, left = NAMES.read(keys, FLOOR), NAMES.read(telex_keys(keys), FLOOR)
    assert (left.id, left.candidates) == (raw.id, raw.candidates)
    assert raw.id or raw.candidates, keys


@pytest.mark.parametrize("ident", list(HAND.meeting.people))
def test_every_name_typed_with_its_accents_reads_the_same(ident: str) -> None:
    line = f"{SIGN}{given_name(ident)} đề nghị 3 việc"
    raw = read(line, HAND.desk)
    for typed in as_typed(line):
        assert read(typed, HAND.desk) == raw
