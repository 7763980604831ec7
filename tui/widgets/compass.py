"""The score compass: what the record earns so far, what would earn more, what is lost. Facts, no judgement."""

from datetime import datetime

from textual.containers import VerticalScroll
from textual.widgets import Static

from model.checks import pressing
from model.meeting import Meeting
from model.scoring.facts import speakers
from model.scoring.outlook import lines, outlook, sum_line
from model.scoring.sheets import sheet_of
from model.stated import BY_OLD_MINUTES, stated_score
from tui.widgets.plain import plain


class Compass(VerticalScroll, can_focus=False):
    """The outlook of the meeting's own sheet. ``wanted``: whether the user wants to see it; None: not said yet."""

    def __init__(self, wanted: bool | None, *, id: str | None = None) -> None:
        super().__init__(Static(), id=id)
        self._wanted = wanted
        self.border_title = "Điểm theo biên bản"

    def on_mount(self) -> None:
        """As the user wanted it before; else the width decides."""
        if self._wanted is not None:
            self.display = self._wanted

    def toggle(self) -> bool:
        """Show it, or hide it; whether it is shown now."""
        self.display = not self.display
        return self.display

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
