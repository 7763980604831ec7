"""The cell and its settings."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec

from model.cell import Cell, check_cell
from model.decoding import convert
from model.errors import Refused
from model.scoring.sheets import SHIPPED, Sheet, fitting
from model.vietnamese import clean
from model.words import CELL_KIND
from tui.forms.acts import Context, Field, Form
from tui.program import Program
from tui.screens.form import FormScreen

_YES_NO = (("yes", "có"), ("no", "không"))
_FIELDS = (
    Field("name", "Tên chi bộ", hint="ví dụ: Chi bộ Tổ dân phố 4"),
    Field("upper", "Cấp ủy cấp trên", hint="ví dụ: Đảng bộ phường Tân Lạc"),
    Field("locality", "Địa danh", hint="ghi trước ngày tháng trên văn bản"),
    Field("place", "Nơi họp", required=False),
    Field("kind", "Loại chi bộ", "choice", tuple(CELL_KIND.items()), start="to-dan-pho"),
    Field("minimum_minutes", "Thời lượng tối thiểu", "number", start="90"),
    Field("monthly_day", "Ngày họp hằng tháng", "number", start="3"),
    Field("sheet", "Khung chấm điểm", "choice", tuple((s, s) for s in SHIPPED), start=SHIPPED[0]),
    Field("spelling", "Chính tả", "choice", (("ủy", "ủy"), ("uỷ", "uỷ")), start="ủy"),
    Field(
        "upper_word", "Tên cấp trên ghi", "choice", (("ĐẢNG BỘ", "ĐẢNG BỘ"), ("ĐẢNG ỦY", "ĐẢNG ỦY")), start="ĐẢNG BỘ"
    ),
    Field("signature", "Thẩm quyền ký", "choice", (("T/M CHI BỘ",) * 2, ("T/M CHI ỦY",) * 2), start="T/M CHI BỘ"),
    Field("number_on_minutes", "Số trên biên bản", "choice", _YES_NO, start="yes"),
    Field("code_on_papers", "Mã cuối văn bản", "choice", _YES_NO, start="yes"),
    Field("term_name", "Nhiệm kỳ", required=False, hint="ví dụ: 2025–2027"),
    Field("term_since", "Nhiệm kỳ từ", "date", required=False),
    Field("term_until", "Nhiệm kỳ đến", "date", required=False),
)
_THEMATIC = Field("thematic_sheet", "Khung chuyên đề", "choice", (("", "như trên"),), required=False)
_IN_BOOK = (*_FIELDS, _THEMATIC)


def cell_form(title: str, *extra: Field) -> Form:
    """The form of a cell."""
    return Form("", title, (*_FIELDS, *extra))


def _offering(form: Form, sheets: Iterable[Sheet]) -> Form:
    """The form with the user's own sheets among its choices."""
    ids = [(s.id, s.id) for s in sheets]
    choices = {"sheet": tuple(ids), "thematic_sheet": (*_THEMATIC.choices, *ids)}
    return replace(form, fields=tuple(replace(f, choices=choices.get(f.name, f.choices)) for f in form.fields))


def cell_of(values: dict[str, Any], old: Cell | None) -> Cell:
    """The cell that the form describes; leader and committee stay. Raises :class:`Refused`."""
    kept = msgspec.to_builtins(old) if old else {}
    term = {"name": values["term_name"] or "", "since": values["term_since"], "until": values["term_until"]}
    given = {f.name: values[f.name] for f in _FIELDS if not f.name.startswith("term_") and values[f.name] is not None}
    given |= {"thematic_sheet": values.get("thematic_sheet") or ""}
    given = {name: clean(value) if isinstance(value, str) else value for name, value in given.items()}
    given |= {name: values[name] == "yes" for name in ("number_on_minutes", "code_on_papers")}
    given |= {"place": values["place"] or "", "term": term}
    cell = convert(kept | given, Cell)
    check_cell(cell)
    return cell


def cell_starts(cell: Cell) -> dict[str, str]:
    """What stands in the form of a cell that is there."""
    values = {f.name: str(getattr(cell, f.name)) for f in _IN_BOOK if hasattr(cell, f.name)}
    values |= {n: "yes" if getattr(cell, n) else "no" for n in ("number_on_minutes", "code_on_papers")}
    days = {"term_since": cell.term.since, "term_until": cell.term.until}
    return {**values, "term_name": cell.term.name, **{k: f"{d:%d/%m/%Y}" if d else "" for k, d in days.items()}}


def settings_screen(app: Program) -> FormScreen:
    """The settings of the cell that is there."""
    cell = app.data.book.cell
    assert cell is not None

    def submit(values: dict[str, Any]) -> str:
        if app.data.read_only:
            raise Refused(app.data.notice)
        changed = cell_of(values, cell)
        fitting(changed, app.data.sheets.get)
        app.data.book.cell = changed
        app.say("Đã lưu thông tin chi bộ; các biên bản cũ không đổi.")
        return ""

    form = _offering(cell_form("Thông tin chi bộ", _THEMATIC), app.data.sheets.all())
    return FormScreen(form, Context(date.today(), {}), submit, starts=cell_starts(cell))
