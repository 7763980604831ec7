"""Looking back at the keyboard: what waits, rows by number, filters, the review with what became of its tasks."""

import asyncio
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.support.harness_data import NOW, open_meeting, remarks, three_months
from tests.support.harness_recorder import DOWN, ENTER, ESCAPE, RIGHT, Recorder, ctrl
from tui.widgets.meeting_list import MeetingList

F3 = b"\x1bOR"
REVIEW = "cuộc trước, sau"


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Recorder]:
    """Three meetings, the newest marked."""
    three_months(tmp_path / "data")
    with Recorder(tmp_path, now="2026-11-10T08:00:00") as desk:
        desk.wait_for("03/11/2026, 19:30")
        yield desk


def flat(text: str) -> str:
    return " ".join(text.split())


def shows(desk: Recorder, *parts: str) -> None:
    desk.wait_for(lambda text: all(part in flat(text) for part in parts))


def test_what_waits_and_which_meetings_have_tasks_left(three: Recorder) -> None:
    shows(three, "Kỳ tới: 03/12/2026.", "Quá hạn: 2 nhiệm vụ", "Quý IV chưa có sinh hoạt chuyên đề.")
    shows(three, "1 03/11/2026 thường kỳ 24/27 81 5 Khá", "2 03/10/2026 thường kỳ 25/27 94 2 Tốt")


def test_a_row_by_its_number(three: Recorder) -> None:
    three.press(b"3")
    three.wait_for("Cuộc họp số 3: Enter để mở.")
    three.press(ENTER)
    three.wait_for("tháng 9 năm 2026 (đã kết thúc)")


def test_the_meeting_that_is_open_is_marked_and_enter_goes_on_with_it(tmp_path: Path) -> None:
    open_meeting(tmp_path / "data", *remarks("ý thứ nhất"))
    with Recorder(tmp_path, now=NOW) as desk:
        desk.wait_for("Cuộc họp ngày 03/11/2026 đang mở: Enter để ghi tiếp.")
        desk.press(ENTER)
        desk.wait_for("▸")


WRONG = {
    "hát:nv": "Không có bộ lọc “hát:”", "loại:hát": "Không có loại “hát”", "...": "Xin ghi ít nhất một từ",
    "từ:mai": "“từ:mai” không phải là ngày",
}  # fmt: skip


def test_a_wrong_query_is_said_and_the_next_one_is_answered(three: Recorder) -> None:
    three.press(ctrl("f"))
    for typed, sentence in WRONG.items():
        three.press(typed)
        shows(three, sentence)
        three.press(b"\x15")
        three.wait_for("1 03/11/2026")
    three.press("neo đơn")
    three.wait_for("Bùi Xuân Trường: ")


def test_a_damaged_index_is_made_anew_without_a_word(three: Recorder) -> None:
    three.press(ctrl("f"), "neo đơn")
    three.wait_for("Bùi Xuân Trường: ")
    three.press(b"\x15")
    three.wait_for("1 03/11/2026")
    db = sqlite3.connect(three.data / "search.sqlite")
    db.execute("drop table entries")
    db.commit()
    db.close()
    three.press("neo đơn")
    three.wait_for("Bùi Xuân Trường: ")


def test_filters_are_chosen_without_knowing_how_they_are_written(three: Recorder) -> None:
    three.press(ctrl("f"))
    three.wait_for("F3 bộ lọc:")
    three.press(F3)
    three.wait_for("Bộ lọc khi tìm")
    three.press("con do", ENTER)
    three.wait_for("việc:còn")
    shows(three, "mục ghi, mới nhất trước")
    three.press(F3)
    three.wait_for("Bộ lọc khi tìm")
    three.press("Mai Thi Yen", ENTER)
    three.wait_for('việc:còn ai:"Mai Thị Yến"')
    three.press("x")
    three.wait_for('việc:còn ai:"Mai Thị Yến" x')


