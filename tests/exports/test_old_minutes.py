"""The program's own minutes come back as they went out; files are read in any font, and refused in one sentence."""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import pytest
from docx import Document
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from exports.old_minutes import read
from exports.papers import document
from exports.source import Source
from model.agenda import default_agenda
from model.entry import Entry
from model.errors import BadData
from model.events import Attendance, Closed, GradeVote, ItemConcluded, ItemStarted, Named, Task, Vote
from model.meeting import Meeting
from model.old_events import StatedVote
from model.old_minutes.meeting import Plan, plan
from model.old_minutes.reader import recognised
from model.parts import MeetingKind, Original
from model.stated import attendance_known, figures
from model.voting import judge
from tests.exports.minutes_of import everything
from tests.support.meetings import Desk, hands, reference_meeting
from tests.support.old_papers import FULL, by_hand, demo_year, docx, lines, members, tcvn3, vni


def came_back(meeting: Meeting, known: Any = None) -> tuple[Meeting, Plan]:
    """The meeting that its own minutes make when they are read."""
    found = recognised(
        read(document(Source(meeting), "minutes"), "bb.docx"), "bb.docx", meeting.cell, known or members()
    )
    made = plan(found, Original("bb.docx", "0" * 64), meeting.id, meeting.cell, list(known or members()))
    return Meeting(made.entries), made


def plain_votes(meeting: Meeting) -> list[tuple[Any, ...]]:
    """The votes that ask one question: counts, base, verdict."""
    told = []
    for entry in meeting.votes:
        vote = entry.event
        assert isinstance(vote, Vote)
        if not vote.candidate and not vote.question:
            judged = judge(meeting.presence, entry.at, vote)
            told.append(
                (vote.for_, vote.against or 0, vote.no_opinion or 0, len(judged.base), judged.verdict, vote.method)
            )
    return told


def same_meeting(meeting: Meeting, back: Meeting) -> None:
    """Everything that minutes tell and that is recognised."""
    assert (back.date, back.head.kind, back.head.place) == (meeting.date, meeting.head.kind, meeting.head.place)
    minute = "%H:%M"
    assert meeting.opened
    assert back.opened
    assert meeting.closed
    assert back.closed
    assert f"{back.opened:{minute}} {back.closed:{minute}}" == f"{meeting.opened:{minute}} {meeting.closed:{minute}}"
    counts, told = meeting.presence.counts(), figures(back)
    assert (told.total, told.expected, told.present) == (counts.total, counts.expected, counts.present)
    for kind in ("excused", "unexcused", "on_duty"):
        absent = {p.id: meeting.presence.stays[p.id].reason for p in meeting.presence.absent(kind)}  # type: ignore[arg-type]
        assert {p.id: back.presence.stays[p.id].reason for p in back.presence.absent(kind)} == absent  # type: ignore[arg-type]
    assert back.roles == meeting.roles
    votes = [e.event for e in back.standing if isinstance(e.event, StatedVote)]
    assert [(v.for_, v.against, v.no_opinion, v.base, v.verdict, v.method) for v in votes] == plain_votes(meeting)
    given_ = [(t.owner, t.text.rstrip("."), t.due) for t in meeting.tasks if not t.carried]
    assert [(t.owner, t.text.rstrip("."), t.due) for t in back.tasks] == given_
    concluded = [
        e.event.conclusion.rstrip(".")
        for e in meeting.record
        if isinstance(e.event, ItemConcluded) and e.event.conclusion
    ]
    assert [e.event.conclusion.rstrip(".") for e in back.record if isinstance(e.event, ItemConcluded)] == concluded
    level = [e.event.level for e in meeting.votes if isinstance(e.event, GradeVote)]
    assert back.stated
    assert ([back.stated.level] if back.stated.level else []) == level[-1:]


@pytest.mark.parametrize("place", range(12))
def test_a_year_of_minutes_comes_back(place: int) -> None:
    meeting = demo_year()[place]
    back, made = came_back(meeting)
    same_meeting(meeting, back)
    assert attendance_known(back)
    titles = {item.title for item in meeting.agenda.items}
    assert {item.title for item in back.agenda.items} <= titles
    assert back.stated
    assert (back.stated.points, back.stated.most) != (None, None)
    assert all(fact.words for fact in made.taken)


