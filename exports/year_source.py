"""What a paper about a year is made of: the meetings of the year and what was recorded besides."""

from dataclasses import dataclass
from datetime import date

from model.cell import Cell, Member, Person
from model.due import DueRules
from model.meeting import Meeting
from model.year_record import YearEntry


@dataclass(frozen=True)
class YearSource:
    """A year of the cell as it stands on ``day``, the day of the paper; cell and roll are those of that day.

    ``meetings`` oldest first; ``record`` as entered, ``earlier`` the records of the years before by their number.
    ``members``: as in the book; ``after``: meetings of the next year's first months, which may still rate this one.
    ``due``: the cell's own rules of what comes due, None where it has none.
    ``number``: of the paper, 0 for room to write one; ``of``: what the paper is about, where it has to be told.
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
