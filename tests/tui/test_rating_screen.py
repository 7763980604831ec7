"""The screens of the yearly rating and of what comes due, by keyboard."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from msgspec import structs
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from model import roster
from model.cell import Cell, Term
from model.store.data import Data
from model.year.record import (
    Balloted,
    Decided,
    Proposed,
    RatedOrNot,
    RatingEvent,
    RatingSettings,
    SelfRated,
    Withdrawn,
    standing,
)
from tests.support.meetings import ROSTER, ZONE
from tui.app import BienbanApp
from tui.demo import enter_years
from tui.screens.due import DueScreen
from tui.screens.form import FormScreen
from tui.screens.rating import RatingScreen

NOW = datetime(2026, 11, 20, 9, tzinfo=ZONE)
GOOD = "Hoàn thành tốt nhiệm vụ"
BEST = "Hoàn thành xuất sắc nhiệm vụ"
NAMED = ("enter", "escape", "up", "down", "left", "right", "end", "home", "backspace")
Act = Callable[["Hands"], Awaitable[None]]


class Hands:
    """Keys pressed, and what the screen says once everything has settled."""

    def __init__(self, app: BienbanApp, pilot: Pilot[None]) -> None:
        self.app, self._pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Keys by their names; what is not one is typed letter by letter."""
        for key in keys:
            named = "+" in key or key in NAMED
            await self._pilot.press(*([key] if named else key))
            await self._settle()

    async def _settle(self) -> None:
        await self._pilot.app.workers.wait_for_complete()
        await self._pilot.pause()

    def text(self, where: str) -> str:
        return str(self.app.screen.query_one(where, Static).render())

    @property
    def rows(self) -> list[str]:
        found = self.app.screen.query_one(OptionList)
        return [str(found.get_option_at_index(n).prompt) for n in range(found.option_count)]

    @property
    def marked(self) -> str:
        found = self.app.screen.query_one(OptionList)
        return self.rows[found.highlighted] if found.highlighted is not None else ""

    def events(self, year: int = 2026) -> list[object]:
        """What holds of a year."""
        entries = standing(self.app.data.book.year_record(year))
        return [entry.event for entry in entries if isinstance(entry.event, RatingEvent)]


def play(folder: Path, act: Act, *, members: bytes = ROSTER, size: tuple[int, int] = (80, 24)) -> None:
    async def main() -> None:
        with Data(folder) as data:
            data.book.cell = Cell(name="Chi bộ Tổ dân phố 4", term=Term("2025–2027", until=NOW.date()))
            data.book.members = roster.read(members, "roster.csv")
            enter_years(data)
            app = BienbanApp(data, clock=lambda: NOW)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await act(Hands(app, pilot))
        assert app.crash is None

    asyncio.run(main())


def test_a_self_rating_is_entered_and_the_next_one_is_marked(tmp_path: Path) -> None:
    async def act(hands: Hands) -> None:
        await hands.press("ctrl+b")
        assert isinstance(hands.app.screen, RatingScreen)
        assert "Xếp loại năm 2026 · 28 đảng viên" in hands.text("#caption")
        assert "20 % số tốt (ngầm định theo hướng dẫn năm 2019)" in hands.text("#caption")
        await hands.press("down", "enter", "x", "enter", "88,5", "enter", "enter")
        assert hands.events() == [SelfRated(member="pham-quang-nhuan-1960", level=BEST, points=Decimal("88.5"))]
        assert hands.rows[1].startswith("Phạm Quang Nhuận")
        assert "! Tự xếp “Xuất sắc” nhưng 88,5 điểm" in hands.rows[1]
        assert hands.marked.startswith("Trần Thị Ân")
        assert "Đã ghi: tự xếp loại Phạm Quang Nhuận: Xuất sắc." in hands.text("#answer")

    play(tmp_path, act)


def test_a_ballot_on_several_is_recorded_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    async def act(hands: Hands) -> None:
        await hands.press("ctrl+b", "down", "ctrl+b")
        for figure in ("24", "24", "23", "1"):
            await hands.press(figure, "enter")
        await hands.press("20/12/2026", "enter", " 7,16,0,0; le duc: 1,21,0,0", "ctrl+s")
        assert "Các mức cộng được 22, khác 23 phiếu hợp lệ" in hands.text("#form #answer")
        assert hands.events() == []
        await hands.press("backspace", "1", "ctrl+s")
        first, second = hands.events()
        assert isinstance(first, Balloted)
        assert isinstance(second, Balloted)
        assert (first.member, first.votes[GOOD], first.issued, str(first.on)) == (
            "pham-quang-nhuan-1960", 16, 24, "2026-12-20",
        )  # fmt: skip
        assert (second.member, second.votes["Không hoàn thành nhiệm vụ"]) == ("le-duc-1971", 1)
        await hands.press("home", "down", "ctrl+n", "x", "ctrl+s")
        assert "! Đề nghị “Xuất sắc” cao hơn phiếu" in hands.rows[1]
        assert "Vượt trần: phải bớt ít nhất 1" in hands.text("#caption")
        assert hands.events()[-1] == Proposed(member="pham-quang-nhuan-1960", level=BEST)

    play(tmp_path, act)


def test_the_cell_is_balloted_on_too(tmp_path: Path) -> None:
    async def act(hands: Hands) -> None:
        await hands.press("ctrl+b", "ctrl+b")
        for figure in ("24", "24", "24", "0"):
            await hands.press(figure, "enter")
        await hands.press("enter", " 5,19,0,0", "ctrl+s")
        (kept,) = hands.events()
        assert isinstance(kept, Balloted)
        assert (kept.member, kept.votes[GOOD], kept.on) == ("", 19, None)
        await hands.press("home")
        assert "Phiếu (ghi tay): phát 24" in hands.text("#detail Static")

    play(tmp_path, act)


