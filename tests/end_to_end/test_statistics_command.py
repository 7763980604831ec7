"""``bienban statistics`` and ``bienban show --at``: what they say, and what they refuse."""

import json
import shutil
import subprocess
import sys
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from msgspec import structs

from exports.format import plots
from model.cell import Term
from model.store.data import Data
from tests.support.harness_cli import bienban
from tests.support.harness_data import open_meeting, with_cell
from tests.support.meetings import ROOT
from tui.demo import fill
from tui.session import Session


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's cell with its year."""
    folder = tmp_path_factory.mktemp("looking-back") / "demo"
    fill(folder)
    return folder


def told(folder: Path, *more: Any) -> dict[str, Any]:
    said = bienban("--data", folder, "statistics", "--json", *more)
    assert (said.code, said.err) == (0, ""), said
    found: dict[str, Any] = json.loads(said.out)
    return found


# --- statistics ---------------------------------------------------------------------------------------


def test_the_figures_agree_with_show_and_list(folder: Path) -> None:
    rows = [r for r in json.loads(bienban("--data", folder, "list", "--json").out) if r["date"].startswith("2026")]
    found = told(folder)
    charts = {chart["id"]: chart for chart in found["charts"]}
    assert (found["from"], found["to"], found["by"], found["meetings"]) == ("2026-01-01", "2026-12-31", "meeting", 11)
    rates = [(v["numerator"], v["denominator"]) for v in charts["attendance"]["lines"][0]["values"]]
    assert rates == [(r["present"], r["expected"]) for r in rows]
    assert [v["numerator"] for v in charts["score:an-phu-2025"]["lines"][0]["values"]] == [r["total"] for r in rows]
    shown = json.loads(bienban("--data", folder, "show", "last", "--json").out)
    spoke = charts["speakers"]["lines"][0]["values"][-1]
    assert (spoke["numerator"], spoke["denominator"]) == (shown["speakers"]["distinct"], shown["speakers"]["present"])
    members = {row["member"] for row in json.loads(bienban("--data", folder, "members", "--json").out)}
    assert {silent["member"] for silent in found["silent"]} <= members


@pytest.mark.parametrize(("by", "points"), [("month", 11), ("quarter", 4), ("year", 1)])
def test_meetings_are_put_together(folder: Path, by: str, points: int) -> None:
    charts = told(folder, "--year", 2026, "--by", by)["charts"]
    assert {len(chart["points"]) for chart in charts if chart["id"] != "items"} == {points}


def test_any_days_and_the_term(folder: Path) -> None:
    assert told(folder, "--from", "01/03/2026", "--to", "2026-06-30")["meetings"] == 4
    assert "nhiệm kỳ" in bienban("--data", folder, "statistics", "--term").sentence()
    with Data(folder) as data:
        cell = data.book.cell
        assert cell
        data.book.cell = structs.replace(cell, term=Term("2025–2027", date(2025, 11, 1), date(2027, 11, 1)))
    assert told(folder, "--term")["meetings"] == 12


def test_the_text_is_plain_lines(folder: Path) -> None:
    said = bienban("--data", folder, "statistics")
    assert said.out.startswith("Thống kê năm 2026, từng kỳ họp: 11 kỳ.\nTỉ lệ dự họp: có mặt / phải dự\n")
    assert "  03/11/2026: 24/27 (88,9\u00a0%)\n" in said.out
    assert not set(said.out) & set("│─█●")


def test_files(folder: Path, tmp_path: Path) -> None:
    paper, picture = tmp_path / "tk.docx", tmp_path / "tk.PNG"
    for file in (paper, picture):
        said = bienban("--data", folder, "statistics", "-o", file)
        assert (said.code, said.out, said.err) == (0, f"Đã ghi {file}\n", "")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert len(Document(BytesIO(paper.read_bytes())).inline_shapes) == 9
    assert ".docx hoặc .png" in bienban("--data", folder, "statistics", "-o", tmp_path / "tk.txt").sentence()


def test_without_the_extra_one_sentence_says_how_to_get_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plots, "find_spec", lambda _: None)
    assert (
        'pip install "bienban[plots]"' in bienban("--data", folder, "statistics", "-o", tmp_path / "a.png").sentence()
    )
    said = bienban("--data", folder, "statistics", "-o", tmp_path / "a.docx")
    assert said.code == 0
    assert 'pip install "bienban[plots]"' in said.err
    word = Document(BytesIO((tmp_path / "a.docx").read_bytes()))
    assert len(word.inline_shapes) == 0
    assert len(word.tables) > 9


REFUSED = [
    (("--year", "2019"), "năm 2019"),
    (("--from", "30/02/2026"), "30/02/2026"),
    (("--from", "01/01/2026", "--to", "mai"), "“mai”"),
    (("--to", "01/01/2026"), "--from"),
    (("--from", "02/01/2026", "--to", "01/01/2026"), "trước ngày đầu"),
    (("--year", "2026", "--term"), "Chỉ chọn một"),
    (("--term", "--from", "01/01/2026"), "Chỉ chọn một"),
    (("--by", "week"), "--by"),
    (("--year", "x"), "--year"),
]


