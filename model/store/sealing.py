"""From a plain data folder to a sealed one, file by file; what was interrupted goes on at the next opening."""

import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath

from model.errors import BadData
from model.store import keys
from model.store.backup import contents, write_backup
from model.store.chain import check
from model.store.cipher import Cipher
from model.store.files import cannot, patiently, read_bytes, sync_folder, write_atomic
from model.store.sealed import DERIVED, SAYS_SOMETHING, sealed


def seal_folder(folder: Path, passphrase: str, tell: Callable[[str], None] = lambda code: None) -> str:
    """Seal everything in the folder, whose lock the caller holds; returns the recovery code.

    ``tell`` gets the code before anything is sealed with it: where the rest fails, the user has it all the same.

    Raises BadData for a journal that is damaged (it is mended first), StoreError where the disk refuses: what is
    sealed by then stays so, and the rest follows at the next opening.
    """
    for path in sorted(folder.glob("meetings/*/journal.jsonl")):
        reading = check(path, read_bytes(path))
        if reading.damage:
            raise BadData(f"Chưa khóa được vì có nhật ký hỏng. {reading.damage.sentence}")
    cipher, code = keys.create(folder, passphrase)
    tell(code)
    seal_rest(folder, cipher)
    return code


def seal_rest(folder: Path, cipher: Cipher) -> None:
    """Seal what is not sealed yet, and note that all is. Raises StoreError."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".zip" and name.startswith(SAYS_SOMETHING):
            _seal_backup(path, folder, cipher)
        elif name.startswith(SAYS_SOMETHING) or path.name.startswith(".bienban-"):
            _seal_file(path, name, cipher)
    keys.finish(folder)


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
        patiently(partial(path.unlink, missing_ok=True))
        sync_folder(path.parent)
    except OSError as error:
        raise cannot("xóa", path, error) from error
