"""A journal of a newer program: what is known of it is read, nothing is written, and that is said."""

from datetime import date
from pathlib import Path

import pytest

from model.errors import StoreError
from model.store.data import Data
from model.store.journal import Journal
from tests.support.evening import ID, prepare
from tests.support.harness_cli import bienban
from tui.session import Session


def test_events_of_a_newer_program_are_said_and_the_meeting_only_read(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    prepare(folder, is_sealed=False)
    path = folder / "meetings" / ID / "journal.jsonl"
    writer = Journal.open(path)
    known = len(writer.reading.payloads)
    writer.append(b'{"id":9,"at":"2026-11-03T20:00:00+07:00","event":{"type":"of_next_year"}}')
    writer.close()
    before = path.read_bytes()
    with Data(folder) as data:
        loaded = data.archive.load(ID)
        assert len(loaded.meeting.entries) == known
        assert f"không hiểu được từ dòng {known + 1}" in loaded.damage
        with pytest.raises(StoreError, match="hãy cập nhật bienban"):
            data.archive.open(ID)
    said = bienban("--data", folder, "show", ID)
    assert said.code == 1
    assert "thường kỳ" in said.out
    assert path.read_bytes() == before


def test_a_newer_book_makes_the_whole_folder_read_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    prepare(folder, is_sealed=False)
    book = folder / "book.json"
    book.write_bytes(book.read_bytes().replace(b'"format":1', b'"format":7'))
    with Data(folder) as data:
        assert data.read_only
        assert "hãy cập nhật bienban" in data.notice
        assert data.book.cell is not None
        assert data.archive.load(ID).damage == ""
        assert not data.take_over()
        with Data(folder) as again:  # nobody holds the lock for nothing
            assert again.read_only


def test_a_meeting_that_was_never_begun_is_passed_over_and_its_id_taken_again(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    prepare(folder, is_sealed=False)
    day = date(2026, 11, 20)
    with Data(folder) as data:
        ident = data.archive.free_id(day, "regular")
        data.archive.create(ident).close()
    said = bienban("--data", folder, "list")
    assert (said.err, said.out.count("\n")) == ("", 1)
    assert bienban("--data", folder, "show", "last").code == 0
    assert bienban("--data", folder, "doctor").code == 0
    assert "chưa có gì được ghi" in bienban("--data", folder, "show", ident).sentence()
    with Data(folder) as data:
        assert data.archive.between(day, day) == ([], [])
        session = Session.prepare(data, "regular", day, "Nhà văn hóa")
        assert session.meeting.id == ident
        assert session.journal.close().pending == 0
        assert data.archive.load(ident).meeting.state == "prepared"


def test_an_empty_journal_that_had_lines_is_damage(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    prepare(folder, is_sealed=False)
    with Data(folder) as data:
        data.archive.refresh()
        data.archive.journal_path(ID).write_bytes(b"")
        assert "trước đây đã lưu" in data.archive.refresh()[1][0]
        assert data.archive.free_id(date.fromisoformat(ID[:10]), "regular") != ID


def test_a_line_that_is_no_text_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    prepare(folder, is_sealed=False)
    writer = Journal.open(folder / "meetings" / ID / "journal.jsonl")
    writer.append(b'{"id":9,"at":"2026-11-03T20:00:00+07:00","event":{"type":"remark","speaker":"a","text":"\x80"}}')
    writer.close()
    with Data(folder) as data:
        assert "không hiểu được từ dòng" in data.archive.load(ID).damage
