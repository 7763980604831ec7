"""The book: the cell, its members, its years, the program's settings (TinyDB on a safe storage)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Struct
from tinydb import TinyDB
from tinydb.table import Document

from model.cell import Cell, Member, Term
from model.decoding import convert
from model.errors import Refused, StoreError
from model.store.cipher import Cipher
from model.store.storage import SafeStorage
from model.year.record import AnyYearEvent, YearEntry

T = TypeVar("T")


class Number(Struct, frozen=True, omit_defaults=True):
    """A number given to a paper of a meeting on its day; without a meeting: given out by hand before."""

    code: str
    number: int
    day: date
    meeting: str = ""
    paper: str = ""


class Book:
    """``book.json``: each table holds one document, so that each change is one save, all or nothing."""

    def __init__(self, folder: Path, *, read_only: bool = False, cipher: Cipher | None = None) -> None:
        self._path = folder / "book.json"
        self._db = TinyDB(self._path, storage=SafeStorage, read_only=read_only, cipher=cipher)
        self._get("cell")  # a damaged book is told now, not in the middle of a meeting

    @property
    def notices(self) -> list[str]:
        """What had to be repaired on opening, for the user."""
        return cast(SafeStorage, self._db.storage).notices

    @property
    def newer(self) -> bool:
        """Whether a newer program wrote it, so that it may only be read."""
        return cast(SafeStorage, self._db.storage).newer

    @property
    def cell(self) -> Cell | None:
        """The cell; None before the first run is done. Raises StoreError."""
        kept = self._get("cell")
        return self._convert(kept, Cell) if kept else None

    @cell.setter
    def cell(self, cell: Cell) -> None:
        self._put("cell", msgspec.to_builtins(cell))

    @property
    def members(self) -> list[Member]:
        """The members in the order of their spreadsheet. Raises StoreError."""
        return self._convert(self._get("members").get("rows", []), list[Member])

    @members.setter
    def members(self, members: Iterable[Member]) -> None:
        self._put("members", {"rows": msgspec.to_builtins(list(members))})

    @property
    def settings(self) -> dict[str, Any]:
        """Settings of the program itself."""
        return self._get("settings")

    @settings.setter
    def settings(self, settings: Mapping[str, Any]) -> None:
        self._put("settings", dict(settings))

    @property
    def phrases(self) -> dict[str, str]:
        """The cell's own abbreviations, short to text; an empty text switches off one of the starting set."""
        return self._convert(self._get("phrases"), dict[str, str])

    @phrases.setter
    def phrases(self, phrases: Mapping[str, str]) -> None:
        self._put("phrases", dict(phrases))

    # --- the years -------------------------------------------------------------------------------

    def year_record(self, year: int) -> list[YearEntry]:
        """All that was entered of the year besides its meetings, in order. Raises StoreError."""
        return self._convert(self._get(f"year-{year}").get("rows", []), list[YearEntry])

    @property
    def years(self) -> list[int]:
        """The years that something was entered of besides their meetings, in order."""
        return sorted(int(name[5:]) for name in self._db.tables() if name.startswith("year-"))

    def record_year(self, year: int, event: AnyYearEvent, at: datetime) -> YearEntry:
        """Add an event to the record of the year; on the disk when this returns. Raises StoreError."""
        return self.record_year_all(year, [(event, at)])[-1]

    def record_year_all(self, year: int, events: Iterable[tuple[AnyYearEvent, datetime]]) -> list[YearEntry]:
        """Add several events to the record of the year at once, all or none. Raises StoreError."""
        entries = self.year_record(year)
        added = [YearEntry(number, at, event) for number, (event, at) in enumerate(events, len(entries) + 1)]
        self._put(f"year-{year}", {"rows": msgspec.to_builtins([*entries, *added])})
        return added

    # --- numbers of papers ------------------------------------------------------------------------

    @property
    def numbers(self) -> list[Number]:
        """Every number ever given out, in order. Raises StoreError."""
        return self._convert(self._get("numbers").get("rows", []), list[Number])

    def number_of(self, code: str, meeting_id: str, paper: str) -> int:
        """The number that this paper of the meeting has; 0 where it has none."""
        same = (n.number for n in self.numbers if (n.code, n.meeting, n.paper) == (code, meeting_id, paper))
        return next(same, 0)

    def give_number(self, code: str, meeting_id: str, paper: str, day: date, term: Term) -> int:
        """The paper's number: the one it has, else the next of its code in the term of office, kept from now on.

        Numbers run on over the year's end (HD 05-HD/VPTW). Raises StoreError.
        """
        if number := self.number_of(code, meeting_id, paper):
            return number
        number = self.last_number(code, term) + 1
        self._add_number(Number(code, number, day, meeting_id, paper))
        return number

    def take_back(self, code: str, meeting_id: str, paper: str) -> None:
        """Forget the number of a paper that could not be written, so that no number is missing. Raises StoreError."""
        kept = [n for n in self.numbers if (n.code, n.meeting, n.paper) != (code, meeting_id, paper)]
        self._put("numbers", {"rows": msgspec.to_builtins(kept)})

    def last_number(self, code: str, term: Term) -> int:
        """The highest number of a code given out in the term, in the program or before it; 0 where there is none."""
        since, until = term.since or date.min, term.until or date.max
        return max((n.number for n in self.numbers if n.code == code and since <= n.day <= until), default=0)

    def count_from(self, code: str, number: int, day: date, term: Term) -> None:
        """Have the next paper of the code bear ``number``: those before were given out by hand up to ``day``.

        Raises Refused where that number is taken already.
        """
        last = self.last_number(code, term)
        if number <= last:
            raise Refused(f"Số {last:02}-{code} đã cấp rồi: số tiếp theo phải từ {last + 1} trở lên.")
        self._add_number(Number(code, number - 1, day))

    def _add_number(self, number: Number) -> None:
        self._put("numbers", {"rows": msgspec.to_builtins([*self.numbers, number])})

    def _get(self, table: str) -> dict[str, Any]:
        kept = self._db.table(table).get(doc_id=1)
        return dict(kept) if kept else {}

    def _put(self, name: str, values: dict[str, Any]) -> None:
        def replace(document: Any) -> None:
            document.clear()
            document.update(values)

        table = self._db.table(name)
        if table.contains(doc_id=1):
            table.update(replace, doc_ids=[1])
        else:
            table.insert(Document(values, doc_id=1))

    def _convert(self, kept: Any, kind: type[T]) -> T:
        try:
            return convert(kept, kind)
        except msgspec.ValidationError as error:
            raise StoreError(f"{self._path} có mục không đọc được ({error}): hãy chạy `bienban doctor`.") from None
