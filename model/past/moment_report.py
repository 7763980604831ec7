"""A moment of a meeting in words, by parts as a page shows them, and as plain data for scripts and screen readers."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from model import report
from model.events import ItemConcluded, Task, Vote
from model.past.moment import Decided, Moment, Place, Timeline, clock_of
from model.past.review import Section
from model.vietnamese import short_date
from model.voting import sentence
from model.words import ABSENCE

_LEAST = 60
"""Seconds from which a time since is told in minutes."""


def sections(timeline: Timeline, moment: Moment, newest: str) -> list[Section]:
    """Title and lines of each part; a part with nothing in it has no lines. ``newest``: the last entry in words."""
    meeting = timeline.meeting
    state = "đã bế mạc" if moment.closed else "đang họp"
    at = clock_of(moment.at, timeline.first)
    return [
        (f"{report.title(meeting)}, lúc {at} ({state})", list(_now(timeline, moment, newest))),
        ("Trong phòng", list(_room(timeline, moment))),
        ("Đã quyết định", [_decided(timeline, decided) for decided in moment.decided]),
        ("Nhiệm vụ đã giao", list(_tasks(timeline, moment))),
        ("Danh sách có mặt", ["; ".join(_told(timeline, moment.those("here")))]),
    ]


def _now(timeline: Timeline, moment: Moment, newest: str) -> Iterator[str]:
    yield f"{timeline.span_words()}; đã ghi {moment.number}/{len(timeline.record)} mục".capitalize()
    if running := moment.running:
        yield f"Đang bàn: {running.title}, từ {clock_of(running.since, timeline.first)}{_for(moment.at, running.since)}"
    elif not moment.closed:
        yield "Không nội dung nào đang bàn"
    if moment.speaker:
        yield f"Người nói: {_name(timeline, moment.speaker)}"
    if moment.last:
        yield f"Mục gần nhất: {newest}"


def _for(at: datetime, since: datetime) -> str:
    seconds = int((at - since).total_seconds())
    return f" ({seconds // 60} phút)" if seconds >= _LEAST else ""


def _room(timeline: Timeline, moment: Moment) -> Iterator[str]:
    presence = timeline.meeting.presence
    expected = {p.id for p in presence.expected}
    here = moment.those("here")
    own = [place for place in here if place.person.id in expected]
    yield f"Có mặt {len(own)}/{len(expected)} đảng viên phải dự"
    for label, places in (
        ("Đến muộn", [place for place in own if place.late]),
        ("Trở lại", [place for place in own if place.back]),
        ("Khách, đảng viên khác", [place for place in here if place.person.id not in expected]),
        ("Chưa đến, về sau mới đến", moment.those("not_yet")),
        ("Đã ra khỏi phòng", moment.those("out")),
        *((word, moment.those(kind)) for kind, word in ABSENCE.items()),  # type: ignore[arg-type]
    ):
        if places:
            yield f"{label} {len(places)}: {'; '.join(_told(timeline, places))}"


def _told(timeline: Timeline, places: Iterable[Place]) -> Iterator[str]:
    """``Lê Đức (đến muộn 19:50:00)``."""
    for place in places:
        since = clock_of(place.since, timeline.first) if place.since else ""
        word = (
            "đến muộn " if place.late else "trở lại " if place.back else "đến lúc " if place.where == "not_yet" else ""
        )
        more = f"{word}{since}" if since else place.reason
        yield _name(timeline, place.person.id) + (f" ({more})" if more else "")


def _decided(timeline: Timeline, decided: Decided) -> str:
    entry, event = decided.entry, decided.entry.event
    at = f"{entry.at:%H:%M:%S}"
    if isinstance(event, Vote) and decided.judged:
        return f"{at} {sentence(event, decided.judged, timeline.names)}"
    assert isinstance(event, ItemConcluded)
    return f"{at} Kết luận {decided.title}: {event.conclusion}"


def _tasks(timeline: Timeline, moment: Moment) -> Iterator[str]:
    for entry in moment.tasks:
        task = entry.event
        assert isinstance(task, Task)
        yield f"{entry.at:%H:%M:%S} {_name(timeline, task.owner)}: {task.text} (hạn {short_date(task.due)})"


def _name(timeline: Timeline, who: str) -> str:
    return timeline.names.get(who, who)


def as_data(timeline: Timeline, moment: Moment) -> dict[str, Any]:
    """The moment for ``--json`` (docs/looking-back.md); people as elsewhere in JSON, times with their zone."""
    meeting, refs = timeline.meeting, timeline.meeting.refs
    running, last = moment.running, moment.last
    return {
        "id": meeting.id,
        "at": moment.at.isoformat(),
        "state": "closed" if moment.closed else "open",
        "opened": timeline.first.isoformat(),
        "closed": meeting.closed.isoformat() if meeting.closed else None,
        "entries": {"so_far": moment.number, "total": len(timeline.record)},
        "item": {"title": running.title, "since": running.since.isoformat()} if running else None,
        "speaker": refs.get(moment.speaker, moment.speaker) or None,
        "last": report.entry_data(meeting, last, refs) if last else None,
        "present": len(meeting.presence.present(moment.at)),
        "expected": len(meeting.presence.expected),
        "people": [_person(refs, place) for place in moment.places],
        "conclusions": [
            {"entry": d.entry.id, "at": d.entry.at.isoformat(), "item": d.title, "text": d.entry.event.conclusion}
            for d in moment.decided
            if isinstance(d.entry.event, ItemConcluded)
        ],
        "votes": [report.vote_data(meeting, d.entry, refs) for d in moment.decided if d.judged],
        "tasks": [
            {"entry": e.id, "at": e.at.isoformat(), "owner": refs.get(e.event.owner, e.event.owner),
             "text": e.event.text, "due": e.event.due.isoformat()}
            for e in moment.tasks
            if isinstance(e.event, Task)
        ],
    }  # fmt: skip


def _person(refs: dict[str, str], place: Place) -> dict[str, Any]:
    return {
        "member": refs[place.person.id],
        "status": place.person.status,
        "where": place.where,
        "since": place.since.isoformat() if place.since else None,
        "late": place.late,
        "back": place.back,
        "reason": place.reason or None,
    }
