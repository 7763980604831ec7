"""The command ``bienban keys``: every command with its id and the key in use."""

from pathlib import Path

import click

from model.store.data import Data
from tui import keymap
from tui.commands import COMMANDS


@click.command()
@click.pass_obj
def keys(folder: Path | None) -> None:
    """Các lệnh với mã và phím đang dùng."""
    with Data(folder, write=False) as data:
        in_use = keymap.Keys(keymap.read(data.folder / keymap.FILE))
        place = data.folder / keymap.FILE
    for command in COMMANDS:
        changed = "*" if command.id in in_use.own else " "
        click.echo(f"{command.id:<24}{changed}{in_use.of(command):<10} {command.name}".rstrip())
    click.echo(f'Đổi phím: tệp {place}, bảng [keys], dòng như "live.conclude" = "ctrl+u". Dấu *: phím đã đổi.')
