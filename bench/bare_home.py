"""A bare Textual app with the widgets of the first screen and nothing in them: what starting costs at least."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

READY = "Enter mở"
"""Stands at the foot of the bare screen, as of the real one."""


class BareScreen(Screen[None]):
    """Cell, what waits, search and its help, list and page, answer, keys."""

    CSS = """
    #cell { height: 1; }
    #waiting, #keys { height: auto; }
    #help { display: none; height: 1; }
    Horizontal { height: 1fr; }
    #meetings { width: 48; height: 1fr; border: round $primary; padding: 0; }
    #page { width: 1fr; border: round $primary; padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        yield Static("Chi bộ", id="cell")
        yield Static(id="waiting")
        yield Input(placeholder="Tìm trong các biên bản, không cần dấu", compact=True)
        yield Static(id="help")
        with Horizontal():
            yield OptionList(id="meetings")
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="preview")
        yield Static(id="answer")
        yield Static(READY, id="keys")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()


class BareHome(App[None]):
    """Pushes its screen as the real program does."""

    ENABLE_COMMAND_PALETTE = False

    def on_mount(self) -> None:
        self.push_screen(BareScreen())


def main() -> None:
    BareHome().run()
