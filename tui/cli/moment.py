"""``bienban show MEETING --at 19:42``: the meeting as it was at a second of it."""

from typing import Any

from model.meeting import Meeting
from model.past.moment import Timeline
from model.past.moment_report import as_data
from tui.moment_parts import parts_of


def at_moment(meeting: Meeting, clock: str) -> tuple[dict[str, Any], str]:
    """The moment as data and as text. Raises BadData for a meeting never opened and for a time that is not in it."""
    timeline = Timeline(meeting)
    moment = timeline.at(timeline.read(clock))
    parts = ((title, lines) for title, lines in parts_of(timeline, moment) if lines)
    text = "\n".join(f"{title}\n" + "\n".join(f"  {line}" for line in lines) for title, lines in parts)
    return as_data(timeline, moment), text
