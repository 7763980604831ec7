"""What became of tasks and promises: each once, whatever they were called from meeting to meeting."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from model.cell import called
from model.events import (
    AnyEvent,
    Correction,
    Criticism,
    PromiseResult,
    SelfCriticism,
    Task,
    TaskResult,
    Undone,
)
from model.parts import REGULAR, Change, MeetingKind
from model.past.outcomes import Outcome, followed, outcomes
from tests.model.test_examples import meetings
from tests.model.test_ledger import carried
from tests.support.meetings import Desk, people
from tests.support.months import MEMBERS, Month

JANUARY, NEXT_YEAR = date(2026, 1, 3), date(2027, 1, 3)
ANSWERS: list[Any] = ["done", "partly", "not_done", "late", "extended", None]
WORDS = ["dọn cống", "quét ngõ", "lập danh sách"]

MEETINGS = st.lists(
    st.tuples(
        st.sampled_from(["regular", "regular", "regular", "combined", "thematic", "committee"]),
        st.sampled_from([1, 14, 31, 62, 300]),
        st.lists(st.tuples(st.sampled_from(["p1", "p2"]), st.sampled_from(WORDS)), max_size=3),
        st.lists(st.tuples(st.sampled_from(["p1", "p2"]), st.sampled_from(WORDS)), max_size=2),
        st.lists(st.sampled_from(ANSWERS), min_size=1),
        st.sampled_from([True, True, True, False]),
    ),
    min_size=1,
    max_size=8,
)


class Slow:
    """What is remembered of one side by a person who follows each task with a finger: ids are never looked at."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def give(self, month: Month, what: str, said: tuple[str, str], due: date) -> None:
        self.rows.append(
            {"what": what, "meeting": month.meeting.id, "entry": len(month.meeting.entries), "owner": said[0],
             "text": said[1], "given": month.meeting.date, "due": due, "last": due, "told": []}
        )  # fmt: skip

    def asked(self, what: str) -> list[dict[str, Any]]:
        return [r for r in self.rows if r["what"] == what and not (r["told"] and r["told"][-1][2] == "done")]


def play(plan: list[Any]) -> tuple[list[Month], list[dict[str, Any]]]:
    """The meetings of a plan, and what is to be found of them."""
    months: list[Month] = []
    sides = {True: Slow(), False: Slow()}
    day = JANUARY
    for kind, days, tasks, promises, answers, opened in plan:
        day += timedelta(days=days)
        month, book = Month(day, months, kind, opened=opened), sides[kind == "committee"]
        months.append(month)
        if opened and kind in REGULAR:
            _answer(month, book, answers)
        for n, (owner, words) in enumerate(tasks if opened else []):
            month.record(Task(owner, words, day + timedelta(days=n)))
            book.give(month, "task", (owner, words), day + timedelta(days=n))
        for n, (owner, words) in enumerate(promises if opened else []):
            said: dict[str, Any] = {"remedy": words, "deadline": day, "internal": bool(n)}
            made = SelfCriticism(member=owner, shortcomings="chậm", **said)
            month.record(made if n else Criticism("p3", owner, "chậm", **said))
            book.give(month, "promise", (owner, words), day)
    return months, [row for book in sides.values() for row in book.rows]


def _answer(month: Month, book: Slow, answers: list[Any]) -> None:
    """Answers in turn; the one asked about with these words is the one of that day, owner and date that is open."""
    head, n = month.meeting.head, 0
    for what, asked in (("task", head.carried), ("promise", head.promises)):
        waiting = book.asked(what)
        assert len(waiting) == len(asked)
        for one in asked:
            owner, words = (one.owner, one.text) if what == "task" else (one.member, one.remedy)  # type: ignore[union-attr]
            due = one.due if what == "task" else one.deadline  # type: ignore[union-attr]
            row = next(
                r for r in waiting
                if (r["owner"], r["text"], r["given"], r["last"]) == (owner, words, one.given, due)
            )  # fmt: skip
            waiting.remove(row)
            result = answers[n % len(answers)]
            n += 1
            if result is None or (what == "promise" and result in ("partly", "late")):
                continue
            until = max(due, head.date) + timedelta(days=n) if result == "extended" else None
            told: AnyEvent = (
                TaskResult(one.id, result, f"lời {n}", due=until)
                if what == "task"
                else PromiseResult(one.id, result, f"lời {n}", deadline=until)
            )
            month.record(told)
            row["told"].append((month.meeting.id, len(month.meeting.entries), result, f"lời {n}"))
            row["last"] = until or row["last"]


