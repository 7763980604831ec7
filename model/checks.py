"""What is still missing before closing (HD 42; II): warn early, refuse late.

``stop`` keeps a meeting from being closed until it is mended or explained; ``warning`` and ``hint`` never do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from model.agenda import default_agenda
from model.entry import kind_of
from model.events import Attendance, Correction, Criticism, Dues, GradeVote, MinutesApproved, SelfCriticism, Vote
from model.facts import CRITICISM_STEP, Fact, measure
from model.guard import contradictions
from model.meeting import Meeting
from model.scoring import Result, score
from model.sheets import sheet
from model.vietnamese import short_date
from model.voting import base, eligible_present
from model.words import KIND, ROLE, uy

SCORING_STEP = 14
CLOSING_STEP = 16
"""Bế mạc needs no conclusion of its own."""

Severity = Literal["hint", "warning", "stop"]


@dataclass(frozen=True)
class Check:
    """Something missing or doubtful; ``where`` is ``entry:12``, ``item:8``, ``member:…`` or the part of the program."""

    code: str
    severity: Severity
    message: str
    where: str = ""


@dataclass(frozen=True)
class _Seen:
    """The meeting with all that was measured on it, once."""

    meeting: Meeting
    now: datetime | None
    facts: dict[str, Fact]
    result: Result


def check(meeting: Meeting, now: datetime | None = None) -> list[Check]:
    """All findings in the order of the meeting; what was explained is a hint that says so."""
    facts = measure(meeting, now)
    seen = _Seen(meeting, now, facts, score(meeting, sheet(meeting.head.sheet), now, facts))
    due = {item.step for item in default_agenda(meeting.head.kind, meeting.head.pack)}
    found = [finding for rule in _RULES if _STEPS.get(rule, 1) in due for finding in rule(seen)]
    return [_spoken(_explained(finding, meeting), meeting) for finding in found]


def stops(meeting: Meeting, now: datetime | None = None) -> list[Check]:
    """What keeps the meeting from being closed."""
    return [finding for finding in check(meeting, now) if finding.severity == "stop"]


def _spoken(finding: Check, meeting: Meeting) -> Check:
    message = uy(finding.message, meeting.cell.spelling)
    return Check(finding.code, finding.severity, message, finding.where)


def _explained(finding: Check, meeting: Meeting) -> Check:
    why = meeting.explained.get((finding.code, finding.where))
    if why is None:
        return finding
    return Check(finding.code, "hint", f"{finding.message} Lý do đã ghi: {why}", finding.where)


def _people(seen: _Seen) -> Iterator[Check]:
    meeting = seen.meeting
    scored = any(item.step == SCORING_STEP for item in default_agenda(meeting.head.kind, meeting.head.pack))
    for role in ("chair", "recorder", "scorer") if scored else ("chair", "recorder"):
        if role not in meeting.roles:
            yield Check(f"no-{role}", "stop", f"Chưa ghi {ROLE[role]}.", "prepare")


def _attendance(seen: _Seen) -> Iterator[Check]:
    meeting = seen.meeting
    if not seen.facts["roll_called"].value:
        yield Check("no-roll-call", "stop", "Chưa điểm danh.", "attendance")
    for person in meeting.presence.absent("excused"):
        if not meeting.presence.stays[person.id].reason:
            name = meeting.refs[person.id]
            yield Check("no-reason", "stop", f"{name} vắng có lý do nhưng chưa ghi lý do.", f"member:{person.id}")


def _entries(seen: _Seen) -> Iterator[Check]:
    meeting = seen.meeting
    for entry, reason in contradictions(meeting):
        what = KIND[kind_of(entry.event)]
        yield Check("contradiction", "stop", f"{what} lúc {entry.at:%H:%M}: {reason}", f"entry:{entry.id}")
    for entry in meeting.votes:
        able, whole = eligible_present(meeting.presence, entry.at), len(base(meeting.presence))
        if able * 2 < whole:
            message = f"Biểu quyết lúc {entry.at:%H:%M} chỉ có {able}/{whole} người được biểu quyết có mặt."
            yield Check("few-voters", "warning", message, f"entry:{entry.id}")


def _items(seen: _Seen) -> Iterator[Check]:
    meeting = seen.meeting
    for item in meeting.agenda.items:
        where = f"item:{item.id}"
        if item.waiting:
            yield Check("item-waiting", "stop", f"Nội dung “{item.title}” chưa bàn: xin bàn hoặc hoãn lại.", where)
        elif item.held and not item.conclusion and not item.put_off and item.step != CLOSING_STEP:
            yield Check("no-conclusion", "stop", f"Nội dung “{item.title}” chưa có kết luận.", where)


def _dues(seen: _Seen) -> Iterator[Check]:
    meeting = seen.meeting
    if not any(isinstance(e.event, Dues) for e in meeting.standing):
        yield Check("no-dues", "stop", "Chưa báo cáo tình hình nộp đảng phí.", "dues")


def _tasks(seen: _Seen) -> Iterator[Check]:
    meeting = seen.meeting
    for task in meeting.tasks:
        if task.carried and task.result is None:
            message = f"Nhiệm vụ tháng trước “{task.text}” chưa có kết quả."
            yield Check("task-unanswered", "stop", message, f"task:{task.id}")
    if not any(not t.carried for t in meeting.tasks):
        yield Check("no-new-task", "warning", "Chưa phân công nhiệm vụ nào.", "task")


def _criticism(seen: _Seen) -> Iterator[Check]:
    meeting = seen.meeting
    asked = any(item.step == CRITICISM_STEP for item in default_agenda(meeting.head.kind, meeting.head.pack))
    if asked and not any(isinstance(e.event, SelfCriticism | Criticism) for e in meeting.standing):
        yield Check("no-criticism", "stop", "Chưa có tự phê bình, phê bình.", "item:9")
    for entry in meeting.standing:
        if isinstance(entry.event, SelfCriticism) and entry.event.remedy and not entry.event.deadline:
            name = meeting.refs[entry.event.member]
            yield Check("remedy-undated", "warning", f"Lời hứa khắc phục của {name} chưa có hạn.", f"entry:{entry.id}")


def _score(seen: _Seen) -> Iterator[Check]:
    meeting = seen.meeting
    result = seen.result
    empty = [r.criterion.id for r in result.empty]
    if empty:
        yield Check("score-incomplete", "stop", f"Phiếu chấm điểm còn trống: {', '.join(empty)}.", "score")
    if meeting.closed and not result.complete and not empty:
        yield Check("score-later", "hint", "Phiếu chấm điểm còn chờ việc đăng tài liệu hoàn thiện.", "score")
    for entry in meeting.standing:
        if isinstance(entry.event, GradeVote) and result.grade and entry.event.level != result.grade:
            message = f"Mức biểu quyết “{entry.event.level}” khác mức theo điểm “{result.grade}” ({result.total} điểm)."
            yield Check("level-differs", "warning", message, f"entry:{entry.id}")
    if not seen.facts["score_voted"].value:
        yield Check("score-not-voted", "stop", "Chưa biểu quyết mức chất lượng buổi sinh hoạt.", "vote")


def _resolution(seen: _Seen) -> Iterator[Check]:
    if not seen.facts["resolution_voted"].value:
        yield Check("no-resolution", "stop", "Chưa có kết luận, nghị quyết được biểu quyết thông qua.", "item:13")


def _minutes(seen: _Seen) -> Iterator[Check]:
    meeting = seen.meeting
    if meeting.read_at is None:
        yield Check("not-read", "stop", "Biên bản chưa được đọc trước chi bộ.", "read-back")
    if not seen.facts["minutes_approved"].value:
        yield Check("not-approved", "stop", "Biên bản chưa được biểu quyết thông qua.", "read-back")
    early = next((e for e in meeting.standing if isinstance(e.event, MinutesApproved)), None)
    if early and meeting.read_at and early.at < meeting.read_at:
        yield Check("approved-unread", "warning", "Biên bản được thông qua trước khi đọc xong.", f"entry:{early.id}")
    changed_since = [
        e
        for e in meeting.standing
        if isinstance(e.event, Correction | Attendance | Vote) and meeting.closed and e.at > meeting.closed
    ]
    for entry in changed_since:
        message = f"Biên bản được sửa sau khi bế mạc, ngày {short_date(entry.at.date())}."
        yield Check("corrected-after", "hint", message, f"entry:{entry.id}")


def _length(seen: _Seen) -> Iterator[Check]:
    meeting = seen.meeting
    long, least = meeting.minutes_long(seen.now), meeting.cell.minimum_minutes
    if long is None:
        yield Check("not-opened", "stop", "Cuộc họp chưa khai mạc.", "live")
    elif long < least:
        message = f"Mới họp {long} phút, còn thiếu {least - long} phút để đủ {least}."
        yield Check("too-short", "warning", message, "live")
    if meeting.head.kind == "combined" and least < 120:
        message = f"Họp kết hợp chuyên đề cần 120 phút (HD 42); chi bộ đang đặt {least}."
        yield Check("combined-minimum", "hint", message, "settings")


_RULES: tuple[Callable[[_Seen], Iterator[Check]], ...] = (
    _people, _attendance, _entries, _items, _dues, _tasks, _criticism, _resolution, _score, _minutes, _length,
)  # fmt: skip
_STEPS: dict[Callable[[_Seen], Iterator[Check]], int] = {
    _dues: 4,
    _tasks: 12,
    _resolution: 13,
    _score: SCORING_STEP,
    _minutes: 15,
}
"""Rules that ask for a step: silent about a kind of meeting whose order has none such."""
