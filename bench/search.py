"""From a query to its first hits."""

import time
from statistics import median

from bench.fixtures import STREET, Folders
from bench.table import Measured, Scale
from model.store.data import Data

QUERIES = (
    "t", "chi bo", "đồng chí", "duong ngo", "nguyen van luong", f"{STREET} 7", "khongco", '"duong ngo"', "ai:lượng",
    "loại:nv việc:còn", "việc:xong ngo", "mục:6 t", "mục:thảo t", "năm:2019 loại:pb",
)  # fmt: skip
"""A first letter, words of every meeting without accents and with them, a name, a rare number, nothing at all; a phrase
and every filter.
"""


def past(folders: Folders, scale: Scale) -> Measured:
    """With the meetings of decades."""
    return _measure(folders, scale.past, scale.rounds)


def many(folders: Folders, scale: Scale) -> Measured:
    """With very many."""
    return _measure(folders, scale.many, scale.rounds)


def index(folders: Folders, scale: Scale) -> Measured:
    """Milliseconds a meeting while the index is made anew."""
    with Data(folders.past(scale.past)) as data:
        data.search.close()
        (data.folder / "search.sqlite").unlink(missing_ok=True)
        begun = time.perf_counter()
        data.search.find(QUERIES[-1])
        each = (time.perf_counter() - begun) / scale.past
    return Measured(each * 1000, f"{1 / each:.0f} meetings/s")


def _measure(folders: Folders, count: int, rounds: int) -> Measured:
    with Data(folders.past(count)) as data:
        data.search.find(QUERIES[-1])  # the first one builds the index
        taken: dict[str, list[float]] = {query: [] for query in QUERIES}
        for _ in range(max(1, rounds // len(QUERIES))):
            for query, times in taken.items():
                begun = time.perf_counter()
                data.search.find(query)
                times.append(time.perf_counter() - begun)
    medians = {query: median(times) * 1000 for query, times in taken.items()}
    slowest = max(medians, key=lambda query: medians[query])
    each = ", ".join(f"{query} {ms:.0f}" for query, ms in medians.items())
    return Measured(medians[slowest], f"{each} ms")
