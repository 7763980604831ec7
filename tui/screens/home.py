"""The first screen: all meetings, the marked one on a page beside them, what waits, and words found in any of them."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static

from model.errors import BienbanError
from model.past.query import HELP, Query
from model.past.review import sections
from model.store.search import Hit
from model.vietnamese import short_date
from tui.commands import bindings, of
from tui.page import page
from tui.screens.finding import FindingScreen
from tui.widgets.fields import LineInput
from tui.widgets.marking import marked
from tui.widgets.meeting_list import MeetingList
from tui.widgets.plain import plain

if TYPE_CHECKING:
    from model.past.waiting import Waiting


class Refreshed(Message):
    """From a thread: the index agrees with the journals now; ``damaged`` are sentences."""

    def __init__(self, damaged: list[str]) -> None:
        super().__init__()
        self.damaged = damaged


class Waited(Message):
    """From a thread: what waits, by the journals of the last year."""

    def __init__(self, found: "Waiting") -> None:
        super().__init__()
        self.found = found


class Previewed(Message):
    """From a thread: the page of a meeting, or of a hit."""

    def __init__(self, meeting_id: str, hit: Hit | None, text: Text) -> None:
        super().__init__()
        self.meeting_id, self.hit, self.text = meeting_id, hit, text


class HomeScreen(FindingScreen):
    """Choose a meeting: Enter goes on with an open one, or looks back at a closed one."""

    PLACE = "home"
    CSS_PATH = "home.tcss"
    BINDINGS = [*bindings("home"), ("escape", "clear", "Xóa tìm")]

    def __init__(self, left: str = "") -> None:
        """``left`` is the meeting that the user comes from: it is marked."""
        super().__init__()
        self._left = left

    def compose(self) -> ComposeResult:
        """Cell, what waits, search, list and page, keys."""
        cell = self.program.data.book.cell
        yield Static(plain(f" {cell.name} · {cell.upper}" if cell else ""), id="cell")
        yield Static(id="waiting")
        yield LineInput(placeholder="Tìm trong các biên bản, không cần dấu", compact=True)
        yield Static(plain(f" {self.program.keys.shown('home.filter')} bộ lọc: {HELP}"), id="help")
        with Horizontal():
            yield MeetingList(id="meetings")
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="preview")
        yield Static(id="answer")
        yield Static(plain(_keys(self.program.keys.shown)), id="keys")

    def on_mount(self) -> None:
        """The list as the index has it; then, in a thread, as the journals have it."""
        self.show_list()
        self._answer(self.program.data.notice or self._going_on())
        self.meetings.focus()
        self.set_timer(0.3, self._refresh_index)  # the first page is drawn before thousands of journals are asked

    def on_screen_resume(self) -> None:
        """After another screen; a filter that was chosen goes on in the field."""
        self.resume()

    # --- the list ---------------------------------------------------------------------------------

    def show_list(self) -> None:
        """The meetings as the index has them."""
        chosen = self.meetings.chosen or self._left
        self._searching = False
        self.remove_class("-found")
        self._rows = list(reversed(self.program.data.archive.summaries))
        self.meetings.show_meetings(self._rows, chosen)
        if not self._rows:
            self.query_one("#preview", Static).update(plain("Chưa có cuộc họp nào. ^N: chuẩn bị cuộc họp đầu tiên."))

    def _going_on(self) -> str:
        """That the marked meeting is open, and how to go on with it."""
        row = self.meetings.row(self.meetings.marked or "")
        if row is None or row["state"] != "open":
            return ""
        return f"Cuộc họp ngày {short_date(date.fromisoformat(row['date']))} đang mở: Enter để ghi tiếp."

    @work(thread=True, exclusive=True, group="index", exit_on_error=False)
    def _refresh_index(self) -> None:
        from model.past.waiting import LOOK_BACK, waiting  # noqa: PLC0415 - once the first screen stands

        self.post_message(Refreshed(self.program.data.archive.refresh()[1]))
        cell, now = self.program.data.book.cell, self.program.clock()
        if cell:
            meetings = self.program.data.archive.between(now.date() - LOOK_BACK, date.max)[0]
            self.post_message(Waited(waiting(meetings, cell, now)))

    @on(Refreshed)
    def _refreshed(self, event: Refreshed) -> None:
        if list(reversed(self.program.data.archive.summaries)) != self._rows and not self._searching:
            self.show_list()
            self._answer(self.program.data.notice or self._going_on())
        for sentence in event.damaged[:3]:
            self.program.say(sentence, severe=True)

    @on(Waited)
    def _waited(self, event: Waited) -> None:
        told = " ".join((event.found.next, *event.found.sentences))
        self.query_one("#waiting", Static).update(plain(told))
        self.meetings.show_open_tasks(event.found.open_tasks)

    @on(OptionList.OptionHighlighted)
    def _marked(self, event: OptionList.OptionHighlighted) -> None:
        self.meetings.follow(event.option_index)
        if meeting_id := self.meetings.meeting(event.option_id):
            self._preview(meeting_id, self.meetings.hit(event.option_id), self._query)

    @on(MeetingList.Jumped)
    def _jumped(self, event: MeetingList.Jumped) -> None:
        self._answer(f"Cuộc họp số {event.number}: Enter để mở." if event.number else "")

    @work(thread=True, exclusive=True, group="preview", exit_on_error=False)
    def _preview(self, meeting_id: str, hit: Hit | None, query: Query | None) -> None:
        try:
            text = page(sections(self.program.data.archive.load(meeting_id).meeting))
        except BienbanError as error:
            text = plain(str(error))
        if hit:
            when = f"{hit.at[8:10]}/{hit.at[5:7]}/{hit.at[:4]} {hit.at[11:16]} "
            said = marked(plain(f"{hit.who}\n  {hit.text}\n\n"), query)
            text = plain(when, "bold").append_text(said).append_text(text)
        self.post_message(Previewed(meeting_id, hit, text))

    @on(Previewed)
    def _previewed(self, event: Previewed) -> None:
        marked = self.meetings.marked
        if (event.meeting_id, event.hit) != (self.meetings.meeting(marked), self.meetings.hit(marked)):
            return  # moved on since; threads end in any order
        self.query_one("#preview", Static).update(event.text)
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        hit = self.meetings.hit(event.option_id)
        if hit:
            await self._review(hit.meeting, hit.entry, self._query)
        elif meeting_id := self.meetings.meeting(event.option_id):
            await self.open(meeting_id)

    async def open(self, meeting_id: str) -> None:
        """Go on with an open meeting; look back at a closed one."""
        row = self.meetings.row(meeting_id)
        goes_on = row is not None and row["state"] in ("prepared", "open") and not self.program.data.read_only
        if not (goes_on and await self.program.go_on(meeting_id)):
            await self._review(meeting_id)

    async def _review(self, meeting_id: str, entry: int = 0, query: Query | None = None) -> None:
        from tui.screens.review import ReviewScreen  # noqa: PLC0415 - loaded when it is wanted

        await self.app.push_screen(ReviewScreen(meeting_id, entry, query))

    # --- other screens ----------------------------------------------------------------------------

    def action_prepare(self) -> None:
        """A new meeting."""
        from tui.screens.prepare import prepare_screen  # noqa: PLC0415 - loaded when it is wanted

        cell = self.program.data.book.cell
        if self.program.data.read_only or cell is None:
            self._answer(self.program.data.notice)
            return
        self.app.push_screen(prepare_screen(self.program, cell))

    def action_put_off(self) -> None:
        """A prepared meeting to another day or to none; one that was put off or given up is taken back."""
        from tui.screens.prepare import put_off_screen, taken_back  # noqa: PLC0415 - loaded when it is wanted

        row = self.meetings.row(self.meetings.meeting(self.meetings.marked))
        state, done = row["state"] if row else "", self._put_off
        try:
            if self.program.data.read_only:
                self._answer(self.program.data.notice)
            elif row and state == "prepared":
                self.app.push_screen(put_off_screen(self.program, row, done))
            elif row and state == "cancelled":
                done(taken_back(self.program, row))
            else:
                self._answer("Chỉ dời hay bỏ được cuộc họp đã chuẩn bị mà chưa khai mạc.")
        except BienbanError as error:
            self._answer(str(error))

    def _put_off(self, said: str) -> None:
        self.show_list()
        self._answer(said)
        self._refresh_index()

    def action_settings(self) -> None:
        """The cell."""
        from tui.screens.settings import settings_screen  # noqa: PLC0415

        self.app.push_screen(settings_screen(self.program))

    def action_export(self) -> None:
        """The minutes of the marked meeting."""
        meeting_id = self.meetings.meeting(self.meetings.marked)
        if not meeting_id:
            return
        try:
            self.program.export_minutes(self.program.data.archive.load(meeting_id).meeting)
        except BienbanError as error:
            self._answer(str(error))

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))


def _keys(shown: Callable[[str], str]) -> str:
    return " · ".join(["Enter mở", *(f"{shown(c.id)} {c.footer}" for c in of("home") if c.footer)])
