"""The papers about a year, by name. Where they are put, and which number they bear, is the caller's part."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from importlib import import_module
from typing import cast

from exports.format.outline import Block, Publication, Title
from exports.heads import head, number_words
from exports.year.source import YearSource
from model.cell import Cell
from model.days import local
from model.errors import BadData

Outline = Callable[[YearSource], list[Block]]


@dataclass(frozen=True)
class YearKind:
    """A paper there is. ``made``: ``module:function`` of this package, loaded when it is asked for.

    ``code`` of its number, empty where it has none; ``wide``: landscape; ``table``: may be written as .xlsx too.
    """

    title: str
    file: str
    made: str
    code: str = ""
    wide: bool = False
    table: bool = False


YEAR_PAPERS = {
    "year-summary": YearKind("Tổng hợp năm", "tong-hop-nam", "summary:paper", wide=True, table=True),
    "rating-list": YearKind(
        "Danh sách tổng hợp xếp loại", "tong-hop-xep-loai", "rating:listing", wide=True, table=True
    ),
    "rating-minutes": YearKind("Biên bản bỏ phiếu xếp loại", "bien-ban-xep-loai", "rating:minutes", "BB"),
    "badge-list": YearKind(
        "Danh sách đề nghị tặng Huy hiệu Đảng", "tang-huy-hieu-dang", "badges:paper", wide=True, table=True
    ),
    "self-assessment-4-tot": YearKind("Phiếu tự đánh giá", "phieu-tu-danh-gia-4-tot", "frame_papers:self_assessment"),
    "registration": YearKind("Đăng ký thi đua", "dang-ky-thi-dua", "frame_papers:registered"),
    "interim-report": YearKind("Báo cáo sơ kết", "bao-cao-so-ket", "interim_report:paper", "BC"),
}
"""Every paper of a year by the name that the command line calls it by."""


def kind(paper: str) -> YearKind:
    """The paper of that name; raises BadData where there is none."""
    if paper not in YEAR_PAPERS:
        raise BadData(f"Không có văn bản “{paper}” của cả năm. Có: {', '.join(YEAR_PAPERS)}.")
    return YEAR_PAPERS[paper]


def code(paper: str, cell: Cell) -> str:
    """The code of the paper's number; none for minutes where the cell puts no number on them."""
    given = kind(paper).code
    return "" if given == "BB" and not cell.number_on_minutes else given


def file_name(paper: str, year: int, ending: str = "docx") -> str:
    """``tong-hop-nam-2026.docx``."""
    return f"{kind(paper).file}-{year}.{ending}"


def begin(source: YearSource, title: str, *subject: str, code: str = "") -> list[Block]:
    """The head and the title of a paper of the year; ``code`` of the number, empty for a paper without."""
    number = number_words(source.number, code) if code else ""
    return [head(source.cell, source.day, number), Title(title, subject)]


def outline(source: YearSource, paper: str) -> list[Block]:
    """What the paper says; raises BadData for a paper there is not, or where the year has nothing for it."""
    module, _, name = kind(paper).made.partition(":")
    return cast(Outline, getattr(import_module(f"exports.year.{module}"), name))(source)


def publication(source: YearSource, paper: str) -> Publication:
    """The paper with what a file needs besides. Raises BadData like :func:`outline`."""
    made = kind(paper)
    blocks = outline(source, paper)
    subject = ", ".join(next((block.lines for block in blocks if isinstance(block, Title)), ()))
    at = local(datetime.combine(source.day, time()))
    return Publication(made.title, subject, source.cell, source.day, at, tuple(blocks), made.wide)


def document(source: YearSource, paper: str) -> bytes:
    """The Word file: the same source gives the same bytes. Raises BadData like :func:`outline`."""
    from exports.format.word import written  # noqa: PLC0415 - python-docx only when a paper is written

    return written(publication(source, paper))


def spreadsheet(source: YearSource, paper: str) -> bytes:
    """The .xlsx of a paper with a table. Raises BadData for one without."""
    from exports.spreadsheet import workbook  # noqa: PLC0415 - openpyxl only when it is needed

    if not kind(paper).table:
        raise BadData(f"“{kind(paper).title}” không có dạng bảng tính.")
    return workbook(publication(source, paper))
