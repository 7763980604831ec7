"""A meeting that was prepared and is not held: what may still be recorded of it, and what is asked of it."""

from datetime import timedelta

import pytest

from model.checks import check
from model.errors import Refused
from model.events import Cancelled, Named, Opened, Remark, Undone
from tests.support.meetings import OPENED, Desk, people

DAY = OPENED.date()


@pytest.fixture
def desk() -> Desk:
    """A meeting that is prepared."""
    return Desk(people(*["official"] * 5), opened=False)


def test_what_is_given_up_takes_nothing_more_until_it_is_taken_back(desk: Desk) -> None:
    desk.record(Cancelled(why="bão"))
    assert desk.meeting.state == "cancelled"
    assert check(desk.meeting) == []
    for event in (Opened(), Named("chair", "p1"), Cancelled(to=DAY + timedelta(days=1))):
        with pytest.raises(Refused):
            desk.record(event)
    desk.record(Undone(of=desk.meeting.entries[-1].id))
    assert desk.meeting.state == "prepared"
    desk.record(Opened())
    assert desk.meeting.state == "open"


@pytest.mark.parametrize("event", [Cancelled(), Cancelled(why="  "), Cancelled(to=DAY)])
def test_without_a_reason_or_another_day_nothing_is_given_up(desk: Desk, event: Cancelled) -> None:
    with pytest.raises(Refused):
        desk.record(event)
    assert desk.meeting.state == "prepared"


def test_a_meeting_that_was_opened_is_not_given_up(desk: Desk) -> None:
    desk.record(Opened())
    with pytest.raises(Refused, match="chưa khai mạc"):
        desk.record(Cancelled(why="bão"))
    desk.record(Remark("p1", "ý kiến"))
