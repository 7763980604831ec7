"""The year of the cell, part by part: what is reached and why not, and the forms by which it is entered."""

from dataclasses import replace
from datetime import date
from typing import Any

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from exports.year.papers import YEAR_PAPERS
from exports.year.source import YearSource
from model.errors import BienbanError, Refused
from model.guard import tidy
from model.year.frame_report import evidence
from model.year.frames import incident_kinds
from model.year.guard import admit
from model.year.record import AnyYearEvent, Withdrawn, withdrawn
from tui.commands import bindings
from tui.dialogs.pick import Choice, PickScreen
from tui.forms import year as year_forms
from tui.forms.acts import Context
from tui.forms.year import Made
from tui.paperwork import year as year_paperwork
from tui.paperwork.year import YearOrder
from tui.screens.base import OwnScreen
from tui.screens.form import FormScreen
from tui.widgets.plain import plain
from tui.year_parts import Act, Line, Part, names_of, parts, teller_of

_ADDS = {
    "incident": "Sự việc", "target": "Chỉ tiêu của năm", "register": "Đăng ký thi đua", "commitment": "Bản cam kết",
}  # fmt: skip
_READING = "Đang đọc các cuộc họp của năm…"
_FIRST, _LAST = 1930, 9998
_KEYS = "Tab phần sau · Enter ghi, xem · ^N thêm · ^Z gỡ · ^E văn bản · ← → năm · Esc về · ^B xếp loại · F6 đến hạn"


class Worked(Message):
    """From a thread: a year worked out; ``problems`` are sentences, ``source`` is None where nothing could be read."""

    def __init__(self, year: int, source: YearSource | None, found: list[Part], problems: list[str]) -> None:
        super().__init__()
        self.year, self.source, self.found, self.problems = year, source, found, problems


