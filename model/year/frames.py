"""Frames of the year (khung thi đua) as data: chi bộ 4 tốt, 3 không, đảng viên 5 tốt, and those of a place."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

import msgspec
from msgspec import Struct, field

from model.errors import BadData
from model.rules import convert, shipped
from model.scoring.expression import parse
from model.words import INCIDENT
from model.year.record import Incident, Registered, YearEntry

Mode = Literal["auto", "proposed", "human", "incident"]
Day = date

SHIPPED = ("4-tot", "3-khong", "5-tot")
MOST_YEARS = 5
"""Years running that a frame may ask for: so many are looked at."""


class _Table(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of the tables of a frame."""


class Case(_Table, frozen=True):
    """The first case whose ``when`` holds gives its points; the last one has no condition."""

    points: int
    when: str = ""
    reason: str = ""


class Criterion(_Table, frozen=True):
    """One line of a frame. ``facts``: the name shown to the fact's name, as evidence beside the word of a person.

    ``auto`` and ``proposed`` rest on ``when``, or in points on ``case``; ``incident`` is broken by one event of
    ``kinds`` and otherwise waits for a person's word, as ``human`` does.
    """

    id: str
    content: str
    title: str
    mode: Mode
    max: int = 1
    facts: dict[str, str] = {}
    when: str = ""
    case: list[Case] = []
    kinds: list[str] = []
    applies: str = ""
    reason: str = ""


class Content(_Table, frozen=True):
    """A content (nội dung): reached from ``least`` points on; without it, where every criterion is at its maximum."""

    id: str
    title: str
    least: int | None = None


class KnockOut(_Table, frozen=True):
    """The content is not reached where ``when`` holds, whatever its criteria say."""

    content: str
    when: str
    reason: str


class Outcome(_Table, frozen=True):
    """What is reached with ``count`` contents, all of ``including`` among them, and ``from`` points of the whole.

    ``ground``: the level of the yearly rating that it is a ground for.
    """

    name: str
    count: int = 0
    including: list[str] = []
    from_: int = field(default=0, name="from")
    ground: str = ""


class InARow(_Table, frozen=True):
    """What comes of the frame being reached so many ``years`` running."""

    years: int
    title: str


class Frame(_Table, frozen=True):
    """A frame as its file says it; ``result`` the best first. ``kinds``: incidents of its own, id to words."""

    id: str
    title: str
    issuer: str
    content: list[Content]
    criterion: list[Criterion]
    result: list[Outcome]
    subject: Literal["cell", "member"] = "cell"
    period: Literal["year", "month"] = "year"
    scale: Literal["pass", "points"] = "pass"
    number: str = ""
    date: Day | None = None
    in_force_from: Day | None = None
    notes: list[str] = []
    kinds: dict[str, str] = {}
    define: dict[str, str] = {}
    knock_out: list[KnockOut] = []
    in_a_row: InARow | None = None

    def get(self, criterion_id: str) -> Criterion | None:
        """The criterion of that id."""
        return next((c for c in self.criterion if c.id == criterion_id), None)


def frame(frame_id: str) -> Frame:
    """The shipped frame of that id; raises :class:`BadData` naming those there are."""
    if frame_id not in SHIPPED:
        raise BadData(f"Không có khung thi đua “{frame_id}”. Các khung có sẵn: {', '.join(SHIPPED)}.")
    return shipped(f"frame-{frame_id}.toml", Frame)


def plain(own: Frame) -> dict[str, Any]:
    """The frame as a year keeps it."""
    data: dict[str, Any] = msgspec.to_builtins(own)
    return data


def registration(record: Iterable[YearEntry]) -> Registered | None:
    """The registration of the year that counts: the last one that stands."""
    return next((e.event for e in reversed(list(record)) if isinstance(e.event, Registered)), None)


def of_year(record: Iterable[YearEntry], own: Iterable[Frame] = ()) -> list[Frame]:
    """The frames that a year can be looked at by, the registered ones first.

    Those of the place as the year keeps them from its registration, else as their files (``own``) say now. Raises
    :class:`BadData` where what the year keeps cannot be read.
    """
    done = registration(record)
    kept = [convert(data, Frame, f"khung {data.get('id', '')} đã đăng ký") for data in (done.own if done else ())]
    found = {f.id: f for f in (*(frame(i) for i in SHIPPED), *own, *kept)}
    first = [i for i in (done.frames if done else ()) if i in found]
    return [found[i] for i in dict.fromkeys((*first, *found))]


def incident_kinds(frames: Iterable[Frame]) -> dict[str, str]:
    """Every kind of incident that can be entered, with its words."""
    return {**{k: words for f in frames for k, words in f.kinds.items()}, **INCIDENT}


def touched_by(incident: Incident, frame: Frame) -> list[str]:
    """What of the frame an incident weighs on, in words: criteria that it breaks, contents that it knocks out."""
    facts = {f"incidents_{incident.kind}", f"incidents_by_{incident.found_by}"}
    broken = [f"{frame.title}, tiêu chí {c.id}" for c in frame.criterion if incident.kind in c.kinds]
    out = {k.content for k in frame.knock_out if facts & parse(k.when).names}
    return [*broken, *(f"{frame.title}, loại nội dung {content}" for content in sorted(out))]
