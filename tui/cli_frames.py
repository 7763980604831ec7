"""``bienban frames``: the frames of the year there are; one of the place's own checked or taken in."""

import json
import sys
from pathlib import Path

import click

from model.errors import BadData
from model.frame_file import read_frame
from model.frames import SHIPPED, Frame
from model.rules import decoded
from model.store.data import Data
from model.store.files import read_bytes
from tui.cli_words import Group

_file = click.argument("file", type=click.Path(path_type=Path))


@click.group(cls=Group, invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
@click.pass_context
def frames(context: click.Context, as_json: bool) -> None:
    """Khung thi đua cả năm: xem, kiểm tra, thêm khung của mình."""
    if context.invoked_subcommand is not None:
        return
    with Data(context.obj, write=False) as data:
        found, problems = data.frames.all(), data.frames.problems()
    rows = [_row(frame) for frame in found]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=2) if as_json else "\n".join(map(_line, found)))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)


@frames.command(name="check")
@_file
def frames_check(file: Path) -> None:
    """Kiểm tra một khung thi đua do mình viết."""
    read = read_frame(decoded(read_bytes(file), file.name), file.name)
    click.echo(f"{file.name}: đúng. {read.title}: {_size(read)}.")


@frames.command(name="add")
@_file
@click.option("--replace", is_flag=True, help="Thay khung cùng id đã thêm trước đây.")
@click.pass_obj
def frames_add(folder: Path | None, file: Path, replace: bool) -> None:
    """Thêm khung của mình để đăng ký đầu năm; các năm đã đăng ký không đổi."""
    with Data(folder) as data:
        if data.read_only:
            raise BadData(data.notice)
        read = data.frames.add(read_bytes(file), file.name, replace=replace)
    click.echo(f"Đã thêm khung {read.id}: {read.title}, {_size(read)}. Đăng ký khung ở màn hình “Năm của chi bộ”.")


def _size(frame: Frame) -> str:
    points = f", {sum(c.max for c in frame.criterion)} điểm" if frame.scale == "points" else ", đạt hoặc không đạt"
    whom = "từng đảng viên" if frame.subject == "member" else "chi bộ"
    period = "từng tháng" if frame.period == "month" else "cả năm"
    return f"{len(frame.content)} nội dung, {len(frame.criterion)} tiêu chí{points}; cho {whom}, {period}"


def _row(frame: Frame) -> dict[str, object]:
    return {
        "id": frame.id,
        "title": frame.title,
        "issuer": frame.issuer,
        "number": frame.number,
        "in_force_from": frame.in_force_from.isoformat() if frame.in_force_from else None,
        "subject": frame.subject,
        "period": frame.period,
        "scale": frame.scale,
        "contents": len(frame.content),
        "criteria": len(frame.criterion),
        "shipped": frame.id in SHIPPED,
    }


def _line(frame: Frame) -> str:
    own = "" if frame.id in SHIPPED else " [của chi bộ]"
    return f"{frame.id}{own}: {frame.title} ({frame.issuer}); {_size(frame)}"
