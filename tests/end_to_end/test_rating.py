"""``bienban rating`` and ``bienban due`` on the example's cell."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.store.data import Data
from tests.support.harness_cli import bienban
from tui.demo import enter_years, fill


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's cell with its year."""
    folder = tmp_path_factory.mktemp("rating") / "demo"
    fill(folder)
    return folder


def test_the_rating_of_the_example_as_data_and_as_text(folder: Path) -> None:
    told = json.loads(bienban("--data", folder, "rating", "2025", "--json").out)
    assert [len(told[key]) for key in ("members", "left_out", "caps")] == [26, 3, 2]
    assert told["caps"]["Quyết định"]["most"] == told["caps"]["Quyết định"]["best"] == 4
    leader = told["members"][0]
    assert (leader["name"], leader["points"], leader["ballot"]["valid"]) == ("Phạm Quang Nhuận", {"self": "92"}, 23)
    assert leader["ballot"]["from_minutes"] is False
    text = bienban("--data", folder, "rating", "2025").out
    assert "26 đảng viên được xếp loại" in text
    for one in told["members"]:
        assert one["name"] in text


def test_evidence_of_the_meetings_is_beside_it(folder: Path) -> None:
    told = {m["name"]: m for m in json.loads(bienban("--data", folder, "rating", "2026", "--json").out)["members"]}
    assert told["Lê Đức"]["tasks"] == {"judged": 4, "done": 3, "on_time": 1, "late": 3, "not_due": 0}
    assert told["Lê Đức"]["attendance"]["held"] == 11
    assert told["Lê Đức"]["missing"] == ["tự xếp", "phiếu", "đề nghị", "quyết định"]


def test_what_comes_due(folder: Path) -> None:
    far = date.today() + timedelta(3650)
    told = json.loads(bienban("--data", folder, "due", "--until", far.isoformat(), "--json").out)
    kinds = {one["kind"] for one in told}
    assert {"badge", "monthly", "probation"} <= kinds
    days = [one["day"] for one in told]
    assert days == sorted(days)
    text = bienban("--data", folder, "due", "--until", f"{far:%d/%m/%Y}").out
    assert len(text.splitlines()) == len(told)


def test_what_is_refused(folder: Path, tmp_path: Path) -> None:
    assert "Chưa có thông tin chi bộ" in bienban("--data", tmp_path / "e", "rating").sentence()
    assert "Chưa có thông tin chi bộ" in bienban("--data", tmp_path / "e", "due").sentence()
    assert "Không có ngày “mai”" in bienban("--data", folder, "due", "--until", "mai").sentence()
    (folder / "due.toml").write_text("x", encoding="utf-8")
    try:
        assert "due.toml" in bienban("--data", folder, "due").sentence()
        assert "due.toml" in bienban("--data", folder, "export", "2026", "badge-list").sentence()
        assert bienban("--data", folder, "rating", "2025").code == 0
    finally:
        (folder / "due.toml").unlink()


def test_the_example_is_entered_once(folder: Path) -> None:
    with Data(folder) as data:
        before = data.book.year_record(2025)
        enter_years(data)
        assert data.book.year_record(2025) == before
