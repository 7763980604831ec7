"""Practice: the reading keeps its speed, and the marks say what the record does not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.capture.practice import (
    ONE_PRESS,
    PAUSE,
    SPEEDS,
    Mark,
    Outcome,
    Presses,
    Reading,
    Utterance,
    outcome,
    syllables,
    utterances,
)
from model.events import Criticism, ItemConcluded, ItemStarted, Praise, Remark, SelfCriticism
from tests.support.meetings import named_desk, reference_meeting

SAID = [
    Utterance("p1", "Tuyến ngõ 12 đã xong phần nền. Còn phần mặt đường chờ kinh phí phường"),
    Utterance("p2", "Tôi đề nghị công khai 1.264.000 đồng tiền quỹ; bảng dán ở nhà văn hóa!"),
]


def test_syllables_as_read_out() -> None:
    assert [syllables(text) for text in ("", "chi bộ", "ngõ 12", "15/3", "– và")] == [0, 2, 3, 3, 2]


@pytest.mark.parametrize("speed", SPEEDS)
def test_the_reading_keeps_its_speed(speed: int) -> None:
    reading = Reading(SAID, speed)
    spoken = sum(syllables(u.text) for u in SAID)
    assert reading.seconds == pytest.approx(spoken * 60 / speed + PAUSE)
    last = reading.at(reading.seconds)
    assert last is not None
    assert (last.speaker, last.words, last.number) == ("p2", SAID[1].text, 1)
    assert reading.at(reading.seconds - 60 / speed / 2) != last


def test_before_and_between() -> None:
    reading = Reading(SAID, 130)
    assert reading.at(-0.1) is None
    assert reading.until(-0.1) == []
    first = reading.at(0)
    assert first is not None
    assert (first.speaker, first.words) == ("p1", "")
    ended = syllables(SAID[0].text) * 60 / 130
    assert [said.words for said in (reading.at(ended), reading.at(ended + PAUSE / 2)) if said] == [SAID[0].text] * 2
    assert Reading([Utterance("p1", " ")], 130).at(5) is None
    assert Reading([], 130).seconds == 0


@given(st.floats(0, 60), st.floats(0, 60), st.sampled_from(SPEEDS))
def test_words_only_grow_and_only_whole_sentences_are_asked_for(one: float, other: float, speed: int) -> None:
    reading = Reading(SAID, speed)
    early, late = (reading.at(second) for second in sorted((one, other)))
    assert early is not None
    assert late is not None
    assert (early.number, len(early.words)) <= (late.number, len(late.words))
    assert SAID[early.number].text.startswith(early.words)
    asked = reading.until(one)
    for utterance, whole in zip(asked, SAID, strict=False):
        assert whole.text.startswith(utterance.text)
        assert utterance.text in (whole.text, whole.text[: utterance.text.rfind(utterance.text[-1]) + 1])
        assert utterance.text == whole.text or utterance.text[-1] in ".;!"


def test_what_arrives_at_once_was_one_press() -> None:
    presses = Presses()
    for second in (0, 0.0001, 0.0002, 0.1, 0.1001, 0.1 + 2 * ONE_PRESS):
        presses.note(second)
    assert presses.count == 3


# --- marks ----------------------------------------------------------------------------------------


def judged(*remarks: tuple[str, str]) -> Outcome:
    desk = named_desk()
    for speaker, text in remarks:
        desk.record(Remark(speaker, text))
    return outcome(SAID, desk.meeting)


def test_all_taken_down_as_said() -> None:
    folded = "tuyen ngo 12 da xong phan nen con phan mat duong cho kinh phi phuong"
    assert judged(("p1", folded), ("p2", SAID[1].text)) == Outcome([], 32, 32)


def test_one_sentence_in_two_entries() -> None:
    found = judged(
        ("p1", "Tuyến ngõ 12"), ("p1", "xong nền, mặt đường chờ"), ("p1", "kinh phí phường"), ("p2", SAID[1].text)
    )
    assert found.marks == []


def test_what_was_missed_and_what_was_given_to_another() -> None:
    found = judged(("p1", "Tuyến ngõ 12 xong phần nền"), ("p3", "đề nghị công khai 1.264.000 đồng tiền quỹ"))
    assert found.marks == [
        Mark("missed", "p1", "Còn phần mặt đường chờ kinh phí phường"),
        Mark("speaker", "p2", "Tôi đề nghị công khai 1.264.000 đồng tiền quỹ", "p3"),
        Mark("missed", "p2", "bảng dán ở nhà văn hóa"),
    ]
    assert found.taken == 6 + 10


def test_the_right_speaker_counts_where_two_have_the_words() -> None:
    found = judged(("p1", SAID[0].text), ("p2", "công khai 1.264.000 đồng quỹ"), ("p3", SAID[1].text))
    assert [(mark.kind, mark.sentence) for mark in found.marks] == [("speaker", "bảng dán ở nhà văn hóa")]


def test_nothing_was_taken_down() -> None:
    found = judged()
    assert {mark.kind for mark in found.marks} == {"missed"}
    assert (len(found.marks), found.taken) == (4, 0)


def test_who_says_what_a_record_holds() -> None:
    desk = named_desk()
    item = desk.meeting.agenda.items[0].id
    desk.record(ItemStarted(item))
    desk.record(SelfCriticism(member="p4", shortcomings="Chậm", remedy="Xong sớm"))
    desk.record(Criticism("p2", "p4", "chậm", response="tiếp thu"))
    desk.record(Praise("p5", "nộp đủ"))
    desk.record(ItemConcluded(item, "nhất trí"))
    assert [(u.speaker, u.text) for u in utterances(desk.meeting)] == [
        ("p4", "Chậm"), ("p4", "Xong sớm"), ("p2", "chậm"), ("p4", "tiếp thu"), ("p1", "nộp đủ"), ("p1", "nhất trí"),
    ]  # fmt: skip


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_meeting_taken_down_whole_has_no_marks(speed: int) -> None:
    meeting = reference_meeting()
    reading = Reading(utterances(meeting), speed)
    assert outcome(reading.until(reading.seconds), meeting).marks == []
    assert reading.until(reading.seconds) == reading.utterances
