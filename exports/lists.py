"""Danh sách nhiệm vụ, and the month's list for the upper committee (form of An Giang)."""

from collections import Counter
from datetime import date

from exports.format.outline import Block, Cell, Paragraph, Section, Table
from exports.heads import begin, end, upper_committee
from exports.source import Source, private
from exports.wording import Wording, stop
from model.vietnamese import short_date
from model.words import LEVELS, RESULT
from model.year.grades import LIST_HEADS, grade, monthly_list

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
    wording = Wording(meeting)
    listed = monthly_list([grade(m) for m in mine or [meeting]])
    rows: list[tuple[Cell, ...]] = [(*row, stop(wording.own(str(lost)))) for *row, lost in listed]
    widths = (5, 15, 8, 9, 6, 5, 5, 6, 5, 36)
    subject = f"Kết quả chấm điểm sinh hoạt chi bộ tháng {when.month} năm {when.year}"
    blocks = begin(source, "Danh sách tổng hợp", subject, on=date(when.year, when.month, _LIST_DAY))
    blocks.append(Table(LIST_HEADS, tuple(rows), widths, "clcccccccl", dense=True, strong=frozenset({len(rows) - 1})))
    return [*blocks, *_six_months(source), end(meeting, upper_committee(meeting.cell))]


def _six_months(source: Source) -> list[Block]:
    """The half-year that the meeting lies in, where more than this month of it is known."""
    half = (source.meeting.date.month - 1) // 6
    months = [m for m in source.months if (m.date.month - 1) // 6 == half and m.date <= source.meeting.date]
    if len(months) < 2:
        return [Paragraph("Danh sách có 1 kỳ sinh hoạt.")]
    found = [grade(m) for m in months]
    rows: list[tuple[Cell, ...]] = [
        (f"Tháng {g.meeting.date.month}", g.meeting.date, "" if g.points is None else g.points, g.level) for g in found
    ]
    counted = Counter(g.level for g in found if g.level)
    told = ", ".join(f"{one} {counted[one]}" for one in LEVELS if counted[one])
    return [
        Section("Kết quả trong sáu tháng", 2),
        Table(("Tháng", "Ngày họp", "Số điểm", "Mức"), tuple(rows), (25, 25, 25, 25), "cccc"),
        Paragraph(f"Cộng: {told}." if told else f"Cộng {len(rows)} kỳ sinh hoạt."),
    ]
