"""The meeting at any second equals a slow recomputation from its lines; at the end it equals the meeting."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.entry import Entry, encode
from model.errors import BadData, Refused
from model.events import (
    Attendance,
    Closed,
    Correction,
    Groundwork,
    ItemConcluded,
    ItemStarted,
    Note,
    Opened,
    Remark,
    Task,
    Undone,
    Vote,
)
from model.meeting import Meeting
from model.parts import Change
from model.past import moment_report
from model.past.moment import Moment, Timeline
from model.voting import judge
from tests.support.meetings import OPENED, ZONE, Desk, hands, minute, named_desk, people, reference_meeting
from tests.support.raw import Raw, at

DUE = date(2026, 12, 1)
MARKS = ["late", "left", "back", "excused", "unexcused", "present"]
VOTES = ("vote", "grade_vote", "minutes_approved")
KEPT = ("correction", "note")
WHO = [f"p{n}" for n in range(1, 6)]


@st.composite
def evenings(draw: st.DrawFn) -> Meeting:
    """A meeting with marks, talk, votes and tasks, some of it entered late, corrected or undone."""
    desk = Desk(people("official", "official", "official", "exempt", "guest"), opened=False)
    with suppress(Refused):
        desk.record(Attendance("p2", draw(st.sampled_from(["excused", "late"])), "ốm"), draw(st.integers(-9, -1)))
    desk.record(Opened(), 0)
    who = st.sampled_from(WHO)
    happening: st.SearchStrategy[Any] = st.one_of(
        st.builds(Attendance, who, st.sampled_from(MARKS), st.just("")),
        st.builds(Remark, who, st.just("một ý")),
        st.builds(ItemStarted, st.sampled_from(["1", "2", "8"])),
        st.builds(ItemConcluded, st.sampled_from(["1", "2", "8"]), st.sampled_from(["", "kết luận"])),
        st.builds(Task, who, st.just("việc"), st.just(DUE)),
        st.builds(hands, st.integers(0, 3)),
        st.just(Note("riêng")),
    )
    for minutes, event in draw(st.lists(st.tuples(st.none() | st.integers(1, 30), happening), max_size=14)):
        with suppress(Refused):
            desk.record(event, minutes)
    for kind, number, minutes in draw(
        st.lists(st.tuples(st.booleans(), st.integers(2, 16), st.integers(1, 30)), max_size=3)
    ):
        target = desk.meeting.entry(number)
        if target and target.event.in_record:
            with suppress(Refused):
                later = Change("at", target.at.isoformat(), minute(minutes).isoformat())
                desk.record(Undone(number) if kind else Correction(number, (later,)))
    if draw(st.booleans()):
        with suppress(Refused):
            desk.record(Closed())
    return desk.meeting


def slow_running(raw: Raw, moment: datetime) -> tuple[str, datetime] | None:
    """The item that had begun by then and had not ended, by the spans of the walk."""
    found = [
        (item, start)
        for item, spans in raw.spans.items()
        for start, end in spans
        if start and start <= moment and (end is None or moment < end)
    ]
    return max(found, key=lambda one: one[1], default=None)


def slow_where(raw: Raw, person: str, moment: datetime) -> str:
    """Where somebody was, by a truth for each time."""
    stay = raw.stays[person]
    if raw.here(person, moment):
        return "here"
    if not stay.attended:
        return stay.absence or "absent"
    earlier = [raw.here(person, time) for time in raw.times if time <= moment]
    return "out" if any(earlier) else "not_yet"


def agree(meeting: Meeting) -> None:
    """Hold the meeting at every time of note, and between, against its lines."""
    timeline, raw = Timeline(meeting), Raw(encode(entry) for entry in meeting.entries)
    decided: set[int] = set()
    moments = {time + timedelta(seconds=s) for time in timeline.stops() for s in (-1, 0, 1)}
    for moment in sorted(m for m in moments if timeline.first <= m <= timeline.last):
        local = moment.replace(tzinfo=None)
        found = timeline.at(moment)
        assert {p.person.id: p.where for p in found.places} == {who: slow_where(raw, who, local) for who in raw.stays}
        running = slow_running(raw, local)
        assert (found.running and (found.running.item, found.running.since.replace(tzinfo=None))) == running
        before = [e for e in raw.held if at(e) <= local]
        taken = [e["id"] for e in before if e["event"]["type"] in VOTES or e["event"].get("conclusion")]
        assert [d.entry.id for d in found.decided] == taken
        assert [e.id for e in found.tasks] == [e["id"] for e in before if e["event"]["type"] == "task"]
        assert decided <= set(taken), "what was decided stays decided"
        decided = set(taken)
        for vote in (d for d in found.decided if d.judged):
            base, verdict = raw.verdict(next(e for e in raw.held if e["id"] == vote.entry.id))
            assert vote.judged
            assert (len(vote.judged.base), vote.judged.verdict) == (base, verdict)
        told = [e for e in before if e["event"]["type"] not in (*KEPT, "prepared", "named", "opened")]
        assert (found.last and found.last.id) == (told[-1]["id"] if told else None)
        assert found.speaker == slow_speaker(told, running)
    at_the_end(timeline)


def slow_speaker(told: list[dict[str, Any]], running: tuple[str, datetime] | None) -> str:
    """Who spoke last since the item began."""
    if running is None:
        return ""
    begun = max(n for n, e in enumerate(told) if e["event"]["type"] == "item_started")
    keys = {"remark": "speaker", "self_criticism": "member", "criticism": "from"}
    talk = [e["event"][keys[kind]] for e in told[begun:] if (kind := e["event"]["type"]) in keys]
    return str(talk[-1]) if talk else ""


def at_the_end(timeline: Timeline) -> None:
    """The last moment is the meeting as it stands."""
    meeting, end = timeline.meeting, timeline.at(timeline.last)
    assert end.closed == (meeting.state == "closed")
    assert (end.running and end.running.item) == (meeting.agenda.current.id if meeting.agenda.current else None)
    assert {d.entry.id for d in end.decided if d.judged} == {e.id for e in meeting.votes}
    for decided in end.decided:
        vote = decided.entry.event
        assert not isinstance(vote, Vote) or decided.judged == judge(meeting.presence, decided.entry.at, vote)
    last = {
        d.entry.event.item: d.entry.event.conclusion for d in end.decided if isinstance(d.entry.event, ItemConcluded)
    }
    assert last == {item.id: item.conclusion for item in meeting.agenda.items if item.conclusion}
    assert {e.id for e in end.tasks} == {t.entry for t in meeting.tasks if not t.carried}
    assert end.number == len(timeline.record)


@given(evenings())
@settings(max_examples=120)
def test_every_moment_is_that_of_a_slow_recomputation(meeting: Meeting) -> None:
    agree(meeting)


def test_the_reference_meeting() -> None:
    agree(reference_meeting())


# --- one by one ---------------------------------------------------------------------------------------


def where(moment: Moment, who: str) -> tuple[str, bool, bool]:
    place = next(p for p in moment.places if p.person.id == who)
    return place.where, place.late, place.back


def test_who_was_in_the_room() -> None:
    desk = named_desk(*["official"] * 4, "guest")
    desk.record(Attendance("p4", "late"), 10)
    desk.record(Attendance("p4", "left"), 20)
    desk.record(Attendance("p4", "back"), 30)
    desk.record(Attendance("p3", "excused", "ốm"), 40)
    timeline = Timeline(desk.meeting)
    seen = [where(timeline.at(minute(m)), "p4") for m in (9, 10, 19, 20, 29, 30)]
    out, late, back = ("out", False, False), ("here", True, False), ("here", False, True)
    assert seen == [("not_yet", False, False), late, late, out, out, back]
    assert where(timeline.at(minute(5)), "p3") == ("excused", False, False)
    assert where(timeline.at(minute(5)), "p5") == ("here", False, False)


def test_a_vote_is_judged_as_the_minutes_judge_it() -> None:
    desk = named_desk(*["official"] * 5)
    desk.record(hands(3, 1), 10)
    desk.record(Attendance("p5", "left"), 20)
    timeline = Timeline(desk.meeting)
    assert timeline.at(minute(9)).decided == ()
    for minutes in (10, 30):
        (vote,) = timeline.at(minute(minutes)).decided
        assert vote.judged
        assert (vote.judged.verdict, vote.judged.eligible_present) == ("passed", 5)


def test_what_was_undone_never_happened_and_what_came_late_stands_at_its_time() -> None:
    desk = named_desk()
    gone = desk.record(Remark("p1", "nhầm"), 10)
    desk.record(ItemStarted("8"), 20)
    desk.record(Remark("p2", "bổ sung"), 12)
    desk.undo(gone)
    moment = Timeline(desk.meeting).at(minute(15))
    assert moment.last
    assert moment.last.event == Remark("p2", "bổ sung")
    assert moment.number == 1


def test_the_recorders_own_notes_are_no_part_of_it() -> None:
    desk = named_desk()
    desk.record(Remark("p1", "ý"), 5)
    desk.record(Note("riêng tôi"), 6)
    timeline = Timeline(desk.meeting)
    assert timeline.at(minute(7)).last == desk.meeting.record[0]
    assert "riêng tôi" not in str(moment_report.as_data(timeline, timeline.at(timeline.last)))


# --- times ------------------------------------------------------------------------------------------


def lasting(minutes: float, *, opened: datetime = OPENED) -> Timeline:
    """A meeting of that length."""
    desk = Desk(people("official"), opened=False)
    desk.take(Opened(), opened)
    desk.take(Closed(), opened + timedelta(minutes=minutes))
    return Timeline(desk.meeting)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("19:30", 0), ("19:42", 12), ("19h42", 12), ("1942", 12), ("19:42:30", 12.5), ("20", 30), ("21:00:00", 90)],
)
def test_a_time_is_read(text: str, minutes: float) -> None:
    assert lasting(90).read(text) == minute(minutes)


@pytest.mark.parametrize("text", ["", "25:00", "19:60", "7:99:00", "trưa", "19:42:61", "-1", "19.5"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadData, match="không phải là giờ"):
        lasting(90).read(text)


@pytest.mark.parametrize("text", ["19:29", "19:29:59", "21:00:01", "21:01", "00:10", "9:45"])
def test_a_time_outside_tells_when_it_began_and_ended(text: str) -> None:
    with pytest.raises(BadData, match=r"khai mạc 19:30:00, bế mạc 21:00:00"):
        lasting(90).read(text)


def test_a_meeting_over_midnight() -> None:
    late = lasting(60, opened=datetime(2026, 11, 3, 23, 30, tzinfo=ZONE))
    assert late.read("00:10") == datetime(2026, 11, 4, 0, 10, tzinfo=ZONE)
    assert late.read("23:45") == datetime(2026, 11, 3, 23, 45, tzinfo=ZONE)
    assert "ngày 04/11/2026" in late.span_words()
    with pytest.raises(BadData):
        late.read("00:31")


def test_a_minute_that_the_opening_lies_in_is_the_opening() -> None:
    odd = lasting(60, opened=OPENED + timedelta(seconds=20))
    assert odd.read("19:30") == OPENED + timedelta(seconds=20)
    with pytest.raises(BadData):
        odd.read("19:30:00")


def test_the_clock_of_another_zone_is_read_too() -> None:
    desk = Desk(people("official"), opened=False)
    desk.take(Opened(), OPENED)
    desk.take(Remark("p1", "ở múi giờ khác"), (OPENED + timedelta(minutes=10)).astimezone(timezone(timedelta(hours=9))))
    desk.take(Remark("p1", "giờ quốc tế"), (OPENED + timedelta(minutes=20)).astimezone(UTC))
    desk.take(Closed(), minute(60))
    timeline = Timeline(desk.meeting)
    assert timeline.read("19:41") == minute(11)
    assert timeline.read("21:42") == minute(12)
    assert timeline.read("12:55") == minute(25)


def test_a_meeting_never_opened_and_one_never_closed() -> None:
    with pytest.raises(BadData, match="chưa khai mạc"):
        Timeline(Desk(people("official"), opened=False).meeting)
    desk = named_desk()
    desk.record(Remark("p1", "ý"), 12)
    timeline = Timeline(desk.meeting)
    assert timeline.last == minute(12)
    with pytest.raises(BadData, match=r"mục ghi cuối cùng 19:42:00"):
        timeline.read("19:43")


def test_the_stops_are_every_time_once() -> None:
    desk = named_desk()
    desk.record(ItemStarted("1"), 5)
    desk.record(Remark("p1", "ý"), 5)
    desk.record(Closed(), 9)
    assert Timeline(desk.meeting).stops() == [OPENED, minute(5), minute(9)]


def test_a_moment_in_words_and_as_data() -> None:
    timeline = Timeline(reference_meeting())
    moment = timeline.at(timeline.read("20:56"))
    parts = dict(moment_report.sections(timeline, moment, "mục cuối"))
    title = next(iter(parts))
    assert "lúc 20:56:00 (đang họp)" in title
    assert "Đang bàn: Phân công nhiệm vụ, từ 20:52:40 (3 phút)" in parts[title]
    assert "Có mặt 23/27 đảng viên phải dự" in parts["Trong phòng"]
    assert any(line.startswith("Đã ra khỏi phòng 1: Mai Thị Yến") for line in parts["Trong phòng"])
    data = moment_report.as_data(timeline, moment)
    assert (data["present"], data["expected"], data["state"]) == (23, 27, "open")
    assert data["item"]["title"] == "Phân công nhiệm vụ"
    assert {vote["verdict"] for vote in data["votes"]} == {"passed"}
    assert len(data["people"]) == len(timeline.meeting.people)


def test_no_vote_is_judged_twice_however_often_the_slider_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [e for e in reference_meeting().entries if not isinstance(e.event, Closed | Groundwork)]
    for number in range(len(entries) + 1, 1000):
        entries.append(Entry(number, entries[-1].at + timedelta(seconds=1), hands(1)))
    timeline = Timeline(Meeting(entries))
    timeline.at(timeline.last)
    monkeypatch.setattr("model.past.moment.judge", lambda *_: pytest.fail("judged again"))
    assert len(timeline.at(timeline.last).decided) > 800
