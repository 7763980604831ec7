"""Days as they are said and jotted down: ``25/6``, ``25``, ``+2t``, ``thứ 6``, ``cuối tháng``; always in the future."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

from model.vietnamese import fold, read_date

_WEEKDAYS = {"2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5, "cn": 6, "chu nhat": 6}
_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_UNITS = {"n": 1, "ngay": 1, "": 1, "t": 7, "tuan": 7}


def jotted_day(text: str, near: date) -> date | None:
    """The day that is meant, seen from ``near``: a day or a month without its year is the next one to come.

    ``25/6/2027`` · ``25/6`` · ``25`` · ``+3`` or ``+3n`` days · ``+2t`` weeks · ``+1th`` months · ``t6``, ``thứ 6``,
    ``cn`` (Sunday) · ``cuối tháng``, ``ct`` · ``cuối tháng sau``, ``cts`` · ``cuối năm``. None for no day.
    """
    said = fold(text).strip()
    if (whole := read_date(text)) is not None:
        return whole
    if said in ("ct", "cuoi thang"):
        return _month_end(near.year, near.month)
    if said in ("cts", "cuoi thang sau"):
        return _month_end(*_months_on(near, 1))
    if said == "cuoi nam":
        return date(near.year, 12, 31)
    if found := re.fullmatch(r"\+\s*(\d{1,3})\s*(thang|th|[a-z]*)", said):
        return _later(near, int(found[1]), found[2])
    if found := re.fullmatch(r"(?:thu|t)?\s*(cn|chu nhat|[2-7])", said):
        if said.isdigit():
            return _day_of_month(int(said), near)
        return near + timedelta(days=(_WEEKDAYS[found[1]] - near.weekday() - 1) % 7 + 1)
    if said.isascii() and said.isdigit() and len(said) <= 2:
        return _day_of_month(int(said), near)
    if found := re.fullmatch(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})", said):
        days = (read_date(f"{found[1]}/{found[2]}/{year}") for year in (near.year, near.year + 1))
        return next((day for day in days if day and day >= near), None)
    return None


def said_day(day: date) -> str:
    """The day read back in full: ``thứ Hai, 30/11/2026``."""
    return f"{_NAMES[day.weekday()]}, {day:%d/%m/%Y}"


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last day of a month that is shorter."""
    year, month = _months_on(day, months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def local(moment: datetime) -> datetime:
    """The moment by this machine's clock, with its offset from UTC."""
    try:
        return moment.astimezone()
    except OSError:  # Windows tells no local time before 1970 nor after 3000: as far from UTC as today
        zone = datetime.now().astimezone().tzinfo
        return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def read_clock(text: str) -> time | None:
    """The clock time written ``20:30``, ``20h30``, ``20 giờ 30`` or ``20h``; None where there is no such time."""
    found = re.fullmatch(r"(\d{1,2})\s*(?::|h|g|giờ)?\s*(\d{0,2})\s*(?:phút|p)?", text.strip().lower())
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else None
    except ValueError:
        return None


def _later(near: date, number: int, unit: str) -> date | None:
    if unit in ("th", "thang"):
        return months_later(near, number)
    return near + timedelta(days=number * _UNITS[unit]) if unit in _UNITS else None


def _day_of_month(day: int, near: date) -> date | None:
    """The next such day from ``near`` on; in a month that has it."""
    for months in range(3):
        year, month = _months_on(near, months)
        if 1 <= day <= monthrange(year, month)[1] and date(year, month, day) >= near:
            return date(year, month, day)
    return None


def _months_on(near: date, months: int) -> tuple[int, int]:
    place = near.month - 1 + months
    return near.year + place // 12, place % 12 + 1


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
