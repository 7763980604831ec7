"""The command ``bienban``: Vietnamese messages, English command words; exit 0 done, 1 refused or problem, 2 usage.

A command's module is loaded when it is called, so that the screens start soon.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from model.errors import BadData, BienbanError
from model.store.data import Data
from model.store.files import cannot
from tui.cli.words import Group, in_vietnamese
from tui.crash import place_of
from tui.terminal import prepare_terminal

COMMANDS = {
    "demo": "meetings:demo_command",
    "members": "meetings:members",
    "replay": "meetings:replay",
    "list": "meetings:list_meetings",
    "cancel": "postponing:cancel",
    "show": "meetings:show",
    "check": "meetings:check",
    "score": "sheets:score",
    "sheets": "sheets:sheets",
    "search": "meetings:search",
    "export": "papers:export",
    "verify": "papers:verify",
    "numbers": "papers:numbers",
    "phrases": "phrases:phrases",
    "practice": "practice:practice",
    "capture": "capture:capture",
    "keys": "keys:keys",
    "backup": "store:backup",
    "restore": "store:restore",
    "doctor": "store:doctor",
    "lock": "store:lock",
    "passphrase": "store:passphrase_command",
    "unseal": "store:unseal",
    "versions": "versions:versions_command",
    "year": "year:year",
    "register": "registers:register_command",
    "statistics": "statistics:statistics_command",
    "rating": "rating:rating",
    "due": "due:due",
    "frames": "frames:frames",
    "import": "old_minutes:import_command",
}
"""Name of a command to the module of this package and the command in it."""


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
    except OSError as error:
        click.echo(str(cannot("đọc hay ghi", Path(error.filename or "tệp"), error)), err=True)
        code = 1
    except Exception as error:  # a traceback would tell words of the meeting
        click.echo(f"Chương trình gặp lỗi và phải dừng. Mô tả lỗi (không có lời họp):\n{place_of(error)}", err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


def _passphrase(words: str = "Mật khẩu") -> str:
    """The passphrase of the data, asked for at the terminal."""
    from tui.cli.store import passphrase  # noqa: PLC0415 - only where data are sealed

    return passphrase(words)


Data.ask = staticmethod(_passphrase)


@click.group(cls=Group, commands_of=COMMANDS, invoke_without_command=True)
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
