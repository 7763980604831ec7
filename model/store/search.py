"""Words in everything recorded, without accents and in any order, with filters (SQLite FTS5).

The index is made anew from the journals wherever it is missing, damaged or of another version.
"""

import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from model.decoding import decoder
from model.errors import BienbanError, StoreError
from model.past.outcomes import Page, page_of, trace
from model.past.query import Query, Wanted, parse, words_in
from model.past.said import said
from model.store.archive import Archive
from model.store.files import write_atomic

VERSION = 2
"""Of the tables: an index of another version is made anew."""

_TABLES = f"""
create table seen (meeting text primary key, size integer, first integer, page blob);
create table standing (number integer primary key, open integer);
create virtual table entries using fts5 (
  who, text, item, kind,
  meeting unindexed, entry unindexed, at unindexed, who_said unindexed, text_said unindexed,
  tokenize = 'ascii', prefix = '1', columnsize = 0
);
pragma user_version = {VERSION};
"""
_INSERT = (
    "insert into entries (rowid, who, text, item, kind, meeting, entry, at, who_said, text_said) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PER_MEETING, _PER_DAY = 16, 24
"""Bits of a row's number below the meeting of the day, and below the day: rows stand in the order of time."""

_MANY, _SOON = 1000, 1.0
"""The sizes of more journals than this are not looked at with each letter typed, but after so many seconds."""


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

    def __init__(self, path: Path, archive: Archive, *, read_only: bool = False) -> None:
        self._path = path
        self._archive = archive
        self._read_only = read_only
        self._db: sqlite3.Connection | None = None
        self._on_disk = True
        self._agreed = 0.0
        """Until then the index of very many meetings is taken to agree with the journals, in seconds of the clock."""
        self._turn = threading.RLock()  # a thread a keystroke, one connection

    def find(self, words: str, limit: int = 200) -> list[Hit]:
        """What the query asks for (:mod:`model.past.query`), newest first; raises BadData where that is not clear."""
        query = parse(words)
        with self._turn:
            for attempt in range(3):
                try:
                    return self._found(query, limit)
                except sqlite3.DatabaseError as error:
                    if "locked" in str(error):
                        raise StoreError("Cửa sổ khác đang lập danh mục tìm kiếm: xin tìm lại sau giây lát.") from None
                    self._discard()
                    self._on_disk = attempt == 0  # a disk that spoils it twice, or cannot take it, is given up
        raise StoreError("Không lập được danh mục tìm kiếm: xin thoát rồi mở lại chương trình.")

    def prepare(self) -> None:
        """Bring the index up to the journals, so that the first search need not wait for it."""
        with self._turn, suppress(sqlite3.DatabaseError, StoreError):  # whoever searches is told
            self._refreshed()

    def close(self) -> None:
        """Let the index go; one of sealed data is kept sealed, as it stood in memory."""
        with self._turn:
            if self._db:
                if self._archive.cipher and self._db.total_changes and self._on_disk and not self._read_only:
                    with suppress(StoreError):  # it can be made anew
                        write_atomic(self._path, self._archive.cipher.seal(self._db.serialize(), self._path.name))
                self._db.close()
                self._db = None

    def _found(self, query: Query, limit: int) -> list[Hit]:
        clauses, values = _conditions(query)
        where = f"where {' and '.join(clauses)} " if clauses else ""
        rows = self._refreshed().execute(
            f"select meeting, entry, at, who_said, text_said from entries {where}order by rowid desc", values
        )
        hits = (hit for hit in (Hit(*row) for row in rows) if query.narrow(hit.who, hit.text))
        return [hit for _, hit in zip(range(limit), hits, strict=False)]

    def _discard(self) -> None:
        """Let a damaged index go, with what SQLite left beside it; it is made anew from the journals."""
        if self._db:
            self._db.close()
            self._db = None
        for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
            with suppress(OSError):  # a folder that may only be read
                path.unlink(missing_ok=True)

    def _refreshed(self) -> sqlite3.Connection:
        """The index, brought up to the journals."""
        if self._db is None:
            self._db = self._connect()
        elif time.monotonic() < self._agreed:
            return self._db
        db = self._db
        seen = dict(db.execute("select meeting, size from seen"))
        with db:
            same_day: Counter[str] = Counter()
            asked_anew = False
            for meeting_id in self._archive.ids():
                day = meeting_id[:10]
                same_day[day] += 1
                size = self._archive.size(meeting_id)
                if seen.pop(meeting_id, None) != size:
                    before = _forget(db, meeting_id)
                    page = self._learn(db, meeting_id, size, _first_row(day, same_day[day]))
                    asked_anew |= page != before
            for meeting_id in seen:
                asked_anew |= _forget(db, meeting_id) is not None
            if asked_anew:
                _tell_standing(db)
        self._agreed = time.monotonic() + _SOON if same_day.total() > _MANY else 0
        return db

    def _learn(self, db: sqlite3.Connection, meeting_id: str, size: int, first: int) -> bytes:
        """Take a meeting in; what it says of tasks and promises, as kept."""
        rows: list[tuple[int | str, ...]] = []
        page = b""
        with suppress(BienbanError):  # a damaged journal is told by doctor
            meeting = self._archive.load(meeting_id).meeting
            page = msgspec.json.encode(page_of(meeting))
            rows = [
                (first + s.entry, _again(s.who), words_in(s.text), _again(s.item), _kind_words(s.kinds, s.step),
                 meeting_id, s.entry, s.at, s.who, s.text)
                for s in said(meeting)
            ]  # fmt: skip
        db.executemany(_INSERT, rows)
        db.execute("insert into seen values (?, ?, ?, ?)", (meeting_id, size, first, page))
        return page

    def _connect(self) -> sqlite3.Connection:
        cipher = self._archive.cipher
        if self._on_disk and not cipher:  # words of the meetings never stand unsealed on the disk
            with suppress(OSError, sqlite3.OperationalError):  # or a folder that may only be read
                os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
                return _opened(str(self._path))
        kept = None
        if cipher and self._on_disk:
            with suppress(OSError):
                kept = cipher.open(self._path.read_bytes(), self._path.name)
        return _opened(":memory:", kept)


def _opened(place: str, kept: bytes | None = None) -> sqlite3.Connection:
    """An index with its tables, or the one ``kept``; raises DatabaseError where that is none of this version."""
    db = sqlite3.connect(place, check_same_thread=False)
    try:
        if kept:
            db.deserialize(kept)
        (version,) = db.execute("pragma user_version").fetchone()
        (tables,) = db.execute("select count(*) from sqlite_master").fetchone()
        if tables and version != VERSION:
            raise sqlite3.DatabaseError(f"version {version}")
        if not tables:
            db.executescript(f"begin; {_TABLES} commit;")
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def _forget(db: sqlite3.Connection, meeting_id: str) -> bytes | None:
    """Let a meeting go; what it said of tasks and promises, or None where it was not known."""
    known = db.execute("select first, page from seen where meeting = ?", (meeting_id,)).fetchone()
    if known is None:
        return None
    first, page = known
    db.execute("delete from entries where rowid between ? and ?", (first, first + (1 << _PER_MEETING) - 1))
    db.execute("delete from seen where meeting = ?", (meeting_id,))
    return bytes(page)


def _tell_standing(db: sqlite3.Connection) -> None:
    """Keep of every entry about a task or promise whether that one is open today."""
    known = db.execute("select meeting, first, page from seen where page <> ''").fetchall()
    first = {meeting_id: row for meeting_id, row, _ in known}
    found = trace(_page.decode(page) for _, _, page in known)
    rows = {
        first[meeting_id] + entry: one.open
        for one in (*found.tasks, *found.promises)
        for meeting_id, entry in ((one.meeting, one.entry), *((t.meeting, t.entry) for t in one.results))
        if entry
    }
    db.execute("delete from standing")
    db.executemany("insert into standing values (?, ?)", rows.items())


def _first_row(day: str, number: int) -> int:
    """The number before a meeting's first row, so that rows stand in the order of time."""
    try:
        ordinal = date.fromisoformat(day).toordinal()
    except ValueError:
        ordinal = 0
    return (ordinal << _PER_DAY) + (number << _PER_MEETING)


def _conditions(query: Query) -> tuple[list[str], list[int | str]]:
    """The clauses that hold of what is looked for, accents aside, and their values."""
    clauses: list[str] = []
    values: list[int | str] = []
    if words := " AND ".join(_words_wanted(query)):
        clauses.append("entries match ?")
        values.append(words)
    if (query.first, query.last) != (date.min, date.max):
        clauses.append("rowid between ? and ?")
        values += [query.first.toordinal() << _PER_DAY, ((query.last.toordinal() + 1) << _PER_DAY) - 1]
    if query.open is not None:
        clauses.append("exists (select 1 from standing where number = entries.rowid and open = ?)")
        values.append(query.open)
    return clauses, values


def _words_wanted(query: Query) -> Iterator[str]:
    """The parts of the FTS5 expression; words of letters and figures need no other care than quotes."""
    for columns, wanted in (("{who text}", query.wanted), ("who", query.people), ("item", query.item)):
        yield from (f"{columns} : {_fts(one)}" for one in wanted)
    if query.step:
        yield f'kind : "{_kind_words((), query.step)}"'
    kinds = query.kinds or ({"owed"} if query.open is not None else ())
    if kinds:
        yield f"kind : ({' OR '.join(_kind_words((kind,), '') for kind in sorted(kinds))})"


def _fts(wanted: Wanted) -> str:
    return f'"{" ".join(wanted.folded)}"{"" if wanted.whole else " *"}'


def _kind_words(kinds: tuple[str, ...], step: str) -> str:
    """Kinds and step as words of the index: no sign in them."""
    return " ".join([*(kind.replace("_", "") for kind in kinds), *([f"step{step}"] if step else [])])


_again = lru_cache(4096)(words_in)
"""For names and titles: they come again in every entry."""

_page = decoder(Page)
