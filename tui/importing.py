"""Old minutes on their way in: a file looked at, and taken over as a meeting of the archive."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from model.errors import BadData, Refused
from model.meeting import Meeting
from model.old_minutes.lines import Fact
from model.old_minutes.meeting import Plan, plan
from model.old_minutes.reader import Recognised, recognised
from model.parts import MeetingKind, Original
from model.store import arrival
from model.store.data import Data
from model.store.files import cannot, read_bytes
from model.vietnamese import clean, short_date
from model.words import MEETING_KIND

_ENDINGS = (".docx", ".doc", ".docm", ".rtf", ".odt")
"""What in a folder is looked at; for all but the first the way to .docx is told."""


@dataclass(frozen=True)
class Arriving:
    """A file that was read: its bytes, what was recognised, and the id of the meeting to be."""

    original: bytes
    found: Recognised
    meeting_id: str


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files meant: each as it is, a folder's own Word files in the order of their names."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        try:
            inside = sorted(path.iterdir())
        except OSError as error:
            raise cannot("đọc", path, error) from error
        found = [p for p in inside if p.suffix.lower() in _ENDINGS and not p.name.startswith(("~$", "."))]
        if not found:
            raise BadData(f"Thư mục {path} không có tệp Word nào: xin chọn thư mục khác.")
        yield from found


def look(data: Data, path: Path, today: date, *, day: date | None = None, kind: MeetingKind | None = None) -> Arriving:
    """What is in the file. Raises BadData, Refused, StoreError where it cannot come in, with the way out."""
    from exports.old_minutes import LARGEST, read  # noqa: PLC0415 - python-docx only when a file is read

    cell, name = data.book.cell, clean(path.name)
    if cell is None:
        raise BadData("Chưa khai báo chi bộ: xin khai báo chi bộ và nhập đảng viên trước.")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise cannot("đọc", path, error) from error
    if size > LARGEST:
        raise BadData(f"{name} lớn quá {LARGEST >> 20} MB, không phải biên bản một buổi họp.")
    original = read_bytes(path)
    found = recognised(read(original, name), name, cell, data.book.members, day=day, kind_told=kind)
    if found.day > today:
        raise BadData(
            f"{name}: ngày họp {short_date(found.day)} chưa tới. Đọc sai thì dùng `bienban import TỆP --date NGÀY`."
        )
    return Arriving(original, found, _new_id(data, found))


def _new_id(data: Data, found: Recognised) -> str:
    """The id of the meeting; refused where there is one of that kind on that day."""
    meeting_id = data.archive.free_id(found.day, found.kind)
    if meeting_id[-1].isdigit():  # the name without a number is taken
        told = f"Đã có cuộc họp {MEETING_KIND[found.kind]} ngày {short_date(found.day)}"
        raise Refused(f"{found.name}: {told} (id {meeting_id.rpartition('-')[0]}); không nhập và không ghi đè.")
    return meeting_id


def planned(data: Data, arriving: Arriving, off: Collection[Fact] = ()) -> Plan:
    """The meeting as it would be kept, without the facts switched ``off``."""
    cell = data.book.cell
    assert cell is not None
    original = Original(arriving.found.name, sha256(arriving.original).hexdigest())
    return plan(arriving.found, original, arriving.meeting_id, cell, data.book.members, off=off)


def take_over(data: Data, arriving: Arriving, made: Plan) -> Meeting:
    """Keep the meeting, whole or not at all. Raises Refused, StoreError."""
    if data.read_only:
        raise Refused(data.notice)
    arrival.keep(data.archive, made.entries, arriving.original)
    return Meeting(made.entries)
