"""From a plain data folder to a sealed one, file by file; what was interrupted goes on at the next opening."""

import zipfile
from pathlib import Path, PurePosixPath

from model.errors import BadData, StoreError
from model.store import keys
from model.store.chain import check
from model.store.cipher import SEALED, Cipher
from model.store.files import cannot, read_bytes, sync_folder, write_atomic
from model.store.storage import enveloped, opened

DERIVED = ("index.json", "search.sqlite", "search.sqlite-journal")
"""Files that are made anew from the others."""

SUFFIX = ".khoa"
"""Behind the name of a whole file that is sealed, such as a paper: ``bienban unseal`` opens it."""

_SEALED = ("meetings/", "years/", "backups/", "restored/", "book.json", *DERIVED)
"""Beginnings of paths of what is sealed: all that says anything of people; sheets, frames and keys say nothing."""

_AS_NAMED = ("draft.txt", "desk.json")


def seal_folder(folder: Path, passphrase: str) -> str:
    """Seal everything in the folder, whose lock the caller holds; returns the recovery code.

    Raises BadData for a journal that is damaged (it is mended first), StoreError where the disk refuses: what is
    sealed by then stays so, and the rest follows at the next opening.
    """
    for path in sorted(folder.glob("meetings/*/journal.jsonl")):
        reading = check(path, read_bytes(path))
        if reading.damage:
            raise BadData(f"Chưa khóa được vì có nhật ký hỏng. {reading.damage.sentence}")
    cipher, code = keys.create(folder, passphrase)
    seal_rest(folder, cipher)
    return code


def seal_rest(folder: Path, cipher: Cipher) -> None:
    """Seal what is not sealed yet, and note that all is. Raises StoreError."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".zip" and name.startswith(_SEALED):
            _seal_backup(path, folder, cipher)
        elif name.startswith(_SEALED):
            _seal_file(path, name, cipher)
    keys.finish(folder)


def sealed(name: str, data: bytes, cipher: Cipher) -> tuple[str, bytes]:
    """Name and bytes of a file of the data folder in a sealed one; sealed bytes are given back as they are."""
    path = PurePosixPath(name)
    about = path.parent.name, path.name
    if path.suffix == SUFFIX or not name.startswith(_SEALED):
        return name, data
    if data[:1] == SEALED and (path.name not in _AS_NAMED or cipher.open(data, *about) is not None):
        return name, data  # a line of somebody's own may begin with that sign
    if path.name == "journal.jsonl":
        lines = data.split(b"\n")[:-1]
        return name, b"".join(cipher.seal(line, about[0], n) + b"\n" for n, line in enumerate(lines, 1))
    if name == "book.json":
        age, tables = opened(data, name, cipher)
        if tables is None:
            raise StoreError(f"{name} hỏng nên chưa khóa được: hãy chạy `bienban doctor`.")
        return name, enveloped(tables, name, cipher, age)
    if path.name in _AS_NAMED:
        return name, cipher.seal(data, *about)
    return name + SUFFIX, cipher.seal(data, path.name)


def plain(name: str, data: bytes, cipher: Cipher) -> tuple[str, bytes]:
    """Name and bytes of the same file in a folder without a passphrase. Raises StoreError where it was changed."""
    path = PurePosixPath(name)
    about = path.parent.name, path.name
    found: bytes | None
    if not name.startswith(_SEALED) and path.suffix != SUFFIX:
        return name, data
    if path.name == "journal.jsonl":
        lines = [cipher.open(line, about[0], n) for n, line in enumerate(data.split(b"\n")[:-1], 1)]
        found = None if None in lines else b"".join(line + b"\n" for line in lines if line)
    elif name == "book.json":
        age, tables = opened(data, name, cipher)
        found = tables and enveloped(tables, name, None, age)
    elif path.suffix == SUFFIX:
        name, found = name.removesuffix(SUFFIX), cipher.open(data, path.name.removesuffix(SUFFIX))
    else:
        found = cipher.open(data, *about)
    if found is None:
        raise StoreError(f"{name} đã bị thay đổi nên không mở được: hãy chạy `bienban doctor`.")
    return name, found


def _seal_file(path: Path, name: str, cipher: Cipher) -> None:
    older = name.removeprefix("book.json.").isdigit()
    if path.name in DERIVED or older or path.name.startswith(".bienban-"):
        _remove(path)  # made anew, or an older one of what is sealed
        return
    data = read_bytes(path)
    new_name, new = sealed(name, data, cipher)
    if new != data:
        target = path.with_name(PurePosixPath(new_name).name)
        write_atomic(target, new)
        if target != path:
            _remove(path)


def _seal_backup(path: Path, folder: Path, cipher: Cipher) -> None:
    """An older backup in the folder: the same content, sealed."""
    from model.store.backup import contents, write_backup  # noqa: PLC0415 - backup knows this module

    try:
        found = contents(path)
    except (BadData, zipfile.BadZipFile):  # nothing to go by; as a whole then
        _seal_file(path, path.name, cipher)
        return
    if keys.NAME not in found:
        kept = dict(sealed(name, data, cipher) for name, data in found.items() if name not in DERIVED)
        write_backup(path, kept | {keys.NAME: read_bytes(folder / keys.NAME)})


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot("xóa", path, error) from error
