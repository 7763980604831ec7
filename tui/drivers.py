"""Textual's way to the terminal, made to outlive what terminals do: send odd bytes and bare letters, and go."""

import re
import sys
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import Any

from textual.drivers._writer_thread import WriterThread

_KEY_EVENT, _PACKET = 1, 0xE7
"""Windows: the kind of a record of a key, and the key of letters that come from no key."""

_HALF = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")
"""Half a letter of two units, its other half lost or still to come."""


def steady(driver: type) -> None:
    """Mend what in a driver of Textual loses letters or ends the program.

    Its decoder is strict: for one byte of no text, out of an old font or a line with noise, the program would end with
    a traceback; it shows � now. Its writer ends with the terminal: whoever writes then waits for ever, with the data
    locked. For Windows see :func:`keyed`.
    """
    module = sys.modules[driver.__module__]
    for name, ours in (("getincrementaldecoder", _replacing), ("WriterThread", _Writer)):
        if hasattr(module, name):
            setattr(module, name, ours)
    win32 = getattr(module, "win32", None)
    if win32 and not isinstance(win32.KERNEL32, Kernel):
        win32.KERNEL32 = Kernel(win32.KERNEL32)


class Kernel:
    """The functions of Windows; what is read of the keyboard is :func:`keyed`."""

    def __init__(self, functions: Any) -> None:
        self._functions = functions

    def __getattr__(self, name: str) -> Any:
        return getattr(self._functions, name)

    def ReadConsoleInputW(self, console: Any, records: Any, most: int, count: Any) -> Any:  # noqa: N802
        """As Windows has it; ``records`` and ``count`` come by reference."""
        done = self._functions.ReadConsoleInputW(console, records, most, count)
        keyed(records._obj[: count._obj.value])
        return done


def keyed(records: Iterable[Any]) -> None:
    """Give letters that come from no key the key that stands for such, and make half letters �.

    Input methods send the letter alone. Textual drops it where NumLock, CapsLock or Shift is on (its issue 6667), and
    its keyboard is dead after half a letter.
    """
    keys = [record.Event.KeyEvent for record in records if record.EventType == _KEY_EVENT]
    for key in keys:
        if not key.wVirtualKeyCode and key.uChar.UnicodeChar != "\0":
            key.wVirtualKeyCode = _PACKET
    pressed = [key for key in keys if key.bKeyDown]
    for half in _HALF.finditer("".join(key.uChar.UnicodeChar for key in pressed)):
        pressed[half.start()].uChar.UnicodeChar = "\ufffd"


def _replacing(name: str) -> "partial[IncrementalDecoder]":
    return partial(getincrementaldecoder(name), errors="replace")


class _Writer(WriterThread):
    """Takes what is written also when the terminal is gone."""

    def run(self) -> None:
        """Write until the end is told; flush where there is a break."""
        while (text := self._queue.get()) is not None:
            self._put(text)
        self._put("")

    def _put(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._file.write(text)
            if self._queue.empty():
                self._file.flush()
