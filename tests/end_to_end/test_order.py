"""Keys that come in one read act in their order, whatever each of them opens or closes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.events import Event, ItemConcluded, ItemStarted, Remark, Vote
from model.store.archive import Archive
from tests.support.harness_data import CHAIR, NOW, open_meeting
from tests.support.harness_recorder import BACKTAB, ENTER, F6, F7, Keys, Recorder, ctrl, key_bytes


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
        entries = Archive(self.data, read_only=True).load(self._meeting).meeting.entries
        return [entry.event for entry in entries[-count:]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path) as desk:
        yield desk


def test_two_remarks(desk: Desk) -> None:
    one, two = Remark(CHAIR, "ý thứ nhất"), Remark(CHAIR, "ý thứ hai", continued=True)
    assert desk.recorded("ý thứ nhất", ENTER, "ý thứ hai", ENTER, count=2) == [one, two]


def test_a_vote(desk: Desk) -> None:
    keys = [ctrl("b"), "Thông qua chương trình", ENTER, ENTER, "21", ENTER, "0", ENTER, "2", ENTER]
    vote = Vote("Thông qua chương trình", "hands", for_=21, against=0, no_opinion=2)
    after = Remark(CHAIR, "xong biểu quyết")
    assert desk.recorded(*keys, "xong biểu quyết", ENTER, count=2) == [vote, after]


def test_a_speaker_a_remark_and_the_next_item(desk: Desk) -> None:
    keys = [ctrl("o"), "tran thi an", ENTER, "tôi xin báo cáo", ENTER, ctrl("n"), "sang mục hai", ENTER]
    remark, end, start, after = desk.recorded(*keys, count=4)
    assert remark == Remark("tran-thi-an-1966", "tôi xin báo cáo")
    assert (end, start) == (ItemConcluded("1"), ItemStarted("2"))
    assert after == Remark("tran-thi-an-1966", "sang mục hai")
