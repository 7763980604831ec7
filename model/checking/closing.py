"""What the end of a meeting asks for: resolution, score and level, minutes read and approved (HD 42, II)."""

from model.checking.rule import Finding, Found, Mend, Rule, Seen, by, correcting
from model.entry import Entry
from model.events import (
    Attendance,
    Correction,
    Criticism,
    Dues,
    GradeVote,
    MinutesApproved,
    Praise,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Vote,
)
from model.scoring.facts import RESOLUTION_STEP
from model.vietnamese import short_date

SCORE_STEP, READING_STEP = 14, 15
_CONTENT = (Criticism, Dues, GradeVote, Praise, Remark, Reminder, SelfCriticism, Task, TaskResult, Vote)
_LEAST_GIVEN = 3
"""Criteria given by a person from which it is asked whether all can deserve their most."""


def _no_resolution(seen: Seen) -> Finding:
    if not seen.facts["resolution_voted"].value:
        items = [item for item in seen.meeting.agenda.of_step(RESOLUTION_STEP) if not item.running]
        go_there = tuple(Mend("item_started", {"item": item.id}) for item in items[:1])
        message = "Chưa có kết luận, nghị quyết được biểu quyết thông qua."
        yield Found(message, "item:13", go_there + by("vote"))


def _incomplete(seen: Seen) -> Finding:
    if empty := [r.criterion.id for r in seen.result.empty]:
        yield Found(f"Phiếu chấm điểm còn trống: {', '.join(empty)}.", "score", by("score"))


def _later(seen: Seen) -> Finding:
    if seen.meeting.closed and not seen.result.complete and not seen.result.empty:
        yield Found("Phiếu chấm điểm còn chờ việc đăng tài liệu hoàn thiện.", "score", by("finished"))


def _level_differs(seen: Seen) -> Finding:
    result = seen.result
    for entry, vote in seen.of(GradeVote):
        if result.grade and vote.level != result.grade:
            message = f"Mức biểu quyết “{vote.level}” khác mức theo điểm “{result.grade}” ({result.total} điểm)."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _not_voted(seen: Seen) -> Finding:
    if not seen.facts["score_voted"].value:
        yield Found("Chưa biểu quyết mức chất lượng buổi sinh hoạt.", "vote", by("grade_vote"))


def _bare_deduction(seen: Seen) -> Finding:
    for row in seen.result.rows:
        if row.applies and row.points is not None and row.points < row.max and not row.reason:
            message = f"Tiêu chí {row.criterion.id} bị trừ {row.max - row.points} điểm mà chưa có thuyết minh."
            yield Found(message, "score", by("score"))


def _scored_after(seen: Seen) -> Finding:
    voted = seen.of(GradeVote)
    late = [e for e, s in seen.of(Score) if voted and e.at > voted[-1][0].at and s.sheet == seen.meeting.head.sheet]
    if late:
        message = f"Còn chấm điểm lúc {late[-1].at:%H:%M}, sau khi đã biểu quyết mức: xin biểu quyết lại mức."
        yield Found(message, f"entry:{late[-1].id}", by("grade_vote"))


def _full_marks(seen: Seen) -> Finding:
    given = [
        row for row in seen.result.rows if row.criterion.mode == "human" and row.applies and row.points is not None
    ]
    if len(given) >= _LEAST_GIVEN and all(row.points == row.max for row in given):
        message = f"Cả {len(given)} tiêu chí chấm bằng tay đều được điểm tối đa: xin xem lại từng tiêu chí."
        yield Found(message, "score", by("score"))


def _not_read(seen: Seen) -> Finding:
    if seen.meeting.read_at is None:
        yield Found("Biên bản chưa được đọc trước chi bộ.", "read-back", by("read_back"))


def _not_approved(seen: Seen) -> Finding:
    if not seen.facts["minutes_approved"].value:
        message = "Biên bản chưa được biểu quyết thông qua."
        yield Found(message, "read-back", by("minutes_approved"))


def _unread(seen: Seen) -> Finding:
    approved, read_at = seen.of(MinutesApproved), seen.meeting.read_at
    if approved and read_at and approved[0][0].at < read_at:
        entry = approved[0][0]
        yield Found("Biên bản được thông qua trước khi đọc xong.", f"entry:{entry.id}", correcting(entry))


def _after_reading(seen: Seen) -> Finding:
    read_at = seen.meeting.read_at
    if read_at is None:
        return
    late = [e for e in seen.record if e.at > read_at and isinstance(e.event, _CONTENT) and not _about_minutes(seen, e)]
    if late:
        message = f"Có {len(late)} mục ghi sau khi đọc biên bản, mục đầu lúc {late[0].at:%H:%M}: xin đọc lại phần ấy."
        yield Found(message, f"entry:{late[0].id}", by("read_back"))


def _about_minutes(seen: Seen, entry: Entry) -> bool:
    """Whether it belongs to the approval or to the end: words under the last two steps, the vote on the minutes."""
    if isinstance(entry.event, Remark):
        return seen.step_of(entry) in (READING_STEP, READING_STEP + 1)
    return isinstance(entry.event, MinutesApproved)


def _after_approval(seen: Seen) -> Finding:
    approved = seen.of(MinutesApproved)
    closed = seen.meeting.closed
    late = [e for e, _ in seen.of(Correction) if approved and e.at > approved[-1][0].at]
    for entry in late[:1]:
        if closed is None or entry.at <= closed:
            message = f"Biên bản được sửa lúc {entry.at:%H:%M}, sau khi đã thông qua: xin đọc lại và biểu quyết lại."
            yield Found(message, f"entry:{entry.id}", by("read_back") + by("minutes_approved"))


def _after_closing(seen: Seen) -> Finding:
    closed = seen.meeting.closed
    for entry in seen.meeting.standing:
        if closed and entry.at > closed and isinstance(entry.event, Correction | Attendance | Vote):
            message = f"Biên bản được sửa sau khi bế mạc, ngày {short_date(entry.at.date())}."
            yield Found(message, f"entry:{entry.id}")


RULES = (
    Rule("no-resolution", "stop", _no_resolution, RESOLUTION_STEP),
    Rule("score-incomplete", "stop", _incomplete, SCORE_STEP),
    Rule("score-later", "hint", _later),
    Rule("level-differs", "warning", _level_differs),
    Rule("score-not-voted", "stop", _not_voted, SCORE_STEP),
    Rule("scored-after-vote", "warning", _scored_after),
    Rule("bare-deduction", "warning", _bare_deduction, SCORE_STEP),
    Rule("full-marks", "hint", _full_marks, SCORE_STEP),
    Rule("not-read", "stop", _not_read, READING_STEP),
    Rule("not-approved", "stop", _not_approved, READING_STEP),
    Rule("approved-unread", "warning", _unread),
    Rule("recorded-after-reading", "warning", _after_reading),
    Rule("corrected-after-approval", "warning", _after_approval),
    Rule("corrected-after", "hint", _after_closing),
)
