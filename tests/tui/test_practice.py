"""Practice: a meeting read out beside the live screen, and the report behind it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from model.capture.practice import Reading, Utterance
from model.events import Remark
from model.store.data import Data
from tests.support.bare_app import type_at_once
from tests.support.harness_cli import bienban, contents
from tests.support.meetings import ZONE, named_desk
from tui.practice import PracticeApp
from tui.screens.practice import LEAD_IN, PracticeScreen, ReadingPanel, ReportScreen, report


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 3, 19, 30, tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self.now


def practise(folder: Path, act: Callable[[PracticeApp, Pilot[None], Clock], Awaitable[None]]) -> None:
    async def main() -> None:
        clock = Clock()
        with Data(folder) as data:
            app = PracticeApp(data, 190, clock)
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                await act(app, pilot, clock)
            app.leave_meeting()

    asyncio.run(main())


def practice_screen(app: PracticeApp) -> PracticeScreen:
    assert isinstance(app.screen, PracticeScreen)
    return app.screen


async def heard(app: PracticeApp, pilot: Pilot[None]) -> str:
    """What the panel says, once it had the time to say it."""
    await pilot.pause(0.3)
    return shown(app.screen.query_one(ReadingPanel))


def shown(widget: Static) -> str:
    return str(widget.render())


def test_from_the_first_word_to_the_report(tmp_path: Path) -> None:
    async def act(app: PracticeApp, pilot: Pilot[None], clock: Clock) -> None:
        screen = practice_screen(app)
        first = screen.reading.utterances[0]
        assert screen.meeting.state == "open"
        assert screen.second == -LEAD_IN
        assert "Bắt đầu đọc sau 5 giây" in await heard(app, pilot)
        clock.now += timedelta(seconds=LEAD_IN + 2)
        name = screen.meeting.names[first.speaker]
        assert (await heard(app, pilot)).startswith(f"{name}: {first.text[:6]}")
        await type_at_once(pilot, first.text, "\r")
        clock.now += timedelta(seconds=screen.reading.seconds)
        assert "^L" in await heard(app, pilot)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert isinstance(app.screen, ReportScreen)
        said = shown(app.screen.query_one("#report", Static))
        assert said.startswith("Luyện ghi, 190 tiếng một phút")
        assert "phím mỗi chữ" in said
        assert first.text.split(".")[0] not in said
        assert screen.reading.utterances[-1].text.split(".")[0].split(";")[0] in said
        await pilot.press("enter")
        await pilot.pause()
        assert app.return_code == 0

    practise(tmp_path, act)


def test_a_long_remark_shows_its_end(tmp_path: Path) -> None:
    async def act(app: PracticeApp, pilot: Pilot[None], clock: Clock) -> None:
        panel = app.screen.query_one(ReadingPanel)
        words = " ".join(["nghiêng"] * 99 + ["cuối"])
        panel.show(Reading([Utterance("p", words), Utterance("p", words)], 190), 33, {"p": "An [/]"})
        assert shown(panel).startswith("An [/]: …")
        assert shown(panel).endswith("nghiêng cuối")
        assert len(shown(panel)) < 3 * 78

    practise(tmp_path, act)


def test_the_report_of_what_was_missed() -> None:
    desk = named_desk()
    desk.record(Remark("p3", "Ngõ 12 đã xong phần nền"))
    reading = Reading([Utterance("p1", "Ngõ 12 đã xong phần nền. Còn phần mặt đường chờ kinh phí.")], 130)
    assert report(reading, 0, desk.meeting, 0) == ["Chưa đọc hết câu nào."]
    assert report(reading, reading.seconds, desk.meeting, 46) == [
        "Ghi được 46,2 % số tiếng: 6/13.",
        "Đã nhấn 46 phím cho 23 chữ trong biên bản: 2,00 phím mỗi chữ.",
        "Sót 1 câu, ghi nhầm người 1 câu.",
        "– Đảng viên 1: “Ngõ 12 đã xong phần nền”: ghi cho Đảng viên 3",
        "– Đảng viên 1: “Còn phần mặt đường chờ kinh phí”: sót",
    ]


@pytest.mark.parametrize("arguments", [(), ("--speed", "130"), ("--speed", "140")], ids=" ".join)
def test_refused_without_a_terminal_and_nothing_is_written(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert bienban("--data", tmp_path, "practice", *arguments).sentence()
    assert contents(tmp_path) == {}
