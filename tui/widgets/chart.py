"""A chart in the terminal: a plot by plotext, and its numbers as columns. Nothing of it is told by colour."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from textual_plotext import PlotextPlot
from textual_plotext.plot import Plot

from model.past.series import Chart, Line, decimal, in_words, remarks

_MARKS = "●○■▲"
_FILLS = ("█", "░", "x", "+")
NARROWEST = 50
"""Columns of a window below which there are only the numbers."""
_ROWS = 13
_HIGH_FROM = 30
"""Rows of a plot; a third of a screen more in a window of so many rows."""
_MOST_FIGURES = 13
_LABEL = 26
"""Letters of the first column."""


class ChartView(PlotextPlot):
    """Draws one chart at a time in the terminal's own colours."""

    DEFAULT_CSS = "ChartView { height: 13; }"

    def __init__(self) -> None:
        super().__init__(id="plot")
        self.theme = "clear"  # the terminal's own colours, dark or light
        self._chart: Chart | None = None

    def show(self, chart: Chart) -> None:
        """Draw the chart in place of the one before."""
        self._chart = chart
        room = self.screen.size.height
        least = _ROWS if room < _HIGH_FROM else room // 2
        self.styles.height = len(chart.points) + 3 if chart.look == "across" else least
        self.display = not chart.empty and self.screen.size.width >= NARROWEST
        self._draw()

    def on_resize(self) -> None:
        """As many ticks as there is room for."""
        self._draw()

    def _draw(self) -> None:
        if self._chart and not self._chart.empty and self.size.width >= NARROWEST // 2:
            draw(self.plt, self._chart, self.size.width)
            self.refresh(layout=True)


def draw(plt: Plot, chart: Chart, width: int) -> None:
    """Put a chart, of which something is known, on a plot ``width`` columns wide, half of ``NARROWEST`` or more."""
    plt.clear_figure()
    {"lines": _lines, "stacked": _stacked, "across": _across}[chart.look](plt, chart)
    if chart.look != "across":
        room = max(1, (width - 8) // (max(map(len, chart.ticks)) + 1))
        places = range(0, len(chart.ticks), -(-len(chart.ticks) // room))
        plt.xlim(-0.5, len(chart.ticks) - 0.5)
        plt.xticks([float(n) for n in places], [chart.ticks[n] for n in places])


def _lines(plt: Plot, chart: Chart) -> None:
    stretches = [_stretches(line) for line in chart.lines]
    for stretch in (stretch for own in stretches for stretch in own):
        plt.plot([x for x, _ in stretch], [y for _, y in stretch], marker="·", color="default")
    for mark, own in zip(_marks(chart), stretches, strict=True):
        for stretch in own:
            plt.scatter([x for x, _ in stretch], [y for _, y in stretch], marker=mark, color="default")
    bottom = max(0, int(min(y for own in stretches for stretch in own for _, y in stretch) - 5) // 20 * 20)
    plt.ylim(bottom, 108)
    _height(plt, range(bottom, 101, 20), " %")
    if len(chart.lines) == 1 and len(chart.points) <= _MOST_FIGURES:
        for x, value in enumerate(chart.lines[0].values):
            if value is not None:
                figure = value.exact * 100
                plt.text(decimal(figure), x, float(figure) + 7, "default", "default", alignment="center")


def _stacked(plt: Plot, chart: Chart) -> None:
    heights = [[0 if v is None else v.part for v in line.values] for line in chart.lines]
    sums = list(accumulate(heights, lambda below, own: [a + b for a, b in zip(below, own, strict=True)]))
    for fill, tops in reversed(list(zip(_FILLS, sums, strict=False))):  # the lower ones are drawn over the higher
        plt.bar(list(range(len(tops))), tops, marker=fill, width=0.5, color="default")
    top = max(sums[-1]) or 1
    plt.ylim(0, top + 1)
    _height(plt, range(0, top + 1, -(-top // 6)), "")


def _across(plt: Plot, chart: Chart) -> None:
    values = chart.lines[0].values[::-1]
    told = zip(chart.points[::-1], values, strict=True)
    names = [f"{_short(name)} {in_words(value, chart.unit)}" for name, value in told]
    places = list(range(1, len(values) + 1))
    figures = [0.0 if v is None else float(v.exact) for v in values]
    plt.bar(places, figures, orientation="horizontal", marker="█", width=0.2, color="default")
    top = max([*figures, 1])
    plt.xlim(0, top)
    plt.ylim(1, max(2, len(values)))
    plt.yticks([float(place) for place in places], names)
    ticks = range(0, int(top) + 1, -(-int(top) // 6))
    plt.xticks([float(tick) for tick in ticks], [str(tick) for tick in ticks])


def _height(plt: Plot, ticks: range, unit: str) -> None:
    plt.yticks([float(tick) for tick in ticks], [f"{tick}{unit}" for tick in ticks])


def _marks(chart: Chart) -> list[str]:
    """A sign for each line: its own where that is one letter."""
    return [line.mark if len(line.mark) == 1 else sign for line, sign in zip(chart.lines, _MARKS, strict=False)]


def legend(chart: Chart) -> str:
    """What the signs of a plot with several lines stand for; empty for one."""
    if len(chart.lines) == 1 or chart.look == "across" or chart.empty:
        return ""
    if chart.look == "stacked":
        return " · ".join(f"{fill} {line.name}" for fill, line in zip(_FILLS, chart.lines, strict=False))
    signs = zip(_marks(chart), chart.lines, strict=True)
    told = [line.name if line.name.startswith(mark) else f"{mark} {line.name}" for mark, line in signs]
    return " · ".join([*told, "trùng chỗ thì chỉ thấy một"])


def _stretches(line: Line) -> list[list[tuple[int, float]]]:
    """The known values, percent, in runs without a gap."""
    numbered = list(enumerate(line.values))
    return [
        [(x, float(value.exact * 100)) for x, value in run if value is not None]
        for known, run in groupby(numbered, key=lambda point: point[1] is not None)
        if known
    ]


def _short(label: str) -> str:
    return label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…"


def numbers(chart: Chart, width: int) -> str:
    """The numbers in columns, as many side by side as fit; then trends and notes."""
    if chart.empty:
        return "\n".join(["Chưa có số liệu.", *remarks(chart)])
    labels = [_short(point) for point in chart.points]
    first = max(map(len, labels))
    columns = [_column(chart, line) for line in chart.lines]
    lines: list[str] = []
    for block in _blocks([len(column[0]) for column in columns], width - first):
        rows = zip(["", *labels], *(columns[n] for n in block), strict=True)
        lines += ["  ".join([f"{label:<{first}}", *cells]).rstrip() for label, *cells in rows]
    return "\n".join([*lines, *remarks(chart)])


def _column(chart: Chart, line: Line) -> list[str]:
    """Head and cells, all of one width."""
    cells = [line.mark or line.name, *(in_words(value, chart.unit) for value in line.values)]
    width = max(map(len, cells))
    return [f"{cell:>{width}}" for cell in cells]


def _blocks(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """The numbers of the columns that stand side by side; one at least."""
    block: list[int] = []
    used = 0
    for number, width in enumerate(widths):
        if block and used + width + 2 > room:
            yield block
            block, used = [], 0
        block.append(number)
        used += width + 2
    yield block
