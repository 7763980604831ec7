"""The forms by which the record of a year is entered, and the event of what was typed in one."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from model.vietnamese import short_date
from model.words import FOUND_BY, PROGRESS
from model.year.frame_results import FrameResult, Row
from model.year.frames import SHIPPED, Frame, plain
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
)
from tui.forms.kinds import Field, Form, choices_of

Made = tuple[Form, Callable[[Mapping[str, Any]], AnyYearEvent]]
"""A form, and the event of its parsed values."""

_MET = (("1", "Đạt"), ("0", "Không đạt"))
_TEXT = Field("text", "Ghi rõ", "text", required=False)


def _given(values: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The values without the empty ones, days as dates."""
    kept = {name: value for name, value in values.items() if value not in (None, "")}
    return {**kept, **({"day": date.fromisoformat(kept["day"])} if "day" in kept else {}), **more}


def _day(label: str, today: date | None = None) -> Field:
    return Field("day", label, "date", start=short_date(today) if today else "", hint="ngày/tháng/năm")


def incident(kinds: Mapping[str, str]) -> Made:
    """Something that frames ask about."""
    fields = (
        Field("kind", "Loại sự việc", "listed", choices_of(dict(kinds))),
        Field("day", "Ngày", "date", hint="ngày/tháng/năm"),
        Field("member", "Đồng chí", "person", required=False, hint="để trống nếu không phải một người"),
        Field("text", "Sự việc", "text"),
        Field("found_by", "Ai phát hiện trước", "listed", choices_of(FOUND_BY)),
    )
    return Form("", "Sự việc trong năm", fields), lambda values: Incident(**_given(values))


def target() -> Made:
    """A target of the year."""
    fields = (
        Field("text", "Chỉ tiêu", "text"),
        Field("measure", "Đo bằng", required=False, hint="con số phải đạt"),
        Field("due", "Xong trong tháng", "number", hint="1–12"),
        Field("owner", "Người phụ trách", "person", required=False),
        Field("plan", "Kế hoạch thực hiện", "text", required=False),
    )
    return Form("", "Chỉ tiêu của năm", fields), lambda values: Target(**_given(values))


def progress(number: int, title: str, today: date) -> Made:
    """How far a target has come."""
    fields = (Field("state", "Kết quả", "choice", choices_of(PROGRESS)), _day("Đến ngày", today), _TEXT)
    return Form("", title, fields), lambda values: TargetProgress(**_given(values, target=number))


def commitment() -> Made:
    """What a member undertook, one after another."""
    fields = (Field("member", "Đồng chí", "person"), _day("Ngày ký"), Field("text", "Nội dung", "text", required=False))
    return Form("", "Bản cam kết", fields, again=True), lambda values: Commitment(**_given(values))


def follow(number: int, title: str, today: date) -> Made:
    """Whether a commitment was found kept."""
    fields = (Field("kept", "Kết quả", "choice", (("1", "giữ đúng"), ("0", "không giữ"))), _day("Ngày", today), _TEXT)

    def made(values: Mapping[str, Any]) -> AnyYearEvent:
        return CommitmentFollowed(**_given(values, commitment=number, kept=values["kept"] == "1"))

    return Form("", title, fields), made


def register(frames: Iterable[Frame]) -> Made:
    """The frames that the cell registers for the year."""
    frames = list(frames)
    choices = (("1", "đăng ký"), ("0", "không"))
    fields = (_day("Ngày đăng ký"), *(Field(f.id, f.title, "choice", choices) for f in frames))

    def made(values: Mapping[str, Any]) -> AnyYearEvent:
        chosen = [f for f in frames if values[f.id] == "1"]
        own = tuple(plain(f) for f in chosen if f.id not in SHIPPED)
        return Registered(date.fromisoformat(values["day"]), tuple(f.id for f in chosen), own)

    return Form("", "Đăng ký thi đua của năm", fields), made


def recognise(result: FrameResult, name: str, today: date) -> Made:
    """What the upper committee decided."""
    about = f"{result.frame.title}{f', {name}' if name else ''}"
    fields = (Field("reached", "Cấp trên công nhận", "choice", _MET), _day("Ngày", today), _TEXT)

    def made(values: Mapping[str, Any]) -> AnyYearEvent:
        given = _given(values, reached=values["reached"] == "1")
        return Recognised(frame=result.frame.id, member=result.member, **given)

    return Form("", f"Kết quả được công nhận: {about}", fields), made


def judge(result: FrameResult, row: Row, name: str) -> Made:
    """A person's word on a criterion; nothing is chosen before the person does."""
    about = name or (f"tháng {result.month}" if result.month else "")
    title = f"{result.frame.title}{f', {about}' if about else ''}: {row.criterion.id}. {row.criterion.title}"
    if result.frame.scale == "pass":
        answer = Field("points", "Đánh giá", "choice", _MET)
    else:
        answer = Field("points", "Điểm", "number", hint=f"0–{row.criterion.max}")
    reason = Field("reason", "Lý do", "text", required=False, hint="phải ghi khi chưa đạt hoặc khác sổ sách")

    def made(values: Mapping[str, Any]) -> AnyYearEvent:
        return Judged(
            result.frame.id, row.criterion.id, int(values["points"]), result.month, result.member,
            values["reason"] or "",
        )  # fmt: skip

    return Form("", title, (answer, reason)), made
