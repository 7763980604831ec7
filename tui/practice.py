"""The program in practice: a made-up meeting in a folder that is thrown away, read out beside the live screen."""

import tempfile
from importlib.resources import files
from pathlib import Path

from textual import events

from model import examples, roster
from model.capture.practice import Presses, Reading, utterances
from model.cell import roll
from model.clock import Clock, now
from model.events import Named, PersonAdded
from model.meeting import Meeting
from model.replay import Script, script_date
from model.store.book import Book
from model.store.data import Data
from model.store.draft import Draft
from tui.app import BienbanApp, run_app
from tui.screens.practice import PracticeScreen, ReportScreen, report
from tui.session import Session

SCRIPT = "2026-09.toml"
"""The meeting that is read out."""


class PracticeApp(BienbanApp):
    """Opens the live screen with the reading; leaving it shows what was missed."""

    def __init__(self, data: Data, speed: int, clock: Clock = now) -> None:
        super().__init__(data, clock)
        self.presses = Presses()
        self._said = _fill(data)
        self._speed = speed

    async def on_event(self, event: events.Event) -> None:
        """Count the keys as they come from the terminal."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.presses.note(event.time)
        await super().on_event(event)

    async def home(self) -> None:
        """First the meeting, then the report."""
        screen = next((s for s in self.screen_stack if isinstance(s, PracticeScreen)), None)
        if screen is None:
            self.session = session = self._prepared()
            draft = Draft(self.data.archive.path(session.meeting.id) / "draft.txt")
            await self.push_screen(PracticeScreen(session, draft, Reading(utterances(self._said), self._speed)))
            return
        lines = report(screen.reading, screen.second, screen.meeting, self.presses.count)
        self.leave_meeting()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        await self.push_screen(ReportScreen(f"Luyện ghi, {self._speed} tiếng một phút", lines))

    def _prepared(self) -> Session:
        """A meeting of today that has begun, with the people and the roles of the one that is read."""
        head = self._said.head
        session = Session.prepare(
            self.data, head.kind, self.clock().date(), head.place, clock=self.clock, listener=self.hear
        )
        for entry in self._said.standing:
            if isinstance(entry.event, Named | PersonAdded):
                session.record(entry.event)
        session.begin()
        return session


def run(folder: Path | None, speed: int) -> int:
    """Practise with the abbreviations of the user's own book; nothing is written there. Returns the exit code."""
    with Data(folder, write=False) as own:
        phrases, cipher = own.book.phrases, own.cipher
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place, Data(Path(place)) as data:
        data.book = Book(data.folder, cipher=cipher)  # the user's own words, sealed there where they are sealed here
        data.book.phrases = phrases
        return run_app(PracticeApp(data, speed))


def _fill(data: Data) -> Meeting:
    """The made-up cell, and the meeting that is read out."""
    shipped = files(examples)
    members = roster.read(shipped.joinpath("r30", "roster.csv").read_bytes(), "roster.csv")
    text = shipped.joinpath("year", SCRIPT).read_text(encoding="utf-8")
    script = Script(text, SCRIPT, roll(members, script_date(text, SCRIPT)))
    data.book.members, data.book.cell = members, script.cell
    session = Session.replay(data, script)
    session.journal.close(timeout=60)
    return session.meeting
