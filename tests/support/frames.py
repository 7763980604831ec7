"""Frames and records of a year for tests."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from model.year.facts import YearView
from model.year.frame_file import read_frame
from model.year.frames import Frame
from model.year.record import AnyYearEvent, YearEntry, standing
from tests.support.meetings import ROOT, ZONE

FOLDER = ROOT / "tests" / "data" / "frames"
YEAR = 2026
NEW_YEAR_EVE = date(YEAR, 12, 31)


def example(name: str) -> str:
    """The text of a frame written for the tests."""
    return (FOLDER / f"{name}.toml").read_text("utf-8")


def read(name: str) -> Frame:
    """The frame itself."""
    return read_frame(example(name), f"{name}.toml")


def made(**tables: Any) -> Frame:
    """A frame of these tables, not asked whether it could be a file."""
    return msgspec.convert({"id": "f", "title": "Khung", "issuer": "Xã"} | tables, Frame)


def entries(*events: AnyYearEvent) -> list[YearEntry]:
    """The record of a year, numbered from 1."""
    return [YearEntry(n, datetime(YEAR, 6, 1, tzinfo=ZONE), event) for n, event in enumerate(events, 1)]


def view(*events: AnyYearEvent, **more: Any) -> YearView:
    """The year by these entries alone."""
    return YearView(YEAR, more.pop("until", NEW_YEAR_EVE), record=tuple(standing(entries(*events))), **more)


def contents(*criteria: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Tables of contents ``1``, ``2`` … with their criteria ``1.1`` …, each answered by people unless told."""
    numbered = list(enumerate(criteria, 1))
    return {
        "content": [{"id": f"{n}", "title": f"Nội dung {n}"} for n, _ in numbered],
        "criterion": [
            {"id": f"{n}.{k}", "content": f"{n}", "title": "Tiêu chí", "mode": "human"} | own
            for n, rows in numbered
            for k, own in enumerate(rows, 1)
        ],
    }  # fmt: skip
