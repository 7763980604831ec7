"""The commands about papers: export, verify, numbers."""

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from exports.format.outline import as_text
from exports.papers import PAPERS, kind, outline
from exports.year import papers as year_papers
from exports.year.papers import YEAR_PAPERS
from model.errors import BadData, BienbanError
from model.meeting import Meeting
from model.store.data import Data
from model.store.files import read_bytes
from tui import desktop
from tui.cli.words import Command
from tui.paperwork import meeting as paperwork
from tui.paperwork import year as year_paperwork
from tui.paperwork.meeting import Order
from tui.paperwork.year import YearOrder

CODES = sorted(({k.code for k in PAPERS.values()} | {k.code for k in YEAR_PAPERS.values()}) - {""})
_LISTED = "; ".join(f"{name} ({kind.title})" for name, kind in PAPERS.items())
_OF_YEAR = "; ".join(f"{name} ({kind.title})" for name, kind in YEAR_PAPERS.items())


@click.command(
    cls=Command, help=f"Xuất một văn bản. PAPER: {_LISTED}. Với một năm, như 2026, thay cho MEETING: {_OF_YEAR}."
)
@click.argument("meeting", metavar="MEETING")
@click.argument("paper", type=click.Choice([*PAPERS, *YEAR_PAPERS]), metavar="PAPER")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="Tên tệp.")
@click.option("--of", "about", default="", help="Nội dung, biểu quyết hay đảng viên mà văn bản nói về.")
@click.option("--xlsx", is_flag=True, help="Bảng tính, cho các danh sách.")
@click.option("--pdf", is_flag=True, help="Thêm bản PDF (cần LibreOffice).")
@click.option("--text", is_flag=True, help="Chỉ in ra màn hình để xem trước.")
@click.pass_obj
def export(  # noqa: PLR0917 - one parameter for each option
    folder: Path | None, meeting: str, paper: str, output: Path | None, about: str, xlsx: bool, pdf: bool, text: bool
) -> None:
    """Write one paper, or show its text."""
    if paper in YEAR_PAPERS:
        _export_year(folder, YearOrder(paper, _year(meeting), about, "xlsx" if xlsx else "docx", output), pdf, text)
        return
    with Data(folder, write=False) as data:
        loaded = data.archive.load(data.archive.resolve(meeting))
        of = paperwork.choice(loaded.meeting, paper, about)
        order = Order(paper, of, "xlsx" if xlsx else "docx", output)
        if text:
            made = paperwork.source(data, loaded.meeting, order)
            click.echo("\n".join(as_text(outline(made, paper))))
            return
    path, notice = _write(folder, loaded.meeting, order)
    click.echo(f"Đã ghi {path}")
    if pdf and not xlsx:
        click.echo("Đang làm PDF…", err=True)
        click.echo(f"Đã ghi {desktop.write_pdf(path)}")
    problems = [said for said in (loaded.damage, notice) if said]
    for problem in problems:
        click.echo(problem, err=True)
    if loaded.damage:
        sys.exit(1)


def _year(text: str) -> int:
    if not re.fullmatch(r"[12][0-9]{3}", text):
        raise BadData(f"“{text}” không phải là năm: văn bản của cả năm cần năm, như 2026.")
    return int(text)


def _export_year(folder: Path | None, order: YearOrder, pdf: bool, text: bool) -> None:
    numbered = bool(year_papers.kind(order.paper).code) and not text and order.ending == "docx"
    with Data(folder, write=numbered) as data:
        made, problems = year_paperwork.source(data, order, date.today())
        if text:
            click.echo("\n".join(as_text(year_papers.outline(made, order.paper))))
        else:
            path = year_paperwork.write(data, made, order)
            click.echo(f"Đã ghi {path}")
            if pdf and order.ending == "docx":
                click.echo(f"Đã ghi {desktop.write_pdf(path)}")
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)


