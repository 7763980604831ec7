"""A meeting as it was at any second: a slider over the record, the state below it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from model.entry import Entry
from model.errors import BienbanError
from model.meeting import Meeting
from model.past.moment import Timeline, clock_of
from tui.commands import bindings
from tui.keymap import keys_of
from tui.moment_parts import parts_of
from tui.page import page
from tui.program import Program
from tui.widgets.plain import plain

_DIGITS = "0123456789:"
_WHOLE = 4
"""Digits of an hour and a minute: with the last one the time is there."""


class Ready(Message):
    """From a thread: the meeting to look at, or why there is none."""

    def __init__(self, timeline: Timeline | None, problem: str) -> None:
        super().__init__()
        self.timeline, self.problem = timeline, problem


class MomentScreen(Screen[None]):
    """← → a minute, PgUp PgDn ten, ↑ ↓ from entry to entry, Home End; digits are a time to go to.

    ``entries``: of the meeting that is open; without them the meeting is read from its journal.
    """

    PLACE = "moment"
    CSS_PATH = "moment.tcss"
    BINDINGS = bindings("moment")

    def __init__(self, meeting_id: str, entries: Sequence[Entry] = ()) -> None:
        super().__init__()
        self._meeting_id = meeting_id
        self._entries = entries
        self._timeline: Timeline | None = None
        self._stops: list[datetime] = []
        self._at = datetime.min
        self._typed = ""

    def compose(self) -> ComposeResult:
        """The slider, the state, what was typed, the keys."""
        yield Static(id="slider")
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="text")
        yield Static(id="answer")
        key = keys_of(self.app).shown
        there = f"{key('moment.earlier')} {key('moment.later')} phút · PgUp PgDn 10 phút · ↑ ↓ mục · 1942: đến 19:42"
        scroll = f"{key('moment.scroll_up')} {key('moment.scroll_down')} cuộn"
        yield Static(plain(f"{there} · {scroll} · {key('moment.back')} về"), id="keys")

    def on_mount(self) -> None:
        """Read the meeting."""
        self.query_one("#text", Static).update(plain("Đang đọc nhật ký…"))
        self._load()

    @work(thread=True, exclusive=True, group="moment", exit_on_error=False)
    def _load(self) -> None:
        try:
            archive = cast(Program, self.app).data.archive
            meeting = Meeting(self._entries) if self._entries else archive.load(self._meeting_id).meeting
            self.post_message(Ready(Timeline(meeting), ""))
        except BienbanError as error:
            self.post_message(Ready(None, str(error)))

    @on(Ready)
    def _ready(self, event: Ready) -> None:
        self._timeline = event.timeline
        self.query_one("#text", Static).update("")
        self._answer(event.problem)
        if self._timeline:
            self._stops = self._timeline.stops()
            self._go(self._timeline.last if self._entries else self._timeline.first)

    # --- moving -----------------------------------------------------------------------------------

    def action_minutes(self, minutes: int) -> None:
        """Earlier or later by so many minutes, within the meeting."""
        if self._timeline:
            self._go(self._at + timedelta(minutes=minutes))

    def action_entry(self, step: int) -> None:
        """To the entry before or after."""
        if self._timeline:
            place = bisect_left(self._stops, self._at) - 1 if step < 0 else bisect_right(self._stops, self._at)
            self._go(self._stops[max(0, min(place, len(self._stops) - 1))])

    def action_end(self, step: int) -> None:
        """To the opening or to the end."""
        if self._timeline:
            self._go(self._timeline.first if step < 0 else self._timeline.last)

    def action_scroll(self, step: int) -> None:
        """The rest of a state that is longer than the screen."""
        self.query_one("#page", VerticalScroll).scroll_relative(y=5 * step, animate=False)

    def on_key(self, event: events.Key) -> None:
        """Digits of a time: gone to with the fourth one, or by Enter."""
        if event.key == "backspace":
            self._typed = self._typed[:-1]
        elif event.key == "enter" and self._typed:
            self._jump()
            return
        elif event.character and event.character in _DIGITS:
            self._typed += event.character
            if sum(c.isdigit() for c in self._typed) == _WHOLE and self._typed.count(":") < 2:
                self._jump()
                return
        else:
            return
        event.stop()
        self._answer(f"Đến lúc {self._typed}▌ (Enter)" if self._typed else "")

    def _jump(self) -> None:
        typed, self._typed = self._typed, ""
        try:
            if self._timeline:
                self._go(self._timeline.read(typed))
        except BienbanError as error:
            self._answer(str(error))

    def action_back(self) -> None:
        """Forget what was typed, or back to where one came from."""
        if self._typed:
            self._typed = ""
            self._answer("")
        else:
            self.dismiss()

    # --- showing ----------------------------------------------------------------------------------

    def _go(self, at: datetime) -> None:
        if timeline := self._timeline:
            self._at = max(timeline.first, min(at, timeline.last))
            self._typed = ""
            self._answer("")
            moment = timeline.at(self._at)
            self.query_one("#text", Static).update(page(parts_of(timeline, moment)))
            self._slide()

    def on_resize(self) -> None:
        """The slider is as wide as the screen."""
        self._slide()

    def _slide(self) -> None:
        """``19:30 ├────●──────┤ 21:10`` and under the mark its time."""
        if not self._timeline:
            return
        first, last = self._timeline.first, self._timeline.last
        begin, end, now = f"{first:%H:%M}", f"{last:%H:%M}", clock_of(self._at, first)
        width = max(10, self.size.width - len(begin) - len(end) - 6)
        whole = (last - first).total_seconds()
        place = round((self._at - first).total_seconds() / whole * (width - 1)) if whole else 0
        line = f"{begin} ├{'─' * place}●{'─' * (width - 1 - place)}┤ {end}"
        under = max(0, min(place + len(begin) + 2 - len(now) // 2, self.size.width - len(now) - 2))
        self.query_one("#slider", Static).update(plain(f"{line}\n{' ' * under}{now}"))

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))
