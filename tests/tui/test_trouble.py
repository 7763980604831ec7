"""When something is wrong: a fault of the program, two programs at once, a small window, a damaged journal."""

import os
import stat
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.harness_cli import contents, edited, flipped
from tests.support.harness_crash import WORDS
from tests.support.harness_data import NOW, open_meeting, remarks
from tests.support.harness_recorder import BACKTAB, ENTER, F9, Recorder, ctrl

LEAVE_SCREEN = b"\x1b[?1049l"
SAID, TYPED = "một ý đã ghi", "câu đang gõ dở"


def enter(desk: Recorder) -> None:
    """From the list into the meeting that is open."""
    desk.wait_for("đang họp")
    desk.press(ENTER)
    desk.wait_for("▸")


@pytest.fixture
def meeting(tmp_path: Path) -> str:
    """A meeting that is open, with one remark."""
    return open_meeting(tmp_path / "data", *remarks(SAID))


# --- a fault of the program -----------------------------------------------------------------------


@pytest.fixture
def crashed(tmp_path: Path, meeting: str) -> Iterator[Recorder]:
    """The program after a command of it has failed."""
    with Recorder(tmp_path, now=NOW, program=("-m", "tests.support.harness_crash")) as desk:
        enter(desk)
        desk.press(TYPED)
        desk.wait_for(TYPED)
        desk.press(F9)
        assert desk.terminal.wait_for_exit() == 1
        desk.terminal.wait_for("Chương trình gặp lỗi")
        yield desk


def test_a_fault_is_said_without_anybodys_words(crashed: Recorder) -> None:
    (report,) = crashed.data.glob("loi-*.txt")
    written = report.read_text("utf-8")
    assert "RuntimeError" in written
    assert "action_checks" in written
    if os.name == "posix":
        assert stat.S_IMODE(report.stat().st_mode) == 0o600
    said = crashed.terminal.output.rpartition(LEAVE_SCREEN)[2].decode()
    assert report.name in said.replace("\r\n", "")
    assert not any(words in text for text in (written, said) for words in (WORDS, SAID, TYPED, "Traceback"))


def test_the_terminal_is_as_it_was(crashed: Recorder) -> None:
    assert LEAVE_SCREEN in crashed.terminal.output
    modes = termios.tcgetattr(crashed.terminal._master)[3]
    assert modes & termios.ECHO
    assert modes & termios.ICANON


def test_nothing_recorded_is_lost_and_the_line_is_there_again(crashed: Recorder, meeting: str) -> None:
    crashed.start()
    enter(crashed)
    crashed.wait_for(SAID)
    crashed.wait_for(TYPED)


# --- what somebody's hand may do ------------------------------------------------------------------


def test_bytes_of_no_text_end_nothing(tmp_path: Path, meeting: str) -> None:
    count = (tmp_path / "data" / "meetings" / meeting / "journal.jsonl").read_bytes().count(b"\n")
    with Recorder(tmp_path, now=NOW) as desk:
        enter(desk)
        desk.press(TYPED)
        desk.wait_for(TYPED)
        for noise in (b"\xe3\x28", b"\xff\xfe", b"\xc3", b"("):
            desk.press(noise)
        desk.press(", vẫn ghi được")
        desk.wait_for("vẫn ghi được")
        desk.press(ENTER)
        desk.wait_for_lines(meeting, count + 1)
        desk.leave()


def test_a_rescue_to_the_home_of_nobody_is_refused(tmp_path: Path, meeting: str) -> None:
    with Recorder(tmp_path, now=NOW) as desk:
        enter(desk)
        desk.press(ctrl("p"), "Lưu bản cứu")
        desk.wait_for("Lưu bản cứu")
        desk.press(ENTER)
        desk.wait_for("Thư mục")
        desk.press("~khongcoai/usb", ENTER)
        desk.wait_for("đường dẫn đầy đủ")
        desk.escape()
        desk.leave()


# --- two programs at once -------------------------------------------------------------------------


def only_reading(screen: str) -> bool:
    """Whether a line says that another program has the data; a notice at the corner is none."""
    return "\nDữ liệu đang mở ở cửa sổ khác" in screen


def form_only_reading(screen: str) -> bool:
    """The same in the answer of a form."""
    return "\n│ Dữ liệu đang mở ở cửa sổ khác" in screen


