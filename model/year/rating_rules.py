"""Yearly rating: the levels with their bounds, and the cap on the best one, as dated data (Quy định 366-QĐ/TW)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from model.rules import shipped
from model.vietnamese import percent
from model.year.record import RatingSettings, YearEntry, standing

Day = date


class RatingLevel(Struct, frozen=True, forbid_unknown_fields=True):
    """A level: points from ``least`` up to below the next better one; what it asks of the tasks, in percent of them."""

    name: str
    short: str
    code: str
    least: int
    done: int | None = None
    beyond: int | None = None
    on_time: int | None = None
    late: int | None = None


class Review(Struct, frozen=True, forbid_unknown_fields=True):
    """A rating voted on up to the ``last_month`` of a year is of the year before."""

    last_month: int


class Sources(Struct, frozen=True, forbid_unknown_fields=True):
    """What is printed as the source of a figure."""

    cap: str


class RatingRule(Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of rating; ``level`` from the best to the worst, ``settings`` as they are until the cell says else."""

    id: str
    number: str
    date: Day
    in_force_from: Day
    level: tuple[RatingLevel, ...]
    review: Review
    settings: RatingSettings
    source: Sources

    @property
    def names(self) -> tuple[str, ...]:
        """The levels by name, the best first."""
        return tuple(level.name for level in self.level)

    def short(self, name: str) -> str:
        """The short name of a level; a name that is none stays."""
        return next((level.short for level in self.level if level.name == name), name)

    def better(self, one: str, other: str) -> bool:
        """Whether the first level is a better one than the second; both must be known."""
        return self.names.index(one) < self.names.index(other)

    def of_points(self, points: Decimal) -> RatingLevel:
        """The level of points from 0 up; bounds are half-open."""
        return next(level for level in self.level if points >= level.least)


def rating_rule() -> RatingRule:
    """The rules of Quy định 366-QĐ/TW."""
    return shipped("rating-qd366.toml", RatingRule)


def rated_year(day: date) -> int:
    """The year that a review on ``day`` is of."""
    return day.year - (day.month <= rating_rule().review.last_month)


def settings_of(record: Iterable[YearEntry], earlier: Sequence[tuple[int, Iterable[YearEntry]]] = ()) -> RatingSettings:
    """The last settings in the year's record, else in that of the nearest of the ``earlier`` years, else as shipped."""
    newest_first = [record, *(entries for _, entries in sorted(earlier, key=lambda one: -one[0]))]
    for entries in newest_first:
        found = [e.event for e in standing(entries) if isinstance(e.event, RatingSettings)]
        if found:
            return found[-1]
    return rating_rule().settings


@dataclass(frozen=True)
class Cap:
    """How many of the best level there are, of the ``good`` ones beside them, and how many there may be.

    ``counted``: levels told, of any kind. ``exact``: the share before only whole people are counted; ``down``: so many
    must go down to good, at least.
    """

    counted: int
    best: int
    good: int
    base: int
    exact: Fraction
    most: int
    down: int
    settings: RatingSettings

    @property
    def sentence(self) -> str:
        """The cap worked out in the open."""
        rule, s = rating_rule(), self.settings
        changed = (s.cap_percent, s.cap_of) != (rule.settings.cap_percent, rule.settings.cap_of)
        source = "mức trần do chi bộ ghi" if changed else f"mức trần theo {rule.source.cap}"
        of = "tốt" if s.cap_of == "good" else "tốt trở lên"
        share = f"{s.cap_percent} % của {self.base} {of} là {percent(self.exact / 100)}"
        whole = "" if self.exact.denominator == 1 else ", lấy phần nguyên"
        least = f", ít nhất {s.cap_at_least}" if self.exact < s.cap_at_least else ""
        over = f" Vượt trần: phải bớt ít nhất {self.down}." if self.down else ""
        return (
            f"Xuất sắc {self.best}, tốt {self.good}: được tối đa {self.most} ({share}{whole}{least}; {source}).{over}"
        )


def cap(levels: Iterable[str], settings: RatingSettings) -> Cap:
    """The cap for members with these levels; the share is compared as it is, so the whole part of it is allowed."""
    rule = rating_rule()
    counted = Counter(levels)
    best, good = counted[rule.names[0]], counted[rule.names[1]]

    def share(best: int, good: int) -> tuple[int, Fraction, int]:
        base = good if settings.cap_of == "good" else best + good
        exact = Fraction(settings.cap_percent * base, 100)
        return base, exact, max(settings.cap_at_least, int(exact))

    base, exact, most = share(best, good)
    down = next(n for n in range(best + 1) if best - n <= share(best - n, good + n)[2])
    return Cap(counted.total(), best, good, base, exact, most, down, settings)