def test_the_review_tells_what_became_of_tasks(three: Recorder) -> None:
    three.press(DOWN, ENTER)
    three.wait_for("tháng 10 năm 2026 (đã kết thúc)")
    while "→ đã làm, báo cáo ngày 03/11/2026" not in flat(before := three.terminal.text()):
        three.press(DOWN)
        three.wait_for(lambda text, before=before: REVIEW in text and text != before)  # type: ignore[misc]


def test_entries_by_their_numbers_and_a_hit_in_its_record(three: Recorder) -> None:
    three.press(ctrl("f"), "neo đơn")
    three.wait_for("Bùi Xuân Trường: ")
    three.press(ENTER, ENTER)
    shows(three, "55 20:03 Bùi Xuân Trường: Tôi không đồng tình")
    three.press(b"1", b"6")
    three.wait_for("Mục ghi số 16.")
    shows(three, "16 19:33 ■ Kết luận: Chi bộ cử đồng chí Nguyễn Thị Thủy")
    three.press(b"5")
    three.wait_for("Mục ghi số 5: không có trong diễn biến.")
    three.press(RIGHT)
    three.wait_for("Đây là cuộc họp gần nhất.")
    three.escape(gone=REVIEW)
    three.wait_for("Bùi Xuân Trường: ")
    three.press(ESCAPE)
    three.wait_for("1 03/11/2026")


def test_two_columns_on_a_wide_screen(tmp_path: Path) -> None:
    three_months(tmp_path / "data")
    with Recorder(tmp_path, now="2026-11-10T08:00:00", size=(120, 34)) as desk:
        desk.wait_for("03/11/2026, 19:30")
        desk.press(ENTER)
        desk.wait_for(lambda text: any("03/11/2026, 19:30" in row and "Diễn biến" in row for row in text.splitlines()))


# --- the list by itself ---------------------------------------------------------------------------


def rows(closed: int) -> list[dict[str, Any]]:
    """One prepared meeting and so many past ones, newest first."""
    shared: dict[str, Any] = {"kind": "regular", "expected": 9, "total": 80, "grade": "Khá"}
    days = [date(2026, 11, 3) - timedelta(days=n) for n in range(closed + 1)]
    return [
        {"id": f"{day}-x", "date": day.isoformat(), "state": "closed" if n else "prepared", "present": 8, **shared}
        for n, day in enumerate(days)
    ]


class ListApp(App[None]):
    def compose(self) -> ComposeResult:
        yield MeetingList()

    def on_mount(self) -> None:
        self.query_one(MeetingList).show_meetings(rows(250))
        self.query_one(MeetingList).focus()


TYPED = [("1", 1), ("99", 99), ("9 9 9", 9), ("250", 250), ("251", 1), ("12 down 3", 3), ("0", 0), ("7 up 2", 2)]


@pytest.mark.parametrize(("keys", "number"), TYPED)
def test_figures_mark_past_meetings_by_number(keys: str, number: int) -> None:
    async def play() -> str | None:
        app = ListApp()
        async with app.run_test() as pilot:
            await _press(pilot, keys)
            return app.query_one(MeetingList).marked

    assert asyncio.run(play()) == rows(250)[number]["id"]


async def _press(pilot: Pilot[None], keys: str) -> None:
    for key in keys.split():
        await pilot.press(*([key] if key in ("up", "down") else key))
        await pilot.pause()


def test_each_meeting_is_one_line_with_its_number() -> None:
    async def play() -> list[str]:
        app = ListApp()
        async with app.run_test():
            shown = app.query_one(MeetingList)
            shown.show_open_tasks({rows(250)[1]["id"]: 3})
            return [str(shown.get_option_at_index(n).prompt) for n in range(3)]

    assert asyncio.run(play()) == [
        " ▸ 03/11/2026 thường kỳ   8/9  80    chuẩn bị",
        " 1 02/11/2026 thường kỳ   8/9  80  3 Khá",
        " 2 01/11/2026 thường kỳ   8/9  80    Khá",
    ]
