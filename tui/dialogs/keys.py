"""The key sheet of a screen; for the live screen the grammar of its line comes first."""

from textwrap import wrap

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from model.capture.line import SIGN, VERBS
from model.capture.naming import BEFORE, CHAIR
from tui.commands import LOCK, Place, of
from tui.keymap import Keys

_LINE = (
    ("Enter", "Chữ trên dòng là ý kiến của người đang nói; Enter nữa: người ấy nói tiếp"),
    ("Shift+số", "đứng đầu dòng: số của người nói (! là 1, @ là 2, !@ là 12), rồi lời nói"),
    (f"{CHAIR}  {BEFORE}", "đứng đầu dòng: chủ trì; người nói trước đó"),
    (f"{SIGN}tên", "người theo tên hoặc chữ đầu họ tên, không cần dấu; trùng thì thêm số được hỏi"),
    ("Tab", "dòng trống: việc của mục đang bàn; giữa dòng: sang phần sau (dấu |)"),
    ("??", "chỗ chưa nghe rõ, điền sau"),
    ("s/cũ/mới/", "sửa chữ của dòng cuối, hoặc dòng đang chọn bằng ↑ ↓"),
    ("!!  ;;", "dấu gõ đôi ở đầu dòng là chữ, không phải lệnh"),
)
_FINISHING = ("live.conclude", "live.reserve", "live.wrong", "live.kind", "live.undo", "live.redo", "live.gap")
_HEAD = 11
"""Columns for the key or the word of an act."""


class KeysScreen(ModalScreen[None]):
    """Every command of the screen below with its key; Esc closes."""

    CSS_PATH = "keys.tcss"
    BINDINGS = [("escape,f1,enter", "dismiss", "Đóng"), *LOCK]

    def __init__(self, place: Place, keys: Keys) -> None:
        super().__init__()
        self._place = place
        self._keys = keys

    def compose(self) -> ComposeResult:
        """The grammar of the line where there is one, and a row for each command."""
        palette = self._keys.shown("palette")
        self._sheet = Text(f"Esc: đóng bảng này. ↓: đọc tiếp. Lệnh không có phím: {palette} rồi gõ tên.\n")
        commands = of(self._place)
        if self._place == "live":
            self._grammar()
        self._sheet.append("\nPhím và lệnh\n", "bold underline")
        for command in commands:
            self._row(self._keys.shown(command.id), command.name, command.help)
        with VerticalScroll(id="sheet"):
            yield Static(self._sheet)

    def _grammar(self) -> None:
        """What the line understands, and the keys that finish it in another way than Enter."""
        self._sheet.append("\nDòng ghi\n", "bold underline")
        for head, help in _LINE:
            self._row(head, "", help)
        self._sheet.append("\nKết thúc và sửa dòng\n", "bold underline")
        named = {command.id: command for command in of("live")}
        for ident in _FINISHING:
            self._row(self._keys.shown(ident), named[ident].name, named[ident].help)
        self._sheet.append(f"\nViệc: {SIGN} và chữ tắt, hoặc dấu, ở đầu dòng\n", "bold underline")
        for verb in VERBS:
            sign = f"{verb.sign} " if verb.sign else ""
            self._row(f"{sign}{SIGN}{verb.word}", verb.title, verb.takes)

    def _row(self, head: str, name: str, help: str) -> None:
        """Head, name and help, the words that are too many for a line under their beginning."""
        width = max(20, int(self.app.size.width * 0.96) - 6 - _HEAD)
        text = f"{name}: {help}" if name and help else name or help
        for n, part in enumerate(wrap(text, width)):
            self._sheet.append(f"{head if not n else '':>{_HEAD - 2}}  ", "bold")
            cut = len(name) if not n else 0
            self._sheet.append(part[:cut]).append(f"{part[cut:]}\n", "dim")
