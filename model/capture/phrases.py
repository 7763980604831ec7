"""Abbreviations: what stands before the cursor, what it becomes, and which shorts may be used.

A short is typed through an input method and must come out of Telex and VNI as it went in; it must not be anything
that one may want to write: a syllable, a unit, a Roman number. A word in capitals stays as it is (``UBND``).
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from model.capture.syllables import folded_syllables
from model.errors import Refused
from model.meeting import Meeting
from model.rules import shipped
from model.vietnamese import clean, control_character, fold, short_date

VARIABLES = (
    "chủ trì", "thư ký", "người nói", "chi bộ", "địa điểm", "ngày", "năm", "tháng này", "tháng sau", "tháng trước",
)  # fmt: skip
"""What may stand in braces in an expansion."""

LONGEST = 300
"""The most letters of an expansion."""

_UNITS = "km kg cm mm dm hm ml dl cl mg hg ha kw kwh kv mw gb mb kb tb tr tv vv qr cc st"
_WORD = re.compile(r"(?:^|(?<=[\s(\[{“\"‘«]))[^\W\d_][^\W\d_\u0300-\u036f]*[^\W\d_]$")
_NEEDS = re.compile(r"\{([^{}]*)\}")


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    phrases: dict[str, str]


@dataclass(frozen=True)
class Expansion:
    """What stands from ``start`` to ``end`` of a line, and the text that takes its place."""

    start: int
    end: int
    short: str
    text: str

    def put(self, line: str) -> str:
        """The line with the expansion."""
        return line[: self.start] + self.text + line[self.end :]

    def take_back(self, line: str) -> str | None:
        """The expanded line with the short again; None where the expansion does not stand there any more."""
        end = self.start + len(self.text)
        return line[: self.start] + self.short + line[end:] if line[self.start : end] == self.text else None


class Phrases:
    """The starting set with the cell's own on top; an own short without text switches off that of the starting set."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self.own = dict(own)
        self.table = {short: text for short, text in (starting_set() | self.own).items() if text}

    def pending(self, text_before_cursor: str, variables: Mapping[str, str]) -> Expansion | None:
        """What the short right before the cursor becomes when a key ends the word; None where there is none.

        Capitalised as the short is; none where the meeting has no value for a variable.
        """
        found = _WORD.search(text_before_cursor)
        if found is None:
            return None
        short = found[0]
        text = self.table.get(fold(short), "")
        if not short[1:].islower() or any(not variables.get(name) for name in _NEEDS.findall(text)):
            return None
        text = _NEEDS.sub(lambda name: variables[name[1]], text)
        if short[0].isupper():
            text = text[:1].upper() + text[1:]
        return Expansion(found.start(), found.end(), short, text) if text else None

    def why_not(self, short: str, text: str) -> str:
        """Why the pair cannot be added, in one sentence with the way out; empty where it can."""
        why = unfit_short(short) or _unfit_text(text)
        if not why and short in self.table:
            why = f"“{short}” đã là chữ tắt của “{self.table[short]}”: xin chọn chữ khác, hoặc bỏ chữ tắt cũ trước."
        return why

    def with_own(self, short: str, text: str) -> dict[str, str]:
        """The own ones and one more; raises :class:`Refused` where it cannot be added."""
        if why := self.why_not(short, text):
            raise Refused(why)
        return self.own | {short: text}


def starting_set() -> dict[str, str]:
    """The abbreviations that the program comes with."""
    return shipped("phrases.toml", _Table).phrases


def unfit_short(short: str) -> str:
    """Why nothing can be abbreviated so, in one sentence with the way out; empty where it can."""
    if not re.fullmatch("[a-z]{2,8}", short):
        return f"“{short}”: chữ tắt phải có từ 2 đến 8 chữ cái thường, không dấu, không số; xin chọn chữ khác."
    if telex_takes(short):
        return f"“{short}” bị bộ gõ Telex đổi thành chữ có dấu: xin chọn chữ khác, nên chỉ dùng phụ âm."
    if short in folded_syllables():
        return f"“{short}” là một tiếng có thật khi bỏ dấu: xin chọn chữ khác, nên chỉ dùng phụ âm."
    if short in _UNITS.split() or re.fullmatch("[ivx]+", short):
        return f"“{short}” là đơn vị, số La Mã hoặc chữ thường viết nguyên: xin chọn chữ khác."
    return ""


def telex_takes(short: str) -> bool:
    """Whether Telex may turn the letters into others: ``w``, a second d, a, e or o, a tone key behind a vowel."""
    return "w" in short or bool(re.search(r"([daeo]).*\1|[aeiouy].*[sfrxjz]", short))


def _unfit_text(text: str) -> str:
    if not clean(text) or len(text) > LONGEST or control_character(text):
        return f"Lời đầy đủ phải có từ 1 đến {LONGEST} chữ và không có ký tự điều khiển: xin gõ lại."
    unknown = next((name for name in _NEEDS.findall(text) if name not in VARIABLES), None)
    if unknown is not None:
        return f"Không có biến {{{unknown}}}: xin dùng {', '.join(f'{{{name}}}' for name in VARIABLES)}."
    return ""


def variables(meeting: Meeting, speaker: str = "") -> dict[str, str]:
    """The values of :data:`VARIABLES` in this meeting; empty ones where it has none. ``speaker``: a person's id."""
    people, day = meeting.people, meeting.date

    def name(person_id: str) -> str:
        return people[person_id].name if person_id in people else ""

    return {
        "chủ trì": name(meeting.roles.get("chair", "")),
        "thư ký": name(meeting.roles.get("recorder", "")),
        "người nói": name(speaker),
        "chi bộ": meeting.cell.name,
        "địa điểm": meeting.head.place,
        "ngày": short_date(day),
        "năm": str(day.year),
        "tháng này": _month(day, 0),
        "tháng sau": _month(day, 1),
        "tháng trước": _month(day, -1),
    }


def _month(day: date, step: int) -> str:
    """``tháng 11``; with its year where that is another one: ``tháng 01 năm 2027`` (zero as HD 05-HD/VPTW)."""
    years, month = divmod(day.month - 1 + step, 12)
    words = f"tháng {month + 1:02}" if month < 2 else f"tháng {month + 1}"
    return f"{words} năm {day.year + years}" if years else words


def free_short(text: str, taken: Collection[str]) -> str:
    """A short for ``text`` that may be used and is not taken: the first letters of its words, else with more of them.

    Empty where none was found.
    """
    words = [word for word in re.findall(r"[a-z]+", fold(text)) if word]
    for candidate in _candidates(words):
        if candidate not in taken and not unfit_short(candidate):
            return candidate
    return ""


def _candidates(words: list[str]) -> list[str]:
    """Shortest first: the initials; one word's onset or last letter with the initials of the others; both."""
    initials = [word[0] for word in words]
    found = ["".join(initials)]
    parts = [[word[:1], _onset(word), word[:1] + word[-1:], _onset(word) + word[-1:]] for word in words]
    for n, forms in enumerate(parts):
        found += ["".join([*initials[:n], form, *initials[n + 1 :]]) for form in forms[1:]]
    found += ["".join(forms) for forms in zip(*parts, strict=True)]
    return sorted(dict.fromkeys(found), key=len)


def _onset(word: str) -> str:
    found = re.match("[^aeiouy]+", word)
    return found[0] if found else word[:1]
