"""Whatever stands in a text of the user is shown letter for letter on every screen, and nothing ends the program."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from model.cell import Person
from model.events import (
    AgendaItem,
    AnyEvent,
    Assessment,
    Attendance,
    Criticism,
    Dues,
    GradeVote,
    ItemAdded,
    ItemConcluded,
    ItemPutOff,
    ItemRenamed,
    ItemStarted,
    MinutesApproved,
    Named,
    Opened,
    PersonAdded,
    Praise,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    Vote,
)  # fmt: skip
from model.guard import LONGEST
from model.store.data import Data
from tests.support.harness_data import CHAIR, DAY, RECORDER, ROLES, SCORER, with_cell
from tui.app import BienbanApp
from tui.arrangements import ARRANGEMENTS
from tui.forms.acts import FORMS
from tui.screens.form import FormScreen
from tui.screens.live import LiveScreen
from tui.screens.review import ReviewScreen
from tui.session import Session
from tui.widgets.plain import clean
from tui.widgets.text_box import TextBox
from tui.widgets.vietnamese import VietnameseKeys

NASTY = {
    "markup": "[/] [b]đậm [@click=app.quit]bấm [/red] \\[ {0} %s $a",
    "long word": "nghiêng" * 72,
}
NOON = datetime.combine(DAY, datetime.min.time()).replace(hour=12).astimezone()
SENTENCE = re.compile(r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự].*\.$")
"""With letters that only Vietnamese has, and ended."""
WIDE = (640, 48)
"""So wide that no text is wrapped."""


def everything(text: str) -> list[AnyEvent]:
    """A meeting in which the text stands wherever a text may stand."""
    hands: dict[str, Any] = {"for_": 20, "against": 0, "no_opinion": 0}
    self_criticism = SelfCriticism(
        member=SCORER, strengths=text, shortcomings=text, cause=text, remedy=text, deadline=date(2026, 11, 20)
    )
    return [
        *(Named(role, member) for role, member in ROLES.items()),
        PersonAdded(Person(id="guest-1", name=text, role=text)), Opened(), ItemStarted("1"),
        ItemAdded(AgendaItem("own-1", text), "1"), ItemRenamed("3", text), ItemPutOff("2", text),
        Attendance("ta-thi-mui-1955", "excused", text), Dues(20, 2, 1000, text), Praise(CHAIR, text),
        Reminder(CHAIR, text), Vote(text, "hands", **hands), self_criticism,
        Criticism(RECORDER, SCORER, text, text, text, text, text, text, date(2026, 11, 20), text),
        Task(SCORER, text, date(2026, 11, 20)),
        Score("an-phu-2025", "3a", 1, text), GradeVote(text, "hands", level="Khá", **hands),
        Assessment(text, text, text), MinutesApproved(text, "hands", **hands), ItemConcluded("1", text),
        ItemStarted("3"), Remark("guest-1", text),
    ]  # fmt: skip


class Stage:
    """The program in memory, on a meeting with everything in it."""

    def __init__(self, folder: Path, text: str) -> None:
        with with_cell(folder) as data:
            first, *others = data.book.members
            data.book.members = [structs.replace(first, name=text, note=text, phone=text), *others]
            cell = data.book.cell
            assert cell is not None
            data.book.cell = structs.replace(cell, name=text, upper=text, place=text)
            self.session = Session.prepare(data, "regular", DAY, text, clock=lambda: NOON)
            for event in everything(text):
                self.session.record(event)
            self.session.journal.close()
            data.archive.remember(self.session.meeting)
        self.data = Data(folder)
        self.app = BienbanApp(self.data, clock=lambda: NOON)

    def play(self, act: Callable[[Pilot[None]], Awaitable[None]], size: tuple[int, int] = WIDE) -> None:
        """Run the program and act on it; whatever ends it is raised."""

        async def main() -> None:
            async with self.app.run_test(size=size, notifications=True) as pilot:
                await settled(pilot)
                await act(pilot)
                await settled(pilot)

        with self.data:
            asyncio.run(main())
        assert self.app.crash is None


async def settled(pilot: Pilot[None]) -> None:
    """Threads have told, messages are handled."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that must come."""
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.002)


