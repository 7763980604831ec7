"""The forms of the acts. A form becomes the event of its kind; its fields bear the event's names."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from model.days import local
from model.decoding import convert
from model.entry import Entry, kind_of, value_of
from model.events import KINDS, AnyEvent, Vote
from model.meeting import Meeting
from model.parts import Event
from model.scoring.sheets import sheet_of
from model.vietnamese import short_date
from model.words import ATTENDANCE, KEPT, MEETING_KIND, RESULT
from tui.forms.kinds import NO_OPINION, Choices, Context, Field, Form, choices_of
from tui.forms.votes import VOTE_FORMS, voters

__all__ = [
    "FORMS", "Choices", "Context", "Field", "Form", "build", "context_of", "correction_of", "form_for", "moment_of",
    "starts", "voters",
]  # fmt: skip

_AT = Field("at", "Lúc", "clock", required=False, hint="để trống: bây giờ")
_REMEDY = (
    Field("cause", "Nguyên nhân", "text", required=False),
    Field("remedy", "Khắc phục", "text", required=False),
    Field("deadline", "Hạn khắc phục", "date", required=False),
)
_MATTER = Field("matter", "Về việc", "text", required=False)
_WORD = Field("word", "Chủ trì kết luận", "text", required=False)

FORMS: dict[str, Form] = VOTE_FORMS | {
    "attendance": Form(
        "attendance",
        "Điểm danh: ai không có mặt đủ buổi",
        (
            Field("member", "Đồng chí", "person"),
            Field("status", "Tình trạng", "choice", choices_of(ATTENDANCE), start="excused"),
            Field("reason", "Lý do", "text", required=False, hint="khi vắng có lý do, làm nhiệm vụ"),
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
            Field("owing", "Ai chưa nộp", "people", required=False, hint="Tên; Tên"),
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
            *_REMEDY,
            _MATTER,
            Field("response", "Tiếp thu, giải trình", "text", required=False),
            _WORD,
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
            *_REMEDY,
            _MATTER,
            Field("strengths", "Ưu điểm", "text", required=False),
            _WORD,
        ),
    ),
    "praise": Form("praise", "Biểu dương", (Field("to", "Đồng chí", "person"), Field("text", "Nội dung", "text"))),
    "reminder": Form("reminder", "Nhắc nhở", (Field("to", "Đồng chí", "person"), Field("text", "Nội dung", "text"))),
    "tellers": Form(
        "tellers",
        "Cử ban kiểm phiếu",
        (Field("members", "Thành viên", "people", hint="Trưởng ban; Tên; Tên"),),
    ),
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
    "assessment": Form(
        "assessment",
        "Nhận xét chất lượng buổi sinh hoạt",
        (
            Field("committee_word", "Ý kiến của chi ủy", "text", required=False),
            Field("weak_points", "Hạn chế", "text", required=False),
            Field("remedies", "Cách khắc phục", "text", required=False),
        ),
    ),
    "break": Form("break", "Nghỉ giải lao", (Field("until", "Đến giờ", "clock", hint="20:30"),)),
    "task_result": Form(
        "task_result",
        "Kết quả nhiệm vụ tháng trước",
        (
            Field("task", "Nhiệm vụ", "carried"),
            Field("result", "Kết quả", "choice", choices_of(RESULT)),
            Field("text", "Báo cáo", "text", required=False),
            Field("due", "Gia hạn đến", "date", required=False, hint="chỉ khi gia hạn"),
        ),
        again=True,
    ),
    "promise_result": Form(
        "promise_result",
        "Kết quả khắc phục đã hứa",
        (
            Field("promise", "Lời hứa", "promise"),
            Field("result", "Kết quả", "choice", choices_of(KEPT)),
            Field("text", "Báo cáo", "text", required=False),
            Field("deadline", "Gia hạn đến", "date", required=False, hint="chỉ khi gia hạn"),
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
    event: AnyEvent = convert({"type": form.kind} | form.constants | given, KINDS[form.kind])  # type: ignore[assignment]
    return event


def fitted(form: Form, meeting: Meeting) -> Form:
    """The form with the levels of the meeting's own sheet."""
    levels = tuple((grade.name, grade.name) for grade in sheet_of(meeting.head).grade)
    return replace(form, fields=tuple(replace(f, choices=levels) if f.name == "level" else f for f in form.fields))


def form_for(event: Event) -> Form | None:
    """The form that an entry is corrected by."""
    if isinstance(event, Vote) and type(event) is Vote:
        own = {"expulsion": "discipline"}.get(event.matter, event.matter)
        rating = event.matter == "rating"
        if {(bool(q.subject), bool(q.person), bool(q.option)) for q in event.question} - {(not rating, rating, rating)}:
            return None  # what only a script can say would not come back whole from a form
        several = "questions" if event.question else "election" if event.candidate else ""
        return FORMS[own if own in FORMS else several or ("ballot" if event.method == "secret" else "vote")]
    return FORMS.get(kind_of(event))


def correction_of(form: Form, title: str, *, closed: bool = False) -> Form:
    """The form by which an entry is set right: with its time, one entry only; of a closed meeting with the reason."""
    fields = tuple(f for f in form.fields if f.name != "at")
    reason = (Field("why", "Lý do sửa"), Field("who", "Ai quyết định sửa", hint="họ tên, chức vụ")) if closed else ()
    return Form(form.kind, title, (*fields, Field("at", "Lúc", "clock"), *reason), form.constants)


def starts(form: Form, entry: Entry) -> dict[str, str]:
    """What stands in the fields when an entry is corrected."""
    return {
        f.name: _written(value_of(entry, f.name), f) if f.name != "at" else f"{entry.at:%H:%M}" for f in form.fields
    }


def moment_of(day: date, clock: str) -> datetime:
    """The local time of a clock value on the day of the meeting."""
    return local(datetime.combine(day, time.fromisoformat(clock)))


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
        case "people":
            return "; ".join(value)
        case "questions":
            return "; ".join(f"{q['subject']}: {q['for']}, {q['against']}, {q['no_opinion']}" for q in value)
        case "ratings":
            return "; ".join(_rated(q) for q in value)
        case _:
            return str(value)


def _rated(question: dict[str, Any]) -> str:
    votes = [(option["name"], option["votes"]) for option in question["option"]]
    if "no_opinion" in question:
        votes.append((NO_OPINION, question["no_opinion"]))
    return f"{question['person']}: " + ", ".join(f"{name} {number}" for name, number in votes)


def context_of(meeting: Meeting) -> Context:
    """What the forms of a meeting may name."""
    names = meeting.names
    return Context(
        meeting.date,
        {
            "person": [(ident, names[ident]) for ident in meeting.people],
            "item": [(i.id, f"{n}. {i.title}") for n, i in enumerate(meeting.agenda.items, 1)],
            "option": [(option, option) for option in meeting.presence.rules.of_matter("rating").options],
            "carried": [(t.id, f"{t.id}. {t.text}") for t in meeting.tasks if t.carried],
            "promise": [
                (p.id, f"{p.id}. {names.get(p.member, p.member)}: {p.remedy}") for p in meeting.promises if p.carried
            ],
            "earlier": [(m.id, f"{MEETING_KIND[m.kind]} {short_date(m.date)}") for m in meeting.head.unapproved],
        },
    )
