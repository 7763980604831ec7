"""Words in everything recorded, without accents and in any order (SQLite FTS5); made anew from the journals."""

import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from model.entry import fields_of
from model.errors import BadData, BienbanError, StoreError
from model.meeting import Meeting
from model.store.archive import Archive
from model.vietnamese import fold, matches, short_date

_TABLES = """
create table if not exists seen (meeting text primary key, size integer, first integer, last integer);
create virtual table if not exists entries using fts5 (
  folded, meeting unindexed, entry unindexed, at unindexed, who unindexed, text unindexed,
  tokenize = 'ascii', prefix = '1'
);
"""
_SAID = (
    "text", "subject", "conclusion", "strengths", "shortcomings", "cause", "remedy", "response", "reason", "matter",
    "word", "corrections",
)  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """An entry found; ``at`` in ISO form, ``who`` and ``text`` as recorded."""

    meeting: str
    entry: int
    at: str
    who: str
    text: str


class Search:
    """The index of words beside the meetings."""

    def __init__(self, path: Path, archive: Archive) -> None:
        self._path = path
        self._archive = archive
        self._db: sqlite3.Connection | None = None
        self._turn = threading.RLock()  # a thread a keystroke, one connection

    def find(self, words: str, limit: int = 200) -> list[Hit]:
        """The entries with all the words, newest first; raises BadData for a query without a letter."""
        query = " ".join(f'"{word}"*' for word in _words(words).split())
        if not query:
            raise BadData("Xin ghi ít nhất một từ cần tìm.")
        with self._turn:
            rows = self._current().execute(
                "select meeting, entry, at, who, text from entries where entries match ? order by rowid desc", (query,)
            )
            hits = (Hit(*row) for row in rows)
            return [hit for _, hit in zip(range(limit), self._narrowed(words, hits), strict=False)]

    def close(self) -> None:
        """Let the index go."""
        with self._turn:
            if self._db:
                self._db.close()
                self._db = None

    @staticmethod
    def _narrowed(words: str, hits: Iterator[Hit]) -> Iterator[Hit]:
        """Accents that were typed narrow the search."""
        plain = fold(words) == words.lower()
        return (hit for hit in hits if plain or matches(words, f"{hit.who} {hit.text}"))

    def _current(self) -> sqlite3.Connection:
        """The index, brought up to the journals; a damaged one is made anew."""
        try:
            return self._refreshed()
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise StoreError("Cửa sổ khác đang lập danh mục tìm kiếm: xin tìm lại sau giây lát.") from None
            self.close()
            self._path.unlink(missing_ok=True)
            return self._refreshed()

    def _refreshed(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = self._connect()
        db = self._db
        seen = dict(db.execute("select meeting, size from seen"))
        with db:
            same_day: Counter[str] = Counter()
            for meeting_id in self._archive.ids():
                day = meeting_id[:10]
                same_day[day] += 1
                size = self._archive.size(meeting_id)
                if seen.pop(meeting_id, None) != size:
                    _forget(db, meeting_id)
                    self._learn(db, meeting_id, size, _first_row(day, same_day[day]))
            for meeting_id in seen:
                _forget(db, meeting_id)
        return db

    def _learn(self, db: sqlite3.Connection, meeting_id: str, size: int, first: int) -> None:
        rows: list[tuple[str, str, int, str, str, str]] = []
        with suppress(BienbanError):  # a damaged journal is told by doctor
            rows = list(_rows(self._archive.load(meeting_id).meeting))
        numbered = [(first + n, *row) for n, row in enumerate(rows)]
        db.executemany(
            "insert into entries (rowid, folded, meeting, entry, at, who, text) values (?, ?, ?, ?, ?, ?, ?)", numbered
        )
        db.execute("insert into seen values (?, ?, ?, ?)", (meeting_id, size, first, first + len(rows) - 1))

    def _connect(self) -> sqlite3.Connection:
        try:
            if self._archive.cipher:  # words of the meetings never stand unsealed on the disk
                raise sqlite3.OperationalError
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
            db = sqlite3.connect(self._path, check_same_thread=False)
            db.executescript(_TABLES)
        except (OSError, sqlite3.OperationalError):  # or a folder that may only be read
            db = sqlite3.connect(":memory:", check_same_thread=False)
            db.executescript(_TABLES)
        return db


def _forget(db: sqlite3.Connection, meeting_id: str) -> None:
    for first, last in db.execute("select first, last from seen where meeting = ?", (meeting_id,)).fetchall():
        db.execute("delete from entries where rowid between ? and ?", (first, last))
    db.execute("delete from seen where meeting = ?", (meeting_id,))


def _first_row(day: str, number: int) -> int:
    """The number of a meeting's first row, so that rows stand in the order of time: day, meeting of the day, entry."""
    try:
        ordinal = date.fromisoformat(day).toordinal()
    except ValueError:
        ordinal = 0
    return (ordinal << 24) + (number << 16)


def _words(text: str) -> str:
    """The folded words of a text, with a space for every sign."""
    return "".join(c if c.isalnum() else " " for c in fold(text))


def _rows(meeting: Meeting) -> Iterator[tuple[str, str, int, str, str, str]]:
    names = meeting.names
    for entry in meeting.record:
        values = fields_of(entry.event)
        text = " · ".join(str(values[name]) for name in _SAID if values.get(name))
        if not text:
            continue
        who = ", ".join(names.get(values[f], values[f]) for f in entry.event.people_fields if values.get(f))
        yield _words(f"{who} {text} {short_date(meeting.date)}"), meeting.id, entry.id, entry.at.isoformat(), who, text
