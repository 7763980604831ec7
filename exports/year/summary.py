"""Tổng hợp năm: the meetings of the year with their grades, chuyên đề by quarter, each member in figures."""

from exports.format.outline import Block, Cell, Paragraph, Section, Table
from exports.heads import signed, upper_committee
from exports.wording import clear_names
from exports.year.frame_papers import so_far
from exports.year.papers import begin
from exports.year.source import YearSource
from model.errors import BadData
from model.stated import figures
from model.words import MEETING_KIND
from model.year.counters import counters, held, quarters
from model.year.grades import graded


def paper(source: YearSource) -> list[Block]:
    """The year as far as it is recorded; raises BadData where no meeting of it was held."""
    if not held(source.meetings):
        raise BadData(f"Năm {source.year} chưa có cuộc họp nào được ghi, nên chưa có gì để tổng hợp.")
    return [
        *begin(source, "Tổng hợp", f"Sinh hoạt chi bộ năm {source.year}"),
        Section("I. Các kỳ sinh hoạt"),
        _meetings(source),
        *_quarters(source),
        Section("II. Từng đảng viên"),
        _members(source),
        *_frames(source),
        Paragraph("Lập từ biên bản các kỳ sinh hoạt và những điều chi bộ đã ghi trong năm."),
        signed(source.cell, source.people, upper_committee(source.cell)),
    ]


def _frames(source: YearSource) -> list[Block]:
    """The frames that were registered, as far as the year tells of them; nothing where none was."""
    done = [one for one in source.worked_out if one.registered]
    if not done:
        return []
    rows = [
        (number, one.frame.title, told, " ".join(why))
        for number, one in enumerate(done, 1)
        for told, why in [so_far(one)]
    ]
    heads = ("TT", "Khung đã đăng ký", "Kết quả đến nay", "Còn thiếu, chưa đạt")
    return [Section("III. Thi đua"), Table(heads, tuple(rows), (5, 22, 30, 43), "clll", dense=True)]


def _meetings(source: YearSource) -> Table:
    grades = {g.meeting.id: g for g in graded(source.meetings)}
    rows: list[tuple[Cell, ...]] = []
    for meeting in held(source.meetings):
        grade = grades.get(meeting.id)
        points: Cell = "" if grade is None or grade.points is None else grade.points
        level = grade.level if grade else ""
        present = figures(meeting).present_of()
        rows.append((len(rows) + 1, meeting.date, MEETING_KIND[meeting.head.kind].capitalize(), present, points, level))
    heads = ("TT", "Ngày họp", "Loại", "Có mặt", "Điểm", "Mức")
    return Table(heads, tuple(rows), (6, 16, 34, 14, 12, 18), "cclccc", dense=True)


def _quarters(source: YearSource) -> list[Block]:
    told = []
    days = {meeting.id: meeting.date for meeting in source.meetings}
    for quarter in quarters(source.meetings, source.year, source.day):
        if quarter.thematic:
            told.append(f"quý {quarter.number} ngày {', '.join(f'{days[i]:%d/%m}' for i in quarter.thematic)}")
        elif quarter.lacking:
            told.append(f"quý {quarter.number} chưa có")
    return [Paragraph(f"Sinh hoạt chuyên đề: {'; '.join(told)}.")] if told else []


def _members(source: YearSource) -> Table:
    people = {p.id: p for m in held(source.meetings) for p in m.presence.cell_members}
    names = clear_names(list(people.values()))
    rows: list[tuple[Cell, ...]] = [
        (
            number, names[who], c.excused_longest, c.unexcused, c.remarks, c.tasks_given, c.tasks_done,
            c.promises_made, c.promises_kept,
        )
        for number, (who, c) in enumerate(counters(source.meetings).items(), 1)
    ]  # fmt: skip
    heads = (
        "TT", "Họ và tên", "Vắng có lý do liên tiếp nhiều nhất", "Vắng không lý do", "Ý kiến", "Nhiệm vụ giao",
        "Đã làm", "Lời hứa", "Đã giữ",
    )  # fmt: skip
    return Table(heads, tuple(rows), (5, 27, 12, 10, 9, 10, 9, 9, 9), "clccccccc", dense=True)
