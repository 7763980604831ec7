"""What was looked for, marked where it stands: bold and underlined, so that no colour is needed."""

from rich.text import Text

from model.past.query import Query
from tui.widgets.plain import plain

FOUND = "bold underline"
_BEFORE = 12
"""Characters shown before the first place found, where the text is longer than a line."""


def marked(text: Text, query: Query | None) -> Text:
    """The text itself, with every place of what was looked for marked."""
    for wanted in (*query.wanted, *query.people) if query else ():
        for first, last in wanted.places(text.plain):
            text.stylize(FOUND, first, last)
    return text


def excerpt(said: str, query: Query | None) -> Text:
    """A text in one line, from shortly before the first place found; the places marked."""
    text = plain(said.replace("\n", " "))
    places = [place for wanted in (query.wanted if query else ()) for place in wanted.places(text.plain)]
    first = min((start for start, _ in places), default=0)
    marked(text, query)
    if first <= _BEFORE * 2:
        return text
    cut = text.plain.rfind(" ", 0, first - _BEFORE) + 1
    return Text("…").append_text(text[cut:])
