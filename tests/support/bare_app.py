"""One of our text widgets in a stock App, in this process."""

import asyncio
from collections.abc import Awaitable, Callable

from textual import events, on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tui.widgets.capture_line import CaptureLine
from tui.widgets.fields import LineInput
from tui.widgets.text_box import TextBox
from tui.widgets.vietnamese import TooLong

Field = LineInput | TextBox

KEYS = {"\x7f": "backspace", "\x08": "backspace", "\r": "enter", " ": "space"}


class Bare(App[None]):
    """A stock App: the widgets alone keep the order of the keys that edit."""

    def __init__(self, make: Callable[[], Field]) -> None:
        super().__init__()
        self._make = make
        self.submitted: list[str] = []
        self.left_out: list[str] = []

    def compose(self) -> ComposeResult:
        self.field = self._make()
        yield self.field

    def on_capture_line_submitted(self, message: CaptureLine.Submitted) -> None:
        self.submitted.append(message.text)

    def on_text_box_submitted(self, message: TextBox.Submitted) -> None:
        self.submitted.append(message.text)

    def on_input_submitted(self, message: LineInput.Submitted) -> None:
        self.submitted.append(message.value)

    @on(TooLong)
    def note(self, message: TooLong) -> None:
        self.left_out.append(message.left_out)


def in_app(
    make: Callable[[], Field], act: Callable[[Bare, Pilot[None]], Awaitable[None]], size: tuple[int, int] = (80, 24)
) -> Bare:
    app = Bare(make)

    async def main() -> None:
        async with app.run_test(size=size) as pilot:
            await act(app, pilot)
            await pilot.pause()

    asyncio.run(main())
    return app


async def type_at_once(pilot: Pilot[None], *chunks: str | bytes) -> None:
    """Post the keys in a row, as they come out of one read."""
    for chunk in chunks:
        for letter in chunk.decode() if isinstance(chunk, bytes) else chunk:
            pilot.app.post_message(events.Key(KEYS.get(letter, letter), letter))
    await pilot.pause()


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
