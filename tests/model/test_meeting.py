"""The fold: whatever is recorded, undone and corrected, the meeting is what its standing entries make it."""

import string
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import voting
from model.cell import Cell, Person
from model.entry import Entry, decode, encode, fields_of
from model.errors import Refused
from model.events import (
    AnyEvent,
    Attendance,
    Closed,
    Correction,
    Groundwork,
    ItemAdded,
    ItemConcluded,
    ItemMoved,
    ItemPutOff,
    ItemRenamed,
    ItemStarted,
    MinutesRead,
    Named,
    PersonAdded,
    Prepared,
    Remark,
    Score,
    SelfCriticism,
    Task,
    Undone,
)
from model.meeting import Meeting
from model.parts import AgendaItem, Change
from tests.support import reference
from tests.support.meetings import MARKS, OPENED, ZONE, Desk, hands, minute, named_desk, people, snapshot

WHO = st.sampled_from(["p1", "p2", "p3", "p4", "p5", "guest"])
ITEM = st.sampled_from(["1", "3", "9", "13", "own"])
DUE = date(2026, 12, 1)


def events() -> st.SearchStrategy[AnyEvent]:
    """An event of the record or of the agenda, sensible or not: the guard tells."""
    return st.one_of(
        st.builds(Attendance, WHO, st.sampled_from(MARKS)),
        st.builds(Remark, WHO, st.sampled_from(["Một", "Hai"])),
        st.builds(hands, st.integers(0, 4)),
        st.builds(ItemStarted, ITEM),
        st.builds(ItemConcluded, ITEM, st.sampled_from(["", "Kết luận"])),
        st.builds(ItemMoved, ITEM, ITEM),
        st.builds(ItemRenamed, ITEM, st.sampled_from(["Tên mới", "Tên khác"])),
        st.builds(ItemPutOff, ITEM),
        st.just(ItemAdded(AgendaItem("own", "Việc riêng"), "8")),
        st.just(PersonAdded(Person(id="guest", name="Khách"))),
        st.builds(lambda who: Task(who, "Việc", DUE), WHO),
        st.builds(lambda who: SelfCriticism(member=who, shortcomings="x", remedy="y", deadline=DUE), WHO),
        st.builds(lambda n: Score("an-phu-2025", "5a", n, "lý do"), st.integers(0, 2)),
        st.builds(Named, st.sampled_from(["chair", "recorder", "scorer"]), WHO),
        st.just(Groundwork("notice_sent", OPENED - timedelta(days=2))),
        st.just(MinutesRead()),
    )


CHANGES = st.one_of(
    st.tuples(st.just("status"), st.sampled_from(MARKS)),
    st.tuples(st.just("text"), st.sampled_from(["Ba", "Bốn"])),
    st.tuples(st.sampled_from(["member", "speaker", "owner"]), WHO),
    st.tuples(st.just("for"), st.integers(0, 3)),
    st.tuples(st.just("at"), st.integers(0, 60).map(lambda n: minute(n).isoformat())),
)
ACTS = st.lists(
    st.tuples(st.just("event"), events(), st.integers(0, 60) | st.none())
    | st.tuples(st.just("event"), events(), st.none())
    | st.tuples(st.just("undo"), st.integers(0, 9), st.none())
    | st.tuples(st.just("correct"), st.tuples(st.integers(0, 9), CHANGES), st.none()),
    max_size=14,
)


def act(desk: Desk, kind: str, what: Any, minutes: int | None) -> None:
    """Carry the act out if the guard lets it; an entry is told by how many lie behind it."""
    entries = desk.meeting.entries
    try:
        if kind == "event":
            desk.record(what, minutes)
        elif kind == "undo":
            desk.undo(entries[-1 - what % len(entries)])
        else:
            back, (field, now) = what
            desk.correct(entries[-1 - back % len(entries)], field, now)
    except Refused:
        pass


@given(ACTS)
@settings(max_examples=120)
def test_the_state_is_the_fold_of_what_stands_after_every_act(acts: list[tuple[str, Any, int | None]]) -> None:
    desk = named_desk("official", "official", "official", "probationary", "exempt")
    for kind, what, minutes in acts:
        act(desk, kind, what, minutes)
        meeting = desk.meeting
        undone_by: dict[int, list[int]] = {}
        for entry in meeting.entries:
            if isinstance(entry.event, Undone):
                undone_by.setdefault(entry.event.of, []).append(entry.id)
        held = {e.id for e in meeting.entries if not isinstance(e.event, Undone) and reference.holding(undone_by, e.id)}
        assert {e.id for e in meeting.standing} == held
        assert meeting.standing == sorted(meeting.standing, key=lambda e: (e.at, e.id))
    assert snapshot(Meeting(desk.meeting.entries)) == snapshot(desk.meeting)
    assert snapshot(Meeting(sorted(desk.meeting.standing, key=lambda e: e.id))) == snapshot(desk.meeting)


def test_an_undo_can_be_undone_and_done_again() -> None:
    desk = named_desk()
    remark = desk.record(Remark("p4", "Một ý kiến"))
    before = snapshot(desk.meeting)
    first = desk.undo(remark)
    without = snapshot(desk.meeting)
    assert desk.meeting.entry(remark.id) is None
    second = desk.undo(first)
    assert snapshot(desk.meeting) == before
    desk.undo(second)
    assert snapshot(desk.meeting) == without


