"""The commands about meetings that are not held: cancel."""

from datetime import date
from pathlib import Path

import click

from model import clock
from model.errors import BadData
from model.vietnamese import read_date, short_date
from tui import postponing
from tui.cli.store import writing
from tui.cli.words import Command


@click.command(cls=Command)
@click.argument("meeting", metavar="MEETING")
@click.option("--to", "day", metavar="NGÀY", default=None, help="Dời sang ngày này, cùng mọi điều đã chuẩn bị.")
@click.option("--why", metavar="LÝ DO", default="", help="Lý do không họp nữa.")
@click.option("--take-back", is_flag=True, help="Lấy lại cuộc họp đã dời hoặc bỏ.")
@click.pass_obj
def cancel(folder: Path | None, meeting: str, day: str | None, why: str, take_back: bool) -> None:
    """Dời hoặc bỏ một cuộc họp đã chuẩn bị mà chưa khai mạc."""
    if take_back and (day or why):
        raise BadData("--take-back không đi cùng --to, --why.")
    to = _day(day) if day is not None else None
    with writing(folder) as data:
        meeting_id = data.archive.resolve(meeting)
        if take_back:
            other = postponing.take_back(data, meeting_id, clock.now)
            click.echo(
                f"Đã lấy lại cuộc họp {meeting_id}." + (f" Cuộc ngày {short_date(other)} vẫn còn." if other else "")
            )
        elif to is None:
            postponing.cancel(data, meeting_id, why, clock.now)
            click.echo(f"Đã bỏ cuộc họp {meeting_id}. Lấy lại: `bienban cancel {meeting_id} --take-back`.")
        else:
            later, left = postponing.postpone(data, meeting_id, to, clock.now, why)
            click.echo(f"Đã dời cuộc họp {meeting_id} sang {short_date(to)}: {later}.")
            for sentence in left:
                click.echo(f"Không chuyển theo được: {sentence}", err=True)


def _day(text: str) -> date:
    day = read_date(text)
    if day is None:
        raise BadData(f"Không có ngày “{text}”: xin ghi ngày/tháng/năm, như 03/11/2026.")
    return day
