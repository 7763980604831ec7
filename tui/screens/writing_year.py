"""A screen that writes papers of a year, off the screen's thread."""

from typing import cast

from textual import on, work
from textual.message import Message
from textual.screen import Screen

from model.errors import BienbanError
from tui import year_paperwork
from tui.program import Program
from tui.year_paperwork import YearOrder


class Written(Message):
    """From a thread: what became of a paper."""

    def __init__(self, text: str, *, severe: bool = False) -> None:
        super().__init__()
        self.text, self.severe = text, severe


class WritingYear(Screen[None]):
    """Base of such screens."""

    @property
    def program(self) -> Program:
        """The app, by its own type."""
        return cast(Program, self.app)

    @work(thread=True, exclusive=True, group="export", exit_on_error=False)
    def write_year(self, order: YearOrder) -> None:
        """Write the paper as the year stands; where it is, or why not, is said at the corner."""
        data = self.program.data
        try:
            made, _ = year_paperwork.source(data, order, self.program.clock().date())
            self.post_message(Written(f"Đã ghi {year_paperwork.write(data, made, order)}"))
        except BienbanError as error:
            self.post_message(Written(str(error), severe=True))

    @on(Written)
    def _written(self, event: Written) -> None:
        self.program.say(event.text, severe=event.severe)
