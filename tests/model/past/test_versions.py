"""After the closing: corrections with a reason and a person, each a version that can be compared."""

import pytest

from model.errors import Refused
from model.events import Closed, Correction, Remark
from model.parts import Change
from model.past.versions import at_version, versions
from tests.support.meetings import named_desk


def test_a_closed_meeting_is_corrected_with_a_reason_and_a_person() -> None:
    desk = named_desk()
    remark = desk.record(Remark("p1", "a"))
    changes = (Change("text", "a", "b"),)
    assert desk.record(Correction(remark.id, changes))
    assert versions(desk.meeting) == []
    desk.record(Closed(), 95)
    again = (Change("text", "b", "c"),)
    for why, who in (("", ""), ("nghe nhầm", ""), ("", "chủ trì"), ("  ", "chủ trì")):
        with pytest.raises(Refused, match="ghi lý do và ai quyết định"):
            desk.record(Correction(remark.id, again, why, who))
    desk.record(Correction(remark.id, again, "nghe nhầm", "chủ trì"), 100)
    closing, corrected = versions(desk.meeting)
    assert closing.entries == corrected.entries - 1 == len(desk.meeting.entries) - 1
    assert (corrected.why, corrected.who) == ("nghe nhầm", "chủ trì")
    assert "“b” thành “c”" in corrected.what
    texts = [[e.event.text for e in at_version(desk.meeting, n).record if isinstance(e.event, Remark)] for n in (1, 2)]
    assert texts == [["b"], ["c"]]
    for none in (0, 3, -1):
        with pytest.raises(IndexError):
            at_version(desk.meeting, none)
