"""An evening with its n-th call failing, and as any moment of it leaves the folder: both fail with what was lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.support.evening import Told, check, evening, restored
from tests.support.faulty_disk import Disk, Past


def calls(folder: Path, copy: Path) -> int:
    """How many calls a whole evening makes."""
    shutil.copytree(folder, copy)
    disk, told = Disk(copy), Told()
    with disk.watching():
        evening(copy, told)
    assert (told.errors, len(told.saved), told.cell) == ([], 3, "Chi bộ 1+")
    return disk.count


def fail_at(folder: Path, copy: Path, number: int, code: int) -> str:
    """An evening in a copy whose call of that number fails; returns which one it was."""
    shutil.copytree(folder, copy)
    disk, told = Disk(copy, number, code), Told()
    with disk.watching():
        evening(copy, told)
    cells = {told.cell, told.trying or told.cell}
    said = check(copy, told.saved, cells) + told.errors
    whole = len(told.saved) == 3 and told.cell == "Chi bộ 1+"
    assert said or whole, disk.failed
    restored(copy, copy.with_name("restored"))
    return disk.failed


def moments(folder: Path, place: Path) -> Iterator[str]:
    """Every different folder that a crash could leave, laid out in ``place``, opened and checked; what kind it was."""
    past = Past.of(folder)
    disk, told = Disk(folder), Told()
    with disk.watching():
        evening(folder, told, disk)
    seen: set[frozenset[tuple[str, bytes]]] = set()
    for operation in disk.operations:
        past.go_on(operation)
        saved, cell = past.marked or ([], "Chi bộ 1")
        for kind, remains in past.remains():
            if (key := frozenset(remains.items())) in seen and operation[0] != "mark":
                continue
            seen.add(key)
            past.lay_out(remains, place)
            check(place, saved, {cell, f"{cell}+"})
            shutil.rmtree(place)
            yield kind
