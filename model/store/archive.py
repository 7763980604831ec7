"""The meetings on disk: one folder each with its journal; their index, which is made anew from them at any time."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from model import report
from model.entry import Entry, decode
from model.errors import BadData, BienbanError, StoreError
from model.events import REGULAR, MeetingKind
from model.meeting import Meeting
from model.store import journal
from model.store.files import cannot, set_aside
from model.store.journal import Journal, Listener
from model.store.storage import SafeStorage
from model.vietnamese import fold, read_date, short_date
from model.words import MEETING_KIND

SIZE = "size"
"""Key of an index line: bytes of the journal that the line was made from."""


@dataclass(frozen=True)
class Loaded:
    """A meeting read from its journal; ``damage`` is what could not be read, as a sentence, or empty."""

    meeting: Meeting
    digest: str
    damage: str


class Archive:
    """``meetings/ID/journal.jsonl`` and ``index.json``."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder / "meetings"
        self._read_only = read_only
        self._index_path = folder / "index.json"
        self._db = self._open_index()
        self._rows: list[dict[str, Any]] | None = None

    def ids(self) -> list[str]:
        """The ids of all meetings, oldest first."""
        try:
            with os.scandir(self.folder) as found:  # tells folders from files without a look at each
                return sorted(entry.name for entry in found if entry.is_dir())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise cannot("đọc", self.folder, error) from None

    def path(self, meeting_id: str) -> Path:
        """The folder of a meeting."""
        return self.folder / meeting_id

    def journal_path(self, meeting_id: str) -> Path:
        """The journal of a meeting."""
        return self.path(meeting_id) / "journal.jsonl"

    def size(self, meeting_id: str) -> int:
        """Bytes of a meeting's journal: it only ever grows; 0 where there is none."""
        try:
            return os.stat(f"{self.folder}/{meeting_id}/journal.jsonl").st_size  # noqa: PTH116 - thousands at a start
        except OSError:
            return 0

    def free_id(self, day: date, kind: MeetingKind) -> str:
        """An id for a new meeting: ``2026-11-03-thuong-ky``, numbered where there is one already."""
        base = ident = f"{day.isoformat()}-{fold(MEETING_KIND[kind]).replace(' ', '-')}"
        number = 2
        while self.path(ident).exists():
            ident, number = f"{base}-{number}", number + 1
        return ident

    def load(self, meeting_id: str) -> Loaded:
        """The meeting of that id as far as its journal is sound; raises StoreError where nothing of it can be read."""
        path = self.journal_path(meeting_id)
        if not path.exists():
            raise BadData(f"Không có cuộc họp “{meeting_id}”. Xem các cuộc họp bằng `bienban list`.")
        reading = journal.read(path)
        damage = reading.damage.sentence if reading.damage else ""
        meeting = Meeting(_entries(reading.payloads, path))
        if meeting.prepared is None:
            raise StoreError(damage or f"Nhật ký {path} không có mục nào: hãy phục hồi bằng `bienban restore`.")
        return Loaded(meeting, reading.digest, damage)

    def create(self, meeting_id: str, listener: Listener | None = None) -> Journal:
        """The empty journal of a new meeting."""
        return Journal.create(self.journal_path(meeting_id), on_state=listener)

    def open(self, meeting_id: str, listener: Listener | None = None) -> tuple[Meeting, Journal]:
        """A meeting with its journal, to go on writing; raises StoreError where it cannot be."""
        self.load(meeting_id)  # a journal of which nothing can be read is left as it is
        path = self.journal_path(meeting_id)
        writer = Journal.open(path, on_state=listener)
        return Meeting(_entries(writer.reading.payloads, path)), writer

    def resolve(self, which: str) -> str:
        """The id meant by an id, a date or ``last``; raises BadData where there is none or more than one."""
        ids = self.ids()
        if not ids:
            raise BadData("Chưa có cuộc họp nào. Mở `bienban` để chuẩn bị một cuộc, hoặc dùng `bienban replay`.")
        if which == "last":
            return ids[-1]
        if which in ids:
            return which
        day = read_date(which)
        if day is None and re.fullmatch(r"\d+[-/.]\d+[-/.]\d+", which):
            raise BadData(f"Không có ngày “{which}”: xin ghi ngày/tháng/năm, như 03/11/2026.")
        if day is None:
            raise BadData(f"Không có cuộc họp “{which}”. Xem các cuộc họp bằng `bienban list`.")
        found = [i for i in ids if i.startswith(day.isoformat())]
        if len(found) > 1:
            raise BadData(f"Ngày {short_date(day)} có {len(found)} cuộc họp: {', '.join(found)}. Xin ghi rõ id.")
        if not found:
            raise BadData(f"Không có cuộc họp ngày {short_date(day)}. Xem các cuộc họp bằng `bienban list`.")
        return found[0]

    def before(self, day: date) -> list[Meeting]:
        """What the next meeting rests on: the earlier ones of the year, and the last with a regular part; oldest first.

        Older ones are not read, so that preparing takes no longer after ten years.
        """
        earlier: list[Meeting] = []
        for meeting_id in reversed([i for i in self.ids() if i < day.isoformat()]):
            if not meeting_id.startswith(str(day.year)) and any(m.head.kind in REGULAR for m in earlier):
                break
            with suppress(BienbanError):  # a damaged month is told on the first screen, and keeps nothing up
                earlier.append(self.load(meeting_id).meeting)
        return earlier[::-1]

    # --- the index --------------------------------------------------------------------------------

    @property
    def summaries(self) -> list[dict[str, Any]]:
        """One line of each meeting, oldest first, as the index has them."""
        if self._rows is None or self._read_only:
            kept = self._db.table("meetings").get(doc_id=1)
            self._rows = sorted(kept["rows"], key=lambda row: str(row["id"])) if kept else []
        return self._rows

    def refresh(self, *, rebuild: bool = False) -> tuple[list[dict[str, Any]], list[str]]:
        """Bring the index up to the journals; returns its lines, oldest first, and what was damaged.

        Only journals of open meetings, and those of another size, are read; all of them for ``rebuild``.
        """
        kept = {} if rebuild else {row["id"]: row for row in self.summaries}
        rows: dict[str, dict[str, Any]] = {}
        damaged: list[str] = []
        for meeting_id in self.ids():
            row, size = kept.get(meeting_id), self.size(meeting_id)
            if row is None or row[SIZE] != size or row["state"] != "closed":
                try:
                    loaded = self.load(meeting_id)
                    row = report.summary(loaded.meeting)
                    damaged += [loaded.damage] if loaded.damage else []
                except BienbanError as error:
                    damaged.append(str(error))
                    row = report.unreadable(meeting_id)
            rows[meeting_id] = row | {SIZE: size}
        if rows != kept:
            self._save(list(rows.values()))
        return [{k: v for k, v in row.items() if k != SIZE} for row in rows.values()], damaged

    def remember(self, meeting: Meeting) -> None:
        """Put the meeting's line into the index."""
        row = report.summary(meeting) | {SIZE: self.size(meeting.id)}
        self._save([*(r for r in self.summaries if r["id"] != meeting.id), row])

    def _save(self, rows: list[dict[str, Any]]) -> None:
        if self._read_only:
            return
        self._rows = sorted(rows, key=lambda row: str(row["id"]))
        table = self._db.table("meetings")
        document = {"rows": rows}
        if table.contains(doc_id=1):
            table.update(document, doc_ids=[1])
        else:
            table.insert(Document(document, doc_id=1))

    def _open_index(self) -> TinyDB:
        db = TinyDB(self._index_path, storage=SafeStorage, read_only=self._read_only, keep=0)
        try:
            db.table("meetings").all()
        except StoreError:
            if self._read_only:
                return TinyDB(storage=MemoryStorage)
            set_aside(self._index_path)  # it can be made anew from the journals
            db = TinyDB(self._index_path, storage=SafeStorage, keep=0)
        return db


def _entries(payloads: Iterable[bytes], path: Path) -> list[Entry]:
    try:
        return [decode(payload) for payload in payloads]
    except msgspec.DecodeError as error:
        raise StoreError(
            f"Nhật ký {path} do phiên bản khác ghi, không hiểu được ({error}): hãy cập nhật bienban."
        ) from None
