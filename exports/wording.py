"""How papers name people, end sentences and spell. Recorded words pass through letter for letter."""

import re
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


def begun(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


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
    """Id to the name as printed; a name that two bear is told apart by year or day of birth, a guest's by role."""
    alike = {p.id: [other for other in people if other.name == p.name] for p in people}
    return {p.id: f"{p.name} ({_mark(p, alike[p.id])})" if len(alike[p.id]) > 1 else p.name for p in people}


def _mark(person: Person, alike: Sequence[Person]) -> str:
    """What tells the person from those of the same name; the place among them where nothing else is known."""
    if person.status == "invited" and person.role:
        return person.role
    if person.born is None:
        return f"người thứ {alike.index(person) + 1} trùng tên"
    same_year = sum(p.born is not None and p.born.year == person.born.year for p in alike)
    return f"sinh năm {person.born.year}" if same_year == 1 else f"sinh ngày {short_date(person.born)}"


class Wording:
    """Names, forms of address and spelling of one meeting."""

    def __init__(self, meeting: Meeting) -> None:
        self.people = meeting.people
        self.names = meeting.former | clear_names(list(self.people.values()))
        self._spelling = meeting.cell.spelling

    def own(self, text: str) -> str:
        """The program's words in the cell's spelling."""
        return uy(text, self._spelling)

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