@pytest.mark.parametrize(("arguments", "why"), REFUSED, ids=str)
def test_what_is_refused(folder: Path, arguments: tuple[str, ...], why: str) -> None:
    assert why in bienban("--data", folder, "statistics", *arguments).sentence()


def test_an_empty_folder_and_a_cell_without_a_meeting(tmp_path: Path) -> None:
    assert "Chưa có cuộc họp nào" in bienban("--data", tmp_path / "e", "statistics").sentence()
    with_cell(tmp_path / "cell").close()
    assert "Chưa có cuộc họp nào" in bienban("--data", tmp_path / "cell", "statistics", "--year", 2026).sentence()
    assert "nhiệm kỳ" in bienban("--data", tmp_path / "e", "statistics", "--term").sentence()


def test_a_damaged_month_is_told_and_the_others_are_counted(folder: Path) -> None:
    journal = folder / "meetings" / "2026-10-03-thuong-ky" / "journal.jsonl"
    whole = journal.read_bytes()
    try:
        journal.write_bytes(b"")
        said = bienban("--data", folder, "statistics")
    finally:
        journal.write_bytes(whole)
    assert said.code == 1
    assert "10 kỳ" in said.out
    assert "2026-10-03" in said.err


def test_neither_the_command_nor_the_first_screen_loads_a_plot() -> None:
    code = "import sys, tui.cli.main, tui.app; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    names = {name.split(".")[0] for name in loaded.stdout.split()}
    assert "textual" in names
    assert not names & {"plotext", "textual_plotext", "matplotlib", "numpy"}


# --- a moment ------------------------------------------------------------------------------------------


@pytest.fixture
def at_nine(folder: Path) -> dict[str, Any]:
    said = bienban("--data", folder, "show", "last", "--at", "20:56", "--json")
    assert (said.code, said.err) == (0, "")
    return json.loads(said.out)  # type: ignore[no-any-return]


def test_a_moment_as_data(folder: Path, at_nine: dict[str, Any]) -> None:
    assert set(at_nine) == {
        "id", "at", "state", "opened", "closed", "entries", "item", "speaker", "last", "present", "expected", "people",
        "conclusions", "votes", "tasks",
    }  # fmt: skip
    assert at_nine["at"][11:19] == "20:56:00"
    assert (at_nine["present"], at_nine["expected"]) == (23, 27)
    late = {p["member"]: p for p in at_nine["people"]}
    assert late["Trịnh Đình Thành"]["late"] is True
    assert late["Mai Thị Yến"]["where"] == "out"
    shown = json.loads(bienban("--data", folder, "show", "last", "--json").out)
    assert at_nine["votes"] == [v for v in shown["votes"] if v["at"] <= at_nine["at"]]
    assert len(at_nine["tasks"]) == len(
        [e for e in shown["entries"] if e["kind"] == "task" and e["at"] <= at_nine["at"]]
    )


def test_a_moment_as_text(folder: Path) -> None:
    said = bienban("--data", folder, "show", "last", "--at", "19:52:00")
    assert "lúc 19:52:00 (đang họp)" in said.out
    assert "Mục gần nhất: 19:52 ○ Trịnh Đình Thành đến muộn" in said.out
    assert "Có mặt 24/27" in said.out


@pytest.mark.parametrize("clock", ["18:59", "21:10:01", "00:10", "trưa", "25:00", ""])
def test_a_time_that_is_none_or_outside(folder: Path, clock: str) -> None:
    assert bienban("--data", folder, "show", "last", "--at", clock).sentence()


def test_a_meeting_never_opened(tmp_path: Path) -> None:
    with with_cell(tmp_path) as data:
        now = datetime(2026, 11, 1, 9).astimezone()
        Session.prepare(data, "regular", date(2026, 11, 3), "", clock=lambda: now).journal.close()
    assert "chưa khai mạc" in bienban("--data", tmp_path, "show", "last", "--at", "19:30").sentence()


def test_a_meeting_only_prepared_is_no_year_of_its_own(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "data"))
    now = datetime(2026, 12, 28, 9).astimezone()
    with Data(copy) as data:
        Session.prepare(data, "regular", date(2027, 1, 3), "", clock=lambda: now).journal.close()
    assert told(copy)["to"] == "2026-12-31"
    assert "năm 2027" in bienban("--data", copy, "statistics", "--year", 2027).sentence()


def test_an_open_meeting_has_its_moments_up_to_the_last_entry(tmp_path: Path) -> None:
    open_meeting(tmp_path)
    said = bienban("--data", tmp_path, "show", "last", "--at", "23:59")
    assert "mục ghi cuối cùng" in said.sentence()
