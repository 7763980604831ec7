"""From the start of the process to the first complete screen."""

from pathlib import Path

from bench import bare_home
from bench.fixtures import Folders
from bench.table import Measured, Scale, alternately, ratio
from bench.watch import bare, bienban, says


def against_bare(folders: Folders, scale: Scale) -> Measured:
    """With past meetings, by a bare app with the same widgets."""
    folder = folders.past(scale.past)
    return ratio(*alternately(lambda: _ready(folder), _bare_ready, scale.starts))


def many_against_few(folders: Folders, scale: Scale) -> Measured:
    """With very many past meetings, by a year of them."""
    many, few = folders.past(scale.many), folders.past(scale.few)
    return ratio(*alternately(lambda: _ready(many), lambda: _ready(few), scale.starts))


def _ready(folder: Path) -> float:
    """Seconds until the list, the page of the marked meeting and the keys stand there."""
    with bienban(folder) as terminal:
        return terminal.when(says("thường kỳ", "Thành phần", "Enter mở")) - terminal.begun


def _bare_ready() -> float:
    with bare("bare_home") as terminal:
        return terminal.when(says(bare_home.READY)) - terminal.begun