@pytest.mark.parametrize(
    "kind", get_args(MeetingKind)
)  # fmt: skip
def test_minutes_of_every_kind_come_back(kind: MeetingKind) -> None:
    meeting = reference_meeting()
    changed = structs.replace(meeting.head, kind=kind)
    other = Meeting([Entry(1, meeting.entries[0].at, changed), *meeting.entries[1:]])
    back, _ = came_back(other)
    assert (back.head.kind, back.date) == (kind, meeting.date)
    assert [t.text for t in back.tasks] == [t.text for t in meeting.tasks if not t.carried]
    told = figures(back)
    assert (told.present, told.excused) == (24, 2)


def test_a_meeting_with_everything_in_it() -> None:
    """Elections stay text, people who are in no book stay names; nothing that is taken is wrong."""
    meeting = everything()
    back, made = came_back(meeting, known=())
    assert back.date == meeting.date
    assert not back.roles
    assert not back.tasks
    votes = [e.event for e in back.standing if isinstance(e.event, StatedVote)]
    assert [v.for_ for v in votes] == [told[0] for told in plain_votes(meeting)]
    assert any("không có trong danh sách" in d.why for d in made.doubts)
    assert not attendance_known(back)


@settings(max_examples=15)
@given(data=st.data())
def test_any_small_meeting_comes_back(data: st.DataObject) -> None:
    """Attendance, votes and tasks of the real roll, in any numbers."""
    roll = [p for p in reference_meeting().people.values() if p.status in ("official", "probationary", "exempt")]
    desk = Desk(tuple(roll), agenda=default_agenda("regular"))
    officials = [p for p in roll if p.status == "official"]
    desk.record(Named("chair", officials[0].id), 0)
    desk.record(ItemStarted("3"))
    for person in officials[2:6]:
        status = data.draw(st.sampled_from(["excused", "unexcused", "present", "on_duty"]))
        reason = (
            data.draw(st.sampled_from(["ốm", "bận, xin phép", "đi công tác (tỉnh)"])) if status == "excused" else ""
        )
        desk.record(Attendance(person.id, status, reason))
    able = sum(desk.meeting.presence.here(p.id, desk.clock) for p in officials)
    for subject in ("Thông qua nghị quyết", "Việc khác"):
        for_ = data.draw(st.integers(0, able))
        against = data.draw(st.integers(0, able - for_))
        desk.record(hands(for_, against, data.draw(st.integers(0, able - for_ - against)), subject=subject))
    desk.record(
        Task(officials[1].id, data.draw(st.sampled_from(["Làm đường", "Họp dân; thu quỹ (đợt 2)"])), date(2026, 12, 1))
    )
    desk.record(ItemConcluded("3", data.draw(st.sampled_from(["Đủ số người", "Nhất trí 100%: làm ngay"]))))
    desk.record(Closed())
    back, _ = came_back(desk.meeting)
    same_meeting(desk.meeting, back)


# --- reading --------------------------------------------------------------------------------------

WORDS = [text for part in by_hand(people=FULL) for text in ([part] if isinstance(part, str) else [])]


@pytest.mark.parametrize(("font", "typed"), [(".VnTime", tcvn3), ("VNI-Times", vni)])
def test_old_fonts_are_read_as_they_were_meant(font: str, typed: Callable[[str], str]) -> None:
    # Capitals with marks have no code in TCVN3: such a line was typed in a capital font, tested on its own.
    words = [w if font == "VNI-Times" else w.capitalize() for w in WORDS]
    read_ = [line.text for line in read(docx([typed(w) for w in words], font), "cu.docx")]
    assert read_ == words
    by_pattern = [line.text for line in read(docx([typed(w) for w in words]), "cu.docx")]
    assert by_pattern == words


def test_old_fonts_of_runs_and_of_styles() -> None:
    word = Document()
    word.add_paragraph(style="List Bullet").add_run(tcvn3("ngày họp")).font.name = ".VnTime"
    word.styles["Title"].font.name = ".VnTimeH"
    word.add_paragraph("biªn b¶n", style="Title")
    mixed = word.add_paragraph("Chi bộ ")
    mixed.add_run("coäng").font.name = "VNI-Times"
    soft = word.add_paragraph().add_run("tr")
    soft.font.name = ".VnTime"
    soft._r.append(OxmlElement("w:softHyphen"))
    soft._r.append(OxmlElement("w:t"))
    soft._r[-1].text = "êng"
    buffer = io.BytesIO()
    word.save(buffer)
    assert [line.text for line in read(buffer.getvalue(), "x.docx")] == [
        "ngày họp",
        "BIÊN BẢN",
        "Chi bộ cộng",
        "trường",
    ]


