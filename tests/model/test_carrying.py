"""What goes on from meeting to meeting: asked about until it is done, under one id, never lost, never back."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from model.events import (
    Criticism,
    EarlierApproved,
    ItemPutOff,
    ItemRenamed,
    ItemStarted,
    MinutesApproved,
    PromiseResult,
    SelfCriticism,
    Task,
    TaskResult,
)
from model.parts import REGULAR, MeetingKind
from model.vietnamese import short_date
from tests.support.meetings import people
from tests.support.months import Month

JANUARY = date(2026, 1, 3)
YES: dict[str, Any] = {"for_": 5, "against": 0, "no_opinion": 0}
NO: dict[str, Any] = {"for_": 2, "against": 3, "no_opinion": 0}


def own_minutes(counts: dict[str, Any]) -> MinutesApproved:
    return MinutesApproved("Biên bản", "hands", **counts)


def earlier_minutes(meeting: str, counts: dict[str, Any], corrections: str = "") -> EarlierApproved:
    return EarlierApproved("Biên bản kỳ trước", "hands", meeting=meeting, corrections=corrections, **counts)


# --- a chain of months ----------------------------------------------------------------------------


@dataclass
class Plan:
    """What is to happen in one meeting; ``answers`` go round over what is asked, None is no answer."""

    kind: MeetingKind
    days: int
    tasks: int
    promises: int
    answers: list[str | None]
    opened: bool
    approved: bool
    earlier_approved: bool
    put_off: bool
    taken_up: bool


PLANS = st.lists(
    st.builds(
        Plan,
        kind=st.sampled_from(["regular", "regular", "combined", "thematic"]),
        days=st.sampled_from([1, 14, 31, 62]),
        tasks=st.integers(0, 3),
        promises=st.integers(0, 2),
        answers=st.lists(st.sampled_from(["done", "partly", "not_done", "late", "extended", None]), min_size=1),
        opened=st.sampled_from([True, True, True, False]),
        approved=st.booleans(),
        earlier_approved=st.booleans(),
        put_off=st.booleans(),
        taken_up=st.booleans(),
    ),
    min_size=2,
    max_size=7,
)


@dataclass
class Book:
    """What is open, slow and obvious: text to the day by which it is asked, and the id it first came back under."""

    tasks: dict[str, date] = field(default_factory=dict)
    promises: dict[str, date] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    minutes: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)

    def ask(self, month: Month, plan: Plan) -> None:
        """What the meeting asks about is what is open, each under the id it always had."""
        head = month.meeting.head
        regular = plan.kind in REGULAR
        assert {t.text: t.due for t in head.carried} == (self.tasks if regular else {})
        assert {p.remedy: p.deadline for p in head.promises} == (self.promises if regular else {})
        assert [m.id for m in head.unapproved] == self.minutes
        assert [title for title in month.titles if "(hoãn từ" in title] == self.items
        for asked in (head.carried, head.promises):
            ids = [one.id for one in asked]
            assert len(set(ids)) == len(ids)
        known = {t.text: t.id for t in head.carried} | {p.remedy: p.id for p in head.promises}
        assert all(self.ids.setdefault(text, ident) == ident for text, ident in known.items())

    def answer(self, month: Month, plan: Plan) -> None:
        """Give the answers of the plan, and keep the book of them."""
        head = month.meeting.head
        given = [plan.answers[n % len(plan.answers)] for n in range(len(head.carried) + len(head.promises))]
        for task, result in zip(head.carried, given, strict=False):
            if result:
                due = max(task.due, head.date) + timedelta(days=1) if result == "extended" else None
                month.record(TaskResult(task.id, result, due=due))  # type: ignore[arg-type]
                self._close(self.tasks, task.text, result, due)
        for promise, result in zip(head.promises, given[len(head.carried) :], strict=True):
            if result in ("done", "not_done", "extended"):
                due = max(promise.deadline, head.date) + timedelta(days=1) if result == "extended" else None
                month.record(PromiseResult(promise.id, result, deadline=due))  # type: ignore[arg-type]
                self._close(self.promises, promise.remedy, result, due)

    @staticmethod
    def _close(book: dict[str, date], text: str, result: str, due: date | None) -> None:
        if result == "done":
            del book[text]
        elif due:
            book[text] = due

    def give(self, month: Month, plan: Plan) -> None:
        """New tasks and promises."""
        day = month.meeting.date
        for n in range(plan.tasks):
            self.tasks[f"việc {n} ngày {day}"] = day
            month.record(Task("p1", f"việc {n} ngày {day}", day))
        for n in range(plan.promises):
            remedy = f"sửa {n} ngày {day}"
            self.promises[remedy] = day
            said = {"remedy": remedy, "deadline": day}
            of_self = SelfCriticism(member="p2", shortcomings="chậm", remedy=remedy, deadline=day)
            month.record(of_self if n % 2 else Criticism("p1", "p2", "chậm", **said))  # type: ignore[arg-type]

    def put_off(self, month: Month, plan: Plan) -> None:
        """Take up the first item that came back; put the last one off again, and one of the usual ones."""
        back = [item for item in month.meeting.agenda.items if "(hoãn từ" in item.title]
        if plan.taken_up and back:
            month.record(ItemStarted(back[0].id))
            self.items.remove(back[0].title)
        if len(back) > 1:
            month.record(ItemPutOff(back[-1].id))
        if plan.put_off:
            usual = month.meeting.agenda.get("t2" if plan.kind == "thematic" else "7")
            assert usual is not None
            month.record(ItemPutOff(usual.id))
            self.items.append(f"{usual.title} (hoãn từ {short_date(month.meeting.date)})")

    def approve(self, month: Month, plan: Plan) -> None:
        """Approve the minutes of this meeting, and of the oldest earlier one."""
        if plan.earlier_approved and self.minutes:
            month.record(earlier_minutes(self.minutes[0], NO), earlier_minutes(self.minutes.pop(0), YES))
        month.record(own_minutes(YES if plan.approved else NO))
        if not plan.approved:
            self.minutes.append(month.meeting.id)


@given(PLANS)
@settings(max_examples=50)
def test_everything_is_asked_about_until_it_is_done(plans: list[Plan]) -> None:
    book, months, day = Book(), list[Month](), JANUARY
    for plan in plans:
        day += timedelta(days=plan.days)
        month = Month(day, months, plan.kind, opened=plan.opened)
        book.ask(month, plan)
        if plan.opened:
            book.answer(month, plan)
            book.give(month, plan)
            book.put_off(month, plan)
            book.approve(month, plan)
        months.append(month)


# --- tasks and promises ---------------------------------------------------------------------------


def test_a_later_result_also_takes_the_new_date_back() -> None:
    first = Month(JANUARY)
    first.record(Task("p1", "việc", JANUARY))
    second = Month(date(2026, 2, 3), [first])
    second.record(TaskResult("T01-1", "extended", due=date(2026, 2, 28)), TaskResult("T01-1", "not_done"))
    assert [(t.due, t.extended) for t in second.meeting.tasks] == [(JANUARY, None)]
    assert [t.due for t in Month(date(2026, 3, 3), [first, second]).meeting.head.carried] == [JANUARY]


def test_the_number_of_a_new_task_is_none_that_the_meeting_asked_about() -> None:
    first = Month(JANUARY)
    first.record(Task("p1", "một", JANUARY))
    second = Month(date(2026, 1, 20), [first])
    second.record(TaskResult("T01-1", "done"), Task("p1", "hai", date(2026, 2, 1)))
    third = Month(date(2026, 2, 3), [first, second])
    assert [(t.id, t.text) for t in third.meeting.head.carried] == [("T01-2", "hai")]


def test_a_meeting_prepared_too_early_loses_nothing() -> None:
    first = Month(JANUARY)
    early = Month(date(2026, 3, 3), [first], before=40)
    thematic = Month(date(2026, 2, 3), [first], "thematic")
    thematic.record(Task("p1", "việc", date(2026, 3, 1)), ItemPutOff("t2"), own_minutes(NO))
    assert early.meeting.head.carried == ()
    late = Month(date(2026, 4, 3), [first, thematic, early])
    assert [t.text for t in late.meeting.head.carried] == ["việc"]
    assert "Chuyên đề: trình bày (hoãn từ 03/02/2026)" in late.titles
    assert thematic.meeting.id in {m.id for m in late.meeting.head.unapproved}


def test_a_remedy_without_a_date_is_no_promise_and_an_internal_one_stays_internal() -> None:
    first = Month(JANUARY)
    first.record(
        SelfCriticism(member="p1", shortcomings="chậm", remedy="không ngày"),
        SelfCriticism(member="p1", shortcomings="chậm", remedy="có ngày", deadline=JANUARY, internal=True),
    )
    asked = Month(date(2026, 2, 3), [first]).meeting.head.promises
    assert [(p.id, p.member, p.remedy, p.given, p.internal) for p in asked] == [
        ("H01-1", "p1", "có ngày", JANUARY, True)
    ]


def test_the_name_of_somebody_no_longer_on_the_roll_comes_along() -> None:
    first = Month(JANUARY)
    first.record(Task("p5", "việc", JANUARY))
    without = people(*["official"] * 4)
    second = Month(date(2026, 2, 3), [first], roll=without)
    third = Month(date(2026, 3, 3), [first, second], roll=without)
    assert [third.meeting.names[t.owner] for t in third.meeting.tasks] == ["Đảng viên 5"]
    assert set(third.meeting.people) == {"p1", "p2", "p3", "p4"}


# --- items ----------------------------------------------------------------------------------------


def test_an_item_put_off_keeps_its_name_and_comes_back_until_it_is_dealt_with() -> None:
    first = Month(JANUARY)
    first.record(ItemPutOff("7", "hết giờ"))
    title = "Thông tin thời sự, văn bản mới, tình hình tư tưởng (hoãn từ 03/01/2026)"
    thematic = Month(date(2026, 1, 20), [first], "thematic")
    second = Month(date(2026, 2, 3), [first, thematic])
    (item,) = (i for i in second.meeting.agenda.items if i.title == title)
    assert item.origin == first.meeting.id
    assert title in thematic.titles
    second.record(ItemRenamed(item.id, "Tên khác"), ItemPutOff(item.id))
    third = Month(date(2026, 3, 3), [first, thematic, second])
    assert (third.titles.count("Tên khác"), third.titles.count(title)) == (1, 0)
    third.record(ItemStarted(item.id))
    fourth = Month(date(2026, 4, 3), [first, thematic, second, third])
    assert not {"Tên khác", title} & set(fourth.titles)


def test_where_things_that_come_back_stand() -> None:
    first = Month(JANUARY)
    first.record(ItemPutOff("10"), own_minutes(NO))
    behind = dict(pairwise(Month(date(2026, 2, 3), [first], "combined").titles))
    assert behind["Thông qua chương trình"] == "Thông qua biên bản sinh hoạt thường kỳ ngày 03/01/2026"
    assert behind["Thảo luận"] == "Phương hướng, nhiệm vụ tháng tới (hoãn từ 03/01/2026)"


# --- minutes --------------------------------------------------------------------------------------


def test_a_vote_on_earlier_minutes_approves_nothing_of_this_meeting() -> None:
    first = Month(JANUARY)
    second = Month(date(2026, 2, 3), [first])
    second.record(earlier_minutes(first.meeting.id, YES, "sửa giờ bế mạc"))
    left = Month(date(2026, 3, 3), [first, second]).meeting.head.unapproved
    assert [m.id for m in left] == [second.meeting.id]


def test_minutes_are_not_asked_about_under_their_own_item_twice() -> None:
    first = Month(JANUARY)
    second = Month(date(2026, 2, 3), [first])
    second.record(ItemPutOff(f"minutes/{first.meeting.id}"), own_minutes(YES))
    third = Month(date(2026, 3, 3), [first, second])
    assert sum(title.startswith("Thông qua biên bản sinh hoạt") for title in third.titles) == 1


def test_the_committee_and_the_cell_leave_nothing_to_one_another() -> None:
    committee = Month(JANUARY, kind="committee")
    committee.record(ItemStarted("1"), ItemPutOff("k2", "chờ"), Task("p1", "việc của chi ủy", JANUARY))
    cell = Month(JANUARY + timedelta(days=1), [committee])
    cell.record(ItemStarted("1"), ItemPutOff("8", "chờ"), Task("p1", "việc của chi bộ", JANUARY + timedelta(days=1)))
    assert (cell.meeting.head.unapproved, [t for t in cell.titles if "hoãn" in t]) == ((), [])
    again = Month(JANUARY + timedelta(days=30), [committee, cell], "committee")
    assert [m.id for m in again.meeting.head.unapproved] == [committee.meeting.id]
    assert [i.origin for i in again.meeting.agenda.items if i.origin] == [committee.meeting.id] * 2
    steps = [item.step for item in again.meeting.agenda.items]
    assert steps[:3] == [1, 2, 3]
    assert steps[-2:] == [15, 16]
    following = Month(JANUARY + timedelta(days=31), [committee, cell, again])
    assert [t.text for t in following.meeting.head.carried] == ["việc của chi bộ"]
    assert [m.id for m in following.meeting.head.unapproved] == [cell.meeting.id]


def test_the_usual_items_of_a_meeting_never_held_do_not_come_back() -> None:
    called_off = Month(JANUARY, kind="admission", opened=False)
    assert Month(JANUARY + timedelta(days=1), [called_off]).titles == Month(JANUARY + timedelta(days=1)).titles
