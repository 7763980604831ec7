"""The text of users is shown letter for letter, whatever is in it."""

import asyncio
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import Button, DataTable, Label, OptionList, Select, Static, Tree

from tui.widgets.plain import clean, one_line, plain

NASTY = {
    "closing tag": ("[/]", "[/]"),
    "tag": ("[b]", "[b]"),
    "action": ("[@click=app.quit]", "[@click=app.quit]"),
    "tags and a backslash": ("[red]đỏ[/red] \\[", "[red]đỏ[/red] \\["),
    "control characters": ("một\x00\x07\x1b[31m\x7f\x9b\u200b\u202ehai\ud800", "một[31mhai"),
    "long word": ("nghiêng" * 72, "nghiêng" * 72),
    "decomposed": (unicodedata.normalize("NFD", "Thường kỳ"), "Thường kỳ"),
}
"""What is given, and what is to be seen."""

PLACES = "#static, #label, #list, #table, #tree, #button, SelectCurrent #label, Toast"


def shown(widget: Widget) -> str:
    """Everything that the widget draws, its lines put together as if they had never been wrapped."""
    return "".join(widget.render_line(y).text.strip() for y in range(widget.size.height))


class Everywhere(App[None]):
    """A user's text in every kind of widget that takes a text."""

    CSS = """
    #static { border: solid white; }
    #table, #tree { width: 620; height: 3; }
    #list { height: auto; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        text: Any = plain(self._text)
        yield Static(text, id="static")
        yield Label(text, id="label")
        yield OptionList(text, id="list")
        table: DataTable[Any] = DataTable(id="table", show_header=False, show_cursor=False)
        table.add_column(text)
        table.add_row(text)
        yield table
        yield Tree(text, id="tree")
        yield Button(text, id="button")
        yield Select([(text, 1)], value=1, allow_blank=False, id="select", compact=True)

    def on_mount(self) -> None:
        self.query_one("#static").border_title = plain(self._text)
        self.notify(clean(self._text), markup=False, timeout=60)


@pytest.mark.parametrize("case", NASTY)
def test_every_widget_shows_the_text_itself(case: str) -> None:
    given_text, expected = NASTY[case]
    seen: list[str] = []

    async def main() -> None:
        async with Everywhere(given_text).run_test(size=(640, 48), notifications=True) as pilot:
            await pilot.pause()
            seen.extend(shown(widget) for widget in pilot.app.screen.query(PLACES))
            seen.append(pilot.app.screen._compositor.render_strips()[0].text)  # the title in the border

    asyncio.run(main())
    assert len(seen) == len(PLACES.split(", ")) + 1
    assert all(expected in drawn for drawn in seen), seen


@pytest.mark.parametrize("case", NASTY)
@pytest.mark.parametrize("width", [7, 80])
def test_a_narrow_screen_shows_it_as_well(case: str, width: int) -> None:
    given_text, expected = NASTY[case]

    async def main() -> None:
        async with Everywhere(given_text).run_test(size=(width, 24)) as pilot:
            await pilot.pause()
            static = pilot.app.query_one("#static")
            assert shown(static).replace(" ", "") == expected.replace(" ", "")

    asyncio.run(main())


@given(st.text())
def test_clean_text_stays_clean(text: str) -> None:
    for tidy in (clean, one_line):
        assert tidy(tidy(text)) == tidy(text)
        assert unicodedata.is_normalized("NFC", tidy(text))
        tidy(text).encode()
    assert all(letter.isprintable() for letter in one_line(text) if unicodedata.category(letter) not in {"Co", "Cn"})


def test_lines_become_one() -> None:
    assert one_line("Một,\r\n  hai.\n\n\tBa\u2028bốn \n") == "Một, hai. Ba bốn"
    assert one_line(" giữ\u00a0nguyên ") == " giữ nguyên "
    assert one_line("") == one_line("\n\n") == ""
    assert clean("một\tdòng\r\nhai") == "một dòng\nhai"
