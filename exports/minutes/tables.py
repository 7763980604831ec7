"""The tables of the minutes: tasks and promises of earlier meetings, tasks given, quality of the meeting."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from exports.format.outline import Block, Bullet, Paragraph, Section, Table
from exports.wording import Wording, stop
from model.entry import Entry
from model.events import PromiseResult, Score, Task, TaskResult
from model.meeting import Meeting
from model.scoring.points import MET, Result, Row, score
from model.scoring.sheets import sheet_of
from model.vietnamese import short_date
from model.words import KEPT, RESULT


def results(meeting: Meeting, wording: Wording, record: Iterable[Entry]) -> Iterator[Block]:
    """Last month's tasks; the result is empty where the record tells none."""
    told: dict[str, list[str]] = {}
    of: dict[str, tuple[int, ...]] = {}
    for entry in record:
        if isinstance(entry.event, TaskResult):
            told.setdefault(entry.event.task, []).append(_answer(RESULT, entry.event, entry.event.due))
            of[entry.event.task] = (*of.get(entry.event.task, ()), entry.id)
    carried = [task for task in meeting.tasks if task.carried]
    rows = [
        (str(number), task.text, wording.name(task.owner), short_date(task.due), "\n".join(told.get(task.id, [])))
        for number, task in enumerate(carried, 1)
    ]
    yield Section("Kết quả thực hiện nhiệm vụ tháng trước", 2)
    heads = ("TT", "Nhiệm vụ", "Người thực hiện", "Thời hạn", "Kết quả")
    yield Table(heads, tuple(rows), (6, 28, 18, 16, 32), "cllcl", tuple(of.get(t.id, ()) for t in carried))


def kept_promises(meeting: Meeting, wording: Wording, record: Iterable[Entry], *, internal: bool) -> Iterator[Block]:
    """What earlier meetings were promised; the result is empty where none was told. ``internal``: those too."""
    told: dict[str, list[str]] = {}
    of: dict[str, tuple[int, ...]] = {}
    for entry in record:
        if isinstance(entry.event, PromiseResult):
            told.setdefault(entry.event.promise, []).append(_answer(KEPT, entry.event, entry.event.deadline))
            of[entry.event.promise] = (*of.get(entry.event.promise, ()), entry.id)
    carried = [p for p in meeting.promises if p.carried and (internal or not p.internal)]
    rows = [
        (str(number), wording.name(p.member), p.remedy, short_date(p.deadline), "\n".join(told.get(p.id, [])))
        for number, p in enumerate(carried, 1)
    ]
    if rows:
        yield Section("Kết quả khắc phục hạn chế đã hứa", 2)
        heads = ("TT", "Đồng chí", "Biện pháp khắc phục", "Thời hạn", "Kết quả")
        yield Table(heads, tuple(rows), (6, 18, 28, 16, 32), "cllcl", tuple(of.get(p.id, ()) for p in carried))


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
    yield Table(
        ("TT", "Nhiệm vụ", "Người thực hiện", "Thời hạn"),
        tuple(rows),
        (6, 50, 26, 18),
        "cllc",
        tuple((entry.id,) for entry in entries),
    )


def quality(meeting: Meeting, wording: Wording, record: Iterable[Entry]) -> Iterator[Block]:
    """The score by the meeting's sheet, and by each other one that points were given on.

    Groups, total and grade once the meeting is closed, and the points lost. Before that the record still changes what
    is computed, so only what people gave is told.
    """
    shown = {e.id: e.event for e in record if isinstance(e.event, Score)}
    for sheet_id in dict.fromkeys(event.sheet for event in shown.values()) or (meeting.head.sheet,):
        result = score(meeting, sheet_of(meeting.head, sheet_id))
        given = {
            event.criterion: (of, event)
            for (on, _), (of, event) in meeting.scores.items()
            if on == sheet_id and of in shown
        }
        if meeting.closed and result.ready:
            yield from _points(meeting, result, wording, given)
        elif not shown:
            return
        hidden = {
            criterion for (on, criterion), (of, _) in meeting.scores.items() if on == sheet_id and of not in shown
        }
        rows = [row for row in result.rows if not row.criterion.later and row.criterion.id not in hidden]
        lost = [
            Bullet(told, (of,) if of else ())
            for row in rows
            for of, event in [given.get(row.criterion.id, (0, None))]
            if (told := _lost(meeting, result, row, event, wording))
        ]
        if lost:
            yield Section("Thuyết minh điểm trừ" if result.sheet.scale == "points" else "Tiêu chí chưa đạt", 2)
            yield from lost


