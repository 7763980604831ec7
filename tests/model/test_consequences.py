"""What a correction changes is said, and nothing else is; no verdict ever stays behind the attendance."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import voting
from model.consequences import changed_by, consequences
from model.entry import Entry
from model.errors import Refused
from model.events import Attendance, Remark, Undone, Vote
from model.meeting import Meeting
from model.parts import Candidate, Question
from tests.support import reference
from tests.support.meetings import MARKS, OPENED, SECONDS, Desk, hands, named_desk, people


def told(desk: Desk, entry: Entry) -> list[str]:
    return changed_by(desk.meeting, [entry])


def test_an_absence_told_later_changes_base_and_verdict_and_says_so() -> None:
    desk = named_desk(*["official"] * 4)
    desk.record(Attendance("p4", "unexcused"))
    desk.record(hands(2))  # 2 of 4: not more than half
    said = told(desk, desk.record(Attendance("p4", "excused", "ốm")))
    assert said == ["Biểu quyết lúc 19:32 “Chương trình”: cơ số 4 → 3; cần 3 → 2; kết quả không thông qua → thông qua."]


def test_a_correction_of_attendance_tells_votes_and_facts() -> None:
    desk = named_desk(*["official"] * 6)
    mark = desk.record(Attendance("p4", "left"))
    desk.record(hands(3))
    said = told(desk, desk.correct(mark, "status", "unexcused"))
    assert said == ["Tỉ lệ dự (%) 100 → 83,3; có mặt 6 → 5; vắng không lý do 0 → 1; đảng viên có mặt 6 → 5."]
    other = told(desk, desk.correct(mark, "member", "p3"))
    assert other == []  # the same figures: nobody else counts otherwise


def test_another_base_of_the_same_size_is_told() -> None:
    desk = named_desk(*["official"] * 4)
    mark = desk.record(Attendance("p4", "excused", "ốm"))
    desk.record(hands(3))
    said = told(desk, desk.correct(mark, "member", "p3"))
    assert said == ["Biểu quyết lúc 19:32 “Chương trình”: cơ số vẫn 3, người khác."]


def test_counts_that_no_longer_fit_are_told_and_so_is_their_mending() -> None:
    desk = named_desk(*["official"] * 4)
    vote = desk.record(hands(4), 10)
    late = desk.record(Attendance("p4", "late"), 20)
    said = told(desk, late)
    assert "người được biểu quyết có mặt 4 → 3; nay số liệu không khớp: 4 người giơ tay" in said[0]
    mended = told(desk, desk.correct(vote, "for", 3))
    assert mended == ["Biểu quyết lúc 19:40 “Chương trình”: nay số liệu đã khớp."]


def test_a_correction_of_the_vote_itself() -> None:
    desk = named_desk(*["official"] * 5)
    vote = desk.record(hands(3))
    assert told(desk, desk.correct(vote, "subject", "Nghị quyết")) == []
    said = told(desk, desk.correct(vote, "for", 2))
    assert said == ["Biểu quyết lúc 19:31 “Nghị quyết”: kết quả thông qua → không thông qua."]


def test_an_election_that_turns() -> None:
    desk = named_desk(*["official"] * 5)
    vote = desk.record(
        Vote("Bầu", "secret", issued=5, returned=5, valid=5, invalid=0, seats=2,
             candidate=(Candidate("p1", 5), Candidate("p2", 2)))
    )  # fmt: skip
    now = [{"name": "p1", "votes": 2}, {"name": "p2", "votes": 5}]
    said = told(desk, desk.correct(vote, "candidate", now))
    assert said == ["Biểu quyết lúc 19:31 “Bầu”: trúng cử Đảng viên 1 → trúng cử Đảng viên 2."]


def test_questions_that_turn() -> None:
    desk = named_desk(*["official"] * 5)
    asked = (Question("Một", for_=3, against=2, no_opinion=0), Question("Hai", for_=1, against=4, no_opinion=0))
    vote = desk.record(Vote("Việc", "secret", issued=5, returned=5, valid=5, invalid=0, question=asked))
    now = [{"subject": "Một", "for": 2, "against": 3, "no_opinion": 0}, {"subject": "Hai", "for": 5, "against": 0}]
    now[1]["no_opinion"] = 0
    said = told(desk, desk.correct(vote, "question", now))
    assert said == [
        "Biểu quyết lúc 19:31 “Việc”: “Một” thông qua, “Hai” không thông qua → “Một” không thông qua, “Hai” thông qua."
    ]


def test_what_touches_nothing_says_nothing() -> None:
    desk = named_desk(*["official"] * 3)
    desk.record(hands(3))
    remark = desk.record(Remark("p2", "ý kiến"))
    assert told(desk, remark) == []
    assert told(desk, desk.correct(remark, "text", "ý kiến khác")) == []


# --- no verdict stays behind ----------------------------------------------------------------------

ACTS = st.lists(
    st.tuples(st.just("mark"), st.integers(0, 6), st.sampled_from(MARKS))
    | st.tuples(st.just("vote"), st.integers(0, 7), st.sampled_from(["majority", "two_thirds"]))
    | st.tuples(st.just("undo"), st.integers(0, 9), st.just(""))
    | st.tuples(st.just("status"), st.integers(0, 9), st.sampled_from(MARKS))
    | st.tuples(st.just("member"), st.integers(0, 9), st.sampled_from(["p1", "p4", "p5", "p6"]))
    | st.tuples(st.just("for"), st.integers(0, 9), st.integers(0, 7)),
    min_size=1,
    max_size=SECONDS - 2,
)
KINDS = ("official", "official", "official", "official", "exempt", "away", "probationary")


def act(desk: Desk, second: int, kind: str, number: int, what: Any) -> Entry | None:
    """Carry the act out where the guard lets it."""
    entries, minutes = desk.meeting.entries, second / 60
    target = entries[-1 - number % len(entries)]
    try:
        if kind == "mark":
            return desk.record(Attendance(f"p{number + 1}", what), minutes)
        if kind == "vote":
            return desk.record(hands(number, rule=what), minutes)
        if kind == "undo":
            return desk.record(Undone(target.id), minutes)
        return desk.record(desk.correction(target, kind, what), minutes)
    except Refused:
        return None


def stays(meeting: Meeting) -> dict[str, reference.Stay]:
    """The reference's attendance, from the marks that stand."""
    found = {p.id: reference.Stay(p.status, SECONDS) for p in meeting.people.values()}
    for entry in meeting.standing:
        mark = entry.event
        if isinstance(mark, Attendance):
            second = round((entry.at - OPENED) / timedelta(seconds=1))
            stay = found[mark.member]
            if mark.status not in ("left", "back") or stay.fits(second, mark.status):
                stay.take(second, mark.status)
    return found


