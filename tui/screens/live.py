"""The live screen: agenda, record, one line that is always ready. It shows the meeting and the answers."""

from collections.abc import Iterable, Sequence
from itertools import islice
from textwrap import shorten

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from model.capture.naming import Floor
from model.entry import Entry
from model.events import (
    Correction,
    Criticism,
    Dues,
    ItemConcluded,
    ItemStarted,
    Note,
    Praise,
    PromiseResult,
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
from tui.keymap import keys_of
from tui.lines import described
from tui.screens.capturing import CapturingScreen
from tui.screens.checks import ask
from tui.session import Session
from tui.widgets.capture_line import CaptureLine
from tui.widgets.compass import Compass
from tui.widgets.head_line import HeadLine
from tui.widgets.people_list import PeopleList, strip
from tui.widgets.plain import plain
from tui.widgets.rail import AgendaRail
from tui.widgets.record import RecordView
from tui.widgets.vietnamese import Command

WIDE = 110
"""Columns from which a remark seldom takes two rows; below them the line keeps two."""
PAUSE = 0.15
"""Seconds after an entry until the whole record is judged anew."""

_ONLY_GROWS = (
    Remark, ItemStarted, ItemConcluded, Dues, SelfCriticism, Criticism, Praise, Reminder, Vote, Task, TaskResult,
    Score, Note, PromiseResult,
)  # fmt: skip
"""Acts that add a line and change no line before; an attendance mark may turn the verdict of an earlier vote."""


class LiveScreen(CapturingScreen):
    """Records the app's session."""

    PLACE = "live"
    CSS_PATH = "live.tcss"
    BINDINGS = [
        *bindings("live"),
        ("tab", "tab", "Việc của mục; ô sau"),
        ("escape", "leave_chosen", "Thôi chọn"),
    ]

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__(session, draft)
        self._sure = False
        self._shown = 0
        self._label = ("", "")

    def compose(self) -> ComposeResult:
        """One line of figures; agenda, record and compass; the line; the answer; what is missing."""
        yield HeadLine(id="head")
        with Horizontal(id="middle"):
            yield AgendaRail(id="rail")
            yield PeopleList(id="people")
            yield RecordView(id="record")
            yield Compass(self.program.compass_shown, id="compass")
        with Vertical(id="foot"):
            with Horizontal(id="capture"):
                yield Static(id="speaker")
                yield CaptureLine(self._draft.load(), placeholder="Gõ ý kiến rồi Enter", commands=self._on_empty_line())
            yield Static(id="answer")
            with Horizontal(id="bottom"):
                yield Static(id="hints")
                key = keys_of(self.app).shown
                labels = f"{key('live.next')} mục {key('live.conclude')} kết luận {key('palette')} lệnh ? phím"
                yield Static(plain(labels), id="keys")

    def on_mount(self) -> None:
        """Show the meeting and be ready."""
        self.record.border_title = "Diễn biến"
        self.know_phrases(self.program.data.book.phrases)
        chair = self.meeting.roles.get("chair", "")
        said = (e.event.speaker for e in self.meeting.backwards() if isinstance(e.event, Remark))
        kept = self.program.desk.speaker if self.program.desk else ""
        self._floor = Floor(kept if kept in self.meeting.people else next(said, chair), chair=chair)
        self._judging = self.set_interval(PAUSE, self._judge, pause=True)
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
        self.line.least_rows = 1 if self.size.width >= WIDE else 2
        self.line.watch_virtual_size(self.line.virtual_size)
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
        last = islice(self.meeting.backwards(), len(entries))
        at_the_end = [e.id for e in last] == [e.id for e in reversed(entries)]
        if entries and at_the_end and all(isinstance(e.event, _ONLY_GROWS) for e in entries):
            for entry in entries:
                self.record.append(*described(self.meeting, entry))
            self._show_state()
        else:
            self.show_all()
        self.answer("")

    def _show_state(self) -> None:
        self._shown = len(self.meeting.entries)
        now = self.session.now()
        self._floor = Floor(self._floor.speaker, self._floor.before, self.meeting.roles.get("chair", ""))
        self.query_one(HeadLine).show(self.meeting, now, self.session.journal.state)
        self.query_one(AgendaRail).show(self.meeting.agenda)
        self.query_one(PeopleList).show(self.meeting, now)
        self._judging.reset()
        self._judging.resume()
        self.show_reading()

    def _judge(self) -> None:
        """What the record earns and what presses: worked out in a pause, so that no key waits for it."""
        self._judging.pause()
        now = self.session.now()
        self.query_one(Compass).show(self.meeting, now)
        self.query_one("#hints", Static).update(plain(Compass.foot(self.meeting, now)))

    def show_label(self, label: str, shown: str) -> None:
        """What stands before the line, and under it while an act is typed; else the codes of those who speak most."""
        if (label, shown) == self._label:
            return
        before, self._label = self._label, (label, shown)
        if label != before[0]:
            self.query_one("#speaker", Static).update(plain(f"{label} ▸ "))
        if shown != before[1]:
            self.answer(shown)

    def _tick(self) -> None:
        self.query_one(HeadLine).show(self.meeting, self.session.now(), self.session.journal.state)

    def show_saved(self, state: State) -> None:
        """How much is on the disk, and what to do where it is not."""
        self._tick()
        if not self.session.journal.state.pending:  # what was entered since this was told waits too
            self._draft.save(self.line.text)
        if state.error:
            self.answer(f"{state.error} Lệnh “Lưu bản cứu” ghi cả cuộc họp ra chỗ khác.")

    def answer(self, text: str) -> None:
        """One line under the capture line; with nothing to say, the codes of those who speak most."""
        self.query_one("#answer", Static).update(plain(text or strip(self.meeting, self.size.width)))

    # --- keys -------------------------------------------------------------------------------------

    def _on_empty_line(self) -> dict[str, Command]:
        """Keys that edit the line where there is something on it, and mend the record where there is not."""

        def on_empty(action: str, chosen: bool = True) -> Command:
            async def run() -> bool:
                if self.line.text or (chosen and not self._chosen):
                    return False
                await self.run_action(action)
                return True

            return run

        def complete() -> bool:
            return self.line.line.cursor == len(self.line.text) > 0 and self.line.take_name()

        return {
            "ctrl+z": on_empty("undo", chosen=False),
            "ctrl+y": on_empty("redo", chosen=False),
            "up": on_empty("choose(-1)", chosen=False),
            "down": on_empty("choose(1)"),
            "left": on_empty("other_item(-1)"),
            "right": lambda: complete() or on_empty("other_item(1)")(),
            "delete": on_empty("take_back"),
            "backspace": on_empty("join"),
        }

    def action_people_list(self) -> None:
        """The people with their codes in place of the agenda, and back."""
        self.toggle_class("-people")
        self.call_after_refresh(self._show_state)

    def action_open_meeting(self) -> None:
        """Open the meeting and begin its first item."""
        today = self.session.now().date()
        if self.meeting.state == "prepared" and today != self.meeting.date and not self._sure:
            self._sure = True
            day = short_date(self.meeting.date)
            wrong = f"Hôm nay là {short_date(today)}, cuộc họp ghi ngày {day}."
            key = self.program.keys.shown
            off = f"{key('live.home')}, rồi {key('home.put_off')} dời ngày"
            self.answer(f"{wrong} {key('live.open')} lần nữa: vẫn khai mạc. Sai ngày: {off}.")
        elif self.intend(self.session.begin):
            self.speaks(self.meeting.roles.get("chair", ""))

    def action_undo(self) -> None:
        """Take back the last act; what is typed on the line has an undo of its own."""
        undone: list[Entry] = []
        if self.intend(lambda: undone.extend(self.session.undo())):
            mended = [self.meeting.entry(e.event.of) for e in undone if isinstance(e.event, Correction)]
            if mended and mended[-1] and isinstance(remark := mended[-1].event, Remark):
                self.speaks(remark.speaker)  # the mending had given the floor to somebody else
            self.answer("Đã hoàn tác: " + self._said(reversed(undone)) + " · ^Y: làm lại")

    def action_redo(self) -> None:
        """Bring back what was taken back."""
        back: list[Entry] = []
        if self.intend(lambda: back.extend(self.session.redo())):
            self.answer("Đã làm lại: " + self._said(back))

    def _said(self, entries: Iterable[Entry]) -> str:
        lines = (described(self.meeting, entry) for entry in entries)
        return "; ".join(f"{time} {shorten(text.plain, 120, placeholder='…')}" for time, text in lines)

    def action_reopen(self) -> None:
        """Go on with a meeting that was closed by mistake."""
        if self.intend(self.session.reopen):
            self.answer("Cuộc họp mở lại: giờ bế mạc trước đã hủy. Mở nhầm: ^Y lấy lại giờ ấy.")

    def action_compass(self) -> None:
        """Show what the record earns, or hide it: the chair may not want it on the wall."""
        self.program.compass_shown = self.query_one(Compass).toggle()
        self._judge()

    def action_page(self, step: int) -> None:
        """Read the record back and forth."""
        self.record.scroll_page_down(animate=False) if step > 0 else self.record.scroll_page_up(animate=False)

    async def action_checks(self) -> None:
        """What is still missing, each with the way there."""
        await ask(self)

    async def action_close_meeting(self) -> None:
        """End the meeting, or say what is missing."""
        if self.intend(self.session.close):
            self.answer("Đã bế mạc. ^E: xuất biên bản Word · ^L: về trang đầu.")
        elif self.meeting.state == "open":
            await self.action_checks()
