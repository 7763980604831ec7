"""The papers by name. Where they are put, and which number they bear, is the caller's part."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal, cast

from exports.format.outline import Block, Publication
from exports.source import Source
from model.entry import encode
from model.errors import BadData
from model.meeting import Meeting
from model.report import title

Outline = Callable[[Source], list[Block]]


@dataclass(frozen=True)
class Kind:
    """A paper there is. ``made``: ``module:function`` of this package, loaded when it is asked for.

    ``code`` of its number, empty where it has none; ``of``: what it has to be told to be about; ``year``: whether it
    looks at the year's meetings; ``wide``: landscape.
    """

    title: str
    file: str
    made: str
    code: str = ""
    of: Literal["", "item", "ballot", "member"] = ""
    year: bool = False
    wide: bool = False


PAPERS = {
    "minutes": Kind("Biên bản", "bien-ban", "minutes.text:paper", "BB"),
    "resolution": Kind("Nghị quyết", "nghi-quyet", "resolution:resolution", "NQ"),
    "conclusion": Kind("Kết luận", "ket-luan", "resolution:conclusion", "KL"),
    "score-sheet": Kind("Phiếu chấm điểm", "phieu-cham-diem", "score_sheet:paper"),
    "attendance": Kind("Danh sách điểm danh", "diem-danh", "attendance:of_meeting"),
    "attendance-year": Kind("Điểm danh cả năm", "diem-danh-nam", "attendance:of_year", year=True, wide=True),
    "extract": Kind("Trích biên bản", "trich-bien-ban", "extract:paper", of="item"),
    "tally": Kind("Biên bản kiểm phiếu", "kiem-phieu", "extract:tally", "BB", of="ballot"),
    "tasks": Kind("Danh sách nhiệm vụ", "nhiem-vu", "lists:tasks", wide=True),
    "month": Kind("Danh sách tổng hợp tháng", "tong-hop-thang", "lists:month", year=True, wide=True),
    "invitation": Kind("Giấy mời", "giay-moi", "calls:invitation", "GM"),
    "programme": Kind("Chương trình", "chuong-trinh", "calls:programme"),
    "member-year": Kind(
        "Hồ sơ kiểm điểm của đảng viên", "ho-so-kiem-diem", "member_year:paper", of="member", year=True
    ),
}
"""Every paper by the name that the command line calls it by."""

DAY_MARK = "_m"
"""What the bookmark begins with that names the meeting; its day follows, as ``20261103``."""

SPREADSHEETS = ("attendance", "attendance-year", "tasks", "month", "score-sheet")
"""The papers that are lists, and may be written as .xlsx too."""


def kind(paper: str) -> Kind:
    """The paper of that name; raises BadData where there is none."""
    if paper not in PAPERS:
        raise BadData(f"Không có văn bản “{paper}”. Có: {', '.join(PAPERS)}.")
    return PAPERS[paper]


def code_of_number(meeting: Meeting, paper: str) -> str:
    """The code under which the paper is numbered now (``NQ``); empty where it bears no number, or none yet.

    A draft bears none; an invitation goes out before the meeting, so it does.
    """
    code = kind(paper).code
    if code == "BB" and not meeting.cell.number_on_minutes:
        return ""
    return code if meeting.closed or code == "GM" else ""


def file_name(meeting: Meeting, paper: str, ending: str = "docx", of: str = "") -> str:
    """``bien-ban-2026-11-03.docx``; with what it is about where a meeting can have several."""
    word = of.removeprefix("#")
    about = (word if word.isascii() and word.isalnum() else _hash(of)[:6],) if of else ()
    return f"{'-'.join((kind(paper).file, meeting.date.isoformat(), *about))}.{ending}"


def outline(source: Source, paper: str) -> list[Block]:
    """What the paper says; raises BadData for a paper there is not, or where the meeting has nothing for it."""
    module, _, name = kind(paper).made.partition(":")
    return cast(Outline, getattr(import_module(f"exports.{module}"), name))(source)


def document(source: Source, paper: str) -> bytes:
    """The Word file: the same source gives the same bytes. Raises BadData like :func:`outline`."""
    from exports.format.word import written  # noqa: PLC0415 - python-docx only when a paper is written

    return written(publication(source, paper), marks(source, paper))


def publication(source: Source, paper: str) -> Publication:
    """The paper with what a file needs besides. Raises BadData like :func:`outline`."""
    meeting = source.meeting
    return Publication(
        kind(paper).title,
        title(meeting),  # not the paper's own subject: that may be a member's name, or what a ballot was on
        meeting.cell,
        meeting.date,
        meeting.closed or meeting.opened or meeting.standing[0].at,
        tuple(outline(source, paper)),
        kind(paper).wide,
    )


def marks(source: Source, paper: str) -> tuple[str, str, str]:
    """Names of hidden bookmarks: which meeting, which paper, what it is about (40 letters are the most Word takes)."""
    return identity(source.meeting), f"_p_{paper.replace('-', '_')}", f"_o{_hash(source.of)}"


def about(meeting: Meeting, paper: str) -> list[tuple[str, str]]:
    """What the paper can be about, as (``of``, name); empty where it needs no choice."""
    from exports.extract import ballots, choices  # noqa: PLC0415

    match kind(paper).of:
        case "item":
            return choices(meeting)
        case "ballot":
            return ballots(meeting)
        case "member":
            names = meeting.names
            return [(p.id, names[p.id]) for p in meeting.people.values() if p.status != "invited"]
        case _:
            return []


def identity(meeting: Meeting) -> str:
    """The bookmark that tells this meeting from every other one: its day, and a hash of how it was prepared."""
    return f"{DAY_MARK}{meeting.date:%Y%m%d}_{hashlib.sha256(encode(meeting.entries[0])).hexdigest()[:16]}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else ""
