"""The line of the live screen, always ready: what is said goes in here."""

from tui.widgets.fields import TextBox


class CaptureLine(TextBox):
    """One paragraph that grows from one line to four; Enter hands it over and clears it at once.

    Esc, Tab and every other key that does not edit go on to the screen.
    """

    DEFAULT_CSS = """
    CaptureLine {
        min-height: 1;
        max-height: 4;
        padding: 0;
    }
    """

    LIMIT = 4000
    """Letters of one entry, more than anyone types in one breath."""

    class Changed(TextBox.Changed):
        """The draft has changed; ``text`` is the draft as typed so far."""

    class Submitted(TextBox.Submitted):
        """An entry was finished with Enter; ``text`` is NFC, one line, stripped, and may be empty."""

    def on_mount(self) -> None:
        """Leave out the border."""
        self.compact = True

    def action_submit(self) -> None:
        """Post the cleaned text and be ready for the next."""
        super().action_submit()
        self.load("")

    def restore(self, text: str) -> None:
        """Give a refused entry back for editing; what has been typed since stays behind it."""
        self.load(" ".join(filter(None, [text, self.text])))
