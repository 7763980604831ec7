"""Who spoke over a series of meetings: each member in figures, and how long he has been silent."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from model.cell import called
from model.entry import private
from model.events import Criticism, Remark, SelfCriticism
from model.meeting import Meeting
from model.year.counters import held

SILENT_IN_A_ROW = 2
"""So many meetings attended in a row without a word are pointed out."""


class Speaker(Struct, frozen=True, kw_only=True):
    """A member over a series of meetings. ``remarks``: one that is gone on with counts once.

    ``spoken``: meetings in which he said something, criticised himself or somebody; ``silent``: meetings that he
    attended, counted back from the last, without. ``meeting`` and ``entry``: where he spoke last, on the day ``last``.
    """

    member: str
    name: str
    attended: int = 0
    spoken: int = 0
    remarks: int = 0
    self_criticisms: int = 0
    criticisms: int = 0
    criticised: int = 0
    silent: int = 0
    last: date | None = None
    meeting: str = ""
    entry: int = 0

    @property
    def open(self) -> bool:
        """Whether he has been silent so long that it is pointed out."""
        return self.silent >= SILENT_IN_A_ROW


def speakers(meetings: Iterable[Meeting], *, internal: bool = True) -> list[Speaker]:
    """Every member of the cell on the roll of a meeting held, guests left out; without ``internal`` as others see it.

    A member's words count where he was on the roll as a member; his name is that of the last roll. Old minutes do not
    tell who spoke, so they count for nobody.
    """
    meetings = held(meetings)
    people = {p.id: p for m in meetings for p in m.presence.cell_members}
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    last: dict[str, tuple[date, str, int]] = {}
    for meeting in meetings:
        said, spoke = _said(meeting, internal=internal)
        for person in meeting.presence.cell_members:
            mine = counted[person.id]
            mine.update(said[person.id])
            attended = meeting.stated is None and meeting.presence.attended(person.id)
            mine["attended"] += attended
            if person.id in spoke:
                last[person.id] = meeting.date, meeting.id, spoke[person.id]
                mine["spoken"] += 1
                mine["silent"] = 0
            else:
                mine["silent"] += attended
    names = called(people.values())
    found = []
    for who in people:
        day, meeting_id, entry = last.get(who, (None, "", 0))
        found.append(Speaker(member=who, name=names[who], **counted[who], last=day, meeting=meeting_id, entry=entry))
    return found


def _said(meeting: Meeting, *, internal: bool) -> tuple[dict[str, Counter[str]], dict[str, int]]:
    """What everybody said in a meeting, in figures, and the last entry of each who spoke."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    spoke: dict[str, int] = {}
    for entry in meeting.record:
        if not internal and private(entry):
            continue
        match entry.event:
            case Remark(speaker=who, continued=continued):
                said[who]["remarks"] += not continued
                spoke[who] = entry.id
            case SelfCriticism(member=who):
                said[who]["self_criticisms"] += 1
                spoke[who] = entry.id
            case Criticism(from_=who, to=to):
                said[who]["criticisms"] += 1
                said[to]["criticised"] += 1
                spoke[who] = entry.id
    return said, spoke
