"""Papers by the cell's own .docx form, filled with docxtpl (the optional extra ``bienban[forms]``; docs/forms.md)."""

import re
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from exports.format.outline import (
    Block,
    Cell,
    Draft,
    Head,
    Recipients,
    Section,
    Signatures,
    Table,
    Title,
    as_text,
    in_words,
    printed,
)
from exports.format.read import read
from exports.format.xml import xml_text
from exports.heads import number_words, signing, upper_name
from exports.papers import kind, outline
from exports.source import Source, for_others
from exports.wording import Wording
from model.capture.gaps import for_paper
from model.entry import Entry
from model.errors import BadData
from model.events import Attendance, ItemConcluded, Remark, Vote
from model.meeting import Meeting
from model.report import title
from model.vietnamese import clock_words, long_date
from model.voting import judge, sentence
from model.words import OFFICE, RESULT, STATUS

Data = dict[str, Any]


def fill(form: bytes, name: str, source: Source, paper: str) -> bytes:
    """The form with the paper's data; users' words are never taken for markup or for fields.

    Raises BadData naming the field and the place where the form cannot be filled, and what to install where the
    library is missing.
    """
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - the extra
        from jinja2 import Environment, StrictUndefined, TemplateError  # noqa: PLC0415
    except ImportError:
        raise BadData(f"Có mẫu riêng {name} nhưng chưa cài phần mẫu: xin chạy `pip install bienban[forms]`.") from None
    lines = [paragraph.text for paragraph in read(form, name)]  # says what is wrong with a file that is none
    try:
        template = DocxTemplate(BytesIO(form))
        template.render(fields(source, paper), Environment(undefined=StrictUndefined, autoescape=True))
        made = BytesIO()
        template.save(made)
    except TemplateError as error:
        raise BadData(_explained(name, str(error.message), lines)) from None
    except (BadZipFile, KeyError, TypeError, ValueError, SyntaxError) as error:
        raise BadData(_explained(name, str(error), lines)) from None
    return made.getvalue()


def fields(source: Source, paper: str) -> Data:
    """Every field that a form may use, with Vietnamese names (docs/forms.md)."""
    meeting = source.meeting
    wording, blocks, code = Wording(meeting), printed(outline(source, paper)), kind(paper).code
    record = meeting.record if paper == "minutes" else list(for_others(meeting))
    text = [block for block in blocks if not isinstance(block, Draft | Head | Title | Signatures | Recipients)]
    made: Data = {
        "so": number_words(source.number, code) if code else "",
        "ten_van_ban": kind(paper).title,
        **_head(meeting, wording),
        **_people(meeting, wording, record),
        **_record(meeting, wording, record),
        "van_ban": as_text(text),
        "bang": [_table(blocks, place) for place, block in enumerate(blocks) if isinstance(block, Table)],
    }
    return {name: _safe(value) for name, value in made.items()}


def _head(meeting: Meeting, wording: Wording) -> Data:
    signer = signing(meeting.people.values(), meeting.roles.get("chair", ""))
    return {
        "chi_bo": meeting.cell.name,
        "cap_tren": upper_name(meeting.cell),
        "dia_danh": meeting.cell.locality,
        "ngay": long_date(meeting.date),
        "ten_cuoc_hop": title(meeting),
        "du_thao": not meeting.closed,
        "dia_diem": meeting.head.place,
        "gio_bat_dau": clock_words(meeting.opened) if meeting.opened else "",
        "gio_ket_thuc": clock_words(meeting.closed) if meeting.closed else "",
        "chu_tri": wording.name(meeting.roles.get("chair", "")),
        "thu_ky": wording.name(meeting.roles.get("recorder", "")),
        "nguoi_cham_diem": wording.name(meeting.roles.get("scorer", "")),
        "nguoi_ky": wording.name(signer.id) if signer else "",
        "chuc_vu": OFFICE[signer.office] if signer else "",
    }


