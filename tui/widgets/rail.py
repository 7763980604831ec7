"""The agenda at the left: what is done, what runs, what is to come."""

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from model.agenda import Agenda, Item
from tui.widgets.plain import plain


class AgendaRail(VerticalScroll, can_focus=False):
    """A line for each item, the running one in sight."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(Static(), id=id)
        self.border_title = "Chương trình"

    def show(self, agenda: Agenda) -> None:
        """The items as they stand."""
        lines = Text()
        for number, item in enumerate(agenda.items, 1):
            lines.append_text(plain(f"{_sign(item)}{number:>2} {item.title}\n", "bold reverse" if item.running else ""))
        self.query_one(Static).update(lines)
        place = next((n for n, item in enumerate(agenda.items) if item.running), 0)
        self.scroll_to(y=max(0, place - self.size.height // 2), animate=False)


def _sign(item: Item) -> str:
    if item.running:
        return "▶"
    if item.put_off:
        return "»"
    if item.held:
        return "✓" if item.conclusion else "?"
    return " "
