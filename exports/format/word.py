"""Blocks on paper: an outline as a Word file."""

from collections.abc import Iterable, Sequence

from exports.format.outline import (
    Block,
    Bullet,
    Draft,
    Head,
    Opinion,
    Paragraph,
    Picture,
    Publication,
    Recipients,
    Section,
    Signatures,
    Soft,
    Strong,
    Table,
    Title,
    Words,
    in_words,
    printed,
)
from exports.format.page import Paper, Signature
from exports.format.styles import page_format
from exports.format.xml import Run, Text


def written(paper: Publication, marks: Sequence[str] = ()) -> bytes:
    """The Word file: the same paper gives the same bytes. ``marks``: names of hidden bookmarks on the title."""
    made = Paper(
        page_format(paper.day),
        title=f"{paper.title} – {paper.subject}",
        cell=paper.cell.name,
        created=paper.made,
        landscape=paper.wide,
        marks=marks,
        code=paper.cell.code_on_papers,
    )
    print_blocks(made, paper.blocks)
    return made.to_bytes()


def print_blocks(paper: Paper, blocks: Iterable[Block]) -> None:
    """Write an outline on a paper."""
    for block in printed(blocks):
        match block:
            case Head():
                paper.head(upper=block.upper, body=block.body, number=block.number, place_date=block.place_date)
            case Title():
                paper.title(block.kind, block.lines)
            case Section():
                paper.section(block.text, block.level, block.of)
            case Paragraph():
                paper.paragraph(_text(block.words), block.of)
            case Bullet():
                paper.bullet(_text(block.words), block.of)
            case Opinion():
                paper.opinion(block.speaker, _text(block.words), block.address, block.of)
            case Table():
                _table(paper, block)
            case Picture():
                paper.picture(block.png, block.told, block.share)
            case Signatures():
                left, right = (Signature([capacity], name=name) for capacity, name in (block.left, block.right))
                paper.signatures(left, right)
            case Recipients():
                paper.recipients(block.names, Signature([block.capacity], block.office, block.name))
            case Draft():
                paper.draft(block.text)


def _table(paper: Paper, block: Table) -> None:
    rows = [
        [Run(in_words(value), bold=True) if number in block.strong else in_words(value) for value in row]
        for number, row in enumerate(block.rows)
    ]
    dense, kept = block.dense, block.strong - {len(rows) - 1}
    paper.table(block.heads, rows, block.widths, align=block.align, dense=dense, of=block.of, kept=kept)


def _text(words: Words) -> Text:
    pieces = (words,) if isinstance(words, str) else words
    return [_run(piece) for piece in pieces]


def _run(piece: str | Strong | Soft) -> str | Run:
    if isinstance(piece, str):
        return piece
    return Run(piece.text, bold=isinstance(piece, Strong), italic=isinstance(piece, Soft))
