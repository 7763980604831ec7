"""Starts the program with a clock that a test sets: ``python -m tests.support.harness CLOCK [ARGUMENTS]``.

CLOCK is a file with the time of now, ``2026-11-03T19:30:00``; ARGUMENTS are those of the command ``bienban``.
``CLOCK.escapes`` gets a byte for each Esc that arrived.
"""

import sys
from datetime import datetime
from functools import partial
from pathlib import Path

from tui.terminal import prepare_terminal


def read_clock(file: Path) -> datetime:
    """The local time that stands in the file."""
    return datetime.fromisoformat(file.read_text("utf-8")).astimezone()


def note_escapes(out: Path) -> None:
    """Note each Esc that came as such: with the key right behind it in one read it would be another key."""
    from textual import events  # noqa: PLC0415 - Textual reads its settings when it is imported

    from tui.widgets.key_order import OrderedKeys  # noqa: PLC0415

    usual = OrderedKeys.on_event

    async def on_event(self: OrderedKeys[None], event: events.Event) -> None:
        if isinstance(event, events.Key) and event.key == "escape" and not event.is_forwarded:
            with out.open("ab") as noted:
                noted.write(b".")
        await usual(self, event)

    OrderedKeys.on_event = on_event  # type: ignore[method-assign]


def main(clock: Path, arguments: list[str]) -> None:
    """Run the command as a user would, but for its clock."""
    prepare_terminal()
    from tui import app  # noqa: PLC0415 - Textual reads its settings when it is imported
    from tui.cli import main as cli  # noqa: PLC0415

    note_escapes(clock.with_suffix(".escapes"))
    app.run = partial(app.run, clock=partial(read_clock, clock))
    cli.main(arguments)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
