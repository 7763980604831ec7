"""Registers and a member's year once more, slow and obvious: counted on the JSON lines of the journals alone."""

import copy
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from tests.support.reference import MATTERS, elected, holding, needed

Line = dict[str, Any]
PRESUMED = ("official", "probationary", "guest", "invited")
MEMBERS = ("official", "probationary", "exempt", "away", "suspended")
VOTES = ("vote", "grade_vote", "minutes_approved", "earlier_approved")
IN_ROOM = {
    "item_started", "item_concluded", "attendance", "dues", "remark", "self_criticism", "criticism", "praise",
    "reminder", "considered", "tellers", *VOTES, "break", "correction", "task_result", "task", "note", "score",
    "assessment", "minutes_read", "closed", "promise_result",
}  # fmt: skip


class Evening:
    """One journal, gone through line by line with a finger on the agenda."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.lines = _standing([json.loads(line) for line in lines])
        self.head = next(line["event"] for line in self.lines if line["event"]["type"] == "prepared")
        self.id, self.day = self.head["id"], self.head["date"]
        self.people = {p["id"]: p for p in self.head["people"]}
        self.titles = {i["id"]: i["title"] for i in self.head["agenda"]}
        self.steps = {i["id"]: i.get("step", 0) for i in self.head["agenda"]}
        self.origins = {i["id"]: i.get("origin", "") for i in self.head["agenda"]}
        self.off: dict[str, int] = {}
        self.began: set[str] = set()
        self.under: dict[int, str] = {}
        self.opened = any(line["event"]["type"] == "opened" for line in self.lines)
        self._walk()
        self.attended, self.absence = self._attendance()

    def _walk(self) -> None:
        running = ""
        for line in self.lines:
            event, kind = line["event"], line["event"]["type"]
            if kind == "person_added":
                self.people[event["person"]["id"]] = event["person"]
            if kind == "item_added":
                new = event["item"]
                self.titles[new["id"]], self.steps[new["id"]] = new["title"], new.get("step", 0)
                self.origins[new["id"]] = ""
            if kind == "item_renamed" and event["item"] in self.titles:
                self.titles[event["item"]] = event["title"]
            if kind == "item_started" and event["item"] in self.titles:
                running = event["item"]
                self.began.add(running)
                self.off.pop(running, None)
            self.under[line["id"]] = event["under"] if event.get("under") in self.titles else running
            if kind == "item_put_off" and event["item"] in self.titles:
                self.off[event["item"]] = line["id"]
            if (kind in ("item_concluded", "item_put_off") and event["item"] == running) or kind == "closed":
                running = ""

    def _attendance(self) -> tuple[dict[str, bool], dict[str, str]]:
        came = {who: p.get("status", "invited") in PRESUMED for who, p in self.people.items()}
        why = dict.fromkeys(self.people, "")
        for event in self.events("attendance"):
            who, mark = event["member"], event["status"]
            if mark in ("excused", "unexcused", "on_duty"):
                came[who], why[who] = False, mark
            elif mark in ("present", "late", "back"):
                came[who], why[who] = True, ""
        return came, why

    def events(self, kind: str) -> list[Line]:
        return [line["event"] for line in self.lines if line["event"]["type"] == kind]

    def members(self) -> list[str]:
        return [who for who, p in self.people.items() if p.get("status", "invited") in MEMBERS]

    def base(self) -> int:
        """How many a majority is taken of."""
        return sum(self._in_base(who, p) for who, p in self.people.items())

    def _in_base(self, who: str, person: Line) -> bool:
        status = person.get("status", "invited")
        if status in ("probationary", "guest", "suspended", "invited") or person.get("on_probation"):
            return False
        if status in ("exempt", "away") and not self.attended[who]:
            return False
        return self.absence[who] not in ("excused", "on_duty")

    def verdict(self, vote: Line) -> str:
        rule = MATTERS[vote["matter"]][0] if vote.get("matter") else vote.get("rule", "majority")
        need = needed(self.base(), rule) if rule != "counted" else 0
        if rule == "counted":
            return "counted"
        if vote.get("candidate"):
            won = elected([c["votes"] for c in vote["candidate"]], vote["seats"], need)
            return "passed" if sum(won) == vote["seats"] else "failed"
        return "passed" if vote.get("for", 0) >= need else "failed"


def _standing(lines: list[Line]) -> list[Line]:
    undone: dict[int, list[int]] = {}
    for line in lines:
        if line["event"]["type"] == "undone":
            undone.setdefault(line["event"]["of"], []).append(line["id"])
    kept = [copy.deepcopy(x) for x in lines if holding(undone, x["id"]) and x["event"]["type"] != "undone"]
    for line in sorted(kept, key=lambda x: int(x["id"])):
        if line["event"]["type"] == "correction":
            for target in kept:
                if target["id"] == line["event"]["of"]:
                    _set_right(target, line["event"]["changes"])
    prepared = [x for x in kept if x["event"]["type"] == "prepared"]
    others = [x for x in kept if x["event"]["type"] != "prepared"]
    return prepared + sorted(others, key=lambda x: (datetime.fromisoformat(x["at"]), x["id"]))


def _set_right(target: Line, changes: list[Line]) -> None:
    for change in changes:
        if change["field"] == "at":
            target["at"] = change["now"]
        elif change["now"] is None:
            target["event"].pop(change["field"], None)
        else:
            target["event"][change["field"]] = change["now"]


# --- tasks and promises ---------------------------------------------------------------------------


def owed(evenings: list[Evening], what: str, today: str) -> list[Line]:
    """Every task or promise once, followed by its owner, words and day; texts given on a day are told apart."""
    rows: list[Line] = []
    for evening in evenings:
        if not evening.opened:
            continue
        asked = evening.head.get("carried" if what == "task" else "promises", [])
        for one in asked:
            row = _row_of(rows, one, what, evening)
            answer = [e for e in _lines(evening, f"{what}_result") if e["event"][what] == one["id"]]
            due = "due" if what == "task" else "deadline"
            row["last_due"] = one[due]
            if answer:
                told = answer[-1]["event"]
                row["last_due"] = told.get(due) or row["last_due"]
                row["results"].append((evening.id, answer[-1]["id"], told["result"]))
        rows += _given(evening, what)
    for row in rows:
        row["open"] = not row["results"] or row["results"][-1][2] != "done"
        row["overdue"] = row["open"] and row["last_due"] < today
    return rows


def _lines(evening: Evening, *kinds: str) -> list[Line]:
    return [line for line in evening.lines if line["event"]["type"] in kinds]


def _row_of(rows: list[Line], one: Line, what: str, evening: Evening) -> Line:
    owner = one["owner"] if what == "task" else one["member"]
    text, due = (one["text"], one["due"]) if what == "task" else (one["remedy"], one["deadline"])
    for row in rows:
        if (row["owner"], row["text"], row["given"]) == (owner, text, one.get("given")):
            return row
    new = {"meeting": evening.id, "entry": 0, "owner": owner, "text": text, "given": one.get("given"), "due": due}
    rows.append(new | {"last_due": due, "internal": one.get("internal", False), "results": []})
    return rows[-1]


def _given(evening: Evening, what: str) -> list[Line]:
    found = []
    for line in _lines(evening, *(("task",) if what == "task" else ("self_criticism", "criticism"))):
        e = line["event"]
        if what == "promise" and not (e.get("remedy") and e.get("deadline")):
            continue
        owner = e["owner"] if what == "task" else e.get("member") or e["to"]
        text, due = (e["text"], e["due"]) if what == "task" else (e["remedy"], e["deadline"])
        found.append(
            {"meeting": evening.id, "entry": line["id"], "owner": owner, "text": text, "given": evening.day,
             "due": due, "last_due": due, "internal": e.get("internal", False), "results": []}
        )  # fmt: skip
    return found


# --- decisions ------------------------------------------------------------------------------------


def decisions(evenings: list[Evening], today: str, *, internal: bool = True) -> list[Line]:
    tasks = [t for t in owed(evenings, "task", today) if t["entry"] and (internal or not t["internal"])]
    rows = []
    for n, evening in enumerate(evenings):
        if not evening.opened:
            continue
        for line in evening.lines:
            row = _decided(evening, line)
            if row and (internal or not line["event"].get("internal")):
                here = [t for t in tasks if t["meeting"] == evening.id]
                item = row.pop("id_of_item")
                if evening.steps.get(item) != 13:
                    here = [t for t in here if item and evening.under[t["entry"]] == item]
                still = [t for t in here if t["open"]]
                row["tasks"] = (len(here) - len(still), len(still), sum(t["overdue"] for t in still))
                row["corrected"] = _corrected(evening, line["id"])
                rows.append(row)
        for item in evening.titles:
            if item in evening.off:
                back = _returned(evening, item, evenings[n + 1 :])
                rows.append({"meeting": evening.id, "entry": evening.off[item], "kind": "put_off", "returned": back})
    return rows


def _decided(evening: Evening, line: Line) -> Line | None:
    event, where = line["event"], {"meeting": evening.id, "entry": line["id"]}
    if event["type"] == "item_concluded" and event.get("conclusion"):
        return where | {"kind": "conclusion", "text": event["conclusion"], "id_of_item": event["item"]}
    if event["type"] not in VOTES:
        return None
    kind = "election" if event.get("candidate") else event["method"]
    counts = None if event.get("candidate") else tuple(event.get(k) for k in ("for", "against", "no_opinion"))
    figures = {"counts": counts, "base": evening.base(), "verdict": evening.verdict(event)}
    return where | {"kind": kind, "id_of_item": evening.under[line["id"]], **figures}


def _corrected(evening: Evening, entry: int) -> str | None:
    heard, day = False, None
    for line in evening.lines:
        event = line["event"]
        heard = heard or event["type"] in ("minutes_read", "minutes_approved", "closed")
        fields = [c["field"] for c in event.get("changes", [])]
        if heard and event["type"] == "correction" and event["of"] == entry and set(fields) - {"internal", "guessed"}:
            day = line["at"][:10]
    return day


def _returned(evening: Evening, item: str, later: list[Evening]) -> tuple[str, str] | None:
    called = item if evening.origins[item] else f"{evening.id}/{item}"
    for other in later:
        if other.opened and called in other.titles:
            became = "put_off" if called in other.off else "dealt_with" if called in other.began else "waiting"
            return other.id, became
    return None


# --- members --------------------------------------------------------------------------------------


def speakers(evenings: list[Evening], *, internal: bool = True) -> dict[str, Line]:
    """Member to figures; each is a question asked of every evening anew."""
    known = [e for e in evenings if e.opened]
    found: dict[str, Line] = {}
    for who in dict.fromkeys(m for e in known for m in e.members()):
        on = [e for e in known if who in e.members()]

        def count(asks: Callable[[Line], bool], on: list[Evening] = on) -> int:
            return sum(asks(line["event"]) for e in on for line in _heard(e, internal=internal))

        spoke = [e.id for e in on if any(_speaks(x["event"], who) for x in _heard(e, internal=internal))]
        there = [e.id for e in on if e.attended[who] or e.id in spoke]
        silent = 0
        for evening in reversed(there):
            if evening in spoke:
                break
            silent += 1
        found[who] = {
            "attended": sum(e.attended[who] for e in on),
            "spoken": len(spoke),
            "remarks": count(lambda e, w=who: _is(e, "remark", "speaker", w) and not e.get("continued")),  # type: ignore[misc]
            "self_criticisms": count(lambda e, w=who: _is(e, "self_criticism", "member", w)),  # type: ignore[misc]
            "criticisms": count(lambda e, w=who: _is(e, "criticism", "from", w)),  # type: ignore[misc]
            "criticised": count(lambda e, w=who: _is(e, "criticism", "to", w)),  # type: ignore[misc]
            "silent": silent,
            "last": next((e.day for e in reversed(on) if e.id in spoke), None),
        }
    return found


def _heard(evening: Evening, *, internal: bool) -> list[Line]:
    lines = [line for line in evening.lines if line["event"]["type"] in IN_ROOM]
    return [x for x in lines if internal or not (x["event"].get("internal") or x["event"]["type"] == "note")]


def _is(event: Line, kind: str, field: str, who: str) -> bool:
    return bool(event["type"] == kind and event.get(field) == who)


def _speaks(event: Line, who: str) -> bool:
    asked = (("remark", "speaker"), ("self_criticism", "member"), ("criticism", "from"))
    return any(_is(event, kind, field, who) for kind, field in asked)


def member_year(evenings: list[Evening], who: str, year: int, today: str, *, internal: bool) -> Line:
    """What is told of a member in a year: entries by meeting and number, attendance, tasks and promises."""
    mine = [e for e in evenings if e.day.startswith(str(year))]
    since = [e for e in evenings if e.day >= f"{year}-01-01"]

    def of(kind: str, field: str) -> list[tuple[str, int]]:
        return [
            (e.id, x["id"]) for e in mine for x in _heard(e, internal=internal) if _is(x["event"], kind, field, who)
        ]

    def given(what: str) -> list[Line]:
        ids = {e.id for e in mine}
        rows = [r for r in owed(since, what, today) if r["owner"] == who and r["meeting"] in ids]
        return [r for r in rows if internal or not r["internal"]]

    here = [e for e in mine if e.opened and who in e.people]
    return {
        "came": [(e.id, "present" if e.attended[who] else e.absence[who] or "not_expected") for e in here],
        "remarks": of("remark", "speaker"),
        "praise": of("praise", "to"),
        "reminders": of("reminder", "to"),
        "self_criticisms": of("self_criticism", "member"),
        "criticisms": of("criticism", "from"),
        "criticised": of("criticism", "to"),
        "disciplined": [
            (e.id, x["id"]) for e in mine for x in e.lines if _is(x["event"], "disciplined", "member", who)
        ],
        "tasks": given("task"),
        "promises": given("promise"),
    }