def judged(meeting: Meeting) -> dict[int, tuple[list[str], int, int, str]]:
    """Base, needed, eligible present and verdict of every vote by the reference."""
    result = {}
    known = stays(meeting)
    for entry in meeting.votes:
        assert isinstance(entry.event, Vote)
        second = round((entry.at - OPENED) / timedelta(seconds=1))
        base = [i for i, stay in known.items() if not reference.why_left_out(stay)]
        able = sum(known[i].here[second] for i in base)
        need = reference.needed(len(base), entry.event.rule)
        verdict = reference.verdict(entry.event.for_ or 0, len(base), entry.event.rule)
        result[entry.id] = (base, need, able, verdict)
    return result


@given(ACTS)
@settings(max_examples=200)
def test_after_every_act_every_vote_is_judged_by_what_stands(acts: list[tuple[str, int, Any]]) -> None:
    desk = Desk(people(*KINDS))
    for second, (kind, number, what) in enumerate(acts, 1):
        before = judged(desk.meeting)
        entry = act(desk, second, kind, number, what)
        now = judged(desk.meeting)
        for vote in desk.meeting.votes:
            assert isinstance(vote.event, Vote)
            found = voting.judge(desk.meeting.presence, vote.at, vote.event)
            assert (list(found.base), found.needed, found.eligible_present, found.verdict) == now[vote.id]
        if entry and kind not in ("vote", "undo"):
            otherwise = [i for i in now if i in before and before[i] != now[i]]
            assert len([t for t in told(desk, entry) if t.startswith("Biểu quyết")]) >= len(otherwise)
    assert judged(Meeting(desk.meeting.entries)) == judged(desk.meeting)


@given(ACTS)
@settings(max_examples=80)
def test_two_folds_of_one_record_differ_in_nothing(acts: list[tuple[str, int, Any]]) -> None:
    desk = Desk(people(*KINDS))
    for second, (kind, number, what) in enumerate(acts, 1):
        act(desk, second, kind, number, what)
    assert consequences(Meeting(desk.meeting.entries), desk.meeting) == []


@pytest.mark.parametrize("mark", MARKS)
def test_the_room_at_a_moment_and_over_the_whole_meeting(mark: Any) -> None:
    desk = named_desk(*["official"] * 3, "exempt", "guest")
    if mark == "back":
        desk.record(Attendance("p2", "left"), 5)
    desk.record(Attendance("p2", mark), 10)
    presence = desk.meeting.presence
    at = [[p.id for p in presence.present(OPENED + timedelta(minutes=m))] for m in (1, 9, 11)]
    whole = [p.id for p in presence.present()]
    everybody, others = ["p1", "p2", "p3"], ["p1", "p3"]
    assert (at, whole) == {
        "excused": ([others] * 3, others),
        "unexcused": ([others] * 3, others),
        "on_duty": ([others] * 3, others),
        "late": ([others, others, everybody], everybody),
        "left": ([everybody, everybody, others], everybody),
        "back": ([everybody, others, everybody], everybody),
        "present": ([everybody] * 3, everybody),
    }[mark]
    assert len(presence.expected) == (2 if mark == "on_duty" else 3)
