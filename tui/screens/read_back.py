"""The minutes in full, to be read aloud to the meeting before it closes."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from exports.format.outline import as_text
from exports.minutes.text import outline
from model.errors import BienbanError
from model.events import MinutesRead
from tui.commands import bindings
from tui.session import Session
from tui.widgets.plain import plain


class ReadBackScreen(Screen[None]):
    """The text as it will be printed; Space and the arrows move on."""

    PLACE = "read_back"
    CSS_PATH = "read_back.tcss"
    BINDINGS = [
        *bindings("read_back"),
        ("space,pagedown", "page(1)", "Trang sau"),
        ("pageup", "page(-1)", "Trang trước"),
    ]

    def __init__(self, session: Session) -> None:
        """Raises BadData for old minutes: the program does not write them."""
        super().__init__()
        self.session = session
        self._text = "\n\n".join(as_text(outline(session.meeting)))

    def compose(self) -> ComposeResult:
        """The text and the keys."""
        with VerticalScroll(id="text"):
            yield Static(plain(self._text))
        yield Static(id="answer")
        yield Static(plain("↓ ↑ Space: đọc tiếp · ^S: đã đọc xong · Esc: về"), id="keys")

    def on_mount(self) -> None:
        """The keyboard moves the text."""
        self.query_one("#text").focus()

    def action_page(self, step: int) -> None:
        """A page on or back."""
        text = self.query_one("#text", VerticalScroll)
        text.scroll_page_down() if step > 0 else text.scroll_page_up()

    def action_done(self) -> None:
        """Record that the minutes were read, and go back."""
        try:
            self.session.record(MinutesRead())
        except BienbanError as error:
            self.query_one("#answer", Static).update(plain(str(error)))
            return
        self.dismiss()

    def action_back(self) -> None:
        """Back to the meeting."""
        self.dismiss()
