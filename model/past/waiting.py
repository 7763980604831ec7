"""What waits on the day ``now``: the next meeting, a quarter without chuyên đề, papers, minutes, tasks and promises.

All of it is worked out from the meetings that are given, those of the last year or so; nothing is said of what they
do not show.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from model.carrying import unapproved
from model.cell import Cell, next_meeting_day
from model.meeting import Meeting
from model.parts import REGULAR
from model.past.outcomes import Outcomes, outcomes
from model.vietnamese import short_date
from model.year.counters import held, quarters

LOOK_BACK = timedelta(days=400)
"""How far back the meetings reach that tell what waits: a year, and the month before it."""
_QUARTER = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Waiting:
    """What waits, as sentences, most pressing first; ``next`` is the sentence on the next meeting.

    ``open_tasks``: id of a meeting to the number of tasks given in it that are still open.
    """

    next: str
    sentences: tuple[str, ...]
    open_tasks: dict[str, int]


def waiting(meetings: Sequence[Meeting], cell: Cell, now: datetime) -> Waiting:
    """What waits at ``now``, local time, by these meetings, oldest first."""
    found = outcomes(meetings)
    given = Counter(task.meeting for task in found.tasks if task.open and task.entry)
    open_tasks = {meeting.id: given[meeting.id] for meeting in held(meetings)}
    lines = (*_unfinished(meetings, now), *_minutes(meetings), *_overdue(found, now.date()), *_thematic(meetings, now))
    return Waiting(_next(meetings, cell, now.date()), tuple(lines), open_tasks)


def _next(meetings: Sequence[Meeting], cell: Cell, today: date) -> str:
    """The day by which the next regular meeting is due: that of the month, or of the next one where it was held."""
    regular = [m for m in meetings if m.head.kind in REGULAR]
    months = {(m.date.year, m.date.month) for m in held(regular)}
    this = next_meeting_day(cell, today.replace(day=1))
    prepared = min((m.date for m in regular if m.state == "prepared" and m.date >= today), default=None)
    if prepared:
        return f"Kỳ tới: {short_date(prepared)}, đã chuẩn bị."
    given_up = [m.date for m in regular if m.cancelled and not m.cancelled.to and m.date >= today]
    if given_up:
        return f"Cuộc họp ngày {short_date(given_up[0])} không họp; chưa chuẩn bị cuộc khác."
    if (this.year, this.month) in months:
        this = next_meeting_day(cell, (this.replace(day=1) + timedelta(days=32)).replace(day=1))
    if this < today and months:
        return f"Tháng {this.month} chưa họp thường kỳ; ngày của chi bộ là {short_date(this)}."
    return f"Kỳ tới: {short_date(max(this, next_meeting_day(cell, today)))}."


def _unfinished(meetings: Sequence[Meeting], now: datetime) -> Iterator[str]:
    late = [m for m in meetings if _papers_late(m, now)]
    if late:
        yield f"Chưa đăng tài liệu hoàn thiện{_which(late)}."


def _papers_late(meeting: Meeting, now: datetime) -> bool:
    """Whether the finished papers are not up though the days for it are over (HD 42; the pack of the meeting)."""
    days = meeting.presence.rules.days
    if meeting.closed is None or meeting.stated is not None or days is None or meeting.head.kind == "committee":
        return False
    return "documents_finished" not in meeting.groundwork and now - meeting.closed > timedelta(days.finished_within)


def _minutes(meetings: Sequence[Meeting]) -> Iterator[str]:
    """Minutes that no meeting approved, of the cell and of its committee."""
    closed = [m for m in meetings if m.closed and m.stated is None]
    left = [
        one for side in (True, False) for one in unapproved([m for m in closed if (m.head.kind == "committee") is side])
    ]
    if left:
        days = ", ".join(short_date(one.date) for one in sorted(left, key=lambda one: one.date)[:3])
        yield f"Biên bản chưa được thông qua: {days}{_more(len(left) - 3)}."


def _overdue(found: Outcomes, today: date) -> Iterator[str]:
    tasks = sum(task.overdue(today) for task in found.tasks)
    promises = sum(promise.overdue(today) for promise in found.promises)
    parts = [f"{tasks} nhiệm vụ"] * bool(tasks) + [f"{promises} lời hứa khắc phục"] * bool(promises)
    if parts:
        yield f"Quá hạn: {', '.join(parts)}."


def _thematic(meetings: Sequence[Meeting], now: datetime) -> Iterator[str]:
    quarter = quarters(meetings, now.year, now.date())[(now.month - 1) // 3]
    if quarter.lacking and held(meetings):
        yield f"Quý {_QUARTER[quarter.number - 1]} chưa có sinh hoạt chuyên đề."


def _which(meetings: Sequence[Meeting]) -> str:
    days = ", ".join(short_date(m.date) for m in meetings[-3:][::-1])
    return f" của cuộc họp {days}{_more(len(meetings) - 3)}"


def _more(number: int) -> str:
    return f" và {number} cuộc trước" if number > 0 else ""