def _people(meeting: Meeting, wording: Wording, record: list[Entry]) -> Data:
    counts = meeting.presence.counts()
    return {
        "tong_so": counts.total,
        "phai_du": counts.expected,
        "co_mat": counts.present,
        "vang_co_ly_do": _absent(meeting, wording, "excused", record),
        "vang_khong_ly_do": _absent(meeting, wording, "unexcused", record),
        "dang_vien": [
            {"ten": wording.name(p.id), "tinh_trang": STATUS[p.status], "chuc_vu": p.role or OFFICE[p.office]}
            for p in meeting.people.values()
        ],
    }


def _absent(meeting: Meeting, wording: Wording, how: str, record: list[Entry]) -> list[Data]:
    """Who was absent; the reason where the mark may be shown."""
    told = {e.event.member for e in record if isinstance(e.event, Attendance)}
    absent = meeting.presence.absent(how)  # type: ignore[arg-type]
    reasons = {p.id: meeting.presence.stays[p.id].reason for p in absent if p.id in told}
    return [{"ten": wording.name(p.id), "ly_do": reasons.get(p.id, "")} for p in absent]


def _record(meeting: Meeting, wording: Wording, record: list[Entry]) -> Data:
    concluded = {e.event.item: e.event.conclusion for e in record if isinstance(e.event, ItemConcluded)}
    shown = {e.id for e in record}
    return {
        "chuong_trinh": [{"ten": i.title, "ket_luan": concluded.get(i.id, "")} for i in meeting.agenda.items],
        "y_kien": [
            {"ten": wording.name(e.event.speaker), "noi_dung": e.event.text, "gio": clock_words(e.at)}
            for e in record
            if isinstance(e.event, Remark)
        ],
        "bieu_quyet": [_vote(meeting, e, wording) for e in record if isinstance(e.event, Vote)],
        "nhiem_vu": [
            {
                "ten": wording.name(task.owner),
                "viec": task.text,
                "han": in_words(task.due),
                "ket_qua": RESULT[task.result] if task.result else "",
                "thang_truoc": task.carried,
            }
            for task in meeting.tasks
            if task.carried or task.entry in shown
        ],
    }


def _vote(meeting: Meeting, entry: Entry, wording: Wording) -> Data:
    vote = entry.event
    assert isinstance(vote, Vote)
    judged = judge(meeting.presence, entry.at, vote)
    told = {"tan_thanh": vote.for_, "khong_tan_thanh": vote.against, "khong_co_y_kien": vote.no_opinion}
    counted = {name: "" if figure is None else figure for name, figure in told.items()}
    return {"ten": vote.subject, "co_so": len(judged.base), "cau": sentence(vote, judged, wording.names), **counted}


def _table(blocks: list[Block], place: int) -> Data:
    """A table of the paper under the heading before it."""
    table = blocks[place]
    assert isinstance(table, Table)
    before = blocks[place - 1] if place else None
    heading = before.text if isinstance(before, Section) else ""
    return {"ten": heading, "cot": list(table.heads), "dong": [[_said(value) for value in row] for row in table.rows]}


def _said(value: Cell) -> str | int:
    return value if isinstance(value, int) else in_words(value)


def _safe(value: Any) -> Any:
    """The data as a paper shows it: without gaps of the record, without characters that a Word file cannot hold."""
    if isinstance(value, dict):
        return {key: _safe(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_safe(inner) for inner in value]
    return xml_text(for_paper(value)) if isinstance(value, str) else value


def _explained(name: str, message: str, lines: list[str]) -> str:
    """Which field of the form is wrong, and in which of its paragraphs it stands."""
    found = re.search(r"'(\w+)' is undefined|has no attribute '(\w+)'", message)
    field = next((group for group in found.groups() if group), "") if found else ""
    if not field:
        bad = next((n for n, line in enumerate(lines, 1) if "{{" in line or "{%" in line), 0)
        return f"Mẫu {name}, từ đoạn {bad}: cách viết không đúng ({message}). Xin xem docs/forms.md rồi sửa mẫu."
    place = next((n for n, line in enumerate(lines, 1) if re.search(rf"\{{[{{%][^}}]*\b{field}\b", line)), 0)
    where = f", đoạn {place} (“{lines[place - 1].strip()[:60]}”)" if place else ""
    return f"Mẫu {name}{where}: không có trường “{field}”. Xin xem các trường dùng được trong docs/forms.md."
