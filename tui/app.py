"""Starts the program and leads from screen to screen, nothing else."""

import os
from pathlib import Path

from textual import on
from textual.screen import Screen

from model.errors import BadData, BienbanError
from model.store.data import Data
from model.store.draft import Draft
from tui.crash import report_crash
from tui.program import Program, Saved
from tui.screens.first_run import FirstRunScreen
from tui.screens.home import HomeScreen
from tui.screens.live import LiveScreen
from tui.session import Clock, Session, now


class BienbanApp(Program):
    """The program on the screen."""

    CSS_PATH = "app.tcss"
    TITLE = "bienban"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-normal"), (110, "-wide")]
    BINDINGS = []

    def __init__(self, data: Data, clock: Clock = now) -> None:
        super().__init__(data, clock)
        self.crash: Path | None = None
        self.theme = "ansi-dark"  # the terminal's own colours; the style sheet takes what a light terminal would lose

    def on_mount(self) -> None:
        """The first run where there is no cell yet, else the meetings."""
        self.set_keymap(self.keys.own)
        for notice in filter(None, [*self.data.book.notices, self.keys.notice]):
            self.say(notice, severe=True)
        self.home()

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        """Tell the live screen, wherever it lies in the stack; a refusal is said over every other one too."""
        for screen in self.screen_stack:
            if isinstance(screen, LiveScreen):
                screen.show_saved(event.state)
        if event.state.error and not isinstance(self.screen, LiveScreen):
            self.say(event.state.error, severe=True)

    def home(self) -> None:
        """The first screen; lets go of the meeting that is open."""
        screen: Screen[None] = HomeScreen() if self.data.book.cell else FirstRunScreen()
        self.leave_meeting()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(screen)

    async def go_on(self, meeting_id: str) -> bool:
        """The live screen of a meeting; where it cannot be opened, that is said and False comes back."""
        try:
            session = Session.open(self.data, meeting_id, clock=self.clock, listener=self.hear)
        except BienbanError as error:
            self.say(str(error), severe=True)
            return False
        await self.record(session)
        return True

    async def record(self, session: Session) -> None:
        """The live screen of a session, with the unfinished line of the last time."""
        self.session = session
        draft = Draft(self.data.archive.path(session.meeting.id) / "draft.txt")
        await self.push_screen(LiveScreen(session, draft))

    def _fatal_error(self) -> None:
        """Never Textual's crash screen: it prints members' words."""
        self.crash = report_crash(self._exception, self.data.folder)
        self._close_messages_no_wait()


def run(folder: Path | None, clock: Clock = now) -> int:
    """Open the screens on a data folder; returns the exit code."""
    with Data(folder) as data:
        return run_app(BienbanApp(data, clock))


def run_app(app: BienbanApp) -> int:
    """Run the program to its end; returns the exit code, raises :class:`BienbanError` where it broke off."""
    if os.environ.get("TEXTUAL_DEBUG") or os.environ.get("TEXTUAL_LOG"):
        raise BadData("TEXTUAL_DEBUG và TEXTUAL_LOG ghi từng phím ra tệp: xin bỏ hai biến này rồi mở lại.")
    app.run()
    app.leave_meeting()
    if app.crash:
        raise BienbanError(
            f"Chương trình gặp lỗi và phải dừng; mọi điều đã ghi vẫn còn. Mô tả lỗi (không có lời họp): {app.crash}"
        )
    return 0
