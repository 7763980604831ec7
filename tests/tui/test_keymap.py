"""Keys that the user changes: read with every fault named, used, and shown as they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from model.capture.line import VERBS
from model.errors import BadData
from model.events import Remark
from tests.support.harness_cli import bienban
from tests.support.harness_data import CHAIR, NOW, open_meeting
from tests.support.harness_recorder import ENTER, ESCAPE, F9, Recorder, ctrl
from tui.commands import COMMANDS, Place, key_name, of
from tui.keymap import FILE, Keys, keys_of, load, read


def written(folder: Path, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / FILE
    file.write_text("\n".join(["# phím của tôi", "[keys]", *lines]), "utf-8")
    return file


def test_the_keys_of_the_table_are_clear_on_every_screen() -> None:
    for place in get_args(Place):
        keys = [c.key for c in of(place) if c.key]
        assert len(set(keys)) == len(keys), place
    assert len({c.id for c in COMMANDS}) == len(COMMANDS)


def test_without_a_file_the_keys_are_those_of_the_table(tmp_path: Path) -> None:
    assert load(tmp_path) == Keys()
    assert [Keys().of(c) for c in COMMANDS] == [c.key for c in COMMANDS]
    assert keys_of(object()) == Keys()


def test_keys_are_changed_and_may_be_exchanged(tmp_path: Path) -> None:
    file = written(tmp_path, '"live.conclude" = "ctrl+w"', '"live.next"="ctrl+b"', '  "live.bq" = "ctrl+n"')
    assert read(file) == {"live.conclude": "ctrl+w", "live.next": "ctrl+b", "live.bq": "ctrl+n"}
    keys = load(tmp_path)
    assert keys.notice == ""
    assert [keys.shown(ident) for ident in ("live.conclude", "live.next", "live.bq", "live.close")] == [
        "^W", "^B", "^N", ""
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('"live.nothing" = "ctrl+w"', "không có lệnh “live.nothing”"),
        *((f'"live.conclude" = "{key}"', f"“{key}” không dùng") for key in (
            "k", "1", ";", "question_mark", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+@", "ctrl+space", "f10",
            "f11", "alt+k", "ctrl+shift+k", "ctrl+c", "ctrl+v", "enter", "tab", "escape", "up", "", "Ctrl+U",
            "ctrl+w,ctrl+l")),
        ('"live.conclude" = 3', "“3” không dùng"),
        ('"live.conclude" = "ctrl+b"', "đã dùng cho lệnh “Biểu quyết giơ tay” (live.bq)"),
        ('"live.conclude" = "ctrl+p"', "đã dùng cho lệnh “Tìm lệnh” (palette)"),
        ('"quit" = "ctrl+s"', "đã dùng cho lệnh"),
        ('"live.conclude" = "ctrl+w"\n"live.kind" = "ctrl+w"', "đã dùng cho lệnh"),
        ('"live.conclude" = ', "TOML"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_file_line_and_reason_and_nothing_is_changed(tmp_path: Path, line: str, why: str) -> None:
    file = written(tmp_path, '"home.new" = "ctrl+w"', line)
    with pytest.raises(BadData) as fault:
        read(file)
    assert str(fault.value).startswith("keys.toml, dòng 4: ")
    assert why in str(fault.value)
    keys = load(tmp_path)
    assert keys.own == {}
    assert "phím có sẵn" in keys.notice


@pytest.mark.parametrize("text", ["keys = 3", "[other]\na = 1", "\xff"])
def test_what_is_no_table_of_keys(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_bytes(text.encode("latin-1"))
    assert load(tmp_path).notice.startswith("keys.toml, dòng 1: ")


def test_the_command_line_shows_ids_and_keys_in_use(tmp_path: Path) -> None:
    open_meeting(tmp_path)
    written(tmp_path, '"live.conclude" = "ctrl+w"')
    lines = bienban("--data", tmp_path, "keys").out.splitlines()
    assert len(lines) == len(COMMANDS) + 1
    assert "live.conclude           *ctrl+w     Kết luận rồi sang mục sau" in lines
    assert "live.next                ctrl+n     Nội dung tiếp theo" in lines
    written(tmp_path, '"live.conclude" = "k"')
    assert "dòng 3" in bienban("--data", tmp_path, "keys").sentence()


# --- on the screen --------------------------------------------------------------------------------


@pytest.fixture
def changed(tmp_path: Path) -> Iterator[Recorder]:
    """A meeting on the screen, with a key of a command changed to one that edits in a text field."""
    open_meeting(tmp_path / "data")
    written(tmp_path / "data", '"live.conclude" = "ctrl+w"', '"live.next" = "ctrl+b"', '"live.bq" = "ctrl+n"')
    with Recorder(tmp_path, now=NOW) as desk:
        desk.wait_for("đang họp")
        desk.press(ENTER)
        desk.wait_for("▸")
        yield desk


def test_the_new_key_does_it_and_the_old_one_does_not(changed: Recorder) -> None:
    changed.press(b"thong nhat lam ngay", ctrl("w"))
    changed.wait_for("▶ Cử thư ký")
    changed.press(b"mot", ctrl("k"), b" hai", ENTER)
    changed.wait_for_record(lambda meeting: meeting.record[-1].event == Remark(CHAIR, "mot hai"))
    changed.press(ctrl("n"))
    changed.wait_for(";bq")
    changed.press(b"\x7f" * 4)
    changed.set_clock(NOW.replace("19:40:00", "19:41:00"))
    changed.press(ctrl("b"))
    changed.wait_for("▶ Điểm danh")


@pytest.mark.parametrize(("key", "shown"), [(ctrl("p"), "Gõ để tìm"), (b"\x1bOP", "Dòng ghi"), (F9, "Gõ để tìm")])
def test_the_screen_is_locked_from_over_whatever_lies_on_it(changed: Recorder, key: bytes, shown: str) -> None:
    changed.press(key)
    changed.wait_for(shown)
    changed.press(b"\x1c")
    assert shown not in changed.wait_for("đã khóa màn hình")
    changed.press(ENTER)
    changed.wait_for(shown)


def test_palette_and_key_sheet_show_the_key_in_use(changed: Recorder) -> None:
    changed.press(ctrl("p"), b"ket luan roi")
    assert key_name("ctrl+w") in changed.wait_for("Kết luận rồi sang mục sau")
    changed.press(ESCAPE)
    changed.wait_for(lambda text: "Kết luận rồi sang mục sau" not in text)
    changed.press(b"?", ENTER)
    changed.wait_for("Dòng ghi")
    changed.press(b"\x1b[6~")
    changed.wait_for(lambda text: "^W  Kết luận rồi" in text)
    changed.escape(gone="Kết luận rồi")


def test_a_fault_in_the_file_is_said_and_the_program_starts(tmp_path: Path) -> None:
    open_meeting(tmp_path / "data")
    written(tmp_path / "data", '"live.conclude" = "f10"')
    with Recorder(tmp_path, now=NOW) as desk:
        screen = desk.wait_for("keys.toml, dòng 3")
        assert "f10" in screen
        assert "^N Họp mới" in screen


def key_sheet(folder: Path, size: tuple[int, int]) -> Iterator[Recorder]:
    """The key sheet of the live screen, opened by ``?``."""
    open_meeting(folder / "data")
    with Recorder(folder, now=NOW, size=size) as desk:
        desk.wait_for("đang họp")
        desk.press(ENTER)
        desk.wait_for("▸")
        desk.press(b"?", ENTER)
        desk.wait_for("Dòng ghi")
        yield desk


def test_the_key_sheet_tells_every_act_of_the_line(tmp_path: Path) -> None:
    for desk in key_sheet(tmp_path, (80, 180)):
        seen = desk.wait_for(of("live")[-1].name)
        for verb in VERBS:
            assert f";{verb.word}  {verb.title}" in seen, verb
        for command in of("live"):
            assert f"{key_name(command.key) if command.key else ''}  {command.name}" in seen, command


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
def test_the_key_sheet_scrolls_on_a_small_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    for desk in key_sheet(tmp_path, size):
        desk.press(b"\x1b[F")
        desk.wait_for("Về trang đầu")
        desk.press(b"\x1b[H")
        desk.escape(gone="Dòng ghi")
