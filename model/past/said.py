"""What each entry of a meeting says, in words that somebody may look for later: the rows of the search."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from model.entry import Entry, kind_of
from model.events import (
    Attendance,
    Considered,
    Criticism,
    Dues,
    ItemConcluded,
    ItemPutOff,
    PromiseResult,
    SelfCriticism,
    TaskResult,
    Tellers,
    Vote,
)
from model.ledger import Assignment, Promise
from model.meeting import Meeting
from model.parts import RENAMED, Event
from model.voting import judge
from model.words import ATTENDANCE, KEPT, RESULT, VERDICT

_FIELDS = (
    "text", "subject", "conclusion", "strengths", "shortcomings", "cause", "remedy", "response", "reason", "matter",
    "word", "corrections", "level", "committee_word", "weak_points", "remedies", "why",
)  # fmt: skip
"""Fields that hold words, in the order in which they are told."""

RENAMED_BACK = {written: name for name, written in RENAMED.items()}
"""Written name of a field to its name in the code."""


class Said(Struct, frozen=True):
    """An entry in words: ``who`` names those it is about, ``item`` is the title of the item it was said under.

    ``kinds``: the name of its kind; ``promise`` for a remedy with a date; ``owed`` for a task, a promise and what was
    told of one. ``step`` is that of the item, as text.
    """

    entry: int
    at: str
    who: str
    text: str
    kinds: tuple[str, ...]
    item: str = ""
    step: str = ""


def said(meeting: Meeting) -> Iterator[Said]:
    """What was said, decided, assigned, promised and noted in the meeting, entry by entry."""
    names = meeting.names
    asked: dict[str, Assignment | Promise] = {t.id: t for t in meeting.tasks if t.carried}
    asked |= {p.id: p for p in meeting.promises if p.carried}
    items = {item.id: item for item in meeting.agenda.items}
    for entry in meeting.standing:
        if not entry.event.in_record and not isinstance(entry.event, ItemPutOff):
            continue
        text = _text(meeting, entry, asked, names)
        if not text:
            continue
        event = entry.event
        item = items.get(event.item if isinstance(event, ItemPutOff) else meeting.item_of.get(entry.id, ""))
        yield Said(
            entry.id, entry.at.isoformat(), ", ".join(names.get(i, i) for i in _who(entry, asked)), text,
            _kinds(entry), item.title if item else "", str(item.step) if item else "",
        )  # fmt: skip


def _who(entry: Entry, asked: dict[str, Assignment | Promise]) -> Iterator[str]:
    """The ids of those whom an entry is about."""
    match entry.event:
        case TaskResult(task=ident) | PromiseResult(promise=ident):
            if one := asked.get(ident):
                yield one.owner if isinstance(one, Assignment) else one.member
        case Tellers(members=members):
            yield from members
        case Dues(owing=owing):
            yield from owing
        case Vote(person=person):
            yield from [person] if person else []
        case Considered(name=name):
            yield name
        case event:
            values = (getattr(event, RENAMED_BACK.get(name, name)) for name in event.people_fields)
            yield from filter(None, values)


def _kinds(entry: Entry) -> tuple[str, ...]:
    kind, event = kind_of(entry.event), entry.event
    if isinstance(event, SelfCriticism | Criticism) and event.remedy and event.deadline:
        return kind, "promise", "owed"
    return (kind, "owed") if kind in ("task", "task_result", "promise_result") else (kind,)


def _text(meeting: Meeting, entry: Entry, asked: dict[str, Assignment | Promise], names: dict[str, str]) -> str:
    event = entry.event
    told = " · ".join(filter(None, (getattr(event, name) for name in _fields(type(event)))))
    match event:
        case ItemConcluded(item=ident) | ItemPutOff(item=ident):
            item = meeting.agenda.get(ident)
            put_off = "hoãn" if isinstance(event, ItemPutOff) else ""
            return _joined(": ", item.title if item else "", _joined(", ", put_off, told))
        case Attendance(status=status):
            return _joined(": ", ATTENDANCE[status], told)
        case Dues():
            return _joined(". ", f"đã nộp {event.paid}, chưa nộp {event.owed}", told)
        case TaskResult(task=ident):
            task = asked.get(ident)
            about = task.text if isinstance(task, Assignment) else ""
            return _joined(": ", _joined(" – ", about, RESULT[event.result]), told)
        case PromiseResult(promise=ident):
            promise = asked.get(ident)
            about = promise.remedy if isinstance(promise, Promise) else ""
            return _joined(": ", _joined(" – ", about, KEPT[event.result]), told)
        case Vote():
            return _vote(meeting, entry, event, told, names)
    return told


@cache
def _fields(kind: type[Event]) -> tuple[str, ...]:
    return tuple(name for name in _FIELDS if name in kind.__struct_fields__)


def _vote(meeting: Meeting, entry: Entry, vote: Vote, told: str, names: dict[str, str]) -> str:
    judged = judge(meeting.presence, entry.at, vote)
    persons: list[Any] = [c.name for c in vote.candidate] + [q.person for q in vote.question]
    asked = [q.subject for q in vote.question if q.subject]
    listed = ", ".join([*(names.get(p, p) for p in persons if p), *asked])
    return _joined(" – ", _joined(": ", told, listed), VERDICT[judged.verdict])


def _joined(sign: str, *parts: str) -> str:
    return sign.join(part for part in parts if part)
