"""What became of the tasks that a meeting asked about: done by their date, late, still within it, or not known."""

from collections.abc import Iterable
from datetime import date

from model.ledger import Assignment
from model.meeting import Meeting
from model.parts import REGULAR

ON_TIME, LATE, OPEN, UNKNOWN = "on_time", "late", "open", "unknown"
TASK_STATES = {ON_TIME: "Đúng hạn", LATE: "Trễ hạn", OPEN: "Còn hạn", UNKNOWN: "Chưa rõ"}
"""Late is what was done after its date, and what was not done though its date had passed."""

Key = tuple[str, str, str, date | None]
"""What tells a task from meeting to meeting: id, owner, words, the day it was given."""


def task_states(meetings: Iterable[Meeting]) -> dict[str, dict[Key, str]]:
    """Id of each meeting, oldest first, to the state of every task carried into it."""
    before: date | None = None
    states = {}
    for meeting in meetings:
        asked = [task for task in meeting.tasks if task.carried]
        states[meeting.id] = {(t.id, t.owner, t.text, t.given): _state(t, meeting.date, before) for t in asked}
        if meeting.head.kind in REGULAR:
            before = meeting.date
    return states


def _state(task: Assignment, day: date, before: date | None) -> str:
    """The state as told on ``day``; ``before``: the last meeting that asked, None where none is known.

    No day of doing is recorded: what is told as done was done by its date unless the meeting before had already found
    that date passed. A date that a meeting gave anew (gia hạn) is the one that counts.
    """
    due = task.extended or task.due
    match task.result:
        case "done" if due >= day:
            return ON_TIME
        case "done":
            return UNKNOWN if before is None else LATE if due < before else ON_TIME
        case "late":
            return LATE
        case None:
            return OPEN if due >= day else UNKNOWN
    return OPEN if due >= day else LATE
