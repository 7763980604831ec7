"""Every fact of the reference meeting stands in its minutes, and no sentence of the minutes is without an entry."""

import re

import msgspec
import pytest

from exports.extract import tally
from exports.format.outline import (
    Block,
    Bullet,
    Draft,
    Head,
    Opinion,
    Paragraph,
    Recipients,
    Section,
    Signatures,
    Table,
    Title,
    as_text,
)
from exports.minutes.text import outline
from exports.papers import document
from exports.source import Source
from exports.wording import Wording
from model.entry import Entry
from model.errors import Refused
from model.events import KINDS, Attendance, Considered, Correction, ItemConcluded, Note, Remark, Tellers, Vote
from model.meeting import Meeting
from model.parts import Happening
from model.vietnamese import clock_words, short_date
from tests.exports.minutes_of import everything, recorded
from tests.exports.papers_of import file_of, words_of
from tests.support.meetings import named_desk, reference_meeting

UNTOLD = (Note, ItemConcluded, Correction)
"""A note never is; an end without a conclusion, and a slip mended before the reading, say nothing of their own."""


def told(meeting: Meeting) -> dict[int, list[str]]:
    """Entry to the lines of the minutes that tell it."""
    found: dict[int, list[str]] = {}
    for block in outline(meeting):
        rows = zip(block.of, block.rows, strict=False) if isinstance(block, Table) else ()
        for of, row in rows:
            for entry in of:
                found.setdefault(entry, []).append(" | ".join(map(str, row)))
        if isinstance(block, Section | Paragraph | Bullet | Opinion):
            for entry in block.of:
                found.setdefault(entry, []).extend(as_text([block]))
    return found


def test_every_fact_of_the_reference_meeting_is_told() -> None:
    meeting, wording = reference_meeting(), Wording(reference_meeting())
    lines = told(meeting)
    for entry in meeting.record:
        if isinstance(entry.event, UNTOLD) and not getattr(entry.event, "conclusion", ""):
            continue
        said = "\n".join(lines[entry.id])
        assert [words for words in recorded(entry.event) if words not in said] == [], entry
        names = [msgspec.to_builtins(entry.event).get(field, "") for field in entry.event.people_fields]
        assert isinstance(entry.event, Attendance) or all(wording.name(who) in said for who in names if who), entry
        for day in (getattr(entry.event, "due", None), getattr(entry.event, "deadline", None)):
            assert day is None or short_date(day) in said
        if isinstance(entry.event, Vote):
            figures = (entry.event.for_, entry.event.against, entry.event.no_opinion)
            assert all(f" {figure}/" in said for figure in figures)
            assert clock_words(entry.at) in said


def test_every_mark_of_attendance_is_told_by_name() -> None:
    meeting, wording = reference_meeting(), Wording(reference_meeting())
    lines = told(meeting)
    for entry in meeting.record:
        if isinstance(entry.event, Attendance):
            assert any(wording.name(entry.event.member) in line for line in lines[entry.id]), entry
            assert entry.event.reason in "\n".join(lines[entry.id])


@pytest.mark.parametrize("made", [reference_meeting, everything])
def test_no_sentence_is_without_an_entry(made: object) -> None:
    meeting: Meeting = made()  # type: ignore[operator]
    standing = {entry.id: entry for entry in meeting.standing}
    for block in outline(meeting):
        if isinstance(block, Paragraph | Bullet | Opinion) and not of_the_score(block):
            assert block.of, block
            assert set(block.of) <= set(standing)
        assert isinstance(block, Head | Title | Section | Paragraph | Bullet | Opinion | Table | Signatures | Draft)


def of_the_score(block: Block) -> bool:
    """What the sheet works out from the whole record: its sum, and points lost that nobody spoke about."""
    text = as_text([block])[0]
    return bool(re.match(r"- Tiêu chí \S+ \(", text) or ": tổng điểm " in text)


def test_the_bookmarks_of_the_file_are_the_entries() -> None:
    meeting = reference_meeting()
    word = file_of(Source(meeting), "minutes")
    names = re.findall(r'w:bookmarkStart[^>]* w:name="_e(\d+)"', str(word.element.body.xml))
    assert len(names) == len(set(names))
    untold = {e.id for e in meeting.record if isinstance(e.event, UNTOLD)}
    assert {e.id for e in meeting.record} - untold <= {int(name) for name in names}


def test_every_kind_of_happening_has_been_thought_of() -> None:
    """A kind that is new here is told by its fields; give it a sentence in exports/sentences.py, then name it here."""
    assert set(KINDS) == {
        "item_started", "item_concluded", "attendance", "dues", "remark", "self_criticism", "criticism", "praise",
        "reminder", "considered", "tellers", "vote", "grade_vote", "minutes_approved", "break", "correction",
        "task_result", "task", "note", "score", "minutes_read", "closed", "assessment", "earlier_approved",
        "promise_result",
        "old_text", "stated", "stated_vote",  # old minutes: no paper is made of them
    }  # fmt: skip


class _Odd(Happening, frozen=True, tag="odd", kw_only=True):
    people_fields = ("member",)
    member: str = ""
    text: str = ""


def test_a_kind_without_a_sentence_is_told_by_its_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("model.words").words.KIND, "odd", "Việc lạ")
    desk = named_desk()
    meeting = desk.meeting
    meeting.apply(Entry(len(meeting.entries) + 1, desk.clock, _Odd(member="p2", text="Đã xong")))  # type: ignore[arg-type]
    assert "Việc lạ. Đồng chí: Đảng viên 2; nội dung: Đã xong." in as_text(outline(meeting))


def test_somebody_considered() -> None:
    desk = named_desk(kind="admission")
    desk.record(
        Considered(name="Ngô Thị Mới", introducers="Lê Đức, Trần Ân", strengths="Nhiệt tình", text="Xóm khen"),
    )
    said = "Xét Ngô Thị Mới. Người giới thiệu: Lê Đức, Trần Ân. Ưu điểm: Nhiệt tình. Nhận xét, ý kiến: Xóm khen."
    assert said in as_text(outline(desk.meeting))


def test_a_note_between_two_halves_of_a_remark_does_not_show() -> None:
    plain, noted = named_desk(), named_desk()
    for desk, events in (
        (plain, [Remark("p1", "Một"), Remark("p1", "Hai", continued=True)]),
        (noted, [Remark("p1", "Một"), Note("riêng"), Remark("p1", "Hai", continued=True)]),
    ):
        for event in events:
            desk.record(event, 5)
    one, other = (words_of(file_of(Source(desk.meeting), "minutes")) for desk in (plain, noted))
    assert one == other
    assert b"ri\xc3\xaang" not in document(Source(noted.meeting), "minutes")


def test_the_tellers_are_told_and_sign_what_they_counted() -> None:
    desk = named_desk()
    desk.record(Tellers(("p4", "p5")))
    ballot = {"issued": 5, "returned": 5, "valid": 5, "invalid": 0, "for_": 5, "against": 0, "no_opinion": 0}
    vote = desk.record(Vote("Khen thưởng", "secret", **ballot))
    told = as_text(outline(desk.meeting))
    assert "Chi bộ cử ban kiểm phiếu gồm Đảng viên 4 (trưởng ban), Đảng viên 5." in told
    blocks = tally(Source(desk.meeting, of=f"#{vote.id}"))
    assert isinstance(blocks[-1], Recipients)
    assert (blocks[-1].office, blocks[-1].name) == ("TRƯỞNG BAN", "Đảng viên 4")
    with pytest.raises(Refused, match="mỗi người ghi một lần"):
        desk.record(Tellers(("p4", "p4")))
