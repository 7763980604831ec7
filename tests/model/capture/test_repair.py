"""Mending from the line: who, which item, when, words, joined, split, put in, taken back; each undone by one undo."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.capture import repair
from model.entry import Entry
from model.errors import Refused
from model.events import AnyEvent, Attendance, ItemConcluded, Note, Praise, Remark, Task, Undone, Vote
from model.parts import Happening
from tests.support.hand import AN, CHAIR, DUC, Hand

Spoken = Hand
"""A meeting with three remarks: An's, An's again, Đức's."""


@pytest.fixture
def hand() -> Hand:
    return spoken()


def spoken() -> Hand:
    hand = Hand()
    for line in ("@một", "hai", "#ba"):
        hand.enters(line)
    return hand


def events(hand: Hand) -> list[AnyEvent]:
    """What was said, as it stands."""
    return [event for _, event in hand.record()][1:]


def amend(hand: Hand, event: AnyEvent) -> None:
    correction = repair.amended(hand.desk.target(), event)
    assert correction is not None
    hand.now += timedelta(minutes=1)
    hand.acts(((correction, None),))


def split(hand: Hand) -> None:
    hand.now += timedelta(minutes=1)
    hand.acts(repair.split(hand.desk.target(), "b", "a"))


FIRST, SECOND, THIRD = Remark(AN, "một"), Remark(AN, "hai", continued=True), Remark(DUC, "ba")
MENDINGS: dict[str, tuple[Callable[[Hand], object], list[AnyEvent]]] = {
    "other person": (lambda h: h.enters(";ai @"), [FIRST, SECOND, Remark(AN, "ba")]),
    "the one before": (lambda h: h.enters(";ai"), [FIRST, SECOND, Remark(AN, "ba")]),
    "other item": (lambda h: h.enters(";vm 8"), [FIRST, SECOND, Remark(DUC, "ba", under="8")]),
    "words": (lambda h: h.enters("s/b/ch/"), [FIRST, SECOND, Remark(DUC, "cha")]),
    "words without a last stroke": (lambda h: h.enters("s/a/à"), [FIRST, SECOND, Remark(DUC, "bà")]),
    "words taken out": (lambda h: h.enters("s/a//"), [FIRST, SECOND, Remark(DUC, "b")]),
    "reserved": (lambda h: amend(h, Remark(DUC, "ba", reserved=True)),
                 [FIRST, SECOND, Remark(DUC, "ba", reserved=True)]),
    "conclusion": (lambda h: amend(h, ItemConcluded("1", "ba")), [FIRST, SECOND, ItemConcluded("1", "ba")]),
    "note": (lambda h: amend(h, Note("ba")), [FIRST, SECOND, Note("ba")]),
    "praise": (lambda h: amend(h, Praise(AN, "ba")), [FIRST, SECOND, Praise(AN, "ba")]),
    "split": (split, [FIRST, SECOND, Remark(DUC, "b"), Remark(DUC, "a", continued=True)]),
    "inserted": (lambda h: h.enters(";ct `giữa"), [FIRST, SECOND, Remark(CHAIR, "giữa", guessed=True), THIRD]),
    "inserted going on": (lambda h: h.enters(";ct @giữa"),
                          [FIRST, SECOND, Remark(AN, "giữa", guessed=True, continued=True), THIRD]),
    "taken back": (lambda h: h.enters(";xoa"), [FIRST, SECOND]),
}  # fmt: skip


@pytest.mark.parametrize("name", list(MENDINGS))
def test_a_mending_its_undo_and_its_redo(hand: Hand, name: str) -> None:
    mend, expected = MENDINGS[name]
    before, journal = hand.record(), len(hand.meeting.entries)
    mend(hand)
    after = hand.record()
    assert events(hand) == expected
    assert len(hand.meeting.entries) > journal
    hand.undo()
    assert hand.record() == before
    hand.redo()
    assert hand.record() == after
    hand.undo()
    assert hand.record() == before


def test_other_time(hand: Hand) -> None:
    before = hand.record()
    hand.enters(";luc 19:31")
    assert events(hand) == [FIRST, THIRD, SECOND]
    hand.undo()
    assert hand.record() == before
    hand.redo()
    assert events(hand) == [FIRST, THIRD, SECOND]


def test_a_time_that_is_told_is_not_guessed_any_more(hand: Hand) -> None:
    hand.enters(";ct `giữa")
    hand.chosen = next(e.id for e in hand.meeting.record if e.event.guessed)
    hand.enters(";luc 19:33")
    assert not any(e.event.guessed for e in hand.meeting.record)


def test_joined_with_the_one_before(hand: Hand) -> None:
    hand.enters(",bốn")
    hand.enters("năm")
    before = hand.record()
    hand.enters(";noi")
    assert events(hand) == [FIRST, SECOND, THIRD, Remark(AN, "bốn năm")]
    hand.undo()
    assert hand.record() == before
    hand.redo()
    assert events(hand)[-1] == Remark(AN, "bốn năm")


def test_words_of_two_people_are_not_joined(hand: Hand) -> None:
    assert "hai người" in hand.refuses(";noi")
    hand.enters(";bl không")
    assert hand.refuses(";noi")
    hand.enters(";bq 0 Việc")
    assert "liền nhau" in hand.refuses(";noi")


