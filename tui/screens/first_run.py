"""The first run: the cell, and its members from its own spreadsheet; both or neither."""

from pathlib import Path
from typing import Any, cast

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from model import roster
from model.cell import Member
from model.errors import Refused
from model.store.files import is_there, read_bytes, typed_path
from tui.commands import bindings
from tui.forms.acts import Context, Field
from tui.program import Program
from tui.screens.form import FormScreen
from tui.screens.settings import cell_form, cell_of
from tui.widgets.plain import plain

_WELCOME = """ bienban – ghi biên bản sinh hoạt chi bộ

 Thư mục dữ liệu này chưa có chi bộ nào. Xin khai báo chi bộ và, nếu có,
 tệp danh sách đảng viên (.csv hoặc .xlsx, có cột “Họ và tên”);
 đảng viên cũng nhập được sau.

 Enter: khai báo · ^Q: thoát
 Xem thử bằng dữ liệu mẫu: thoát rồi chạy  bienban demo
"""


class FirstRunScreen(Screen[None]):
    """Says what is needed and opens the form."""

    PLACE = "anywhere"
    BINDINGS = [*bindings("anywhere"), ("enter", "begin", "Khai báo")]

    def compose(self) -> ComposeResult:
        """The words."""
        yield Static(plain(_WELCOME))

    def on_mount(self) -> None:
        """The form at once."""
        self.action_begin()

    def action_begin(self) -> None:
        """Open the form of the cell."""
        app = cast(Program, self.app)
        members_file = Field("file", "Tệp đảng viên", required=False, hint="đường dẫn tệp .csv hoặc .xlsx")

        def submit(values: dict[str, Any]) -> str:
            if app.data.read_only:
                raise Refused(app.data.notice)
            cell = cell_of(values, None)
            read = read_members(values["file"]) if values["file"] else []
            app.data.book.members = read
            app.data.book.cell = cell
            app.say(f"Đã khai báo {cell.name}, {len(read)} đảng viên.")
            app.call_later(app.home)
            return ""

        form = cell_form("Khai báo chi bộ", members_file)
        self.app.push_screen(FormScreen(form, Context(app.clock().date(), {}), submit))


def read_members(typed: str) -> list[Member]:
    """The members of the file whose path was typed or dragged in."""
    path = typed_path(typed.strip().strip("'\""))
    if not is_there(path):
        path = Path(str(path).replace("\\ ", " "))  # as a terminal writes a file that is dragged into it
    return roster.read(read_bytes(path), path.name)
