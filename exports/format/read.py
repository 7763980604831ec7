"""A Word file read back: its paragraphs with their words and bookmarks, and the code of a text."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from msgspec import Struct

from model.errors import BadData

_P, _T, _BOOKMARK, _NAME = (qn(f"w:{tag}") for tag in ("p", "t", "bookmarkStart", "name"))
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_TABS = qn("w:tabs")
_LOOKED_AT = (_T, _BOOKMARK, *_BREAKS)


class Read(Struct, frozen=True):
    """A paragraph: its words and the names of its bookmarks."""

    text: str
    marks: tuple[str, ...] = ()


def paragraphs(element: BaseOxmlElement) -> Iterator[Read]:
    """The paragraphs of an element in order, also those in tables."""
    for paragraph in element.iter(_P):
        words, marks = [], []
        for found in paragraph.iter(*_LOOKED_AT):
            if found.tag == _BOOKMARK:
                marks.append(found.get(_NAME))
            elif found.tag == _T:
                words.append(found.text or "")
            elif found.getparent().tag != _TABS:
                words.append(_BREAKS[found.tag])
        yield Read("".join(words), tuple(marks))


def read(data: bytes, name: str) -> list[Read]:
    """The paragraphs of the body of a Word file; raises BadData where it is none."""
    try:
        body = Document(BytesIO(data)).element.body
    except (BadZipFile, PackageNotFoundError, SyntaxError, KeyError, ValueError):
        raise BadData(f"{name} không phải là tệp Word .docx đọc được: xin chọn tệp khác.") from None
    return list(paragraphs(body))


def folded(text: str) -> str:
    """The text as it is compared: in NFC, every run of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def code_of(texts: Iterable[str]) -> str:
    """The code of a text, eight characters: another one as soon as a word differs; empty paragraphs do not count."""
    words = "\n".join(line for text in texts if (line := folded(text)))
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()[:8].upper()
