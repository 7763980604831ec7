"""Registers at hand: the days they can be asked about, and where a register is written."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from platformdirs import user_documents_path

from exports.registers import publication
from model.cell import Cell, roll
from model.errors import BadData
from model.meeting import Meeting
from model.past.registers import Asked, register, rows_of
from model.store.data import Data
from model.store.files import write_beside_older
from model.vietnamese import fold, short_date

ENDINGS = (".docx", ".xlsx")


@dataclass(frozen=True)
class Period:
    """Days from ``first`` to ``last``; ``id`` stands in names of files."""

    id: str
    words: str
    first: date = date.min
    last: date = date.max


ALL = Period("tat-ca", "Tất cả các kỳ họp")


def of_year(year: int) -> Period:
    """A year."""
    return Period(str(year), f"Năm {year}", date(year, 1, 1), date(year, 12, 31))


def of_term(cell: Cell | None) -> Period | None:
    """The term of office, where its beginning is known."""
    term = cell.term if cell else None
    if term is None or term.since is None:
        return None
    words = f"Nhiệm kỳ {term.name}".strip() if term.name else f"Nhiệm kỳ từ {short_date(term.since)}"
    return Period("nhiem-ky", words, term.since, term.until or date.max)


def periods(data: Data) -> list[Period]:
    """What can be asked about: the years with meetings, the newest first, the term, everything."""
    years = sorted({int(i[:4]) for i in data.archive.ids() if i[:4].isdigit()}, reverse=True)
    term = of_term(data.book.cell)
    return [*map(of_year, years), *([term] if term else []), ALL]


def path(data: Data, asked: Asked, period: Period, ending: str) -> Path:
    """Where a register is put: with the years in the data folder; where that is sealed, the user's documents."""
    folder = user_documents_path() / "bienban" if data.cipher else data.folder / "years"
    name = fold(register(asked.register).title).replace(" ", "-")
    return folder / period.id / f"{name}-{period.id}{ending}"


def write(data: Data, asked: Asked, meetings: list[Meeting], today: date, where: Path) -> str:
    """Write the register as Word or as a spreadsheet, an older file is kept; returns what to say of it.

    Raises BadData, StoreError.
    """
    cell = data.book.cell
    if cell is None:
        raise BadData("Chưa có thông tin chi bộ: xin mở `bienban` và ghi trước.")
    if where.suffix.lower() not in ENDINGS:
        raise BadData(f"Không biết ghi {where.name} dạng nào: xin đặt tên tệp kết thúc bằng .docx hoặc .xlsx.")
    made = publication(asked, meetings, cell, roll(data.book.members, today), today)
    if where.suffix.lower() == ".xlsx":
        from exports.spreadsheet import workbook  # noqa: PLC0415 - openpyxl only when it is needed

        content = workbook(made)
    else:
        from exports.format.word import written  # noqa: PLC0415 - python-docx only when a paper is written

        content = written(made)
    write_beside_older(where, content)
    whole, printed = (len(rows_of(asked, meetings, today, internal=internal)) for internal in (True, False))
    left_out = f"; {whole - printed} dòng nội bộ không in" if whole > printed else ""
    return f"Đã ghi {where}{left_out}"
