"""Makes the pictures of the README anew from the program itself.

``python3 docs/make_pictures.py`` enters the reference meeting up to the vote on its resolution, opens it in the real
program and keeps the screen as ``live.svg``; then it writes the minutes of the whole meeting and keeps their first
page as ``minutes.png``. The page needs LibreOffice (``soffice``) and Poppler (``pdftoppm``).
"""

import asyncio
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
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
UNTIL = time(20, 59, 30)  # the vote on the resolution and the reserved opinion after it
TYPED = "Tôi đề nghị ghi ý kiến này vào biên bản để kỳ sau"
PAGE_DPI = 80
FONTS = "'Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"
"""Fonts of Windows, Linux and macOS with every Vietnamese letter; a picture must not ask the network for one."""


def main() -> int:
    """Make both pictures; 1 where a tool is missing."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        script = reference(Path(folder))
        picture = PICTURES / "live.svg"
        picture.write_text(asyncio.run(live_screen(Path(folder), script)), encoding="utf-8")
        print(picture)
        missing = [tool for tool in ("soffice", "pdftoppm") if shutil.which(tool) is None]
        if missing:
            print(f"minutes.png stays as it is: {' and '.join(missing)} not found.", file=sys.stderr)
            return 1
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


async def live_screen(folder: Path, script: Script) -> str:
    """The screen in the middle of the meeting, as SVG."""
    moment = datetime.combine(script.day, UNTIL).astimezone()
    with Data(folder) as data:
        session = Session(Meeting(), data.archive.create(data.archive.free_id(script.day, "regular")))
        for at, event in script.events("2026-11-03-thuong-ky", {}):
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
            screen.line.restore(TYPED)
            await until(pilot, lambda: screen.line.text == TYPED)
            await pilot.pause()
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
