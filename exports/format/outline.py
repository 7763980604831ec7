"""What a paper says, as a sequence of blocks from top to bottom: read aloud from the screen, or written for Word.

The screen reads it too, so nothing here may import python-docx: the program would start slowly.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Literal

from msgspec import Struct, structs

from model.capture.gaps import for_paper
from model.cell import Cell as Issuer
from model.vietnamese import short_date


class Strong(Struct, frozen=True):
    """Words in bold."""

    text: str


class Soft(Struct, frozen=True):
    """Words in italics."""

    text: str


Words = str | tuple[str | Strong | Soft, ...]
"""What a paragraph says: plain words, or stretches of them."""


Cell = str | int | date
"""What stands in a table: words, or a number or a day that a spreadsheet can reckon with."""

Of = tuple[int, ...]
"""The entries of the record that a block tells."""


class Head(Struct, frozen=True):
    """The head of a paper: the upper committee, who issues it, number, place and date."""

    upper: str
    body: str
    number: str = ""
    place_date: str = ""


class Title(Struct, frozen=True):
    """The kind of paper and what it is about."""

    kind: str
    lines: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """A heading; level 1 or 2."""

    text: str
    level: Literal[1, 2] = 1
    of: Of = ()


class Paragraph(Struct, frozen=True):
    """A paragraph."""

    words: Words
    of: Of = ()


class Bullet(Struct, frozen=True):
    """A line of a list."""

    words: Words
    of: Of = ()


class Opinion(Struct, frozen=True):
    """What one person said: ``Đồng chí Trần Thị Ân: …``."""

    speaker: str
    words: Words
    address: str
    of: Of = ()


class Table(Struct, frozen=True):
    """A table; ``widths`` are ratios, ``align`` has l, c, r or j for each column; ``of`` the entries of each row.

    ``dense``: smaller letters, for many columns. ``strong``: numbers of the rows in bold, from 0.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    align: str
    of: tuple[Of, ...] = ()
    dense: bool = False
    strong: frozenset[int] = frozenset()


class Picture(Struct, frozen=True):
    """A PNG; ``told``: what it shows, for those who do not see it; ``share`` of the text's width, in percent."""

    png: bytes
    told: str
    share: int = 100


class Signatures(Struct, frozen=True):
    """Two signers side by side, each as (in what capacity, name)."""

    left: tuple[str, str]
    right: tuple[str, str]


class Recipients(Struct, frozen=True):
    """``Nơi nhận:`` beside the one signer: capacity (``T/M CHI BỘ``), office and name."""

    names: tuple[str, ...]
    capacity: str
    office: str = ""
    name: str = ""


class Draft(Struct, frozen=True):
    """The word over a paper that is not final."""

    text: str = "DỰ THẢO"


Block = Head | Title | Section | Paragraph | Bullet | Opinion | Table | Picture | Signatures | Recipients | Draft


class Publication(Struct, frozen=True):
    """A whole paper: what it says, and what its file needs besides. ``wide``: landscape.

    ``day``: whose page format it takes; ``made``: the time of the file, so that the same paper gives the same bytes.
    """

    title: str
    subject: str
    cell: Issuer
    day: date
    made: datetime
    blocks: tuple[Block, ...]
    wide: bool = False


def told_of(block: Block, of: Of) -> Block:
    """The block as one that tells these entries, where it does not tell others already."""
    if isinstance(block, Section | Paragraph | Bullet | Opinion) and not block.of:
        return structs.replace(block, of=of)
    return block


def in_words(value: Cell) -> str:
    """What stands in a table, as it is printed."""
    return short_date(value) if isinstance(value, date) else str(value)


def plain(words: Words) -> str:
    """The words without their looks."""
    return words if isinstance(words, str) else "".join(w if isinstance(w, str) else w.text for w in words)


def as_text(blocks: Iterable[Block]) -> list[str]:
    """The paper to be read: one string for each paragraph, each line of the head and each row of a table."""
    return [line for block in printed(blocks) for line in _lines(block) if line]


def printed(blocks: Iterable[Block]) -> list[Block]:
    """The blocks as a paper shows them: what was not heard and never filled in is ``[…]``."""
    return [_printed(block) for block in blocks]


def _printed(value: Any) -> Any:
    if isinstance(value, str):
        return for_paper(value)
    if isinstance(value, tuple):
        return tuple(map(_printed, value))
    return type(value)(*map(_printed, structs.astuple(value))) if isinstance(value, Struct) else value


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Head():
            yield from (block.upper.upper(), block.body.upper(), block.number, block.place_date)
        case Title():
            yield from (block.kind.upper(), *block.lines)
        case Section():
            yield block.text
        case Paragraph():
            yield plain(block.words)
        case Bullet():
            yield f"- {plain(block.words)}"
        case Opinion():
            yield f"{block.address} {block.speaker}: {plain(block.words)}"
        case Table():
            yield from (" | ".join(map(in_words, row)).replace("\n", " ") for row in (block.heads, *block.rows))
        case Signatures():
            yield from (f"{capacity}: {name}" if name else capacity for capacity, name in (block.left, block.right))
        case Recipients():
            yield from ("Nơi nhận:", *(f"- {name}" for name in block.names))
            yield from (block.capacity, block.office, block.name)
        case Draft():
            yield block.text
