"""A recorder at the keyboard: the whole program in a pseudo-terminal, its clock, and the folder that it writes to."""

import itertools
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from model.meeting import Meeting
from model.store.archive import Archive
from tests.support import typing as ime
from tests.support.terminal import Size, Terminal, start

Keys = bytes | str
"""Bytes are keys that stand for themselves; a text is typed as an input method types it."""

ENTER, ESCAPE, BACKTAB, BACKSPACE = b"\r", b"\x1b", b"\x1b[Z", b"\x7f"
UP, DOWN, RIGHT, LEFT = (b"\x1b[" + letter for letter in (b"A", b"B", b"C", b"D"))
F1, F2, F3, F4 = (b"\x1bO" + letter for letter in (b"P", b"Q", b"R", b"S"))
F5, F6, F7, F8, F9 = (b"\x1b[%d~" % number for number in (15, 17, 18, 19, 20))
F12 = b"\x1b[24~"

PATIENCE = 20.0
"""Seconds to wait for something that must come."""


def ctrl(letter: str) -> bytes:
    """The byte of a Ctrl key."""
    return bytes([ord(letter.upper()) - 64])


def key_bytes(key: str) -> bytes:
    """What a terminal sends for a key of the command table: ``ctrl+n``, ``f2``, ``left``, ``escape``."""
    named = {"left": LEFT, "right": RIGHT, "escape": ESCAPE, "ctrl+backslash": b"\x1c"}
    named |= {f"f{n}": code for n, code in enumerate((F1, F2, F3, F4, F5, F6, F7, F8, F9), 1)}
    named["f12"] = F12
    return named[key] if key in named else ctrl(key.removeprefix("ctrl+"))


def ways_of_typing() -> Iterator[Callable[[str], list[bytes]]]:
    """Every input method with either Backspace, whole words and paste, over and over."""

    def way(method: Callable[[str, bytes], list[bytes]], backspace: bytes) -> Callable[[str], list[bytes]]:
        return lambda text: method(text, backspace)

    methods = [way(method, b) for b in ime.BACKSPACES for method in (ime.telex, ime.vni, ime.free_style)]
    return itertools.cycle([*methods, ime.whole_words, ime.bracketed_paste])


class Recorder:
    """Strikes keys and waits for what must come of them; never for a time."""

    def __init__(
        self,
        folder: Path,
        *,
        now: str = "2026-11-03T19:00:00",
        size: Size = (80, 24),
        program: Sequence[str] = ("-m", "tests.support.harness"),
    ) -> None:
        self.data = folder / "data"
        self._clock = folder / "clock"
        self.set_clock(now)
        self._ways = ways_of_typing()
        self._command = [*program, str(self._clock), "--data", str(self.data)]
        self._size = size
        self.terminal = self._run()

    def _run(self) -> Terminal:
        return start(self._command, {"BIENBAN_DATA": ""}, self._size)

    def set_clock(self, now: str) -> None:
        """The time of now, ``2026-11-03T19:30:00``; the program reads the old time or the new one."""
        part = self._clock.with_suffix(".part")
        part.write_text(now, "utf-8")
        part.replace(self._clock)

    def press(self, *keys: Keys) -> None:
        """Strike these keys, each text by the next way of typing."""
        for key in keys:
            before = self._escapes()
            for chunk in [key] if isinstance(key, bytes) else next(self._ways)(key):
                self.terminal.send(chunk)
            if key == ESCAPE:
                self._wait_for_escape(before)

    def _escapes(self) -> int:
        """How often an Esc has arrived."""
        noted = self._clock.with_suffix(".escapes")
        return noted.stat().st_size if noted.exists() else 0

    def _wait_for_escape(self, before: int) -> None:
        """A terminal must not send the next key before the Esc was taken for one."""
        deadline = time.monotonic() + PATIENCE
        while self._escapes() == before and not self.ended:
            assert time.monotonic() < deadline, f"Esc did not arrive; the screen shows:\n{self.terminal.text()}"
            time.sleep(0.005)

    def at_once(self, *keys: Keys) -> None:
        """The same in one read of the program."""
        chunks = ([key] if isinstance(key, bytes) else next(self._ways)(key) for key in keys)
        self.terminal.send(b"".join(chunk for chunks_of_key in chunks for chunk in chunks_of_key))

    def wait_for(self, shown: str | Callable[[str], bool]) -> str:
        """The screen as soon as it shows this; fails at once where the program has ended."""
        condition = shown if callable(shown) else lambda text: shown in text
        screen = self.terminal.wait_for(lambda text: condition(text) or self.ended, PATIENCE)
        assert condition(screen), self._told_at_the_end()
        return screen

    def wait_until_gone(self, shown: str) -> None:
        """Wait until this is gone for good: a screen that is half drawn may lack it for a moment."""
        output = b""
        while output != self.terminal.output:
            self.wait_for(lambda text: shown not in text)
            output = self.terminal.output
            time.sleep(0.05)

    def _told_at_the_end(self) -> str:
        """How the program ended: its code, all of its screen, and what it kept of a crash."""
        code, screen = self.terminal.wait_for_exit(), self.terminal.last_text()
        reports = "\n".join(path.read_text("utf-8") for path in self.data.glob("loi-*.txt"))
        return f"the program has ended with {code}:\n{screen}\n{reports}"

    @property
    def ended(self) -> bool:
        """Whether the program has ended."""
        try:
            self.terminal.wait_for_exit(0)
        except subprocess.TimeoutExpired:
            return False
        return True

    def escape(self, gone: str = "Esc đóng") -> None:
        """Esc; what it closes is gone then."""
        self.wait_for(gone)
        self.press(ESCAPE)
        self.wait_until_gone(gone)

    def journal(self, meeting_id: str) -> Path:
        """The journal of a meeting."""
        return self.data / "meetings" / meeting_id / "journal.jsonl"

    def wait_for_lines(self, meeting_id: str, count: int) -> None:
        """Wait until the journal has that many lines; more are a fault."""
        path, deadline = self.journal(meeting_id), time.monotonic() + PATIENCE
        while (lines := path.read_bytes().count(b"\n") if path.exists() else 0) < count:
            late = time.monotonic() > deadline or self.ended
            assert not late, f"{lines} of {count} lines; the screen shows:\n{self.terminal.text()}"
            time.sleep(0.002)
        assert lines == count, self.terminal.text()

    def wait_for_record(self, there: Callable[[Meeting], bool]) -> Meeting:
        """The last meeting, once its journal says this: what is on the screen may not be on the disk yet."""
        archive, deadline = Archive(self.data, read_only=True), time.monotonic() + PATIENCE
        while not there(meeting := archive.load(archive.ids()[-1]).meeting):
            late = time.monotonic() > deadline or self.ended
            assert not late, f"{[e.event for e in meeting.entries[-5:]]}; the screen shows:\n{self.terminal.text()}"
            time.sleep(0.01)
        return meeting

    def leave(self) -> None:
        """Leave the program by its key."""
        self.press(ctrl("q"))
        assert self.terminal.wait_for_exit() == 0, self.terminal.text()

    def start(self) -> None:
        """Open the program again after it ended."""
        self.terminal.close()
        self.terminal = self._run()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminal.close()
