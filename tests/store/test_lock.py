"""One writer for the data folder."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from model.errors import StoreError
from model.store.lock import DataLock

HOLDER = """
import sys
from pathlib import Path
from model.store.lock import DataLock
lock = DataLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


def test_the_second_waits_outside_until_the_first_lets_go(tmp_path: Path) -> None:
    first, second = DataLock(tmp_path / "data"), DataLock(tmp_path / "data")
    assert first.acquire()
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    first.release()
    assert not first.acquire()
    second.release()


def test_the_message_tells_since_when(tmp_path: Path) -> None:
    info = tmp_path / "lock.txt"
    with DataLock(tmp_path):
        pid, since = info.read_text("utf-8").split()
        assert int(pid) == os.getpid()
        moment = datetime.fromisoformat(since)
        second = DataLock(tmp_path)
        assert f"đang mở ở cửa sổ khác (từ {moment:%H:%M}" in second.message
        info.write_text(f"{pid}\n2026-11-03T19:02\n", "utf-8")
        assert "(từ 19:02 ngày 03/11)" in second.message
        for unreadable in ("", "1\nhôm qua\n"):
            info.write_text(unreadable, "utf-8")
            assert "đang mở ở cửa sổ khác:" in second.message
    assert not info.exists()


def test_with_a_lock_held_elsewhere(tmp_path: Path) -> None:
    with DataLock(tmp_path):
        with pytest.raises(StoreError, match="đang mở ở cửa sổ khác"), DataLock(tmp_path):
            pass
        assert not DataLock(tmp_path).acquire()


def test_a_killed_program_holds_nothing(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == b"True"
        lock = DataLock(tmp_path)
        assert not lock.acquire()
        assert "(từ " in lock.message
        child.kill()
        child.wait()
    assert lock.acquire()
    lock.release()


def test_a_folder_that_cannot_be_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("filelock.FileLock._acquire", refuse)
    with pytest.raises(StoreError, match=r"Không khóa được .*không có quyền"):
        DataLock(tmp_path).acquire()
