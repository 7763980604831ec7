"""The user's data folder: one lock, the book, the meetings, the sheets of the user's own."""

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from platformdirs import user_data_path

from model.store.archive import Archive
from model.store.book import Book
from model.store.files import private_folder
from model.store.lock import DataLock
from model.store.search import Search
from model.store.sheets import OwnSheets

DEMO = "demo"
"""The folder of the made-up cell, inside the user's; it is no part of his data."""


def default_folder() -> Path:
    """``BIENBAN_DATA``, or the place where the system keeps a program's data."""
    chosen = os.environ.get("BIENBAN_DATA", "")
    return Path(chosen).expanduser() if chosen else user_data_path("bienban", appauthor=False)


class Data:
    """An open data folder. ``read_only`` where another program writes in it, or only reading was asked for."""

    def __init__(self, folder: Path | None = None, *, write: bool = True) -> None:
        self.folder = folder or default_folder()
        self._lock = DataLock(self.folder)
        if write:
            private_folder(self.folder)
        self.read_only = not (write and self._lock.acquire())
        self.notice = self._lock.message if write and self.read_only else ""
        try:
            self.book = Book(self.folder, read_only=self.read_only)
            self.archive = Archive(self.folder, read_only=self.read_only)
            self.sheets = OwnSheets(self.folder / "sheets")
            self.search = Search(self.folder / "search.sqlite", self.archive)
        except BaseException:
            self._lock.release()
            raise

    def close(self) -> None:
        """Give the lock back."""
        self.search.close()
        self._lock.release()

    def __enter__(self) -> Self:
        """The open folder itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