class YearScreen(OwnScreen):
    """Tab turns the parts, arrows turn the years; Enter enters a word on the marked line, or goes into it."""

    PLACE = "year"
    CSS_PATH = "year.tcss"
    BINDINGS = bindings("year")

    rows = query_one(OptionList)
    detail = query_one("#detail", VerticalScroll)

    def __init__(self, year: int = 0) -> None:
        super().__init__()
        self._year = year
        self._source: YearSource | None = None
        self._parts: list[Part] = []
        self._part = 0
        self._inside: tuple[int, str] | None = None
        """The month or member that is looked into."""
        self._empty = _READING

    def compose(self) -> ComposeResult:
        """Year and part, lines, what the marked one rests on, the answer, keys."""
        yield Static(id="head")
        yield OptionList()
        with VerticalScroll(id="detail", can_focus=False):
            yield Static()
        yield Static(id="answer")
        yield Static(plain(_KEYS), id="keys")

    def on_mount(self) -> None:
        """The year, read in a thread."""
        self.rows.focus()
        self._year = self._year or self.program.clock().year
        self._load(self._year)

    # --- reading ----------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="year", exit_on_error=False)
    def _load(self, year: int) -> None:
        try:
            source, problems = year_paperwork.gathered(self.program.data, year, self.program.clock().date())
            self.post_message(Worked(year, source, parts(source), problems))
        except BienbanError as error:
            self.post_message(Worked(year, None, [], [str(error)]))

    @work(thread=True, exclusive=True, group="year", exit_on_error=False)
    def _work_out(self, source: YearSource) -> None:
        self.post_message(Worked(source.year, source, parts(source), []))

    @on(Worked)
    def _worked(self, event: Worked) -> None:
        newer = self._source and event.source and len(self._source.record) > len(event.source.record)
        if event.year != self._year or newer:  # turned on, or entered more, in the meantime
            return
        self._source, self._parts, self._empty = event.source, event.found, "Chưa ghi gì ở phần này. ^N: thêm."
        self._part = min(self._part, max(0, len(self._parts) - 1))
        self._show()
        for problem in event.problems[:3]:
            self.program.say(problem, severe=True)

    # --- showing ----------------------------------------------------------------------------------

    @property
    def _lines(self) -> tuple[Line, ...]:
        if not self._parts:
            return ()
        part = self._parts[self._part]
        return part.inside.get(self._inside, part.lines) if self._inside else part.lines

    @property
    def _marked(self) -> Line | None:
        place = self.rows.highlighted
        return self._lines[place] if place is not None and place < len(self._lines) else None

    def _show(self, *, first: bool = False) -> None:
        """The part anew; the mark stays unless it is another part."""
        marked = 0 if first else self.rows.highlighted
        lines = self._lines
        self.rows.set_options(Option(plain(line.text)) for line in lines)
        self.rows.highlighted = min(marked or 0, len(lines) - 1) if lines else None
        part = self._parts[self._part] if self._parts else None
        place = f" · {self._part + 1}/{len(self._parts)} {part.title}" if part else ""
        self.query_one("#head", Static).update(plain(f" Năm {self._year}{place}{self._about()}"))
        self._show_marked()

    def _about(self) -> str:
        if not self._inside or not self._source:
            return ""
        month, member = self._inside
        names = names_of(self._source)
        return "".join([f" · {names.get(member, member)}" * bool(member), f" · tháng {month}" * bool(month)])

    @on(OptionList.OptionHighlighted)
    def _show_marked(self) -> None:
        line = self._marked
        cut = line is not None and cell_len(line.text) > self.rows.size.width - 4
        told = [line.text.strip()] * cut + list(line.detail) if line else [self._empty]
        self.query_one("#detail Static", Static).update(plain("\n".join(told)))
        self.detail.scroll_home(animate=False)

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))

    # --- turning ----------------------------------------------------------------------------------

    def action_part(self, step: int) -> None:
        """The part beside."""
        if self._parts:
            self._part, self._inside = (self._part + step) % len(self._parts), None
            self._answer("")
            self._show(first=True)

    def action_year(self, step: int) -> None:
        """Another year."""
        self._year = min(max(_FIRST, self._year + step), _LAST)
        self._source, self._parts, self._inside, self._empty = None, [], None, _READING
        self._answer("")
        self._show(first=True)
        self._load(self._year)

    def action_back(self) -> None:
        """Out of a month or member to the part, from there to where one came from."""
        if self._inside is None:
            self.dismiss()
            return
        lines = self._parts[self._part].lines if self._parts else ()
        places = [n for n, line in enumerate(lines) if line.act and line.act.inside == self._inside]
        self._inside = None
        self._show()
        self.rows.highlighted = places[0] if places else 0

    # --- entering ---------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        line = self._marked
        act = line.act if line else None
        if act is None:
            self._answer("Dòng này không ghi gì được: xem căn cứ ở dưới.")
        elif act.kind == "open":
            self._inside = act.inside
            self._show(first=True)
        elif self._writable():
            self._ask(self._form(act), evidence(act.row) if act.row else line.text.strip() if line else "")

    def _form(self, act: Act) -> Made:
        today = self.program.clock().date()
        assert self._source is not None
        names = names_of(self._source)
        if act.result and act.row:
            return year_forms.judge(act.result, act.row, names.get(act.result.member, act.result.member))
        if act.result:
            return year_forms.recognise(act.result, names.get(act.result.member, act.result.member), today)
        if act.kind == "progress":
            return year_forms.progress(act.number, "Kết quả thực hiện chỉ tiêu", today)
        return year_forms.follow(act.number, "Theo dõi cam kết", today)

    def action_add(self) -> None:
        """Something new: of the part's own kind, or chosen where it could be several."""
        if not self._writable():
            return
        own = self._parts[self._part].adds
        if own and own != "target":
            self._add(own)
            return
        choices = [Choice(ident, name) for ident, name in _ADDS.items()]
        self.app.push_screen(PickScreen("Ghi thêm", sorted(choices, key=lambda c: c.id != own), self._add))

    def _add(self, kind: str) -> None:
        assert self._source is not None
        frames = [one.frame for one in self._source.worked_out]
        made = {
            "incident": lambda: year_forms.incident(incident_kinds(frames)),
            "target": year_forms.target,
            "register": lambda: year_forms.register(frames),
            "commitment": year_forms.commitment,
        }[kind]()
        self._ask(made, "")

    def _writable(self) -> bool:
        """Whether anything can be entered; else that is said."""
        if self.program.data.read_only:
            self._answer(self.program.data.notice)
        return not self.program.data.read_only and self._source is not None

    def _ask(self, made: Made, note: str) -> None:
        form, build = made
        assert self._source is not None
        people = [(ident, name) for ident, name in names_of(self._source).items()]
        context = Context(date(self._year, 1, 1), {"person": people})  # a day without its year is one of this year

        def submit(values: dict[str, Any]) -> str:
            self._record(build(values))
            self._answer("Đã ghi. ^Z: gỡ dòng đang chọn.")
            return "Đã ghi."

        self.app.push_screen(FormScreen(form, context, submit, key=f"{self._year} {form.title}", note=note))

    def _record(self, event: AnyYearEvent) -> None:
        """Admit and keep an event of the year; raises :class:`BienbanError` where it cannot be."""
        data, source = self.program.data, self._source
        if data.read_only or source is None:
            raise Refused(data.notice or "Năm này chưa đọc xong: xin đợi một chút rồi ghi lại.")
        event = tidy(event)
        admit(event, source.view, source.record, [one.frame for one in source.worked_out])
        entry = data.book.record_year(source.year, event, self.program.clock())
        self._source = replace(source, record=(*source.record, entry))
        self._work_out(self._source)

    def action_withdraw(self) -> None:
        """Take the entry of the marked line back, or bring it back where it was."""
        line = self._marked
        if line is None or not line.entry:
            self._answer("Dòng này không có điều nào do người ghi để gỡ; xem phần “Đã ghi”.")
            return
        if not self._writable() or self._source is None:
            return
        record, number = self._source.record, line.entry
        brought = next((gone for gone, by in withdrawn(record).items() if by == number), 0)
        told = teller_of(self._source).told(next(e.event for e in record if e.id == (brought or number)))
        try:
            self._record(Withdrawn(number))
        except BienbanError as error:
            self._answer(str(error))
            return
        self._answer(f"Đã lấy lại: {told}." if brought else f"Đã gỡ: {told}. Lấy lại bằng ^Z ở phần “Đã ghi”.")

    # --- papers -----------------------------------------------------------------------------------

    def action_papers(self) -> None:
        """Choose a paper of the year and write it."""
        if self._source:
            choices = [Choice(name, kind.title) for name, kind in YEAR_PAPERS.items()]
            self.app.push_screen(PickScreen("Văn bản của năm", choices, self._write))

    def _write(self, paper: str) -> None:
        assert self._source is not None
        part = self._parts[self._part]
        frame = next((one.frame for one in self._source.worked_out if one.frame.id == part.id), None)
        of = frame.id if frame and paper == "self-assessment-4-tot" else ""
        self.program.write_year_paper(YearOrder(paper, self._year, of))
