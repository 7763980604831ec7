"""For every check a meeting that it finds something in, and one that differs by what takes the finding away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from model.cell import Cell
from model.entry import Entry
from model.events import (
    Attendance,
    Break,
    Closed,
    Correction,
    Criticism,
    Dues,
    GradeVote,
    Groundwork,
    ItemConcluded,
    ItemPutOff,
    ItemStarted,
    MinutesApproved,
    MinutesRead,
    Named,
    Opened,
    Prepared,
    PromiseResult,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Vote,
)
from model.meeting import Meeting
from model.parts import AgendaItem, CarriedPromise, CarriedTask, Change, Event
from tests.support.meetings import hands, minute, named_desk, reference_meeting

MEETING = reference_meeting()
END = MEETING.entries[-1].at
assert MEETING.closed
CLOSED = MEETING.closed


@dataclass(frozen=True)
class Case:
    """``where``: the place of the first finding in ``bad``."""

    bad: Meeting
    good: Meeting
    where: str


# --- the reference meeting, changed -----------------------------------------------------------------


def without(*kinds: type[Event], where: Callable[[Entry], bool] = lambda entry: True) -> Meeting:
    """The reference meeting as if these entries had not been made."""
    return Meeting(e for e in MEETING.entries if not (type(e.event) in kinds and where(e)))


def with_more(*events: Event, after: timedelta = timedelta(0)) -> Meeting:
    """The reference meeting with entries made that long after its last one."""
    meeting = Meeting(MEETING.entries)
    for event in events:
        meeting.apply(Entry(len(meeting.entries) + 1, END + after, event))  # type: ignore[arg-type]
    return meeting


def with_event(changed: type[Event], /, **fields: object) -> Meeting:
    """The reference meeting with other values in the first entry of that kind."""
    return changed_where(lambda entry: entry is first(changed), **fields)


def changed_where(chosen: Callable[[Entry], bool], **fields: object) -> Meeting:
    """The reference meeting with other values in the entries chosen."""
    return Meeting(replace(e, event=replace(e.event, **fields)) if chosen(e) else e for e in MEETING.entries)


def moved(kind: type[Event], by: timedelta) -> Meeting:
    """The reference meeting with the first entry of that kind at another time."""
    return Meeting(replace(e, at=e.at + by) if e is first(kind) else e for e in MEETING.entries)


def first(kind: type[Event]) -> Entry:
    """The first entry of that kind in the reference meeting."""
    return next(e for e in MEETING.entries if type(e.event) is kind)


def role(name: str) -> Callable[[Entry], bool]:
    return lambda entry: isinstance(entry.event, Named) and entry.event.role == name


def item(item_id: str) -> Callable[[Entry], bool]:
    return lambda entry: isinstance(entry.event, ItemStarted | ItemConcluded) and entry.event.item == item_id


def groundwork(what: str) -> Callable[[Entry], bool]:
    return lambda entry: isinstance(entry.event, Groundwork) and entry.event.what == what


def before_end(event: Event, seconds: float) -> Meeting:
    """The reference meeting with one more entry that many seconds before its closing."""
    return with_more(event, after=CLOSED - END - timedelta(seconds=seconds))


# --- small meetings ---------------------------------------------------------------------------------

FIRST_ENTRY = "entry:6"
"""The first entry of a small meeting, behind the preparation, the opening and the three roles."""


def small(*events: Any, guests: int = 0, **prepared: Any) -> Meeting:
    """A meeting of five members, chaired by the first: a minute from event to event, or at the minute beside it."""
    desk = named_desk(*["official"] * 5, *["invited"] * guests, **prepared)
    for happening in events:
        event, at = happening if isinstance(happening, tuple) else (happening, None)
        desk.take(event, desk.clock + timedelta(minutes=1) if at is None else minute(at))
    return desk.meeting


def within(item_id: str, *events: Any, conclusion: str = "Đã bàn xong.", presenter: str = "") -> tuple[Any, ...]:
    """An item with what happens in it, and its conclusion."""
    return (ItemStarted(item_id, presenter), *events, ItemConcluded(item_id, conclusion))


def length(item_id: str, minutes: float, **prepared: Any) -> Meeting:
    """A small meeting with an item of that length, in which something is said."""
    begun = ItemStarted(item_id), 0
    return small(begun, (Remark("p4", "Một ý"), 0), (ItemConcluded(item_id, "Đã xong"), minutes), **prepared)


def lasting(minutes: float, *events: Any) -> Meeting:
    """A small meeting of that length."""
    return small(*events, (Closed(), minutes))


def ballot(returned: int) -> Vote:
    """A secret ballot with five papers handed out."""
    papers = {"issued": 5, "returned": returned, "valid": returned, "invalid": 0}
    return Vote("Một việc", "secret", for_=returned, against=0, no_opinion=0, **papers)


def task(owner: str = "p4", due: date = date(2026, 11, 30), text: str = "Một việc") -> Task:
    return Task(owner, text, due)


def admitted(text: str = "Chậm", **more: Any) -> SelfCriticism:
    return SelfCriticism(member="p4", shortcomings=text, **more)


def told(to: str = "p5", by: str = "p4", response: str = "Xin tiếp thu") -> Criticism:
    return Criticism(by, to, "Hay vắng", response)


def graded() -> GradeVote:
    return GradeVote("Mức: Tốt", "hands", for_=5, against=0, no_opinion=0, level="Tốt")


def finished(days: float) -> Meeting:
    """The reference meeting with the finished papers that long after its closing."""
    return changed_where(groundwork("documents_finished"), on=CLOSED + timedelta(days=days))


def all_full() -> Meeting:
    """The reference meeting with the most that each criterion could get."""
    entries = []
    full = {"3a": 3, "3b": 2, "4b": 15, "5a": 2, "5b": 4, "5c": 3, "5d": 1, "6a": 1, "6b": 2, "6c": 1, "6d": 1}
    for entry in MEETING.entries:
        if isinstance(entry.event, Score):
            event = replace(entry.event, points=full[entry.event.criterion], reason="")
            entries.append(replace(entry, event=event))
        else:
            entries.append(entry)
    return Meeting(entries)


CARRIED = (CarriedTask(id="T10-1", owner="p4", text="Một việc", due=date(2026, 10, 30)),)
PROMISED = (CarriedPromise(id="H10-1", member="p4", remedy="Họp đúng giờ", deadline=date(2026, 10, 30)),)
REASON = "Nằm viện"
VOTE = f"entry:{first(Vote).id}"
NEXT = f"entry:{len(MEETING.entries) + 1}"
DAY = date(2026, 11, 3)
ADMISSION = "Kết nạp quần chúng Lò Thị Mây vào Đảng"


def _of_reference() -> dict[str, Case]:
    def case(bad: Meeting, where: str, good: Meeting = MEETING) -> Case:
        return Case(bad, good, where)

    short = with_event(Prepared, cell=replace(MEETING.cell, minimum_minutes=101))
    just = with_event(Prepared, cell=replace(MEETING.cell, minimum_minutes=100))
    no_call = without(
        Attendance, ItemStarted, ItemConcluded, where=lambda e: type(e.event) is Attendance or item("3")(e)
    )
    many_late = [Attendance(p.id, "late") for p in MEETING.presence.expected[:15]]
    two_hours = replace(MEETING.cell, minimum_minutes=120)
    vote_corrected = Correction(first(Vote).id, (Change("for", 21, 20),))
    return {
        "no-chair": case(without(Named, where=role("chair")), "prepare"),
        "no-recorder": case(without(Named, where=role("recorder")), "prepare"),
        "no-scorer": case(without(Named, where=role("scorer")), "prepare"),
        "no-roll-call": case(no_call, "attendance"),
        "no-reason": case(with_event(Attendance, reason=""), "member:ho-sy-quy-1974"),
        "contradiction": case(with_event(Vote, for_=22), VOTE),
        "few-voters": case(with_more(*many_late), VOTE),
        "item-waiting": case(without(ItemStarted, ItemConcluded, where=item("10")), "item:10"),
        "no-conclusion": case(without(ItemConcluded, where=item("10")), "item:10"),
        "no-dues": case(without(Dues), "dues"),
        "task-unanswered": case(without(TaskResult), "task:T10-1"),
        "no-new-task": case(without(Task), "task"),
        "no-criticism": case(without(SelfCriticism, Criticism), "item:9"),
        "remedy-undated": case(with_event(SelfCriticism, deadline=None), f"entry:{first(SelfCriticism).id}"),
        "no-resolution": case(without(Vote), "item:13"),
        "score-incomplete": case(without(Score), "score"),
        "score-later": case(without(Groundwork), "score"),
        "level-differs": case(with_event(GradeVote, level="Tốt"), f"entry:{first(GradeVote).id}"),
        "bare-deduction": case(with_event(Score, reason=""), "score"),
        "full-marks": case(all_full(), "score"),
        "score-not-voted": case(without(GradeVote), "vote"),
        "not-read": case(without(MinutesRead), "read-back"),
        "not-approved": case(without(MinutesApproved), "read-back"),
        "approved-unread": case(moved(MinutesApproved, timedelta(seconds=-31)), f"entry:{first(MinutesApproved).id}"),
        "recorded-after-reading": case(before_end(task("do-minh-khoat-1968"), 10), NEXT),
        "corrected-after-approval": case(before_end(vote_corrected, 10), NEXT, before_end(vote_corrected, 130)),
        "corrected-after": case(with_more(vote_corrected, after=timedelta(days=1)), NEXT),
        "not-opened": case(without(Opened, Closed), "live"),
        "too-short": case(short, "live", just),
        "combined-minimum": case(with_event(Prepared, kind="combined"), "settings",
                                 with_event(Prepared, kind="combined", cell=two_hours)),
        "no-committee": case(without(Groundwork, where=groundwork("committee_met")), "prepare"),
        "no-notice": case(without(Groundwork, where=groundwork("notice_sent")), "prepare"),
        "no-documents": case(without(Groundwork, where=groundwork("documents_uploaded")), "prepare"),
        "finished-late": case(finished(2.001), "live", finished(2)),
        "opened-other-day": case(with_event(Prepared, date=date(2026, 11, 4)), "live"),
        "other-day": case(with_event(Prepared, date=date(2026, 11, 8)), "settings",
                          with_event(Prepared, date=date(2026, 11, 7))),
    }  # fmt: skip


def _of_people() -> dict[str, Case]:
    gone = Attendance("p1", "left")
    leader, deputy = Cell(name="Chi bộ 1", leader="p4"), Cell(name="Chi bộ 1", leader="p4", deputy_leader="p1")
    away, spoke = Attendance("p5", "excused", REASON), Remark("p1", "Một ý")
    return {
        "role-absent": Case(small(Attendance("p1", "unexcused")), small(Attendance("p5", "unexcused")), "member:p1"),
        "role-left": Case(small(gone), small(gone, Named("chair", "p4")), "member:p1"),
        "chair-not-leader": Case(small(cell=leader), small(cell=deputy), "prepare"),
        "scorer-busy": Case(small(Named("scorer", "p2")), small(), "prepare"),
        "role-changed": Case(small(Named("recorder", "p4")), small(Named("recorder", "p2")), "prepare"),
        "empty-reason": Case(small(Attendance("p5", "excused", "Có phép.")), small(away), "member:p5"),
        "excused-run": Case(
            small(away, excused_runs={"p5": (3, 3)}), small(away, excused_runs={"p5": (2, 4)}), "member:p5"
        ),
        "words-missing": Case(small(Remark("p1", "Thu [?1] đồng")), small(Remark("p1", "Thu [1] đồng")), FIRST_ENTRY),
        "said-twice": Case(small(spoke, spoke), small(spoke, Remark("p4", "Một ý")), "entry:7"),
        "silence": Case(small((spoke, 20.01)), small((spoke, 20)), FIRST_ENTRY),
        "guessed-time": Case(small(replace(spoke, guessed=True)), small(spoke), FIRST_ENTRY),
    }


def _of_votes() -> dict[str, Case]:
    subject = "Thông qua danh sách bầu chi ủy"
    reserved, voted = Remark("p4", "Tôi xin bảo lưu", reserved=True), hands(5)
    return {
        "vote-by-hands": Case(small(hands(5, subject="Bầu chi ủy")), small(hands(5, subject=subject)), FIRST_ENTRY),
        "vote-two-thirds": Case(
            small(hands(5, subject=ADMISSION)), small(hands(5, subject=ADMISSION, rule="two_thirds")), FIRST_ENTRY
        ),
        "no-programme-vote": Case(
            small(*within("5", hands(5, subject="Một việc"))[::2]), small(*within("5", hands(5, subject="Một việc"))),
            "item:5"),
        "vote-nowhere": Case(small(voted), small(ItemStarted("5"), voted), FIRST_ENTRY),
        "vote-uncounted": Case(small(hands(4)), small(hands(4, 1)), FIRST_ENTRY),
        "papers-missing": Case(small(ballot(4)), small(ballot(5)), FIRST_ENTRY),
        "voted-again": Case(small(voted, hands(4, 1)), small(voted, hands(4, 1, subject="Việc khác")), "entry:7"),
        "reserved-early": Case(small(reserved, voted), small(voted, reserved), FIRST_ENTRY),
    }  # fmt: skip


def _of_items() -> dict[str, Case]:
    said, chair = Remark("p4", "Nên làm cống"), Remark("p1", "Mời các đồng chí")
    part: Any = {"kind": "thematic", "agenda": (AgendaItem("t2", "Chuyên đề", "thematic"),)}
    agreed = "100 % đảng viên nhất trí làm cống."
    short = Cell(name="Chi bộ 1", minimum_minutes=20)
    empty = Remark("p4", "Các đồng chí thảo luận sôi nổi, nhất trí cao."), Remark("p4", "Thảo luận sôi nổi về cống.")
    return {
        "no-discussion": Case(small(*within("8")), small(*within("8", said)), "item:8"),
        "one-voice": Case(small(*within("8", chair)), small(*within("8", chair, said)), "item:8"),
        "no-presenter": Case(
            small(*within("t2", said), **part), small(*within("t2", said, presenter="p4"), **part), "item:t2"),
        "unanimous-unfounded": Case(
            small(*within("8", hands(4, 1), conclusion=agreed)), small(*within("8", hands(5), conclusion=agreed)),
            "item:8"),
        "empty-item": Case(small(*within("7")), small(*within("7", said)), "item:7"),
        "long-item": Case(length("7", 10.01, cell=short), length("7", 10, cell=short), "item:7"),
        "empty-conclusion": Case(
            small(*within("8", conclusion="Nhất trí cao.")), small(*within("8", conclusion="Nhất trí làm cống.")),
            "item:8"),
        "empty-remark": Case(small(empty[0]), small(empty[1]), FIRST_ENTRY),
        "missing-step": Case(small(ItemPutOff("10")), small(), "agenda"),
    }  # fmt: skip


def _of_tasks() -> dict[str, Case]:
    late = TaskResult("T10-1", "late")
    absent = Attendance("p5", "unexcused")
    three = [task(text=f"Việc {number}") for number in range(3)]
    tomorrow = DAY + timedelta(days=1)
    return {
        "dues-short": Case(small(Dues(3, 1)), small(Dues(3, 2)), FIRST_ENTRY),
        "bare-result": Case(
            small(late, carried=CARRIED), small(replace(late, text="Thiếu hàng"), carried=CARRIED), "task:T10-1"
        ),
        "promise-unanswered": Case(
            small(promises=PROMISED), small(PromiseResult("H10-1", "not_done"), promises=PROMISED), "promise:H10-1"
        ),
        "owner-invited": Case(small(task("p6"), guests=1), small(task("p5"), guests=1), FIRST_ENTRY),
        "owner-absent": Case(small(absent, task("p5")), small(absent, task("p4")), "entry:7"),
        "owner-crowded": Case(small(*three), small(*three[1:]), "member:p4"),
        "due-odd": Case(small(task(due=DAY)), small(task(due=tomorrow)), FIRST_ENTRY),
    }


def _of_criticism() -> dict[str, Case]:
    bare, absent = told(response=""), Attendance("p5", "unexcused")
    return {
        "no-self-criticism": Case(small(told()), small(told(), admitted()), "item:9"),
        "no-remedy": Case(small(admitted()), small(admitted(remedy="Làm bù")), FIRST_ENTRY),
        "no-answer": Case(small(bare), small(bare, Remark("p5", "Xin tiếp thu")), FIRST_ENTRY),
        "criticised-absent": Case(small(absent, bare), small(absent, told("p3")), "entry:7"),
        "criticised-himself": Case(small(told("p4")), small(told("p5")), FIRST_ENTRY),
        "criticised-guest": Case(
            small(Reminder("p6", "Chú ý"), guests=1), small(Reminder("p5", "Chú ý"), guests=1), FIRST_ENTRY
        ),
        "criticism-length": Case(length("9", 14.99), length("9", 15), "item:9"),
    }


def _of_times() -> dict[str, Case]:
    given = Score("an-phu-2025", "3a", 3)
    return {
        "scored-after-vote": Case(small(graded(), given), small(given, graded()), "entry:7"),
        "no-break": Case(lasting(121), lasting(121, (Break(minute(70).time()), 60)), "live"),
        "too-long": Case(lasting(241), lasting(240), "live"),
    }


CASES: dict[str, Case] = {
    **_of_reference(), **_of_people(), **_of_votes(), **_of_items(), **_of_tasks(), **_of_criticism(), **_of_times(),
}  # fmt: skip
