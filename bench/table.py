"""The table of the budgets of speed and safety: each row, how it is measured, what came out."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from statistics import median, quantiles
from typing import cast

from bench.fixtures import Folders


@dataclass(frozen=True)
class Scale:
    """How large a run is; the budgets hold for the sizes that stand here. ``typing``: most seconds before a kill;
    ``examples`` of Hypothesis, ``soak``: entries typed in one go.
    """

    few: int = 12
    past: int = 600
    many: int = 6000
    entries: int = 300
    more_entries: int = 1000
    starts: int = 15
    keys: int = 360
    appends: int = 300
    rounds: int = 40
    kills: int = 20
    typing: float = 4
    examples: int = 100
    soak: int = 1000
    most_faults: int = 10_000


@dataclass(frozen=True)
class Measured:
    """The figure that the budget is about, and the figures behind it in words."""

    value: float
    behind: str


Measure = Callable[[Folders, Scale], Measured]


@dataclass(frozen=True)
class Row:
    """One budget: the value may be ``budget`` at most; None where a figure is only told.

    ``measure`` is a function of this package, ``module.name``, imported when it is run. ``terminal``: it needs a
    pseudo-terminal.
    """

    name: str
    what: str
    budget: float | None
    unit: str
    measure: str
    terminal: bool = False


ROWS = (
    Row("start", "ready with {past} past meetings / bare app, same widgets", 2, "x", "start.against_bare", True),
    Row("start-many", "ready with {many} / with {few} past meetings", 1.2, "x", "start.many_against_few", True),
    Row("key-80", "key to screen, {entries} entries, 80x24 / bare Input, p95", 1.5, "x", "latency.narrow", True),
    Row("key-120", "key to screen, {entries} entries, 120x34 / bare Input, p95", 1.5, "x", "latency.wide", True),
    Row("entry", "entry acknowledged / bare append and fsync", 1.5, "x", "disk.against_bare"),
    Row("entry-many", "entry acknowledged with {many} / with {few} meetings", 1.2, "x", "disk.many_against_few"),
    Row("score", "score after an event, {entries} entries", 5, " ms", "score.after_event"),
    Row("score-growth", "score for each entry, {more_entries} / {entries} entries", 1.2, "x", "score.growth"),
    Row("fold", "a meeting of {more_entries} entries folded", 20, " ms", "score.fold"),
    Row("fold-growth", "fold for each entry, {more_entries} / {entries} entries", 1.2, "x", "score.fold_growth"),
    Row("score-screen", "all that the live screen works out after an event", None, " ms", "score.on_screen"),
    Row("search", "search, first hits, {past} meetings, slowest query", 50, " ms", "search.past"),
    Row("search-many", "search, first hits, {many} meetings, slowest query", 150, " ms", "search.many"),
    Row("search-index", "index of {past} meetings made anew, for one (200 a second)", 5, " ms", "search.index"),
    Row("year-statistics", "all statistics of {few} meetings, read and counted", 100, " ms", "statistics.year"),
    Row("minutes", "minutes of r30 / bare python-docx, same paragraphs", 1.5, "x", "minutes.against_bare"),
    Row("entry-sealed", "entry acknowledged, sealed / plain", 1.1, "x", "disk.sealed_against_plain"),
    Row("start-crash", "opened after a crash / after an orderly end", 1.2, "x", "start.crashed_against_clean", True),
    Row("keys", "reference meeting: keys of structure, opening to paper", 260, "", "keys.structure", True),
    Row("keys-acts", "acts that take more keys than their budget", 0, "", "keys.over_budget", True),
    Row("keys-words", "keys of the words for a printed letter, Telex", 1.05, "", "keys.words", True),
    Row("questions", "ten questions about 36 past meetings: most keys", 3, "", "questions.most_keys", True),
    Row("minutes-1000", "minutes of a meeting of {more_entries} entries", 1, " s", "minutes.long_meeting"),
    Row("papers", "all papers of one meeting", 2, " s", "minutes.all_papers"),
    Row("kill", "kill -9, {kills} times: entries lost or unreadable", 0, "", "kill.entries_lost", True),
    Row("kill-draft", "kill -9, {kills} times: most typing lost", 1, " s", "kill.typing_lost", True),
    Row("faults-calls", "every call of the disk failing: lost or not said", 0, "", "faults.every_call"),
    Row("faults-moments", "every moment under a power cut: lost", 0, "", "faults.every_moment"),
    Row("faults-evenings", "{examples} random evenings with crashes: lost", 0, "", "faults.random_evenings"),
    Row("faults-fuzz", "what is read, spoilt: readers that fail", 0, "", "faults.mangled"),
    Row("soak-memory", "{soak} entries: memory for one, last third / second", 1.5, "x", "soak.memory", True),
    Row("soak", "{soak} entries: time for one, last tenth / second", 1.5, "x", "soak.latency", True),
)


def heading() -> str:
    """The first line of the table."""
    return _line("row", "what", "budget", "measured", "", "behind it")


def run(row: Row, folders: Folders, scale: Scale) -> tuple[str, bool]:
    """Measure a row; its line of the table, and whether the budget is kept."""
    what = row.what.format_map(vars(scale))
    budget = "-" if row.budget is None else f"<= {row.budget:g}{row.unit}"
    if row.terminal and sys.platform == "win32":
        return _line(row.name, what, budget, "-", "", "not measured: Windows has no pseudo-terminal"), True
    module, _, name = row.measure.partition(".")
    measure = cast(Measure, getattr(import_module(f"bench.{module}"), name))
    found = measure(folders, scale)
    kept = row.budget is None or found.value <= row.budget
    verdict = "" if row.budget is None else "ok" if kept else "MISS"
    return _line(row.name, what, budget, f"{found.value:.2f}{row.unit}", verdict, found.behind), kept


def _line(*cells: str) -> str:
    return "{:<15} {:<60} {:>9} {:>10} {:<4} {}".format(*cells).rstrip()


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not pass."""
    return quantiles(values, n=20, method="inclusive")[-1]


def ratio(ours: Sequence[float], other: Sequence[float], of: Callable[[Sequence[float]], float] = median) -> Measured:
    """Ours by the other one, both in seconds."""
    return Measured(of(ours) / of(other), both(ours, other, of))


def both(ours: Sequence[float], other: Sequence[float], of: Callable[[Sequence[float]], float]) -> str:
    """The two figures behind a ratio, in milliseconds."""
    return f"{of(ours) * 1000:.2f} / {of(other) * 1000:.2f} ms"


def alternately(one: Callable[[], float], other: Callable[[], float], times: int) -> tuple[list[float], list[float]]:
    """What both return, A B A B …; the first pair, which fills the caches, is left out."""
    pairs = [(one(), other()) for _ in range(times + 1)][1:]
    return [a for a, _ in pairs], [b for _, b in pairs]
