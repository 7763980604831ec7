"""What became of the tasks and promises of a series of meetings: each once, with the last that was told of it.

A task goes from meeting to meeting under an id of the month that it was given in (:mod:`model.ledger`). That number
comes back after a year, and the words of the entry may be corrected after they went on: so a task asked about is
recognised by its id, day and words together, then by owner and words, then by its number. Meetings of the
committee and of the cell leave nothing to one another; one that was not held tells nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any, Literal, get_args

from msgspec import Struct

from model.meeting import Meeting
from model.parts import Happening, Kept, Result

What = Literal["task", "promise"]


class Told(Struct, frozen=True):
    """What one meeting was told of a task or promise: the result that stands in it, by the entry ``entry``."""

    meeting: str
    entry: int
    day: date
    result: Result | Kept
    told: str


class Outcome(Struct, frozen=True, kw_only=True):
    """A task or promise: where it was given, and what meetings were told of it since, in order.

    ``meeting`` and ``entry`` are where it was given; of one that comes from before the first meeting known, the first
    that asked about it, and 0. ``name``: that of ``owner`` on that day. ``given`` is None where nobody knows.
    ``due`` is the first date, ``last_due`` the one that the last meeting asked by or gave.
    """

    meeting: str
    entry: int
    owner: str
    name: str
    text: str
    given: date | None
    due: date
    last_due: date
    internal: bool = False
    results: tuple[Told, ...] = ()
    unrecorded: bool = False
    """Given in old minutes, and no later meeting asked about it: what became of it nobody recorded."""

    @property
    def open(self) -> bool:
        """Whether it is still asked about: only ``done`` closes it."""
        return not self.unrecorded and (not self.results or self.results[-1].result != "done")

    def overdue(self, today: date) -> bool:
        """Whether it is open after its last date."""
        return self.open and self.last_due < today


class TaskOutcome(Outcome, frozen=True, kw_only=True):
    """A task, and what became of it."""


class PromiseOutcome(Outcome, frozen=True, kw_only=True):
    """A remedy promised, as ``text``, by ``owner``; its ``due`` is the deadline."""


@dataclass(frozen=True)
class Outcomes:
    """The tasks and promises of a series of meetings, in the order in which they were given."""

    tasks: list[TaskOutcome]
    promises: list[PromiseOutcome]


class Owed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A task or promise as it stands in one meeting: given there, or asked about and then with ``id``."""

    what: What
    id: str
    asked: bool
    owner: str
    name: str
    text: str
    given: date | None
    due: date
    last_due: date
    entry: int
    internal: bool = False
    result: Result | Kept | None = None
    told: str = ""


class Page(Struct, frozen=True, kw_only=True):
    """What a meeting says of tasks and promises: all that is needed of it to tell what became of them."""

    meeting: str
    day: date
    at: datetime
    committee: bool
    held: bool
    old: bool
    owed: tuple[Owed, ...]


def outcomes(meetings: Iterable[Meeting]) -> Outcomes:
    """What became of every task and promise of these meetings, however they are ordered."""
    return trace(page_of(meeting) for meeting in meetings)


def followed(meeting: Meeting, later: Iterable[Meeting]) -> Outcomes:
    """What became of the tasks and promises that ``meeting`` gave, or was the first here to ask about.

    ``later`` meetings, oldest first, are taken only until all of them are done.
    """
    pages = [page_of(meeting)]
    following = iter(later)
    while True:
        found = trace(pages)
        tasks = [task for task in found.tasks if task.meeting == meeting.id]
        promises = [promise for promise in found.promises if promise.meeting == meeting.id]
        if not any(one.open for one in (*tasks, *promises)) or (nearest := next(following, None)) is None:
            return Outcomes(tasks, promises)
        pages.append(page_of(nearest))


def page_of(meeting: Meeting) -> Page:
    """What a meeting says of tasks and promises."""
    return Page(
        meeting=meeting.id,
        day=meeting.date,
        at=meeting.opened or meeting.entries[0].at,
        committee=meeting.head.kind == "committee",
        held=meeting.opened is not None,
        old=meeting.stated is not None,
        owed=tuple(_owed(meeting)),
    )


def trace(pages: Iterable[Page]) -> Outcomes:
    """What became of every task and promise of these pages, one of each meeting."""
    books: dict[tuple[What, bool], _Book] = defaultdict(_Book)
    for page in sorted(pages, key=lambda p: (p.day, p.at, p.meeting)):
        for what in get_args(What) if page.held else ():
            books[what, page.committee].take(page, [one for one in page.owed if one.what == what])

    def of(what: What) -> list[_Known]:
        known = (one for (kind, _), book in books.items() if kind == what for one in book.all)
        return sorted(known, key=lambda one: (one.first.given or one.first.due, one.meeting, one.entry))

    return Outcomes([TaskOutcome(**_told(o)) for o in of("task")], [PromiseOutcome(**_told(o)) for o in of("promise")])


