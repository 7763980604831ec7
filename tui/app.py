"""Starts the program, holds the open data and the session, nothing else."""

import os
from pathlib import Path

from textual import on
from textual.message import Message
from textual.screen import Screen

from exports import papers
from model.errors import BadData, BienbanError
from model.meeting import Meeting
from model.store.data import Data
from model.store.journal import State
from tui.commands import COMMANDS, Place, key_name, of
from tui.crash import report_crash
from tui.screens.pick import Choice, PickScreen
from tui.session import Clock, Session, now
from tui.widgets.key_order import OrderedKeys
from tui.widgets.plain import clean


class Saved(Message):
    """From the journal's thread: how much is on the disk."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state


class BienbanApp(OrderedKeys[None]):
    """The program on the screen."""

    CSS_PATH = "app.tcss"
    TITLE = "bienban"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-normal"), (110, "-wide")]
    BINDINGS = []

    def __init__(self, data: Data, clock: Clock = now) -> None:
        super().__init__()
        self.data = data
        self.clock = clock
        self.session: Session | None = None
        self.crash: Path | None = None
        self._warned = False
        self.kept_forms: dict[str, dict[str, str]] = {}
        self.theme = "ansi-dark"  # the terminal's own colours; the style sheet takes what a light terminal would lose

    def on_mount(self) -> None:
        """The first run where there is no cell yet, else the meetings."""
        for notice in [self.data.notice, *self.data.book.notices]:
            if notice:
                self.say(notice, severe=True)
        self.home()

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        """Tell the live screen, wherever it lies in the stack; a refusal is said over every other one too."""
        from tui.screens.live import LiveScreen  # noqa: PLC0415

        for screen in self.screen_stack:
            if isinstance(screen, LiveScreen):
                screen.show_saved(event.state)
        if event.state.error and not isinstance(self.screen, LiveScreen):
            self.say(event.state.error, severe=True)

    def home(self) -> None:
        """The first screen."""
        from tui.screens.first_run import FirstRunScreen  # noqa: PLC0415 - screens import the app for its type
        from tui.screens.home import HomeScreen  # noqa: PLC0415

        screen: Screen[None] = HomeScreen() if self.data.book.cell else FirstRunScreen()
        self.leave_meeting()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(screen)

    def leave_meeting(self) -> None:
        """Let go of the meeting that is open; all of it is on the disk, or said not to be."""
        if self.session:
            self.session.journal.close()
            if not self.data.read_only:
                self.data.archive.remember(self.session.meeting)
            self.session = None

    def say(self, text: str, *, severe: bool = False) -> None:
        """One line at the corner; never markup."""
        self.notify(clean(text), severity="warning" if severe else "information", markup=False, timeout=8)

    def export_minutes(self, meeting: Meeting) -> None:
        """Write the minutes beside the meeting, off the screen's thread; says where they are."""
        self.run_worker(lambda: self._export(meeting), thread=True, group="export", exit_on_error=False)

    def _export(self, meeting: Meeting) -> None:
        folder = self.data.archive.path(meeting.id) / "papers"
        try:
            path = papers.write(meeting, "minutes", papers.default_path(meeting, "minutes", folder))
        except BienbanError as error:
            self.call_from_thread(self.say, str(error), severe=True)
        else:
            self.call_from_thread(self.say, f"Đã ghi {path}")

    def action_palette(self) -> None:
        """All commands of this screen, found without accents."""
        place: Place = getattr(self.screen, "PLACE", "anywhere")
        choices = [Choice(c.id, c.name, f"{key_name(c.key) if c.key else ''} {c.help}".strip()) for c in of(place)]
        actions = {c.id: c.action for c in COMMANDS}
        screen = self.screen

        def run(command: str) -> None:
            self.call_later(self.run_action, actions[command], screen)

        self.push_screen(PickScreen("Lệnh", choices, run))

    async def action_keys(self) -> None:
        """The key sheet of this screen."""
        from tui.screens.keys import KeysScreen  # noqa: PLC0415

        await self.push_screen(KeysScreen(getattr(self.screen, "PLACE", "anywhere")))

    def action_leave(self) -> None:
        """End the program; everything recorded is on the disk."""
        journal = self.session.journal if self.session else None
        if journal and not self._warned and journal.flush(2).pending:
            self._warned = True
            reason = journal.state.error or "ổ đĩa đang bận"
            self.say(f"Chưa lưu xong: {reason} – nhấn ^Q lần nữa để thoát.", severe=True)
            return
        self.leave_meeting()
        self.exit()

    def _fatal_error(self) -> None:
        """Never Textual's crash screen: it prints members' words."""
        self.crash = report_crash(self._exception, self.data.folder)
        self._close_messages_no_wait()


def run(folder: Path | None, clock: Clock = now) -> int:
    """Open the screens on a data folder; returns the exit code."""
    if os.environ.get("TEXTUAL_DEBUG") or os.environ.get("TEXTUAL_LOG"):
        raise BadData("TEXTUAL_DEBUG và TEXTUAL_LOG ghi từng phím ra tệp: xin bỏ hai biến này rồi mở lại.")
    with Data(folder) as data:
        app = BienbanApp(data, clock)
        app.run()
        app.leave_meeting()
        if app.crash:
            raise BienbanError(
                f"Chương trình gặp lỗi và phải dừng; mọi điều đã ghi vẫn còn. Mô tả lỗi (không có lời họp): {app.crash}"
            )
    return 0
