"""Tasks and promises: last month's with their results, those given now, what goes on to the next meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from msgspec import structs

from model.events import CarriedTask, Result


@dataclass(frozen=True)
class Assignment:
    """A task as it stands after the meeting; ``entry`` is where its result was told or where it was given."""

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

    @property
    def open(self) -> bool:
        """Whether it goes on to the next meeting: only ``done`` closes a task."""
        return self.result != "done"


@dataclass(frozen=True)
class Promise:
    """A remedy with a deadline."""

    member: str
    remedy: str
    deadline: date
    entry: int


def carry(open_tasks: Iterable[Assignment], month: date) -> tuple[CarriedTask, ...]:
    """The open tasks of a meeting as the next one asks about them.

    New ones get an id of the month they were given in, ``T11-1``; ``month`` is the day of the meeting they come from.
    """
    carried, number = [], 0
    for task in open_tasks:
        ident = task.id
        if not task.carried:
            number += 1
            ident = f"T{month:%m}-{number}"
        carried.append(CarriedTask(id=ident, owner=task.owner, text=task.text, due=task.due, given=task.given or month))
    return told_apart(carried)


def told_apart(tasks: Iterable[CarriedTask]) -> tuple[CarriedTask, ...]:
    """The tasks with no id twice, also when one is carried for a whole year."""
    taken: set[str] = set()
    clear = []
    for task in tasks:
        ident, number = task.id, 2
        while ident in taken:
            ident, number = f"{task.id}/{number}", number + 1
        taken.add(ident)
        clear.append(structs.replace(task, id=ident))
    return tuple(clear)
