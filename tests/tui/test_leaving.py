"""Nothing that the disk refused is let go without a word; nothing that is gone is followed."""

import asyncio
import errno
import os
from datetime import date
from pathlib import Path

import pytest

from model import roster
from model.cell import Cell
from model.events import Remark
from model.store.data import Data
from tests.support.meetings import ROSTER
from tui.app import BienbanApp
from tui.screens.home import HomeScreen
from tui.screens.live import LiveScreen
from tui.session import Session
from tui.widgets.meeting_list import MeetingList


def test_the_way_home_says_what_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(fd: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async def evening(data: Data, session: Session) -> None:
        app = BienbanApp(data)
        async with app.run_test(size=(80, 24)) as pilot:
            await app.record(session)
            session.begin()
            session.journal.flush()
            monkeypatch.setattr(os, "fsync", full)
            session.record(Remark(session.meeting.head.people[0].id, "chưa lưu được"))
            await pilot.press("ctrl+l")
            assert isinstance(app.screen, LiveScreen)
            assert session.journal.state.pending
            monkeypatch.undo()
            assert not session.journal.flush().pending
            await pilot.press("ctrl+l")
            await pilot.pause()
            assert isinstance(app.screen, HomeScreen)

    with Data(tmp_path) as data:
        data.book.cell = Cell(name="Chi bộ")
        data.book.members = roster.read(ROSTER, "roster.csv")
        asyncio.run(evening(data, Session.prepare(data, "regular", date.today(), "")))
        (kept,) = data.archive.ids()
        assert "chưa lưu được" in data.archive.journal_path(kept).read_text("utf-8")


def test_a_line_of_a_search_that_has_given_way_leads_nowhere() -> None:
    meetings = MeetingList()
    assert meetings.hit("#3") is None
    assert meetings.meeting("#3") == ""
    assert meetings.meeting("2026-11-03-thuong-ky") == "2026-11-03-thuong-ky"
