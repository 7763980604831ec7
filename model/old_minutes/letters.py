"""Letters of papers typed before Unicode: TCVN3 (fonts ``.Vn…``, ABC) and VNI (fonts ``VNI-…``).

TCVN3 is VN3 of TCVN 5712:1993, one byte a letter; its capitals with marks are those of the fonts that end with ``H``.
VNI writes a letter and, behind it, its mark. Both were kept in .docx files as the characters of Windows-1252.
"""

import re
from collections.abc import Iterable
from typing import Literal

Encoding = Literal["unicode", "tcvn3", "vni"]

_TCVN3_FROM = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ", 0xB5: "àảãáạ", 0xBB: "ằẳẵắ", 0xC6: "ặầẩẫấậ", 0xCC: "è", 0xCE: "ẻẽéẹềểễếệìỉ", 0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù", 0xF1: "ủũúụừửữứựỳỷỹýỵ",
}  # fmt: skip
TCVN3 = {chr(first + n): letter for first, row in _TCVN3_FROM.items() for n, letter in enumerate(row)}
"""Character of the file to letter."""

_VNI_MARKS = {
    "a": "ùáøàûảõãïạââáấàầåẩãẫäậêăéắèằúẳüẵëặ",
    "e": "ùéøèûẻõẽïẹâêáếàềåểãễäệ",
    "o": "ùóøòûỏõõïọâôáốàồåổãỗäộ",
    "u": "ùúøùûủõũïụ",
    "y": "ùýøỳûỷõỹ",
    "ô": "ùớøờûởõỡïợ",
    "ö": "ùứøừûửõữïự",
}
"""Letter to each mark behind it and the letter that the two make."""
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    """Every character, and pair of them, that is a letter; a mark may be small behind a capital."""
    table = dict(_VNI_ALONE)
    for letter, made in _VNI_MARKS.items():
        table |= {letter + mark: result for mark, result in zip(made[::2], made[1::2], strict=True)}
    capital = {pair.upper(): letter.upper() for pair, letter in table.items()}
    mixed = {pair[0].upper() + pair[1]: made.upper() for pair, made in table.items() if len(pair) == 2}
    return table | mixed | capital


VNI = _vni()
"""Characters of the file, one or two, to letter."""
_VNI_PIECE = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))

_UNICODE_ONLY = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")
_TCVN3_WORDS = re.compile("ngµy|th¸ng|§¶ng|®ång chÝ|chi bé|c¸c|n¨m 20", re.IGNORECASE)
_VNI_WORDS = re.compile("ngaøy|thaùng|ñaûng|ñoàng chí|chi boä|caùc|naêm 20", re.IGNORECASE)


def of_font(name: str) -> Encoding:
    """How a font shows characters: ``.VnTime`` and ``VNI-Times`` in their own way, every other one as Unicode."""
    small = name.lower()
    return "tcvn3" if small.startswith(".vn") else "vni" if small.startswith("vni") else "unicode"


def of_text(paragraphs: Iterable[str]) -> Encoding | None:
    """How a whole text is written where its fonts do not tell; None where it mixes two ways, so that nobody can."""
    text = "\n".join(paragraphs)
    signs: dict[Encoding, re.Pattern[str]] = {"unicode": _UNICODE_ONLY, "tcvn3": _TCVN3_WORDS, "vni": _VNI_WORDS}
    found = [encoding for encoding, sign in signs.items() if sign.search(text)]
    return found[0] if len(found) == 1 else None if found else "unicode"


def readable(text: str, encoding: Encoding, font: str = "") -> str:
    """The text in Unicode; a TCVN3 font whose name ends with ``H`` shows small letters as capitals."""
    if encoding == "unicode":
        return text
    # Some files keep the characters of such a font as those of a symbol font, F000 higher.
    text = "".join(chr(ord(c) - 0xF000) if "\uf020" <= c <= "\uf0ff" else c for c in text)
    if encoding == "vni":
        return _VNI_PIECE.sub(lambda found: VNI[found[0]], text)
    text = "".join(TCVN3.get(c, c) for c in text)
    return text.upper() if font.upper().endswith("H") else text
