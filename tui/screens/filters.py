"""The filters of the search to choose from, so that nobody needs to know how they are written."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from model.agenda import default_agenda
from model.cell import Member
from model.parts import AgendaItem
from model.past.query import KINDS
from tui.dialogs.pick import Choice

_SPAN = 36
"""Months to choose from."""


def filters(members: Iterable[Member], rows: Iterable[dict[str, Any]]) -> list[Choice]:
    """What can be chosen: the filter as it is written, and what it means. ``rows``: the meetings, newest first."""
    days = [date.fromisoformat(row["date"]) for row in rows]
    months = list(dict.fromkeys(f"{day:%m/%Y}" for day in days))[:_SPAN]
    years = dict.fromkeys(str(day.year) for day in days)
    return [
        Choice("việc:còn", "Nhiệm vụ, lời hứa còn dở", "việc:còn"),
        Choice("việc:xong", "Nhiệm vụ, lời hứa đã xong", "việc:xong"),
        *(Choice(f"loại:{name}", f"Loại: {name}", f"loại:{name}") for name in KINDS),
        *(Choice(f'ai:"{name}"', f"Người: {name}", f'ai:"{name}"') for name in _names(list(members))),
        *(Choice(f"mục:{item.step}", f"Mục: {item.title}", f"mục:{item.step}") for item in _items()),
        Choice('mục:"chuyên đề"', "Mục: chuyên đề", 'mục:"chuyên đề"'),
        *(Choice(f"năm:{year}", f"Năm {year}", f"năm:{year}") for year in years),
        *(Choice(f"tháng:{month}", f"Tháng {month}", f"tháng:{month}") for month in months),
        *(Choice(f"từ:{month}", f"Từ tháng {month}", f"từ:{month}") for month in months),
        *(Choice(f"đến:{month}", f"Đến hết tháng {month}", f"đến:{month}") for month in months),
    ]


def _names(members: list[Member]) -> list[str]:
    """The names, with the year of birth where two share one."""
    often = Counter(m.name for m in members)
    return sorted({f"{m.name} {m.born.year}" if often[m.name] > 1 and m.born else m.name for m in members})


def _items() -> list[AgendaItem]:
    return [item for item in default_agenda("regular") if item.step]


def added(typed: str, chosen: str) -> str:
    """The query with the chosen filter behind it."""
    return f"{typed.rstrip()} {chosen} ".lstrip()
