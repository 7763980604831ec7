"""The statistics on paper: every figure in its table, a picture that says what it shows, the same bytes each time."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from PIL import Image

from exports.format import plots
from exports.format.pictures import drawing
from exports.format.xml import picture_key
from exports.statistics import document, publication
from model.cell import Cell
from model.errors import BadData
from model.past.periods import year_span
from model.past.series import Chart, Line, Value, in_words
from model.past.statistics import Statistics, statistics
from tests.support.meetings import reference_meeting

CELL, DAY = Cell(name="Chi bộ Tổ dân phố 4", upper="Đảng bộ phường Tân Lạc"), date(2026, 11, 20)


@pytest.fixture(scope="module")
def found() -> Statistics:
    return statistics([reference_meeting()], year_span(2026))


def test_every_figure_stands_in_a_table(found: Statistics) -> None:
    word = Document(BytesIO(document(CELL, DAY, found)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    for chart in found.charts:
        for value in (value for line in chart.lines for value in line.values):
            assert chart.empty or in_words(value, chart.unit) in cells
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert all(f"{number}. {chart.title}" in text for number, chart in enumerate(found.charts, 1))
    assert text.count("Chưa có số liệu.") == sum(chart.empty for chart in found.charts)


def test_a_picture_for_each_chart_with_its_words(found: Statistics) -> None:
    made = document(CELL, DAY, found)
    word = Document(BytesIO(made))
    shown = [chart for chart in found.charts if not chart.empty]
    assert len(word.inline_shapes) == len(shown)
    told = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert [words.split(".")[0] for words in told] == [chart.title for chart in shown]
    for shape, chart in zip(word.inline_shapes, shown, strict=True):
        wide, high = Image.open(BytesIO(plots.png([chart]))).size
        assert abs(shape.width / shape.height - wide / high) < 0.01
    assert document(CELL, DAY, found) == made


def test_the_same_charts_give_the_same_picture(found: Statistics) -> None:
    assert plots.png(found.charts) == plots.png(found.charts)
    image = Image.open(BytesIO(plots.png(found.charts)))
    assert "Software" not in image.info
    assert image.size[1] > len(found.charts) * 200


def chart_of(look: str, *lines: tuple[int | None, ...]) -> Chart:
    values = [tuple(None if part is None else Value(part, 1) for part in line) for line in lines]
    points = tuple(f"điểm {n}" for n in range(len(lines[0])))
    named = tuple(Line(f"Đường {n} ựẫẵỗ", line) for n, line in enumerate(values))
    return Chart(id="x", title="Tỉ lệ [b]ả", unit="count", look=look, points=points, ticks=points, lines=named)  # type: ignore[arg-type]


@pytest.mark.parametrize("look", ["lines", "stacked", "across"])
def test_every_look_is_drawn_with_gaps_noughts_and_many_points(look: str) -> None:
    for lines in ([(1, None, 0)], [(None,), (1,)], [(0, 0)], [(None, None)], [tuple(range(60))] * 4):
        assert plots.png([chart_of(look, *lines)]).startswith(b"\x89PNG")


def test_what_a_line_is_drawn_from_leaves_out_what_is_not_known() -> None:
    assert [str(figure) for figure in plots._figures(chart_of("lines", (1, None)).lines[0])] == ["1.0", "nan"]


def test_without_the_extra_there_are_tables_only(found: Statistics, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plots, "find_spec", lambda _: None)
    with pytest.raises(BadData, match="bienban\\[plots\\]"):
        plots.png(found.charts)
    paper = publication(CELL, DAY, found)
    assert not [block for block in paper.blocks if type(block).__name__ == "Picture"]


def test_the_words_of_a_picture_are_no_markup() -> None:
    png = plots.png([chart_of("lines", (1, 2))])
    told = drawing(png, 3, 'nói “<w:p/>” & "thế"', 1000)
    assert picture_key(3) in told
    assert "<w:p/>" not in told
