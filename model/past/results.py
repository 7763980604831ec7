"""What is said of the results of tasks and promises: in words, and to others."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from msgspec import structs

from model.entry import private
from model.meeting import Meeting
from model.past.outcomes import Outcome, PromiseOutcome, Told
from model.vietnamese import short_date
from model.words import KEPT, RESULT

OneOutcome = TypeVar("OneOutcome", bound=Outcome)


def for_others(owed: Iterable[OneOutcome], meetings: Iterable[Meeting]) -> list[OneOutcome]:
    """Tasks or promises without the internal ones; of a result told in private only what it was, not the words."""
    hidden = {(m.id, e.id) for m in meetings for e in m.record if private(e)}
    return [
        structs.replace(one, results=tuple(_silent(t) if (t.meeting, t.entry) in hidden else t for t in one.results))
        for one in owed
        if not one.internal
    ]


def _silent(told: Told) -> Told:
    return structs.replace(told, told="")


def told_result(one: Outcome) -> str:
    """``gia hạn đến 30/11/2026: chờ kinh phí``: the last that was told; empty where nothing was."""
    if not one.results:
        return ""
    last, words = one.results[-1], KEPT if isinstance(one, PromiseOutcome) else RESULT
    until = f" đến {short_date(one.last_due)}" if last.result == "extended" else ""
    return f"{words[last.result]}{until}{f': {last.told}' if last.told else ''}"


def state(one: Outcome, today: date) -> str:
    """``đã xong``, ``quá hạn`` or ``còn mở``; ``không rõ`` where nobody recorded it."""
    if one.unrecorded:
        return "không rõ"
    return "đã xong" if not one.open else "quá hạn" if one.overdue(today) else "còn mở"
