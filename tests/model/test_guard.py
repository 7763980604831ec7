"""What the guard refuses, each once, and beside it what is so near that it must pass."""

import unicodedata
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from model import guard
from model.cell import Cell, Person
from model.errors import Refused
from model.events import (
    AnyEvent,
    Attendance,
    Break,
    Closed,
    Correction,
    Criticism,
    Dues,
    EarlierApproved,
    Explained,
    Groundwork,
    ItemAdded,
    ItemConcluded,
    ItemMoved,
    ItemPutOff,
    ItemRenamed,
    ItemStarted,
    MinutesRead,
    Named,
    Opened,
    PersonAdded,
    Praise,
    Prepared,
    PromiseResult,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Undone,
)
from model.parts import AgendaItem, CarriedPromise, CarriedTask, Change, EarlierMeeting
from tests.support.meetings import OPENED, Desk, election, hands, minute, people

DAY = OPENED.date()
LATER = date(2026, 11, 20)
YES: dict[str, Any] = {"for_": 1, "against": 0, "no_opinion": 0}
SHEET = "an-phu-2025"


def desk() -> Desk:
    """p1 leader and chair, p2 recorder, p3 scorer, p4 probationary, p5 exempt, p6 away without reason, p7 invited."""
    kinds = ("official", "official", "official", "probationary", "exempt", "official", "invited")
    first, *rest = people(*kinds)
    leader = Person(id=first.id, name=first.name, status="official", office="leader")
    made = Desk(
        [leader, *rest],
        cell=Cell(name="Chi bộ 1", leader="p1"),
        carried=[CarriedTask(id="T10-1", owner="p2", text="việc", due=DAY)],
        promises=[CarriedPromise(id="H10-1", member="p2", remedy="sửa", deadline=LATER)],
        unapproved=[EarlierMeeting("2026-10-03", date(2026, 10, 3), "regular")],
    )
    for role, member in (("chair", "p1"), ("recorder", "p2"), ("scorer", "p3")):
        made.record(Named(role, member), 0)  # type: ignore[arg-type]
    made.record(Attendance("p6", "unexcused"), 1)
    made.record(ItemStarted("6"), 2)
    return made


def self_criticism(who: str, **more: Any) -> SelfCriticism:
    return SelfCriticism(member=who, **({"shortcomings": "chậm"} | more))


def promise(who: str, deadline: date) -> SelfCriticism:
    return self_criticism(who, remedy="làm sớm", deadline=deadline)


