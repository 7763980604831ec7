"""Every file operation of an evening failing in turn, and every moment of it as a power cut would leave it."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.support.disk_runs import calls, fail_at, moments
from tests.support.evening import prepare
from tests.support.faulty_disk import CODES

FORMS = pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "sealed"])


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
    kinds = Counter(moments(folder, place / "cut"))
    assert set(kinds) == {"killed", "dropped", "names without content", "halved"}
    assert kinds.total() > 30
