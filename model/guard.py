"""What cannot be recorded, and why. Nothing else decides this; nothing refused is recorded."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from model.ballot import contradiction
from model.decoding import convert
from model.entry import Entry, blank_as_none, changed, kind_of, value_of
from model.errors import Refused
from model.events import (
    KINDS,
    AnyEvent,
    Attendance,
    Cancelled,
    Closed,
    Correction,
    Criticism,
    Disciplined,
    Explained,
    Groundwork,
    ItemStarted,
    Opened,
    PersonAdded,
    Prepared,
    Remark,
    SelfCriticism,
    Undone,
    UpperScore,
    Vote,
)
from model.meeting import Meeting
from model.old_events import OldText, Stated, StatedVote
from model.refusals import own_reason, unknown_person
from model.vietnamese import clean, control_character
from model.words import uy

_T = TypeVar("_T", bound=Struct)

LONGEST = 5000
"""Letters in one text: about three pages, more than anybody says in one go."""


def tidy(event: _T) -> _T:
    """The event with its texts in NFC and without stray spaces.

    Raises :class:`Refused` where a text is too long or holds a control character.
    """
    tidied: _T = convert(_tidy(msgspec.to_builtins(event)), type(event))
    return tidied


def _tidy(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _tidy(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_tidy(v) for v in value]
    if not isinstance(value, str):
        return value
    text = clean(value)
    if not text.isprintable() and (bad := control_character(text)):
        raise Refused(f"Nội dung có ký tự điều khiển {bad} không in được: xin xóa ký tự đó.")
    if len(text) > LONGEST:
        raise Refused(f"Nội dung dài {len(text)} chữ, quá {LONGEST}: xin tách làm nhiều ý kiến.")
    return text


def admit(meeting: Meeting, event: AnyEvent, at: datetime, *, judge_now: bool = True) -> None:
    """Raise :class:`Refused` where ``event`` cannot be recorded at ``at``.

    ``judge_now=False`` leaves aside what depends on attendance that may still be told later: a whole meeting entered
    afterwards is judged once, by :func:`contradictions`, as it stands at the end.
    """
    reason = _out_of_place(meeting, event, at)
    if not reason:
        match event:
            case Correction():
                reason = _of_correction(meeting, event, at, judge_now)
            case Undone():
                reason = _of_undo(meeting, event, at)
            case _:
                reason = _of_act(meeting, Entry(0, at, event), judge_now)
    if reason:
        raise Refused(uy(reason, meeting.cell.spelling) if meeting.prepared else reason)


def contradictions(meeting: Meeting) -> Iterator[tuple[Entry, str]]:
    """The entries that cannot be, by the attendance as it stands, each with the reason."""
    for entry in meeting.standing:
        if reason := _against_attendance(meeting, entry):
            yield entry, reason


def _against_attendance(meeting: Meeting, entry: Entry) -> str:
    """Why the entry contradicts the attendance: more hands than voters, words of somebody who was not there."""
    event, presence = entry.event, meeting.presence
    if isinstance(event, Vote):
        return contradiction(presence, entry.at, event)
    speaking = ""
    match event:
        case Remark(speaker=who) | SelfCriticism(member=who):
            speaking = who
        case Criticism():
            answers = bool(event.response) and presence.here(event.from_, entry.at)
            speaking = event.to if answers else event.from_
    if speaking and not presence.here(speaking, entry.at):
        name = meeting.refs.get(speaking, speaking)
        return f"Đồng chí {name} đang được ghi là vắng lúc {entry.at:%H:%M}: xin ghi “đến muộn” hoặc “trở lại” trước."
    return ""


def _of_act(meeting: Meeting, entry: Entry, judge_now: bool) -> str:
    reason = unknown_person(meeting, entry.event) or own_reason(meeting, entry.event, entry.at)
    return reason or (_against_attendance(meeting, entry) if judge_now else "")


def _out_of_place(meeting: Meeting, event: AnyEvent, at: datetime) -> str:
    if isinstance(event, Prepared):
        return "Cuộc họp này đã được chuẩn bị rồi." if meeting.prepared else ""
    if isinstance(event, OldText | Stated | StatedVote) and meeting.stated is None:
        return "Chỉ cuộc họp nhập từ biên bản cũ mới có lời và số liệu của biên bản cũ."
    if isinstance(event, Cancelled) and meeting.state != "prepared":
        return "Chỉ dời hay bỏ được cuộc họp đã chuẩn bị mà chưa khai mạc."
    if meeting.cancelled and not isinstance(event, Undone):
        return "Cuộc họp này đã dời hoặc bỏ: muốn họp, hãy lấy lại nó ở trang đầu."
    if event.in_record and meeting.state == "prepared" and not isinstance(event, Attendance):
        return "Cuộc họp chưa khai mạc: xin dùng lệnh “Khai mạc” trước."
    if event.in_record and meeting.opened and at < meeting.opened:
        return f"Giờ {at:%H:%M:%S} sớm hơn giờ khai mạc {meeting.opened:%H:%M:%S}."
    after_closing = (Correction, Undone, Groundwork, Explained, Disciplined, UpperScore)
    if meeting.state == "closed" and not isinstance(event, after_closing):
        return "Cuộc họp đã bế mạc: chỉ còn sửa được điều đã ghi bằng lệnh “Sửa”."
    return ""


def _of_correction(meeting: Meeting, event: Correction, at: datetime, judge_now: bool) -> str:
    """The corrected entry is judged as if it were recorded in its place, by the attendance as it then stands."""
    target = meeting.entry(event.of)
    if target is None or isinstance(target.event, Correction | Prepared):
        return "Không tìm thấy điều cần sửa trong biên bản."
    if meeting.closed and judge_now and not (event.why and event.who):
        return "Cuộc họp đã bế mạc: muốn sửa xin ghi lý do và ai quyết định sửa."
    known = {*target.event.__struct_encode_fields__, "at", "type"}
    for change in event.changes:
        if change.field == "type" and change.now in KINDS:
            known |= set(KINDS[change.now].__struct_encode_fields__)
    for change in event.changes:
        if change.field not in known:
            return f"Điều cần sửa không có mục “{change.field}”."
        now = value_of(target, change.field)
        if now != blank_as_none(change.was):
            return f"Mục “{change.field}” đang là “{now or ''}”, không phải “{change.was or ''}”."
    try:
        after = changed(target, event.changes)
        after = Entry(after.id, after.at, tidy(after.event))
    except msgspec.ValidationError:
        return f"Giá trị sửa không hợp với mục “{event.changes[0].field}” của {kind_of(target.event)}."
    place = (after.at, after.id)
    before = (e for e in meeting.standing if (e.at, e.id) < place or isinstance(e.event, Prepared | PersonAdded))
    # With everybody put on the list, also later; the entries are as corrected already.
    past = Meeting(e for e in before if e.id != target.id and not isinstance(e.event, Correction))
    reason = (
        _across_the_record(meeting, after)
        or _out_of_place(past, after.event, after.at)
        or _of_act(past, after, judge_now=False)
    )
    if not reason and judge_now:
        trial = Meeting([*meeting.entries, Entry(len(meeting.entries) + 1, at, event)])
        reason = _against_attendance(trial, after)
    return reason


def _across_the_record(meeting: Meeting, moved: Entry) -> str:
    """Why the opening or the closing cannot be moved to that time."""
    opened = meeting.opened
    held = [e.at for e in meeting.record if opened and e.at >= opened and not isinstance(e.event, Correction | Closed)]
    if held and isinstance(moved.event, Opened) and moved.at > min(held):
        return f"Giờ khai mạc phải trước mọi điều đã ghi (mục đầu lúc {min(held):%H:%M:%S})."
    if held and isinstance(moved.event, Closed) and moved.at < max(held):
        return f"Giờ bế mạc phải sau mọi điều đã ghi (mục cuối lúc {max(held):%H:%M:%S})."
    return ""


def _of_undo(meeting: Meeting, event: Undone, at: datetime) -> str:
    """What is undone must not leave a record without its opening, its people or its items."""
    target = next((e for e in meeting.entries if e.id == event.of), None)
    if target is None or isinstance(target.event, Prepared):
        return "Không còn gì để hoàn tác."
    if meeting.stated is not None and isinstance(target.event, Closed):
        return "Cuộc họp nhập từ biên bản cũ không mở lại được: xin dùng lệnh “Sửa” cho từng điều đã ghi."
    trial = Meeting([*meeting.entries, Entry(len(meeting.entries) + 1, at, event)])
    opened = meeting.opened
    if opened and trial.opened is None and any(e.at >= opened for e in trial.record):
        return "Chưa hoàn tác được lúc khai mạc: xin hoàn tác những điều đã ghi sau đó trước."
    for entry in trial.standing:
        reason = unknown_person(trial, entry.event)
        if isinstance(entry.event, ItemStarted) and trial.agenda.get(entry.event.item) is None:
            reason = "nội dung ấy đã được bàn: xin hoàn tác việc bàn trước."
        if reason:
            return f"Chưa hoàn tác được vì còn mục ghi lúc {entry.at:%H:%M}: {reason}"
    return ""
