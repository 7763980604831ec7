"""TinyDB over the safe storage: bad files, older generations, kills, and the same answers as from memory."""

import errno
import json
import os
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB
from tinydb.storages import MemoryStorage, Storage

from model.errors import StoreError
from model.store import storage as module
from model.store.cipher import Cipher
from model.store.files import generation
from model.store.storage import SafeStorage, newest_age

Tables = dict[str, dict[str, Any]]

WRITER = """
import itertools, sys
from pathlib import Path
from tinydb import TinyDB
from model.store.storage import SafeStorage
with TinyDB(Path(sys.argv[1]), storage=SafeStorage) as db:
    while True:
        print(db.insert({"text": "ngõ 12 " * 200}), flush=True)
"""


def tables(number: int) -> Tables:
    return {"members": {"1": {"name": "Trần Thị Ân", "number": number}}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file whose generations hold the numbers 4 (now), 3, 2, 1."""
    path = tmp_path / "book.json"
    storage = SafeStorage(path)
    for number in range(5):
        storage.write(tables(number))
    return path


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_file_is_as_agreed(path: Path) -> None:
    data = path.read_bytes()
    envelope = json.loads(data)
    assert list(envelope) == ["format", "sha256", "tables"]
    assert envelope["tables"] == tables(4)
    inner = data[data.index(b'"tables":') + len(b'"tables":') : -1]
    assert sha256(inner).hexdigest() == envelope["sha256"]
    assert "Trần Thị Ân".encode() in data


def test_nothing_there_is_empty(tmp_path: Path) -> None:
    storage = SafeStorage(tmp_path / "book.json")
    assert storage.read() is None
    assert storage.notices == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "bad", [b"", b"\0" * 200, b"{}", b"\xff\xfe", b'{"format":1,"sha256":"0","tables":{}}', b'{"format":0}']
)
def test_a_bad_file_is_put_away_and_the_newest_good_one_taken(path: Path, bad: bytes) -> None:
    path.write_bytes(bad)
    storage = SafeStorage(path)
    assert storage.read() == tables(3)
    assert storage.read() == tables(3)
    (aside,) = path.parent.glob("book.json.hong-*")
    assert aside.read_bytes() == bad
    assert not path.exists()
    (notice,) = storage.notices
    assert aside.name in notice
    assert "hãy kiểm tra" in notice
    storage.write(tables(9))
    again = SafeStorage(path)
    assert again.read() == tables(9)
    assert again.notices == []
    assert SafeStorage(generation(path, 1)).read() == tables(3)


def test_cut_at_every_length_and_every_byte_changed(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    SafeStorage(path).write(tables(1))
    SafeStorage(path).write(tables(2))
    good = path.read_bytes()
    spoilt = [good[:length] for length in range(len(good))]
    spoilt += [good[:i] + bytes([good[i] ^ bit]) + good[i + 1 :] for i in range(len(good)) for bit in (1, 2, 32)]
    for data in spoilt:
        path.write_bytes(data)
        storage = SafeStorage(path, read_only=True)
        assert storage.read() == tables(2 if b'"format":3,' in data else 1), data  # 1 ^ 2: a newer program's
        assert len(storage.notices) == 1


def test_a_missing_file_with_generations_is_not_empty(path: Path) -> None:
    path.unlink()
    storage = SafeStorage(path)
    assert storage.read() == tables(3)
    assert "Không thấy" in storage.notices[0]


def test_older_generations_are_tried_in_order(path: Path) -> None:
    path.write_bytes(b"bad")
    generation(path, 1).write_bytes(b"bad")
    generation(path, 2).unlink()
    storage = SafeStorage(path)
    assert storage.read() == tables(1)


@pytest.mark.parametrize("older", [0, 1, 3])
def test_all_bad_is_an_error_and_stays_one(path: Path, older: int) -> None:
    for number in range(1, 4):
        generation(path, number).write_bytes(b"bad")
        if number > older:
            generation(path, number).unlink()
    path.write_bytes(b"bad")
    before = content(path.parent)
    for _ in range(2):
        storage = SafeStorage(path)
        with pytest.raises(StoreError, match="bienban restore"):
            storage.read()
        with pytest.raises(StoreError, match="bienban restore"):
            storage.write(tables(9))
        with pytest.raises(StoreError, match="bienban restore"):
            TinyDB(path, storage=SafeStorage).drop_tables()
    assert content(path.parent) == before


def test_a_newer_format_is_left_alone(path: Path) -> None:
    path.write_bytes(b'{"format":%d,"sha256":"?","tables":{},"more":1}' % (2 * newest_age() + 1))
    before = content(path.parent)
    storage = SafeStorage(path)
    with pytest.raises(StoreError, match="hãy cập nhật bienban"):
        storage.read()
    with pytest.raises(StoreError, match="hãy cập nhật bienban"):
        storage.write(tables(9))
    assert content(path.parent) == before


def test_a_newer_file_that_can_be_read_is_only_read(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":%d' % (2 * newest_age() + 1)))
    before = content(path.parent)
    storage = SafeStorage(path)
    assert storage.read() == tables(4)
    assert storage.newer
    assert "hãy cập nhật bienban" in storage.notices[0]
    with pytest.raises(StoreError, match="hãy cập nhật bienban"):
        storage.write(tables(9))
    assert content(path.parent) == before


def _renamed(name: str, old: Tables) -> Tables:
    return {"people": old["members"]}


def _counted(name: str, old: Tables) -> Tables:
    return old | {"file": {"1": {"name": name}}}


@pytest.mark.parametrize("key", [None, bytes(32)])
def test_an_older_file_goes_through_every_step_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: bytes | None
) -> None:
    path, cipher = tmp_path / "book.json", Cipher(key) if key else None
    SafeStorage(path, cipher=cipher).write(tables(1))
    original = path.read_bytes()
    monkeypatch.setattr(module, "STEPS", (_renamed, _counted))
    now = {"people": tables(1)["members"], "file": {"1": {"name": "book.json"}}}
    for read_only in (True, False):
        storage = SafeStorage(path, read_only=read_only, cipher=cipher)
        assert storage.read() == now
        assert content(tmp_path) == {"book.json": original}, "reading changes nothing"
    storage.write(now | {"more": {}})
    storage.write(now)
    kept = [data for name, data in content(tmp_path).items() if ".cu-" in name]
    assert kept == [original]
    assert SafeStorage(path, cipher=cipher).read() == now
    monkeypatch.setattr(module, "STEPS", ())
    older = SafeStorage(path, cipher=cipher)
    assert older.read() == now
    assert older.newer


def test_a_file_that_may_not_be_read_is_not_a_bad_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    before = content(path.parent)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        with pytest.raises(StoreError, match="không có quyền"):
            SafeStorage(path).read()
    assert content(path.parent) == before


def test_read_only_changes_nothing_and_sees_what_the_other_wrote(path: Path) -> None:
    reader = SafeStorage(path, read_only=True)
    assert reader.read() == tables(4)
    SafeStorage(path).write(tables(5))
    assert reader.read() == tables(5)
    path.write_bytes(b"bad")
    before = content(path.parent)
    assert reader.read() == reader.read() == tables(4)
    assert len(reader.notices) == 1
    with pytest.raises(StoreError, match="chỉ để xem"):
        reader.write(tables(6))
    assert content(path.parent) == before


def test_a_failed_write_leaves_file_and_memory_as_they_were(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = SafeStorage(path)
    for error in (errno.ENOSPC, errno.EROFS):
        with monkeypatch.context() as patch:

            def refuse(fd: int, code: int = error) -> None:
                raise OSError(code, os.strerror(code))

            patch.setattr(os, "fsync", refuse)
            with pytest.raises(StoreError, match="ổ đĩa"):
                storage.write(tables(9))
        assert storage.read() == tables(4)
        assert SafeStorage(path).read() == tables(4)


@pytest.mark.parametrize("value", [object(), "\ud800", {None: 1}])
def test_what_json_does_not_know_never_reaches_the_disk(path: Path, value: object) -> None:
    before = content(path.parent)
    with pytest.raises((TypeError, UnicodeEncodeError)):
        SafeStorage(path).write({"members": {"1": {"value": value}}})
    assert content(path.parent) == before


def test_callers_get_copies_and_what_a_restart_would_give(tmp_path: Path) -> None:
    storage = SafeStorage(tmp_path / "book.json")
    mine: Tables = {"t": {"1": {"list": [1, [2]], "tuple": (1, 2), "keys": {3: "c"}}}}
    storage.write(mine)
    mine["t"]["1"]["list"][1].append("mine")
    first = storage.read()
    assert first == {"t": {"1": {"list": [1, [2]], "tuple": [1, 2], "keys": {"3": "c"}}}}
    first["t"]["1"]["list"][1].append("theirs")
    assert storage.read() == SafeStorage(tmp_path / "book.json").read() != first


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
documents = st.dictionaries(st.text(), values, max_size=4)
acts = st.lists(
    st.tuples(st.sampled_from(["insert", "update", "remove", "drop"]), st.sampled_from(["a", "b"]), documents),
    max_size=6,
)


def do(db: TinyDB, act: str, table: str, document: dict[str, Any]) -> None:
    if act == "insert":
        db.table(table).insert(document)
    elif act == "update":
        db.table(table).update(document)
    elif act == "remove":
        db.table(table).remove(doc_ids=[found.doc_id for found in db.table(table)][:1])
    else:
        db.drop_table(table)


def everything(db: TinyDB) -> dict[str, list[tuple[int, dict[str, Any]]]]:
    return {name: [(found.doc_id, dict(found)) for found in db.table(name)] for name in db.tables()}


@given(acts)
def test_it_behaves_as_memory_after_each_restart(steps: list[tuple[str, str, dict[str, Any]]]) -> None:
    kept: Storage = MemoryStorage()  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.json"
        for step in steps:
            with TinyDB(path, storage=SafeStorage) as disk, TinyDB(storage=lambda: kept) as memory:
                do(disk, *step)
                do(memory, *step)
                assert everything(disk) == everything(memory)
            with TinyDB(path, storage=SafeStorage) as disk:
                assert everything(disk) == everything(memory)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    root = str(Path(__file__).parents[2])
    for run in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": root}
        ) as child:
            assert child.stdout is not None
            told = [child.stdout.readline() for _ in range(5 + 7 * run)]
            child.kill()
            told += child.stdout.readlines()
        acknowledged = int(next(line for line in reversed(told) if line.endswith(b"\n")))
        storage = SafeStorage(path)
        state = storage.read()
        assert state is not None
        assert len(state["_default"]) in (acknowledged, acknowledged + 1)
        assert storage.notices == []
