"""Typing Vietnamese in a terminal: the part that all our text widgets share."""

import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Mapping
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from tui.widgets.plain import one_line
from tui.widgets.word_undo import Line, WordUndo

# A Widget in the first place of the bases would hide the style sheet of the Input or TextArea behind it.
if TYPE_CHECKING:
    _WidgetBase = Widget
else:
    _WidgetBase = object

Command = Callable[[], Awaitable[bool | None] | bool | None]
"""What a key does instead of editing; it returns False to leave the key to the widget after all."""

_KEYS_INSIDE_A_WORD = {"backspace", "ctrl+h", "delete"}


class TooLong(Message):
    """A text did not fit into a field; what did not fit was left out."""

    def __init__(self, field: Widget, limit: int, left_out: str) -> None:
        super().__init__()
        self.field = field
        self.limit = limit
        """The most letters that the field takes."""
        self.left_out = left_out

    @property
    def control(self) -> Widget:
        """The field."""
        return self.field


class VietnameseKeys(_WidgetBase):
    """First base of a text widget: runs every key that edits or submits at once, in the order of the keys.

    An input method sends a tone as Backspaces and new letters, mostly in one read. Textual inserts letters inside
    the widget, but Backspace, Enter and the arrows travel as bindings and run later: `tiếng Việt` becomes
    `tieng Viet`. The widget must drop its own bindings (``inherit_bindings=False``) and list them in ``EDIT_KEYS``.

    Text is made NFC on paste, on submit and by any key that ends the word being typed. Within a word it stays as it
    was sent, and Backspace takes one code point: an input method that types decomposed letters counts them so.
    """

    if TYPE_CHECKING:  # Input and TextArea have it

        @property
        def selected_text(self) -> str:
            """What the next letter replaces."""
            ...

    EDIT_KEYS: ClassVar[Mapping[str, str]] = {}
    """Key -> action of this widget."""

    LIMIT: ClassVar[int | None] = None
    """The limit of a widget that is given none."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        limit: int | None = None,
        commands: Mapping[str, Command] | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
        compact: bool = False,
    ) -> None:
        """Make the widget.

        Args:
            text: What stands in it at first.
            placeholder: What it shows while it is empty.
            limit: The most letters that the text may have; more is left out and said by `TooLong`.
            commands: Keys that the owner takes over, and what they do. A command must not wait for the user.
            id: Its id.
            classes: Its style classes.
            disabled: Whether it takes no keys.
            compact: Whether it has no border.
        """
        self.limit = self.LIMIT if limit is None else limit
        self.commands = commands or {}
        self._steps = WordUndo()
        self._refused = 0
        super().__init__(  # the one of Input or TextArea
            one_line(text),  # type: ignore[arg-type]
            placeholder=placeholder,  # type: ignore[call-arg]
            id=id,
            classes=classes,
            disabled=disabled,
            compact=compact,
        )

    @property
    def line(self) -> Line:
        """The text as it was typed, and the cursor."""
        raise NotImplementedError

    @line.setter
    def line(self, line: Line) -> None:
        raise NotImplementedError

    def replace_selected(self, text: str) -> None:
        """Put ``text`` in place of what is selected, or at the cursor."""
        raise NotImplementedError

    @property
    def clean_text(self) -> str:
        """The text as it is to be kept: NFC, one line, without spaces at its ends."""
        return one_line(self.line.text).strip()

    def load(self, text: str) -> None:
        """Show another text, the cursor at its end, with nothing to undo."""
        text = one_line(text)
        self.line = Line(text, len(text))
        self._steps.forget()

    def put(self, text: str) -> None:
        """Insert a pasted text as one line; what passes the limit is left out and said."""
        text = one_line(text)
        room = self._room()
        if room is not None and len(text) > room:
            self._say_too_long(text[room:])
            text = text[:room]
        if text:
            self.replace_selected(text)

    def only_writes(self, event: events.Event) -> bool:
        """Whether the event can do nothing but change the text of this widget."""
        if isinstance(event, events.Key) and event.key not in self.commands:
            return event.is_printable or event.key in _KEYS_INSIDE_A_WORD
        return isinstance(event, events.Paste)

    async def _on_key(self, event: events.Key) -> None:
        if await self._take_key(event):
            event.stop()
            event.prevent_default()

    async def _take_key(self, event: events.Key) -> bool:
        """Run the key here, or return False to leave it to the base class and to the bindings of the screen."""
        if (command := self.commands.get(event.key)) is not None:
            result = command()
            if isawaitable(result):
                result = await result
            if result is not False:
                return True
        if event.is_printable and event.character is not None:
            return self._refuse(event.character)
        if event.key == "backspace" and self._refused:
            self._refused -= 1  # an input method takes back a letter that it believes is there
            return True
        self._refused = 0
        action = None if event.key in getattr(self.app, "own_keys", ()) else self.EDIT_KEYS.get(event.key)
        if action is None:
            if event.key == "no_break_space":  # Option and Space on a Mac, struck by mistake
                self.put(" ")
            return event.key == "no_break_space"
        if event.key not in _KEYS_INSIDE_A_WORD:
            self._compose_letters()
        handled: bool = await self.app.run_action(action, self)
        return handled  # False: there was nothing to copy

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste here: none of it is dropped unsaid."""
        event.stop()
        event.prevent_default()
        self.put(event.text)

    def action_paste(self) -> None:
        """Paste what was copied in this program."""
        self.put(self.app.clipboard)

    def action_cut(self) -> None:
        """Cut what is selected, and nothing else."""
        if self.selected_text:
            self.app.copy_to_clipboard(self.selected_text)
            self.replace_selected("")

    def action_undo(self) -> None:
        """Go back to before the last word."""
        if (line := self._steps.back(self.line)) is not None:
            self.line = line

    def action_redo(self) -> None:
        """Take back the last undo."""
        if (line := self._steps.forward(self.line)) is not None:
            self.line = line

    def _compose_letters(self) -> None:
        text, cursor = self.line
        if not self.selected_text and not unicodedata.is_normalized("NFC", text):
            self.line = Line(_nfc(text), len(_nfc(text[:cursor])))

    def _refuse(self, letter: str) -> bool:
        """Whether there is no room for a typed letter; a mark that joins its letter needs none."""
        room = self._room()
        if room is None or room >= 1 or unicodedata.combining(letter):
            self._refused = 0
            return False
        self._refused += 1
        self._say_too_long(letter)
        return True

    def _room(self) -> int | None:
        """How many more letters fit, or None without a limit."""
        if self.limit is None:
            return None
        return max(0, self.limit - len(_nfc(self.line.text)) + len(self.selected_text))

    def _say_too_long(self, left_out: str) -> None:
        assert self.limit is not None
        self.post_message(TooLong(self, self.limit, left_out))


def edit_keys(bindings: Iterable[BindingType], without: str = "") -> dict[str, str]:
    """The keys of a stock widget for `VietnameseKeys.EDIT_KEYS`, with ours added; ``without``: keys left free."""
    free = set(without.split())
    actions = {
        key: binding.action
        for binding in bindings
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
        if key not in free
    }
    ours = {"enter": "submit", "ctrl+j": "submit", "ctrl+h": "delete_left", "ctrl+z": "undo", "ctrl+y": "redo"}
    return actions | ours


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
