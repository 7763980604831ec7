"""The registers: one table of decisions, tasks, promises or speakers; filtered as one types, sorted by any column."""

from dataclasses import dataclass, replace
from datetime import date

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.getters import query_one
from textual.message import Message
from textual.widgets import DataTable, Input, Static

from model.errors import BienbanError
from model.meeting import Meeting
from model.past.registers import REGISTERS, Asked, Cell, Column, Row, chosen, in_words, register, rows
from model.past.speaking import Speaker
from model.vietnamese import short_date
from tui.commands import bindings
from tui.dialogs.pick import Choice, PickScreen
from tui.keymap import keys_of
from tui.paperwork import registers as register_paperwork
from tui.paperwork.registers import Period
from tui.screens.base import OwnScreen
from tui.screens.review import ReviewScreen
from tui.widgets.fields import LineInput
from tui.widgets.plain import plain

BATCH = 200
"""Rows put into the table at once; more follow when its end is reached."""


@dataclass(frozen=True)
class Known:
    """The meetings from a day on, and what could not be read of them."""

    first: date
    meetings: list[Meeting]
    problems: list[str]


class Told(Message):
    """From a thread: all rows of a register and of days."""

    def __init__(self, asked: Asked, known: Known, found: list[Row]) -> None:
        super().__init__()
        self.asked, self.known, self.found = asked, known, found


