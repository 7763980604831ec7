"""Random evenings: acts, crashes, reopenings, backups, restores; what was acknowledged is always there."""

import shutil
import tempfile
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from model.cell import Cell
from model.errors import Refused
from model.events import Remark
from model.store import backup, generations, keys
from model.store.data import Data
from model.store.doctor import examine
from tests.support.evening import DAY, ID, SPEAKER, cheap_key, clock, prepare
from tui.session import Session

MEMORY = Path("/dev/shm")


class Evenings(RuleBasedStateMachine):
    """One data folder through all that; ``entries`` is what the user did, ``acknowledged`` how much was said saved."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="bienban-", dir=MEMORY if MEMORY.is_dir() else None))
        self._cheap = ExitStack()
        self._cheap.enter_context(cheap_key())
        self.count = 0
        self.backups: list[tuple[Path, list[str], str]] = []

    @initialize(is_sealed=st.booleans())
    def begin(self, is_sealed: bool) -> None:
        self.folder = self.place / "data"
        prepare(self.folder, is_sealed=is_sealed)
        self.cell = "Chi bộ 1"
        self.days = 0
        self._open()
        self.acknowledged = len(self.entries)

    def _open(self) -> None:
        self.data = Data(self.folder)
        assert not self.data.read_only
        self.session = Session.open(self.data, ID, clock=clock)
        self.entries = list(self.session.meeting.entries)

    def _let_go(self) -> None:
        self.session.journal.close()
        self.data.close()

    @property
    def texts(self) -> list[str]:
        return [e.event.text for e in self.session.meeting.record if isinstance(e.event, Remark)]

    @rule(text=st.text(min_size=1, max_size=30))
    def remark(self, text: str) -> None:
        with suppress(Refused):  # blank, or the opening has been undone
            self.entries.append(self.session.record(Remark(SPEAKER, text)))

    @rule()
    def undo(self) -> None:
        try:
            self.session.undo()
        except Refused:
            return
        self.entries = list(self.session.meeting.entries)

    @rule()
    def redo(self) -> None:
        try:
            self.session.redo()
        except Refused:
            return
        self.entries = list(self.session.meeting.entries)

    @rule()
    def wait_for_the_disk(self) -> None:
        assert self.session.journal.flush().pending == 0
        self.acknowledged = len(self.entries)

    @rule(number=st.integers(0, 9))
    def rename(self, number: int) -> None:
        self.cell = f"Chi bộ {number}"
        self.data.book.cell = Cell(name=self.cell)

    @rule()
    def leave_and_come_back(self) -> None:
        before = self.entries
        self._let_go()
        self.data.archive.remember(self.session.meeting)
        self._open()
        assert self.entries == before
        self.acknowledged = len(before)

    @rule(cut=st.integers(0, 40))
    def crash(self, cut: int) -> None:
        """The folder as it is at this moment, perhaps with a torn line; the rest of the program is gone."""
        self.count += 1
        copy = self.place / f"data-{self.count}"
        shutil.copytree(self.folder, copy, ignore=shutil.ignore_patterns("lock*"))
        self._let_go()
        shutil.rmtree(self.folder)
        self.folder = copy
        journal = copy / "meetings" / ID / "journal.jsonl"
        with journal.open("ab") as file:
            file.write((b"~" if keys.sealed(copy) else b'{"id":9,"at"') * min(cut, 1) + b"x" * cut)
        before = self.entries
        self._open()
        assert self.acknowledged <= len(self.entries) <= len(before)
        assert self.entries == before[: len(self.entries)]
        assert bool(self.session.journal.recovered) is bool(cut)
        self.acknowledged = len(self.entries)

    @rule()
    def back_up(self) -> None:
        self.session.journal.flush()
        self.days += 1
        path = self.place / f"backup-{len(self.backups)}.zip"
        backup.backup(self.folder, path)
        generations.make(self.folder, DAY + timedelta(days=self.days))
        self.backups.append((path, self.texts, self.cell))
        self.acknowledged = len(self.entries)

    @precondition(lambda self: self.backups)
    @rule(data=st.data(), over=st.booleans())
    def restore(self, data: st.DataObject, over: bool) -> None:
        path, texts, cell = data.draw(st.sampled_from(self.backups))
        self._let_go()
        self.count += 1
        self.folder = self.folder if over else self.place / f"restored-{self.count}"
        backup.restore(path, self.folder, replace=over)
        self.cell = cell
        self._open()
        assert self.texts == texts
        self.acknowledged = len(self.entries)

    @rule()
    def the_doctor_finds_nothing_severe(self) -> None:
        self.session.journal.flush()
        self.acknowledged = len(self.entries)
        with Data(self.folder, write=False) as data:
            severe = [f.sentence for f in examine(data) if f.severe]
        assert not severe

    @invariant()
    def the_book_is_the_last_one(self) -> None:
        if hasattr(self, "data"):
            cell = self.data.book.cell
            assert cell is not None
            assert cell.name == self.cell

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self._let_go()
        shutil.rmtree(self.place, ignore_errors=True)
        self._cheap.close()
