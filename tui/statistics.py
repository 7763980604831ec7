"""Statistics out of the data folder, and their files: what the screen and the command line have in common."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from exports.format import plots
from exports.statistics import document
from model.errors import BadData, BienbanError
from model.past.periods import By, Span, term_span, year_span
from model.past.series import Chart
from model.past.statistics import BEFORE_DAYS, Statistics, statistics
from model.store.data import Data
from model.store.files import write_beside_older
from model.vietnamese import fold, read_date
from tui.paperwork import year as year_paperwork


def load(data: Data, span: Span, by: By) -> tuple[Statistics, list[str]]:
    """The statistics of a span, and a sentence for each damaged meeting. Raises BadData where none was held."""
    meetings, problems = data.archive.between(span.first - timedelta(days=BEFORE_DAYS), span.last)
    found = statistics(meetings, span, by)
    if not found.count and not problems:
        raise BadData(f"Chưa có cuộc họp nào được ghi trong {span.name}. Xem các cuộc họp bằng `bienban list`.")
    return found, problems


def spans(data: Data, today: date) -> list[Span]:
    """The term, where the cell's settings have one, then every year with a meeting."""
    cell = data.book.cell
    terms = [term_span(cell.term, today)] if cell and cell.term.since else []
    return [*terms, *map(year_span, sorted({int(i[:4]) for i in data.archive.ids() if read_date(i[:10])}))]


def latest(data: Data) -> Span:
    """The year of the last meeting that was held. Raises BadData where none was."""
    for meeting_id in reversed(data.archive.ids()):
        with suppress(BienbanError):  # a damaged one is told when its year is counted
            meeting = data.archive.load(meeting_id).meeting
            if meeting.opened:
                return year_span(meeting.date.year)
    raise BadData("Chưa có cuộc họp nào đã khai mạc để thống kê. Mở `bienban` để ghi một cuộc.")


def path(data: Data, span: Span, ending: str, of: str = "") -> Path:
    """Where a file of the statistics is put: with the papers of the year; ``of``: the id of the one chart in it."""
    days = f"{span.first}-{span.last}" if span != year_span(span.first.year) else str(span.first.year)
    name = "-".join(part for part in ("thong-ke", re.sub(r"[^a-z0-9]+", "-", fold(of)), days) if part)
    return year_paperwork.folder(data, span.last.year) / f"{name}.{ending}"


def write(data: Data, found: Statistics, where: Path, charts: Sequence[Chart], today: date) -> str:
    """Write a .docx of everything, or a .png of these charts; an older file is kept.

    Returns what the file lacks, as a sentence, or nothing. Raises BadData, StoreError.
    """
    if where.suffix.lower() == ".png":
        write_beside_older(where, plots.png(charts))
        return ""
    if where.suffix.lower() != ".docx":
        raise BadData(f"Không ghi được dạng “{where.suffix}”: xin đặt tên tệp .docx hoặc .png.")
    cell = data.book.cell
    if cell is None:
        raise BadData("Chưa có thông tin chi bộ: xin mở `bienban` và ghi trước.")
    write_beside_older(where, document(cell, today, found))
    return "" if plots.available() else f"Văn bản chỉ có bảng số. {plots.HOW_TO_GET}"
