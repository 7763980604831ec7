"""The one object that turns intents into events: it asks the guard, journals, folds, and tells the screens."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Self

from model.agenda import default_agenda
from model.cell import attending, roll
from model.checks import stops
from model.entry import Entry, blank_as_none, encode, kind_of, value_of
from model.errors import BadData, Refused
from model.events import (
    REGULAR,
    AgendaItem,
    AnyEvent,
    CarriedTask,
    Change,
    Closed,
    Correction,
    MeetingKind,
    Opened,
    Prepared,
    Remark,
    Undone,
)
from model.guard import admit, contradictions, tidy
from model.history import History
from model.ledger import carry, told_apart
from model.meeting import Meeting
from model.replay import Script
from model.store.data import Data
from model.store.journal import Journal, State
from model.vietnamese import short_date
from model.words import KIND
from model.year import excused_runs

Clock = Callable[[], datetime]


def now() -> datetime:
    """The local time with its offset, to the millisecond."""
    moment = datetime.now().astimezone()
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class Session:
    """A meeting being recorded. ``listener`` hears from the journal's thread how much is on the disk."""

    def __init__(self, meeting: Meeting, journal: Journal, clock: Clock = now) -> None:
        self.meeting = meeting
        self.journal = journal
        self.clock = clock

    @classmethod
    def open(
        cls, data: Data, meeting_id: str, *, clock: Clock = now, listener: Callable[[State], None] | None = None
    ) -> Self:
        """Go on with a meeting of the archive."""
        meeting, journal = data.archive.open(meeting_id, listener)
        return cls(meeting, journal, clock)

    @classmethod
    def prepare(
        cls,
        data: Data,
        kind: MeetingKind,
        day: date,
        place: str,
        *,
        clock: Clock = now,
        listener: Callable[[State], None] | None = None,
    ) -> Self:
        """A new meeting with the agenda of its kind; open tasks and items put off come over by themselves."""
        cell = data.book.cell
        if cell is None:
            raise BadData("Chưa khai báo chi bộ: xin khai báo chi bộ và nhập đảng viên trước.")
        earlier = data.archive.before(day)
        open_now = _still_open(earlier)
        prepared = Prepared(
            id=data.archive.free_id(day, kind),
            kind=kind,
            date=day,
            place=place,
            cell=cell,
            people=attending(roll(data.book.members, day), kind, cell),
            agenda=_agenda(kind, open_now),
            carried=_carried(open_now) if kind in REGULAR else (),
            sheet=cell.sheet,
            excused_runs=_runs(earlier, day),
        )
        session = cls(Meeting(), data.archive.create(prepared.id, listener), clock)
        session.record(prepared)
        return session

    @classmethod
    def replay(cls, data: Data, script: Script) -> Self:
        """A whole meeting entered afterwards: checked as a whole first, then recorded; all or nothing."""
        archive, kind = data.archive, script.tables.meeting.kind
        runs = _runs(archive.before(script.day), script.day)
        trial = Meeting()
        for at, event in script.events("", runs):
            _try(trial, event, at, script.name)
        for entry, reason in contradictions(trial):
            raise BadData(f"{script.name}, {KIND[kind_of(entry.event)]} lúc {entry.at:%H:%M:%S}: {reason}")
        if mismatch := script.mismatch(trial):
            raise BadData(mismatch)
        for meeting_id in archive.ids():
            if meeting_id.startswith(script.day.isoformat()) and _same(archive.load(meeting_id).meeting, trial):
                raise BadData(f"{script.name}: cuộc họp này đã được nhập, id {meeting_id}; không nhập lại.")
        meeting_id = archive.free_id(script.day, kind)
        session = cls(Meeting(), archive.create(meeting_id))
        for at, event in script.events(meeting_id, runs):
            session._append(tidy(event), at)
        return session

    def record(self, event: AnyEvent, at: datetime | None = None) -> Entry:
        """Record what happens now, or happened at ``at``; raises :class:`Refused`, and then nothing was recorded."""
        at = at or self._now()
        event = tidy(event)
        admit(self.meeting, event, at)
        return self._append(event, at)

    def remark(self, speaker: str, text: str) -> Entry:
        """What somebody says; he goes on where the last thing recorded was a remark of his own."""
        before = self.meeting.record[-1].event if self.meeting.record else None
        goes_on = isinstance(before, Remark) and before.speaker == speaker and not before.reserved
        return self.record(Remark(speaker, text, continued=goes_on))

    def record_all(self, events: Iterable[AnyEvent], at: datetime | None = None) -> list[Entry]:
        """Record the events of one act, all at one time or, where one is refused, none; one undo takes them back."""
        at, trial = at or self._now(), Meeting(self.meeting.entries)
        first = len(trial.entries) + 1
        tidied = [tidy(event) for event in events]
        for event in tidied:
            admit(trial, event, at)
            trial.apply(Entry(len(trial.entries) + 1, at, event))
        act = first if len(tidied) > 1 else 0
        return [self._append(event, at, act) for event in tidied]

    def undo(self) -> list[Entry]:
        """Take back the last act; returns its entries, last first."""
        act = History(self.meeting.entries).last
        if not act:
            reopen = " Bế mạc nhầm thì dùng lệnh “Mở lại cuộc họp”." if self.meeting.closed else ""
            raise Refused(f"Không còn gì để hoàn tác.{reopen}")
        self.record_all(Undone(entry.id) for entry in act)
        return act

    def redo(self) -> list[Entry]:
        """Bring back what the last undo took; returns its entries in order."""
        undoes = History(self.meeting.entries).next
        if not undoes:
            raise Refused("Không có gì vừa hoàn tác để làm lại.")
        self.record_all(Undone(entry.id) for entry in undoes)
        back = [entry.event.of for entry in undoes if isinstance(entry.event, Undone)]
        return [entry for entry in self.meeting.entries if entry.id in back]

    def reopen(self) -> Entry:
        """Take back the closing, when it was closed by mistake."""
        closing = next((e for e in self.meeting.standing if isinstance(e.event, Closed)), None)
        if closing is None:
            raise Refused("Cuộc họp chưa bế mạc.")
        return self.record(Undone(closing.id))

    def correct(self, entry_id: int, **fields: object) -> Entry | None:
        """Set fields (by written name) of an earlier entry right; None where nothing changes."""
        entry = self.meeting.entry(entry_id)
        if entry is None:
            raise Refused("Không tìm thấy điều cần sửa trong biên bản.")
        changes = tuple(
            Change(name, value_of(entry, name), value)
            for name, value in ((name, blank_as_none(value)) for name, value in fields.items())
            if value != value_of(entry, name)
        )
        return self.record(Correction(entry_id, changes)) if changes else None

    def move_on(self, item_id: str = "") -> list[Entry]:
        """Go to the next item, or to the one named: both times in one act; a double tap does nothing."""
        return self.record_all(self.meeting.agenda.move_on(self.clock(), item_id))

    def begin(self) -> list[Entry]:
        """Open the meeting and begin its first item, in one act."""
        if self.meeting.opened:
            raise Refused(f"Cuộc họp đã khai mạc lúc {self.meeting.opened:%H:%M}.")
        return self.record_all([Opened(), *self.meeting.agenda.move_on(self._now())])

    def _now(self) -> datetime:
        """The time of now, never before the last entry: the system's clock may go back."""
        at = self.clock()
        last = self.meeting.standing[-1].at if self.meeting.standing else at
        return max(at, last) if self.meeting.state != "closed" else at

    def close(self) -> Entry:
        """End the meeting for good; raises :class:`Refused` naming what is missing."""
        missing = stops(self.meeting, self.clock())
        if missing:
            more = f" (và {len(missing) - 1} điều khác)" if len(missing) > 1 else ""
            raise Refused(f"Chưa bế mạc được: {missing[0].message}{more}")
        return self.record(Closed())

    def _append(self, event: AnyEvent, at: datetime, act: int = 0) -> Entry:
        entry = Entry(len(self.meeting.entries) + 1, at, event, act)
        self.journal.append(encode(entry))
        self.meeting.apply(entry)
        return entry


