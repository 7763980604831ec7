"""Keys of the hand on the reference meeting: the real program in a pseudo-terminal, counted from the bytes sent."""

from functools import cache

from bench.fixtures import Folders
from bench.table import Measured, Scale
from model.capture.keystrokes import by_first_word, fewest_keys
from model.capture.phrases import Phrases, variables
from model.meeting import Meeting
from model.store.data import Data
from tests.support.harness_recorder import ENTER, Recorder, ctrl
from tests.support.meetings import reference_meeting, script
from tests.support.play import Play, Typist
from tests.support.typing import telex
from tui import demo

MEETING = "2026-11-03-thuong-ky"
BUDGETS = {
    "attendance": 18, "late, left": 4, "another speaker": 2.7, "same speaker goes on": 1, "wrong speaker": 2,
    "next item": 2, "unanimous vote": 3, "counted vote": 7, "task": 10, "criticism": 3, "paper": 3,
}  # fmt: skip
"""Most keys of structure for one act on average, with its Enter (design.md 3)."""

Played = tuple[Play, Meeting, int]
"""How it was typed, what was recorded, and the keys that mend a wrong speaker, which is no part of it."""


def structure(folders: Folders, scale: Scale) -> Measured:
    """All keys that are no words, from the opening to the paper."""
    play, _, _ = played(folders)
    return Measured(play.structure.total(), ", ".join(f"{act} {keys:.2f}" for act, keys in each(folders).items()))


def over_budget(folders: Folders, scale: Scale) -> Measured:
    """How many acts take more keys than their budget."""
    taken = each(folders)
    over = [f"{act} {keys:.2f} > {BUDGETS[act]}" for act, keys in taken.items() if keys > BUDGETS.get(act, keys)]
    return Measured(len(over), ", ".join(over) or "none")


def words(folders: Folders, scale: Scale) -> Measured:
    """Keys of the words for each printed letter, in Telex with the abbreviations that the program comes with."""
    play, _, _ = played(folders)
    return Measured(play.words.total() / play.letters, f"{play.words.total()} keys / {play.letters} letters")


def each(folders: Folders) -> dict[str, float]:
    """Keys of structure for one act of each kind."""
    play, _, mending = played(folders)
    taken = {act: play.structure[act] / count for act, count in play.acts.items()}
    return dict(sorted((taken | {"wrong speaker": mending}).items()))


@cache
def played(folders: Folders) -> Played:
    """The reference meeting taken down by hand, after a year of others."""
    folder = folders.free("keys")
    demo.fill(folder / "data", november=False)
    with Recorder(folder, now="2026-11-01T20:00:00") as desk:
        desk.wait_for("03/10/2026")
        desk.press(ctrl("n"))
        desk.wait_for("Chuẩn bị cuộc họp")
        desk.press(ENTER * 3)
        desk.wait_for_lines(MEETING, 1)
        play = Play(desk, script(), MEETING, to_the_second=False, typist=_typist())
        play.people()
        play.open()
        mending = play.wrong_speaker()
        play.happenings()
        play.paper()
        play.finished()
        desk.leave()
    with Data(folder / "data") as data:
        return play, data.archive.load(MEETING).meeting, mending


def _typist() -> Typist:
    """Telex, with an abbreviation wherever one saves keys; the shipped set was not chosen on this meeting."""
    known, values = Phrases({}), variables(reference_meeting())
    found = {short: known.pending(short, values) for short in known.table}
    shorts = by_first_word((short, expansion.text) for short, expansion in found.items() if expansion)
    return lambda text: telex(fewest_keys(text, shorts)[1])
