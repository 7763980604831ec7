"""What the system of this machine forgives and Windows does not, looked for in the whole source."""

import ast

from tests.support.meetings import ROOT

TREES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for folder in ("model", "exports", "tui")
    for path in sorted((ROOT / folder).rglob("*.py"))
}


def test_local_time_is_asked_for_in_one_place() -> None:
    """Windows knows none before 1970: ``model.days.local`` does; the clock of now needs no care."""
    asked = {
        (name, ast.unparse(node))
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and not node.args and ast.unparse(node.func).endswith(".astimezone")
    }
    now = "datetime.now().astimezone()"
    assert asked == {("model/days.py", "moment.astimezone()"), ("model/days.py", now), ("model/clock.py", now)}


def test_times_are_written_in_the_letters_of_every_code_page() -> None:
    """Windows knows the pattern of a time in the own code page only: English ones have no ``ờ``."""
    foreign = {
        (name, ast.unparse(node))
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FormattedValue) and node.format_spec and not ast.unparse(node.format_spec).isascii()
    }
    assert not foreign
