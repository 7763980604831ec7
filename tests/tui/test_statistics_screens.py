"""The screens of the statistics and of a moment, by their keys."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.harness_data import NOW, open_meeting, remarks, three_months
from tests.support.harness_recorder import BACKSPACE, DOWN, ENTER, LEFT, PATIENCE, RIGHT, UP, Recorder, ctrl

HOME, END, PAGE_UP, PAGE_DOWN = b"\x1b[H", b"\x1b[F", b"\x1b[5~", b"\x1b[6~"
REVIEW, SLIDER, PLOTS = "cuộc trước, sau", "PgUp PgDn 10 phút", "^G gộp"


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Recorder]:
    """Three meetings of 2026, the newest marked."""
    three_months(tmp_path / "data")
    with Recorder(tmp_path, now="2026-11-10T08:00:00") as desk:
        desk.wait_for("03/11/2026, 19:30")
        yield desk


def written(place: Path) -> bytes:
    """The file, once it is there."""
    deadline = time.monotonic() + PATIENCE
    while not place.exists():
        assert time.monotonic() < deadline, place
        time.sleep(0.01)
    return place.read_bytes()


# --- statistics ---------------------------------------------------------------------------------------


def test_plots_turn_and_have_their_numbers(three: Recorder) -> None:
    three.press(ctrl("s"))
    screen = three.wait_for("1/9 Tỉ lệ dự họp")
    assert "Năm 2026, từng kỳ họp, 3 kỳ" in screen
    three.wait_for("26/27 (96,3 %)")
    three.wait_for("●")
    for title in ("2/9 Điểm theo khung", "3/9 Khung an-phu-2025, nhóm 1–4", "4/9", "5/9 Đảng viên phát biểu"):
        three.press(RIGHT)
        three.wait_for(title)
    three.press(LEFT * 5)
    three.wait_for("9/9 Tự phê bình")
    three.wait_for("█ Tự phê bình · ░ Phê bình")
    three.escape(gone=PLOTS)


def test_meetings_are_put_together_and_years_changed(three: Recorder) -> None:
    three.press(ctrl("s"))
    three.wait_for("1/9")
    for way in ("theo tháng", "theo quý", "theo năm", "từng kỳ họp"):
        three.press(ctrl("g"))
        three.wait_for(way)
    three.press(ctrl("g"), ctrl("g"))
    three.wait_for("quý 3/2026  26/27 (96,3 %)")
    three.press(PAGE_UP)
    three.wait_for("Không còn thời gian nào khác")
    three.press(DOWN * 3, UP)
    three.escape(gone=PLOTS)


def test_the_files_are_written(three: Recorder) -> None:
    three.press(ctrl("s"))
    three.wait_for("1/9")
    years = three.data / "years" / "2026"
    three.press(ctrl("f"))
    assert written(years / "thong-ke-attendance-2026.png").startswith(b"\x89PNG")
    three.press(ctrl("e"))
    assert written(years / "thong-ke-2026.docx").startswith(b"PK")
    three.wait_for("Đã ghi")


def test_what_is_not_known_yet_is_told_in_words(tmp_path: Path) -> None:
    open_meeting(tmp_path / "data")
    with Recorder(tmp_path, now=NOW) as desk:
        desk.wait_for("đang họp")
        desk.press(ctrl("s"))
        desk.wait_for("1/9 Tỉ lệ dự họp")
        desk.press(RIGHT)
        desk.wait_for("Chưa có số liệu.")


# --- a moment ------------------------------------------------------------------------------------------


def test_the_slider_moves_by_minutes_and_entries(three: Recorder) -> None:
    three.press(ENTER)
    three.wait_for(REVIEW)
    three.press(ctrl("t"))
    three.wait_for("lúc 19:30:00 (đang họp)")
    for key, at in (
        (RIGHT, "19:31:00"), (RIGHT, "19:32:00"), (LEFT, "19:31:00"), (PAGE_DOWN, "19:41:00"), (PAGE_UP, "19:31:00"),
        (DOWN, "19:31:05"), (UP, "19:30:20"), (END, "21:10:00 (đã bế mạc)"), (RIGHT, "21:10:00"), (HOME, "19:30:00"),
        (LEFT, "19:30:00"),
    ):  # fmt: skip
        three.press(key)
        three.wait_for(f"lúc {at}")
    three.escape(gone=SLIDER)
    three.wait_for(REVIEW)


def test_a_time_is_typed(three: Recorder) -> None:
    three.press(ENTER)
    three.wait_for(REVIEW)
    three.press(ctrl("t"))
    three.wait_for("lúc 19:30:00")
    three.press(b"2056")
    screen = three.wait_for("lúc 20:56:00")
    assert "Đang bàn: Phân công nhiệm vụ" in screen
    three.press(b"20:41")
    three.wait_for("lúc 20:41:00")
    three.press(b"20", BACKSPACE)
    three.wait_for("Đến lúc 2▌")
    three.press(b"1", ENTER)
    three.wait_for("lúc 21:00:00")
    three.press(b"1800")
    three.wait_for("nằm ngoài cuộc họp: khai mạc 19:30:00, bế mạc 21:10:00")
    three.press(b"99", ENTER)
    three.wait_for("không phải là giờ")


def test_a_moment_of_the_meeting_that_is_open(tmp_path: Path) -> None:
    open_meeting(tmp_path / "data", *remarks("ý thứ nhất", "ý thứ hai"))
    with Recorder(tmp_path, now=NOW) as desk:
        desk.wait_for("đang họp")
        desk.press(ENTER)
        desk.wait_for("▸")
        desk.press(ctrl("p"), "một lúc")
        desk.wait_for("Xem lại một lúc của buổi họp")
        desk.press(ENTER)
        desk.wait_for("ý thứ hai")
        desk.wait_for(SLIDER)
        desk.press(UP)
        desk.wait_for("ý thứ nhất")
        desk.escape(gone=SLIDER)
        desk.press("vẫn ghi được", ENTER)
        desk.wait_for("vẫn ghi được")
