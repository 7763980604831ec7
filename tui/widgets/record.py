"""The record: what has happened, newest at the bottom. Appending one entry costs one entry, not all of them."""

from collections.abc import Iterable
from itertools import takewhile

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

INDENT = 6
"""Columns of the time; the text hangs behind it."""


Line = tuple[str, Text]
"""Time and text of an entry."""


class RecordView(ScrollView, can_focus=False):
    """Entries as wrapped lines that stay where they were; the view follows the last one."""

    # A scroll bar that came with the last line would lie over the ends of those before.
    DEFAULT_CSS = "RecordView { scrollbar-gutter: stable; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: list[Line] = []
        self._lines: list[Strip] = []
        self._ends: list[int] = []
        """The line behind each entry's last."""
        self._marked: range = range(0)
        self._width = 0

    def show(self, entries: Iterable[Line]) -> None:
        """Show these entries, each a time and a text, instead of what is there; only what differs is wrapped anew."""
        new = list(entries)
        same = sum(1 for _ in takewhile(_alike, zip(self._entries, new, strict=False)))
        if self._width != self.scrollable_content_region.width:
            self._width, same = self.scrollable_content_region.width, 0
        del self._entries[same:], self._ends[same:], self._lines[self._ends[same - 1] if same else 0 :]
        for time, text in new[same:]:
            self._add(time, text)
        self._show_end()

    def append(self, time: str, text: Text) -> None:
        """One more entry at the bottom."""
        self._add(time, text)
        self._show_end()

    def _add(self, time: str, text: Text) -> None:
        self._entries.append((time, text))
        self._lines += self._wrapped(time, text)
        self._ends.append(len(self._lines))

    def choose(self, place: int | None) -> None:
        """Mark the entry of that place and bring it into sight; None marks none and goes back to the end."""
        self._marked = range(0)
        if place is not None and place < len(self._ends):
            self._marked = range(self._ends[place - 1] if place else 0, self._ends[place])
            self.scroll_to(y=max(0, self._marked.stop - self.size.height // 2), animate=False, immediate=True)
        else:
            self.scroll_end(animate=False, immediate=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        strip = self._lines[row] if row < len(self._lines) else Strip.blank(width)
        style = self.rich_style + Style(reverse=True) if row in self._marked else self.rich_style
        return strip.adjust_cell_length(width).apply_style(style)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew for another width; another height only shows more or fewer of the lines."""
        self.show(self._entries)

    def hang(self, time: str) -> int:
        """Columns behind which the lines of an entry begin."""
        return INDENT

    def _wrapped(self, time: str, text: Text) -> list[Strip]:
        indent = self.hang(time)
        width = max(self.scrollable_content_region.width - indent, 10)
        console = self.app.console
        lines = text.wrap(console, width, tab_size=4)
        heads = [Text(f"{time:<{indent}}", style="dim"), *(Text(" " * indent) for _ in lines[1:])]
        return [Strip(Text.assemble(head, line).render(console)) for head, line in zip(heads, lines, strict=True)]

    def _show_end(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self.scroll_end(animate=False, immediate=True)
        self.refresh()


def _alike(pair: tuple[Line, Line]) -> bool:
    """Whether two entries look the same; two texts are called equal by Rich whatever style they are in as a whole."""
    one, other = pair
    return one == other and one[1].style == other[1].style
