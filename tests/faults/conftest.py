"""What all of these tests share: a folder in memory where there is one, a cheap key, nobody asked for a passphrase."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.store import keys
from model.store.data import Data
from tests.support.evening import SECRET


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """An empty folder; in memory, since thousands of syncs of a disk tell nothing here."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(prefix="bienban-", dir=memory))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _cheap_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", 2)
    monkeypatch.setattr(Data, "ask", staticmethod(lambda: SECRET))
