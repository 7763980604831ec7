"""Where two things meet: two threads, a sealed folder and what was there before, a typed path and a disk."""

import contextlib
import errno
import threading
from pathlib import Path

import pytest

from model.errors import StoreError
from model.events import Remark
from model.store import backup, generations, papers, sealing
from model.store.archive import Archive
from model.store.data import Data
from model.store.doctor import examine
from model.store.journal import Journal
from model.store.storage import SafeStorage
from tests.support.evening import ID, SECRET, SPEAKER, clock, prepare
from tests.support.harness_cli import bienban
from tui import practice
from tui.app import BienbanApp
from tui.cli import meetings as meetings_cli
from tui.session import Session

WORD = "xyzzykhongai"


@pytest.fixture
def folder(place: Path) -> Path:
    """A data folder with an open meeting."""
    prepare(place / "data", is_sealed=False)
    return place / "data"


def files_with(folder: Path, word: str) -> list[str]:
    return [str(p) for p in folder.rglob("*") if p.is_file() and word.encode() in p.read_bytes()]


# --- an act ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "sealed"])
def test_an_act_goes_to_the_disk_in_one_piece(folder: Path, monkeypatch: pytest.MonkeyPatch, is_sealed: bool) -> None:
    if is_sealed:
        sealing.seal_folder(folder, SECRET)
    seen: list[int] = []
    with Data(folder) as data:
        session = Session.open(data, ID, clock=clock, listener=lambda state: seen.append(state.acknowledged))
        journal = session.journal
        before = journal.state.acknowledged
        # the writer that is as quick as can be: whatever it may take, it takes at once
        monkeypatch.setattr("model.store.journal.time.sleep", lambda _: journal.flush())
        session.record_all([Remark(SPEAKER, f"ý {number}") for number in range(3)])
        journal.close()
        assert seen[0] == before + 3
        assert data.archive.load(ID).damage == ""


# --- paths that are typed -------------------------------------------------------------------------


def test_a_rescue_to_where_nobody_can_look_is_refused_in_words(folder: Path) -> None:
    other = folder / ("x" * 300) / "journal.jsonl"
    with (
        Data(folder) as data,
        contextlib.closing(data.archive.open(ID)[1]) as journal,
        pytest.raises(StoreError, match="Không đọc được"),
    ):
        journal.rescue(other)


def test_a_second_folder_where_nobody_can_look_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = folder.parent / "stick"

    def locked(self: Path, **_: object) -> object:
        if self == stick:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return real(self)

    real = Path.stat
    monkeypatch.setattr(Path, "stat", locked)
    with pytest.raises(StoreError, match="không có quyền"):
        generations.make(folder, clock().date(), str(stick))
    with pytest.raises(StoreError, match="đường dẫn đầy đủ"):
        generations.make(folder, clock().date(), "~khongcoai/usb")


# --- threads --------------------------------------------------------------------------------------


def test_a_line_that_is_entered_while_the_backup_reads_keeps_nothing_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = folder / "meetings" / ID / "draft.txt"
    draft.write_text("đang gõ", "utf-8")
    real = backup.read_bytes

    def entered(path: Path) -> bytes:
        draft.unlink(missing_ok=True)
        return real(path)

    monkeypatch.setattr(backup, "read_bytes", entered)
    found = backup.present(folder)
    assert f"meetings/{ID}/journal.jsonl" in found
    assert f"meetings/{ID}/draft.txt" not in found


def test_a_file_that_cannot_be_read_keeps_the_backup_from_being_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backup.read_bytes

    def sick(path: Path) -> bytes:
        if path.name == "journal.jsonl":
            raise StoreError("Không đọc được.")
        return real(path)

    monkeypatch.setattr(backup, "read_bytes", sick)
    with pytest.raises(StoreError):
        backup.present(folder)


