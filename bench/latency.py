"""From a key to its letter on the screen, with a full meeting in the live screen."""

import random
import time
from itertools import cycle, islice
from statistics import median

import pyte

from bench.fixtures import Folders
from bench.table import Measured, Scale, both, p95, ratio
from bench.watch import Watched, bare, open_running, says
from tests.support.terminal import Size

LETTERS = "jwz"
"""Letters that stand nowhere else on the screen."""

WORD, LINE = 6, 60
"""Letters of a word, and of a line before it is cleared: a bare Input must not scroll yet."""

CLEAR = b"\x7f" * (LINE + LINE // WORD)
PAUSES = (0.01, 0.04)
"""Seconds between two keys, of which each program gets every other one: a fast typist, out of step with any timer."""


def narrow(folders: Folders, scale: Scale) -> Measured:
    """On 80 x 24."""
    return _measure(folders, scale, (80, 24))


def wide(folders: Folders, scale: Scale) -> Measured:
    """With the score compass."""
    return _measure(folders, scale, (120, 34))


def _measure(folders: Folders, scale: Scale, size: Size) -> Measured:
    with (
        folders.running(scale.few, scale.entries) as (folder, _),
        open_running(folder, size) as live,
        bare("bare_input", size) as field,
    ):
        field.when(says("Gõ ý kiến"))
        taken: dict[Watched, list[float]] = {live: [], field: []}
        for number, letter in enumerate(islice(cycle(LETTERS), scale.keys), 1):
            for terminal, times in taken.items():
                time.sleep(random.uniform(*PAUSES))
                times.append(_key(terminal, letter))
                if number % LINE == 0:
                    terminal.send(CLEAR)
                    terminal.when(lambda screen: _letters(screen) == 0)
                elif number % WORD == 0:
                    terminal.send(b" ")
    found = ratio(ours := taken[live], other := taken[field], p95)
    more = f"median {both(ours, other, median)}, slowest {both(ours, other, max)}"
    return Measured(found.value, f"{found.behind}; {more}")


def _key(terminal: Watched, letter: str) -> float:
    """Seconds until the letter is drawn."""
    before = _letters(terminal.screen)
    sent = time.perf_counter()
    terminal.send(letter.encode())
    return terminal.when(lambda screen: _letters(screen) > before) - sent


def _letters(screen: pyte.Screen) -> int:
    return sum(cell.data in LETTERS for row in screen.buffer.values() for cell in row.values())
