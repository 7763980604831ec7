"""The page format of a Party paper: head, title, body, tables, signatures (Hướng dẫn 05-HD/VPTW and 36-HD/VPTW)."""

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from exports.tables import TABLE_END, cell, columns, head_row, row, table_start
from exports.xml import LANGUAGE, Run, Text, keep_with_next, package, stretches, styled

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
# Advance widths in Times New Roman Bold, in 2048ths of the letter size; a mark does not widen its letter.
_WIDTHS = {" ": 512, "A": 1479, "C": 1479, "D": 1479, "E": 1366, "G": 1593, "I": 797}
_WIDTHS |= {"M": 1933, "N": 1479, "O": 1593, "S": 1139, "T": 1366, "V": 1479}
_PARTY_EMS = sum(_WIDTHS[letter] for letter in "DANG CONG SAN VIET NAM") / 2048

_JUSTIFY = {"l": "left", "c": "center", "r": "right", "j": "both"}
_CENTRE = '<w:jc w:val="center"/>'
_PAGE_NUMBER = (
    '<w:p><w:pPr><w:pStyle w:val="Centred"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
)


class PageFormat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The figures of a page format: distances in twips, letter sizes in half-points (``model/rules/page-*.toml``)."""

    since: date
    page_width: int
    page_height: int
    top: int
    bottom: int
    inside: int
    outside: int
    header: int
    font: str
    party_size: int
    kind_size: int
    text_size: int
    recipients_size: int
    dense_size: int
    line: int
    line_rule: Literal["exact", "atLeast"]
    kind_line: int
    paragraph_gap: int
    first_line: int
    head_left: int
    signature_lines: int
    recipient_mark: str


def page_format(day: date) -> PageFormat:
    """The format in force on the day of the meeting; the oldest one for days before all of them."""
    formats = _formats()
    return next((found for found in reversed(formats) if found.since <= day), formats[0])


@cache
def _formats() -> list[PageFormat]:
    """All page formats of the package, oldest first."""
    rules = files("model").joinpath("rules").iterdir()
    texts = (file.read_text("utf-8") for file in rules if file.name.startswith("page-"))
    found = (msgspec.convert(tomllib.loads(text), PageFormat) for text in texts)
    return sorted(found, key=lambda item: item.since)


class Signature(msgspec.Struct, frozen=True):
    """One signer: ``Signature(["T/M CHI BỘ"], "BÍ THƯ", "Phạm Quang Nhuận")``; the office may be empty."""

    capacity: Sequence[str]
    office: str = ""
    name: str = ""


class Paper:
    """A Party paper, written from top to bottom. The same calls give the same file, byte for byte.

    ``cell`` is the author in the document properties; ``created`` and ``modified`` know their time zone.
    """

    def __init__(
        self,
        page: PageFormat,
        *,
        title: str,
        cell: str,
        created: datetime,
        modified: datetime | None = None,
        landscape: bool = False,
    ) -> None:
        self._page = page
        self._title = title
        self._cell = cell
        self._created = created
        self._modified = modified or created
        self._size = (page.page_height, page.page_width) if landscape else (page.page_width, page.page_height)
        self._width = self._size[0] - page.inside - page.outside
        self._body: list[str] = []

    def head(self, *, upper: str, body: str, number: str = "", place_date: str = "") -> None:
        """The head in two columns. Number and place stand in a row of their own, level however the names wrap."""
        page = self._page
        left, right = widths = columns(self._width, [page.head_left, 100 - page.head_left])
        words = round(_PARTY_EMS * page.party_size * 10)
        before = (right - words) // 2
        rule = f'<w:ind w:left="{before}" w:right="{right - words - before}"/>'
        issuer = [styled("Centred", upper.upper())] if upper else []
        issuer += [styled("Centred", Run(body.upper(), bold=True)), styled("Centred", "*")]
        party = [styled("Party", PARTY), styled("Rule", properties=rule)]
        rows = [row([cell(left, issuer), cell(right, party)])]
        if number or place_date:
            dated = styled("Centred", Run(place_date, italic=True))
            rows.append(row([cell(left, [styled("Centred", number)]), cell(right, [dated])]))
        self._body += [table_start(widths, ruled=False), *rows, TABLE_END]

    def title(self, kind: str, subject_lines: Sequence[str] = ()) -> None:
        """The kind of paper, what it is about, and five hyphens."""
        self._body.append(styled("Kind", kind.upper()))
        self._body += [styled("Subject", line) for line in subject_lines]
        self._body.append(styled("Hyphens", "-----"))

    def section(self, text: str, level: int = 1) -> None:
        """A bold heading that stays with the text under it; level 1 (``I. Thành phần``) or 2."""
        self._body.append(styled(f"Section{level}", text))

    def paragraph(self, text: Text) -> None:
        """A paragraph of the body."""
        self._body.append(styled("Body", text))

    def bullet(self, text: Text) -> None:
        """A paragraph that begins with a hyphen."""
        self.paragraph(["- ", *stretches(text)])

    def opinion(self, speaker: str, text: Text, address: str = "Đồng chí") -> None:
        """What one person said: ``Đồng chí Trần Thị Ân: …``, the name bold."""
        self.paragraph([f"{address} ", Run(speaker, bold=True), ": ", *stretches(text)])

    def table(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[Text]],
        widths: Sequence[float],
        *,
        align: str = "",
        dense: bool = False,
    ) -> None:
        """A ruled table over the whole text width.

        ``widths`` are ratios; ``align`` has a letter for each column: l, c, r or j (left where it is empty). ``dense``
        takes the smaller letters of tables with many columns. Every row has as many cells as there are heads.
        """
        style = "DenseCell" if dense else "Cell"
        twips = columns(self._width, widths)
        justify = [f'<w:jc w:val="{_JUSTIFY[letter]}"/>' for letter in align or "l" * len(widths)]
        top = [
            cell(width, [styled(style, Run(text, bold=True), _CENTRE)], '<w:vAlign w:val="center"/>')
            for width, text in zip(twips, heads, strict=True)
        ]
        self._body += [table_start(twips, ruled=True), head_row(top)]
        for texts in rows:
            cells = zip(twips, texts, justify, strict=True)
            self._body.append(row(cell(width, [styled(style, text, side)]) for width, text, side in cells))
        self._body.append(TABLE_END)

    def signatures(self, left: Signature, right: Signature) -> None:
        """The two signers side by side, kept on one page with the end of the text.

        Word keeps a last table row with the block too, LibreOffice only a paragraph: end on a sentence after a table.
        """
        self._close(_office(left), self._name(left), right)

    def recipients(self, names: Sequence[str], signer: Signature) -> None:
        """``Nơi nhận:`` at the left, each name on a line of its own, and the signer at the right."""
        mark = self._page.recipient_mark
        lines = [f"- {name}{mark}" for name in names[:-1]] + [f"- {name}." for name in names[-1:]]
        listed = [styled("Normal", Run("Nơi nhận:", underline=True))]
        self._close(listed + [styled("Recipients", line) for line in lines], None, signer)

    def _close(self, top: list[str], bottom: list[str] | None, signer: Signature) -> None:
        """Two columns, the signer at the right; without a ``bottom`` the left is one tall cell.

        The names have a row of their own, so that they are level.
        """
        left, right = widths = columns(self._width, [1, 1])
        tall, rest = ("", "") if bottom is not None else ('<w:vMerge w:val="restart"/>', "<w:vMerge/>")
        offices = row([cell(left, top, tall), cell(right, _office(signer))])
        names = row([cell(left, bottom or [], rest), cell(right, self._name(signer))])
        self._body[-2:] = [keep_with_next(block) for block in self._body[-2:]]
        self._body += [keep_with_next(styled("Gap")), table_start(widths, ruled=False)]
        self._body += [keep_with_next(offices), names, TABLE_END]

    def _name(self, signer: Signature) -> list[str]:
        blank = [styled("Centred")] * self._page.signature_lines
        return [*blank, styled("Centred", Run(signer.name, bold=True))]

    def to_bytes(self) -> bytes:
        """The Word file."""
        page = self._page
        wide, high = self._size
        section = (
            f'<w:pgSz w:w="{wide}" w:h="{high}" w:orient="{"landscape" if wide > high else "portrait"}"/>'
            f'<w:pgMar w:top="{page.top}" w:right="{page.outside}" w:bottom="{page.bottom}" w:left="{page.inside}" '
            f'w:header="{page.header}" w:footer="{page.header}" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/>'
        )
        return package(
            body="".join(self._body),
            styles=_styles(page),
            section=section,
            header=_PAGE_NUMBER,
            title=self._title,
            author=self._cell,
            created=self._created,
            modified=self._modified,
        )


def _office(signer: Signature) -> list[str]:
    lines = [styled("Centred", Run(line.upper(), bold=True)) for line in signer.capacity]
    return [*lines, styled("Centred", signer.office.upper())] if signer.office else lines


def _styles(page: PageFormat) -> str:
    """All styles of a paper: key, name in Word, paragraph properties, letters."""
    space = '<w:spacing w:before="{}" w:after="{}"/>'.format
    after, indent = space(0, page.paragraph_gap), f'<w:ind w:firstLine="{page.first_line}"/>'
    keep, bold = "<w:keepNext/><w:keepLines/>", "<w:b/>"
    rule = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    low = '<w:spacing w:after="{}" w:line="20" w:lineRule="exact"/>'.format  # so low that it never needs a new page
    kind = f'{keep}<w:spacing w:before="120" w:line="{page.kind_line}"/>{_CENTRE}'
    named = (
        ("Body", "Nội dung", f'{after}{indent}<w:jc w:val="both"/>', ""),
        ("Section1", "Phần", f'{keep}{after}{indent}<w:outlineLvl w:val="0"/>', bold),
        ("Section2", "Mục", f'{keep}{after}{indent}<w:outlineLvl w:val="1"/>', bold),
        ("Centred", "Căn giữa", _CENTRE, ""),
        ("Party", "Tiêu đề Đảng", _CENTRE, bold + _size(page.party_size)),
        ("Rule", "Đường kẻ", rule + low(40), ""),
        ("Kind", "Tên loại", kind, bold + _size(page.kind_size)),
        ("Subject", "Trích yếu", keep + _CENTRE, bold),
        ("Hyphens", "Gạch nối", keep + space(0, 240) + _CENTRE, ""),
        ("Cell", "Ô bảng", space(20, 20), ""),
        ("DenseCell", "Ô bảng nhỏ", space(20, 20), _size(page.dense_size)),
        ("Recipients", "Nơi nhận", "", _size(page.recipients_size)),
        ("Gap", "Khoảng cách", low(page.paragraph_gap), ""),
    )
    return _normal(page) + "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{lines}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
        for key, name, lines, letters in named
    )


def _normal(page: PageFormat) -> str:
    """The defaults of the document; the style Normal repeats them for programs that look at it alone."""
    font = " ".join(f'w:{script}="{page.font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    letters = (
        f'<w:rPr><w:rFonts {font}/><w:color w:val="000000"/>{_size(page.text_size)}'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr>'
    )
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{page.line}" w:lineRule="{page.line_rule}"/>'
    lines = f"<w:pPr><w:widowControl/>{spacing}</w:pPr>"
    return (
        f"<w:docDefaults><w:rPrDefault>{letters}</w:rPrDefault><w:pPrDefault>{lines}</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"{lines}{letters}</w:style>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
