"""What the record earns, what the nearest step would earn, and what can no longer be earned."""

import pytest

from model.events import (
    Attendance,
    CarriedTask,
    Closed,
    Groundwork,
    ItemConcluded,
    ItemStarted,
    Praise,
    Remark,
    Score,
    SelfCriticism,
    TaskResult,
)  # fmt: skip
from model.meeting import Meeting
from model.scoring.outlook import Outlook, Prospect, lines, outlook, sum_line
from model.scoring.points import score
from model.scoring.sheets import sheet, sheet_of
from tests.support.meetings import OPENED, Desk, minute, named_desk, reference_meeting

AN_PHU = sheet("an-phu-2025")


def seen(desk: Desk, at: float = 60) -> Outlook:
    return outlook(desk.meeting, AN_PHU, minute(at))


def of(rows: tuple[Prospect, ...], criterion: str) -> Prospect | None:
    return next((p for p in rows if p.row.criterion.id == criterion), None)


def moving(desk: Desk, criterion: str, at: float = 60) -> Prospect:
    found = of(seen(desk, at).moving, criterion)
    assert found
    return found


def test_speakers_and_how_many_more_the_next_band_asks_for() -> None:
    desk = named_desk(*["official"] * 10)
    desk.record(Remark("p1", "Ý kiến"))
    p = moving(desk, "4e")
    assert (p.says, p.now, p.step, p.then, p.reach) == (
        "1/10 đồng chí đã phát biểu", 2, "thêm 2 đồng chí phát biểu", 3, 5)  # fmt: skip
    for member in ("p2", "p3", "p4", "p5", "p6"):
        desk.record(Remark(member, "Ý kiến"))
    assert of(seen(desk).moving, "4e") is None  # six of ten: all points are there


@pytest.mark.parametrize(("at", "step", "then"), [(76, "còn 14 phút để đủ 90", 5), (90, "đã họp 90 phút", 5)])
def test_the_length(at: float, step: str, then: int) -> None:
    result = seen(named_desk(), at)
    p = of(result.moving, "1")
    assert (p.says, p.then) == (step, then) if p else at == 90


def test_what_is_missing_is_named_and_what_one_step_earns() -> None:
    desk = named_desk()
    assert moving(desk, "4d").says == "chưa có biểu dương · chưa có nhắc nhở · chưa có phê bình · chưa có tự phê bình"
    desk.record(Praise("p2", "Làm tốt"))
    p = moving(desk, "4d")
    assert (p.now, p.step, p.then) == (1, "thêm phê bình", 2)
    desk.record(SelfCriticism(member="p2", shortcomings="Đi muộn"))
    assert of(seen(desk).moving, "4d") is None


def test_steps_that_only_together_earn_something() -> None:
    p = moving(named_desk(), "8b")
    assert (p.now, p.then, p.step) == (0, 2, "thêm nhiệm vụ mới có hạn và thông qua biên bản")


def test_time_for_criticism() -> None:
    desk = named_desk()
    desk.record(ItemStarted("9"), 10)
    desk.record(ItemConcluded("9"), 18)
    p = moving(desk, "4g")
    assert (p.says, p.step, p.then) == ("tự phê bình, phê bình 8 phút", "dành thêm 7 phút", 1)
    desk.record(ItemStarted("9"), 20)
    desk.record(ItemConcluded("9"), 48)
    lost = of(seen(desk).lost, "4g")
    assert lost  # 36 minutes are more than the form allows, and none can be taken back
    assert lost.lost == 1


def test_an_absence_without_reason_can_no_longer_be_mended() -> None:
    desk = named_desk(*["official"] * 10)
    assert of(seen(desk).lost, "2") is None
    desk.record(Attendance("p9", "unexcused"))
    lost = of(seen(desk).lost, "2")
    assert lost
    assert (lost.lost, lost.says) == (3, "9/10 có mặt · 1 đồng chí vắng không lý do")


def test_tasks_of_last_month() -> None:
    tasks = tuple(CarriedTask(id=f"T{n}", owner="p1", text="Việc", due=OPENED.date()) for n in range(4))
    desk = named_desk(carried=tasks)
    for number in range(3):
        desk.record(TaskResult(f"T{number}", "done" if number else "not_done"))
    p = moving(desk, "7")
    assert (p.says, p.step, p.now, p.then) == (
        "3/4 nhiệm vụ tháng trước có kết quả, 2 đã làm", "thêm 1 nhiệm vụ đã làm", 15, 24)  # fmt: skip
    assert p.lost == 6  # three of four at the best
    desk.record(Score("an-phu-2025", "7", 30, "Việc thứ tư do cấp trên hoãn"))
    assert of((*seen(desk).moving, *seen(desk).lost), "7") is None


def test_what_was_done_before_and_not_told_is_not_lost() -> None:
    early = seen(named_desk(opened=False))
    assert (early.moving, early.lost) == ((), ())
    desk = named_desk()
    assert of(seen(desk).lost, "3e") is None
    for uploaded, says in ((-60, "đăng tài liệu trước 0 ngày"), (20, "đăng tài liệu sau giờ khai mạc")):
        desk.record(Groundwork("documents_uploaded", minute(uploaded)))
        lost = of(seen(desk).lost, "3e")
        assert lost
        assert lost.says == says


def test_after_the_end_nothing_moves() -> None:
    desk = named_desk()
    desk.record(Closed(), 60)
    result = seen(desk)
    assert result.moving == ()
    assert {p.row.criterion.id for p in result.lost} >= {"1", "4a", "4d", "4f"}


@pytest.mark.parametrize("sheet_id", ["an-phu-2025", "hd42-2025", "hd12-2018"])
def test_no_promise_is_beyond_the_sheet_at_any_moment_of_the_reference_meeting(sheet_id: str) -> None:
    whole = reference_meeting()
    by = sheet(sheet_id)
    for count in range(5, len(whole.entries), 7):
        meeting = Meeting(whole.entries[:count])
        result = outlook(meeting, by, meeting.entries[-1].at)
        for p in (*result.moving, *result.lost):
            assert 0 <= p.now <= p.then <= p.reach <= p.row.max, (count, p)
            assert p.says
        assert all(p.step for p in result.moving)
        assert result.total == score(meeting, by, meeting.entries[-1].at).total


def test_every_step_taken_brings_what_it_promised() -> None:
    """The reference meeting, minute by minute: a row never ends above what was said to be in reach."""
    whole = reference_meeting()
    by = sheet_of(whole.head)
    final = {r.criterion.id: r.points for r in score(whole, by).rows}
    for count in range(8, len(whole.entries), 11):
        meeting = Meeting(whole.entries[:count])
        result = outlook(meeting, by, meeting.entries[-1].at)
        for p in result.lost:
            points = final[p.row.criterion.id]
            assert points is None or points <= p.reach, (count, p)


def test_the_lines() -> None:
    desk = named_desk(*["official"] * 10)
    desk.record(Attendance("p9", "unexcused"))
    said = list(lines(seen(desk)))
    assert "0/9 đồng chí đã phát biểu: 2/5" in said
    assert said[said.index("0/9 đồng chí đã phát biểu: 2/5") + 1] == "  thêm 3 đồng chí phát biểu: 3"
    assert said[said.index("Không còn đạt được:") + 1] == "  −3 9/10 có mặt · 1 đồng chí vắng không lý do"
    assert sum_line(seen(desk)).endswith("/100 · chờ chấm 12")
