"""What cannot be recorded, and why: each refusal is one sentence with the way out. Nothing else decides this."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from model.errors import Refused
from model.events import (
    AnyEvent,
    Attendance,
    Break,
    Closed,
    Correction,
    Criticism,
    Dues,
    Entry,
    Event,
    Explained,
    Groundwork,
    ItemConcluded,
    ItemPutOff,
    ItemRenamed,
    ItemStarted,
    Named,
    PersonAdded,
    Prepared,
    Remark,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Undone,
    Vote,
    blank_as_none,
    changed,
    fields_of,
    kind_of,
)
from model.meeting import Meeting
from model.scoring import score, sheet
from model.vietnamese import clean, control_character, short_date
from model.voting import contradiction
from model.words import uy

LONGEST = 5000
"""Letters in one text: about three pages, more than anybody says in one go."""


def tidy(event: AnyEvent) -> AnyEvent:
    """The event with its texts in NFC and without stray spaces.

    Raises :class:`Refused` where a text is too long or holds a control character.
    """
    values = msgspec.to_builtins(event)
    tidied: AnyEvent = msgspec.convert(_tidy(values), type(event))
    return tidied


def _tidy(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _tidy(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_tidy(v) for v in value]
    if not isinstance(value, str):
        return value
    text = clean(value)
    if bad := control_character(text):
        raise Refused(f"Nội dung có ký tự điều khiển {bad} không in được: xin xóa ký tự đó.")
    if len(text) > LONGEST:
        raise Refused(f"Nội dung dài {len(text)} chữ, quá {LONGEST}: xin tách làm nhiều ý kiến.")
    return text


def admit(meeting: Meeting, event: AnyEvent, at: datetime, *, judge_now: bool = True) -> None:
    """Raise :class:`Refused` where ``event`` cannot be recorded at ``at``.

    ``judge_now=False`` leaves aside what depends on attendance that may still be told later: a whole meeting entered
    afterwards is judged once, by :func:`contradictions`, as it stands at the end.
    """
    reason = _out_of_place(meeting, event, at) or _unknown_person(meeting, event) or _own_reason(meeting, event, at)
    if not reason and judge_now:
        reason = against_attendance(meeting, Entry(0, at, event))
    if reason:
        raise Refused(uy(reason, meeting.cell.spelling) if meeting.prepared else reason)


def contradictions(meeting: Meeting) -> Iterator[tuple[Entry, str]]:
    """The entries that cannot be, by the attendance as it stands, each with the reason."""
    for entry in meeting.standing:
        if reason := against_attendance(meeting, entry):
            yield entry, reason


def against_attendance(meeting: Meeting, entry: Entry) -> str:
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


def _out_of_place(meeting: Meeting, event: AnyEvent, at: datetime) -> str:
    if isinstance(event, Prepared):
        return "Cuộc họp này đã được chuẩn bị rồi." if meeting.prepared else ""
    if meeting.opened and event.in_record and at < meeting.opened:
        return f"Giờ {at:%H:%M:%S} sớm hơn giờ khai mạc {meeting.opened:%H:%M:%S}."
    if isinstance(event, Attendance) and meeting.state == "prepared":
        return ""
    if event.in_record and meeting.state == "prepared":
        return "Cuộc họp chưa khai mạc: xin dùng lệnh “Khai mạc” trước."
    after_closing = (Correction, Undone, Groundwork, Explained)
    if meeting.state == "closed" and not isinstance(event, after_closing):
        return "Cuộc họp đã bế mạc: chỉ còn sửa được điều đã ghi bằng lệnh “Sửa”."
    return ""


def _unknown_person(meeting: Meeting, event: AnyEvent) -> str:
    values = fields_of(event)
    for field in event.people_fields:
        if values.get(field) and values[field] not in meeting.people:
            return f"Không có ai tên “{values[field]}” trong danh sách cuộc họp."
    if isinstance(event, Vote):
        for candidate in event.candidate:
            if candidate.name not in meeting.people:
                return f"Ứng cử viên “{candidate.name}” không có trong danh sách chi bộ."
    return ""


def _own_reason(meeting: Meeting, event: AnyEvent, at: datetime) -> str:  # noqa: PLR0911 - one line per event
    match event:
        case Named():
            return _of_named(meeting, event)
        case PersonAdded(person=person):
            return "Người này đã có trong danh sách." if person.id in meeting.people else _empty(person.name, "họ tên")
        case ItemStarted(item=item) | ItemConcluded(item=item) | ItemPutOff(item=item) | ItemRenamed(item=item):
            return _of_item(meeting, event, item)
        case Attendance():
            return _of_attendance(meeting, event, at)
        case Dues():
            return _of_dues(meeting, event)
        case Remark(text=text) | Criticism(text=text):
            return _empty(text, "nội dung")
        case Break(until=until):
            return "" if until > at.time() else f"Giờ hết nghỉ {until:%H:%M} phải sau bây giờ ({at:%H:%M})."
        case Task(text=text, due=due):
            late = f"Hạn {short_date(due)} đã qua so với ngày họp {short_date(meeting.date)}."
            return _empty(text, "nội dung nhiệm vụ") or (late if due < meeting.date else "")
        case TaskResult(task=task):
            known = any(t.id == task and t.carried for t in meeting.tasks)
            return "" if known else f"Không có nhiệm vụ tháng trước nào mang mã “{task}”."
        case Score():
            return _of_score(meeting, event)
        case Correction():
            return _of_correction(meeting, event)
        case Undone(of=of):
            target = next((e for e in meeting.entries if e.id == of), None)
            return "" if target and not isinstance(target.event, Prepared) else "Không còn gì để hoàn tác."
        case Closed():
            return "" if meeting.opened and at >= meeting.opened else "Giờ bế mạc phải sau giờ khai mạc."
    return ""


def _empty(text: str, what: str) -> str:
    return "" if text else f"Chưa có {what}."


def _of_named(meeting: Meeting, event: Named) -> str:
    person = meeting.people[event.member]
    if person.status == "invited":
        return "Chủ trì, thư ký và người chấm điểm phải là đảng viên sinh hoạt tại chi bộ."
    if event.role == "recorder" and person.office == "leader":
        return "Thư ký cuộc họp không được là bí thư: xin cử đồng chí khác."
    other = {"recorder": "chair", "chair": "recorder"}.get(event.role, "")
    if other and meeting.roles.get(other) == event.member:  # type: ignore[call-overload]
        return "Chủ trì và thư ký phải là hai người khác nhau."
    return ""


def _of_item(meeting: Meeting, event: Event, item_id: str) -> str:
    item = meeting.agenda.get(item_id)
    if item is None:
        return f"Chương trình không có nội dung “{item_id}”."
    if isinstance(event, ItemConcluded) and not item.held:
        return f"Nội dung “{item.title}” chưa bắt đầu nên chưa thể kết luận."
    if isinstance(event, ItemStarted) and item.running:
        return f"Đang bàn nội dung “{item.title}” rồi."
    return _empty(event.title, "tên nội dung") if isinstance(event, ItemRenamed) else ""


def _of_attendance(meeting: Meeting, event: Attendance, at: datetime) -> str:
    name, stay = meeting.refs[event.member], meeting.presence.stays[event.member]
    if event.status == "left" and not stay.here(at):
        return f"Đồng chí {name} đang được ghi là không có mặt nên không thể ghi về sớm."
    if event.status == "back" and stay.here(at):
        return f"Đồng chí {name} đang có mặt nên không cần ghi trở lại."
    if event.status == "back" and not stay.attended:
        return f"Đồng chí {name} chưa có mặt lần nào: xin ghi “đến muộn”."
    if event.reason and event.status != "excused":
        return "Lý do chỉ ghi khi vắng có lý do."
    return ""


def _of_dues(meeting: Meeting, event: Dues) -> str:
    total = meeting.presence.counts().total
    if min(event.paid, event.owed, event.amount) < 0:
        return "Số người và số tiền đảng phí không thể âm."
    if event.paid + event.owed > total:
        return f"Đã nộp {event.paid} + chưa nộp {event.owed} nhiều hơn {total} đảng viên của chi bộ."
    return ""


def _of_score(meeting: Meeting, event: Score) -> str:
    row = score(meeting, sheet(event.sheet)).row(event.criterion)
    if row is None:
        return f"Khung {event.sheet} không có tiêu chí “{event.criterion}”."
    if not row.applies:
        return f"Tiêu chí {event.criterion} không dùng cho cuộc họp này: {row.reason}."
    if row.by_hand is None:
        return f"Tiêu chí {event.criterion} do chương trình tính từ biên bản, không chấm bằng tay."
    low, high = row.by_hand
    if not low <= event.points <= high:
        return f"Tiêu chí {event.criterion}: điểm phải từ {low} đến {high}, không thể là {event.points}."
    if event.points < row.max and event.points != row.proposed and not event.reason:
        return f"Tiêu chí {event.criterion} bị trừ {row.max - event.points} điểm: xin ghi lý do (thuyết minh điểm trừ)."
    return ""


def _of_correction(meeting: Meeting, event: Correction) -> str:
    target = meeting.entry(event.of)
    if target is None or isinstance(target.event, Correction):
        return "Không tìm thấy điều cần sửa trong biên bản."
    before = fields_of(target.event) | {"at": target.at.isoformat()}
    for change in event.changes:
        if change.field not in {*target.event.__struct_encode_fields__, "at"}:
            return f"Điều cần sửa không có mục “{change.field}”."
        if blank_as_none(before.get(change.field)) != blank_as_none(change.was):
            return f"Mục “{change.field}” đang là “{before.get(change.field, '')}”, không phải “{change.was}”."
    try:
        after = changed(target, event.changes)
    except msgspec.ValidationError:
        return f"Giá trị sửa không hợp với mục “{event.changes[0].field}” của {kind_of(target.event)}."
    if meeting.opened and after.event.in_record and after.at < meeting.opened:
        return f"Giờ {after.at:%H:%M:%S} sớm hơn giờ khai mạc."
    return _unknown_person(meeting, after.event)
