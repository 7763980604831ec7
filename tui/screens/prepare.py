"""Preparing a meeting: kind, day, place; the rest is arranged in the meeting itself."""

from datetime import date

from model.cell import Cell, next_meeting_day
from model.packs import pack
from model.words import MEETING_KIND
from tui.forms.acts import Field, Form


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
