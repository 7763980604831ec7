"""What the command line prints for a reader: plain lines, no table drawing, good for screen readers too."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from model.cell import Member, Person, references
from model.checks import Check
from model.meeting import Meeting
from model.past.review import sections
from model.report import present_of
from model.scoring.points import MET
from model.scoring.points import score as score_of
from model.scoring.sheets import sheet_of
from model.stated import BY_OLD_MINUTES
from model.vietnamese import short_date
from model.words import MEETING_KIND, MEETING_STATE, OFFICE, SEVERITY, STATUS


def members_data(members: Sequence[Member]) -> list[dict[str, Any]]:
    """The members as plain data, statuses as of today."""
    today = date.today()
    refs = references(Person(id=m.id, name=m.name, born=m.born, status="official") for m in members)
    return [
        {
            "id": m.id,
            "member": refs[m.id],
            "name": m.name,
            "born": m.born.isoformat() if m.born else None,
            "status": m.status_on(today),
            "office": m.office,
            "admitted": m.admitted.isoformat() if m.admitted else None,
            "official_on": m.official_on.isoformat() if m.official_on else None,
        }
        for m in members
    ]


def members(members: Sequence[Member]) -> str:
    """The members, a line each."""
    if not members:
        return "Chưa có đảng viên nào. Nhập bằng `bienban members import TỆP`."
    rows = members_data(members)
    return "\n".join(
        f"{n}. {row['member']} · {OFFICE[row['office']]} · {STATUS.get(row['status'], 'Chưa kết nạp')}"
        for n, row in enumerate(rows, 1)
    )


def meetings(rows: Sequence[dict[str, Any]]) -> str:
    """The list of meetings, a line each."""
    if not rows:
        return "Chưa có cuộc họp nào."
    return "\n".join(meeting_line(row) for row in rows)


def meeting_line(row: dict[str, Any]) -> str:
    """``2026-11-03-thuong-ky · 03/11/2026 · thường kỳ · đã kết thúc · 24/27 có mặt · 81 điểm · Khá``."""
    parts = [
        row["id"],
        short_date(date.fromisoformat(row["date"])),
        MEETING_KIND[row["kind"]],
        MEETING_STATE[row["state"]],
    ]
    if row["present"] is not None:
        parts.append(f"{present_of(row)} có mặt")
    if row["total"] is not None:
        parts.append(f"{row['total']} điểm")
    if row["grade"]:
        parts.append(row["grade"])
    return " · ".join([*parts, BY_OLD_MINUTES] if row.get("imported") else parts)


def review(meeting: Meeting) -> str:
    """The one-page view of a meeting."""
    blocks = (f"{title}\n" + "\n".join(f"  {line}" for line in lines) for title, lines in sections(meeting) if lines)
    return "\n".join(blocks)


def counted(meeting: Meeting) -> str:
    """What was counted, after a meeting was entered."""
    counts = meeting.presence.counts()
    result = score_of(meeting, sheet_of(meeting.head))
    tasks, record = meeting.tasks, meeting.record
    return "\n".join(
        [
            f"{len(record)} sự việc; có mặt {counts.present}/{counts.expected}, vắng có lý do {counts.excused}, "
            f"vắng không lý do {counts.unexcused}.",
            f"{len(meeting.votes)} lần biểu quyết; {sum(not t.carried for t in tasks)} nhiệm vụ mới, "
            f"{sum(t.open for t in tasks)} nhiệm vụ đang mở, "
            f"{sum(not p.carried for p in meeting.promises)} lời hứa khắc phục.",
            f"Chấm điểm theo {result.sheet.id}: {result.total}/{result.sheet.max}"
            + (f", mức {result.grade}." if result.grade else ", chưa đủ tiêu chí."),
        ]
    )


def checks(found: Iterable[Check]) -> str:
    """What is missing, a line each."""
    lines = [f"{SEVERITY[f.severity]}: {f.message} [{f.code}]" for f in found]
    return "\n".join(lines) or "Không thiếu gì."


def score(scored: dict[str, Any]) -> str:
    """The sheet with its points and reasons."""
    lines = []
    for row in scored["criteria"]:
        reason = f" – {row['reason']}" if row["reason"] else ""
        upper = f" (cấp trên: {row['upper']})" if row["upper"] is not None else ""
        lines.append(f"{row['id']}. {row['title']}: {_points(row, scored['scale'])}{upper}{reason}")
    lines += scored["lowered"]
    grade = f", mức {scored['grade']}" if scored["grade"] else ", chưa đủ tiêu chí để xếp mức"
    sum_ = "Cộng: " if scored["scale"] == "points" else "Tiêu chí đạt: "
    return "\n".join([*lines, f"{sum_}{scored['total']}/{scored['max']}{grade}"])


def _points(row: dict[str, Any], scale: str) -> str:
    if row["points"] is None:
        return "trống" if scale == "levels" else f"trống/{row['max']}"
    return MET[bool(row["points"])] if scale == "levels" else f"{row['points']}/{row['max']}"


def hits(rows: Sequence[dict[str, Any]]) -> str:
    """What was found, newest first."""
    if not rows:
        return "Không tìm thấy."
    return "\n".join(
        f"{short_date(datetime.fromisoformat(row['at']).date())} {row['at'][11:16]} · {row['who']}: {row['text']}"
        f" [{row['meeting']} #{row['entry']}]"
        for row in rows
    )