def test_any_chosen_entry_is_mended(hand: Hand) -> None:
    hand.chosen = hand.desk.record[1].id
    hand.enters(";ai #")
    hand.enters("s/một/1/")
    assert events(hand) == [Remark(DUC, "1"), SECOND, THIRD]
    hand.enters(";ct `không")
    assert events(hand)[:2] == [Remark(CHAIR, "không", guessed=True), Remark(DUC, "1")]
    hand.enters(";xoa")
    assert events(hand)[1:] == [SECOND, THIRD]


def test_after_a_correction_the_last_entry_is_still_the_one_that_was_said(hand: Hand) -> None:
    hand.enters("s/ba/bốn/")
    hand.enters("s/bốn/năm/")
    assert events(hand)[-1] == Remark(DUC, "năm")


def test_split_keeps_what_the_remark_was(hand: Hand) -> None:
    hand.enters(";vm 8")
    entry = hand.desk.target()
    _, (rest, at) = repair.split(entry, "b", "a")
    assert rest == Remark(DUC, "a", continued=True, under="8")
    assert at is not None
    assert at > entry.at


def test_only_words_are_replaced_never_codes_or_days(hand: Hand) -> None:
    hand.enters(";nv @ kẻ 11 bảng | 30/11/2026")
    hand.enters("s/11/12/")
    assert events(hand)[-1] == Task(AN, "kẻ 12 bảng", date(2026, 11, 30))
    hand.enters(";kl xong 1 việc")
    hand.enters("s/1/một/")
    assert events(hand)[-1] == ItemConcluded("1", "xong một việc")
    assert "không có chữ" in hand.refuses("s/tran/le/")


def test_before_an_act_of_several_entries_is_before_all_of_it(hand: Hand) -> None:
    hand.enters(";dd * ốm | & ốm | ( x")
    hand.chosen = hand.desk.record[-1].id
    hand.enters(";ct `giữa")
    said = events(hand)
    assert said[3] == Remark(CHAIR, "giữa", guessed=True)
    assert all(isinstance(event, Attendance) for event in said[4:])


def test_a_vote_put_in_counts_those_who_were_there_then(hand: Hand) -> None:
    hand.enters("-@")
    hand.enters("`năm")
    hand.chosen = next(e.id for e in hand.meeting.record if isinstance(e.event, Attendance))
    (vote,) = [event for event, _ in hand.reads(";ct ;bq 0 Việc").events]
    assert isinstance(vote, Vote)
    assert (vote.for_, vote.guessed) == (25, True)
    hand.chosen = None
    (vote,) = [event for event, _ in hand.reads(";ct ;bq 0 Việc").events]
    assert isinstance(vote, Vote)
    assert vote.for_ == 24


@given(st.lists(st.sampled_from(["@a", "#b", ";bl c", ";gc d"]), min_size=1, max_size=8), st.data())
@settings(max_examples=25)
def test_whatever_is_put_in_stands_right_before_the_chosen_one(lines: list[str], data: st.DataObject) -> None:
    hand = Hand()
    for line in lines:
        hand.enters(line)
    for n in range(3):
        ids = [e.id for e in hand.desk.record]
        hand.chosen = data.draw(st.sampled_from(ids[1:]))
        hand.enters(f";ct ;gc {n}")
        ids = [e.id for e in hand.desk.record]
        assert ids[ids.index(hand.chosen) - 1] == hand.meeting.entries[-1].id


def test_what_cannot_be_mended_is_said(hand: Hand) -> None:
    assert "Đã đúng" in hand.refuses(";ai #")
    assert "Đã đúng" in hand.refuses(";vm 1")
    hand.enters(";bq 0 Việc")
    assert "không phải lời của ai" in hand.refuses(";ai @")
    empty = Hand(opened=False)
    for line in (";ai @", ";vm 1", ";luc 19:31", ";noi", ";xoa", ";ct a", "s/a/b/"):
        assert "Chưa có gì để sửa" in empty.refuses(line), line


def test_nothing_changes_nothing(hand: Hand) -> None:
    entry = hand.desk.target()
    assert repair.amended(entry, entry.event) is None


def test_what_no_longer_agrees_is_told_and_what_did_not_before_is_not(hand: Hand) -> None:
    told = repair.contradicted(hand.meeting, [Attendance(AN, "unexcused")], hand.now)
    assert len(told) == 2
    assert repair.contradicted(hand.meeting, [Attendance(CHAIR, "unexcused")], hand.now) == []
    hand.acts(((Attendance(AN, "unexcused"), None),))
    assert repair.contradicted(hand.meeting, [Attendance(CHAIR, "unexcused")], hand.now) == []


def test_only_what_happens_in_the_room_can_be_guessed() -> None:
    assert repair.guessed(Remark(AN, "a")).guessed  # type: ignore[union-attr]
    assert repair.guessed(Undone(3)) == Undone(3)
    assert not isinstance(Undone(3), Happening)


def test_the_guard_still_refuses_a_mending_that_cannot_be(hand: Hand) -> None:
    with pytest.raises(Refused, match="khai mạc"):
        hand.enters(";luc 19:00")
    entry = hand.desk.target()
    assert isinstance(entry, Entry)
    assert entry.event == THIRD
