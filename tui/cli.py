"""The command ``bienban``: Vietnamese messages, English command words; exit 0 done, 1 refused or problem, 2 usage."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from model import report, roster
from model.cell import roll
from model.checks import check as check_meeting
from model.errors import BadData, BienbanError
from model.replay import Script, script_date
from model.sheets import read_sheet
from model.store import backup as backups
from model.store.archive import Loaded
from model.store.data import Data
from model.store.files import read_bytes
from tui import cli_papers, cli_text, demo, paperwork
from tui.cli_words import Group, in_vietnamese
from tui.paperwork import Order
from tui.session import Session
from tui.terminal import prepare_terminal

as_json = click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
meeting_argument = click.argument("meeting", metavar="MEETING")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; every error is one Vietnamese sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows: whatever the console's code page
    try:
        code = cli.main(arguments, prog_name="bienban", standalone_mode=False)
    except BienbanError as error:
        click.echo(str(error), err=True)
        code = 1
    except click.ClickException as error:
        click.echo(in_vietnamese(error), err=True)
        code = 2
    except click.Abort:
        click.echo("Đã dừng.", err=True)
        code = 1
    except BrokenPipeError:
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=Group, invoke_without_command=True)
@click.option("--data", "folder", type=click.Path(path_type=Path), envvar="BIENBAN_DATA", help="Thư mục dữ liệu.")
@click.version_option(package_name="bienban", message="bienban %(version)s", help="Xem phiên bản.")
@click.pass_context
def cli(context: click.Context, folder: Path | None) -> None:
    """Ghi biên bản sinh hoạt chi bộ: ghi trực tiếp, biểu quyết, chấm điểm, in biên bản Word."""
    context.obj = folder
    if context.invoked_subcommand is None:
        open_program(folder)


def open_program(folder: Path | None) -> None:
    """The screens; refused without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadData("Cần một cửa sổ dòng lệnh để mở chương trình; xem các lệnh khác bằng `bienban --help`.")
    prepare_terminal()
    from tui.app import run  # noqa: PLC0415 - Textual only when the screens are opened

    sys.exit(run(folder))


@cli.command(name="demo")
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


@cli.group(invoke_without_command=True, cls=Group)
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
    with _writing(folder) as data:
        merged = roster.merge(data.book.members, read)
        data.book.members = merged
    click.echo(f"Đã nhập {len(read)} đảng viên từ {file.name}; chi bộ có {len(merged)} người trong danh sách.")


# --- meetings -------------------------------------------------------------------------------------


@cli.command()
@click.argument("script", type=click.Path(path_type=Path))
@click.option("--members", "roster_file", type=click.Path(path_type=Path), required=True, help="Danh sách đảng viên.")
@click.pass_obj
def replay(folder: Path | None, script: Path, roster_file: Path) -> None:
    """Nhập cả cuộc họp từ một tệp kịch bản."""
    read = roster.read(read_bytes(roster_file), roster_file.name)
    text = cli_text.decoded(read_bytes(script), script.name)
    with _writing(folder) as data:
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


@cli.command(name="list")
@as_json
@click.pass_obj
def list_meetings(folder: Path | None, as_json: bool) -> None:
    """Các cuộc họp."""
    with Data(folder, write=False) as data:
        rows, damaged = data.archive.refresh()
    _say(rows, cli_text.meetings(rows), as_json)
    _tell(damaged)


@cli.command()
@meeting_argument
@as_json
@click.pass_obj
def show(folder: Path | None, meeting: str, as_json: bool) -> None:
    """Một cuộc họp: ai dự, quyết định, biểu quyết, nhiệm vụ."""
    loaded = _load(folder, meeting)
    _say(report.show(loaded.meeting, loaded.digest), cli_text.review(loaded.meeting), as_json)
    _tell([loaded.damage] if loaded.damage else [])


@cli.command()
@meeting_argument
@as_json
@click.pass_obj
def check(folder: Path | None, meeting: str, as_json: bool) -> None:
    """Những gì còn thiếu hoặc chưa đúng."""
    loaded = _load(folder, meeting)
    found = check_meeting(loaded.meeting)
    _say(report.checked(found), cli_text.checks(found), as_json)
    _tell([loaded.damage] if loaded.damage else [])
    if any(finding.severity != "hint" for finding in found):
        sys.exit(1)


@cli.command()
@meeting_argument
@click.option("--sheet", "sheet_id", default="", help="Khung chấm điểm khác.")
@as_json
@click.pass_obj
def score(folder: Path | None, meeting: str, sheet_id: str, as_json: bool) -> None:
    """Bảng điểm của cuộc họp."""
    loaded = _load(folder, meeting)
    scored = report.scored(loaded.meeting, sheet_id)
    _say(scored, cli_text.score(scored), as_json)
    _tell([loaded.damage] if loaded.damage else [])


@cli.command()
@click.argument("words", nargs=-1, required=True)
@as_json
@click.pass_obj
def search(folder: Path | None, words: tuple[str, ...], as_json: bool) -> None:
    """Tìm lời đã ghi, không cần gõ dấu."""
    with Data(folder, write=False) as data:
        hits = data.search.find(" ".join(words))
    rows = [{"meeting": h.meeting, "entry": h.entry, "at": h.at, "who": h.who, "text": h.text} for h in hits]
    _say(rows, cli_text.hits(rows), as_json)


for command in (cli_papers.export, cli_papers.verify, cli_papers.numbers):
    cli.add_command(command)


@cli.group(cls=Group)
def sheets() -> None:
    """Khung chấm điểm."""


@sheets.command(name="check")
@click.argument("file", type=click.Path(path_type=Path))
def sheets_check(file: Path) -> None:
    """Kiểm tra một khung chấm điểm do mình viết."""
    read = read_sheet(cli_text.decoded(read_bytes(file), file.name), file.name)
    click.echo(f"{file.name}: đúng. {read.title}: {len(read.criterion)} tiêu chí, {read.max} điểm.")


# --- the data folder ------------------------------------------------------------------------------


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def backup(folder: Path | None, file: Path) -> None:
    """Sao lưu toàn bộ dữ liệu vào một tệp."""
    with Data(folder, write=False) as data:
        count = backups.backup(data.folder, file)
    click.echo(f"Đã sao lưu {count} tệp vào {file}, đã đọc lại và khớp.")


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def restore(folder: Path | None, file: Path) -> None:
    """Phục hồi dữ liệu từ tệp sao lưu vào thư mục còn trống."""
    count, place = backups.restore(file, folder)
    click.echo(f"Đã phục hồi {count} tệp vào {place}.")


@cli.command()
@click.option("--rebuild", is_flag=True, help="Lập lại danh mục các cuộc họp.")
@click.pass_obj
def doctor(folder: Path | None, rebuild: bool) -> None:
    """Kiểm tra dữ liệu; --rebuild lập lại danh mục từ nhật ký."""
    with Data(folder, write=rebuild) as data:
        if rebuild and data.read_only:
            raise BadData(data.notice)
        problems = [*data.book.notices, *data.archive.refresh(rebuild=True)[1]]
        count = len(data.archive.ids())
    _tell([p.replace("hãy chạy `bienban doctor`", "hãy phục hồi bản sao lưu bằng `bienban restore`") for p in problems])
    click.echo(f"Dữ liệu tốt: {count} cuộc họp, nhật ký nguyên vẹn.")


# --- shared ---------------------------------------------------------------------------------------


def _writing(folder: Path | None) -> Data:
    data = Data(folder)
    if data.read_only:
        notice = data.notice
        data.close()
        raise BadData(notice)
    return data


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
