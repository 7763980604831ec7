"""The registers as tables: decisions, tasks, promises, speakers; which rows are asked for, and in which order."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import msgspec

from model.errors import BadData
from model.meeting import Meeting
from model.past.decisions import Decision, decisions
from model.past.outcomes import Outcome, outcomes
from model.past.results import for_others, state, told_result
from model.past.speaking import Speaker, speakers
from model.vietnamese import fold, name_order, short_date
from model.words import DECISION, VERDICT

Cell = str | int | date
"""What stands in a table: words, or a figure or a day to reckon with; empty words where nothing is known."""


@dataclass(frozen=True)
class Column:
    """``width``: letters on the screen; ``share``: percent of the paper; ``sort``: how its cells are put in order."""

    head: str
    width: int
    share: float
    align: Literal["l", "c", "r"] = "l"
    sort: Literal["words", "name", "value"] = "words"


@dataclass(frozen=True)
class Row:
    """A line of a register; ``meeting`` and ``entry`` are where it is told, ``told`` is all that is known of it."""

    cells: tuple[Cell, ...]
    meeting: str
    entry: int
    open: bool
    overdue: bool
    told: Decision | Outcome | Speaker
    folded: str = field(compare=False, default="")
    """Its words as they are searched for."""


@dataclass(frozen=True)
class Asked:
    """What is to be seen of a register: which days, words that each row must have, only what is open, the order.

    ``column`` is a number from 0, None for the order of the meetings. ``period`` is how a paper calls the days.
    """

    register: str
    first: date = date.min
    last: date = date.max
    period: str = ""
    words: str = ""
    open_only: bool = False
    column: int | None = None
    backwards: bool = False


@dataclass(frozen=True)
class Register:
    """A register there is. ``still``: what ``open`` means in it, as a paper says it."""

    title: str
    still: str
    columns: tuple[Column, ...]
    rows: "Callable[[_Scope], Iterable[Row]]"


@dataclass(frozen=True)
class _Scope:
    """What rows are made of: the meetings, also those after ``last``; ``internal``: what others may not see, too."""

    meetings: Sequence[Meeting]
    last: date
    today: date
    internal: bool


def rows(meetings: Sequence[Meeting], asked: Asked, today: date, *, internal: bool = True) -> list[Row]:
    """All rows of the days asked for; ``meetings`` go on after them, for what became of it later.

    Without ``internal`` what others may see. Raises BadData for a register there is not.
    """
    scope = _Scope([m for m in meetings if m.date >= asked.first], asked.last, today, internal)
    return list(register(asked.register).rows(scope))


def chosen(found: Iterable[Row], asked: Asked) -> list[Row]:
    """The rows that have the words and, where asked for, are open; in the order asked for, empty cells last."""
    wanted = [f" {word}" for word in _searched(asked.words).split()]
    kept = [r for r in found if (r.open or not asked.open_only) and all(word in r.folded for word in wanted)]
    if asked.column is None:
        return kept[::-1] if asked.backwards else kept
    place = asked.column
    key = _ORDER[register(asked.register).columns[place].sort]
    told = sorted((r for r in kept if r.cells[place] != ""), key=lambda r: key(r.cells[place]), reverse=asked.backwards)
    return told + [r for r in kept if r.cells[place] == ""]


def rows_of(asked: Asked, meetings: Sequence[Meeting], today: date, *, internal: bool = True) -> list[Row]:
    """The rows asked for, in their order. Raises BadData like :func:`rows`."""
    return chosen(rows(meetings, asked, today, internal=internal), asked)


def in_words(name: str, row: Row) -> str:
    """``Ngày: 03/11/2026 · Quyết định: …``: all cells of the row with their heads, without the empty ones."""
    told = (short_date(cell) if isinstance(cell, date) else str(cell) for cell in row.cells)
    columns = register(name).columns
    return " · ".join(f"{column.head}: {words}" for column, words in zip(columns, told, strict=True) if words)


def as_data(row: Row) -> dict[str, Any]:
    """The row for ``--json``."""
    told: dict[str, Any] = msgspec.to_builtins(row.told)
    return told | {"open": row.open, "overdue": row.overdue}


def register(name: str) -> Register:
    """The register of that name; raises BadData where there is none."""
    if name not in REGISTERS:
        raise BadData(f"Không có sổ “{name}”. Có: {', '.join(REGISTERS)}.")
    return REGISTERS[name]


def _searched(text: str) -> str:
    return re.sub(r"[^\w/]+", " ", fold(text))


def _by_name(cell: Cell) -> Any:
    name, _, mark = str(cell).partition(" (")
    return name_order(name), mark


_ORDER: dict[str, Callable[[Cell], Any]] = {
    "words": lambda cell: fold(str(cell)),
    "name": _by_name,
    "value": lambda c: c,
}


def _row(told: Decision | Outcome | Speaker, *cells: Cell, overdue: bool | None = None) -> Row:
    words = " ".join(short_date(cell) if isinstance(cell, date) else str(cell) for cell in cells)
    late = isinstance(told, Decision) and told.overdue if overdue is None else overdue
    return Row(cells, told.meeting, told.entry, told.open, late, told, f" {_searched(words)}")


# --- each register --------------------------------------------------------------------------------


def _decisions(scope: _Scope) -> Iterator[Row]:
    for d in decisions(scope.meetings, scope.today, internal=scope.internal):
        if d.day <= scope.last:
            counts: tuple[Cell, ...] = tuple("" if n is None else n for n in d.counts or ("", "", ""))
            base: Cell = "" if d.base is None else d.base
            yield _row(d, d.day, d.text, DECISION[d.kind], _result(d), _became(d), *counts, base, d.item)


def _result(d: Decision) -> str:
    if d.kind == "election":
        return f"trúng cử: {', '.join(d.elected)}" if d.elected else "không ai trúng cử"
    return VERDICT[d.verdict] if d.verdict else ""


def _became(d: Decision) -> str:
    """``giao 5 nhiệm vụ: đã làm 3, chưa xong 2 (quá hạn 1); sửa ngày 05/11/2026``."""
    done, still, late = d.tasks.done, d.tasks.open, d.tasks.overdue
    told = []
    if done or still:
        counted = [f"đã làm {done}"] * bool(done) + [f"chưa xong {still}"] * bool(still)
        told.append(f"giao {done + still} nhiệm vụ: {', '.join(counted)}{f' (quá hạn {late})' if late else ''}")
    if d.corrected:
        told.append(f"sửa ngày {short_date(d.corrected)}")
    if d.kind == "put_off":
        back = d.returned
        told.append(f"trở lại ngày {short_date(back.day)}: {_BECAME[back.became]}" if back else "chưa trở lại")
    return "; ".join(told)


_BECAME = {"dealt_with": "đã bàn", "put_off": "lại hoãn", "waiting": "chưa bàn"}


def _tasks(scope: _Scope) -> Iterator[Row]:
    return _owed(scope, outcomes(scope.meetings).tasks)


def _promises(scope: _Scope) -> Iterator[Row]:
    return _owed(scope, outcomes(scope.meetings).promises)


def _owed(scope: _Scope, owed: Iterable[Outcome]) -> Iterator[Row]:
    """Those given, or first asked about, in a meeting of the days."""
    days = {m.id: m.date for m in scope.meetings}
    for one in owed if scope.internal else for_others(owed, scope.meetings):
        if days[one.meeting] <= scope.last:
            told = (state(one, scope.today), told_result(one), one.results[-1].day if one.results else "")
            late = one.overdue(scope.today)
            yield _row(one, one.given or "", one.name, one.text, one.last_due, *told, overdue=late)


def _speakers(scope: _Scope) -> Iterator[Row]:
    for s in speakers([m for m in scope.meetings if m.date <= scope.last], internal=scope.internal):
        figures = (s.remarks, s.self_criticisms, s.criticisms, s.criticised)
        yield _row(s, s.name, s.attended, s.spoken, s.silent, s.last or "", *figures)


def _day(head: str) -> Column:
    return Column(head, 10, 9.5, "c", "value")


def _figure(head: str, width: int, share: float = 8) -> Column:
    return Column(head, width, share, "c", "value")


def _of_owed(what: str, given: str) -> tuple[Column, ...]:
    return (
        _day(given),
        Column("Đảng viên", 18, 14, sort="name"),
        Column(what, 20, 24),
        _day("Hạn"),
        Column("Tình trạng", 10, 8, "c"),
        Column("Kết quả", 36, 21),
        _day("Báo ngày"),
    )


REGISTERS = {
    "decisions": Register(
        "Sổ quyết định",
        "chỉ những việc chưa xong",
        (
            _day("Ngày"), Column("Quyết định", 40, 22), Column("Loại", 12, 7.5), Column("Kết quả", 15, 8),
            Column("Về sau", 36, 15), _figure("Tán thành", 9, 6), _figure("Không tán thành", 15, 6),
            _figure("Không ý kiến", 12, 6), _figure("Cơ số", 6, 5), Column("Thuộc nội dung", 30, 12),
        ),
        _decisions,
    ),
    "tasks": Register("Sổ nhiệm vụ", "chỉ nhiệm vụ chưa xong", _of_owed("Nhiệm vụ", "Ngày giao"), _tasks),
    "promises": Register(
        "Sổ lời hứa khắc phục", "chỉ lời hứa chưa thực hiện", _of_owed("Biện pháp khắc phục", "Ngày hứa"), _promises
    ),
    "speakers": Register(
        "Sổ phát biểu",
        "chỉ người chưa phát biểu hai kỳ liền",
        (
            Column("Đảng viên", 24, 24, sort="name"), _figure("Kỳ dự", 6), _figure("Kỳ nói", 6),
            _figure("Kỳ liền im lặng", 15), _figure("Nói gần nhất", 12, 9.5), _figure("Ý kiến", 6),
            _figure("Tự phê bình", 11), _figure("Phê bình", 8), _figure("Được phê bình", 13),
        ),
        _speakers,
    ),
}  # fmt: skip
"""Every register by the name that the command line calls it by."""