def row_of(what: str, one: Outcome) -> tuple[Any, ...]:
    told = tuple((t.meeting, t.entry, t.result, t.told) for t in one.results)
    return what, one.meeting, one.entry, one.owner, one.text, one.given, one.due, one.last_due, told, one.open


@given(MEETINGS, st.randoms())
@settings(max_examples=150)
def test_each_is_found_once_with_all_that_was_told_of_it(plan: list[Any], chance: Any) -> None:
    months, rows = play(plan)
    shuffled = [m.meeting for m in months]
    chance.shuffle(shuffled)
    found = outcomes(shuffled)
    expected = Counter(
        (r["what"], r["meeting"], r["entry"], r["owner"], r["text"], r["given"], r["due"], r["last"],
         tuple(r["told"]), not (r["told"] and r["told"][-1][2] == "done"))
        for r in rows
    )  # fmt: skip
    assert (
        Counter([row_of("task", t) for t in found.tasks] + [row_of("promise", p) for p in found.promises]) == expected
    )
    names = called(MEMBERS)
    assert all(one.name == names[one.owner] for one in (*found.tasks, *found.promises))


@given(MEETINGS, st.sampled_from(["regular", "committee"]))
@settings(max_examples=60)
def test_what_is_open_is_what_the_next_meeting_asks_about(plan: list[Any], kind: MeetingKind) -> None:
    months = play(plan)[0]
    side = [m for m in months if (m.meeting.head.kind == "committee") == (kind == "committee")]
    following = Month(months[-1].meeting.date + timedelta(days=1), months).meeting.head
    found = outcomes(m.meeting for m in side)
    if kind == "regular":
        assert Counter((t.text, t.given, t.last_due) for t in found.tasks if t.open) == Counter(
            (t.text, t.given, t.due) for t in following.carried
        )
        assert Counter((p.text, p.given, p.internal) for p in found.promises if p.open) == Counter(
            (p.remedy, p.given, p.internal) for p in following.promises
        )
    else:
        assert all(t.open for t in found.tasks)  # the committee does not ask


def chain(*months: tuple[int, list[AnyEvent]], before: int = 0) -> list[Month]:
    made: list[Month] = []
    for days, events in months:
        made.append(Month(JANUARY + timedelta(days=days), made, before=before if made else 0))
        made[-1].record(*events)
    return made


def found_in(months: list[Month]) -> list[Outcome]:
    found = outcomes(m.meeting for m in months)
    return [*found.tasks, *found.promises]


def test_an_entry_set_right_after_it_went_on_is_still_the_same_task() -> None:
    months = chain((0, [Task("p1", "một", JANUARY), Task("p1", "hai", JANUARY)]), (31, [TaskResult("T01-2", "done")]))
    first = months[0].meeting
    wrong = first.entries[-1]
    months[0].record(Correction(of=wrong.id, changes=(Change("text", "hai", "ba"),), why="nhầm", who="p1"))
    assert [(t.text, t.open) for t in found_in(months)] == [("một", True), ("ba", False)]


def test_a_task_taken_back_after_it_went_on_is_asked_about_where_it_went() -> None:
    months = chain((0, [Task("p1", "một", JANUARY)]), (31, []))
    months[0].record(Undone(of=len(months[0].meeting.entries)))
    assert [(t.meeting, t.entry, t.text) for t in found_in(months)] == [(months[1].meeting.id, 0, "một")]


def test_a_meeting_that_was_prepared_and_never_held_tells_nothing() -> None:
    months = chain((0, [Task("p1", "một", JANUARY)]))
    months.append(Month(JANUARY + timedelta(days=20), months, opened=False))
    months.append(Month(JANUARY + timedelta(days=31), months))
    months[-1].record(TaskResult("T01-1", "done", "xong rồi"))
    (task,) = found_in(months)
    assert [(t.meeting, t.told) for t in task.results] == [(months[2].meeting.id, "xong rồi")]
    assert outcomes([months[1].meeting]).tasks == []


