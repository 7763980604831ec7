"""The unfinished line: kept soon, cleared at once, never in the way."""

import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from model.store import files
from model.store.cipher import Cipher
from model.store.desk import Desk
from model.store.draft import Draft

PATIENCE = 30.0  # seconds: only a test that fails waits so long


@pytest.fixture
def draft(tmp_path: Path) -> Iterator[Draft]:
    draft = Draft(tmp_path / "draft.txt", delay=0.001)
    yield draft
    draft.close()


def wait_for(condition: Callable[[], bool]) -> None:
    """Looks again and again, at most PATIENCE seconds."""
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.002)):
        if condition():
            return
        pause.wait(0.002)
    raise AssertionError("it never happened")


def test_the_unfinished_line_is_kept_and_cleared(draft: Draft, tmp_path: Path) -> None:
    assert draft.load() == ""
    draft.save("tuyến ngõ 12 đã x")
    wait_for(lambda: draft.load() == "tuyến ngõ 12 đã x")
    assert Draft(tmp_path / "draft.txt").load() == "tuyến ngõ 12 đã x"
    draft.clear()
    wait_for(lambda: list(tmp_path.iterdir()) == [])
    draft.save("nửa ký tự \ud800")
    draft.close()
    assert draft.load() == "nửa ký tự ?"


def test_an_entered_line_does_not_wait_for_the_delay(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("cũ", "utf-8")
    with closing(Draft(tmp_path / "draft.txt", delay=10 * PATIENCE)) as draft:
        assert draft.load() == "cũ"
        draft.clear()
        wait_for(lambda: draft.load() == "")


def test_letters_gather(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    monkeypatch.setattr(files, "write_atomic", lambda path, data: written.append(data))
    draft = Draft(tmp_path / "draft.txt", delay=PATIENCE)
    for length in range(50):
        draft.save("x" * length)
    draft.close()
    assert written == [b"x" * 49]


def test_a_failing_draft_is_silent_and_tried_again(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = threading.Semaphore(0)

    def full(fd: int) -> None:
        tried.release()
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        draft.save("một")
        for _ in range(3):
            assert tried.acquire(timeout=PATIENCE)
    wait_for(lambda: draft.load() == "một")
    assert [file.name for file in tmp_path.iterdir()] == ["draft.txt"]


def test_a_failed_clearing_waits_for_its_next_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = threading.Semaphore(0)

    def refuse(self: Path, missing_ok: bool) -> None:
        tried.release()
        raise PermissionError(errno.EACCES, "Permission denied")

    (tmp_path / "draft.txt").write_text("cũ", "utf-8")
    draft = Draft(tmp_path / "draft.txt", delay=10 * PATIENCE)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        draft.clear()
        assert tried.acquire(timeout=PATIENCE)
        draft.close()
    assert tried.acquire(blocking=False)  # the last try, on closing
    assert not tried.acquire(blocking=False)


def test_a_draft_that_cannot_be_read_is_no_draft_and_said(tmp_path: Path) -> None:
    with closing(Draft(tmp_path)) as draft:
        assert draft.load() == ""
        assert str(tmp_path) in draft.damage


def test_a_draft_that_cannot_be_opened_is_kept_beside_and_said(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    with closing(Draft(path, cipher=Cipher(bytes(32)))) as draft:
        draft.save("chữ gõ dở")
    sealed = path.read_bytes()
    with closing(Draft(path, cipher=Cipher(bytes(range(32))))) as other:
        assert other.load() == ""
        other.save("chữ mới")
    (aside,) = tmp_path.glob("draft.txt.hong-*")
    assert aside.name in other.damage
    assert aside.read_bytes() == sealed
    with closing(Draft(path, cipher=Cipher(bytes(range(32))))) as again:
        assert (again.load(), again.damage) == ("chữ mới", "")


@pytest.mark.parametrize("said", ["{", "[1]", '{"forms": 1}'])
def test_a_desk_that_cannot_be_understood_is_kept_beside_and_said(tmp_path: Path, said: str) -> None:
    path = tmp_path / "desk.json"
    path.write_text(said, "utf-8")
    with closing(Desk(path)) as desk:
        assert (desk.forms, desk.speaker) == ({}, "")
    (aside,) = tmp_path.glob("desk.json.hong-*")
    assert aside.name in desk.damage
    assert aside.read_text("utf-8") == said
