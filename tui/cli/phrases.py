"""The command ``bienban phrases``: abbreviations shown, added, removed, and found in the cell's own minutes."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from model.capture.mining import propose, texts
from model.capture.phrases import Phrases, starting_set
from model.errors import BadData
from model.store.data import Data
from model.vietnamese import clean
from tui.cli.words import Group

as_json = click.option("--json", "as_json", is_flag=True, help="In ra JSON.")


@click.group(invoke_without_command=True, cls=Group)
@as_json
@click.pass_context
def phrases(context: click.Context, as_json: bool) -> None:
    """Chữ gõ tắt: xem, thêm, bỏ, tìm lời hay gõ."""
    if context.invoked_subcommand is None:
        with Data(context.obj, write=False) as data:
            table = Phrases(data.book.phrases).table
        click.echo(json.dumps(table, ensure_ascii=False, indent=2) if as_json else _lines(table.items()))


@phrases.command()
@click.argument("short", metavar="SHORT")
@click.argument("words", metavar="TEXT", nargs=-1, required=True)
@click.pass_obj
def add(folder: Path | None, short: str, words: tuple[str, ...]) -> None:
    """Thêm một chữ tắt: SHORT thành TEXT."""
    text = clean(" ".join(words))
    with Data(folder) as data:
        _writable(data)
        data.book.phrases = Phrases(data.book.phrases).with_own(short, text)
    click.echo(f"Gõ “{short}” rồi dấu cách: “{text}”.")


@phrases.command()
@click.argument("short", metavar="SHORT")
@click.pass_obj
def remove(folder: Path | None, short: str) -> None:
    """Bỏ một chữ tắt, của mình hoặc có sẵn."""
    with Data(folder) as data:
        _writable(data)
        known = Phrases(data.book.phrases)
        if short not in known.table:
            raise BadData(f"Không có chữ tắt “{short}”: xem các chữ tắt bằng `bienban phrases`.")
        own = {other: text for other, text in known.own.items() if other != short}
        data.book.phrases = own | ({short: ""} if short in starting_set() else {})
    click.echo(f"Đã bỏ chữ tắt “{short}”.")


@phrases.command(name="propose")
@click.option("--most", type=click.IntRange(1, 500), default=20, help="Nhiều nhất bao nhiêu lời.")
@as_json
@click.pass_obj
def propose_command(folder: Path | None, most: int, as_json: bool) -> None:
    """Lời hay gõ trong các biên bản của chi bộ mà chưa có chữ tắt."""
    with Data(folder, write=False) as data:
        said = [text for meeting in data.archive.ids() for text in texts(data.archive.load(meeting).meeting)]
        found = propose(said, Phrases(data.book.phrases).table, most=most)
    if as_json:
        rows = [{"phrase": p.phrase, "count": p.count, "short": p.short, "saved_keys": p.saved_keys} for p in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not found:
        click.echo("Chưa có lời nào lặp lại đủ nhiều để nên gõ tắt.")
    for p in [] if as_json else found:
        click.echo(f"Bạn gõ “{p.phrase}” {p.count} lần: bienban phrases add {p.short} {p.phrase}")


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{short:<8} {text}" for short, text in pairs)


def _writable(data: Data) -> None:
    if data.read_only:
        raise BadData(data.notice)
