"""Danh sách điểm danh: of one meeting, to be signed, and of the year."""

from exports.format.outline import Block, Cell, Paragraph, Table
from exports.heads import begin
from exports.minutes.text import signatures
from exports.source import Source, private
from exports.wording import Wording
from model.cell import Person
from model.events import Attendance
from model.meeting import Meeting
from model.scoring.facts import measure
from model.stated import attendance_known
from model.vietnamese import clock_words, name_order
from model.words import ABSENCE, OFFICE, STATUS

_MARKS = {"excused": "P", "unexcused": "K"}


def of_meeting(source: Source) -> list[Block]:
    """Everybody on the list; before the roll call the column of attendance is empty."""
    meeting = source.meeting
    wording = Wording(meeting)
    called = bool(measure(meeting)["roll_called"].value)
    rows: list[tuple[Cell, ...]] = []
    for number, person in enumerate(meeting.people.values(), 1):
        office = person.role if person.status == "invited" else wording.own(OFFICE[person.office])
        came = _came(meeting, person) if called else ""
        rows.append((number, wording.name(person.id), STATUS[person.status], office, came, ""))
    heads = ("TT", "Họ tên", "Tình trạng", "Chức vụ", "Có mặt / vắng (lý do)", "Ký tên")
    blocks = begin(source, "Danh sách điểm danh", final=True)
    blocks.append(Table(heads, tuple(rows), (6, 26, 15, 17, 22, 14), "clllll", dense=True))
    if called:
        counts = meeting.presence.counts()
        absent = f"vắng có lý do {counts.excused}, vắng không lý do {counts.unexcused}"
        absent += f"; làm nhiệm vụ, không tính {counts.on_duty}" if counts.on_duty else ""
        blocks.append(Paragraph(f"Có mặt {counts.present}/{counts.expected} đồng chí phải dự họp; {absent}."))
    return [*blocks, signatures(meeting, wording)]


def _came(meeting: Meeting, person: Person) -> str:
    """``Có mặt``, ``Đến muộn (19 giờ 41 phút)``, ``Vắng có lý do: ốm``; a reason marked internal is not told."""
    stay = meeting.presence.stays[person.id]
    if stay.absence:
        hidden = any(
            isinstance(e.event, Attendance) and e.event.member == person.id and private(e) for e in meeting.standing
        )
        reason = f": {stay.reason}" if stay.reason and not hidden else ""
        return f"{ABSENCE[stay.absence]}{reason}"
    if not stay.attended:
        return ""
    start, gone = stay.spans[0][0], stay.spans[-1][1]
    told = [f"đến muộn ({clock_words(start)})"] if start and stay.late else []
    told += [f"về sớm ({clock_words(gone)})"] if gone else []
    return "; ".join(told).capitalize() or "Có mặt"


def of_year(source: Source) -> list[Block]:
    """One line for each member of the year's regular meetings, a column for each month; sums at the right."""
    months = source.months
    wording = Wording(source.meeting)
    by_month: dict[int, list[Meeting]] = {}
    for meeting in months:
        by_month.setdefault(meeting.date.month, []).append(meeting)
    people = {p.id: p for m in months for p in m.people.values() if p.status != "invited"}
    rows: list[tuple[Cell, ...]] = []
    for number, person in enumerate(sorted(people.values(), key=lambda p: name_order(p.name)), 1):
        marks = [[_mark(m, person.id) for m in by_month.get(month, [])] for month in range(1, 13)]
        flat = [mark for month in marks for mark in month]
        shown = ["".join(month) for month in marks]
        name = wording.names.get(person.id, person.name)
        rows.append((number, name, *shown, *(flat.count(mark) for mark in ("x", "P", "K"))))
    heads = ("TT", "Họ tên", *(f"T{month}" for month in range(1, 13)), "Có mặt", "Có lý do", "Không lý do")
    subject = f"Các kỳ sinh hoạt thường kỳ năm {source.meeting.date.year}"
    unknown = "" if all(map(attendance_known, months)) else "?: biên bản cũ không ghi rõ từng người; "
    widths = (4, 24, *[4] * 12, 7, 7, 8)
    return [
        *begin(source, "Danh sách điểm danh", subject, final=True),
        Table(heads, tuple(rows), widths, f"cl{'c' * 15}", dense=True),
        Paragraph(
            "x: có mặt; P: vắng có lý do; K: vắng không lý do; –: không phải dự; "
            f"{unknown}ô trống: không có kỳ sinh hoạt."
        ),
        signatures(source.meeting, wording),
    ]


def _mark(meeting: Meeting, member: str) -> str:
    stay = meeting.presence.stays.get(member)
    if stay is None:
        return "–"
    if not attendance_known(meeting):
        return "?"
    return "x" if stay.attended else _MARKS.get(stay.absence, "–")
