"""Abbreviations and names in a text field: expanded as a key ends the word, taken back by Backspace."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from model.capture.phrases import Expansion
from tui.widgets.fields import LineInput
from tui.widgets.vietnamese import VietnameseKeys
from tui.widgets.word_undo import Line

if TYPE_CHECKING:
    _FieldBase = VietnameseKeys
else:
    _FieldBase = object

_ENDS = frozenset(' ,.;:!?)”"')
"""Letters that end a word, and with it write out an abbreviation."""


class PhraseKeys(_FieldBase):
    """First base of a text widget, before `VietnameseKeys`; the owner gives it the abbreviations and the names."""

    abbreviation: Callable[[str], Expansion | None] | None = None
    """What the text before the cursor will become, as :meth:`model.capture.phrases.Phrases.pending` tells it."""
    names: Callable[[str], list[Expansion]] | None = None
    """What it may be completed to, as :func:`model.capture.completion.candidates` tells it."""

    _expansion: Expansion | None = None
    _expanded: Line | None = None

    def pending(self) -> Expansion | None:
        """What the next key that ends a word will write out: to be shown before it does."""
        text, cursor = self.line
        if self.abbreviation is None or self.selected_text:
            return None
        found = self.abbreviation(text[:cursor])
        room = self._room()
        return found if found and (room is None or len(found.text) - len(found.short) <= room) else None

    def write_out(self) -> bool:
        """Write out what is pending, for a key of the owner that finishes the text; whether there was anything."""
        found = self.pending()
        if found:
            self._put(found)
        return found is not None

    def offered_names(self) -> list[Expansion]:
        """The names that the words before the cursor begin: to be shown; only one by itself can be taken."""
        text, cursor = self.line
        return self.names(text[:cursor]) if self.names and not self.selected_text else []

    def take_name(self) -> bool:
        """Write the name that is offered, for a key of the owner; False where there is none, or more than one."""
        offered = self.offered_names()
        room = self._room()
        if len(offered) != 1 or (room is not None and len(offered[0].text) - len(offered[0].short) > room):
            return False
        self._put(offered[0])
        return True

    async def _take_key(self, event: events.Key) -> bool:
        if event.key == "backspace" and self._take_back():
            return True
        self._expanded = None
        ends = event.character in _ENDS or self.EDIT_KEYS.get(event.key) == "submit"
        if ends and event.key not in self.commands and self.write_out() and event.is_printable:
            text, cursor = self.line
            letter = event.character or ""
            self._expanded = Line(text[:cursor] + letter + text[cursor:], cursor + len(letter))
        return await super()._take_key(event)

    def _put(self, found: Expansion) -> None:
        before = self.line
        self._expansion = found
        self._expanded = Line(found.put(before.text), found.start + len(found.text))
        self._change(before, self._expanded)

    def _take_back(self) -> bool:
        """Give the short back where nothing was typed since but the letter that ended the word; that one stays."""
        before, found = self.line, self._expansion
        if found is None or before != self._expanded or (text := found.take_back(before.text)) is None:
            return False
        self._expansion = self._expanded = None
        self._change(before, Line(text, before.cursor + len(text) - len(before.text)))
        return True

    def _change(self, before: Line, after: Line) -> None:
        self.line = after
        self._steps.note(before, after, one_letter=False)


class PhraseInput(PhraseKeys, LineInput):
    """A field of one line that writes out abbreviations."""