def test_the_same_id_a_year_later_is_another_task() -> None:
    months = chain(
        (0, [Task("p1", "việc", JANUARY)]), (31, [TaskResult("T01-1", "done")]), (365, [Task("p1", "việc", NEXT_YEAR)])
    )
    months.append(Month(NEXT_YEAR + timedelta(days=31), months))
    assert [t.id for t in months[-1].meeting.head.carried] == ["T01-1"]
    assert [(t.given, t.open) for t in found_in(months)] == [(JANUARY, False), (NEXT_YEAR, True)]


def test_the_number_of_a_task_set_right_is_none_that_the_meeting_asked_about() -> None:
    months = chain((0, [Task("p1", "cũ", JANUARY)]), (20, [Task("p1", "một", NEXT_YEAR), Task("p1", "hai", NEXT_YEAR)]))
    months.append(Month(NEXT_YEAR, months))
    months[-1].record(TaskResult("T01-3", "done"))
    wrong = months[1].meeting.entries[-1]
    months[1].record(Correction(of=wrong.id, changes=(Change("text", "hai", "ba"),), why="nhầm", who="p1"))
    assert [(t.text, t.open) for t in found_in(months)] == [("cũ", True), ("một", True), ("ba", False)]


def test_a_meeting_prepared_early_asks_about_nothing_twice() -> None:
    first = Month(JANUARY)
    first.record(Task("p1", "một", JANUARY))
    early = Month(date(2026, 3, 3), [first], before=20)
    second = Month(date(2026, 2, 25), [first])
    second.record(TaskResult("T01-1", "partly"), Task("p1", "hai", date(2026, 3, 1)))
    third = Month(date(2026, 4, 3), [first, second, early])
    assert [t.id for t in third.meeting.head.carried] == ["T01-1", "T02-1"]
    third.record(TaskResult("T02-1", "done"))
    assert [(t.text, t.open, len(t.results)) for t in found_in([first, second, early, third])] == [
        ("một", True, 1), ("hai", False, 1),
    ]  # fmt: skip


def test_what_comes_from_before_the_first_journal_counts_too() -> None:
    desk = Desk(people("official"), carried=[carried("T10-1"), carried("T10-2")])
    told = desk.record(TaskResult("T10-1", "done", "xong"))
    done, open_ = outcomes([desk.meeting]).tasks
    assert (done.meeting, done.entry, done.open) == (desk.meeting.id, 0, False)
    assert [(t.entry, t.told) for t in done.results] == [(told.id, "xong")]
    assert (open_.open, open_.overdue(open_.last_due), open_.overdue(open_.last_due + timedelta(days=1))) == (
        True, False, True,
    )  # fmt: skip
    assert not done.overdue(date(2100, 1, 1))


def test_the_scripts_of_the_example_year_follow_from_one_another() -> None:
    months = meetings()
    found = outcomes(months)
    first = {t.id for t in months[0].tasks if t.carried}
    assert sum(not t.entry for t in found.tasks) == len(first)
    assert len(found.tasks) == len(first) + sum(not t.carried for m in months for t in m.tasks)
    asked_now = Counter((t.text, t.given) for t in months[-1].tasks if t.open)
    assert Counter((t.text, t.given) for t in found.tasks if t.open) == asked_now


@given(MEETINGS, st.integers(0, 7))
@settings(max_examples=60)
def test_what_became_of_one_meeting_is_read_no_further_than_it_takes(plan: list[Any], number: int) -> None:
    meetings = [m.meeting for m in play(plan)[0]]
    one, later = meetings[number % len(meetings)], meetings[number % len(meetings) + 1 :]
    taken = iter(later)
    found = followed(one, taken)
    whole = outcomes([one, *later])
    left = list(taken)
    assert left or found.tasks == [t for t in whole.tasks if t.meeting == one.id]
    assert not left or not any(o.open for o in (*found.tasks, *found.promises))
    assert followed(one, later[: len(later) - len(left)]) == found
