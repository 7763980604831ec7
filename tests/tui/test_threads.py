"""A thread of a screen that fails on a fault of the program: said, noted without a word of the meeting, and gone on."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from model.store.data import Data
from tests.support.harness_data import with_cell
from tui import statistics
from tui.app import BienbanApp

SECRET = "lời không ai được thấy"


def test_a_fault_in_a_thread_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(SECRET)

    async def main() -> list[str]:
        with_cell(tmp_path)
        with Data(tmp_path) as data:
            app = BienbanApp(data, clock=lambda: datetime(2026, 11, 20, 9).astimezone())
            async with app.run_test(size=(80, 24)) as pilot:
                monkeypatch.setattr(statistics, "spans", fail)
                await pilot.press("ctrl+s")
                async with asyncio.timeout(20):
                    while not list(tmp_path.glob("loi-*.txt")):
                        await pilot.pause()
                await pilot.pause()
                await pilot.press("escape")
                return [notice.message for notice in app._notifications]

    notices = asyncio.run(main())
    (report,) = tmp_path.glob("loi-*.txt")
    assert any(report.name in notice for notice in notices)
    assert SECRET not in report.read_text("utf-8") + "".join(notices)