def _points(
    meeting: Meeting, result: Result, wording: Wording, given: Mapping[str, tuple[int, Score]]
) -> Iterator[Block]:
    sheet, upper = result.sheet, _given_in_the_meeting(meeting, result)
    levels = sheet.scale == "levels"
    rows: list[tuple[str, ...]] = []
    ids = []
    for group in sheet.group:
        own = [row for row in result.rows if row.criterion.group == group.id]
        rows.append((group.id, wording.own(group.title), *_sums(own, upper=upper)))
        ids.append(tuple(given[r.criterion.id][0] for r in own if not r.criterion.later and r.criterion.id in given))
    rows.append(("", "Cộng", *_sums(result.rows, upper=upper)))
    heads = ("TT", "Nhóm tiêu chí", *(("Số tiêu chí", "Đạt") if levels else ("Điểm tối đa", "Điểm chấm")))
    second = (wording.own(sheet.second_scorer),) if upper else ()
    widths = (6, 40, 18, 18, 18) if upper else (6, 54, 20, 20)
    yield Section("Kết quả đánh giá" if levels else "Kết quả chấm điểm", 2)
    yield Table((*heads, *second), tuple(rows), widths, "clccc"[: len(widths)], tuple(ids))
    yield Paragraph(total_words(result, wording))
    yield from (Paragraph(stop(wording.own(reason))) for reason in result.lowered)


def _sums(rows: Sequence[Row], *, upper: bool) -> tuple[str, ...]:
    """The most, the points known when the meeting ends, and those of the second column where there is one."""
    second = (sum(row.upper or 0 for row in rows),) if upper else ()
    return tuple(map(str, (*_total(rows)[::-1], *second)))


def _given_in_the_meeting(meeting: Meeting, result: Result) -> bool:
    """Whether the upper committee's scorer had given all points before the end; later ones are not of the minutes."""
    ids = [i for (sheet_id, _), (i, _) in meeting.upper_scores.items() if sheet_id == result.sheet.id]
    entries = [meeting.entry(i) for i in ids]
    in_time = all(e and meeting.closed and e.at <= meeting.closed for e in entries)
    return result.upper_total is not None and in_time


def total_words(result: Result, wording: Wording) -> str:
    """The sum of what is known when the meeting ends; what is known only later is named, so that it never changes."""
    total, most = _total(result.rows)
    later = [row.criterion.id for row in result.rows if row.criterion.later]
    waiting = f", chưa tính tiêu chí {', '.join(later)} chỉ biết được sau buổi sinh hoạt" if later else ""
    told = f"tổng điểm {total}/{most}" if result.sheet.scale == "points" else f"đạt {total}/{most} tiêu chí"
    return f"{wording.own(result.sheet.title)}: {told}{waiting}."


def _total(rows: Sequence[Row]) -> tuple[int, int]:
    return sum(r.points or 0 for r in rows if not r.criterion.later), sum(r.max for r in rows)


def _lost(meeting: Meeting, result: Result, row: Row, given: Score | None, wording: Wording) -> str:
    """The row with its points where some are lost or something was said about it; else empty."""
    said = given.reason if given else ""
    if not meeting.closed and not said:
        return ""
    if not row.applies or row.points is None or (row.points == row.max and not said):
        return ""
    reason = said or wording.own(row.reason)
    title = wording.own(row.criterion.title)
    points = MET[bool(row.points)] if result.sheet.scale == "levels" else f"{row.points}/{row.max} điểm"
    return stop(f"Tiêu chí {row.criterion.id} ({title}): {points}. {reason}".rstrip())
