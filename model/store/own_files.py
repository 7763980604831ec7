"""Rule files of the user's own: one file each in a folder, checked whenever it is read."""

from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Generic, Protocol, TypeVar

from model.errors import BadData
from model.rules import decoded
from model.store.files import private_folder, read_bytes, write_atomic


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


class OwnFiles(ABC, Generic[_T]):
    """``FOLDER/kind-ID.toml``, beside those that the program brings; ``word`` names them to the user."""

    kind: ClassVar[str]
    word: ClassVar[str]
    shipped: ClassVar[tuple[str, ...]]

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @abstractmethod
    def read(self, text: str, name: str) -> _T:
        """The text of a file, checked; raises :class:`BadData`."""

    @abstractmethod
    def brought(self, ident: str) -> _T:
        """The one of that id that the program brings."""

    def get(self, ident: str) -> _T:
        """The one of that id, shipped or own; raises :class:`BadData` naming those there are, StoreError."""
        if ident in self.shipped:
            return self.brought(ident)
        path = self._path(ident)
        if path not in self._files():
            there = ", ".join((*self.shipped, *(self._id(p) for p in self._files())))
            raise BadData(f"Không có khung {self.word} “{ident}”. Các khung dùng được: {there}.")
        read = self.read(decoded(read_bytes(path), path.name), path.name)
        if read.id != ident:
            raise BadData(f"{path.name}, id: tệp này phải ghi id là “{ident}”, đang ghi “{read.id}”.")
        return read

    def all(self) -> list[_T]:
        """The shipped ones, then the user's own that can be read."""
        found = [self.brought(ident) for ident in self.shipped]
        for path in self._files():
            with suppress(BadData):  # the command `check` says what is wrong with it
                found.append(self.get(self._id(path)))
        return found

    def problems(self) -> list[str]:
        """What is wrong with files that cannot be read, as sentences."""
        said = []
        for path in self._files():
            try:
                self.get(self._id(path))
            except BadData as error:
                said.append(str(error))
        return said

    def add(self, data: bytes, name: str, *, replace: bool = False) -> _T:
        """Take a checked file in; one of that id stays unless ``replace``. Raises :class:`BadData`, StoreError."""
        read = self.read(decoded(data, name), name)
        if read.id in self.shipped:
            raise BadData(f"{name}: “{read.id}” là khung có sẵn, không thay được: xin đặt id khác.")
        path = self._path(read.id)
        if path.exists() and not replace:
            raise BadData(f"Đã có khung “{read.id}”: xin đặt id khác, hoặc thêm --replace để thay khung cũ.")
        private_folder(self._folder)
        write_atomic(path, data)
        return read

    def _path(self, ident: str) -> Path:
        return self._folder / f"{self.kind}-{ident}.toml"

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob(f"{self.kind}-*.toml"))

    def _id(self, path: Path) -> str:
        return path.stem.removeprefix(f"{self.kind}-")
