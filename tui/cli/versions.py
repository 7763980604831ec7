"""The command ``versions``: what changed in a meeting since it was closed, and the minutes of two versions compared."""

import json
from difflib import unified_diff
from pathlib import Path

import click
import msgspec

from exports.format.outline import as_text
from exports.minutes.text import outline
from model.errors import BadData
from model.meeting import Meeting
from model.past.versions import Version, at_version, versions
from model.store.chain import digest_of
from model.store.data import Data
from tui.cli.words import Command


@click.command(cls=Command, name="versions")
@click.argument("meeting", metavar="MEETING")
@click.option("--compare", nargs=2, type=int, default=None, metavar="N M", help="So biên bản của hai bản.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
@click.pass_obj
def versions_command(folder: Path | None, meeting: str, compare: tuple[int, int] | None, as_json: bool) -> None:
    """Các bản của cuộc họp từ lúc bế mạc: sửa gì, vì sao, ai quyết định."""
    with Data(folder, write=False) as data:
        meeting_id = data.archive.resolve(meeting)
        whole, payloads = data.archive.load(meeting_id).meeting, data.archive.read(meeting_id).payloads
    if compare:
        click.echo(_difference(whole, *compare))
        return
    rows = [(version, digest_of(payloads[version.entries - 1])) for version in versions(whole)]
    if as_json:
        listed = [msgspec.to_builtins(version) | {"digest": digest} for version, digest in rows]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_line(*row) for row in rows) or "Cuộc họp chưa bế mạc nên chưa có bản nào để so.")


def _line(version: Version, digest: str) -> str:
    reason = f" Lý do: {version.why} ({version.who})." if version.why else ""
    return f"{version.number} · {version.at:%H:%M %d/%m/%Y} · {version.what}.{reason} Mã: {digest[:16]}"


def _difference(meeting: Meeting, one: int, other: int) -> str:
    """The lines of the minutes that are not the same in both; raises BadData for a version that is none."""
    try:
        old, new = (as_text(outline(at_version(meeting, number))) for number in (one, other))
    except IndexError:
        raise BadData("Không có bản số đó: xem các bản bằng `bienban versions MEETING`.") from None
    lines = list(unified_diff(old, new, n=0, lineterm=""))[2:]
    return "\n".join(line for line in lines if not line.startswith("@@")) or "Biên bản của hai bản giống nhau."
