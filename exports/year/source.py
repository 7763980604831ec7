"""What a paper about a year is made of: the meetings of the year and what was recorded besides."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from model.cell import Cell, Member, Person
from model.meeting import Meeting
from model.year.due import DueRules
from model.year.facts import YearView
from model.year.frames import Frame, of_year
from model.year.frames_of_year import FrameOfYear, frames_of_year, judged_members
from model.year.rating import YearRating, year_rating
from model.year.record import YearEntry, standing


@dataclass(frozen=True)
class YearSource:
    """A year of the cell as it stands on ``day``, the day of the paper; cell and roll are those of that day.

    ``meetings`` oldest first; ``record`` as entered, ``earlier`` the records of the years before by their number.
    ``members``: as in the book; ``after``: meetings of the next year's first months, which may still rate this one.
    ``due``: the cell's own rules of what comes due, None where it has none.
    ``number``: of the paper, 0 for room to write one; ``of``: what the paper is about, where it has to be told.
    ``frames``: the place's own as their files say.
    """

    year: int
    day: date
    cell: Cell
    people: tuple[Person, ...]
    meetings: tuple[Meeting, ...]
    record: tuple[YearEntry, ...] = ()
    earlier: tuple[tuple[int, tuple[YearEntry, ...]], ...] = ()
    number: int = 0
    of: str = ""
    members: tuple[Member, ...] = ()
    after: tuple[Meeting, ...] = ()
    due: DueRules | None = None
    frames: tuple[Frame, ...] = ()

    @cached_property
    def rating(self) -> YearRating:
        """The rating of the year as it stands."""
        meetings = (*self.meetings, *self.after)
        return year_rating(
            self.year, self.record, meetings, self.members, day=self.day, earlier=self.earlier, cell_name=self.cell.name
        )

    @cached_property
    def view(self) -> YearView:
        """What the year is judged by."""
        rated = {r.member: r.decided.level if r.decided else None for r in self.rating.members}
        return YearView(self.year, self.day, self.meetings, tuple(standing(self.record)), rated)

    @cached_property
    def worked_out(self) -> list[FrameOfYear]:
        """Every frame of the year with what it comes to, the registered ones first."""
        earlier = {year: standing(entries) for year, entries in self.earlier}
        frames = of_year(self.view.record, self.frames)
        return frames_of_year(frames, self.view, judged_members(self.people), earlier)
