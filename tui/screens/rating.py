"""The rating of a year: a row each for the cell and its members, entries by forms, the cap in the open."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from exports.year.source import YearSource
from model.errors import BienbanError, Refused
from model.year.rating import Rated, YearRating
from model.year.rating_entry import admit
from model.year.rating_rules import rated_year
from model.year.record import AnyYearEvent, RatingEvent, Withdrawn, standing
from tui.commands import bindings
from tui.forms import rating as rating_forms
from tui.keymap import keys_of
from tui.paperwork import year as year_paperwork
from tui.paperwork.year import YearOrder
from tui.rating_lines import caption, detail, heads, left_out, row
from tui.screens.base import OwnScreen
from tui.screens.form import FormScreen
from tui.widgets.plain import plain

_STEPS = {"tự xếp": "self", "phiếu": "ballot", "đề nghị": "proposal", "quyết định": "decision"}
"""The form for each entry that may be missing."""


class Loaded(Message):
    """From a thread: what a year is made of, and a sentence for each damaged meeting or for why it is not there."""

    def __init__(self, year: int, source: YearSource | None, problems: list[str]) -> None:
        super().__init__()
        self.year, self.source, self.problems = year, source, problems


class RatingScreen(OwnScreen):
    """Enter asks for what is missing of the marked one; the other keys for one kind of entry each."""

    PLACE = "rating"
    CSS_PATH = "rating.tcss"
    BINDINGS = bindings("rating")

    rows = query_one(OptionList)

    def __init__(self) -> None:
        super().__init__()
        self._source: YearSource | None = None
        self._rating: YearRating | None = None
        self._year = 0

    def compose(self) -> ComposeResult:
        """Year and cap, heads, rows, what is known of the marked one, keys."""
        yield Static(id="caption")
        yield Static(id="heads")
        yield OptionList()
        with VerticalScroll(id="detail"):
            yield Static()
        yield Static(id="answer")
        yield Static(plain(self._keys()), id="keys")

    def _keys(self) -> str:
        shown = keys_of(self.app).shown
        named = {
            "self": "tự xếp", "ballot": "phiếu", "proposal": "đề nghị", "decision": "q.định", "undo": "bỏ",
            "export": "Word", "back": "",
        }  # fmt: skip
        return " · ".join(["←→ năm", *(f"{shown(f'rating.{c}')} {name}".strip() for c, name in named.items())])

    def on_mount(self) -> None:
        """The year that is being rated now."""
        self._year = rated_year(self.program.clock().date())
        self._load(self._year)
        self.rows.focus()

    # --- loading and showing ----------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="year", exit_on_error=False)
    def _load(self, year: int) -> None:
        order = YearOrder("rating-list", year)
        try:
            made, problems = year_paperwork.source(self.program.data, order, self.program.clock().date())
            self.post_message(Loaded(year, made, problems))
        except BienbanError as error:
            self.post_message(Loaded(year, None, [str(error)]))

    @on(Loaded)
    def _loaded(self, event: Loaded) -> None:
        if event.year != self._year:
            return  # turned on in the meantime
        self._answer(" ".join(event.problems))
        if event.source:
            self._source = event.source
            self._show()
            self.rows.highlighted = 0

    def _show(self) -> None:
        """Everything anew; the mark stays."""
        assert self._source
        marked = self.rows.highlighted
        self._rating = rating = self._source.rating
        counted = f" Xếp loại năm {rating.year} · {len(rating.members)} đảng viên được xếp loại"
        top = plain(counted, "bold").append_text(plain("".join(f"\n {line}" for line in caption(rating))))
        self.query_one("#caption", Static).update(top)
        self.query_one("#heads", Static).update(plain(f"  {heads(rating.rule)}", "bold"))
        rated = (Option(row(r, rating.rule), r.member or "-") for r in (rating.cell, *rating.members))
        others = (Option(left_out(name, why), who) for who, name, why in rating.left_out)
        self.rows.set_options([*rated, *others])
        self.rows.highlighted = marked

    @property
    def _marked(self) -> str:
        """The id of the marked one, ``-`` for the cell."""
        place = self.rows.highlighted
        return "-" if place is None else str(self.rows.get_option_at_index(place).id)

    def _rated(self) -> Rated | None:
        """The marked one where he is rated."""
        rows = (self._rating.cell, *self._rating.members) if self._rating else ()
        return next((r for r in rows if (r.member or "-") == self._marked), None)

    @on(OptionList.OptionHighlighted)
    def _show_marked(self) -> None:
        rated, rating = self._rated(), self._rating
        lines = detail(rated, rating.rule) if rated and rating else []
        text = Text("\n").join(plain(line, "bold" if line.startswith("!") else "") for line in lines)
        self.query_one("#detail Static", Static).update(text)

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))

    # --- entries ----------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        """The form for what is missing first; whether to rate one who is not."""
        rated = self._rated()
        if rated is None:
            self.action_enter("whether")
        elif rated.missing:
            self.action_enter(_STEPS[rated.missing[0]])
        else:
            self._answer(f"{rated.name} đã có đủ các mục; sửa bằng phím của từng mục.")

    def action_enter(self, kind: str) -> None:
        """The form for one kind of entry about the marked one."""
        rating, marked = self._rating, self._marked.removeprefix("-")
        if rating is None:
            return
        names = self._names()
        if kind == "whether" and not marked:
            self._answer("Chi bộ luôn được xếp loại: xin chọn một đảng viên.")
            return
        if kind not in ("whether", "settings") and self._rated() is None:
            self._answer(f"{names[marked]} không được xếp loại: xin chọn “có xếp loại” trước.")
            return

        def submit(values: dict[str, Any]) -> str:
            was_missing = (rated := self._rated()) is not None and any(_STEPS[step] == kind for step in rated.missing)
            self._record(rating_forms.events(kind, values, marked))
            if was_missing:
                self._next(kind)
            return ""

        form = rating_forms.form_of(kind, names[marked])
        self.app.push_screen(
            FormScreen(
                form,
                rating_forms.context(rating, self.program.clock().date()),
                submit,
                key=f"{form.title} {rating.year} {marked}",
                starts=rating_forms.starts(kind, rating, names[marked]),
                note=rating_forms.note(kind, rating),
            )
        )

    def _next(self, kind: str) -> None:
        """Mark the next one who lacks such an entry, where there is one."""
        assert self._rating
        place = self.rows.highlighted or 0
        rows = (self._rating.cell, *self._rating.members)
        lacking = [n for n, r in enumerate(rows) if any(_STEPS[step] == kind for step in r.missing)]
        later = [n for n in lacking if n > place]
        self.rows.highlighted = next(iter(later or lacking), place)

    def _names(self) -> dict[str, str]:
        assert self._rating
        rated = {r.member: r.name for r in (self._rating.cell, *self._rating.members)}
        return rated | {who: name for who, name, _ in self._rating.left_out}

    def _record(self, events: Iterable[AnyYearEvent]) -> None:
        """Keep entries, all or none, and show the year anew; raises Refused."""
        assert self._source
        if self.program.data.read_only:
            raise Refused(self.program.data.notice)
        now: datetime = self.program.clock()
        entered = [(event, now) for event in events]
        for event, _ in entered:
            admit(event, {m.id for m in self._source.members})
        self.program.data.book.record_year_all(self._source.year, entered)
        self._reread()
        names = self._names()
        self._answer(f"Đã ghi: {'; '.join(rating_forms.told(event, names) for event, _ in entered)}.")

    def _reread(self) -> None:
        """The record as the book has it now; the meetings have not changed."""
        assert self._source
        record = tuple(self.program.data.book.year_record(self._source.year))
        self._source = replace(self._source, record=record)
        self._show()
        self._show_marked()

    def action_undo(self) -> None:
        """Take back the last entry of the rating; it stays in the record, and no longer counts."""
        if self._source is None:
            return
        last = [e for e in standing(self._source.record) if isinstance(e.event, RatingEvent)]
        if not last:
            self._answer("Không còn mục nào để bỏ.")
            return
        told = rating_forms.told(last[-1].event, self._names())
        try:
            self._record([Withdrawn(of=last[-1].id)])
        except BienbanError as error:
            self._answer(str(error))
            return
        self._answer(f"Đã bỏ: {told}.")

    # --- other years, papers ----------------------------------------------------------------------

    def action_year(self, step: int) -> None:
        """The year before or after."""
        self._year = min(max(self._year + step, 1930), self.program.clock().year + 1)
        self._load(self._year)

    def action_export(self, paper: str) -> None:
        """Write a paper of the year."""
        self.program.write_year_paper(YearOrder(paper, self._year))

    def action_back(self) -> None:
        """Back to the meetings."""
        self.dismiss()
