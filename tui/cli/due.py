"""``bienban due``: what comes due, whom it concerns, and where that stands written."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from model.days import jotted_day
from model.errors import BadData
from model.store.data import Data
from model.vietnamese import short_date
from model.year.due import Due
from tui.cli.words import Command
from tui.coming import coming
from tui.widgets.due_list import due_lines


@click.command(cls=Command)
@click.option("--until", default="", metavar="DATE", help="Đến ngày nào, như 31/12/2026 hoặc “cuối năm”.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
@click.pass_obj
def due(folder: Path | None, until: str, as_json: bool) -> None:
    """Sắp đến hạn: Huy hiệu Đảng, hết dự bị, sinh hoạt, chuyên đề, nhiệm kỳ."""
    today = date.today()
    last = jotted_day(until, today) if until else None
    if until and last is None:
        raise BadData(f"Không có ngày “{until}”: xin ghi ngày/tháng/năm, như {short_date(today)}.")
    with Data(folder, write=False) as data:
        found, problems = coming(data, today, last)
    if as_json:
        click.echo(json.dumps([_as_data(one, today) for one in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(line.plain for line in due_lines(found, today)))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)


def _as_data(one: Due, today: date) -> dict[str, Any]:
    return {
        "day": one.day.isoformat() if one.day else None,
        "kind": one.kind,
        "member": one.member or None,
        "name": one.name or None,
        "what": one.what,
        "source": one.source,
        "overdue": one.day is not None and one.day < today,
    }
