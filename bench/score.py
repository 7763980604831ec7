"""The score, and all that the live screen works out, after an event."""

import time
from collections.abc import Callable
from datetime import datetime
from statistics import median

from bench.fixtures import Folders, running_entries
from bench.table import Measured, Scale, alternately, p95, ratio
from model.meeting import Meeting
from model.scoring.outlook import outlook
from model.scoring.points import score
from model.scoring.sheets import sheet_of
from tui.widgets.compass import Compass


def after_event(folders: Folders, scale: Scale) -> Measured:
    """The event taken in and the meeting scored."""
    return _measure(_timed(scale.entries, _score), scale.rounds)


def growth(folders: Folders, scale: Scale) -> Measured:
    """How the time for one entry grows with their number."""
    return _for_each(_timed(scale.more_entries, _score), _timed(scale.entries, _score), scale)


def fold(folders: Folders, scale: Scale) -> Measured:
    """A whole meeting folded from its entries."""
    return _measure(_folded(scale.more_entries), scale.rounds)


def fold_growth(folders: Folders, scale: Scale) -> Measured:
    """How the time for one entry grows with their number."""
    return _for_each(_folded(scale.more_entries), _folded(scale.entries), scale)


def on_screen(folders: Folders, scale: Scale) -> Measured:
    """The event, the outlook of the compass, and the facts and checks of the foot."""
    return _measure(_timed(scale.entries, _show), scale.rounds)


def _score(meeting: Meeting, now: datetime) -> None:
    score(meeting, sheet_of(meeting.head), now)


def _show(meeting: Meeting, now: datetime) -> None:
    outlook(meeting, sheet_of(meeting.head), now)
    Compass.foot(meeting, now)


def _folded(count: int) -> Callable[[], float]:
    entries = running_entries(count, datetime.now().astimezone())

    def timed() -> float:
        begun = time.perf_counter()
        Meeting(entries)
        return time.perf_counter() - begun

    return timed


def _for_each(more: Callable[[], float], fewer: Callable[[], float], scale: Scale) -> Measured:
    whole = ratio(*alternately(more, fewer, scale.rounds))
    return Measured(whole.value * scale.entries / scale.more_entries, whole.behind)


def _timed(count: int, work: Callable[[Meeting, datetime], None]) -> Callable[[], float]:
    now = datetime.now().astimezone()
    *before, event = running_entries(count, now)

    def timed() -> float:
        meeting = Meeting(before)
        begun = time.perf_counter()
        meeting.apply(event)
        work(meeting, now)
        return time.perf_counter() - begun

    return timed


def _measure(timed: Callable[[], float], rounds: int) -> Measured:
    seconds = [timed() for _ in range(rounds + 1)][1:]  # the first one reads the sheet
    return Measured(median(seconds) * 1000, f"median; p95 {p95(seconds) * 1000:.2f} ms")
