"""Preparing a meeting: kind, day, place; who chairs, records, scores; what was done before it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from model.agenda import pack
from model.cell import Cell, Member, Person
from model.errors import Refused
from model.events import AnyEvent, Entry, Groundwork, GroundworkKind, Named, PersonAdded, Role
from model.meeting import Meeting
from model.vietnamese import read_date
from model.words import MEETING_KIND
from tui.forms import Context, Field, Form
from tui.session import Session

_ROLES: tuple[tuple[Role, str], ...] = (("chair", "Chủ trì"), ("recorder", "Thư ký"), ("scorer", "Người chấm điểm"))
_BEFORE: tuple[tuple[GroundworkKind, str], ...] = (
    ("committee_met", "Họp chi ủy lúc"),
    ("notice_sent", "Thông báo lúc"),
    ("documents_uploaded", "Đăng tài liệu lúc"),
)


def prepare_form(cell: Cell, today: date) -> Form:
    """The form of a new meeting; the day is the cell's own, this month or the next."""
    day = today.replace(day=min(cell.monthly_day, 28))
    if day < today:
        day = (day.replace(day=1, month=day.month % 12 + 1, year=day.year + day.month // 12)).replace(day=day.day)
    kinds = tuple((kind, word) for kind, word in MEETING_KIND.items() if kind in pack().agendas)
    return Form(
        "",
        "Chuẩn bị cuộc họp",
        (
            Field("kind", "Loại", "choice", kinds, start="regular"),
            Field("date", "Ngày họp", "date", start=f"{day:%d/%m/%Y}"),
            Field("place", "Địa điểm", "text", start=cell.place, required=False),
        ),
    )


def prepare_context(today: date) -> Context:
    """What the form of a new meeting is filled in against."""
    return Context(today, {})


def people_form() -> Form:
    """Who does what in this meeting, and the steps before it."""
    return Form(
        "",
        "Phân công và công việc chuẩn bị",
        (
            *(Field(role, label, "person", required=False) for role, label in _ROLES),
            Field("guest", "Đại biểu, khách", required=False, hint="Họ và tên"),
            Field("guest_role", "Chức danh khách", required=False),
            *(Field(what, label, required=False, hint="ngày/tháng/năm giờ:phút") for what, label in _BEFORE),
        ),
    )


def people_starts(meeting: Meeting) -> dict[str, str]:
    """What is known already; a guest field is for one more guest."""
    known: dict[str, str] = dict(meeting.roles.items())
    return known | {what: f"{on:%d/%m/%Y %H:%M}" for what, on in meeting.groundwork.items()}


def record_people(session: Session, values: dict[str, Any]) -> list[Entry]:
    """Record what the form says and is not known yet."""
    return [session.record(event) for event in list(_changes(session, values))]


def _changes(session: Session, values: dict[str, Any]) -> Iterator[AnyEvent]:
    meeting = session.meeting
    for role, _ in _ROLES:
        if values[role] and meeting.roles.get(role) != values[role]:
            yield Named(role, values[role])
    if values["guest"]:
        number = sum(p.status == "invited" for p in meeting.people.values()) + 1
        yield PersonAdded(Person(id=f"guest-{number}", name=values["guest"], role=values["guest_role"] or ""))
    for what, _ in _BEFORE:
        if values[what]:
            on = moment(values[what], session.clock())
            known = meeting.groundwork.get(what)
            if known is None or f"{known:%Y%m%d%H%M}" != f"{on:%Y%m%d%H%M}":
                yield Groundwork(what, on)


def moment(text: str, now: datetime) -> datetime:
    """The local time written ``dd/mm/yyyy HH:MM``; raises :class:`Refused`."""
    day_text, _, clock = text.strip().partition(" ")
    day = read_date(day_text)
    try:
        at = datetime.strptime(clock.strip() or "00:00", "%H:%M").time()
    except ValueError:
        at = None
    if day is None or at is None:
        raise Refused(f"Không có lúc “{text}”: xin ghi ngày/tháng/năm giờ:phút, như {now:%d/%m/%Y %H:%M}.")
    return datetime.combine(day, at).astimezone()


def members_as_options(members: list[Member]) -> list[tuple[str, str]]:
    """Members for a field that names one, outside a meeting."""
    return [(m.id, f"{m.name} ({m.born.year})" if m.born else m.name) for m in members]
