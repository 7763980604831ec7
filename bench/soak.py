"""A very long evening: entries typed as fast as they are taken, some undone, some corrected; what each costs."""

import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

from bench.fixtures import Folders
from bench.table import Measured, Scale
from bench.watch import Watched, open_running

_UNDO_EVERY, _CORRECT_EVERY = 50, 500
_KEYS_OF_A_CORRECTION = (b"\x1b[15~", "Sửa điều nào", b"\r", "Sửa: ", b"\x1b[Z", "", b" them\x13")
"""F5, the last entry, the field before, a word more, Ctrl+S; between them what must stand on the screen."""


def memory(folders: Folders, scale: Scale) -> Measured:
    """KiB of memory for an entry in the last third, by those in the one before."""
    sizes = [size for _, size in _evening(folders, scale)]
    third = len(sizes) // 3
    first, last = sizes[2 * third] - sizes[third], sizes[-1] - sizes[2 * third]
    return Measured(
        last / max(first, third), f"{first / third:.1f}, then {last / third:.1f} KiB an entry; {len(sizes)}"
    )


def latency(folders: Folders, scale: Scale) -> Measured:
    """Seconds from Enter to the disk for the entries of the last tenth, by those of the second."""
    seconds = [s for s, _ in _evening(folders, scale)]
    tenth = max(1, len(seconds) // 10)
    early, late = median(seconds[tenth : 2 * tenth] or seconds), median(seconds[-tenth:])
    return Measured(late / early, f"{early * 1000:.1f}, at the end {late * 1000:.1f} ms")


@cache
def _evening(folders: Folders, scale: Scale) -> list[tuple[float, int]]:
    """Of each entry the seconds until it was on the disk, and the program's memory then in KiB."""
    with folders.running(scale.few, scale.entries) as (folder, meeting_id), open_running(folder) as terminal:
        journal = folder / "meetings" / meeting_id / "journal.jsonl"
        return list(_typed(terminal, journal, scale.soak))


def _typed(terminal: Watched, journal: Path, count: int) -> Iterator[tuple[float, int]]:
    for number in range(1, count + 1):
        if number % _CORRECT_EVERY == 0:
            _correct(terminal, journal)
        keys = b"\x1a" if number % _UNDO_EVERY == 0 else f"y kien {number}\r".encode()
        yield _sent(terminal, journal, keys), _resident(terminal)


def _sent(terminal: Watched, journal: Path, keys: bytes) -> float:
    """Seconds until the journal has grown."""
    size, begun = journal.stat().st_size, time.perf_counter()
    terminal.send(keys)
    while journal.stat().st_size == size:
        if time.perf_counter() - begun > 60:
            raise AssertionError(f"nothing was recorded; the screen shows:\n{terminal.drawn()}")
        time.sleep(0.0005)
    took = time.perf_counter() - begun
    terminal.drawn()
    return took


def _correct(terminal: Watched, journal: Path) -> None:
    keys = _KEYS_OF_A_CORRECTION
    for sent, shown in zip(keys[:-1:2], keys[1::2], strict=True):
        assert isinstance(sent, bytes)
        terminal.send(sent)
        terminal.when(lambda screen, shown=shown: str(shown) in "\n".join(screen.display), 60)  # type: ignore[misc]
    _sent(terminal, journal, bytes(keys[-1]))  # type: ignore[arg-type]


def _resident(terminal: Watched) -> int:
    status = Path(f"/proc/{terminal._process.pid}/status")
    if not status.exists():
        return 0
    return int(next(line for line in status.read_text().splitlines() if line.startswith("VmRSS")).split()[1])
