"""For the tests of the minutes: a meeting with everything in it, and ways to look into an outline."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

import msgspec

from exports.format.outline import Section, Signatures, as_text
from exports.minutes.text import outline
from model.agenda import default_agenda
from model.cell import Cell, Person
from model.events import (
    AgendaItem,
    Assessment,
    Attendance,
    Break,
    CarriedTask,
    Closed,
    Criticism,
    Dues,
    Event,
    Explained,
    GradeVote,
    Groundwork,
    ItemConcluded,
    ItemPutOff,
    ItemStarted,
    MinutesApproved,
    MinutesRead,
    Named,
    PersonAdded,
    Praise,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
)  # fmt: skip
from model.meeting import Meeting
from tests.support.meetings import Desk, election, hands, minute, people

DUE = date(2026, 11, 20)


def lines(meeting: Meeting) -> list[str]:
    return as_text(outline(meeting))


def text(meeting: Meeting) -> str:
    return "\n".join(lines(meeting))


def line(meeting: Meeting, part: str) -> str:
    """The one line that has this in it."""
    found = [said for said in lines(meeting) if part in said]
    assert len(found) == 1, (part, found)
    return found[0]


def headings(meeting: Meeting) -> list[str]:
    return [block.text for block in outline(meeting) if isinstance(block, Section)]


def under(meeting: Meeting, heading: str) -> list[str]:
    """What stands between a heading and the next one."""
    blocks = outline(meeting)
    start = next(n for n, b in enumerate(blocks) if isinstance(b, Section) and b.text.startswith(heading))
    stop_at = next((n for n, b in enumerate(blocks) if n > start and isinstance(b, Section | Signatures)), len(blocks))
    return as_text(blocks[start + 1 : stop_at])


def strings(value: Any) -> Iterable[str]:
    """The texts in an event."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def recorded(event: Event) -> list[str]:
    """What a recorder typed into an event, and the names it bears."""
    codes = {"type", "status", "method", "rule", "result", "item", "task", "sheet", "criterion", "candidate", "until"}
    codes |= {"promise", "meeting", "owing"}
    values = msgspec.to_builtins(event)
    names = {*event.people_fields}
    skipped = codes | names | {"due", "deadline", "of", "changes", "level", "why", "who"}
    return [text for field, value in values.items() if field not in skipped for text in strings(value)]


