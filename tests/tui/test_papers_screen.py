"""The screen of the papers: reached from a review and from the meeting; read, written, chosen, left."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.harness_data import NOW, open_meeting, remarks, three_months
from tests.support.harness_recorder import DOWN, ENTER, PATIENCE, Recorder, ctrl

LIST = "Enter xem"


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Recorder]:
    """The review of the newest of three meetings, with its papers on the screen."""
    three_months(tmp_path / "data")
    with Recorder(tmp_path, now="2026-11-10T08:00:00") as desk:
        desk.wait_for("03/11/2026, 19:30")
        desk.press(ENTER)
        desk.wait_for("^W văn bản")
        desk.press(ctrl("w"))
        desk.wait_for(LIST)
        yield desk


def file_of(desk: Recorder, name: str) -> Path:
    """The paper, once it is written."""
    folder, deadline = desk.data / "meetings" / "2026-11-03-thuong-ky" / "papers", time.monotonic() + PATIENCE
    while not (folder / name).exists():
        assert time.monotonic() < deadline, desk.terminal.text()
        time.sleep(0.01)
    return folder / name


def test_a_paper_is_read_and_left(three: Recorder) -> None:
    for word in ("Biên bản", "Nghị quyết", "Phiếu chấm điểm", "Giấy mời", "Danh sách nhiệm vụ"):
        three.wait_for(word)
    three.press(DOWN, ENTER)
    three.wait_for("NGHỊ QUYẾT")
    three.escape(gone="NGHỊ QUYẾT")
    three.escape(gone=LIST)
    three.wait_for("cuộc trước, sau")


def test_papers_are_written_and_marked(three: Recorder) -> None:
    three.press(DOWN, ctrl("e"))
    assert file_of(three, "nghi-quyet-2026-11-03.docx").read_bytes().startswith(b"PK")
    three.wait_for("Đã ghi")
    three.press(ctrl("t"))
    three.wait_for("không có dạng bảng tính")
    three.press(DOWN, DOWN, ctrl("t"))
    assert file_of(three, "phieu-cham-diem-2026-11-03.xlsx")


def test_an_extract_asks_of_what(three: Recorder) -> None:
    three.press(DOWN * 6, ENTER)
    three.wait_for("Trích biên bản về")
    three.press("thảo luận", ENTER)
    three.wait_for("TRÍCH BIÊN BẢN")
    three.press(ctrl("e"))
    assert file_of(three, "trich-bien-ban-2026-11-03-8.docx")


def test_from_the_meeting(tmp_path: Path) -> None:
    open_meeting(tmp_path / "data", *remarks("ý thứ nhất"))
    with Recorder(tmp_path, now=NOW) as desk:
        desk.wait_for("đang họp")
        desk.press(ENTER)
        desk.wait_for("▸")
        desk.press(ctrl("p"), "các văn bản")
        desk.wait_for("Nghị quyết, phiếu chấm điểm, giấy mời")
        desk.press(ENTER)
        desk.wait_for(LIST)
        desk.press(ENTER)
        desk.wait_for("DỰ THẢO")
        desk.escape(gone="DỰ THẢO")
        desk.escape(gone=LIST)
        desk.press("vẫn ghi được", ENTER)
        desk.wait_for("vẫn ghi được")
