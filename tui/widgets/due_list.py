"""What comes due, as lines for any screen."""

from collections.abc import Iterable
from datetime import date

from rich.text import Text

from model.vietnamese import short_date
from model.year.due import Due
from tui.widgets.plain import plain

NOTHING = "Không có việc gì sắp đến hạn."


def due_lines(found: Iterable[Due], today: date, *, sources: bool = True) -> list[Text]:
    """A line each: the day, whom, what, its source; what is overdue in bold, one line that says so where nothing is."""
    lines = []
    for one in found:
        day = short_date(one.day) if one.day else "chưa rõ"
        late = one.day is not None and one.day < today
        who = f"{one.name}: " if one.name else ""
        line = plain(f"{day:<10} {'quá hạn · ' if late else ''}{who}{one.what}", "bold" if late else "")
        lines.append(line.append_text(plain(f"  {one.source}" if sources else "", "dim")))
    return lines or [plain(NOTHING)]
