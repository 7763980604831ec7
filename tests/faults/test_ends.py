"""The life of the process: signals, closed windows, clocks and time zones that move, no room, two programs."""

import asyncio
import fcntl
import os
import signal
import struct
import termios
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from model.events import Remark
from model.store import keys, sealing
from model.store.data import Data
from tests.support.evening import SECRET
from tests.support.harness_data import NOW, open_meeting, remarks
from tests.support.harness_recorder import ENTER, F3, F7, PATIENCE, Recorder, ctrl
from tui.app import BienbanApp
from tui.screens.lock import LockScreen
from tui.session import Session
from tui.upkeep import Upkeep

SAID, TYPED = "một ý đã ghi", "câu đang gõ dở"
LOCK = b"\x1c"  # Ctrl+\
LEAVE_SCREEN = b"\x1b[?1049l"


@pytest.fixture
def meeting(tmp_path: Path) -> str:
    """A meeting that is open, with one remark."""
    return open_meeting(tmp_path / "data", *remarks(SAID))


@pytest.fixture
def live(tmp_path: Path, meeting: str) -> Iterator[Recorder]:
    """That meeting on the screen."""
    with Recorder(tmp_path, now=NOW) as recorder:
        enter(recorder)
        yield recorder


def enter(recorder: Recorder) -> None:
    recorder.wait_for("đang họp")
    recorder.press(ENTER)
    recorder.wait_for("▸")


def texts(recorder: Recorder, meeting: str) -> list[str]:
    """The remarks in the journal."""
    with Data(recorder.data, write=False) as data:
        return [e.event.text for e in data.archive.load(meeting).meeting.entries if isinstance(e.event, Remark)]


def until(path: Path, words: str) -> None:
    """Wait for words in a file."""
    deadline = time.monotonic() + PATIENCE
    while not (path.exists() and words in path.read_text("utf-8")):
        assert time.monotonic() < deadline, f"{path} does not say {words}"
        time.sleep(0.01)


# --- the end that nobody chose --------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order(live: Recorder, meeting: str, number: signal.Signals) -> None:
    live.press("ghi rồi", ENTER)
    live.wait_for_lines(meeting, live.journal(meeting).read_bytes().count(b"\n"))
    live.press(TYPED)
    live.wait_for(TYPED)
    live.terminal.kill(number)
    assert live.terminal.wait_for_exit() == 128 + number
    assert LEAVE_SCREEN in live.terminal.output
    assert termios.tcgetattr(live.terminal._master)[3] & termios.ECHO
    assert texts(live, meeting) == [SAID, "ghi rồi"]
    live.start()
    enter(live)
    live.wait_for(TYPED)
    live.wait_for("Còn dở từ lần trước")


def test_a_closed_window_keeps_all(tmp_path: Path, meeting: str) -> None:
    with Recorder(tmp_path, now=NOW) as recorder:
        enter(recorder)
        recorder.press("ghi rồi", ENTER, TYPED)
        recorder.wait_for(TYPED)
        until(recorder.data / "meetings" / meeting / "draft.txt", TYPED)
        window = recorder.terminal
        os.close(window._master)  # the terminal goes, as when its window is closed
        window.kill(signal.SIGWINCH)  # it draws, so that our reader lets go of the terminal too
        window._reader.join(PATIENCE)
        assert window.wait_for_exit() != 0
        window._master = os.open(os.devnull, os.O_RDONLY)
        assert texts(recorder, meeting) == [SAID, "ghi rồi"]
        recorder.start()
        enter(recorder)
        recorder.wait_for(TYPED)


def test_a_terminal_that_goes_while_much_is_drawn_ends_the_program(live: Recorder) -> None:
    window = live.terminal
    os.close(window._master)
    with suppress(ProcessLookupError):
        for _ in range(100):  # more than may wait to be drawn
            window.kill(signal.SIGWINCH)
            time.sleep(0.01)
    window._reader.join(PATIENCE)
    assert window.wait_for_exit() != 0
    window._master = os.open(os.devnull, os.O_RDONLY)
    with Data(live.data) as data:
        assert not data.read_only


def test_a_form_half_filled_is_there_after_a_kill(live: Recorder, meeting: str) -> None:
    live.press(F3)
    live.wait_for("Ưu điểm")
    live.press(b"\t", "dọn vệ sinh ngõ")
    until(live.data / "meetings" / meeting / "desk.json", "dọn vệ sinh ngõ")
    live.terminal.kill()
    live.terminal.wait_for_exit()
    live.start()
    enter(live)
    live.wait_for("phiếu “")
    live.press(F3)
    live.wait_for("dọn vệ sinh ngõ")


# --- time and room --------------------------------------------------------------------------------


def test_a_clock_that_goes_back_never_turns_the_order(live: Recorder, meeting: str) -> None:
    live.press("trước", ENTER)
    live.wait_for("trước")
    live.set_clock("2026-11-03T18:00:00")
    live.press("sau", ENTER)
    live.wait_for("sau")
    live.leave()
    assert texts(live, meeting)[-2:] == ["trước", "sau"]
    with Data(live.data, write=False) as data:
        record = data.archive.load(meeting).meeting.record
        assert [e.at for e in record] == sorted(e.at for e in record)


def test_a_clock_that_goes_back_shortens_no_meeting(tmp_path: Path) -> None:
    meeting_id = open_meeting(tmp_path)
    hours = iter(range(30))
    with Data(tmp_path) as data:
        opened = data.archive.load(meeting_id).meeting.standing[-1].at
        session = Session.open(data, meeting_id, clock=lambda: opened - timedelta(hours=next(hours)))
        for _ in range(3):
            assert session.meeting.minutes_long(session.now()) == session.meeting.minutes_long(opened)
        session.journal.close()


