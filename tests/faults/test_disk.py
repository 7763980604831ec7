"""Every file operation of an evening failing in turn, and every moment of it as a power cut would leave it."""

import shutil
from pathlib import Path

import pytest

from tests.support.evening import Told, check, evening, prepare, restored
from tests.support.faulty_disk import CODES, Disk, Past

FORMS = pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "sealed"])


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


@FORMS
def test_every_call_failing_in_turn(place: Path, is_sealed: bool) -> None:
    folder = place / "data"
    prepare(folder, is_sealed=is_sealed)
    count = calls(folder, place / "whole")
    assert count > 60
    failed = set()
    for number in range(1, count + 1):
        failed.add(fail_at(folder, place / "run" / "data", number, CODES[number % 3]).split()[0])
        shutil.rmtree(place / "run")
    assert failed >= {"open", "write", "fsync", "replace", "read", "link"}


@FORMS
def test_every_moment_under_a_power_cut(place: Path, is_sealed: bool) -> None:
    folder = place / "data"
    prepare(folder, is_sealed=is_sealed)
    past = Past.of(folder)
    disk, told = Disk(folder), Told()
    with disk.watching():
        evening(folder, told, disk)
    assert len(disk.operations) > 40
    seen: set[frozenset[tuple[str, bytes]]] = set()
    for operation in disk.operations:
        past.go_on(operation)
        saved, cell = past.marked or ([], "Chi bộ 1")
        for _, remains in past.remains():
            if (key := frozenset(remains.items())) in seen and operation[0] != "mark":
                continue
            seen.add(key)
            past.lay_out(remains, place / "cut")
            check(place / "cut", saved, {cell, f"{cell}+"})
            shutil.rmtree(place / "cut")
