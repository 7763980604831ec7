"""The first screen: all meetings, the marked one on a page beside them, and words found in any of them."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from model.errors import BienbanError
from model.review import Section, sections
from model.store.search import Hit
from model.words import MEETING_KIND
from tui.cli_text import present_of
from tui.commands import bindings, of
from tui.forms import Context
from tui.program import Program
from tui.screens.form import FormScreen
from tui.screens.prepare import prepare_form
from tui.screens.review import ReviewScreen, page
from tui.session import Session
from tui.widgets.fields import LineInput
from tui.widgets.plain import plain

SHOWN = 120
"""Meetings listed at once: ten years of months; older ones follow when the end is reached."""


class Refreshed(Message):
    """From a thread: the index agrees with the journals now; ``damaged`` are sentences."""

    def __init__(self, damaged: list[str]) -> None:
        super().__init__()
        self.damaged = damaged


class Previewed(Message):
    """From a thread: the page of a meeting."""

    def __init__(self, parts: list[Section]) -> None:
        super().__init__()
        self.parts = parts


class Found(Message):
    """From a thread: what a search found."""

    def __init__(self, words: str, hits: list[Hit], problem: str = "") -> None:
        super().__init__()
        self.words, self.hits, self.problem = words, hits, problem


class HomeScreen(Screen[None]):
    """Choose a meeting: Enter goes on with an open one, or looks back at a closed one."""

    PLACE = "home"
    CSS_PATH = "home.tcss"
    BINDINGS = [*bindings("home"), ("escape", "clear", "Xóa tìm")]

    meetings = query_one("#meetings", OptionList)
    field = query_one(LineInput)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[dict[str, Any]] = []
        self._hits: list[Hit] = []

    @property
    def program(self) -> Program:
        """The app, by its own type."""
        return cast(Program, self.app)

    def compose(self) -> ComposeResult:
        """Cell, search, list and page, keys."""
        cell = self.program.data.book.cell
        yield Static(plain(f" {cell.name} · {cell.upper}" if cell else ""), id="cell")
        yield LineInput(placeholder="Tìm trong các biên bản, không cần dấu", compact=True)
        with Horizontal():
            yield OptionList(id="meetings")
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="preview")
        yield Static(id="answer")
        yield Static(plain(_keys(self.program.keys.shown)), id="keys")

    def on_mount(self) -> None:
        """The list as the index has it; then, in a thread, as the journals have it."""
        self._list()
        self._answer(self.program.data.notice)
        self.meetings.focus()
        self.set_timer(0.3, self._refresh_index)  # the first page is drawn before thousands of journals are asked

    def on_screen_resume(self) -> None:
        """After another screen."""
        self.meetings.focus()

    # --- the list ---------------------------------------------------------------------------------

    def _list(self) -> None:
        self._rows = list(reversed(self.program.data.archive.summaries))
        self.meetings.set_options(Option(_line(row), row["id"]) for row in self._rows[:SHOWN])
        if self._rows:
            self.meetings.highlighted = 0
        else:
            self.query_one("#preview", Static).update(plain("Chưa có cuộc họp nào. ^N: chuẩn bị cuộc họp đầu tiên."))

    @work(thread=True, exclusive=True, group="index", exit_on_error=False)
    def _refresh_index(self) -> None:
        self.post_message(Refreshed(self.program.data.archive.refresh()[1]))

    @on(Refreshed)
    def _refreshed(self, event: Refreshed) -> None:
        if list(reversed(self.program.data.archive.summaries)) != self._rows and not self._hits:
            self._list()
        for sentence in event.damaged[:3]:
            self.program.say(sentence, severe=True)

    @on(OptionList.OptionHighlighted)
    def _marked(self, event: OptionList.OptionHighlighted) -> None:
        shown = self.meetings.option_count
        if not self._hits and event.option_index == shown - 1 and shown < len(self._rows):
            self.meetings.add_options(Option(_line(row), row["id"]) for row in self._rows[shown : shown + SHOWN])
        option = str(event.option_id)
        if meeting_id := self._meeting_of(option):
            self._preview(meeting_id, self._hit_of(option))

    @work(thread=True, exclusive=True, group="preview", exit_on_error=False)
    def _preview(self, meeting_id: str, hit: Hit | None) -> None:
        try:
            parts = sections(self.program.data.archive.load(meeting_id).meeting)
        except BienbanError as error:
            parts = [(str(error), [])]
        if hit:
            parts.insert(0, (f"{hit.at[8:10]}/{hit.at[5:7]}/{hit.at[:4]} {hit.at[11:16]} {hit.who}", [hit.text, ""]))
        self.post_message(Previewed(parts))

    @on(Previewed)
    def _previewed(self, event: Previewed) -> None:
        self.query_one("#preview", Static).update(page(event.parts))
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    def _hit_of(self, option: str) -> Hit | None:
        """The hit of a line; None for a meeting, or for a line of a search that has given way to another."""
        place = int(option[1:]) if option.startswith("#") else len(self._hits)
        return self._hits[place] if place < len(self._hits) else None

    def _meeting_of(self, option: str) -> str:
        if not option.startswith("#"):
            return option
        hit = self._hit_of(option)
        return hit.meeting if hit else ""

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        if meeting_id := self._meeting_of(str(event.option_id)):
            await self.open(meeting_id)

    async def open(self, meeting_id: str) -> None:
        """Go on with an open meeting; look back at a closed one."""
        row = next((r for r in self._rows if r["id"] == meeting_id), None)
        goes_on = row is not None and row["state"] in ("prepared", "open") and not self.program.data.read_only
        if not (goes_on and await self.program.go_on(meeting_id)):
            await self.app.push_screen(ReviewScreen(meeting_id))

    # --- searching --------------------------------------------------------------------------------

    def action_search(self) -> None:
        """The keyboard into the field."""
        self.field.focus()

    def action_clear(self) -> None:
        """The meetings again."""
        self.field.load("")
        self._hits = []
        self._list()
        self.meetings.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value.strip():
            self._find(event.value)
        elif self._hits:
            self.action_clear()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.meetings.focus()

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _find(self, words: str) -> None:
        try:
            self.post_message(Found(words, self.program.data.search.find(words)))
        except BienbanError as error:
            self.post_message(Found(words, [], str(error)))

    @on(Found)
    def _found(self, event: Found) -> None:
        if event.words != self.field.value:
            return
        self._hits = event.hits
        self._answer(event.problem or ("" if event.hits else "Không tìm thấy; Esc: về danh sách."))
        self.meetings.set_options(Option(_hit(hit), f"#{n}") for n, hit in enumerate(event.hits))
        if event.hits:
            self.meetings.highlighted = 0

    # --- other screens ----------------------------------------------------------------------------

    def action_prepare(self) -> None:
        """A new meeting."""
        cell = self.program.data.book.cell
        if self.program.data.read_only or cell is None:
            self._answer(self.program.data.notice)
            return
        today = self.program.clock().date()

        def submit(values: dict[str, Any]) -> str:
            session = Session.prepare(
                self.program.data,
                values["kind"],
                date.fromisoformat(values["date"]),
                values["place"] or "",
                clock=self.program.clock,
                listener=self.program.hear,
            )
            self.app.call_later(self.program.record, session)
            return ""

        self.app.push_screen(FormScreen(prepare_form(cell, today), Context(today, {}), submit))

    async def action_members(self) -> None:
        """The members."""
        from tui.screens.members import MembersScreen  # noqa: PLC0415

        await self.app.push_screen(MembersScreen())

    async def action_import_minutes(self) -> None:
        """Old minutes in Word files."""
        from tui.screens.old_minutes import OldMinutesScreen  # noqa: PLC0415

        await self.app.push_screen(OldMinutesScreen())

    def action_settings(self) -> None:
        """The cell."""
        from tui.screens.settings import settings_screen  # noqa: PLC0415

        self.app.push_screen(settings_screen(self.program))

    def action_export(self) -> None:
        """The minutes of the marked meeting."""
        marked = self.meetings.highlighted
        if marked is None:
            return
        try:
            meeting_id = self._meeting_of(str(self.meetings.get_option_at_index(marked).id))
            self.program.export_minutes(self.program.data.archive.load(meeting_id).meeting)
        except BienbanError as error:
            self._answer(str(error))

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))


def _line(row: dict[str, Any]) -> Text:
    """``03/11/2026 thường kỳ  24/27  81 Khá``; a star behind the day of one that came out of old minutes."""
    year, month, day = row["date"].split("-")
    kind = {"combined": "kết hợp", "yearly_review": "kiểm điểm"}.get(row["kind"], MEETING_KIND[row["kind"]])
    kind = kind.removeprefix("họp ").removeprefix("xét ").removesuffix(" chính thức")
    state = {"prepared": "chuẩn bị", "open": "đang họp", "damaged": "hỏng"}.get(row["state"], "")
    present = present_of(row)
    old = "*" if row.get("imported") else " "
    points = "" if row["total"] is None else str(row["total"])
    return plain(f"{day}/{month}/{year}{old}{kind:<9} {present:>6} {points:>3} {state or row['grade'] or ''}")


def _hit(hit: Hit) -> Text:
    year, month, day = hit.at[:10].split("-")
    said = f"{hit.who}: {hit.text}" if hit.who else hit.text
    return Text().append(f"{day}/{month}/{year} ", "bold").append_text(plain(said[:160]))


def _keys(shown: Callable[[str], str]) -> str:
    return " · ".join(["Enter mở", *(f"{shown(c.id)} {c.footer}" for c in of("home") if c.footer)])
