"""The journal of a meeting: its truth, only ever appended. What a line looks like: :mod:`model.store.chain`."""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from model.errors import StoreError
from model.store import files
from model.store.chain import NOTHING, Reading, check, digest_of, linked, read
from model.store.cipher import Cipher

__all__ = ["Journal", "Listener", "Reading", "State", "read"]


@dataclass(frozen=True)
class State:
    """How much is safe: the number of the last line on disk, how many wait, and why they wait (or "")."""

    acknowledged: int
    pending: int
    error: str


Listener = Callable[[State], None]


class Journal:
    """The writer of one journal; the caller holds the lock of the data folder.

    Threads: every method may be called from any thread. One writer thread puts all waiting payloads on disk with
    one fsync, then acknowledges them and calls ``on_state``. After a failure they wait in memory and are tried
    again with each further append, each ``flush`` and every ``retry`` seconds, always on a freshly opened file:
    a descriptor whose fsync failed once may say "done" the next time although it is not.
    """

    @classmethod
    def create(
        cls, path: Path, *, cipher: Cipher | None = None, on_state: Listener | None = None, retry: float = 2.0
    ) -> Self:
        """A new, empty journal; its folder is made. Raises StoreError, also where a journal is there."""
        files.private_folder(path.parent)
        try:
            file = files.open_private(path, os.O_WRONLY | os.O_CREAT)
            try:
                there = os.fstat(file).st_size
            finally:
                os.close(file)
            files.sync_folder(path.parent)
        except OSError as error:
            raise files.cannot("tạo", path, error) from error
        if there:
            raise StoreError(f"Đã có {path}: hãy mở cuộc họp đó hoặc đặt tên khác.")
        return cls(path, NOTHING, [], cipher=cipher, on_state=on_state, retry=retry)

    @classmethod
    def open(
        cls, path: Path, *, cipher: Cipher | None = None, on_state: Listener | None = None, retry: float = 2.0
    ) -> Self:
        """Opens a journal to go on writing.

        A torn last line is copied to ``journal.torn-…`` beside it, then cut off; ``recovered`` says so.
        Raises StoreError, also for damage in the middle: then the file stays as it is.
        """
        data = files.read_bytes(path)
        reading, recovered = check(path, data, cipher), ""
        if reading.damage is not None:
            if reading.damage.kind != "torn":
                raise StoreError(reading.damage.sentence)
            spare = _cut_torn(path, reading.good_bytes, data[reading.good_bytes :])
            recovered = (
                f"Dòng cuối của {path} bị ghi dở hoặc hỏng, đã cất vào {spare.name}; "
                f"{len(reading.payloads)} dòng trước còn nguyên: hãy xem mục cuối và nhập lại nếu thiếu."
            )
        lines = [line + b"\n" for line in data[: reading.good_bytes].split(b"\n")[:-1]]
        return cls(path, reading, lines, recovered=recovered, cipher=cipher, on_state=on_state, retry=retry)

    def __init__(
        self,
        path: Path,
        reading: Reading,
        lines: list[bytes],
        *,
        recovered: str = "",
        cipher: Cipher | None,
        on_state: Listener | None,
        retry: float,
    ) -> None:
        self.path = path
        self.reading = reading
        """What the journal held when it was opened."""
        self.recovered = recovered
        """The sentence about a torn last line put aside on opening, or ""."""
        self._cipher = cipher
        self._on_state = on_state
        self._retry = retry
        # All lines stay in memory (a meeting has some hundred KB), so a rescue does not need the sick disk.
        self._lines = lines
        self._spare: tuple[Path, int] | None = None  # a copy elsewhere and how many lines it has
        self._digest = reading.digest
        self._size = reading.good_bytes
        self._acknowledged = self._tried = len(self._lines)  # line numbers
        self._error = ""
        self._closing = False
        self._changed = threading.Condition()
        self._writer = threading.Thread(target=self._run, name="journal", daemon=True)
        self._writer.start()

    @property
    def state(self) -> State:
        """The state of now."""
        with self._changed:
            return State(self._acknowledged, len(self._lines) - self._acknowledged, self._error)

    def append(self, *payloads: bytes) -> int:
        """Takes encoded JSON objects, written together, and returns at once with the line number of the last.

        Raises ValueError for what is not one object with members on one line, StoreError after ``close``.
        """
        with self._changed:
            if self._closing:
                raise StoreError(f"Nhật ký {self.path} đã đóng: hãy mở lại cuộc họp rồi nhập.")
            lines, digest = self._lines[:0], self._digest
            for number, payload in enumerate(payloads, len(self._lines) + 1):
                line = linked(payload, digest)
                digest = digest_of(line)
                if self._cipher:
                    line = self._cipher.seal(line, self.path.parent.name, number)
                lines.append(line + b"\n")
            self._lines += lines
            self._digest = digest
            self._changed.notify_all()
            number = len(self._lines)
        time.sleep(0)  # the writer begins at once, not when the screen has drawn: that holds the interpreter for long
        return number

    def flush(self, timeout: float = 10.0) -> State:
        """Waits until all that was appended before is written or a new try has failed, at most ``timeout`` s."""
        with self._changed:
            goal = len(self._lines)
            self._tried = self._acknowledged
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._tried >= goal or not self._writer.is_alive(), timeout)
            return self.state

    def close(self, timeout: float = 10.0) -> State:
        """A last try to write what waits, then the end of the writer; what is still pending can be rescued."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._writer.join(timeout)
        return self.state

    def rescue(self, other: Path) -> None:
        """Writes the whole journal with all that is pending to a new file elsewhere; raises StoreError.

        What the disk goes on refusing is written there too, until it takes everything again.
        """
        if files.is_there(other):
            raise StoreError(f"Đã có {other}: hãy chọn tên khác để không ghi đè.")
        with self._changed:
            lines = list(self._lines)
        files.private_folder(other.parent)
        files.write_atomic(other, b"".join(lines))
        self._spare = other, len(lines)

    def _run(self) -> None:
        last = False
        while not last:
            with self._changed:
                waiting = self._acknowledged < len(self._lines)
                self._changed.wait_for(
                    lambda: self._closing or self._tried < len(self._lines), self._retry if waiting else None
                )
                batch, last = self._lines[self._acknowledged :], self._closing
            if batch:
                self._commit(batch)

    def _commit(self, batch: list[bytes]) -> None:
        error = ""
        last = self._lines[self._acknowledged - 1] if self._acknowledged else b""
        try:
            data = b"".join(batch)
            _append(self.path, self._size, last, data)
        except StoreError as failure:
            error = str(failure)
        except OSError as failure:
            error = self._unsaved(files.why(failure))
        except Exception as failure:  # no memory, a fault of our own: the writer must go on, and say so
            error = self._unsaved(f"chương trình gặp lỗi {type(failure).__name__}")
        if error and self._spare:
            error = self._write_spare(*self._spare) + error
        with self._changed:
            self._tried = self._acknowledged + len(batch)
            if not error:
                self._acknowledged = self._tried
                self._size += len(data)
            self._error = error
            state = self.state
            self._changed.notify_all()
        if self._on_state is not None:
            with suppress(Exception):  # a fault of a screen must not end the saving
                self._on_state(state)

    def _unsaved(self, why: str) -> str:
        return f"Chưa lưu được vào {self.path}: {why}; các mục vẫn được giữ, chương trình tự ghi lại."

    def _write_spare(self, path: Path, count: int) -> str:
        """Brings the copy elsewhere up to date; says so, or nothing where that fails too."""
        lines = self._lines[:]
        try:
            _append(path, sum(map(len, lines[:count])), lines[count - 1] if count else b"", b"".join(lines[count:]))
        except Exception:
            return ""
        self._spare = path, len(lines)
        return f"Bản cứu {path} có đủ. "


def _append(path: Path, size: int, last: bytes, data: bytes) -> None:
    """Appends ``data`` to a file of ``size`` bytes that ends in ``last``, durably.

    Raises OSError; StoreError where others wrote too, also where they left the file as long as it was.
    """
    fd = files.open_private(path, os.O_RDWR | os.O_APPEND)
    try:
        _cut_back(fd, path, size, data)  # remains of an earlier try that could not be cut off then
        os.lseek(fd, max(0, size - len(last)), os.SEEK_SET)
        if os.read(fd, len(last)) != last:
            raise _foreign(path)
        try:
            files.write_all(fd, data)
            os.fsync(fd)
        except OSError:
            with suppress(OSError, StoreError):
                _cut_back(fd, path, size, data)
            raise
        if os.fstat(fd).st_size != size + len(data):
            raise _foreign(path)
    finally:
        os.close(fd)


def _cut_back(fd: int, path: Path, size: int, ours: bytes) -> None:
    """Cuts the file back to ``size`` if only a beginning of ``ours`` follows; else raises StoreError."""
    extra = os.fstat(fd).st_size - size
    if extra == 0:
        return
    os.lseek(fd, size, os.SEEK_SET)
    if not (0 < extra <= len(ours) and os.read(fd, extra) == ours[:extra]):
        raise _foreign(path)
    os.ftruncate(fd, size)


def _foreign(path: Path) -> StoreError:
    return StoreError(
        f"Chương trình khác đã thay đổi {path} nên không ghi tiếp: "
        "hãy lưu bản cứu sang thư mục khác, đóng chương trình kia rồi chạy `bienban doctor`."
    )


def _cut_torn(path: Path, size: int, tail: bytes) -> Path:
    spare = files.free_name(path.with_name(f"{path.stem}.torn"))
    files.write_atomic(spare, tail)
    try:
        fd = files.open_private(path, os.O_RDWR)
        try:
            _cut_back(fd, path, size, tail)
            os.fsync(fd)
        finally:
            os.close(fd)
    except OSError as error:
        raise files.cannot("sửa", path, error) from error
    return spare
