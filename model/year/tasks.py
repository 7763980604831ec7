"""The tasks of a year, each followed from the meeting that gave it to the last that told of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from model.meeting import Meeting


@dataclass
class Life:
    """A task over the meetings: the date it was first asked by, and what was told of it, meeting by meeting.

    ``given_in``: id of the meeting that gave it, empty where that is not among those looked at.
    """

    due: date
    given: date | None
    given_in: str
    told: list[tuple[date, str, str]]

    @property
    def done(self) -> bool:
        """Whether it was told done."""
        return any(result == "done" for _, result, _ in self.told)

    @property
    def on_time(self) -> bool:
        """Whether it was told done, and never otherwise in a meeting after its first date, nor late."""
        before = [(day, result) for day, result, _ in self.told if result != "done"]
        return self.done and not any(day > self.due or result == "late" for day, result in before)


def lives(meetings: Iterable[Meeting]) -> list[Life]:
    """Each task of these meetings, oldest first, once."""
    found: dict[tuple[str, str, date | None], Life] = {}
    for meeting in meetings:
        for task in meeting.tasks:
            key = (task.owner, task.text, task.given)
            life = found.setdefault(key, Life(task.due, task.given, "" if task.carried else meeting.id, []))
            if task.result:
                life.told.append((meeting.date, task.result, meeting.id))
    return list(found.values())
