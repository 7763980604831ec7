"""Charts as PNG, with matplotlib (the optional extra ``bienban[plots]``): black on white, told apart without colour."""

from collections.abc import Sequence
from importlib.util import find_spec
from io import BytesIO
from textwrap import fill
from typing import TYPE_CHECKING

from model.errors import BadData
from model.past.series import Chart, Line, decimal, remarks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HOW_TO_GET = 'Hình vẽ cần thêm thư viện: hãy cài bằng `pip install "bienban[plots]"`.'
_INCHES, _DOTS = 9.0, 110
_HIGH, _ROW = 3.4, 0.28
"""Inches of a plot, and of each bar of a list."""
_MARKS = (("o", "-"), ("s", "--"), ("^", "-."), ("D", ":"))
_FILLS = (("0.25", ""), ("1.0", "///"), ("0.75", ""), ("1.0", "..."))
_ON_WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}
_MOST_TICKS = 24
_MOST_FIGURES = 13
"""Points up to which each bears its figure."""


def available() -> bool:
    """Whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


def png(charts: Sequence[Chart]) -> bytes:
    """The charts under one another; the same charts give the same bytes. Raises BadData without the extra."""
    if not available():
        raise BadData(HOW_TO_GET)
    import matplotlib  # noqa: PLC0415 - the extra, and half a second
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    heights = [_HIGH if chart.look != "across" else 1 + _ROW * len(chart.points) for chart in charts]
    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # nothing of the user's own settings
        figure = Figure(figsize=(_INCHES, sum(heights)), dpi=_DOTS, layout="constrained")
        FigureCanvasAgg(figure)
        parts = figure.subfigures(len(charts), 1, squeeze=False, height_ratios=heights)
        for chart, (part,) in zip(charts, parts, strict=True):
            _draw(part.subplots(), chart)
        made = BytesIO()
        figure.savefig(made, format="png", metadata={"Software": None})
    return made.getvalue()


def _draw(axes: "Axes", chart: Chart) -> None:
    axes.set_title(fill(chart.title, 90), fontsize=11, loc="left")
    if chart.empty:
        axes.text(0.5, 0.5, "Chưa có số liệu.", ha="center", va="center", transform=axes.transAxes)
        axes.set_axis_off()
        return
    {"lines": _lines, "stacked": _stacked, "across": _across}[chart.look](axes, chart)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _figures(line: Line, *, percent: bool = False) -> list[float]:
    """The values to draw; one that is not known leaves a gap."""
    return [float("nan") if v is None else float(v.exact) * (100 if percent else 1) for v in line.values]


def _lines(axes: "Axes", chart: Chart) -> None:
    for line, (mark, style) in zip(chart.lines, _MARKS, strict=False):
        figures = _figures(line, percent=True)
        axes.plot(figures, style, marker=mark, color="black", markerfacecolor="white", label=line.name, linewidth=1)
        if len(chart.lines) == 1 and len(figures) <= _MOST_FIGURES:
            _name_points(axes, line, figures)
    low = min(v for line in chart.lines for v in _figures(line, percent=True) if v == v)  # noqa: PLR0124 - not NaN
    axes.set_ylim(max(0, low // 20 * 20 - 5), 108)
    axes.set_yticks([n for n in range(0, 101, 20) if n >= low // 20 * 20], minor=False)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0f} %")
    axes.grid(axis="y", color="0.85")
    _time(axes, chart)


def _name_points(axes: "Axes", line: Line, figures: Sequence[float]) -> None:
    for x, (value, height) in enumerate(zip(line.values, figures, strict=True)):
        if value is not None:
            axes.annotate(decimal(value.exact * 100), (x, height), (0, 7), textcoords="offset points", ha="center",
                          fontsize=8, bbox=_ON_WHITE)  # fmt: skip


def _stacked(axes: "Axes", chart: Chart) -> None:
    below = [0.0] * len(chart.points)
    for line, (shade, hatch) in zip(chart.lines, _FILLS, strict=False):
        heights = [0.0 if v is None else float(v.part) for v in line.values]
        axes.bar(range(len(heights)), heights, 0.6, below, color=shade, edgecolor="black", hatch=hatch, label=line.name)
        below = [a + b for a, b in zip(below, heights, strict=True)]
    axes.set_ylim(0, max([*below, 1]) * 1.1)
    axes.locator_params(axis="y", integer=True)
    _time(axes, chart)


def _across(axes: "Axes", chart: Chart) -> None:
    figures = _figures(chart.lines[0])
    places = range(len(figures))
    axes.barh(places, figures, 0.6, color="0.75", edgecolor="black")
    for place, value in zip(places, chart.lines[0].values, strict=True):
        if value is not None:
            axes.annotate(decimal(value.exact), (float(value.exact), place), (4, 0), textcoords="offset points",
                          va="center", fontsize=8)  # fmt: skip
    axes.set_yticks(
        list(places), [point if len(point) < 60 else f"{point[:58]}…" for point in chart.points], fontsize=8
    )
    axes.invert_yaxis()
    axes.locator_params(axis="x", integer=True)
    axes.set_xlabel(chart.lines[0].name.lower(), fontsize=9)


def _time(axes: "Axes", chart: Chart) -> None:
    each = -(-len(chart.ticks) // _MOST_TICKS)
    places = range(0, len(chart.ticks), each)
    axes.set_xticks(list(places), [chart.ticks[n] for n in places], fontsize=8)
    axes.set_xlim(-0.6, len(chart.ticks) - 0.4)
    if len(chart.lines) > 1:
        axes.legend(fontsize=8, loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, handleheight=1.4)


def told(chart: Chart) -> str:
    """What the picture of a chart shows, for those who do not see it."""
    return " ".join([f"{chart.title}.", *remarks(chart), "Các con số ở bảng bên dưới."])
