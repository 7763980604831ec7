"""The Word files of the reference meeting, and of a very long one."""

import time
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from bench.fixtures import Folders, reference_entries, running_entries
from bench.table import Measured, Scale, alternately, ratio
from exports.papers import PAPERS, about, document
from exports.source import Source
from model.meeting import Meeting
from model.store.files import write_atomic, write_beside_older

Words = tuple[tuple[str, bool], ...]
"""A paragraph: its runs, each with whether it is bold."""

Rows = list[list[str]]
"""A table: the text of each cell."""


def against_bare(folders: Folders, scale: Scale) -> Measured:
    """By bare python-docx writing the same paragraphs and tables, each run with its look."""
    meeting, folder = Meeting(reference_entries()), folders.free("papers")
    paper, copy = folder / "minutes.docx", folder / "bare.docx"
    write_beside_older(paper, document(Source(meeting), "minutes"))
    blocks = _blocks(paper)
    ours = _timed(lambda: write_atomic(paper, document(Source(meeting), "minutes")))
    bare = _timed(lambda: _write_bare(blocks, copy))
    return ratio(*alternately(ours, bare, scale.rounds))


def long_meeting(_: Folders, scale: Scale) -> Measured:
    """The minutes of a meeting with very many entries, made from nothing; with the peak of memory."""
    entries = running_entries(scale.more_entries, datetime.now().astimezone())
    return _seconds(lambda: document(Source(Meeting(entries)), "minutes"), scale)


def all_papers(_: Folders, scale: Scale) -> Measured:
    """Every paper that the reference meeting has something for, each about the first thing it can be about."""
    meeting = Meeting(reference_entries())

    def write_all() -> None:
        for name in PAPERS:
            choices = about(meeting, name)
            if choices or not PAPERS[name].of:
                document(Source(meeting, of=choices[0][0] if choices else "", year=(meeting,)), name)

    return _seconds(write_all, scale)


def _seconds(act: Callable[[], object], scale: Scale) -> Measured:
    """How long it takes in the middle of several times, and the most memory that Python held for it."""
    times = [_timed(act)() for _ in range(max(3, scale.rounds // 8))]
    tracemalloc.start()
    act()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return Measured(median(times), f"peak {peak / 2**20:.1f} MiB")


def _timed(act: Callable[[], object]) -> Callable[[], float]:
    def timed() -> float:
        begun = time.perf_counter()
        act()
        return time.perf_counter() - begun

    return timed


def _blocks(path: Path) -> list[Words | Rows]:
    """What stands in a Word file: paragraphs as runs, tables as rows of texts."""
    found: list[Words | Rows] = []
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            found.append([[cell.text for cell in row.cells] for row in block.rows])
        elif isinstance(block, Paragraph):
            found.append(tuple((run.text, bool(run.bold)) for run in block.runs))
    return found


def _write_bare(blocks: list[Words | Rows], path: Path) -> None:
    document = Document()
    for block in blocks:
        if isinstance(block, tuple):
            paragraph = document.add_paragraph()
            for text, bold in block:
                paragraph.add_run(text).bold = bold
            continue
        table = document.add_table(0, len(block[0]))
        for texts in block:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
    document.save(str(path))
