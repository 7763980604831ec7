"""What was typed into a field, as the event takes it; what cannot be understood is refused with the way out."""

import re
from datetime import date, datetime
from typing import Any

from model.days import jotted_day, local, read_clock
from model.errors import Refused
from model.vietnamese import fold, matches, read_date, short_date
from tui.forms.kinds import MOMENT, NO_OPINION, Context, Field


def parsed(f: Field, text: str, context: Context) -> Any:  # noqa: PLR0911 - one line per kind
    """A field's text as the event takes it, None where empty; raises :class:`Refused` with the way out."""
    text = text.strip()
    if not text:
        if f.required:
            raise Refused(f"Chưa ghi “{f.label}”.")
        return None
    match f.kind:
        case "number":
            return _number(f, text)
        case "date":
            return _day(f, text, context.day)
        case "clock":
            return _clock(f, text)
        case "moment":
            return _moment(f, text, context.day)
        case "candidates":
            return [_candidate(part, context.options["person"]) for part in text.split(";") if part.strip()]
        case "people":
            return [_person(part.strip(), context.options["person"]) for part in text.split(";") if part.strip()]
        case "questions":
            return [_question(part) for part in text.split(";") if part.strip()]
        case "ratings":
            return [_rating(part, context) for part in text.split(";") if part.strip()]
        case "choice" if f.name == "reserved":
            return True
        case _:
            return text


def _number(f: Field, text: str) -> int:
    digits = text.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 12):
        raise Refused(f"“{f.label}” phải là số nguyên không âm, không phải “{text}”.")
    return int(digits)


def final(digits: str, most: int) -> bool:
    """Whether no further digit can make another number up to ``most``."""
    return digits.startswith("0") or int(digits) * 10 > most


def _day(f: Field, text: str, near: date) -> str:
    """The ISO form of a day as it is jotted down."""
    day = jotted_day(text, near)
    if day is None:
        raise Refused(f"“{f.label}”: không có ngày “{text}”; xin ghi ngày/tháng/năm, như {short_date(near)}.")
    return day.isoformat()


def _clock(f: Field, text: str) -> str:
    at = read_clock(text)
    if at is None:
        raise Refused(f"“{f.label}”: không có giờ “{text}”; xin ghi như 20:30.")
    return at.isoformat()


def _moment(f: Field, text: str, near: date) -> datetime:
    """The local time written ``dd/mm/yyyy HH:MM``."""
    day_text, _, clock = text.partition(" ")
    day, at = read_date(day_text), read_clock(clock or "0:00")
    if day is None or at is None:
        raise Refused(f"“{f.label}”: không có lúc “{text}”; xin ghi {MOMENT}, như {short_date(near)} 19:30.")
    return local(datetime.combine(day, at))


def _candidate(part: str, people: list[tuple[str, str]]) -> dict[str, Any]:
    name, _, votes = part.rpartition(":")
    found = matching(people, name.strip())
    if len(found) != 1 or not votes.strip().isdigit():
        many = f" ({len(found)} người trùng)" if len(found) > 1 else ""
        raise Refused(f"Không hiểu “{part.strip()}”{many}: xin ghi “Họ tên: số phiếu”, cách nhau bằng dấu chấm phẩy.")
    return {"name": found[0], "votes": int(votes)}


def _person(name: str, people: list[tuple[str, str]]) -> str:
    found = matching(people, name)
    if len(found) != 1:
        many = f"có {len(found)} người trùng" if found else "không có ai"
        raise Refused(f"“{name}”: {many}; xin ghi rõ họ tên, cách nhau bằng dấu chấm phẩy.")
    return found[0]


def _question(part: str) -> dict[str, Any]:
    subject, _, figures = part.rpartition(":")
    numbers = re.findall(r"\d+", figures)
    if not subject.strip() or len(numbers) != 3 or re.sub(r"[\d\s,/]", "", figures):
        raise Refused(f"Không hiểu “{part.strip()}”: xin ghi “Câu: tán thành, không tán thành, không có ý kiến”.")
    for_, against, no_opinion = map(int, numbers)
    return {"subject": subject.strip(), "for": for_, "against": against, "no_opinion": no_opinion}


def _rating(part: str, context: Context) -> dict[str, Any]:
    """Somebody with the votes for each level, in their order or each behind its name."""
    levels = [level for level, _ in context.options["option"]]
    name, _, figures = part.rpartition(":")
    found = matching(context.options["person"], name.strip())
    told = [re.fullmatch(r"\s*(\D*?)\s*(\d+)\s*", figure) for figure in figures.split(",")]
    named = [(t[1], int(t[2])) for t in told if t]
    if not any(label for label, _ in named) and len(named) == len(levels):
        named = list(zip(levels, (votes for _, votes in named), strict=True))
    if len(found) != 1 or len(named) != len(told) or not all(label for label, _ in named):
        raise Refused(f"Không hiểu “{part.strip()}”: xin ghi “Họ tên: {len(levels)} số, cách nhau bằng dấu phẩy”.")
    none = dict(named).get(NO_OPINION)
    options = [{"name": label, "votes": votes} for label, votes in named if label != NO_OPINION]
    return {"person": found[0], "option": options} | ({} if none is None else {"no_opinion": none})


def matching(options: list[tuple[str, str]], text: str) -> list[str]:
    """The ids that are meant: by id or label to the letter, else by whole words of it, else by their beginnings."""
    exact = [ident for ident, label in options if text in (ident, label)]
    found = [(ident, label) for ident, label in options if matches(text, label)]
    words = set(fold(text).split())
    whole = [ident for ident, label in found if words <= set(fold(label).split())]
    return exact or whole or [ident for ident, _ in found]
