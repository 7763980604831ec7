"""The acts of the capture line, one function each: what stands behind its word or sign becomes the act's events."""

import re
from datetime import timedelta
from itertools import count

from model.capture.reading import FIELD, Desk, Reading, fields, nothing_more, one, remark, said, several
from model.cell import Person
from model.days import read_clock, said_day
from model.errors import Refused
from model.events import (
    Attendance,
    Break,
    Criticism,
    Dues,
    MinutesRead,
    Note,
    PersonAdded,
    Praise,
    Reminder,
    Score,
    SelfCriticism,
)
from model.vietnamese import fold, read_amount, thousands
from model.words import ATTENDANCE

_NO_REASON = {"x", "0", "kl", "khong", "khong ly do", "kp", "khong phep"}


def attendance(desk: Desk, text: str) -> Reading:
    """Who is absent, each with the reason or ``x`` for none; all others are present: ``@ ốm | # x``."""
    events, lines = [], []
    for part in filter(None, (p.strip() for p in text.split(FIELD))):
        who = desk.who(part)
        if not who.rest:
            raise Refused(f"{desk.called(who.id)}: ghi lý do vắng, hoặc x nếu vắng không lý do.")
        excused = fold(who.rest) not in _NO_REASON
        events.append(Attendance(who.id, "excused" if excused else "unexcused", who.rest if excused else ""))
        lines.append(f"{desk.called(who.id)} {'vắng: ' + who.rest if excused else 'vắng không lý do'}")
    if not events:
        raise Refused("Chỉ ghi người vắng: số hoặc tên, rồi lý do (x: không lý do); Tab sang người sau.")
    return several(events, "Điểm danh", " · ".join(lines))


def came(desk: Desk, text: str) -> Reading:
    """Somebody comes in: late for the first time, else back again."""
    who = desk.only(text)
    stay = desk.meeting.presence.stays[who]
    left = stay.attended and not stay.here(desk.now)
    return _mark(desk, Attendance(who, "back" if left else "late"))


def left(desk: Desk, text: str) -> Reading:
    """Somebody leaves."""
    return _mark(desk, Attendance(desk.only(text), "left"))


def present(desk: Desk, text: str) -> Reading:
    """Somebody was there from the beginning after all."""
    return _mark(desk, Attendance(desk.only(text), "present"))


def _mark(desk: Desk, mark: Attendance) -> Reading:
    return one(mark, "Ra vào", f"{desk.called(mark.member)} {ATTENDANCE[mark.status]} lúc {desk.now:%H:%M}")


def reserved(desk: Desk, text: str) -> Reading:
    """A reserved opinion, of the one named or of the one who speaks."""
    found = desk.signed(text)
    return remark(desk, found.id or desk.floor.speaker, said(found.rest, "ý kiến bảo lưu"), reserved=True)


def self_criticism(desk: Desk, text: str) -> Reading:
    """Strengths, shortcomings, cause, remedy and its day, by field signs; a single part is the shortcomings."""
    found = desk.signed(text)
    member = found.id or _speaking(desk)
    parts = fields(found.rest, 5)
    strengths, shortcomings, cause, remedy, when = parts if any(parts[1:]) else ["", parts[0], "", "", ""]
    deadline = desk.day(when) if when else None
    until = f" · hạn {said_day(deadline)}" if deadline else ""
    names = ("ưu điểm", "hạn chế", "nguyên nhân", "khắc phục", "hạn khắc phục")
    here = names[min(found.rest.count(FIELD), 4)] if FIELD in found.rest else "hạn chế (Tab: ưu điểm ở trước)"
    label, shown = f"{desk.called(member)} tự phê bình", f"Đang ghi: {here}{until}"
    if not shortcomings:
        order = "ưu điểm, hạn chế, nguyên nhân, khắc phục, hạn; Tab giữa các phần"
        return Reading(label, shown, f"Chưa ghi hạn chế. Thứ tự: {order}.")
    event = SelfCriticism(
        member=member, strengths=strengths, shortcomings=shortcomings, cause=cause, remedy=remedy, deadline=deadline
    )
    return one(event, label, shown)


def criticism(desk: Desk, text: str) -> Reading:
    """One to another: ``@ text | answer | remedy | day``; without a name, to the one criticised last."""
    found = desk.signed(text)
    giver, to = _speaking(desk), found.id or _last_criticised(desk)
    if not to:
        raise Refused("Góp ý cho ai: gõ số của người được góp ý sau dấu “>”.")
    words, answer, remedy, when = fields(found.rest, 4)
    deadline = desk.day(when) if when else None
    names = ("nội dung góp ý", "tiếp thu, giải trình", "khắc phục", "hạn khắc phục")
    shown = f"Đang ghi: {names[min(found.rest.count(FIELD), 3)]}{f' · hạn {said_day(deadline)}' if deadline else ''}"
    event = Criticism(giver, to, said(words, names[0]), answer, remedy=remedy, deadline=deadline)
    return one(event, f"{desk.called(giver)} góp ý {desk.called(to)}", shown, giver)


