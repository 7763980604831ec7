"""The command ``bienban practice``."""

import sys
from pathlib import Path

import click

from model.capture.practice import SPEEDS
from model.errors import BadData
from tui.cli.words import Command
from tui.terminal import prepare_terminal


@click.command(cls=Command)
@click.option(
    "--speed", type=click.Choice([str(speed) for speed in SPEEDS]), default="160", help="Số tiếng đọc trong một phút."
)
@click.pass_obj
def practice(folder: Path | None, speed: str) -> None:
    """Luyện ghi: một cuộc họp mẫu được đọc ra, ghi xong thì xem đã sót gì."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadData("Cần một cửa sổ dòng lệnh để luyện ghi: xin chạy `bienban practice` trong đó.")
    prepare_terminal()
    from tui.practice import run  # noqa: PLC0415 - Textual only when the screens are opened

    sys.exit(run(folder, int(speed)))