PAIRS: dict[str, tuple[AnyEvent, AnyEvent, str]] = {
    "a second preparation": (
        Prepared(id="x", kind="regular", date=DAY, place="", cell=Cell(name="x"), people=(), agenda=()), MinutesRead(),
        "chuẩn bị rồi"),
    "a second opening": (Opened(), MinutesRead(), "khai mạc"),
    "an unknown speaker": (Remark("p9", "a"), Remark("p2", "a"), "p9"),
    "nobody speaks": (Remark("", "a"), Remark("p2", "a"), "người"),
    "nobody is marked": (Attendance("", "left"), Attendance("p2", "left"), "người"),
    "nobody chairs": (Named("scorer", ""), Named("scorer", "p3"), "người"),
    "nobody owns": (Task("", "việc", DAY), Task("p2", "việc", DAY), "người"),
    "nobody criticises himself": (self_criticism(""), self_criticism("p2"), "người"),
    "nobody criticises": (Criticism("", "p2", "a"), Criticism("p3", "p2", "a"), "người"),
    "nobody is criticised": (Criticism("p2", "", "a"), Criticism("p2", "p6", "a"), "người"),
    "nobody is praised": (Praise("", "a"), Praise("p6", "a"), "người"),
    "an unknown presenter": (ItemStarted("7", "p9"), ItemStarted("7", "p2"), "p9"),
    "an empty remark": (Remark("p2", " "), Remark("p2", "."), "nội dung"),
    "an empty criticism": (Criticism("p2", "p3", ""), Criticism("p2", "p3", "a"), "nội dung"),
    "an empty self-criticism": (self_criticism("p2", shortcomings=" "), self_criticism("p2"), "nội dung|khuyết điểm"),
    "an empty praise": (Praise("p2", ""), Praise("p2", "a"), "nội dung"),
    "an empty reminder": (Reminder("p2", ""), Reminder("p2", "a"), "nội dung"),
    "an empty task": (Task("p2", "", DAY), Task("p2", "việc", DAY), "nội dung"),
    "a task due before the meeting": (Task("p2", "a", date(2026, 11, 2)), Task("p2", "a", DAY), "đã qua"),
    "a promise due before the meeting": (
        promise("p2", date(2026, 11, 2)), promise("p2", DAY), "đã qua"),
    "a deadline of nothing": (self_criticism("p2", deadline=DAY), promise("p2", DAY), "biện pháp"),
    "words of somebody absent": (Remark("p6", "a"), Remark("p4", "a"), "Đảng viên 6.*vắng"),
    "words of an exempt member who did not come": (Remark("p5", "a"), Remark("p7", "a"), "Đảng viên 5.*vắng"),
    "an absent one criticises himself": (self_criticism("p6"), self_criticism("p4"), "vắng"),
    "an answer of somebody absent": (Criticism("p2", "p6", "a", "b"), Criticism("p2", "p6", "a"), "Đảng viên 6.*vắng"),
    "criticism by somebody absent": (Criticism("p6", "p2", "a"), Criticism("p4", "p2", "a"), "Đảng viên 6.*vắng"),
    "more hands than voters": (hands(3, 0, 1), hands(2, 0, 1), "4 người giơ tay.* 3 người"),
    "fewer than none": (hands(1, -1), hands(1, 0), "âm"),
    "a vote on nothing": (hands(1, subject=""), hands(1), "nội dung|việc gì"),
    "an unknown candidate": (election(4, (1, 1, 1, 1, 1, 1, 1, 1), 2), election(4, (2, 2, 2), 2), "p8"),
    "more ballots than voters": (election(1, (2,), 4), election(1, (2,), 3), "Phát ra 4"),
    "leaving while absent": (Attendance("p6", "left"), Attendance("p3", "left"), "không có mặt"),
    "coming back while here": (Attendance("p3", "back"), Attendance("p6", "late"), "đang có mặt"),
    "coming back without having been here": (Attendance("p6", "back"), Attendance("p6", "late"), "đến muộn"),
    "a reason for no excuse": (Attendance("p3", "late", "xe hỏng"), Attendance("p3", "excused", "ốm"), "Lý do"),
    "more dues than members": (Dues(5, 2), Dues(4, 2), "nhiều hơn 6"),
    "negative dues": (Dues(5, 0, -1), Dues(5, 0, 0), "âm"),
    "an item that is not there": (ItemStarted("99"), ItemStarted("7"), "99"),
    "an item that runs": (ItemStarted("6"), ItemStarted("8"), "Đang bàn"),
    "concluding what was not begun": (ItemConcluded("7"), ItemConcluded("6"), "chưa bắt đầu"),
    "an item without a name": (ItemRenamed("6", " "), ItemRenamed("6", "Tên"), "tên nội dung"),
    "putting off what is not there": (ItemPutOff("99"), ItemPutOff("7"), "99"),
    "moving what is not there": (ItemMoved("99"), ItemMoved("7"), "99"),
    "adding an item twice": (ItemAdded(AgendaItem("8", "Lại")), ItemAdded(AgendaItem("own", "Mới")), "đã có"),
    "adding an item without a name": (
        ItemAdded(AgendaItem("own", "")), ItemAdded(AgendaItem("own", "Mới")), "tên nội dung"),
    "a break that is over": (Break(time(19, 30)), Break(time(20, 0)), "nghỉ"),
    "a result of no promise": (PromiseResult("H9", "done"), PromiseResult("H10-1", "done"), "H9"),
    "a task extended to no day": (
        TaskResult("T10-1", "extended"), TaskResult("T10-1", "extended", due=LATER), "hạn mới"),
    "a promise extended to its own day": (
        PromiseResult("H10-1", "extended", deadline=LATER),
        PromiseResult("H10-1", "extended", deadline=date(2026, 11, 21)), "phải sau hạn cũ 20/11/2026"),
    "a task extended to the day that it was due": (
        TaskResult("T10-1", "extended", due=DAY), TaskResult("T10-1", "extended", due=date(2026, 11, 4)), "sau hạn cũ"),
    "a new day for what is done": (TaskResult("T10-1", "done", due=LATER), TaskResult("T10-1", "done"), "khi gia hạn"),
    "minutes that wait for nobody": (
        EarlierApproved("Biên bản", "hands", meeting="2026-09-03", **YES),
        EarlierApproved("Biên bản", "hands", meeting="2026-10-03", **YES), "2026-09-03"),
    "a remedy of the criticised without date is none to ask about": (
        Criticism("p2", "p3", "a", deadline=DAY), Criticism("p2", "p3", "a", remedy="b", deadline=DAY), "biện pháp"),
    "a promise of the criticised due before the meeting": (
        Criticism("p2", "p3", "a", remedy="b", deadline=date(2026, 11, 2)),
        Criticism("p2", "p3", "a", remedy="b", deadline=DAY), "đã qua"),
    "somebody unknown who owes": (Dues(4, 2, owing=("p9",)), Dues(4, 2, owing=("p2", "p6")), "p9"),
    "a guest who owes": (Dues(4, 2, owing=("p7",)), Dues(4, 2, owing=("p5",)), "không phải đảng viên"),
    "somebody who owes twice": (Dues(4, 2, owing=("p2", "p2")), Dues(4, 2, owing=("p2",)), "mỗi người một lần"),
    "more names than owe": (Dues(4, 1, owing=("p2", "p3")), Dues(4, 1, owing=("p2",)), "số chưa nộp là 1"),
    "a result of no task": (TaskResult("T9", "done"), MinutesRead(), "T9"),
    "a person there already": (PersonAdded(Person(id="p4", name="x")), PersonAdded(Person(id="p8", name="x")), "đã có"),
    "a person without a name": (
        PersonAdded(Person(id="p8", name="")), PersonAdded(Person(id="p8", name="x")), "họ tên"),
    "a guest in the chair": (Named("scorer", "p7"), Named("scorer", "p4"), "đảng viên"),
    "the leader as recorder": (Named("recorder", "p1"), Named("recorder", "p3"), "bí thư"),
    "chair and recorder in one": (Named("chair", "p2"), Named("chair", "p3"), "hai người"),
    "an unknown criterion": (Score(SHEET, "9z", 1), Score(SHEET, "5d", 1), "9z"),
    "an automatic criterion": (Score(SHEET, "1", 5), Score(SHEET, "5d", 1), "chương trình tính"),
    "a row not used today": (Score(SHEET, "4c", 5), Score(SHEET, "4b", 15), "không dùng"),
    "too many points": (Score(SHEET, "5d", 2), Score(SHEET, "5d", 1), "từ 0 đến 1"),
    "fewer points than none": (Score(SHEET, "5d", -1, "x"), Score(SHEET, "5d", 0, "x"), "từ 0 đến 1"),
    "a lost point without reason": (Score(SHEET, "5b", 3), Score(SHEET, "5b", 3, "dàn trải"), "lý do"),
    "undoing the preparation": (Undone(1), Undone(7), "hoàn tác"),
    "undoing what was never there": (Undone(99), Undone(7), "hoàn tác"),
    "a text without end": (Remark("p2", "a" * 5001), Remark("p2", "a" * 5000), "5000"),
    "a control character": (Remark("p2", "a\x07"), Remark("p2", "a\nb"), "U.0007"),
    "half a letter": (Remark("p2", "\ud800"), Remark("p2", "👍"), "U.D800"),
}  # fmt: skip


