"""The page format of a Party paper: head, title, body, tables, signatures (Hướng dẫn 05-HD/VPTW and 36-HD/VPTW)."""

from collections.abc import Container, Iterable, Sequence
from datetime import datetime
from itertools import chain, repeat

import msgspec

from exports.format.pictures import drawing
from exports.format.read import code_of, paragraphs
from exports.format.styles import CENTRE, PageFormat, styles
from exports.format.tables import TABLE_END, cell, columns, head_row, row, table_start
from exports.format.xml import Run, Text, bookmark, fragment, keep_with_next, package, stretches, styled

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
# Advance widths in Times New Roman Bold, in 2048ths of the letter size; a mark does not widen its letter.
_WIDTHS = {" ": 512, "A": 1479, "C": 1479, "D": 1479, "E": 1366, "G": 1593, "I": 797}
_WIDTHS |= {"M": 1933, "N": 1479, "O": 1593, "S": 1139, "T": 1366, "V": 1479}
_PARTY_EMS = sum(_WIDTHS[letter] for letter in "DANG CONG SAN VIET NAM") / 2048

_JUSTIFY = {"l": "left", "c": "center", "r": "right", "j": "both"}
_CODE_BELOW = 80  # twips under the text
_AS_HIGH_AS_IT_IS = '<w:keepNext/><w:spacing w:before="60" w:after="60" w:line="240" w:lineRule="auto"/>'
_PAGE_NUMBER = (
    '<w:p><w:pPr><w:pStyle w:val="Centred"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
)


class Signature(msgspec.Struct, frozen=True):
    """One signer: ``Signature(["T/M CHI BỘ"], "BÍ THƯ", "Phạm Quang Nhuận")``; the office may be empty."""

    capacity: Sequence[str]
    office: str = ""
    name: str = ""


