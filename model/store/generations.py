"""Backups that are made by themselves: one a day on which something changed, thinned to weeks and months."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from model.errors import BadData, BienbanError, StoreError
from model.store.backup import contents, present, write_backup
from model.store.files import cannot, is_there, patiently, private_folder, read_bytes, typed_path, write_atomic

DAYS, WEEKS, MONTHS = 7, 5, 24
"""How many are kept: the last days, the last one of each of the last weeks, and of the last months."""

SECOND = "second_folder"
"""Setting of the book: a folder or USB stick that gets each of these backups too, whenever it is there."""

_PREFIX = "bienban-"
_MADE_ANEW = ("index.json",)


def folder_of(data: Path) -> Path:
    """Where the backups of a data folder lie."""
    return data / "backups"


def kept(days: Iterable[date]) -> set[date]:
    """Which of these days' backups stay: the newest always, then days, weeks, months."""
    newest_first = sorted(days, reverse=True)
    stay = set(newest_first[:DAYS])
    for count, period in ((WEEKS, lambda d: d.isocalendar()[:2]), (MONTHS, lambda d: (d.year, d.month))):
        last: dict[object, date] = {}
        for day in newest_first:
            last.setdefault(period(day), day)
        stay.update(list(last.values())[:count])
    return stay


def listed(folder: Path) -> dict[date, Path]:
    """Day to file of the backups that were made by themselves; none where the folder is not there."""
    found: dict[date, Path] = {}
    with suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*.zip"):
            with suppress(ValueError):
                found[date.fromisoformat(path.stem.removeprefix(_PREFIX))] = path
    return found


def make(data: Path, today: date, second: str = "") -> Path | None:
    """The backup of today, also in the second folder if that is there; None where nothing changed since the last.

    Raises StoreError where it could not be written or, read back, was not the same; the older ones are there still.
    """
    folder = folder_of(data)
    try:
        found = present(data)
    except BadData:  # nothing there yet
        return None
    before = listed(folder)
    made: Path | None = None
    if not before or _content(before[max(before)]) != _told(found):
        private_folder(folder)
        made = folder / f"{_PREFIX}{max([today, *before])}.zip"  # a clock that goes back hides no newer backup
        write_backup(made, found)
        _thin(folder)
    if second:
        _copy(folder, typed_path(second))
    return made


def _told(found: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in found.items() if name not in _MADE_ANEW}


def _content(path: Path) -> dict[str, bytes] | None:
    try:
        return _told(contents(path))
    except BienbanError:  # a bad one is as good as none
        return None


def _copy(folder: Path, second: Path) -> None:
    """The newest backup into the second folder where it is not yet. Raises StoreError."""
    before = listed(folder)
    if not before or not is_there(second):  # a stick that is not in
        return
    newest = before[max(before)]
    target, data = second / newest.name, read_bytes(newest)
    if not is_there(target) or read_bytes(target) != data:
        write_atomic(target, data)
        if read_bytes(target) != data:
            raise StoreError(f"Bản sao lưu {target} đọc lại không khớp: xin thay ổ đĩa khác.")
        _thin(second)


def _thin(folder: Path) -> None:
    found = listed(folder)
    for day in found.keys() - kept(found):
        try:
            patiently(found[day].unlink)
        except OSError as error:
            raise cannot("xóa", found[day], error) from error
