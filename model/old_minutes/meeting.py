"""Old minutes as a meeting: facts as events in the order of the text, every other word as text."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from msgspec import structs

from model.cell import Cell, Member, roll
from model.days import local
from model.entry import Entry
from model.errors import Refused
from model.events import AnyEvent, Attendance, Closed, ItemConcluded, ItemStarted, Named, Opened, Prepared, Task
from model.guard import LONGEST, admit, tidy
from model.meeting import Meeting
from model.old_events import OldText, Stated
from model.old_minutes.counts import COUNTS
from model.old_minutes.lines import Doubt, Fact, Line
from model.old_minutes.reader import Recognised
from model.packs import SHIPPED, pack, pack_on
from model.parts import AgendaItem, Happening, Original
from model.stated import vote_words
from model.vietnamese import short_date
from model.words import ABSENCE, MEETING_KIND, ROLE


@dataclass(frozen=True)
class Plan:
    """The entries of the meeting as they would be kept, the facts taken, and all that is doubted."""

    entries: tuple[Entry, ...]
    taken: tuple[Fact, ...]
    doubts: tuple[Doubt, ...]

    @property
    def kept_as_text(self) -> int:
        """Paragraphs that stay text."""
        return sum(isinstance(entry.event, OldText) for entry in self.entries)


def plan(
    found: Recognised,
    original: Original,
    meeting_id: str,
    cell: Cell,
    members: list[Member],
    *,
    off: Collection[Fact] = (),
) -> Plan:
    """The meeting that the minutes make, without the facts that the user switched ``off``.

    Members as on that day, but without offices: who held which one then is not known. A fact that cannot be recorded
    stays text, and why is told.
    """
    facts = [f for f in found.facts if f not in off]
    head = Prepared(
        id=meeting_id,
        kind=found.kind,
        date=found.day,
        place=next((f.value for f in facts if f.what == "place"), ""),
        cell=structs.replace(cell, leader="", deputy_leader="", committee=()),
        people=tuple(structs.replace(p, office="member", code="") for p in roll(members, found.day)),
        agenda=tuple(AgendaItem(_item(f), f.value[0]) for f in facts if f.what == "conclusion"),
        pack=_pack(found),
        imported=original,
    )
    return _Maker(found, head, facts).plan()


class _Maker:
    def __init__(self, found: Recognised, head: Prepared, facts: list[Fact]) -> None:
        self._found, self._head, self._facts = found, head, facts
        self._single: dict[str, Any] = {f.what: f.value for f in facts}
        self._at_now = self._at(self._single.get("opened", time()))
        self._last = self._at(self._single["closed"]) if "closed" in self._single else None
        self._told = False
        self._meeting = Meeting()
        self._doubts = list(found.doubts)
        self._taken: list[Fact] = []

    def plan(self) -> Plan:
        """The whole of it."""
        self._add(self._head)
        self._add(Opened(guessed="opened" not in self._single))
        self._add(self._stated())
        by_line: dict[int, list[Fact]] = {}
        for fact in self._facts:
            by_line.setdefault(fact.line, []).append(fact)
        begun = {f.value[2]: f for f in self._facts if f.what == "conclusion" and f.value[2]}
        for line in self._found.lines:
            self._move_on(self._found.times.get(line.number))
            if line.number in begun:
                self._add(ItemStarted(_item(begun[line.number])))
            facts = by_line.get(line.number, [])
            kept = [f for f in facts if self._take(f, line)]
            self._taken += kept
            for piece in _pieces(line.text) if _uncovered(line, kept) else ():
                self._add(OldText(piece, line.number))
        self._at_now, self._told = self._last or self._at_now, self._last is not None
        self._add(Closed())
        return Plan(tuple(self._meeting.entries), tuple(self._taken), tuple(sorted(self._doubts, key=lambda d: d.line)))

    def _at(self, clock: time) -> datetime:
        return local(datetime.combine(self._found.day, clock))

    def _move_on(self, clock: time | None) -> None:
        """To the time that a line tells, where it lies between its neighbours; else the line has none of its own."""
        at = self._at(clock) if clock else None
        self._told = at is not None and self._at_now <= at and (self._last is None or at <= self._last)
        self._at_now = at if at and self._told else self._at_now

    def _stated(self) -> Stated:
        points, most = self._single.get("points", (None, None))
        counts = {what: self._single.get(what) for what in COUNTS}
        return structs.replace(Stated(points=points, most=most, level=self._single.get("level", "")), **counts)

    def _take(self, fact: Fact, line: Line) -> bool:
        """Record the events of a fact, none where one is refused; whether it was taken."""
        before = list(self._meeting.entries)
        try:
            for event in self._events(fact):
                self._add(event)
        except Refused as refusal:
            self._meeting = Meeting(before)
            self._doubts.append(Doubt(line.number, fact.words, f"Không ghi được: {refusal}"))
            return False
        return True

    def _events(self, fact: Fact) -> Iterator[AnyEvent]:
        value = fact.value
        match fact.what:
            case "chair" | "recorder" | "scorer":
                yield Named(fact.what, value)
            case "absentee":
                yield Attendance(*value)
            case "task":
                yield Task(*value)
            case "vote":
                yield value
            case "conclusion":
                if not value[2]:
                    yield ItemStarted(_item(fact))
                yield ItemConcluded(_item(fact), value[1])

    def _add(self, event: AnyEvent) -> None:
        if isinstance(event, Happening):
            event = structs.replace(event, guessed=not self._told)
        event = tidy(event)
        admit(self._meeting, event, self._at_now, judge_now=False)
        self._meeting.apply(Entry(len(self._meeting.entries) + 1, self._at_now, event))


def _item(fact: Fact) -> str:
    return f"old-{fact.line}"


def _pack(found: Recognised) -> str:
    """The pack of that day; before the first one there was, the first: nothing is judged by it."""
    try:
        return pack_on(found.day).id
    except Refused:
        return min(map(pack, SHIPPED), key=lambda p: p.in_force_from).id


def _uncovered(line: Line, facts: list[Fact]) -> bool:
    """Whether the line says more than its facts; one of a vote always does: majority, shares, reasons."""
    if any(fact.what == "vote" for fact in facts):
        return True
    signs = list(line.text)
    for fact in facts:
        signs[slice(*fact.span)] = " " * (fact.span[1] - fact.span[0])
    return any(sign.isalnum() for sign in signs)


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that an entry can hold, cut at spaces."""
    while len(text) > LONGEST:
        cut = text.rfind(" ", 1, LONGEST)
        cut = cut if cut > 0 else LONGEST
        yield text[:cut]
        text = text[cut:].strip()
    if text:
        yield text


def told(fact: Fact, names: dict[str, str]) -> str:
    """The value of a fact for reading."""
    value = fact.value
    match fact.what:
        case "date":
            return short_date(value)
        case "kind":
            return MEETING_KIND[value]
        case "opened" | "closed":
            return f"{value:%H:%M}"
        case "chair" | "recorder" | "scorer":
            return f"{names.get(value, value)} ({ROLE[fact.what]})"
        case "absentee":
            why = f": {value[2]}" if value[2] else ""
            return f"{names.get(value[0], value[0])} – {ABSENCE[value[1]].lower()}{why}"
        case "task":
            return f"{names.get(value[0], value[0])}: {value[1]} (hạn {short_date(value[2])})"
        case "vote":
            return vote_words(value)
        case "conclusion":
            return f"{value[0]}: {value[1]}"
        case "points":
            return f"{value[0]}/{value[1]}" if value[1] else str(value[0])
    return str(value)
