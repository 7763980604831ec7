"""From the start of the process to the first complete screen."""

import time
from pathlib import Path

from bench import bare_home
from bench.fixtures import Folders
from bench.table import Measured, Scale, alternately, ratio
from bench.watch import bare, bienban, open_running, says


def against_bare(folders: Folders, scale: Scale) -> Measured:
    """With past meetings, by a bare app with the same widgets."""
    folder = folders.past(scale.past)
    return ratio(*alternately(lambda: _ready(folder), _bare_ready, scale.starts))


def many_against_few(folders: Folders, scale: Scale) -> Measured:
    """With very many past meetings, by a year of them."""
    many, few = folders.past(scale.many), folders.past(scale.few)
    return ratio(*alternately(lambda: _ready(many), lambda: _ready(few), scale.starts))


def crashed_against_clean(folders: Folders, scale: Scale) -> Measured:
    """Into the meeting after a kill with a torn line and a draft, by the same after an orderly end."""
    with folders.running(scale.few, scale.entries) as (folder, meeting_id):
        place = folder / "meetings" / meeting_id

        def crashed() -> float:
            (place / "draft.txt").write_text("câu đang gõ dở", "utf-8")
            with (place / "journal.jsonl").open("ab") as journal:
                journal.write(b'{"id":999,"at":"2026')
            return _in_meeting(folder)

        def clean() -> float:
            (place / "draft.txt").unlink(missing_ok=True)
            return _in_meeting(folder)

        return ratio(*alternately(crashed, clean, scale.starts))


def _in_meeting(folder: Path) -> float:
    """Seconds until the meeting that runs stands there, ready to type."""
    with open_running(folder) as terminal:
        return time.perf_counter() - terminal.begun


def _ready(folder: Path) -> float:
    """Seconds until the list, the page of the marked meeting and the keys stand there."""
    with bienban(folder) as terminal:
        return terminal.when(says("thường kỳ", "Thành phần", "Enter mở")) - terminal.begun


def _bare_ready() -> float:
    with bare("bare_home") as terminal:
        return terminal.when(says(bare_home.READY)) - terminal.begun
