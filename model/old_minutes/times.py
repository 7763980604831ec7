"""Dates and times of the day as minutes write them."""

import re
from datetime import date, time

DATE = r"(?:ngày\s+)?(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})(?!\d)"
"""``ngày 03 tháng 11 năm 2023``, ``03/11/2023``: day, month, year."""
TIME = (
    r"(\d{1,2})\s*(?:giờ\b|[hg](?![^\W\d_]))(?:\s*(\d{1,2})(?!\d)\s*(?:phút|ph\b|p\b|')?)?(?!\s*(?:rưỡi|kém|\d))"
    r"(?:\s*(sáng|trưa|chiều|tối)\b)?"
    r"|(\d{1,2}):(\d{2})(?!\d)"
)
"""``19 giờ 30 phút``, ``19h30``, ``7 giờ 30 tối``, ``19:30``: hour, minute, part of the day; hour, minute."""
GROUPS_OF_DATE, GROUPS_OF_TIME = 3, 5

Groups = tuple[str | None, ...]


def day_of(groups: Groups) -> date | None:
    """The day of the groups of :data:`DATE`; None where there is none such, or none within living memory."""
    day, month, year = (int(group or 0) for group in groups)
    try:
        return date(year, month, day) if 1930 <= year <= 2100 else None
    except ValueError:
        return None


def clock_of(groups: Groups) -> time | None:
    """The time of the groups of :data:`TIME`; None where there is none such."""
    hour, minute = int(groups[0] or groups[3] or 0), int(groups[1] or groups[4] or 0)
    if groups[2] in ("chiều", "tối") and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def pattern(text: str) -> re.Pattern[str]:
    """The pattern, read without regard to case."""
    return re.compile(text, re.IGNORECASE)
