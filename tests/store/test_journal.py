"""The journal under cuts, changed bytes, failing disks, kills and a second writer."""

import errno
import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from model.errors import StoreError
from model.store.journal import Journal, State, read

ROOT = str(Path(__file__).parents[2])
CALLS = ("open", "write", "fsync", "ftruncate")
PATIENCE = 30.0  # seconds: only a test that fails waits so long

APPENDER = """
import os, sys
from pathlib import Path
from model.store.journal import Journal
path = Path(sys.argv[1])
say = lambda state: os.write(1, b"%d\\n" % state.acknowledged)
journal = (Journal.open if path.exists() else Journal.create)(path, on_state=say)
while True:
    number = journal.append(b'{"seq":%d,"text":"' % journal.state.acknowledged + b"x" * 300 + b'"}')
    if number % 5 == 0:
        journal.flush()
"""


def payload(number: int) -> bytes:
    return f'{{"seq":{number},"text":"ngõ {number}"}}'.encode()


def seqs(path: Path) -> list[int]:
    """The numbers in the good lines of a journal."""
    return [json.loads(line)["seq"] for line in read(path).payloads]


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A sound journal of three lines."""
    path = tmp_path / "journal.jsonl"
    with closing(Journal.create(path)) as journal:
        for number in (1, 2, 3):
            assert journal.append(payload(number)) == number
    return path


# The format


def test_lines_chain_as_agreed(path: Path) -> None:
    before = "0" * 64
    lines = path.read_bytes().split(b"\n")
    assert lines.pop() == b""
    for number, line in enumerate(lines, 1):
        member = json.loads(line)
        body = line[: line.rindex(b',"hash":')]
        assert list(member) == ["seq", "text", "prev", "hash"]
        assert line.startswith(payload(number)[:-1])
        assert member["prev"] == before
        assert member["hash"] == sha256(body).hexdigest()
        before = member["hash"]
    reading = read(path)
    assert reading.payloads == lines
    assert reading.digest == before
    assert reading.good_bytes == len(path.read_bytes())
    assert reading.damage is None


def test_an_empty_journal_and_a_missing_one(tmp_path: Path) -> None:
    path = tmp_path / "2026-11-03-thuong-ky" / "journal.jsonl"
    for way in (read, Journal.open):
        with pytest.raises(StoreError, match=r"Không đọc được .*không tìm thấy"):
            way(path)
    Journal.create(path).close()
    reading = read(path)
    assert (reading.payloads, reading.digest, reading.good_bytes, reading.damage) == ([], "", 0, None)
    with closing(Journal.create(path)) as journal:  # a program that was ended before its first line is no hindrance
        journal.append(b'{"seq":1}')
    with pytest.raises(StoreError, match="Đã có"):
        Journal.create(path)
    assert len(read(path).payloads) == 1


@pytest.mark.parametrize("bad", [b"", b"{}", b"[1]", b'{"a":1', b'{"a":\n1}', b'"a"'])
def test_only_one_object_on_one_line_is_taken(path: Path, bad: bytes) -> None:
    before = path.read_bytes()
    with closing(Journal.open(path)) as journal, pytest.raises(ValueError, match="one JSON object"):
        journal.append(bad)
    assert path.read_bytes() == before


def test_going_on_with_a_journal(path: Path) -> None:
    with closing(Journal.open(path)) as journal:
        assert journal.recovered == ""
        assert journal.reading == read(path)
        assert journal.append(payload(4)) == 4
        assert journal.flush() == journal.state == State(4, 0, "")
    assert seqs(path) == [1, 2, 3, 4]
    with pytest.raises(StoreError, match="đã đóng"):
        journal.append(payload(5))


# Damage


def survives_opening(path: Path) -> None:
    """Opens a damaged journal: put right to its good lines and said, or refused and untouched."""
    damaged, reading = path.read_bytes(), read(path)
    assert reading.damage is not None
    before = content(path.parent)
    if reading.damage.kind != "torn":
        with pytest.raises(StoreError, match="bienban doctor"):
            Journal.open(path)
        assert content(path.parent) == before
        return
    with closing(Journal.open(path)) as journal:
        assert path.read_bytes() == damaged[: reading.good_bytes]
        (spare,) = content(path.parent).keys() - before.keys()
        assert spare.startswith("journal.torn-")
        assert spare in journal.recovered
        assert (path.parent / spare).read_bytes() == damaged[reading.good_bytes :]
        assert journal.reading.payloads == reading.payloads
        journal.append(payload(9))
    assert seqs(path) == [*range(1, len(reading.payloads) + 1), 9]
    assert read(path).damage is None
    (path.parent / spare).unlink()


def test_cut_at_every_length(path: Path) -> None:
    data = path.read_bytes()
    ends = [i + 1 for i, byte in enumerate(data) if byte == ord("\n")]
    for length in range(len(data)):
        path.write_bytes(data[:length])
        reading = read(path)
        assert reading.payloads == data[:length].split(b"\n")[:-1]
        if length in (0, *ends):
            assert reading.damage is None
        else:
            assert reading.damage is not None
            assert (reading.damage.kind, reading.damage.line) == ("torn", len(reading.payloads) + 1)
            survives_opening(path)


@pytest.mark.parametrize("change", [lambda byte: byte ^ 1, lambda byte: byte ^ 32, lambda byte: 10, lambda byte: 0])
def test_every_byte_changed(path: Path, change: Callable[[int], int]) -> None:
    data = path.read_bytes()
    lines = data.split(b"\n")[:-1]
    kinds = Counter[str]()
    for place, byte in enumerate(data):
        if change(byte) == byte:
            continue
        path.write_bytes(data[:place] + bytes([change(byte)]) + data[place + 1 :])
        reading = read(path)
        line = data[:place].count(b"\n")
        assert reading.payloads == lines[:line]
        assert reading.damage is not None
        assert reading.damage.line == line + 1
        assert f"{line} dòng trước còn nguyên: hãy" in reading.damage.sentence
        kinds[reading.damage.kind] += 1
        survives_opening(path)
    assert set(kinds) in ({"checksum"}, {"torn", "checksum"})


@pytest.mark.parametrize("order", [(0, 2), (1, 2), (1, 0, 2), (0, 0, 1, 2), (0, 2, 1)])
def test_lines_left_out_moved_or_doubled(path: Path, order: tuple[int, ...]) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[number] for number in order))
    reading = read(path)
    good = next(place for place, number in enumerate(order) if place != number)
    assert len(reading.payloads) == good
    assert reading.damage is not None
    assert (reading.damage.kind, reading.damage.line) == ("chain", good + 1)
    survives_opening(path)


# A failing disk


class Disk:
    """Stands before the file calls of the writer thread: counts them, lets some fail, and looks at the file after each.

    A failing write is half done; a failing fsync loses the last bytes. ``seen`` holds, after every call, what a
    program killed there would leave: the bytes of the file and how many lines were acknowledged.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
        self.path = path
        self.calls: Counter[str] = Counter()
        self.fails: Callable[[str, int], bool] = lambda name, number: False
        self.code = errno.EIO
        self.states: list[State] = []
        self.seen: list[tuple[bytes, int]] = []
        self._real = {name: getattr(os, name) for name in CALLS}
        for name in CALLS:
            monkeypatch.setattr(os, name, self._before(name))

    def _before(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if threading.current_thread().name != "journal":
                return self._real[name](*args, **options)
            self.calls[name] += 1
            try:
                if self.fails(name, self.calls[name]):
                    self._half(name, args)
                    raise OSError(self.code, os.strerror(self.code))
                return self._real[name](*args, **options)
            finally:
                acknowledged = self.states[-1].acknowledged if self.states else 0
                self.seen.append((self.path.read_bytes(), acknowledged))

        return call

    def _half(self, name: str, args: tuple[Any, ...]) -> None:
        if name == "write":
            self._real["write"](args[0], args[1][: len(args[1]) // 2])
        elif name == "fsync":
            self._real["ftruncate"](args[0], self.path.stat().st_size - 5)

    def dead(self, *names: str) -> None:
        self.fails = lambda name, number: name in names

    def well(self) -> None:
        self.fails = lambda name, number: False


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Disk:
    return Disk(monkeypatch, tmp_path / "meeting" / "journal.jsonl")


def new_journal(disk: Disk, retry: float = PATIENCE) -> Journal:
    return Journal.create(disk.path, on_state=disk.states.append, retry=retry)


def every_moment_is_safe(disk: Disk) -> None:
    """A program killed after any of the calls leaves all that was acknowledged, in order, and nothing else."""
    place = disk.path.with_name("killed.jsonl")
    for data, acknowledged in disk.seen:
        place.write_bytes(data)
        found = seqs(place)
        assert found == list(range(1, len(found) + 1))
        assert len(found) >= acknowledged
        damage = read(place).damage
        assert damage is None or damage.kind == "torn"


FAULTS = [(name, number) for name in ("open", "write", "fsync") for number in range(1, 6)]


@pytest.mark.parametrize("cut", [True, False], ids=["cutting works", "cutting fails too"])
@pytest.mark.parametrize(("name", "number"), FAULTS)
def test_one_call_failing(disk: Disk, name: str, number: int, cut: bool) -> None:
    disk.fails = lambda n, i: (n, i) == (name, number) or (n == "ftruncate" and not cut and i == 1)
    with closing(new_journal(disk)) as journal:
        for seq in range(1, 6):
            journal.append(payload(seq))
            journal.flush()
        assert journal.flush() == State(5, 0, "")
    (failed,) = [state for state in disk.states if state.error]
    assert (failed.acknowledged, failed.pending) == (number - 1, 1)
    assert disk.calls[name] > number
    assert seqs(disk.path) == [1, 2, 3, 4, 5]
    every_moment_is_safe(disk)


@pytest.mark.parametrize("dead", [("open",), ("write",), ("fsync",), ("write", "ftruncate"), ("fsync", "ftruncate")])
@pytest.mark.parametrize("after", range(4))
def test_a_disk_that_dies_and_comes_back(disk: Disk, dead: tuple[str, ...], after: int) -> None:
    with closing(new_journal(disk)) as journal:
        for seq in range(1, 5):
            if seq == after + 1:
                disk.dead(*dead)
            journal.append(payload(seq))
            state = journal.flush()
        assert (state.acknowledged, state.pending) == (after, 4 - after)
        assert "hãy chép dữ liệu sang ổ đĩa khác" in state.error
        journal.rescue(disk.path.parent / "elsewhere" / "journal.jsonl")
        disk.well()
        assert journal.flush() == State(4, 0, "")
    assert seqs(disk.path) == [1, 2, 3, 4]
    assert (disk.path.parent / "elsewhere" / "journal.jsonl").read_bytes() == disk.path.read_bytes()
    every_moment_is_safe(disk)


def test_what_could_not_be_saved_until_the_end_can_be_rescued(disk: Disk, tmp_path: Path) -> None:
    journal = new_journal(disk)
    journal.append(payload(1))
    journal.flush()
    disk.code = errno.ENOSPC
    disk.dead("write")
    journal.append(payload(2))
    state = journal.close()
    assert (state.acknowledged, state.pending) == (1, 1)
    assert "ổ đĩa đã đầy" in state.error
    assert disk.states[-1] == state == journal.flush()
    assert seqs(disk.path) == [1]
    other = tmp_path / "usb" / "journal.jsonl"
    journal.rescue(other)
    assert seqs(other) == [1, 2]
    with pytest.raises(StoreError, match="Đã có"):
        journal.rescue(other)


def test_it_tries_again_by_itself(disk: Disk) -> None:
    saved = threading.Event()
    disk.fails = lambda name, number: name == "fsync" and number <= 3

    def listen(state: State) -> None:
        disk.states.append(state)
        if not state.pending:
            saved.set()

    with closing(Journal.create(disk.path, on_state=listen, retry=0.001)) as journal:
        journal.append(payload(1))
        assert saved.wait(PATIENCE)
    assert [bool(state.error) for state in disk.states] == [True, True, True, False]
    assert seqs(disk.path) == [1]


def test_it_tries_again_with_each_further_append(disk: Disk) -> None:
    disk.dead("fsync")
    told = threading.Semaphore(0)
    with closing(Journal.create(disk.path, on_state=lambda state: told.release(), retry=PATIENCE)) as journal:
        for seq in (1, 2, 3):
            journal.append(payload(seq))
            assert told.acquire(timeout=PATIENCE)
            assert disk.calls["fsync"] == disk.calls["open"] == seq  # never again on the descriptor that failed
        disk.well()
    assert seqs(disk.path) == [1, 2, 3]


def test_append_does_not_wait_and_waiting_lines_share_one_fsync(disk: Disk) -> None:
    started, go_on = threading.Event(), threading.Event()

    def block(name: str, number: int) -> bool:
        if (name, number) == ("fsync", 1):
            started.set()
            assert go_on.wait(PATIENCE)
        return False

    disk.fails = block
    with closing(new_journal(disk)) as journal:
        journal.append(payload(1))
        assert started.wait(PATIENCE)
        for seq in range(2, 51):
            assert journal.append(payload(seq)) == seq
        assert journal.flush(timeout=0) == State(0, 50, "")
        go_on.set()
        journal.flush()
    assert disk.calls["fsync"] == 2
    assert disk.states == [State(1, 49, ""), State(50, 0, "")]
    assert seqs(disk.path) == list(range(1, 51))


def test_a_fault_of_the_listener_does_not_end_the_saving(path: Path) -> None:
    def fail(state: State) -> None:
        raise RuntimeError("the screen is gone")

    with closing(Journal.open(path, on_state=fail)) as journal:
        for seq in (4, 5):
            journal.append(payload(seq))
            assert journal.flush().acknowledged == seq


def test_a_torn_line_that_cannot_be_put_aside_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(path.read_bytes()[:-9])
    before = content(path.parent)

    def full(fd: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="ổ đĩa đã đầy"):
            Journal.open(path)
    assert content(path.parent) == before


def test_a_torn_line_that_cannot_be_cut_off_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(path.read_bytes()[:-9])
    before = path.read_bytes()

    def refuse(fd: int, length: int) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(os, "ftruncate", refuse)
        with pytest.raises(StoreError, match=r"Không sửa được .*chỉ cho đọc"):
            Journal.open(path)
    assert path.read_bytes() == before


def test_a_fault_that_is_none_of_the_disk_is_said_and_tried_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(fd: int, data: bytes) -> None:
        raise MemoryError

    with closing(Journal.open(path)) as writer:
        with monkeypatch.context() as patch:
            patch.setattr("model.store.files.write_all", full)
            writer.append(payload(4))
            state = writer.flush()
            assert (state.acknowledged, state.pending) == (3, 1)
            assert "Chưa lưu được" in state.error
            assert "MemoryError" in state.error
        assert writer.flush() == State(4, 0, "")
    assert seqs(path) == [1, 2, 3, 4]


# Others at the same file


def test_the_second_writer_stops_and_can_be_rescued(path: Path, tmp_path: Path) -> None:
    with closing(Journal.open(path)) as first, closing(Journal.open(path)) as second:
        first.append(payload(4))
        assert first.flush() == State(4, 0, "")
        second.append(payload(40))
        state = second.flush()
        assert (state.acknowledged, state.pending) == (3, 1)
        assert "Chương trình khác đã thay đổi" in state.error
        first.append(payload(5))
        assert first.flush() == State(5, 0, "")
        assert second.close().pending == 1
        second.rescue(tmp_path / "rescued.jsonl")
    assert seqs(path) == [1, 2, 3, 4, 5]
    assert seqs(tmp_path / "rescued.jsonl") == [1, 2, 3, 40]


@pytest.mark.parametrize("run", range(10))
def test_two_writers_racing_acknowledge_only_what_is_there(path: Path, run: int) -> None:
    start = threading.Barrier(2)
    acknowledged: dict[str, int] = {}

    def write(name: str) -> None:
        with closing(Journal.open(path)) as journal:
            start.wait(PATIENCE)
            for number in range(50):
                journal.append(b'{"seq":%d,"by":"%b"}' % (number, name.encode()))
            acknowledged[name] = journal.close().acknowledged - 3

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [json.loads(line) for line in read(path).payloads[3:]]
    for name in ("a", "b"):
        assert len([line for line in found if line["by"] == name]) >= acknowledged[name]
    assert read(path).damage is None or 0 in acknowledged.values()


@pytest.mark.parametrize("act", ["cut", "delete"])
def test_a_file_cut_or_deleted_by_others(path: Path, tmp_path: Path, act: str) -> None:
    whole = path.read_bytes()
    with closing(Journal.open(path)) as journal:
        if act == "cut":
            path.write_bytes(whole[:-1])
        else:
            path.unlink()
        journal.append(payload(4))
        state = journal.flush()
        assert (state.acknowledged, state.pending) == (3, 1)
        assert "hãy" in state.error
        assert not path.exists() or path.read_bytes() == whole[:-1]
        journal.rescue(tmp_path / "rescued.jsonl")
    assert seqs(tmp_path / "rescued.jsonl") == [1, 2, 3, 4]


def test_a_file_that_others_replaced_by_one_as_long(path: Path) -> None:
    whole = path.read_bytes()
    with closing(Journal.open(path)) as journal:
        other = path.with_name("other.jsonl")
        with closing(Journal.create(other)) as foreign:
            for number in (7, 8, 9):
                foreign.append(payload(number))
        assert len(other.read_bytes()) == len(whole)
        other.replace(path)  # as a share or a cloud service does where locks say nothing
        before = path.read_bytes()
        journal.append(payload(4))
        state = journal.flush()
        assert (state.acknowledged, state.pending) == (3, 1)
        assert "Chương trình khác đã thay đổi" in state.error
        assert path.read_bytes() == before


def test_killed_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    for run in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", APPENDER, str(path)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": ROOT}
        ) as child:
            assert child.stdout is not None
            told = [child.stdout.readline() for _ in range(1 + 5 * run)]
            child.kill()
            told += child.stdout.readlines()
        acknowledged = int(next(line for line in reversed(told) if line.endswith(b"\n")))
        reading = read(path)
        assert len(reading.payloads) >= acknowledged
        assert reading.damage is None or reading.damage.kind == "torn"
