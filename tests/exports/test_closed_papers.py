"""A paper of a closed meeting stays what it was, whatever becomes of members and cell; a correction is told openly."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from exports.papers import PAPERS, SPREADSHEETS, about
from model.cell import Member, Status
from model.entry import fields_of
from model.events import Attendance, Correction, Vote
from model.meeting import Meeting
from model.parts import Change
from model.store.data import Data
from tests.support.harness_data import three_months
from tui.paperwork import meeting as paperwork
from tui.paperwork.meeting import Order
from tui.session import Session

YEARLY = {name for name, kind in PAPERS.items() if kind.year}
WHO = "le-duc-1971"


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Data]:
    three_months(tmp_path / "data")
    with Data(tmp_path / "data") as opened:
        yield opened


def orders(meeting: Meeting) -> Iterator[Order]:
    """Every paper that the meeting has something for, in every form."""
    for name, kind in PAPERS.items():
        choices = [of for of, _ in about(meeting, name)] if kind.of else [""]
        of = WHO if WHO in choices else choices[0] if choices else None
        if of is not None:
            for ending in ("docx", "xlsx") if name in SPREADSHEETS else ("docx",):
                yield Order(name, of, ending)


def papers(data: Data) -> dict[tuple[str, str, str], bytes]:
    """Every paper of every meeting, byte for byte."""
    meetings = [data.archive.load(i).meeting for i in data.archive.ids()]
    return {
        (meeting.id, order.paper, order.ending): paperwork.content(data, paperwork.source(data, meeting, order), order)
        for meeting in meetings
        for order in orders(meeting)
    }


def of_all(change: Callable[[Member], Member]) -> Callable[[Data], None]:
    def do(data: Data) -> None:
        data.book.members = [change(m) for m in data.book.members]

    return do


def transferred(data: Data) -> None:
    data.book.members = [m for m in data.book.members if m.id != WHO]


def other_cell(data: Data) -> None:
    cell = data.book.cell
    assert cell is not None
    data.book.cell = structs.replace(
        cell, name="Chi bộ khác", leader=WHO, upper_word="ĐẢNG ỦY", spelling="uỷ", minimum_minutes=30, sheet="hd42-2025"
    )


SINCE = date(2026, 9, 1)
CHANGES = {
    "transferred": transferred,
    "status": of_all(lambda m: structs.replace(m, statuses=(*m.statuses, Status("suspended", SINCE)))),
    "office": of_all(lambda m: structs.replace(m, office="leader" if m.id == WHO else "member")),
    "name": of_all(lambda m: structs.replace(m, name=f"{m.name} Mới", born=date(1950, 1, 1))),
    "dates": of_all(lambda m: structs.replace(m, admitted=date(2026, 12, 1), official_on=None)),
    "cell": other_cell,
}


def test_nothing_that_becomes_of_members_or_cell_changes_a_paper(data: Data) -> None:
    before = papers(data)
    assert {name for _, name, _ in before} == set(PAPERS) - {"tally"}
    for name, change in CHANGES.items():
        change(data)
        after = papers(data)
        assert [key for key in before if after[key] != before[key]] == [], name


@pytest.mark.parametrize("what", ["vote", "attendance"])
def test_a_correction_changes_the_papers_of_its_own_meeting_alone(data: Data, what: str) -> None:
    ids = data.archive.ids()
    october = data.archive.load(ids[1]).meeting
    order = Order("minutes")
    path = paperwork.write(data, paperwork.source(data, october, order), order)
    first, before = path.read_bytes(), papers(data)
    session = Session.open(data, october.id)
    session.record(correction(october, what))
    session.journal.close()
    after = papers(data)
    changed = {key for key in before if before[key] != after[key]}
    assert {name for where, name, _ in changed if where != october.id} <= YEARLY
    assert (october.id, "minutes", "docx") in changed
    assert path.read_bytes() == first
    corrected = data.archive.load(october.id).meeting
    paperwork.write(data, paperwork.source(data, corrected, order), order)
    kept = [file.read_bytes() for file in path.parent.glob("bien-ban-*.docx")]
    assert len(kept) == 2
    assert first in kept


def correction(meeting: Meeting, what: str) -> Correction:
    kind, field, now = (Vote, "no_opinion", 0) if what == "vote" else (Attendance, "status", "unexcused")
    entry = next(
        e for e in meeting.record
        if isinstance(e.event, kind) and fields_of(e.event).get(field) not in (now, None, 0, "late", "left", "back")
    )  # fmt: skip
    changes = [Change(field, fields_of(entry.event)[field], now)]
    if what == "attendance":
        changes.append(Change("reason", fields_of(entry.event)["reason"], None))
    return Correction(entry.id, tuple(changes), "ghi nhầm", "chủ trì")
