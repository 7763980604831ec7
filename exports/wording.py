"""How papers name people, end sentences and spell. Recorded words pass through letter for letter."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from model.cell import Person
from model.meeting import Meeting
from model.vietnamese import clock_words, long_date, short_date
from model.words import uy

_CLOSING = "”’\"')]»"
_ENDS = (".", "!", "?", "…", ",", ";", ":")
_PARTY_ROLE = re.compile(r"đảng|bí thư|\b(chi|cấp|quận|huyện|thành|tỉnh) ủy\b")


def ended(text: str) -> bool:
    """Whether the text has a mark at its end, before closing quotes and brackets."""
    return text.rstrip(_CLOSING).endswith(_ENDS)


def stop(text: str) -> str:
    """The text with a full stop, unless it ends with a mark of its own; nothing stays nothing."""
    return f"{text}." if text and not ended(text) else text


def moment(at: datetime) -> str:
    """``21 giờ 10 phút, ngày 03 tháng 11 năm 2026``."""
    return f"{clock_words(at)}, {long_date(at.date())}"


def joined(texts: Sequence[str]) -> str:
    """What somebody said in several goes: each one a sentence; one that begins small goes on after a semicolon."""
    whole = texts[0]
    for text in texts[1:]:
        mark = "" if ended(whole) else ";" if text[:1].islower() else "."
        whole = f"{whole}{mark} {text}"
    return stop(whole)


def clear_names(people: Sequence[Person]) -> dict[str, str]:
    """Id to the name as printed; names that two people bear are told apart by year or day of birth, guests by role."""
    names = Counter(p.name for p in people)
    years = Counter((p.name, p.born.year) for p in people if p.born)

    def clear(p: Person) -> str:
        if names[p.name] == 1:
            return p.name
        if p.status == "invited":
            return f"{p.name} ({p.role})" if p.role else p.name
        if p.born is None:
            return p.name
        once = years[p.name, p.born.year] == 1
        return f"{p.name} (sinh {f'năm {p.born.year}' if once else f'ngày {short_date(p.born)}'})"

    return {p.id: clear(p) for p in people}


class Wording:
    """Names, forms of address and spelling of one meeting."""

    def __init__(self, meeting: Meeting) -> None:
        self.people = meeting.people
        self.names = clear_names(list(self.people.values()))
        self._spelling = meeting.cell.spelling
        found = sorted({re.escape(p.name) for p in self.people.values()}, key=len, reverse=True)
        self._any_name = re.compile(f"({'|'.join(found)})") if found else None

    def own(self, text: str) -> str:
        """The program's words in the cell's spelling; a name among them stays (``Thủy`` is no ``ủy``)."""
        parts = self._any_name.split(text) if self._any_name else [text]
        return "".join(part if n % 2 else uy(part, self._spelling) for n, part in enumerate(parts))

    def name(self, person_id: str) -> str:
        """The clear name."""
        return self.names.get(person_id, person_id)

    def address(self, person_id: str) -> str:
        """``Đồng chí``; ``Đại biểu`` for a guest whose role names no Party body or office."""
        person = self.people.get(person_id)
        if person is None or person.status != "invited":
            return "Đồng chí"
        return "Đồng chí" if _PARTY_ROLE.search(person.role.lower().replace("uỷ", "ủy")) else "Đại biểu"

    def called(self, person_id: str) -> str:
        """Address and name within a sentence: ``đồng chí Lê Đức``."""
        return f"{self.address(person_id).lower()} {self.name(person_id)}"

    def introduced(self, person_id: str) -> str:
        """The name with the role of a guest."""
        name, person = self.name(person_id), self.people.get(person_id)
        return f"{name}, {person.role}" if person and person.role and name == person.name else name
