"""What a frame comes to, in words and as JSON."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from model.vietnamese import percent
from model.year.frame_results import ContentResult, FrameResult, Row, Run
from model.year.frames_of_year import FrameOfYear

REACHED = {True: "đạt", False: "không đạt", None: "chưa có"}


def fact(name: str, value: int | str | Fraction) -> str:
    """``đã làm: 7``; a share in percent."""
    if isinstance(value, bool):
        told = "có" if value else "không"
    else:
        told = str(value) if isinstance(value, int | str) else percent(value / 100)
    return f"{name}: {told}"


def evidence(row: Row) -> str:
    """The figures of the record beside a criterion; those that are not known yet by their names."""
    known = [fact(name, value) for name, value in row.facts.items() if value is not None]
    missing = [name for name, value in row.facts.items() if value is None]
    return "; ".join([*known, f"chưa có số liệu: {', '.join(missing)}"] if missing else known)


def answer(row: Row, scale: str) -> str:
    """``đạt``, ``không đạt``, ``chưa có``; in points ``7/10``."""
    if not row.applies:
        return "không xét"
    if scale == "pass" or row.points is None:
        return REACHED[row.met]
    return f"{row.points}/{row.max}"


def why_open(row: Row) -> str:
    """What a criterion without an answer waits for; empty where it has one."""
    if row.points is not None:
        return ""
    if not row.by_hand:
        return "sổ sách chưa đủ số liệu"
    if row.criterion.mode == "incident":
        return "chưa ghi sự việc nào, chờ xác nhận"
    if row.proposed is None:
        return "chờ người đánh giá"
    proposed = "đạt" if row.proposed == row.max else "không đạt" if row.max == 1 else f"{row.proposed}/{row.max} điểm"
    return f"sổ sách cho thấy {proposed}, chờ người xác nhận"


def content_state(content: ContentResult) -> str:
    """``đạt``, ``chưa có``, ``không đạt``, with what knocks the content out."""
    knocked = f" ({'; '.join(content.knocked)})" if content.knocked else ""
    return REACHED[content.reached] + knocked


def outcome(result: FrameResult) -> str:
    """The title reached, or that none is, or that it is open yet."""
    if not result.decided:
        surely = result.result and (result.result.count or result.result.from_)
        least = f"; đến nay ít nhất: {result.result.name}" if result.result and surely else ""
        return f"chưa đủ căn cứ để kết luận{least}"
    if result.result is None:
        return "không đạt mức nào của khung"
    ground = f", là căn cứ xét {result.result.ground.lower()}" if result.result.ground else ""
    return f"{result.result.name}{ground}"


def run_told(run: Run, years: int) -> str:
    """``3 năm liền: 2026 chưa có, 2025 đạt, 2024 đạt``."""
    told = ", ".join(f"{year} {REACHED[state]}" for year, state in run.years)
    return f"{years} năm liền {REACHED[run.reached]}: {told}"


def lines(result: FrameResult) -> list[str]:
    """A result to be read: its contents, each criterion with what it rests on, what it comes to, why not better."""
    told = [f"Kết quả: {outcome(result)}."]
    told += [f"  {reason}" for reason in result.why_not]
    if result.frame.scale == "points":
        told.append(f"Đã có {result.points} điểm.")
    for content in result.contents:
        told.append(f"{content.content.id}. {content.content.title}: {content_state(content)}")
        for row in content.rows:
            said = "; ".join(filter(None, (row.reason, why_open(row), evidence(row))))
            state = answer(row, result.frame.scale)
            told.append(f"  {row.criterion.id}. {row.criterion.title}: {state}{'. ' * bool(said)}{said}")
    return told


def data_of(one: FrameOfYear, refs: Mapping[str, str], *, whole: bool = False) -> dict[str, Any]:
    """A frame of the year as JSON, with its criteria where ``whole``; ``refs``: members as they are written there."""
    return {
        "id": one.frame.id,
        "title": one.frame.title,
        "issuer": one.frame.issuer,
        "subject": one.frame.subject,
        "period": one.frame.period,
        "registered": one.registered,
        "results": [_result(r, refs) | (_contents(r) if whole else {}) for r in one.results],
        "in_a_row": one.run
        and {"reached": one.run.reached, "years": [{"year": y, "reached": state} for y, state in one.run.years]},
        "recognised": one.recognised.reached if one.recognised else None,
    }


def _result(result: FrameResult, refs: Mapping[str, str]) -> dict[str, Any]:
    reached = result.result
    return {
        "month": result.month or None,
        "member": refs.get(result.member, result.member) or None,
        "decided": result.decided,
        "result": reached.name if reached and result.decided else None,
        "at_least": reached.name if reached else None,
        "ground": (reached.ground or None) if reached and result.decided else None,
        "points": result.points if result.frame.scale == "points" else None,
        "why_not": list(result.why_not),
    }


def _contents(result: FrameResult) -> dict[str, Any]:
    return {
        "contents": [
            {
                "id": c.content.id,
                "title": c.content.title,
                "reached": c.reached,
                "knocked_out": list(c.knocked),
                "criteria": [_row(row) for row in c.rows],
            }
            for c in result.contents
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.criterion.id,
        "title": row.criterion.title,
        "mode": row.criterion.mode,
        "applies": row.applies,
        "max": row.max,
        "points": row.points,
        "proposed": row.proposed,
        "reason": row.reason,
        "facts": {k: v if isinstance(v, int | str | None) else percent(v / 100) for k, v in row.facts.items()},
        "meetings": list(row.meetings),
        "entries": list(row.entries),
    }