def test_two_ways_of_writing_without_a_font_are_refused() -> None:
    with pytest.raises(BadData, match="lẫn chữ Unicode với bảng mã cũ"):
        lines(["ngµy 03 th¸ng 11", "Đồng chí"])


def test_what_nobody_sees_is_left_out_and_text_is_composed() -> None:
    typed = unicodedata.normalize("NFD", "Đồng\u00a0chí Hòa\u200b ") + "\u00ad\tvà \ufeffThủy"
    assert [line.text for line in lines([typed])] == ["Đồng chí Hòa và Thủy"]


def test_moved_and_deleted_words_are_gone() -> None:
    word = Document()
    paragraph = word.add_paragraph("Còn lại ")
    for tag in ("w:del", "w:moveFrom"):
        gone, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement("w:t")
        text.text = "đã bỏ"
        run.append(text)
        gone.append(run)
        paragraph._p.append(gone)
    buffer = io.BytesIO()
    word.save(buffer)
    assert [line.text for line in read(buffer.getvalue(), "x.docx")] == ["Còn lại"]


def test_a_table_for_layout_is_read_paragraph_by_paragraph() -> None:
    word = Document()
    table = word.add_table(1, 2)
    table.cell(0, 0).text = "dòng một\ndòng hai"
    table.cell(0, 0).add_paragraph("dòng ba")
    table.cell(0, 1).text = "bên phải"
    word.add_table(1, 2).cell(0, 0).text = "ô"
    buffer = io.BytesIO()
    word.save(buffer)
    read_ = read(buffer.getvalue(), "x.docx")
    assert [(line.number, line.text, line.table) for line in read_] == [
        (1, "dòng một dòng hai", 0), (2, "dòng ba", 0), (3, "bên phải", 0), (4, "ô", 2)
    ]  # fmt: skip


def repacked(change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(WORDS))) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return buffer.getvalue()


def bomb() -> bytes:
    return repacked(lambda name, content: content + b" " * (1 << 25) if name == "word/document.xml" else content)


def claim() -> bytes:
    """A file that says one of its parts is a gigabyte."""
    return bomb().replace((1 << 25).to_bytes(4, "little")[:3], (1 << 30).to_bytes(4, "little")[:3])


def laughs() -> bytes:
    lol = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "' + b"ha" * 500 + b'">'
    for one, other in zip("bcdefghi", "abcdefgh", strict=True):
        lol += f'<!ENTITY {one} "{f"&{other};" * 10}">'.encode()
    body = b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>'
    return repacked(lambda name, content: lol + body if name == "word/document.xml" else content)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "không phải tệp Word"),
        (b"{\\rtf1 abc}", "không phải tệp Word"),
        (b"%PDF-1.7", "không phải tệp Word"),
        (b"PK\x03\x04" + bytes(100), "không phải tệp Word"),
        (OLE + "WordDocument".encode("utf-16-le"), "lưu thành .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "bỏ mật khẩu"),
        (repacked(lambda _, content: content, {"word/vbaProject.bin": b"x"}), "macro"),
        (repacked(lambda name, content: b"<x/>" if name == "[Content_Types].xml" else content), "không phải tệp Word"),
        (bomb(), "quá lớn khi giải nén"),
        (claim(), "quá lớn khi giải nén"),
        (docx(["x"] * 5001), "quá 5000 đoạn"),
        (docx(["lời " * 10_000] * 13), "quá 500000 chữ"),
    ],
    ids=["empty", "rtf", "pdf", "zip", "doc", "password", "macro", "types", "bomb", "claim", "many", "long"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(BadData, match=why) as refused:
        read(data, "tệp.docx")
    assert str(refused.value).startswith("tệp.docx")
    assert str(refused.value).endswith(".")


def test_entities_are_not_blown_up() -> None:
    try:
        read_ = read(laughs(), "x.docx")
    except BadData:
        return
    assert sum(len(line.text) for line in read_) < 10_000


def test_paths_that_lead_out_are_only_names() -> None:
    assert read(repacked(lambda _, content: content, {"../../x": b"x", "/etc/x": b"x"}), "x.docx")
