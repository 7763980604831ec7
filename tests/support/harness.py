"""Starts the program with a clock that a test sets: ``python -m tests.support.harness CLOCK [ARGUMENTS]``.

CLOCK is a file with the time of now, ``2026-11-03T19:30:00``; ARGUMENTS are those of the command ``bienban``.
"""

import sys
from datetime import datetime
from functools import partial
from pathlib import Path

from tui.terminal import prepare_terminal


def read_clock(file: Path) -> datetime:
    """The local time that stands in the file."""
    return datetime.fromisoformat(file.read_text("utf-8")).astimezone()


def main(clock: Path, arguments: list[str]) -> None:
    """Run the command as a user would, but for its clock."""
    prepare_terminal()
    from tui import app  # noqa: PLC0415 - Textual reads its settings when it is imported
    from tui.cli import main as cli  # noqa: PLC0415

    app.run = partial(app.run, clock=partial(read_clock, clock))
    cli.main(arguments)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
