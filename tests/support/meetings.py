"""Meetings for tests: the reference meeting, variants of its script, small meetings entered by hand, strategies."""

import copy
import json
import tomllib
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from model import guard, report, roster
from model.agenda import default_agenda
from model.cell import Cell, Person, roll
from model.entry import Entry, decode, encode, fields_of
from model.errors import BadData, Refused
from model.events import AnyEvent, Correction, Named, Opened, Prepared, Undone, Vote
from model.meeting import Meeting
from model.parts import Candidate, Change, MeetingKind
from model.replay import Script

ROOT = Path(__file__).parents[2]
R30 = ROOT / "model" / "examples" / "r30"
EXPECTED = tomllib.loads((ROOT / "tests" / "data" / "r30" / "expected.toml").read_text(encoding="utf-8"))
ROSTER = (R30 / "roster.csv").read_bytes()
TEXT = (R30 / "meeting.toml").read_text(encoding="utf-8")
STATUSES = ("official", "probationary", "exempt", "away", "guest", "suspended", "invited")
MARKS = ("excused", "unexcused", "on_duty", "late", "left", "back", "present")

Data = dict[str, Any]

# --- scripts --------------------------------------------------------------------------------------


def script() -> Data:
    """The reference script as data, to be changed at will."""
    return copy.deepcopy(_parsed())


@cache
def _parsed() -> Data:
    return tomllib.loads(TEXT)


def add(data: Data, *happenings: Data) -> Data:
    """The script with more happenings, each at its time."""
    data["happening"] = sorted([*data["happening"], *happenings], key=lambda h: h["at"])
    return data


def drop(data: Data, unwanted: Callable[[Data], bool]) -> Data:
    """The script without the happenings that are not wanted."""
    data["happening"] = [h for h in data["happening"] if not unwanted(h)]
    return data


def at(data: Data, clock: str) -> Data:
    """The happening of that time, to be changed in place."""
    return next(h for h in data["happening"] if h["at"] == clock)


def dumps(data: Data) -> str:
    """The data as TOML: tables, arrays of tables, and within those arrays of tables once more."""
    lines: list[str] = []
    for name, tables in data.items():
        for table in tables if isinstance(tables, list) else [tables]:
            lines.append(f"[[{name}]]" if isinstance(tables, list) else f"[{name}]")
            nested = {k: v for k, v in table.items() if isinstance(v, list) and v and isinstance(v[0], dict)}
            lines += [f"{k} = {_value(v)}" for k, v in table.items() if k not in nested]
            for key, rows in nested.items():
                for row in rows:
                    lines += [f"[[{name}.{key}]]", *(f"{k} = {_value(v)}" for k, v in row.items())]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_value(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k} = {_value(v)}" for k, v in value.items()) + "}"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def replay(source: Data | str = TEXT, members: bytes = ROSTER) -> Meeting:
    """The meeting of a script, admitted and judged as a whole; raises what refuses it."""
    text = source if isinstance(source, str) else dumps(source)
    parsed = Script(text, "meeting.toml", roll(roster.read(members, "roster.csv"), date(2026, 11, 3)))
    meeting = Meeting()
    for number, (moment, event) in enumerate(parsed.events("2026-11-03", {}), 1):
        tidied = guard.tidy(event)
        guard.admit(meeting, tidied, moment, judge_now=False)
        meeting.apply(decode(encode(Entry(number, moment, tidied))))
    for _, reason in guard.contradictions(meeting):
        raise Refused(reason)
    if mismatch := parsed.mismatch(meeting):
        raise BadData(mismatch)
    return meeting


def reference_meeting() -> Meeting:
    """The reference meeting, fresh, to be gone on with."""
    return Meeting(_entries())


@cache
def _entries() -> tuple[Entry, ...]:
    return tuple(replay().entries)


def vote_at(meeting: Meeting, clock: str) -> Data:
    """The vote of that time, as shown."""
    found: Data = next(v for v in report.show(meeting)["votes"] if v["at"][11:19] == clock)
    return found


def entry_at(meeting: Meeting, clock: str) -> Data:
    """The entry of that time, as shown."""
    found: Data = next(e for e in report.show(meeting)["entries"] if e["at"][11:19] == clock)
    return found


# --- small meetings -------------------------------------------------------------------------------

ZONE = timezone(timedelta(hours=7))
OPENED = datetime(2026, 11, 3, 19, 30, tzinfo=ZONE)


def minute(minutes: float) -> datetime:
    """That many minutes after the opening."""
    return OPENED + timedelta(minutes=minutes)


def people(*statuses: str) -> tuple[Person, ...]:
    """``p1``, ``p2`` … with the statuses given."""
    kinds: Any = statuses
    return tuple(Person(id=f"p{n}", name=f"Đảng viên {n}", status=kind) for n, kind in enumerate(kinds, 1))


