"""Danh sách nhiệm vụ, and the month's list for the upper committee (form of An Giang)."""

from collections import Counter
from datetime import date

from exports.heads import begin, end, upper_committee
from exports.outline import Block, Cell, Paragraph, Section, Table
from exports.source import Source, private
from exports.wording import Wording, stop
from model.events import GradeVote
from model.facts import measure
from model.meeting import Meeting
from model.scoring import Result, score
from model.sheets import sheet_of
from model.stated import figures
from model.vietnamese import short_date
from model.voting import judge
from model.words import LEVELS, RESULT

_LIST_DAY = 10
"""The day of the month that the list is dated by (scoring forms of An Giang)."""


def tasks(source: Source) -> list[Block]:
    """Last month's tasks and those given now; who follows a task up and what came of it may be filled in by hand."""
    meeting = source.meeting
    wording = Wording(meeting)
    hidden = {entry.id for entry in meeting.standing if private(entry)}
    rows: list[tuple[Cell, ...]] = []
    for task in meeting.tasks:
        if not task.carried and task.entry in hidden:
            continue
        result = RESULT[task.result].capitalize() if task.result else ""
        result += f" đến {short_date(task.extended)}" if task.extended else ""
        told = f": {task.told}" if task.told and task.entry not in hidden else ""
        given: Cell = task.given or ""
        rows.append((len(rows) + 1, wording.name(task.owner), task.text, given, task.due, task.note, result + told))
    heads = ("TT", "Đảng viên", "Nhiệm vụ", "Ngày giao", "Hạn", "Theo dõi", "Kết quả")
    table = Table(heads, tuple(rows), (5, 17, 32, 11, 11, 10, 18), "cllccll", dense=True)
    counted = Paragraph(f"Danh sách có {len(rows)} nhiệm vụ.")
    return [*begin(source, "Danh sách nhiệm vụ"), table, counted, end(meeting)]


def month(source: Source) -> list[Block]:
    """The meetings of the month with points and level, dated the 10th; with six months' results beside it."""
    meeting = source.meeting
    when = meeting.date
    mine = [m for m in source.months if (m.date.year, m.date.month) == (when.year, when.month)]
    rows = [_month_row(number, m) for number, m in enumerate(mine or [meeting], 1)]
    sums: list[Cell] = [sum(row[place] == "x" for row in rows) for place in range(5, 9)]
    rows.append(("", "Cộng", "", "", "", *sums, ""))
    heads = ("STT", "Tên đơn vị", "Số lượng đảng viên", "Ngày họp", "Số điểm", *LEVELS, "Ghi chú")
    widths = (5, 15, 8, 9, 6, 5, 5, 6, 5, 36)
    subject = f"Kết quả chấm điểm sinh hoạt chi bộ tháng {when.month} năm {when.year}"
    blocks = begin(source, "Danh sách tổng hợp", subject, on=date(when.year, when.month, _LIST_DAY))
    blocks.append(Table(heads, tuple(rows), widths, "clcccccccl", dense=True, strong=frozenset({len(rows) - 1})))
    return [*blocks, *_six_months(source), end(meeting, upper_committee(meeting.cell))]


def _month_row(number: int, meeting: Meeting) -> tuple[Cell, ...]:
    result = score(meeting, sheet_of(meeting.head))
    called = measure(meeting)["roll_called"].value or meeting.stated is not None
    present = figures(meeting).present_of() if called else ""
    points = _points(meeting, result)
    grade = level(meeting)
    hidden = {criterion for (_, criterion), (_, given) in meeting.scores.items() if given.internal}
    wording = Wording(meeting)
    lost = [
        f"{row.criterion.id}: −{row.max - row.points}, {wording.own(row.reason)}"
        for row in result.rows
        if row.points is not None and row.points < row.max and row.applies and row.criterion.id not in hidden
    ]
    levels = ("x" if grade == one else "" for one in LEVELS)
    return (number, meeting.cell.name, present, meeting.date, points, *levels, stop("; ".join(lost)))


def _points(meeting: Meeting, result: Result) -> Cell:
    """The points once they are known; of old minutes those that they state."""
    points = meeting.stated.points if meeting.stated else result.total if result.ready else None
    return "" if points is None else points


def level(meeting: Meeting) -> str:
    """The level that the cell voted for itself; where it voted none, that of its points; else empty."""
    if meeting.stated is not None:
        return meeting.stated.level
    votes = [(e.at, e.event) for e in meeting.votes if isinstance(e.event, GradeVote)]
    passed = [vote.level for at, vote in votes if judge(meeting.presence, at, vote).verdict == "passed"]
    return passed[-1] if passed else score(meeting, sheet_of(meeting.head)).grade


def _six_months(source: Source) -> list[Block]:
    """The half-year that the meeting lies in, where more than this month of it is known."""
    half = (source.meeting.date.month - 1) // 6
    months = [m for m in source.months if (m.date.month - 1) // 6 == half and m.date <= source.meeting.date]
    if len(months) < 2:
        return [Paragraph("Danh sách có 1 kỳ sinh hoạt.")]
    found = [(m, score(m, sheet_of(m.head)), level(m)) for m in months]
    rows: list[tuple[Cell, ...]] = [
        (f"Tháng {m.date.month}", m.date, _points(m, result), grade) for m, result, grade in found
    ]
    counted = Counter(grade for _, _, grade in found if grade)
    told = ", ".join(f"{one} {counted[one]}" for one in LEVELS if counted[one])
    return [
        Section("Kết quả trong sáu tháng", 2),
        Table(("Tháng", "Ngày họp", "Số điểm", "Mức"), tuple(rows), (25, 25, 25, 25), "cccc"),
        Paragraph(f"Cộng: {told}." if told else f"Cộng {len(rows)} kỳ sinh hoạt."),
    ]
