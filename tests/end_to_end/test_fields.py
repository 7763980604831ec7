"""Vietnamese arrives letter for letter in every place of the program where a text can be typed."""

import itertools
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from model.cell import Cell
from tests.support import typing as ime
from tests.support.harness_data import DAY, NOW, open_meeting, remarks
from tests.support.harness_recorder import BACKSPACE, DOWN, ENTER, F5, F7, F9, PATIENCE, Keys, Recorder, ctrl, key_bytes
from tests.support.meetings import script
from tests.support.play import SCORE_KEYS
from tui.arrangements import ARRANGEMENTS
from tui.commands import COMMANDS
from tui.forms.acts import FORMS, Form, correction_of
from tui.screens.members import _FORM as MEMBER
from tui.screens.prepare import prepare_form
from tui.screens.settings import cell_form

F12, TAB, HOME = b"\x1b[24~", b"\t", b"\x1b[H"
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
        self._turns = itertools.cycle(WAYS)

    def told(self) -> tuple[int, str | None]:
        """What has the focus, and the text in it."""
        self.press(F12)
        deadline = time.monotonic() + PATIENCE
        while len(lines := self._lines()) <= self._read:
            late = time.monotonic() > deadline or self.ended
            assert not late, f"nothing told; the screen shows:\n{self.terminal.text()}"
            time.sleep(0.002)
        self._read += 1
        field, text = json.loads(lines[self._read - 1])
        return field, text

    def _lines(self) -> list[str]:
        written = self._told.read_text("utf-8") if self._told.exists() else ""
        return [line for line in written.splitlines(keepends=True) if line.endswith("\n")]

    def check_field(self) -> None:
        """Type the short text in every way and the long one in the next, all in one burst; then empty the field."""
        method, backspace = next(self._turns)
        chunks = [chunk for method, b in WAYS for chunk in method(SHORT, b)] + method(REMARK, backspace)
        self.press(BACKSPACE * len(self.told()[1] or "") + b"".join(chunks))
        assert self.told()[1] == EVERYTHING, self.terminal.text()
        self.press(BACKSPACE * len(EVERYTHING))

    def check_form(self, keys: Sequence[Keys], title: str) -> int:
        """Open a form, check every field that takes a text, one Tab after the other, and close it; how many."""
        self.press(*keys)
        self.wait_for(title)
        first, text = self.told()
        field, count = None, 0
        while field != first:
            if text is not None:
                self.check_field()
                count += 1
            self.press(TAB)
            field, text = self.told()
        self.escape()
        return count


def keys_of(name: str) -> list[Keys]:
    """The keys that open a form of the meeting: its own, or the palette."""
    command = next(c for c in COMMANDS if c.id == f"live.{name}")
    return [key_bytes(command.key)] if command.key else [ctrl("p"), command.name, ENTER]


def texts(form: Form) -> int:
    """How many fields of a form take a text."""
    return sum(f.kind != "choice" for f in form.fields)


FORMS_OF_THE_MEETING = FORMS | {name: arrangement.form for name, arrangement in ARRANGEMENTS.items()}
IN_THE_MEETING = {name: (keys_of(name), form.title, texts(form)) for name, form in FORMS_OF_THE_MEETING.items()} | {
    "explanation": ([F9, "khong co duoc", ENTER], "Lý do", 1),
    "correction": ([F5, "mot y", ENTER], "Sửa: Ý kiến", texts(correction_of(FORMS["remark"], ""))),
}
"""Keys that open a form, words on it, and how many of its fields take a text."""
AT_HOME = {
    "prepare": ([ctrl("n")], "Chuẩn bị cuộc họp", texts(prepare_form(Cell(name="Chi bộ"), DAY))),
    "settings": ([ctrl("t")], "Thông tin chi bộ", texts(cell_form(""))),
}
AMONG_MEMBERS = {
    "member": ([ctrl("n")], "Đảng viên", texts(MEMBER)),
    "member with a past": ([HOME + DOWN * 4, F5], "Đã ghi: Miễn sinh hoạt", texts(MEMBER)),
    "import": ([ctrl("o")], "Nhập đảng viên", 1),
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


@pytest.mark.parametrize("key", [ctrl("p"), F5], ids=["palette", "correction"])
def test_picking(in_meeting: Typist, key: bytes) -> None:
    in_meeting.press(key)
    in_meeting.wait_for("Gõ để tìm")
    in_meeting.check_field()
    in_meeting.escape(gone="Gõ để tìm")


@pytest.mark.parametrize("name", IN_THE_MEETING)
def test_forms_of_the_meeting(in_meeting: Typist, name: str) -> None:
    keys, title, count = IN_THE_MEETING[name]
    assert in_meeting.check_form(keys, title) == count


def test_points_of_a_criterion(in_meeting: Typist) -> None:
    in_meeting.press(F7, b"2")
    in_meeting.wait_for("lý do trừ 1 điểm")
    in_meeting.check_field()
    in_meeting.escape(gone="lý do trừ 1 điểm")
    in_meeting.escape(gone=SCORE_KEYS)


def test_search(at_home: Typist) -> None:
    at_home.press(ctrl("f"))
    at_home.check_field()
    at_home.press(ENTER)


@pytest.mark.parametrize("name", AT_HOME)
def test_forms_at_home(at_home: Typist, name: str) -> None:
    keys, title, count = AT_HOME[name]
    assert at_home.check_form(keys, title) == count


@pytest.mark.parametrize("name", AMONG_MEMBERS)
def test_forms_of_the_members(among_members: Typist, name: str) -> None:
    keys, title, count = AMONG_MEMBERS[name]
    assert among_members.check_form(keys, title) == count


def test_the_first_run(tmp_path: Path) -> None:
    with Typist(tmp_path) as typist:
        assert typist.check_form([], "Khai báo chi bộ") == texts(cell_form("")) + 1  # the file of the members
