"""What a paper is made of: the meeting, and the little that is not in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from model.entry import Entry, private
from model.meeting import Meeting
from model.parts import REGULAR

__all__ = ["Source", "for_others", "private"]


@dataclass(frozen=True)
class Source:
    """A meeting with the number of the paper (0: room to write one), what it is about, and the year's meetings.

    ``of``: id of an item, ``#12`` for an entry, or id of a member. ``year``: the meetings of the year, oldest first;
    for a member's year those after it too, for what they tell of its tasks and promises.
    """

    meeting: Meeting
    number: int = 0
    of: str = ""
    year: tuple[Meeting, ...] = ()

    @property
    def months(self) -> list[Meeting]:
        """The year's meetings with a regular part, held already, this one among them."""
        others = [m for m in self.year if m.id != self.meeting.id]
        held = [m for m in (*others, self.meeting) if m.opened and m.head.kind in REGULAR]
        return sorted(held, key=lambda m: (m.date, m.id))


def for_others(meeting: Meeting) -> Iterator[Entry]:
    """The record as others may see it."""
    return (entry for entry in meeting.record if not private(entry))
