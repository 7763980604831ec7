"""The command ``bienban capture``: what was written on paper during a power cut, line by line into a meeting."""

import sys
from pathlib import Path

import click

from model.capture.paper_lines import taken_down
from model.clock import now
from model.entry import Entry
from model.errors import BadData
from model.meeting import Meeting
from model.parts import Happening
from model.rules import decoded
from model.store.data import Data
from model.store.files import read_bytes
from tui.lines import described
from tui.session import Session

_STDIN = "-"


@click.command()
@click.argument("meeting", metavar="MEETING")
@click.argument("file", type=click.Path(path_type=Path), default=_STDIN)
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ ghi gì, không ghi.")
@click.pass_obj
def capture(folder: Path | None, meeting: str, file: Path, dry_run: bool) -> None:
    """Nhập các dòng đã ghi trên giấy; sai một dòng thì không ghi gì."""
    from_stdin = str(file) == _STDIN
    name = "stdin" if from_stdin else file.name
    text = decoded(sys.stdin.buffer.read() if from_stdin else read_bytes(file), name)
    with Data(folder, write=not dry_run) as data:
        if data.read_only and not dry_run:
            raise BadData(data.notice)
        meeting_id = data.archive.resolve(meeting)
        if dry_run:
            before = data.archive.load(meeting_id).meeting
            entries = taken_down(before, text, name, now())
            meeting_now = Meeting([*before.entries, *entries])
        else:
            session = Session.open(data, meeting_id)
            try:
                entries = session.capture(text, name)
            finally:
                state = session.journal.close(timeout=60)
            if state.pending:
                raise BadData(state.error or "Ổ đĩa chưa ghi xong: xin thử lại.")
            meeting_now = session.meeting
            data.archive.remember(meeting_now)
    for entry in entries:
        if entry.event.in_record:
            click.echo(_line(meeting_now, entry))
    click.echo(_counted(entries, meeting_id, dry_run))


def _line(meeting: Meeting, entry: Entry) -> str:
    """An entry as it stands; ``~`` before a time that is guessed."""
    standing = meeting.entry(entry.id) or entry
    _, words = described(meeting, standing)
    return f"{'~' if _guessed(entry) else ' '}{entry.at:%H:%M:%S} {words.plain}".rstrip()


def _counted(entries: list[Entry], meeting_id: str, dry_run: bool) -> str:
    guesses = sum(_guessed(entry) for entry in entries)
    done = "Sẽ ghi" if dry_run else "Đã ghi"
    return f"{done} {len(entries)} điều vào {meeting_id}; {guesses} điều có giờ phỏng đoán."


def _guessed(entry: Entry) -> bool:
    return isinstance(entry.event, Happening) and entry.event.guessed
