"""Makes the pictures of the README anew from the program itself.

``python3 docs/make_pictures.py`` enters the reference meeting up to the vote on its resolution, opens it in the real
program and keeps the screen as ``live.svg``; then it writes the minutes of the whole meeting and keeps their first
page as ``minutes.png``. The page needs LibreOffice (``soffice``) and Poppler (``pdftoppm``). ``film-01.svg`` … are ten
screens of the same meeting (``film.md``).
"""

import asyncio
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from exports import papers
from exports.source import Source
from model import examples, roster
from model.cell import roll
from model.meeting import Meeting
from model.replay import Script
from model.store.data import Data
from tui.app import BienbanApp
from tui.screens.live import LiveScreen
from tui.session import Session

PICTURES = Path(__file__).parent / "pictures"
SIZE = (100, 28)  # columns, lines
PAGE_DPI = 80


@dataclass(frozen=True)
class Frame:
    """A screen: the record up to a time of that evening, what stands on the line, and a key struck after it."""

    until: time
    typed: str = ""
    key: str = ""


MIDDLE = Frame(time(20, 59, 30), "Tôi đề nghị ghi ý kiến này vào biên bản để kỳ sau")
"""After the vote on the resolution and the reserved opinion."""

FILM = (
    Frame(time(19, 31, 20), "Kính mời đồng chí Nhung", "ctrl+a"),
    Frame(time(19, 33, 30), ";dd @$ Đi công tác ngoài tỉnh | @# Đang nằm viện | @) x"),
    Frame(time(19, 36, 10), "Đảng phí tháng 10: 28 đồng chí đã nộp đủ, 2 đồng chí chưa nộp. | 1264k"),
    Frame(time(19, 39, 5), "+21"),
    Frame(time(20, 3, 0), ";duc đề nghị"),
    Frame(time(20, 27, 5), "&Đã khảo sát đủ ba vị trí | Để quá hạn 14 ngày | Chủ quan | Ký hợp đồng có thời hạn | 20"),
    Frame(time(20, 52, 55), "(Họp dân ngõ 12 lấy ý kiến | 30"),
    Frame(time(20, 58, 5), "1 1"),
    Frame(time(20, 59, 30), "", "up"),
    Frame(time(21, 1, 0), "", "f7"),
)
"""What the recorder sees, from the first words to the sheet."""

FONTS = "'Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"
"""Fonts of Windows, Linux and macOS with every Vietnamese letter; a picture must not ask the network for one."""


def main() -> int:
    """Make both pictures; 1 where a tool is missing."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        for number, frame in enumerate((MIDDLE, *FILM)):
            picture = PICTURES / (f"film-{number:02}.svg" if number else "live.svg")
            picture.write_text(asyncio.run(live_screen(Path(folder) / str(number), frame)), encoding="utf-8")
            print(picture)
        missing = [tool for tool in ("soffice", "pdftoppm") if shutil.which(tool) is None]
        if missing:
            print(f"minutes.png stays as it is: {' and '.join(missing)} not found.", file=sys.stderr)
            return 1
        script = reference(Path(folder) / "whole")
        with Data(Path(folder) / "whole") as data:
            session = Session.replay(data, script)
            session.journal.close()
        print(first_page(session.meeting, Path(folder)))
    return 0


def reference(folder: Path) -> Script:
    """The reference meeting; its cell and members are put into the book of ``folder``."""
    shipped = files(examples).joinpath("r30")
    members = roster.read(shipped.joinpath("roster.csv").read_bytes(), "roster.csv")
    text = shipped.joinpath("meeting.toml").read_text(encoding="utf-8")
    script = Script(text, "meeting.toml", roll(members, date(2026, 11, 3)))
    with Data(folder) as data:
        data.book.members, data.book.cell = members, script.cell
    return script


async def live_screen(folder: Path, frame: Frame) -> str:
    """A screen of the meeting, as SVG."""
    script = reference(folder)
    moment = datetime.combine(script.day, frame.until).astimezone()
    with Data(folder) as data:
        meeting_id = data.archive.free_id(script.day, "regular")
        session = Session(Meeting(), data.archive.create(meeting_id))
        for at, event in script.events(meeting_id, {}):
            if at <= moment:
                session.record(event, at)
        session.journal.close()
        data.archive.remember(session.meeting)
        app = BienbanApp(data, clock=lambda: moment)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, LiveScreen) and app.screen.is_mounted)
            screen = app.screen
            assert isinstance(screen, LiveScreen)
            for _ in range(2):  # the second time with the label that the first one made
                screen.line.load(frame.typed)
                await until(pilot, lambda: screen.line.text == frame.typed)
                await pilot.pause(0.2)
            if frame.key:
                await pilot.press(frame.key)
            for _ in range(3):
                await pilot.pause(0.2)
            return readable_anywhere(app.export_screenshot(title="bienban"))


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait for a condition of the program."""
    async with asyncio.timeout(30):
        while not true():
            await pilot.pause()


def readable_anywhere(svg: str) -> str:
    """The picture with fonts that every system has instead of one from the network, and with its spaces kept."""
    own = re.sub(r"\s*@font-face \{[^}]*\}", "", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)
    return re.sub(r"font-family: Fira Code\b[^;]*;", f"font-family: {FONTS};", own)


def first_page(meeting: Meeting, folder: Path) -> Path:
    """The first page of the minutes as PNG, by the tools that a reader would open it with."""
    paper = folder / "minutes.docx"
    paper.write_bytes(papers.document(Source(meeting), "minutes"))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(paper)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    picture = PICTURES / "minutes.png"
    page = ["-r", str(PAGE_DPI), "-gray", "-png", "-singlefile", "-f", "1", "-l", "1"]
    subprocess.run(["pdftoppm", *page, str(paper.with_suffix(".pdf")), str(picture.with_suffix(""))], check=True)
    return picture


if __name__ == "__main__":
    sys.exit(main())
