"""The doctor: what is wrong is said, what can be derived is mended, nothing is thrown away."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from model.store import generations
from model.store.chain import read
from model.store.data import Data
from model.store.doctor import examine
from tests.support.evening import DAY, ID, Told, check, evening, prepare
from tests.support.harness_cli import Said, bienban, edited, flipped

LINES = 6
"""Of the journal after an evening: prepared, opened, an item begun, three remarks."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder after an evening, with its backup of the day."""
    folder = tmp_path / "data"
    prepare(folder, is_sealed=False)
    evening(folder, Told())
    return folder


@pytest.fixture
def journal(folder: Path) -> Path:
    return folder / "meetings" / ID / "journal.jsonl"


def doctor(folder: Path, *options: str) -> Said:
    return bienban("--data", folder, "doctor", *options)


def test_sound_data_have_nothing(folder: Path) -> None:
    with Data(folder, write=False) as data:
        assert examine(data) == []
    assert doctor(folder) == Said(0, "Dữ liệu tốt: 1 cuộc họp, nhật ký nguyên vẹn.\n", "")


def without_last(data: bytes) -> bytes:
    return b"".join(data.splitlines(keepends=True)[:-2])


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "whole lines missing at the end": without_last,
    "a byte flipped in the middle": flipped,
    "a torn end": lambda data: data[:-9],
    "garbage": lambda data: b"\xff" * 50,
    "nothing": lambda data: b"",
}


@pytest.mark.parametrize("case", DAMAGES)
def test_a_damaged_journal_is_said_and_taken_from_the_backup(folder: Path, journal: Path, case: str) -> None:
    whole = journal.read_bytes()
    spoilt = DAMAGES[case](whole)
    edited(journal, DAMAGES[case])
    said = doctor(folder)
    assert said.code == 1
    assert str(journal) in said.err
    assert journal.read_bytes() == spoilt
    mended = doctor(folder, "--mend")
    assert mended.code == 0, mended
    assert journal.read_bytes() == whole
    assert any(spoilt == p.read_bytes() for p in journal.parent.glob("journal.jsonl.hong-*"))
    assert doctor(folder).err == ""


def test_what_was_written_after_the_backup_stays(folder: Path, journal: Path) -> None:
    old = journal.read_bytes()
    told = Told(cell="Chi bộ 1+")
    evening(folder, told)
    lines = journal.read_bytes().splitlines(keepends=True)
    assert len(lines) == LINES + 3
    backups = generations.folder_of(folder)
    (backups / f"bienban-{DAY}.zip").unlink()
    edited(backups / "bienban-2026-11-02.zip", lambda data: data)
    newest = Path(shutil.copytree(folder, folder.with_name("old")))
    (newest / "meetings" / ID / "journal.jsonl").write_bytes(old)
    generations.make(newest, DAY)
    shutil.copy(generations.folder_of(newest) / f"bienban-{DAY}.zip", backups)
    whole = journal.read_bytes()
    journal.write_bytes(b"".join(lines[:3]) + flipped(lines[3]) + b"".join(lines[4:]))
    assert doctor(folder, "--mend").code == 0
    assert journal.read_bytes() == whole
    check(folder, told.saved, {told.cell})


def test_lines_missing_at_the_end_are_said_on_every_opening(folder: Path, journal: Path) -> None:
    edited(journal, without_last)
    for _ in range(2):
        with Data(folder) as data:
            damaged = data.archive.refresh()[1]
            assert any(f"chỉ còn {LINES - 2} dòng, trước đây đã lưu {LINES} dòng" in d for d in damaged)
            meeting, writer = data.archive.open(ID)
            writer.close()
            assert "trước đây đã lưu" in writer.recovered
            data.archive.remember(meeting)
    assert doctor(folder, "--accept", ID, "--mend").code == 0


def test_accepting_a_shorter_journal(folder: Path, journal: Path) -> None:
    shutil.rmtree(generations.folder_of(folder))
    edited(journal, without_last)
    assert doctor(folder).code == 1
    assert doctor(folder, "--mend").code == 1
    assert doctor(folder, "--accept", ID).code == 0
    assert doctor(folder) == Said(0, "Dữ liệu tốt: 1 cuộc họp, nhật ký nguyên vẹn.\n", "")


def test_another_history_is_said_and_kept(folder: Path, journal: Path, tmp_path: Path) -> None:
    prepare(tmp_path / "other", is_sealed=False)
    shutil.copy(tmp_path / "other" / "meetings" / ID / "journal.jsonl", journal)
    for _ in range(3):
        with Data(folder) as data:
            _, writer = data.archive.open(ID)
            writer.append(b'{"id":%d,"at":"2026-11-03T19:30:00+07:00","event":{"type":"opened"}}' % 9)
            writer.close()
    before = journal.read_bytes()
    said = doctor(folder, "--mend")
    assert said.code == 1
    assert "khác với bản" in said.err
    assert journal.read_bytes() == before


def test_a_meeting_that_is_gone_comes_back(folder: Path, journal: Path) -> None:
    whole = journal.read_bytes()
    shutil.rmtree(journal.parent)
    assert f"Không còn cuộc họp {ID}" in doctor(folder).err
    assert doctor(folder, "--mend").code == 0
    assert journal.read_bytes() == whole


def test_a_rescued_journal_is_brought_home(folder: Path, journal: Path, tmp_path: Path) -> None:
    stick = tmp_path / "usb" / ID
    stick.mkdir(parents=True)
    whole = journal.read_bytes()
    (stick / "journal.jsonl").write_bytes(whole)
    edited(journal, without_last)
    shutil.rmtree(generations.folder_of(folder))
    assert doctor(folder, "--mend", "--from", str(tmp_path / "usb")).code == 0
    assert journal.read_bytes() == whole


def test_what_is_derived_is_made_anew(folder: Path) -> None:
    bienban("--data", folder, "search", "ý kiến")
    (folder / "search.sqlite").write_bytes(b"garbage" * 1000)
    (folder / "index.json").unlink()
    folder.chmod(0o755)
    said = doctor(folder)
    assert said.code == 0
    assert said.err.count("--mend") == 3
    assert doctor(folder, "--mend").out.startswith("Đã sửa 3/3 điều.")
    assert doctor(folder).err == ""
    assert bienban("--data", folder, "search", "ý kiến").out


def test_papers_against_digests(folder: Path) -> None:
    path = Path(bienban("--data", folder, "export", ID, "minutes").out.removeprefix("Đã ghi ").strip())
    assert doctor(folder).err == ""
    evening(folder, Told(cell="Chi bộ 1+"))
    assert "cũ hơn nhật ký" in doctor(folder).err
    edited(path, flipped)
    assert "đã được sửa ngoài chương trình" in doctor(folder).err


def test_a_bad_backup_is_said_and_put_aside(folder: Path) -> None:
    path = generations.folder_of(folder) / f"bienban-{DAY}.zip"
    edited(path, flipped)
    assert path.name in doctor(folder).err
    assert doctor(folder, "--mend").code == 0
    assert list(path.parent.glob(f"{path.name}.hong-*"))


def test_the_doctor_reads_only_unless_told(folder: Path, journal: Path) -> None:
    edited(journal, without_last)
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    doctor(folder)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    assert len(read(journal).payloads) == LINES - 2
