"""A small program with one of our text widgets: ``python -m tests.support.typing_app OUT WIDGET``.

Whatever is submitted is appended to the file OUT, one JSON string a line. ``ctrl+b`` opens a form with two fields,
``ctrl+g`` the same form while it takes its time, ``ctrl+t`` writes what has been typed so far, ``ctrl+q`` ends the
program.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalGroup
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.widgets.capture_line import CaptureLine
from tui.widgets.fields import LineInput
from tui.widgets.key_order import OrderedKeys
from tui.widgets.plain import plain
from tui.widgets.text_box import TextBox
from tui.widgets.vietnamese import TooLong, VietnameseKeys

WIDGETS = {"line": LineInput, "box": TextBox, "capture": CaptureLine, "stock": Input}


class Form(ModalScreen[str]):
    """Two fields; Enter moves on, and in the second one closes the form."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Thôi")]

    def __init__(self, slow: bool) -> None:
        super().__init__()
        self._slow = slow

    def compose(self) -> ComposeResult:
        yield TextBox(id="what")
        yield LineInput(id="who")

    async def on_mount(self) -> None:
        if self._slow:
            write("opening")
            await asyncio.sleep(0.5)

    def on_text_box_submitted(self, message: TextBox.Submitted) -> None:
        message.stop()
        self.focus_next()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        what = self.query_one("#what", TextBox).clean_text
        self.dismiss(f"{what} / {self.query_one('#who', LineInput).clean_text}")


class TypingApp(OrderedKeys[None]):
    """The widget under test, and a line that says what happened last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+b", "form", "Form"),
        ("ctrl+g", "slow_form", "Slow form"),
        Binding("ctrl+t", "tell", "Tell", priority=True),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(), VerticalGroup(), VerticalGroup():  # the way of a message up to the App is long
            yield WIDGETS[sys.argv[2]](id="field")
            yield Static(id="said")

    def on_mount(self) -> None:
        self.say("sẵn sàng")

    def say(self, text: str) -> None:
        self.screen_stack[0].query_one("#said", Static).update(plain(text))

    async def action_form(self) -> None:
        await self.push_screen(Form(slow=False), lambda text: write(f"form: {text}"))

    def action_slow_form(self) -> None:
        self.push_screen(Form(slow=True), lambda text: write(f"form: {text}"))

    def action_tell(self) -> None:
        if isinstance(self.focused, VietnameseKeys):
            write(self.focused.clean_text)

    def on_text_box_submitted(self, message: TextBox.Submitted) -> None:
        write(message.text)
        message.text_box.load("")

    def on_capture_line_submitted(self, message: CaptureLine.Submitted) -> None:
        write(message.text)

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        await asyncio.sleep(0.01)  # a handler may take its time
        write(message.value)
        message.input.value = ""

    @on(TooLong)
    def say_too_long(self, message: TooLong) -> None:
        self.say(f"quá {message.limit} chữ")


def write(text: str) -> None:
    """Append one line to the file that the test reads."""
    with Path(sys.argv[1]).open("a", encoding="utf-8") as out:
        out.write(json.dumps(text) + "\n")


if __name__ == "__main__":
    TypingApp().run()
