"""Named facts of a year, or of a month of it, for the cell and for a member: each with what it rests on.

What is not known is None, never nought: no report on dues, no rating decided yet, no task due so far.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from model.events import Criticism, Disciplined, Dues, Praise, Reminder, SelfCriticism
from model.meeting import Meeting
from model.parts import REGULAR, Event
from model.scoring.expression import Value
from model.scoring.facts import had_thematic
from model.stated import with_attendance
from model.words import FOUND_BY, INCIDENT, LEVELS, RATINGS
from model.year.counters import Counters, counters, held, quarters
from model.year.grades import Graded, graded
from model.year.record import (
    AnyYearEvent,
    Commitment,
    CommitmentFollowed,
    Incident,
    Target,
    TargetProgress,
    YearEntry,
)
from model.year.tasks import lives

Levels = Mapping[str, str | None]
"""Everybody who is to be rated this year, by id, with the level decided (one of RATINGS), None while there is none."""

GOOD = RATINGS[:2]
"""Hoàn thành tốt nhiệm vụ or better."""

_E = TypeVar("_E", bound=AnyYearEvent)


@dataclass(frozen=True)
class YearFact:
    """A value, None while unknown; ids of the meetings and numbers of the entries of the year that show it."""

    value: Value
    meetings: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()


Facts = dict[str, YearFact]


@dataclass(frozen=True)
class YearView:
    """What a year is judged by as it stands on the day ``until``; ``month`` narrows it to one month, 0 to none.

    ``meetings`` oldest first, ``record`` the entries that stand (:func:`model.year.record.standing`).
    """

    year: int
    until: date
    meetings: tuple[Meeting, ...] = ()
    record: tuple[YearEntry, ...] = ()
    levels: Levels = field(default_factory=dict)
    month: int = 0

    def of_month(self, month: int) -> "YearView":
        """The same year as far as that month tells of it."""
        return replace(self, month=month)

    def covers(self, day: date) -> bool:
        """Whether the day lies in the year, or in the month that it is narrowed to."""
        return day.year == self.year and self.month in (0, day.month)

    @property
    def months(self) -> list[int]:
        """The months that are over on the day ``until``."""
        return [m for m in range(1, 13) if self.month in (0, m) and self.is_over(m)]

    def is_over(self, month: int) -> bool:
        """Whether that month of the year is over on the day ``until``."""
        return date(self.year, month, monthrange(self.year, month)[1]) <= self.until

    @cached_property
    def held(self) -> list[Meeting]:
        """The meetings held in the time that is looked at."""
        return [m for m in held(self.meetings) if self.covers(m.date)]

    @cached_property
    def graded(self) -> list[Graded]:
        """Its regular meetings with their levels."""
        return graded(self.held)

    @cached_property
    def counted(self) -> dict[str, Counters]:
        """The counters of its members."""
        return counters(self.held)

    @cached_property
    def mentions(self) -> dict[tuple[str, str], list[str]]:
        """(fact, member) to the meetings in which such an event names him, one for each time."""
        found: dict[tuple[str, str], list[str]] = {}
        for meeting in self.held:
            for entry in meeting.standing:
                for name, (kind, field_) in _NAMED.items():
                    if isinstance(entry.event, kind):
                        found.setdefault((name, getattr(entry.event, field_)), []).append(meeting.id)
        return found

    def entries(self, kind: type[_E]) -> list[tuple[int, _E]]:
        """The standing entries of a kind with their numbers, whatever their day."""
        return [(e.id, e.event) for e in self.record if isinstance(e.event, kind)]

    def incidents(self, member: str = "") -> list[tuple[int, Incident]]:
        """The incidents of the time; those of one member where he is named."""
        found = [(n, i) for n, i in self.entries(Incident) if self.covers(i.day)]
        return [(n, i) for n, i in found if member in ("", i.member)]


def cell_facts(view: YearView, kinds: Iterable[str] = tuple(INCIDENT)) -> Facts:
    """All facts of the cell by name; ``kinds`` of incidents that are counted one by one."""
    return {
        **_meetings(view), **_levels_of_meetings(view), **_work(view), **_people(view), **_incidents(view, kinds),
        **_rated(view), **_targets(view), **_commitments(view),
    }  # fmt: skip


def member_facts(view: YearView, member: str, kinds: Iterable[str] = tuple(INCIDENT)) -> Facts:
    """All facts of one member by name."""
    own = [m for m in view.held if member in m.presence.stays]
    known = with_attendance(own)
    regular = [m for m in known if m.head.kind in REGULAR and any(p.id == member for p in m.presence.expected)]
    ids = tuple(m.id for m in regular)
    counted, told = view.counted.get(member), tuple(m.id for m in own)
    figures = {name: getattr(counted, name) if counted else 0 for name in _COUNTED}
    return {
        "meetings_expected": YearFact(len(regular), ids),
        "meetings_attended": YearFact(sum(m.presence.attended(member) for m in regular), ids),
        **{name: YearFact(value, told) for name, value in figures.items()},
        **{name: _mentioned(view, name, member) for name in _NAMED},
        **_incidents(view, kinds, member),
        **_commitments(view, member),
        "level": YearFact(view.levels.get(member)),
    }


_NAMED: dict[str, tuple[type[Event], str]] = {
    "praise": (Praise, "to"), "reminders": (Reminder, "to"), "self_criticisms": (SelfCriticism, "member"),
    "criticisms": (Criticism, "to"), "disciplined": (Disciplined, "member"),
}  # fmt: skip
"""Facts that count how often an event names the member, and in which of its fields."""
_COUNTED = (
    "excused_longest", "unexcused", "months_missed", "months_owing", "remarks", "tasks_given", "tasks_done",
    "promises_made", "promises_kept",
)  # fmt: skip


def fact_names(subject: str) -> list[str]:
    """The names that a frame of the cell (``cell``) or of members (``member``) may ask for."""
    view = YearView(2026, date(2026, 1, 1))
    return list(member_facts(view, "") if subject == "member" else cell_facts(view))


def _mentioned(view: YearView, name: str, member: str) -> YearFact:
    hits = view.mentions.get((name, member), [])
    return YearFact(len(hits), tuple(dict.fromkeys(hits)))


def _meetings(view: YearView) -> Facts:
    regular = held(view.held, regular=True)
    thematic = [m for m in view.held if had_thematic([m], m.date)]
    met = {m.date.month for m in regular}
    ended = [q for q in quarters(view.meetings, view.year, view.until) if view.is_over(3 * q.number)]
    counts = [m.presence.counts() for m in with_attendance(regular)]
    expected = sum(c.expected for c in counts)
    rate = Fraction(sum(c.present for c in counts) * 100, expected) if expected else None
    ids = tuple(m.id for m in regular)
    return {
        "regular_meetings": YearFact(len(regular), ids),
        "months_ended": YearFact(len(view.months)),
        "months_without_meeting": YearFact(sum(m not in met for m in view.months), ids),
        "thematic_meetings": YearFact(len(thematic), tuple(m.id for m in thematic)),
        "quarters_without_thematic": YearFact(
            sum(q.lacking for q in ended if view.month in (0, 3 * q.number)), tuple(m.id for m in thematic)
        ),
        "attendance_average": YearFact(rate, ids),
        "absences_unexcused": YearFact(sum(c.unexcused for c in counts), ids),
    }


def _levels_of_meetings(view: YearView) -> Facts:
    names = ("meetings_good", "meetings_fair", "meetings_average", "meetings_poor")
    by_level = {level: [g.meeting.id for g in view.graded if g.level == level] for level in LEVELS}
    ungraded = [g.meeting.id for g in view.graded if g.level not in LEVELS]
    return {
        **{n: YearFact(len(by_level[lv]), tuple(by_level[lv])) for n, lv in zip(names, LEVELS, strict=True)},
        "meetings_not_graded": YearFact(len(ungraded), tuple(ungraded)),
    }


def _work(view: YearView) -> Facts:
    meetings = held(view.meetings)
    tasks = lives(meetings)
    last = max((m.date for m in meetings), default=date.min)
    given = [life for life in tasks if life.given_in and life.given and view.covers(life.given)]
    due = [life for life in tasks if view.covers(life.due) and (life.due <= last or life.done)]
    told = tuple(sorted({meeting for life in due for *_, meeting in life.told}))
    total = view.counted.values()
    ids = tuple(m.id for m in view.held)
    return {
        "tasks_given": YearFact(len(given), tuple(sorted({life.given_in for life in given}))),
        "tasks_due": YearFact(len(due), told),
        "tasks_done": YearFact(sum(life.done for life in due), told),
        "tasks_on_time": YearFact(sum(life.on_time for life in due), told),
        "tasks_on_time_rate": YearFact(
            Fraction(sum(life.on_time for life in due) * 100, len(due)) if due else None, told
        ),
        "promises_made": YearFact(sum(c.promises_made for c in total), ids),
        "promises_kept": YearFact(sum(c.promises_kept for c in total), ids),
    }


def _people(view: YearView) -> Facts:
    disciplined = {e.event.member: m.id for m in view.held for e in m.standing if isinstance(e.event, Disciplined)}
    reports = [(m.id, e.event.owed) for m in view.held for e in m.record if isinstance(e.event, Dues)]
    often = [who for who, c in view.counted.items() if c.too_often_excused]
    return {
        "members_disciplined": YearFact(len(disciplined), tuple(dict.fromkeys(disciplined.values()))),
        "members_too_often_excused": YearFact(len(often), tuple(m.id for m in held(view.held, regular=True))),
        "dues_owing": YearFact(reports[-1][1], (reports[-1][0],)) if reports else YearFact(None),
    }


def _incidents(view: YearView, kinds: Iterable[str], member: str = "") -> Facts:
    found = view.incidents(member)

    def those(name: str, **wanted: str) -> tuple[str, YearFact]:
        ids = tuple(n for n, i in found if all(getattr(i, key) == value for key, value in wanted.items()))
        return name, YearFact(len(ids), entries=ids)

    return dict(
        [
            those("incidents"),
            *(those(f"incidents_{kind}", kind=kind) for kind in kinds),
            *(those(f"incidents_by_{who}", found_by=who) for who in FOUND_BY),
        ]
    )


def _rated(view: YearView) -> Facts:
    """Levels decided; how many are Tốt or better is known only when no level that is open could change it."""
    given = Counter(view.levels.values())
    total, missing = len(view.levels), given[None]
    names = ("members_excellent", "members_good", "members_completed", "members_failed")
    below = sum(level is not None and level not in GOOD for level in view.levels.values())
    all_good = None if not total or (missing and not below) else not below
    rate = Fraction((total - below) * 100, total) if total and not missing else None
    known = bool(total)
    return {
        "members_to_rate": YearFact(total if known else None),
        **{n: YearFact(given[level] if known else None) for n, level in zip(names, RATINGS, strict=True)},
        "members_not_rated": YearFact(missing if known else None),
        "all_rated_good": YearFact(all_good),
        "rated_good_rate": YearFact(rate),
    }


def _targets(view: YearView) -> Facts:
    """A target is due from the end of its month on; its last word tells where it stands."""
    targets = [(n, t) for n, t in view.entries(Target) if view.month in (0, t.due)]
    states = {p.target: (n, p.state) for n, p in view.entries(TargetProgress)}
    done = [n for n, _ in targets if n in states and states[n][1] == "done"]
    due = [n for n, t in targets if t.due in view.months]
    told = tuple(states[n][0] for n, _ in targets if n in states)
    return {
        "targets": YearFact(len(targets), entries=tuple(n for n, _ in targets)),
        "targets_due": YearFact(len(due), entries=tuple(due)),
        "targets_met": YearFact(len(done), entries=told),
    }


def _commitments(view: YearView, member: str = "") -> Facts:
    signed = [n for n, c in view.entries(Commitment) if view.month in (0, c.day.month) and member in ("", c.member)]
    words = {f.commitment: (n, f.kept) for n, f in view.entries(CommitmentFollowed) if f.commitment in signed}
    kept = tuple(n for n, is_kept in words.values() if is_kept)
    broken = tuple(n for n, is_kept in words.values() if not is_kept)
    return {
        "commitments_signed": YearFact(len(signed), entries=tuple(signed)),
        "commitments_kept": YearFact(len(kept), entries=kept),
        "commitments_broken": YearFact(len(broken), entries=broken),
    }
