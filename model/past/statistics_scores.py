"""Points over time: the total and each group, a chart of its own for every sheet; groups of two sheets never mix."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from model.parts import REGULAR
from model.past.periods import By, Point, over_time
from model.past.series import Chart, Line, Value, pooled
from model.scoring.facts import Fact
from model.scoring.points import Result, score
from model.scoring.sheets import Group, Sheet, sheet_of

GROUPS_AT_ONCE = 4
"""Lines that can still be told apart in one plot without colour."""


def score_charts(axis: Sequence[Point], by: By, facts: Mapping[str, Mapping[str, Fact]]) -> list[Chart]:
    """For each sheet in the order of its first use: the total, then its groups, a few to a chart.

    Only meetings that a sheet is meant for are scored: regular and thematic ones.
    """
    meetings = [m for p in axis for m in p.meetings if m.head.kind in REGULAR or m.head.kind == "thematic"]
    results = {m.id: score(m, sheet_of(m.head), facts=facts[m.id]) for m in meetings}
    sheets: list[Sheet] = []
    for result in results.values():
        sheets += [result.sheet] if result.sheet not in sheets else []
    charts: list[Chart] = []
    for sheet in sheets:
        used = [[r for m in p.meetings if (r := results.get(m.id)) and r.sheet == sheet] for p in axis]
        name = _name(sheet, sheets)
        notes = _notes([result for some in used for result in some], name if len(sheets) > 1 else "")
        charts += [over_time(axis, by, notes=notes, **fields) for fields in _of_sheet(sheet, name, used)]
    return charts


def _name(sheet: Sheet, sheets: Sequence[Sheet]) -> str:
    """Its id; numbered where the cell changed its own sheet and kept the id."""
    same = [other for other in sheets if other.id == sheet.id]
    return sheet.id if len(same) == 1 else f"{sheet.id}, bản {same.index(sheet) + 1}"


def _notes(found: Sequence[Result], among: str) -> tuple[str, ...]:
    """What is missing; ``among``: the name of the sheet where it is one of several."""
    open_ones = sum(not result.ready for result in found)
    notes = [f"{open_ones} kỳ chưa chấm đủ nên tổng điểm để trống."] * bool(open_ones)
    if among:
        notes.append(f"Có nhiều khung chấm: đây chỉ là {len(found)} kỳ theo khung {among}, không gộp với khung khác.")
    return tuple(notes)


def _of_sheet(sheet: Sheet, name: str, used: Sequence[Sequence[Result]]) -> Iterator[dict[str, Any]]:
    """The charts of a sheet, without their axis."""
    what = "điểm / điểm tối đa" if sheet.scale == "points" else "tiêu chí đạt / tiêu chí"
    same = {"unit": "share", "look": "lines"}
    total = Line("Tổng điểm", tuple(pooled(map(_total, some)) for some in used))
    yield {"id": f"score:{name}", "title": f"Điểm theo khung {name}: {what}", "lines": (total,), **same}
    lines = [
        Line(f"{group.id} {group.title}", tuple(pooled(_of_group(r, group) for r in some) for some in used), group.id)
        for group in sheet.group
    ]
    for number in range(0, len(lines), GROUPS_AT_ONCE):
        some = tuple(lines[number : number + GROUPS_AT_ONCE])
        title = f"Khung {name}, nhóm {some[0].mark}–{some[-1].mark}: {what}"
        yield {"id": f"groups:{name}:{some[0].mark}", "title": title, "lines": some, **same}


def _total(result: Result) -> Value | None:
    return Value(result.total, result.sheet.max) if result.ready else None


def _of_group(result: Result, group: Group) -> Value | None:
    """The points of a group; None while one of its criteria is empty, or where none applied."""
    rows = [row for row in result.rows if row.criterion.group == group.id and row.applies]
    if any(row.points is None for row in rows):
        return None
    return Value(sum(row.points or 0 for row in rows), sum(row.max for row in rows))
