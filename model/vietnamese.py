"""Vietnamese letters, names, dates and figures.

Text is kept in NFC; it is compared folded: without tone marks, accents and case, and with ``đ`` as ``d``.
"""

import re
import unicodedata
from datetime import date, datetime, time
from fractions import Fraction

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
_NO_DECOMPOSITION = str.maketrans({"đ": "d", "Đ": "D"})


def clean(text: str) -> str:
    """``text`` in NFC, with each run of white space as one space and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """``text`` as it is searched for: lower case, no marks, ``đ`` as ``d``."""
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """Letter to its folded form, worked out once each: a whole book is folded for the search."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFD", chr(code).translate(_NO_DECOMPOSITION))
        self[code] = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
        return self[code]


_FOLDED = _Folded()


def control_character(text: str) -> str:
    """The first character of ``text`` that no paper can hold, as ``U+0007``; empty where there is none."""
    for c in text:
        if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") and c not in "\n\t":
            return f"U+{ord(c):04X}"
    return ""


def name_order(name: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Sort key of a full name: the given name first, then the rest; letters before tones, as in dictionaries."""
    words = clean(name).lower().split()
    return tuple(_word_order(word) for word in words[-1:] + words[:-1])


def _word_order(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters, tones = [], []
    for c in word:
        parts = unicodedata.normalize("NFD", c)
        tone = next((p for p in parts if p in _TONES), "")
        letter = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else c
        letters.append(_LETTERS.find(letter) + 1)
        tones.append(_TONES.find(tone) + 1 if tone else 0)
    return tuple(letters), tuple(tones)


def matches(query: str, text: str) -> bool:
    """Whether every word of ``query`` begins a word of ``text``, in any order.

    Marks that are typed narrow the match, marks left out do not: ``an`` finds ``Ân``, ``ân`` does not find ``An``.
    """
    exact = clean(text).lower().split()
    folded = [fold(word) for word in exact]
    return all(
        any(
            (fold(word) == word and f.startswith(word)) or e.startswith(word)
            for e, f in zip(exact, folded, strict=True)
        )
        for word in clean(query).lower().split()
    )


def short_date(day: date) -> str:
    """``03/11/2026``."""
    return f"{day:%d/%m/%Y}"


def long_date(day: date) -> str:
    """``ngày 03 tháng 11 năm 2026``: a zero before days under 10 and months 1 and 2 (HD 05-HD/VPTW)."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def clock_words(at: time | datetime) -> str:
    """``19 giờ 30 phút``."""
    return f"{at.hour} giờ {at.minute:02} phút"


def read_date(text: str) -> date | None:
    """The date written ``dd/mm/yyyy``, ``d-m-yyyy`` or ``yyyy-mm-dd``; None where there is no such day."""
    parts = text.strip().replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(p.strip().isascii() and p.strip().isdigit() for p in parts):
        return None
    try:
        a, b, c = (int(p) for p in parts)
        year, month, day = (a, b, c) if len(parts[0].strip()) == 4 else (c, b, a)
        return date(year, month, day) if year >= 1900 else None
    except (ValueError, OverflowError):
        return None


def percent(share: Fraction) -> str:
    """``share`` for reading, one decimal, half up, with a comma: ``88,9``. Bounds are compared on the fraction."""
    tenths = int(share * 1000 + Fraction(1, 2))
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}"


def read_amount(text: str) -> int | None:
    """The đồng written ``1264000``, ``1.264.000``, ``1264k`` or ``1,2tr``; None where it is no amount."""
    found = re.fullmatch(
        r"(\d{1,3}(?:\.\d{3}){1,3}|\d{1,12})(?:,(\d{1,3}))?\s*(k|tr|triệu|nghìn|đồng|đ)?", text.strip().lower()
    )
    if not found:
        return None
    unit = {"k": 1000, "nghìn": 1000, "tr": 1_000_000, "triệu": 1_000_000}.get(found[3], 1)
    fraction = Fraction(int(found[2]), 10 ** len(found[2])) if found[2] else Fraction(0)
    amount = (int(found[1].replace(".", "")) + fraction) * unit
    return int(amount) if amount.denominator == 1 else None


def thousands(number: int) -> str:
    """``1.264.000``."""
    return f"{number:,}".replace(",", ".")
