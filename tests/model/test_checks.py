"""What is missing before closing: each finding once in a meeting that lacks it, never in the reference meeting."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from model.checks import Check, check, stops
from model.entry import Entry
from model.events import (
    Attendance,
    Change,
    Closed,
    Correction,
    Criticism,
    Dues,
    Event,
    Explained,
    GradeVote,
    Groundwork,
    ItemConcluded,
    ItemStarted,
    MinutesApproved,
    MinutesRead,
    Named,
    Opened,
    Prepared,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Vote,
)
from model.meeting import Meeting
from tests.support.meetings import Desk, hands, people, reference_meeting

MEETING = reference_meeting()
CLOSED = MEETING.closed
assert CLOSED
END = MEETING.entries[-1].at


def without(*kinds: type[Event], where: Callable[[Entry], bool] = lambda entry: True) -> Meeting:
    """The reference meeting as if these entries had not been made."""
    return Meeting(e for e in MEETING.entries if not (type(e.event) in kinds and where(e)))


def with_more(*events: Event, days: int = 0) -> Meeting:
    """The reference meeting with entries made after it."""
    meeting = Meeting(MEETING.entries)
    for event in events:
        meeting.apply(Entry(len(meeting.entries) + 1, END + timedelta(days=days), event))  # type: ignore[arg-type]
    return meeting


def with_event(changed: type[Event], /, **fields: object) -> Meeting:
    """The reference meeting with other values in the first entry of that kind."""
    entries = list(MEETING.entries)
    place = next(n for n, e in enumerate(entries) if type(e.event) is changed)
    entries[place] = replace(entries[place], event=replace(entries[place].event, **fields))
    return Meeting(entries)


def role(name: str) -> Callable[[Entry], bool]:
    return lambda entry: isinstance(entry.event, Named) and entry.event.role == name


def item(item_id: str) -> Callable[[Entry], bool]:
    return lambda entry: isinstance(entry.event, ItemStarted | ItemConcluded) and entry.event.item == item_id


def first(kind: type[Event]) -> Entry:
    return next(e for e in MEETING.entries if type(e.event) is kind)


VOTE = f"entry:{first(Vote).id}"
CASES: dict[str, tuple[Meeting, str, str]] = {
    "no-chair": (without(Named, where=role("chair")), "stop", "prepare"),
    "no-recorder": (without(Named, where=role("recorder")), "stop", "prepare"),
    "no-scorer": (without(Named, where=role("scorer")), "stop", "prepare"),
    "no-roll-call": (
        without(Attendance, ItemStarted, ItemConcluded, where=lambda e: type(e.event) is Attendance or item("3")(e)),
        "stop", "attendance"),
    "no-reason": (with_event(Attendance, reason=""), "stop", "member:ho-sy-quy-1974"),
    "contradiction": (with_event(Vote, for_=22), "stop", VOTE),
    "few-voters": (with_more(*(Attendance(p.id, "late") for p in MEETING.presence.expected[:15])), "warning", VOTE),
    "item-waiting": (without(ItemStarted, ItemConcluded, where=item("10")), "stop", "item:10"),
    "no-conclusion": (without(ItemConcluded, where=item("10")), "stop", "item:10"),
    "no-dues": (without(Dues), "stop", "dues"),
    "task-unanswered": (without(TaskResult), "stop", "task:T10-1"),
    "no-new-task": (without(Task), "warning", "task"),
    "no-criticism": (without(SelfCriticism, Criticism), "stop", "item:9"),
    "remedy-undated": (with_event(SelfCriticism, deadline=None), "warning", f"entry:{first(SelfCriticism).id}"),
    "no-resolution": (without(Vote), "stop", "item:13"),
    "score-incomplete": (without(Score), "stop", "score"),
    "score-later": (without(Groundwork), "hint", "score"),
    "score-not-voted": (without(GradeVote), "stop", "vote"),
    "not-read": (without(MinutesRead), "stop", "read-back"),
    "not-approved": (without(MinutesApproved), "stop", "read-back"),
    "corrected-after": (
        with_more(Correction(first(Vote).id, (Change("for", 21, 20),)), days=1),
        "hint", f"entry:{len(MEETING.entries) + 1}"),
    "not-opened": (without(Opened, Closed), "stop", "live"),
    "too-short": (with_event(Prepared, cell=replace(MEETING.cell, minimum_minutes=101)), "warning", "live"),
    "combined-minimum": (with_event(Prepared, kind="combined"), "hint", "settings"),
}  # fmt: skip


def test_the_reference_meeting_has_neither_stop_nor_warning() -> None:
    assert not [finding for finding in check(MEETING) if finding.severity != "hint"]
    assert not stops(MEETING)
    assert not {finding.code for finding in check(MEETING)} & set(CASES)


@pytest.mark.parametrize("code", CASES)
def test_each_finding(code: str) -> None:
    meeting, severity, where = CASES[code]
    found = [finding for finding in check(meeting) if finding.code == code]
    assert [(f.severity, f.where) for f in found][:1] == [(severity, where)]
    assert found[0].message.endswith((".", "!"))
    assert (found[0] in stops(meeting)) == (severity == "stop")


def test_every_code_of_the_program_is_tried_here() -> None:
    found = {finding.code for meeting, _, _ in CASES.values() for finding in check(meeting)}
    assert found == set(CASES)


@pytest.mark.parametrize(("minimum", "short"), [(99, False), (100, False), (101, True)])
def test_the_length_at_its_bound(minimum: int, short: bool) -> None:
    meeting = with_event(Prepared, cell=replace(MEETING.cell, minimum_minutes=minimum))
    assert ("too-short" in {f.code for f in check(meeting)}) is short


@pytest.mark.parametrize(("base", "able", "few"), [(4, 2, False), (4, 1, True), (5, 3, False), (5, 2, True)])
def test_half_of_the_base_at_its_bound(base: int, able: int, few: bool) -> None:
    desk = Desk(people(*["official"] * base))
    for n in range(able + 1, base + 1):
        desk.record(Attendance(f"p{n}", "unexcused"))
    desk.record(hands(1))
    assert ("few-voters" in {f.code for f in check(desk.meeting)}) is few


def test_what_is_explained_is_a_hint_with_its_reason() -> None:
    entries = [e for e in MEETING.entries if type(e.event) is not Dues]
    silent = Meeting(entries)
    told = Meeting([*entries, Entry(999, END, Explained("no-dues", "dues", "Sổ đảng phí ở phường."))])
    assert [f.severity for f in check(silent) if f.code == "no-dues"] == ["stop"]
    explained = next(f for f in check(told) if f.code == "no-dues")
    assert explained.severity == "hint"
    assert "Sổ đảng phí ở phường." in explained.message
    assert not stops(told)


def test_an_item_put_off_needs_neither_discussion_nor_conclusion() -> None:
    meeting = without(ItemStarted, ItemConcluded, where=item("10"))
    meeting.agenda.items[9].put_off = True
    assert not {f.code for f in check(meeting)} & {"item-waiting", "no-conclusion"}


def test_a_thematic_meeting_needs_no_criticism() -> None:
    meeting = with_event(Prepared, kind="thematic")
    kept = Meeting(e for e in meeting.entries if not isinstance(e.event, SelfCriticism | Criticism))
    assert "no-criticism" not in {f.code for f in check(kept)}


def test_words_of_the_program_take_the_spelling_of_the_cell_names_do_not() -> None:
    cell = replace(MEETING.cell, spelling="uỷ")
    entries = [e for e in MEETING.entries if type(e.event) is not Prepared]
    absence = Attendance(next(p.id for p in MEETING.people.values() if p.name == "Nguyễn Thị Thủy"), "excused")
    meeting = Meeting([with_event(Prepared, cell=cell).entries[0], *entries, Entry(999, END, absence)])
    found: list[Check] = [f for f in check(meeting) if f.code == "no-reason"]
    assert any("Nguyễn Thị Thủy" in f.message for f in found)
