"""What a rule of the checks is: its code, its severity, what it looks at, what it finds and what would mend it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal, TypeVar

from model.entry import Entry
from model.events import Correction, Note, Vote
from model.meeting import Meeting
from model.parts import Event, Happening, Step
from model.scoring.facts import Fact
from model.scoring.points import Result

Severity = Literal["hint", "warning", "stop"]
Kind = TypeVar("Kind", bound=Event)


@dataclass(frozen=True)
class Mend:
    """What mends a finding: the form, the arrangement or the screen of that name, and what stands in its fields."""

    act: str
    values: Mapping[str, str] = field(default_factory=dict)


def by(act: str, **values: str) -> tuple[Mend, ...]:
    """One way to mend."""
    return (Mend(act, values),)


def correcting(entry: Entry) -> tuple[Mend, ...]:
    """To set that entry right."""
    return by("correct", entry=str(entry.id))


@dataclass(frozen=True)
class Found:
    """One place where a rule is not kept; ``mend``: the ways to mend it, the best first."""

    message: str
    where: str = ""
    mend: tuple[Mend, ...] = ()


@dataclass(frozen=True)
class Seen:
    """The meeting with all that was measured on it, once."""

    meeting: Meeting
    now: datetime | None
    facts: Mapping[str, Fact]
    result: Result

    @cached_property
    def names(self) -> dict[str, str]:
        """Id to the name for reading."""
        return self.meeting.names

    @cached_property
    def record(self) -> list[Entry]:
        """What happened in the room, in order."""
        return self.meeting.record

    @cached_property
    def printed(self) -> list[tuple[Entry, Happening]]:
        """The record as it is printed: without the recorder's own notes, corrections in their places."""
        kept = ((e, e.event) for e in self.record if not isinstance(e.event, Note | Correction))
        return [(entry, event) for entry, event in kept if isinstance(event, Happening)]

    @cached_property
    def _by_kind(self) -> dict[type[Event], list[tuple[Entry, Any]]]:
        kinds: dict[type[Event], list[tuple[Entry, Any]]] = {}
        for entry in self.meeting.standing:
            kinds.setdefault(type(entry.event), []).append((entry, entry.event))
        return kinds

    def of(self, kind: type[Kind]) -> list[tuple[Entry, Kind]]:
        """The standing entries of exactly that kind, in order."""
        return self._by_kind.get(kind, [])

    @cached_property
    def votes(self) -> list[tuple[Entry, Vote]]:
        """All votes in order, with those on level and minutes."""
        return [(entry, entry.event) for entry in self.meeting.votes if isinstance(entry.event, Vote)]

    @cached_property
    def inside(self) -> dict[str, list[Entry]]:
        """Item to what was recorded under it, in order."""
        items: dict[str, list[Entry]] = {}
        for entry in self.record:
            if item := self.meeting.item_of.get(entry.id):
                items.setdefault(item, []).append(entry)
        return items

    @cached_property
    def _steps(self) -> dict[str, int | str]:
        return {item.id: item.step for item in self.meeting.agenda.items}

    def step_of(self, entry: Entry) -> int | str:
        """The step that the entry falls in; 0 where it falls in none of the order."""
        return self._steps.get(self.meeting.item_of.get(entry.id, ""), 0)


@dataclass(frozen=True)
class Rule:
    """``step``: from where in the order of the meeting it is time to ask; 0 is from the first."""

    code: str
    severity: Severity
    find: Callable[[Seen], Iterable[Found]]
    step: Step = 0


Finding = Iterator[Found]
