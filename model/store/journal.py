"""The journal of a meeting: its truth, one JSON object a line, only ever appended.

A stored line is the given object with two members more: ``"prev"``, the hash of the line before (64 zeros in the
first), and at the very end ``"hash"``, the sha256 of the bytes of the line before ``,"hash":``. Bytes are checked
as they stand, never encoded again. What the chain cannot show: whole lines missing at the end; a digest kept
elsewhere (printed on the minutes) shows it.
"""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, Self

from model.errors import StoreError
from model.store import files

Kind = Literal["torn", "chain", "checksum"]

_SEAL = len(b',"hash":"') + 64 + len(b'"}')  # bytes
_SENTENCES: dict[Kind, str] = {
    "torn": "Dòng cuối (dòng {line}) của {path} bị ghi dở hoặc hỏng, {good} dòng trước còn nguyên: "
    "hãy mở cuộc họp để chương trình cất riêng dòng đó và ghi tiếp.",
    "checksum": "Nhật ký {path} hỏng ở dòng {line} (nội dung không khớp mã kiểm tra), {good} dòng trước còn nguyên: "
    "hãy chạy `bienban doctor`.",
    "chain": "Nhật ký {path} hỏng ở dòng {line} (dòng này không nối với dòng trước), {good} dòng trước còn nguyên: "
    "hãy chạy `bienban doctor`.",
}


@dataclass(frozen=True)
class Damage:
    """The first bad line: its number from 1, what is wrong, and the Vietnamese sentence.

    ``torn``: the last line, cut or spoilt; ``checksum``: a line whose bytes changed, with more after it;
    ``chain``: a sound line that does not follow the one before.
    """

    line: int
    kind: Kind
    sentence: str


@dataclass(frozen=True)
class Reading:
    """The good lines of a journal, up to the first bad one; ``digest`` is the hash of the last good line or ""."""

    payloads: list[bytes]
    digest: str
    good_bytes: int
    damage: Damage | None


@dataclass(frozen=True)
class State:
    """How much is safe: the number of the last line on disk, how many wait, and why they wait (or "")."""

    acknowledged: int
    pending: int
    error: str


Listener = Callable[[State], None]


def read(path: Path) -> Reading:
    """Reads and checks a journal without touching it. Damage is told, not raised; StoreError if unreadable."""
    return _check(path, files.read_bytes(path))


def _check(path: Path, data: bytes) -> Reading:
    payloads: list[bytes] = []
    digest, good = "", 0
    while good < len(data):
        end = data.find(b"\n", good)
        line = data[good:end] if end >= 0 else data[good:]
        kind = _fault(line, digest, last=end in (-1, len(data) - 1), ended=end >= 0)
        if kind is not None:
            number = len(payloads) + 1
            sentence = _SENTENCES[kind].format(path=path, line=number, good=number - 1)
            return Reading(payloads, digest, good, Damage(number, kind, sentence))
        payloads.append(line)
        digest, good = _digest(line), end + 1
    return Reading(payloads, digest, good, None)


def _fault(line: bytes, before: str, *, last: bool, ended: bool) -> Kind | None:
    body = line[:-_SEAL]
    if not ended or line[-_SEAL:] != _seal(body):
        return "torn" if last else "checksum"
    return None if body.endswith(_link(before)) else "chain"


def _seal(body: bytes) -> bytes:
    return b',"hash":"%b"}' % sha256(body).hexdigest().encode()


def _link(digest: str) -> bytes:
    return b',"prev":"%b"' % (digest or "0" * 64).encode()


def _digest(line: bytes) -> str:
    return line[-66:-2].decode()


