"""What is said to the terminal before Textual is imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.terminal import prepare_terminal


@pytest.mark.parametrize(("asked", "disabled"), [({}, "True"), ({"BIENBAN_KITTY_KEYS": "1"}, "False")])
def test_the_terminal_is_prepared_before_textual(asked: dict[str, str], disabled: str) -> None:
    code = (
        "from tui.terminal import prepare_terminal; prepare_terminal(); "
        "from textual.constants import DISABLE_KITTY_KEY; print(DISABLE_KITTY_KEY)"
    )
    names = ("BIENBAN_KITTY_KEYS", "TEXTUAL_DISABLE_KITTY_KEY")
    env = {name: value for name, value in os.environ.items() if name not in names} | asked
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == disabled


def test_what_the_user_set_for_textual_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", "0")
    prepare_terminal()
    assert os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == "0"
