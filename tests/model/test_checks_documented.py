"""docs/rules.md: every check stands in it as it is, and every file and test that it names exists."""

import ast
import re

import pytest

from model.checks import RULES
from tests.support.meetings import ROOT

TEXT = (ROOT / "docs" / "rules.md").read_text("utf-8")
ROWS = re.findall(r"^\| `([a-z0-9-]+)` \| (stop|warning|hint) \| (.+) \| (.+) \| `(\w+)` \|$", TEXT, re.MULTILINE)
TESTS = sorted(set(re.findall(r"(tests/[\w/]+\.py)::(\w+)", TEXT)))
FILES = sorted(set(re.findall(r"`((?:model|exports|tui|tests)/[\w./-]+)(?:::\w+)?`", TEXT)))


def home(code: str) -> str:
    """The module that the rule of that code is written in."""
    find = next(rule.find for rule in RULES if rule.code == code)
    return str(getattr(find, "func", find).__module__).rpartition(".")[2]


def test_every_check_stands_in_the_table_once_and_in_its_order() -> None:
    assert [(code, severity) for code, severity, *_ in ROWS] == [(rule.code, rule.severity) for rule in RULES]
    assert [file for *_, file in ROWS] == [home(rule.code) for rule in RULES]


@pytest.mark.parametrize(("path", "name"), TESTS, ids=[name for _, name in TESTS])
def test_every_test_named_exists(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_file_named_exists() -> None:
    assert len(FILES) > 20
    assert not [file for file in FILES if not (ROOT / file).exists()]
