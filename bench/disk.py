"""From an entry to its acknowledgement, which says that it is on the disk."""

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.fixtures import Folders
from bench.table import Measured, Scale, alternately, ratio
from model.events import Remark
from model.store.cipher import SEALED
from model.store.data import Data
from model.store.journal import State
from model.store.sealing import seal_folder
from tests.support.evening import SECRET, cheap_key
from tui.session import Session

TEXT = "Tuyến ngõ 12 đã xong phần nền, còn phần mặt đường; đề nghị tổ dân phố bố trí thêm người trông coi vật liệu."


def against_bare(folders: Folders, scale: Scale) -> Measured:
    """By a bare append of the same bytes with fsync, to a file that stays open."""
    with _entering(folders, scale.few, scale.entries) as (enter, journal):
        file = os.open(journal.with_name("bare"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        size = journal.stat().st_size

        def bare() -> float:
            nonlocal size
            line, size = journal.read_bytes()[size:], journal.stat().st_size
            begun = time.perf_counter()
            os.write(file, line)
            os.fsync(file)
            return time.perf_counter() - begun

        try:
            return ratio(*alternately(enter, bare, scale.appends))
        finally:
            os.close(file)


def many_against_few(folders: Folders, scale: Scale) -> Measured:
    """With very many meetings, by a year of them."""
    with ExitStack() as stack:
        enter_many, _ = stack.enter_context(_entering(folders, scale.many, scale.entries))
        enter_few, _ = stack.enter_context(_entering(folders, scale.few, scale.entries))
        return ratio(*alternately(enter_many, enter_few, scale.appends))


def sealed_against_plain(folders: Folders, scale: Scale) -> Measured:
    """Encrypted, by the same in a folder without a passphrase."""
    with ExitStack() as stack:
        stack.enter_context(cheap_key())
        plain, meeting_id = stack.enter_context(folders.running(scale.few, scale.entries))
        copy = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=plain.parent)))
        shutil.copytree(plain, copy, dirs_exist_ok=True)
        seal_folder(copy, SECRET)
        enter_sealed, journal = stack.enter_context(_entering_in(copy, meeting_id))
        enter_plain, _ = stack.enter_context(_entering_in(plain, meeting_id))
        assert journal.read_bytes().startswith(SEALED)
        return ratio(*alternately(enter_sealed, enter_plain, scale.appends))


@contextmanager
def _entering(folders: Folders, count: int, entries: int) -> Iterator[tuple[Callable[[], float], Path]]:
    """In a folder of so many meetings, what `_entering_in` gives."""
    with folders.running(count, entries) as (folder, meeting_id), _entering_in(folder, meeting_id) as given:
        yield given


@contextmanager
def _entering_in(folder: Path, meeting_id: str) -> Iterator[tuple[Callable[[], float], Path]]:
    """A function that enters a remark and gives the seconds until it was acknowledged; and the journal."""
    saved, at = threading.Event(), [0.0]

    def heard(state: State) -> None:
        at[0] = time.perf_counter()  # here, in the journal's thread: to wake up this one is no part of it
        saved.set()

    with Data(folder) as data:
        session = Session.open(data, meeting_id, listener=heard)
        speaker = session.meeting.roles["chair"]

        def enter() -> float:
            saved.clear()
            begun = time.perf_counter()
            session.record(Remark(speaker, TEXT))
            saved.wait()
            return at[0] - begun

        try:
            yield enter, session.journal.path
        finally:
            session.journal.close()