class Paper:
    """A Party paper, written from top to bottom. The same calls give the same file, byte for byte.

    ``cell`` is the author in the document properties; ``created`` and ``modified`` know their time zone. ``marks`` are
    names of hidden bookmarks on the title; ``code``: whether the code of the text is printed at the foot of its last
    page. Blocks take ``of``, the ids of the entries they tell, which become hidden bookmarks, each once.
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
        marks: Sequence[str] = (),
        code: bool = False,
    ) -> None:
        self._page = page
        self._title = title
        self._cell = cell
        self._created = created
        self._modified = modified or created
        self._size = (page.page_height, page.page_width) if landscape else (page.page_width, page.page_height)
        self._width = self._size[0] - page.inside - page.outside
        self._body: list[str] = []
        self._title_marks = marks
        self._code = code
        self._marked: dict[str, int] = {}
        self._pictures: list[bytes] = []

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
        self._body.append(styled("Kind", kind.upper(), before=self._bookmarks(self._title_marks)))
        self._body += [styled("Subject", line) for line in subject_lines]
        self._body.append(styled("Hyphens", "-----"))

    def draft(self, text: str) -> None:
        """The word that tells that the paper is not final."""
        self._body.append(styled("Draft", text))

    def section(self, text: str, level: int = 1, of: Sequence[int] = ()) -> None:
        """A bold heading that stays with the text under it; level 1 (``I. Thành phần``) or 2."""
        self._body.append(styled(f"Section{level}", text, before=self._entries(of)))

    def paragraph(self, text: Text, of: Sequence[int] = ()) -> None:
        """A paragraph of the body."""
        self._body.append(styled("Body", text, before=self._entries(of)))

    def bullet(self, text: Text, of: Sequence[int] = ()) -> None:
        """A paragraph that begins with a hyphen."""
        self.paragraph(["- ", *stretches(text)], of)

    def opinion(self, speaker: str, text: Text, address: str = "Đồng chí", of: Sequence[int] = ()) -> None:
        """What one person said: ``Đồng chí Trần Thị Ân: …``, the name bold."""
        self.paragraph([f"{address} ", Run(speaker, bold=True), ": ", *stretches(text)], of)

    def table(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[Text]],
        widths: Sequence[float],
        *,
        align: str = "",
        dense: bool = False,
        of: Sequence[Sequence[int]] = (),
        kept: Container[int] = (),
    ) -> None:
        """A ruled table over the whole text width.

        ``widths`` are ratios; ``align`` has a letter for each column: l, c, r or j (left where it is empty). ``dense``
        takes the smaller letters of tables with many columns. Every row has as many cells as there are heads. ``of``
        has the entries of each row, or nothing; ``kept`` the numbers of rows that stay with the one after.
        """
        style = "DenseCell" if dense else "Cell"
        twips = columns(self._width, widths)
        justify = [f'<w:jc w:val="{_JUSTIFY[letter]}"/>' for letter in align or "l" * len(widths)]
        top = [
            cell(width, [styled(style, Run(text, bold=True), CENTRE)], '<w:vAlign w:val="center"/>')
            for width, text in zip(twips, heads, strict=True)
        ]
        self._body += [table_start(twips, ruled=True), head_row(top)]
        for number, (texts, entries) in enumerate(zip(rows, chain(of, repeat(())), strict=False)):
            marks = [self._entries(entries), *[""] * len(heads)][: len(heads)]
            cells = zip(twips, texts, justify, marks, strict=True)
            made = row(cell(w, [styled(style, text, side, mark)]) for w, text, side, mark in cells)
            self._body.append(keep_with_next(made) if number in kept else made)
        self._body.append(TABLE_END)

    def picture(self, png: bytes, told: str, share: int = 100) -> None:
        """A PNG, ``share`` percent of the text's width; ``told`` is read out where it is not seen."""
        self._pictures.append(png)
        seen = drawing(png, len(self._pictures), told, self._width * share // 100)
        self._body.append(styled("Centred", properties=_AS_HIGH_AS_IT_IS, before=seen))

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

    def _entries(self, of: Sequence[int]) -> str:
        return self._bookmarks(f"_e{entry}" for entry in of) if of else ""

    def _bookmarks(self, names: Iterable[str]) -> str:
        """Hidden bookmarks; Word takes a name once in a file."""
        new = [name for name in dict.fromkeys(names) if name not in self._marked]
        first = len(self._marked) + 1
        self._marked |= {name: number for number, name in enumerate(new, first)}
        return "".join(bookmark(name, self._marked[name]) for name in new)

    def _foot(self, code: str) -> str:
        """The code in the lower margin of the page that the text ends on, as a frame on the last paragraph."""
        high = self._size[1] - self._page.bottom + _CODE_BELOW
        frame = f'<w:framePr w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:xAlign="right" w:y="{high}"/>'
        mark = bookmark(f"_c{code}", len(self._marked) + 1)
        return styled("Code", f"Mã văn bản: {code}" if self._code else "", frame, mark)

    def to_bytes(self) -> bytes:
        """The Word file."""
        page = self._page
        wide, high = self._size
        body = fragment("".join(self._body))
        code = code_of(found.text for element in body for found in paragraphs(element))
        if self._body[-1:] != [TABLE_END]:
            body += fragment(styled("Gap"))
        body[-1:-1] = fragment(self._foot(code))  # on the low paragraph that ends the last table: no page of its own
        section = (
            f'<w:pgSz w:w="{wide}" w:h="{high}" w:orient="{"landscape" if wide > high else "portrait"}"/>'
            f'<w:pgMar w:top="{page.top}" w:right="{page.outside}" w:bottom="{page.bottom}" w:left="{page.inside}" '
            f'w:header="{page.header}" w:footer="{page.header}" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/>'
        )
        return package(
            body=body,
            styles=styles(page),
            section=section,
            header=_PAGE_NUMBER,
            title=self._title,
            author=self._cell,
            created=self._created,
            modified=self._modified,
            pictures=self._pictures,
        )


def _office(signer: Signature) -> list[str]:
    lines = [styled("Centred", Run(line.upper(), bold=True)) for line in signer.capacity]
    return [*lines, styled("Centred", signer.office.upper())] if signer.office else lines