@dataclass
class _Known:
    """One that is known of: as it was given, or first asked about, in ``meeting``."""

    meeting: str
    first: Owed
    last_due: date
    results: list[Told]
    unrecorded: bool = False
    carried: bool = False

    @property
    def entry(self) -> int:
        return 0 if self.first.asked else self.first.entry

    @property
    def open(self) -> bool:
        return not self.results or self.results[-1].result != "done"


class _Book:
    """The tasks, or the promises, of the cell or of its committee."""

    def __init__(self) -> None:
        self.all: list[_Known] = []
        self._called: dict[tuple[str, date | None, str], _Known] = {}
        self._said: dict[tuple[str, str], list[_Known]] = defaultdict(list)
        self._of_old: list[_Known] = []
        """Those of the meeting before, where that stands in old minutes."""
        self._numbered: dict[tuple[date | None, str], list[_Known]] = defaultdict(list)

    def take(self, page: Page, owed: list[Owed]) -> None:
        """Take in a meeting later than those before: what it was told, then what was given in it."""
        asked = [one for one in owed if one.asked]
        before, self._of_old = self._of_old, []
        for one, recognised in zip(asked, self._recognised(asked), strict=True):
            known = recognised or self._add(page, one)
            known.carried, known.last_due, known.unrecorded = True, one.last_due, False
            self._called[one.id, one.given, one.text] = known
            if one.result:
                known.results.append(Told(page.meeting, one.entry, page.day, one.result, one.told))
        taken = {one.id for one in asked}
        idents = (f"{'T' if owed[0].what == 'task' else 'H'}{page.day:%m}-{n}" for n in count(1))
        for one in owed:
            if not one.asked:  # numbered as they will be when they go on
                ident = next(ident for ident in idents if ident not in taken)
                known = self._add(page, one)
                self._numbered[one.given, ident].append(known)
                self._of_old += [known] if page.old else []
        for known in before:
            known.unrecorded = not known.carried

    def _add(self, page: Page, one: Owed) -> _Known:
        known = _Known(page.meeting, one, one.last_due, [])
        self.all.append(known)
        self._said[one.owner, one.text].append(known)
        return known

    def _recognised(self, asked: list[Owed]) -> list[_Known | None]:
        """Which each of those asked about is; the surest ways first, and none is two of them."""
        found: dict[int, _Known] = {}
        for way in (self._by_id, self._by_words, self._by_number):
            for n, one in enumerate(asked):
                taken = {id(known) for known in found.values()}
                if n not in found and (known := next((k for k in way(one) if id(k) not in taken), None)):
                    found[n] = known
        return [found.get(n) for n in range(len(asked))]

    def _by_id(self, one: Owed) -> Iterator[_Known]:
        if known := self._called.get((one.id, one.given, one.text)):
            yield known

    def _by_words(self, one: Owed) -> Iterator[_Known]:
        for known in self._said[one.owner, one.text]:
            if known.open and one.given in (None, known.first.given):
                yield known

    def _by_number(self, one: Owed) -> Iterator[_Known]:
        """One whose entry was set right after it went on: owner, words or date have stayed."""
        for known in self._numbered[one.given, one.id.partition("/")[0]]:
            first = known.first
            same = first.owner == one.owner, first.text == one.text, first.due == one.due
            if not known.carried and any(same):
                yield known


def _told(known: _Known) -> dict[str, Any]:
    first = known.first
    return {
        "meeting": known.meeting, "entry": known.entry, "owner": first.owner, "name": first.name,
        "text": first.text, "given": first.given, "due": first.due, "last_due": known.last_due,
        "internal": first.internal, "results": tuple(known.results), "unrecorded": known.unrecorded,
    }  # fmt: skip


def _owed(meeting: Meeting) -> Iterator[Owed]:
    names = meeting.names
    internal = {e.id for e in meeting.standing if isinstance(e.event, Happening) and e.event.internal}
    for t in meeting.tasks:
        yield Owed(
            what="task", id=t.id, asked=t.carried, owner=t.owner, name=names.get(t.owner, t.owner), text=t.text,
            given=t.given, due=t.due, last_due=t.extended or t.due, entry=t.entry, result=t.result, told=t.told,
            internal=not t.carried and t.entry in internal,
        )  # fmt: skip
    for p in meeting.promises:
        yield Owed(
            what="promise", id=p.id, asked=p.carried, owner=p.member, name=names.get(p.member, p.member),
            text=p.remedy, given=p.given, due=p.deadline, last_due=p.extended or p.deadline, entry=p.entry,
            result=p.result, told=p.told, internal=p.internal,
        )  # fmt: skip
