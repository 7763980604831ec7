"""Figures of many meetings: one plot at a time with its numbers, over a year or the term."""

from collections.abc import Sequence
from typing import get_args

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from model.errors import BienbanError
from model.past.periods import BY, By, Span
from model.past.series import Chart
from model.past.statistics import Statistics
from tui import statistics
from tui.commands import bindings
from tui.keymap import keys_of
from tui.screens.base import OwnScreen
from tui.widgets.chart import ChartView, legend, numbers
from tui.widgets.plain import plain

_WAYS: tuple[By, ...] = get_args(By)


class Computed(Message):
    """From a thread: the figures of a span, or why there are none; ``asked`` is for what, ``spans`` those there are."""

    def __init__(
        self,
        asked: tuple[Span | None, By],
        found: Statistics | None,
        span: Span | None,
        spans: Sequence[Span],
        problems: Sequence[str],
    ) -> None:
        super().__init__()
        self.asked, self.found, self.span, self.spans, self.problems = asked, found, span, spans, problems


class StatisticsScreen(OwnScreen):
    """← → turn to another plot; one key puts the meetings together, two go to other years."""

    PLACE = "statistics"
    CSS_PATH = "statistics.tcss"
    BINDINGS = bindings("statistics")

    def __init__(self) -> None:
        super().__init__()
        self._found: Statistics | None = None
        self._spans: Sequence[Span] = ()
        self._span: Span | None = None
        self._by: By = "meeting"
        self._place = 0

    def compose(self) -> ComposeResult:
        """Title, plot and numbers, an answer, the keys."""
        yield Static(id="title")
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="legend")
            yield ChartView()
            yield Static(id="numbers")
        yield Static(id="answer")
        key = keys_of(self.app).shown
        keys = (
            f"{key('statistics.previous')} {key('statistics.next')} biểu đồ · {key('statistics.by')} gộp · "
            f"PgUp PgDn năm · ↑ ↓ đọc · {key('statistics.word')} Word · {key('statistics.picture')} ảnh · "
            f"{key('statistics.back')} về"
        )
        yield Static(plain(keys), id="keys")

    def on_mount(self) -> None:
        """The year of the last meeting."""
        self.query_one(ChartView).display = False
        self.query_one("#title", Static).update(plain("Thống kê: đang đọc các cuộc họp…"))
        self._load(self._span, self._by)

    @work(thread=True, exclusive=True, group="statistics", exit_on_error=False)
    def _load(self, span: Span | None, by: By) -> None:
        data, asked = self.program.data, (span, by)
        spans = self._spans or statistics.spans(data, self.program.clock().date())
        try:
            span = span or statistics.latest(data)
            found, problems = statistics.load(data, span, by)
            self.post_message(Computed(asked, found, span, spans, problems))
        except BienbanError as error:
            self.post_message(Computed(asked, None, span, spans, [str(error)]))

    @on(Computed)
    def _computed(self, event: Computed) -> None:
        if event.asked != (self._span, self._by):
            return  # asked for others since; threads end in any order
        same = self._shown.id if self._shown else ""
        self._found, self._span, self._spans = event.found, event.span, event.spans
        if self._found:
            ids = [chart.id for chart in self._found.charts]
            self._place = ids.index(same) if same in ids else min(self._place, len(ids) - 1)
            self._show()
        else:
            self.query_one("#title", Static).update(plain("Thống kê"))
            self.query_one(ChartView).display = False
            self.query_one("#numbers", Static).update("")
        self._answer(" ".join(event.problems))

    @property
    def _shown(self) -> Chart | None:
        return self._found.charts[self._place] if self._found else None

    def _show(self) -> None:
        found, chart = self._found, self._shown
        if found is None or chart is None:
            return
        head = f"{self._place + 1}/{len(found.charts)} {chart.title}\n"
        told = f"{found.span.name.capitalize()}, {BY[found.by][0]}, {found.count} kỳ"
        self.query_one("#title", Static).update(plain(head + told))
        self.query_one("#legend", Static).update(plain(legend(chart)))
        self.query_one("#legend").display = bool(legend(chart))
        self.query_one(ChartView).show(chart)
        self.query_one("#numbers", Static).update(plain(numbers(chart, self.size.width - 4)))
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    def on_resize(self) -> None:
        """As many columns of numbers as there is room for."""
        self._show()

    # --- keys -------------------------------------------------------------------------------------

    def action_turn(self, step: int) -> None:
        """The next plot, and from the last one to the first."""
        if self._found:
            self._place = (self._place + step) % len(self._found.charts)
            self._show()

    def action_by(self) -> None:
        """The meetings one by one, by month, quarter, year."""
        self._by = _WAYS[(_WAYS.index(self._by) + 1) % len(_WAYS)]
        self._load(self._span, self._by)

    def action_span(self, step: int) -> None:
        """Another year, or the whole term, which comes before the first one."""
        place = self._spans.index(self._span) + step if self._span in self._spans else -1
        if 0 <= place < len(self._spans):
            self._span = self._spans[place]
            self._load(self._span, self._by)
        else:
            self._answer("Không còn thời gian nào khác có cuộc họp.")

    def action_scroll(self, step: int) -> None:
        """The numbers under the plot."""
        self.query_one("#page", VerticalScroll).scroll_relative(y=3 * step, animate=False)

    def action_write(self, ending: str) -> None:
        """Everything as a Word file, or the plot on the screen as a picture."""
        if self._found and self._shown:
            self._answer("Đang ghi…")
            self._write(self._found, self._shown, ending)

    @work(thread=True, group="export", exit_on_error=False)
    def _write(self, found: Statistics, chart: Chart, ending: str) -> None:
        data, today = self.program.data, self.program.clock().date()
        where = statistics.path(data, found.span, ending, chart.id if ending == "png" else "")
        try:
            lacking = statistics.write(data, found, where, [chart], today)
            said = f"Đã ghi {where} {lacking}".strip()
        except BienbanError as error:
            said = str(error)
        self.app.call_from_thread(self._written, said)

    def _written(self, said: str) -> None:
        if self.is_current:
            self._answer(said)
        else:
            self.program.say(said)

    def action_back(self) -> None:
        """Back to the meetings."""
        self.dismiss()

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))
