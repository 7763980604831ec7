"""Looking back at one meeting: who, decisions, votes, tasks and what became of them, score; then all of its record."""

from collections.abc import Iterable

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from model.errors import BienbanError
from model.meeting import Meeting
from model.past.outcomes import Outcomes, followed
from model.past.query import Query
from model.past.review import sections
from tui.commands import bindings
from tui.keymap import keys_of
from tui.lines import described
from tui.page import Paragraph, paragraphs
from tui.screens.base import OwnScreen
from tui.widgets.marking import marked
from tui.widgets.plain import plain
from tui.widgets.reader import Reader

WIDE = 110
"""Columns from which the record stands beside the page."""


class Followed(Message):
    """From a thread: what later meetings told of the tasks and promises of a meeting."""

    def __init__(self, meeting_id: str, outcomes: Outcomes) -> None:
        super().__init__()
        self.meeting_id, self.outcomes = meeting_id, outcomes


class ReviewScreen(OwnScreen):
    """The page of a meeting and its record; ← → turn to the one before and after, figures to an entry."""

    PLACE = "review"
    CSS_PATH = "review.tcss"
    BINDINGS = bindings("review")

    def __init__(self, meeting_id: str, entry: int = 0, query: Query | None = None) -> None:
        super().__init__()
        self._meeting_id = meeting_id
        self._meeting: Meeting | None = None
        self._outcomes: Outcomes | None = None
        self._bytes = 0
        self._entry, self._query = entry, query
        self._places: dict[int, int] = {}
        """Entry to its paragraph in the record."""
        self._figures = ""

    def compose(self) -> ComposeResult:
        """The title, the page, the record beside it where there is room, and the keys."""
        yield Static(id="cell")
        with Horizontal():
            yield Reader(id="page")
            yield Reader(id="record")
        yield Static(id="answer")
        yield Static(plain(self._keys()), id="keys")

    def _keys(self) -> str:
        shown = keys_of(self.app).shown
        named = {
            "review.export": "Word",
            "review.papers": "văn bản",
            "review.moment": "lúc",
            "review.open": "sửa",
            "review.back": "về",
        }
        there = f"{shown('review.previous')} {shown('review.next')} cuộc trước, sau · số: mục"
        return " · ".join([there, *(f"{shown(ident)} {name}" for ident, name in named.items())])

    def on_mount(self) -> None:
        """Show it."""
        self.query_one("#page").focus()
        self._load()
        self.set_interval(1, self._follow)

    def on_resize(self, event: events.Resize) -> None:
        """One column or two."""
        if self.query_one("#record").display != (event.size.width >= WIDE):
            self._show()
            self.call_after_refresh(self._go_to, self._entry)

    def _follow(self) -> None:
        """What the other program has written since."""
        if self.program.data.read_only and self.program.data.archive.size(self._meeting_id) != self._bytes:
            self._load(stay=True)

    # --- what is shown ----------------------------------------------------------------------------

    def _load(self, *, stay: bool = False) -> None:
        """Read the meeting; what became of its tasks follows from a thread. ``stay`` where one is reading."""
        self._bytes = self.program.data.archive.size(self._meeting_id)
        self._meeting = self._outcomes = None
        self._figures = ""
        try:
            loaded = self.program.data.archive.load(self._meeting_id)
            self._meeting, answer = loaded.meeting, loaded.damage
            self._look_on(loaded.meeting)
        except BienbanError as error:
            answer = str(error)
        self._answer(answer)
        self._show()
        if not stay:
            self.call_after_refresh(self._go_to, self._entry)

    @work(thread=True, exclusive=True, group="later", exit_on_error=False)
    def _look_on(self, meeting: Meeting) -> None:
        archive = self.program.data.archive
        self.post_message(Followed(meeting.id, followed(meeting, archive.after(meeting.id))))

    @on(Followed)
    def _followed(self, event: Followed) -> None:
        if event.meeting_id == self._meeting_id:
            self._outcomes = event.outcomes
            self._show()
            if self._entry and not self.query_one("#record").display:
                self._go_to(self._entry)  # the page above it has grown

    def _show(self) -> None:
        meeting, wide = self._meeting, self.app.size.width >= WIDE
        page, record = self.query_one("#page", Reader), self.query_one("#record", Reader)
        record.display = wide
        parts: list[Paragraph] = []
        entries: list[Paragraph] = []
        title = ""
        if meeting:
            told = sections(meeting, self._outcomes, self.program.clock().date())
            title = told[0][0]
            parts = list(paragraphs(told))[1:]
            entries = [("", plain("Diễn biến", "bold")), *self._entries(meeting)]
        self.query_one("#cell", Static).update(plain(f" {title}"))
        begin = 1 if wide else len(parts) + 1
        self._places = {e.id: n for n, e in enumerate(meeting.record if meeting else (), begin)}
        page.show(parts if wide else [*parts, *entries])
        record.show(entries if wide else [])

    def _entries(self, meeting: Meeting) -> Iterable[Paragraph]:
        """Every entry with its number and its time."""
        for entry in meeting.record:
            clock, text = described(meeting, entry)
            yield f"{entry.id:>4} {clock} ", marked(text, self._query if entry.id == self._entry else None)

    def _go_to(self, entry: int) -> None:
        """Bring an entry into sight; 0 is the beginning."""
        page, record = self.query_one("#page", Reader), self.query_one("#record", Reader)
        place = self._places.get(entry)
        (record if record.display else page).read_on(place)
        if record.display and place is None:
            page.read_on(None)
        elif record.display:
            record.focus()

    def on_key(self, event: events.Key) -> None:
        """Figures are the number of an entry."""
        if not event.character or event.character not in "0123456789":
            self._figures = ""
            return
        event.stop()
        if int(self._figures + event.character) > max(self._places, default=0):
            self._figures = ""
        self._figures += event.character
        self._entry, self._query = int(self._figures), None
        self._go_to(self._entry)
        known = self._entry in self._places
        self._answer(f"Mục ghi số {self._entry}" + ("." if known else ": không có trong diễn biến."))

    # --- commands ---------------------------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """The meeting before or after."""
        ids = self.program.data.archive.ids()
        place = ids.index(self._meeting_id) + step if self._meeting_id in ids else -1
        if 0 <= place < len(ids):
            self._meeting_id, self._entry, self._query = ids[place], 0, None
            self._load()
        else:
            end = "đầu tiên" if step < 0 else "gần nhất"
            self._answer(f"Đây là cuộc họp {end}.")

    def action_export(self) -> None:
        """The minutes as a Word file."""
        if self._meeting:
            self.program.export_minutes(self._meeting)

    async def action_papers(self) -> None:
        """The papers of this meeting."""
        from tui.screens.papers import PapersScreen  # noqa: PLC0415

        if self._meeting:
            await self.app.push_screen(PapersScreen(self._meeting))

    async def action_moment(self) -> None:
        """This meeting as it was at any second."""
        from tui.screens.moment import MomentScreen  # noqa: PLC0415

        await self.app.push_screen(MomentScreen(self._meeting_id))

    def action_open_live(self) -> None:
        """The live screen of this meeting: go on, or set something right."""
        if self.program.data.read_only:
            self._answer(self.program.data.notice)
            return
        if self._meeting and self._meeting.cancelled:
            self._answer(f"Cuộc họp này không họp. Lấy lại: {self.program.keys.shown('home.put_off')} ở trang đầu.")
            return
        self.dismiss()
        self.app.call_later(self.program.go_on, self._meeting_id)

    def action_back(self) -> None:
        """Back to the list."""
        self.dismiss()

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))