def _try(meeting: Meeting, event: AnyEvent, at: datetime, name: str) -> None:
    try:
        event = tidy(event)
        admit(meeting, event, at, judge_now=False)
    except Refused as refusal:
        what = KIND.get(kind_of(event), "phần đầu")
        raise BadData(f"{name}, {what} lúc {at:%H:%M:%S}: {refusal}") from None
    meeting.apply(Entry(len(meeting.entries) + 1, at, event))


def _same(one: Meeting, other: Meeting) -> bool:
    """Whether two meetings have the same record."""
    return [(e.at, e.event) for e in one.record] == [(e.at, e.event) for e in other.record]


def _runs(earlier: list[Meeting], day: date) -> dict[str, tuple[int, int]]:
    return excused_runs(m for m in earlier if m.date.year == day.year and m.head.kind in REGULAR)


def _still_open(earlier: list[Meeting]) -> list[Meeting]:
    """The last meeting with a regular part, and the thematic ones since: what they left open comes back."""
    last = max((n for n, m in enumerate(earlier) if m.head.kind in REGULAR), default=0)
    return earlier[last:]


def _carried(meetings: list[Meeting]) -> tuple[CarriedTask, ...]:
    tasks = [task for m in meetings for task in carry([t for t in m.tasks if t.open], m.date)]
    return told_apart(tasks)


def _agenda(kind: MeetingKind, meetings: list[Meeting]) -> tuple[AgendaItem, ...]:
    """The default agenda, with what was put off behind the discussion."""
    items = list(default_agenda(kind))
    off = [f"{i.title} (hoãn từ {short_date(m.date)})" for m in meetings for i in m.agenda.items if i.put_off]
    place = next((n for n, item in enumerate(items, 1) if item.step in (8, "thematic")), len(items))
    items[place:place] = [AgendaItem(f"off-{n}", title) for n, title in enumerate(off, 1)]
    return tuple(items)
