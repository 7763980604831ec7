"""Backups: whole, checked, thinned, and restored without ever overwriting."""

import io
import json
import stat
import time
import zipfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import BadData, BienbanError, StoreError
from model.store import backup, generations
from model.store.data import Data
from tests.support.evening import DAY, ID, Told, check, evening, prepare
from tests.support.faulty_disk import Disk
from tests.support.harness_cli import bienban, contents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a meeting."""
    folder = tmp_path / "data"
    prepare(folder, is_sealed=False)
    return folder


def test_a_machine_whose_clock_begins_anew_makes_its_backup(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.localtime", lambda *_: time.gmtime(0))
    target = folder.parent / "b.zip"
    assert backup.backup(folder, target) == len(backup.contents(target))


def test_the_drill(folder: Path, tmp_path: Path) -> None:
    told = Told()
    evening(folder, told)
    backup.backup(folder, tmp_path / "b.zip")
    backup.restore(tmp_path / "b.zip", tmp_path / "new")
    check(tmp_path / "new", told.saved, {told.cell})
    before = {n: d for n, d in contents(folder).items() if not n.startswith("backups")}
    again = {n: d for n, d in contents(tmp_path / "new").items() if n != "index.json"}
    assert again.items() <= before.items()
    assert {n for n in before if n not in again} <= {"index.json"}
    modes = {stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "new").rglob("*")}
    assert modes <= {0o600, 0o700}


def test_never_over_data_without_a_copy(folder: Path, tmp_path: Path) -> None:
    backup.backup(folder, tmp_path / "old.zip")
    told = Told()
    evening(folder, told)
    newer = {n: d for n, d in contents(folder).items() if not n.startswith("backups")}
    with pytest.raises(BadData, match="không phục hồi đè lên"):
        backup.restore(tmp_path / "old.zip", folder)
    backup.restore(tmp_path / "old.zip", folder, replace=True)
    check(folder, [], {"Chi bộ 1"})
    (aside,) = (folder / "restored").iterdir()
    assert {n: d for n, d in contents(aside).items() if not n.startswith("backups")} == newer
    assert generations.listed(generations.folder_of(aside))
    check(aside, told.saved, {told.cell})
    with Data(folder), pytest.raises(StoreError, match="cửa sổ khác"):
        backup.restore(tmp_path / "old.zip", folder, replace=True)


def test_a_restore_that_is_interrupted_is_said_and_repeated(folder: Path, tmp_path: Path) -> None:
    backup.backup(folder, tmp_path / "b.zip")
    target = tmp_path / "new"
    disk = Disk(target, 25)
    with disk.watching(), pytest.raises(BienbanError):
        backup.restore(tmp_path / "b.zip", target)
    with pytest.raises(StoreError, match="chạy lại `bienban restore`"):
        Data(target)
    backup.restore(tmp_path / "b.zip", target)
    check(target, [], {"Chi bộ 1"})


def test_every_byte_of_a_backup_counts(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    backup.backup(folder, path)
    data, whole = path.read_bytes(), backup.contents(path)
    spots = range(0, len(data), 7)
    for spot in spots:
        for spoilt in (data[:spot], data[:spot] + bytes([data[spot] ^ 4]) + data[spot + 1 :]):
            path.write_bytes(spoilt)
            with suppress(BadData):
                assert backup.contents(path) == whole  # a byte that says nothing, such as a date


NAMES = ["../a", "/etc/a", "a/../../b", "C:\\a", "a\\..\\b", "a:b", "a\0b", "./a", "a//b", ""]


@pytest.mark.parametrize("name", NAMES)
def test_no_path_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    backup.write_backup(tmp_path / "good.zip", {"book.json": b"x"})
    with zipfile.ZipFile(tmp_path / "good.zip") as archive:
        manifest = archive.read("bienban-backup.json").replace(b'"book.json"', in_json(name))
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("bienban-backup.json", manifest)
        archive.writestr(zipfile.ZipInfo(name) if name else "x", b"x")
    with pytest.raises(BadData, match=r"bad\.zip"):
        backup.restore(tmp_path / "bad.zip", tmp_path / "in" / "data")
    assert not list((tmp_path / "in").rglob("*a*"))


def in_json(name: str) -> bytes:
    """A name as it stands in JSON."""
    return json.dumps(name).encode()


def test_a_bomb_and_a_claim_are_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bienban-backup.json", b" " * (20 << 20))
    (tmp_path / "bomb.zip").write_bytes(buffer.getvalue())
    with pytest.raises(BadData, match=r"bomb\.zip"):
        backup.contents(tmp_path / "bomb.zip")
    claim = buffer.getvalue().replace((20 << 20).to_bytes(4, "little"), (1 << 30).to_bytes(4, "little"))
    (tmp_path / "claim.zip").write_bytes(claim)
    with pytest.raises(BadData, match=r"claim\.zip"):
        backup.contents(tmp_path / "claim.zip")


# --- generations ----------------------------------------------------------------------------------


@given(st.sets(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=400))
def test_what_is_kept(days: set[date]) -> None:
    kept = generations.kept(days)
    assert kept <= days
    newest = sorted(days, reverse=True)
    assert set(newest[: generations.DAYS]) <= kept
    weeks = list(dict.fromkeys(d - timedelta(days=d.weekday()) for d in newest))[: generations.WEEKS]
    for monday in weeks:
        assert max(d for d in days if monday <= d < monday + timedelta(days=7)) in kept
    months = list(dict.fromkeys((d.year, d.month) for d in newest))[: generations.MONTHS]
    for month in months:
        assert max(d for d in days if (d.year, d.month) == month) in kept
    assert len(kept) <= generations.DAYS + generations.WEEKS + generations.MONTHS


def test_one_a_day_where_something_changed(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    made = [generations.make(folder, DAY + timedelta(days=n), str(stick)) for n in range(3)]
    assert made == [None, None, None]
    told = Told()
    for day in range(1, 50):
        with Data(folder) as data:
            data.book.settings = {"day": day}
        assert generations.make(folder, DAY + timedelta(days=day), str(stick))
    here, there = generations.listed(generations.folder_of(folder)), generations.listed(stick)
    assert here.keys() == there.keys() == generations.kept(here)
    assert {d.read_bytes() for d in here.values()} == {d.read_bytes() for d in there.values()}
    evening(folder, told)
    assert generations.make(folder, DAY, str(tmp_path / "not in")) is None
    assert max(generations.listed(generations.folder_of(folder))) == DAY + timedelta(days=49)
    backup.restore(here[max(here)], tmp_path / "back")
    check(tmp_path / "back", told.saved, {told.cell})


def test_a_spoilt_newest_backup_is_made_again(folder: Path) -> None:
    newest = generations.listed(generations.folder_of(folder))
    path = newest[max(newest)]
    path.write_bytes(path.read_bytes()[:-30])
    assert generations.make(folder, max(newest)) == path
    assert f"meetings/{ID}/journal.jsonl" in backup.contents(path)


def test_the_commands(folder: Path, tmp_path: Path) -> None:
    assert "đã đọc lại và khớp" in bienban("--data", folder, "backup", tmp_path / "b.zip").out
    stick = tmp_path / "usb"
    assert "Không có thư mục" in bienban("--data", folder, "backup", "--second", stick).sentence()
    stick.mkdir()
    assert bienban("--data", folder, "backup", "--second", stick).code == 0
    assert len(generations.listed(stick)) == 1
    assert "Đã phục hồi" in bienban("--data", tmp_path / "new", "restore", tmp_path / "b.zip").out
    assert "--replace" in bienban("--data", folder, "restore", tmp_path / "b.zip").sentence()
    assert bienban("--data", folder, "restore", tmp_path / "b.zip", "--replace").code == 0
