"""A prepared meeting that is not held: put off to another day with all that was arranged for it, or given up."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from model.clock import Clock
from model.errors import Refused, StoreError
from model.events import Cancelled, Correction
from model.guard import admit
from model.store.data import Data
from tui.session import Session


def cancel(data: Data, meeting_id: str, why: str, clock: Clock) -> None:
    """Give the meeting up. Raises :class:`Refused`, also without a reason, and StoreError."""
    with _recorded(data, Session.open(data, meeting_id, clock=clock)) as session:
        session.record(Cancelled(why=why))


def take_back(data: Data, meeting_id: str, clock: Clock) -> None:
    """Let a meeting that was put off or given up be held after all. Raises :class:`Refused`, StoreError."""
    with _recorded(data, Session.open(data, meeting_id, clock=clock)) as session:
        if not session.meeting.cancelled:
            raise Refused("Cuộc họp này không bị dời hay bỏ nên không có gì để lấy lại.")
        session.undo()


def postpone(data: Data, meeting_id: str, day: date, clock: Clock) -> tuple[str, list[str]]:
    """The id of the meeting on the other day, and a sentence for each arrangement that does not fit it.

    The roll, open tasks and promises are those of the new day; agenda, roles, preparations and absences come along.
    The new one is on the disk before the old one is given up. Raises :class:`Refused`, StoreError.
    """
    left: list[str] = []
    with _recorded(data, Session.open(data, meeting_id, clock=clock)) as session:
        head, put_off = session.meeting.head, Cancelled(to=day)
        admit(session.meeting, put_off, session.now())
        new = Session.prepare(data, head.kind, day, head.place, clock=clock, instead=meeting_id)
        with _recorded(data, new) as later:
            for entry in session.meeting.standing[1:]:
                if not isinstance(entry.event, Correction):  # what it changed is told as changed
                    try:
                        later.record(entry.event)
                    except Refused as refusal:
                        left.append(str(refusal))
        session.record(put_off)
    return later.meeting.id, left


@contextmanager
def _recorded(data: Data, session: Session) -> Iterator[Session]:
    """A session for one act, all of it on the disk at the end."""
    try:
        yield session
    finally:
        state = session.journal.close()
    if state.pending:
        raise StoreError(state.error or "Ổ đĩa chưa ghi xong: xin thử lại.")
    data.archive.remember(session.meeting)