def test_a_correction_keeps_what_was_there() -> None:
    desk = named_desk()
    remark = desk.record(Remark("p4", "Mọt ý kiến"))
    correction = desk.correct(remark, "text", "Một ý kiến")
    assert desk.meeting.entries[remark.id - 1] == remark
    assert correction.event == Correction(remark.id, (Change("text", "Mọt ý kiến", "Một ý kiến"),))
    corrected = desk.meeting.entry(remark.id)
    assert corrected
    assert fields_of(corrected.event)["text"] == "Một ý kiến"
    desk.undo(correction)
    assert desk.meeting.entry(remark.id) == remark


def test_a_correction_of_a_corrected_entry_builds_on_what_stands() -> None:
    desk = named_desk()
    remark = desk.record(Remark("p4", "a"))
    first = desk.correct(remark, "text", "b")
    with pytest.raises(Refused, match="không phải “a”"):
        desk.record(Correction(remark.id, (Change("text", "a", "c"),)))
    desk.correct(remark, "text", "c")
    desk.undo(first)
    corrected = desk.meeting.entry(remark.id)
    assert corrected
    assert fields_of(corrected.event)["text"] == "c"


def test_a_corrected_attendance_judges_earlier_votes_again() -> None:
    desk = named_desk(*["official"] * 4)
    absence = desk.record(Attendance("p4", "unexcused"))
    vote = desk.record(hands(2, 1))
    judged = voting.judge(desk.meeting.presence, vote.at, hands(2, 1))
    assert (len(judged.base), judged.needed, judged.verdict) == (4, 3, "failed")
    desk.record(Correction(absence.id, (Change("status", "unexcused", "excused"), Change("reason", None, "ốm"))))
    judged = voting.judge(desk.meeting.presence, vote.at, hands(2, 1))
    assert (len(judged.base), judged.needed, judged.verdict) == (3, 2, "passed")


def test_a_mark_for_an_earlier_time_is_folded_in_at_its_place() -> None:
    desk = named_desk()
    desk.record(Attendance("p4", "left"), 30)
    desk.record(Attendance("p4", "late"), 10)
    stay = desk.meeting.presence.stays["p4"]
    assert [stay.here(minute(m)) for m in (5, 10, 29, 30)] == [False, True, True, False]
    assert (stay.late, stay.left_early) == (True, True)


def test_a_corrected_time_moves_an_entry_into_another_item() -> None:
    desk = named_desk()
    desk.record(ItemStarted("6"), 1)
    desk.record(ItemConcluded("6", "Xong"), 10)
    desk.record(ItemStarted("7"), 11)
    remark = desk.record(Remark("p4", "Một ý kiến"), 12)
    assert desk.meeting.item_of[remark.id] == "7"
    desk.correct(remark, "at", minute(5).isoformat())
    assert desk.meeting.item_of[remark.id] == "6"


def test_an_undone_closing_opens_the_meeting_again() -> None:
    desk = named_desk()
    closed = desk.record(Closed())
    assert desk.meeting.state == "closed"
    with pytest.raises(Refused, match="đã bế mạc"):
        desk.record(Remark("p4", "Muộn rồi"))
    desk.undo(closed)
    desk.record(Remark("p4", "Còn kịp"))
    assert desk.meeting.closed is None


def test_a_person_whose_coming_is_undone_is_not_known_any_more() -> None:
    desk = named_desk()
    added = desk.record(PersonAdded(Person(id="new", name="Người mới", status="official")))
    desk.record(SelfCriticism(member="new", shortcomings="x", remedy="y", deadline=DUE))
    with pytest.raises(Refused):  # the record rests on that person
        desk.undo(added)


def test_the_preparation_comes_first_though_the_clock_was_set_back() -> None:
    desk = Desk(people("official"), opened=False)
    desk.record(PersonAdded(Person(id="guest", name="Khách")), -2 * 24 * 60)
    assert "guest" in desk.meeting.people
    assert "p1" in desk.meeting.people


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WHEN = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.sampled_from([ZONE, UTC]))
LATIN = st.text(string.ascii_letters, max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LATIN, inner, max_size=3),
    max_leaves=5,
)
SPECIAL: dict[type, st.SearchStrategy[Any]] = {
    Correction: st.builds(
        Correction, st.integers(1, 999), st.lists(st.builds(Change, TEXT, JSON, JSON), max_size=3).map(tuple)
    ),
    Prepared: st.builds(
        Prepared,
        cell=st.builds(Cell, name=TEXT, committee=st.lists(TEXT, max_size=3).map(tuple)),
        excused_runs=st.dictionaries(TEXT, st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=3),
    ),
}


@pytest.mark.parametrize("kind", get_args(AnyEvent), ids=lambda kind: str(kind.__name__))
def test_every_event_comes_back_from_the_journal(kind: type[AnyEvent]) -> None:
    @given(st.integers(1, 10_000), WHEN, SPECIAL.get(kind, st.from_type(kind)))
    @settings(max_examples=15)
    def comes_back(number: int, moment: datetime, event: AnyEvent) -> None:
        entry = Entry(number, moment, event)
        again = decode(encode(entry))
        assert again == entry
        assert type(again.event) is kind

    comes_back()
