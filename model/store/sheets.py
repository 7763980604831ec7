"""The scoring sheets of the user's own: one file each in the folder ``sheets``, checked whenever it is read."""

from contextlib import suppress
from pathlib import Path

from model.errors import BadData
from model.rules import decoded
from model.sheet_file import read_sheet
from model.sheets import SHIPPED, Sheet, sheet
from model.store.files import private_folder, read_bytes, write_atomic


class OwnSheets:
    """``sheets/sheet-ID.toml``. A meeting keeps the sheet it was prepared with: a file changed here changes none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, sheet_id: str) -> Sheet:
        """The sheet of that id, shipped or own; raises :class:`BadData` naming those there are, StoreError."""
        if sheet_id in SHIPPED:
            return sheet(sheet_id)
        path = self._path(sheet_id)
        if path not in self._files():
            there = ", ".join((*SHIPPED, *(_id(p) for p in self._files())))
            raise BadData(f"Không có khung chấm điểm “{sheet_id}”. Các khung dùng được: {there}.")
        read = read_sheet(decoded(read_bytes(path), path.name), path.name)
        if read.id != sheet_id:
            raise BadData(f"{path.name}, id: tệp này phải ghi id là “{sheet_id}”, đang ghi “{read.id}”.")
        return read

    def all(self) -> list[Sheet]:
        """The shipped sheets, then the user's own that can be read."""
        found = [sheet(sheet_id) for sheet_id in SHIPPED]
        for path in self._files():
            with suppress(BadData):  # `sheets check` says what is wrong with it
                found.append(self.get(_id(path)))
        return found

    def problems(self) -> list[str]:
        """What is wrong with files that cannot be read, as sentences."""
        said = []
        for path in self._files():
            try:
                self.get(_id(path))
            except BadData as error:
                said.append(str(error))
        return said

    def add(self, data: bytes, name: str, *, replace: bool = False) -> Sheet:
        """Take a checked file in; one of that id stays unless ``replace``. Raises :class:`BadData`, StoreError."""
        read = read_sheet(decoded(data, name), name)
        if read.id in SHIPPED:
            raise BadData(f"{name}: “{read.id}” là khung có sẵn, không thay được: xin đặt id khác.")
        path = self._path(read.id)
        if path.exists() and not replace:
            raise BadData(f"Đã có khung “{read.id}”: xin đặt id khác, hoặc thêm --replace để thay khung cũ.")
        private_folder(self._folder)
        write_atomic(path, data)
        return read

    def _path(self, sheet_id: str) -> Path:
        return self._folder / f"sheet-{sheet_id}.toml"

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("sheet-*.toml"))


def _id(path: Path) -> str:
    return path.stem.removeprefix("sheet-")
