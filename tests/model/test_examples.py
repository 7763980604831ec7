"""The year before the reference meeting: eleven scripts that replay, follow from one another and use every form."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from model import guard, report, roster
from model.agenda import Item, default_agenda
from model.cell import roll
from model.checks import check
from model.entry import Entry, decode, encode
from model.events import (
    AnyEvent,
    Attendance,
    Break,
    Correction,
    Criticism,
    Dues,
    GradeVote,
    MinutesApproved,
    MinutesRead,
    Praise,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    Vote,
)
from model.ledger import carry
from model.meeting import Meeting
from model.replay import Script, script_date
from model.year.counters import excused_runs

EXAMPLES = Path(__file__).parents[2] / "model" / "examples"
MEMBERS = roster.read((EXAMPLES / "r30" / "roster.csv").read_bytes(), "roster.csv")
YEAR = sorted((EXAMPLES / "year").glob("*.toml"))
FILES = [*YEAR, EXAMPLES / "r30" / "meeting.toml"]
MONTHS = [file.stem for file in YEAR]

each_month = pytest.mark.parametrize("number", range(len(YEAR)), ids=MONTHS)


@cache
def scripts() -> tuple[Script, ...]:
    """The scripts of the year and the reference meeting, in the order of their days."""
    texts = [(file.read_text(encoding="utf-8"), file.name) for file in FILES]
    return tuple(Script(text, name, roll(MEMBERS, script_date(text, name))) for text, name in texts)


@cache
def meetings() -> tuple[Meeting, ...]:
    """The meetings of all scripts, each told of the absences before it in its year."""
    held: list[Meeting] = []
    for script in scripts():
        runs = excused_runs(m for m in held if m.date.year == script.day.year)
        meeting = Meeting()
        for number, (at, event) in enumerate(script.events(f"{script.day}", runs), 1):
            tidied = guard.tidy(event)
            guard.admit(meeting, tidied, at, judge_now=False)
            meeting.apply(decode(encode(Entry(number, at, tidied))))
        held.append(meeting)
    return tuple(held)


def year() -> tuple[Meeting, ...]:
    """The meetings without the reference meeting."""
    return meetings()[:-1]


def events(*found_in: Meeting) -> list[AnyEvent]:
    """What was recorded, as recorded, in these meetings; in all of the year where none is named."""
    return [entry.event for meeting in found_in or year() for entry in meeting.entries]


def statuses(meeting: Meeting, mark: str) -> list[str]:
    """The statuses of those who were marked so."""
    marked = [e.member for e in events(meeting) if isinstance(e, Attendance) and e.status == mark]
    return [meeting.people[member].status for member in marked]


def row(meeting: Meeting, criterion: str) -> dict[str, Any]:
    """A row of the meeting's sheet."""
    found: dict[str, Any] = next(r for r in report.scored(meeting)["criteria"] if r["id"] == criterion)
    return found


# --- each meeting ---------------------------------------------------------------------------------


def test_one_meeting_a_month_up_to_the_reference_meeting() -> None:
    days = [script.day for script in scripts()]
    assert [f"{day:%Y-%m}" for day in days[:-1]] == MONTHS
    assert MONTHS[0] == "2025-12"
    assert {b.year * 12 + b.month - a.year * 12 - a.month for a, b in pairwise(days)} == {1}
    other_days = [m.date for m in year() if m.date.day != m.cell.monthly_day]
    assert 1 <= len(other_days) <= 2
    assert all(day.day <= 7 for day in other_days)


def test_the_same_cell_all_the_year() -> None:
    assert all(script.tables.cell == scripts()[-1].tables.cell for script in scripts())


@each_month
def test_replays_without_contradiction(number: int) -> None:
    meeting, script = meetings()[number], scripts()[number]
    assert meeting.state == "closed"
    assert [why for _, why in guard.contradictions(meeting)] == []
    assert script.mismatch(meeting) == ""
    assert [finding for finding in check(meeting) if finding.severity in ("stop", "warning")] == []


@each_month
def test_is_a_whole_meeting(number: int) -> None:
    meeting = meetings()[number]
    assert 90 <= (meeting.minutes_long() or 0) <= 125
    assert row(meeting, "4a")["full"], "every step of HD 42 was taken"
    kinds = {type(event) for event in events(meeting)}
    assert {Dues, Task, SelfCriticism, Criticism, Vote, GradeVote, MinutesRead, MinutesApproved} <= kinds
    assert kinds & {Praise, Reminder}
    assert Counter(e.status for e in events(meeting) if isinstance(e, Attendance))["excused"]


@each_month
def test_the_score_is_complete_and_its_grade_is_the_one_voted(number: int) -> None:
    meeting = meetings()[number]
    scored = report.scored(meeting)
    assert scored["complete"]
    (level,) = [e.level for e in events(meeting) if isinstance(e, GradeVote)]
    assert scored["grade"] == level
    in_the_room = scored["total"] - sum(r["points"] for r in scored["criteria"] if r["known_only_later"])
    remarks = [e.text for e in events(meeting) if isinstance(e, Remark)]
    assert any(f"{in_the_room}" in text and level in text for text in remarks), "the scorer names points and level"
    assert not [r["id"] for r in scored["criteria"] if r["applies"] and not r["full"] and not r["reason"]]


