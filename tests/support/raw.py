"""One meeting read from the JSON of its journal's lines, slow and obvious: nothing of the program but the lines.

Presence is a truth for each time at which something was recorded, undo a plain recursion, the agenda a walk.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from tests.support import reference
from tests.support.reference import Stay

Line = dict[str, Any]
BEFORE = datetime.min
"""A time before everything: the opening, as the attendance knows it."""


class Raw:
    """The lines that hold, in the order of time, and what a reader of them would say."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        entries: list[Line] = [json.loads(line) for line in lines]
        self.held = _held(entries)
        self.head = next(e["event"] for e in self.held if e["event"]["type"] == "prepared")
        self.day = date.fromisoformat(self.head["date"])
        self.kind = self.head["kind"]
        self.opened = max((at(e) for e in self.held if e["event"]["type"] == "opened"), default=None)
        self.closed = max((at(e) for e in self.held if e["event"]["type"] == "closed"), default=None)
        self.people = [*self.head["people"], *(e["event"]["person"] for e in self.of("person_added"))]
        self.times = [BEFORE, *sorted({at(e) for e in self.held})]
        self.stays = {p["id"]: Stay(status(p), len(self.times)) for p in self.people}
        for entry in self.of("attendance"):
            stay, mark = self.stays.get(entry["event"]["member"]), entry["event"]["status"]
            if stay and (mark == "back" or stay.fits(self.times.index(at(entry)), mark)):
                stay.take(self.times.index(at(entry)), mark)
        self._walk()

    def of(self, *kinds: str) -> list[Line]:
        """The entries of these kinds."""
        return [e for e in self.held if e["event"]["type"] in kinds]

    def members(self) -> list[str]:
        """The members of the cell, guests left out."""
        return [p["id"] for p in self.people if status(p) not in ("guest", "invited")]

    def spoke(self) -> set[str]:
        """The members of the cell who spoke."""
        keys = {"remark": "speaker", "self_criticism": "member", "criticism": "from"}
        return {e["event"][keys[e["event"]["type"]]] for e in self.of(*keys)} & set(self.members())

    def here(self, person: str, moment: datetime) -> bool:
        """Whether somebody is in the room then: as at the last time before it at which anything was recorded."""
        return self.stays[person].here[max(n for n, time in enumerate(self.times) if time <= moment)]

    def _walk(self) -> None:
        """The agenda item by item: who ran when, and under which item each entry falls."""
        self.steps = {i["id"]: i.get("step", 0) for i in self.head["agenda"]}
        self.titles = {i["id"]: i["title"] for i in self.head["agenda"]}
        self.spans: dict[str, list[list[datetime | None]]] = {}
        self.under: dict[int, str] = {}
        running = ""
        for entry in self.held:
            event, kind = entry["event"], entry["event"]["type"]
            if kind == "item_added":
                self.steps[event["item"]["id"]] = event["item"].get("step", 0)
                self.titles[event["item"]["id"]] = event["item"]["title"]
            stops = kind in ("item_started", "closed")
            stops = stops or (kind in ("item_concluded", "item_put_off") and event["item"] == running)
            if kind != "item_started":
                self.under[entry["id"]] = event.get("under") or running
            if stops and running:
                self.spans[running][-1][1], running = at(entry), ""
            if kind == "item_started":
                running = event["item"]
                self.spans.setdefault(running, []).append([at(entry), None])

    def seconds(self) -> dict[int | str, int]:
        """Step to the whole seconds spent on its items; an item that still runs tells nothing."""
        spent: dict[int | str, int] = {}
        for item, spans in self.spans.items():
            if all(end for _, end in spans):
                whole = sum(((end - start) for start, end in spans if start and end), timedelta())
                spent[self.steps[item]] = spent.get(self.steps[item], 0) + int(whole.total_seconds())
        return spent

    def verdict(self, entry: Line) -> tuple[int, str]:
        """The base of a show of hands or a question, and what it comes to."""
        probation = {p["id"] for p in self.people if p.get("on_probation")}
        base = sum(not reference.why_left_out(stay) and who not in probation for who, stay in self.stays.items())
        rule = entry["event"].get("rule", "majority")
        if matter := entry["event"].get("matter"):
            rule = reference.MATTERS[matter][0]
        return base, reference.verdict(entry["event"].get("for") or 0, base, rule)


def at(entry: Line) -> datetime:
    """The time of an entry, without its zone: all of them are kept in one."""
    return datetime.fromisoformat(entry["at"]).replace(tzinfo=None)


def status(person: Line) -> str:
    """The status of somebody; the journal leaves out that of a guest who was invited."""
    return str(person.get("status", "invited"))


def _held(entries: list[Line]) -> list[Line]:
    undone: dict[int, list[int]] = {}
    for entry in entries:
        if entry["event"]["type"] == "undone":
            undone.setdefault(entry["event"]["of"], []).append(entry["id"])
    held = [e for e in entries if reference.holding(undone, e["id"]) and e["event"]["type"] != "undone"]
    for correction in [e for e in held if e["event"]["type"] == "correction"]:
        for entry in held:
            if entry["id"] == correction["event"]["of"]:
                for change in correction["event"]["changes"]:
                    table = entry if change["field"] == "at" else entry["event"]
                    table[change["field"]] = change["now"]
                    if change["now"] is None:
                        del table[change["field"]]
    return sorted(held, key=lambda e: (e["event"]["type"] != "prepared", at(e), e["id"]))
