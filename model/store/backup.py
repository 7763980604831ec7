"""Backup of the data folder into one file, checked by reading it back, and restore into an empty folder."""

import io
import zipfile
from hashlib import sha256
from pathlib import Path, PurePosixPath

import msgspec

from model.errors import BadData, StoreError
from model.store.data import DEMO, default_folder
from model.store.files import private_folder, read_bytes, write_atomic

_MANIFEST = "bienban-backup.json"
_LARGEST = 1 << 30
"""Bytes of one file in a backup: far above any, far below what would fill a disk."""
_ENDINGS = (".json", ".jsonl", ".docx", ".txt", ".toml")
_NOT_KEPT = ("lock", "lock.txt")


class _Manifest(msgspec.Struct, forbid_unknown_fields=True):
    format: int
    files: dict[str, str]
    """Path in the folder to sha256."""


def backup(folder: Path, target: Path) -> int:
    """Write everything in ``folder`` to ``target``; returns the number of files. Raises StoreError, BadData."""
    found = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in _ENDINGS and p.name not in _NOT_KEPT)
    found = [p for p in found if p.relative_to(folder).parts[0] != DEMO]
    if not found:
        raise BadData(f"Thư mục {folder} chưa có dữ liệu để sao lưu.")
    contents = {p.relative_to(folder).as_posix(): read_bytes(p) for p in found}
    manifest = _Manifest(1, {name: sha256(data).hexdigest() for name, data in contents.items()})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_MANIFEST, msgspec.json.encode(manifest))
        for name, data in contents.items():
            archive.writestr(name, data)
    write_atomic(target, buffer.getvalue())
    if _read(target) != contents:
        raise StoreError(f"Bản sao lưu {target} đọc lại không khớp: xin thử ghi sang ổ đĩa khác.")
    return len(contents)


def restore(source: Path, folder: Path | None) -> tuple[int, Path]:
    """Write a backup into an empty folder; returns the number of files and the folder. Raises StoreError, BadData."""
    target = folder or default_folder()
    contents = _read(source)
    if any((target / name).exists() for name in ("book.json", "meetings")):
        raise BadData(f"Thư mục {target} đang có dữ liệu nên không phục hồi đè lên: xin chọn thư mục khác bằng --data.")
    for name, data in contents.items():
        path = target / PurePosixPath(name)
        private_folder(path.parent)
        write_atomic(path, data)
    return len(contents), target


def _read(source: Path) -> dict[str, bytes]:
    """Name to content of a backup, each checked; raises BadData where the file is none or damaged."""
    bad = BadData(f"{source.name} không phải bản sao lưu của bienban hoặc đã hỏng: xin dùng bản sao lưu khác.")
    try:
        with zipfile.ZipFile(io.BytesIO(read_bytes(source))) as archive:
            if any(info.file_size > _LARGEST for info in archive.infolist()):
                raise bad
            manifest = msgspec.json.decode(archive.read(_MANIFEST), type=_Manifest)
            if manifest.format > 1:
                raise BadData(f"{source.name} do phiên bản bienban mới hơn ghi: hãy cập nhật bienban.")
            contents = {name: archive.read(name) for name in manifest.files}
    except (zipfile.BadZipFile, KeyError, msgspec.DecodeError, NotImplementedError, RuntimeError, EOFError, OSError):
        raise bad from None
    for name, data in contents.items():
        path = PurePosixPath(name)
        safe = not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
        if not safe or sha256(data).hexdigest() != manifest.files[name]:
            raise bad
    return contents
