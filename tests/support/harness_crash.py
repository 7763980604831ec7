"""The harness with a fault: F9 in a meeting ends in an exception that bears a member's words.

``python -m tests.support.harness_crash CLOCK [ARGUMENTS]``
"""

import sys
from pathlib import Path

from tests.support import harness
from tui.terminal import prepare_terminal

WORDS = "lời riêng của một đồng chí"


def add_fault() -> None:
    """Break the command."""
    prepare_terminal()
    from tui.screens.live import LiveScreen  # noqa: PLC0415 - Textual reads its settings when it is imported

    async def action_checks(self: LiveScreen) -> None:
        words = WORDS  # a traceback with local variables would show it
        raise RuntimeError(words)

    LiveScreen.action_checks = action_checks  # type: ignore[method-assign]


if __name__ == "__main__":
    add_fault()
    harness.main(Path(sys.argv[1]), sys.argv[2:])
