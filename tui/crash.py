"""How the program ends otherwise than by its key: by a signal, or by a fault of its own.

What is kept of a crash: where in the program it happened, never what anybody said.
"""

import os
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from model.errors import StoreError
from model.store.files import write_atomic

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""Asked to end, window closed, console closed on Windows; each system has some of them."""


CLOSED = 129
"""Exit code of a program whose window was closed, told by a signal or not."""


def has_terminal() -> bool:
    """Whether somebody can type: a window that is closed without a signal leaves a terminal that is none."""
    try:
        return os.isatty(0)
    except OSError:
        return False


@contextmanager
def signals_call(end: Callable[[int], None]) -> Iterator[None]:
    """While this holds, a signal calls ``end`` with the exit code that tells of it."""

    def ended(number: int, _: Any) -> None:
        end(128 + number)

    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = {number: signal.signal(number, ended) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def place_of(error: BaseException | None) -> str:
    """The kind of a fault and where it was, a line each, without local variables and without its own words."""
    lines = [f"{type(error).__name__}"]
    lines += [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__ if error else None)
    ]
    return "\n".join(lines)


def report_crash(error: BaseException | None, folder: Path) -> Path:
    """Write a private report of :func:`place_of` a fault; returns its path."""
    path = folder / f"loi-{datetime.now():%Y%m%d-%H%M%S}.txt"
    try:
        write_atomic(path, place_of(error).encode())
    except StoreError:
        return Path("(không ghi được)")
    return path