def praise(desk: Desk, text: str) -> Reading:
    """The chair praises somebody."""
    who = desk.who(text)
    return one(Praise(who.id, said(who.rest, "nội dung biểu dương")), f"Biểu dương {desk.called(who.id)}", "")


def reminder(desk: Desk, text: str) -> Reading:
    """The chair reminds somebody."""
    who = desk.who(text)
    return one(Reminder(who.id, said(who.rest, "nội dung nhắc nhở")), f"Nhắc nhở {desk.called(who.id)}", "")


def dues(desk: Desk, text: str) -> Reading:
    """The figures as they are said: ``28 đồng chí đã nộp đủ, 2 đồng chí chưa nộp | 1264k``."""
    told, much = fields(text, 2)
    paid, owed = _counted(told, r"đã nộp|nộp đủ"), _counted(told, r"chưa nộp|còn nợ|nợ")
    if paid is None and owed is not None:
        paid = desk.meeting.presence.counts().total - owed
    if paid is None or owed is None:
        raise Refused("Ghi rõ số người: “28 đồng chí đã nộp, 2 đồng chí chưa nộp”; Tab rồi số tiền (1264k) nếu có.")
    amount = read_amount(much) if much else 0
    if amount is None:
        raise Refused(f"Không hiểu số tiền “{much}”: ghi như 1264000, 1.264.000 hoặc 1264k.")
    money = f" · {thousands(amount)} đồng" if amount else ""
    return one(Dues(paid, owed, amount, told), "Đảng phí", f"Đã nộp {paid} · chưa nộp {owed}{money}")


def points(desk: Desk, text: str) -> Reading:
    """Points for a criterion of the meeting's sheet, with the reason where some are lost: ``3a 2 báo cáo dài``."""
    found = re.fullmatch(r"(\S+)\s+([0-9]{1,3})(?:\s+(.*))?", text)
    if found is None:
        raise Refused("Ghi tiêu chí, điểm, rồi lý do nếu trừ điểm: như 3a 2.")
    criterion, given, why = found[1], int(found[2]), found[3] or ""
    return one(
        Score(desk.meeting.head.sheet, criterion, given, why), "Chấm điểm", f"Tiêu chí {criterion}: {given} điểm"
    )


def minutes_read(desk: Desk, text: str) -> Reading:
    """The recorder has read the minutes to the meeting."""
    nothing_more(text)
    return one(MinutesRead(), "Đã đọc biên bản", "")


def note(desk: Desk, text: str) -> Reading:
    """For the recorder alone."""
    return one(Note(said(text, "ghi chú")), "Ghi chú riêng", "Chỉ thư ký thấy, không in vào văn bản nào.")


def pause(desk: Desk, text: str) -> Reading:
    """A break until a clock time, or for so many minutes: ``20:30``, ``15p``."""
    minutes = re.fullmatch(r"(\d{1,2})\s*(?:p|phut|phút|')", text.strip().lower())
    later = desk.now + timedelta(minutes=int(minutes[1])) if minutes else None
    until = later.time().replace(second=0, microsecond=0) if later else read_clock(text)
    if until is None:
        raise Refused("Nghỉ đến mấy giờ: ghi như 20:30 hoặc 15p.")
    return one(Break(until), "Nghỉ giải lao", f"Đến {until:%H:%M}")


def guest(desk: Desk, text: str) -> Reading:
    """Somebody who is not on the list: name, then the office behind a comma; has the floor at once."""
    name, _, role = text.partition(",")
    free = next(ident for n in count(1) if (ident := f"guest-{n}") not in desk.meeting.people)
    person = Person(id=free, name=said(name.strip(), "họ tên khách"), role=role.strip())
    return one(
        PersonAdded(person),
        "Khách",
        f"{person.name}{', ' + person.role if person.role else ''}: phát biểu ngay được",
        person.id,
    )


def _speaking(desk: Desk) -> str:
    if not desk.floor.speaker:
        raise Refused("Chưa biết ai nói: gõ số của người ấy (Shift) ở đầu dòng.")
    return desk.floor.speaker


def _last_criticised(desk: Desk) -> str:
    """Whom the last self-criticism or criticism was about."""
    for entry in desk.meeting.backwards():
        match entry.event:
            case SelfCriticism(member=who) | Criticism(to=who):
                return who
    return ""


def _counted(text: str, words: str) -> int | None:
    """The number that stands before ``words`` in the same part of the sentence; None where there is not just one."""
    found = re.findall(rf"(?<![\d.,])(\d{{1,4}})(?![\d.,]*\d)\s+(?:\w+\s+){{0,3}}?(?:{words})", text.lower())
    return int(found[0]) if len(found) == 1 else None
