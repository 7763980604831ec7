"""Proposals: counted as a slow reference counts, free, and none within a better one."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from model.capture.mining import LONGEST, Proposal, propose, texts
from model.capture.phrases import unfit_short
from tests.support.meetings import reference_meeting

FEW = ["đề", "nghị", "chi", "ủy", "phường", "thay", "cống,", "12", "Ẩn"]
WORDS = st.lists(st.sampled_from(FEW), max_size=14).map(" ".join)


def often(said: list[str], phrase: str) -> int:
    """How often the phrase stands between marks and figures, read word for word."""
    stretches = [part.split() for text in said for part in text.replace(",", " | ").replace("12", "|").split("|")]
    words = phrase.lower().split()
    spots = (s[n : n + len(words)] for s in stretches for n in range(len(s)))
    return sum([w.lower() for w in spot] == words for spot in spots)


@given(st.lists(WORDS, max_size=6), st.integers(1, 4))
def test_proposals_are_there_as_often_as_told(said: list[str], least: int) -> None:
    found = propose(said, {}, least=least)
    for proposal in found:
        assert 2 <= len(proposal.phrase.split()) <= LONGEST
        assert least <= proposal.count <= often(said, proposal.phrase)
        assert unfit_short(proposal.short) == ""
        assert proposal.saved_keys > 0
    assert max(Counter(p.short for p in found).values(), default=1) == 1
    assert [p.saved_keys for p in found] == sorted((p.saved_keys for p in found), reverse=True)


@given(st.lists(WORDS, max_size=6))
def test_what_is_abbreviated_already_is_not_proposed_nor_cut(said: list[str]) -> None:
    for proposal in propose(said, {"dn": "đề nghị"}, least=1):
        assert proposal.phrase != "đề nghị"
        assert proposal.short != "dn"
        assert proposal.count <= often([glued(text) for text in said], glued(proposal.phrase))


def glued(text: str) -> str:
    return text.replace("đề nghị", "đề_nghị")


def test_the_better_phrase_stands_for_what_is_within_it() -> None:
    said = ["Đề nghị chi ủy xem lại", "tôi đề nghị chi ủy", "nay đề nghị chi ủy, mai đề nghị chi ủy"]
    assert propose(said, {}) == [Proposal("đề nghị chi ủy", 4, "dncu", 4 * (16 - 4 + 3))]


def test_a_name_keeps_its_capitals_and_the_most_are_not_passed() -> None:
    said = ["thưa đồng chí Khoát"] * 5 + ["Thưa Đồng chí Khoát"]
    (best,) = propose(said, {"dc": "đồng chí"}, most=1)
    assert best.phrase == "thưa đồng chí Khoát"


def test_texts_of_a_meeting_are_what_was_typed() -> None:
    said = texts(reference_meeting())
    assert len(said) > 90
    assert all(" " in text for text in said)