def _write(folder: Path | None, meeting: Meeting, order: Order) -> tuple[Path, str]:
    """The paper written; and why it has no number yet, where it has none. Only a number needs the data for writing."""
    with Data(folder, write=False) as data:
        first = paperwork.source(data, meeting, order)
        if first.number or not paperwork.numbered(meeting, order):
            return paperwork.write(data, first, order), ""
    with Data(folder) as data:
        notice = f"Chưa cấp được số cho văn bản, xin ghi số bằng tay. {data.notice}" if data.read_only else ""
        return paperwork.write_numbered(data, meeting, order), notice


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def verify(folder: Path | None, file: Path) -> None:
    """So một tệp Word đã xuất với cuộc họp: chỗ sửa tay, mục thiếu, số không khớp."""
    from exports.verify import compare, written  # noqa: PLC0415 - python-docx only when it is needed

    read = written(read_bytes(file), file.name)
    with Data(folder, write=False) as data:
        meeting = next((m for m in _of_day(data, read.day) if read.belongs_to(m)), None)
        if meeting is None:
            raise BadData(f"{file.name} không thuộc cuộc họp nào trong thư mục dữ liệu này: xin kiểm tra --data.")
        order = Order(read.paper, read.of(meeting))
        source = paperwork.source(data, meeting, order)
    found = compare(read, source)
    click.echo(f"{kind(read.paper).title} của cuộc họp {meeting.id}, mã {read.code or 'không còn'}.")
    hand = "đã bị sửa tay sau khi xuất" if found.by_hand else "còn nguyên như khi xuất"
    moved = "." if found.same or found.by_hand else "; cuộc họp đã có thay đổi sau đó, xin xuất lại."
    click.echo(f"Văn bản {hand}{moved}")
    for was, now in found.changed:
        click.echo(f"Khác: “{was}” → “{now}”")
    for label, lines in (
        ("Thêm", [f"“{line}”" for line in found.added]),
        ("Bỏ", [f"“{line}”" for line in found.gone]),
        ("Thiếu trong văn bản", found.entries),
        ("Số không khớp", found.numbers),
    ):
        for line in lines:
            click.echo(f"{label}: {line}")
    if found.by_hand or not found.same:
        sys.exit(1)
    click.echo("Văn bản khớp với cuộc họp.")


def _of_day(data: Data, day: date | None) -> Iterator[Meeting]:
    for meeting_id in data.archive.ids():
        if day and meeting_id.startswith(day.isoformat()):
            try:
                yield data.archive.load(meeting_id).meeting
            except BienbanError as error:
                click.echo(str(error), err=True)


@click.command(cls=Command)
@click.argument("code", required=False, type=click.Choice(CODES), metavar="[CODE]")
@click.argument("following", required=False, type=int, metavar="[NEXT]")
@click.pass_obj
def numbers(folder: Path | None, code: str | None, following: int | None) -> None:
    """Sổ số văn bản của nhiệm kỳ; CODE NEXT đặt số tiếp theo khi đã cấp bằng tay."""
    if code and following is not None:
        with Data(folder) as data:
            if data.read_only:
                raise BadData(data.notice)
            cell = data.book.cell
            if cell is None:
                raise BadData("Chưa khai báo chi bộ: xin khai báo chi bộ và nhập đảng viên trước.")
            data.book.count_from(code, following, date.today(), cell.term)
        click.echo(f"Văn bản {code} tiếp theo sẽ mang số {following:02}-{code}/CB.")
        return
    with Data(folder, write=False) as data:
        given = [n for n in data.book.numbers if code in (None, n.code)]
    for n in given:
        what = f"{n.meeting} {n.paper}" if n.meeting else "đã cấp bằng tay đến số này"
        click.echo(f"{n.number:02}-{n.code}/CB  {n.day:%d/%m/%Y}  {what}")
    if not given:
        click.echo("Chưa cấp số văn bản nào.")
