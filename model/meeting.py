"""The meeting: the fold of its entries. Undo and correction are entries too; nothing is ever taken away."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Literal

from model.agenda import Agenda
from model.cell import Cell, Person, called, references
from model.entry import Entry, changed
from model.events import (
    Attendance,
    Cancelled,
    Closed,
    Correction,
    Explained,
    Groundwork,
    ItemStarted,
    MinutesRead,
    Named,
    Opened,
    PersonAdded,
    Prepared,
    Score,
    Undone,
    UpperScore,
    Vote,
)
from model.ledger import Assignment, Ledger, Promise
from model.old_events import Stated
from model.packs import pack
from model.parts import Event, GroundworkKind, Happening, Role
from model.presence import Presence

State = Literal["prepared", "cancelled", "open", "closed"]


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that hold, in the order of time: without the undone ones, with the corrections carried out.

    An undo may itself be undone.
    """
    entries = list(entries)
    gone: set[int] = set()
    for entry in reversed(entries):
        if isinstance(entry.event, Undone) and entry.id not in gone:
            gone.add(entry.event.of)
    held = {e.id: e for e in entries if e.id not in gone and not isinstance(e.event, Undone)}
    for entry in list(held.values()):
        if isinstance(entry.event, Correction) and entry.event.of in held:
            held[entry.event.of] = changed(held[entry.event.of], entry.event.changes)
    # The preparation comes first even where the clock was set back after it.
    return sorted(held.values(), key=lambda e: (not isinstance(e.event, Prepared), e.at, e.id))


class Meeting:
    """One meeting: ``entries`` as journaled, ``standing`` as they hold, and what follows from them."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = list(entries)
        self._fold()

    def apply(self, entry: Entry) -> None:
        """Take in one more entry; only an undo, a correction or an entry for an earlier time folds anew."""
        self.entries.append(entry)
        backdated = bool(self.standing) and entry.at < self.standing[-1].at
        if backdated or isinstance(entry.event, Undone | Correction):
            self._fold()
        else:
            self.standing.append(entry)
            self._take(entry)

    def _fold(self) -> None:
        self.standing = standing(self.entries)
        self.prepared: Prepared | None = None
        self._names: dict[str, str] | None = None
        self.presence = Presence()
        self.agenda = Agenda()
        self.roles: dict[Role, str] = {}
        self.groundwork: dict[GroundworkKind, datetime] = {}
        self.cancelled: Cancelled | None = None
        self.opened: datetime | None = None
        self.closed: datetime | None = None
        self.read_at: datetime | None = None
        self.item_of: dict[int, str] = {}
        self.explained: dict[tuple[str, str], str] = {}
        self.scores: dict[tuple[str, str], tuple[int, Score]] = {}
        self.upper_scores: dict[tuple[str, str], tuple[int, UpperScore]] = {}
        self.ledger = Ledger()
        self.stated: Stated | None = None
        self.opening_unknown = self.closing_unknown = False
        for entry in self.standing:
            self._take(entry)

    def _take(self, entry: Entry) -> None:
        event = entry.event
        self._arrange(entry.at, event)
        if isinstance(event, ItemStarted):
            self.agenda.apply(entry.at, event)
        if isinstance(event, Happening):
            item = (self.agenda.get(event.under) if event.under else None) or self.agenda.current
            if item:
                self.item_of[entry.id] = item.id
        if not isinstance(event, ItemStarted):
            self.agenda.apply(entry.at, event)
        match event:
            case Attendance():
                self.presence.mark(entry.at, event)
            case Stated():
                self.stated = event
            case Score():
                self.scores[event.sheet, event.criterion] = (entry.id, event)
            case UpperScore():
                self.upper_scores[event.sheet, event.criterion] = (entry.id, event)
            case _:
                self.ledger.apply(entry)

    def _arrange(self, at: datetime, event: Event) -> None:
        match event:
            case Prepared():
                self.prepared = event
                self.presence = Presence(event.people, pack(event.pack))
                self.agenda = Agenda(event.agenda)
                self.ledger = Ledger(event)
                self.stated = Stated() if event.imported else None
            case Named(role=role, member=member):
                self.roles[role] = member
                self._names = None
            case PersonAdded(person=person):
                self.presence.add(person)
                self._names = None
            case Groundwork(what=what, on=on):
                self.groundwork[what] = on
            case Cancelled():
                self.cancelled = event
            case Opened(guessed=guessed):
                self.opened, self.opening_unknown = at, guessed
            case Closed(guessed=guessed):
                self.closed = at
                self.closing_unknown = guessed and self.stated is not None
                self.agenda.end(at)
            case MinutesRead():
                self.read_at = at
            case Explained(code=code, where=where, text=text):
                self.explained[code, where] = text

    @property
    def head(self) -> Prepared:
        """The meeting as prepared; every journal begins with it."""
        if self.prepared is None:
            raise LookupError("a journal begins with the entry 'prepared'")
        return self.prepared

    @property
    def id(self) -> str:
        """``2026-11-03-thuong-ky``: the name of its folder."""
        return self.head.id

    @property
    def cell(self) -> Cell:
        """The cell as on the day of the meeting."""
        return self.head.cell

    @property
    def date(self) -> date:
        """The day of the meeting."""
        return self.head.date

    @property
    def state(self) -> State:
        """Where the meeting is between preparation and its end."""
        if self.opened is None:
            return "cancelled" if self.cancelled else "prepared"
        return "closed" if self.closed else "open"

    @property
    def people(self) -> dict[str, Person]:
        """Everybody on the list, by id."""
        return self.presence.people

    @property
    def refs(self) -> dict[str, str]:
        """Id to the clear name of everybody on the list."""
        return self.former | references(self.people.values())

    @property
    def names(self) -> dict[str, str]:
        """Id to the name for reading; not to be changed."""
        if self._names is None:
            self._names = self.former | called(self.people.values())
        return self._names

    @property
    def former(self) -> dict[str, str]:
        """Id to the name of those whose tasks and promises came over, and who are no longer on the roll."""
        return self.prepared.former if self.prepared else {}

    @property
    def record(self) -> list[Entry]:
        """What happened in the room, in order."""
        return [e for e in self.standing if e.event.in_record]

    def backwards(self) -> Iterator[Entry]:
        """The same, the last first: whoever wants the last ones does not go through all of them."""
        return (e for e in reversed(self.standing) if e.event.in_record)

    @property
    def votes(self) -> list[Entry]:
        """All votes in order, with those on level and minutes."""
        return [e for e in self.standing if isinstance(e.event, Vote)]

    @property
    def tasks(self) -> list[Assignment]:
        """Last month's tasks with their results, then those given now."""
        return self.ledger.tasks

    @property
    def promises(self) -> list[Promise]:
        """The promises of earlier meetings with their results, then those made now."""
        return self.ledger.promises

    def entry(self, entry_id: int) -> Entry | None:
        """The standing entry of that id, as corrected."""
        return next((e for e in self.standing if e.id == entry_id), None)

    def minutes_long(self, now: datetime | None = None) -> int | None:
        """Whole minutes from opening to closing, or to ``now`` while it runs; None before, or where not known."""
        end = self.closed or now
        if self.opening_unknown or self.closing_unknown:
            return None
        return int((end - self.opened).total_seconds()) // 60 if self.opened and end else None
