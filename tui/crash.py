"""What is kept of a crash: where in the program it happened, never what anybody said."""

import traceback
from datetime import datetime
from pathlib import Path

from model.errors import StoreError
from model.store.files import write_atomic


def report_crash(error: BaseException | None, folder: Path) -> Path:
    """Write a private report without local variables and without the error's own words; returns its path."""
    lines = [f"{type(error).__name__}"]
    lines += [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__ if error else None)
    ]
    path = folder / f"loi-{datetime.now():%Y%m%d-%H%M%S}.txt"
    try:
        write_atomic(path, "\n".join(lines).encode())
    except StoreError:
        return Path("(không ghi được)")
    return path
