"""The parts of a meeting, or of a member's year, as paragraphs of the screen."""

from collections.abc import Iterable

from rich.text import Text

from model.past.review import Section
from tui.widgets.plain import plain

Paragraph = tuple[str, Text]
"""What stands before its first line, and the text that hangs behind it."""


def page(parts: Iterable[Section]) -> Text:
    """The parts under their titles, as one text."""
    return Text("\n").join(Text(head).append_text(line) for head, line in paragraphs(parts))


def paragraphs(parts: Iterable[Section]) -> Iterable[Paragraph]:
    """The parts under their titles; one with nothing in it is left out, but for the first."""
    for number, (title, lines) in enumerate(parts):
        if lines or not number:
            yield "", plain(title, "bold")
            yield from (("  ", plain(line)) for line in lines)
