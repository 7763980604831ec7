"""The papers of a meeting on disk: beside each the digest of the record that it was made from."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec
from platformdirs import user_documents_path

from model.decoding import decode
from model.errors import BienbanError
from model.meeting import Meeting
from model.store.archive import Archive
from model.store.chain import digest_of
from model.store.files import read_bytes, write_atomic, write_beside_older

_LIST = "papers.json"
_turn = threading.Lock()


def folder(archive: Archive, meeting_id: str) -> Path:
    """Where a meeting's papers go: beside its journal; where that is sealed, to the user's documents."""
    if archive.cipher:
        return user_documents_path() / "bienban" / meeting_id
    return archive.path(meeting_id) / "papers"


def write(archive: Archive, meeting: Meeting, path: Path, data: bytes) -> None:
    """Write a paper, an older one stays beside it; note what it was made from. Raises StoreError.

    Two threads that write papers do so one behind the other: they share the list, and the names of older ones.
    """
    with _turn:
        write_beside_older(path, data)
        if path.parent == archive.path(meeting.id) / "papers":
            lines = archive.read(meeting.id).payloads[: len(meeting.entries)]  # more may have been recorded since
            made_from = digest_of(lines[-1]) if lines else ""
            listed = _listed(path.parent) | {path.name: [sha256(data).hexdigest(), made_from]}
            write_atomic(path.with_name(_LIST), msgspec.json.encode(listed))


def outdated(archive: Archive, meeting_id: str) -> Iterator[str]:
    """A sentence for each paper that is not the meeting's: changed since it was written, or older than the record."""
    place = archive.path(meeting_id) / "papers"
    for name, (checksum, digest) in sorted(_listed(place).items()):
        path = place / name
        with suppress(BienbanError):
            if not path.exists():
                continue
            if sha256(read_bytes(path)).hexdigest() != checksum:
                yield f"{path} đã được sửa ngoài chương trình sau khi xuất: hãy xuất lại nếu cần bản đúng nhật ký."
            elif archive.read(meeting_id).digest != digest:
                yield f"{path} cũ hơn nhật ký của cuộc họp: hãy xuất lại."


def _listed(place: Path) -> dict[str, list[str]]:
    """Name of a paper to its checksum and the digest of its record; a list that cannot be read is none."""
    try:
        return decode((place / _LIST).read_bytes(), dict[str, list[str]])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}
