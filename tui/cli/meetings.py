"""The commands about meetings and members: demo, members, replay, list, show, check, search."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from model import report, roster
from model.cell import roll
from model.checks import check as check_meeting
from model.consequences import judged_by
from model.errors import BadData
from model.replay import Script, script_date
from model.rules import decoded
from model.store.archive import Loaded
from model.store.data import Data
from model.store.files import read_bytes
from tui import demo
from tui.cli import text as cli_text
from tui.cli.main import open_program
from tui.cli.moment import at_moment
from tui.cli.store import writing
from tui.cli.words import Command, Group
from tui.paperwork import meeting as paperwork
from tui.paperwork.meeting import Order
from tui.session import Session

as_json = click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
meeting_argument = click.argument("meeting", metavar="MEETING")


@click.command(cls=Command, name="demo")
@click.pass_obj
def demo_command(beside: Path | None) -> None:
    """Mở chi bộ mẫu với một năm họp, trong thư mục riêng."""
    folder = demo.folder(beside)
    demo.fill(folder)
    if sys.stdin.isatty() and sys.stdout.isatty():
        open_program(folder)
        return
    with Data(folder, write=False) as data:
        loaded = data.archive.load(data.archive.resolve("last"))
        order = Order("minutes")
        path = paperwork.write(data, paperwork.source(data, loaded.meeting, order), order)
        click.echo(cli_text.counted(loaded.meeting))
        click.echo(f"Biên bản: {path}")


# --- members --------------------------------------------------------------------------------------


@click.group(invoke_without_command=True, cls=Group)
@as_json
@click.pass_context
def members(context: click.Context, as_json: bool) -> None:
    """Xem hoặc nhập danh sách đảng viên."""
    if context.invoked_subcommand is None:
        with Data(context.obj, write=False) as data:
            _say(cli_text.members_data(data.book.members), cli_text.members(data.book.members), as_json)


@members.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def members_import(folder: Path | None, file: Path) -> None:
    """Nhập đảng viên từ tệp .csv hoặc .xlsx; sai một dòng thì không nhập ai."""
    read = roster.read(read_bytes(file), file.name)
    with writing(folder) as data:
        merged = roster.merge(data.book.members, read)
        data.book.members = merged
    click.echo(f"Đã nhập {len(read)} đảng viên từ {file.name}; chi bộ có {len(merged)} người trong danh sách.")


# --- meetings -------------------------------------------------------------------------------------


@click.command(cls=Command)
@click.argument("script", type=click.Path(path_type=Path))
@click.option("--members", "roster_file", type=click.Path(path_type=Path), required=True, help="Danh sách đảng viên.")
@click.pass_obj
def replay(folder: Path | None, script: Path, roster_file: Path) -> None:
    """Nhập cả cuộc họp từ một tệp kịch bản."""
    read = roster.read(read_bytes(roster_file), roster_file.name)
    text = decoded(read_bytes(script), script.name)
    with writing(folder) as data:
        known = roster.merge(data.book.members, read)
        listed = [m for m in known if any(roster.same(m, other) for other in read)]
        parsed = Script(text, script.name, roll(listed, script_date(text, script.name)))
        if data.book.cell is None:
            data.book.members = known
            data.book.cell = parsed.cell
        session = Session.replay(data, parsed)
        _finish(session)
        data.archive.remember(session.meeting)
    click.echo(f"Đã nhập cuộc họp {session.meeting.id}.")
    click.echo(cli_text.counted(session.meeting))


@click.command(cls=Command, name="list")
@as_json
@click.pass_obj
def list_meetings(folder: Path | None, as_json: bool) -> None:
    """Các cuộc họp."""
    with Data(folder, write=False) as data:
        rows, damaged = data.archive.refresh()
    _say(rows, cli_text.meetings(rows), as_json)
    _tell(damaged)


@click.command(cls=Command)
@meeting_argument
@click.option("--at", "clock", metavar="GIỜ", default=None, help="Như lúc ấy: giờ:phút hoặc giờ:phút:giây.")
@as_json
@click.pass_obj
def show(folder: Path | None, meeting: str, clock: str | None, as_json: bool) -> None:
    """Một cuộc họp: ai dự, quyết định, biểu quyết, nhiệm vụ; hoặc như vào một lúc của buổi họp."""
    loaded = _load(folder, meeting)
    if clock is not None:
        _say(*at_moment(loaded.meeting, clock), as_json)
    else:
        _say(report.show(loaded.meeting, loaded.digest), cli_text.review(loaded.meeting), as_json)
    _tell([loaded.damage] if loaded.damage else [])


@click.command(cls=Command)
@meeting_argument
@click.option("--pack", "pack_id", default="", help="Xem bộ quy tắc khác nói gì; cuộc họp không đổi.")
@as_json
@click.pass_obj
def check(folder: Path | None, meeting: str, pack_id: str, as_json: bool) -> None:
    """Những gì còn thiếu hoặc chưa đúng."""
    loaded = _load(folder, meeting)
    found = judged_by(loaded.meeting, pack_id) if pack_id else check_meeting(loaded.meeting)
    _say(report.checked(found), cli_text.checks(found), as_json)
    _tell([loaded.damage] if loaded.damage else [])
    if any(finding.severity != "hint" for finding in found):
        sys.exit(1)


@click.command(cls=Command)
@click.argument("words", nargs=-1, required=True)
@as_json
@click.pass_obj
def search(folder: Path | None, words: tuple[str, ...], as_json: bool) -> None:
    """Tìm lời đã ghi, không cần gõ dấu; lọc bằng ai:, loại:, mục:, từ:, đến:, năm:, việc:."""
    with Data(folder, write=False) as data:
        hits = data.search.find(" ".join(words))
    rows = [{"meeting": h.meeting, "entry": h.entry, "at": h.at, "who": h.who, "text": h.text} for h in hits]
    _say(rows, cli_text.hits(rows), as_json)


# --- shared ---------------------------------------------------------------------------------------


def _load(folder: Path | None, which: str) -> Loaded:
    with Data(folder, write=False) as data:
        return data.archive.load(data.archive.resolve(which))


def _finish(session: Session) -> None:
    """Wait for the disk; raises BadData where it refused."""
    state = session.journal.close(timeout=60)
    if state.pending:
        raise BadData(state.error or "Ổ đĩa chưa ghi xong: xin thử lại.")


def _say(data: Any, text: str, as_json: bool) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2) if as_json else text)


def _tell(problems: Sequence[str]) -> None:
    """Say what is wrong, if anything, and end with exit code 1."""
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)
