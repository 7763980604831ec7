"""The record on the screen: whatever was shown before, the same entries look the same."""

import asyncio
import random
from itertools import accumulate

from rich.text import Text
from textual.app import App, ComposeResult

from tui.widgets.record import Line, RecordView

WORDS = ["đồng", "chí", "nhất", "trí", "với", "nội", "dung", "báo", "cáo", "của", "chi", "ủy", "tháng", "này"]


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield RecordView()


def entry(source: random.Random) -> Line:
    words = Text(" ".join(source.choices(WORDS, k=source.randint(0, 30))), source.choice(["", "bold", "dim"]))
    if source.random() < 0.3:
        words.stylize("underline", 0, 4)
    return f"19:{source.randint(0, 59):02}", words


def changed(entries: list[Line], source: random.Random) -> list[Line]:
    """As an undo, a correction, an entry put before, or another meeting change the record."""
    kept = entries[: source.randint(0, len(entries))]
    match source.randint(0, 4):
        case 0:
            return entries[:-1]
        case 1:
            return [*kept, entry(source), *entries[len(kept) + 1 :]]
        case 2:
            return [*kept, entry(source), *entries[len(kept) :]]
        case 3:
            return [(time, Text(text.plain, "dim", spans=text.spans)) for time, text in entries]
    return [entry(source) for _ in range(source.randint(0, 12))]


def test_what_was_shown_before_leaves_no_trace() -> None:
    async def run() -> None:
        source, app = random.Random(7), Shown()
        async with app.run_test(size=(60, 20)) as pilot:
            used = app.query_one(RecordView)
            entries: list[Line] = []
            for turn in range(60):
                if source.random() < 0.4:
                    entries = [*entries, entry(source)]
                    used.append(*entries[-1])
                else:
                    entries = changed(entries, source)
                    used.show(entries)
                if turn % 15 == 0:
                    await pilot.resize_terminal(source.choice([40, 60, 90]), 20)
                await pilot.pause()  # a scroll bar may come or go
                wrapped = [used._wrapped(time, text) for time, text in entries]
                assert used._lines == [line for lines in wrapped for line in lines]
                assert all(line.cell_length <= used.scrollable_content_region.width for line in used._lines)
                assert used._ends == list(accumulate(map(len, wrapped)))

    asyncio.run(run())
