"""``bienban register``: a register read, filtered and written; bad input is one sentence, and the rest goes on."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from msgspec import structs
from openpyxl import load_workbook

from model.cell import Term
from model.past.registers import REGISTERS, Asked, rows
from model.store.data import Data
from tests.support.harness_cli import bienban, contents, edited, flipped
from tui.demo import fill

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("registers") / "demo"
    fill(folder)
    return folder


@pytest.fixture
def spoilt(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo, tmp_path / "demo"))


def found(folder: Path, name: str, *days: date) -> list[Any]:
    with Data(folder, write=False) as data:
        meetings, _ = data.archive.between(date.min, date.max)
    return rows(meetings, Asked(name, *days), date.today())


@pytest.mark.parametrize("name", REGISTERS)
def test_json_and_text_have_every_row(demo: Path, name: str) -> None:
    said = bienban("--data", demo, "register", name, "--json")
    told = json.loads(said.out)
    mine = found(demo, name, *YEAR)
    assert [(row["meeting"], row["entry"], row["open"]) for row in told] == [(r.meeting, r.entry, r.open) for r in mine]
    assert len(bienban("--data", demo, "register", name).out.splitlines()) == 1 + len(mine)
    whole = json.loads(bienban("--data", demo, "register", name, "--all", "--json").out)
    assert len(whole) == len(found(demo, name))
    still = json.loads(bienban("--data", demo, "register", name, "--open", "--json").out)
    assert still == [row for row in told if row["open"]]


def test_filtered_and_written(demo: Path, tmp_path: Path) -> None:
    word, sheet = tmp_path / "a.docx", tmp_path / "a.xlsx"
    few = json.loads(bienban("--data", demo, "register", "tasks", "--filter", "NGO 12", "--json").out)
    assert 0 < len(few) < len(found(demo, "tasks", *YEAR))
    for file in (word, sheet):
        said = bienban("--data", demo, "register", "tasks", "--filter", "NGO 12", "-o", file)
        assert (said.code, said.out, said.err) == (0, f"Đã ghi {file}\n", "")
    table = Document(str(word)).tables[1]
    assert [row.cells[3].text for row in table.rows[1:]] == [row["text"] for row in few]
    active = load_workbook(sheet).active
    assert active is not None
    assert {row["text"] for row in few} <= {cell.value for line in active.iter_rows() for cell in line}


def test_the_term(spoilt: Path) -> None:
    assert "nhiệm kỳ" in bienban("--data", spoilt, "register", "tasks", "--term").sentence()
    with Data(spoilt) as data:
        assert data.book.cell
        term = Term("2026–2030", date(2026, 6, 1), None)
        data.book.cell = structs.replace(data.book.cell, term=term)
    told = json.loads(bienban("--data", spoilt, "register", "decisions", "--term", "--json").out)
    assert {row["day"] >= "2026-06-01" for row in told} == {True}
    assert "Nhiệm kỳ 2026–2030" in bienban("--data", spoilt, "register", "decisions", "--term").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("khong-co",), "Không có sổ “khong-co”"),
        (("tasks", "--year", "2019"), "Năm 2019"),
        (("tasks", "--year", "19"), "--year"),
        (("tasks", "--year", "2026", "--all"), "một trong"),
        (("tasks", "--filter", "khủng long", "-o", "x.docx"), "không có dòng nào"),
        (("tasks", "-o", "x.pdf"), ".docx hoặc .xlsx"),
        (("tasks", "-o", "/dev/null/x.docx"), "/dev/null"),
        ((), "Thiếu"),
    ],
)
def test_what_is_refused(demo: Path, arguments: tuple[str, ...], said: str) -> None:
    before = contents(demo)
    assert said in bienban("--data", demo, "register", *arguments).sentence()
    assert contents(demo) == before
    assert not Path("x.docx").exists()


def test_without_a_cell_or_a_meeting(tmp_path: Path) -> None:
    assert "Chưa có cuộc họp nào" in bienban("--data", tmp_path / "e", "register", "tasks").sentence()


def test_a_damaged_journal_is_said_and_the_rest_goes_on(spoilt: Path, tmp_path: Path) -> None:
    edited(spoilt / "meetings" / "2026-03-03-thuong-ky-ket-hop-chuyen-de" / "journal.jsonl", flipped)
    said = bienban("--data", spoilt, "register", "decisions", "--json")
    assert said.code == 1
    assert len(said.err.splitlines()) == 1
    assert "2026-03-03" in said.err
    assert len({row["meeting"] for row in json.loads(said.out)}) == 11
    written = bienban("--data", spoilt, "register", "decisions", "-o", tmp_path / "a.docx")
    assert (written.code, (tmp_path / "a.docx").exists()) == (1, True)
    path = spoilt / "meetings" / "2026-04-03-thuong-ky" / "journal.jsonl"
    path.write_bytes(b"")
    said = bienban("--data", spoilt, "register", "speakers", "--json")
    assert (said.code, len(said.err.splitlines())) == (1, 2)
    assert json.loads(said.out)
