"""A TinyDB storage that survives a kill, a full disk and a bad file."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from model.errors import StoreError
from model.store.files import cannot, generation, set_aside, write_atomic

FORMAT = 1
"""The newest format of the file that this program writes and reads."""


class _Envelope(msgspec.Struct):
    format: int
    sha256: str
    tables: msgspec.Raw


class SafeStorage(Storage):
    """One file ``{"format":1,"sha256":…,"tables":{…}}``; sha256 is over the bytes of the tables as they stand.

    Tables are plain JSON values; the caller always gets copies, the same ones that a restart would give: tuples are
    lists, number keys are strings. ``keep`` older files stay beside the file. ``notices`` collects the Vietnamese
    sentences about what had to be repaired. ``read_only``: reads the file anew each time, never changes anything.
    """

    def __init__(self, path: Path, *, read_only: bool = False, keep: int = 3) -> None:
        self._path = path
        self._read_only = read_only
        self._keep = keep
        self._tables: bytes | None = None
        self._loaded = False
        self.notices: list[str] = []

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables; None where there is no file yet. Raises StoreError: never empty for an unreadable file."""
        self._load()
        return None if self._tables is None else msgspec.json.decode(self._tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replaces all tables. Raises StoreError, or what msgspec raises for values JSON does not know."""
        if self._read_only:
            raise StoreError(f"{self._path} đang mở chỉ để xem: hãy đóng cửa sổ kia rồi mở lại để ghi.")
        tables = msgspec.json.encode(data)
        self._load()  # a file that cannot be read must not be replaced either
        head = b'{"format":%d,"sha256":"%b","tables":' % (FORMAT, sha256(tables).hexdigest().encode())
        write_atomic(self._path, head + tables + b"}", keep=self._keep)
        self._tables = tables

    def _load(self) -> None:
        if self._loaded and not self._read_only:
            return
        self._tables = self._find()
        self._loaded = True

    def _find(self) -> bytes | None:
        """The tables of the file, or else of the newest good generation, which is then said."""
        bad = False
        for number in range(self._keep + 1):
            file = generation(self._path, number) if number else self._path
            try:
                tables = _verified(file)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise cannot("đọc", file, error) from error
            if tables is None:
                bad = True
            else:
                if number:
                    self._tell_fallback(file)
                return tables
        if bad:
            raise StoreError(f"{self._path} hỏng và không có bản trước nào tốt: hãy phục hồi bằng `bienban restore`.")
        return None

    def _tell_fallback(self, file: Path) -> None:
        """Puts the bad file away and says which older one is used."""
        fate = f"Không thấy {self._path}"
        if self._path.exists():
            fate = f"{self._path} hỏng"
            if not self._read_only:
                fate += f", đã cất vào {set_aside(self._path).name}"
        when = datetime.fromtimestamp(file.stat().st_mtime)
        notice = (
            f"{fate}; đang dùng bản trước lưu lúc {when:%H:%M ngày %d/%m/%Y}: "
            "hãy kiểm tra và nhập lại những thay đổi sau lúc đó."
        )
        if notice not in self.notices:
            self.notices.append(notice)


def _verified(file: Path) -> bytes | None:
    """The bytes of the tables, or None for a damaged file. Raises OSError; StoreError for a newer format."""
    try:
        envelope = msgspec.json.decode(file.read_bytes(), type=_Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if envelope.format > FORMAT:
        raise StoreError(f"{file} do phiên bản bienban mới hơn ghi, bản này không đọc được: hãy cập nhật bienban.")
    tables = bytes(envelope.tables)
    return tables if envelope.format == FORMAT and sha256(tables).hexdigest() == envelope.sha256 else None
