"""An entry as its line: read again, it gives the entry's event; where it would not, there is no line."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from model.capture.codes import SIGNS
from model.capture.line import VERBS, read
from model.capture.written import as_edited, written
from model.entry import Entry
from model.events import (
    AnyEvent,
    Attendance,
    Break,
    Criticism,
    Dues,
    ItemConcluded,
    ItemStarted,
    Note,
    Praise,
    Remark,
    Reminder,
    SelfCriticism,
    Task,
    TaskResult,
)
from model.parts import Happening
from model.vietnamese import clean, control_character
from tests.support.hand import AN, CARRIED, CHAIR, DUC, OPENED, Hand

HAND = Hand()
DESK = HAND.desk
ALL_SIGNS = "".join(sorted({*SIGNS, ";", ",", "`", "|", "?", *(verb.sign for verb in VERBS)}))

PLAIN = st.text("abc đ ờ1 (),.", min_size=1, max_size=20).map(clean).filter(bool)
SIGNED = st.text(ALL_SIGNS, min_size=1, max_size=3)
TEXTS = (
    st.tuples(SIGNED, PLAIN).map("".join) | st.tuples(SIGNED, PLAIN).map(" ".join) | PLAIN
    | st.text(min_size=1, max_size=9)
).map(clean).filter(lambda text: bool(text) and not control_character(text))  # fmt: skip
SOME = TEXTS | st.just("")
PEOPLE = st.sampled_from(list(HAND.meeting.people))
DATES = st.dates(OPENED.date(), OPENED.date() + timedelta(days=900))

EVENTS: dict[str, st.SearchStrategy[AnyEvent]] = {
    "remark": st.builds(Remark, PEOPLE, TEXTS, st.booleans(), st.booleans()),
    "conclusion": st.builds(ItemConcluded, st.sampled_from(["1", "8"]), TEXTS),
    "excused": st.builds(Attendance, PEOPLE, st.just("excused"), TEXTS),
    "unexcused": st.builds(Attendance, PEOPLE, st.just("unexcused")),
    "task": st.builds(Task, PEOPLE, TEXTS, DATES),
    "result": st.builds(
        TaskResult,
        st.sampled_from([task.id for task in CARRIED]),
        st.sampled_from(["done", "partly", "not_done", "late"]),
        SOME,
    ),
    "self-criticism": st.builds(
        SelfCriticism, member=PEOPLE, strengths=SOME, shortcomings=TEXTS, cause=SOME, remedy=SOME,
        deadline=st.none() | DATES,
    ),
    "criticism": st.builds(Criticism, PEOPLE, PEOPLE, TEXTS, SOME),
    "praise": st.builds(Praise, PEOPLE, TEXTS),
    "reminder": st.builds(Reminder, PEOPLE, TEXTS),
    "note": st.builds(Note, TEXTS),
}  # fmt: skip
MARKED = st.fixed_dictionaries(
    {"under": st.sampled_from(["", "8"]), "internal": st.booleans(), "guessed": st.booleans()}
)


@pytest.mark.parametrize("kind", list(EVENTS))
@given(data=st.data())
@settings(max_examples=120)
def test_the_line_of_an_entry_gives_the_entry(kind: str, data: st.DataObject) -> None:
    event = data.draw(EVENTS[kind])
    assert isinstance(event, Happening)
    entry = Entry(99, OPENED, structs.replace(event, **data.draw(MARKED)))
    line = written(DESK, entry)
    if line:
        assert as_edited(DESK, entry, line) == entry.event
        (again,) = [event for event, _ in read(line, DESK).events]
        assert type(again) is type(event)


@pytest.mark.parametrize("kind", list(EVENTS))
@given(data=st.data())
@settings(max_examples=20)
def test_an_entry_without_signs_in_it_always_has_a_line(kind: str, data: st.DataObject) -> None:
    plain = st.sampled_from(["đề nghị", "đã xong phần nền", "họp dân ngõ 12", "ốm nặng"])
    event = data.draw(EVENTS[kind])
    texts = {f: data.draw(plain) for f in event.__struct_fields__ if f in
             ("text", "conclusion", "strengths", "shortcomings", "cause", "remedy", "response")}  # fmt: skip
    if isinstance(event, Attendance) and event.status == "excused":
        texts["reason"] = data.draw(plain)
    assert written(DESK, Entry(99, OPENED, structs.replace(event, **texts)))


@given(PEOPLE, TEXTS.filter(lambda text: "|" not in text), st.booleans())
@settings(max_examples=200)
def test_every_remark_has_a_line_whatever_it_begins_with(who: str, text: str, reserved: bool) -> None:
    assert written(DESK, Entry(99, OPENED, Remark(who, text, reserved=reserved)))


def test_what_has_no_line() -> None:
    for event in (ItemStarted("2"), ItemConcluded("1"), Dues(28, 2), Break(OPENED.time()), Attendance(AN, "late"),
                  TaskResult("T09-9", "done"), Note("s")):  # fmt: skip
        assert bool(written(DESK, Entry(99, OPENED, event))) == isinstance(event, Note)


@pytest.mark.parametrize(
    "line", ["s/một/hai/", ";xoa", ";kh Lê Khách", ";ct giữa", ";noi", ";luc 19:31", "", "@", ";mt 2"]
)
def test_a_mending_is_no_edited_line(line: str) -> None:
    hand = Hand()
    hand.enters("@một")
    assert as_edited(hand.desk, hand.desk.target(), line) is None


def test_an_edited_line_keeps_what_no_line_says() -> None:
    entry = Entry(99, OPENED, Remark(AN, "một", continued=True, under="8", internal=True, guessed=True))
    assert as_edited(DESK, entry, "@ hai") == structs.replace(entry.event, text="hai")
    other = structs.replace(entry.event, speaker=DUC, text="hai", continued=False)
    assert as_edited(DESK, entry, "# hai") == other
    concluded = Entry(99, OPENED, ItemConcluded("8", "một"))
    assert as_edited(DESK, concluded, ";kl hai") == ItemConcluded("8", "hai")
    assert as_edited(DESK, concluded, "@ hai") == Remark(AN, "hai")
    assert as_edited(DESK, entry, ";nv @ hai | 30") == Task(
        AN, "hai", date(2026, 11, 30), under="8", internal=True, guessed=True
    )
    assert CHAIR in HAND.meeting.people
