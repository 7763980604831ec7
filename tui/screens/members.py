"""The members: who they are, with statuses that have dates; import from the cell's spreadsheet."""

from datetime import date
from typing import Any

from msgspec import structs
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from model import roster
from model.cell import Member, Status
from model.errors import Refused
from model.vietnamese import clean, name_order, short_date
from model.words import OFFICE, STATUS
from tui.commands import bindings
from tui.forms.acts import Context, Field, Form
from tui.keymap import keys_of
from tui.screens.base import OwnScreen
from tui.screens.first_run import read_members
from tui.screens.form import FormScreen
from tui.screens.member import MemberScreen
from tui.widgets.plain import plain

_STATUSES = tuple((kind, word) for kind, word in STATUS.items() if kind != "invited")
_FORM = Form(
    "",
    "Đảng viên",
    (
        Field("name", "Họ và tên"),
        Field("born", "Ngày sinh", "date", required=False),
        Field("admitted", "Ngày vào Đảng", "date", required=False),
        Field("official_on", "Ngày chính thức", "date", required=False),
        Field("office", "Chức vụ", "choice", tuple(OFFICE.items()), start="member"),
        Field("status", "Tình trạng mới", "choice", _STATUSES, required=False),
        Field("since", "  từ ngày", "date", required=False),
        Field("until", "  đến ngày", "date", required=False, hint="để trống nếu chưa biết"),
        Field("phone", "Điện thoại", required=False),
        Field("note", "Ghi chú", "text", required=False),
    ),
)


class MembersScreen(OwnScreen):
    """One line a member; Enter opens his page."""

    PLACE = "members"
    CSS_PATH = "members.tcss"
    BINDINGS = bindings("members")

    rows = query_one(OptionList)

    def compose(self) -> ComposeResult:
        """Count, rows, keys."""
        yield Static(id="count")
        yield OptionList()
        yield Static(plain(self._keys()), id="keys")

    def _keys(self) -> str:
        shown = keys_of(self.app).shown
        named = {
            "members.edit": "sửa", "members.add": "thêm", "members.import": "nhập từ bảng tính", "members.back": "về"
        }  # fmt: skip
        return " · ".join(["Enter xem cả năm", *(f"{shown(ident)} {name}" for ident, name in named.items())])

    def on_mount(self) -> None:
        """Show them by their given names."""
        self._show()
        self.rows.highlighted = 0 if self.rows.option_count else None
        self.rows.focus()

    def _show(self) -> None:
        today = self.program.clock().date()
        members = sorted(self.program.data.book.members, key=lambda m: name_order(m.name))
        self.rows.set_options(Option(_line(m, today), m.id) for m in members)
        self.query_one("#count", Static).update(plain(f" {len(members)} người trong danh sách", "bold"))

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        ids = [str(option.id) for option in self.rows.options]
        await self.app.push_screen(MemberScreen(ids, str(event.option_id)))

    def action_edit(self) -> None:
        """The marked member."""
        if self.rows.highlighted is not None:
            marked = self.rows.get_option_at_index(self.rows.highlighted).id
            self._edit(next(m for m in self.program.data.book.members if m.id == marked))

    def action_add(self) -> None:
        """A new member."""
        self._edit(None)

    def _edit(self, member: Member | None) -> None:
        def submit(values: dict[str, Any]) -> str:
            edited = _member(values, member, {m.id for m in self.program.data.book.members})
            others = list(self.program.data.book.members)
            if member is None:
                others.append(edited)
            else:
                others = [edited if m.id == member.id else m for m in others]
            self._save(others)
            return ""

        first = _starts(member) if member else {}
        self.app.push_screen(
            FormScreen(
                _FORM,
                self._against(),
                submit,
                key=f"Đảng viên {member.id if member else ''}",
                starts=first,
                note=_history(member),
            )
        )

    def action_import(self) -> None:
        """From a spreadsheet: all or nothing."""
        form = Form("", "Nhập đảng viên từ bảng tính", (Field("file", "Tệp", hint="đường dẫn tệp .csv hoặc .xlsx"),))

        def submit(values: dict[str, Any]) -> str:
            read = read_members(values["file"])
            self._save(roster.merge(self.program.data.book.members, read))
            self.program.say(f"Đã nhập {len(read)} đảng viên.")
            return ""

        self.app.push_screen(FormScreen(form, self._against(), submit))

    def _save(self, members: list[Member]) -> None:
        if self.program.data.read_only:
            raise Refused(self.program.data.notice)
        self.program.data.book.members = members
        self._show()

    def _against(self) -> Context:
        return Context(self.program.clock().date(), {})

    def action_back(self) -> None:
        """Back to the meetings."""
        self.dismiss()


def _member(values: dict[str, Any], old: Member | None, taken: set[str]) -> Member:
    """The member that the form describes; a new status comes behind the old ones."""
    name = clean(values["name"])
    days = {
        k: date.fromisoformat(values[k]) if values[k] else None
        for k in ("born", "admitted", "official_on", "since", "until")
    }
    member = old or Member(id=roster.new_id(name, days["born"], taken), name=name)
    statuses = member.statuses
    if values["status"]:
        status = Status(values["status"], days["since"], days["until"])
        status.check()
        statuses = (*statuses, status)
    return structs.replace(
        member, name=name, born=days["born"], admitted=days["admitted"], official_on=days["official_on"],
        office=values["office"], statuses=statuses, phone=values["phone"] or "", note=values["note"] or "",
    )  # fmt: skip


def _starts(member: Member) -> dict[str, str]:
    days = {"born": member.born, "admitted": member.admitted, "official_on": member.official_on}
    written = {name: short_date(day) if day else "" for name, day in days.items()}
    return {"name": member.name, "office": member.office, "phone": member.phone, "note": member.note, **written}


def _history(member: Member | None) -> str:
    """The statuses so far, in words."""
    if member is None or not member.statuses:
        return ""
    spans = (
        STATUS[s.kind]
        + (f" từ {short_date(s.since)}" if s.since else "")
        + (f" đến {short_date(s.until)}" if s.until else "")
        for s in member.statuses
    )
    return "Đã ghi: " + "; ".join(spans)


def _line(member: Member, today: date) -> Text:
    status = STATUS.get(member.status_on(today) or "", "Chưa kết nạp")
    born = short_date(member.born) if member.born else ""
    return plain(f"{member.name:<28} {born:>10}  {OFFICE[member.office]:<12} {status}")
