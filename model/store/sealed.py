"""A file of the data folder, sealed and plain: its name and its bytes on either side."""

from pathlib import PurePosixPath

from model.errors import StoreError
from model.store.cipher import SEALED, Cipher
from model.store.storage import enveloped, opened

DERIVED = ("index.json", "search.sqlite", "search.sqlite-journal")
"""Files that are made anew from the others."""

SUFFIX = ".khoa"
"""Behind the name of a whole file that is sealed, such as a paper: ``bienban unseal`` opens it."""

SAYS_SOMETHING = ("meetings/", "years/", "backups/", "restored/", "importing/", "book.json", *DERIVED)
"""Beginnings of paths of what is sealed: all that says anything of people; sheets, frames and keys say nothing."""

AS_NAMED = ("draft.txt", "desk.json")
"""Files that keep their names when sealed, and come and go while somebody types."""


def sealed(name: str, data: bytes, cipher: Cipher) -> tuple[str, bytes]:
    """Name and bytes of a file of the data folder in a sealed one; sealed bytes are given back as they are."""
    path = PurePosixPath(name)
    about = path.parent.name, path.name
    if path.suffix == SUFFIX or not name.startswith(SAYS_SOMETHING):
        return name, data
    if data[:1] == SEALED and (path.name not in AS_NAMED or cipher.open(data, *about) is not None):
        return name, data  # a line of somebody's own may begin with that sign
    if path.name == "journal.jsonl":
        lines = data.split(b"\n")[:-1]
        return name, b"".join(cipher.seal(line, about[0], n) + b"\n" for n, line in enumerate(lines, 1))
    if name == "book.json":
        age, tables = opened(data, name, cipher)
        if tables is None:
            raise StoreError(f"{name} hỏng nên chưa khóa được: hãy chạy `bienban doctor`.")
        return name, enveloped(tables, name, cipher, age)
    if path.name in AS_NAMED:
        return name, cipher.seal(data, *about)
    return name + SUFFIX, cipher.seal(data, path.name)


def plain(name: str, data: bytes, cipher: Cipher) -> tuple[str, bytes]:
    """Name and bytes of the same file in a folder without a passphrase. Raises StoreError where it was changed."""
    path = PurePosixPath(name)
    about = path.parent.name, path.name
    found: bytes | None
    if not name.startswith(SAYS_SOMETHING) and path.suffix != SUFFIX:
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
