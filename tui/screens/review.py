"""Looking back at one meeting: who, decisions, votes, tasks, criticism, score; its neighbours by one key."""

from collections.abc import Iterable
from typing import cast

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from model.errors import BienbanError
from model.review import Section, sections
from tui.commands import bindings
from tui.keymap import keys_of
from tui.program import Program
from tui.widgets.plain import plain


class ReviewScreen(Screen[None]):
    """The page of a meeting; ← → turn to the one before and after."""

    PLACE = "review"
    CSS_PATH = "review.tcss"
    BINDINGS = bindings("review")

    def __init__(self, meeting_id: str) -> None:
        super().__init__()
        self._meeting_id = meeting_id
        self._bytes = 0

    @property
    def program(self) -> Program:
        """The app, by its own type."""
        return cast(Program, self.app)

    def compose(self) -> ComposeResult:
        """The page and the keys."""
        with VerticalScroll(id="page"):
            yield Static(id="text")
        yield Static(id="answer")
        yield Static(plain(self._keys()), id="keys")

    def _keys(self) -> str:
        shown = keys_of(self.app).shown
        named = {
            "review.export": "Word",
            "review.papers": "văn bản",
            "review.moment": "từng lúc",
            "review.open": "ghi, sửa",
            "review.back": "về",
        }
        there = f"{shown('review.previous')} {shown('review.next')} cuộc trước, sau"
        return " · ".join([there, *(f"{shown(ident)} {name}" for ident, name in named.items())])

    def on_mount(self) -> None:
        """Show it."""
        self._show()
        self.query_one("#page").focus()
        self.set_interval(1, self._follow)

    def _follow(self) -> None:
        """What the other program has written since."""
        if self.program.data.read_only and self.program.data.archive.size(self._meeting_id) != self._bytes:
            place = self.query_one("#page", VerticalScroll).scroll_y
            self._show()
            self.query_one("#page", VerticalScroll).scroll_to(y=place, animate=False)

    def _show(self) -> None:
        self._bytes = self.program.data.archive.size(self._meeting_id)
        try:
            loaded = self.program.data.archive.load(self._meeting_id)
            text, answer = page(sections(loaded.meeting)), loaded.damage
        except BienbanError as error:
            text, answer = Text(), str(error)
        self.query_one("#text", Static).update(text)
        self.query_one("#answer", Static).update(plain(answer))
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    def action_step(self, step: int) -> None:
        """The meeting before or after."""
        ids = self.program.data.archive.ids()
        place = ids.index(self._meeting_id) + step if self._meeting_id in ids else -1
        if 0 <= place < len(ids):
            self._meeting_id = ids[place]
            self._show()
        else:
            end = "đầu tiên" if step < 0 else "gần nhất"
            self.query_one("#answer", Static).update(plain(f"Đây là cuộc họp {end}."))

    def action_export(self) -> None:
        """The minutes as a Word file."""
        try:
            self.program.export_minutes(self.program.data.archive.load(self._meeting_id).meeting)
        except BienbanError as error:
            self.query_one("#answer", Static).update(plain(str(error)))

    async def action_papers(self) -> None:
        """The papers of this meeting."""
        from tui.screens.papers import PapersScreen  # noqa: PLC0415

        try:
            await self.app.push_screen(PapersScreen(self.program.data.archive.load(self._meeting_id).meeting))
        except BienbanError as error:
            self.query_one("#answer", Static).update(plain(str(error)))

    async def action_moment(self) -> None:
        """This meeting as it was at any second."""
        from tui.screens.moment import MomentScreen  # noqa: PLC0415

        await self.app.push_screen(MomentScreen(self._meeting_id))

    def action_open_live(self) -> None:
        """The live screen of this meeting: go on, or set something right."""
        if self.program.data.read_only:
            self.query_one("#answer", Static).update(plain(self.program.data.notice))
            return
        self.dismiss()
        self.app.call_later(self.program.go_on, self._meeting_id)

    def action_back(self) -> None:
        """Back to the list."""
        self.dismiss()


def page(parts: Iterable[Section]) -> Text:
    """The parts of a meeting under their titles."""
    text = Text()
    for title, lines in parts:
        if lines or not text:
            text.append_text(plain(f"{title}\n", "bold"))
            for line in lines:
                text.append_text(plain(f"  {line}\n"))
    return text
