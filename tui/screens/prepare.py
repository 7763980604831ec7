"""Preparing a meeting: kind, day, place; the rest is arranged in the meeting itself. And putting it off."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from model.cell import Cell, next_meeting_day
from model.packs import pack
from model.vietnamese import short_date
from model.words import MEETING_KIND
from tui import postponing
from tui.forms.acts import Context, Field, Form
from tui.program import Program
from tui.screens.form import FormScreen
from tui.session import Session


def prepare_screen(program: Program, cell: Cell) -> FormScreen:
    """The form of a new meeting; once it is filled in, the meeting is there and its live screen opens."""
    today = program.clock().date()

    def submit(values: dict[str, Any]) -> str:
        session = Session.prepare(
            program.data,
            values["kind"],
            date.fromisoformat(values["date"]),
            values["place"] or "",
            clock=program.clock,
            listener=program.hear,
        )
        program.call_later(program.record, session)
        return ""

    return FormScreen(prepare_form(cell, today), Context(today, {}), submit)


def prepare_form(cell: Cell, today: date) -> Form:
    """The form of a new meeting, on the cell's own day."""
    day = next_meeting_day(cell, today)
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


def put_off_screen(program: Program, row: Mapping[str, Any], done: Callable[[str], object]) -> FormScreen:
    """The form that puts a prepared meeting, a line of the index, off or gives it up; ``done`` gets what came of it."""

    def submit(values: dict[str, Any]) -> str:
        if not values["to"]:
            postponing.cancel(program.data, row["id"], values["why"] or "", program.clock)
            done(f"Đã bỏ cuộc họp ngày {_day(row)}. {program.keys.shown('home.put_off')}: lấy lại.")
            return ""
        to = date.fromisoformat(values["to"])
        _, left = postponing.postpone(program.data, row["id"], to, program.clock, values["why"] or "")
        for sentence in left:
            program.say(f"Không chuyển theo được: {sentence}", severe=True)
        done(f"Đã dời cuộc họp ngày {_day(row)} sang {short_date(to)}, cùng mọi điều đã chuẩn bị.")
        return ""

    fields = (
        Field("to", "Dời sang ngày", "date", required=False, hint="bỏ trống: không họp"),
        Field("why", "Lý do", "line", required=False),
    )
    form = Form("", f"Dời, bỏ cuộc họp ngày {_day(row)}", fields)
    return FormScreen(form, Context(program.clock().date(), {}), submit)


def taken_back(program: Program, row: Mapping[str, Any]) -> str:
    """Take a meeting back that was put off or given up; what came of it as a sentence. Raises BienbanError."""
    other = postponing.take_back(program.data, row["id"], program.clock)
    still = f" Cuộc đã dời sang {short_date(other)} vẫn còn: không cần nữa thì chọn nó mà bỏ." if other else ""
    return f"Đã lấy lại cuộc họp ngày {_day(row)}.{still}"


def _day(row: Mapping[str, Any]) -> str:
    return short_date(date.fromisoformat(row["date"]))
