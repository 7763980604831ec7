"""The long runs behind docs/durability.md: each tells how often something acknowledged was lost or not said."""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from bench.fixtures import Folders
from bench.table import Measured, Scale
from tests.support.disk_runs import calls, fail_at, moments
from tests.support.evening import cheap_key, prepare
from tests.support.faulty_disk import CODES
from tests.support.mangled import READERS, read, spoilt
from tests.support.store_machine import MEMORY, Evenings


def every_call(folders: Folders, scale: Scale) -> Measured:
    """Every file operation failing at the n-th call, for all n, with each reason, plain and sealed."""
    runs, bad = 0, 0
    for folder, place in _both_forms():
        count = calls(folder, place / "whole")
        for number, code in itertools.islice(itertools.product(range(1, count + 1), CODES), scale.most_faults):
            runs += 1
            bad += _fails(partial(fail_at, folder, place / "run" / "data", number, code))
            shutil.rmtree(place / "run", ignore_errors=True)
    return Measured(bad, f"{runs} runs")


def every_moment(folders: Folders, scale: Scale) -> Measured:
    """Every prefix of the file operations, unsynced writes kept, dropped or halved."""
    runs, bad = 0, 0
    for folder, place in _both_forms():
        try:
            for _ in itertools.islice(moments(folder, place / "cut"), scale.most_faults):
                runs += 1
        except AssertionError:
            bad += 1
    return Measured(bad, f"{runs} states of the folder opened")


def random_evenings(folders: Folders, scale: Scale) -> Measured:
    """Random acts, crashes, reopenings, backups, restores."""
    machine = settings(_HYPOTHESIS, max_examples=scale.examples, stateful_step_count=25)
    bad = _fails(lambda: run_state_machine_as_test(Evenings, settings=machine))  # type: ignore[no-untyped-call]
    return Measured(bad, f"{scale.examples} evenings")


def mangled(folders: Folders, scale: Scale) -> Measured:
    """Everything that is read, spoilt at random."""
    bad = [kind for kind in READERS if _fails(_reading(kind, scale.examples))]
    return Measured(len(bad), f"{scale.examples} of each of {', '.join(READERS)}; bad: {', '.join(bad) or 'none'}")


_HYPOTHESIS = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))


def _reading(kind: str, examples: int) -> Callable[[], None]:
    @settings(_HYPOTHESIS, max_examples=examples)
    @given(data=st.data())
    def every(data: st.DataObject) -> None:
        read(kind, data.draw(spoilt(kind)))

    return every


def _both_forms() -> Iterator[tuple[Path, Path]]:
    """A data folder, plain and then sealed, and a place beside it, in memory where there is some."""
    for is_sealed in (False, True):
        with _place() as place:
            prepare(place / "data", is_sealed=is_sealed)
            yield place / "data", place


@contextmanager
def _place() -> Iterator[Path]:
    with ExitStack() as stack:
        stack.enter_context(cheap_key())
        yield Path(stack.enter_context(tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)))


def _fails(act: Callable[[], object]) -> int:
    """1 where something comes out of it that should not."""
    try:
        act()
    except Exception as error:  # whatever it is, it is told and counted
        print(f"  {type(error).__name__}: {str(error)[:300]}")
        return 1
    return 0
