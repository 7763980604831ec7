"""A register on paper: exactly the rows that were asked for, without what is not for others."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from exports.format.outline import Paragraph, Publication, Table, Title
from exports.heads import head, signed
from model.cell import Cell, Person
from model.days import local
from model.errors import BadData
from model.meeting import Meeting
from model.past.registers import Asked, register, rows_of


def publication(
    asked: Asked, meetings: Sequence[Meeting], cell: Cell, people: Iterable[Person], day: date
) -> Publication:
    """The register as it stands on ``day``; what narrows it stands in its subject, not in what the file
    says of itself.

    That internal entries are left out is said on each of them, so that it tells of none. Raises BadData where no row
    is left, or for a register there is not.
    """
    made = register(asked.register)
    found = rows_of(asked, meetings, day, internal=False)
    if not found:
        raise BadData(f"{made.title}: không có dòng nào để ghi, xin đổi thời gian hoặc bỏ bớt điều kiện lọc.")
    narrowed = [f"có chữ “{asked.words}”"] * bool(asked.words) + [made.still] * asked.open_only
    subject = (asked.period, *([f"({'; '.join(narrowed)})"] if narrowed else []))
    columns = made.columns
    table = Table(
        ("TT", *(column.head for column in columns)),
        tuple((number, *row.cells) for number, row in enumerate(found, 1)),
        (4, *(column.share for column in columns)),
        "c" + "".join(column.align for column in columns),
        dense=True,
    )
    told = f"Cộng {len(found)} dòng. Sổ không gồm những điều chỉ để trong biên bản của chi bộ."
    blocks = (head(cell, day), Title(made.title, subject), table, Paragraph(told), signed(cell, people))
    at = local(datetime.combine(day, time()))
    return Publication(made.title, asked.period, cell, day, at, blocks, wide=True)
