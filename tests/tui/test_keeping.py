"""What screens and threads do at the same time, and what they say when a disk or a thread of theirs fails."""

import asyncio
import errno
import os
import threading
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from exports.source import Source
from model import roster
from model.cell import Cell
from model.errors import BadData, BienbanError
from model.events import Remark
from model.store import keys, papers, sealing
from model.store.data import Data
from tests.support.evening import SECRET, cheap_key
from tests.support.meetings import ROSTER
from tui import app as program
from tui.app import BienbanApp, run_app
from tui.paperwork import meeting as paperwork
from tui.paperwork.meeting import Order
from tui.screens import old_minutes
from tui.screens.lock import LockScreen
from tui.session import Session

Act = Callable[[BienbanApp, Pilot[Any], Session], Awaitable[None]]


def live(folder: Path, act: Act) -> None:
    """Do something at the live screen of a meeting that is open."""

    async def main(data: Data) -> None:
        app = BienbanApp(data)
        async with app.run_test(size=(80, 24)) as pilot:
            session = Session.prepare(data, "regular", date.today(), "", listener=app.hear)
            await app.record(session)
            session.begin()
            session.journal.flush()
            await act(app, pilot, session)
        app.leave_meeting()

    with Data(folder) as data:
        data.book.cell = Cell(name="Chi bộ")
        data.book.members = roster.read(ROSTER, "roster.csv")
        asyncio.run(main(data))


