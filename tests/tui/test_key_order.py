"""Keys wait for one another in our App, but never for ever."""

import asyncio
from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.widgets import key_order
from tui.widgets.fields import LineInput
from tui.widgets.key_order import OrderedKeys


class Second(Screen[None]):
    """A screen with a field of its own."""

    def compose(self) -> ComposeResult:
        yield LineInput(id="second")


class Keys(OrderedKeys[None]):
    """One field; ``ctrl+b`` opens the second screen, ``ctrl+t`` takes note."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+b", "open", "Open"),
        Binding("ctrl+t", "note", "Note", priority=True),
    ]

    noted = False

    def compose(self) -> ComposeResult:
        yield LineInput(id="first")

    def action_open(self) -> None:
        self.push_screen(Second())

    def action_note(self) -> None:
        self.noted = True


def test_a_pilot_types_as_a_hand_does() -> None:
    async def main() -> None:
        async with Keys().run_test() as pilot:
            await pilot.press("a", "ctrl+b", "b", "c", "backspace")
            assert pilot.app.screen_stack[0].query_one("#first", LineInput).value == "a"
            assert pilot.app.screen.query_one("#second", LineInput).value == "b"

    asyncio.run(main())


def test_a_handler_that_hangs_does_not_lock_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_order, "_PATIENCE", 0.01)

    async def main() -> None:
        app = Keys()
        async with app.run_test() as pilot:
            never = asyncio.Event()

            async def hang() -> None:
                await never.wait()

            app.query_one("#first", LineInput).commands = {"ctrl+k": hang}
            app.simulate_key("ctrl+k")
            app.simulate_key("ctrl+t")
            while not app.noted:
                await asyncio.sleep(0.01)
            never.set()
            await pilot.pause()

    asyncio.run(asyncio.wait_for(main(), 20))
