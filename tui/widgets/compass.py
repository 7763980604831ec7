"""The score compass: what the record earns so far and what it lacks. Facts, no judgement."""

from datetime import datetime

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from model.checks import pressing
from model.facts import speakers
from model.meeting import Meeting
from model.scoring import score
from model.sheets import sheet
from tui.widgets.plain import plain


class Compass(VerticalScroll, can_focus=False):
    """Points of the sheet, criterion by criterion; an empty one has a dot, never the maximum."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(Static(), id=id)
        self.border_title = "Điểm theo biên bản"

    def show(self, meeting: Meeting, now: datetime) -> None:
        """The points of now; nothing is computed where the panel is not shown."""
        if not self.display:
            return
        result = score(meeting, sheet(meeting.head.sheet), now)
        lines = Text()
        for row in result.rows:
            points = "·" if row.points is None else str(row.points)
            lines.append_text(plain(f"{row.criterion.id:>3} {points:>2}/{row.max:<2} {row.criterion.title}\n"))
        grade = f" · {result.grade}" if result.grade else ""
        lines.append(f"Cộng {result.total}/{result.sheet.max}{grade}", "bold")
        self.query_one(Static).update(lines)

    @staticmethod
    def foot(meeting: Meeting, now: datetime) -> str:
        """The line at the foot: who has spoken, and what presses now."""
        spoke = speakers(meeting)
        missing = [finding.message.rstrip(".") for finding in pressing(meeting, now)]
        return " · ".join([f"{len(spoke.members)}/{spoke.present} đã phát biểu", *missing])
