"""A program in a real pseudo-terminal, and the screen that its user would see."""

import os
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte
import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminal that Python can open", allow_module_level=True)

import fcntl
import pty
import signal
import struct
import subprocess
import termios

ROOT = Path(__file__).parents[2]
"""The checkout; programs are started here, so that ``python -m tests.support...`` works."""

Size = tuple[int, int]
"""Columns and rows."""


class Terminal:
    """Runs a command in a pseudo-terminal; a thread reads what it draws into a pyte screen."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str] | None = None, size: Size = (80, 24)):
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._drawn = threading.Condition()
        self.output = b""
        """All that the program has sent."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env=_plain_environment() | {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | dict(env or {}),
            start_new_session=True,
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # the program has closed its end
                data = b""
            with self._drawn:
                if data:
                    self.output += data
                    self._stream.feed(data)
                self._drawn.notify_all()
            if not data:
                return

    def send(self, data: bytes) -> None:
        """Type these bytes, as one burst."""
        while data:
            data = data[os.write(self._master, data) :]

    def text(self) -> str:
        """What stands on the screen, line by line."""
        with self._drawn:
            return "\n".join(line.rstrip() for line in self._screen.display)

    def last_text(self) -> str:
        """What stands on the screen once the program, which has ended, has been read to its last byte."""
        self._reader.join(5)
        return self.text()

    def wait_for(self, shown: str | Callable[[str], bool], timeout: float = 20) -> str:
        """The screen as soon as it shows a text, or satisfies a condition; fails with the screen after ``timeout``."""
        condition = shown if callable(shown) else lambda text: shown in text
        deadline = time.monotonic() + timeout
        while not condition(screen := self.text()):
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain for {shown!r}; the screen shows:\n{screen}")
            with self._drawn:
                self._drawn.wait(0.05)
        return screen

    def wait_for_exit(self, timeout: float = 20) -> int:
        """The exit code of the program, once it has ended."""
        return self._process.wait(timeout)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to the program."""
        self._process.send_signal(number)

    def close(self) -> None:
        """End the program if it still runs, and give the terminal back."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._reader.join(5)
        os.close(self._master)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _plain_environment() -> dict[str, str]:
    """The environment of the tests without the size of their own window."""
    return {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}


def start(command: Sequence[str], env: Mapping[str, str] | None = None, size: Size = (80, 24)) -> Terminal:
    """Start a Python command: ``start(["-m", "tui.cli"])``."""
    return Terminal([sys.executable, *command], env, size)