class RegistersScreen(OwnScreen):
    """Tab turns to the next register, a digit sorts by a column, Enter opens the meeting of the marked row."""

    PLACE = "registers"
    CSS_PATH = "registers.tcss"
    BINDINGS = [*bindings("registers"), ("shift+tab", "other(-1)", "Sổ trước"), ("down", "table", "Xuống bảng")]

    table = query_one(DataTable)
    field = query_one(LineInput)

    def __init__(self, name: str = "decisions") -> None:
        super().__init__()
        self._asked = Asked(name)
        self._period = register_paperwork.ALL
        self._known: Known | None = None
        self._found: list[Row] | None = None
        self._shown: list[Row] = []

    def compose(self) -> ComposeResult:
        """Registers, what is seen of one, filter, table, the marked row whole, keys."""
        yield Static(id="tabs")
        yield Static(id="state")
        yield LineInput(placeholder="Lọc theo chữ, không cần dấu", compact=True)
        yield DataTable(id="table", cursor_type="row", zebra_stripes=False)
        yield Static(id="detail")
        yield Static(id="answer")
        yield Static(plain(self._keys()), id="keys")

    def _keys(self) -> str:
        shown = keys_of(self.app).shown
        named = {"other": "sổ", "filter": "lọc", "open": "còn mở", "period": "năm", "write": "Word", "back": "về"}
        told = (f"{shown(f'registers.{ident}')} {name}" for ident, name in named.items())
        return " · ".join(["Enter mở", "0–9 xếp", *told])

    def on_mount(self) -> None:
        """The year of the newest meeting."""
        self._look_at(register_paperwork.periods(self.program.data)[0])
        self.table.focus()

    # --- what is asked for ------------------------------------------------------------------------

    def _look_at(self, period: Period) -> None:
        self._period = period
        self._ask(replace(self._asked, first=period.first, last=period.last, period=period.words))

    def _ask(self, asked: Asked) -> None:
        """Rows of another register or other days, out of a thread."""
        self._asked, self._found = asked, None
        self._say("")
        self._show()
        self._load(asked, self._known)

    @work(thread=True, exclusive=True, group="registers", exit_on_error=False)
    def _load(self, asked: Asked, known: Known | None) -> None:
        try:
            if known is None or asked.first < known.first:
                known = Known(asked.first, *self.program.data.archive.between(asked.first, date.max))
            self.post_message(Told(asked, known, rows(known.meetings, asked, self._today)))
        except BienbanError as error:
            self.post_message(Told(asked, Known(asked.first, [], [str(error)]), []))

    @on(Told)
    def _told(self, event: Told) -> None:
        self._known = event.known
        now = self._asked
        if (event.asked.register, event.asked.period) != (now.register, now.period):
            return
        self._found = event.found
        self._show()
        self._say(" ".join(event.known.problems[:2]))

    @property
    def _today(self) -> date:
        return self.program.clock().date()

    # --- the table --------------------------------------------------------------------------------

    def _show(self) -> None:
        """The rows asked for, the first of them in the table."""
        self._shown = chosen(self._found or [], self._asked)
        self.table.clear(columns=True)
        for column in register(self._asked.register).columns:
            self.table.add_column(plain(column.head), width=column.width)
        self._add_batch()
        self._head()
        self._detail()

    def _add_batch(self) -> None:
        columns = register(self._asked.register).columns
        there = self.table.row_count
        for row in self._shown[there : there + BATCH]:
            self.table.add_row(*(_cell(cell, column) for cell, column in zip(row.cells, columns, strict=True)))

    def _head(self) -> None:
        asked, made = self._asked, register(self._asked.register)
        tabs = (f"[{r.title}]" if name == asked.register else f" {r.title} " for name, r in REGISTERS.items())
        self.query_one("#tabs", Static).update(plain(" ".join(tabs)))
        if self._found is None:
            self.query_one("#state", Static).update(plain(f" {asked.period}: đang đọc…"))
            return
        parts = [f"{asked.period}: {len(self._shown)}/{len(self._found)} dòng"]
        parts += [made.still] * asked.open_only
        if asked.column is not None:
            parts.append(f"xếp theo “{made.columns[asked.column].head}” {'giảm' if asked.backwards else 'tăng'}")
        self.query_one("#state", Static).update(plain(f" {' · '.join(parts)}"))

    @property
    def _marked(self) -> Row | None:
        place = self.table.cursor_row
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def _detail(self) -> None:
        row = self._marked
        private = row is not None and not isinstance(row.told, Speaker) and row.told.internal
        told = in_words(self._asked.register, row) if row else ""
        self.query_one("#detail", Static).update(plain(f"{told} · nội bộ, không in" if private else told))

    @on(DataTable.RowHighlighted)
    def _moved(self, event: DataTable.RowHighlighted) -> None:
        if event.cursor_row == self.table.row_count - 1 < len(self._shown) - 1:
            self._add_batch()
        self._detail()

    def on_key(self, event: events.Key) -> None:
        """A digit on the table sorts by that column, 0 by the tenth; once more the other way round."""
        if self.focused is not self.table or not event.character or event.character not in "0123456789":
            return
        event.stop()
        place = (int(event.character) - 1) % 10
        if place < len(register(self._asked.register).columns):
            again = place == self._asked.column
            self._narrow(replace(self._asked, column=place, backwards=again and not self._asked.backwards))

    def _narrow(self, asked: Asked) -> None:
        """Other words, another order: the rows are there."""
        self._asked = asked
        self._show()

    # --- acts -------------------------------------------------------------------------------------

    def action_other(self, step: int) -> None:
        """Another register; the words stay."""
        names = list(REGISTERS)
        name = names[(names.index(self._asked.register) + step) % len(names)]
        self._ask(replace(self._asked, register=name, column=None, backwards=False))
        self.table.focus()

    def action_filter(self) -> None:
        """The keyboard into the field."""
        self.field.focus()

    def action_table(self) -> None:
        """The keyboard into the table."""
        self.table.focus()

    def action_open_only(self) -> None:
        """Only what is open, or everything again."""
        self._narrow(replace(self._asked, open_only=not self._asked.open_only))

    def action_period(self) -> None:
        """Other days."""
        known = {period.id: period for period in register_paperwork.periods(self.program.data)}
        listed = [Choice(period.id, period.words) for period in known.values()]
        self.app.push_screen(PickScreen("Thời gian", listed, lambda choice: self._look_at(known[choice])))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(replace(self._asked, words=event.value.strip()))

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.table.focus()

    @on(DataTable.RowSelected)
    async def _opened(self) -> None:
        row = self._marked
        if row is None:
            return
        if row.meeting:
            await self.app.push_screen(ReviewScreen(row.meeting, row.entry))
        else:
            self._say("Đồng chí chưa phát biểu ở kỳ họp nào trong thời gian này.")

    def action_write(self, ending: str) -> None:
        """Write what is seen, off the screen's thread; says where it is."""
        if self._found is None or self._known is None:
            self._say("Đang đọc các cuộc họp: xin đợi một chút rồi xuất lại.")
            return
        self._say("")
        self._write(self._asked, self._known.meetings, ending)

    @work(thread=True, group="export", exit_on_error=False)
    def _write(self, asked: Asked, meetings: list[Meeting], ending: str) -> None:
        data = self.program.data
        try:
            where = register_paperwork.path(data, asked, self._period, ending)
            said = register_paperwork.write(data, asked, meetings, self._today, where)
            self.app.call_from_thread(self.program.say, said)
        except BienbanError as error:
            self.app.call_from_thread(self.program.say, str(error), severe=True)

    def action_back(self) -> None:
        """The filter away; where there is none, back to the meetings."""
        if self.field.value or self.focused is self.field:
            self.field.load("")
            self._narrow(replace(self._asked, words=""))
            self.table.focus()
        else:
            self.dismiss()

    def _say(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))


def _cell(cell: Cell, column: Column) -> Text:
    """A cell as one line; what does not fit ends in ``…``, and stands whole under the table."""
    text = plain(short_date(cell) if isinstance(cell, date) else str(cell))
    text.no_wrap, text.overflow = True, "ellipsis"
    text.justify = "center" if column.align == "c" else "left"
    return text
