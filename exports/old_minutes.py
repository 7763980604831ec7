"""Old minutes out of a Word file: paragraphs and table rows in order, in Unicode, whatever font they were typed in."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from model.errors import BadData
from model.old_minutes.letters import of_font, of_text, readable
from model.old_minutes.lines import Line
from model.vietnamese import clean, control_character

LARGEST = 32 << 20
"""Bytes of a file: minutes with a scanned page or two are smaller."""
_LARGEST_TEXT, _LARGEST_UNPACKED = 16 << 20, 128 << 20
"""Bytes, unpacked, of the parts with text, and of all: pictures are the rest."""
_MOST_LINES = 5000
_MOST_LETTERS = 500_000
"""More than any evening has: two hundred pages."""
_P, _T, _TBL, _TR, _TC, _R = (qn(f"w:{tag}") for tag in ("p", "t", "tbl", "tr", "tc", "r"))
_BREAKS = {qn("w:br"): " ", qn("w:cr"): " ", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
_SOFT = qn("w:softHyphen")
_GONE = (qn("w:moveFrom"), qn("w:del"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
"""What is not in the text as Word shows it: moved away, deleted, or shown twice."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_OLE = b"\xd0\xcf\x11\xe0"


def read(data: bytes, name: str) -> list[Line]:
    """The lines of a Word file named ``name`` with their numbers; raises BadData where it cannot be read as minutes."""
    document = _opened(data, name)
    fonts = _Fonts(document)
    rows: list[tuple[list[str], tuple[int, int]]] = []
    for paragraphs, place in _rows(document.element.body):
        rows.append(([_text(paragraph, fonts) for paragraph in paragraphs], place))
        if len(rows) > _MOST_LINES:
            raise BadData(f"{name}: quá {_MOST_LINES} đoạn, không phải biên bản một buổi họp.")
    if sum(len(text) for texts, _ in rows for text in texts) > _MOST_LETTERS:
        raise BadData(f"{name}: quá {_MOST_LETTERS} chữ, không phải biên bản một buổi họp.")
    encoding = of_text(text for texts, _ in rows for text in texts)
    if encoding is None:
        raise BadData(f"{name} lẫn chữ Unicode với bảng mã cũ: xin chuyển cả tệp sang Unicode rồi nhập lại.")
    lines = []
    for number, (texts, (table, row)) in enumerate(rows, 1):
        cells = tuple(_shown(readable(text, encoding)) for text in texts)
        lines.append(Line(number, " | ".join(filter(None, cells)), cells if table else (), table, row))
    return lines


def _shown(text: str) -> str:
    """In NFC with single spaces, without what nobody sees; what no paper can hold as a sign that it is there."""
    text = _UNSEEN.sub("", text)
    while bad := control_character(text):
        text = text.replace(chr(int(bad[2:], 16)), "\ufffd")
    return clean(text)


def _opened(data: bytes, name: str) -> WordDocument:
    """The file as python-docx reads it; raises BadData saying what the file is instead, and the way out."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise BadData(f"{name} có mật khẩu: xin mở bằng Word, bỏ mật khẩu, lưu lại rồi nhập.")
        raise BadData(f"{name} là tệp Word kiểu cũ (.doc): xin mở bằng Word, lưu thành .docx rồi nhập.")
    if len(data) > LARGEST:
        raise BadData(f"{name} lớn quá {LARGEST >> 20} MB, không phải biên bản một buổi họp.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
        text = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
        if text > _LARGEST_TEXT or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
            raise BadData(f"{name}: quá lớn khi giải nén, không phải biên bản một buổi họp.")
        if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
            raise BadData(f"{name} có macro: xin mở bằng Word, lưu thành .docx không macro rồi nhập.")
        return Document(BytesIO(data))
    except BadData:
        raise
    except Exception as error:  # the library raises whatever a damaged part leads it to
        raise BadData(f"{name} không phải tệp Word .docx đọc được: xin mở bằng Word, lưu thành .docx.") from error


def _rows(body: Any) -> Iterator[tuple[list[Any], tuple[int, int]]]:
    """The paragraphs outside of tables, one by one; table rows as one paragraph a cell, with (table, row) from 1.

    A cell with more than one paragraph makes the table one for layout: then its paragraphs come one by one too.
    """
    table = 0
    for child in body.iter(_P, _TBL):
        inside = next(child.iterancestors(_TBL), None)
        if child.tag == _P:
            if inside is None:
                yield [child], (0, 0)
        elif inside is None:
            table += 1
            for number, row in enumerate(child.iter(_TR), 1):
                yield from _row(row, (table, number))


def _row(row: Any, place: tuple[int, int]) -> Iterator[tuple[list[Any], tuple[int, int]]]:
    cells = [[p for p in cell.iter(_P) if _written(p)] for cell in row.iterchildren(_TC)]
    if all(len(cell) <= 1 for cell in cells) and len(cells) > 1:
        yield [next(iter(cell), None) for cell in cells], place
    else:
        yield from (([paragraph], (0, 0)) for cell in cells for paragraph in cell)


def _written(paragraph: Any) -> bool:
    return any((found.text or "").strip() for found in paragraph.iter(_T))


def _text(paragraph: Any, fonts: "_Fonts") -> str:
    """The words of a paragraph, run by run in the way of their fonts."""
    if paragraph is None:
        return ""
    words = []
    for run in paragraph.iter(_R):
        if next(run.iterancestors(*_GONE), None) is not None or next(run.iterancestors(_P)) is not paragraph:
            continue
        pieces = []
        for found in run.iterchildren(_T, _SOFT, *_BREAKS):
            pieces.append(found.text or "" if found.tag == _T else _BREAKS.get(found.tag, "\u00ad"))
        font = fonts.of(run, paragraph)
        words.append(readable("".join(pieces), of_font(font), font))
    return "".join(words)


class _Fonts:
    """The font of a run: its own, that of its style or its paragraph's, else the document's."""

    def __init__(self, document: WordDocument) -> None:
        styles = document.styles.element
        self._own: dict[str, str] = {}
        self._based: dict[str, str] = {}
        self._default = _font_in(styles.find(qn("w:docDefaults")))
        self._normal = ""
        for style in styles.iterchildren(qn("w:style")):
            ident = style.get(qn("w:styleId")) or ""
            self._own[ident] = _font_in(style)
            based = style.find(qn("w:basedOn"))
            self._based[ident] = (based.get(qn("w:val")) or "") if based is not None else ""
            if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph":
                self._normal = ident

    def of(self, run: Any, paragraph: Any) -> str:
        """The name of the font, or nothing."""
        chosen = [_style(run, "w:rPr", "w:rStyle"), _style(paragraph, "w:pPr", "w:pStyle"), self._normal]
        own = _font_in(run.find(qn("w:rPr")))
        return own or next(filter(None, map(self._of_style, chosen)), "") or self._default

    def _of_style(self, ident: str) -> str:
        seen: set[str] = set()
        while ident and ident not in seen:
            seen.add(ident)
            if found := self._own.get(ident, ""):
                return found
            ident = self._based.get(ident, "")
        return ""


def _style(element: Any, properties: str, name: str) -> str:
    found = element.find(f"{qn(properties)}/{qn(name)}")
    return (found.get(qn("w:val")) or "") if found is not None else ""


def _font_in(element: Any) -> str:
    """The font that an element names for Latin letters."""
    fonts = next(element.iter(qn("w:rFonts")), None) if element is not None else None
    return ((fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or "") if fonts is not None else "").strip()
