"""The figures of a page format and the styles of Word that follow from them (Hướng dẫn 05-HD/VPTW, 36-HD/VPTW)."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from exports.format.xml import LANGUAGE
from model.decoding import convert

CENTRE = '<w:jc w:val="center"/>'
_CODE_SIZE = 18  # half-points: the code at the foot is no part of the paper's text


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
    found = (convert(tomllib.loads(text), PageFormat) for text in texts)
    return sorted(found, key=lambda item: item.since)


def styles(page: PageFormat) -> str:
    """All styles of a paper: key, name in Word, paragraph properties, letters."""
    space = '<w:spacing w:before="{}" w:after="{}"/>'.format
    after, indent = space(0, page.paragraph_gap), f'<w:ind w:firstLine="{page.first_line}"/>'
    keep, bold = "<w:keepNext/><w:keepLines/>", "<w:b/>"
    rule = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    low = '<w:spacing w:after="{}" w:line="20" w:lineRule="exact"/>'.format  # so low that it never needs a new page
    kind = f'{keep}<w:spacing w:before="120" w:line="{page.kind_line}"/>{CENTRE}'
    named = (
        ("Body", "Nội dung", f'{after}{indent}<w:jc w:val="both"/>', ""),
        ("Section1", "Phần", f'{keep}{after}{indent}<w:outlineLvl w:val="0"/>', bold),
        ("Section2", "Mục", f'{keep}{after}{indent}<w:outlineLvl w:val="1"/>', bold),
        ("Centred", "Căn giữa", CENTRE, ""),
        ("Party", "Tiêu đề Đảng", CENTRE, bold + _size(page.party_size)),
        ("Rule", "Đường kẻ", rule + low(40), ""),
        ("Kind", "Tên loại", kind, bold + _size(page.kind_size)),
        ("Subject", "Trích yếu", keep + CENTRE, bold),
        ("Hyphens", "Gạch nối", keep + space(0, 240) + CENTRE, ""),
        ("Cell", "Ô bảng", space(20, 20), ""),
        ("DenseCell", "Ô bảng nhỏ", space(20, 20), _size(page.dense_size)),
        ("Recipients", "Nơi nhận", "", _size(page.recipients_size)),
        ("Draft", "Dự thảo", '<w:jc w:val="right"/>', bold),
        ("Code", "Mã kiểm tra", '<w:jc w:val="right"/>', _size(_CODE_SIZE)),
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
