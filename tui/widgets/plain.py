"""The text of users is data: composed letters, nothing invisible, never markup."""

import unicodedata

from rich.text import Text

_LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"

_INVISIBLE = {"Cc", "Cf", "Cs"}
"""Unicode categories that are never kept: control and format characters, halves of a surrogate pair."""


def clean(text: str) -> str:
    """The text in composed letters (NFC) without control characters; line breaks and plain spaces stay."""
    if text.isprintable():  # nearly every text: letters and plain spaces, no control or format characters
        return unicodedata.normalize("NFC", text)
    kept = []
    for letter in text.replace("\r\n", "\n"):
        if letter in _LINE_BREAKS:
            kept.append("\n")
        elif letter.isspace():
            kept.append(" ")
        elif unicodedata.category(letter) not in _INVISIBLE:
            kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept))


def one_line(text: str) -> str:
    """The text cleaned, its lines joined by one space each; a text of one line keeps the spaces at its ends."""
    lines = clean(text).split("\n")
    if len(lines) == 1:
        return lines[0]
    return " ".join(stripped for line in lines if (stripped := line.strip()))


def plain(text: str, style: str = "") -> Text:
    """Text of a user for any widget: Static, Label, Button, OptionList, Select, Tree, DataTable, a border title.

    A bare ``str`` there is markup: ``[/]`` ends the program, ``[b]`` vanishes. ``notify`` takes only a ``str``:
    give it ``clean(text)`` with ``markup=False``.
    """
    return Text(clean(text), style)
