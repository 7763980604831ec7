"""The lists as .xlsx: real numbers and days, heads that stay in sight, columns as wide as on paper."""

import re
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Place
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exports.format.outline import Block, Cell, Head, Paragraph, Publication, Section, Table, Title, plain, printed
from exports.format.xml import xml_text
from exports.papers import SPREADSHEETS, kind, publication
from exports.source import Source
from model.errors import BadData

_WIDTH = 110
"""Letters over all columns of a table."""

_LONGEST_NAME = 31
"""Letters in the name of a sheet (Excel)."""

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")  # openpyxl writes the time of now
_FONT = "Times New Roman"
_THIN = Side(style="thin")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_ALIGN = {"l": "left", "c": "center", "r": "right", "j": "justify"}


def spreadsheet(source: Source, paper: str) -> bytes:
    """The .xlsx of a list; the same source gives the same bytes. Raises BadData for a paper that is no list."""
    if paper not in SPREADSHEETS:
        raise BadData(f"“{kind(paper).title}” không có dạng bảng tính. Có: {', '.join(SPREADSHEETS)}.")
    return workbook(publication(source, paper))


def workbook(paper: Publication) -> bytes:
    """The .xlsx of a paper with a table; the same paper gives the same bytes."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = paper.title[:_LONGEST_NAME]
    blocks = printed(paper.blocks)
    tables = [block for block in blocks if isinstance(block, Table)]
    _widths(sheet, tables[0])
    for block in blocks:
        _write(sheet, block, frozen=block is tables[0])
    sheet.page_setup.orientation = "landscape" if paper.wide else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made = paper.made.replace(tzinfo=None)
    book.properties.creator = xml_text(paper.cell.name)
    book.properties.title = paper.title
    book.properties.created = book.properties.modified = made
    return _undated(book, made)


def _undated(book: Workbook, made: datetime) -> bytes:
    """The workbook without the time of its writing."""
    file, copy = BytesIO(), BytesIO()
    book.save(file)
    with ZipFile(file) as old, ZipFile(copy, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>%sZ\g<2>" % made.isoformat(timespec="seconds").encode(), data)
            new.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return copy.getvalue()


def _widths(sheet: Worksheet, table: Table) -> None:
    whole = sum(table.widths)
    for number, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = max(4.5, round(_WIDTH * width / whole, 1))


def _write(sheet: Worksheet, block: Block, *, frozen: bool) -> None:
    match block:
        case Head():
            _line(sheet, block.upper.upper())
            _line(sheet, block.body.upper(), bold=True)
            _line(sheet, block.place_date)
        case Title():
            _line(sheet, block.kind.upper(), bold=True)
            for line in block.lines:
                _line(sheet, line, bold=True)
        case Section():
            _line(sheet, block.text, bold=True)
        case Paragraph():
            _line(sheet, plain(block.words))
        case Table():
            _table(sheet, block, frozen=frozen)


def _table(sheet: Worksheet, table: Table, *, frozen: bool) -> None:
    top = _next(sheet)
    for column, head in enumerate(table.heads, 1):
        _cell(sheet, top, column, head, "c", bold=True)
    if frozen:
        sheet.freeze_panes = f"A{top + 1}"
        sheet.print_title_rows = f"{top}:{top}"
    for number, row in enumerate(table.rows):
        for column, (value, align) in enumerate(zip(row, table.align, strict=True), 1):
            _cell(sheet, top + 1 + number, column, value, align, bold=number in table.strong)


def _cell(sheet: Worksheet, row: int, column: int, value: Cell, align: str, *, bold: bool) -> None:
    cell = _place(sheet, row, column)
    if isinstance(value, str):
        _say(cell, value)
    else:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    cell.font = Font(name=_FONT, size=12, bold=bold)
    cell.alignment = Alignment(horizontal=_ALIGN[align], vertical="center", wrap_text=True)
    cell.border = _LINE


def _line(sheet: Worksheet, text: str, *, bold: bool = False) -> None:
    if text:
        cell = _place(sheet, _next(sheet), 1)
        _say(cell, text)
        cell.font = Font(name=_FONT, size=12, bold=bold)


def _say(cell: Place, text: str) -> None:
    cell.value = xml_text(text)
    cell.data_type = "s"  # never a formula


def _place(sheet: Worksheet, row: int, column: int) -> Place:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Place)  # nothing is merged
    return cell


def _next(sheet: Worksheet) -> int:
    """The first row that nothing stands in yet."""
    return sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value is not None else 1
