"""Data folders for tests of the whole program: the reference cell, with meetings made by the program's own session."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from model import roster
from model.cell import roll
from model.events import AnyEvent, Named, Opened, Remark
from model.replay import Script
from model.store.data import Data
from tests.support.meetings import ROSTER, TEXT
from tui.session import Session

DAY = date(2026, 11, 3)
NOW = "2026-11-03T19:40:00"
"""Some minutes after the opening of the meeting that :func:`open_meeting` makes."""
CHAIR, RECORDER, SCORER = "pham-quang-nhuan-1960", "nguyen-thi-thuy-1975", "do-minh-khoat-1968"


def with_cell(folder: Path) -> Data:
    """An open data folder with the cell and the members of the reference meeting."""
    data = Data(folder)
    data.book.members = roster.read(ROSTER, "roster.csv")
    data.book.cell = Script(TEXT, "meeting.toml", roll(data.book.members, DAY)).cell
    return data


def open_meeting(folder: Path, *events: AnyEvent, kind: str = "regular") -> str:
    """A cell whose meeting is open, its first item begun, the chair named; returns the meeting's id."""
    times = _minutes(datetime.combine(DAY, datetime.min.time()).replace(hour=19, minute=20).astimezone())
    with with_cell(folder) as data:
        session = Session.prepare(data, "regular", DAY, "Nhà văn hóa", clock=lambda: next(times))
        for event in (Named("chair", CHAIR), Named("recorder", RECORDER), Named("scorer", SCORER), Opened()):
            session.record(event)
        session.move_on()
        for event in events:
            session.record(event)
        session.journal.close()
        data.archive.remember(session.meeting)
        return session.meeting.id


def remarks(*texts: str) -> list[AnyEvent]:
    """Words of the chair."""
    return [Remark(CHAIR, text) for text in texts]


def _minutes(at: datetime) -> Iterator[datetime]:
    while True:
        yield at
        at += timedelta(seconds=30)
