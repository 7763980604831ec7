"""``bienban register``: decisions, tasks, promises, speakers of a year, the term or all meetings."""

import json
import sys
from datetime import date
from pathlib import Path

import click

from model.errors import BadData
from model.past.registers import REGISTERS, Asked, Row, as_data, in_words, register, rows_of
from model.store.data import Data
from model.vietnamese import clean
from tui.cli.words import Command
from tui.paperwork import registers as register_paperwork
from tui.paperwork.registers import ALL, Period

_NAMES = "; ".join(f"{name} ({made.title})" for name, made in REGISTERS.items())


@click.command(
    name="register", cls=Command, help=f"Một sổ theo dõi. NAME: {_NAMES}. Mặc định: năm của kỳ họp gần nhất."
)
@click.argument("name", metavar="NAME")
@click.option("--year", type=click.IntRange(1930, 9999), default=None, help="Năm khác.")
@click.option("--term", "whole_term", is_flag=True, help="Cả nhiệm kỳ.")
@click.option("--all", "everything", is_flag=True, help="Tất cả các kỳ họp.")
@click.option("--open", "open_only", is_flag=True, help="Chỉ những gì còn mở, quá hạn.")
@click.option("--filter", "words", default="", help="Chỉ dòng có các chữ này, không cần dấu.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="Ghi ra tệp .docx hoặc .xlsx.")
@click.pass_obj
def register_command(  # noqa: PLR0917 - one parameter for each option
    folder: Path | None,
    name: str,
    year: int | None,
    whole_term: bool,
    everything: bool,
    open_only: bool,
    words: str,
    as_json: bool,
    output: Path | None,
) -> None:
    """Show a register, or write it without what is not for others."""
    if sum((year is not None, whole_term, everything)) > 1:
        raise BadData("Xin chọn một trong --year, --term, --all.")
    register(name)  # a name that there is not is said before anything is read
    today = date.today()
    with Data(folder, write=False) as data:
        period = ALL if everything else _term(data) if whole_term else _year(data, year)
        asked = Asked(name, period.first, period.last, period.words, clean(words), open_only)
        meetings, problems = data.archive.between(period.first, date.max)
        if not any(m.opened and m.date <= period.last for m in meetings) and not problems:
            raise BadData(f"{period.words}: chưa có cuộc họp nào được ghi. Xem các cuộc họp bằng `bienban list`.")
        if output:
            click.echo(register_paperwork.write(data, asked, meetings, today, output))
        else:
            found = rows_of(asked, meetings, today)
            click.echo(_as_json(found) if as_json else _as_text(asked, found))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)


def _year(data: Data, year: int | None) -> Period:
    return register_paperwork.of_year(year or int(data.archive.resolve("last")[:4]))


def _term(data: Data) -> Period:
    term = register_paperwork.of_term(data.book.cell)
    if term is None:
        raise BadData("Chưa ghi ngày bắt đầu nhiệm kỳ: xin ghi ở “Thông tin chi bộ”, hoặc dùng --year, --all.")
    return term


def _as_json(found: list[Row]) -> str:
    return json.dumps([as_data(row) for row in found], ensure_ascii=False, indent=2)


def _as_text(asked: Asked, found: list[Row]) -> str:
    title = register(asked.register).title
    told = (f"- {in_words(asked.register, row)}" for row in found)
    return "\n".join([f"{title}, {asked.period}: {len(found)} dòng.", *told])
