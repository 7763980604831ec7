"""Starts the program and leads from screen to screen, nothing else."""

import asyncio
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual._context import active_app
from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.driver import Driver
from textual.widgets import OptionList

from model.clock import Clock, now
from model.errors import BadData, BienbanError
from model.store.data import Data
from model.store.desk import Desk
from model.store.draft import Draft
from tui.crash import report_crash, signals_call
from tui.drivers import steady
from tui.program import Program, Saved
from tui.screens.home import HomeScreen
from tui.upkeep import Upkeep, made_today

if TYPE_CHECKING:
    from tui.session import Session


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
        self._upkeep = Upkeep(self)
        self._running_loop: asyncio.AbstractEventLoop | None = None
        self.theme = "ansi-dark"  # the terminal's own colours; the style sheet takes what a light terminal would lose

    async def on_mount(self) -> None:
        """The first run where there is no cell yet, else the meetings."""
        self._running_loop = asyncio.get_running_loop()
        # A thread finds the app also when the screen that sent it is gone.
        threads = ThreadPoolExecutor(initializer=active_app.set, initargs=(self,))
        self._running_loop.set_default_executor(threads)
        self._upkeep.start()
        self.set_keymap(self.keys.own)
        for notice in filter(None, [*self.data.book.notices, self.keys.notice]):
            self.say(notice, severe=True)
        await self.home()

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        """Tell the live screen, wherever it lies in the stack; a refusal is said over every other one too."""
        from tui.screens.live import LiveScreen  # noqa: PLC0415 - there already: a session is recorded

        self.keep_forms()
        for screen in self.screen_stack:
            if isinstance(screen, LiveScreen):
                screen.show_saved(event.state)
        if event.state.error and not isinstance(self.screen, LiveScreen):
            self.say(event.state.error, severe=True)

    async def home(self) -> None:
        """The first screen, ready for the next key; lets go of the meeting that is open."""
        left = self.session.meeting.id if self.session else ""
        self.leave_meeting()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if self.data.book.cell:
            await self.push_screen(HomeScreen(left))
        else:
            from tui.screens.first_run import FirstRunScreen  # noqa: PLC0415 - once in the life of a cell

            await self.push_screen(FirstRunScreen())

    async def go_on(self, meeting_id: str) -> bool:
        """The live screen of a meeting; where it cannot be opened, that is said and False comes back."""
        from tui.session import Session  # noqa: PLC0415 - reading the capture line only when a meeting is recorded

        try:
            session = Session.open(self.data, meeting_id, clock=self.clock, listener=self.hear)
        except BienbanError as error:
            self.say(str(error), severe=True)
            return False
        await self.record(session)
        return True

    async def record(self, session: "Session") -> None:
        """The live screen of a session, with the unfinished line of the last time."""
        from tui.screens.live import LiveScreen  # noqa: PLC0415 - loaded when it is wanted

        self.session = session
        place = self.data.archive.path(session.meeting.id)
        draft = Draft(place / "draft.txt", cipher=self.data.cipher)
        self.desk = Desk(place / "desk.json", self.data.cipher)
        self.kept_forms = self.desk.forms
        told = (session.journal.recovered, self._half_done(draft), draft.damage, self.desk.damage)
        session.journal.recovered = " ".join(filter(None, told))
        await self.push_screen(LiveScreen(session, draft))

    def _half_done(self, draft: Draft) -> str:
        """What was not finished the last time, as a sentence, or nothing."""
        from tui.forms.acts import FORMS  # noqa: PLC0415 - loaded with the live screen

        forms = [FORMS[key].title if key in FORMS else "khác" for key in self.kept_forms]
        parts = ["dòng đang gõ"] * bool(draft.load()) + [f"phiếu “{title}”" for title in forms]
        return f"Còn dở từ lần trước: {', '.join(parts)}; chữ đã gõ vẫn còn." if parts else ""

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there."""
        if isinstance(event, events.InputEvent | events.Paste):
            self._upkeep.touched()
        await super().on_event(event)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """As Textual does, but for the pages of a list that a tiny window has no room for: Textual would fail."""
        list_ = default_namespace if isinstance(default_namespace, OptionList) else None
        if list_ and action in ("page_up", "page_down") and not list_.scrollable_content_region:
            return False
        return await super().run_action(action, default_namespace, namespaces)

    def end(self, code: int) -> None:
        """End the program without asking, also from a signal: what is recorded and typed is kept."""
        if self._running_loop:
            self._running_loop.call_soon_threadsafe(lambda: self.exit(return_code=code))

    def action_lock(self) -> None:
        """Lock the screen."""
        self._upkeep.lock()

    async def action_take_over(self) -> None:
        """Write in the data folder from here on, where the other program is gone."""
        try:
            done = self.data.take_over()
        except BienbanError as error:
            self.say(str(error), severe=True)
            return
        self.say("Từ giờ ghi ở cửa sổ này." if done else self.data.notice, severe=not done)
        if done:
            await self.home()

    def get_driver_class(self) -> type[Driver]:
        """One that takes whatever a terminal does."""
        driver = super().get_driver_class()
        steady(driver)
        return driver

    def panic(self, *_: object) -> None:
        """Never Textual's crash screen: it prints members' words."""
        self.crash = report_crash(self._exception, self.data.folder)
        self._close_messages_no_wait()

    _fatal_error = panic


def run(folder: Path | None, clock: Clock = now) -> int:
    """Open the screens on a data folder; returns the exit code."""
    with Data(folder) as data:
        app = BienbanApp(data, clock)
        code = run_app(app)
        if sentence := made_today(app):
            print(sentence, file=sys.stderr)
        return code


def run_app(app: BienbanApp) -> int:
    """Run the program to its end; returns the exit code, raises :class:`BienbanError` where it broke off."""
    for name in ("TEXTUAL", "TEXTUAL_DEBUG", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT"):
        if os.environ.get(name):
            raise BadData(f"Biến {name} làm lộ màn hình hay từng phím ra ngoài chương trình: xin bỏ biến rồi mở lại.")
    with signals_call(app.end):
        app.run()
    lost = app.leave_meeting()
    if app.crash:
        kept = lost or "Mọi điều đã ghi vẫn còn."
        raise BienbanError(f"Chương trình gặp lỗi và phải dừng. {kept} Mô tả lỗi (không có lời họp): {app.crash}")
    if lost:
        raise BienbanError(lost)
    return app.return_code or 0
