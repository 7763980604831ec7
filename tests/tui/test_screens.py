"""The screens around the live one, by their keys: meetings, search, review, members, the cell, correction, undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.events import Correction, Remark, Undone
from model.meeting import Meeting
from model.parts import Change
from model.store.archive import Archive
from model.store.book import Book
from tests.support.harness_data import CHAIR, NOW, open_meeting, remarks, three_months
from tests.support.harness_recorder import BACKTAB, DOWN, ENTER, ESCAPE, F5, LEFT, RIGHT, UP, Recorder, ctrl
from tests.support.meetings import R30

OCTOBER, NOVEMBER = "tháng 10 năm 2026", "tháng 11 năm 2026"
HOME, END, KILL_LINE = b"\x1b[H", b"\x1b[F", b"\x15"
REVIEW = "cuộc trước, sau"


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Recorder]:
    """Three meetings, the newest marked."""
    three_months(tmp_path / "data")
    with Recorder(tmp_path, now="2026-11-10T08:00:00") as desk:
        desk.wait_for("03/11/2026, 19:30")
        yield desk


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Recorder]:
    """A meeting that is open and on the screen, with two remarks."""
    open_meeting(tmp_path / "data", *remarks("ý thứ nhất", "ý thứ hai"))
    with Recorder(tmp_path, now=NOW) as desk:
        enter(desk)
        yield desk


def enter(desk: Recorder) -> None:
    """From the list into the meeting that is open."""
    desk.wait_for("đang họp")
    desk.press(ENTER)
    desk.wait_for("▸")


def stored(desk: Recorder) -> Meeting:
    """The last meeting as its journal has it."""
    archive = Archive(desk.data, read_only=True)
    return archive.load(archive.ids()[-1]).meeting


def recorded(desk: Recorder, count: int) -> Meeting:
    """The last meeting, once that many entries are on the disk."""
    meeting = stored(desk)
    desk.wait_for_lines(meeting.id, count)
    return stored(desk)


# --- meetings -------------------------------------------------------------------------------------


def test_the_list_shows_the_marked_meeting_beside_it(three: Recorder) -> None:
    screen = three.wait_for("03/11/2026")
    assert screen.index("03/11/2026 thường kỳ") < screen.index("03/10/2026") < screen.index("03/09/2026")
    three.press(DOWN)
    three.wait_for("03/10/2026, 19:30")
    three.press(UP)
    three.wait_for("03/11/2026, 19:30")


def test_a_review_and_its_neighbours(three: Recorder) -> None:
    three.press(ENTER)
    three.wait_for(REVIEW)
    for key, shown in ((LEFT, OCTOBER), (RIGHT, NOVEMBER), (RIGHT, "gần nhất"), (LEFT * 3, "đầu tiên")):
        three.press(key)
        three.wait_for(shown)
    three.escape(gone=REVIEW)


@pytest.mark.parametrize("words", ["neo don", "neo đơn", "NEO ĐƠN"])
def test_search_with_and_without_accents(three: Recorder, words: str) -> None:
    three.press(ctrl("f"), words)
    three.wait_for("Bùi Xuân Trường: ")
    three.press(ENTER, ENTER)
    three.wait_for(REVIEW)
    three.wait_for(NOVEMBER)


def test_a_search_typed_faster_than_it_can_be_answered(three: Recorder) -> None:
    three.press(ctrl("f"))
    for words in ("đảng phí", "ngõ 12", "bảo lưu") * 5:
        three.at_once(words, KILL_LINE)
    three.at_once("neo đơn")
    three.wait_for("Bùi Xuân Trường: ")


def test_a_search_without_a_hit_and_back(three: Recorder) -> None:
    three.press(ctrl("f"), "khủng long")
    three.wait_for("Không tìm thấy")
    three.press(ESCAPE)
    three.wait_for(lambda text: "03/09/2026" in text and "khủng long" not in text)


def test_a_word_file_of_the_marked_meeting(three: Recorder) -> None:
    three.press(ctrl("e"))
    three.wait_for("Đã ghi")
    (paper,) = (three.data / "meetings").glob("2026-11-03*/papers/*.docx")
    assert paper.read_bytes()[:2] == b"PK"


# --- the cell -------------------------------------------------------------------------------------


def test_members_are_imported_added_and_edited(three: Recorder, tmp_path: Path) -> None:
    more = tmp_path / "thêm người.csv"
    more.write_text((R30 / "roster.csv").read_text("utf-8") + "32,Sầm Văn Bảy,01/02/1990,Nam,Tày,,,,,,\n", "utf-8")
    three.press(ctrl("d"))
    three.wait_for("31 người")
    three.press(ctrl("o"), str(more), ENTER)
    three.wait_for("32 người")
    three.press(ctrl("n"), "Quách Thị Ái", ENTER, "05/06/1991", ENTER, ctrl("s"))
    three.wait_for("33 người")
    three.press(HOME, F5)
    three.wait_for("Ngày chính thức")
    three.press(BACKTAB * 5, END + KILL_LINE, "An Đổi Tên", ctrl("s"))
    three.wait_for("An Đổi Tên")
    members = Book(three.data, read_only=True).members
    assert len(members) == 33
    by_name = {m.name: m for m in members}
    assert by_name["Sầm Văn Bảy"].ethnicity == "Tày"
    assert "Quách Thị Ái" in by_name


def test_the_cell_is_edited(three: Recorder) -> None:
    three.press(ctrl("t"))
    three.wait_for("Thông tin chi bộ")
    three.press("nhiệm kỳ 1", ctrl("s"))
    three.wait_for("Đã lưu")
    cell = Book(three.data, read_only=True).cell
    assert cell is not None
    assert cell.term.name == "nhiệm kỳ 1"
    assert stored(three).cell.term.name == ""


# --- setting right --------------------------------------------------------------------------------


def test_undo_after_a_restart(live: Recorder) -> None:
    count = len(stored(live).entries)
    live.leave()
    live.start()
    enter(live)
    live.press(ctrl("z"))
    live.wait_for("Đã hoàn tác")
    meeting = recorded(live, count + 1)
    assert meeting.entries[-1].event == Undone(meeting.entries[-2].id)
    assert [e.event for e in meeting.record if isinstance(e.event, Remark)] == [Remark(CHAIR, "ý thứ nhất")]


def test_a_correction_keeps_what_was_there(live: Recorder) -> None:
    before = stored(live)
    live.press(F5, "thu nhat", ENTER)
    live.wait_for("Sửa: Ý kiến")
    live.press(BACKTAB, " đã sửa", ctrl("s"))
    live.wait_for("ý thứ nhất đã sửa")
    after = recorded(live, len(before.entries) + 1)
    remark = next(e for e in before.record if e.event == Remark(CHAIR, "ý thứ nhất"))
    change = Change("text", "ý thứ nhất", "ý thứ nhất đã sửa")
    assert after.entries[-1].event == Correction(remark.id, (change,))
    assert after.entries[: len(before.entries)] == before.entries
    corrected = after.entry(remark.id)
    assert corrected is not None
    assert (corrected.at, corrected.event) == (remark.at, Remark(CHAIR, "ý thứ nhất đã sửa"))


def test_a_command_is_found_first_by_its_own_first_words(live: Recorder) -> None:
    live.press(ctrl("p"))
    live.wait_for("Gõ để tìm")
    live.press("mo lai")
    screen = live.wait_for(lambda text: "Mở lại cuộc họp" in text and "Bảng phím" not in text)
    assert screen.index("Mở lại cuộc họp") < screen.index("Xem lại một lúc")


def test_undoing_a_long_remark_leaves_room_for_the_way_back(tmp_path: Path) -> None:
    open_meeting(tmp_path / "data", *remarks("ý dài " * 600))
    with Recorder(tmp_path, now=NOW) as desk:
        enter(desk)
        desk.press(ctrl("z"))
        desk.wait_for(lambda text: "Đã hoàn tác: " in text and "^Y: làm lại" in " ".join(text.split()))


def test_the_way_out_of_a_meeting_fits_the_smallest_window(three: Recorder) -> None:
    three.press(ENTER)
    assert "Esc về" in three.wait_for(REVIEW)