def test_entries_are_taken_back_one_by_one_and_stay_in_the_book(tmp_path: Path) -> None:
    async def act(hands: Hands) -> None:
        await hands.press("ctrl+b", "ctrl+d", "t", "enter", "QĐ 1", "ctrl+s", "ctrl+r")
        await hands.press("backspace", "backspace", "25", "ctrl+s")
        decided, kept = hands.events()
        assert decided == Decided(level=GOOD, paper="QĐ 1")
        assert isinstance(kept, RatingSettings)
        assert kept.cap_percent == 25
        assert "25 % số tốt" in hands.text("#caption")
        await hands.press("ctrl+z")
        assert "20 % số tốt" in hands.text("#caption")
        assert hands.text("#answer").startswith("Đã bỏ: quy ước")
        await hands.press("ctrl+z")
        assert hands.events() == []
        await hands.press("ctrl+z")
        assert "Không còn mục nào để bỏ" in hands.text("#answer")
        kinds = [type(e.event) for e in hands.app.data.book.year_record(2026)]
        assert kinds[-4:] == [Decided, RatingSettings, Withdrawn, Withdrawn]

    play(tmp_path, act)


def test_who_is_not_rated_is_shown_with_the_reason_and_may_be_rated_after_all(tmp_path: Path) -> None:
    async def act(hands: Hands) -> None:
        await hands.press("ctrl+b", "end", "up", "up")
        assert hands.marked.split("không xếp loại: ")[1] == "Được miễn công tác và sinh hoạt"
        await hands.press("ctrl+t")
        assert "không được xếp loại" in hands.text("#answer")
        await hands.press("enter", "c", "enter", "vẫn sinh hoạt đều", "enter")
        who = "nguyen-thi-suu-1937"
        assert hands.events() == [RatedOrNot(member=who, rated=True, reason="vẫn sinh hoạt đều")]
        assert "29 đảng viên" in hands.text("#caption")
        await hands.press("home", "ctrl+o")
        assert "Chi bộ luôn được xếp loại" in hands.text("#answer")

    play(tmp_path, act)


def test_other_years_and_their_papers(tmp_path: Path) -> None:
    async def act(hands: Hands) -> None:
        await hands.press("ctrl+b", "left")
        assert "Đề nghị, quyết định: Xuất sắc 4, tốt 20: được tối đa 4" in hands.text("#caption").replace("\n", "")
        await hands.press("enter")
        assert "đã có đủ các mục" in hands.text("#answer")
        await hands.press("down")
        assert "hợp lệ 23: Xuất sắc 21, Tốt 2" in hands.text("#detail Static")
        await hands.press("ctrl+e")
        assert (tmp_path / "years" / "2025" / "tong-hop-xep-loai-2025.docx").read_bytes().startswith(b"PK")
        await hands.press("left")
        assert "các ngưỡng ở đây là của 366-QĐ/TW" in hands.text("#caption").replace("\n", " ")
        await hands.press("right", "right", "right", "right", "escape")
        assert not isinstance(hands.app.screen, RatingScreen)

    play(tmp_path, act)


def test_nothing_is_written_where_another_program_writes(tmp_path: Path) -> None:
    async def act(hands: Hands) -> None:
        hands.app.data.read_only, hands.app.data.notice = True, "Chương trình khác đang ghi."
        await hands.press("ctrl+b", "enter", "t", "ctrl+s")
        assert isinstance(hands.app.screen, FormScreen)
        assert hands.text("#form #answer") == "Chương trình khác đang ghi."
        await hands.press("escape")
        assert hands.events() == []

    play(tmp_path, act)


def test_names_are_never_markup(tmp_path: Path) -> None:
    async def act(hands: Hands) -> None:
        book = hands.app.data.book
        first, *others = book.members
        book.members = [structs.replace(first, name="[/] [b]An", admitted=None), *others]
        await hands.press("ctrl+b")
        assert hands.rows[1].startswith("[/] [b]An")
        await hands.press("down", "ctrl+t", "escape", "escape", "ctrl+p", "sap den han", "enter")
        assert "[/] [b]An: Chưa có ngày vào Đảng" in hands.text("#text")

    play(tmp_path, act)


def test_what_comes_due_is_listed_and_the_badges_written(tmp_path: Path) -> None:
    async def act(hands: Hands) -> None:
        await hands.press("ctrl+p", "sap den han", "enter")
        assert isinstance(hands.app.screen, DueScreen)
        lines = hands.text("#text").splitlines()
        assert lines[0].startswith("03/11/2026 quá hạn · Sinh hoạt thường kỳ tháng 11/2026")
        assert lines[1].startswith("20/11/2026 Hết nhiệm kỳ 2025–2027")
        assert any("03/02/2027 Đoàn Thị Kim Oanh: Hết 12 tháng dự bị" in line for line in lines)
        await hands.press("ctrl+e")
        assert (tmp_path / "years" / "2026" / "tang-huy-hieu-dang-2026.docx").exists()
        await hands.press("escape")
        assert not isinstance(hands.app.screen, DueScreen)

    play(tmp_path, act)


def test_a_fault_in_the_cells_own_rules_is_said(tmp_path: Path) -> None:
    (tmp_path / "due.toml").write_text("ahead_days = 9", encoding="utf-8")

    async def act(hands: Hands) -> None:
        await hands.press("ctrl+p", "sap den han", "enter")
        assert "due.toml" in hands.text("#answer")

    play(tmp_path, act)
