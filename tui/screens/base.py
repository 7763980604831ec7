"""What the screens have in common: the program by its own type, and a word where a thread of theirs has failed."""

from typing import cast

from textual import on
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from tui.crash import report_crash
from tui.program import Program


class OwnScreen(Screen[None]):
    """Base of the screens that read the data."""

    @property
    def program(self) -> Program:
        """The app, by its own type."""
        return cast(Program, self.app)

    @on(Worker.StateChanged)
    def _ended(self, event: Worker.StateChanged) -> None:
        """A fault of our own in a thread is said, and where it was is noted; nobody waits before a screen for ever."""
        if event.state is WorkerState.ERROR and event.worker.error:
            path = report_crash(event.worker.error, self.program.data.folder)
            self.program.say(f"Có lỗi của chương trình, đã ghi {path}: xin mở lại màn hình này.", severe=True)
