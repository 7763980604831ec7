"""What the screens have in common: the program by its own type, and a word where a thread of theirs has failed."""

from typing import cast

from textual import on
from textual.screen import Screen
from textual.worker import Worker

from tui.program import Program


class OwnScreen(Screen[None]):
    """Base of the screens that read the data."""

    @property
    def program(self) -> Program:
        """The app, by its own type."""
        return cast(Program, self.app)

    @on(Worker.StateChanged)
    def _ended(self, event: Worker.StateChanged) -> None:
        self.program.tell_fault(event)
