"""The screen of old minutes: a path, facts beside the text, switched off and on, taken over, and what follows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.events import Task
from model.meeting import Meeting
from model.store.data import Data
from tests.support.harness_data import with_cell
from tests.support.harness_recorder import DOWN, ENTER, Recorder, ctrl
from tests.support.old_papers import FULL, by_hand, docx

BODY = [
    "100% đảng viên nhất trí.",
    "Lời [/b] của [dân]",
    "Giao đồng chí Phạm Thị An: vận động các hộ, hạn 20/3/2025.",
]
SPACE = b" "
ID = "2025-03-03-thuong-ky"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Recorder]:
    """The screen of old minutes, the file named ``cu.docx`` beside the data."""
    with_cell(tmp_path / "data").close()
    (tmp_path / "cu.docx").write_bytes(docx(by_hand(people=FULL, body=BODY)))
    (tmp_path / "hong.docx").write_bytes(b"no")
    with Recorder(tmp_path, now="2026-11-10T08:00:00") as desk:
        desk.wait_for("Họp mới")
        desk.press(ctrl("p"))
        desk.wait_for("Lệnh")
        desk.press("nhap bien ban cu")
        desk.wait_for("Tệp Word của những kỳ họp trước")
        desk.press(ENTER)
        desk.wait_for("Đường dẫn tệp")
        yield desk


def looked(desk: Recorder, tmp_path: Path) -> None:
    desk.press(str(tmp_path / "cu.docx"), ENTER)
    desk.wait_for("[x] Giờ bắt đầu: 19:30")


def kept(tmp_path: Path) -> Meeting:
    with Data(tmp_path / "data", write=False) as data:
        return data.archive.load(ID).meeting


def test_a_file_that_cannot_be_read_is_said(desk: Recorder, tmp_path: Path) -> None:
    desk.press(ctrl("s"))
    desk.wait_for("Xin ghi đường dẫn tệp")
    desk.press(str(tmp_path / "hong.docx"), ENTER)
    desk.wait_for("không phải tệp Word")


def test_facts_stand_beside_their_words_and_are_taken_over(desk: Recorder, tmp_path: Path) -> None:
    looked(desk, tmp_path)
    desk.wait_for("không rõ từng ai dự")
    desk.press(DOWN)
    desk.wait_for("Đoạn 5: “vào hồi 19 giờ 30 phút”")
    desk.wait_for("[x] Nhiệm vụ: Phạm Thị An")
    desk.press(ENTER)
    desk.wait_for("Đã nhập cuộc họp")
    meeting = kept(tmp_path)
    assert [t.text for t in meeting.tasks] == ["vận động các hộ"]
    desk.escape(gone="Đường dẫn tệp")
    desk.wait_for("03/03/2025*thường kỳ 20/23")
    desk.press(ENTER)
    desk.wait_for("Nhập từ biên bản cũ: cu.docx")
    desk.press(ctrl("w"))
    desk.wait_for("Enter xem")
    desk.press(ENTER)
    desk.wait_for("bản gốc là văn bản của nó")


def test_a_fact_switched_off_stays_text(desk: Recorder, tmp_path: Path) -> None:
    looked(desk, tmp_path)
    desk.press(SPACE)
    desk.wait_for("không bật, tắt được")
    desk.press(b"\x1b[F", b"\x1b[A", b"\x1b[A", SPACE)  # the end, past the doubt, to the task
    desk.wait_for("[ ] Nhiệm vụ: Phạm Thị An")
    desk.press(SPACE)
    desk.wait_for("[x] Nhiệm vụ: Phạm Thị An")
    desk.press(SPACE)
    desk.wait_for("[ ] Nhiệm vụ: Phạm Thị An")
    desk.press(ctrl("s"))
    desk.wait_for("Đã nhập cuộc họp")
    meeting = kept(tmp_path)
    assert not [e for e in meeting.entries if isinstance(e.event, Task)]
    assert any("vận động các hộ" in str(e.event) for e in meeting.record)
    assert any("[/b]" in str(e.event) for e in meeting.record)


def test_the_same_file_twice_is_refused(desk: Recorder, tmp_path: Path) -> None:
    looked(desk, tmp_path)
    desk.press(ctrl("s"))
    desk.wait_for("Đã nhập. Ghi đường dẫn")
    desk.press(str(tmp_path / "cu.docx"), ENTER)
    desk.wait_for("không nhập và không ghi đè")
