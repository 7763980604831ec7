"""The program killed with -9 while somebody types: what the disk has then, against what was typed and acknowledged."""

import random
import re
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bench.fixtures import Folders
from bench.table import Measured, Scale
from bench.watch import Watched, open_running
from model.errors import BienbanError
from model.events import Remark
from model.store.data import Data

WORDS = ["đề", "nghị", "tổ", "dân", "phố", "bố", "trí", "người", "trông", "coi", "vật", "liệu", "ngõ", "mười", "hai"]
PAUSE = 0.04
"""Seconds at most between two keys."""

ENTER = 0.15
"""How likely a line ends after a word."""

_ENTERED = re.compile(r"\d\d:\d\d .{0,40}?(?:…|:) (k\d+) ")
"""A remark in the record on the screen, by the word that begins it."""


@dataclass
class Line:
    """A line of the recorder: its letters, and when each was sent."""

    text: str = ""
    sent: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Kill:
    """What one kill cost. ``seconds``: since the first key that is neither in the journal nor in the draft."""

    acknowledged: int
    lost: int = 0
    unreadable: int = 0
    seconds: float = 0.0


def entries_lost(folders: Folders, scale: Scale) -> Measured:
    """Acknowledged entries that are gone or not as typed, and meetings that cannot be opened."""
    kills = _kills(folders, scale)
    lost, unreadable = sum(k.lost for k in kills), sum(k.unreadable for k in kills)
    told = f"{lost} lost of {sum(k.acknowledged for k in kills)} acknowledged, {unreadable} unreadable"
    return Measured(lost + unreadable, told)


def typing_lost(folders: Folders, scale: Scale) -> Measured:
    """Seconds of typing lost by the worst kill."""
    seconds = sorted(k.seconds for k in _kills(folders, scale))
    return Measured(seconds[-1], f"median {seconds[len(seconds) // 2]:.2f} s")


@cache
def _kills(folders: Folders, scale: Scale) -> list[Kill]:
    """One meeting killed again and again; each time the program goes on where it was."""
    with folders.running(scale.few, scale.entries) as (folder, meeting_id):
        return [_kill(folder, meeting_id, number, scale.typing) for number in range(scale.kills)]


def _kill(folder: Path, meeting_id: str, number: int, longest: float) -> Kill:
    file, draft = (folder / "meetings" / meeting_id / name for name in ("journal.jsonl", "draft.txt"))
    before = file.read_bytes().count(b"\n")
    left = _text(draft)
    lines = [Line(left, [0.0] * len(left))]  # lost a second time, it would be lost for good
    with open_running(folder) as terminal:
        _type(terminal, lines, number * 1000, random.uniform(0, longest))
        on_disk = file.read_bytes()
        killed = time.perf_counter()
        terminal.kill()
        terminal.wait_for_exit()
        shown = terminal.drawn()
    acknowledged = on_disk.count(b"\n") - before
    try:
        with Data(folder) as data:
            meeting, writer = data.archive.open(meeting_id)
            writer.close()
    except BienbanError:
        return Kill(acknowledged, unreadable=1)
    said = [e.event.text for e in meeting.entries[before:] if isinstance(e.event, Remark)]
    names = {e.event.text.split(maxsplit=1)[0] for e in meeting.entries if isinstance(e.event, Remark)}
    claimed = set(_ENTERED.findall(shown)) if "đã lưu" in shown else set()
    lost = max(0, acknowledged - len(said)) + len(claimed - names)
    lost += sum(text != line.text.strip() for text, line in zip(said, lines, strict=False))
    return Kill(acknowledged, lost, 0, _seconds_lost(lines[len(said) :], _text(draft), killed))


def _type(terminal: Watched, lines: list[Line], first_name: int, seconds: float) -> None:
    """Type remarks for that long; the last of ``lines`` is the unfinished one."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        line = lines[-1]
        word = f"{random.choice(WORDS)} " if line.text else f"k{first_name + len(lines)} "
        for letter in word:
            if time.perf_counter() > end:
                return
            terminal.send(letter.encode())
            line.text += letter
            line.sent.append(time.perf_counter())
            time.sleep(random.uniform(0, PAUSE))
        if random.random() < ENTER:
            terminal.send(b"\r")
            lines.append(Line())


def _seconds_lost(lines: list[Line], draft: str, killed: float) -> float:
    """Seconds since the first lost key; ``lines`` are not in the journal, of the first of them the draft may be."""
    if not lines:
        return 0.0
    kept = len(draft) if lines[0].text.startswith(draft) else 0
    sent = [moment for line in lines for moment in line.sent][kept:]
    return killed - sent[0] if sent else 0.0


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""
