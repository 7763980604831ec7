"""Makes the pictures of looking-back.md anew: each screen that looks back, on the made-up cell, in both sizes.

``python3 docs/make_looking_back.py``; needs nothing but the program.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from make_pictures import PICTURES, readable_anywhere

from model.store.data import Data
from tui.app import BienbanApp
from tui.demo import fill

SIZES = ((80, 24), (120, 34))
DAY = datetime(2026, 11, 20, 9).astimezone()
SCREENS: dict[str, Sequence[str]] = {
    "home": (),
    "search": ("ctrl+f", *"camera", "space", *"ai:luong"),
    "review": ("2", "enter"),
    "registers": ("ctrl+r", "tab"),
    "member": ("ctrl+d", "down", "down", "enter"),
    "statistics": ("ctrl+s", "right"),
    "moment": ("1", "enter", "ctrl+t", "pagedown", "pagedown", "pagedown"),
    "year": ("ctrl+y", "tab"),
    "rating": ("ctrl+b", "left"),
    "due": ("f6",),
}
"""The keys from the first screen to each."""


async def picture(folder: Path, keys: Sequence[str], size: tuple[int, int]) -> str:
    """A screen as SVG, once it has come to rest."""
    with Data(folder) as data:
        app = BienbanApp(data, clock=lambda: DAY)
        async with app.run_test(size=size) as pilot:
            await _rest(app)
            for key in keys:
                await pilot.press(key)
                await _rest(app)
            return readable_anywhere(app.export_screenshot(title="bienban"))


async def _rest(app: BienbanApp) -> None:
    """Wait until nothing has been drawn anew for a while; a cursor blinks twice a second."""
    before, same = "", 0
    while same < 3:
        await asyncio.sleep(0.1)
        now = app.export_screenshot()
        before, same = now, same + 1 if now == before else 0


def main() -> None:
    """Make them all."""
    with TemporaryDirectory() as place:
        fill(Path(place))
        for name, keys in SCREENS.items():
            for size in SIZES:
                file = PICTURES / f"back-{name}-{size[0]}.svg"
                file.write_text(asyncio.run(picture(Path(place), keys, size)), encoding="utf-8")
                print(file)


if __name__ == "__main__":
    main()
