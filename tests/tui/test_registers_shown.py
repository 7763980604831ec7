"""The registers and a member's page in memory: words of users as they are, long tables in parts, nothing to show."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable

from model.past.registers import REGISTERS
from tests.support.harness_data import SCORER
from tests.tui.test_markup import NASTY, Stage, press
from tui.screens import registers as register_screen
from tui.screens.member import MemberScreen
from tui.screens.registers import RegistersScreen

BEGINNING = {"markup": "bam", "long word": "ngh"}
"""What a word of the text begins with."""


@pytest.mark.parametrize("case", NASTY)
def test_the_text_itself_is_shown(tmp_path: Path, case: str) -> None:
    text = NASTY[case]

    async def look(pilot: Pilot[None]) -> None:
        seen = {}
        for name in ("decisions", "tasks", "promises"):
            await pilot.app.push_screen(RegistersScreen(name))
            seen[name] = await press(pilot)
            seen[f"{name} filtered"] = await press(pilot, "ctrl+f", *BEGINNING[case])
        await pilot.app.push_screen(MemberScreen([SCORER], SCORER))
        seen["member"] = await press(pilot)
        assert [name for name, shown in seen.items() if text[:40] not in shown] == []

    Stage(tmp_path, text).play(look)


def test_a_long_table_comes_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_screen, "BATCH", 10)

    async def go_down(pilot: Pilot[None]) -> None:
        await pilot.app.push_screen(RegistersScreen("speakers"))
        await press(pilot)
        table = pilot.app.screen.query_one(DataTable)
        counted = [table.row_count]
        for _ in range(3):
            await press(pilot, *["down"] * 10)
            counted.append(table.row_count)
        assert counted == [10, 20, 30, 30]
        await press(pilot, "4", "4")
        assert table.row_count == 10
        assert table.cursor_row == 0

    Stage(tmp_path, "chữ").play(go_down)


def test_a_folder_without_meetings(tmp_path: Path) -> None:
    stage = Stage(tmp_path, "chữ")
    for path in sorted((tmp_path / "meetings").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()

    async def look(pilot: Pilot[None]) -> None:
        await pilot.app.push_screen(RegistersScreen())
        for made in REGISTERS.values():
            assert f"[{made.title}]" in await press(pilot)
            assert "0/0 dòng" in await press(pilot, "enter", "5", "tab")
        await pilot.app.push_screen(MemberScreen([SCORER], SCORER))
        assert "không có tên ở kỳ họp nào" in await press(pilot, "ctrl+n")
        assert "chưa có gì để xuất" in await press(pilot, "ctrl+e")

    stage.play(look)
