"""The parts of the page of a meeting at one of its moments."""

from model.past import moment_report
from model.past.moment import Moment, Timeline
from model.past.review import Section
from tui.lines import described


def parts_of(timeline: Timeline, moment: Moment) -> list[Section]:
    """The parts of the page of a moment."""
    if moment.last is None:
        return moment_report.sections(timeline, moment, "")
    time, words = described(timeline.meeting, moment.last)
    return moment_report.sections(timeline, moment, f"{time} {words.plain}")
