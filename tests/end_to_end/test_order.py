"""Keys that come in one read act in their order, whatever each of them opens or closes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from model.entry import Entry
from model.events import (
    Attendance,
    Event,
    ItemConcluded,
    ItemStarted,
    Praise,
    Remark,
    Score,
    Task,
    Undone,
    Vote,
)  # fmt: skip
from model.store.archive import Archive
from tests.support.harness_data import CHAIR, NOW, open_meeting
from tests.support.harness_recorder import BACKTAB, ENTER, F7, Keys, Recorder, ctrl


class Desk(Recorder):
    """A meeting that is open and on the screen; what is recorded is read from its journal."""

    def __init__(self, folder: Path) -> None:
        self._meeting = open_meeting(folder / "data")
        super().__init__(folder, now=NOW)
        self.wait_for("đang họp")
        self.press(ENTER)
        self.wait_for("Gõ ý kiến")
        self._lines = self.journal(self._meeting).read_bytes().count(b"\n")

    def recorded(self, *keys: Keys, count: int) -> list[Event]:
        """What is recorded of these keys, all in one read."""
        self.at_once(*keys)
        self._lines += count
        self.wait_for_lines(self._meeting, self._lines)
        return [entry.event for entry in self.entries[-count:]]

    @property
    def entries(self) -> list[Entry]:
        """All that the journal holds."""
        return Archive(self.data, read_only=True).load(self._meeting).meeting.entries


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path) as desk:
        yield desk


def test_two_remarks(desk: Desk) -> None:
    one, two = Remark(CHAIR, "ý thứ nhất"), Remark(CHAIR, "ý thứ hai", continued=True)
    assert desk.recorded("ý thứ nhất", ENTER, "ý thứ hai", ENTER, count=2) == [one, two]


def test_a_vote(desk: Desk) -> None:
    keys: list[Keys] = [
        ctrl("p"),
        "phiếu biểu quyết",
        ENTER,
        "Thông qua chương trình",
        ENTER,
        ENTER,
        "21",
        ENTER,
        "0",
        ENTER,
        "2",
        ENTER,
    ]
    vote = Vote("Thông qua chương trình", "hands", for_=21, against=0, no_opinion=2)
    after = Remark(CHAIR, "xong biểu quyết")
    assert desk.recorded(*keys, "xong biểu quyết", ENTER, count=2) == [vote, after]


def test_a_speaker_a_remark_and_the_next_item(desk: Desk) -> None:
    keys: list[Keys] = [b";", "an 1 ", "tôi xin báo cáo", ENTER, ctrl("n"), "sang mục hai", ENTER]
    remark, end, start, after = desk.recorded(*keys, count=4)
    assert remark == Remark("tran-thi-an-1966", "tôi xin báo cáo")
    assert (end, start) == (ItemConcluded("1"), ItemStarted("2"))
    assert after == Remark(CHAIR, "sang mục hai")  # the chair opens an item


def test_a_form_that_stays_open(desk: Desk) -> None:
    absent = {"ta thi mui": "ốm", "ho sy quy": "công tác"}
    keys: list[Keys] = [key for name, why in absent.items() for key in (name, ENTER, ENTER, why, ENTER, ENTER)]
    ill, away = desk.recorded(ctrl("p"), "phiếu điểm danh", ENTER, *keys, count=2)
    assert ill == Attendance("ta-thi-mui-1955", "excused", "ốm")
    assert away == Attendance("ho-sy-quy-1974", "excused", "công tác")


def test_going_back_in_a_form(desk: Desk) -> None:
    keys: list[Keys] = [
        ctrl("p"),
        "phiếu giao",
        ENTER,
        "le duc",
        ENTER,
        "dọn rác",
        ENTER,
        BACKTAB,
        " ngõ 12",
        ENTER,
        "20/11",
        ENTER,
    ]
    assert desk.recorded(*keys, count=1) == [Task("le-duc-1971", "dọn rác ngõ 12", date(2026, 11, 20))]


def test_an_act_from_the_palette(desk: Desk) -> None:
    keys: list[Keys] = [ctrl("p"), "biểu dương", ENTER, "vu van duc", ENTER, "làm tốt", ENTER, "xin cảm ơn", ENTER]
    assert desk.recorded(*keys, count=2) == [Praise("vu-van-duc-1957", "làm tốt"), Remark(CHAIR, "xin cảm ơn")]


def test_the_sheet_of_points(desk: Desk) -> None:
    keys: list[Keys] = [F7, b"2", "báo cáo dài", ENTER, b"2", b"13", "nội dung còn sơ lược", ENTER, b"2"]
    given = desk.recorded(*keys, count=4)
    assert given == [
        Score("an-phu-2025", "3a", 2, "báo cáo dài"),
        Score("an-phu-2025", "3b", 2),
        Score("an-phu-2025", "4b", 13, "nội dung còn sơ lược"),
        Score("an-phu-2025", "5a", 2),
    ]


def test_undo_in_an_empty_line_takes_back_the_last_entry(desk: Desk) -> None:
    remark, undone = desk.recorded("nhầm", ENTER, ctrl("z"), count=2)
    assert isinstance(remark, Remark)
    assert undone == Undone(desk.entries[-2].id)
    desk.wait_for("Đã hoàn tác")


def test_undo_in_a_line_takes_back_what_was_typed(desk: Desk) -> None:
    assert desk.recorded("một hai", ctrl("z"), "ba", ENTER, count=1) == [Remark(CHAIR, "một ba")]


def test_undo_of_typing_then_of_the_entry(desk: Desk) -> None:
    remark, undone = desk.recorded("ghi", ENTER, "bỏ", ctrl("z"), ctrl("z"), count=2)
    assert remark == Remark(CHAIR, "ghi")
    assert undone == Undone(desk.entries[-2].id)
