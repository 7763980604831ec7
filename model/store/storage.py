"""A TinyDB storage that survives a kill, a full disk and a bad file."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from model.decoding import decode
from model.errors import StoreError
from model.store.cipher import SEALED, Cipher
from model.store.files import cannot, free_name, generation, set_aside, write_atomic

Tables = dict[str, dict[str, Any]]
Step = Callable[[str, Tables], Tables]
"""Name of the file and its tables of one age, to those of the next."""

STEPS: tuple[Step, ...] = ()
"""From the tables of age 1 to those of age 2, and so on. A file of age n has the format 2n - 1, sealed 2n."""


class _Envelope(msgspec.Struct):
    format: int
    sha256: str
    tables: msgspec.Raw


class SafeStorage(Storage):
    """One file ``{"format":1,"sha256":…,"tables":{…}}``; sha256 is over the bytes of the tables as they stand.

    With a ``cipher`` the tables are sealed, bound to the name of the file. ``newer``: a newer program wrote the file;
    what can be read of it is read, and nothing written. Tables of an older program go through the :data:`STEPS`; their
    file stays beside the new one when that is first written.

    Tables are plain JSON values; the caller always gets copies, the same ones that a restart would give: tuples are
    lists, number keys are strings. ``keep`` older files stay beside the file. ``notices`` collects the Vietnamese
    sentences about what had to be repaired. ``read_only``: reads the file anew each time, never changes anything.
    """

    def __init__(self, path: Path, *, read_only: bool = False, keep: int = 3, cipher: Cipher | None = None) -> None:
        self._path = path
        self._cipher = cipher
        self._read_only = read_only
        self._keep = keep
        self._tables: bytes | None = None
        self._loaded = False
        self._age, self._original = newest_age(), b""
        self.newer = False
        self.notices: list[str] = []

    def read(self) -> Tables | None:
        """All tables; None where there is no file yet. Raises StoreError: never empty for an unreadable file."""
        self._load()
        return None if self._tables is None else decode(self._tables)

    def write(self, data: Tables) -> None:
        """Replaces all tables. Raises StoreError, or what msgspec raises for values JSON does not know."""
        if self._read_only:
            raise StoreError(f"{self._path} đang mở chỉ để xem: hãy đóng cửa sổ kia rồi mở lại để ghi.")
        tables = msgspec.json.encode(data)
        self._load()  # a file that cannot be read must not be replaced either
        if self.newer:
            raise StoreError(_newer(self._path))
        if self._age < newest_age():
            write_atomic(free_name(self._path.with_name(f"{self._path.name}.cu")), self._original)
        write_atomic(self._path, enveloped(tables, self._path.name, self._cipher), keep=self._keep)
        self._tables, self._age = tables, newest_age()

    def _load(self) -> None:
        if self._loaded and not self._read_only:
            return
        self._tables = self._find()
        if self._tables is not None and self._age < newest_age():
            self._tables = stepped(self._tables, self._path.name, self._age)
        self._loaded = True

    def _find(self) -> bytes | None:
        """The tables of the file, or else of the newest good generation, which is then said."""
        bad = False
        for number in range(self._keep + 1):
            file = generation(self._path, number) if number else self._path
            try:
                tables = self._verified(file)
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

    def _verified(self, file: Path) -> bytes | None:
        """The bytes of the tables, or None for a damaged file. Raises OSError; StoreError as :func:`opened` does."""
        self._original = file.read_bytes()
        self._age, tables = opened(self._original, self._path.name, self._cipher)
        if self._age > newest_age() and tables is not None:
            self.newer = True
            if (notice := _newer(file)) not in self.notices:
                self.notices.append(notice)
        return tables

    def _tell_fallback(self, file: Path) -> None:
        """Puts the bad file away and says which older one is used."""
        fate = f"Không thấy {self._path}"
        if self._path.exists():
            fate = f"{self._path} hỏng"
            if not self._read_only:
                fate += f", đã cất vào {set_aside(self._path).name}"
        when = datetime.fromtimestamp(file.stat().st_mtime)
        notice = (
            f"{fate}; đang dùng bản trước lưu lúc {when:%H:%M} ngày {when:%d/%m/%Y}: "
            "hãy kiểm tra và nhập lại những thay đổi sau lúc đó."
        )
        if notice not in self.notices:
            self.notices.append(notice)


def newest_age() -> int:
    """The age of the tables that this program writes."""
    return len(STEPS) + 1


def stepped(tables: bytes, name: str, age: int) -> bytes:
    """Tables of that age as this program has them now."""
    made = decode(tables)
    for step in STEPS[age - 1 :]:
        made = step(name, made)
    return msgspec.json.encode(made)


def enveloped(tables: bytes, name: str, cipher: Cipher | None, age: int = 0) -> bytes:
    """The bytes of the file of that name; its tables are of the newest age where none is given."""
    if cipher:
        tables = b'"%b"' % cipher.seal(tables, name)
    checksum = sha256(tables).hexdigest().encode()
    version = 2 * (age or newest_age()) - (cipher is None)
    return b'{"format":%d,"sha256":"%b","tables":%b}' % (version, checksum, tables)


def opened(data: bytes, name: str, cipher: Cipher | None) -> tuple[int, bytes | None]:
    """Age and tables of a file's bytes; None for what is damaged, or sealed by another key.

    Raises StoreError for a sealed file without a cipher, and for a newer format of which nothing can be read.
    """
    try:
        envelope = decode(data, _Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return 0, None
    tables, age = bytes(envelope.tables), (envelope.format + 1) // 2
    if sha256(tables).hexdigest() != envelope.sha256 or envelope.format < 1:
        if age > newest_age():
            raise StoreError(_newer(Path(name)))
        return age, None
    is_sealed = tables.startswith(b'"' + SEALED)
    if is_sealed and cipher is None:
        raise StoreError(f"{name} đã mã hóa mà không thấy khóa: hãy chép keys.json từ bản sao lưu vào thư mục dữ liệu.")
    return age, cipher.open(tables.strip(b'"') if is_sealed else tables, name) if cipher else tables


def _newer(path: Path) -> str:
    return f"{path} do phiên bản bienban mới hơn ghi, ở đây chỉ xem được: hãy cập nhật bienban."