@pytest.mark.parametrize(("bad", "good", "says"), PAIRS.values(), ids=PAIRS.keys())
def test_one_is_refused_the_other_is_not(bad: AnyEvent, good: AnyEvent, says: str) -> None:
    at_the_desk = desk()
    before = list(at_the_desk.meeting.entries)
    with pytest.raises(Refused, match=says):
        at_the_desk.record(bad, 10)
    assert at_the_desk.meeting.entries == before
    at_the_desk.record(good, 10)


LATE = {
    "a remark": (lambda d: Remark("p2", "a"), lambda d: Groundwork("documents_finished", minute(200)), "bế mạc"),
    "a second closing": (lambda d: Closed(), lambda d: Explained("no-dues", "dues", "sổ ở phường"), "bế mạc"),
    "a task": (lambda d: Task("p2", "a", DAY), lambda d: d.correction(d.meeting.record[0], "status", "left"), "bế mạc"),
}  # fmt: skip


@pytest.mark.parametrize(("bad", "good", "says"), LATE.values(), ids=LATE.keys())
def test_after_closing(bad: Callable[[Desk], AnyEvent], good: Callable[[Desk], AnyEvent], says: str) -> None:
    closed = desk()
    closed.record(Closed(), 95)
    with pytest.raises(Refused, match=says):
        closed.record(bad(closed), 100)
    closed.record(good(closed), 100)