class Desk:
    """A meeting being taken down: every event passes the guard and the journal's coding before it counts."""

    def __init__(
        self,
        on_the_list: Iterable[Person],
        *,
        kind: MeetingKind = "regular",
        cell: Cell | None = None,
        opened: bool = True,
        **prepared: Any,
    ) -> None:
        self.meeting = Meeting()
        self.clock = OPENED
        agenda = prepared.pop("agenda", default_agenda(kind))
        head = Prepared(
            id="m", kind=kind, date=OPENED.date(), place="", cell=cell or Cell(name="Chi bộ 1"),
            people=tuple(on_the_list), agenda=agenda, **prepared,
        )  # fmt: skip
        self.take(head, OPENED - timedelta(days=1))
        if opened:
            self.record(Opened(), 0)

    def record(self, event: AnyEvent, minutes: float | None = None) -> Entry:
        """Record the event at that minute, else a minute after the last one; raises what the guard refuses."""
        moment = self.clock + timedelta(minutes=1) if minutes is None else minute(minutes)
        tidied = guard.tidy(event)
        guard.admit(self.meeting, tidied, moment)
        return self.take(tidied, moment)

    def take(self, event: AnyEvent, moment: datetime) -> Entry:
        """Record without asking the guard."""
        entry = decode(encode(Entry(len(self.meeting.entries) + 1, moment, event)))
        self.meeting.apply(entry)
        self.clock = max(self.clock, moment)
        return entry

    def undo(self, entry: Entry) -> Entry:
        """Undo an entry."""
        return self.record(Undone(entry.id))

    def correct(self, entry: Entry, field: str, now: Any) -> Entry:
        """Set one field of an entry right."""
        return self.record(self.correction(entry, field, now))

    def correction(self, entry: Entry, field: str, now: Any) -> Correction:
        """The correction of one field of an entry, as it stands."""
        standing = self.meeting.entry(entry.id) or entry
        was = (fields_of(standing.event) | {"at": standing.at.isoformat()}).get(field)
        reason = ("ghi nhầm", "chủ trì") if self.meeting.closed else ()
        return Correction(entry.id, (Change(field, was, now),), *reason)


def named_desk(*statuses: str, **options: Any) -> Desk:
    """A desk whose first three people are chair, recorder and scorer."""
    desk = Desk(people(*(statuses or ("official",) * 5)), **options)
    for role, member in (("chair", "p1"), ("recorder", "p2"), ("scorer", "p3")):
        desk.record(Named(role, member), 0)  # type: ignore[arg-type]
    return desk


def hands(for_: int, against: int = 0, no_opinion: int = 0, **more: Any) -> Vote:
    """A show of hands."""
    return Vote(more.pop("subject", "Chương trình"), "hands", for_=for_, against=against, no_opinion=no_opinion, **more)


def election(seats: int, votes: Iterable[int], valid: int, **more: Any) -> Vote:
    """An election of ``p1``, ``p2`` … by secret ballot, with all ballots given back and valid unless told."""
    figures = {"issued": valid, "returned": valid, "invalid": 0} | more
    candidates = tuple(Candidate(f"p{n}", v) for n, v in enumerate(votes, 1))
    return Vote("Bầu chi ủy", "secret", valid=valid, seats=seats, candidate=candidates, **figures)


def snapshot(meeting: Meeting) -> Data:
    """All that follows from a meeting, for comparing two of them."""
    stays = {i: (s.spans, s.absence, s.reason, s.late) for i, s in meeting.presence.stays.items()}
    return {
        "show": report.show(meeting), "score": report.scored(meeting), "stays": stays, "standing": meeting.standing,
        "agenda": [vars(item) for item in meeting.agenda.items], "roles": meeting.roles, "item_of": meeting.item_of,
        "tasks": meeting.tasks, "promises": meeting.promises, "explained": meeting.explained,
        "read_at": meeting.read_at,
    }  # fmt: skip


# --- strategies -----------------------------------------------------------------------------------

SECONDS = 30
"""Length of a drawn meeting: short, as the reference looks at every second."""


def rolls(least: int = 1, most: int = 12) -> st.SearchStrategy[tuple[Person, ...]]:
    """People of all statuses."""
    return st.lists(st.sampled_from(STATUSES), min_size=least, max_size=most).map(lambda kinds: people(*kinds))


def marks() -> st.SearchStrategy[list[tuple[int, int, str]]]:
    """Marks of attendance: second after the opening, ascending; number of a person; status."""
    drawn = st.lists(
        st.tuples(st.integers(1, SECONDS - 1), st.integers(0, 11), st.sampled_from(MARKS)),
        max_size=14,
        unique_by=lambda mark: mark[0],
    )
    return drawn.map(sorted)


@st.composite
def near(draw: st.DrawFn, bound: int, parts: int) -> list[int]:
    """Numbers whose sum is at a bound, just under or just over it, or anywhere below."""
    total = max(0, draw(st.sampled_from([bound, bound - 1, bound + 1]) | st.integers(0, max(bound, 0))))
    cuts = sorted(draw(st.lists(st.integers(0, total), min_size=parts - 1, max_size=parts - 1)))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


def mostly(value: int) -> st.SearchStrategy[int | None]:
    """A figure as it should be, or one off, negative or forgotten."""
    right = st.just(value)
    return right | right | right | right | st.sampled_from([value - 1, value + 1, -1, None])
