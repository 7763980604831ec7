"""The harness with one more key: F12 writes what stands in the focused field to the file ``CLOCK.tell``.

``python -m tests.support.harness_tell CLOCK [ARGUMENTS]``; each text is one JSON string on a line.
"""

import json
import sys
from pathlib import Path

from tests.support import harness
from tui.terminal import prepare_terminal


def add_key(out: Path) -> None:
    """Give the program the key."""
    prepare_terminal()
    from textual.binding import Binding  # noqa: PLC0415 - Textual reads its settings when it is imported

    from tui import app  # noqa: PLC0415
    from tui.widgets.vietnamese import VietnameseKeys  # noqa: PLC0415

    class Telling(app.BienbanApp):
        CSS_PATH = Path(app.__file__).with_name("app.tcss")
        BINDINGS = [Binding("f12", "tell", "Tell", priority=True)]

        def action_tell(self) -> None:
            text = self.focused.line.text if isinstance(self.focused, VietnameseKeys) else None
            with out.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(text) + "\n")

    app.BienbanApp = Telling  # type: ignore[misc]


if __name__ == "__main__":
    clock = Path(sys.argv[1])
    add_key(clock.with_suffix(".tell"))
    harness.main(clock, sys.argv[2:])
