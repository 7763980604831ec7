"""The meeting as it was at a second: who was in the room, what was dealt with, what had been decided.

Told from the entries that hold: corrections are carried out, what was undone never happened, what was entered late
stands at its time. The attendance is that of the whole record, so somebody marked late was not there before; a vote
is judged at its own moment, as the minutes judge it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Literal

from model.agenda import Agenda
from model.cell import Person
from model.days import read_clock
from model.entry import Entry
from model.errors import BadData
from model.events import (
    Closed,
    Correction,
    Criticism,
    ItemAdded,
    ItemConcluded,
    ItemMoved,
    ItemPutOff,
    ItemRenamed,
    ItemStarted,
    Note,
    Opened,
    Remark,
    SelfCriticism,
    Task,
    Vote,
)
from model.meeting import Meeting
from model.presence import Stay
from model.vietnamese import short_date
from model.voting import Judgement, judge

DAY = timedelta(days=1)
_AGENDA = (ItemAdded, ItemMoved, ItemRenamed, ItemPutOff, ItemStarted, ItemConcluded, Closed)
_CLOCK = re.compile(r"(\d{1,2})[:hg](\d{2})[:p](\d{2})")

Where = Literal["here", "not_yet", "out", "excused", "unexcused", "on_duty", "absent"]
"""``not_yet``: comes later; ``out``: was there and left; ``absent``: never there, and not expected."""


@dataclass(frozen=True)
class Place:
    """Where one person was. ``since``: when he came, late or again, or went; None from the opening or for ever."""

    person: Person
    where: Where
    since: datetime | None = None
    late: bool = False
    back: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Running:
    """The item being dealt with: its id, its title at that moment, since when."""

    item: str
    title: str
    since: datetime


@dataclass(frozen=True)
class Decided:
    """A conclusion, or a vote with what it came to; ``title`` of the item it belongs to."""

    entry: Entry
    title: str
    judged: Judgement | None = None


@dataclass(frozen=True)
class Moment:
    """The state at ``at``. ``speaker``: the id of who spoke last in the running item, empty where nobody has yet.

    ``last``: the newest entry of the record, without the recorder's own notes; ``number`` how many there were.
    """

    at: datetime
    closed: bool
    places: tuple[Place, ...]
    running: Running | None
    speaker: str
    last: Entry | None
    number: int
    decided: tuple[Decided, ...]
    tasks: tuple[Entry, ...]

    def those(self, *where: Where) -> list[Place]:
        """The people who were there, or not, in one of these ways."""
        return [place for place in self.places if place.where in where]


class Timeline:
    """A meeting that was opened, to be asked for any of its moments. Raises BadData for one that never was."""

    def __init__(self, meeting: Meeting) -> None:
        if meeting.opened is None:
            day = short_date(meeting.date)
            raise BadData(f"Cuộc họp ngày {day} chưa khai mạc nên chưa có lúc nào để xem lại.")
        if meeting.stated is not None:
            raise BadData("Biên bản cũ không ghi giờ của từng điều: xin xem lại cả cuộc họp.")
        self.meeting = meeting
        self.first = meeting.opened
        self.record = [e for e in meeting.record if not isinstance(e.event, Correction | Note)]
        held = [e.at for e in self.record if e.at >= self.first]
        self.last = meeting.closed or max(held, default=self.first)
        self._times = [e.at for e in self.record]

    @cached_property
    def names(self) -> dict[str, str]:
        """Id to the name for reading, worked out once."""
        return self.meeting.names

    @cached_property
    def _agenda(self) -> list[Entry]:
        return [e for e in self.meeting.standing if isinstance(e.event, _AGENDA)]

    @cached_property
    def _decided(self) -> list[Decided]:
        """Everything decided in the whole meeting, in order."""
        return list(self._decisions())

    def _decisions(self) -> Iterator[Decided]:
        for entry in self.record:
            item = self.meeting.agenda.get(self.meeting.item_of.get(entry.id, ""))
            match entry.event:
                case ItemConcluded(item=item_id, conclusion=text) if text:
                    concluded = self.meeting.agenda.get(item_id)
                    yield Decided(entry, concluded.title if concluded else "")
                case Vote() as vote:
                    judged = judge(self.meeting.presence, entry.at, vote)
                    yield Decided(entry, item.title if item else "", judged)

    def stops(self) -> list[datetime]:
        """The times at which something was recorded, from the opening to the end, each once."""
        inside = {at for at in self._times if self.first <= at <= self.last}
        return sorted({self.first, self.last} | inside)

    def at(self, moment: datetime) -> Moment:
        """The state at a moment; what was recorded at that very second has happened."""
        number = bisect_right(self._times, moment)
        running = self._running(moment)
        before = self.record[:number]
        return Moment(
            at=moment,
            closed=bool(self.meeting.closed and self.meeting.closed <= moment),
            places=tuple(self._places(moment)),
            running=running,
            speaker=_speaker(before, running),
            last=before[-1] if before else None,
            number=number,
            decided=tuple(d for d in self._decided if d.entry.at <= moment),
            tasks=tuple(e for e in before if isinstance(e.event, Task)),
        )

    def _running(self, moment: datetime) -> Running | None:
        head = self.meeting.head
        agenda = Agenda(head.agenda)
        for entry in self._agenda:
            if entry.at > moment:
                break
            if isinstance(entry.event, Closed):
                agenda.end(entry.at)
            agenda.apply(entry.at, entry.event)
        now = agenda.current
        return Running(now.id, now.title, now.spans[-1][0]) if now else None

    def _places(self, moment: datetime) -> Iterator[Place]:
        presence = self.meeting.presence
        for person in presence.people.values():
            yield _place(person, presence.stays[person.id], moment)

    def read(self, text: str) -> datetime:
        """The moment that a clock time means: ``19:42``, ``19:42:30``; ``0:10`` where the meeting ran past midnight.

        Raises BadData where it is no time, or outside the meeting, saying when that began and ended. A time without
        seconds in the minute of the opening is the opening.
        """
        clock = _clock(text)
        if clock is None:
            raise BadData(f"“{text}” không phải là giờ: xin ghi giờ:phút hoặc giờ:phút:giây, như 19:42.")
        whole_minute = not _CLOCK.fullmatch(text.strip().lower())
        for moment in self._meant(clock):
            if self.first <= moment <= self.last:
                return moment
            if whole_minute and self.first.replace(second=0, microsecond=0) == moment:
                return self.first
        raise BadData(f"Lúc {clock:%H:%M:%S} nằm ngoài cuộc họp: {self.span_words()}; xin chọn giờ trong khoảng ấy.")

    def _meant(self, clock: time) -> list[datetime]:
        """The moments that show this time on the clock, on each day of the meeting and in each zone it was kept in."""
        zones = {e.at.utcoffset(): e.at.tzinfo for e in self.meeting.standing if self.first <= e.at <= self.last}
        days = {(self.first + n * DAY).date() for n in range(-1, (self.last - self.first).days + 3)}
        return sorted(datetime.combine(day, clock, zone) for day in days for zone in zones.values())

    def span_words(self) -> str:
        """``khai mạc 19:30:00, bế mạc 21:22:30``; the last entry where it was not closed."""
        end = "bế mạc" if self.meeting.closed else "mục ghi cuối cùng"
        return f"khai mạc {clock_of(self.first, self.first)}, {end} {clock_of(self.last, self.first)}"


def clock_of(moment: datetime, opened: datetime) -> str:
    """``19:42:00``; with the day where that is not the day of the opening."""
    later = f" ngày {short_date(moment.date())}" if moment.date() != opened.date() else ""
    return f"{moment:%H:%M:%S}{later}"


def _clock(text: str) -> time | None:
    if exact := _CLOCK.fullmatch(text.strip().lower()):
        try:
            return time(int(exact[1]), int(exact[2]), int(exact[3]))
        except ValueError:
            return None
    return read_clock(text)


def _speaker(before: list[Entry], running: Running | None) -> str:
    """Who had the floor: the last to speak since the item began."""
    for entry in reversed(before):
        if running is None or entry.at < running.since or isinstance(entry.event, ItemStarted | Opened):
            return ""
        match entry.event:
            case Remark(speaker=who) | SelfCriticism(member=who) | Criticism(from_=who):
                return who
    return ""


def _place(person: Person, stay: Stay, moment: datetime) -> Place:
    """Where somebody was, by the intervals of the whole meeting."""
    if not stay.attended:
        return Place(person, stay.absence or "absent", reason=stay.reason)
    if stay.here(moment):
        number, (start, _) = next((n, span) for n, span in enumerate(stay.spans) if _within(span, moment))
        late = stay.late and not number
        return Place(person, "here", start, late=late, back=start is not None and not late)
    gone = [end for _, end in stay.spans if end is not None and end <= moment]
    return Place(person, "out", gone[-1]) if gone else Place(person, "not_yet", stay.spans[0][0])


def _within(span: tuple[datetime | None, datetime | None], moment: datetime) -> bool:
    start, end = span
    return (start is None or start <= moment) and (end is None or moment < end)
