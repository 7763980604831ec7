"""Old minutes for tests, made as people typed them: invented, in several wordings, fonts and layouts."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from exports.old_minutes import read
from model import roster
from model.cell import Cell, Member, roll
from model.entry import Entry
from model.guard import tidy
from model.meeting import Meeting
from model.old_minutes.letters import TCVN3, VNI
from model.old_minutes.lines import Line
from model.old_minutes.meeting import Plan, plan
from model.old_minutes.reader import Recognised, recognised
from model.parts import Original
from model.replay import Script, script_date
from tests.support.meetings import R30, ROSTER

CELL = Cell(name="Chi bộ Tổ dân phố 4", upper="Đảng bộ phường Tân Lạc")
DAY = date(2025, 3, 3)

Part = str | Sequence[Sequence[str]]
"""A paragraph, or a table by its rows."""


@cache
def members() -> tuple[Member, ...]:
    """The members of the reference meeting."""
    return tuple(roster.read(ROSTER, "roster.csv"))


@cache
def demo_year() -> tuple[Meeting, ...]:
    """The twelve meetings of the made-up cell, as recorded."""
    made = []
    for file in [*sorted((R30.parent / "year").glob("*.toml")), R30 / "meeting.toml"]:
        text = file.read_text(encoding="utf-8")
        meeting = Meeting()
        parsed = Script(text, file.name, roll(members(), script_date(text, file.name)))
        for number, (moment, event) in enumerate(parsed.events(file.stem, {}), 1):
            meeting.apply(Entry(number, moment, tidy(event)))
        made.append(meeting)
    return tuple(made)


def docx(parts: Iterable[Part], font: str = "Times New Roman") -> bytes:
    """A Word file of these paragraphs and tables, in that font."""
    word = Document()
    word.styles["Normal"].font.name = font
    word.styles["Normal"].element.rPr.rFonts.set(qn("w:hAnsi"), font)
    for part in parts:
        if isinstance(part, str):
            word.add_paragraph(part)
            continue
        table = word.add_table(len(part), len(part[0]))
        for row, cells in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def lines(parts: Iterable[Part]) -> list[Line]:
    return read(docx(parts), "cu.docx")


def recognise(parts: Iterable[Part], **told: Any) -> Recognised:
    return recognised(lines(parts), "cu.docx", CELL, members(), **told)


def planned(parts: Iterable[Part], **told: Any) -> Plan:
    return plan_of(recognise(parts, **told))


def plan_of(found: Recognised) -> Plan:
    return plan(found, Original("cu.docx", "0" * 64), "2025-03-03-thuong-ky", CELL, list(members()))


def values(found: Recognised, what: str) -> list[Any]:
    """The values of the facts of that kind."""
    return [f.value for f in found.facts if f.what == what]


def reasons(found: Recognised) -> str:
    """All that is doubted, with why."""
    return "\n".join(f"{d.words}: {d.why}" for d in found.doubts)


def by_hand(
    *, people: Sequence[Part], body: Sequence[Part] = (), title: str = "SINH HOẠT CHI BỘ THƯỜNG KỲ THÁNG 3 NĂM 2025"
) -> list[Part]:
    """Minutes as typed in Word, with another part on attendance and another body."""
    return [
        [
            ["ĐẢNG BỘ PHƯỜNG TÂN LẠC", "ĐẢNG CỘNG SẢN VIỆT NAM"],
            ["CHI BỘ TỔ DÂN PHỐ 4", "Tân Lạc, ngày 03 tháng 3 năm 2025"],
        ],
        "BIÊN BẢN",
        title,
        "Hôm nay, vào hồi 19 giờ 30 phút, ngày 03 tháng 3 năm 2025, tại nhà văn hóa, chi bộ tổ chức sinh hoạt.",
        "I. THÀNH PHẦN",
        *people,
        "II. NỘI DUNG",
        *body,
        "Cuộc họp kết thúc vào hồi 21 giờ 15 phút cùng ngày, biên bản được đọc lại cho mọi người cùng nghe.",
    ]  # fmt: skip


FULL = [
    "- Tổng số đảng viên: 23; có mặt: 20; vắng: 03 (có lý do: 02 đ/c: Tạ Thị Mùi – ốm, Hồ Sỹ Quý – đi công tác; "
    "không lý do: 01 đ/c: Dương Quốc Vỹ)",
    "- Chủ trì: Đ/c Phạm Quang Nhuận – Bí thư chi bộ",
    "- Thư ký: đồng chí Nguyễn Thị Thủy",
]


def tcvn3(text: str) -> str:
    """The text as TCVN3 has it; capitals with marks as the small letters of a capital font are left as they are."""
    back = {letter: code for code, letter in TCVN3.items()}
    return "".join(back.get(c, c) for c in text)


def vni(text: str) -> str:
    """The text as VNI has it."""
    back: dict[str, str] = {}
    for code, letter in VNI.items():
        if len(code) == 1 or code[0].isupper() == code[1].isupper():
            back.setdefault(letter, code)
    return "".join(back.get(c, c) for c in text)
