"""A field of one line."""

from textual.widgets import Input

from tui.widgets.vietnamese import VietnameseKeys, edit_keys
from tui.widgets.word_undo import Line


class LineInput(VietnameseKeys, Input, inherit_bindings=False):
    """A field of one line. Enter posts ``Input.Submitted``, its ``value`` NFC and stripped."""

    EDIT_KEYS = edit_keys(Input.BINDINGS)

    def on_mount(self) -> None:
        """Keep the text when the field gets the focus: the next letter must not replace it."""
        self.select_on_focus = False

    @property
    def line(self) -> Line:
        """The text as it was typed, and the cursor."""
        return Line(self.value, self.cursor_position)

    @line.setter
    def line(self, line: Line) -> None:
        self.value = line.text
        self.cursor_position = line.cursor

    def replace_selected(self, text: str) -> None:
        """Put ``text`` in place of what is selected, or at the cursor."""
        self.replace(text, *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the text; every edit by the keyboard comes through here."""
        before = self.line
        super().replace(text, start, end)
        if self.value != before.text:
            self._steps.note(before, self.line, one_letter=len(text) + abs(end - start) <= 1)

    async def action_submit(self) -> None:
        """Post the cleaned text."""
        self.value = self.clean_text
        await super().action_submit()
