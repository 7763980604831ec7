"""Tasks and promises: those of earlier meetings with their results, those given now, what goes on to the next meeting.

Only ``done`` closes them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from msgspec import structs

from model.entry import Entry
from model.events import Criticism, Prepared, PromiseResult, SelfCriticism, Task, TaskResult
from model.parts import CarriedPromise, CarriedTask, Kept, Result


@dataclass(frozen=True)
class Assignment:
    """A task as it stands after the meeting; ``entry`` is where its result was told or where it was given.

    ``due`` is the date that the meeting asked by, ``extended`` the new one that it gave.
    """

    id: str
    owner: str
    text: str
    due: date
    given: date | None
    carried: bool
    result: Result | None = None
    told: str = ""
    note: str = ""
    entry: int = 0
    extended: date | None = None

    @property
    def open(self) -> bool:
        """Whether it goes on to the next meeting: only ``done`` closes a task."""
        return self.result != "done"


@dataclass(frozen=True)
class Promise:
    """A remedy with a deadline as it stands after the meeting; ``entry`` and ``extended`` as of a task."""

    member: str
    remedy: str
    deadline: date
    entry: int
    id: str = ""
    given: date | None = None
    carried: bool = False
    internal: bool = False
    result: Kept | None = None
    told: str = ""
    extended: date | None = None

    @property
    def open(self) -> bool:
        """Whether it goes on to the next meeting: only ``done`` closes a promise."""
        return self.result != "done"


class Ledger:
    """The tasks and promises of one meeting, those of earlier ones first."""

    def __init__(self, prepared: Prepared | None = None) -> None:
        self._tasks: dict[str, Assignment] = {}
        self._promises: dict[str, Promise] = {}
        self._day = prepared.date if prepared else None
        for t in prepared.carried if prepared else ():
            self._tasks[t.id] = Assignment(t.id, t.owner, t.text, t.due, t.given, carried=True, note=t.note)
        for p in prepared.promises if prepared else ():
            self._promises[p.id] = Promise(
                p.member, p.remedy, p.deadline, 0, p.id, p.given, carried=True, internal=p.internal
            )

    @property
    def tasks(self) -> list[Assignment]:
        """Those carried over with their results, then those given now."""
        return list(self._tasks.values())

    @property
    def promises(self) -> list[Promise]:
        """Those carried over with their results, then those made now."""
        return list(self._promises.values())

    def apply(self, entry: Entry) -> None:
        """Fold an entry in; a later result replaces the earlier."""
        key, day = f"#{entry.id}", self._day or entry.at.date()
        match entry.event:
            case TaskResult() as told if told.task in self._tasks:
                self._tasks[told.task] = replace(
                    self._tasks[told.task], result=told.result, told=told.text, extended=told.due, entry=entry.id
                )
            case PromiseResult() as kept if kept.promise in self._promises:
                self._promises[kept.promise] = replace(
                    self._promises[kept.promise],
                    result=kept.result, told=kept.text, extended=kept.deadline, entry=entry.id,
                )  # fmt: skip
            case Task(owner=owner, text=text, due=due):
                self._tasks[key] = Assignment(key, owner, text, due, day, carried=False, entry=entry.id)
            case SelfCriticism(member=who) | Criticism(to=who) as said if said.remedy and said.deadline:
                self._promises[key] = Promise(
                    who, said.remedy, said.deadline, entry.id, key, day, internal=said.internal
                )


def carry(tasks: Iterable[Assignment], month: date) -> tuple[CarriedTask, ...]:
    """The open ones among the tasks of a meeting as the next one asks about them.

    New ones get an id of the month they were given in, ``T11-1``; ``month`` is the day of the meeting they come from.
    """
    return tuple(
        CarriedTask(id=ident, owner=t.owner, text=t.text, due=t.extended or t.due, given=t.given or month)
        for ident, t in _numbered("T", tasks, month)
    )


def carry_promises(promises: Iterable[Promise], month: date) -> tuple[CarriedPromise, ...]:
    """The open ones among the promises of a meeting as the next one asks about them; new ones are ``H11-1``."""
    return tuple(
        CarriedPromise(
            id=ident, member=p.member, remedy=p.remedy, deadline=p.extended or p.deadline, given=p.given or month,
            internal=p.internal,
        )
        for ident, p in _numbered("H", promises, month)
    )  # fmt: skip


_Owed = TypeVar("_Owed", Assignment, Promise)
_Carried = TypeVar("_Carried", CarriedTask, CarriedPromise)


def _numbered(letter: str, owed: Iterable[_Owed], month: date) -> list[tuple[str, _Owed]]:
    """The open ones with their ids; the number of a new one is no id that the meeting itself asked about."""
    owed = list(owed)
    taken = {one.id for one in owed if one.carried}
    free = (ident for n in range(1, 2 * len(owed) + 2) if (ident := f"{letter}{month:%m}-{n}") not in taken)
    return [(one.id if one.carried else next(free), one) for one in owed if one.open]


def told_apart(carried: Iterable[_Carried]) -> tuple[_Carried, ...]:
    """Tasks or promises with no id twice, also when one is carried for a whole year."""
    taken: set[str] = set()
    clear: list[_Carried] = []
    for one in carried:
        ident, number = one.id, 2
        while ident in taken:
            ident, number = f"{one.id}/{number}", number + 1
        taken.add(ident)
        clear.append(structs.replace(one, id=ident))
    return tuple(clear)
