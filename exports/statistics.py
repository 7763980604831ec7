"""The statistics as a paper: every chart with its numbers as a table, and its picture where matplotlib is there."""

from collections.abc import Iterator
from datetime import date, datetime, time

from exports.format import plots
from exports.format.outline import Block, Paragraph, Picture, Publication, Section, Table, Title
from exports.heads import head
from model.cell import Cell
from model.days import local
from model.past.periods import BY
from model.past.series import Chart, in_words, remarks
from model.past.statistics import Statistics

_COLUMNS = 12
"""Columns of numbers that a landscape page holds; more go into a table of their own."""
_SHARE = 62
"""Percent of the text's width for a picture: it and the table of a year stand on one page."""


def publication(cell: Cell, day: date, statistics: Statistics) -> Publication:
    """The paper of a cell as written on ``day``."""
    subject = (f"Sinh hoạt chi bộ {statistics.span.name}", BY[statistics.by][0])
    blocks: list[Block] = [head(cell, day), Title("Thống kê", subject)]
    blocks.append(Paragraph(f"Lập từ biên bản của {statistics.count} kỳ sinh hoạt; dấu – là chưa có số liệu."))
    for number, chart in enumerate(statistics.charts, 1):
        blocks += _blocks(number, chart)
    at = local(datetime.combine(day, time()))
    return Publication("Thống kê", subject[0], cell, day, at, tuple(blocks), wide=True)


def document(cell: Cell, day: date, statistics: Statistics) -> bytes:
    """The Word file: the same statistics give the same bytes."""
    from exports.format.word import written  # noqa: PLC0415 - python-docx only when a paper is written

    return written(publication(cell, day, statistics))


def _blocks(number: int, chart: Chart) -> Iterator[Block]:
    yield Section(f"{number}. {chart.title}")
    if chart.empty:
        yield Paragraph("Chưa có số liệu.")
        return
    if plots.available():
        yield Picture(plots.png([chart]), plots.told(chart), _SHARE)
    yield from _tables(chart)
    for line in remarks(chart):
        yield Paragraph(line)


def _tables(chart: Chart) -> Iterator[Table]:
    over_time = chart.look != "across"
    first = "Thời gian" if over_time else "Bước"
    for begin in range(0, len(chart.lines), _COLUMNS):
        lines = chart.lines[begin : begin + _COLUMNS]
        rows = tuple(
            (point, *(in_words(line.values[n], chart.unit) for line in lines)) for n, point in enumerate(chart.points)
        )
        heads = (first, *(line.name if over_time else line.mark for line in lines))
        label = 22 if over_time else 40
        widths = (label, *((100 - label) / len(lines) for _ in lines))
        yield Table(heads, rows, widths, "l" + "c" * len(lines), dense=True)
