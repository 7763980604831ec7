"""Danh sách đề nghị tặng Huy hiệu Đảng of a year, by the days on which badges are given out."""

from datetime import date

from exports.format.outline import Block, Cell, Paragraph, Table
from exports.heads import signed, upper_committee
from exports.wording import clear_names
from exports.year.papers import begin
from exports.year.source import YearSource
from model.cell import roll
from model.errors import BadData
from model.year.due import badges, due_rules, undated


def paper(source: YearSource) -> list[Block]:
    """The members who reach a badge's years in the year; raises BadData where there is none."""
    last = date(source.year, 12, 31)
    found = badges(source.members, source.due or due_rules(), date(source.year, 1, 1), last)
    unknown = undated(source.members, source.day)
    names = {m.id: m.name for m in source.members} | clear_names(roll(source.members, source.day))
    missing = f"Chưa có ngày vào Đảng nên chưa tính được: {', '.join(names[m.id] for m in unknown)}."
    if not found:
        raise BadData(
            f"Năm {source.year} không có ai đủ năm tuổi Đảng để tặng Huy hiệu. {missing if unknown else ''}".strip()
        )
    rows: list[tuple[Cell, ...]] = [
        (
            number, names[b.member.id], b.member.born or "", b.member.admitted or "", b.member.official_on or "",
            b.reached, f"{b.years} năm", b.given,
        )
        for number, b in enumerate(found, 1)
    ]  # fmt: skip
    heads = (
        "TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Ngày đủ tuổi Đảng", "Huy hiệu", "Đợt trao",
    )  # fmt: skip
    subject = f"Đề nghị tặng Huy hiệu Đảng năm {source.year}"
    return [
        *begin(source, "Danh sách", subject),
        Table(heads, tuple(rows), (5, 26, 12, 13, 13, 13, 10, 12), "clcccccc", dense=True),
        Paragraph(f"Danh sách có {len(rows)} đồng chí, tính từ ngày vào Đảng."),
        *([Paragraph(missing)] if unknown else []),
        signed(source.cell, source.people, upper_committee(source.cell)),
    ]
