"""A field of a form that takes a paragraph."""

from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from tui.widgets.vietnamese import VietnameseKeys, edit_keys
from tui.widgets.word_undo import Line


class TextBox(VietnameseKeys, TextArea, inherit_bindings=False):
    """A field of one paragraph that grows with its text up to six lines.

    Enter never inserts a new line: it posts `Submitted`, and the form moves on (``screen.focus_next()``).
    """

    EDIT_KEYS = edit_keys(TextArea.BINDINGS, without="pageup pagedown f6 f7 ctrl+shift+k")

    DEFAULT_CSS = """
    TextBox {
        height: auto;
        min-height: 3;
        max-height: 8;
        scrollbar-size-vertical: 0;
    }
    """

    class Changed(TextArea.Changed):
        """The text has changed; ``text`` is the text as typed so far."""

        def __init__(self, text_area: TextArea) -> None:
            super().__init__(text_area)
            self.text = text_area.text

    class Submitted(Message):
        """Enter was pressed; ``text`` is NFC, one line, stripped, and may be empty."""

        def __init__(self, text_box: "TextBox", text: str) -> None:
            super().__init__()
            self.text_box = text_box
            self.text = text

        @property
        def control(self) -> "TextBox":
            """The box."""
            return self.text_box

    def on_mount(self) -> None:
        """Put the cursor behind the text, without the helps for programmers."""
        self.highlight_cursor_line = False
        self.match_cursor_bracket = False
        self.move_cursor(self.document.end)

    @property
    def line(self) -> Line:
        """The text as it was typed, and the cursor."""
        return Line(self.text, self.cursor_location[1])

    @line.setter
    def line(self, line: Line) -> None:
        self.load_text(line.text)
        self.move_cursor((0, line.cursor))

    def replace_selected(self, text: str) -> None:
        """Put ``text`` in place of what is selected, or at the cursor."""
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def edit(self, edit: Edit) -> EditResult:
        """Do an edit; every edit by the keyboard comes through here."""
        before = self.line
        result = super().edit(edit)
        after = self.line
        if after.text != before.text:
            length = len(edit.text) + edit.bottom[1] - edit.top[1]
            self._steps.note(before, after, one_letter=length <= 1)
        return result

    def action_delete_to_start_of_line(self) -> None:
        """Delete all before the cursor: the paragraph is one line, however often it wraps."""
        self.replace("", (0, 0), self.cursor_location)

    def action_submit(self) -> None:
        """Post the cleaned text."""
        self.post_message(self.Submitted(self, self.clean_text))
