"""Data under a passphrase: the same damage, wrong and lost secrets, and no word of anybody in any file."""

import itertools
import shutil
import unicodedata
from pathlib import Path

import pytest

from model.errors import BadData, BienbanError, StoreError
from model.store import backup, generations, keys, sealing
from model.store.chain import read
from model.store.cipher import SEALED, Cipher
from model.store.data import Data
from model.store.desk import Desk
from model.store.draft import Draft
from model.store.journal import Journal
from model.store.storage import SafeStorage
from tests.support.evening import ID, SECRET, SPEAKER, Told, check, evening, prepare
from tests.support.faulty_disk import Disk
from tests.support.harness_cli import bienban
from tests.support.harness_data import DAY, open_meeting, remarks
from tui.session import Session

WORD = "xyzzykhongai"


@pytest.fixture
def cipher() -> Cipher:
    return Cipher(bytes(range(32)))


@pytest.fixture
def journal(place: Path, cipher: Cipher) -> Path:
    """A sealed journal of three lines."""
    path = place / "2026-11-03-thuong-ky" / "journal.jsonl"
    writer = Journal.create(path, cipher=cipher)
    for number in (1, 2, 3):
        writer.append(b'{"seq":%d}' % number)
    writer.close()
    return path


def survives(path: Path, cipher: Cipher, lines: list[bytes]) -> None:
    """A damaged journal: its good lines are read, the rest is said; opened, it goes on or is left alone."""
    reading = read(path, cipher)
    assert reading.damage is not None
    assert reading.payloads == lines[: len(reading.payloads)]
    assert reading.damage.line == len(reading.payloads) + 1
    before = path.read_bytes()
    try:
        writer = Journal.open(path, cipher=cipher)
    except StoreError:
        assert reading.damage.kind != "torn"
        assert path.read_bytes() == before
        return
    assert writer.recovered
    writer.append(b'{"seq":9}')
    assert writer.close().pending == 0
    assert len(read(path, cipher).payloads) == len(reading.payloads) + 1


def test_a_journal_cut_at_every_length(journal: Path, cipher: Cipher) -> None:
    data, lines = journal.read_bytes(), read(journal, cipher).payloads
    ends = {0, *(n + 1 for n, byte in enumerate(data) if byte == ord("\n"))}
    for length in set(range(len(data))) - ends:
        journal.write_bytes(data[:length])
        survives(journal, cipher, lines)


def test_every_byte_of_a_journal_flipped(journal: Path, cipher: Cipher) -> None:
    data, lines = journal.read_bytes(), read(journal, cipher).payloads
    for place, bit in itertools.product(range(len(data)), (1, 32)):
        journal.write_bytes(data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :])
        survives(journal, cipher, lines)


@pytest.mark.parametrize("order", [(0, 2), (1, 2), (1, 0, 2), (0, 0, 1, 2), (0, 2, 1)])
def test_lines_left_out_moved_or_doubled(journal: Path, cipher: Cipher, order: tuple[int, ...]) -> None:
    data, lines = journal.read_bytes().splitlines(keepends=True), read(journal, cipher).payloads
    journal.write_bytes(b"".join(data[number] for number in order))
    survives(journal, cipher, lines)


def test_lines_of_another_meeting_and_plain_ones_are_foreign(journal: Path, cipher: Cipher) -> None:
    other = journal.parent.with_name("2026-12-03-thuong-ky") / "journal.jsonl"
    shutil.copytree(journal.parent, other.parent)
    assert read(other, cipher).payloads == []
    plain = b"".join(line + b"\n" for line in read(journal, cipher).payloads)
    journal.write_bytes(plain)
    assert read(journal, cipher).payloads == []
    assert len(read(journal).payloads) == 3


def test_a_book_cut_and_flipped_falls_back_and_says_so(place: Path, cipher: Cipher) -> None:
    path = place / "book.json"
    for number in (1, 2):
        SafeStorage(path, cipher=cipher).write({"cell": {"1": {"number": number}}})
    good = path.read_bytes()
    spoilt = [good[:length] for length in range(len(good))]
    spoilt += [good[:i] + bytes([good[i] ^ bit]) + good[i + 1 :] for i in range(len(good)) for bit in (1, 32)]
    for data in spoilt:
        path.write_bytes(data)
        storage = SafeStorage(path, read_only=True, cipher=cipher)
        assert storage.read() == {"cell": {"1": {"number": 1 if b'"format":3' not in data else 2}}}
        assert len(storage.notices) == 1
    path.write_bytes(good)
    with pytest.raises(StoreError, match=r"keys\.json"):
        SafeStorage(path).read()


