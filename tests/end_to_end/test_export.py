"""Papers at the command line: written, numbered, shown, held against the meeting; and what is in the way of it."""

import errno
import os
import shutil
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from exports.papers import PAPERS
from model.store.data import Data
from tests.support.harness_cli import bienban, contents
from tests.support.harness_data import open_meeting, three_months
from tui import desktop

NOVEMBER = "2026-11-03-thuong-ky"


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("three") / "data"
    three_months(folder)
    return folder


@pytest.fixture
def folder(three: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(three, tmp_path / "data"))


def papers(folder: Path, meeting: str = NOVEMBER) -> Path:
    return folder / "meetings" / meeting / "papers"


def first_lines(file: Path) -> str:
    word = Document(str(file))
    return "\n".join(cell.text for row in word.tables[0].rows for cell in row.cells)


def test_every_paper_is_written_and_agrees(folder: Path) -> None:
    for name, kind in PAPERS.items():
        of = {"item": ["--of", "8"], "member": ["--of", "le-duc-1971"]}.get(kind.of, [])
        said = bienban("--data", folder, "export", NOVEMBER, name, *of)
        if kind.of == "ballot":
            assert "Xin chọn" in said.sentence()
            continue
        assert said.code == 0, said
        file = Path(said.out.strip().removeprefix("Đã ghi "))
        assert file.parent == papers(folder)
        checked = bienban("--data", folder, "verify", file)
        assert (checked.code, checked.err) == (0, ""), name
        assert "khớp với cuộc họp" in checked.out


def test_numbers_are_given_in_turn_and_kept(folder: Path) -> None:
    for meeting in (NOVEMBER, "2026-10-03", NOVEMBER):
        assert bienban("--data", folder, "export", meeting, "resolution").code == 0
    numbered = {file.parts[-3]: first_lines(file) for file in (folder / "meetings").rglob("nghi-quyet-2026-1?-03.docx")}
    assert "Số 01-NQ/CB" in numbered[NOVEMBER]
    assert "Số 02-NQ/CB" in numbered["2026-10-03-thuong-ky"]
    listed = bienban("--data", folder, "numbers").out
    assert listed.splitlines()[0].startswith("01-NQ/CB  03/11/2026  2026-11-03-thuong-ky")
    assert bienban("--data", folder, "numbers", "NQ", 9).code == 0
    assert "từ 9 trở lên" in bienban("--data", folder, "numbers", "NQ", 5).sentence()
    assert bienban("--data", folder, "export", "2026-09-03", "resolution").code == 0
    assert "09-NQ/CB" in bienban("--data", folder, "numbers").out


def test_a_preview_writes_nothing_and_takes_no_number(folder: Path) -> None:
    before = contents(folder)
    said = bienban("--data", folder, "export", "last", "minutes", "--text")
    assert "Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026" in said.out
    assert contents(folder) == before


def test_a_draft_takes_no_number(tmp_path: Path) -> None:
    open_meeting(tmp_path / "data")
    said = bienban("--data", tmp_path / "data", "export", "last", "minutes")
    file = Path(said.out.strip().removeprefix("Đã ghi "))
    assert Document(str(file)).paragraphs[0].text == "DỰ THẢO"
    assert "Số        -BB/CB" in first_lines(file)
    assert "Chưa cấp" in bienban("--data", tmp_path / "data", "numbers").out


def test_without_the_right_to_write_the_paper_comes_without_a_number(folder: Path) -> None:
    with Data(folder):
        said = bienban("--data", folder, "export", "last", "minutes")
    assert said.code == 0
    assert "Chưa cấp được số" in said.err
    assert "Số        -BB/CB" in first_lines(papers(folder) / "bien-ban-2026-11-03.docx")
    assert bienban("--data", folder, "export", "last", "minutes").code == 0
    assert "Số 01-BB/CB" in first_lines(papers(folder) / "bien-ban-2026-11-03.docx")


def test_a_paper_that_was_not_written_has_no_number(folder: Path) -> None:
    assert bienban("--data", folder, "export", "last", "minutes", "-o", folder / "meetings").sentence()
    assert "Chưa cấp số" in bienban("--data", folder, "numbers").out
    assert bienban("--data", folder, "export", "last", "minutes").code == 0
    assert "01-BB/CB" in bienban("--data", folder, "numbers").out


def test_a_list_as_a_spreadsheet(folder: Path) -> None:
    said = bienban("--data", folder, "export", "last", "tasks", "--xlsx")
    file = Path(said.out.strip().removeprefix("Đã ghi "))
    assert load_workbook(file).active is not None
    assert "không có dạng bảng tính" in bienban("--data", folder, "export", "last", "minutes", "--xlsx").sentence()


