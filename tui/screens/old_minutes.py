"""Old minutes come in: the facts on the left, each led back to its place in the text on the right."""

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState

from model.errors import BienbanError
from model.meeting import Meeting
from model.old_minutes.lines import Doubt, Fact
from model.old_minutes.meeting import Plan, told
from model.old_minutes.reader import NEEDED, WHAT, Recognised
from model.stated import attendance_known
from model.store.files import typed_path
from model.vietnamese import short_date
from model.words import MEETING_KIND
from tui.commands import bindings, of
from tui.importing import Arriving, look, planned, take_over
from tui.screens.base import OwnScreen
from tui.widgets.fields import LineInput
from tui.widgets.plain import plain


class Looked(Message):
    """From a thread: a file was read, or why it cannot be; ``path`` as it was typed."""

    def __init__(self, path: str, arriving: Arriving | None, problem: str = "") -> None:
        super().__init__()
        self.path, self.arriving, self.problem = path, arriving, problem


class Arrived(Message):
    """From a thread: the meeting is in the archive, or why it is not."""

    def __init__(self, meeting: Meeting | None, problem: str = "") -> None:
        super().__init__()
        self.meeting, self.problem = meeting, problem


class OldMinutesScreen(OwnScreen):
    """A path, what its file says with certainty, and its text; Space switches a fact off, Enter takes all over."""

    PLACE = "old_minutes"
    CSS_PATH = "old_minutes.tcss"
    BINDINGS = bindings("old_minutes")

    field = query_one(LineInput)
    facts = query_one("#facts", OptionList)
    words = query_one("#words", OptionList)

    def __init__(self) -> None:
        super().__init__()
        self._arriving: Arriving | None = None
        self._plan: Plan | None = None
        self._off: list[Fact] = []
        self._busy = False
        self._reading = ""
        """The path that is being read, or was read last."""

    def compose(self) -> ComposeResult:
        """Path, what comes of it, facts beside the text, the words of the marked one, keys."""
        yield LineInput(placeholder="Đường dẫn tệp biên bản cũ .docx, rồi Enter", compact=True)
        yield Static(id="about")
        with Horizontal():
            yield OptionList(id="facts")
            words = OptionList(id="words")
            words.can_focus = False
            yield words
        yield Static(id="answer")
        yield Static(plain(self._keys()), id="keys")

    def _keys(self) -> str:
        shown = self.program.keys.shown
        return "Enter nhập · " + " · ".join(f"{shown(c.id)} {c.footer}" for c in of("old_minutes") if c.footer)

    def on_mount(self) -> None:
        """The keyboard goes to the path."""
        self.field.focus()

    # --- reading ----------------------------------------------------------------------------------

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        path = event.value.strip().strip("\"'")
        if path and not self._busy:
            self._reading = path
            self._answer("Đang đọc…")
            self._look(path)

    @work(thread=True, exclusive=True, group="old_minutes", exit_on_error=False)
    def _look(self, typed: str) -> None:
        try:
            arriving = look(self.program.data, typed_path(typed), self.program.clock().date())
            self.post_message(Looked(typed, arriving))
        except BienbanError as error:
            self.post_message(Looked(typed, None, str(error)))

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        if event.path != self._reading:
            return  # another path was typed since, or what stood here is being taken over
        self._arriving, self._off = event.arriving, []
        self._show()
        if event.arriving is None:
            self._answer(event.problem)
            return
        self.facts.highlighted = 0
        self.facts.focus()

    def _show(self) -> None:
        """The facts, then what was doubted, each with its paragraph; the text as it stands."""
        arriving = self._arriving
        self._plan = planned(self.program.data, arriving, self._off) if arriving else None
        lines = arriving.found.lines if arriving else ()
        self.facts.set_options(Option(self._row(one)) for one in self._rows())
        self.words.set_options(Option(plain(f"{line.number:>3} {line.text}")) for line in lines)
        about = _about(arriving.found, self._plan) if arriving and self._plan else ""
        self.query_one("#about", Static).update(plain(about))

    def _rows(self) -> list[Fact | Doubt]:
        if self._arriving is None or self._plan is None:
            return []
        return [*self._arriving.found.facts, *self._plan.doubts]

    def _row(self, one: Fact | Doubt) -> Text:
        if isinstance(one, Doubt):
            return plain(f" ?  {one.words}: {one.why}", "italic")
        assert self._plan is not None
        mark = "[x]" if one in self._plan.taken else "[ ]"
        return plain(f"{mark} {WHAT[one.what]}: {told(one, Meeting(self._plan.entries).names)}")

    @on(OptionList.OptionHighlighted, "#facts")
    def _marked(self, event: OptionList.OptionHighlighted) -> None:
        """Lead to the place in the text and tell the words; a doubt about the whole has no place."""
        marked = self._rows()[event.option_index]
        self.words.highlighted = marked.line - 1 if marked.line else None
        self._answer(f"{f'Đoạn {marked.line}: ' if marked.line else ''}“{marked.words}” – {marked.why}")

    # --- deciding ---------------------------------------------------------------------------------

    def action_switch(self) -> None:
        """Switch the marked fact off, so that its words stay text; or on again."""
        place = self.facts.highlighted
        rows = self._rows()
        if self.focused is not self.facts or place is None or place >= len(rows):
            return
        marked = rows[place]
        if isinstance(marked, Doubt) or marked.what in NEEDED:
            self._answer("Điều này không bật, tắt được: ngày và loại họp phải có, điều không chắc thì không lấy.")
            return
        self._off = [f for f in self._off if f is not marked] if marked in self._off else [*self._off, marked]
        self._show()
        self.facts.highlighted = place

    @on(OptionList.OptionSelected, "#facts")
    def action_take_over(self) -> None:
        """Keep the meeting as it is shown, whole or not at all."""
        if self._arriving is None or self._plan is None:
            self._answer("Xin ghi đường dẫn tệp rồi nhấn Enter trước.")
        elif not self._busy:
            self._busy, self._reading = True, ""
            self._take_over(self._arriving, self._plan)

    @work(thread=True, exclusive=True, group="old_minutes", exit_on_error=False)
    def _take_over(self, arriving: Arriving, made: Plan) -> None:
        try:
            self.post_message(Arrived(take_over(self.program.data, arriving, made)))
        except BienbanError as error:
            self.post_message(Arrived(None, str(error)))

    @on(Arrived)
    def _arrived(self, event: Arrived) -> None:
        self._busy = False
        if event.meeting is None:
            self._answer(event.problem)
            return
        self.program.say(f"Đã nhập cuộc họp {event.meeting.id}.")
        self._arriving, self._off = None, []
        self._show()
        self._answer("Đã nhập. Ghi đường dẫn tệp tiếp theo, hoặc Esc để về.")
        self.field.load("")
        self.field.focus()

    @on(Worker.StateChanged)
    def _broken_off(self, event: Worker.StateChanged) -> None:
        """A fault of the program, which is said elsewhere, keeps nobody on this screen."""
        if event.state is WorkerState.ERROR:
            self._busy = False

    async def action_back(self) -> None:
        """To the list of meetings, made anew."""
        if not self._busy:
            await self.program.home()

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))


def _about(found: Recognised, made: Plan) -> str:
    """``Thường kỳ 03/03/2025: lấy 17 điều, 12 đoạn giữ nguyên lời``."""
    known = "" if attendance_known(Meeting(made.entries)) else "; không rõ từng ai dự"
    told_of = f"lấy {len(made.taken)} điều, {made.kept_as_text} đoạn giữ nguyên lời{known}"
    return f"{MEETING_KIND[found.kind].capitalize()} {short_date(found.day)}: {told_of}."
