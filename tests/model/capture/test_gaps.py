"""Gaps: numbered once, found, filled, and open ones printed as such."""

import re

from hypothesis import given
from hypothesis import strategies as st

from exports.format.outline import as_text
from exports.minutes.text import outline
from model.capture.gaps import filled, for_paper, gaps, next_number, numbered
from model.events import Criticism, Note, Remark
from tests.support.meetings import named_desk

TEXTS = st.lists(st.sampled_from(["??", "???", "?", "[?1]", "[?2]", "[?12]", "[", "]", "hộ", " "])).map("".join)


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\[\?(\d+)\]", text)]


@given(TEXTS, st.integers(1, 20))
def test_numbers_never_collide(text: str, first: int) -> None:
    made, following = numbered(text, first)
    before, after = numbers(text), numbers(made)
    new = list(after)
    for number in before:
        new.remove(number)
    assert len(set(new)) == len(new)
    assert not set(new) & set(before)
    assert new == sorted(new)
    assert all(first <= number for number in new)
    assert all(number < following for number in after)
    assert numbered(made, following) == (made, following)
    assert re.sub(r"\?{2,}", "", text) == re.sub("|".join(rf"\[\?{n}\]" for n in new) or "$^", "", made)


def test_gaps_of_a_meeting() -> None:
    desk = named_desk()
    made, following = numbered("Ngõ ?? còn ?? hộ", next_number(desk.meeting))
    remark = desk.record(Remark("p1", made))
    assert (made, following, next_number(desk.meeting)) == ("Ngõ [?1] còn [?2] hộ", 3, 3)
    desk.record(Note("hỏi lại [?9]"))
    answered = desk.record(Criticism("p1", "p2", "chậm", response="sẽ xong [?10]"))
    found = gaps(desk.meeting)
    assert [(g.number, g.entry, g.field) for g in found] == [
        (1, remark.id, "text"), (2, remark.id, "text"), (10, answered.id, "response"),
    ]  # fmt: skip
    assert found[0].at == remark.at
    assert found[0].around == made
    desk.correct(remark, "text", filled(made, 1, "12"))
    assert [g.number for g in gaps(desk.meeting)] == [2, 10]
    desk.undo(answered)
    assert [g.number for g in gaps(desk.meeting)] == [2]
    assert next_number(desk.meeting) == 11


def test_around_is_short() -> None:
    desk = named_desk()
    desk.record(Remark("p1", "a" * 100 + "[?1]" + "b" * 100))
    assert gaps(desk.meeting)[0].around == "a" * 30 + "[?1]" + "b" * 30


@given(TEXTS, st.integers(1, 12), st.sampled_from(["", "12 hộ"]))
def test_filling_touches_one_gap(text: str, number: int, words: str) -> None:
    left = [n for n in numbers(text) if n != number]
    assert numbers(filled(text, number, words)) == left


def test_papers_show_open_gaps() -> None:
    desk = named_desk()
    desk.record(Remark("p1", "Ngõ [?1] còn [x] hộ"))
    lines = "\n".join(as_text(outline(desk.meeting)))
    assert "Ngõ […] còn [x] hộ" in lines
    assert "[?" not in lines
    assert for_paper("[?]") == "[?]"
