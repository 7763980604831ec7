"""Tasks and promises on the capture line: given, and what became of those of earlier meetings."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from model.capture.reading import Desk, Reading, fields, one, said
from model.days import said_day
from model.errors import Refused
from model.events import PromiseResult, Task, TaskResult
from model.ledger import Assignment, Promise
from model.parts import Result
from model.vietnamese import fold
from model.words import RESULT

_Owed = TypeVar("_Owed", Assignment, Promise)
_SIGNED: dict[str, Result] = {"~": "partly", "-": "not_done", "<": "late"}
_RESULTS: dict[str, Result] = {"x": "done", "mp": "partly", "c": "not_done", "qh": "late"}


def task(desk: Desk, text: str) -> Reading:
    """Owner, work, and behind the field sign the day: ``@ họp dân ngõ 12 | 30``."""
    who = desk.who(text)
    work, when = fields(who.rest, 2)
    if not when:
        raise Refused(f"Giao {desk.called(who.id)}: ghi việc, rồi Tab và thời hạn (30, 25/6, +2t, cuối tháng).")
    due = desk.day(when)
    return one(Task(who.id, said(work, "việc"), due), "Giao việc", f"{desk.called(who.id)}: hạn {said_day(due)}")


def result(desk: Desk, text: str) -> Reading:
    """What became of last month's next unanswered task, or of the one whose number stands in front.

    Nothing or ``x`` done, ``~`` partly, ``-`` not, ``<`` late, ``+30`` extended to that day; then what was told.
    """
    asked, text = _asked([t for t in desk.meeting.tasks if t.carried], text, "nhiệm vụ tháng trước")
    outcome, told, due = _outcome(desk, text)
    until = f" đến {said_day(due)}" if due else ""
    shown = f"{asked.id} {desk.called(asked.owner)} – {asked.text}: {RESULT[outcome]}{until}"
    return one(TaskResult(asked.id, outcome, told, due=due), f"Kết quả: {RESULT[outcome]}", shown)


def kept(desk: Desk, text: str) -> Reading:
    """What became of the next promise of an earlier meeting: nothing or ``x`` kept, ``-`` not, ``+30`` extended."""
    asked, text = _asked([p for p in desk.meeting.promises if p.carried], text, "lời hứa khắc phục")
    outcome, told, deadline = _outcome(desk, text)
    if outcome not in ("done", "not_done", "extended"):
        raise Refused("Lời hứa: x đã làm, - chưa làm, +30 gia hạn đến ngày 30.")
    until = f" đến {said_day(deadline)}" if deadline else ""
    shown = f"{asked.id} {desk.called(asked.member)} – {asked.remedy}: {RESULT[outcome]}{until}"
    return one(PromiseResult(asked.id, outcome, told, deadline=deadline), f"Lời hứa: {RESULT[outcome]}", shown)


def _asked(asked: Sequence[_Owed], text: str, what: str) -> tuple[_Owed, str]:
    """The one that a number in front names, else the first without a result; and the text behind."""
    numbered = re.match(r"(\d{1,2})(?:\s+|$)", text)
    place = int(numbered[1]) - 1 if numbered else next((n for n, one in enumerate(asked) if one.result is None), -1)
    if not 0 <= place < len(asked):
        known = f"có {len(asked)} mục" if numbered else "đã có đủ kết quả" if asked else "không có mục nào"
        raise Refused(f"Danh sách {what} {known}; sửa kết quả đã ghi: ↑ chọn dòng rồi Enter.")
    return asked[place], text[numbered.end() :] if numbered else text


def _outcome(desk: Desk, text: str) -> tuple[Result, str, date | None]:
    """The result in front of what was told, a sign or a letter with a space behind it; a new day where there is one."""
    if text.startswith("+"):
        day, _, told = text[1:].strip().partition(" ")
        return "extended", told.strip(), desk.day(day)
    if text[:1] in _SIGNED:
        return _SIGNED[text[0]], text[1:].strip(), None
    word, _, rest = text.partition(" ")
    found = _RESULTS.get(fold(word))
    return (found, rest.strip(), None) if found else ("done", text, None)
