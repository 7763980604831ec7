"""What comes due: whom and what to think of, with the day and the source."""

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from model.errors import BienbanError
from model.year.due import Due
from tui.coming import coming
from tui.commands import bindings
from tui.keymap import keys_of
from tui.paperwork.year import YearOrder
from tui.screens.base import OwnScreen
from tui.widgets.due_list import due_lines
from tui.widgets.plain import plain


class Found(Message):
    """From a thread: what comes due, and sentences about what could not be read."""

    def __init__(self, found: list[Due], problems: list[str]) -> None:
        super().__init__()
        self.found, self.problems = found, problems


class DueScreen(OwnScreen):
    """One list to read; nothing in it changes anything."""

    PLACE = "due"
    CSS_PATH = "due.tcss"
    BINDINGS = bindings("due")

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        yield Static(plain(" Sắp đến hạn", "bold"))
        with VerticalScroll(id="page"):
            yield Static(id="text")
        yield Static(id="answer")
        shown = keys_of(self.app).shown
        keys = f"↑ ↓ đọc · {shown('due.export')} danh sách tặng Huy hiệu · {shown('due.back')} về"
        yield Static(plain(keys), id="keys")

    def on_mount(self) -> None:
        """Read the meetings in a thread."""
        self.query_one("#page").focus()
        self._load()

    @work(thread=True, exclusive=True, group="due", exit_on_error=False)
    def _load(self) -> None:
        try:
            self.post_message(Found(*coming(self.program.data, self.program.clock().date())))
        except BienbanError as error:
            self.post_message(Found([], [str(error)]))

    @on(Found)
    def _found(self, event: Found) -> None:
        lines = due_lines(event.found, self.program.clock().date())
        self.query_one("#text", Static).update(Text("\n").join(lines))
        self.query_one("#answer", Static).update(plain(" ".join(event.problems)))

    def action_export(self) -> None:
        """Write the list for the badges of this year."""
        self.program.write_year_paper(YearOrder("badge-list", self.program.clock().year))

    def action_back(self) -> None:
        """Back to the meetings."""
        self.dismiss()
