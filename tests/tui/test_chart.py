"""Charts in the terminal: drawn at every size, every figure beside them, nothing told by colour."""

import re
from itertools import product
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual_plotext.plot import Plot

from model.past.series import MISSING, Chart, Line, Look, Unit, Value, in_words
from tui.widgets.chart import NARROWEST, draw, legend, numbers

UNITS: dict[Look, Unit] = {"lines": "share", "stacked": "count", "across": "minutes"}


@st.composite
def charts(draw_one: st.DrawFn) -> Chart:
    """A chart of some look with at least one known value."""
    look: Look = draw_one(st.sampled_from(get_args(Look)))
    points, lines = draw_one(st.integers(1, 40)), draw_one(st.integers(1, 4))
    whole = {"share": 50, "count": 1, "minutes": 60}[UNITS[look]]
    value = st.none() | st.integers(0, 50).map(lambda part: Value(part, whole))
    drawn = [draw_one(st.lists(value, min_size=points, max_size=points)) for _ in range(lines)]
    drawn[0][0] = Value(25, whole)
    return Chart(
        id="x", title="Biểu đồ", unit=UNITS[look], look=look, step="kỳ",
        points=tuple(f"{n:02}/11/2026" for n in range(points)), ticks=tuple(f"{n:02}/11" for n in range(points)),
        lines=tuple(Line(f"{n} dòng", tuple(values), str(n)) for n, values in enumerate(drawn)),
    )  # fmt: skip


def drawn(chart: Chart, width: int, height: int) -> str:
    plot = Plot()
    draw(plot, chart, width)
    plot.theme("clear")
    plot.plotsize(width, height)
    plot._set_size(width, height)
    return str(plot.build())


@given(charts(), st.sampled_from([NARROWEST // 2, 50, 78, 118]), st.sampled_from([8, 13, 40]))
@settings(max_examples=80)
def test_every_chart_is_drawn_at_every_size_without_colour(chart: Chart, width: int, height: int) -> None:
    assert set(re.findall(r"\x1b\[[0-9;]*m", drawn(chart, width, height))) <= {"\x1b[0m"}


@given(charts(), st.integers(20, 120))
@settings(max_examples=80)
def test_every_figure_stands_under_it(chart: Chart, width: int) -> None:
    text = numbers(chart, width)
    words = [in_words(value, chart.unit) for line in chart.lines for value in line.values]
    for word in set(words):
        assert len(re.findall(rf"(?<![^ ]){re.escape(word)}(?![^ \n])", text)) >= words.count(word)
    assert all(text.count(point) for point in chart.points)


def chart_of(look: Look, *lines: tuple[int | None, ...], whole: int = 100) -> Chart:
    count = len(lines[0])
    values = [tuple(None if part is None else Value(part, whole) for part in line) for line in lines]
    return Chart(
        id="x", title="x", unit=UNITS[look], look=look, points=tuple(map(str, range(count))),
        ticks=tuple(map(str, range(count))), lines=tuple(Line(f"dòng {n}", line) for n, line in enumerate(values)),
    )  # fmt: skip


def test_a_line_breaks_where_nothing_is_known() -> None:
    whole = drawn(chart_of("lines", (50, 50, 50, 50)), 60, 12)
    broken = drawn(chart_of("lines", (50, None, None, 50)), 60, 12)
    assert whole.count("●") == 4
    assert broken.count("●") == 2
    assert "·" in whole
    assert "·" not in broken


def test_bars_are_as_high_as_their_sum_and_told_apart_by_signs() -> None:
    picture = drawn(chart_of("stacked", (4, 2), (1, 2), whole=1), 60, 13)
    assert "█" in picture
    assert "░" in picture
    rows = [row for row in picture.splitlines() if "█" in row or "░" in row]
    assert rows[0].count("░") < rows[-1].count("█"), "the first bar is the higher one"
    assert legend(chart_of("stacked", (4, 2), (1, 2), whole=1)) == "█ dòng 0 · ░ dòng 1"


def test_one_line_needs_no_legend_and_more_have_their_signs() -> None:
    assert legend(chart_of("lines", (1, 2))) == ""
    assert legend(chart_of("lines", (1, 2), (3, 4))).startswith("● dòng 0 · ○ dòng 1")
    for look, parts in product(("lines", "stacked"), ((None, None),)):
        assert legend(chart_of(look, parts, parts)) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [30, 60, 200])
def test_columns_that_do_not_fit_stand_in_a_block_below(width: int) -> None:
    chart = chart_of("lines", *[(10, None)] * 4)
    lines = numbers(chart, width).splitlines()
    assert sum(line.count("dòng") for line in lines) == 4
    assert "\n".join(lines).count(MISSING) == 4
    longest: Any = max(map(len, lines))
    assert longest <= max(width, 20)
