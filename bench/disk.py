"""From an entry to its acknowledgement, which says that it is on the disk."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.fixtures import Folders
from bench.table import Measured, Scale, alternately, ratio
from model.events import Remark
from model.store.data import Data
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


@contextmanager
def _entering(folders: Folders, count: int, entries: int) -> Iterator[tuple[Callable[[], float], Path]]:
    """A function that enters a remark and gives the seconds until it was acknowledged; and the journal."""
    saved = threading.Event()
    with folders.running(count, entries) as (folder, meeting_id), Data(folder) as data:
        session = Session.open(data, meeting_id, listener=lambda state: saved.set())
        speaker = session.meeting.roles["chair"]

        def enter() -> float:
            saved.clear()
            begun = time.perf_counter()
            session.record(Remark(speaker, TEXT))
            saved.wait()
            return time.perf_counter() - begun

        try:
            yield enter, session.journal.path
        finally:
            session.journal.close()
