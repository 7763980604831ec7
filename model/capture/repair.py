"""Mending what was recorded without leaving the line: who, what kind, which item, when; words, joined, split, put in.

Everything is a correction or an undo, so that what was there stays in the journal and can come back.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from msgspec import structs

from model.capture.reading import Desk, Reading, Timed, nothing_more, one
from model.days import read_clock
from model.entry import Entry, blank_as_none, fields_of, kind_of, value_of
from model.errors import Refused
from model.events import AnyEvent, Attendance, Correction, Remark, Undone
from model.guard import contradictions
from model.meeting import Meeting
from model.parts import Change, Happening

_WORDS = ("text", "conclusion", "reason", "subject", "strengths", "shortcomings", "cause", "remedy", "response")
"""The fields that hold what was said; all others are codes, figures and days."""

_WHO = ("speaker", "member", "owner", "from", "to")
"""The field that tells whose entry it is, in this order."""


def amended(entry: Entry, event: AnyEvent) -> Correction | None:
    """The correction that makes the entry's event into ``event``, also of another kind; None where nothing changes."""
    before = fields_of(entry.event) | {"type": kind_of(entry.event)}
    after = fields_of(event) | {"type": kind_of(event)}
    changes = tuple(
        Change(name, value_of(entry, name), blank_as_none(after.get(name)))
        for name in dict.fromkeys(["type", *before, *after])
        if blank_as_none(before.get(name)) != blank_as_none(after.get(name))
    )
    return Correction(entry.id, changes) if changes else None


def other_person(desk: Desk, text: str) -> Reading:
    """Somebody else said it: nobody named means the one who spoke before."""
    entry = desk.target()
    who = desk.only(text) if text.strip() else desk.floor.before
    field = next((f for f in _WHO if f in entry.event.__struct_encode_fields__), None)
    if field is None or not who:
        raise Refused("Dòng này không phải lời của ai." if field is None else "Gõ số hoặc tên người nói đúng.")
    speaker = who if isinstance(entry.event, Remark) and desk.chosen is None else ""
    values: dict[str, str | None] = {field: who}
    if isinstance(entry.event, Remark) and entry.event.speaker != who:
        values["continued"] = None
    return _changed(entry, values, f"Của {desk.called(who)}", speaker)


def other_item(desk: Desk, text: str) -> Reading:
    """It belongs to the item of that number."""
    item, entry = desk.item(text), desk.target()
    if desk.meeting.item_of.get(entry.id) == item.id:
        raise Refused("Đã đúng như vậy rồi.")
    return _changed(entry, {"under": item.id}, f"Vào mục: {item.title}")


def other_time(desk: Desk, text: str) -> Reading:
    """It happened at that clock time."""
    entry, clock = desk.target(), read_clock(text)
    if clock is None:
        raise Refused("Ghi giờ như 19:42.")
    at = entry.at.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return _changed(entry, {"at": at.isoformat(), "guessed": None}, f"Lúc {at:%H:%M}")


def replaced(desk: Desk, text: str) -> Reading:
    """``cũ/mới/``: words of the entry for others, wherever they stand in it."""
    old, _, new = text.partition("/")
    new = new.removesuffix("/")
    entry = desk.target()
    if not old:
        raise Refused("Ghi s/chữ cũ/chữ mới/.")
    texts = {f: v for f, v in fields_of(entry.event).items() if f in _WORDS and old in v}
    if not texts:
        raise Refused(f"Dòng ghi lúc {entry.at:%H:%M} không có chữ “{old}”.")
    return _changed(entry, {f: v.replace(old, new) for f, v in texts.items()}, f"“{old}” thành “{new}”")


def joined(desk: Desk, text: str) -> Reading:
    """A remark becomes one with the remark before it."""
    nothing_more(text)
    entry = desk.target()
    before = _before(desk, entry)
    if not (isinstance(entry.event, Remark) and before and isinstance(before.event, Remark)):
        raise Refused("Chỉ nối được hai ý kiến đứng liền nhau.")
    if (before.event.speaker, before.event.reserved) != (entry.event.speaker, entry.event.reserved):
        raise Refused("Hai ý kiến của hai người hoặc khác loại: xin đổi người, đổi loại trước rồi nối.")
    whole = Correction(before.id, (Change("text", before.event.text, f"{before.event.text} {entry.event.text}"),))
    return Reading("Nối với dòng trước", events=((whole, None), (Undone(entry.id), None)))


def split(entry: Entry, first: str, second: str) -> tuple[Timed, ...]:
    """A remark becomes two: the events of that one act."""
    assert isinstance(entry.event, Remark)
    rest = structs.replace(entry.event, text=second, continued=True)
    cut = Correction(entry.id, (Change("text", entry.event.text, first),))
    return (cut, None), (rest, entry.at + timedelta(microseconds=1))


def moment_before(desk: Desk) -> datetime:
    """A time before the entry that is chosen, and behind all that is earlier."""
    entry = desk.target()
    earlier = [e.at for e in desk.record if e.at < entry.at]
    start = max([*earlier, *filter(None, [desk.meeting.opened])], default=entry.at)
    return min(start, entry.at) + (entry.at - min(start, entry.at)) / 2


def inserted(desk: Desk, event: AnyEvent, at: datetime) -> tuple[Timed, ...]:
    """The event put in at that time, which is marked as guessed; raises :class:`Refused` for what is no happening."""
    if not isinstance(event, Happening) or isinstance(event, Correction):
        raise Refused("Chỉ chèn được việc diễn ra trong phòng họp, như ý kiến, biểu quyết, ra vào.")
    if isinstance(event, Remark):
        before = next((e.event for e in reversed(desk.record) if e.at <= at), None)
        event = structs.replace(event, continued=isinstance(before, Remark) and before.speaker == event.speaker)
    return ((guessed(event), at),)


def taken_back(desk: Desk, text: str) -> Reading:
    """The entry did not happen."""
    nothing_more(text)
    return one(Undone(desk.target().id, picked=True), "Bỏ dòng này", "^Z: lấy lại")


def guessed(event: AnyEvent) -> AnyEvent:
    """The event with the mark that its time was not taken down."""
    return structs.replace(event, guessed=True) if isinstance(event, Happening) else event


def contradicted(meeting: Meeting, marks: Iterable[Attendance], now: datetime) -> list[str]:
    """What no longer agrees once these marks are recorded: votes with more hands than voters, words of absentees."""
    known = {entry.id for entry, _ in contradictions(meeting)}
    trial = Meeting(meeting.entries)
    for mark in marks:
        trial.apply(Entry(len(trial.entries) + 1, now, mark))
    return [reason for entry, reason in contradictions(trial) if entry.id not in known]


def _before(desk: Desk, entry: Entry) -> Entry | None:
    record = desk.record
    place = next((n for n, e in enumerate(record) if e.id == entry.id), 0)
    return record[place - 1] if place else None


def _changed(entry: Entry, values: dict[str, Any], shown: str, speaker: str = "") -> Reading:
    changes = tuple(
        Change(name, value_of(entry, name), value) for name, value in values.items() if value_of(entry, name) != value
    )
    if not changes:
        raise Refused("Đã đúng như vậy rồi.")
    return one(Correction(entry.id, changes), f"Sửa dòng {entry.at:%H:%M}", shown, speaker)
