"""Files that another program holds, as Windows lets it: whole folders cannot be moved then, nor files deleted."""

import errno
import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from model.errors import StoreError
from model.store import backup, generations
from tests.support.evening import DAY, ID, SECRET, cheap_key, check, prepare
from tests.support.harness_cli import bienban, contents
from tests.support.harness_data import with_cell
from tests.support.old_papers import FULL, by_hand, docx

Hold = Callable[..., None]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hold]:
    """Lets so many tries to move or delete what has that name fail, for good where no number is told."""
    left: dict[str, float] = {}

    def before(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *args: Any, **options: Any) -> Any:
            name = Path(path).name
            if left.get(name, 0) > 0:
                left[name] -= 1
                error = PermissionError(errno.EACCES, "held", str(path))
                error.winerror = 32  # type: ignore[attr-defined]  # what Windows sets
                raise error
            return real(path, *args, **options)

        return call

    def of(name: str, tries: float = float("inf")) -> None:
        left[name] = tries

    monkeypatch.setattr(time, "sleep", lambda _: None)
    for name in ("rename", "unlink"):
        monkeypatch.setattr(os, name, before(getattr(os, name)))
    yield of
    assert not any(0 < tries < float("inf") for tries in left.values()), left


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a meeting, and a backup of it as ``b.zip`` beside."""
    prepare(tmp_path / "data", is_sealed=False)
    backup.backup(tmp_path / "data", tmp_path / "b.zip")
    return tmp_path / "data"


def test_a_restore_moves_all_of_the_old_data_aside_or_nothing(folder: Path, hold: Hold) -> None:
    before = contents(folder)
    hold("meetings")
    with pytest.raises(StoreError, match="chương trình khác giữ"):
        backup.restore(folder.parent / "b.zip", folder, replace=True)
    assert contents(folder) == before
    assert not list((folder / "restored").iterdir())
    hold("meetings", 3)
    backup.restore(folder.parent / "b.zip", folder, replace=True)
    check(folder, [], {"Chi bộ 1"})


def test_a_restore_that_cannot_end_says_so(folder: Path, hold: Hold) -> None:
    hold("restoring.txt")
    with pytest.raises(StoreError, match=r"restoring\.txt"):
        backup.restore(folder.parent / "b.zip", folder, replace=True)


def test_a_meeting_that_is_imported_waits_for_whoever_holds_it(tmp_path: Path, hold: Hold) -> None:
    with_cell(tmp_path / "data").close()
    (tmp_path / "cu.docx").write_bytes(docx(by_hand(people=FULL)))
    hold("2025-03-03-thuong-ky", 3)
    assert bienban("--data", tmp_path / "data", "import", tmp_path / "cu.docx", "--yes").code == 0


def test_a_backup_that_is_thinned_out_waits_for_whoever_holds_it(folder: Path, hold: Hold) -> None:
    for days in range(1, 9):
        (folder / "backups" / f"bienban-{DAY - timedelta(days=days)}.zip").write_bytes(b"bad")
    hold(f"bienban-{DAY - timedelta(days=8)}.zip", 3)
    generations.make(folder, DAY)


def test_the_recovery_code_is_shown_also_where_a_paper_is_held(
    folder: Path, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIENBAN_PASSPHRASE", SECRET)
    with cheap_key():
        assert bienban("--data", folder, "export", ID, "minutes").code == 0
        hold("bien-ban-2026-11-03.docx")
        said = bienban("--data", folder, "lock")
        assert "chương trình khác giữ" in said.sentence()
        code = said.out.split("\n\n")[1].strip()
        hold("bien-ban-2026-11-03.docx", 3)
        monkeypatch.setenv("BIENBAN_PASSPHRASE", code)
        assert bienban("--data", folder, "doctor", "--mend").code == 0
        assert not list(folder.rglob("*.docx"))
