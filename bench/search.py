"""From a query to its first hits."""

import time
from statistics import median

from bench.fixtures import STREET, Folders
from bench.table import Measured, Scale
from model.store.data import Data

QUERIES = ("t", "chi bo", "đồng chí", "duong ngo", "nguyen van luong", f"{STREET} 7", "khongco")
"""A first letter, words of every meeting without accents and with them, a name, a rare number, nothing at all."""


def past(folders: Folders, scale: Scale) -> Measured:
    """With the meetings of decades."""
    return _measure(folders, scale.past, scale.rounds)


def many(folders: Folders, scale: Scale) -> Measured:
    """With very many."""
    return _measure(folders, scale.many, scale.rounds)


def _measure(folders: Folders, count: int, rounds: int) -> Measured:
    with Data(folders.past(count)) as data:
        begun = time.perf_counter()
        data.search.find(QUERIES[-1])  # the first one builds the index
        built = time.perf_counter() - begun
        taken: dict[str, list[float]] = {query: [] for query in QUERIES}
        for _ in range(max(1, rounds // len(QUERIES))):
            for query, times in taken.items():
                begun = time.perf_counter()
                data.search.find(query)
                times.append(time.perf_counter() - begun)
    medians = {query: median(times) * 1000 for query, times in taken.items()}
    slowest = max(medians, key=lambda query: medians[query])
    each = ", ".join(f"{query} {ms:.0f}" for query, ms in medians.items())
    return Measured(medians[slowest], f"{each} ms; index built at {count / built:.0f} meetings/s")
