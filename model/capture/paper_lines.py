"""Lines written on paper during a power cut, one entry a line, as the acts that they become.

``19:42 @ đề nghị …``: an optional time (``19:42``, ``19:42:10``, ``19h42``), then a line of the grammar of the capture
line (:mod:`model.capture.line`). ``//`` begins a comment, ``khai mạc`` opens the meeting, ``bế mạc`` closes it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import pairwise

from model.capture.gaps import marked, next_number
from model.capture.line import read
from model.capture.naming import Floor
from model.capture.reading import Reading, desk_of
from model.capture.repair import guessed
from model.checks import stops
from model.days import local
from model.entry import Entry
from model.errors import BadData, Refused
from model.events import AnyEvent, Closed, Correction, Remark
from model.guard import admit, tidy
from model.meeting import Meeting
from model.vietnamese import clean, fold

COMMENT = "//"

_TIMED = re.compile(r"(\d{1,2})[:hH](\d{2})(?::(\d{2}))?(?:\s+|$)(.*)")
_SPOKEN = {"khai mac": ";km", "be mac": ";bm"}


@dataclass(frozen=True)
class PaperLine:
    """A line of the paper by its number; ``clock`` as written, None where there is none, ``to_the_minute`` if so."""

    number: int
    text: str
    clock: time | None = None
    to_the_minute: bool = False


def taken_down(meeting: Meeting, paper: str, name: str, now: datetime) -> list[Entry]:
    """The entries that the paper adds to the meeting, which itself stays as it is.

    A line without a time lies evenly between its neighbours, or the last entry and ``now``, and is marked as guessed.
    Raises :class:`BadData` naming every bad line with its number and reason.
    """
    if meeting.state == "closed":
        raise BadData("Cuộc họp đã bế mạc: xin mở lại (lệnh “Mở lại cuộc họp”) rồi nhập.")
    wrong: list[str] = []
    lines = list(_lines(paper, wrong))
    times = _times(lines, meeting, now, wrong)
    trial, floor = Meeting(meeting.entries), _floor(meeting)
    for line, at in zip(lines, times, strict=True):
        try:
            reading = _reading(trial, floor, line, at)
            events = [(guessed(e) if line.clock is None else e, moment or at) for e, moment in reading.events]
            trial = _with(trial, events)
        except Refused as refusal:
            wrong.append(_bad(line, str(refusal)))
            continue
        if reading.speaker and reading.speaker != floor.speaker:
            floor = Floor(reading.speaker, floor.speaker, floor.chair)
    if wrong:
        wrong.sort(key=_number)
        raise BadData("\n".join([f"{name}: chưa ghi gì, còn {len(wrong)} dòng phải sửa.", *wrong]))
    return trial.entries[len(meeting.entries) :]


def _lines(paper: str, wrong: list[str]) -> Iterator[PaperLine]:
    for number, raw in enumerate(paper.split("\n"), 1):
        text = clean(raw)
        if not text or text.startswith(COMMENT):
            continue
        found = _TIMED.match(text)
        if found is None:
            yield PaperLine(number, _SPOKEN.get(fold(text).rstrip("."), text))
            continue
        line = PaperLine(number, _SPOKEN.get(fold(found[4]).rstrip("."), found[4]), None, found[3] is None)
        try:
            yield replace(line, clock=time(int(found[1]), int(found[2]), int(found[3] or 0)))
        except ValueError:
            wrong.append(_bad(line, f"Không có giờ {text.split()[0]}: ghi như 19:42."))


def _times(lines: list[PaperLine], meeting: Meeting, now: datetime, wrong: list[str]) -> list[datetime]:
    """When each line happened: as written, later by a second where a minute has several, or between its neighbours."""
    known: dict[int, datetime] = {}
    last = meeting.opened
    for place, line in enumerate(lines):
        if line.clock is None:
            continue
        at = local(datetime.combine(meeting.date, line.clock))
        if last and line.to_the_minute and at <= last < at + timedelta(minutes=1):
            at = last + timedelta(seconds=1)
        if last and at < last:
            wrong.append(_bad(line, f"Giờ {line.clock:%H:%M:%S} sớm hơn dòng trước hoặc giờ khai mạc: xin xếp lại."))
        elif now.date() == meeting.date and at > now:
            wrong.append(_bad(line, f"Giờ {line.clock:%H:%M:%S} chưa tới: xin xem lại."))
        known[place] = last = max(at, last or at)
    return _spread(known, len(lines), _last_known(meeting, known, now), _end(lines, meeting, now, wrong))


def _last_known(meeting: Meeting, known: dict[int, datetime], now: datetime) -> datetime:
    """From when lines without a time may be: the last entry before the paper; its first time in a meeting not open."""
    first = min(known.values(), default=now)
    if not meeting.opened:
        return first
    return max((e.at for e in meeting.standing if meeting.opened <= e.at <= first), default=first)


def _end(lines: list[PaperLine], meeting: Meeting, now: datetime, wrong: list[str]) -> datetime:
    """Until when they may be: now; on another day nobody knows."""
    if lines and lines[-1].clock is None and now.date() != meeting.date:
        wrong.append(_bad(lines[-1], "Dòng cuối cùng cần có giờ, vì hôm nay không phải ngày họp."))
    return now


def _spread(known: dict[int, datetime], count: int, start: datetime, end: datetime) -> list[datetime]:
    marks = [(-1, start), *known.items(), (count, max(end, start, *known.values()))]
    times = dict(known)
    for (a, since), (b, until) in pairwise(marks):
        step = (until - since) / (b - a)
        times.update((place, since + step * (place - a)) for place in range(a + 1, b))
    return [times[place] for place in range(count)]


def _floor(meeting: Meeting) -> Floor:
    chair = meeting.roles.get("chair", "")
    said = (e.event.speaker for e in meeting.backwards() if isinstance(e.event, Remark))
    return Floor(next(said, chair), "", chair)


def _reading(trial: Meeting, floor: Floor, line: PaperLine, at: datetime) -> Reading:
    """What the line becomes, read as the meeting stood then; raises :class:`Refused`."""
    if any(e.at > at for e in trial.standing):
        trial = Meeting(e for e in trial.standing if e.at <= at and not isinstance(e.event, Correction))
    reading = read(line.text, desk_of(trial, floor, at))
    if line.clock is None and line.text == _SPOKEN["khai mac"]:
        raise Refused("Ghi giờ khai mạc ở đầu dòng, như 19:30 khai mạc.")
    if reading.problem or not line.text:
        raise Refused(reading.problem or "Sau giờ chưa ghi gì.")
    if reading.ask:
        raise Refused(reading.ask.removesuffix(" Enter lần nữa: vẫn ghi."))
    if reading.command:
        return replace(reading, events=((Closed(), None),))
    if not reading.events and reading.shown:
        raise Refused(f"{reading.label}: chưa đầy một giây sau mục trước, xin ghi giờ muộn hơn.")
    return reading


def _with(meeting: Meeting, events: list[tuple[AnyEvent, datetime]]) -> Meeting:
    """The meeting with one more act; raises :class:`Refused`, and then it is as it was."""
    first = len(meeting.entries) + 1 if len(events) > 1 else 0
    trial = Meeting(meeting.entries) if first else meeting
    for event, at in events:
        tidied = tidy(marked(event, next_number(trial)))
        admit(trial, tidied, at)
        if isinstance(tidied, Closed) and (missing := stops(trial, at)):
            raise Refused(f"Chưa bế mạc được: {missing[0].message}")
        trial.apply(Entry(len(trial.entries) + 1, at, tidied, first))
    return trial


def _bad(line: PaperLine, why: str) -> str:
    return f"Dòng {line.number}: {why}"


def _number(bad: str) -> int:
    return int(bad.removeprefix("Dòng ").partition(":")[0])
