"""The tables of the minutes: tasks and promises of earlier meetings, tasks given, quality of the meeting."""

from collections.abc import Iterator, Sequence
from datetime import date

from exports.outline import Block, Bullet, Paragraph, Section, Table
from exports.wording import Wording, stop
from model.entry import Entry
from model.events import PromiseResult, Score, Task, TaskResult
from model.meeting import Meeting
from model.scoring import MET, Result, Row, score
from model.sheets import sheet_of
from model.vietnamese import short_date
from model.words import KEPT, RESULT


def results(meeting: Meeting, wording: Wording) -> Iterator[Block]:
    """Last month's tasks; the result is empty where none was told."""
    told: dict[str, list[str]] = {}
    for entry in meeting.record:
        if isinstance(entry.event, TaskResult):
            told.setdefault(entry.event.task, []).append(_answer(RESULT, entry.event, entry.event.due))
    rows = [
        (str(number), task.text, wording.name(task.owner), short_date(task.due), "\n".join(told.get(task.id, [])))
        for number, task in enumerate((t for t in meeting.tasks if t.carried), 1)
    ]
    yield Section("Kết quả thực hiện nhiệm vụ tháng trước", 2)
    heads = ("TT", "Nhiệm vụ", "Người thực hiện", "Thời hạn", "Kết quả")
    yield Table(heads, tuple(rows), (6, 28, 18, 16, 32), "cllcl")


def kept_promises(meeting: Meeting, wording: Wording) -> Iterator[Block]:
    """What earlier meetings were promised; the result is empty where none was told."""
    told: dict[str, list[str]] = {}
    for entry in meeting.record:
        if isinstance(entry.event, PromiseResult):
            told.setdefault(entry.event.promise, []).append(_answer(KEPT, entry.event, entry.event.deadline))
    rows = [
        (str(number), wording.name(p.member), p.remedy, short_date(p.deadline), "\n".join(told.get(p.id, [])))
        for number, p in enumerate((p for p in meeting.promises if p.carried), 1)
    ]
    yield Section("Kết quả khắc phục hạn chế đã hứa", 2)
    heads = ("TT", "Đồng chí", "Biện pháp khắc phục", "Thời hạn", "Kết quả")
    yield Table(heads, tuple(rows), (6, 18, 28, 16, 32), "cllcl")


def _answer(words: dict[str, str], told: TaskResult | PromiseResult, until: date | None) -> str:
    """As in ``Gia hạn đến 30/11/2026: chờ kinh phí.``."""
    result = words[told.result].capitalize() + (f" đến {short_date(until)}" if until else "")
    return stop(f"{result}: {told.text}" if told.text else result)


def given_tasks(entries: Sequence[Entry], wording: Wording, before: int) -> Iterator[Block]:
    """The tasks given under one item, numbered on from those ``before``."""
    tasks = [entry.event for entry in entries if isinstance(entry.event, Task)]
    rows = [
        (str(number), task.text, wording.name(task.owner), short_date(task.due))
        for number, task in enumerate(tasks, before + 1)
    ]
    yield Section("Nhiệm vụ được giao", 2)
    yield Table(("TT", "Nhiệm vụ", "Người thực hiện", "Thời hạn"), tuple(rows), (6, 50, 26, 18), "cllc")


def quality(meeting: Meeting, wording: Wording) -> Iterator[Block]:
    """The score by the meeting's sheet, and by each other one that points were given on.

    Groups, total and grade once the meeting is closed, and the points lost. Before that the record still changes what
    is computed, so only what people gave is told.
    """
    given = dict.fromkeys(e.event.sheet for e in meeting.record if isinstance(e.event, Score))
    for sheet_id in given or (meeting.head.sheet,):
        result = score(meeting, sheet_of(meeting.head, sheet_id))
        if meeting.closed and result.ready:
            yield from _points(meeting, result, wording)
        elif not given:
            return
        rows = [row for row in result.rows if not row.criterion.later]
        lost = [told for row in rows if (told := _lost(meeting, result, row, wording))]
        if lost:
            yield Section("Thuyết minh điểm trừ" if result.sheet.scale == "points" else "Tiêu chí chưa đạt", 2)
            yield from (Bullet(told) for told in lost)


def _points(meeting: Meeting, result: Result, wording: Wording) -> Iterator[Block]:
    sheet = result.sheet
    known = [row for row in result.rows if not row.criterion.later]
    later = [row.criterion.id for row in result.rows if row.criterion.later]
    levels = sheet.scale == "levels"
    upper = _given_in_the_meeting(meeting, result)
    rows = []
    for group in sheet.group:
        own = [row for row in result.rows if row.criterion.group == group.id]
        sums = [sum(r.max for r in own), sum(r.points or 0 for r in own if r in known)]
        rows.append((group.id, wording.own(group.title), *map(str, sums), *_upper(own, upper)))
    total, most = sum(row.points or 0 for row in known), sum(row.max for row in result.rows)
    rows.append(("", "Cộng", str(most), str(total), *_upper(result.rows, upper)))
    heads = ("TT", "Nhóm tiêu chí", *(("Số tiêu chí", "Đạt") if levels else ("Điểm tối đa", "Điểm chấm")))
    second = (wording.own(sheet.second_scorer),) if upper else ()
    yield Section("Kết quả chấm điểm" if not levels else "Kết quả đánh giá", 2)
    widths = (6, 40, 18, 18, 18) if upper else (6, 54, 20, 20)
    yield Table((*heads, *second), tuple(rows), widths, "clccc"[: len(widths)])
    waiting = f", chưa tính tiêu chí {', '.join(later)} chỉ biết được sau buổi sinh hoạt" if later else ""
    sum_ = f"đạt {total}/{most} tiêu chí" if levels else f"tổng điểm {total}/{most}"
    yield Paragraph(f"{wording.own(sheet.title)}: {sum_}{waiting}.")
    yield from (Paragraph(stop(wording.own(reason))) for reason in result.lowered)


def _given_in_the_meeting(meeting: Meeting, result: Result) -> bool:
    """Whether the upper committee's scorer had given all points before the end; later ones are not of the minutes."""
    ids = [i for (sheet_id, _), (i, _) in meeting.upper_scores.items() if sheet_id == result.sheet.id]
    entries = [meeting.entry(i) for i in ids]
    in_time = all(e and meeting.closed and e.at <= meeting.closed for e in entries)
    return result.upper_total is not None and in_time


def _upper(rows: Sequence[Row], given: bool) -> tuple[str, ...]:
    return (str(sum(row.upper or 0 for row in rows)),) if given else ()


def _lost(meeting: Meeting, result: Result, row: Row, wording: Wording) -> str:
    """The row with its points where some are lost or something was said about it; else empty."""
    _, given = meeting.scores.get((result.sheet.id, row.criterion.id), (0, None))
    said = given.reason if given else ""
    if not meeting.closed and not said:
        return ""
    if not row.applies or row.points is None or (row.points == row.max and not said):
        return ""
    reason = said or wording.own(row.reason)
    title = wording.own(row.criterion.title)
    points = MET[bool(row.points)] if result.sheet.scale == "levels" else f"{row.points}/{row.max} điểm"
    return stop(f"Tiêu chí {row.criterion.id} ({title}): {points}. {reason}".rstrip())
