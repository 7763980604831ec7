"""Names in old minutes and whom they mean: a member only where exactly one of that day's roll is called so."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from model.cell import Person
from model.old_minutes.times import pattern

TITLE = r"(?:đồng chí|đ\s*/\s*c|đc|ông|bà)\b\.?\s*"
SPEECH = pattern(r"^[-+*•\s]*(?:ý kiến )?(?:đồng chí|đ\s*/\s*c)\s[^:]{2,60}:")
"""How words in somebody's mouth begin: they tell of facts, and state none."""
_LEAD = pattern(rf"^(?:[-+*•]|\d{{1,2}}\s*[.)])?\s*(?:gồm|là)?\s*:?\s*(?:{TITLE})*")
_BORN = pattern(r"^\s*\((?:sinh năm |sn |sinh ngày \d{1,2}/\d{1,2}/)?(\d{4})\)")
_OFFICE = pattern(r"\s+(?:phó\s+)?(?:bí thư|chi [uủ][yỷ]|đảng [uủ][yỷ]|đảng viên|trưởng|phó|tổ)\b")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LONGEST = 6
"""Words of a name."""


def key(name: str) -> tuple[tuple[str, str], ...]:
    """A name as two are compared: each word's letters, then its tone, so that ``Hoà`` is ``Hòa``; accents count."""
    words = []
    for word in unicodedata.normalize("NFD", name).casefold().split():
        plain = unicodedata.normalize("NFC", "".join(c for c in word if c not in _TONES))
        words.append((plain, "".join(c for c in word if c in _TONES)))
    return tuple(words)


@dataclass(frozen=True)
class Who:
    """Who is meant at the beginning of a text: the id, or why nobody, as half a sentence; ``rest`` of the text.

    ``name``: the words taken for the name; empty where the text begins with none.
    """

    id: str
    name: str
    rest: str
    problem: str = ""


class Names:
    """The roll of a day by its names."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = [p for p in people if p.status != "invited"]
        self._by_key: dict[tuple[tuple[str, str], ...], list[Person]] = {}
        for person in self._people:
            self._by_key.setdefault(key(person.name), []).append(person)

    def read(self, text: str) -> Who:
        """Whom the text begins with, behind ``đồng chí`` and the like."""
        text = _LEAD.sub("", text, count=1)
        words = list(re.finditer(r"[^\s,;:()–.-]+", text))
        for count in range(min(_LONGEST, len(words)), 1, -1):
            end = words[count - 1].end()
            found = self._by_key.get(key(text[:end]))
            if found and not _goes_on(text[end:]):
                return self._chosen(found, text[:end], text[end:])
        name = re.match(r"[^\W\d_]+(?:['’-][^\W\d_]+)?(?:\s+[^\W\d_]+(?:['’-][^\W\d_]+)?){0,5}", text)
        capitals = name[0].split() if name else []
        taken = next((n for n, word in enumerate(capitals) if not word[0].isupper()), len(capitals))
        if not taken:
            return Who("", "", text)
        called = " ".join(capitals[:taken])
        why = "chưa đủ họ tên" if taken == 1 else "không có trong danh sách chi bộ ngày đó"
        return Who("", called, text[len(called) :], f"“{called}” {why}")

    def _chosen(self, found: list[Person], name: str, rest: str) -> Who:
        born = _BORN.match(rest)
        if born:
            found, rest = [p for p in found if p.born and p.born.year == int(born[1])], rest[born.end() :]
        if len(found) == 1:
            return Who(found[0].id, name, rest)
        why = f"hợp với {len(found)} người trong danh sách" if found else "không khớp năm sinh"
        return Who("", name, rest, f"“{name}” {why}")


def _goes_on(rest: str) -> bool:
    """Whether another word of a name follows, so that it is somebody else's; an office is none."""
    word = re.match(r"\s+([^\W\d_])", rest)
    return word is not None and word[1].isupper() and not _OFFICE.match(rest)


def listed(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts of an enumeration begin and end: at commas, semicolons and ``và`` outside of brackets."""
    depth = start = 0
    for found in re.finditer(r"[()]|[;,]|\s(?:và)\s", text):
        if found[0] in "()":
            depth += 1 if found[0] == "(" else -1
        elif depth <= 0:
            yield start, found.start()
            start = found.end()
    yield start, len(text)
