"""The people with the codes by which the line knows them: as a list beside the record, and as one line of the ten."""

from datetime import datetime

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from model.capture.codes import codes_of
from model.meeting import Meeting
from tui.widgets.plain import clean, plain


class PeopleList(VerticalScroll, can_focus=False):
    """A line for each, by code; who is not in the room is in brackets."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(Static(), id=id)
        self.border_title = "Shift + số"

    def show(self, meeting: Meeting, now: datetime) -> None:
        """The people as they stand; nothing is drawn where the list is not shown."""
        if not self.display:
            return
        lines = Text()
        for code, ident in _by_code(meeting):
            here = meeting.presence.here(ident, now)
            name = meeting.names[ident]
            lines.append_text(plain(f"{code:>2} {name if here else f'({name})'}\n", "" if here else "dim"))
        self.query_one(Static).update(lines)


def strip(meeting: Meeting, width: int) -> str:
    """``⇧ 1 Nhuận  2 Ân  3 Đức …``: those with a code of one digit, by their given names, as many as fit."""
    line = "⇧"
    for code, ident in _by_code(meeting):
        part = f" {code} {_short(meeting.names[ident])}"
        if len(code) > 1 or len(line) + len(part) > width:
            break
        line += part
    return clean(line)


def _by_code(meeting: Meeting) -> list[tuple[str, str]]:
    codes = codes_of(meeting.people.values())
    return sorted(((code, ident) for ident, code in codes.items()), key=lambda c: (len(c[0]), int(c[0]) or 10))


def _short(name: str) -> str:
    """The given name, with the year that tells two apart: ``Lượng (1955)``."""
    full, _, year = name.partition(" (")
    return full.split()[-1] + (f"({year[2:4]})" if year else "")
