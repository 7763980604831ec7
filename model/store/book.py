"""The book: the cell, its members and the program's settings (TinyDB on a safe storage)."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
from tinydb import TinyDB
from tinydb.table import Document

from model.cell import Cell, Member
from model.errors import StoreError
from model.store.cipher import Cipher
from model.store.storage import SafeStorage

T = TypeVar("T")


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
            return msgspec.convert(kept, kind)
        except msgspec.ValidationError as error:
            raise StoreError(f"{self._path} có mục không đọc được ({error}): hãy chạy `bienban doctor`.") from None
