"""What comes due in a data folder: by the cell's own rules where it has some, with the meetings that settle it."""

from datetime import date
from pathlib import Path

from model.errors import BadData
from model.rules import decoded
from model.store.data import Data
from model.store.files import read_bytes
from model.year.due import Due, DueRules, due, read_due_rules

FILE = "due.toml"
"""The cell's own rules, in the data folder."""


def own_rules(folder: Path) -> DueRules | None:
    """The cell's own rules, None where it has none. Raises BadData naming file, line and field; StoreError."""
    path = folder / FILE
    return read_due_rules(decoded(read_bytes(path), FILE), FILE) if path.exists() else None


def coming(data: Data, today: date, until: date | None = None) -> tuple[list[Due], list[str]]:
    """What is due up to ``until``, and a sentence for each damaged meeting. Raises BadData, StoreError."""
    cell = data.book.cell
    if cell is None:
        raise BadData("Chưa có thông tin chi bộ: xin mở `bienban` và ghi trước.")
    meetings, problems = data.archive.between(date(today.year - 1, 1, 1), date(today.year, 12, 31))
    return due(cell, data.book.members, meetings, today, until=until, rules=own_rules(data.folder)), problems