def test_another_time_zone_between_two_openings(tmp_path: Path, meeting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for zone, now, text in (("Asia/Ho_Chi_Minh", NOW, "ở nhà"), ("Europe/Paris", "2026-11-03T20:41:00", "đi xa")):
        monkeypatch.setenv("TZ", zone)
        with Recorder(tmp_path, now=now) as recorder:
            enter(recorder)
            recorder.press(text, ENTER)
            recorder.wait_for(text)
            recorder.leave()
            assert texts(recorder, meeting)[-1] == text


def resize(recorder: Recorder, columns: int, rows: int) -> None:
    """As the terminal tells it; what the program makes of it shows nowhere when there is no room, hence the time."""
    fcntl.ioctl(recorder.terminal._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    recorder.terminal.kill(signal.SIGWINCH)
    time.sleep(0.2)
    assert not recorder.ended


def test_the_pages_of_a_list_in_a_window_of_no_size(live: Recorder) -> None:
    live.press(F7)
    live.wait_for("Số: cho điểm")
    for columns, rows in ((1, 1), (80, 24)):
        resize(live, columns, rows)
        live.press(b"\x1b[6~", b"\x1b[5~")
    live.escape("Số: cho điểm")
    live.leave()


def test_a_window_of_no_size_and_back(live: Recorder, meeting: str) -> None:
    count = live.journal(meeting).read_bytes().count(b"\n")
    for columns, rows in ((0, 0), (1, 1), (3, 2), (200, 60), (80, 24)):
        resize(live, columns, rows)
    live.press("vẫn ghi được", ENTER)
    live.wait_for_lines(meeting, count + 1)
    live.leave()


# --- two programs ---------------------------------------------------------------------------------


def test_the_second_sees_what_the_first_writes_and_takes_over(tmp_path: Path, live: Recorder, meeting: str) -> None:
    with Recorder(tmp_path, now=NOW) as second:
        second.wait_for("Dữ liệu đang mở ở cửa sổ khác")
        second.press(ENTER)
        second.wait_for("Phát biểu: 1/")
        live.press("@người khác nói", ENTER)
        second.wait_for("Phát biểu: 2/")
        second.escape("cuộc trước")
        live.terminal.kill()
        live.terminal.wait_for_exit()
        second.wait_for("Cửa sổ kia đã đóng")
        second.press(ctrl("p"), "ghi ở cửa sổ", ENTER)
        second.wait_for("Từ giờ ghi ở cửa sổ này")
        enter(second)
        second.press("từ cửa sổ thứ hai", ENTER)
        second.wait_for("từ cửa sổ thứ hai")
        second.leave()
        assert texts(second, meeting) == [SAID, "người khác nói", "từ cửa sổ thứ hai"]


# --- the locked screen ----------------------------------------------------------------------------


def test_the_screen_locks_by_its_key(live: Recorder) -> None:
    live.press(LOCK)
    live.wait_for(lambda text: "đã khóa màn hình" in text and SAID not in text)
    live.press(ENTER)
    live.wait_for(SAID)


def test_the_screen_of_sealed_data_opens_by_the_passphrase(
    tmp_path: Path, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealing.seal_folder(tmp_path / "data", SECRET)
    monkeypatch.setenv(keys.VARIABLE, SECRET)
    with Recorder(tmp_path, now=NOW) as recorder:
        enter(recorder)
        recorder.press(LOCK)
        recorder.wait_for("gõ mật khẩu")
        recorder.press("sai hết rồi", ENTER)
        recorder.wait_for("Mật khẩu không đúng")
        recorder.press(SECRET, ENTER)
        recorder.wait_for(SAID)
        assert SECRET not in recorder.terminal.output.decode(errors="replace")
        recorder.leave()


def test_the_passphrase_is_asked_for_before_the_screens(tmp_path: Path, meeting: str) -> None:
    sealing.seal_folder(tmp_path / "data", SECRET)
    with Recorder(tmp_path, now=NOW) as recorder:
        recorder.wait_for("Mật khẩu:")
        recorder.terminal.send(b"sai-het-roi\r")
        recorder.terminal.wait_for("Mật khẩu không đúng")
        assert recorder.terminal.wait_for_exit() == 1
        recorder.start()
        recorder.wait_for("Mật khẩu:")
        recorder.terminal.send(f"{SECRET}\r".encode())
        enter(recorder)
        recorder.wait_for(SAID)
        assert SECRET not in recorder.terminal.output.decode(errors="replace")
        recorder.leave()


@pytest.mark.parametrize("asleep", [False, True], ids=["awake", "lid closed"])
def test_the_screen_locks_when_nobody_types(tmp_path: Path, meeting: str, asleep: bool) -> None:
    async def idle(data: Data) -> None:
        app = BienbanApp(data)
        seconds = [0.0]
        upkeep = Upkeep(app, lambda: 0.0 if asleep else seconds[0], lambda: seconds[0] if asleep else -seconds[0])
        async with app.run_test(size=(80, 24)) as pilot:
            for moment, locked in ((599, False), (600, True)):
                seconds[0] = moment
                upkeep.look()
                await pilot.pause()
                assert isinstance(app.screen, LockScreen) is locked

    with Data(tmp_path / "data") as data:
        data.book.settings = {"lock_minutes": 10}
        asyncio.run(idle(data))
