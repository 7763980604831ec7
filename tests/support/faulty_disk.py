"""A disk that fails at a chosen call, and remembers every call so that any moment of it can be brought back."""

import errno
import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CALLS = ("open", "write", "fsync", "ftruncate", "replace", "rename", "link", "unlink", "mkdir")
CODES = (errno.EIO, errno.ENOSPC, errno.EACCES)

_WRITES = os.O_WRONLY | os.O_RDWR


class Disk:
    """Stands before the calls of ``os`` that reach into one folder; each is counted, in whatever thread it comes.

    ``fail_at``: the number of the call that fails, half done where it writes. ``operations``: what came through.
    """

    def __init__(self, folder: Path, fail_at: int = 0, code: int = errno.EIO) -> None:
        self.folder = folder
        self.fail_at, self.code = fail_at, code
        self.count = 0
        self.failed = ""
        self.operations: list[tuple[Any, ...]] = []
        self._paths: dict[int, str] = {}
        self._turn = threading.RLock()
        self._real: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in CALLS}

    @contextmanager
    def watching(self) -> Iterator["Disk"]:
        """While this holds, the calls go through here."""
        real_open = io.open
        for name in CALLS:
            setattr(os, name, self._before(name))
        io.open = self._reading(real_open)  # type: ignore[assignment]  # as pathlib reads
        try:
            yield self
        finally:
            io.open = real_open
            for name, call in self._real.items():
                setattr(os, name, call)

    def mark(self, what: Any) -> None:
        """Note that something is acknowledged now."""
        with self._turn:
            self.operations.append(("mark", what))

    def _reading(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, *args: Any, **options: Any) -> Any:
            if self._is_ours(file):
                with self._turn:
                    self._step("read", file)
            return real(file, *args, **options)

        return call

    def _before(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            place = self._paths.get(args[0]) if isinstance(args[0], int) else args[0]
            if place is None or not self._is_ours(place):
                return self._real[name](*args, **options)
            with self._turn:
                if self._step(name, place):
                    if name == "write":
                        self._do(name, (args[0], bytes(args[1])[: len(args[1]) // 2]), options)
                    raise OSError(self.code, os.strerror(self.code), str(place))
                return self._do(name, args, options)

        return call

    def _is_ours(self, place: Any) -> bool:
        return isinstance(place, str | Path) and Path(place).is_relative_to(self.folder) and Path(place).name != "lock"

    def _step(self, name: str, place: Any) -> bool:
        self.count += 1
        if self.count != self.fail_at:
            return False
        self.failed = f"{name} {Path(place).name}"
        if name == "read":
            raise OSError(self.code, os.strerror(self.code), str(place))
        return True

    def _do(self, name: str, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        if name == "open":
            there = Path(args[0]).exists()
            done = self._real[name](*args, **options)
            self._paths[done] = str(args[0])
            if args[1] & _WRITES and not there:
                self.operations.append(("create", str(args[0])))
            return done
        done = self._real[name](*args, **options)
        told: list[Any] = [str(a) if isinstance(a, Path) else a for a in args]
        if isinstance(args[0], int):
            told[0] = self._paths[args[0]]
            if name == "write":
                end = os.lseek(args[0], 0, os.SEEK_CUR)
                told = [told[0], end - done, bytes(args[1])[:done]]
        self.operations.append((name, *told))
        return done


# --- any moment of it -----------------------------------------------------------------------------


@dataclass
class _File:
    now: bytes = b""
    synced: bytes = b""


@dataclass
class Past:
    """The folder as the operations made it, and what of it a power cut would leave."""

    folder: Path
    names: dict[str, _File] = field(default_factory=dict)
    synced_names: dict[str, _File] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    marked: Any = None

    @classmethod
    def of(cls, folder: Path) -> "Past":
        """The folder as it is, all of it safe."""
        past = cls(folder)
        for path in folder.rglob("*"):
            if path.is_file():
                past.names[str(path)] = _File(path.read_bytes(), path.read_bytes())
            else:
                past.folders.add(str(path))
        past.synced_names = dict(past.names)
        return past

    def go_on(self, operation: tuple[Any, ...]) -> None:
        """One operation further."""
        match operation:
            case ("mark", what):
                self.marked = what
            case ("create", path):
                self.names[path] = _File()
            case ("mkdir", path, *_):
                self.folders.add(path)
            case ("write", path, at, data):
                file = self.names[path]
                file.now = file.now[:at].ljust(at, b"\0") + data + file.now[at + len(data) :]
            case ("ftruncate", path, length):
                self.names[path].now = self.names[path].now[:length]
            case ("fsync", path) if path in self.names:
                self.names[path].synced = self.names[path].now
            case ("fsync", folder):
                inside = {p for p in (*self.names, *self.synced_names) if str(Path(p).parent) == folder}
                for path in inside:
                    self._sync_name(path)
            case ("replace" | "rename", source, target):
                self.names[target] = self.names.pop(source)
            case ("link", source, target, *_):
                self.names[target] = self.names[source]
            case ("unlink", path, *_):
                del self.names[path]

    def _sync_name(self, path: str) -> None:
        if path in self.names:
            self.synced_names[path] = self.names[path]
        else:
            self.synced_names.pop(path, None)

    def remains(self) -> Iterator[tuple[str, dict[str, bytes]]]:
        """Path to content after a crash now: of the program only, and of the machine with more or less kept."""
        yield "killed", {path: file.now for path, file in self.names.items()}
        yield "dropped", {path: file.synced for path, file in self.synced_names.items()}
        yield "names without content", {path: file.synced for path, file in self.names.items()}
        yield "halved", {path: _halved(file) for path, file in self.names.items()}

    def lay_out(self, remains: dict[str, bytes], place: Path) -> None:
        """Such a folder, in another place."""
        for folder in self.folders:
            (place / Path(folder).relative_to(self.folder)).mkdir(parents=True, exist_ok=True)
        for path, data in remains.items():
            target = place / Path(path).relative_to(self.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def _halved(file: _File) -> bytes:
    if file.now.startswith(file.synced):
        return file.now[: len(file.synced) + (len(file.now) - len(file.synced) + 1) // 2]
    return file.synced
