"""What the program does beside the meeting: locks the screen, makes the day's backup, sees that another one is gone."""

import time
from collections.abc import Callable
from contextlib import suppress

from model.errors import BienbanError
from model.store import privacy
from tui.crash import CLOSED, has_terminal
from tui.program import Program
from tui.screens.lock import LockScreen

IDLE = 15
"""Minutes without a key before the screen of sealed data locks itself, unless the settings say otherwise."""

_FIRST_BACKUP = 20
"""Seconds after the start, when the screens have settled."""


class Upkeep:
    """Started once, with the app."""

    def __init__(self, app: Program, *clocks: Callable[[], float]) -> None:
        self._app = app
        # The one does not go on while a closed lid lets the machine sleep, the other may be set back.
        self._clocks = clocks or (time.monotonic, time.time)
        self.touched()
        self._told_free = False
        self._has_terminal = has_terminal()

    def start(self) -> None:
        """Say what is to be said at the start; then look every second."""
        data = self._app.data
        if warning := privacy.warning(data.folder, is_sealed=data.cipher is not None):
            self._app.say(warning, severe=True)
        self._app.set_interval(1, self.look)
        self._app.set_timer(_FIRST_BACKUP, self.back_up)

    def touched(self) -> None:
        """The user has done something."""
        self._touched = [clock() for clock in self._clocks]

    def look(self) -> None:
        """Whether it is time to lock the screen, and whether the other program is gone."""
        if self._has_terminal and not has_terminal():
            self._app.end(CLOSED)
            return
        data = self._app.data
        minutes = self._minutes()
        idle = max(clock() - then for clock, then in zip(self._clocks, self._touched, strict=True))
        if minutes and idle >= minutes * 60:
            self.lock()
        if data.read_only and not self._told_free and data.is_free:
            self._told_free = True
            self._app.say("Cửa sổ kia đã đóng. Muốn ghi ở đây thì dùng lệnh “Ghi ở cửa sổ này” (^P).")

    def _minutes(self) -> int:
        """After how many the screen locks; 0 for never."""
        usual = IDLE if self._app.data.cipher else 0
        with suppress(BienbanError):  # a book that cannot be read just now is told elsewhere
            return int(self._app.data.book.settings.get("lock_minutes", usual))
        return usual

    def lock(self) -> None:
        """Lock the screen, once."""
        if not isinstance(self._app.screen, LockScreen):
            self._app.clear_notifications()  # they would stand over it, with names in them
            self._app.held = []
            self._app.push_screen(LockScreen(), lambda _: self._say_held())

    def _say_held(self) -> None:
        held, self._app.held = self._app.held, None
        for text, severe in held or ():
            self._app.say(text, severe=severe)

    def back_up(self) -> None:
        """The backup of today, in a thread."""
        self._app.run_worker(self._back_up, thread=True, group="backup", exit_on_error=False)

    def _back_up(self) -> None:
        if sentence := made_today(self._app):
            self._app.call_from_thread(self._app.say, sentence, severe=True)


def made_today(app: Program) -> str:
    """Make the backup of today where something changed; what went wrong, as a sentence, or nothing."""
    if app.data.read_only:
        return ""
    from model.store import generations  # noqa: PLC0415 - in the thread, once the first screen stands

    try:
        generations.make(app.data.folder, app.clock().date(), app.data.book.settings.get(generations.SECOND, ""))
    except BienbanError as error:
        return f"Chưa sao lưu được hôm nay. {error}"
    return ""
