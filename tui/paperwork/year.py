"""Writing a paper about a year: what it is made of, its number out of the register, the file beside older ones."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from platformdirs import user_documents_path

from exports.year import papers as year_papers
from exports.year.source import YearSource
from model.cell import roll
from model.days import months_later
from model.errors import BadData, BienbanError
from model.store.data import Data
from model.store.files import write_beside_older
from model.year.frames import MOST_YEARS, SHIPPED
from model.year.rating_rules import rating_rule
from tui.coming import own_rules


@dataclass(frozen=True)
class YearOrder:
    """A paper of a year to be written. ``of``: what it is about; ``ending``: docx or xlsx; ``path``: elsewhere."""

    paper: str
    year: int
    of: str = ""
    ending: str = "docx"
    path: Path | None = None


def source(data: Data, order: YearOrder, today: date) -> tuple[YearSource, list[str]]:
    """What the paper is made of, and a sentence for each meeting that is damaged. Raises BadData, StoreError."""
    made, problems = gathered(data, order.year, today)
    code = year_papers.code(order.paper, made.cell)
    number = data.book.number_of(code, _key(order), order.paper) if code else 0
    rules = own_rules(data.folder) if order.paper == "badge-list" else None
    return replace(made, number=number, of=order.of, due=rules), problems


def gathered(data: Data, year: int, today: date) -> tuple[YearSource, list[str]]:
    """All that is known of a year, and a sentence for each meeting that is damaged. Raises BadData, StoreError."""
    cell = data.book.cell
    if cell is None:
        raise BadData("Chưa có thông tin chi bộ: xin mở `bienban` và ghi trước.")
    last = date(year, 12, 31)
    loaded, problems = data.archive.between(date(year, 1, 1), months_later(last, rating_rule().review.last_month))
    meetings, after = (tuple(m for m in loaded if (m.date > last) == later) for later in (False, True))
    day = min(today, last) if year < today.year else today
    before = sorted({*range(year - MOST_YEARS + 1, year), *(past for past in data.book.years if past < year)})
    made = YearSource(
        year, day, cell, roll(data.book.members, day), meetings, tuple(data.book.year_record(year)),
        tuple((past, tuple(data.book.year_record(past))) for past in before),
        members=tuple(data.book.members), after=after,
        frames=tuple(f for f in data.frames.all() if f.id not in SHIPPED),
    )  # fmt: skip
    return made, problems


def write(data: Data, made: YearSource, order: YearOrder) -> Path:
    """Write the paper, with its number where it has one; an older file of that name is kept.

    A number given for a paper that could not be written is taken back. Raises StoreError, BadData.
    """
    year_papers.outline(made, order.paper)  # a paper that cannot be made takes no number
    made, fresh = numbered(data, made, order)
    try:
        return put(data, made, order)
    except BienbanError:
        if fresh:
            take_back(data, order)
        raise


def numbered(data: Data, made: YearSource, order: YearOrder) -> tuple[YearSource, bool]:
    """The paper with its number, and whether that was given out now. Raises StoreError, BadData."""
    code = year_papers.code(order.paper, made.cell)
    known = data.book.number_of(code, _key(order), order.paper) if code else 0
    fresh = bool(code) and not known and not data.read_only and order.ending == "docx"
    if fresh:
        known = data.book.give_number(code, _key(order), order.paper, made.day, made.cell.term)
    return replace(made, number=known), fresh


def put(data: Data, made: YearSource, order: YearOrder) -> Path:
    """Write the file beside older ones. Raises StoreError, BadData."""
    where = path(data, order)
    write_beside_older(where, content(made, order))
    return where


def take_back(data: Data, order: YearOrder) -> None:
    """Forget the number of a paper that could not be written. Raises StoreError."""
    data.book.take_back(year_papers.kind(order.paper).code, _key(order), order.paper)


def path(data: Data, order: YearOrder) -> Path:
    """Where the paper is put: with the year in the data folder; where that is sealed, the user's documents."""
    name = year_papers.file_name(order.paper, order.year, order.ending)
    return order.path or folder(data, order.year) / name


def folder(data: Data, year: int) -> Path:
    """Where the papers of a year are put."""
    place = user_documents_path() / "bienban" if data.cipher else data.folder / "years"
    return place / str(year)


def content(made: YearSource, order: YearOrder) -> bytes:
    """The bytes of the paper."""
    make = year_papers.spreadsheet if order.ending == "xlsx" else year_papers.document
    return make(made, order.paper)


def _key(order: YearOrder) -> str:
    """Whom the number is given to, in the place of a meeting."""
    return f"year-{order.year} {order.of}".strip()