class Journal:
    """The writer of one journal; the caller holds the lock of the data folder.

    Threads: every method may be called from any thread. One writer thread puts all waiting payloads on disk with
    one fsync, then acknowledges them and calls ``on_state``. After a failure they wait in memory and are tried
    again with each further append, each ``flush`` and every ``retry`` seconds, always on a freshly opened file:
    a descriptor whose fsync failed once may say "done" the next time although it is not.
    """

    @classmethod
    def create(cls, path: Path, *, on_state: Listener | None = None, retry: float = 2.0) -> Self:
        """A new, empty journal; its folder is made. Raises StoreError, also where the file already is."""
        files.private_folder(path.parent)
        try:
            os.close(files.open_private(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
            files.sync_folder(path.parent)
        except FileExistsError as error:
            raise StoreError(f"Đã có {path}: hãy mở cuộc họp đó hoặc đặt tên khác.") from error
        except OSError as error:
            raise files.cannot("tạo", path, error) from error
        return cls(path, Reading([], "", 0, None), "", on_state, retry)

    @classmethod
    def open(cls, path: Path, *, on_state: Listener | None = None, retry: float = 2.0) -> Self:
        """Opens a journal to go on writing.

        A torn last line is copied to ``journal.torn-…`` beside it, then cut off; ``recovered`` says so.
        Raises StoreError, also for damage in the middle: then the file stays as it is.
        """
        data = files.read_bytes(path)
        reading, recovered = _check(path, data), ""
        if reading.damage is not None:
            if reading.damage.kind != "torn":
                raise StoreError(reading.damage.sentence)
            spare = _cut_torn(path, reading.good_bytes, data[reading.good_bytes :])
            recovered = (
                f"Dòng cuối của {path} bị ghi dở hoặc hỏng, đã cất vào {spare.name}; "
                f"{len(reading.payloads)} dòng trước còn nguyên: hãy xem mục cuối và nhập lại nếu thiếu."
            )
        return cls(path, reading, recovered, on_state, retry)

    def __init__(self, path: Path, reading: Reading, recovered: str, on_state: Listener | None, retry: float) -> None:
        self.path = path
        self.reading = reading
        """What the journal held when it was opened."""
        self.recovered = recovered
        """The sentence about a torn last line put aside on opening, or ""."""
        self._on_state = on_state
        self._retry = retry
        # All lines stay in memory (a meeting has some hundred KB), so a rescue does not need the sick disk.
        self._lines = [payload + b"\n" for payload in reading.payloads]
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

    def append(self, payload: bytes) -> int:
        """Takes one encoded JSON object and returns at once with its line number.

        Raises ValueError for what is not one object with members on one line, StoreError after ``close``.
        """
        if payload[:2] != b'{"' or payload[-1:] != b"}" or b"\n" in payload:
            raise ValueError("a payload is one JSON object with members, on one line")
        with self._changed:
            if self._closing:
                raise StoreError(f"Nhật ký {self.path} đã đóng: hãy mở lại cuộc họp rồi nhập.")
            body = payload[:-1] + _link(self._digest)
            line = body + _seal(body)
            self._digest = _digest(line)
            self._lines.append(line + b"\n")
            self._changed.notify_all()
            return len(self._lines)

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
        """Writes the whole journal with all that is pending to a new file elsewhere. Raises StoreError."""
        if other.exists():
            raise StoreError(f"Đã có {other}: hãy chọn tên khác để không ghi đè.")
        with self._changed:
            data = b"".join(self._lines)
        files.private_folder(other.parent)
        files.write_atomic(other, data)

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
        data, error = b"".join(batch), ""
        try:
            _append(self.path, self._size, data)
        except StoreError as failure:
            error = str(failure)
        except OSError as failure:
            error = (
                f"Chưa lưu được vào {self.path}: {files.why(failure)}; các mục vẫn được giữ, chương trình tự ghi lại."
            )
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


def _append(path: Path, size: int, data: bytes) -> None:
    """Appends ``data`` to a file of ``size`` bytes, durably. Raises OSError; StoreError if others wrote too."""
    fd = files.open_private(path, os.O_RDWR | os.O_APPEND)
    try:
        _cut_back(fd, path, size, data)  # remains of an earlier try that could not be cut off then
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
