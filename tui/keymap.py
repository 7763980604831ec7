"""Keys that the user has changed: ``keys.toml`` in the data folder, checked against the table of commands.

``[keys]`` and a line for each command, ``"live.conclude" = "ctrl+w"``. A file with a fault counts for nothing.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from model.errors import BadData, StoreError
from model.store.files import read_bytes
from tui.commands import COMMANDS, Command, Place, key_name, of

FILE = "keys.toml"

_FREE = re.compile(r"ctrl\+[abdefgklnopqrstuwyz]|f[1-9]|f12|pageup|pagedown")
"""Terminals send Ctrl with h, i, j, m, Space as other keys, and keep F10, F11, Alt and Ctrl+Shift for themselves."""
_WAY_OUT = "chọn Ctrl và một chữ (trừ c, h, i, j, m, v, x), F1–F9, F12, pageup hoặc pagedown"


@dataclass(frozen=True)
class Keys:
    """The keys in use. ``own``: command id to the key that the user chose; ``notice``: why his file counts for none."""

    own: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""

    def of(self, command: Command) -> str:
        """The key of a command; empty where it has none."""
        return self.own.get(command.id, command.key)

    def shown(self, command_id: str) -> str:
        """The key of a command as it is shown: ``^N``; empty where it has none."""
        key = self.of(_BY_ID[command_id])
        return key_name(key) if key else ""


_BY_ID = {command.id: command for command in COMMANDS}


def keys_of(app: object) -> Keys:
    """The keys in use in an app; those of the table where it knows no others."""
    found = getattr(app, "keys", None)
    return found if isinstance(found, Keys) else Keys()


def load(folder: Path) -> Keys:
    """The keys of a data folder; with a fault in its file those of the table, and the notice that says so."""
    try:
        return Keys(read(folder / FILE))
    except (BadData, StoreError) as error:
        return Keys(notice=f"{error} Đang dùng các phím có sẵn.")


def read(path: Path) -> dict[str, str]:
    """The keys that the file sets, none where there is no file; raises :class:`BadData` with file, line and reason."""
    if not path.exists():
        return {}
    try:
        text = read_bytes(path).decode("utf-8-sig", errors="surrogateescape")
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        line = where[1] if where else text.rstrip().count("\n") + 1
        raise BadData(f"{path.name}, dòng {line}: không phải TOML viết đúng.") from None
    keys = tables.get("keys", {})
    if set(tables) - {"keys"} or not isinstance(keys, dict):
        raise BadData(f"{path.name}, dòng 1: tệp chỉ có một bảng [keys], mỗi dòng một lệnh và phím.")
    for ident, key in keys.items():
        if why := _unfit(ident, key) or _taken(ident, keys):
            raise BadData(f"{path.name}, dòng {_line(text, ident)}: {why}")
    return dict(keys)


def _unfit(ident: str, key: object) -> str:
    command = _BY_ID.get(ident)
    if command is None:
        return f"không có lệnh “{ident}”: xem các lệnh bằng `bienban keys`."
    if not isinstance(key, str) or (not _FREE.fullmatch(key) and key != command.key):
        return f"“{key}” không dùng làm phím lệnh được: {_WAY_OUT}."
    return ""


def _taken(ident: str, keys: Mapping[str, str]) -> str:
    """Why the command cannot have its key: another one of the same screen has it."""
    command = _BY_ID[ident]
    places: Iterable[Place] = get_args(Place) if command.place == "anywhere" else (command.place,)
    for other in (c for place in places for c in of(place)):
        if other.id != ident and keys.get(other.id, other.key) == keys[ident]:
            return f"phím {keys[ident]} đã dùng cho lệnh “{other.name}” ({other.id}): chọn phím khác cho một trong hai."
    return ""


def _line(text: str, ident: str) -> int:
    begins = re.compile(rf"""\s*["']?{re.escape(ident)}["']?\s*=""")
    return next((n for n, line in enumerate(text.split("\n"), 1) if begins.match(line)), 1)
