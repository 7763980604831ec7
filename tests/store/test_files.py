"""Whole files under faults: each step of a write failing in turn, and what the user is told."""

import errno
import os
import re
import stat
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from model.errors import StoreError
from model.store import files

STEPS = ("open", "write", "fsync", "replace", "link")
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions in other ways")


class Faults:
    """Stands before the file calls of ``os``; lets the n-th call of one name fail, a write half done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: Counter[str] = Counter()
        self.fails: Callable[[str, int], OSError | None] = lambda name, number: None
        for name in STEPS:
            monkeypatch.setattr(os, name, self._before(name, getattr(os, name)))

    def _before(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            self.calls[name] += 1
            error = self.fails(name, self.calls[name])
            if error is None:
                return real(*args, **options)
            if name == "write":
                real(args[0], args[1][: len(args[1]) // 2])
            raise error

        return call

    def at(self, name: str, number: int, code: int = errno.EIO) -> None:
        self.calls.clear()
        self.fails = lambda n, i: OSError(code, os.strerror(code)) if (n, i) == (name, number) else None

    def none(self) -> None:
        self.fails = lambda name, number: None


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    return Faults(monkeypatch)


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def held(code: int) -> OSError:
    error = PermissionError(errno.EACCES, "held")
    error.winerror = code  # type: ignore[attr-defined]  # what Windows sets
    return error


def test_a_file_and_its_generations(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    for number in range(6):
        files.write_atomic(path, b"%d" % number, keep=3)
    assert path.read_bytes() == b"5"
    assert [files.generation(path, n).read_bytes() for n in (1, 2, 3)] == [b"4", b"3", b"2"]
    assert names(tmp_path) == {"book.json", "book.json.1", "book.json.2", "book.json.3"}


def test_generations_where_files_have_one_name_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTSUP, "no hard links")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "book.json"
    for number in range(4):
        files.write_atomic(path, b"%d" % number, keep=2)
    assert [files.generation(path, n).read_bytes() for n in (1, 2)] == [b"2", b"1"]
    assert names(tmp_path) == {"book.json", "book.json.1", "book.json.2"}


def book(folder: Path) -> Path:
    """A file with the content "5" and all generations."""
    folder.mkdir()
    for number in range(6):
        files.write_atomic(folder / "book.json", b"%d" % number, keep=3)
    return folder / "book.json"


def test_every_step_failing_in_turn_leaves_the_old_file_or_the_new(tmp_path: Path, faults: Faults) -> None:
    path = book(tmp_path / "none")
    faults.calls.clear()
    files.write_atomic(path, b"new", keep=3)
    usual = faults.calls.copy()
    plan = [(name, number) for name in STEPS for number in range(1, usual[name] + 1)]
    assert {name for name, _ in plan} == set(STEPS)
    for name, number in plan:
        path = book(tmp_path / f"{name}{number}")
        faults.at(name, number)
        if name == "link":  # a copy is made instead
            files.write_atomic(path, b"new", keep=3)
        else:
            with pytest.raises(StoreError, match=re.escape(str(path))):
                files.write_atomic(path, b"new", keep=3)
        in_folder = name in ("open", "fsync") and number == usual[name]  # the sync comes after the new name
        assert path.read_bytes() == (b"new" if in_folder or name == "link" else b"5")
        faults.none()
        older = names(path.parent) - {"book.json"}
        assert older <= {"book.json.1", "book.json.2", "book.json.3"}
        assert len(older) >= 2  # a rotation that stopped half way may have dropped the oldest one too early
        assert all((path.parent / name).read_bytes() in (b"5", b"4", b"3", b"2") for name in older)
        files.write_atomic(path, b"next", keep=3)
        assert path.read_bytes() == b"next"


def test_tries_that_fail_at_the_last_step_do_not_use_up_the_generations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path / "book")
    real = os.replace

    def refuse(source: Path, target: Path) -> None:
        if target == path:
            raise OSError(errno.EIO, "bad")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    for _ in range(4):
        with pytest.raises(StoreError):
            files.write_atomic(path, b"never", keep=3)
    assert path.read_bytes() == b"5"
    assert [files.generation(path, n).read_bytes() for n in (1, 2, 3)] == [b"5", b"4", b"3"]


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:3]))
    files.write_atomic(tmp_path / "a", b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


@POSIX
def test_private_files_and_folders(tmp_path: Path) -> None:
    folder = tmp_path / "x" / "y"
    files.private_folder(folder)
    files.private_folder(folder)
    files.write_atomic(folder / "a", b"a", keep=1)
    files.write_atomic(folder / "a", b"b", keep=1)
    files.write_atomic(folder / "paper.docx", b"c", private=False)

    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    assert [mode(path) for path in (folder, folder.parent)] == [0o700, 0o700]
    assert [mode(folder / name) for name in ("a", "a.1")] == [0o600, 0o600]
    umask = os.umask(0)
    os.umask(umask)
    assert mode(folder / "paper.docx") == 0o666 & ~umask


def test_a_folder_cannot_be_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(StoreError, match="Không tạo được"):
        files.private_folder(tmp_path / "a" / "b")


def test_set_aside_overwrites_nothing(tmp_path: Path) -> None:
    contents = [b"a", b"b", b"c"]
    path = tmp_path / "book.json"
    aside = []
    for content in contents:
        path.write_bytes(content)
        aside.append(files.set_aside(path))
    assert not path.exists()
    assert [file.read_bytes() for file in aside] == contents
    assert all(file.name.startswith("book.json.hong-2") for file in aside)
    with pytest.raises(StoreError, match="không tìm thấy"):
        files.set_aside(path)


@pytest.mark.parametrize("code", [5, 32, 33])
def test_windows_holding_a_file_for_a_moment(
    tmp_path: Path, faults: Faults, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    faults.fails = lambda name, number: held(code) if name == "replace" and number <= 7 else None
    files.write_atomic(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert len(pauses) == 7


def test_windows_holding_a_file_for_good(tmp_path: Path, faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    (tmp_path / "a").write_bytes(b"old")
    faults.fails = lambda name, _: held(32) if name == "replace" else None
    with pytest.raises(StoreError, match="chương trình khác giữ"):
        files.write_atomic(tmp_path / "a", b"new")
    assert sum(pauses) == pytest.approx(2.5)
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == {"a"}


@POSIX
def test_a_file_system_that_cannot_sync_folders(tmp_path: Path, faults: Faults) -> None:
    faults.at("fsync", 2, errno.EINVAL)
    files.write_atomic(tmp_path / "a", b"new")
    assert faults.calls["fsync"] == 2
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "ổ đĩa đã đầy"),
        (errno.EACCES, "không có quyền"),
        (errno.EROFS, "chỉ cho đọc"),
        (errno.ENOENT, "không tìm thấy"),
        (errno.EMFILE, os.strerror(errno.EMFILE)),
    ],
)
def test_the_reason_and_the_way_out_are_told(tmp_path: Path, faults: Faults, code: int, words: str) -> None:
    faults.at("open", 1, code)
    with pytest.raises(StoreError, match="hãy") as caught:
        files.write_atomic(tmp_path / "a", b"new")
    assert words in str(caught.value)
    assert str(tmp_path / "a") in str(caught.value)
    assert names(tmp_path) == set()


def test_reading_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"Không đọc được .*không tìm thấy"):
        files.read_bytes(tmp_path / "a")


def test_an_older_paper_stays_beside_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "papers" / "bien-ban.docx"
    for text in (b"one", b"two", b"three"):
        files.write_beside_older(path, text)
    assert path.read_bytes() == b"three"
    older = sorted(file.read_bytes() for file in path.parent.iterdir() if file != path)
    assert older == [b"one", b"two"]
    with pytest.raises(StoreError, match="thư mục"):
        files.write_beside_older(path.parent, b"four")
    assert path.read_bytes() == b"three"
