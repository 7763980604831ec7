"""The first line of the live screen: cell, clock, minutes against the minimum, who is in the room, what is saved."""

from datetime import datetime

from rich.cells import set_cell_size
from rich.text import Text
from textual.widget import Widget

from model.meeting import Meeting
from model.stated import BY_OLD_MINUTES
from model.stated import figures as figures_of
from model.store.journal import State
from model.words import MEETING_KIND
from tui.widgets.plain import plain


class HeadLine(Widget):
    """`` Chi bộ TDP 4 · Thường kỳ 11/2026   19:58  28′/90′  24/27 có mặt  ✓ đã lưu``."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = ""
        self._figures = Text()

    def show(self, meeting: Meeting, now: datetime, state: State) -> None:
        """The figures of now."""
        minutes = meeting.minutes_long(now)
        expected = meeting.presence.expected
        here = sum(meeting.presence.here(p.id, now) for p in expected)
        length = "chưa khai mạc" if minutes is None else f"{minutes}′/{meeting.cell.minimum_minutes}′"
        if meeting.closed:
            length += " đã bế mạc"
            here = meeting.presence.counts().present
        kind = MEETING_KIND[meeting.head.kind].capitalize()
        title = f" {meeting.cell.name} · {kind} {meeting.date.month}/{meeting.date.year}"
        present = f"{here}/{len(expected)}"
        if meeting.stated is not None:
            length, present = BY_OLD_MINUTES, figures_of(meeting).present_of() or "không rõ"
        figures = Text(f" {now:%H:%M}  {length}  {present} có mặt  ").append_text(saved(state))
        if (title, figures) != (self._title, self._figures):  # asked every second, another one every minute
            self._title, self._figures = title, figures
            self.refresh()

    def render(self) -> Text:
        """The figures at the right, the title in what room they leave."""
        room = max(self.size.width - self._figures.cell_len, 0)
        cut = self._title if len(self._title) <= room else f"{self._title[: room - 1]}…"
        return plain(set_cell_size(cut, room), "bold").append_text(self._figures)


def saved(state: State) -> Text:
    """Whether everything is on the disk, in words and a sign."""
    if state.error:
        return Text("✗ CHƯA LƯU", "bold reverse")
    return Text("… đang lưu" if state.pending else "✓ đã lưu  ")
