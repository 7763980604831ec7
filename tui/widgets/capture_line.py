"""The line of the live screen, always ready: what is said goes in here."""

from textual.geometry import Size
from textual.reactive import Reactive

from model.capture.line import protected
from tui.widgets.phrase_keys import PhraseKeys
from tui.widgets.plain import one_line
from tui.widgets.text_box import TextBox

MOST_ROWS = 4

_LEFT_TO_THE_SCREEN = {"ctrl+a", "ctrl+d", "ctrl+e", "ctrl+f", "ctrl+k"}
"""Keys that a text field would take for itself, and that are commands here."""


class CaptureLine(PhraseKeys, TextBox):
    """One paragraph that grows from one line to four; Enter hands it over and clears it at once.

    Esc, Tab and every other key that does not edit go on to the screen.
    """

    EDIT_KEYS = {key: action for key, action in TextBox.EDIT_KEYS.items() if key not in _LEFT_TO_THE_SCREEN}

    DEFAULT_CSS = """
    CaptureLine {
        min-height: 1;
        max-height: 4;
        height: 1;
        padding: 0;
    }
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    """Of the wrapped text. A wrap within the rows that are there must not lay the whole screen out anew."""

    least_rows = 1
    """Rows that it keeps also while its text needs fewer."""

    LIMIT = 4000
    """Letters of one entry, more than anyone types in one breath."""

    class Changed(TextBox.Changed):
        """The draft has changed; ``text`` is the draft as typed so far."""

    class Submitted(TextBox.Submitted):
        """An entry was finished with Enter; ``text`` is NFC, one line, stripped, and may be empty."""

    def on_mount(self) -> None:
        """Leave out the border."""
        self.compact = True

    def watch_virtual_size(self, size: Size) -> None:
        """Grow with the text, and shrink again."""
        rows = min(max(size.height, self.least_rows), MOST_ROWS)
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows

    def put(self, text: str) -> None:
        """Insert a paste; on the empty line it is text, whatever sign it begins with."""
        super().put(text if self.text else protected(one_line(text).lstrip()))

    def take(self) -> str:
        """The cleaned text, abbreviations written out, and be ready for the next."""
        self.write_out()
        text = self.clean_text
        self.load("")
        return text

    def action_submit(self) -> None:
        """Post the cleaned text and be ready for the next."""
        super().action_submit()
        self.load("")

    def restore(self, text: str) -> None:
        """Give a refused entry back for editing; what has been typed since stays behind it."""
        self.load(" ".join(filter(None, [text, self.text])))