# --- secrets --------------------------------------------------------------------------------------


def test_wrong_lost_and_changed_secrets(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = place / "data"
    prepare(folder, is_sealed=False)
    digest = read(folder / "meetings" / ID / "journal.jsonl").digest
    code = sealing.seal_folder(folder, SECRET)
    journal = (folder / "meetings" / ID / "journal.jsonl").read_bytes()
    with Data(folder) as data:
        assert data.archive.load(ID).digest == digest  # the digest on paper stays what it was
    for wrong in ("sai mật khẩu", "", code[:-1] + ("A" if code[-1] != "A" else "B")):
        with pytest.raises(BadData, match="Mật khẩu không đúng"):
            keys.unlock(folder, wrong)
    keys.change(folder, code.lower().replace("-", " "), "mật khẩu mới hẳn")
    with pytest.raises(BadData):
        keys.unlock(folder, SECRET)
    assert (folder / "meetings" / ID / "journal.jsonl").read_bytes() == journal
    newer = keys.new_code(folder, "mật khẩu mới hẳn")
    assert keys.opens(folder, newer)
    assert not keys.opens(folder, code)
    with pytest.raises(BadData, match="ít nhất 8"):
        keys.change(folder, newer, "ngắn")
    for name in (keys.NAME, f"{keys.NAME}.1"):
        (folder / name).rename(place / name)
    with pytest.raises(StoreError, match=r"keys\.json từ bản sao lưu"):
        Data(folder)
    shutil.copy(place / f"{keys.NAME}.1", folder / f"{keys.NAME}.1")  # the one beside it is as good
    monkeypatch.setattr(Data, "ask", staticmethod(lambda: newer))
    check(folder, [], {"Chi bộ 1"})


def test_the_words_of_the_passphrase_may_be_typed_either_way(place: Path) -> None:
    keys.create(place, unicodedata.normalize("NFD", SECRET))
    assert keys.opens(place, f" {unicodedata.normalize('NFC', SECRET)} ")


def test_a_cost_that_would_fill_the_memory_is_refused(place: Path) -> None:
    with pytest.raises(StoreError, match="chi phí"):
        keys.stretched("x", b"salt", 1 << 40)


@pytest.mark.parametrize("fails", range(1, 60, 4))
def test_a_sealing_that_is_interrupted_goes_on(place: Path, fails: int) -> None:
    folder = place / "data"
    prepare(folder, is_sealed=False)
    disk = Disk(folder, fails)
    with disk.watching():
        try:
            sealing.seal_folder(folder, SECRET)
        except (BienbanError, OSError):
            assert disk.failed
    check(folder, [], {"Chi bộ 1"})
    if keys.sealed(folder):
        assert keys.whole(folder)
        assert b"{" not in (folder / "meetings" / ID / "journal.jsonl").read_bytes()[:1]


# --- nobody in ------------------------------------------------------------------------------------


def test_what_says_nothing_of_anybody_stays_as_it_is(place: Path) -> None:
    folder, sheet = place / "data", b'id = "x"'
    prepare(folder, is_sealed=False)
    (folder / "sheets").mkdir()
    (folder / "sheets" / "sheet-x.toml").write_bytes(sheet)
    (folder / "keys.toml").write_bytes(sheet)
    generations.make(folder, DAY)
    sealing.seal_folder(folder, SECRET)
    assert (folder / "sheets" / "sheet-x.toml").read_bytes() == (folder / "keys.toml").read_bytes() == sheet
    old = backup.contents(max(generations.listed(folder / "backups").items())[1])
    assert old["sheets/sheet-x.toml"] == sheet
    with Data(folder, write=False) as data:
        backup.backup_for(folder, place / "b", "mật khẩu của gói", data.cipher)
    assert backup.contents(place / "b", "mật khẩu của gói")["sheets/sheet-x.toml"] == sheet


def test_an_unfinished_line_that_looks_sealed_is_sealed_too(place: Path) -> None:
    prepare(place, is_sealed=False)
    draft = place / "meetings" / ID / "draft.txt"
    draft.write_text("~ khoảng mười hộ", "utf-8")
    sealing.seal_folder(place, SECRET)
    assert "mười" not in draft.read_text("utf-8")
    with Data(place) as data:
        assert Draft(draft, cipher=data.cipher).load() == "~ khoảng mười hộ"


def files_with(folder: Path, word: str) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def test_no_file_has_a_word_of_the_meeting(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder, temporary = place / "data", place / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    meeting = open_meeting(folder, *remarks(f"trước khi khóa {WORD}"))
    bienban("--data", folder, "search", WORD)
    bienban("--data", folder, "export", "last", "minutes")
    generations.make(folder, DAY)
    assert files_with(folder, WORD)
    sealing.seal_folder(folder, SECRET)
    with Data(folder) as data:
        session = Session.open(data, meeting)
        session.record(remarks(f"sau khi khóa {WORD}")[0])
        draft = Draft(data.archive.path(meeting) / "draft.txt", cipher=data.cipher)
        draft.save(f"đang gõ {WORD}")
        desk = Desk(data.archive.path(meeting) / "desk.json", data.cipher)
        desk.forms["task"] = {"text": WORD}
        desk.keep()
        draft.close()
        desk.close()
        session.journal.close()
        data.archive.remember(session.meeting)
        assert len(data.search.find(WORD)) == 2
        assert Desk(data.archive.path(meeting) / "desk.json", data.cipher).forms == {"task": {"text": WORD}}
        assert generations.make(folder, DAY)
    assert files_with(folder, WORD) == files_with(temporary, WORD) == []
    bundle = tmp_path / "bundle"
    with Data(folder, write=False) as data:
        backup.backup_for(folder, bundle, "mật khẩu của gói", data.cipher)
    assert WORD.encode() not in bundle.read_bytes()
    assert any(WORD.encode() in content for content in backup.contents(bundle, "mật khẩu của gói").values())
    for content in backup.contents(max(generations.listed(folder / "backups").items())[1]).values():
        assert WORD.encode() not in content
    assert (folder / "search.sqlite").read_bytes().startswith(SEALED)


def test_the_index_of_words_is_kept_sealed_and_made_anew_where_it_was_changed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = place / "data"
    open_meeting(folder, *remarks(f"một {WORD}", "hai"))
    sealing.seal_folder(folder, SECRET)
    with Data(folder) as data:
        found = data.search.find(WORD)
        assert len(found) == 1
    kept = (folder / "search.sqlite").read_bytes()
    with monkeypatch.context() as without, Data(folder) as data:
        without.setattr(data.archive, "load", lambda _: pytest.fail("the journals were asked again"))
        assert data.search.find(WORD) == found
    for spoilt in (kept[:-9], kept[:50] + b"x" + kept[51:], b"", SEALED):
        (folder / "search.sqlite").write_bytes(spoilt)
        with Data(folder) as data:
            assert data.search.find(WORD) == found
        with Data(folder, write=False) as data:
            assert data.search.find(WORD) == found


def test_a_bundle_opens_only_by_its_passphrase(place: Path) -> None:
    prepare(place / "data", is_sealed=True)
    told = Told()
    evening(place / "data", told)
    bundle = place / "b.bundle"
    with Data(place / "data", write=False) as data:
        backup.backup_for(place / "data", bundle, "mật khẩu của gói", data.cipher)
    with pytest.raises(BadData, match="Mật khẩu của gói không đúng"):
        backup.restore(bundle, place / "other", passphrase=SECRET)
    backup.restore(bundle, place / "other", passphrase="mật khẩu của gói")
    assert not keys.sealed(place / "other")
    check(place / "other", told.saved, {told.cell})
    assert SPEAKER in (place / "other" / "book.json").read_text("utf-8")
    data_of_bundle = bundle.read_bytes()
    for spot in range(0, len(data_of_bundle), 97):
        bundle.write_bytes(data_of_bundle[:spot] + bytes([data_of_bundle[spot] ^ 1]) + data_of_bundle[spot + 1 :])
        with pytest.raises(BienbanError):
            backup.contents(bundle, "mật khẩu của gói")