def test_a_file_changed_by_hand(folder: Path) -> None:
    bienban("--data", folder, "export", "last", "minutes")
    file = papers(folder) / "bien-ban-2026-11-03.docx"
    word = Document(str(file))
    for run in next(p for p in word.paragraphs if "21/23" in p.text).runs:
        run.text = run.text.replace("21/23", "22/23")
    word.save(str(file))
    said = bienban("--data", folder, "verify", file)
    assert said.code == 1
    assert "đã bị sửa tay" in said.out
    assert "Số không khớp: 21/23 → 22/23" in said.out


def test_a_file_of_another_cell(folder: Path, tmp_path: Path) -> None:
    open_meeting(tmp_path / "other")
    bienban("--data", tmp_path / "other", "export", "last", "minutes")
    [file] = (tmp_path / "other").rglob("*.docx")
    assert "không thuộc cuộc họp nào" in bienban("--data", folder, "verify", file).sentence()
    assert bienban("--data", folder, "verify", tmp_path / "khong-co.docx").sentence()


# --- in the way -----------------------------------------------------------------------------------


def spoilt(monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
    """From now on a call of the system fails on papers."""
    real = getattr(os, name)

    def failing(*arguments: Any, **more: Any) -> Any:
        if name == "write" or ".tmp" in str(arguments[0]):
            raise OSError(number, os.strerror(number))
        return real(*arguments, **more)

    monkeypatch.setattr(f"model.store.files.os.{name}", failing)


REFUSALS = [
    ("write", errno.ENOSPC, "ổ đĩa đã đầy"),
    ("open", errno.EACCES, "không có quyền"),
    ("open", errno.EROFS, "chỉ cho đọc"),
]


@pytest.mark.parametrize(("call", "number", "said"), REFUSALS)
def test_a_disk_that_refuses_leaves_the_older_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, said: str
) -> None:
    assert bienban("--data", folder, "export", "last", "minutes").code == 0
    before = contents(papers(folder))
    spoilt(monkeypatch, call, number)
    assert said in bienban("--data", folder, "export", "last", "minutes").sentence()
    monkeypatch.undo()
    assert contents(papers(folder)) == before


def test_a_file_that_word_holds_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bienban("--data", folder, "export", "last", "minutes").code == 0
    before = contents(papers(folder))

    def held(self: Path, target: Path) -> Path:
        error = PermissionError(errno.EACCES, "in use")
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr("model.store.files._PAUSES", ())
    monkeypatch.setattr(Path, "rename", held)
    assert "đang bị chương trình khác giữ" in bienban("--data", folder, "export", "last", "minutes").sentence()
    monkeypatch.undo()
    assert contents(papers(folder)) == before


def test_a_form_with_an_unknown_field(folder: Path) -> None:
    pytest.importorskip("docxtpl", reason="the extra bienban[forms] is not installed")
    word, file = Document(), BytesIO()
    word.add_paragraph("Đầu")
    word.add_paragraph("{{ khong_co }}")
    word.save(file)
    (folder / "forms").mkdir()
    (folder / "forms" / "bien-ban.docx").write_bytes(file.getvalue())
    before = contents(folder)
    said = bienban("--data", folder, "export", "last", "minutes").sentence()
    assert "đoạn 2" in said
    assert "“khong_co”" in said
    assert contents(folder) == before


def test_without_libreoffice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.desktop.office", lambda: "")
    said = bienban("--data", folder, "export", "last", "programme", "--pdf")
    assert "cài LibreOffice" in said.err.splitlines()[-1]
    assert said.code == 1
    assert (papers(folder) / "chuong-trinh-2026-11-03.docx").exists()


@pytest.mark.skipif(not desktop.office(), reason="LibreOffice is not installed")
def test_a_pdf(folder: Path) -> None:
    said = bienban("--data", folder, "export", "last", "programme", "--pdf")
    assert said.code == 0
    assert (papers(folder) / "chuong-trinh-2026-11-03.pdf").read_bytes().startswith(b"%PDF")


def test_a_pdf_of_an_office_that_still_holds_its_profile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def convert(command: list[str], **_: object) -> None:
        Path(command[-2], f"{Path(command[-1]).stem}.pdf").write_bytes(b"%PDF")

    def held(path: str, onerror: Callable[..., None], **_: object) -> None:
        try:
            raise NotADirectoryError(errno.ENOTDIR, "held")  # what deleting a held file comes to on Windows
        except OSError:
            onerror(os.unlink, path, sys.exc_info())

    monkeypatch.setattr("tui.desktop.office", lambda: "soffice")
    monkeypatch.setattr("subprocess.run", convert)
    monkeypatch.setattr("shutil.rmtree", held)
    assert bienban("--data", folder, "export", "last", "programme", "--pdf").code == 0
    assert (papers(folder) / "chuong-trinh-2026-11-03.pdf").exists()


def test_opening_what_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from model.errors import StoreError  # noqa: PLC0415

    with pytest.raises(StoreError, match="xin ghi văn bản trước"):
        desktop.open_path(tmp_path / "a.docx")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(StoreError, match="mở tệp ấy bằng tay"):
        desktop.open_path(tmp_path)
