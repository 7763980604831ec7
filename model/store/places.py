"""Where the data are, and what stands in their folder without being part of them."""

import os
from pathlib import Path

from platformdirs import user_data_path

DEMO = "demo"
"""The folder of the made-up cell, inside the user's; it is no part of his data."""

RESTORING = "restoring.txt"
"""Stands in a folder while a backup is written into it: before its end, the folder is none."""


def default_folder() -> Path:
    """``BIENBAN_DATA``, or the place where the system keeps a program's data."""
    chosen = os.environ.get("BIENBAN_DATA", "")
    return Path(chosen).expanduser() if chosen else user_data_path("bienban", appauthor=False)
