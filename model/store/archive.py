"""The meetings on disk: one folder each with its journal; their index, which is made anew from them at any time."""

import os
import re
from collections.abc import Iterable, Iterator
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
from model.meeting import Meeting
from model.parts import REGULAR, MeetingKind
from model.store.chain import Reading, digest_of, read
from model.store.cipher import Cipher
from model.store.files import cannot, set_aside
from model.store.journal import Journal, Listener
from model.store.storage import SafeStorage
from model.vietnamese import fold, read_date, short_date
from model.words import MEETING_KIND

SIZE, HEAD = "size", "head"
"""Keys of an index line: bytes of the journal that the line was made from; how far the journal went."""

Head = tuple[int, str]
"""How far a journal went: lines and the digest of the last of them."""


@dataclass(frozen=True)
class Loaded:
    """A meeting read from its journal; ``damage`` is what could not be read or is gone, as a sentence, or empty.

    ``head`` is how far the journal goes, or how far it once went where that is gone; ``unknown`` the sentence about
    what only a newer program understands, or empty.
    """

    meeting: Meeting
    digest: str
    damage: str
    head: Head
    unknown: str


class NotBegun(BadData):
    """A journal without its first line: the program ended while a meeting was being made. Nothing is lost."""


class Archive:
    """``meetings/ID/journal.jsonl`` and ``index.json``."""

    def __init__(self, folder: Path, *, read_only: bool = False, cipher: Cipher | None = None) -> None:
        self.folder = folder / "meetings"
        self.cipher = cipher
        self._read_only = read_only
        self._index_path = folder / "index.json"
        self._db = self._open_index()
        self._rows: list[dict[str, Any]] | None = None
        self._known: dict[str, Head] | None = None

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
        while self.path(ident).exists() and not self._not_begun(ident):
            ident, number = f"{base}-{number}", number + 1
        return ident

    def load(self, meeting_id: str) -> Loaded:
        """The meeting of that id as far as its journal is sound; raises StoreError where nothing of it can be read."""
        path = self.journal_path(meeting_id)
        if not path.exists():
            raise BadData(f"Không có cuộc họp “{meeting_id}”. Xem các cuộc họp bằng `bienban list`.")
        known = self.heads.get(meeting_id, (0, ""))  # before the journal, to which another thread may add meanwhile
        reading = self.read(meeting_id)
        entries, unknown = _understood(reading.payloads, path)
        lost = self._lost(meeting_id, reading, known)
        damage = (reading.damage.sentence if reading.damage else unknown) or lost
        meeting = Meeting(entries)
        if meeting.prepared is None:
            if self._not_begun(meeting_id):
                raise NotBegun(f"Cuộc họp {meeting_id} chưa có gì được ghi: hãy chuẩn bị lại.")
            raise StoreError(damage or f"Nhật ký {path} không có mục nào: hãy phục hồi bằng `bienban restore`.")
        now = len(reading.payloads), reading.digest
        return Loaded(meeting, reading.digest, damage, known if lost else now, unknown)

    def _not_begun(self, meeting_id: str) -> bool:
        """Whether its folder has an empty journal and nothing else, and the index knows of no more."""
        journal = self.journal_path(meeting_id)
        is_empty = journal.exists() and not self.size(meeting_id) and meeting_id not in self.heads
        return is_empty and list(journal.parent.iterdir()) == [journal]

    def read(self, meeting_id: str) -> Reading:
        """The lines of a meeting's journal. Raises StoreError."""
        return read(self.journal_path(meeting_id), self.cipher)

    def create(self, meeting_id: str, listener: Listener | None = None) -> Journal:
        """The empty journal of a new meeting."""
        return Journal.create(self.journal_path(meeting_id), cipher=self.cipher, on_state=listener)

    def open(self, meeting_id: str, listener: Listener | None = None) -> tuple[Meeting, Journal]:
        """A meeting with its journal, to go on writing; raises StoreError where it cannot be."""
        if self._read_only:
            raise StoreError("Dữ liệu đang mở chỉ để xem: hãy đóng cửa sổ kia rồi mở lại để ghi.")
        loaded = self.load(meeting_id)  # a journal of which nothing can be read is left as it is
        if loaded.unknown:
            raise StoreError(loaded.unknown)
        known = self.heads.get(meeting_id, (0, ""))
        writer = Journal.open(self.journal_path(meeting_id), cipher=self.cipher, on_state=listener)
        lost = self._lost(meeting_id, writer.reading, known)
        writer.recovered = " ".join(filter(None, (writer.recovered, lost)))
        return loaded.meeting, writer

    def resolve(self, which: str) -> str:
        """The id meant by an id, a date or ``last``; raises BadData where there is none or more than one."""
        ids = self.ids()
        if not ids:
            raise BadData("Chưa có cuộc họp nào. Mở `bienban` để chuẩn bị một cuộc, hoặc dùng `bienban replay`.")
        if which == "last":
            return next((i for i in reversed(ids) if self.size(i)), ids[-1])
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
        """What the next meeting rests on: the earlier ones of the year and, held with a regular part, the last one.

        Oldest first. Older ones are not read, so that preparing takes no longer after ten years.
        """
        earlier: list[Meeting] = []
        for meeting_id in reversed([i for i in self.ids() if i < day.isoformat()]):
            if not meeting_id.startswith(str(day.year)) and any(map(_asked, earlier)):
                break
            with suppress(BienbanError):  # a damaged month is told on the first screen, and keeps nothing up
                earlier.append(self.load(meeting_id).meeting)
        return earlier[::-1]

    def between(self, first: date, last: date) -> tuple[list[Meeting], list[str]]:
        """The meetings from day to day, oldest first, and a sentence for each that is damaged or cannot be read."""
        meetings: list[Meeting] = []
        problems: list[str] = []
        for meeting_id in self.ids():
            if not first.isoformat() <= meeting_id[:10] <= last.isoformat():
                continue
            try:
                loaded = self.load(meeting_id)
            except NotBegun:
                continue
            except BienbanError as error:
                problems.append(str(error))
                continue
            meetings.append(loaded.meeting)
            problems += [loaded.damage] if loaded.damage else []
        return meetings, problems

    def after(self, meeting_id: str) -> Iterator[Meeting]:
        """The meetings behind one of them, each read when it is asked for; damaged ones as far as they go."""
        for later in self.ids():
            if later > meeting_id:
                with suppress(BienbanError):
                    yield self.load(later).meeting

    # --- the index --------------------------------------------------------------------------------

    @property
    def summaries(self) -> list[dict[str, Any]]:
        """One line of each meeting, oldest first, as the index has them."""
        if self._rows is None or self._read_only:
            kept = self._db.table("meetings").get(doc_id=1)
            self._rows = sorted(kept["rows"], key=lambda row: str(row["id"])) if kept else []
        return self._rows

    @property
    def heads(self) -> dict[str, Head]:
        """How far each journal is known to have gone."""
        known = self._known  # another thread may let it go at any moment
        if known is None:
            known = {row["id"]: (row[HEAD][0], row[HEAD][1]) for row in self.summaries if row.get(HEAD)}
            self._known = known
        return known

    def accept(self, meeting_id: str) -> None:
        """Take a journal as it is now for the whole, though it once went further or differently."""
        self.heads.pop(meeting_id, None)
        self.remember(self.load(meeting_id).meeting)

    def _lost(self, meeting_id: str, reading: Reading, known: Head) -> str:
        """What is gone of a journal by what the index knew of it, as a sentence, or nothing."""
        lines, digest = known
        path, now = self.journal_path(meeting_id), len(reading.payloads)
        if now < lines:
            return (
                f"Nhật ký {path} chỉ còn {now} dòng, trước đây đã lưu {lines} dòng: "
                "hãy chạy `bienban doctor --mend` để lấy lại từ bản sao lưu."
            )
        if lines and digest_of(reading.payloads[lines - 1]) != digest:
            return (
                f"Nhật ký {path} khác với bản đã lưu trước đây (từ dòng {lines} trở về trước): "
                "hãy chạy `bienban doctor` để so với bản sao lưu."
            )
        return ""

    def refresh(self, *, rebuild: bool = False) -> tuple[list[dict[str, Any]], list[str]]:
        """Bring the index up to the journals; returns its lines, oldest first, and what was damaged.

        Only journals of open meetings, and those of another size, are read; all of them for ``rebuild``.
        """
        rows, damaged = self.rows(rebuild=rebuild)
        if rows != self.summaries:
            try:
                self._save(rows)
            except StoreError as error:  # the list is as good; that the disk refuses is said
                damaged.append(str(error))
        return [{k: v for k, v in row.items() if k not in (SIZE, HEAD)} for row in rows], damaged

    def rows(self, *, rebuild: bool = False) -> tuple[list[dict[str, Any]], list[str]]:
        """What the index should say, oldest first, and what was damaged; nothing is written."""
        kept = {row["id"]: row for row in self.summaries}
        rows: list[dict[str, Any]] = []
        damaged: list[str] = []
        for meeting_id in self.ids():
            row, size, head = kept.get(meeting_id), self.size(meeting_id), self.heads.get(meeting_id)
            if rebuild or row is None or row.get(SIZE) != size or row["state"] != "closed" or HEAD not in row:
                try:
                    loaded = self.load(meeting_id)
                    row, head = report.summary(loaded.meeting), loaded.head
                    damage = loaded.damage
                except NotBegun:
                    continue
                except BienbanError as error:
                    row, damage = report.unreadable(meeting_id), str(error)
                damaged += [damage] if damage else []
                size = -1 if damage else size  # said each time
            rows.append(row | {SIZE: size, HEAD: list(head or ())})
        return rows, damaged

    def remember(self, meeting: Meeting) -> None:
        """Put the meeting's line into the index."""
        head = list(self.load(meeting.id).head)
        row = report.summary(meeting) | {SIZE: self.size(meeting.id), HEAD: head}
        self._save([*(r for r in self.summaries if r["id"] != meeting.id), row])

    def _save(self, rows: list[dict[str, Any]]) -> None:
        if self._read_only:
            return
        self._rows, self._known = sorted(rows, key=lambda row: str(row["id"])), None
        table = self._db.table("meetings")
        document = {"rows": rows}
        if table.contains(doc_id=1):
            table.update(document, doc_ids=[1])
        else:
            table.insert(Document(document, doc_id=1))

    def _open_index(self) -> TinyDB:
        db = TinyDB(self._index_path, storage=SafeStorage, read_only=self._read_only, keep=0, cipher=self.cipher)
        try:
            db.table("meetings").all()
        except StoreError:
            if self._read_only:
                return TinyDB(storage=MemoryStorage)
            set_aside(self._index_path)  # it can be made anew from the journals
            db = TinyDB(self._index_path, storage=SafeStorage, keep=0, cipher=self.cipher)
        return db


def _asked(meeting: Meeting) -> bool:
    """Whether it asked for what earlier ones left open: held and recorded with a regular part."""
    return bool(meeting.opened) and meeting.head.kind in REGULAR and meeting.stated is None


def _understood(payloads: Iterable[bytes], path: Path) -> tuple[list[Entry], str]:
    """The entries up to the first that this program does not know, and the sentence about that one, or nothing."""
    entries: list[Entry] = []
    for payload in payloads:
        try:
            entries.append(decode(payload))
        except msgspec.DecodeError as error:
            return entries, (
                f"Nhật ký {path} do phiên bản khác ghi, không hiểu được từ dòng {len(entries) + 1} ({error}): "
                "ở đây chỉ xem được phần trước, hãy cập nhật bienban."
            )
    return entries, ""
