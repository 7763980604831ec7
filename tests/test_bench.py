"""The table of budgets has a row for each, and every measure runs; how fast anything is, no test says.

The rows of the keys are played in tests/end_to_end/test_keys.py, the questions in test_questions.py.
"""

import pytest

from bench.fixtures import Folders
from bench.table import ROWS, Row, Scale, run

BUDGETS = {
    "start": 2, "start-many": 1.2, "key-80": 1.5, "key-120": 1.5, "entry": 1.5, "entry-many": 1.2, "score": 5,
    "score-growth": 1.2, "fold": 20, "fold-growth": 1.2, "search": 50, "search-many": 150, "minutes": 1.5,
    "search-index": 5, "questions": 3,
    "minutes-1000": 1, "papers": 2, "keys": 260, "keys-acts": 0, "keys-words": 1.05, "kill": 0, "kill-draft": 1,
    "entry-sealed": 1.1, "start-crash": 1.2, "faults-calls": 0, "faults-moments": 0, "faults-evenings": 0,
    "faults-fuzz": 0, "soak-memory": 1.5, "soak": 1.5, "year-statistics": 100,
}  # fmt: skip
SMALL = Scale(
    few=2,
    past=3,
    many=4,
    entries=40,
    more_entries=60,
    starts=1,
    keys=4,
    appends=3,
    rounds=3,
    kills=1,
    typing=0.5,
    examples=2,
    soak=60,
    most_faults=4,
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("bench"))


def test_every_budget_of_the_design_has_a_row() -> None:
    assert {row.name: row.budget for row in ROWS if row.budget is not None} == BUDGETS


@pytest.mark.parametrize(
    "row", [r for r in ROWS if not r.measure.startswith(("keys.", "questions."))], ids=lambda row: row.name
)
def test_a_row_is_measured_and_told_in_one_line(row: Row, folders: Folders) -> None:
    line, kept = run(row, folders, SMALL)
    assert line.startswith(row.name)
    assert ("MISS" in line) is not kept
