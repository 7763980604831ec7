"""Undo and redo of whole acts, as deep as the meeting, against two plain stacks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.entry import Entry
from model.errors import Refused
from model.events import (
    AnyEvent,
    Closed,
    Correction,
    ItemConcluded,
    ItemStarted,
    Opened,
    Praise,
    Prepared,
    Remark,
    Undone,
)
from model.history import History
from model.meeting import standing
from model.parts import Change
from tests.support.meetings import Desk, minute, named_desk, people


def together(desk: Desk, *events: AnyEvent) -> list[Entry]:
    """Record the events of one act."""
    first = len(desk.meeting.entries) + 1
    entries = [Entry(first + n, minute(first), event, first) for n, event in enumerate(events)]
    for entry in entries:
        desk.meeting.apply(entry)
    return entries


def undo(desk: Desk) -> list[Entry]:
    act = History(desk.meeting.entries).last
    if act:
        together(desk, *(Undone(entry.id) for entry in act))
    return act


def redo(desk: Desk) -> list[Entry]:
    undoes = History(desk.meeting.entries).next
    if undoes:
        together(desk, *(Undone(entry.id) for entry in undoes))
    return undoes


STEPS = st.lists(st.sampled_from(["one", "two", "undo", "undo", "redo", "pick"]), max_size=30)


@given(STEPS)
@settings(max_examples=300)
def test_undo_and_redo_walk_through_every_state(steps: list[str]) -> None:
    desk = Desk(people("official", "official"))
    states = [standing(desk.meeting.entries[:count]) for count in (1, 2)]
    undone: list[list[Entry]] = []
    for step in steps:
        count = len(desk.meeting.entries)
        if step == "undo":
            if undo(desk):
                undone.append(states.pop())
        elif step == "redo":
            if redo(desk):
                states.append(undone.pop())
        else:
            held = [e for e in desk.meeting.standing if isinstance(e.event, Remark)]
            if step == "pick" and len(held) > 1:
                together(desk, Undone(held[0].id))
            else:
                together(desk, *[Remark("p1", f"{count}-{n}") for n in range(2 if step == "two" else 1)])
            states.append(standing(desk.meeting.entries))
            undone = []
        assert standing(desk.meeting.entries) == states[-1]
        history = History(desk.meeting.entries)
        assert (bool(history.last), bool(history.next)) == (len(states) > 1, bool(undone))


def test_undoing_act_by_act_goes_back_to_the_preparation() -> None:
    desk = Desk(people("official"))
    together(desk, ItemStarted("1"))
    together(desk, ItemConcluded("1"), ItemStarted("2"))
    together(desk, Remark("p1", "Ý kiến"))
    acts = []
    while act := undo(desk):
        acts.append([type(entry.event) for entry in act])
    assert acts == [[Remark], [ItemStarted, ItemConcluded], [ItemStarted], [Opened]]
    assert [type(e.event) for e in desk.meeting.standing] == [Prepared]


def test_after_something_new_there_is_nothing_to_redo() -> None:
    desk = Desk(people("official"))
    together(desk, Remark("p1", "Một"))
    undo(desk)
    together(desk, Remark("p1", "Hai"))
    assert not redo(desk)


def test_in_a_closed_meeting_only_what_came_after_the_closing_is_taken_back() -> None:
    desk = named_desk()
    remark = desk.record(Remark("p1", "Ý kiến"))
    desk.record(Closed())
    assert not History(desk.meeting.entries).last
    correction = desk.correct(remark, "text", "Ý khác")
    assert History(desk.meeting.entries).last == [correction]


def test_an_entry_becomes_another_kind_and_undo_brings_it_back() -> None:
    desk = Desk(people("official", "official"))
    remark = desk.record(Remark("p1", "Cảm ơn đồng chí"))
    desk.record(
        Correction(
            remark.id, (Change("type", "remark", "praise"), Change("speaker", "p1", None), Change("to", None, "p2"))
        )
    )
    praised = desk.meeting.entry(remark.id)
    assert praised
    assert praised.event == Praise("p2", "Cảm ơn đồng chí")
    undo(desk)
    assert desk.meeting.entry(remark.id) == remark


def test_an_entry_without_the_words_of_its_new_kind_is_refused() -> None:
    desk = Desk(people("official", "official"))
    remark = desk.record(Remark("p1", "Cảm ơn đồng chí"))
    with pytest.raises(Refused, match="không hợp"):
        desk.record(Correction(remark.id, (Change("type", "remark", "task"),)))
