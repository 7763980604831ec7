"""Every fact that a sheet may ask for, with the entries that show it."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from msgspec import structs

from model.cell import Cell
from model.events import ItemStarted, Prepared, Vote
from model.meeting import Meeting
from model.scoring.facts import had_thematic, measure
from model.scoring.points import values_of
from model.scoring.sheets import sheet
from tests.support.meetings import named_desk, reference_meeting

NAMES = {
    "attendance_rate", "expected", "present", "unexcused", "excused_runs_over_3", "minutes_long",
    "minutes_required", "on_cell_day", "in_first_week", "committee_met_before", "notice_days_before",
    "documents_days_before", "documents_after_days", "steps_done", "steps_due", "has_thematic", "speakers",
    "praise", "reminders", "criticisms", "self_criticisms", "minutes_on_ideology_and_criticism", "tasks_last_done",
    "tasks_last", "tasks_new_with_deadline", "conclusion_voted", "resolution_voted", "minutes_read",
    "minutes_approved", "score_voted", "dues_reported", "disciplined_members", "thematic_this_quarter",
}  # fmt: skip
"""What a criterion may ask of the record."""


def test_every_fact_is_there_and_its_entries_stand() -> None:
    meeting = reference_meeting()
    facts = measure(meeting)
    assert facts.keys() >= NAMES
    standing = {entry.id for entry in meeting.standing}
    assert all(set(fact.evidence) <= standing for fact in facts.values())
    shown_by_nothing = {"steps_due", "thematic_this_quarter", "has_thematic", "disciplined_members", "conclusion_voted"}
    assert {name for name, fact in facts.items() if not fact.evidence} == shown_by_nothing
    assert facts["attendance_rate"].value == Fraction(2400, 27)


@pytest.mark.parametrize(
    ("kind", "least", "wanted"), [("regular", 60, 60), ("combined", 90, 120), ("combined", 150, 150)]
)
def test_the_length_asked_for(kind: Any, least: int, wanted: int) -> None:
    desk = named_desk(kind=kind, cell=Cell(name="", minimum_minutes=least))
    assert measure(desk.meeting)["minutes_required"].value == wanted


def test_a_day_of_the_cell_that_the_month_does_not_have() -> None:
    head = structs.replace(reference_meeting().head, date=date(2026, 11, 30))
    late = structs.replace(head, cell=structs.replace(head.cell, monthly_day=31))
    for prepared, wanted in ((late, True), (head, False)):
        entries = [structs.replace(reference_meeting().entries[0], event=prepared)]
        assert measure(Meeting(entries))["on_cell_day"].value is wanted


def test_old_preparations_read_without_what_is_new() -> None:
    head = reference_meeting().head
    assert isinstance(head, Prepared)
    assert (head.own_sheet, head.thematic_this_quarter) == ({}, None)
    assert values_of(sheet("hd42-2025"), measure(reference_meeting()))["thematic_this_quarter"] is None


def resolution(subject: str) -> Vote:
    return Vote(subject, "hands", for_=5, against=0, no_opinion=0)


@pytest.mark.parametrize(
    ("subject", "step", "resolved", "concluded"),
    [
        ("Thông qua nghị quyết tháng 11", "13", True, False),
        ("Thông qua kết luận của chi bộ", "13", True, True),
        ("Thông qua Kết Luận", "12", False, False),
    ],
)
def test_a_resolution_and_a_conclusion(subject: str, step: str, resolved: bool, concluded: bool) -> None:
    desk = named_desk()
    desk.record(ItemStarted(step))
    vote = desk.record(resolution(subject))
    facts = measure(desk.meeting)
    assert (facts["resolution_voted"].value, facts["conclusion_voted"].value) == (resolved, concluded)
    assert facts["resolution_voted"].evidence == ((vote.id,) if resolved else ())


def held_in(month: int, *, thematic: bool) -> Meeting:
    """A combined meeting of that month of 2026."""
    desk = named_desk(kind="combined")
    if thematic:
        desk.record(ItemStarted("t1"))
    head = structs.replace(desk.meeting.head, date=date(2026, month, 3))
    return Meeting([structs.replace(desk.meeting.entries[0], event=head), *desk.meeting.entries[1:]])


@pytest.mark.parametrize(
    ("months", "day", "wanted"),
    [
        ({10: True}, 11, True), ({10: False}, 11, False), ({9: True}, 11, None), ({9: True}, 10, False),
        ({}, 10, False), ({}, 12, None), ({10: False, 11: True}, 12, True), ({1: True}, 3, True),
    ],
)  # fmt: skip
def test_a_thematic_part_in_the_quarter(months: dict[int, bool], day: int, wanted: bool | None) -> None:
    earlier = [held_in(month, thematic=thematic) for month, thematic in months.items()]
    assert had_thematic(earlier, date(2026, day, 3)) is wanted


@pytest.mark.parametrize("before", [None, False, True])
def test_a_thematic_part_held_now_counts(before: bool | None) -> None:
    desk = named_desk(kind="combined", thematic_this_quarter=before)
    assert measure(desk.meeting)["thematic_this_quarter"].value is before
    begun = desk.record(ItemStarted("t1"))
    fact = measure(desk.meeting)["thematic_this_quarter"]
    assert (fact.value, fact.evidence) == (True, (begun.id,))