def test_a_journal_that_grows_while_it_is_read_is_not_called_shorter(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Data(folder) as data:
        archive = data.archive
        session = Session.open(data, ID, clock=clock)
        real = archive.read

        def meanwhile(meeting_id: str) -> object:
            reading = real(meeting_id)
            monkeypatch.undo()
            session.record(Remark(SPEAKER, "nói thêm"))
            session.journal.close()
            archive.remember(session.meeting)
            return reading

        archive.heads  # noqa: B018 - known, as they are behind the first screen
        monkeypatch.setattr(archive, "read", meanwhile)
        assert archive.load(ID).damage == ""


def test_a_disk_that_gives_no_list_is_told_to_who_searches(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sick(self: Archive) -> None:
        raise StoreError("Không đọc được: ổ đĩa báo lỗi.")

    with Data(folder) as data:
        monkeypatch.setattr(Archive, "ids", sick)
        data.search.prepare()
        with pytest.raises(StoreError, match="ổ đĩa báo lỗi"):
            data.search.find("ngõ")


def test_two_papers_written_at_once_are_both_watched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = threading.Barrier(2)
    real = papers._listed

    def slowly(place: Path) -> dict[str, list[str]]:
        found = real(place)
        with contextlib.suppress(threading.BrokenBarrierError):  # the other one waits its turn
            together.wait(0.5)
        return found

    with Data(folder) as data:
        meeting, place = data.archive.load(ID).meeting, data.archive.path(ID) / "papers"
        monkeypatch.setattr(papers, "_listed", slowly)
        names = ("bien-ban.docx", "nghi-quyet.docx")
        threads = [threading.Thread(target=papers.write, args=(data.archive, meeting, place / n, b"PK")) for n in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        monkeypatch.undo()
        for name in names:
            (place / name).write_bytes(b"PK changed")
        assert len(list(papers.outdated(data.archive, ID))) == 2


def test_an_index_that_the_disk_refuses_is_said_and_the_list_is_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise StoreError("Không ghi được: ổ đĩa đã đầy.")

    (folder / "index.json").unlink()
    with Data(folder) as data:
        monkeypatch.setattr(SafeStorage, "write", refused)
        rows, told = data.archive.refresh()
    assert [row["id"] for row in rows] == [ID]
    assert told == ["Không ghi được: ổ đĩa đã đầy."]


def test_a_taking_over_that_fails_leaves_nothing_that_writes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sick(self: Archive) -> None:
        raise StoreError("Không đọc được.")

    with Data(folder) as first, Data(folder) as second:
        first.close()
        monkeypatch.setattr(Archive, "_open_index", sick)
        with pytest.raises(StoreError):
            second.take_over()
        monkeypatch.undo()
        with pytest.raises(StoreError, match="chỉ để xem"):
            second.book.settings = {"lock_minutes": 1}
        assert second.take_over()
        second.book.settings = {"lock_minutes": 1}


# --- what encryption must not leave ---------------------------------------------------------------


def test_what_a_killed_program_left_is_not_left_plain(folder: Path) -> None:
    for name in (".bienban-77-abcd.tmp", "importing/2026-10-03-thuong-ky/journal.jsonl", "importing/.bienban-1-a.tmp"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{WORD}\n", "utf-8")
    assert files_with(folder, WORD)
    sealing.seal_folder(folder, SECRET)
    assert files_with(folder, WORD) == []


def test_a_rescue_from_before_the_sealing_is_taken_in_sealed(folder: Path) -> None:
    stick = folder.parent / "stick"
    with Data(folder) as data:
        session = Session.open(data, ID, clock=clock)
        session.record(Remark(SPEAKER, WORD))
        session.journal.flush()
        session.journal.rescue(stick / ID / "journal.jsonl")
        session.journal.close()
    sealing.seal_folder(folder, SECRET)
    for path in (folder / "meetings" / ID).iterdir():
        path.unlink()
    (folder / "meetings" / ID).rmdir()
    with Data(folder) as data:
        for finding in examine(data, stick):
            if finding.mend:
                finding.mend()
        (said,) = (e.event.text for e in data.archive.load(ID).meeting.entries if isinstance(e.event, Remark))
    assert said == WORD
    assert files_with(folder, WORD) == []


def test_practice_writes_no_abbreviation_of_sealed_data_in_plain(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Data(folder) as data:
        data.book.phrases = {"xz": WORD}
    sealing.seal_folder(folder, SECRET)
    left: list[list[str]] = []

    def look(app: BienbanApp) -> int:
        assert app.data.book.phrases == {"xz": WORD}
        left.append(files_with(app.data.folder, WORD))
        return 0

    monkeypatch.setattr(practice, "run_app", look)
    assert practice.run(folder, 190) == 0
    assert left == [[]]


# --- the command line -----------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [KeyError(WORD), PermissionError(errno.EACCES, "Permission denied", "/x")])
def test_a_fault_of_a_command_shows_no_words_and_no_traceback(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(meetings_cli, "Data", fail)
    said = bienban("--data", folder, "list")
    assert said.code == 1
    assert WORD not in said.err
    assert "Traceback" not in said.err
    assert "Không đọc hay ghi được /x: không có quyền" in said.err or "KeyError" in said.err


def test_a_journal_takes_several_lines_or_none(place: Path) -> None:
    with contextlib.closing(Journal.create(place / ID / "journal.jsonl")) as journal:
        with pytest.raises(ValueError, match="one JSON object"):
            journal.append(b'{"a":1}', b"not an object")
        assert journal.append(b'{"a":1}', b'{"a":2}') == 2
        assert journal.flush().acknowledged == 2
