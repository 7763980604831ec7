"""The forms of the acts. A form becomes the event of its kind; its fields bear the event's names."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Literal

import msgspec

from model.entry import Entry, fields_of, kind_of
from model.events import KINDS, AnyEvent, Event, Vote
from model.meeting import Meeting
from model.vietnamese import short_date
from model.voting import base, eligible_present, needed
from model.words import ATTENDANCE, LEVELS, RESULT, RULE

FieldKind = Literal["line", "text", "number", "date", "clock", "choice", "person", "item", "carried", "candidates"]
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Field:
    """A field; ``name`` is the event's. ``start`` is what stands in it before anything is typed."""

    name: str
    label: str
    kind: FieldKind = "line"
    choices: Choices = ()
    start: str = ""
    required: bool = True
    hint: str = ""


@dataclass(frozen=True)
class Context:
    """What a form is filled in against: the day, and id and label of what each kind of field may name."""

    day: date
    options: dict[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Form:
    """An act that is entered by a form. ``again``: it stays open for the next one of its kind."""

    kind: str
    title: str
    fields: tuple[Field, ...]
    constants: dict[str, Any] = field(default_factory=dict)
    again: bool = False
    counts_votes: bool = False


def _choices(words: dict[str, str]) -> Choices:
    return tuple(words.items())


def voters(meeting: Meeting, now: datetime) -> str:
    """Who can vote now: told before the counting, never filled in."""
    voters = len(base(meeting.presence))
    able = eligible_present(meeting.presence, now)
    need, two_thirds = needed("majority", voters), needed("two_thirds", voters)
    return f"Cơ số {voters}: quá nửa là {need}, 2/3 là {two_thirds}. Đang có mặt {able} người được biểu quyết."


_AT = Field("at", "Lúc", "clock", required=False, hint="để trống: bây giờ")
_SUBJECT = Field("subject", "Nội dung", "text")
_RULE = Field("rule", "Cần", "choice", _choices(RULE), start="majority")
_HANDS = (
    Field("for", "Tán thành", "number"),
    Field("against", "Không tán thành", "number"),
    Field("no_opinion", "Không có ý kiến", "number"),
)
_PAPERS = (
    Field("issued", "Phiếu phát ra", "number"),
    Field("returned", "Phiếu thu về", "number"),
    Field("valid", "Hợp lệ", "number"),
    Field("invalid", "Không hợp lệ", "number"),
)
_BY_HANDS = {"method": "hands"}
_SECRET = {"method": "secret"}

FORMS: dict[str, Form] = {
    "attendance": Form(
        "attendance",
        "Điểm danh: ai không có mặt đủ buổi",
        (
            Field("member", "Đồng chí", "person"),
            Field("status", "Tình trạng", "choice", _choices(ATTENDANCE), start="excused"),
            Field("reason", "Lý do", "text", required=False, hint="chỉ khi vắng có lý do"),
            _AT,
        ),
        again=True,
    ),
    "dues": Form(
        "dues",
        "Tình hình nộp đảng phí",
        (
            Field("paid", "Số người đã nộp", "number"),
            Field("owed", "Số người chưa nộp", "number"),
            Field("amount", "Số tiền (đồng)", "number", required=False),
            Field("text", "Nội dung báo cáo", "text", required=False),
        ),
    ),
    "remark": Form(
        "remark",
        "Ý kiến",
        (
            Field("speaker", "Người phát biểu", "person"),
            Field("text", "Nội dung", "text"),
            Field("reserved", "Bảo lưu ý kiến", "choice", (("", "không"), ("yes", "có")), required=False),
        ),
    ),
    "item_started": Form(
        "item_started",
        "Chuyển tới nội dung",
        (Field("item", "Nội dung", "item"), Field("presenter", "Người trình bày", "person", required=False)),
    ),
    "item_concluded": Form(
        "item_concluded",
        "Kết luận của chủ trì",
        (Field("item", "Nội dung", "item"), Field("conclusion", "Kết luận", "text")),
    ),
    "self_criticism": Form(
        "self_criticism",
        "Tự phê bình",
        (
            Field("member", "Đồng chí", "person"),
            Field("strengths", "Ưu điểm", "text", required=False),
            Field("shortcomings", "Hạn chế", "text"),
            Field("cause", "Nguyên nhân", "text", required=False),
            Field("remedy", "Khắc phục", "text", required=False),
            Field("deadline", "Hạn khắc phục", "date", required=False),
        ),
    ),
    "criticism": Form(
        "criticism",
        "Phê bình",
        (
            Field("from", "Người góp ý", "person"),
            Field("to", "Góp ý cho", "person"),
            Field("text", "Nội dung", "text"),
            Field("response", "Tiếp thu, giải trình", "text", required=False),
        ),
    ),
    "praise": Form("praise", "Biểu dương", (Field("to", "Đồng chí", "person"), Field("text", "Nội dung", "text"))),
    "reminder": Form("reminder", "Nhắc nhở", (Field("to", "Đồng chí", "person"), Field("text", "Nội dung", "text"))),
    "considered": Form(
        "considered",
        "Xét kết nạp, công nhận chính thức từng người",
        (
            Field("name", "Họ tên"),
            Field("born", "Ngày sinh", "date", required=False),
            Field("introducers", "Người giới thiệu, giúp đỡ", required=False),
            Field("strengths", "Ưu điểm", "text", required=False),
            Field("shortcomings", "Hạn chế, khuyết điểm", "text", required=False),
            Field("text", "Nhận xét, ý kiến khác", "text", required=False),
        ),
    ),
    "vote": Form("vote", "Biểu quyết giơ tay", (_SUBJECT, _RULE, *_HANDS), _BY_HANDS, counts_votes=True),
    "ballot": Form("vote", "Bỏ phiếu kín", (_SUBJECT, _RULE, *_PAPERS, *_HANDS), _SECRET, counts_votes=True),
    "election": Form(
        "vote",
        "Bầu cử (bỏ phiếu kín)",
        (
            _SUBJECT,
            Field("seats", "Số người được bầu", "number"),
            *_PAPERS,
            Field("candidate", "Ứng cử viên", "candidates", hint="Tên: số phiếu; Tên: số phiếu"),
        ),
        _SECRET,
        counts_votes=True,
    ),
    "grade_vote": Form(
        "grade_vote",
        "Biểu quyết mức chất lượng",
        (
            Field("level", "Mức", "choice", tuple((level, level) for level in LEVELS)),
            Field("subject", "Nội dung", "text", start="Mức chất lượng buổi sinh hoạt"),
            _RULE,
            *_HANDS,
        ),
        _BY_HANDS,
        counts_votes=True,
    ),
    "minutes_approved": Form(
        "minutes_approved",
        "Biểu quyết thông qua biên bản",
        (Field("subject", "Nội dung", "text", start="Thông qua biên bản"), _RULE, *_HANDS),
        _BY_HANDS,
        counts_votes=True,
    ),
    "break": Form("break", "Nghỉ giải lao", (Field("until", "Đến giờ", "clock", hint="20:30"),)),
    "task_result": Form(
        "task_result",
        "Kết quả nhiệm vụ tháng trước",
        (
            Field("task", "Nhiệm vụ", "carried"),
            Field("result", "Kết quả", "choice", _choices(RESULT)),
            Field("text", "Báo cáo", "text", required=False),
        ),
        again=True,
    ),
    "task": Form(
        "task",
        "Giao nhiệm vụ",
        (
            Field("owner", "Người thực hiện", "person"),
            Field("text", "Nhiệm vụ", "text"),
            Field("due", "Thời hạn", "date", hint="ngày/tháng/năm"),
        ),
    ),
}


def build(form: Form, values: dict[str, Any]) -> AnyEvent:
    """The event of a form's parsed values; empty ones and the time are left out."""
    given = {name: value for name, value in values.items() if value not in (None, "", []) and name != "at"}
    event: AnyEvent = msgspec.convert({"type": form.kind} | form.constants | given, KINDS[form.kind])  # type: ignore[assignment]
    return event


def form_for(event: Event) -> Form | None:
    """The form that an entry is corrected by."""
    if isinstance(event, Vote) and type(event) is Vote:
        return FORMS["election" if event.candidate else "ballot" if event.method == "secret" else "vote"]
    return FORMS.get(kind_of(event))


def correction_of(form: Form, title: str) -> Form:
    """The form by which an entry is set right: with its time, one entry only."""
    fields = tuple(f for f in form.fields if f.name != "at")
    return Form(form.kind, title, (*fields, Field("at", "Lúc", "clock")), form.constants)


def starts(form: Form, entry: Entry) -> dict[str, str]:
    """What stands in the fields when an entry is corrected."""
    values = fields_of(entry.event) | {"at": f"{entry.at:%H:%M}"}
    return {f.name: _written(values.get(f.name), f) for f in form.fields}


def moment_of(day: date, clock: str) -> datetime:
    """The local time of a clock value on the day of the meeting."""
    return datetime.combine(day, time.fromisoformat(clock)).astimezone()


def _written(value: Any, f: Field) -> str:
    if value is None:
        return ""
    match f.kind:
        case "date":
            return short_date(date.fromisoformat(value))
        case "clock":
            return str(value)[:5]
        case "choice" if isinstance(value, bool):
            return "yes" if value else ""
        case "candidates":
            return "; ".join(f"{c['name']}: {c['votes']}" for c in value)
        case _:
            return str(value)


def context_of(meeting: Meeting) -> Context:
    """What the forms of a meeting may name."""
    return Context(
        meeting.date,
        {
            "person": list(meeting.names.items()),
            "item": [(i.id, f"{n}. {i.title}") for n, i in enumerate(meeting.agenda.items, 1)],
            "carried": [(t.id, f"{t.id}. {t.text}") for t in meeting.tasks if t.carried],
        },
    )
