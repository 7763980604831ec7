"""Threads of the screens: what fails in one is said without a word of the meeting; what comes late changes nothing."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen

from model.store import keys, sealing
from model.store.data import Data
from tests.support.harness_data import three_months, with_cell
from tui import statistics
from tui.app import BienbanApp
from tui.screens import home
from tui.screens.home import HomeScreen, Previewed
from tui.screens.lock import LockScreen
from tui.screens.statistics import Computed, StatisticsScreen

SECRET = "lời không ai được thấy"
PASSPHRASE = "mothaiba"
PATIENCE = 20.0
"""Seconds to wait for something that must come."""


def on_screen(data: Data, act: Callable[[BienbanApp, Pilot[Any]], Any]) -> Any:
    """What an act with the running program gives."""

    async def main() -> Any:
        app = BienbanApp(data, clock=lambda: datetime(2026, 11, 20, 9).astimezone())
        async with app.run_test(size=(80, 24)) as pilot, asyncio.timeout(PATIENCE):
            return await act(app, pilot)

    return asyncio.run(main())


async def until(pilot: Pilot[Any], there: Callable[[], object]) -> None:
    """Let the program run until this is true."""
    while not there():
        await pilot.pause(0.01)
    await pilot.pause()


@contextmanager
def posted(screen: type[Screen[Any]], kind: type[Message]) -> Iterator[list[Message]]:
    """The messages of a kind that a screen's threads have posted so far."""
    seen: list[Message] = []
    usual = screen.post_message

    def post(self: Screen[Any], message: Message) -> bool:
        done = usual(self, message)
        if isinstance(message, kind):
            seen.append(message)
        return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(screen, "post_message", post)
        yield seen


def test_a_fault_in_a_thread_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(SECRET)

    async def act(app: BienbanApp, pilot: Pilot[Any]) -> list[str]:
        monkeypatch.setattr(statistics, "spans", fail)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: list(tmp_path.glob("loi-*.txt")))
        await pilot.press("escape")
        return [notice.message for notice in app._notifications]

    with with_cell(tmp_path) as data:
        notices = on_screen(data, act)
    (report,) = tmp_path.glob("loi-*.txt")
    assert any(report.name in notice for notice in notices)
    assert SECRET not in report.read_text("utf-8") + "".join(notices)


def test_figures_that_come_late_do_not_take_the_place_of_newer_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, newer = statistics.load, threading.Event()

    def load(data: Data, span: Any, by: Any) -> Any:
        found = usual(data, span, by)
        if by == "month":
            newer.wait(PATIENCE)
        return found

    async def act(app: BienbanApp, pilot: Pilot[Any]) -> str | None:
        await pilot.press("ctrl+s")
        screen = app.screen
        assert isinstance(screen, StatisticsScreen)
        with posted(StatisticsScreen, Computed) as seen:
            await until(pilot, lambda: screen._found)
            await pilot.press("ctrl+g", "ctrl+g")
            await until(pilot, lambda: screen._found and screen._found.by == "quarter")
            newer.set()
            await until(pilot, lambda: "month" in [one.asked[1] for one in seen])  # type: ignore[attr-defined]
        return screen._found and screen._found.by

    monkeypatch.setattr(statistics, "load", load)
    three_months(tmp_path)
    with Data(tmp_path) as data:
        assert on_screen(data, act) == "quarter"


def test_a_page_that_comes_late_does_not_take_the_place_of_the_marked_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, newer = home.sections, threading.Event()
    oldest, *_, newest = three_months(tmp_path)

    def sections(meeting: Any) -> Any:
        if meeting.id == newest:
            newer.wait(PATIENCE)
        return usual(meeting)

    async def act(app: BienbanApp, pilot: Pilot[Any]) -> str:
        shown = app.screen.query_one("#preview")
        with posted(HomeScreen, Previewed) as seen:
            await pilot.press("down", "down")
            await until(pilot, lambda: any(one.meeting_id == oldest for one in seen))  # type: ignore[attr-defined]
            newer.set()
            await until(pilot, lambda: any(one.meeting_id == newest for one in seen))  # type: ignore[attr-defined]
        return str(shown.render())

    monkeypatch.setattr(home, "sections", sections)
    with Data(tmp_path) as data:
        shown = on_screen(data, act)
    assert "09/2026" in shown
    assert "11/2026" not in shown


def test_what_a_screen_wrote_is_said_though_it_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, closed = statistics.write, threading.Event()

    def write(*told: Any) -> str:
        closed.wait(PATIENCE)
        return usual(*told)

    async def act(app: BienbanApp, pilot: Pilot[Any]) -> list[str]:
        await pilot.press("ctrl+s")
        screen = app.screen
        assert isinstance(screen, StatisticsScreen)
        await until(pilot, lambda: screen._found)
        await pilot.press("ctrl+e", "escape")
        await until(pilot, lambda: not screen.is_attached)
        closed.set()
        await until(pilot, lambda: len(app._notifications))
        return [notice.message for notice in app._notifications]

    monkeypatch.setattr(statistics, "write", write)
    three_months(tmp_path)
    with Data(tmp_path) as data:
        (said,) = on_screen(data, act)
    assert said.startswith("Đã ghi")


def test_two_guesses_at_once_open_one_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, both = keys.opens, threading.Barrier(2)
    ended: list[bool] = []

    def opens(folder: Path, secret: str) -> bool:
        right = usual(folder, secret)
        both.wait(PATIENCE)
        ended.append(right)
        return right

    async def act(app: BienbanApp, pilot: Pilot[Any]) -> Screen[Any]:
        await pilot.press("ctrl+s")
        app.action_lock()
        await until(pilot, lambda: isinstance(app.screen, LockScreen))
        await pilot.press(*PASSPHRASE, "enter", *PASSPHRASE, "enter")
        await until(pilot, lambda: len(ended) == 2 and not isinstance(app.screen, LockScreen))
        return app.screen

    with_cell(tmp_path).close()
    sealing.seal_folder(tmp_path, PASSPHRASE)
    monkeypatch.setattr(keys, "opens", opens)
    monkeypatch.setattr(Data, "ask", lambda: PASSPHRASE)
    with Data(tmp_path) as data:
        assert isinstance(on_screen(data, act), StatisticsScreen)
