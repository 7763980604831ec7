"""Papers about a whole year: from the command line to a file that can be read back."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from model.store.data import Data
from tests.support.harness_cli import bienban
from tui.demo import fill


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's cell with its year."""
    folder = tmp_path_factory.mktemp("years") / "demo"
    fill(folder)
    return folder


def test_the_summary_has_every_meeting_and_member(folder: Path) -> None:
    with Data(folder, write=False) as data:
        rows = [row for row in data.archive.refresh()[0] if row["date"].startswith("2026")]
    said = bienban("--data", folder, "export", "2026", "year-summary")
    assert (said.code, said.err) == (0, "")
    word = Document(BytesIO(Path(said.out.split(" ", 2)[2].strip()).read_bytes()))
    meetings, members, frames = (t for t in word.tables if len(t.columns) > 2)
    assert [(r.cells[3].text, r.cells[4].text) for r in meetings.rows[1:]] == [
        (f"{row['present']}/{row['expected']}", str(row["total"])) for row in rows
    ]
    assert len(members.rows) - 1 == 30
    assert [r.cells[1].text for r in frames.rows[1:]] == ["Chi bộ 4 tốt", "Chi bộ 3 không", "Đảng viên 5 tốt"]


def test_the_same_as_a_spreadsheet(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "nam.xlsx"
    assert bienban("--data", folder, "export", "2026", "year-summary", "--xlsx", "-o", file).code == 0
    assert load_workbook(file).active["A1"].value.startswith("ĐẢNG")


def test_what_is_refused(folder: Path, tmp_path: Path) -> None:
    assert "không phải là năm" in bienban("--data", folder, "export", "last", "year-summary").sentence()
    assert "Năm 2019" in bienban("--data", folder, "export", "2019", "year-summary").sentence()
    assert "Chưa có thông tin chi bộ" in bienban("--data", tmp_path / "e", "export", "2026", "year-summary").sentence()
