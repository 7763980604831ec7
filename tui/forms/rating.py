"""The entries of a year's rating as forms, and what was typed in them as events."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from model.errors import Refused
from model.vietnamese import short_date
from model.year.rating import YearRating
from model.year.rating_rules import rating_rule
from model.year.record import AnyYearEvent, Balloted, Decided, Proposed, RatedOrNot, RatingSettings, SelfRated
from tui.forms.kinds import Context, Field, Form

_YES_NO = (("yes", "có"), ("no", "không"))
_RATED = (("yes", "xếp loại"), ("no", "không xếp loại"))
_LEVEL = Field("level", "Mức", "choice", tuple((level.name, level.short) for level in rating_rule().level))
_POINTS = Field("points", "Điểm", required=False, hint="0–100; để trống nếu không chấm điểm")
_NOTE = Field("note", "Ghi chú", "text", required=False)
_ORDER = ", ".join(level.short.lower() for level in rating_rule().level)

FORMS = {
    "self": Form("self", "Tự xếp loại", (_LEVEL, _POINTS, _NOTE)),
    "ballot": Form(
        "ballot",
        "Phiếu của chi bộ",
        (
            Field("issued", "Phiếu phát ra", "number"),
            Field("returned", "Phiếu thu về", "number"),
            Field("valid", "Hợp lệ", "number"),
            Field("invalid", "Không hợp lệ", "number"),
            Field("on", "Ngày kiểm phiếu", "date", required=False),
            Field("question", "Từng người", "ratings", hint=f"Tên: {_ORDER}; Tên: …"),
        ),
    ),
    "proposal": Form("proposal", "Đề nghị xếp loại", (_LEVEL, _POINTS, _NOTE)),
    "decision": Form(
        "decision",
        "Quyết định của cấp trên",
        (
            _LEVEL,
            Field("paper", "Văn bản số", required=False),
            Field("on", "Ngày", "date", required=False),
            _NOTE,
        ),
    ),
    "whether": Form(
        "whether", "Có xếp loại không", (Field("rated", "Xếp loại", "choice", _YES_NO), Field("reason", "Lý do"))
    ),
    "settings": Form(
        "settings",
        "Quy ước xếp loại",
        (
            Field("cap_percent", "Trần xuất sắc (%)", "number"),
            Field("cap_of", "  tính trên số", "choice", (("good", "tốt"), ("good_or_better", "tốt trở lên"))),
            Field("cap_at_least", "  ít nhất (người)", "number"),
            Field("exempt", "Người miễn sinh hoạt", "choice", _RATED),
            Field("suspended", "Người bị đình chỉ", "choice", _RATED),
            Field("months", "Đủ số tháng vào Đảng", "number"),
        ),
    ),
}


def form_of(kind: str, name: str) -> Form:
    """The form, with whom it is about in its title."""
    form = FORMS[kind]
    return form if kind in ("ballot", "settings") else replace(form, title=f"{form.title}: {name}")


def starts(kind: str, rating: YearRating, name: str) -> dict[str, str]:
    """What stands in the form at first: never a level and never a count."""
    if kind == "ballot":
        return {"question": f"{name}: "}
    if kind == "settings":
        s = rating.settings
        flags = {"exempt": s.exempt, "suspended": s.suspended}
        figures = {"cap_percent": s.cap_percent, "cap_at_least": s.cap_at_least, "months": s.months}
        return {
            "cap_of": s.cap_of,
            **{n: "yes" if flag else "no" for n, flag in flags.items()},
            **{n: str(figure) for n, figure in figures.items()},
        }
    return {}


def note(kind: str, rating: YearRating) -> str:
    """What the form says above its fields."""
    if kind != "settings":
        return ""
    default, given = rating.rule.settings, rating.rule.source.cap
    return f"Ngầm định: {default.cap_percent} % số tốt, theo {given}; dùng từ năm {rating.year} đến khi sửa."


def context(rating: YearRating, day: date) -> Context:
    """Whom a ballot may name: the cell and those who are rated."""
    people = [(rated.member, rated.name) for rated in (rating.cell, *rating.members)]
    return Context(day, {"person": people, "option": [(name, name) for name in rating.rule.names]})


def events(kind: str, values: dict[str, Any], member: str) -> Sequence[AnyYearEvent]:
    """What the form says; raises :class:`Refused` where the points are no number."""
    text = {name: value or "" for name, value in values.items()}
    on = date.fromisoformat(values["on"]) if values.get("on") else None
    match kind:
        case "self":
            return [SelfRated(member=member, level=text["level"], points=_points(text["points"]), note=text["note"])]
        case "proposal":
            return [Proposed(member=member, level=text["level"], points=_points(text["points"]), note=text["note"])]
        case "decision":
            return [Decided(member=member, level=text["level"], paper=text["paper"], on=on, note=text["note"])]
        case "whether":
            return [RatedOrNot(member=member, rated=text["rated"] == "yes", reason=text["reason"])]
        case "settings":
            flags = {name: values[name] == "yes" for name in ("exempt", "suspended")}
            return [RatingSettings(**{**values, **flags})]
    papers = {name: values[name] for name in ("issued", "returned", "valid", "invalid")}
    return [
        Balloted(
            member=q["person"],
            votes={option["name"]: option["votes"] for option in q["option"]},
            no_opinion=q.get("no_opinion", 0),
            on=on,
            **papers,
        )
        for q in values["question"]
    ]


def told(event: AnyYearEvent, names: dict[str, str]) -> str:
    """An entry in a few words: ``Đề nghị Trần Thị Ân: Tốt``."""
    rule, who = rating_rule(), names.get(getattr(event, "member", ""), "")
    match event:
        case SelfRated():
            return f"tự xếp loại {who}: {rule.short(event.level)}"
        case Proposed():
            return f"đề nghị {who}: {rule.short(event.level)}"
        case Decided():
            return f"quyết định {who}: {rule.short(event.level)}{f' ngày {short_date(event.on)}' if event.on else ''}"
        case Balloted():
            return f"phiếu về {who}"
        case RatedOrNot():
            return f"{'xếp loại' if event.rated else 'không xếp loại'} {who}"
    return "quy ước xếp loại"


def _points(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise Refused(f"“Điểm” phải là số từ 0 đến 100, như 87,5; không phải “{text}”.") from None
