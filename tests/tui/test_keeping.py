"""What screens and threads do at the same time, and what they say when a disk or a thread of theirs fails."""

import asyncio
import errno
import os
import threading
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from exports.source import Source
from model import roster
from model.cell import Cell
from model.errors import BadData, BienbanError
from model.events import Remark
from model.store import keys, papers, sealing
from model.store.data import Data
from tests.support.evening import SECRET, cheap_key
from tests.support.meetings import ROSTER
from tui import app as program
from tui.app import BienbanApp, run_app
from tui.paperwork import meeting as paperwork
from tui.paperwork.meeting import Order
from tui.screens.lock import LockScreen
from tui.session import Session

Act = Callable[[BienbanApp, Pilot[Any], Session], Awaitable[None]]


def live(folder: Path, act: Act) -> None:
    """Do something at the live screen of a meeting that is open."""

    async def main(data: Data) -> None:
        app = BienbanApp(data)
        async with app.run_test(size=(80, 24)) as pilot:
            session = Session.prepare(data, "regular", date.today(), "", listener=app.hear)
            await app.record(session)
            session.begin()
            session.journal.flush()
            await act(app, pilot, session)
        app.leave_meeting()

    with Data(folder) as data:
        data.book.cell = Cell(name="Chi bộ")
        data.book.members = roster.read(ROSTER, "roster.csv")
        asyncio.run(main(data))


async def until(pilot: Pilot[Any], done: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not done():
            await pilot.pause(0.02)


def say(session: Session, text: str) -> None:
    session.record(Remark(session.meeting.head.people[0].id, text))


def full(fd: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("what", ["paper", "backup"])
@pytest.mark.parametrize("name", ["TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT"])
def test_what_copies_the_screen_elsewhere_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    monkeypatch.setattr(program, "signals_call", None)
    with Data(tmp_path) as data, pytest.raises(BadData, match=name):
        run_app(BienbanApp(data))


