"""All figures of a year: its meetings read from the disk and counted."""

import time
from datetime import date, timedelta
from statistics import median

from bench.fixtures import Folders
from bench.table import Measured, Scale, p95
from model.past.periods import days_span
from model.store.data import Data
from tui.statistics import load


def year(folders: Folders, scale: Scale) -> Measured:
    """The statistics of so many meetings, each of the size of the reference meeting, as the screen asks for them."""
    folder = folders.past(scale.few)
    span = days_span(date.today() - timedelta(days=scale.few), date.today())

    def timed() -> float:
        begun = time.perf_counter()
        with Data(folder, write=False) as data:
            found, problems = load(data, span, "meeting")
        assert (found.count, problems) == (scale.few, [])
        return time.perf_counter() - begun

    seconds = [timed() for _ in range(scale.rounds + 1)][1:]  # the first one reads the sheet
    return Measured(median(seconds) * 1000, f"median; p95 {p95(seconds) * 1000:.2f} ms")
