"""A whole meeting put into the archive at once: made beside it, then moved in; it is there whole or not at all."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from model.entry import Entry, encode
from model.errors import Refused, StoreError
from model.meeting import Meeting
from model.store import papers
from model.store.archive import Archive
from model.store.files import cannot, patiently, private_folder, sync_folder, write_beside_older
from model.store.journal import Journal

ORIGINAL = "bien-ban-goc.docx"
"""The name of the copy of the original among the papers of an imported meeting."""
_STAGING = "importing"


def keep(archive: Archive, entries: Sequence[Entry], original: bytes) -> None:
    """Put the meeting of these entries into the archive, with a copy of its original where its papers are put.

    Raises Refused where a meeting of that id is there, StoreError where the disk refuses; then nothing is there.
    """
    meeting = Meeting(entries)
    place = archive.path(meeting.id)
    if place.exists():
        raise Refused(f"Đã có cuộc họp {meeting.id}: không nhập lại.")
    staging = archive.folder.parent / _STAGING
    made = staging / meeting.id
    try:
        shutil.rmtree(staging, ignore_errors=True)  # of a time when the program was ended in the middle
        _write(archive, made, entries)
        beside = papers.folder(archive, meeting.id) if archive.cipher else made / "papers"
        write_beside_older(beside / ORIGINAL, original)
        private_folder(archive.folder)
        patiently(partial(made.rename, place))
        sync_folder(archive.folder)
    except OSError as error:
        raise cannot("ghi", place, error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    with suppress(StoreError):  # the index can be made anew from the journals
        archive.remember(meeting)


def _write(archive: Archive, made: Path, entries: Sequence[Entry]) -> None:
    journal = Journal.create(made / "journal.jsonl", cipher=archive.cipher)
    for entry in entries:
        journal.append(encode(entry))
    state = journal.close(timeout=60)
    if state.pending:
        raise StoreError(state.error or "Ổ đĩa chưa ghi xong: xin thử lại.")
