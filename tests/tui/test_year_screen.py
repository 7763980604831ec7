"""The screen of the year: turned through, entered by forms, taken back by one key, refused where it must be."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from model.examples import year_examples
from model.store.data import Data
from model.year.record import (
    AnyYearEvent,
    Commitment,
    CommitmentFollowed,
    Incident,
    Judged,
    Recognised,
    Registered,
    Target,
    TargetProgress,
    Withdrawn,
)
from tests.support.frames import example
from tests.support.harness_data import CHAIR, SCORER, with_cell
from tests.tui.test_markup import NASTY, press, screen, settled, until
from tui.app import BienbanApp
from tui.demo import fill
from tui.screens.form import FormScreen
from tui.screens.year import YearScreen
from tui.widgets.form_fields import ChoiceField
from tui.widgets.plain import clean

NOW = datetime(2026, 11, 20, 8).astimezone()
DAY = date(2026, 3, 3)
FORM_KEYS = "Enter ô sau"

Act = Callable[[Pilot[None]], Awaitable[None]]


def play(folder: Path, act: Act, *before: AnyYearEvent, own: str = "", size: tuple[int, int] = (80, 24)) -> None:
    """The screen of 2026 with these entries, acted on."""
    with with_cell(folder) as data:
        for event in before:
            data.book.record_year(2026, event, NOW)
        if own:
            data.frames.add(example(own).encode(), f"{own}.toml")
    run(Data(folder), act, size)


def run(data: Data, act: Act, size: tuple[int, int] = (80, 24)) -> None:
    app = BienbanApp(data, clock=lambda: NOW)

    async def main() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            await press(pilot, "ctrl+y")
            await shows(pilot, "Cả năm")
            await act(pilot)
            await settled(pilot)

    with data:
        asyncio.run(main())
    assert app.crash is None


def recorded(folder: Path, year: int = 2026) -> list[AnyYearEvent]:
    with Data(folder, write=False) as data:
        return [entry.event for entry in data.book.year_record(year)]


async def shows(pilot: Pilot[None], text: str) -> str:
    """The screen as soon as it shows this."""
    try:
        await until(lambda: text in screen(pilot))
    except TimeoutError:
        pytest.fail(f"“{text}” is not on the screen:\n{screen(pilot)}")
    return screen(pilot)


async def part(pilot: Pilot[None], title: str) -> str:
    """Turn to the part of that title."""
    while f" {title}" not in screen(pilot).splitlines()[0]:
        await press(pilot, "tab")
    return screen(pilot)


async def choose(pilot: Pilot[None], word: str) -> None:
    """Mark the first line with that word."""
    rows = pilot.app.screen.query_one(OptionList)
    places = [n for n, option in enumerate(rows.options) if word in str(option.prompt)]
    rows.highlighted = places[0]
    await settled(pilot)


async def form(pilot: Pilot[None], *keys: str) -> str:
    """Open the form of the marked line and type these keys."""
    await press(pilot, "enter")
    await until(lambda: isinstance(pilot.app.screen, FormScreen) and pilot.app.focused is not None)
    return await press(pilot, *keys)


def test_every_part_of_an_empty_year_says_so(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        seen = [screen(pilot)]
        for _ in range(7):
            seen.append(await press(pilot, "tab"))
        heads = [shown.splitlines()[0].strip() for shown in seen]
        assert heads == [
            "Năm 2026 · 1/8 Cả năm", "Năm 2026 · 2/8 Chi bộ 4 tốt · chưa đăng ký",
            "Năm 2026 · 3/8 Chi bộ 3 không · chưa đăng ký", "Năm 2026 · 4/8 Đảng viên 5 tốt · chưa đăng ký",
            "Năm 2026 · 5/8 Sự việc", "Năm 2026 · 6/8 Đăng ký, chỉ tiêu", "Năm 2026 · 7/8 Cam kết",
            "Năm 2026 · 8/8 Đã ghi",
        ]  # fmt: skip
        assert "0 kỳ" in seen[0]
        assert seen[1].count("chưa có  ") == 4
        assert seen[2].count("chưa có  ") == 3
        assert all("Chưa ghi gì ở phần này" in shown for shown in seen[4:])
        assert "1/8" in await press(pilot, "tab")
        assert "8/8" in await press(pilot, "shift+tab")

    play(tmp_path, look)


def test_years_are_turned_and_each_has_its_own_record(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await press(pilot, "left")
        await shows(pilot, "Năm 2025 · 1/8")
        await part(pilot, "Chi bộ 4 tốt")
        await form(pilot, "d", "enter", "enter", "enter")
        await shows(pilot, "Đã ghi.")
        await press(pilot, "right")
        assert "2025 đạt" in await shows(pilot, "3 năm liền")
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, YearScreen)

    play(tmp_path, look)
    assert recorded(tmp_path, 2025) == [Recognised("4-tot", True, NOW.date())]


def test_a_word_on_a_criterion_is_entered_taken_back_and_brought_back(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await part(pilot, "Chi bộ 4 tốt")
        await choose(pilot, " 1. ")
        shown = await form(pilot)
        assert "nhiệm vụ đến hạn: 0" in shown
        assert [field.value for field in pilot.app.screen.query(ChoiceField)] == [""]
        await press(pilot, "d", "enter", "enter")
        await shows(pilot, " 1. đạt ")
        await press(pilot, "ctrl+z")
        assert "Đã gỡ: Đánh giá: Chi bộ 4 tốt, tiêu chí 1 đạt." in await shows(pilot, " 1. chưa có ")
        await part(pilot, "Đã ghi")
        assert "1. đã gỡ · Đánh giá" in screen(pilot)
        await press(pilot, "ctrl+z")
        assert "Đã lấy lại" in await shows(pilot, "  1. Đánh giá")
        await part(pilot, "Chi bộ 4 tốt")
        assert " 1. đạt " in screen(pilot)

    play(tmp_path, look)
    assert recorded(tmp_path) == [Judged("4-tot", "1", 1), Withdrawn(of=1), Withdrawn(of=2)]


def test_a_bad_word_needs_its_reason_and_the_form_stays(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await part(pilot, "Chi bộ 4 tốt")
        await choose(pilot, " 2. ")
        assert "Chưa ghi “Đánh giá”." in await form(pilot, "ctrl+s")
        await press(pilot, "k", "ctrl+s")
        assert "xin ghi lý do" in await shows(pilot, FORM_KEYS)
        await press(pilot, "enter", *"chậm", "enter")
        await shows(pilot, " 2. không đạt")

    play(tmp_path, look)
    assert recorded(tmp_path) == [Judged("4-tot", "2", 0, reason="chậm")]


def test_what_is_reckoned_is_not_entered(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await part(pilot, "Chi bộ 4 tốt")
        await choose(pilot, " 4. ")
        assert "không ghi gì được" in await press(pilot, "enter")
        assert "để gỡ" in await press(pilot, "ctrl+z")

    play(tmp_path, look)
    assert recorded(tmp_path) == []


def test_an_incident_is_entered_once_and_breaks_what_it_touches(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await part(pilot, "Sự việc")
        await press(pilot, "ctrl+n")
        await shows(pilot, FORM_KEYS)
        keys = [*"giao", "enter", *"14/8/2026", "enter", *"khoat", "enter", *"say xe", "enter", *"bao", "enter"]
        await press(pilot, *("space" if key == " " else "slash" if key == "/" else key for key in keys))
        shown = await shows(pilot, "Thuộc:")
        assert "Chi bộ 4 tốt, loại nội dung 3; Chi bộ 3 không, tiêu chí 2" in " ".join(shown.split())
        await part(pilot, "Chi bộ 3 không")
        assert " 2. không đạt" in screen(pilot)
        await part(pilot, "Chi bộ 4 tốt")
        assert " 3. không đạt" in screen(pilot)

    play(tmp_path, look)
    assert recorded(tmp_path) == [Incident("traffic", date(2026, 8, 14), "say xe", "press", SCORER)]


def test_an_incident_of_another_year_is_refused_in_the_form(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await part(pilot, "Sự việc")
        await press(pilot, "ctrl+n")
        await shows(pilot, FORM_KEYS)
        keys = [*"te nan", "enter", *"1/2/2025", "enter", "enter", *"x", "enter", *"chi bo", "enter"]
        await press(pilot, *("space" if key == " " else "slash" if key == "/" else key for key in keys))
        await shows(pilot, "năm 2025: xin chuyển sang năm đó")

    play(tmp_path, look)
    assert recorded(tmp_path) == []


def test_a_member_is_looked_into_and_left(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await part(pilot, "Đảng viên 5 tốt")
        await choose(pilot, "Đỗ Minh Khoát")
        assert "· Đỗ Minh Khoát" in await press(pilot, "enter")
        await choose(pilot, " 5. ")
        await form(pilot, "d", "enter", "enter")
        await shows(pilot, " 5. đạt ")
        await press(pilot, "escape")
        assert f"{'Đỗ Minh Khoát':<28} 1/5" in screen(pilot)
        rows = pilot.app.screen.query_one(OptionList)
        assert rows.highlighted is not None
        assert "Đỗ Minh Khoát" in str(rows.get_option_at_index(rows.highlighted).prompt)

    play(tmp_path, look)
    assert recorded(tmp_path) == [Judged("5-tot", "5", 1, member=SCORER)]


def test_months_of_a_frame_of_the_place_and_its_registration(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await part(pilot, "Tự đánh giá hằng tháng")
        await choose(pilot, "tháng 2 ")
        await press(pilot, "enter")
        await choose(pilot, " 2. ")
        await form(pilot, "d", "enter", "enter")
        await shows(pilot, " 2. đạt ")
        await press(pilot, "escape")
        await part(pilot, "Đăng ký")
        await press(pilot, "ctrl+n")
        await press(pilot, *"dang", "space", *"ky", "enter")
        await shows(pilot, "Ngày đăng ký")
        await press(pilot, *"5", "slash", *"1", "enter", "d", "enter", "k", "enter", "k", "enter", "d", "enter")
        await shows(pilot, "Đăng ký ngày 05/01/2026: Chi bộ 4 tốt, Tự đánh giá hằng tháng")

    play(tmp_path, look, own="monthly")
    judged, registered = recorded(tmp_path)
    assert judged == Judged("monthly", "2", 1, month=2)
    assert isinstance(registered, Registered)
    assert registered.frames == ("4-tot", "monthly")
    assert [own["id"] for own in registered.own] == ["monthly"]


def test_targets_and_commitments_are_followed(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert "chưa có kết quả: Kè ngõ 12" in await part(pilot, "Đăng ký")
        await form(pilot, "d", "enter", "enter", *"xong", "enter")
        await shows(pilot, "đã đạt: Kè ngõ 12")
        await part(pilot, "Cam kết")
        await choose(pilot, "chưa theo dõi")
        await form(pilot, "k", "enter", "enter", "enter")
        await shows(pilot, "không giữ: Phạm Quang Nhuận")
        await press(pilot, "ctrl+n")
        await shows(pilot, "Ngày ký")
        await press(pilot, *"khoat", "enter", *"5", "slash", *"1", "enter", "enter")
        await shows(pilot, "Người tiếp theo")
        await press(pilot, "escape")
        await shows(pilot, "chưa theo dõi: Đỗ Minh Khoát, ký 05/01/2026")

    play(tmp_path, look, Target("Kè ngõ 12", 3), Commitment(CHAIR, DAY))
    assert recorded(tmp_path)[2:] == [
        TargetProgress(1, NOW.date(), "done", "xong"), CommitmentFollowed(2, NOW.date(), False),
        Commitment(SCORER, date(2026, 1, 5)),
    ]  # fmt: skip


def test_a_target_is_entered_with_its_plan(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await part(pilot, "Đăng ký")
        await press(pilot, "ctrl+n", "enter")
        await shows(pilot, "Xong trong tháng")
        assert "từ 1 đến 12" in await press(pilot, *"kè", "enter", "enter", *"13", "ctrl+s")
        await press(pilot, "backspace", "backspace", "9", "enter", *"khoat", "enter", *"góp", "space", *"công", "enter")
        await shows(pilot, "kè, hạn tháng 9, Đỗ Minh Khoát: góp công")

    play(tmp_path, look)
    assert recorded(tmp_path) == [Target("kè", 9, owner=SCORER, plan="góp công")]


def test_a_window_that_may_only_read_says_why_and_records_nothing(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await part(pilot, "Chi bộ 4 tốt")
        await choose(pilot, " 1. ")
        for key in ("enter", "ctrl+n", "ctrl+z"):
            assert "chỉ xem được" in await press(pilot, key)
            assert isinstance(pilot.app.screen, YearScreen)

    with with_cell(tmp_path) as first:
        first.book.record_year(2026, Judged("4-tot", "1", 1), NOW)
        run(Data(tmp_path), look)
        assert len(first.book.year_record(2026)) == 1


@pytest.mark.parametrize("case", NASTY)
def test_texts_of_users_are_shown_as_they_are(tmp_path: Path, case: str) -> None:
    text = NASTY[case]
    beginning = clean(text)[:30]

    async def look(pilot: Pilot[None]) -> None:
        for title in ("Sự việc", "Đăng ký", "Cam kết", "Đã ghi"):
            assert beginning in await part(pilot, title), title
        await press(pilot, "ctrl+z")
        assert beginning in str(pilot.app.screen.query_one("#answer", Static).render())

    events = [Incident("other", DAY, text, "cell"), Commitment(CHAIR, DAY, text), Target(text, 3, text)]
    play(tmp_path, look, *events, size=(640, 48))
    assert len(recorded(tmp_path)) == 4


def test_a_paper_is_written_beside_the_screen(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await part(pilot, "Chi bộ 3 không")
        await press(pilot, "ctrl+e", *"tu", "space", *"danh", "space", *"gia", "enter")
        await shows(pilot, "Đã ghi")
        await press(pilot, "ctrl+e", *"dang", "space", *"ky", "enter")
        await shows(pilot, "chưa ghi đăng ký thi đua nào")

    play(tmp_path, look, size=(200, 24))
    (paper,) = tmp_path.glob("years/2026/*.docx")
    assert paper.name == "phieu-tu-danh-gia-4-tot-2026.docx"


def test_the_year_of_the_made_up_cell_holds_what_its_file_says(tmp_path: Path) -> None:
    fill(tmp_path / "demo")
    fill(tmp_path / "demo")
    with Data(tmp_path / "demo", write=False) as data:
        for year in (2024, 2025, 2026):
            told = [entry.event for one in year_examples() if one.year == year for entry in one.entry]
            assert [entry.event for entry in data.book.year_record(year)] == told
