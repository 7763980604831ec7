"""The score compass: what the record earns so far, what would earn more, what is lost. Facts, no judgement."""

from datetime import datetime
from typing import cast

from textual.containers import VerticalScroll
from textual.widgets import Static

from model.checks import pressing
from model.facts import speakers
from model.meeting import Meeting
from model.outlook import lines, outlook, sum_line
from model.sheets import sheet_of
from model.stated import BY_OLD_MINUTES, stated_score
from tui.program import Program
from tui.widgets.plain import plain


class Compass(VerticalScroll, can_focus=False):
    """The outlook of the meeting's own sheet; one key shows and hides it, as long as the program runs."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(Static(), id=id)
        self.border_title = "Điểm theo biên bản"

    def on_mount(self) -> None:
        """As the user wanted it before; else the width decides."""
        shown = cast(Program, self.app).compass_shown
        if shown is not None:
            self.display = shown

    def toggle(self) -> None:
        """Show it, or hide it."""
        cast(Program, self.app).compass_shown = self.display = not self.display

    def show(self, meeting: Meeting, now: datetime) -> None:
        """The points of now; nothing is computed where the panel is not shown."""
        if self.display and meeting.stated is not None:
            told = stated_score(meeting.stated) or "Không ghi điểm"
            self.query_one(Static).update(plain(f"{told} ({BY_OLD_MINUTES})"))
        elif self.display:
            seen = outlook(meeting, sheet_of(meeting.head), now)
            self.border_subtitle = sum_line(seen)
            self.query_one(Static).update(plain("\n".join(lines(seen))))

    @staticmethod
    def foot(meeting: Meeting, now: datetime) -> str:
        """The line at the foot: who has spoken, and what presses now."""
        if meeting.stated is not None:
            return "Cuộc họp nhập từ biên bản cũ: chỉ xem và sửa."
        spoke = speakers(meeting)
        missing = [finding.message.rstrip(".") for finding in pressing(meeting, now)]
        return " · ".join([f"{len(spoke.members)}/{spoke.present} đã phát biểu", *missing])
