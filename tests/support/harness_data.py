"""Data folders for tests of the whole program: the reference cell, with meetings made by the program's own session."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from model import roster
from model.cell import roll
from model.events import AnyEvent, Named, Remark
from model.parts import Role
from model.replay import Script, script_date
from model.store.data import Data
from tests.support.meetings import R30, ROSTER, TEXT
from tui.session import Session

DAY = date(2026, 11, 3)
NOW = "2026-11-03T19:40:00"
"""Some minutes after the opening of the meeting that :func:`open_meeting` makes."""
CHAIR, RECORDER, SCORER = "pham-quang-nhuan-1960", "nguyen-thi-thuy-1975", "do-minh-khoat-1968"
ROLES: dict[Role, str] = {"chair": CHAIR, "recorder": RECORDER, "scorer": SCORER}


def with_cell(folder: Path) -> Data:
    """An open data folder with the cell and the members of the reference meeting."""
    data = Data(folder)
    data.book.members = roster.read(ROSTER, "roster.csv")
    data.book.cell = Script(TEXT, "meeting.toml", roll(data.book.members, DAY)).cell
    return data


def open_meeting(folder: Path, *events: AnyEvent) -> str:
    """A cell whose meeting is open, its first item begun, the chair named; returns the meeting's id."""
    times = _minutes(datetime.combine(DAY, datetime.min.time()).replace(hour=19, minute=20).astimezone())
    with with_cell(folder) as data:
        session = Session.prepare(data, "regular", DAY, "Nhà văn hóa", clock=lambda: next(times))
        for role, member in ROLES.items():
            session.record(Named(role, member))
        session.begin()
        for event in events:
            session.record(event)
        session.journal.close()
        data.archive.remember(session.meeting)
        return session.meeting.id


def three_months(folder: Path) -> list[str]:
    """A cell with its meetings of September, October and November 2026, closed; returns their ids."""
    months = [R30.parent / "year" / f"2026-{month}.toml" for month in ("09", "10")]
    with with_cell(folder) as data:
        for file in [*months, R30 / "meeting.toml"]:
            text = file.read_text("utf-8")
            script = Script(text, file.name, roll(data.book.members, script_date(text, file.name)))
            session = Session.replay(data, script)
            session.journal.close()
            data.archive.remember(session.meeting)
        return data.archive.ids()


def remarks(*texts: str) -> list[AnyEvent]:
    """Words of the chair."""
    return [Remark(CHAIR, text) for text in texts]


def _minutes(at: datetime) -> Iterator[datetime]:
    while True:
        yield at
        at += timedelta(seconds=30)
