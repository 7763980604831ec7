"""A prepared meeting that is not held: put off to another day with all that was arranged for it, or given up."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from model.clock import Clock
from model.errors import BienbanError, Refused, StoreError
from model.events import Cancelled, Correction
from model.store.data import Data
from model.vietnamese import short_date
from tui.session import Session


def cancel(data: Data, meeting_id: str, why: str, clock: Clock) -> None:
    """Give the meeting up. Raises :class:`Refused`, also without a reason, and StoreError."""
    with _recorded(data, Session.open(data, meeting_id, clock=clock)) as session:
        session.record(Cancelled(why=why))


def take_back(data: Data, meeting_id: str, clock: Clock) -> date | None:
    """Let a meeting that was put off or given up be held after all; returns the day of one prepared in its place.

    Raises :class:`Refused`, StoreError.
    """
    with _recorded(data, Session.open(data, meeting_id, clock=clock)) as session:
        if not (off := session.meeting.cancelled):
            raise Refused("Cuộc họp này không bị dời hay bỏ nên không có gì để lấy lại.")
        session.undo()
    there = data.archive.between(off.to, off.to)[0] if off.to else []
    return off.to if any(m.state == "prepared" and m.head.kind == session.meeting.head.kind for m in there) else None


def postpone(data: Data, meeting_id: str, day: date, clock: Clock, why: str = "") -> tuple[str, list[str]]:
    """The id of the meeting on the other day, and a sentence for each arrangement that does not fit it.

    The roll, open tasks and promises are those of the new day; agenda, roles, preparations and absences come along.
    Raises :class:`Refused`, StoreError: then the meeting is prepared as before.
    """
    if day < clock().date():
        raise Refused(f"Ngày {short_date(day)} đã qua: đã họp ngày ấy thì chuẩn bị như một cuộc mới.")
    with _recorded(data, Session.open(data, meeting_id, clock=clock)) as session:
        meeting = session.meeting
        arranged = [e.event for e in meeting.standing[1:] if not isinstance(e.event, Correction)]  # they are as changed
        session.record(Cancelled(to=day, why=why))
    try:
        later = Session.prepare(data, meeting.head.kind, day, meeting.head.place, clock=clock)
        left: list[str] = []
        with _recorded(data, later):
            for event in arranged:
                try:
                    later.record(event)
                except Refused as refusal:
                    left.append(str(refusal))
    except BienbanError:
        take_back(data, meeting_id, clock)
        raise
    return later.meeting.id, left


@contextmanager
def _recorded(data: Data, session: Session) -> Iterator[Session]:
    """A session for one act, all of it on the disk at the end."""
    try:
        yield session
    finally:
        lost = session.journal.close().pending
    if lost:
        raise StoreError(f"Ổ đĩa không nhận nên không đổi được gì: {session.journal.path}. Xin làm lại.")
    data.archive.remember(session.meeting)
