"""Tables as WordprocessingML text: fixed widths in twips, rows that do not break, no cell without a paragraph."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from exports.format.xml import keep_with_next, styled

_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_RULED = f"<w:tblBorders>{_LINES}</w:tblBorders>"
_RULED_MARGIN = 70  # twips between a line and the text beside it

# Word joins two tables that touch, and wants a paragraph after the last one: so each ends with a low one.
TABLE_END = f"</w:tbl>{styled('Gap')}"


def columns(total: int, weights: Sequence[float]) -> list[int]:
    """Widths in twips in the ratio of the weights, adding up to ``total`` exactly."""
    whole = sum(weights)
    edges = [0, *(round(total * part / whole) for part in accumulate(weights))]
    return [right - left for left, right in pairwise(edges)]


def cell(width: int, paragraphs: Sequence[str], properties: str = "") -> str:
    """A cell. Word refuses a file with an empty one, so a cell of no paragraphs gets one."""
    content = "".join(paragraphs) or styled("Normal")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str]) -> str:
    """A row that never breaks over a page."""
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def head_row(cells: Iterable[str]) -> str:
    """A row that is repeated on each page of its table and is never the last on a page."""
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{keep_with_next(''.join(cells))}</w:tr>"


def table_start(widths: Sequence[int], *, ruled: bool) -> str:
    """The opening of a table, with ruled lines and side margins or bare; ``TABLE_END`` closes it."""
    lines, margin = (_RULED, _RULED_MARGIN) if ruled else ("", 0)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{lines}<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
