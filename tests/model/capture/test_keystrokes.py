"""Keys of a text: against what the input method is seen to send, and the budget on the reference meeting."""

import tomllib
from collections.abc import Iterable
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.capture.keystrokes import by_first_word, fewest_keys, telex_keys
from model.capture.mining import propose, texts
from model.capture.phrases import Phrases, starting_set, variables
from tests.support.meetings import ROOT, reference_meeting
from tests.support.typing import telex

SPOKEN = {"text", "conclusion", "strengths", "shortcomings", "cause", "remedy", "response", "reason", "subject"}


WORDS = ["đồng", "Nghị", "quyết", "ủy", "uỷ", "ẩn", "12,", "xã", "Đắk", "thành.", "(ý", "kiến)", "khuya"]


@given(st.lists(st.sampled_from(WORDS)))
def test_as_many_keys_as_chunks_are_sent(words: list[str]) -> None:
    text = " ".join(words)
    assert telex_keys(text) == len(telex(text))


@pytest.mark.parametrize(
    ("text", "keys"), [("được", 7), ("người", 7), ("ƯỚC", 5), ("đồng chí", 12), ("m²", 2), ("", 0)]
)
def test_keys_by_hand(text: str, keys: int) -> None:
    assert telex_keys(text) == keys


TABLE = {"dc": "đồng chí", "cb": "chi bộ", "dcb": "đồng chí bí thư", "bth": "bí thư", "btcb": "bí thư chi bộ"}


def slowest(words: list[str]) -> int:
    """Each way to cut the words into stretches, each stretch spelt or abbreviated."""
    best = telex_keys(" ".join(words))
    for cuts in product((False, True), repeat=max(len(words) - 1, 0)):
        stretches = [words[:1]]
        for cut, word in zip(cuts, words[1:], strict=True):
            stretches = [*stretches, [word]] if cut else [*stretches[:-1], [*stretches[-1], word]]
        shorts = {text: short for short, text in TABLE.items()}
        parts = [" ".join(stretch) for stretch in stretches]
        keys = sum(len(shorts[p]) if p in shorts else telex_keys(p) for p in parts) + len(parts) - 1
        best = min(best, keys)
    return best


@settings(max_examples=150)
@given(st.lists(st.sampled_from(["đồng", "chí", "bí", "thư", "chi", "bộ", "của"]), min_size=1, max_size=8))
def test_the_fewest_keys(words: list[str]) -> None:
    assert fewest_keys(" ".join(words), by_first_word(TABLE.items()))[0] == slowest(words)


def test_where_a_short_can_stand() -> None:
    shorts = by_first_word(TABLE.items())
    assert fewest_keys("Đồng chí, (chi bộ) chi bộ.", shorts) == (12, "Dc, (cb) cb.")
    assert fewest_keys("đồng chíx", shorts)[1] == "đồng chíx"
    assert fewest_keys("“đồng chí”", shorts)[1] == "“dc”"
    assert fewest_keys("ĐỒNG CHÍ", shorts)[1] == "ĐỒNG CHÍ"
    assert fewest_keys("", shorts) == (0, "")


# --- the budget -----------------------------------------------------------------------------------


def table(own: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """The starting set with the cell's own, as it expands in the reference meeting."""
    known, values = Phrases(dict(own)), variables(reference_meeting())
    found = {short: known.pending(short, values) for short in known.table}
    return {short: expansion.text for short, expansion in found.items() if expansion}


@cache
def earlier() -> tuple[str, ...]:
    years = sorted(ROOT.glob("model/examples/year/*.toml"))
    scripts = [tomllib.loads(path.read_text(encoding="utf-8")) for path in years]
    return tuple(str(h[key]) for s in scripts for h in s["happening"] for key in SPOKEN & h.keys())


def ratio(shorts: dict[str, str]) -> float:
    """Keys for each printed letter of the reference meeting's texts."""
    said, found = texts(reference_meeting()), by_first_word(shorts.items())
    return sum(fewest_keys(text, found)[0] for text in said) / sum(map(len, said))


def test_the_budget_of_the_hand() -> None:
    mined = propose(earlier(), starting_set())
    assert ratio({}) == pytest.approx(1.30, abs=0.01)
    assert ratio(table()) <= 1.05
    assert ratio(table((p.short, p.phrase) for p in mined)) < ratio(table())
