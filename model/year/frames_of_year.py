"""All frames of a year worked out, each once, by months or by members, with the years before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from model.cell import Person
from model.year.facts import YearView
from model.year.frame_results import FrameResult, Run, evaluate, in_a_row, recognised
from model.year.frames import Frame, registration
from model.year.record import Recognised, YearEntry

OTHERS = ("guest", "invited")
"""Statuses of people whom another cell judges."""


@dataclass(frozen=True)
class FrameOfYear:
    """A frame with its results: one of the year, or one a month begun, or one a member.

    ``run`` and ``recognised`` are the cell's own, None in a frame of members.
    """

    frame: Frame
    registered: bool
    results: tuple[FrameResult, ...]
    run: Run | None = None
    recognised: Recognised | None = None

    def result(self, *, month: int = 0, member: str = "") -> FrameResult | None:
        """The result of that month or member."""
        return next((r for r in self.results if (r.month, r.member) == (month, member)), None)


def judged_members(people: Iterable[Person]) -> list[str]:
    """The ids of those whom a frame of members is filled in for."""
    return [p.id for p in people if p.status not in OTHERS]


def frames_of_year(
    frames: Iterable[Frame], view: YearView, members: Sequence[str], earlier: Mapping[int, Iterable[YearEntry]]
) -> list[FrameOfYear]:
    """Each frame worked out on the year; ``earlier`` the standing entries of the years before."""
    done = registration(view.record)
    chosen = done.frames if done else ()
    return [_worked_out(f, f.id in chosen, view, members, earlier) for f in frames]


def _worked_out(
    frame: Frame, registered: bool, view: YearView, members: Sequence[str], earlier: Mapping[int, Iterable[YearEntry]]
) -> FrameOfYear:
    months = [m for m in range(1, 13) if date(view.year, m, 1) <= view.until] if frame.period == "month" else [0]
    whom = members if frame.subject == "member" else [""]
    results = tuple(evaluate(frame, view, month=month, member=member) for member in whom for month in months)
    if frame.subject == "member" or frame.period == "month":
        return FrameOfYear(frame, registered, results)
    run = in_a_row(results[0], view.year, view.record, earlier)
    return FrameOfYear(frame, registered, results, run, recognised(frame.id, view.record))
