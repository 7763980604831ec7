"""Frames of the place's own: taken in when they are right, kept by the years that registered them."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from model.errors import BadData
from model.store.backup import backup, backup_for, contents, restore
from model.store.frames import OwnFrames
from model.year.frames import SHIPPED, of_year, plain
from model.year.record import Registered
from tests.support.frames import example
from tests.support.harness_cli import bienban
from tests.support.harness_data import with_cell

POINTS = example("points").encode()
CHANGED = POINTS.replace("Chi bộ 4 tốt chấm điểm".encode(), "Tên mới".encode())
AT = datetime(2026, 1, 5, 20).astimezone()


def test_a_frame_is_taken_in_as_it_is_and_stays_unless_replaced(tmp_path: Path) -> None:
    frames = OwnFrames(tmp_path / "frames")
    added = frames.add(POINTS, "points.toml")
    assert [f.id for f in frames.all()] == [*SHIPPED, "points"]
    assert (tmp_path / "frames" / "frame-points.toml").read_bytes() == POINTS
    with pytest.raises(BadData, match="--replace"):
        frames.add(CHANGED, "points.toml")
    assert frames.get("points") == added
    assert frames.add(CHANGED, "points.toml", replace=True).title == "Tên mới"
    with pytest.raises(BadData, match="khung có sẵn"):
        frames.add(POINTS.replace(b'id = "points"', b'id = "4-tot"'), "points.toml")
    with pytest.raises(BadData, match=r"khung thi đua “x”.*4-tot.*points"):
        frames.get("x")


def test_a_year_keeps_the_frame_that_it_registered(tmp_path: Path) -> None:
    with with_cell(tmp_path) as data:
        own = data.frames.add(POINTS, "points.toml")
        data.book.record_year(2026, Registered(date(2026, 1, 5), ("points",), (plain(own),)), AT)
        changed = data.frames.add(CHANGED, "points.toml", replace=True)
        first, *_ = of_year(data.book.year_record(2026), [changed])
        assert first == own
        (tmp_path / "frames" / "frame-points.toml").unlink()
        assert of_year(data.book.year_record(2026), data.frames.all())[0] == own


def test_own_frames_are_in_a_backup_and_in_a_bundle(tmp_path: Path) -> None:
    with with_cell(tmp_path / "data") as data:
        data.frames.add(POINTS, "points.toml")
    backup(tmp_path / "data", tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "new")
    assert OwnFrames(tmp_path / "new" / "frames").get("points").id == "points"
    backup_for(tmp_path / "data", tmp_path / "b.goi", "mật khẩu dài đủ", None)
    assert contents(tmp_path / "b.goi", "mật khẩu dài đủ")["frames/frame-points.toml"] == POINTS


def test_the_commands(tmp_path: Path) -> None:
    file, folder = tmp_path / "khung.toml", tmp_path / "data"
    file.write_bytes(POINTS)
    assert "đúng. Chi bộ 4 tốt chấm điểm: 4 nội dung, 5 tiêu chí, 100 điểm" in bienban("frames", "check", file).out
    assert bienban("--data", folder, "frames", "add", file).code == 0
    assert "--replace" in bienban("--data", folder, "frames", "add", file).sentence()
    assert bienban("--data", folder, "frames", "add", file, "--replace").code == 0
    rows = json.loads(bienban("--data", folder, "frames", "--json").out)
    assert [(row["id"], row["shipped"], row["subject"]) for row in rows] == [
        ("4-tot", True, "cell"), ("3-khong", True, "cell"), ("5-tot", True, "member"), ("points", False, "cell"),
    ]  # fmt: skip
    assert "points [của chi bộ]: Chi bộ 4 tốt chấm điểm" in bienban("--data", folder, "frames").out
    file.write_bytes(POINTS.replace(b'mode = "auto"', b'mode = "guess"'))
    assert "guess" in bienban("frames", "check", file).sentence()
    (folder / "frames" / "frame-hong.toml").write_text("id = ", "utf-8")
    said = bienban("--data", folder, "frames")
    assert (said.code, "frame-hong.toml" in said.err) == (1, True)
