"""The minutes (biên bản sinh hoạt chi bộ) as a Word file."""

from collections.abc import Iterable

from exports import minutes_text
from exports.outline import (
    Block,
    Bullet,
    Head,
    Opinion,
    Paragraph,
    Section,
    Signatures,
    Soft,
    Strong,
    Table,
    Title,
    Words,
    printed,
)
from exports.page import Paper, Signature, page_format
from exports.xml import Run, Text
from model.meeting import Meeting
from model.report import title


def paper(meeting: Meeting) -> Paper:
    """The minutes, dated by the meeting: the same meeting gives the same bytes."""
    created = meeting.closed or meeting.opened or meeting.standing[0].at
    name = f"{minutes_text.KIND} – {title(meeting)}"
    made = Paper(page_format(meeting.date), title=name, cell=meeting.cell.name, created=created)
    print_blocks(made, minutes_text.outline(meeting))
    return made


def print_blocks(paper: Paper, blocks: Iterable[Block]) -> None:
    """Write an outline on a paper."""
    for block in printed(blocks):
        match block:
            case Head():
                paper.head(upper=block.upper, body=block.body, number=block.number, place_date=block.place_date)
            case Title():
                paper.title(block.kind, block.lines)
            case Section():
                paper.section(block.text, block.level)
            case Paragraph():
                paper.paragraph(_text(block.words))
            case Bullet():
                paper.bullet(_text(block.words))
            case Opinion():
                paper.opinion(block.speaker, _text(block.words), block.address)
            case Table():
                paper.table(block.heads, block.rows, block.widths, align=block.align)
            case Signatures():
                left, right = (Signature([capacity], name=name) for capacity, name in (block.left, block.right))
                paper.signatures(left, right)


def _text(words: Words) -> Text:
    pieces = (words,) if isinstance(words, str) else words
    return [_run(piece) for piece in pieces]


def _run(piece: str | Strong | Soft) -> str | Run:
    if isinstance(piece, str):
        return piece
    return Run(piece.text, bold=isinstance(piece, Strong), italic=isinstance(piece, Soft))
