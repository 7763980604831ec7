"""One writer for the data folder: whoever opens it second may only read."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from model.errors import StoreError
from model.store.files import cannot, private_folder, write_atomic


class DataLock:
    """The lock of a data folder, held until ``release`` or the end of the program, however it ends.

    ``lock`` is the locked file; ``lock.txt`` tells who holds it (process id, time), since Windows does not let
    others read a locked file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / "lock", timeout=0, mode=0o600, thread_local=False)
        self._info = folder / "lock.txt"

    def acquire(self) -> bool:
        """Takes the lock if it is free (or already ours), without waiting. Raises StoreError if it cannot be tried."""
        if self._lock.is_locked:
            return True
        private_folder(self._folder)
        try:
            self._lock.acquire()
        except Timeout:
            return False
        except OSError as error:
            raise cannot("khóa", self._folder, error) from error
        with suppress(StoreError):  # only a help for the other window
            write_atomic(self._info, f"{os.getpid()}\n{datetime.now().isoformat(timespec='minutes')}\n".encode())
        return True

    @property
    def is_free(self) -> bool:
        """Whether nobody holds the lock now."""
        if self._lock.is_locked:
            return False
        try:
            self._lock.acquire()
        except (Timeout, OSError):
            return False
        self._lock.release()
        return True

    def release(self) -> None:
        """Gives the lock back; nothing happens where it is not held."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._info.unlink(missing_ok=True)
            self._lock.release()

    @property
    def message(self) -> str:
        """The sentence for the second window: since when the data are open elsewhere, and the way out."""
        return (
            f"Dữ liệu đang mở ở cửa sổ khác{self._since()}: ở đây chỉ xem được, "
            "muốn ghi thì hãy đóng cửa sổ kia rồi mở lại."
        )

    def _since(self) -> str:
        try:
            since = datetime.fromisoformat(self._info.read_text("utf-8").split("\n")[1])
        except (OSError, ValueError, IndexError):
            return ""
        day = "" if since.date() == datetime.now().date() else f" ngày {since:%d/%m}"
        return f" (từ {since:%H:%M}{day})"

    def __enter__(self) -> Self:
        """Takes the lock. Raises StoreError with ``message`` where another window holds it."""
        if not self.acquire():
            raise StoreError(self.message)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
