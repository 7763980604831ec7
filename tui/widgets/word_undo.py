"""Undo for one line of text, word by word."""

from collections import deque
from typing import NamedTuple


class Line(NamedTuple):
    """A text and the place of the cursor in it, counted in code points."""

    text: str
    cursor: int


class WordUndo:
    """Remembers a line as it was before each word.

    The Backspaces with which an input method puts a tone on a word are no steps of their own.
    """

    STEPS = 200

    def __init__(self) -> None:
        self._done: deque[Line] = deque(maxlen=self.STEPS)
        self._undone: list[Line] = []
        self._last: Line | None = None

    def note(self, before: Line, after: Line, *, one_letter: bool) -> None:
        """Take note of an edit; ``one_letter`` says that it typed or deleted a single letter."""
        inside_word = before.cursor > 0 and not before.text[before.cursor - 1].isspace()
        if not (one_letter and inside_word and before == self._last):
            self._done.append(before)
        self._last = after
        self._undone.clear()

    def back(self, now: Line) -> Line | None:
        """The line one step ago, or None when there is none."""
        if not self._done:
            return None
        self._undone.append(now)
        self._last = None
        return self._done.pop()

    def forward(self, now: Line) -> Line | None:
        """The line that was left with ``back``, or None when there is none."""
        if not self._undone:
            return None
        self._done.append(now)
        self._last = None
        return self._undone.pop()

    def forget(self) -> None:
        """Start anew, for a text that was not typed here."""
        self._done.clear()
        self._undone.clear()
        self._last = None
