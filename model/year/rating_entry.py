"""What may be entered of a rating: known levels, points of 100, ballots that come out even."""

from collections.abc import Collection
from decimal import Decimal

from model.errors import Refused
from model.year.rating_rules import rating_rule
from model.year.record import (
    AnyYearEvent,
    Balloted,
    Decided,
    Proposed,
    RatedOrNot,
    RatingSettings,
    SelfRated,
)


def admit(event: AnyYearEvent, known: Collection[str]) -> None:
    """Let an event of the rating pass; raises :class:`Refused` with what is wrong. ``known``: ids of the members."""
    match event:
        case Balloted():
            problem = _ballot(event)
        case SelfRated() | Proposed():
            problem = _level(event.level) or _points(event.points)
        case Decided():
            problem = _level(event.level)
        case RatedOrNot():
            problem = "" if event.reason.strip() else "Chưa ghi lý do: xin ghi vì sao xếp loại hoặc không xếp loại."
        case RatingSettings():
            problem = _settings(event)
        case _:
            problem = ""
    member = getattr(event, "member", "")
    if member and member not in known:
        problem = f"Trong danh sách đảng viên không có “{member}”: xin chọn người có trong danh sách."
    if problem:
        raise Refused(problem)


def _level(level: str) -> str:
    names = rating_rule().names
    return "" if level in names else f"Không có mức “{level}”: xin chọn một trong các mức {', '.join(names)}."


def _points(points: Decimal | None) -> str:
    within = points is None or (points.is_finite() and 0 <= points <= 100)
    return "" if within else "Điểm phải từ 0 đến 100: xin ghi lại, hoặc để trống."


def _ballot(b: Balloted) -> str:
    if min(b.issued, b.returned, b.valid, b.invalid, b.no_opinion, *b.votes.values()) < 0:
        return "Số phiếu không thể âm: xin xem lại các số."
    if unknown := next((level for level in b.votes if _level(level)), ""):
        return _level(unknown)
    if b.returned > b.issued:
        return f"Thu về {b.returned} phiếu, nhiều hơn {b.issued} phiếu đã phát ra: xin đếm lại."
    if b.valid + b.invalid != b.returned:
        both = b.valid + b.invalid
        return f"Hợp lệ {b.valid} + không hợp lệ {b.invalid} = {both}, khác {b.returned} phiếu thu về: xin đếm lại."
    counted = sum(b.votes.values()) + b.no_opinion
    return f"Các mức cộng được {counted}, khác {b.valid} phiếu hợp lệ: xin đếm lại." if counted != b.valid else ""


def _settings(s: RatingSettings) -> str:
    if not 0 <= s.cap_percent <= 100:
        return "Mức trần phải từ 0 đến 100 %: xin ghi lại."
    if s.cap_at_least < 0:
        return "Số người ít nhất không thể âm: xin ghi từ 0 trở lên."
    return "" if 0 <= s.months <= 12 else "Số tháng kể từ khi vào Đảng phải từ 0 đến 12: xin ghi lại."
