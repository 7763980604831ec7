"""Scoring sheets (khung tiêu chí) as data: what a file says, and which sheet a meeting is scored by."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import msgspec
from msgspec import Struct, field

from model.cell import Cell
from model.decoding import decode
from model.errors import BadData
from model.events import Prepared
from model.parts import REGULAR, MeetingKind
from model.rules import shipped
from model.scoring.expression import UnknownFactError, Value, parse
from model.words import MEETING_KIND

Mode = Literal["auto", "proposed", "human"]
Scale = Literal["points", "levels"]
Bound = int | float | None
Day = date

SHIPPED = ("an-phu-2025", "hd42-2025", "hd12-2018")
CENTRAL = ("hd42-2025", "hd12-2018")
"""The sheets of the central guides, the newest first: for a day on which the cell's own is not yet in force."""


class _Table(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of the tables of a sheet."""


class Case(_Table, frozen=True):
    """The first case whose ``when`` holds gives its points, or leaves them to a person within ``by_hand``."""

    when: str = ""
    points: int | None = None
    by_hand: tuple[int, int] | None = None
    reason: str = ""


class Band(_Table, frozen=True):
    """Points for a measured value from ``from`` up to, but without, ``to``; None is without bound."""

    points: int
    from_: Bound = field(default=None, name="from")
    to: Bound = None


class MaxWhen(_Table, frozen=True):
    """Another maximum under a condition."""

    when: str
    max: int


class Criterion(_Table, frozen=True):
    """One row of a sheet. ``facts``: the name shown to the fact's name.

    ``case`` first, then ``band`` on what ``measure`` comes to. ``at_end``: what it lacks may still come until the
    meeting is closed; ``later``: known only after it.
    """

    id: str
    group: str
    title: str
    mode: Mode
    max: int = 1
    facts: dict[str, str] = {}
    case: list[Case] = []
    measure: str = ""
    band: list[Band] = []
    reason: str = ""
    max_when: MaxWhen | None = None
    applies: str = ""
    why_not: str = ""
    at_end: bool = False
    later: bool = False


class Grade(_Table, frozen=True):
    """A grade from a number of points; of criteria met, in a sheet of levels."""

    name: str
    from_: int = field(name="from")


class Cap(_Table, frozen=True):
    """The grade is ``to`` at most where ``when`` holds, or where a criterion of ``full`` is below its maximum."""

    to: str
    reason: str
    when: str = ""
    full: list[str] = []


class YearRule(_Table, frozen=True):
    """The year's grade where every meeting is ``every`` or better and ``count`` of them are ``of`` or better."""

    grade: str
    every: str = ""
    count: int = 0
    of: str = ""


class Group(_Table, frozen=True):
    """A heading of the sheet."""

    id: str
    title: str


class Sheet(_Table, frozen=True):
    """A scoring sheet (khung tiêu chí) as its file says it. ``for``: the kinds of meeting, all where empty."""

    id: str
    title: str
    issuer: str
    in_force_from: date
    max: int
    grade: list[Grade]
    group: list[Group]
    criterion: list[Criterion]
    number: str = ""
    notes: list[str] = []
    define: dict[str, str] = {}
    date: Day | None = None
    for_: list[MeetingKind] = field(default_factory=list, name="for")
    scale: Scale = "points"
    cap: list[Cap] = []
    year: list[YearRule] = []
    second_scorer: str = "Cấp ủy cấp trên"

    def rank(self, grade: str) -> int:
        """The place of a grade, 0 for the best."""
        return [g.name for g in self.grade].index(grade)


def maximum(c: Criterion, values: Mapping[str, Value]) -> int:
    """The maximum of a criterion by the facts of a meeting; 0 where it does not apply."""
    if c.applies and not holds(c.applies, values):
        return 0
    return c.max_when.max if c.max_when and holds(c.max_when.when, values) else c.max


def holds(condition: str, values: Mapping[str, Value]) -> bool:
    """Whether a condition of a sheet holds; one that rests on an unknown fact does not."""
    try:
        return bool(parse(condition)(values))
    except UnknownFactError:
        return False


def sheet(sheet_id: str) -> Sheet:
    """The shipped sheet of that id; raises :class:`BadData` naming those there are."""
    if sheet_id not in SHIPPED:
        raise BadData(f"Không có khung chấm điểm “{sheet_id}”. Các khung có sẵn: {', '.join(SHIPPED)}.")
    return shipped(f"sheet-{sheet_id}.toml", Sheet)


def sheet_of(head: Prepared, sheet_id: str = "") -> Sheet:
    """The sheet of a meeting as it was when it was prepared, or a shipped one; raises :class:`BadData`."""
    if head.own_sheet and sheet_id in ("", head.sheet):
        return _kept(msgspec.json.encode(head.own_sheet))
    return sheet(sheet_id or head.sheet)


def plain(own: Sheet) -> dict[str, Any]:
    """The sheet as a meeting keeps it."""
    data: dict[str, Any] = msgspec.to_builtins(own)
    return data


@lru_cache(maxsize=16)
def _kept(data: bytes) -> Sheet:
    return decode(data, Sheet)


def chosen(cell: Cell, kind: MeetingKind, day: Day, known: Callable[[str], Sheet]) -> Sheet:
    """The sheet that the cell scores a meeting of that kind by on that day.

    Before the cell's own is in force, that of the central guide then in force. Raises :class:`BadData`.
    """
    own = known(cell.thematic_sheet if kind == "thematic" and cell.thematic_sheet else cell.sheet)
    if day < own.in_force_from:
        own = next((s for s in map(sheet, CENTRAL) if s.in_force_from <= day), own)
    if kind in REGULAR or kind == "thematic":  # no other kind is scored
        _fit(own, kind)
    return own


def fitting(cell: Cell, known: Callable[[str], Sheet]) -> None:
    """Raise :class:`BadData` where a sheet of the cell's settings is not there, or is for other kinds of meeting."""
    _fit(known(cell.sheet), "regular")
    if cell.thematic_sheet:
        _fit(known(cell.thematic_sheet), "thematic")


def _fit(own: Sheet, kind: MeetingKind) -> None:
    if own.for_ and kind not in own.for_:
        raise BadData(
            f"Khung {own.id} không dùng cho sinh hoạt {MEETING_KIND[kind]}: xin chọn khung khác ở “Thông tin chi bộ”."
        )
