"""Vietnamese arrives letter for letter in every place of the program where a text can be typed."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import typing as ime
from tests.support.harness_data import NOW, open_meeting
from tests.support.harness_recorder import (
    BACKTAB, ENTER, F6, F7, F9, PATIENCE, Keys, Recorder, ctrl, key_bytes,
)  # fmt: skip
from tests.support.meetings import script
from tui.commands import COMMANDS
from tui.forms import FORMS, Field, Form
from tui.screens.members import _FORM as MEMBER
from tui.screens.prepare import people_form
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

    def check_form(self, title: str, fields: Sequence[Field], focused: int = 0) -> None:
        """Every field of the open form that takes a text; the one of that number has the focus."""
        self.wait_for(title)
        self.press(BACKTAB * focused)
        for field in fields:
            if field.kind != "choice":
                self.check_field()
            self.press(TAB)


@pytest.fixture(scope="module")
def typist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    """A meeting is open and on the screen."""
    folder = tmp_path_factory.mktemp("fields")
    open_meeting(folder / "data")
    with Typist(folder) as typist:
        typist.wait_for("đang họp")
        typist.press(ENTER)
        typist.wait_for("Gõ ý kiến")
        yield typist


def test_capture_line(typist: Typist) -> None:
    typist.check_field()


@pytest.mark.parametrize("key", [ctrl("p"), ctrl("o")], ids=["palette", "speaker"])
def test_picking(typist: Typist, key: bytes) -> None:
    typist.press(key)
    typist.wait_for("Gõ để tìm")
    typist.check_field()
    typist.escape()


def key_of(form: str) -> list[Keys]:
    """The keys that open a form of the meeting: its own, or the palette."""
    command = next(c for c in COMMANDS if c.id == f"live.{form}")
    return [key_bytes(command.key)] if command.key else [ctrl("p"), command.name, ENTER]


def lines(*labels: str) -> Form:
    """The fields of a form that is made on the spot: their labels in a row."""
    return Form("", "", tuple(Field(label, label) for label in labels))


AROUND = {
    "people": ([F6], people_form(), 3),
    "add item": ([ctrl("p"), "them noi dung", ENTER], lines("Tên nội dung", "Đặt sau"), 0),
    "rename item": ([ctrl("p"), "doi ten noi dung", ENTER], lines("Nội dung", "Tên mới"), 0),
    "move item": ([ctrl("p"), "doi cho noi dung", ENTER], lines("Nội dung", "Dời ra sau"), 0),
    "put off": ([ctrl("p"), "hoan noi dung", ENTER], lines("Nội dung", "Lý do"), 0),
    "finished": ([ctrl("p"), "dang tai lieu", ENTER], lines("Lúc"), 0),
    "explanation": ([F9, "khong co duoc", ENTER], lines("Lý do"), 0),
}
"""Forms of the meeting beside those of the acts: keys, fields, which field has the focus at first."""


def focus_of(form: Form) -> int:
    """The first field that is empty as the form opens."""
    filled = {"item"} if form.kind == "item_concluded" else set()
    return next(n for n, f in enumerate(form.fields) if not f.start and f.name not in filled)


LIVE = {name: (key_of(name), form, focus_of(form)) for name, form in FORMS.items()} | AROUND


@pytest.mark.parametrize("name", LIVE)
def test_forms_of_the_meeting(typist: Typist, name: str) -> None:
    keys, form, focus = LIVE[name]
    typist.press(*keys)
    typist.check_form(form.title or form.fields[0].label, form.fields, focus)
    typist.escape()


def test_points_of_a_criterion(typist: Typist) -> None:
    typist.press(F7)
    typist.wait_for("Enter cho điểm")
    typist.press(ENTER)
    typist.check_form("Lý do trừ điểm", lines("Điểm", "Lý do trừ điểm").fields)
    typist.escape()
    typist.escape()


def test_a_correction(typist: Typist) -> None:
    typist.press("một ý", ENTER, ctrl("w"), key_bytes("f5"))
    typist.wait_for("Sửa điều nào?")
    typist.press("mot y", ENTER)
    typist.check_form("Sửa: Ý kiến", FORMS["remark"].fields)
    typist.escape()


@pytest.fixture(scope="module")
def at_home(typist: Typist) -> Typist:
    typist.press(ctrl("l"))
    typist.wait_for("Họp mới")
    return typist


def test_search(at_home: Typist) -> None:
    at_home.press(ctrl("f"))
    at_home.check_field()
    at_home.press(ESCAPE)


HOME = {
    "meeting": (ctrl("n"), Form("", "Chuẩn bị cuộc họp", lines("Ngày họp", "Địa điểm").fields), 0),
}
