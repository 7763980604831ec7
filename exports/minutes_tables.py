"""The tables of the minutes: last month's tasks with their results, tasks given, quality of the meeting."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from exports.outline import Block, Bullet, Paragraph, Section, Table
from exports.wording import Wording, stop
from model.entry import Entry
from model.events import Score, Task, TaskResult
from model.meeting import Meeting
from model.scoring import Result, Row, score
from model.sheets import sheet
from model.vietnamese import short_date
from model.words import RESULT


def results(meeting: Meeting, wording: Wording, record: Iterable[Entry]) -> Iterator[Block]:
    """Last month's tasks; the result is empty where the record tells none."""
    told: dict[str, list[str]] = {}
    of: dict[str, tuple[int, ...]] = {}
    for entry in record:
        if isinstance(entry.event, TaskResult):
            result = RESULT[entry.event.result].capitalize()
            said = f"{result}: {entry.event.text}" if entry.event.text else result
            told.setdefault(entry.event.task, []).append(stop(said))
            of[entry.event.task] = (*of.get(entry.event.task, ()), entry.id)
    carried = [task for task in meeting.tasks if task.carried]
    rows = [
        (str(number), task.text, wording.name(task.owner), short_date(task.due), "\n".join(told.get(task.id, [])))
        for number, task in enumerate(carried, 1)
    ]
    yield Section("Kết quả thực hiện nhiệm vụ tháng trước", 2)
    heads = ("TT", "Nhiệm vụ", "Người thực hiện", "Thời hạn", "Kết quả")
    yield Table(heads, tuple(rows), (6, 28, 18, 16, 32), "cllcl", tuple(of.get(t.id, ()) for t in carried))


def given_tasks(entries: Sequence[Entry], wording: Wording, before: int) -> Iterator[Block]:
    """The tasks given under one item, numbered on from those ``before``."""
    tasks = [entry.event for entry in entries if isinstance(entry.event, Task)]
    rows = [
        (str(number), task.text, wording.name(task.owner), short_date(task.due))
        for number, task in enumerate(tasks, before + 1)
    ]
    yield Section("Nhiệm vụ được giao", 2)
    yield Table(
        ("TT", "Nhiệm vụ", "Người thực hiện", "Thời hạn"),
        tuple(rows),
        (6, 50, 26, 18),
        "cllc",
        tuple((entry.id,) for entry in entries),
    )


def quality(meeting: Meeting, wording: Wording, record: Iterable[Entry]) -> Iterator[Block]:
    """The score by each sheet that points were given on: groups and total once the meeting is closed, points lost.

    Before that the record still changes what is computed, so only what people gave is told.
    """
    shown = {e.id: e.event for e in record if isinstance(e.event, Score)}
    for sheet_id in dict.fromkeys(event.sheet for event in shown.values()):
        result = score(meeting, sheet(sheet_id))
        given = {
            event.criterion: (of, event)
            for (on, _), (of, event) in meeting.scores.items()
            if on == sheet_id and of in shown
        }
        if meeting.closed and result.ready:
            yield from _points(result, wording, given)
        hidden = {
            criterion for (on, criterion), (of, _) in meeting.scores.items() if on == sheet_id and of not in shown
        }
        rows = [row for row in result.rows if not row.criterion.later and row.criterion.id not in hidden]
        lost = [
            Bullet(told, (of,) if of else ())
            for row in rows
            for of, event in [given.get(row.criterion.id, (0, None))]
            if (told := _lost(meeting, row, event, wording))
        ]
        if lost:
            yield Section("Thuyết minh điểm trừ", 2)
            yield from lost


def _points(result: Result, wording: Wording, given: Mapping[str, tuple[int, Score]]) -> Iterator[Block]:
    known = [row for row in result.rows if not row.criterion.later]
    rows, ids = [], []
    for group in result.sheet.group:
        most = sum(row.max for row in result.rows if row.criterion.group == group.id)
        points = sum(row.points or 0 for row in known if row.criterion.group == group.id)
        rows.append((group.id, wording.own(group.title), str(most), str(points)))
        ids.append(
            tuple(given[r.criterion.id][0] for r in known if r.criterion.group == group.id and r.criterion.id in given)
        )
    total, most = _total(result)
    rows.append(("", "Cộng", str(most), str(total)))
    yield Section("Kết quả chấm điểm", 2)
    heads = ("TT", "Nhóm tiêu chí", "Điểm tối đa", "Điểm chấm")
    yield Table(heads, tuple(rows), (6, 54, 20, 20), "clcc", tuple(ids))
    yield Paragraph(total_words(result, wording))


def total_words(result: Result, wording: Wording) -> str:
    """The sum of what is known when the meeting ends; what is known only later is named, so that it never changes."""
    total, most = _total(result)
    later = [row.criterion.id for row in result.rows if row.criterion.later]
    waiting = f", chưa tính tiêu chí {', '.join(later)} chỉ biết được sau buổi sinh hoạt" if later else ""
    return f"{wording.own(result.sheet.title)}: tổng điểm {total}/{most}{waiting}."


def _total(result: Result) -> tuple[int, int]:
    return sum(r.points or 0 for r in result.rows if not r.criterion.later), sum(r.max for r in result.rows)


def _lost(meeting: Meeting, row: Row, given: Score | None, wording: Wording) -> str:
    """The row with its points where some are lost or something was said about it; else empty."""
    said = given.reason if given else ""
    if not meeting.closed and not said:
        return ""
    if not row.applies or row.points is None or (row.points == row.max and not said):
        return ""
    reason = said or wording.own(row.reason)
    title = wording.own(row.criterion.title)
    return stop(f"Tiêu chí {row.criterion.id} ({title}): {row.points}/{row.max} điểm. {reason}".rstrip())
