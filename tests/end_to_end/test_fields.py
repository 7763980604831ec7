"""Vietnamese arrives letter for letter in every place of the program where a text can be typed."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from model.cell import Cell
from tests.support import typing as ime
from tests.support.harness_data import DAY, NOW, open_meeting, remarks
from tests.support.harness_recorder import (
    BACKTAB, ENTER, F5, F6, F7, F9, PATIENCE, Keys, Recorder, ctrl, key_bytes,
)  # fmt: skip
from tests.support.meetings import script
from tui.commands import COMMANDS
from tui.forms import FORMS, Field, Form
from tui.screens.members import _FORM as MEMBER
from tui.screens.prepare import people_form, prepare_form
from tui.screens.settings import cell_form

F12, TAB, KILL_LINE, END = b"\x1b[24~", b"\t", b"\x15", b"\x1b[F"
PROGRAM = ("-m", "tests.support.harness_tell")
REMARK = next(h["text"] for h in script()["happening"] if h["kind"] == "remark")
SHORT = "tiếng Việt "
WAYS = [(method, backspace) for backspace in ime.BACKSPACES for method in (ime.telex, ime.vni, ime.free_style)]
EVERYTHING = SHORT * len(WAYS) + REMARK


class Typist(Recorder):
    """Reads back what stands in the focused field."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, now=NOW, program=PROGRAM)
        self._told = folder / "clock.tell"
        self._read = 0
        self._turn = 0

    def check_field(self) -> None:
        """Type the short text in every way and the long one in the next, all in one burst; then empty the field."""
        self.press(END + KILL_LINE)
        last, backspace = WAYS[self._turn % len(WAYS)]
        self._turn += 1
        chunks = [chunk for method, b in WAYS for chunk in method(SHORT, b)] + last(REMARK, backspace)
        self.press(b"".join(chunks) + F12)
        assert self.told() == EVERYTHING, self.terminal.text()
        self.press(KILL_LINE)

    def told(self) -> str | None:
        """The next text that the program writes."""
        deadline = time.monotonic() + PATIENCE
        while len(lines := self._lines()) <= self._read:
            assert time.monotonic() < deadline, f"nothing told; the screen shows:\n{self.terminal.text()}"
            time.sleep(0.002)
        self._read += 1
        text: str | None = json.loads(lines[self._read - 1])
        return text

    def _lines(self) -> list[str]:
        written = self._told.read_text("utf-8") if self._told.exists() else ""
        return [line for line in written.splitlines(keepends=True) if line.endswith("\n")]

    def check_place(self, place: "Place") -> None:
        """Open the form, check every field that takes a text, and close it."""
        self.press(*place.keys)
        self.wait_for(place.title)
        self.press(BACKTAB * place.focus)
        for field in place.fields:
            if field.kind != "choice":
                self.check_field()
            self.press(TAB)
        self.escape()


@dataclass(frozen=True)
class Place:
    """A form: the keys that open it, words on it, its fields, and which of them has the focus at first."""

    keys: Sequence[Keys]
    title: str
    fields: Sequence[Field]
    focus: int = 0


def act(name: str, form: Form) -> Place:
    """The form of an act, opened by its own key or from the palette."""
    command = next(c for c in COMMANDS if c.id == f"live.{name}")
    keys = [key_bytes(command.key)] if command.key else [ctrl("p"), command.name, ENTER]
    filled = {"item"} if name == "item_concluded" else set()
    focus = next(n for n, f in enumerate(form.fields) if not f.start and f.name not in filled)
    return Place(keys, form.title, form.fields, focus)


def command(words: str, *labels: str) -> Place:
    """A form that is made on the spot, opened from the palette."""
    return Place([ctrl("p"), words, ENTER], labels[0], lines(*labels))


def lines(*labels: str) -> Sequence[Field]:
    """Fields of one line."""
    return [Field(label, label) for label in labels]


IN_THE_MEETING = {name: act(name, form) for name, form in FORMS.items()} | {
    "people": Place([F6], "Phân công", people_form().fields, focus=3),
    "add item": command("them noi dung", "Tên nội dung", "Đặt sau"),
    "rename item": command("doi ten noi dung", "Nội dung", "Tên mới"),
    "move item": command("doi cho noi dung", "Nội dung", "Dời ra sau"),
    "put off": command("hoan noi dung", "Nội dung", "Lý do"),
    "finished": command("dang tai lieu", "Lúc"),
    "explanation": Place([F9, "khong co duoc", ENTER], "Lý do", lines("Lý do")),
    "correction": Place([F5, "mot y", ENTER], "Sửa: Ý kiến", FORMS["remark"].fields),
}
AT_HOME = {
    "prepare": Place([ctrl("n")], "Chuẩn bị cuộc họp", prepare_form(Cell(name="Chi bộ"), DAY).fields, focus=3),
    "settings": Place([ctrl("t")], "Thông tin chi bộ", cell_form("").fields, focus=12),
}
AMONG_MEMBERS = {
    "member": Place([ctrl("n")], "Đảng viên", MEMBER.fields),
    "import": Place([ctrl("o")], "Nhập đảng viên", lines("Tệp")),
}


@pytest.fixture(scope="module")
def in_meeting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    """A meeting is open and on the screen."""
    folder = tmp_path_factory.mktemp("fields")
    open_meeting(folder / "data", *remarks("một ý"))
    with Typist(folder) as typist:
        typist.wait_for("đang họp")
        typist.press(ENTER)
        typist.wait_for("Gõ ý kiến")
        yield typist


@pytest.fixture(scope="module")
def at_home(in_meeting: Typist) -> Typist:
    """The list of meetings."""
    in_meeting.press(ctrl("l"))
    in_meeting.wait_for("Họp mới")
    return in_meeting


@pytest.fixture(scope="module")
def among_members(at_home: Typist) -> Typist:
    """The list of members."""
    at_home.press(ctrl("d"))
    at_home.wait_for("31 người")
    return at_home


def test_capture_line(in_meeting: Typist) -> None:
    in_meeting.check_field()


@pytest.mark.parametrize("key", [ctrl("p"), ctrl("o")], ids=["palette", "speaker"])
def test_picking(in_meeting: Typist, key: bytes) -> None:
    in_meeting.press(key)
    in_meeting.wait_for("Gõ để tìm")
    in_meeting.check_field()
    in_meeting.escape(gone="Gõ để tìm")


@pytest.mark.parametrize("name", IN_THE_MEETING)
def test_forms_of_the_meeting(in_meeting: Typist, name: str) -> None:
    in_meeting.check_place(IN_THE_MEETING[name])


def test_points_of_a_criterion(in_meeting: Typist) -> None:
    in_meeting.press(F7)
    in_meeting.check_place(Place([ENTER], "Lý do trừ điểm", lines("Điểm", "Lý do trừ điểm")))
    in_meeting.escape(gone="Enter cho điểm")


def test_search(at_home: Typist) -> None:
    at_home.press(ctrl("f"))
    at_home.check_field()
    at_home.press(ENTER)


@pytest.mark.parametrize("name", AT_HOME)
def test_forms_at_home(at_home: Typist, name: str) -> None:
    at_home.check_place(AT_HOME[name])


@pytest.mark.parametrize("name", AMONG_MEMBERS)
def test_forms_of_the_members(among_members: Typist, name: str) -> None:
    among_members.check_place(AMONG_MEMBERS[name])


def test_the_first_run(tmp_path: Path) -> None:
    with Typist(tmp_path) as typist:
        typist.check_place(Place([], "Khai báo chi bộ", cell_form("", Field("file", "Tệp")).fields))
