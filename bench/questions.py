"""Ten questions about three years of meetings, asked at the keyboard: keys that are no words, and the answers."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.fixtures import Folders
from bench.table import Measured, Scale
from tests.support.harness_recorder import ENTER, Recorder, ctrl
from tests.support.years import NOW, QUESTIONS, three_years

_KEYS = {"enter": ENTER, "ctrl+f": ctrl("f")}


@dataclass(frozen=True)
class Asked:
    """A question, the keys of structure that it took, and what its answer lacks on the screen, if anything."""

    ask: str
    keys: int
    lacking: str = ""


def most_keys(folders: Folders, scale: Scale) -> Measured:
    """The most keys of structure that any of the questions took; one without its answer counts as a hundred."""
    asked = answered(folders)
    most = max(one.keys + 100 * bool(one.lacking) for one in asked)
    return Measured(most, ", ".join(str(one.keys) for one in asked))


@cache
def answered(folders: Folders) -> list[Asked]:
    """All questions, each from the start of the program."""
    folder = folders.free("questions")
    three_years(folder / "data")
    return [_ask(folder, question) for question in QUESTIONS["question"]]


def _ask(folder: Path, question: dict[str, Any]) -> Asked:
    wanted: list[str] = question["answer"]
    keys = [*question["before"], *question["after"]]
    with Recorder(folder, now=NOW) as desk:
        desk.wait_for("03/11/2028")
        desk.press(*map(_key, question["before"]))
        if question["words"]:
            desk.press(question["words"])
            desk.wait_for(lambda text: "mục ghi, mới nhất trước" in text and _line(question["words"]) in _line(text))
        for key in question["after"]:
            desk.press(_key(key))
        try:
            desk.wait_for(lambda text: all(_line(part) in _line(text) for part in wanted))
            lacking = ""
        except AssertionError as error:
            lacking = str(error)
        return Asked(question["ask"], len(keys), lacking)


def _key(name: str) -> bytes:
    return _KEYS.get(name) or name.encode()


def _line(text: str) -> str:
    """The text in one line, however it was wrapped."""
    return " ".join(text.split())