def test_a_second_program_only_reads_and_says_so(tmp_path: Path, meeting: str) -> None:
    with Recorder(tmp_path, now=NOW) as first:
        enter(first)
        before = contents(first.data)
        with Recorder(tmp_path, now=NOW) as second:
            second.wait_for(only_reading)
            second.press(ENTER)
            second.wait_for("cuộc trước, sau")
            second.press(ctrl("o"))
            second.wait_for(only_reading)
            second.escape(gone="cuộc trước, sau")
            second.press(ctrl("n"))
            second.wait_for(only_reading)
            second.press(ctrl("t"))
            second.wait_for("Thông tin chi bộ")
            second.press(ctrl("s"))
            second.wait_for(form_only_reading)
            second.escape(gone="Thông tin chi bộ")
            second.press(ctrl("d"), ctrl("n"), "Sầm Văn Bảy", ctrl("s"))
            second.wait_for(lambda text: "Ngày vào Đảng" in text and form_only_reading(text))
            second.escape(gone="Ngày vào Đảng")
            second.leave()
        assert contents(first.data) == before
        first.press("vẫn ghi được", ENTER)
        first.wait_for_lines(meeting, before[f"meetings/{meeting}/journal.jsonl"].count(b"\n") + 1)


# --- a small window -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(60, 18), (40, 12), (20, 8), (200, 60)], ids=str)
def test_a_window_of_any_size(tmp_path: Path, meeting: str, size: tuple[int, int]) -> None:
    count = (tmp_path / "data" / "meetings" / meeting / "journal.jsonl").read_bytes().count(b"\n")
    with Recorder(tmp_path, now=NOW, size=size) as desk:
        desk.wait_for("03/11")
        desk.press(ENTER)
        desk.wait_for("▸")
        if size == (60, 18):
            desk.wait_for("60×18")
        desk.press("vẫn ghi được", ENTER)
        desk.wait_for_lines(meeting, count + 1)
        desk.press(ctrl("b"))
        desk.wait_for("Biểu quyết" if size[1] > 8 else "▸")
        desk.leave()


def test_the_end_of_a_long_refusal_is_in_sight(tmp_path: Path) -> None:
    roster = tmp_path / "ds.csv"
    roster.write_text("Họ và tên,Ngày sinh\n" + "Lê Đức,31/02/1968\n" * 3 + "Vũ Văn Đúc,1/1/1\n", "utf-8")
    with Recorder(tmp_path, now=NOW) as desk:
        desk.wait_for("Khai báo chi bộ")
        desk.press("Chi bộ 1", ENTER, "Đảng bộ A", ENTER, "A", BACKTAB * 3, str(roster), ENTER)
        desk.wait_for(lambda text: "có 4 lỗi" in text and "“1/1/1”" in text and "ô cuối thì ghi" in text)


# --- a journal that is damaged --------------------------------------------------------------------

SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "garbage": lambda data: b"\xff" * 100,
    "without its beginning": lambda data: b"".join(data.splitlines(keepends=True)[1:]),
    "a byte flipped": flipped,
}


@pytest.mark.parametrize("case", SPOILT)
def test_a_damaged_meeting_is_said_and_left_as_it_is(tmp_path: Path, meeting: str, case: str) -> None:
    path = edited(tmp_path / "data" / "meetings" / meeting / "journal.jsonl", SPOILT[case])
    damaged = path.read_bytes()
    with Recorder(tmp_path, now=NOW) as desk:
        desk.wait_for(lambda text: "03/11/2026" in text and "hỏng" in text)
        desk.press(ENTER)
        desk.wait_for(lambda text: "cuộc trước" in text and ("hỏng" in text or "chỉ còn 0 dòng" in text))
        desk.escape("cuộc trước")
        desk.wait_for("Họp mới")
        desk.press(ctrl("n"))
        desk.wait_for("Chuẩn bị cuộc họp")
        desk.escape()
        desk.leave()
    assert path.read_bytes() == damaged


def test_a_torn_last_line_is_put_aside_and_the_meeting_goes_on(tmp_path: Path, meeting: str) -> None:
    path = edited(tmp_path / "data" / "meetings" / meeting / "journal.jsonl", lambda data: data[:-20])
    whole = path.read_bytes().count(b"\n")
    with Recorder(tmp_path, now=NOW) as desk:
        enter(desk)
        desk.wait_for("ghi dở")
        desk.press("nói lại", ENTER)
        desk.wait_for_lines(meeting, whole + 1)
    assert list(path.parent.glob("journal.torn-*"))


def test_a_damaged_month_does_not_keep_the_next_from_being_prepared(tmp_path: Path, meeting: str) -> None:
    edited(tmp_path / "data" / "meetings" / meeting / "journal.jsonl", lambda data: b"")
    with Recorder(tmp_path, now="2026-12-01T19:00:00") as desk:
        desk.wait_for("Họp mới")
        desk.press(ctrl("n"))
        desk.wait_for("Chuẩn bị cuộc họp")
        desk.press(ctrl("s"))
        desk.wait_for("chưa khai mạc")
        desk.wait_for_lines("2026-12-03-thuong-ky", 1)
