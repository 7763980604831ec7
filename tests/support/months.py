"""Meetings of a cell that follow from one another: each is prepared with what the earlier ones left open."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from model import guard
from model.agenda import default_agenda
from model.carrying import left_open
from model.cell import Cell, Person
from model.entry import Entry, decode, encode
from model.events import AnyEvent, Opened, Prepared
from model.meeting import Meeting
from model.parts import MeetingKind
from model.year.counters import runs_before
from tests.support.meetings import ZONE, people

MEMBERS = people(*["official"] * 5)


class Month:
    """A meeting on ``day`` at half past seven, prepared at noon ``before`` days earlier."""

    def __init__(
        self,
        day: date,
        earlier: Sequence["Month"] = (),
        kind: MeetingKind = "regular",
        *,
        roll: Sequence[Person] = MEMBERS,
        before: int = 0,
        opened: bool = True,
    ) -> None:
        meetings = [month.meeting for month in earlier]
        left = left_open(meetings, kind, default_agenda(kind), roll)
        self.meeting = Meeting()
        self._at = datetime.combine(day, time(12), ZONE) - timedelta(days=before)
        self.record(
            Prepared(
                id=f"{day}-{kind}", kind=kind, date=day, place="", cell=Cell(name="Chi bộ 1"), people=tuple(roll),
                agenda=left.agenda, carried=left.tasks, promises=left.promises, unapproved=left.unapproved,
                former=left.former, excused_runs=runs_before(meetings, day),
            )
        )  # fmt: skip
        self._at = datetime.combine(day, time(19, 30), ZONE)
        if opened:
            self.record(Opened())

    def record(self, *events: AnyEvent) -> None:
        """Record what the guard admits, a minute after the last one; raises what it refuses."""
        for event in events:
            self._at += timedelta(minutes=1)
            tidied = guard.tidy(event)
            guard.admit(self.meeting, tidied, self._at)
            entry = Entry(len(self.meeting.entries) + 1, self._at, tidied)
            self.meeting.apply(decode(encode(entry)))

    @property
    def titles(self) -> list[str]:
        """The titles of the agenda."""
        return [item.title for item in self.meeting.agenda.items]
