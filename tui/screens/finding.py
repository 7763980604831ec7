"""A list of meetings in which words can be found: the field, the filters, the hits."""

from typing import Any

from textual import on, work
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from model.errors import BienbanError
from model.past.query import Query, parse
from model.store.search import Hit
from tui.dialogs.pick import PickScreen
from tui.screens.base import OwnScreen
from tui.screens.filters import added, filters
from tui.widgets.fields import LineInput
from tui.widgets.meeting_list import MeetingList
from tui.widgets.plain import plain


class Found(Message):
    """From a thread: what a search found."""

    def __init__(self, words: str, hits: list[Hit], query: Query | None, problem: str = "") -> None:
        super().__init__()
        self.words, self.hits, self.query, self.problem = words, hits, query, problem


class FindingScreen(OwnScreen):
    """The half of the first screen that searches; what is found stands in the list of the meetings."""

    meetings = query_one("#meetings", MeetingList)
    field = query_one(LineInput)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[dict[str, Any]] = []
        self._searching = False
        self._query: Query | None = None
        self._choosing = False

    def show_list(self) -> None:
        """The meetings again, as the index has them."""
        raise NotImplementedError

    def resume(self) -> None:
        """The keyboard to the list; to the field where a filter was chosen for it."""
        (self.field if self._choosing else self.meetings).focus()
        self._choosing = False

    def on_descendant_focus(self) -> None:
        """The grammar stands under the field while words are typed into it."""
        self.query_one("#help").display = self.field.has_focus

    def action_search(self) -> None:
        """The keyboard into the field."""
        self.field.focus()
        self._prepare_index()

    @work(thread=True, exclusive=True, group="index of words", exit_on_error=False)
    def _prepare_index(self) -> None:
        self.program.data.search.prepare()

    def action_filter(self) -> None:
        """Choose a filter instead of writing it."""

        def take(chosen: str) -> None:
            self.field.load(added(self.field.value, chosen))

        self._choosing = True
        choices = filters(self.program.data.book.members, self._rows)
        self.app.push_screen(PickScreen("Bộ lọc khi tìm", choices, take))

    def action_clear(self) -> None:
        """The meetings again."""
        self.field.load("")
        self._query = None
        self.show_list()
        self._answer("")
        self.meetings.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self.field.value:
            return  # typed on since
        if event.value.strip():
            self._searching = True
            self._find(event.value)
        elif self._searching:
            self._query = None
            self.show_list()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.meetings.focus()

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _find(self, words: str) -> None:
        if get_current_worker().is_cancelled:
            return
        try:
            self.post_message(Found(words, self.program.data.search.find(words), parse(words)))
        except BienbanError as error:
            self.post_message(Found(words, [], None, str(error)))

    @on(Found)
    def _found(self, event: Found) -> None:
        if event.words != self.field.value:
            return
        self._query = event.query
        self._answer(event.problem or ("" if event.hits else "Không tìm thấy; Esc: về danh sách."))
        self.add_class("-found")
        self.meetings.show_hits(event.hits, event.query)

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))
