"""A correction in words: which entry, which field, what was there and what stands there now."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from exports.wording import Wording
from model.decoding import convert
from model.entry import fields_of, kind_of
from model.events import Correction, Note
from model.meeting import Meeting
from model.parts import Change, Question
from model.vietnamese import clock_words, short_date, thousands
from model.voting import answer_words
from model.words import ATTENDANCE, KIND, MATTER, MEETING_KIND, METHOD, RESULT, RULE, VERDICT

FIELDS = {
    "at": "giờ", "item": "nội dung", "presenter": "người trình bày", "conclusion": "kết luận", "member": "đồng chí",
    "status": "tình trạng", "reason": "lý do", "paid": "đã nộp", "owed": "chưa nộp", "amount": "số tiền",
    "text": "nội dung", "speaker": "người phát biểu", "continued": "nói tiếp", "reserved": "bảo lưu ý kiến",
    "strengths": "ưu điểm", "shortcomings": "hạn chế, khuyết điểm", "cause": "nguyên nhân",
    "remedy": "biện pháp khắc phục", "deadline": "thời hạn khắc phục", "from": "người phê bình",
    "to": "người được nêu tên", "response": "trả lời", "subject": "nội dung biểu quyết", "method": "hình thức",
    "rule": "số phiếu cần", "for": "tán thành", "against": "không tán thành", "no_opinion": "không có ý kiến",
    "issued": "phát ra", "returned": "thu về", "valid": "hợp lệ", "invalid": "không hợp lệ",
    "seats": "số lượng được bầu", "candidate": "số phiếu của từng người", "level": "mức", "until": "nghỉ đến",
    "task": "nhiệm vụ", "result": "kết quả", "owner": "người thực hiện", "due": "thời hạn", "sheet": "khung",
    "criterion": "tiêu chí", "points": "điểm", "matter": "việc", "person": "về đồng chí", "round": "vòng",
    "question": "số phiếu của từng câu", "invalid_reasons": "lý do không hợp lệ", "committee_word": "ý kiến của chi ủy",
    "weak_points": "hạn chế", "remedies": "cách khắc phục", "word": "ý kiến của chủ trì",
    "promise": "lời hứa", "meeting": "kỳ họp", "corrections": "nội dung sửa", "owing": "người chưa nộp",
    "members": "thành viên", "total": "tổng số", "expected": "phải dự", "present": "có mặt", "absent": "vắng",
    "excused": "vắng có lý do", "unexcused": "vắng không lý do", "most": "điểm tối đa", "base": "cơ số",
    "verdict": "kết quả biểu quyết", "place": "đoạn",
    "type": "loại", "under": "thuộc nội dung", "name": "họ tên", "born": "ngày sinh", "introducers": "người giới thiệu",
}  # fmt: skip
"""The fields of events that papers tell; ``internal`` and ``guessed`` are between the recorder and the program."""
_MARKS = ("continued", "reserved")
_READ: dict[str, Callable[[Any], str]] = {
    "at": lambda at: clock_words(datetime.fromisoformat(at)),
    "until": lambda at: clock_words(time.fromisoformat(at)),
    "due": lambda day: short_date(date.fromisoformat(day)),
    "deadline": lambda day: short_date(date.fromisoformat(day)),
    "born": lambda day: short_date(date.fromisoformat(day)),
    "amount": thousands,
    "status": ATTENDANCE.__getitem__,
    "method": METHOD.__getitem__,
    "rule": RULE.__getitem__,
    "result": RESULT.__getitem__,
    "verdict": VERDICT.__getitem__,
    "matter": lambda matter: MATTER.get(matter, matter),  # of a vote, or the words of a criticism
    "type": KIND.__getitem__,
}


def change_words(meeting: Meeting, wording: Wording, correction: Correction) -> str:
    """``Ý kiến của đồng chí Lê Đức hồi 19 giờ 54 phút, nội dung “…” sửa thành “…”``; empty where nothing stands."""
    target = meeting.entry(correction.of)
    if target is None or not target.event.in_record or isinstance(target.event, Note):
        return ""
    changes = [change for change in correction.changes if change.field in FIELDS]
    if not changes:
        return ""
    event = target.event
    people = [fields_of(event).get(field, "") for field in event.people_fields]
    who = f" của {wording.called(people[0])}" if people and people[0] else ""
    if any(change.field == "type" and change.was == "note" for change in changes):
        return f"{KIND[kind_of(event)]}{who} hồi {clock_words(target.at)} được đưa vào biên bản"
    told = "; ".join(_told(meeting, wording, change, event.people_fields) for change in changes)
    return f"{KIND[kind_of(event)]}{who} hồi {clock_words(target.at)}, {told}"


def _told(meeting: Meeting, wording: Wording, change: Change, people: tuple[str, ...]) -> str:
    was, now = (_value(meeting, wording, change.field, value, people) for value in (change.was, change.now))
    field = FIELDS[change.field]
    if was and now:
        return f"{field} “{was}” sửa thành “{now}”"
    return f"{field} {'thêm' if now else 'bỏ'} “{now or was}”"


def _value(meeting: Meeting, wording: Wording, field: str, value: Any, people: tuple[str, ...]) -> str:
    """The value of a field for reading; empty where the field was or became empty."""
    if field in _MARKS:
        return "có" if value else "không"
    if value is None or value == "":
        return ""
    if field in people or field == "person":
        return wording.name(value)
    if field in ("owing", "members"):
        return ", ".join(wording.name(who) for who in value)
    if earlier := next((m for m in meeting.head.unapproved if field == "meeting" and m.id == value), None):
        return f"{MEETING_KIND[earlier.kind]} {short_date(earlier.date)}"
    if promise := next((p for p in meeting.promises if field == "promise" and p.id == value), None):
        return promise.remedy
    if field == "question":
        return "; ".join(answer_words(convert(q, Question), wording.names) for q in value)
    if field == "candidate":
        return "; ".join(f"{wording.name(c['name'])} {c['votes']}" for c in value)
    item = meeting.agenda.get(value) if field in ("item", "under") else None
    task = next((t for t in meeting.tasks if t.id == value), None) if field == "task" else None
    if item or task:
        return item.title if item else task.text if task else ""
    return _READ[field](value) if field in _READ else str(value)
