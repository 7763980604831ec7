"""Figures over time as a plot and a table show them: values that know what they were taken of, lines, charts.

What is not known is None, never 0. Shares are kept as their two numbers and compared exactly; percent is for reading.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, Literal

from msgspec import Struct

from model.vietnamese import percent

Unit = Literal["share", "count", "minutes"]
Look = Literal["lines", "stacked", "across"]
"""Lines over time; counts upon one another over time; bars of a list that is no time."""

_TREND_FROM = 3
"""Two known values always make a straight line: a trend takes three."""
MISSING = "–"


class Value(Struct, frozen=True):
    """``part`` of ``whole``: 24 of 27 members; a count has the whole 1, minutes are seconds of 60."""

    part: int
    whole: int = 1

    @property
    def exact(self) -> Fraction:
        """The figure itself."""
        return Fraction(self.part, self.whole)


class Line(Struct, frozen=True):
    """A value for each point of its chart; ``name`` in words, ``mark`` the letters that stand for it in a plot."""

    name: str
    values: tuple[Value | None, ...]
    mark: str = ""


class Chart(Struct, frozen=True, kw_only=True):
    """One plot with its numbers. ``points`` are what the values belong to, ``ticks`` the same in few letters.

    ``step``: the word for the way from one point to the next, where a trend is told; ``notes``: sentences under it.
    """

    id: str
    title: str
    unit: Unit
    look: Look
    points: tuple[str, ...]
    ticks: tuple[str, ...]
    lines: tuple[Line, ...]
    step: str = ""
    notes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing of it is known."""
        return all(value is None for line in self.lines for value in line.values)


def pooled(values: Iterable[Value | None]) -> Value | None:
    """The known values taken together, parts and wholes; None where none is known or nothing could be counted."""
    known = [value for value in values if value is not None and value.whole]
    return Value(sum(v.part for v in known), sum(v.whole for v in known)) if known else None


def added(values: Iterable[Value | None]) -> Value | None:
    """The sum of the known counts; None where none is known."""
    known = [value for value in values if value is not None]
    return Value(sum(v.part for v in known)) if known else None


def trend(values: Sequence[Value | None]) -> Fraction | None:
    """How much a value grows from one point to the next: the slope of the least squares through the known ones.

    None where fewer than three are known.
    """
    known = [(x, value.exact) for x, value in enumerate(values) if value is not None]
    if len(known) < _TREND_FROM:
        return None
    middle = Fraction(sum(x for x, _ in known), len(known))
    mean = sum((y for _, y in known), Fraction()) / len(known)
    above = sum(((x - middle) * (y - mean) for x, y in known), Fraction())
    return above / sum((x - middle) ** 2 for x, _ in known)


def trend_words(chart: Chart, line: Line) -> str:
    """``tăng 1,2 điểm % mỗi kỳ``; empty where there is no trend to tell."""
    slope = trend(line.values) if chart.step and chart.unit == "share" else None
    if slope is None:
        return ""
    size = percent(abs(slope))
    if size == "0":
        return "gần như không đổi"
    return f"{'tăng' if slope > 0 else 'giảm'} {size} điểm % mỗi {chart.step}"


def in_words(value: Value | None, unit: Unit) -> str:
    """``24/27 (88,9 %)``, ``3``, ``12,5``; a dash where it is not known."""
    if value is None:
        return MISSING
    if unit == "share":
        return f"{value.part}/{value.whole} ({percent(value.exact)}\u00a0%)"
    return decimal(value.exact) if unit == "minutes" else str(value.part)


def decimal(figure: Fraction) -> str:
    """A figure for reading, one decimal, half up, with a comma."""
    return percent(figure / 100)


def text(chart: Chart) -> list[str]:
    """The chart for a reader or a screen reader: its title, a line for each point, trends and notes."""
    single = len(chart.lines) == 1
    told = [chart.title]
    for number, point in enumerate(chart.points):
        figures = (
            f"{'' if single else f'{line.name} '}{in_words(line.values[number], chart.unit)}" for line in chart.lines
        )
        told.append(f"  {point}: {'; '.join(figures)}")
    return [*told, *(f"  {line}" for line in remarks(chart))]


def remarks(chart: Chart) -> list[str]:
    """The sentences under a chart: the trend of each line, then the notes."""
    single = len(chart.lines) == 1
    trends = [(line, words) for line in chart.lines if (words := trend_words(chart, line))]
    return [*(f"Xu hướng{'' if single else f' {line.name}'}: {words}." for line, words in trends), *chart.notes]


def data(chart: Chart) -> dict[str, Any]:
    """The chart as plain data; a value that is not known is null."""
    return {
        "id": chart.id,
        "title": chart.title,
        "unit": chart.unit,
        "points": list(chart.points),
        "lines": [
            {
                "name": line.name,
                "values": [_plain(value, chart.unit) for value in line.values],
                "trend": _trend(chart, line),
            }
            for line in chart.lines
        ],
        "notes": list(chart.notes),
    }


def _plain(value: Value | None, unit: Unit) -> Any:
    if value is None or unit == "count":
        return value and value.part
    if unit == "minutes":
        return float(value.exact)
    return {"numerator": value.part, "denominator": value.whole}


def _trend(chart: Chart, line: Line) -> float | None:
    """The trend in percentage points."""
    slope = trend(line.values) if chart.step and chart.unit == "share" else None
    return None if slope is None else float(slope * 100)
