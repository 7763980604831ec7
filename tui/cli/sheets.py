"""The commands about scoring: the sheet of a meeting, the sheets there are, a sheet of the user's own."""

import json
import sys
from pathlib import Path

import click

from model import report
from model.errors import BadData
from model.rules import decoded
from model.scoring.sheet_file import read_sheet
from model.scoring.sheets import SHIPPED, Sheet
from model.store.data import Data
from model.store.files import read_bytes
from model.vietnamese import short_date
from model.words import MEETING_KIND
from tui.cli import text as cli_text
from tui.cli.words import Command, Group

_json = click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
_file = click.argument("file", type=click.Path(path_type=Path))


@click.command(cls=Command)
@click.argument("meeting", metavar="MEETING")
@click.option("--sheet", "sheet_id", default="", help="Khung chấm điểm khác, có sẵn hoặc của mình.")
@_json
@click.pass_obj
def score(folder: Path | None, meeting: str, sheet_id: str, as_json: bool) -> None:
    """Bảng điểm của cuộc họp."""
    with Data(folder, write=False) as data:
        loaded = data.archive.load(data.archive.resolve(meeting))
        other = sheet_id not in ("", loaded.meeting.head.sheet)
        scored = report.scored(loaded.meeting, data.sheets.get(sheet_id) if other else "")
    click.echo(json.dumps(scored, ensure_ascii=False, indent=2) if as_json else cli_text.score(scored))
    if loaded.damage:
        click.echo(loaded.damage, err=True)
        sys.exit(1)


@click.group(cls=Group, invoke_without_command=True)
@_json
@click.pass_context
def sheets(context: click.Context, as_json: bool) -> None:
    """Khung chấm điểm: xem, kiểm tra, thêm khung của mình."""
    if context.invoked_subcommand is not None:
        return
    with Data(context.obj, write=False) as data:
        found, problems = data.sheets.all(), data.sheets.problems()
    rows = [_row(sheet) for sheet in found]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=2) if as_json else "\n".join(map(_line, found)))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)


@sheets.command(name="check")
@_file
def sheets_check(file: Path) -> None:
    """Kiểm tra một khung chấm điểm do mình viết."""
    read = read_sheet(decoded(read_bytes(file), file.name), file.name)
    click.echo(f"{file.name}: đúng. {read.title}: {_size(read)}.")


@sheets.command(name="add")
@_file
@click.option("--replace", is_flag=True, help="Thay khung cùng id đã thêm trước đây.")
@click.pass_obj
def sheets_add(folder: Path | None, file: Path, replace: bool) -> None:
    """Thêm khung của mình để chọn khi họp; các cuộc họp đã có không đổi."""
    with Data(folder) as data:
        if data.read_only:
            raise BadData(data.notice)
        read = data.sheets.add(read_bytes(file), file.name, replace=replace)
    click.echo(f"Đã thêm khung {read.id}: {read.title}, {_size(read)}. Chọn khung ở “Thông tin chi bộ”.")


def _size(sheet: Sheet) -> str:
    points = f", {sheet.max} điểm" if sheet.scale == "points" else ", không có điểm"
    return f"{len(sheet.criterion)} tiêu chí{points}"


def _row(sheet: Sheet) -> dict[str, object]:
    return {
        "id": sheet.id,
        "title": sheet.title,
        "issuer": sheet.issuer,
        "number": sheet.number,
        "in_force_from": sheet.in_force_from.isoformat(),
        "for": sheet.for_,
        "scale": sheet.scale,
        "max": sheet.max,
        "criteria": len(sheet.criterion),
        "shipped": sheet.id in SHIPPED,
    }


def _line(sheet: Sheet) -> str:
    own = "" if sheet.id in SHIPPED else " [của chi bộ]"
    kinds = f"; cho sinh hoạt {', '.join(MEETING_KIND[k] for k in sheet.for_)}" if sheet.for_ else ""
    since = f"từ {short_date(sheet.in_force_from)}"
    return f"{sheet.id}{own}: {sheet.title} ({sheet.issuer}, {since}); {_size(sheet)}{kinds}"
