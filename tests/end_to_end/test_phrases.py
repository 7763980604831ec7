"""``bienban phrases``: added, removed and found on the command line; what is no good is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.harness_cli import bienban, contents
from tests.support.meetings import R30, ROOT


def table(folder: Path) -> Any:
    return json.loads(bienban("--data", folder, "phrases", "--json").out)


def test_added_replaced_and_removed(tmp_path: Path) -> None:
    assert bienban("--data", tmp_path, "phrases", "add", "dtl", "đăng", "tài", "liệu").code == 0
    assert table(tmp_path)["dtl"] == "đăng tài liệu"
    assert bienban("--data", tmp_path, "phrases", "remove", "dc").code == 0
    assert "dc" not in table(tmp_path)
    assert bienban("--data", tmp_path, "phrases", "add", "dc", "được cử").code == 0
    assert table(tmp_path)["dc"] == "được cử"
    for short in ("dc", "dtl"):
        assert bienban("--data", tmp_path, "phrases", "remove", short).code == 0
    assert not {"dc", "dtl"} & table(tmp_path).keys()
    assert "cb       chi bộ\n" in bienban("--data", tmp_path, "phrases").out


@pytest.mark.parametrize(
    "arguments",
    [("add", "ban", "bản"), ("add", "dc", "khác"), ("add", "w2", "khác"), ("add", "zk", " "), ("remove", "zk"),
     ("add", "zk"), ("propose", "--most", "0")],
    ids=" ".join,
)  # fmt: skip
def test_refused_in_one_sentence_and_nothing_changed(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert bienban("--data", tmp_path, "phrases", "add", "qx", "quy ước").code == 0
    before = contents(tmp_path)
    assert bienban("--data", tmp_path, "phrases", *arguments).sentence()
    assert contents(tmp_path) == before


def test_proposals_from_the_minutes_of_the_cell(tmp_path: Path) -> None:
    assert "Chưa có lời nào" in bienban("--data", tmp_path, "phrases", "propose").out
    for month in ("2026-09", "2026-10"):
        script = ROOT / "model" / "examples" / "year" / f"{month}.toml"
        assert bienban("--data", tmp_path, "replay", script, "--members", R30 / "roster.csv").code == 0
    found = json.loads(bienban("--data", tmp_path, "phrases", "propose", "--most", "3", "--json").out)
    assert len(found) == 3
    phrase, count, short = (found[0][key] for key in ("phrase", "count", "short"))
    said = bienban("--data", tmp_path, "phrases", "propose", "--most", "1").out
    assert said == f"Bạn gõ “{phrase}” {count} lần: bienban phrases add {short} {phrase}\n"
    assert bienban("--data", tmp_path, "phrases", "add", short, *phrase.split()).code == 0
    after = json.loads(bienban("--data", tmp_path, "phrases", "propose", "--json").out)
    assert phrase not in [row["phrase"] for row in after]
