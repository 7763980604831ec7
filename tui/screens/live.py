"""The live screen: agenda, record, one line that is always ready. It turns keys into intents and shows the answers."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import Static

from model.entry import Entry
from model.events import (
    Criticism,
    Dues,
    ItemConcluded,
    ItemStarted,
    Praise,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Vote,
)
from model.store.draft import Draft
from model.store.journal import State
from model.vietnamese import short_date
from tui.commands import bindings
from tui.lines import described
from tui.screens.acting import ActingScreen
from tui.screens.pick import Choice, PickScreen
from tui.session import Session
from tui.widgets.capture_line import CaptureLine
from tui.widgets.compass import Compass
from tui.widgets.head_line import HeadLine
from tui.widgets.plain import plain
from tui.widgets.rail import AgendaRail
from tui.widgets.record import RecordView
from tui.widgets.vietnamese import TooLong

_COMMAND_KEYS = {"ctrl+d", "ctrl+e", "ctrl+f", "ctrl+k"}
"""Keys that a text field would take for itself, and that are commands here."""


_ONLY_GROWS = (
    Remark, ItemStarted, ItemConcluded, Dues, SelfCriticism, Criticism, Praise, Reminder, Vote, Task, TaskResult, Score,
)  # fmt: skip
"""Acts that add a line and change no line before; an attendance mark may turn the verdict of an earlier vote."""


class LiveLine(CaptureLine):
    """The capture line of a meeting: the command keys go on to the screen."""

    EDIT_KEYS = {key: action for key, action in CaptureLine.EDIT_KEYS.items() if key not in _COMMAND_KEYS}


class LiveScreen(ActingScreen):
    """Records the app's session."""

    PLACE = "live"
    CSS_PATH = "live.tcss"
    BINDINGS = bindings("live")

    line = query_one(LiveLine)
    record = query_one(RecordView)

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__(session)
        self._draft = draft
        self._speaker = ""
        self._sure = False
        self._shown = 0

    def compose(self) -> ComposeResult:
        """One line of figures; agenda, record and compass; the line; the answer; what is missing."""
        yield HeadLine(id="head")
        with Horizontal(id="middle"):
            yield AgendaRail(id="rail")
            yield RecordView(id="record")
            yield Compass(id="compass")
        with Vertical(id="foot"):
            with Horizontal(id="capture"):
                yield Static(id="speaker")
                yield LiveLine(self._draft.load(), placeholder="Gõ ý kiến rồi Enter", commands={"ctrl+z": self._undo})
            yield Static(id="answer")
            with Horizontal(id="bottom"):
                yield Static(id="hints")
                yield Static(plain("^O ai nói  ^N mục  ^P lệnh  F1 phím"), id="keys")

    def on_mount(self) -> None:
        """Show the meeting and be ready."""
        self.record.border_title = "Diễn biến"
        self._speaker = self._last_speaker()
        self.show_all()
        self.set_interval(1, self._tick)
        self.line.focus()
        if self.session.journal.recovered:
            self.answer(self.session.journal.recovered)
        elif self.size.width < 80 or self.size.height < 24:
            self.answer(f"Cửa sổ nhỏ ({self.size.width}×{self.size.height}): nên phóng to ít nhất 80×24.")
        elif self.meeting.state == "prepared":
            self.answer("Cuộc họp đã chuẩn bị. F2: khai mạc · F6: phân công, chuẩn bị · F1: bảng phím.")

    def on_resize(self) -> None:
        """Another width may show the compass, or hide it."""
        self.call_after_refresh(self._show_state)

    def on_unmount(self) -> None:
        """Let the draft go."""
        self._draft.close()

    def on_screen_resume(self) -> None:
        """After another screen: show what it recorded, if it did."""
        if self.is_mounted:
            if self._shown != len(self.meeting.entries):
                self.show_all()
            self.line.focus()

    # --- showing ----------------------------------------------------------------------------------

    def show_all(self) -> None:
        """Everything anew: after undo, correction, another screen."""
        meeting = self.meeting
        self.record.show([described(meeting, entry) for entry in meeting.record])
        self._show_state()

    def show_done(self, entries: Sequence[Entry]) -> None:
        """New lines at the end of the record, or all anew where earlier ones may read differently now."""
        if entries and all(isinstance(e.event, _ONLY_GROWS) for e in entries):
            for entry in entries:
                self.record.append(*described(self.meeting, entry))
            self._show_state()
        else:
            self.show_all()
        if entries and isinstance(entries[-1].event, Remark):
            self._speaks(entries[-1].event.speaker)
        self.answer("")

    def _show_state(self) -> None:
        self._shown = len(self.meeting.entries)
        now = self.session.clock()
        self.query_one(HeadLine).show(self.meeting, now, self.session.journal.state)
        self.query_one(AgendaRail).show(self.meeting.agenda)
        self.query_one(Compass).show(self.meeting, now)
        self.query_one("#hints", Static).update(plain(Compass.foot(self.meeting, now)))
        self._show_speaker()

    def _show_speaker(self) -> None:
        label = self.meeting.names.get(self._speaker, "Ai nói? ^O")
        self.query_one("#speaker", Static).update(plain(f"{label} ▸ "))

    def _tick(self) -> None:
        self.query_one(HeadLine).show(self.meeting, self.session.clock(), self.session.journal.state)

    def show_saved(self, state: State) -> None:
        """How much is on the disk, and what to do where it is not."""
        self._tick()
        if not state.pending:
            self._draft.save(self.line.text)
        if state.error:
            self.answer(f"{state.error} Lệnh “Lưu bản cứu” ghi cả cuộc họp ra chỗ khác.")

    def answer(self, text: str) -> None:
        """One line under the capture line."""
        self.query_one("#answer", Static).update(plain(text))

    # --- the line ---------------------------------------------------------------------------------

    @on(CaptureLine.Changed)
    def _typed(self, event: CaptureLine.Changed) -> None:
        if event.text or not self.session.journal.state.pending:  # else the entry just given may yet be lost
            self._draft.save(event.text)

    @on(TooLong)
    def _too_long(self, event: TooLong) -> None:
        self.answer(f"Quá {event.limit} chữ: phần sau chưa nhận. Nhấn Enter để ghi phần này rồi gõ tiếp.")

    @on(CaptureLine.Submitted)
    def _entered(self, event: CaptureLine.Submitted) -> None:
        if not event.text:
            return
        if event.text == "?":
            self.app.run_worker(self.program.action_keys())
            return
        if not self._speaker:
            self.answer("Chưa chọn người phát biểu: nhấn ^O, gõ tên rồi Enter; chữ đã gõ vẫn còn.")
            self.line.restore(event.text)
        elif not self.intend(lambda: self.session.remark(self._speaker, event.text)):
            self.line.restore(event.text)

    def _last_speaker(self) -> str:
        if (desk := self.program.desk) and desk.speaker in self.meeting.people:
            return desk.speaker
        said = (e.event.speaker for e in reversed(self.meeting.record) if isinstance(e.event, Remark))
        return next(said, self.meeting.roles.get("chair", ""))

    async def action_speaker(self) -> None:
        """Choose who speaks."""
        names = self.meeting.names
        now = self.session.clock()
        people = sorted(self.meeting.people.values(), key=lambda p: not self.meeting.presence.here(p.id, now))
        choices = [
            Choice(p.id, names[p.id], p.role if self.meeting.presence.here(p.id, now) else "vắng") for p in people
        ]
        await self.app.push_screen(PickScreen("Ai phát biểu?", choices, self._speaks))

    def _speaks(self, person_id: str) -> None:
        self._speaker = person_id
        if desk := self.program.desk:
            desk.speaker = person_id
        self._show_speaker()

    def action_open_meeting(self) -> None:
        """Open the meeting and begin its first item."""
        today = self.session.clock().date()
        if self.meeting.state == "prepared" and today != self.meeting.date and not self._sure:
            self._sure = True
            day = short_date(self.meeting.date)
            self.answer(f"Hôm nay là {short_date(today)}, cuộc họp ghi ngày {day}. F2 lần nữa: vẫn khai mạc.")
        elif self.intend(self.session.begin):
            self._speaks(self._speaker or self.meeting.roles.get("chair", ""))

    def action_next_item(self) -> None:
        """Go to the next item."""
        if self.intend(self.session.move_on) and (item := self.meeting.agenda.current):
            self.answer(f"Đang bàn: {item.title}")

    def _undo(self) -> None:
        """In the line: the words typed there; in an empty line: the last entry."""
        if self.line.text:
            self.line.action_undo()
        else:
            self.action_undo()

    def action_undo(self) -> None:
        """Take back the last entry."""
        undone: list[Entry] = []

        def undo() -> None:
            undone.extend(self.session.undo())

        if self.intend(undo):
            lines = (described(self.meeting, entry) for entry in reversed(undone))
            self.answer("Đã hoàn tác: " + "; ".join(f"{time} {text.plain}" for time, text in lines))

    def action_reopen(self) -> None:
        """Go on with a meeting that was closed by mistake."""
        if self.intend(self.session.reopen):
            self.answer("Cuộc họp mở lại: giờ bế mạc trước đã hủy.")

    def action_page(self, step: int) -> None:
        """Read the record back and forth."""
        self.record.scroll_page_down(animate=False) if step > 0 else self.record.scroll_page_up(animate=False)

    async def action_close_meeting(self) -> None:
        """End the meeting, or say what is missing."""
        if self.intend(self.session.close):
            self.answer("Đã bế mạc. ^E: xuất biên bản Word · ^L: về trang đầu.")
        elif self.meeting.state == "open":
            await self.action_checks()
