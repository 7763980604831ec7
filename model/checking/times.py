"""Days and hours: what was done before, the day and the length of the meeting, the papers after it (HD 42)."""

from functools import partial

from model.checking.rule import Finding, Found, Rule, Seen, by
from model.events import Break
from model.parts import REGULAR, GroundworkKind

BREAK_AFTER, FORGOTTEN = 120, 240
"""Minutes after which a break is usual; after which the closing was likely forgotten."""

_MISSING = {
    "committee_met": "Chưa ghi họp chi ủy trước buổi sinh hoạt.",
    "notice_sent": "Chưa ghi việc thông báo họp.",
    "documents_uploaded": "Chưa ghi việc gửi tài liệu trước buổi sinh hoạt.",
}
_LATE = {
    "committee_met": "Họp chi ủy ghi sau giờ khai mạc.",
    "notice_sent": "Thông báo họp ghi sau giờ khai mạc.",
    "documents_uploaded": "Tài liệu gửi chưa đủ 1 ngày trước buổi sinh hoạt.",
}


def _groundwork(what: GroundworkKind, seen: Seen) -> Finding:
    meeting = seen.meeting
    if what == "committee_met" and (meeting.head.kind not in REGULAR or not seen.facts["has_committee"].value):
        return
    done, days = meeting.groundwork.get(what), seen.facts["documents_days_before"].value
    if done is None:
        yield Found(_MISSING[what], "prepare", by("people"))
    elif meeting.opened and (done >= meeting.opened or (what == "documents_uploaded" and days == 0)):
        yield Found(_LATE[what], "prepare", by("people"))


def _finished_late(seen: Seen) -> Finding:
    days, rules = seen.facts["documents_after_days"].value, seen.meeting.presence.rules
    if isinstance(days, int) and rules.days and days > rules.days.finished_within:
        asked = f"{rules.number} yêu cầu trong {rules.days.finished_within} ngày"
        message = f"Tài liệu hoàn thiện đăng trong ngày thứ {days} sau bế mạc; {asked}."
        yield Found(message, "live", by("finished"))


def _other_day(seen: Seen) -> Finding:
    meeting = seen.meeting
    usual = seen.facts["on_cell_day"].value or seen.facts["in_first_week"].value
    if meeting.head.kind in REGULAR and not usual:
        own = meeting.cell.monthly_day
        message = f"Họp ngày {meeting.date.day}, không phải ngày {own} của chi bộ hay tuần đầu tháng."
        yield Found(message, "settings")


def _opened_other_day(seen: Seen) -> Finding:
    opened, day = seen.meeting.opened, seen.meeting.date
    if opened and opened.date() != day:
        message = f"Khai mạc ghi ngày {opened:%d/%m/%Y}, khác ngày họp đã chuẩn bị {day:%d/%m/%Y}."
        yield Found(message, "live")


def _not_opened(seen: Seen) -> Finding:
    if _long(seen) is None:
        yield Found("Cuộc họp chưa khai mạc.", "live", by("open_meeting"))


def _long(seen: Seen) -> int | None:
    return seen.meeting.minutes_long(seen.now)


def _too_short(seen: Seen) -> Finding:
    long, least = _long(seen), seen.meeting.cell.minimum_minutes
    if long is not None and long < least:
        yield Found(f"Mới họp {long} phút, còn thiếu {least - long} phút để đủ {least}.", "live")


def _combined(seen: Seen) -> Finding:
    least, rules = seen.meeting.cell.minimum_minutes, seen.meeting.presence.rules
    combined = rules.length.combined
    if seen.meeting.head.kind == "combined" and combined and least < combined:
        message = f"Họp kết hợp chuyên đề cần {combined} phút ({rules.number}); chi bộ đang đặt {least}."
        yield Found(message, "settings")


def _no_break(seen: Seen) -> Finding:
    if (_long(seen) or 0) > BREAK_AFTER and not seen.of(Break):
        yield Found(f"Họp quá {BREAK_AFTER} phút mà chưa ghi giờ nghỉ.", "live", by("break"))


def _forgotten(seen: Seen) -> Finding:
    if (long := _long(seen) or 0) > FORGOTTEN:
        yield Found(f"Cuộc họp đã {long} phút: xin xem có quên bế mạc không.", "live", by("close_meeting"))


RULES = (
    Rule("not-opened", "stop", _not_opened, 1),
    Rule("too-short", "warning", _too_short, 16),
    Rule("opened-other-day", "warning", _opened_other_day),
    Rule("combined-minimum", "hint", _combined),
    Rule("no-committee", "hint", partial(_groundwork, "committee_met")),
    Rule("no-notice", "hint", partial(_groundwork, "notice_sent")),
    Rule("no-documents", "hint", partial(_groundwork, "documents_uploaded")),
    Rule("other-day", "hint", _other_day),
    Rule("no-break", "hint", _no_break),
    Rule("too-long", "hint", _forgotten),
    Rule("finished-late", "hint", _finished_late),
)