def test_before_the_opening() -> None:
    waiting = Desk(people("official", "official"), opened=False)
    with pytest.raises(Refused, match="chưa khai mạc"):
        waiting.record(Remark("p1", "a"), -10)
    waiting.record(Attendance("p2", "excused", "ốm"), -10)  # known beforehand
    waiting.record(Opened(), 0)
    assert waiting.meeting.presence.counts().excused == 1
    with pytest.raises(Refused, match="sớm hơn giờ khai mạc"):
        waiting.record(Remark("p1", "a"), -1)
    waiting.record(Remark("p1", "a"), 0)


def test_the_closing_lies_behind_everything_recorded() -> None:
    meeting = desk()
    meeting.record(Remark("p2", "a"), 60)
    with pytest.raises(Refused):
        meeting.record(Closed(), 59)
    meeting.record(Closed(), 60)


def test_the_opening_cannot_be_undone_under_a_record() -> None:
    meeting = desk()
    opened = next(e for e in meeting.meeting.entries if isinstance(e.event, Opened))
    with pytest.raises(Refused):
        meeting.undo(opened)


def test_an_opening_by_mistake_is_undone_though_absences_were_known_before() -> None:
    fresh = Desk(people("official", "official"), opened=False)
    fresh.record(Attendance("p2", "excused", "ốm"), -10)  # known beforehand
    fresh.undo(fresh.record(Opened(), 0))
    assert fresh.meeting.state == "prepared"


def test_opening_and_closing_are_not_moved_across_the_record() -> None:
    meeting = desk()
    opened = next(e for e in meeting.meeting.entries if isinstance(e.event, Opened))
    meeting.record(Remark("p2", "a"), 60)
    closed = meeting.record(Closed(), 95)
    for entry, bad, good in ((opened, 2, 1), (closed, 59, 60)):  # the record goes from minute 1 to minute 60
        with pytest.raises(Refused):
            meeting.correct(entry, "at", minute(bad).isoformat())
        meeting.correct(entry, "at", minute(good).isoformat())


def test_an_item_taken_up_stays_in_the_agenda() -> None:
    meeting = desk()
    added = meeting.record(ItemAdded(AgendaItem("own", "Việc riêng"), "8"))
    started = meeting.record(ItemStarted("own"))
    with pytest.raises(Refused):
        meeting.undo(added)
    meeting.undo(started)
    meeting.undo(added)
    assert meeting.meeting.agenda.get("own") is None