def everything() -> Meeting:
    """A combined meeting with one of every event, guests, late comers, an election, a break, corrections."""
    cell = Cell(name="Chi bộ thôn Đồi Chè", upper="Đảng uỷ xã Hòa Lạc", locality="Hòa Lạc", spelling="uỷ")
    roll = (
        *people("official", "official", "official", "official", "official", "probationary", "exempt", "away"),
        Person(id="old", name="Hà Thủy", born=date(1950, 1, 2), status="official", office="committee_member"),
        Person(id="young", name="Hà Thủy", born=date(1990, 3, 4), status="official"),
        Person(id="visitor", name="Sa Lý", status="guest"),
        Person(id="barred", name="Đỗ Cấm", status="suspended"),
    )
    carried = (
        CarriedTask(id="T10-1", owner="young", text="Sửa cống", due=date(2026, 10, 25)),
        CarriedTask(id="T10-2", owner="p4", text="Thu quỹ", due=date(2026, 10, 26)),
    )
    agenda = (*default_agenda("combined"), AgendaItem("own", "Kỷ niệm ngày 20/11"))
    desk = Desk(roll, kind="combined", cell=cell, agenda=agenda, carried=carried)
    for named in (Named("chair", "p1"), Named("recorder", "old"), Named("scorer", "p3")):
        desk.record(named, 0)
    guests = (("boss", "Lê Cao", "Phó Bí thư Đảng ủy xã"), ("farmer", "Ngô Hạt", "Giám đốc hợp tác xã"))
    for ident, name, role in guests:
        desk.record(PersonAdded(Person(id=ident, name=name, role=role)), 0)
    put_off = ItemPutOff("4", "thủ quỹ vắng")
    late_conclusion = ItemConcluded("8", "Giao chi ủy chuẩn bị")
    for event in (
        ItemStarted("3"),
        Attendance("p4", "excused", "ốm"),
        Attendance("p5", "unexcused"),
        Attendance("p7", "present"),
        Attendance("visitor", "excused", "đi học xa"),
        put_off,
        ItemConcluded("3", "Đủ số người"),
        Remark("p2", "Xin hỏi thêm giữa hai nội dung"),
        ItemStarted("6"),
        TaskResult("T10-1", "partly", "Còn 20 m"),
        Attendance("p6", "late"),
        TaskResult("T10-1", "done", "Vừa xong chiều nay"),
        Dues(9, 1, 450_000, "Thu đến tháng 10"),
        ItemConcluded("6"),
        ItemStarted("8", "young"),
        Remark("boss", "Tôi hoan nghênh"),
        Remark("farmer", "Hợp tác xã xin góp"),
        Remark("boss", "và xin hỏi thêm", continued=True),
        Remark("boss", "đường làng bao giờ xong?", continued=True),
        Remark("young", "Tôi giữ ý kiến riêng.", reserved=True),
        Remark("young", "Xin nói thêm", continued=True),
        Attendance("old", "left"),
        Break(time(20, 20)),
        Attendance("old", "back"),
        Attendance("p3", "left"),
        ItemStarted("9"),
        late_conclusion,
        SelfCriticism(member="old", shortcomings="Còn nóng nảy", remedy="Lắng nghe hơn", deadline=DUE),
        SelfCriticism(member="p2", shortcomings="Ngại nói"),
        Criticism("p1", "young", "Họp hay trễ", "Tôi xin sửa"),
        Criticism("p2", "p1", "Nói dài"),
        Praise("p4", "Góp công làm cống"),
        Reminder("p5", "Họp phải đến"),
        ItemStarted("t2", "p2"),
        Remark("p2", "Chuyên đề học tập"),
        Task("young", "Viết bài thu hoạch", DUE),
        ItemConcluded("t2", "Chuyên đề bổ ích"),
        ItemStarted("own"),
        Task("p2", "Mua hoa", DUE),
        Remark("p1", "Còn một việc"),
        Task("farmer", "Cho mượn xe", DUE),
        ItemStarted("13"),
        election(2, (5, 4, 1), 5),
        hands(3, 1, 1, subject="Nghị quyết tháng 11", rule="two_thirds"),
        ItemStarted("14"),
        Score("an-phu-2025", "3a", 2, "Thiếu số liệu"),
        Score("an-phu-2025", "5d", 1, "Kết luận rõ"),
        GradeVote("Mức Khá", "hands", for_=4, against=0, no_opinion=1, level="Khá"),
        ItemStarted("8"),
        Remark("p2", "Quay lại thảo luận"),
        ItemStarted("15"),
        MinutesRead(),
    ):
        desk.record(event)
    said = next(e for e in desk.meeting.record if isinstance(e.event, Remark) and e.event.speaker == "boss")
    desk.correct(said, "text", "Tôi rất hoan nghênh")
    vote = MinutesApproved("Thông qua biên bản", "hands", for_=5, against=0, no_opinion=0)
    desk.record(vote)
    desk.take(Assessment("Chi ủy nhất trí", "Thảo luận còn ngắn", "Gửi tài liệu sớm hơn"), desk.clock)
    desk.record(Explained("item-waiting", "item:7", "không kịp giờ"))
    desk.undo(desk.record(Remark("p2", "Câu đã gạch bỏ")))
    desk.record(Closed())
    desk.record(Groundwork("documents_finished", minute(600)))
    desk.record(desk.correction(said, "text", "Tôi xin hoan nghênh"), 601)
    return desk.meeting
