"""The registers and a member's page at the keyboard: turned, filtered, sorted, opened, written, locked."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from model.past.registers import Asked, rows
from model.store.data import Data
from tests.support.harness_data import three_months
from tests.support.harness_recorder import DOWN, ENTER, LEFT, PATIENCE, RIGHT, Recorder, ctrl

TASK = "Lắp 3 camera"


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Recorder]:
    """Three meetings, the newest marked."""
    three_months(tmp_path / "data")
    with Recorder(tmp_path, now="2026-11-10T08:00:00") as desk:
        desk.wait_for("03/11/2026, 19:30")
        yield desk


def written(desk: Recorder, pattern: str) -> Path:
    """The file, once it is there."""
    deadline = time.monotonic() + PATIENCE
    while not (found := list(desk.data.glob(pattern))):
        assert time.monotonic() < deadline, desk.terminal.text()
        time.sleep(0.01)
    return found[0]


def test_registers_are_turned_filtered_sorted_opened_and_written(three: Recorder) -> None:
    with Data(three.data, write=False) as data:
        tasks = rows(data.archive.between(date.min, date.max)[0], Asked("tasks"), date(2026, 11, 10))
    count, still = len(tasks), sum(row.open for row in tasks)
    three.press(ctrl("r"))
    three.wait_for(lambda text: "[Sổ quyết định]" in text and "dòng" in text)
    three.press(b"\t")
    three.wait_for(lambda text: "[Sổ nhiệm vụ]" in text and f"{count}/{count} dòng" in text)
    three.press(b"44")
    three.wait_for(lambda text: "xếp theo “Hạn” giảm" in text and 0 < text.find("30/11/2026") < text.find("25/10/2026"))
    three.press(ctrl("o"))
    three.wait_for("chỉ nhiệm vụ chưa xong")
    three.press(ctrl("f"), "camera")
    three.wait_for(lambda text: f" 1/{count} dòng" in text and TASK in text)
    three.press(ENTER, ctrl("t"))
    assert written(three, "years/2026/so-nhiem-vu-2026.xlsx").read_bytes()[:2] == b"PK"
    three.press(ENTER)
    three.wait_for("tháng 10 năm 2026")
    three.escape(gone="cuộc trước, sau")
    three.escape(gone=f" 1/{count} dòng")
    three.wait_for(f" {still}/{count} dòng")
    three.press(ctrl("y"), "tất cả", ENTER)
    three.wait_for("Tất cả các kỳ họp: ")
    three.press(b"\x1b[Z\x1b[Z")
    three.wait_for("[Sổ phát biểu]")
    three.escape(gone="[Sổ phát biểu]")


def test_a_members_page_is_turned_written_and_locked(three: Recorder) -> None:
    three.press(ctrl("d"))
    three.wait_for("31 người")
    three.press("", DOWN * 2, ENTER)
    three.wait_for(lambda text: "Trần Thị Ân · Phó bí thư" in text and "Dự 3/3 kỳ" in text)
    three.press(ctrl("n"))
    three.wait_for("Hoàng Văn Ẩn · Đảng viên")
    three.press(ctrl("b"), ctrl("b"))
    three.wait_for(lambda text: "Đặng Trần Thị Ngọc Ánh" in text and "Lời hứa khắc phục" in text)
    three.press(LEFT)
    three.wait_for("là năm đầu tiên")
    three.press(RIGHT)
    three.wait_for("là năm gần nhất")
    three.press(ctrl("e"))
    assert written(three, "meetings/2026-11-03*/papers/ho-so-kiem-diem-*.docx").read_bytes()[:2] == b"PK"
    three.press(b"\x1c")
    screen = three.wait_for("đã khóa màn hình")
    assert "Ngọc Ánh" not in screen
    three.press(ENTER)
    three.wait_for("Đặng Trần Thị Ngọc Ánh")
    three.escape(gone="Lời hứa khắc phục")
    three.wait_for("31 người")


def test_a_damaged_journal_is_said_and_the_rest_is_shown(three: Recorder) -> None:
    path = three.journal("2026-10-03-thuong-ky")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + b"x" + data[len(data) // 2 + 1 :])
    three.press(ctrl("r"))
    three.wait_for(lambda text: "hỏng ở dòng" in text and "dòng" in text and "03/09/2026" in text)