def test_a_correction_is_judged_like_what_it_corrects() -> None:
    meeting = desk()
    vote = meeting.record(hands(2, 1), 10)
    with pytest.raises(Refused, match="giơ tay"):
        meeting.correct(vote, "for", 3)
    with pytest.raises(Refused, match="âm"):
        meeting.correct(vote, "against", -1)
    meeting.correct(vote, "for", 1)
    given = meeting.record(Score(SHEET, "5b", 3, "dàn trải"), 11)
    with pytest.raises(Refused, match="từ 0 đến 4"):
        meeting.correct(given, "points", 5)
    with pytest.raises(Refused, match="lý do"):
        meeting.correct(given, "reason", None)
    meeting.correct(given, "points", 2)
    said = meeting.record(Remark("p2", "a"), 12)
    with pytest.raises(Refused, match="vắng"):
        meeting.correct(said, "speaker", "p6")
    with pytest.raises(Refused, match="nội dung"):
        meeting.correct(said, "text", " ")
    meeting.correct(said, "speaker", "p4")


def test_words_may_be_given_to_somebody_put_on_the_list_later() -> None:
    meeting = desk()
    said = meeting.record(Remark("p2", "a"), 12)
    meeting.record(PersonAdded(Person(id="p8", name="Khách đến từ đầu")), 20)
    meeting.correct(said, "speaker", "p8")
    marked = meeting.record(Attendance("p3", "left"), 30)
    meeting.record(PersonAdded(Person(id="p9", name="Người bị sót", status="official")), 40)
    meeting.correct(marked, "member", "p9")


def test_a_correction_may_say_what_stands_by_default() -> None:
    meeting = desk()
    vote, dues = meeting.record(hands(2)), meeting.record(Dues(5, 1))
    meeting.record(Correction(vote.id, (Change("rule", "majority", "two_thirds"),)))
    meeting.record(Correction(dues.id, (Change("amount", 0, 50_000),)))
    with pytest.raises(Refused, match="không phải"):
        meeting.record(Correction(dues.id, (Change("amount", 0, 60_000),)))


def test_a_correction_of_nothing_or_of_a_correction_is_refused() -> None:
    meeting = desk()
    remark = meeting.record(Remark("p2", "a"))
    correction = meeting.correct(remark, "text", "b")
    with pytest.raises(Refused, match="Không tìm thấy"):
        meeting.correct(correction, "of", 1)
    meeting.undo(remark)
    with pytest.raises(Refused, match="Không tìm thấy"):
        meeting.record(Correction(remark.id, ()))


def test_a_whole_meeting_is_judged_at_its_end() -> None:
    meeting = desk().meeting
    guard.admit(meeting, hands(4), minute(10), judge_now=False)
    with pytest.raises(Refused):
        guard.admit(meeting, hands(4), minute(10))


def test_contradictions_that_a_later_mark_brings_are_found() -> None:
    meeting = desk()
    vote, remark = meeting.record(hands(3), 10), meeting.record(Remark("p3", "a"), 11)
    assert not list(guard.contradictions(meeting.meeting))
    meeting.record(Attendance("p3", "late"), 20)
    assert [entry.id for entry, _ in guard.contradictions(meeting.meeting)] == [vote.id, remark.id]


def test_texts_are_put_in_order() -> None:
    text = unicodedata.normalize("NFD", "  Đồng  chí\tThủy ")
    assert guard.tidy(Remark("p2", text)) == Remark("p2", "Đồng chí Thủy")
    assert guard.tidy(hands(2, subject=text)) == hands(2, subject="Đồng chí Thủy")


def test_the_spelling_of_the_cell_does_not_touch_names() -> None:
    woman = Person(id="p1", name="Nguyễn Thị Thủy", status="official")
    made = Desk([woman, *people("official", "official")[1:]], cell=Cell(name="Chi bộ", spelling="uỷ"))
    with pytest.raises(Refused, match="Nguyễn Thị Thủy"):
        made.record(Attendance("p1", "back"))
