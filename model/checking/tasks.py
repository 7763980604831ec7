"""Dues and tasks: figures that leave nobody out, an owner who can do it, a day that can be meant (HD 42, II)."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from model.checking.rule import Finding, Found, Rule, Seen, by, correcting
from model.events import Dues
from model.ledger import Assignment

FAR = timedelta(days=183)
"""A task of one month that is due later than this is likely to have the wrong year."""
CROWD = 3
"""Tasks given to one person in one meeting from which it is asked whether all can be done."""


def _no_dues(seen: Seen) -> Finding:
    if not seen.of(Dues):
        yield Found("Chưa báo cáo tình hình nộp đảng phí.", "dues", by("dues"))


def _dues_short(seen: Seen) -> Finding:
    total = seen.meeting.presence.counts().total
    for entry, dues in seen.of(Dues)[-1:]:
        if (counted := dues.paid + dues.owed) < total:
            message = f"Đảng phí mới tính {counted}/{total} đảng viên: đã nộp {dues.paid}, chưa nộp {dues.owed}."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _unanswered(seen: Seen) -> Finding:
    for task in seen.meeting.tasks:
        if task.carried and task.result is None:
            message = f"Nhiệm vụ tháng trước “{task.text}” chưa có kết quả."
            yield Found(message, f"task:{task.id}", by("task_result", task=task.id))


def _promise_unanswered(seen: Seen) -> Finding:
    for promise in seen.meeting.promises:
        if promise.carried and promise.result is None:
            message = f"Lời hứa khắc phục “{promise.remedy}” chưa được hỏi đã làm chưa."
            yield Found(message, f"promise:{promise.id}", by("promise_result", promise=promise.id))


def _bare_result(seen: Seen) -> Finding:
    for task in seen.meeting.tasks:
        if task.carried and task.result not in (None, "done") and not task.told:
            message = f"Nhiệm vụ tháng trước “{task.text}” chưa xong mà chưa ghi đến đâu, vì sao."
            yield Found(message, f"task:{task.id}", by("correct", entry=str(task.entry)))


def _no_new_task(seen: Seen) -> Finding:
    if not any(_given(seen)):
        yield Found("Chưa phân công nhiệm vụ nào.", "task", by("task"))


def _given(seen: Seen) -> Iterator[Assignment]:
    return (task for task in seen.meeting.tasks if not task.carried)


def _found(message: str, task: Assignment) -> Found:
    return Found(message, f"entry:{task.entry}", by("correct", entry=str(task.entry)))


def _due_odd(seen: Seen) -> Finding:
    for task in _given(seen):
        left = task.due - seen.meeting.date
        if left <= timedelta(0):
            yield _found(f"Nhiệm vụ “{task.text}” có hạn ngay ngày họp: xin xem lại hạn.", task)
        elif left > FAR:
            yield _found(f"Nhiệm vụ “{task.text}” có hạn sau {left.days} ngày: xin xem lại năm của hạn.", task)


def _owner_invited(seen: Seen) -> Finding:
    for task in _given(seen):
        if seen.meeting.people[task.owner].status == "invited":
            yield _found(f"Nhiệm vụ “{task.text}” giao cho khách mời {seen.names[task.owner]}.", task)


def _owner_absent(seen: Seen) -> Finding:
    for task in _given(seen):
        if not seen.meeting.presence.attended(task.owner):
            message = f"Nhiệm vụ “{task.text}” giao cho {seen.names[task.owner]} vắng cả buổi: xin báo cho đồng chí ấy."
            yield Found(message, f"entry:{task.entry}")


def _owner_crowded(seen: Seen) -> Finding:
    for owner, count in Counter(task.owner for task in _given(seen)).items():
        if count >= CROWD:
            message = f"{seen.names[owner]} được giao {count} nhiệm vụ trong một buổi: xin xem có làm hết được không."
            yield Found(message, f"member:{owner}")


RULES = (
    Rule("no-dues", "stop", _no_dues, 4),
    Rule("dues-short", "hint", _dues_short, 4),
    Rule("task-unanswered", "stop", _unanswered, 6),
    Rule("bare-result", "hint", _bare_result, 6),
    Rule("promise-unanswered", "warning", _promise_unanswered),
    Rule("no-new-task", "warning", _no_new_task, 12),
    Rule("owner-invited", "warning", _owner_invited),
    Rule("owner-absent", "hint", _owner_absent),
    Rule("owner-crowded", "hint", _owner_crowded),
    Rule("due-odd", "hint", _due_odd),
)
