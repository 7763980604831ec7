"""The JSON of the reading commands: for scripts and screen readers, with the keys that they are promised."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.harness_cli import bienban
from tests.support.meetings import EXPECTED, R30

ID = "2026-11-03-thuong-ky"
COUNTS = {
    "total", "official", "probationary", "exempt", "away", "guest", "suspended", "expected", "present", "excused",
    "unexcused", "late", "left_early",
}  # fmt: skip
SHOW = {
    "id", "kind", "date", "state", "counts", "attendance_rate", "minutes_long", "speakers", "agenda", "entries",
    "votes", "tasks", "digest",
}  # fmt: skip
INSIDE = {
    "attendance_rate": {"numerator", "denominator"},
    "counts": COUNTS,
    "speakers": {"distinct", "present"},
    "agenda": {"title", "started", "ended", "conclusion"},
    "entries": {"id", "at", "kind", "item", "who", "text"},
    "votes": {
        "id", "subject", "method", "rule", "base", "base_members", "left_out", "needed", "for", "against",
        "no_opinion", "ballots", "candidates", "verdict",
    },
    "tasks": {"owner", "text", "given", "due", "result"},
}  # fmt: skip
SCORE = {"sheet", "max", "total", "complete", "grade", "criteria"}
CRITERION = {"id", "title", "max", "points", "mode", "facts", "reason", "evidence"}
LIST = {"id", "date", "kind", "title", "state", "present", "expected", "total", "grade"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("json") / "data"
    arguments = ["replay", R30 / "meeting.toml", "--members", R30 / "roster.csv"]
    assert bienban("--data", folder, *arguments).code == 0
    return folder


def read(folder: Path, *arguments: str) -> Any:
    """What a command prints, which is JSON and nothing else."""
    said = bienban("--data", folder, *arguments, "--json")
    assert said.err == ""
    return json.loads(said.out)


def test_show(folder: Path) -> None:
    shown = read(folder, "show", "last")
    assert set(shown) >= SHOW
    for name, keys in INSIDE.items():
        rows = shown[name] if isinstance(shown[name], list) else [shown[name]]
        assert rows
        assert all(set(row) >= keys for row in rows), name
    assert {vote["verdict"] for vote in shown["votes"]} <= {"passed", "failed"}
    assert all(set(row) == {"member", "why"} for vote in shown["votes"] for row in vote["left_out"])
    assert shown["id"] == ID
    assert shown == read(folder, "show", ID) == read(folder, "show", "2026-11-03") == read(folder, "show", "3/11/2026")


def test_score(folder: Path) -> None:
    scored = read(folder, "score", "last")
    assert set(scored) >= SCORE
    assert all(set(row) >= CRITERION for row in scored["criteria"])
    assert scored["total"] == EXPECTED["score"]["an-phu-2025"]["total"]
    assert read(folder, "score", "last", "--sheet", "hd42-2025")["sheet"] == "hd42-2025"


def test_check(folder: Path) -> None:
    for finding in read(folder, "check", "last"):
        assert set(finding) >= {"code", "severity", "message", "where", "mend"}
        assert finding["severity"] in ("hint", "warning", "stop")


def test_list(folder: Path) -> None:
    (row,) = read(folder, "list")
    assert set(row) >= LIST
    assert (row["id"], row["state"], row["present"]) == (ID, "closed", EXPECTED["counts"]["present"])


@pytest.mark.parametrize("words", ["neo don", "neo đơn", "Nghị quyết"])
def test_search(folder: Path, words: str) -> None:
    hits = read(folder, "search", words)
    assert hits
    assert all(set(hit) == {"meeting", "entry", "at", "who", "text"} for hit in hits)


def test_nothing_found_is_an_empty_list(folder: Path) -> None:
    assert read(folder, "search", "khủng long") == []


def test_members(folder: Path) -> None:
    members = read(folder, "members")
    assert len(members) == EXPECTED["counts"]["total"] + EXPECTED["counts"]["guest"]
    assert all({"id", "member", "name", "born", "status"} <= set(row) for row in members)


def test_an_empty_folder(tmp_path: Path) -> None:
    assert read(tmp_path, "list") == read(tmp_path, "members") == []
