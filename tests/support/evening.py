"""An evening at one data folder, as short as can be with everything in it that writes; and what must be there after."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from model.cell import Cell, Member
from model.errors import BienbanError
from model.events import Remark
from model.store import backup, generations, keys, sealing
from model.store.data import Data
from model.store.desk import Desk
from model.store.draft import Draft
from tests.support.faulty_disk import Disk
from tui.session import Session

DAY = date(2026, 11, 3)
SECRET = "một câu dài dễ nhớ"
SPEAKER = "le-van-an"
ID = "2026-11-03-thuong-ky"


@dataclass
class Told:
    """What the user was told: texts acknowledged on disk, the last name of the cell that was saved, errors."""

    saved: list[str] = field(default_factory=list)
    cell: str = "Chi bộ 1"
    trying: str = ""
    errors: list[str] = field(default_factory=list)


@contextmanager
def cheap_key() -> Iterator[None]:
    """While this holds, a passphrase costs nothing to try, and nobody is asked for it."""
    cost, ask = keys.COST, Data.ask
    keys.COST, Data.ask = 2, staticmethod(lambda: SECRET)
    try:
        yield
    finally:
        keys.COST, Data.ask = cost, staticmethod(ask)


def clock() -> datetime:
    """Half past seven, for good: the order is that of the entries."""
    return datetime(2026, 11, 3, 19, 30).astimezone()


def prepare(folder: Path, *, is_sealed: bool) -> None:
    """A cell with an open meeting and a backup."""
    with Data(folder) as data:
        data.book.cell = Cell(name="Chi bộ 1")
        data.book.members = [Member(id=SPEAKER, name="Lê Văn An", official_on=date(2000, 1, 1))]
        session = Session.prepare(data, "regular", DAY, "Nhà văn hóa", clock=clock)
        session.begin()
        session.journal.close()
        data.archive.remember(session.meeting)
        generations.make(folder, DAY - timedelta(days=1))
    if is_sealed:
        sealing.seal_folder(folder, SECRET)


def evening(folder: Path, told: Told, disk: Disk | None = None) -> None:
    """Open, record, change the book, keep a draft, close, back up; what fails is told and tried once more."""
    data = _twice(lambda: Data(folder), told)
    if data is None:
        return
    with data:
        told.errors += data.book.notices
        _record(data, told, disk)
        _twice(lambda: _rename(data, told, disk), told)
        _twice(lambda: generations.make(folder, DAY), told)


def _twice(act: Callable[[], object], told: Told) -> Any:
    for _ in range(2):
        try:
            return act()
        except BienbanError as error:
            told.errors.append(str(error))
    return None


def _record(data: Data, told: Told, disk: Disk | None) -> None:
    session = _twice(lambda: Session.open(data, ID, clock=clock), told)
    if session is None:
        return
    journal = session.journal
    place = data.archive.path(ID)
    draft, desk = Draft(place / "draft.txt", delay=0, cipher=data.cipher), Desk(place / "desk.json", data.cipher)
    for number in range(3):
        text = f"ý kiến {len(session.meeting.entries)} {number}"
        session.record(Remark(SPEAKER, text))
        state = journal.flush()
        if state.error:
            told.errors.append(state.error)
            state = journal.flush()
        if not state.pending:
            told.saved.append(text)
            if disk:
                disk.mark((list(told.saved), told.cell))
    draft.save("đang gõ dở")
    draft.close()
    desk.speaker = SPEAKER
    desk.close()
    journal.close()
    with suppress(BienbanError):
        data.archive.remember(session.meeting)


def _rename(data: Data, told: Told, disk: Disk | None) -> None:
    told.trying = f"{told.cell}+"
    cell = data.book.cell
    assert cell is not None
    data.book.cell = Cell(name=told.trying)
    told.cell = told.trying
    if disk:
        disk.mark((list(told.saved), told.cell))


def check(folder: Path, saved: list[str], cells: set[str]) -> list[str]:
    """Open the folder again: all that was acknowledged is there, in order; returns what the user is told."""
    with Data(folder) as data:
        notices = list(data.book.notices)
        cell = data.book.cell
        assert cell is not None
        assert cell.name in cells, (cell.name, cells)
        session = Session.open(data, ID, clock=clock)
        session.journal.close()
        notices += [session.journal.recovered] if session.journal.recovered else []
        texts = [e.event.text for e in session.meeting.entries if isinstance(e.event, Remark)]
        assert [t for t in texts if t in saved] == saved, (texts, saved)
        data.archive.refresh()
    return notices


def restored(folder: Path, place: Path) -> None:
    """The newest backup of the folder is whole and can be restored."""
    by_day = generations.listed(generations.folder_of(folder))
    backup.restore(by_day[max(by_day)], place)
    with Data(place) as data:
        assert data.archive.load(ID).damage == ""
