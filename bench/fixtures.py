"""Data folders with many meetings, made from the reference meeting under other dates."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from model import examples, roster
from model.cell import Member, roll
from model.entry import Entry, encode
from model.events import Closed, Prepared, Remark
from model.guard import tidy
from model.meeting import Meeting
from model.replay import Script
from model.store.archive import Archive
from model.store.data import Data

DAY = date(2026, 11, 3)
"""The day of the reference meeting."""

STREET, NUMBER = "ngõ", "12"
"""Words of the reference meeting; every copy has another number, so that a search can be rare."""


@cache
def members() -> list[Member]:
    """The members of the reference cell."""
    return roster.read(files(examples).joinpath("r30", "roster.csv").read_bytes(), "roster.csv")


@cache
def script() -> Script:
    """The script of the reference meeting."""
    text = files(examples).joinpath("r30", "meeting.toml").read_text("utf-8")
    return Script(text, "meeting.toml", roll(members(), DAY))


def reference_entries() -> list[Entry]:
    """The reference meeting as it would be journaled."""
    events = script().events(f"{DAY}-thuong-ky", {})
    return [Entry(number, at, tidy(event)) for number, (at, event) in enumerate(events, 1)]


def running_entries(count: int, now: datetime) -> list[Entry]:
    """A meeting of today that still runs: the reference meeting before its end, with remarks up to ``count`` entries.

    Its last entry is a minute old.
    """
    begun = reference_entries()
    begun = begun[: next(n for n, e in enumerate(begun) if isinstance(e.event, Closed))][:count]
    said = [e.event for e in begun if isinstance(e.event, Remark)]
    for number in range(len(begun), count):
        at = begun[-1].at + timedelta(seconds=20)
        begun.append(Entry(number + 1, at, said[number % len(said)]))
    earlier = begun[-1].at - now + timedelta(minutes=1)
    head = begun[0].event
    assert isinstance(head, Prepared)
    begun[0] = Entry(1, begun[0].at, msgspec.structs.replace(head, id=f"{now.date()}-thuong-ky", date=now.date()))
    return [Entry(e.id, e.at - earlier, e.event) for e in begun]


class Folders:
    """Data folders in one place of their own, each made once."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._made: dict[int, Path] = {}

    def past(self, count: int) -> Path:
        """A data folder with that many closed meetings, one a day up to yesterday, and its index."""
        if count not in self._made:
            self._made[count] = self._make(count)
        return self._made[count]

    def _make(self, count: int) -> Path:
        folder = self._place / f"past-{count}"
        payloads = [encode(entry) for entry in reference_entries()]
        yesterday = date.today() - timedelta(days=1)
        with Data(folder) as data:
            data.book.members = members()
            data.book.cell = script().cell
            for number in range(count):
                write_past(data.archive, payloads, yesterday - timedelta(days=number), number)
            data.archive.refresh()
        return folder

    @contextmanager
    def running(self, count: int, entries: int) -> Iterator[tuple[Path, str]]:
        """The folder of `past`, for a while with a meeting of today that runs and has so many entries, and its id."""
        folder = self.past(count)
        meeting = Meeting(running_entries(entries, datetime.now().astimezone()))
        with Data(folder) as data:
            write(data.archive, meeting.id, [encode(entry) for entry in meeting.entries])
            data.archive.refresh()
            place = data.archive.path(meeting.id)
        try:
            yield folder, meeting.id
        finally:
            shutil.rmtree(place)
            with Data(folder) as data:
                data.archive.refresh()

    def free(self, name: str) -> Path:
        """An empty folder on the same disk."""
        folder = self._place / name
        folder.mkdir()
        return folder


def write_past(archive: Archive, payloads: list[bytes], day: date, number: int) -> None:
    """A closed meeting: the payloads of the reference meeting under another date and with another street."""
    swaps = {DAY.isoformat(): day.isoformat(), f"{STREET} {NUMBER}": f"{STREET} {number}"}
    for was, now in swaps.items():
        payloads = [payload.replace(was.encode(), now.encode()) for payload in payloads]
    write(archive, f"{day}-thuong-ky", payloads)


def write(archive: Archive, meeting_id: str, payloads: list[bytes]) -> None:
    """The journal of a meeting, chained as the program does it."""
    journal = archive.create(meeting_id)
    for payload in payloads:
        journal.append(payload)
    journal.close()
