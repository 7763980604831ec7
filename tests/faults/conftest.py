"""What all of these tests share: a folder in memory where there is one, a cheap key, nobody asked for a passphrase."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.evening import cheap_key


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
def _cheap_key() -> Iterator[None]:
    with cheap_key():
        yield
