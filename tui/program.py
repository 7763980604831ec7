"""What every screen may ask of the program: open data, clock, a word at the corner, the way to other meetings."""

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.worker import Worker, WorkerState

from model.clock import Clock
from model.errors import BienbanError, StoreError
from model.meeting import Meeting
from model.store.data import Data
from model.store.desk import Desk
from model.store.journal import State
from tui import keymap
from tui.commands import COMMANDS, Place, of
from tui.crash import report_crash
from tui.dialogs.pick import Choice, PickScreen
from tui.widgets.key_order import OrderedKeys
from tui.widgets.plain import clean

if TYPE_CHECKING:
    from exports.source import Source
    from tui.paperwork.meeting import Order
    from tui.paperwork.year import YearOrder
    from tui.session import Session


class Saved(Message):
    """From the journal's thread: how much is on the disk."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state


class Program(OrderedKeys[None]):
    """Base of the app, known to its screens; the app itself knows the screens."""

    def __init__(self, data: Data, clock: Clock) -> None:
        super().__init__()
        self.data = data
        self.clock = clock
        self.session: Session | None = None
        self.kept_forms: dict[str, dict[str, str]] = {}
        """What was typed into forms that were closed without saving, by their keys."""
        self.desk: Desk | None = None
        """What lies half done in the open meeting."""
        self.compass_shown: bool | None = None
        """Whether the user wants to see the points, once he has said so; forgotten with the program."""
        self.keys = keymap.load(data.folder)
        self.own_keys = frozenset(self.keys.own.values())
        """Keys that the user chose for commands: no text field takes them to edit."""
        self.held: list[tuple[str, bool]] | None = None
        """What is to be said when the screen is unlocked, with names in it perhaps; None while it is not locked."""
        self._warned = False

    async def home(self) -> None:
        """The first screen; lets go of the meeting that is open."""
        raise NotImplementedError

    def end(self, code: int) -> None:
        """End the program without asking: what is recorded and typed is kept."""
        raise NotImplementedError

    async def go_on(self, meeting_id: str) -> bool:
        """The live screen of a meeting; where it cannot be opened, that is said and False comes back."""
        raise NotImplementedError

    async def record(self, session: "Session") -> None:
        """The live screen of a session."""
        raise NotImplementedError

    def hear(self, state: State) -> None:
        """From the journal's thread: pass on to the screens how much is on the disk."""
        self.post_message(Saved(state))

    @on(Worker.StateChanged)
    def tell_fault(self, event: Worker.StateChanged) -> None:
        """A fault of our own in a thread is said, and where it was is noted; nobody waits before a screen for ever."""
        if event.state is WorkerState.ERROR and event.worker.error:
            path = report_crash(event.worker.error, self.data.folder)
            self.say(f"Có lỗi của chương trình, đã ghi {path}: xin làm lại.", severe=True)

    def say(self, text: str, *, severe: bool = False) -> None:
        """One line at the corner; never markup. Over a locked screen nothing is said before it is open again."""
        if self.held is not None:
            self.held.append((text, severe))
            return
        self.notify(clean(text), severity="warning" if severe else "information", markup=False, timeout=8)

    def leave_meeting(self) -> str:
        """Let go of the meeting that is open; returns what of it the disk did not take, as a sentence, or nothing."""
        lost = 0
        if self.session:
            path, lost = self.session.journal.path, self.session.journal.close().pending
            if self.desk:
                self.desk.close()
                self.desk, self.kept_forms = None, {}
            with suppress(StoreError):  # the index can be made anew from the journals
                self.data.archive.remember(self.session.meeting)
            self.session = None
        way = (
            "hãy mở lại cuộc họp, xem mục cuối và nhập lại, hoặc lấy từ bản cứu bằng `bienban doctor --mend --from DIR`"
        )
        return f"Còn {lost} mục chưa ghi được vào {path}: {way}." if lost else ""

    def keep_forms(self) -> None:
        """What was typed into forms has changed: keep it on the disk too."""
        if self.desk:
            if self.session and not self.session.journal.state.pending:
                self.desk.entered.clear()
            self.desk.keep()

    def form_done(self, key: str) -> None:
        """A form was entered: what was typed into it is let go of when its entry is on the disk."""
        typed = self.kept_forms.pop(key, None)
        if self.desk and typed:
            self.desk.entered[key] = typed
        self.keep_forms()

    def may_leave(self, key: str) -> bool:
        """Whether everything is on the disk; else that is said, and the second time the user means it."""
        journal = self.session.journal if self.session else None
        if journal is None or self._warned or not journal.flush(2).pending:
            self._warned = False
            return True
        self._warned = True
        reason = journal.state.error or "Ổ đĩa đang bận."
        self.say(f"Chưa lưu xong. {reason} Dùng lệnh “Lưu bản cứu”, hoặc nhấn {key} lần nữa để bỏ.", severe=True)
        return False

    def export_minutes(self, meeting: Meeting) -> None:
        """Write the minutes beside the meeting, off the screen's thread; says where they are."""
        from tui.paperwork.meeting import Order  # noqa: PLC0415 - papers only when one is asked for

        self.write_paper(meeting, Order("minutes"))

    def write_paper(self, meeting: Meeting, order: "Order", then: Callable[[Path], object] | None = None) -> None:
        """Write a paper off the screen's thread and say where it is; ``then`` is done with the file, off it too."""
        from tui.paperwork import meeting as paperwork  # noqa: PLC0415

        meeting = Meeting(meeting.entries)  # the record of now: this thread goes on recording while that one writes
        try:
            made = paperwork.with_number(self.data, paperwork.source(self.data, meeting, order), order)
        except BienbanError as error:
            self.say(str(error), severe=True)
            return
        if paperwork.numbered(meeting, order) and not made.number:
            self.say(f"Chưa cấp được số cho văn bản, xin ghi số bằng tay. {self.data.notice}", severe=True)
        self.run_worker(lambda: self._write(made, order, then), thread=True, group="export", exit_on_error=False)

    def _write(self, made: "Source", order: "Order", then: Callable[[Path], object] | None) -> None:
        from tui.paperwork import meeting as paperwork  # noqa: PLC0415

        try:
            if session := self.session:
                session.journal.flush()  # the paper is held against the journal: what it tells of stands there first
            path = paperwork.write(self.data, made, order)
            self.call_from_thread(self.say, f"Đã ghi {path}")
            if then:
                then(path)
        except BienbanError as error:
            self.call_from_thread(self.say, str(error), severe=True)

    def write_year_paper(self, order: "YearOrder") -> None:
        """Write a paper of a year off the screen's thread, its number given on it, and say where it is."""
        from exports.year.papers import outline  # noqa: PLC0415 - the year only when it is looked at
        from tui.paperwork import year as year_paperwork  # noqa: PLC0415

        today = self.clock().date()

        def write() -> None:
            fresh = False
            try:
                source, _ = year_paperwork.source(self.data, order, today)
                outline(source, order.paper)  # a paper that cannot be made takes no number
                made, fresh = self.call_from_thread(year_paperwork.numbered, self.data, source, order)
                self.call_from_thread(self.say, f"Đã ghi {year_paperwork.put(self.data, made, order)}")
            except BienbanError as error:
                if fresh:
                    self.call_from_thread(year_paperwork.take_back, self.data, order)
                self.call_from_thread(self.say, str(error), severe=True)

        self.run_worker(write, thread=True, group="export", exit_on_error=False)

    async def action_visit(self, module: str, screen: str) -> None:
        """Another screen, loaded when it is wanted: some draw plots, others read Word files."""
        await self.push_screen(getattr(import_module(f"tui.screens.{module}"), screen)())

    def action_palette(self) -> None:
        """All commands of this screen, found without accents."""
        place: Place = getattr(self.screen, "PLACE", "anywhere")
        choices = [Choice(c.id, c.name, f"{self.keys.shown(c.id)} {c.help}".strip()) for c in of(place)]
        actions = {c.id: c.action for c in COMMANDS}
        screen = self.screen

        def run(command: str) -> None:
            self.call_later(self.run_action, actions[command], screen)

        self.push_screen(PickScreen("Lệnh", choices, run))

    async def action_keys(self) -> None:
        """The key sheet of this screen."""
        from tui.dialogs.keys import KeysScreen  # noqa: PLC0415 - it knows the whole capture line

        await self.push_screen(KeysScreen(getattr(self.screen, "PLACE", "anywhere"), self.keys))

    async def action_quit(self) -> None:
        """Textual's own ^Q, which goes before that of any screen: no way around what is to be said."""
        self.action_leave()

    def action_leave(self) -> None:
        """End the program; everything recorded is on the disk."""
        if self.may_leave(self.keys.shown("quit")):
            self.leave_meeting()
            self.exit()
