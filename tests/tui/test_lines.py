"""An entry as a line: whatever is undone or redone is told in words."""

import pytest

from model.entry import Entry
from model.events import (
    Correction,
    Explained,
    ItemAdded,
    ItemMoved,
    ItemPutOff,
    ItemRenamed,
    Named,
    SelfCriticism,
    UpperScore,
)
from model.parts import AgendaItem, Change, Event
from tests.support.meetings import Desk, people
from tui.lines import described


def told(made: Desk, event: Event) -> str:
    return described(made.meeting, Entry(1, made.clock, event))[1].plain


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (Named("chair", "p1"), "Chủ trì: Đảng viên 1"),
        (Explained("no-dues", "", "mất sổ"), "Lý do còn thiếu: mất sổ"),
        (UpperScore("an-phu-2025", "3a", 2), "Điểm cấp trên 3a: 2"),
        (ItemAdded(AgendaItem("own-1", "Bàn việc hè")), "Thêm nội dung: Bàn việc hè"),
        (ItemRenamed("3", "Tên khác"), "Đổi tên nội dung: Tên khác"),
        (ItemMoved("own"), "Dời chỗ nội dung: own"),
        (ItemPutOff("own"), "Hoãn nội dung: own"),
        (SelfCriticism(member="p1", strengths="chăm", shortcomings="chậm"), "◆ Tự phê bình Đảng viên 1: chăm · chậm"),
    ],
)
def test_every_event_has_its_words(event: Event, says: str) -> None:
    made = Desk(people("official"))
    assert told(made, event) == says


def test_a_correction_names_its_fields_in_words() -> None:
    correction = Correction(1, (Change("speaker", "p1", "p2"), Change("text", "a", "b")))
    assert told(Desk(people("official")), correction) == "✎ Sửa người phát biểu, nội dung của mục ghi số 1"