@each_month
def test_nobody_is_named_before_joining(number: int) -> None:
    script = scripts()[number]
    on_roll = {person.id for person in script.people}
    later = [member.name for member in MEMBERS if member.id not in on_roll]
    assert not [name for name in later if re.search(rf"\b{name.split()[-1]}\b", script.text)]


def test_remarks_are_many_and_none_is_copied() -> None:
    remarks = [e for e in events(*meetings()) if isinstance(e, Remark)]
    assert all(60 <= len(e.text) <= 220 for e in remarks)
    sentences = Counter(s.strip() for e in remarks for s in re.split(r"[.;?!]", e.text) if len(s.strip()) > 30)
    assert [s for s, times in sentences.items() if times > 1] == []
    spoke = {e.speaker for e in remarks}
    assert {p.id for p in year()[-1].presence.expected} <= spoke, "everybody has something to say in the year"


# --- from one to the next -------------------------------------------------------------------------


@each_month
def test_open_tasks_are_the_carried_tasks_of_the_next_meeting(number: int) -> None:
    meeting, following = meetings()[number], meetings()[number + 1]
    left_open = [replace(task, note="") for task in meeting.tasks if task.open]
    asked = [msgspec.structs.replace(task, note="") for task in following.head.carried]
    assert list(carry(left_open, meeting.date)) == asked


def test_a_task_may_take_more_than_a_month() -> None:
    waited = Counter(task.id for meeting in year() for task in meeting.head.carried)
    assert max(waited.values()) >= 3


def test_grades_vary() -> None:
    grades = Counter(report.scored(meeting)["grade"] for meeting in year())
    assert set(grades) >= {"Tốt", "Khá"}
    assert len({report.scored(meeting)["total"] for meeting in year()}) > len(grades)


def test_somebody_is_away_with_reason_three_times_in_a_row_and_costs_no_point() -> None:
    runs = excused_runs(m for m in year() if m.date.year == 2026)
    assert max(longest for _, longest in runs.values()) == 3
    assert {row(meeting, "2+")["points"] for meeting in year()} == {1}


# --- forms ----------------------------------------------------------------------------------------


def test_three_combined_meetings_in_three_quarters_with_their_thematic_part_scored() -> None:
    combined = [m for m in year() if m.head.kind == "combined"]
    assert len({(m.date.year, (m.date.month - 1) // 3) for m in combined}) == len(combined) == 3
    for meeting in combined:
        assert [item for item in meeting.agenda.of_step("thematic") if item.held]
        assert "4c" in {e.criterion for e in events(meeting) if isinstance(e, Score)}
        assert row(meeting, "4c")["applies"]


def test_a_secret_ballot_by_two_thirds_without_naming_the_candidate() -> None:
    ballots = [e for e in events() if isinstance(e, Vote) and e.method == "secret" and not e.candidate]
    assert ballots
    assert all(vote.rule == "two_thirds" and vote.for_ is not None for vote in ballots)
    assert not [m.name for m in MEMBERS for vote in ballots if m.name in vote.subject]


def test_a_secret_election_fills_its_seat() -> None:
    shown = [vote for meeting in year() for vote in report.show(meeting)["votes"] if vote["candidates"]]
    (election,) = shown
    assert election["method"] == "secret"
    assert len(election["candidates"]) > election["seats"] == sum(c["elected"] for c in election["candidates"])
    assert election["verdict"] == "passed"


def test_an_attendance_and_a_vote_are_corrected() -> None:
    corrected = set()
    for meeting in year():
        recorded = {entry.id: entry.event for entry in meeting.entries}
        for event in recorded.values():
            if isinstance(event, Correction):
                corrected |= {(type(recorded[event.of]), change.field) for change in event.changes}
    assert corrected >= {(Attendance, "status"), (Vote, "for")}


@pytest.mark.parametrize("mark", ["excused", "unexcused", "late", "left", "back", "present"])
def test_every_mark_of_attendance_is_used(mark: str) -> None:
    assert [status for meeting in year() for status in statuses(meeting, mark)]


def test_an_exempt_member_comes_and_speaks() -> None:
    came = [m for m in year() if "exempt" in statuses(m, "present")]
    assert [m for m in came for e in events(m) if isinstance(e, Remark) and m.people[e.speaker].status == "exempt"]


def test_breaks_and_reserved_opinions() -> None:
    assert [e for e in events() if isinstance(e, Break)]
    assert [e for e in events() if isinstance(e, Remark) and e.reserved]


def test_items_of_its_own_and_renamed_ones() -> None:
    usual = {item.title for meeting in year() for item in default_agenda(meeting.head.kind)}
    other: list[Item] = [i for m in year() for i in m.agenda.items if i.title not in usual]
    assert {type(item.step) for item in other} == {int, str}, "thematic ones under a title of their own too"
    assert 0 in {item.step for item in other}
    assert [item for item in other if isinstance(item.step, int) and item.step > 0]


def test_delegates_come_in_some_months() -> None:
    came = [any(p.status == "invited" for p in meeting.people.values()) for meeting in year()]
    assert set(came) == {True, False}


def test_finished_papers_are_late_once() -> None:
    days = [row(meeting, "8c")["facts"]["documents_after_days"] for meeting in year()]
    assert [d for d in days if d > 2] == [4]
