"""``bienban import``: old minutes come in, each fact shown beside its place in the text."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from model.errors import BadData, BienbanError
from model.meeting import Meeting
from model.old_minutes.lines import Fact
from model.old_minutes.meeting import Plan, told
from model.old_minutes.reader import WHAT
from model.parts import MeetingKind
from model.stated import attendance_known
from model.store.data import Data
from model.vietnamese import read_date, short_date
from model.words import MEETING_KIND
from tui.cli.store import writing
from tui.cli.words import Command
from tui.importing import Arriving, files, look, planned, take_over

_KINDS = get_args(MeetingKind)


@click.command(cls=Command, name="import")
@click.argument("paths", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ lấy được gì, không ghi.")
@click.option("--yes", is_flag=True, help="Ghi ngay, không hỏi.")
@click.option("--date", "day", default="", metavar="NGÀY", help="Ngày họp, khi biên bản không nói rõ.")
@click.option("--kind", type=click.Choice(_KINDS), default=None, help="Loại họp, khi biên bản không nói rõ.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
@click.pass_obj
def import_command(  # noqa: PLR0917 - one parameter for each option
    folder: Path | None, paths: tuple[Path, ...], dry_run: bool, yes: bool, day: str,
    kind: MeetingKind | None, as_json: bool,
) -> None:  # fmt: skip
    """Nhập biên bản cũ (.docx, hoặc cả thư mục): chỉ lấy điều chắc chắn, còn lại giữ nguyên lời."""
    if not (dry_run or yes) and (as_json or not sys.stdin.isatty()):
        raise BadData("Xin thêm --dry-run để xem trước, hoặc --yes để ghi ngay.")
    chosen = list(files(paths))
    held_on = _day(day)
    if len(chosen) > 1 and (held_on or kind):
        raise BadData("--date và --kind chỉ dùng khi nhập một tệp: xin nhập riêng tệp ấy.")
    with Data(folder, write=False) if dry_run else writing(folder) as data:
        rows = [_one(data, path, held_on, kind, (dry_run, yes, as_json)) for path in chosen]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    if any(row["error"] for row in rows):
        sys.exit(1)


def _day(text: str) -> date | None:
    day = read_date(text)
    if text and day is None:
        raise BadData(f"Không có ngày “{text}”: xin ghi ngày/tháng/năm, như 03/11/2023.")
    return day


def _one(
    data: Data, path: Path, day: date | None, kind: MeetingKind | None, how: tuple[bool, bool, bool]
) -> dict[str, Any]:
    """One file looked at and, where it is wanted, taken over; its row for ``--json``."""
    dry_run, yes, as_json = how
    try:
        arriving = look(data, path, date.today(), day=day, kind=kind)
        made = planned(data, arriving)
        if not as_json:
            click.echo("\n".join(_text(arriving, made)))
        wanted = not dry_run and (yes or click.confirm("Nhập cuộc họp này?"))
        if wanted:
            take_over(data, arriving, made)
            if not as_json:
                click.echo(f"Đã nhập cuộc họp {arriving.meeting_id}.")
    except BienbanError as error:
        click.echo(str(error), err=True)
        return {"file": str(path), "error": str(error)}
    return _row(path, arriving, made, wanted=wanted)


def _text(arriving: Arriving, made: Plan) -> Iterable[str]:
    """What was recognised beside its place, what was not and why, what stays text."""
    meeting, found = Meeting(made.entries), arriving.found
    yield f"{found.name}: {MEETING_KIND[found.kind]}, {short_date(found.day)}"
    yield "  Nhận ra chắc chắn:"
    for fact in made.taken:
        yield f"    đoạn {fact.line} · {fact_words(fact, meeting)} ← “{fact.words}” ({fact.why})"
    if made.doubts:
        yield "  Không chắc nên không lấy:"
        yield from (f"    {f'đoạn {d.line} · ' if d.line else ''}“{d.words}”: {d.why}" for d in made.doubts)
    yield f"  {made.kept_as_text} đoạn giữ nguyên là lời."
    if not attendance_known(meeting):
        yield "  Không rõ từng người có mặt hay vắng, nên cuộc họp này không tính vào số lần dự của ai."


def fact_words(fact: Fact, meeting: Meeting) -> str:
    """``Chủ trì: Phạm Quang Nhuận``."""
    return f"{WHAT[fact.what]}: {told(fact, meeting.names)}"


def _row(path: Path, arriving: Arriving, made: Plan, *, wanted: bool) -> dict[str, Any]:
    meeting = Meeting(made.entries)
    return {
        "file": str(path),
        "error": None,
        "meeting": arriving.meeting_id if wanted else None,
        "date": arriving.found.day.isoformat(),
        "kind": arriving.found.kind,
        "facts": [
            {
                "what": f.what, "value": msgspec.to_builtins(f.value), "told": told(f, meeting.names),
                "paragraph": f.line, "words": f.words, "why": f.why,
            }
            for f in made.taken
        ],
        "doubts": [{"paragraph": d.line, "words": d.words, "why": d.why} for d in made.doubts],
        "kept_as_text": made.kept_as_text,
        "attendance_known": attendance_known(meeting),
    }  # fmt: skip
