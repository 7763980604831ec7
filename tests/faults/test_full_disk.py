"""A disk that is full, a folder that may only be read, one that goes while the program runs: said, and nothing lost."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.errors import StoreError
from model.events import Remark
from model.store.chain import read
from model.store.data import Data
from model.store.doctor import examine
from tests.support.evening import ID, SPEAKER, Told, check, clock, evening, prepare
from tests.support.harness_data import NOW, open_meeting
from tests.support.harness_recorder import ENTER, Recorder, ctrl
from tui.session import Session


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    if (
        shutil.which("mount") is None
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place)], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("needs the right to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path) -> Path:
    """A file that takes what room there is."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096) == 4096:
                pass
        except OSError:
            pass
    return filler


def remarks(folder: Path) -> list[str]:
    with Data(folder, write=False) as data:
        entries = data.archive.load(ID).meeting.entries
    return [e.event.text for e in entries if isinstance(e.event, Remark)]


@pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "sealed"])
def test_a_full_disk_loses_nothing_and_takes_all_when_there_is_room(small: Path, is_sealed: bool) -> None:
    folder = small / "data"
    prepare(folder, is_sealed=is_sealed)
    with Data(folder) as data:
        session = Session.open(data, ID, clock=clock)
        filler = fill(small)
        texts = [f"ý kiến số {n} " + "dài " * 300 for n in range(8)]
        for text in texts:
            session.record(Remark(SPEAKER, text))
            state = session.journal.flush()
        assert state.pending
        assert "ổ đĩa đã đầy" in state.error
        with pytest.raises(StoreError, match="ổ đĩa đã đầy"):
            data.book.settings = {"x": "y" * 4000}
        assert data.book.cell is not None
        filler.unlink()
        assert not session.journal.flush().pending
        session.journal.close()
    assert remarks(folder) == [text.strip() for text in texts]


def test_opened_again_on_the_full_disk(small: Path) -> None:
    folder = small / "data"
    prepare(folder, is_sealed=False)
    told = Told()
    evening(folder, told)
    fill(small)
    check(folder, told.saved, {told.cell})


def test_a_rescue_elsewhere_goes_on_and_is_brought_home(tmp_path: Path, small: Path) -> None:
    folder, stick = small / "data", tmp_path / "usb" / ID / "journal.jsonl"
    prepare(folder, is_sealed=False)
    with Data(folder) as data:
        session = Session.open(data, ID, clock=clock)
        filler = fill(small)
        for number in range(6):
            session.record(Remark(SPEAKER, f"{number} " + "dài " * 500))
            session.journal.flush()
            if number == 2:
                session.journal.rescue(stick)
        state = session.journal.flush()
        assert state.pending
        assert f"Bản cứu {stick} có đủ" in state.error
        assert len(read(stick).payloads) == len(session.meeting.entries)
        session.journal.close()
        filler.unlink()
    with Data(folder) as data:
        (finding,) = [f for f in examine(data, tmp_path / "usb") if f.mend and "journal" in f.sentence]
        assert finding.mend is not None
        finding.mend()
        assert [t.split()[0] for t in remarks(folder)] == ["0", "1", "2", "3", "4", "5"]


def test_a_folder_removed_while_the_program_runs(tmp_path: Path) -> None:
    meeting = open_meeting(tmp_path / "data")
    with Recorder(tmp_path, now=NOW) as recorder:
        recorder.wait_for("đang họp")
        recorder.press(ENTER)
        recorder.wait_for("▸")
        recorder.press("còn ghi được", ENTER)
        recorder.wait_for("đã lưu")
        lines = recorder.journal(meeting).read_bytes()
        shutil.rmtree(recorder.data)
        recorder.press("đĩa không còn", ENTER)
        recorder.wait_for("CHƯA LƯU")
        recorder.wait_for("Lệnh “Lưu bản")
        recorder.press(ctrl("p"), "cuu", ENTER, str(tmp_path / "usb"), ENTER)
        recorder.wait_for(lambda text: "Bản cứu" in text and "có đủ" in text)
        recorder.press("vẫn ghi tiếp", ENTER)
        saved = tmp_path / "usb" / meeting / "journal.jsonl"
        deadline = time.monotonic() + 20
        while "vẫn ghi tiếp" not in saved.read_text("utf-8"):
            assert time.monotonic() < deadline, recorder.terminal.text()
            time.sleep(0.05)
        assert saved.read_bytes().startswith(lines)
        assert read(saved).damage is None
