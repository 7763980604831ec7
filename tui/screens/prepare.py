"""Preparing a meeting: kind, day, place; the rest is arranged in the meeting itself."""

from datetime import date
from typing import Any

from model.cell import Cell, next_meeting_day
from model.packs import pack
from model.words import MEETING_KIND
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
