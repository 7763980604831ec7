"""The gate that what is recorded of a year passes: what cannot be is refused, in a sentence with the way out."""

from collections.abc import Collection, Iterable

from model.errors import Refused
from model.year.facts import YearView
from model.year.frame_results import evaluate
from model.year.frames import Frame, incident_kinds
from model.year.record import (
    AnyYearEvent,
    Commitment,
    CommitmentFollowed,
    Incident,
    Judged,
    Recognised,
    Registered,
    Target,
    TargetProgress,
    Withdrawn,
    YearEntry,
    withdrawn,
)


def admit(event: AnyYearEvent, view: YearView, entries: Iterable[YearEntry], frames: list[Frame]) -> None:
    """Raise :class:`Refused` for what the record of the year cannot take; ``entries`` is all of it as entered."""
    match event:
        case Withdrawn(of=number):
            _withdrawn(number, list(entries))
        case Registered(frames=chosen):
            if not chosen:
                raise Refused("Chưa chọn khung nào để đăng ký: xin chọn ít nhất một khung.")
            for ident in chosen:
                _frame(ident, frames)
        case Target(text=text, due=due):
            _needs(text, "nội dung chỉ tiêu")
            if not 1 <= due <= 12:
                raise Refused("Tháng phải xong của chỉ tiêu là từ 1 đến 12: xin ghi lại.")
        case TargetProgress(target=number):
            _known(number, {n for n, _ in view.entries(Target)}, "chỉ tiêu")
        case CommitmentFollowed(commitment=number):
            _known(number, {n for n, _ in view.entries(Commitment)}, "bản cam kết")
        case Incident(kind=kind, text=text, day=day):
            _needs(text, "nội dung sự việc")
            if kind not in incident_kinds(frames):
                raise Refused(f"Không có loại sự việc “{kind}”: xin chọn một loại có trong danh sách.")
            if day.year != view.year:
                raise Refused(f"Sự việc xảy ra năm {day.year}: xin chuyển sang năm đó rồi ghi.")
        case Recognised(frame=ident, member=member):
            _subject(_frame(ident, frames), member)
        case Judged():
            _judged(event, view, frames)


def _withdrawn(number: int, entries: list[YearEntry]) -> None:
    if number not in {e.id for e in entries}:
        raise Refused(f"Năm này không có điều nào mang số {number}: xin chọn một dòng đã ghi.")
    if number in withdrawn(entries):
        raise Refused("Điều này đã được gỡ rồi: xin chọn một dòng khác.")


def _judged(event: Judged, view: YearView, frames: list[Frame]) -> None:
    frame = _frame(event.frame, frames)
    _subject(frame, event.member)
    if (frame.period == "month") != (1 <= event.month <= 12):
        raise Refused(f"“{frame.title}” chấm theo {'tháng: xin chọn một tháng' if frame.period == 'month' else 'năm'}.")
    row = next(
        (r for r in evaluate(frame, view, month=event.month, member=event.member).rows
         if r.criterion.id == event.criterion), None,
    )  # fmt: skip
    if row is None:
        raise Refused(f"“{frame.title}” không có tiêu chí “{event.criterion}”: xin chọn một tiêu chí của khung.")
    if not row.by_hand:
        raise Refused(f"Tiêu chí {event.criterion} tính từ sổ sách hoặc từ sự việc đã ghi: xin sửa ở nơi đã ghi.")
    if not 0 <= event.points <= row.criterion.max:
        raise Refused(f"Tiêu chí {event.criterion}: điểm phải từ 0 đến {row.criterion.max}, xin gõ lại.")
    if row.asks_reason(event.points) and not event.reason.strip():
        raise Refused(f"Tiêu chí {event.criterion}: xin ghi lý do (chưa đạt mức cao nhất, hoặc khác đề xuất).")


def _subject(frame: Frame, member: str) -> None:
    if (frame.subject == "member") != bool(member):
        way = "từng đảng viên: xin chọn một đảng viên" if frame.subject == "member" else "chi bộ, không chấm từng người"
        raise Refused(f"“{frame.title}” dành cho {way}.")


def _frame(ident: str, frames: list[Frame]) -> Frame:
    found = next((f for f in frames if f.id == ident), None)
    if found is None:
        raise Refused(f"Không có khung thi đua “{ident}”. Các khung dùng được: {', '.join(f.id for f in frames)}.")
    return found


def _known(number: int, numbers: Collection[int], what: str) -> None:
    if number not in numbers:
        raise Refused(f"Không có {what} số {number} trong năm này: xin chọn một dòng đang có.")


def _needs(text: str, what: str) -> None:
    if not text.strip():
        raise Refused(f"Chưa ghi {what}: xin ghi rồi lưu lại.")
