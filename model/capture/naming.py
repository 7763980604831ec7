"""Who is meant at the beginning of a text: by code, by sign, by the start of the given name or by the initials.

Names are matched without accents, and as Telex leaves them: ``dd`` becomes ``đ`` before the program sees it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from model.capture.codes import SIGNS, digits
from model.cell import Person
from model.vietnamese import fold

CHAIR = "`"
BEFORE = ","
"""The one who spoke before the one who speaks."""

_CODE = re.compile(f"[{re.escape(SIGNS)}]+")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_PICK = re.compile(r"\s+(\d)(?!\S)")


@dataclass(frozen=True)
class Floor:
    """Who speaks, who spoke before, who is in the chair; ids, empty for nobody."""

    speaker: str = ""
    before: str = ""
    chair: str = ""


@dataclass(frozen=True)
class Who:
    """Somebody named at the start of a text, and the ``rest`` behind it.

    ``id`` is empty where nobody is named, or where it is not clear who: then ``problem`` says so, and ``candidates``
    are those who may be meant, in the order of the digits that choose them.
    """

    rest: str
    id: str = ""
    problem: str = ""
    candidates: tuple[str, ...] = ()


class Names:
    """The people of a meeting, by every way in which they are called on the line."""

    def __init__(self, people: Mapping[str, Person], codes: Mapping[str, str], called: Mapping[str, str]) -> None:
        self.called = called
        self._by_code = {code: ident for ident, code in codes.items()}
        names = {ident: person.name.split() for ident, person in people.items() if person.name.split()}
        self._words = {ident: [fold(word) for word in words] for ident, words in names.items()}
        self._given = {ident: words[-1].lower() for ident, words in names.items()}

    def read(self, text: str, floor: Floor) -> Who:
        """Whom ``text`` begins with; with names in letters too."""
        found = self.read_sign(text, floor)
        if found.id or found.problem:
            return found
        word = _WORD.match(text)
        if word is None:
            return Who(text)
        rest = text[word.end() :]
        meant = self._called_so(word[0])
        if not meant:
            return Who(text, problem=f"Không có ai tên hay viết tắt là “{word[0]}”.")
        if len(meant) == 1:
            return Who(rest.lstrip(), meant[0])
        pick = _PICK.match(rest)
        if pick and 1 <= int(pick[1]) <= len(meant):
            return Who(rest[pick.end() :].lstrip(), meant[int(pick[1]) - 1])
        listed = " · ".join(f"{n} {self.called[ident]}" for n, ident in enumerate(meant[:9], 1))
        return Who(text, problem=f"“{word[0]}” là ai? Gõ thêm số: {listed}", candidates=meant)

    def read_sign(self, text: str, floor: Floor) -> Who:
        """Whom the signs that ``text`` begins with mean; a sign struck twice means nobody."""
        if text.startswith(CHAIR):
            return self._standing(text, floor.chair, "Chưa có chủ trì: F6 để ghi.")
        if text.startswith(BEFORE):
            return self._standing(text, floor.before, "Chưa có ai phát biểu trước đó.")
        code = _CODE.match(text)
        if code is None or doubled(code[0]) or _in_brackets(text):
            return Who(text)
        ident = self._by_code.get(digits(code[0]))
        if ident is None:
            return Who(text, problem=f"Không có ai mang số {digits(code[0])}: ^A hiện số của từng người.")
        return Who(text[code.end() :].lstrip(), ident)

    def is_code(self, sign: str) -> bool:
        """Whether a sign stands over a digit."""
        return sign in SIGNS

    def _standing(self, text: str, ident: str, problem: str) -> Who:
        if doubled(text):
            return Who(text)
        return Who(text[1:].lstrip(), ident) if ident else Who(text, problem=problem)

    def _called_so(self, word: str) -> tuple[str, ...]:
        """Those whose given name begins so, or whose initials are these; accents that are typed narrow."""
        plain, exact = as_telex_leaves(fold(word)), word.lower()
        accented = fold(word) != exact.replace("đ", "d")

        def given(ident: str) -> bool:
            name = self._given[ident]
            return name.startswith(exact) if accented else as_telex_leaves(fold(name)).startswith(plain)

        whole = [i for i, words in self._words.items() if as_telex_leaves(words[-1]) == plain and given(i)]
        begins = [i for i in self._words if given(i)]
        initials = [i for i, words in self._words.items() if as_telex_leaves("".join(w[:1] for w in words)) == plain]
        return tuple(dict.fromkeys([*(whole or begins), *initials]))


def doubled(text: str) -> bool:
    """Whether a sign is struck twice in ``text``, so that it is meant as text."""
    return len(text) > 1 and text[0] == text[1]


def as_telex_leaves(word: str) -> str:
    """A word in plain letters as it is left when Telex has taken it for Vietnamese: both ways of typing become one.

    Doubled letters and ``w`` make another letter, a tone key behind a vowel goes away.
    """
    word = re.sub(r"([adeo])\1", r"\1", word)
    word = re.sub(r"(?<=[aou])w", "", word).replace("w", "u")
    return re.sub(r"(?<=[aeiouy])[sfrxj]+(?=[a-z]?$)", "", word)


def _in_brackets(text: str) -> bool:
    """Whether the line begins with words in brackets, ``(vỗ tay) …``, and not with the code 9, ``( đề nghị a) …``."""
    depths = accumulate((letter == "(") - (letter == ")") for letter in text)
    return text.startswith("(") and text[1:2] != " " and 0 in depths
