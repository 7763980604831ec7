"""Each act's own reasons why it cannot be, as sentences with the way out; asked by :mod:`model.guard` alone."""

from datetime import date, datetime

from model.entry import fields_of
from model.events import (
    AnyEvent,
    Attendance,
    Break,
    Closed,
    Considered,
    Criticism,
    Dues,
    Event,
    Explained,
    ItemAdded,
    ItemConcluded,
    ItemMoved,
    ItemPutOff,
    ItemRenamed,
    ItemStarted,
    Named,
    Note,
    Opened,
    PersonAdded,
    Praise,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Vote,
)
from model.meeting import Meeting
from model.scoring import score
from model.sheets import sheet
from model.vietnamese import short_date


def unknown_person(meeting: Meeting, event: AnyEvent) -> str:
    """Why a name of the event is nobody's."""
    values = fields_of(event)
    for field in event.people_fields:
        if field != "presenter" and not values.get(field):
            return "Chưa ghi là ai: xin chọn người."
        if values.get(field) and values[field] not in meeting.people:
            return f"Không có ai tên “{values[field]}” trong danh sách cuộc họp."
    if isinstance(event, Vote):
        for candidate in event.candidate:
            if candidate.name not in meeting.people:
                return f"Ứng cử viên “{candidate.name}” không có trong danh sách chi bộ."
    return ""


def own_reason(meeting: Meeting, event: AnyEvent, at: datetime) -> str:  # noqa: PLR0911, PLR0912 - a line per event
    """Why the act cannot be in the meeting as it stands."""
    match event:
        case Opened():
            return "Cuộc họp đã khai mạc rồi." if meeting.opened else ""
        case Named():
            return _of_named(meeting, event)
        case PersonAdded(person=person):
            return "Người này đã có trong danh sách." if person.id in meeting.people else _empty(person.name, "họ tên")
        case ItemAdded(item=item):
            there = "Nội dung này đã có trong chương trình." if meeting.agenda.get(item.id) else ""
            return there or _empty(item.title, "tên nội dung")
        case ItemStarted(item=item_id) | ItemConcluded(item=item_id):
            return _of_item(meeting, event, item_id)
        case ItemPutOff(item=item_id) | ItemRenamed(item=item_id) | ItemMoved(item=item_id):
            return _of_item(meeting, event, item_id)
        case Attendance():
            return _of_attendance(meeting, event, at)
        case Dues():
            return _of_dues(meeting, event)
        case Remark(text=text) | Criticism(text=text) | Praise(text=text) | Reminder(text=text) | Note(text=text):
            return _empty(text, "nội dung")
        case SelfCriticism(shortcomings=shortcomings, deadline=deadline):
            return _empty(shortcomings, "nội dung khuyết điểm") or _past(meeting, deadline)
        case Explained(text=text):
            return _empty(text, "lý do")
        case Considered(name=name):
            return _empty(name, "họ tên người được xét")
        case Vote(subject=subject):
            return _empty(subject, "nội dung biểu quyết")
        case Break(until=until):
            return "" if until > at.time() else f"Giờ hết nghỉ {until:%H:%M} phải sau bây giờ ({at:%H:%M})."
        case Task(text=text, due=due):
            return _empty(text, "nội dung nhiệm vụ") or _past(meeting, due)
        case TaskResult(task=task):
            known = any(t.id == task and t.carried for t in meeting.tasks)
            return "" if known else f"Không có nhiệm vụ tháng trước nào mang mã “{task}”."
        case Score():
            return _of_score(meeting, event)
        case Closed():
            last = max((e.at for e in meeting.record), default=at)
            return "" if at >= last else f"Giờ bế mạc phải sau mọi điều đã ghi (mục cuối lúc {last:%H:%M:%S})."
    return ""


def _empty(text: str, what: str) -> str:
    return "" if text else f"Chưa có {what}."


def _past(meeting: Meeting, due: date | None) -> str:
    if due is None or due >= meeting.date:
        return ""
    return f"Hạn {short_date(due)} đã qua so với ngày họp {short_date(meeting.date)}."


def _of_named(meeting: Meeting, event: Named) -> str:
    person = meeting.people[event.member]
    if person.status in ("invited", "guest", "suspended"):
        return "Chủ trì, thư ký và người chấm điểm phải là đảng viên sinh hoạt tại chi bộ."
    if event.role == "recorder" and (person.office == "leader" or event.member == meeting.cell.leader):
        return "Thư ký cuộc họp không được là bí thư: xin cử đồng chí khác."
    others = {"chair": meeting.roles.get("recorder"), "recorder": meeting.roles.get("chair")}
    if others.get(event.role) == event.member:
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
    if isinstance(event, ItemMoved) and event.after and meeting.agenda.get(event.after) is None:
        return f"Chương trình không có nội dung “{event.after}”."
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
