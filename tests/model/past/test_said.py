"""What can be found of a meeting: all that was said, decided, assigned and promised, with whom it is about."""

from datetime import date
from typing import Any

import pytest

from model.events import (
    AnyEvent,
    Assessment,
    Attendance,
    Correction,
    Dues,
    GradeVote,
    ItemConcluded,
    ItemPutOff,
    ItemStarted,
    MinutesRead,
    Note,
    PromiseResult,
    Remark,
    SelfCriticism,
    Task,
    TaskResult,
    Tellers,
)
from model.parts import CarriedPromise, Change
from model.past.said import Said, said
from tests.model.test_ledger import carried
from tests.support.meetings import Desk, hands, people, reference_meeting

DUE = date(2026, 12, 1)
PROMISE = CarriedPromise(id="H10-1", member="p2", remedy="đến đúng giờ", deadline=DUE)


def told(*events: AnyEvent) -> list[Said]:
    desk = Desk(people(*["official"] * 3), carried=[carried("T10-1", "p3")], promises=[PROMISE])
    for event in events:
        desk.record(event)
    return list(said(desk.meeting))


TELLING: list[tuple[AnyEvent, str, str, set[str]]] = [
    (Remark("p1", "thông cống"), "Đảng viên 1", "thông cống", {"remark"}),
    (Note(text="gọi thợ"), "", "gọi thợ", {"note"}),
    (Task("p2", "kẻ bảng", DUE), "Đảng viên 2", "kẻ bảng", {"task", "owed"}),
    (TaskResult("T10-1", "partly", "mới nửa"), "Đảng viên 3", "việc cũ – làm một phần: mới nửa",
     {"task_result", "owed"}),
    (PromiseResult("H10-1", "not_done"), "Đảng viên 2", "đến đúng giờ – chưa làm", {"promise_result", "owed"}),
    (Attendance("p2", "excused", "ốm"), "Đảng viên 2", "vắng có lý do: ốm", {"attendance"}),
    (Dues(paid=2, owed=1, text="thu đủ", owing=("p3",)), "Đảng viên 3", "đã nộp 2, chưa nộp 1. thu đủ", {"dues"}),
    (ItemPutOff("7", "hết giờ"), "", "Thông tin thời sự, văn bản mới, tình hình tư tưởng: hoãn, hết giờ",
     {"item_put_off"}),
    (Assessment(committee_word="khá", weak_points="muộn", remedies="nhắc"), "", "khá · muộn · nhắc", {"assessment"}),
    (hands(1, 2, subject="Đổi giờ"), "", "Đổi giờ – không thông qua", {"vote"}),
    (Tellers(members=("p1", "p2")), "Đảng viên 1, Đảng viên 2", "", {"tellers"}),
    (SelfCriticism(member="p1", shortcomings="chậm", remedy="nhanh", deadline=DUE), "Đảng viên 1", "chậm · nhanh",
     {"self_criticism", "promise", "owed"}),
    (SelfCriticism(member="p1", shortcomings="chậm", remedy="nhanh"), "Đảng viên 1", "chậm · nhanh",
     {"self_criticism"}),
]  # fmt: skip


@pytest.mark.parametrize(("event", "who", "text", "kinds"), TELLING, ids=lambda value: type(value).__name__)
def test_what_is_told_of_an_entry(event: AnyEvent, who: str, text: str, kinds: set[str]) -> None:
    if not text:
        assert told(event) == []
        return
    (row,) = told(event)
    assert (row.who, row.text, set(row.kinds)) == (who, text, kinds)


def test_an_item_is_found_by_title_and_conclusion_and_what_was_said_under_it_by_the_item() -> None:
    rows = told(ItemStarted("8"), Remark("p1", "ý"), ItemConcluded("8", "đồng ý"), MinutesRead())
    assert [(r.text, r.item, r.step) for r in rows] == [
        ("ý", "Thảo luận", "8"),
        ("Thảo luận: đồng ý", "Thảo luận", "8"),
    ]


def test_a_correction_is_found_by_its_reason_and_the_entry_as_corrected() -> None:
    desk = Desk(people("official"))
    remark = desk.record(Remark("p1", "sai"))
    desk.record(Correction(remark.id, (Change("text", "sai", "đúng"),), "nghe nhầm", "chủ trì"))
    assert [row.text for row in said(desk.meeting)] == ["đúng", "nghe nhầm"]


def test_the_level_of_a_meeting_is_found() -> None:
    vote: dict[str, Any] = {"for_": 1, "against": 0, "no_opinion": 0, "level": "Khá"}
    (row,) = told(GradeVote("Mức", "hands", **vote))
    assert row.text == "Mức · Khá – không thông qua"


def test_nothing_said_in_the_reference_meeting_is_lost() -> None:
    meeting = reference_meeting()
    rows = {row.entry: row.text for row in said(meeting)}
    silent = {type(e.event).__name__ for e in meeting.record if e.id not in rows}
    assert silent <= {"ItemStarted", "Break", "MinutesRead", "Closed", "Score"}
    for entry in meeting.record:
        for field in ("text", "conclusion", "remedy", "response", "reason", "subject"):
            if words := getattr(entry.event, field, ""):
                assert words in rows[entry.id]
