"""What is arranged around the record, by forms: who does what, what was done before and after, the agenda."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from model.cell import Person
from model.events import (
    AnyEvent,
    Disciplined,
    Groundwork,
    ItemAdded,
    ItemMoved,
    ItemPutOff,
    ItemRenamed,
    Named,
    PersonAdded,
)
from model.meeting import Meeting
from model.parts import AgendaItem, GroundworkKind, Role
from model.words import DISCIPLINE
from tui.forms.acts import Field, Form
from tui.forms.kinds import MOMENT

_ROLES: tuple[tuple[Role, str], ...] = (("chair", "Chủ trì"), ("recorder", "Thư ký"), ("scorer", "Người chấm điểm"))
_BEFORE: tuple[tuple[GroundworkKind, str], ...] = (
    ("committee_met", "Họp chi ủy lúc"),
    ("notice_sent", "Thông báo lúc"),
    ("documents_uploaded", "Đăng tài liệu lúc"),
)


@dataclass(frozen=True)
class Arrangement:
    """A form, what stands in it, and the events that its values come to."""

    form: Form
    events: Callable[[Meeting, dict[str, Any], datetime], Iterator[AnyEvent]]
    starts: Callable[[Meeting, datetime], dict[str, str]] = lambda meeting, now: {}


def _people(meeting: Meeting, values: dict[str, Any], now: datetime) -> Iterator[AnyEvent]:
    """What the form says and is not known yet."""
    for role, _ in _ROLES:
        if values[role] and meeting.roles.get(role) != values[role]:
            yield Named(role, values[role])
    if values["guest"]:
        number = sum(p.status == "invited" for p in meeting.people.values()) + 1
        yield PersonAdded(Person(id=f"guest-{number}", name=values["guest"], role=values["guest_role"] or ""))
    for what, _ in _BEFORE:
        if values[what]:
            known = meeting.groundwork.get(what)
            if known is None or _written(known) != _written(values[what]):
                yield Groundwork(what, values[what])


def _known_people(meeting: Meeting, now: datetime) -> dict[str, str]:
    return {**dict(meeting.roles.items()), **{what: _written(on) for what, on in meeting.groundwork.items()}}


def _finished(meeting: Meeting, values: dict[str, Any], now: datetime) -> Iterator[AnyEvent]:
    yield Groundwork("documents_finished", values["on"])


def _added(meeting: Meeting, values: dict[str, Any], now: datetime) -> Iterator[AnyEvent]:
    number = len(meeting.agenda.items) + 1
    yield ItemAdded(AgendaItem(f"own-{number}", values["title"]), values["after"])


def _renamed(meeting: Meeting, values: dict[str, Any], now: datetime) -> Iterator[AnyEvent]:
    yield ItemRenamed(values["item"], values["title"])


def _moved(meeting: Meeting, values: dict[str, Any], now: datetime) -> Iterator[AnyEvent]:
    yield ItemMoved(values["item"], values["after"])


def _put_off(meeting: Meeting, values: dict[str, Any], now: datetime) -> Iterator[AnyEvent]:
    yield ItemPutOff(values["item"], values["reason"] or "")


def _disciplined(meeting: Meeting, values: dict[str, Any], now: datetime) -> Iterator[AnyEvent]:
    yield Disciplined(values["member"], values["form"], date.fromisoformat(values["on"]))


_ITEM = Field("item", "Nội dung", "item")

ARRANGEMENTS: dict[str, Arrangement] = {
    "people": Arrangement(
        Form(
            "",
            "Phân công và công việc chuẩn bị",
            (
                *(Field(role, label, "person", required=False) for role, label in _ROLES),
                Field("guest", "Đại biểu, khách", required=False, hint="Họ và tên"),
                Field("guest_role", "Chức danh khách", required=False),
                *(Field(what, label, "moment", required=False, hint=MOMENT) for what, label in _BEFORE),
            ),
        ),
        _people,
        _known_people,
    ),
    "finished": Arrangement(
        Form("", "Đăng tài liệu hoàn thiện", (Field("on", "Lúc", "moment", hint=MOMENT),)),
        _finished,
        lambda meeting, now: {"on": _written(now)},
    ),
    "disciplined": Arrangement(
        Form(
            "",
            "Đảng viên bị kỷ luật từ khiển trách trở lên",
            (
                Field("member", "Đồng chí", "person"),
                Field("form", "Hình thức", "choice", tuple(DISCIPLINE.items())),
                Field("on", "Ngày quyết định", "date", hint="ngày/tháng/năm"),
            ),
        ),
        _disciplined,
    ),
    "add_item": Arrangement(
        Form("", "Thêm nội dung", (Field("title", "Tên nội dung", "text"), Field("after", "Đặt sau", "item"))), _added
    ),
    "rename_item": Arrangement(Form("", "Đổi tên nội dung", (_ITEM, Field("title", "Tên mới", "text"))), _renamed),
    "move_item": Arrangement(Form("", "Dời chỗ nội dung", (_ITEM, Field("after", "Dời ra sau", "item"))), _moved),
    "put_off": Arrangement(
        Form("", "Hoãn nội dung", (_ITEM, Field("reason", "Lý do", "text", required=False))), _put_off
    ),
}


def _written(on: datetime) -> str:
    return f"{on:%d/%m/%Y %H:%M}"
