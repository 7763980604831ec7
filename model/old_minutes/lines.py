"""What old minutes are read into: lines with their places, and what is recognised or doubted in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """A paragraph or a table row of the file, by its number; ``table`` and ``row`` count from 1, 0 outside of one."""

    number: int
    text: str
    cells: tuple[str, ...] = ()
    table: int = 0
    row: int = 0


@dataclass(frozen=True)
class Fact:
    """Something recognised with certainty: what it is, its value, the line and the words it rests on, and why.

    ``span`` is where the words begin and end in the text of the line.
    """

    what: str
    value: Any
    line: int
    words: str
    span: tuple[int, int]
    why: str


@dataclass(frozen=True)
class Doubt:
    """Something that is not taken for a fact, and why, as a sentence; ``line`` 0: of the minutes as a whole."""

    line: int
    words: str
    why: str


def fact(what: str, value: Any, line: Line, span: tuple[int, int], why: str) -> Fact:
    """The fact that rests on those words of the line."""
    return Fact(what, value, line.number, line.text[slice(*span)].strip(), span, why)


def one(found: Iterable[Fact], what: str) -> tuple[Fact | None, list[Doubt]]:
    """The first fact of that kind where all say the same; where they contradict one another none, and why."""
    same = [f for f in found if f.what == what]
    if len({repr(f.value) for f in same}) <= 1:
        return (same[0] if same else None), []
    places = ", ".join(f"đoạn {f.line} “{f.words}”" for f in same)
    return None, [Doubt(same[0].line, same[0].words, f"Biên bản ghi khác nhau ({places}): không lấy số nào.")]
