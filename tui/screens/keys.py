"""The key sheet of a screen."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.commands import Place, key_name, of


class KeysScreen(ModalScreen[None]):
    """Every command of the screen below with its key; Esc closes."""

    CSS_PATH = "keys.tcss"
    BINDINGS = [("escape,f1,enter", "dismiss", "Đóng")]

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """A line for each command."""
        sheet = Text("Lệnh không có phím: ^P rồi gõ tên lệnh, không cần dấu. Esc: đóng bảng này.\n")
        if self._place == "live":
            sheet.append("Enter: ghi ý kiến của người đang nói · ? ở dòng trống: bảng này\n")
        sheet.append("\n")
        for command in of(self._place):
            sheet.append(f"{key_name(command.key) if command.key else '':>5}  ", "bold")
            sheet.append(f"{command.name:<34}")
            sheet.append(f" {command.help}\n", "dim")
        with VerticalScroll(id="sheet"):
            yield Static(sheet)
