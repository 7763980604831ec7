"""The harness with one more key: F12 tells what has the focus and the text in it.

``python -m tests.support.harness_tell CLOCK [ARGUMENTS]`` writes to ``CLOCK.tell``, each time one line of JSON: a
number of the widget, and its text, or null where it takes none.
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
        CSS_PATH = str(Path(app.__file__).with_name("app.tcss"))
        BINDINGS = [Binding("f12", "tell", "Tell", priority=True)]

        def action_tell(self) -> None:
            text = self.focused.line.text if isinstance(self.focused, VietnameseKeys) else None
            with out.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps([id(self.focused), text]) + "\n")

    app.BienbanApp = Telling  # type: ignore[misc]


if __name__ == "__main__":
    clock = Path(sys.argv[1])
    add_key(clock.with_suffix(".tell"))
    harness.main(clock, sys.argv[2:])
