"""An abbreviation more, from the live screen: what stands on the line becomes one."""

import asyncio
from datetime import date
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from model import roster
from model.cell import Cell
from model.store.data import Data
from tests.support import typing as ime
from tests.support.bare_app import type_at_once
from tests.support.meetings import ROSTER
from tui.app import BienbanApp
from tui.screens.form import FormScreen
from tui.screens.live import LiveScreen
from tui.session import Session


async def evening(app: BienbanApp, pilot: Pilot[None]) -> None:
    screen = app.screen
    assert isinstance(screen, LiveScreen)
    await type_at_once(pilot, *ime.telex("tổ tự quản"))
    screen.action_phrase()
    await pilot.press("enter", "enter")
    await pilot.pause()
    assert app.screen is screen
    assert app.data.book.phrases == {"ttq": "tổ tự quản"}
    await type_at_once(pilot, " ttq ")
    assert screen.line.text == "tổ tự quản tổ tự quản "
    screen.line.load("")
    screen.action_phrase()
    await pilot.press("x", "enter", "d", "c", "enter")
    await pilot.pause()
    assert isinstance(app.screen, FormScreen)
    assert "“dc” đã là chữ tắt của “đồng chí”" in str(app.screen.query_one("#answer", Static).render())
    assert app.data.book.phrases == {"ttq": "tổ tự quản"}


def test_what_is_on_the_line_becomes_an_abbreviation(tmp_path: Path) -> None:
    async def main(data: Data) -> None:
        app = BienbanApp(data)
        async with app.run_test(size=(80, 24)) as pilot:
            session = Session.prepare(data, "regular", date.today(), "")
            session.begin()
            await app.record(session)
            await evening(app, pilot)
        app.leave_meeting()

    with Data(tmp_path) as data:
        data.book.cell = Cell(name="Chi bộ")
        data.book.members = roster.read(ROSTER, "roster.csv")
        asyncio.run(main(data))
