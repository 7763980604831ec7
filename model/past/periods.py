"""The time that is looked back on: a span of days, and its meetings one by one or by month, quarter and year."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from model.cell import Term
from model.errors import BadData
from model.meeting import Meeting
from model.past.series import Chart
from model.vietnamese import short_date

By = Literal["meeting", "month", "quarter", "year"]
BY: dict[By, tuple[str, str]] = {
    "meeting": ("từng kỳ họp", "kỳ"),
    "month": ("theo tháng", "tháng"),
    "quarter": ("theo quý", "quý"),
    "year": ("theo năm", "năm"),
}
"""How the meetings are put together, in words, and the word for one such part."""
_MONTHS: dict[By, int] = {"month": 1, "quarter": 3, "year": 12}


class Span(Struct, frozen=True):
    """The days from ``first`` to ``last``, both included; ``name`` in words."""

    first: date
    last: date
    name: str

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


class Point(Struct, frozen=True):
    """A place on the axis of time: the meetings that belong to it, none where none was held."""

    label: str
    tick: str
    meetings: tuple[Meeting, ...]


def year_span(year: int) -> Span:
    """A calendar year."""
    return Span(date(year, 1, 1), date(year, 12, 31), f"năm {year}")


def term_span(term: Term, today: date) -> Span:
    """The term of office up to its end, or to ``today``. Raises BadData where the cell's settings have no beginning."""
    if term.since is None:
        raise BadData("Chưa ghi ngày bắt đầu nhiệm kỳ: xin ghi ở “Thông tin chi bộ”, hoặc dùng --from và --to.")
    last = max(term.until or today, term.since)
    return Span(term.since, last, f"nhiệm kỳ {term.name}".strip())


def days_span(first: date, last: date) -> Span:
    """From day to day. Raises BadData where the end is before the beginning."""
    if last < first:
        raise BadData(f"Ngày cuối {short_date(last)} trước ngày đầu {short_date(first)}: xin đổi lại hai ngày.")
    return Span(first, last, f"từ {short_date(first)} đến {short_date(last)}")


def points(meetings: Sequence[Meeting], by: By) -> tuple[Point, ...]:
    """The meetings, oldest first, as points; months, quarters or years between them without a meeting are there too."""
    if by == "meeting":
        return tuple(_single(meetings))
    size = _MONTHS[by]
    parts = [(m.date.year * 12 + m.date.month - 1) // size for m in meetings]
    return tuple(
        Point(*_names(part * size, by), tuple(m for m, own in zip(meetings, parts, strict=True) if own == part))
        for part in (range(parts[0], parts[-1] + 1) if parts else ())
    )


def _single(meetings: Iterable[Meeting]) -> Iterable[Point]:
    """Each meeting by itself; the second one of a day is numbered."""
    days: dict[date, int] = {}
    for meeting in meetings:
        day = meeting.date
        days[day] = days.get(day, 0) + 1
        number = f" ({days[day]})" if days[day] > 1 else ""
        yield Point(f"{short_date(day)}{number}", f"{day:%d/%m}{number}", (meeting,))


def _names(month: int, by: By) -> tuple[str, str]:
    """Label and tick of the part that begins with a month, counted from the year 0."""
    year, number = divmod(month, 12)
    if by == "month":
        return f"tháng {number + 1}/{year}", f"{number + 1}/{year % 100:02}"
    if by == "quarter":
        return f"quý {number // 3 + 1}/{year}", f"Q{number // 3 + 1}/{year % 100:02}"
    return f"năm {year}", f"{year}"


def over_time(axis: Sequence[Point], by: By, **fields: Any) -> Chart:
    """A chart along the axis of time."""
    return Chart(points=tuple(p.label for p in axis), ticks=tuple(p.tick for p in axis), step=BY[by][1], **fields)
