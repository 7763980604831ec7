"""Imports go one way: tui -> exports -> model; the rules of a meeting load no screen, no Word, no database."""

import subprocess
import sys

import pytest

from tests.support.meetings import ROOT

HEAVY = ("textual", "docx", "tinydb", "openpyxl", "click", "rich", "lxml")
RULES = (
    "model.capture.line", "model.checks", "model.consequences", "model.guard", "model.old_minutes.reader",
    "model.past.member_year", "model.past.moment_report", "model.past.registers", "model.past.statistics",
    "model.replay", "model.report", "model.roster", "model.scoring.points", "model.scoring.outlook",
    "model.year.frames_of_year", "model.year.rating",
)  # fmt: skip


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_the_contracts_hold() -> None:
    run = python("import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("modules", [("model.meeting",), RULES], ids=["meeting", "all rules"])
def test_the_rules_load_nothing_heavy(modules: tuple[str, ...]) -> None:
    loaded = python(f"import sys, {', '.join(modules)}; print(*sys.modules)")
    assert loaded.returncode == 0, loaded.stderr
    names = loaded.stdout.split()
    assert set(modules) <= set(names)
    assert not [name for name in names if name.split(".")[0] in (*HEAVY, "tui", "exports")]
    assert not [name for name in names if name.startswith("model.store")]
