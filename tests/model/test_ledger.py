"""From meeting to meeting: what goes on, under which id, and runs of excused absences."""

from datetime import date
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from model.events import Attendance, Task, TaskResult
from model.ledger import carry
from model.meeting import Meeting
from model.parts import CarriedTask
from model.year.counters import excused_runs
from tests.support.meetings import OPENED, Desk, people, reference_meeting

DAY = OPENED.date()
DUE = date(2026, 12, 1)


def carried(ident: str, owner: str = "p1") -> CarriedTask:
    return CarriedTask(id=ident, owner=owner, text="việc cũ", due=DAY, given=date(2026, 10, 3))


def test_only_what_is_done_does_not_go_on() -> None:
    desk = Desk(people("official"), carried=[carried(f"T10-{n}") for n in range(1, 6)])
    for n, result in enumerate(("done", "partly", "not_done", "late"), 1):
        desk.record(TaskResult(f"T10-{n}", result))  # type: ignore[arg-type]
    desk.record(Task("p1", "việc mới", DUE))
    assert [(t.id, t.open) for t in desk.meeting.tasks if t.carried] == [
        ("T10-1", False), ("T10-2", True), ("T10-3", True), ("T10-4", True), ("T10-5", True),
    ]  # fmt: skip
    new = desk.meeting.tasks[-1]
    assert (new.open, new.given, new.due, new.result) == (True, DAY, DUE, None)


def test_a_later_result_replaces_the_earlier() -> None:
    desk = Desk(people("official"), carried=[carried("T10-1")])
    desk.record(TaskResult("T10-1", "late"))
    told = desk.record(TaskResult("T10-1", "done", "vừa xong"))
    assert [(t.result, t.told, t.entry) for t in desk.meeting.tasks] == [("done", "vừa xong", told.id)]


def test_the_open_tasks_of_the_reference_meeting_in_the_next_one() -> None:
    meeting = reference_meeting()
    going_on = carry([t for t in meeting.tasks if t.open], meeting.date)
    assert [t.id for t in going_on] == ["T10-3", "T10-5", "T11-1", "T11-2", "T11-3", "T11-4", "T11-5"]
    assert [t.given for t in going_on] == [date(2026, 10, 3)] * 2 + [meeting.date] * 5


@given(st.lists(st.sampled_from(["T11-1", "T11-2", "T10-1"]), unique=True), st.integers(0, 4))
@settings(max_examples=30)
def test_ids_are_told_apart_and_nothing_is_lost(old: list[str], new: int) -> None:
    desk = Desk(people("official"), carried=[carried(ident) for ident in old])
    for n in range(new):
        desk.record(Task("p1", f"việc {n}", DUE))
    going_on = carry(desk.meeting.tasks, DAY)
    assert len({t.id for t in going_on}) == len(going_on) == len(old) + new
    assert [t.id for t in going_on][: len(old)] == old


ABSENCES = st.lists(st.sampled_from(["", "excused", "excused", "unexcused", "exempt"]), max_size=8)


def held(absences: list[str]) -> list[Meeting]:
    """A meeting for each: ``p2`` is there, absent, or exempt on that day."""
    meetings = []
    for absence in absences:
        desk = Desk(people("official", "exempt" if absence == "exempt" else "official"))
        if absence.endswith("excused"):
            desk.record(Attendance("p2", absence, "ốm" if absence == "excused" else ""))  # type: ignore[arg-type]
        meetings.append(desk.meeting)
    return meetings


@given(ABSENCES)
@settings(max_examples=60)
def test_runs_of_excused_absences(absences: list[str]) -> None:
    asked = [a for a in absences if a != "exempt"]  # a day on which he need not come breaks no run
    runs = [(kind, len(list(group))) for kind, group in groupby(asked)]
    longest = max((n for kind, n in runs if kind == "excused"), default=0)
    current = runs[-1][1] if runs and runs[-1][0] == "excused" else 0
    assert excused_runs(held(absences)) == ({"p2": (current, longest)} if longest else {})
