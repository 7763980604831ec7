"""The user's data folder: one lock, the book, the meetings, the sheets and frames of the user's own."""

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from model.errors import StoreError
from model.store import keys
from model.store.archive import Archive
from model.store.book import Book
from model.store.files import no_file_in_the_way, private_folder
from model.store.lock import DataLock
from model.store.places import RESTORING, default_folder
from model.store.search import Search
from model.store.sheets import OwnSheets

if TYPE_CHECKING:
    from model.store.frames import OwnFrames


class Data:
    """An open data folder. ``read_only`` where another program writes in it, or only reading was asked for.

    ``ask`` gives the passphrase of a sealed folder; ``notice`` says why nothing can be written.
    """

    ask: keys.Ask = staticmethod(keys.from_environment)

    def __init__(self, folder: Path | None = None, *, write: bool = True) -> None:
        self.folder = folder or default_folder()
        no_file_in_the_way(self.folder)
        self._lock = DataLock(self.folder)
        if write:
            private_folder(self.folder)
        self.read_only = not (write and self._lock.acquire())
        self.notice = self._lock.message if write and self.read_only else ""
        try:
            self.cipher = keys.unlock(self.folder, Data.ask()) if keys.sealed(self.folder) else None
            self._open()
        except BaseException:
            self._lock.release()
            raise

    def _open(self) -> None:
        if (self.folder / RESTORING).exists():
            raise StoreError(f"Việc phục hồi vào {self.folder} bị ngắt giữa chừng: hãy chạy lại `bienban restore`.")
        if self.cipher and not self.read_only and not keys.whole(self.folder):
            from model.store.sealing import seal_rest  # noqa: PLC0415 - only where a sealing was cut short

            seal_rest(self.folder, self.cipher)
        book = Book(self.folder, read_only=self.read_only, cipher=self.cipher)
        if book.newer:
            self._lock.release()
            self.read_only, self.notice = True, book.notices[0]
        archive = Archive(self.folder, read_only=self.read_only, cipher=self.cipher)
        self.book, self.archive = book, archive  # both or neither: a taking over that fails leaves what only reads
        self.sheets = OwnSheets(self.folder / "sheets")
        self.search = Search(self.folder / "search.sqlite", self.archive, read_only=self.read_only)

    @property
    def frames(self) -> "OwnFrames":
        """The frames of the user's own."""
        from model.store.frames import OwnFrames  # noqa: PLC0415 - the rules of the year only when it is looked at

        return OwnFrames(self.folder / "frames")

    @property
    def is_free(self) -> bool:
        """Whether no program writes in the folder now."""
        return self._lock.is_free

    def take_over(self) -> bool:
        """Whether this program writes now: where the other one is gone, it does from here on. Raises StoreError."""
        if self.read_only and not self.book.newer and self._lock.acquire():
            was, self.read_only, self.notice = self.notice, False, ""
            self.search.close()
            try:
                self._open()
            except BaseException:
                self._lock.release()
                self.read_only, self.notice = True, was
                raise
        return not self.read_only

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
