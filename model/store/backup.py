"""Backup of the data folder into one file, checked by reading it back; restore; bundles sealed for somebody else."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath

import msgspec

from model.decoding import decode
from model.errors import BadData, StoreError
from model.store import keys
from model.store.cipher import Cipher
from model.store.files import cannot, free_name, patiently, private_folder, read_bytes, sync_folder, write_atomic
from model.store.lock import DataLock
from model.store.places import DEMO, RESTORING, default_folder
from model.store.sealed import AS_NAMED, plain

_MANIFEST = "bienban-backup.json"
_LARGEST = 1 << 30
"""Bytes of all files of a backup together: far above any, far below what would fill a disk."""

_RATIO = 250
"""Times that content may be larger than its file: text is at most some tens of times, a zip bomb a thousand."""

_NOT_KEPT = ("lock", "lock.txt", "backups", "restored", DEMO, "search.sqlite", "search.sqlite-journal")
"""First parts of paths in the data folder that no backup has."""

_BUNDLE = b"bienban-bundle 1 "


class _Manifest(msgspec.Struct, forbid_unknown_fields=True):
    format: int
    files: dict[str, str]
    """Path in the folder to sha256."""


def backup(folder: Path, target: Path) -> int:
    """Write everything in ``folder`` to ``target``; returns the number of files. Raises StoreError, BadData.

    Sealed data stay sealed in it, with their wrapped key.
    """
    found = present(folder)
    write_backup(target, found)
    return len(found)


def backup_for(folder: Path, target: Path, passphrase: str, cipher: Cipher | None) -> int:
    """The same sealed with a passphrase of its own, for somebody who has not ours. Raises StoreError, BadData."""
    found = present(folder)
    if cipher:
        found = dict(plain(name, data, cipher) for name, data in found.items() if name in _opened(found))
    salt = keys.fresh_salt()
    outer = Cipher(keys.stretched(keys.checked(passphrase), salt, keys.COST))
    write_atomic(target, _BUNDLE + f"{keys.COST} {salt.hex()} ".encode() + outer.seal(_zipped(found), "bundle"))
    if contents(target, passphrase) != found:
        raise StoreError(f"Bản sao lưu {target} đọc lại không khớp: xin thử ghi sang ổ đĩa khác.")
    return len(found)


def _opened(found: Mapping[str, bytes]) -> Iterator[str]:
    """What of sealed data goes to somebody else: not what was set aside, nor what is made anew."""
    whole = (name for name in found if ".torn-" not in name and ".hong-" not in name)
    return (name for name in whole if name.startswith(("meetings/", "sheets/", "frames/")) or name == "book.json")


def present(folder: Path) -> dict[str, bytes]:
    """Path to content of everything in a data folder that a backup has. Raises StoreError, BadData."""
    try:
        files = [p for p in folder.rglob("*") if p.is_file()]
    except OSError as error:
        raise cannot("đọc", folder, error) from error
    names = sorted(name for name in (p.relative_to(folder) for p in files) if not _passing(name))
    found: dict[str, bytes] = {}
    for name in names:
        if name.parts[0] not in _NOT_KEPT:
            try:
                found[name.as_posix()] = read_bytes(folder / name)
            except StoreError:
                if name.name not in AS_NAMED or (folder / name).exists():  # else entered while we read
                    raise
    if not found:
        raise BadData(f"Thư mục {folder} chưa có dữ liệu để sao lưu.")
    return found


def _passing(name: Path) -> bool:
    """Whether it is half written, or stands in a folder that goes when its work is done."""
    return any(part.startswith(".bienban-") for part in name.parts)


def write_backup(target: Path, found: Mapping[str, bytes]) -> None:
    """Write a backup of these files and read it back. Raises StoreError."""
    write_atomic(target, _zipped(found))
    if contents(target) != found:
        raise StoreError(f"Bản sao lưu {target} đọc lại không khớp: xin thử ghi sang ổ đĩa khác.")


def _zipped(found: Mapping[str, bytes]) -> bytes:
    manifest = _Manifest(1, {name: sha256(data).hexdigest() for name, data in found.items()})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in {_MANIFEST: msgspec.json.encode(manifest), **found}.items():
            info = zipfile.ZipInfo(name)  # without the time of now: a clock before 1980 is none to a zip file
            info.external_attr = 0o600 << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def needs_passphrase(source: Path) -> bool:
    """Whether a backup is a bundle sealed for somebody. Raises StoreError."""
    return read_bytes(source).startswith(_BUNDLE)


def restore(source: Path, folder: Path | None, *, passphrase: str = "", replace: bool = False) -> tuple[int, Path]:
    """Write a backup into an empty folder; returns the number of files and the folder. Raises StoreError, BadData.

    ``replace``: what is in the folder is moved to ``restored/TIME`` in it first; nothing is thrown away.
    """
    target = folder or default_folder()
    found = contents(source, passphrase)
    private_folder(target)
    with DataLock(target):
        marker = target / RESTORING
        if not marker.exists():
            present_now = [p for p in target.iterdir() if p.name in ("book.json", keys.NAME, "meetings")]
            if present_now and not replace:
                raise BadData(
                    f"Thư mục {target} đang có dữ liệu nên không phục hồi đè lên: xin chọn thư mục khác bằng --data, "
                    "hoặc thêm --replace để cất dữ liệu cũ sang một bên trước."
                )
            if present_now:
                _move_aside(target)
            write_atomic(marker, source.name.encode())
        for name, data in found.items():
            path = target / PurePosixPath(name)
            private_folder(path.parent)
            write_atomic(path, data)
        try:
            patiently(marker.unlink)
        except OSError as error:
            raise cannot("xóa", marker, error) from error
    return len(found), target


def _move_aside(folder: Path) -> None:
    """Everything with its backups, which know of what is not restored, to ``restored/TIME``; or nothing of it."""
    aside = free_name(folder / "restored" / "truoc")
    private_folder(aside)
    moved: list[Path] = []
    try:
        for path in sorted(folder.iterdir(), key=lambda p: p.name == keys.NAME):  # the key last
            if path.name not in ("lock", "lock.txt", "restored", DEMO):
                patiently(partial(path.rename, aside / path.name))
                moved.append(path)
        sync_folder(aside)
        sync_folder(folder)
    except OSError as error:
        for path in reversed(moved):
            with suppress(OSError):
                (aside / path.name).rename(path)
        with suppress(OSError):
            aside.rmdir()
        raise cannot("cất dữ liệu cũ trong", folder, error) from error


def contents(source: Path, passphrase: str = "") -> dict[str, bytes]:
    """Name to content of a backup, each checked; raises BadData where the file is none or damaged."""
    bad = BadData(f"{source.name} không phải bản sao lưu của bienban hoặc đã hỏng: xin dùng bản sao lưu khác.")
    data = read_bytes(source)
    if data.startswith(_BUNDLE):
        data = _unbundled(data, passphrase, bad)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            claimed = sum(info.file_size for info in archive.infolist())
            if claimed > min(_LARGEST, _RATIO * len(data) + (1 << 20)):
                raise bad
            manifest = decode(archive.read(_MANIFEST), _Manifest)
            if manifest.format > 1:
                raise BadData(f"{source.name} do phiên bản bienban mới hơn ghi: hãy cập nhật bienban.")
            found = {name: archive.read(name) for name in manifest.files}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, NotImplementedError, RuntimeError):
        raise bad from None
    except (EOFError, OSError, MemoryError, zlib.error, msgspec.DecodeError):
        raise bad from None
    for name, content in found.items():
        if not _stays_inside(name) or sha256(content).hexdigest() != manifest.files[name]:
            raise bad
    return found


def _unbundled(data: bytes, passphrase: str, bad: BadData) -> bytes:
    try:
        cost, salt, box = data.removeprefix(_BUNDLE).split(b" ", 2)
        outer = Cipher(keys.stretched(passphrase, bytes.fromhex(salt.decode()), int(cost)))
    except ValueError:
        raise bad from None
    found = outer.open(box, "bundle")
    if found is None:
        raise BadData("Mật khẩu của gói không đúng, hoặc gói đã bị thay đổi: xin gõ lại hay xin gói khác.")
    return found


def _stays_inside(name: str) -> bool:
    """Whether a path leads nowhere but into the folder, on every system."""
    path = PurePosixPath(name)
    parts = name.split("/")
    return not path.is_absolute() and not {"", ".", ".."} & set(parts) and not any(c in name for c in '\\:\0*?"<>|')
