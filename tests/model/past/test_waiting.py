"""What waits on a day: the next meeting, papers, minutes, tasks, promises, chuyên đề; nothing that is not so."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from model.cell import Cell
from model.events import (
    AnyEvent,
    Cancelled,
    Closed,
    EarlierApproved,
    Groundwork,
    ItemStarted,
    MinutesApproved,
    SelfCriticism,
    Task,
    TaskResult,
)
from model.meeting import Meeting
from model.parts import MeetingKind
from model.past.waiting import waiting
from tests.support.meetings import ZONE
from tests.support.months import Month

CELL = Cell(name="Chi bộ 1", monthly_day=3)
YES: dict[str, Any] = {"for_": 5, "against": 0, "no_opinion": 0}
APPROVED = MinutesApproved("Biên bản", "hands", **YES)
DAY = date(2026, 11, 3)


def at(day: date, hour: int = 8) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def month(day: date, earlier: list[Month], *events: AnyEvent, kind: MeetingKind = "regular") -> Month:
    made = Month(day, earlier, kind)
    made.record(*events, APPROVED, Closed())
    earlier.append(made)
    return made


def told(months: list[Month], now: datetime) -> str:
    found = waiting([m.meeting for m in months], CELL, now)
    return " ".join([found.next, *found.sentences])


@pytest.mark.parametrize(
    ("held", "today", "sentence"),
    [
        ([], date(2026, 11, 2), "Kỳ tới: 03/11/2026."),
        ([], date(2026, 11, 3), "Kỳ tới: 03/11/2026."),
        ([], date(2026, 11, 4), "Kỳ tới: 03/12/2026."),
        ([date(2026, 10, 3)], date(2026, 11, 3), "Kỳ tới: 03/11/2026."),
        ([date(2026, 10, 3)], date(2026, 11, 4), "Tháng 11 chưa họp thường kỳ; ngày của chi bộ là 03/11/2026."),
        ([date(2026, 10, 3)], date(2026, 12, 3), "Kỳ tới: 03/12/2026."),
        ([date(2026, 11, 1)], date(2026, 11, 2), "Kỳ tới: 03/12/2026."),
        ([date(2026, 11, 30)], date(2026, 12, 1), "Kỳ tới: 03/12/2026."),
        ([date(2026, 12, 3)], date(2026, 12, 31), "Kỳ tới: 03/01/2027."),
    ],
)
def test_the_next_meeting(held: list[date], today: date, sentence: str) -> None:
    months: list[Month] = []
    for day in held:
        month(day, months)
    assert waiting([m.meeting for m in months], CELL, at(today)).next == sentence


def test_a_meeting_that_is_prepared_is_the_next_and_one_never_held_counts_for_nothing() -> None:
    months: list[Month] = []
    month(DAY, months)
    months.append(Month(date(2026, 12, 5), months, opened=False))
    assert "Kỳ tới: 05/12/2026, đã chuẩn bị." in told(months, at(date(2026, 11, 20)))
    assert "Tháng 12 chưa họp thường kỳ" in told(months, at(date(2026, 12, 6)))


def test_a_meeting_given_up_is_told_until_its_day_is_over_one_put_off_is_not() -> None:
    months: list[Month] = []
    month(DAY, months)
    given_up, put_off = (Month(date(2026, 12, 5), months, opened=False) for _ in range(2))
    given_up.record(Cancelled(why="bão"))
    put_off.record(Cancelled(to=date(2026, 12, 9)))
    today = at(date(2026, 12, 1))
    assert "Cuộc họp ngày 05/12/2026 không họp; chưa chuẩn bị cuộc khác." in told([*months, given_up], today)
    assert "không họp" not in told([*months, given_up], at(date(2026, 12, 6)))
    assert "Kỳ tới: 03/12/2026." in told([*months, put_off], today)
    other = Month(date(2026, 12, 9), months, opened=False)
    assert "Kỳ tới: 09/12/2026, đã chuẩn bị." in told([*months, given_up, other], today)


def test_finished_papers_wait_when_the_days_for_them_are_over() -> None:
    months: list[Month] = []
    meeting = month(DAY, months).meeting
    assert meeting.closed
    after = timedelta(days=2)
    assert "hoàn thiện" not in told(months, meeting.closed + after)
    assert "Chưa đăng tài liệu hoàn thiện của cuộc họp 03/11/2026." in told(
        months, meeting.closed + after + timedelta(seconds=1)
    )
    months[0].record(Groundwork("documents_finished", meeting.closed + timedelta(hours=1)))
    assert "hoàn thiện" not in told(months, meeting.closed + timedelta(days=30))


def test_neither_the_committee_nor_an_open_meeting_has_papers_to_finish() -> None:
    months: list[Month] = []
    month(DAY, months, kind="committee")
    months.append(Month(DAY + timedelta(days=1), months))
    assert "hoàn thiện" not in told(months, at(date(2026, 12, 1)))


def test_minutes_wait_until_a_meeting_approves_them() -> None:
    first = Month(date(2026, 10, 3))
    first.record(Closed())
    second = Month(DAY, [first])
    assert "Biên bản chưa được thông qua: 03/10/2026." in told([first, second], at(DAY))
    second.record(EarlierApproved("Kỳ trước", "hands", meeting=first.meeting.id, **YES))
    second.record(APPROVED, Closed())
    assert "Biên bản" not in told([first, second], at(DAY))


def test_what_is_overdue_and_which_meeting_gave_it() -> None:
    months: list[Month] = []
    promise = SelfCriticism(member="p2", shortcomings="chậm", remedy="đúng giờ", deadline=DAY)
    month(date(2026, 10, 3), months, Task("p1", "một", DAY), Task("p1", "hai", DAY), promise)
    second = month(DAY, months, TaskResult("T10-1", "done"))
    meetings: list[Meeting] = [m.meeting for m in months]
    assert "Quá hạn" not in told(months, at(DAY))
    assert "Quá hạn: 1 nhiệm vụ, 1 lời hứa khắc phục." in told(months, at(DAY + timedelta(days=1)))
    assert waiting(meetings, CELL, at(DAY)).open_tasks == {meetings[0].id: 1, second.meeting.id: 0}


def test_a_quarter_without_chuyen_de() -> None:
    months: list[Month] = []
    assert "chuyên đề" not in told(months, at(DAY))
    month(date(2026, 9, 3), months, ItemStarted("t2"), kind="thematic")
    assert "Quý IV chưa có sinh hoạt chuyên đề." in told(months, at(DAY))
    month(date(2026, 10, 3), months, ItemStarted("t2"), kind="thematic")
    assert "chuyên đề" not in told(months, at(DAY))
