"""``bienban statistics``: the figures of a year, a term or any days, as text, JSON, Word or pictures."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import cast, get_args

import click

from model.errors import BadData
from model.past.periods import By, Span, days_span, term_span, year_span
from model.store.data import Data
from model.vietnamese import read_date
from tui import statistics
from tui.cli.words import Command


@click.command(name="statistics", cls=Command)
@click.option(
    "--year", type=click.IntRange(1930, 9999), default=None, help="Một năm; không ghi: năm của kỳ họp gần nhất."
)
@click.option("--term", is_flag=True, help="Cả nhiệm kỳ, như đã ghi ở “Thông tin chi bộ”.")
@click.option("--from", "first", metavar="NGÀY", default=None, help="Từ ngày.")
@click.option("--to", "last", metavar="NGÀY", default=None, help="Đến ngày; không ghi: hôm nay.")
@click.option("--by", type=click.Choice(get_args(By)), default="meeting", help="Gộp theo kỳ họp, tháng, quý, năm.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="Ghi ra tệp .docx hoặc .png.")
@click.pass_obj
def statistics_command(  # noqa: PLR0917 - one parameter for each option
    folder: Path | None,
    year: int | None,
    term: bool,
    first: str | None,
    last: str | None,
    by: str,
    as_json: bool,
    output: Path | None,
) -> None:
    """Thống kê: dự họp, điểm, phát biểu, nhiệm vụ, thời lượng, phê bình theo thời gian."""
    if sum((year is not None, term, bool(first or last))) > 1:
        raise BadData("Chỉ chọn một trong --year, --term, --from với --to.")
    with Data(folder, write=False) as data:
        span = _span(data, year, term, first, last)
        found, problems = statistics.load(data, span, cast(By, by))
        if output:
            lacking = statistics.write(data, found, output, found.charts, date.today())
            click.echo(f"Đã ghi {output}")
            if lacking:
                click.echo(lacking, err=True)
        else:
            click.echo(json.dumps(found.as_data(), ensure_ascii=False, indent=2) if as_json else found.as_text())
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)


def _span(data: Data, year: int | None, term: bool, first: str | None, last: str | None) -> Span:
    if term:
        if data.book.cell is None:
            raise BadData("Chưa có thông tin chi bộ nên chưa có nhiệm kỳ: xin dùng --year, hoặc --from và --to.")
        return term_span(data.book.cell.term, date.today())
    if first or last:
        if not first:
            raise BadData("Thiếu ngày đầu: xin ghi thêm --from, như --from 01/01/2026.")
        return days_span(_day(first), _day(last) if last else date.today())
    return year_span(year) if year else statistics.latest(data)


def _day(text: str) -> date:
    day = read_date(text)
    if day is None:
        raise BadData(f"Không có ngày “{text}”: xin ghi ngày/tháng/năm, như 03/11/2026.")
    return day
