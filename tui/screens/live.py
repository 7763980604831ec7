"""The live screen: agenda, record, one line that is always ready. It turns keys into intents and shows the answers."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from model.errors import BienbanError, Refused
from model.events import (
    AgendaItem,
    AnyEvent,
    Entry,
    Groundwork,
    ItemAdded,
    ItemMoved,
    ItemPutOff,
    ItemRenamed,
    Opened,
    Remark,
)
from model.meeting import Meeting
from model.store.draft import Draft
from model.store.journal import State
from tui.app import BienbanApp
from tui.commands import bindings
from tui.forms import FORMS, Field, Form, build, called, context_of, form_for, starts, voters
from tui.lines import described
from tui.screens.form import FormScreen
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


class Saved(Message):
    """From the journal's thread: how much is on the disk."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state


class LiveLine(CaptureLine):
    """The capture line of a meeting: the command keys go on to the screen."""

    EDIT_KEYS = {key: action for key, action in CaptureLine.EDIT_KEYS.items() if key not in _COMMAND_KEYS}


class LiveScreen(Screen[None]):
    """Records the app's session."""

    PLACE = "live"
    CSS_PATH = "live.tcss"
    BINDINGS = bindings("live")

    line = query_one(LiveLine)
    record = query_one(RecordView)

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__()
        self.session = session
        self._draft = draft
        self._speaker = ""
        self._kept: dict[str, dict[str, str]] = {}

    @property
    def program(self) -> BienbanApp:
        """The app, by its own type."""
        return cast(BienbanApp, self.app)

    @property
    def meeting(self) -> Meeting:
        """The meeting as it stands."""
        return self.session.meeting

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
            yield Static(id="hints")

    def on_mount(self) -> None:
        """Show the meeting and be ready."""
        self.record.border_title = "Diễn biến"
        self._speaker = self._last_speaker()
        self.show_all()
        self.set_interval(1, self._tick)
        self.line.focus()
        if self.session.journal.recovered:
            self._answer(self.session.journal.recovered)
        elif self.size.width < 80 or self.size.height < 24:
            self._answer(f"Cửa sổ nhỏ ({self.size.width}×{self.size.height}): nên phóng to ít nhất 80×24.")
        elif self.meeting.state == "prepared":
            self._answer("Cuộc họp đã chuẩn bị. F2: khai mạc · F6: phân công, chuẩn bị · F1: bảng phím.")

    def on_resize(self) -> None:
        """Another width may show the compass, or hide it."""
        self.call_after_refresh(self._show_state)

    def on_unmount(self) -> None:
        """Let the draft go."""
        self._draft.close()

    def on_screen_resume(self) -> None:
        """After another screen: show what it recorded."""
        if self.is_mounted:
            self.show_all()
            self.line.focus()

    # --- showing ----------------------------------------------------------------------------------

    def show_all(self) -> None:
        """Everything anew: after undo, correction, another screen."""
        meeting = self.meeting
        self.record.show([described(meeting, entry) for entry in meeting.record])
        self._show_state()

    def _show_state(self) -> None:
        now = self.session.clock()
        self.query_one(HeadLine).show(self.meeting, now, self.session.journal.state)
        self.query_one(AgendaRail).show(self.meeting.agenda)
        self.query_one(Compass).show(self.meeting, now)
        self.query_one("#hints", Static).update(plain(Compass.foot(self.meeting, now)))
        self._show_speaker()

    def _show_speaker(self) -> None:
        person = self.meeting.people.get(self._speaker)
        label = called(person, self.meeting.refs) if person else "Ai nói? ^O"
        self.query_one("#speaker", Static).update(plain(f"{label} ▸ "))

    def _tick(self) -> None:
        self.query_one(HeadLine).show(self.meeting, self.session.clock(), self.session.journal.state)

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        self._tick()
        if event.state.error:
            self._answer(event.state.error)

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))

    # --- the line ---------------------------------------------------------------------------------

    @on(CaptureLine.Changed)
    def _typed(self, event: CaptureLine.Changed) -> None:
        self._draft.save(event.text)

    @on(TooLong)
    def _too_long(self, event: TooLong) -> None:
        self._answer(f"Quá {event.limit} chữ: phần sau chưa nhận. Nhấn Enter để ghi phần này rồi gõ tiếp.")

    @on(CaptureLine.Submitted)
    def _entered(self, event: CaptureLine.Submitted) -> None:
        if not event.text:
            return
        if event.text == "?":
            self.app.run_worker(self.program.action_keys())
            return
        if not self._speaker:
            self._answer("Chưa chọn người phát biểu: nhấn ^O, gõ tên rồi Enter; chữ đã gõ vẫn còn.")
            self.line.restore(event.text)
        elif not self.intend(lambda: self._remark(event.text)):
            self.line.restore(event.text)

    def _remark(self, text: str) -> Entry:
        before = self.meeting.record[-1] if self.meeting.record else None
        goes_on = (
            before is not None
            and isinstance(before.event, Remark)
            and before.event.speaker == self._speaker
            and not before.event.reserved
        )
        return self.session.record(Remark(self._speaker, text, continued=goes_on))

    def _last_speaker(self) -> str:
        said = (e.event.speaker for e in reversed(self.meeting.record) if isinstance(e.event, Remark))
        return next(said, self.meeting.roles.get("chair", ""))

    # --- intents ----------------------------------------------------------------------------------

    def intend(self, act: Callable[[], Entry | Sequence[Entry] | None]) -> bool:
        """Do an act of the session and show what came of it; a refusal is said and nothing changes."""
        if self.program.data.read_only:
            self._answer(self.program.data.notice)
            return False
        try:
            done = act()
        except BienbanError as error:
            self._answer(str(error))
            return False
        entries = [done] if isinstance(done, Entry) else list(done or ())
        plain_growth = all(e.event.in_record and self.meeting.standing[-1].at <= e.at for e in entries)
        if entries and plain_growth and type(entries[-1].event).__name__ not in ("Correction",):
            for entry in entries:
                self.record.append(*described(self.meeting, entry))
            self._show_state()
            self._answer("")
        else:
            self.show_all()
        return True

    def action_act(self, name: str) -> None:
        """Open the form of an act."""
        form = FORMS[name]
        now = self.session.clock()
        note = voters(self.meeting, now) if form.counts_votes else ""
        first: dict[str, str] = {}
        if name == "item_concluded" and (current := self.meeting.agenda.current):
            first = {"item": current.id}
        self.open_form(name, form, lambda values: self._record(form, values), first, note)

    def open_form(
        self,
        key: str,
        form: Form,
        submit: Callable[[dict[str, Any]], Entry | Sequence[Entry] | None],
        first: dict[str, str] | None = None,
        note: str = "",
    ) -> None:
        """A form over the foot of the screen; what was typed and not saved stands in it again."""

        def submitted(values: dict[str, Any]) -> str:
            problem: list[BienbanError] = []

            def act() -> Entry | Sequence[Entry] | None:
                try:
                    return submit(values)
                except BienbanError as error:
                    problem.append(error)
                    raise

            if not self.intend(act):
                raise problem[0] if problem else Refused(self.program.data.notice)
            self._kept.pop(key, None)
            return "Đã ghi."

        def closed(kept: dict[str, str] | None) -> None:
            if kept:
                self._kept[key] = kept

        given = (first or {}) | self._kept.get(key, {})
        self.app.push_screen(FormScreen(form, context_of(self.meeting), submitted, starts=given, note=note), closed)

    def _record(self, form: Form, values: dict[str, Any]) -> Entry:
        entry = self.session.record(build(form, values))
        if isinstance(entry.event, Remark):
            self._speaker = entry.event.speaker
        return entry

    async def action_speaker(self) -> None:
        """Choose who speaks."""
        refs = self.meeting.refs
        now = self.session.clock()
        people = sorted(self.meeting.people.values(), key=lambda p: not self.meeting.presence.here(p.id, now))
        choices = [
            Choice(p.id, called(p, refs), p.role if self.meeting.presence.here(p.id, now) else "vắng") for p in people
        ]
        await self.app.push_screen(PickScreen("Ai phát biểu?", choices, self._speaks))

    def _speaks(self, person_id: str) -> None:
        self._speaker = person_id
        self._show_speaker()

    def action_open_meeting(self) -> None:
        """Open the meeting and begin its first item."""

        def opening() -> list[Entry]:
            if self.meeting.opened:
                raise Refused(f"Cuộc họp đã khai mạc lúc {self.meeting.opened:%H:%M}.")
            return [self.session.record(Opened()), *self.session.move_on()]

        if self.intend(opening):
            self._speaker = self._speaker or self.meeting.roles.get("chair", "")
            self.show_all()

    def action_next_item(self) -> None:
        """Go to the next item."""
        if self.intend(self.session.move_on) and (item := self.meeting.agenda.current):
            self._answer(f"Đang bàn: {item.title}")

    def _undo(self) -> None:
        """In the line: the words typed there; in an empty line: the last entry."""
        if self.line.text:
            self.line.action_undo()
        else:
            self.action_undo()

    def action_undo(self) -> None:
        """Take back the last entry."""
        undone: list[Entry] = []
        if self.intend(lambda: undone.append(self.session.undo())):
            time, text = described(self.meeting, undone[0])
            self._answer(f"Đã hoàn tác: {time} {text.plain}")

    async def action_correct(self) -> None:
        """Choose an entry and set it right."""
        choices = [
            Choice(str(e.id), f"{described(self.meeting, e)[0]} {described(self.meeting, e)[1].plain}"[:200])
            for e in reversed(self.meeting.record)
            if form_for(e.event)
        ]
        await self.app.push_screen(PickScreen("Sửa điều nào?", choices, self._correct, "Chưa có gì để sửa."))

    def _correct(self, entry_id: str) -> None:
        entry = self.meeting.entry(int(entry_id))
        form = form_for(entry.event) if entry else None
        if entry is None or form is None:
            return
        title = f"Sửa: {form.title} lúc {entry.at:%H:%M}"
        editing = Form(form.kind, title, form.fields, form.constants)
        self.open_form(
            f"correct-{entry.id}",
            editing,
            lambda values: self.session.correct(entry.id, **values),
            self._named(starts(form, entry.event)),
        )

    def _named(self, values: dict[str, str]) -> dict[str, str]:
        """Candidates by their names instead of their ids."""
        if "candidate" in values:
            for ident, label in context_of(self.meeting).options["person"]:
                values["candidate"] = values["candidate"].replace(f"{ident}:", f"{label}:")
        return values

    # --- the agenda -------------------------------------------------------------------------------

    def action_add_item(self) -> None:
        """An item of the cell's own, behind another one."""
        form = Form("", "Thêm nội dung", (Field("title", "Tên nội dung", "text"), Field("after", "Đặt sau", "item")))
        number = len(self.meeting.agenda.items) + 1
        self._arrange("add", form, lambda v: ItemAdded(AgendaItem(f"own-{number}", v["title"]), v["after"]))

    def action_rename_item(self) -> None:
        """Another title for an item."""
        fields = (Field("item", "Nội dung", "item"), Field("title", "Tên mới", "text"))
        self._arrange("rename", Form("", "Đổi tên nội dung", fields), lambda v: ItemRenamed(v["item"], v["title"]))

    def action_move_item(self) -> None:
        """Another place for an item."""
        fields = (Field("item", "Nội dung", "item"), Field("after", "Dời ra sau", "item"))
        self._arrange("move", Form("", "Dời chỗ nội dung", fields), lambda v: ItemMoved(v["item"], v["after"]))

    def action_put_off(self) -> None:
        """An item for a later meeting."""
        fields = (Field("item", "Nội dung", "item"), Field("reason", "Lý do", "text", required=False))
        form = Form("", "Hoãn nội dung", fields)
        self._arrange("put-off", form, lambda v: ItemPutOff(v["item"], v["reason"] or ""))

    def _arrange(self, key: str, form: Form, event: Callable[[dict[str, Any]], AnyEvent]) -> None:
        self.open_form(key, form, lambda values: self.session.record(event(values)))

    # --- other screens ----------------------------------------------------------------------------

    def action_people(self) -> None:
        """Chair, recorder, scorer, guests, what was done before the meeting."""
        from tui.screens.prepare import people_form, people_starts, record_people  # noqa: PLC0415

        self.open_form(
            "people",
            people_form(),
            lambda values: record_people(self.session, values),
            people_starts(self.meeting),
        )

    async def action_score(self) -> None:
        """The sheet."""
        from tui.screens.score import ScoreScreen  # noqa: PLC0415

        await self.app.push_screen(ScoreScreen(self.session))

    async def action_read_back(self) -> None:
        """The minutes as they will be printed, to be read aloud."""
        from tui.screens.read_back import ReadBackScreen  # noqa: PLC0415

        await self.app.push_screen(ReadBackScreen(self.session))

    async def action_checks(self) -> None:
        """What is still missing, each with the way there."""
        from tui.screens.checks import ask  # noqa: PLC0415

        await ask(self)

    def action_finished(self) -> None:
        """Finished papers were put up."""
        form = Form("", "Đăng tài liệu hoàn thiện", (Field("on", "Lúc", hint="04/11/2026 21:10"),))
        now = self.session.clock()

        def submit(values: dict[str, Any]) -> Entry:
            from tui.screens.prepare import moment  # noqa: PLC0415

            return self.session.record(Groundwork("documents_finished", moment(values["on"], now)))

        self.open_form("finished", form, submit, {"on": f"{now:%d/%m/%Y %H:%M}"})

    async def action_close_meeting(self) -> None:
        """End the meeting, or say what is missing."""
        if self.intend(self.session.close):
            self._answer("Đã bế mạc. ^E: xuất biên bản Word · ^L: về trang đầu.")
        elif self.meeting.state == "open":
            await self.action_checks()

    def action_export(self) -> None:
        """The minutes as a Word file."""
        self.program.export_minutes(self.meeting)

    def action_home(self) -> None:
        """Back to the meetings; this one stays as it is."""
        self.program.home()


def open_live(app: BienbanApp, session: Session) -> LiveScreen:
    """The live screen of a session, with the unfinished line of the last time."""
    draft = Draft(app.data.archive.path(session.meeting.id) / "draft.txt")
    app.session = session
    return LiveScreen(session, draft)