async def press(pilot: Pilot[None], *keys: str) -> str:
    """The screen after these keys."""
    await pilot.press(*keys)
    await settled(pilot)
    return screen(pilot)


def screen(pilot: Pilot[None]) -> str:
    """What stands on it."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


@pytest.mark.parametrize("case", NASTY)
def test_every_screen_shows_the_text_itself(tmp_path: Path, case: str) -> None:
    text = NASTY[case]

    async def look(pilot: Pilot[None]) -> None:
        seen = {"home": screen(pilot), "hits": await press(pilot, "ctrl+f", *"khoat")}
        seen["live"] = await press(pilot, "escape", "enter")
        for key in ("ctrl+o", "f5", "f6", "f7", "f8", "f9"):
            seen[key] = await press(pilot, key)
            await press(pilot, "escape")
        for key in ("ctrl+d", "ctrl+t"):
            seen[f"home {key}"] = await press(pilot, "ctrl+l", key)
            await press(pilot, "escape")
        await pilot.app.push_screen(ReviewScreen(stage.session.meeting.id))
        seen["review"] = await press(pilot)
        pilot.app.notify(clean(text), markup=False)
        seen["notice"] = await press(pilot)
        beginning = text[:40]  # a list cuts a long text off
        assert [name for name, shown in seen.items() if beginning not in shown] == []
        assert seen["live"].count(text) >= len(everything(text)) // 2

    stage = Stage(tmp_path, text)
    stage.play(look)


TYPED = {
    "markup": (f"{NASTY['markup']}\x00\x07\x1b[31m\x9b\u202e", f"{NASTY['markup']}[31m"),
    "too long": ("chữ " * (LONGEST // 4) + "hết", "chữ " * (LONGEST // 4) + "hết"),
}
"""What is pasted, and what is to stand in the field."""


@pytest.mark.parametrize("case", TYPED)
def test_every_form_takes_or_refuses_it_and_keeps_it(tmp_path: Path, case: str) -> None:
    pasted, expected = TYPED[case]

    async def fill(app: App[None], name: str, live: LiveScreen) -> None:
        before = len(live.meeting.entries)
        live.action_act(name) if name in FORMS else live.action_arrange(name)
        await until(lambda: isinstance(app.screen, FormScreen) and app.focused is not None)
        form = app.screen
        fields = list(form.query(VietnameseKeys))
        for field in fields:
            field.load("")
            field.post_message(events.Paste(pasted))
        await until(lambda: all(field.line.text == expected for field in fields))
        app.simulate_key("ctrl+s")
        await until(lambda: app.screen is not form or str(form.query_one("#answer", Static).render()) != "")
        if app.screen is form:
            assert len(live.meeting.entries) == before, name
            assert all(field.line.text == expected for field in fields), name
            answer = str(form.query_one("#answer", Static).render())
            assert SENTENCE.search(answer), (name, answer)
            app.simulate_key("escape")
            await until(lambda: app.screen is live)

    async def fill_all(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        live = pilot.app.screen
        assert isinstance(live, LiveScreen)
        for name in (*FORMS, *ARRANGEMENTS):
            await fill(pilot.app, name, live)

    Stage(tmp_path, "chữ").play(fill_all, (80, 24))


def test_the_capture_line_and_a_text_that_is_too_long(tmp_path: Path) -> None:
    pasted, expected = TYPED["markup"]
    letters = "a" * (LONGEST + 1)

    async def type_(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        live = pilot.app.screen
        assert isinstance(live, LiveScreen)
        live.line.post_message(events.Paste(pasted))
        await press(pilot, "enter")
        remark = live.meeting.record[-1].event
        assert isinstance(remark, Remark)
        assert remark.text == expected
        live.line.post_message(events.Paste(letters))
        assert f"Quá {live.line.limit} chữ" in await press(pilot)
        live.act("remark", {"speaker": SCORER})
        await settled(pilot)
        box = pilot.app.screen.query_one(TextBox)
        box.post_message(events.Paste(letters))
        assert f"quá {LONGEST}" in await press(pilot, "ctrl+s")
        assert box.line.text == letters
        assert live.meeting.record[-1].event == remark

    Stage(tmp_path, "chữ").play(type_, (80, 24))
