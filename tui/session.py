"""The one object that turns intents into events: it asks the guard, journals, folds, and tells the screens."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Self

from model.agenda import default_agenda
from model.capture.codes import give
from model.capture.gaps import marked, next_number
from model.capture.paper_lines import taken_down
from model.capture.reading import Timed
from model.carrying import left_open
from model.cell import Member, attending, roll
from model.checks import stops
from model.clock import Clock, now
from model.entry import Entry, blank_as_none, encode, kind_of, value_of
from model.errors import BadData, Refused
from model.events import AnyEvent, Closed, Correction, Opened, Prepared, Remark, Undone
from model.guard import admit, contradictions, tidy
from model.history import History
from model.meeting import Meeting
from model.packs import pack_on
from model.parts import Change, MeetingKind
from model.replay import Script
from model.scoring.facts import had_thematic
from model.scoring.sheets import SHIPPED, chosen, plain
from model.store.data import Data
from model.store.journal import Journal, State
from model.words import KIND
from model.year.counters import runs_before


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
        """A new meeting with the agenda of its kind; what earlier ones left open comes over by itself.

        One that is still to be held leaves nothing open yet.
        """
        cell = data.book.cell
        if cell is None:
            raise BadData("Chưa khai báo chi bộ: xin khai báo chi bộ và nhập đảng viên trước.")
        rules = pack_on(day).id
        scored_by = chosen(cell, kind, day, data.sheets.get)
        today = clock().date()
        earlier = [m for m in data.archive.before(day) if m.state != "prepared" or m.date < today]
        people = attending(roll(_with_codes(data, earlier), day), kind, cell)
        left = left_open(earlier, kind, default_agenda(kind, rules), people)
        prepared = Prepared(
            id=data.archive.free_id(day, kind),
            kind=kind,
            date=day,
            place=place,
            cell=cell,
            people=people,
            agenda=left.agenda,
            carried=left.tasks,
            sheet=scored_by.id,
            pack=rules,
            own_sheet={} if scored_by.id in SHIPPED else plain(scored_by),
            excused_runs=runs_before(earlier, day),
            thematic_this_quarter=had_thematic(earlier, day),
            promises=left.promises,
            unapproved=left.unapproved,
            former=left.former,
        )
        session = cls(Meeting(), data.archive.create(prepared.id, listener), clock)
        session.record(prepared)
        return session

    @classmethod
    def replay(cls, data: Data, script: Script) -> Self:
        """A whole meeting entered afterwards: checked as a whole first, then recorded; all or nothing."""
        archive, kind = data.archive, script.tables.meeting.kind
        before = archive.before(script.day)
        known = (runs_before(before, script.day), had_thematic(before, script.day))
        trial = Meeting()
        for at, event in script.events("", *known):
            _try(trial, event, at, script.name)
        for entry, reason in contradictions(trial):
            raise BadData(f"{script.name}, {KIND[kind_of(entry.event)]} lúc {entry.at:%H:%M:%S}: {reason}")
        if mismatch := script.mismatch(trial):
            raise BadData(mismatch)
        for meeting in archive.between(script.day, script.day)[0]:
            if _same(meeting, trial):
                raise BadData(f"{script.name}: cuộc họp này đã được nhập, id {meeting.id}; không nhập lại.")
        meeting_id = archive.free_id(script.day, kind)
        session = cls(Meeting(), archive.create(meeting_id))
        told = enumerate(script.events(meeting_id, *known), 1)
        session._append(*(Entry(number, at, tidy(event)) for number, (at, event) in told))
        return session

    def record(self, event: AnyEvent, at: datetime | None = None) -> Entry:
        """Record what happens now, or happened at ``at``; raises :class:`Refused`, and then nothing was recorded."""
        at = at or self.now()
        event = tidy(event)
        admit(self.meeting, event, at)
        return self._append(Entry(len(self.meeting.entries) + 1, at, event))[0]

    def record_all(self, events: Iterable[AnyEvent]) -> list[Entry]:
        """Record the events of one act, all of now or, where one is refused, none; one undo takes them back."""
        return self.act([(event, None) for event in events])

    def act(self, events: Sequence[Timed]) -> list[Entry]:
        """The same for events with times of their own; those without one happen now."""
        now, first = self.now(), len(self.meeting.entries) + 1
        gap = next_number(self.meeting) if any(_asks(event) for event, _ in events) else 1
        timed = [(tidy(marked(event, gap)), at or now) for event, at in events]
        if len(timed) == 1:
            return [self.record(*timed[0])]
        trial = Meeting(self.meeting.entries)
        for event, at in timed:
            admit(trial, event, at)
            trial.apply(Entry(len(trial.entries) + 1, at, event))
        return self._append(*(Entry(number, at, event, first) for number, (event, at) in enumerate(timed, first)))

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

    def correct(self, entry_id: int, why: str = "", who: str = "", **fields: object) -> Entry | None:
        """Set fields (by written name) of an earlier entry right; None where nothing changes.

        Why, and who decided it, is asked for once the meeting is closed.
        """
        entry = self.meeting.entry(entry_id)
        if entry is None:
            raise Refused("Không tìm thấy điều cần sửa trong biên bản.")
        changes = tuple(
            Change(name, value_of(entry, name), value)
            for name, value in ((name, blank_as_none(value)) for name, value in fields.items())
            if value != value_of(entry, name)
        )
        return self.record(Correction(entry_id, changes, why, who)) if changes else None

    def capture(self, paper: str, name: str) -> list[Entry]:
        """Record lines written on paper, all of them or none; raises :class:`BadData` naming every bad line."""
        entries = taken_down(self.meeting, paper, name, self.now())
        return self._append(*entries)

    def move_on(self, item_id: str = "") -> list[Entry]:
        """Go to the next item, or to the one named: both times in one act; a double tap does nothing."""
        return self.record_all(self.meeting.agenda.move_on(self.now(), item_id))

    def begin(self) -> list[Entry]:
        """Open the meeting and begin its first item, in one act."""
        if self.meeting.opened:
            raise Refused(f"Cuộc họp đã khai mạc lúc {self.meeting.opened:%H:%M}.")
        return self.record_all([Opened(), *self.meeting.agenda.move_on(self.now())])

    def now(self) -> datetime:
        """The time of now, never before the last entry: the system's clock may go back."""
        at = self.clock()
        last = self.meeting.standing[-1].at if self.meeting.standing else at
        return max(at, last) if self.meeting.state != "closed" else at

    def close(self) -> Entry:
        """End the meeting for good; raises :class:`Refused` naming what is missing."""
        missing = stops(self.meeting, self.now())
        if missing:
            more = f" (và {len(missing) - 1} điều khác)" if len(missing) > 1 else ""
            raise Refused(f"Chưa bế mạc được: {missing[0].message}{more}")
        return self.record(Closed())

    def _append(self, *entries: Entry) -> list[Entry]:
        """Journal the entries of an act in one write: a program that is killed leaves the act whole or not at all."""
        self.journal.append(*map(encode, entries))
        for entry in entries:
            self.meeting.apply(entry)
        return list(entries)


def _asks(event: AnyEvent) -> bool:
    """Whether a text of the event leaves a gap."""
    return any("??" in value for name in event.__struct_fields__ if isinstance(value := getattr(event, name), str))


def _with_codes(data: Data, earlier: list[Meeting]) -> list[Member]:
    """The members of the book; who has no code for the capture line yet is given one for good."""
    members = data.book.members
    if any(not m.code for m in members):
        spoken = Counter(e.event.speaker for m in earlier for e in m.record if isinstance(e.event, Remark))
        data.book.members = members = give(members, spoken)
    return members


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
