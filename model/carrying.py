"""What earlier meetings leave to the next one: tasks, promises, items not dealt with, minutes not approved.

All of it comes back by itself: tasks and promises where last month is reported on, so in meetings with a
regular part, items and minutes in any. The committee and the cell leave nothing to one another.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from model.agenda import Item, default_agenda
from model.cell import Person
from model.events import EarlierApproved
from model.ledger import Assignment, Promise, carry, carry_promises, told_apart
from model.meeting import Meeting
from model.parts import REGULAR, AgendaItem, CarriedPromise, CarriedTask, EarlierMeeting, MeetingKind
from model.scoring.facts import measure
from model.vietnamese import short_date
from model.voting import judge
from model.words import MEETING_KIND

_Owed = TypeVar("_Owed", Assignment, Promise)


@dataclass(frozen=True)
class LeftOpen:
    """What a meeting is prepared with; the parts are those of :class:`model.events.Prepared`."""

    agenda: tuple[AgendaItem, ...]
    tasks: tuple[CarriedTask, ...]
    promises: tuple[CarriedPromise, ...]
    unapproved: tuple[EarlierMeeting, ...]
    former: dict[str, str]


def left_open(
    earlier: Sequence[Meeting], kind: MeetingKind, usual: Sequence[AgendaItem], people: Sequence[Person]
) -> LeftOpen:
    """What ``earlier`` meetings, oldest first, leave to one of that kind, with that usual agenda and these people.

    Of old minutes only the tasks of the newest meeting come over: what became of older ones nobody recorded.
    What was arranged for a meeting that was put off stands in the one of the other day.
    """
    earlier = [m for m in earlier if not (m.cancelled and m.cancelled.to)]
    known = [m for m in earlier if (m.head.kind == "committee") == (kind == "committee")]
    earlier = [m for m in known if m.stated is None]
    newest = [m for m in known[-1:] if m.stated is not None]
    last = next((m for m in reversed(earlier) if m.opened and m.head.kind in REGULAR), None)
    owing = [*sorted(earlier, key=lambda m: m is not last), *newest] if kind in REGULAR else []
    tasks = told_apart(t for m in owing for t in carry(_not_asked(last, m, m.tasks), m.date))
    promises = told_apart(p for m in owing for p in carry_promises(_not_asked(last, m, m.promises), m.date))
    minutes = unapproved(earlier)
    names = {ident: name for m in known for ident, name in m.names.items()}
    gone = ({t.owner for t in tasks} | {p.member for p in promises}) - {p.id for p in people}
    return LeftOpen(
        agenda=_agenda(usual, _items(last, earlier), minutes),
        tasks=tasks,
        promises=promises,
        unapproved=minutes,
        former={ident: names[ident] for ident in sorted(gone & names.keys())},
    )


def _not_asked(last: Meeting | None, meeting: Meeting, owed: Iterable[_Owed]) -> list[_Owed]:
    """All that ``last``, the last one to ask, leaves; of another one what was new after ``last`` was prepared."""
    if meeting is last:
        return list(owed)
    made = {e.id: e.at for e in meeting.standing}
    return [one for one in owed if not one.carried and (last is None or made[one.entry] > _prepared(last))]


def _prepared(meeting: Meeting) -> datetime:
    return meeting.entries[0].at


def _items(last: Meeting | None, earlier: Sequence[Meeting]) -> list[AgendaItem]:
    """The items put off, and those of the cell's own not reached; each keeps its id until it is dealt with.

    What was left before ``last``, the last regular meeting held, was prepared stands in that one's agenda already.
    """
    pending: dict[str, AgendaItem] = {}
    for meeting in earlier:
        if last and meeting is not last and _prepared(last) >= (meeting.closed or meeting.opened or _prepared(meeting)):
            continue
        minutes = {_minutes_item(m).id for m in meeting.head.unapproved}  # they come back as minutes
        usual = {item.id for item in default_agenda(meeting.head.kind, meeting.head.pack)}
        for item in meeting.agenda.items:
            pending.pop(item.id, None)
            if item.id in minutes or not (item.put_off or (item.waiting and not item.step and item.id not in usual)):
                continue
            ident, title, origin = f"{meeting.id}/{item.id}", item.title, meeting.id
            if item.origin:
                ident, origin = item.id, item.origin
            else:
                title += f" (hoãn từ {short_date(meeting.date)})"
            pending[ident] = AgendaItem(ident, title, origin=origin)
    return sorted(pending.values(), key=lambda item: item.origin)  # an id begins with the day: oldest first


def unapproved(earlier: Sequence[Meeting]) -> tuple[EarlierMeeting, ...]:
    """The meetings held, however long ago, whose minutes neither they nor a later one approved; oldest first."""
    found: dict[str, EarlierMeeting] = {}
    approved: set[str] = set()
    for meeting in earlier:
        found |= {m.id: m for m in meeting.head.unapproved}
        approved |= set(_approved_in(meeting))
        if measure(meeting)["minutes_approved"].value:
            approved.add(meeting.id)
        elif meeting.opened:
            found[meeting.id] = EarlierMeeting(meeting.id, meeting.date, meeting.head.kind)
    return tuple(sorted((m for m in found.values() if m.id not in approved), key=lambda m: (m.date, m.id)))


def _approved_in(meeting: Meeting) -> Iterator[str]:
    """The ids of earlier meetings whose minutes this one approved."""
    for entry in meeting.votes:
        vote = entry.event
        if isinstance(vote, EarlierApproved) and judge(meeting.presence, entry.at, vote).verdict == "passed":
            yield vote.meeting


def _agenda(
    usual: Sequence[AgendaItem], left: Sequence[AgendaItem], unapproved: Sequence[EarlierMeeting]
) -> tuple[AgendaItem, ...]:
    """The usual agenda with earlier minutes behind the programme, what was put off behind the discussion."""
    items = list(usual)
    decided = next((n for n, item in enumerate(items) if item.step in range(11, 17)), len(items))
    behind = next((n for n, item in enumerate(items, 1) if item.step in (8, "thematic")), decided)
    items[behind:behind] = left
    opened = max((n for n, item in enumerate(items, 1) if item.step in range(1, 6)), default=0)
    items[opened:opened] = [_minutes_item(meeting) for meeting in unapproved]
    return tuple(items)


def minutes_of(item: Item) -> str:
    """The id of the earlier meeting whose minutes the item is to approve; empty for any other item."""
    return item.origin if item.id == f"minutes/{item.origin}" else ""


def _minutes_item(meeting: EarlierMeeting) -> AgendaItem:
    called = "" if meeting.kind == "committee" else "sinh hoạt "
    title = f"Thông qua biên bản {called}{MEETING_KIND[meeting.kind]} ngày {short_date(meeting.date)}"
    return AgendaItem(f"minutes/{meeting.id}", title, origin=meeting.id)