async def until(pilot: Pilot[Any], done: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not done():
            await pilot.pause(0.02)


def say(session: Session, text: str) -> None:
    session.record(Remark(session.meeting.head.people[0].id, text))


def full(fd: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_paper_is_made_of_the_record_as_it_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing, going_on = threading.Event(), threading.Event()
    real, lines = paperwork.content, []

    def slowly(data: Data, made: Source, order: Order) -> bytes:
        if threading.current_thread() is threading.main_thread():
            return real(data, made, order)
        writing.set()
        going_on.wait(20)
        lines.append(len(made.meeting.entries))
        return real(data, made, order)

    async def act(app: BienbanApp, pilot: Pilot[Any], session: Session) -> None:
        monkeypatch.setattr(paperwork, "content", slowly)
        before = len(session.meeting.entries)
        app.export_minutes(session.meeting)
        await until(pilot, writing.is_set)
        say(session, "nói sau khi xuất")
        session.journal.flush()
        going_on.set()
        place = app.data.archive.path(session.meeting.id) / "papers"
        await until(pilot, (place / "papers.json").exists)
        assert lines == [before]
        (told,) = papers.outdated(app.data.archive, session.meeting.id)
        assert "cũ hơn nhật ký" in told

    live(tmp_path, act)


def test_a_paper_asked_for_right_behind_an_entry_is_no_older_than_the_record(tmp_path: Path) -> None:
    async def act(app: BienbanApp, pilot: Pilot[Any], session: Session) -> None:
        say(session, "câu cuối")
        app.export_minutes(session.meeting)
        place = app.data.archive.path(session.meeting.id) / "papers"
        await until(pilot, (place / "papers.json").exists)
        assert list(papers.outdated(app.data.archive, session.meeting.id)) == []

    live(tmp_path, act)


@pytest.mark.parametrize("what", ["paper", "backup"])
def test_a_fault_in_a_thread_of_the_program_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("lời không ai được thấy")

    async def act(app: BienbanApp, pilot: Pilot[Any], session: Session) -> None:
        monkeypatch.setattr(paperwork, "write", fail)
        monkeypatch.setattr("tui.upkeep.made_today", fail)
        app._upkeep.back_up() if what == "backup" else app.export_minutes(session.meeting)
        await until(pilot, lambda: list(tmp_path.glob("loi-*.txt")))
        await pilot.pause()
        (report,) = tmp_path.glob("loi-*.txt")
        notices = [notice.message for notice in app._notifications]
        assert any(report.name in notice for notice in notices)
        assert "lời không ai" not in report.read_text("utf-8") + "".join(notices)

    live(tmp_path, act)


def test_a_fault_while_old_minutes_are_taken_over_keeps_nobody_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    async def main(data: Data) -> None:
        app = BienbanApp(data)
        async with app.run_test(size=(80, 24)) as pilot:
            await app.action_visit("old_minutes", "OldMinutesScreen")
            screen = app.screen
            assert isinstance(screen, old_minutes.OldMinutesScreen)
            monkeypatch.setattr(old_minutes, "take_over", fail)
            monkeypatch.setattr(screen, "_arriving", object())
            monkeypatch.setattr(screen, "_plan", object())
            screen.action_take_over()
            await until(pilot, lambda: list(tmp_path.glob("loi-*.txt")))
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is not screen

    with Data(tmp_path) as data:
        data.book.cell = Cell(name="Chi bộ")
        asyncio.run(main(data))


def test_a_form_stays_on_the_desk_until_its_entry_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def act(app: BienbanApp, pilot: Pilot[Any], session: Session) -> None:
        path = app.data.archive.path(session.meeting.id) / "desk.json"
        app.kept_forms["praise"] = {"text": "chữ chưa được mất"}
        app.keep_forms()
        await until(pilot, path.exists)
        monkeypatch.setattr("model.store.journal.os.fsync", full)
        say(session, "chưa lưu được")
        session.journal.flush()
        app.form_done("praise")
        assert "praise" not in app.kept_forms
        await pilot.pause(0.5)
        assert "chữ chưa được mất" in path.read_text("utf-8")
        monkeypatch.undo()
        session.journal.flush()
        await until(pilot, lambda: not path.exists() or "chữ chưa" not in path.read_text("utf-8"))

    live(tmp_path, act)


def test_the_key_that_ends_the_program_says_first_what_is_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def act(app: BienbanApp, pilot: Pilot[Any], session: Session) -> None:
        monkeypatch.setattr(os, "fsync", full)
        say(session, "chưa lưu được")
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code is None
        assert any("Chưa lưu xong" in notice.message for notice in app._notifications)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code == 0
        monkeypatch.undo()

    live(tmp_path, act)


def test_what_the_disk_did_not_take_is_said_at_an_end_that_nobody_chose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BienbanApp, "run", lambda self: None)
    with Data(tmp_path) as data:
        data.book.cell = Cell(name="Chi bộ")
        app = BienbanApp(data)
        app.session = Session.prepare(data, "regular", date.today(), "")
        app.session.journal.flush()
        monkeypatch.setattr(os, "fsync", full)
        app.session.begin()
        with pytest.raises(BienbanError, match="mục chưa ghi được"):
            run_app(app)
        monkeypatch.undo()


@pytest.mark.parametrize("name", ["TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT"])
def test_what_copies_the_screen_elsewhere_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    monkeypatch.setattr(program, "signals_call", None)
    with Data(tmp_path) as data, pytest.raises(BadData, match=name):
        run_app(BienbanApp(data))


def test_no_notice_stands_over_the_locked_screen(tmp_path: Path) -> None:
    async def main(data: Data) -> tuple[str, str]:
        app = BienbanApp(data)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            app.say("Đã ghi ho-so-le-van-an.docx")
            await pilot.pause(0.2)
            assert "le-van-an" in shown(app)
            app.action_lock()
            await pilot.pause(0.2)
            app.say("Đã ghi ho-so-pham-thi-an.docx")  # by a thread that went on
            await pilot.pause(0.2)
            assert isinstance(app.screen, LockScreen)
            locked = shown(app)
            await pilot.press("enter")
            await until(pilot, lambda: not isinstance(app.screen, LockScreen))
            await pilot.pause(0.2)
            return locked, shown(app)

    def shown(app: BienbanApp) -> str:
        return " ".join(str(toast.render()) for toast in app.screen.query("Toast").results(Static))

    with Data(tmp_path) as data:
        data.book.cell = Cell(name="Chi bộ")
        locked, opened = asyncio.run(main(data))
    assert locked == ""
    assert "pham-thi-an" in opened


def test_the_locked_screen_says_that_the_key_is_gone(tmp_path: Path) -> None:
    async def main(data: Data) -> str:
        app = BienbanApp(data)
        async with app.run_test(size=(80, 24)) as pilot:
            app.action_lock()
            await pilot.pause()
            for name in (keys.NAME, f"{keys.NAME}.1"):
                (tmp_path / name).unlink(missing_ok=True)
            await pilot.press("x", "enter")
            answer = app.screen.query_one("#answer", Static)
            await until(pilot, lambda: str(answer.render()) not in ("", "Đang mở…"))
            assert isinstance(app.screen, LockScreen)
            return str(answer.render())

    with cheap_key():
        with Data(tmp_path) as data:
            data.book.cell = Cell(name="Chi bộ")
        sealing.seal_folder(tmp_path, SECRET)
        with Data(tmp_path) as data:
            assert "Không thấy tệp khóa" in asyncio.run(main(data))
