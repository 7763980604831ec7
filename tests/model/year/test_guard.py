"""What the record of a year cannot take is refused, in one sentence; everything else is taken as it is."""

from datetime import date
from typing import Any

import pytest

from model.errors import Refused
from model.guard import LONGEST, tidy
from model.year.frames import SHIPPED, frame
from model.year.guard import admit
from model.year.record import (
    AnyYearEvent,
    Commitment,
    CommitmentFollowed,
    Incident,
    Judged,
    Recognised,
    Registered,
    Target,
    TargetProgress,
    Withdrawn,
    standing,
    withdrawn,
)
from tests.support.frames import YEAR, entries, read, view

DAY = date(YEAR, 3, 3)
FRAMES = [*map(frame, SHIPPED), read("monthly"), read("points")]
BEFORE: list[AnyYearEvent] = [
    Target("Kè", 3), Commitment("p1", DAY), Target("Quỹ", 4), Withdrawn(3), Incident("traffic", DAY, "x", "cell"),
]  # fmt: skip


def judged(frame: str, criterion: str, points: int = 1, **more: Any) -> Judged:
    return Judged(frame, criterion, points, **more)


def refused(event: AnyYearEvent, *before: AnyYearEvent) -> str:
    recorded = before or BEFORE
    with pytest.raises(Refused) as refusal:
        admit(event, view(*recorded), entries(*recorded), FRAMES)
    said = str(refusal.value)
    assert said.endswith((".", ".)")), said
    return said


REFUSED = [
    (Withdrawn(of=9), "số 9"), (Withdrawn(of=0), "số 0"), (Withdrawn(of=3), "đã được gỡ"),
    (Registered(DAY, ()), "ít nhất một khung"), (Registered(DAY, ("6-tot",)), "6-tot"),
    (Target(" ", 3), "nội dung chỉ tiêu"), (Target("Kè", 0), "từ 1 đến 12"), (Target("Kè", 13), "từ 1 đến 12"),
    (TargetProgress(2, DAY, "done"), "chỉ tiêu số 2"), (TargetProgress(3, DAY, "done"), "chỉ tiêu số 3"),
    (CommitmentFollowed(1, DAY, True), "bản cam kết số 1"),
    (Incident("flood", DAY, "lụt", "cell"), "flood"), (Incident("traffic", DAY, "", "cell"), "nội dung sự việc"),
    (Incident("traffic", date(YEAR + 1, 1, 1), "x", "cell"), f"năm {YEAR + 1}"),
    (Recognised("4-tot", True, DAY, member="p1"), "chi bộ"), (Recognised("5-tot", True, DAY), "từng đảng viên"),
    (judged("6-tot", "1"), "6-tot"), (judged("4-tot", "9"), "tiêu chí “9”"),
    (judged("4-tot", "4"), "tính từ sổ sách"), (judged("3-khong", "2"), "sự việc đã ghi"),
    (judged("4-tot", "1", 2), "từ 0 đến 1"), (judged("4-tot", "1", -1), "từ 0 đến 1"),
    (judged("4-tot", "1", 0), "ghi lý do"), (judged("4-tot", "1", 0, reason="  "), "ghi lý do"),
    (judged("4-tot", "1", month=2), "năm"), (judged("monthly", "2"), "chọn một tháng"),
    (judged("monthly", "2", month=13), "chọn một tháng"), (judged("4-tot", "1", member="p1"), "không chấm từng người"),
    (judged("5-tot", "1"), "chọn một đảng viên"), (judged("points", "1b", 9), "ghi lý do"),
    (judged("monthly", "1a", month=2), "khác đề xuất"), (judged("monthly", "2", month=3), "sự việc đã ghi"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "says"), REFUSED, ids=str)
def test_it_is_refused(event: AnyYearEvent, says: str) -> None:
    assert says in refused(event)


TAKEN = [
    Withdrawn(of=1), Withdrawn(of=4), Registered(DAY, ("4-tot", "monthly")), Target("Kè", 12), Target("Kè", 1),
    TargetProgress(1, DAY, "on_way"), CommitmentFollowed(2, DAY, False), Incident("fire", DAY, "cháy", "people"),
    Recognised("4-tot", False, DAY), Recognised("5-tot", True, DAY, member="p1"), judged("4-tot", "1"),
    judged("4-tot", "1", 0, reason="chậm"), judged("3-khong", "1"), judged("5-tot", "1", member="p1"),
    judged("monthly", "2", month=2), judged("monthly", "1a", 0, month=2, reason="không họp"),
    judged("points", "1b", 10), judged("points", "1b", 0, reason="chưa có"),
]  # fmt: skip


@pytest.mark.parametrize("event", TAKEN, ids=str)
def test_it_is_taken(event: AnyYearEvent) -> None:
    admit(event, view(*BEFORE), entries(*BEFORE), FRAMES)


def test_what_was_withdrawn_is_brought_back_and_may_be_withdrawn_again() -> None:
    record = [*BEFORE, Withdrawn(of=4)]
    assert withdrawn(entries(*record)) == {4: 6}
    assert [e.id for e in standing(entries(*record))] == [1, 2, 3, 5]
    admit(Withdrawn(of=3), view(*record), entries(*record), FRAMES)
    assert "đã được gỡ" in refused(Withdrawn(of=4), *record)


def test_texts_are_kept_composed_and_within_bounds() -> None:
    assert tidy(Target("  Ke\u0300  ngõ ", 3)) == Target("Kè ngõ", 3)
    with pytest.raises(Refused, match="U\\+0007"):
        tidy(Incident("other", DAY, "a\x07", "cell"))
    with pytest.raises(Refused, match=str(LONGEST)):
        tidy(judged("4-tot", "1", reason="a" * (LONGEST + 1)))
