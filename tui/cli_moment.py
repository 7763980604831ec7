"""``bienban show MEETING --at 19:42``: the meeting as it was at a second of it."""

from typing import Any

from model.meeting import Meeting
from model.moment import Moment, Timeline
from model.moment_report import as_data, sections
from model.review import Section
from tui.lines import described


def at_moment(meeting: Meeting, clock: str) -> tuple[dict[str, Any], str]:
    """The moment as data and as text. Raises BadData for a meeting never opened and for a time that is not in it."""
    timeline = Timeline(meeting)
    moment = timeline.at(timeline.read(clock))
    parts = ((title, lines) for title, lines in parts_of(timeline, moment) if lines)
    text = "\n".join(f"{title}\n" + "\n".join(f"  {line}" for line in lines) for title, lines in parts)
    return as_data(timeline, moment), text


def parts_of(timeline: Timeline, moment: Moment) -> list[Section]:
    """The parts of the page of a moment."""
    if moment.last is None:
        return sections(timeline, moment, "")
    time, words = described(timeline.meeting, moment.last)
    return sections(timeline, moment, f"{time} {words.plain}")
