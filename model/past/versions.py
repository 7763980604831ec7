"""What has become of a meeting since it was closed: each later entry is a version, with its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from model.entry import Entry, kind_of
from model.events import Closed, Correction, Undone
from model.meeting import Meeting
from model.words import KIND


@dataclass(frozen=True)
class Version:
    """The meeting after so many entries; the first one is that of the closing. ``what`` is a sentence's part."""

    number: int
    entries: int
    at: datetime
    what: str
    why: str = ""
    who: str = ""


def versions(meeting: Meeting) -> list[Version]:
    """The closing and everything recorded after it, in the journal's order; none while it was never closed."""
    closing = next((n for n, e in enumerate(meeting.entries) if isinstance(e.event, Closed)), None)
    return [] if closing is None else list(_since(meeting.entries, closing))


def _since(entries: Sequence[Entry], closing: int) -> Iterator[Version]:
    by_id = {entry.id: entry for entry in entries}
    for number, entry in enumerate(entries[closing:], 1):
        match entry.event:
            case Correction(of=of, changes=changes, why=why, who=who):
                said = "; ".join(f"“{c.was or ''}” thành “{c.now or ''}”" for c in changes)
                what = f"sửa {_named(by_id.get(of))}: {said}"
                yield Version(number, closing + number, entry.at, what, why, who)
            case Undone(of=of):
                yield Version(number, closing + number, entry.at, f"hoàn tác {_named(by_id.get(of))}")
            case _:
                yield Version(number, closing + number, entry.at, _named(entry))


def _named(entry: Entry | None) -> str:
    return f"{KIND.get(kind_of(entry.event), 'mục')} lúc {entry.at:%H:%M}" if entry else "mục đã ghi"


def at_version(meeting: Meeting, number: int) -> Meeting:
    """The meeting as it stood in a version; raises IndexError where there is none of that number."""
    known = versions(meeting)
    if not 1 <= number <= len(known):
        raise IndexError(number)
    return Meeting(meeting.entries[: known[number - 1].entries])
