"""A program in a pseudo-terminal, and the moment at which something came onto its screen."""

import os
import queue
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pyte

from tests.support.terminal import Size, Terminal

Shown = Callable[[pyte.Screen], bool]


class Watched(Terminal):
    """Notes the time of every read before anything is made of it, so that the terminal in memory costs nothing.

    ``begun`` is when the program was started; times are those of ``time.perf_counter``.
    """

    def __init__(self, program: str, *arguments: str, size: Size = (80, 24)) -> None:
        self._came: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        self.begun = time.perf_counter()
        bytecode = {"PYTHONDONTWRITEBYTECODE": ""}  # an installed program need not be compiled at each start
        super().__init__([sys.executable, "-c", program, *arguments], bytecode, size)

    @property
    def screen(self) -> pyte.Screen:
        """What has been drawn as far as `when` has looked."""
        return self._screen

    def _read(self) -> None:
        data = b"-"
        while data:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # the program has closed its end
                data = b""
            self._came.put((time.perf_counter(), data))

    def when(self, shown: Shown, timeout: float = 30) -> float:
        """The time of the read with which the screen came to show something; fails with the screen."""
        at = time.perf_counter()
        deadline = at + timeout
        while not shown(self._screen):
            try:
                at, data = self._came.get(timeout=max(0.0, deadline - time.perf_counter()))
            except queue.Empty:
                data = b""
            if not data:
                raise AssertionError(f"waited in vain; the screen shows:\n{self.text()}")
            self._stream.feed(data)
        return at

    def drawn(self) -> str:
        """The screen with all that has come."""
        while not self._came.empty():
            self._stream.feed(self._came.get()[1])
        return self.text()

    def __enter__(self) -> Self:
        return self


def says(*words: str) -> Shown:
    """Whether all these words stand on the screen."""

    def shown(screen: pyte.Screen) -> bool:
        text = "\n".join(screen.display)
        return all(word in text for word in words)

    return shown


def bienban(folder: Path, size: Size = (80, 24)) -> Watched:
    """The program on a data folder, started as the installed command starts it."""
    return Watched("from tui.cli.main import main; main()", "--data", str(folder), size=size)


def bare(module: str, size: Size = (80, 24)) -> Watched:
    """A bare app of this package."""
    return Watched(f"from bench.{module} import main; main()", size=size)


def open_running(folder: Path, size: Size = (80, 24)) -> Watched:
    """The program in the live screen of the newest meeting, which runs."""
    terminal = bienban(folder, size)
    terminal.when(says("đang họp", "Thành phần"))
    terminal.send(b"\r")
    terminal.when(says("▸", "đã phát biểu"))
    return terminal
