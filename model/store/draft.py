"""The unfinished line, safe within a second of its last letter."""

import threading
from pathlib import Path

from model.errors import StoreError
from model.store import files
from model.store.cipher import Cipher


class Draft:
    """The unfinished line, kept in a file beside the journal.

    ``save`` and ``clear`` return at once; a thread writes at most ``delay`` seconds later and tries again, silently,
    after a failure. An empty line has no file.
    """

    def __init__(self, path: Path, *, delay: float = 0.3, cipher: Cipher | None = None) -> None:
        self._path = path
        self._cipher = cipher
        self._about = (path.parent.name, path.name)
        self._delay = delay
        self.damage = ""
        """That what was there cannot be read, and where it is now; or nothing."""
        self._text = self._saved = self.load()
        self._failed = self._closing = False
        self._changed = threading.Condition()
        self._writer = threading.Thread(target=self._run, name="draft", daemon=True)
        self._writer.start()

    def load(self) -> str:
        """The line on disk; "" where there is none or it cannot be read."""
        try:
            data: bytes | None = self._path.read_bytes()
        except FileNotFoundError:
            return ""
        except OSError as error:
            self.damage = str(files.cannot("đọc", self._path, error))
            return ""
        if self._cipher and data:
            data = self._cipher.open(data, *self._about)
        if data is None:
            self.put_aside()
        return data.decode(errors="replace") if data else ""

    def put_aside(self) -> None:
        """Keep a file that cannot be understood under another name, and say so in ``damage``."""
        try:
            aside = files.set_aside(self._path)
        except StoreError as error:
            self.damage = str(error)
            return
        self.damage = f"{self._path} hỏng hoặc bị sửa nên không đọc được chữ gõ dở lần trước: đã cất vào {aside.name}."

    def save(self, text: str) -> None:
        """Takes the line as it stands now."""
        with self._changed:
            self._text = text
            self._changed.notify_all()

    def clear(self) -> None:
        """The line was entered: nothing is unfinished."""
        self.save("")

    def close(self, timeout: float = 10.0) -> None:
        """Writes what waits, once, and ends the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._writer.join(timeout)

    def _run(self) -> None:
        last = False
        while not last:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or self._text != self._saved)
                # Letters gather and a failure waits; an entered line goes at once.
                self._changed.wait_for(lambda: self._closing or not (self._text or self._failed), self._delay)
                text, last = self._text, self._closing
            if text != self._saved:
                self._write(text)

    def _write(self, text: str) -> None:
        try:
            if text:
                data = text.encode(errors="replace")
                files.write_atomic(self._path, self._cipher.seal(data, *self._about) if self._cipher else data)
            else:
                self._path.unlink(missing_ok=True)
            self._saved, self._failed = text, False
        except (OSError, StoreError):
            self._failed = True
