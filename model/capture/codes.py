"""Short codes of people: one digit for the ten who speak most, two for the others; typed as Shift and the digits.

The signs over the digits end no word of an input method and begin no sentence, so a code needs nothing behind it. A
code is given once and kept for the member's life. None repeats a digit: a sign struck twice is text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, pairwise

from msgspec import structs

from model.cell import Member, Person

SIGNS = ")!@#$%^&*("
"""The sign over each digit, 0 to 9, on the keyboards that are sold in Viet Nam."""

_OFFICES = ("leader", "deputy_leader", "committee_member", "member")


def signs(code: str) -> str:
    """``12`` as it is typed: ``!@``."""
    return "".join(SIGNS[int(digit)] for digit in code)


def digits(typed: str) -> str:
    """``!@`` as the code that it means: ``12``."""
    return "".join(str(SIGNS.index(sign)) for sign in typed)


def all_codes() -> Iterator[str]:
    """The codes in the order in which they are given: ``1`` … ``9``, ``0``, ``10``, ``12`` … without ``11``."""
    yield from "1234567890"
    for number in count(10):
        text = str(number)
        if all(a != b for a, b in pairwise(text)):
            yield text


def give(members: Sequence[Member], spoken: Mapping[str, int]) -> list[Member]:
    """The members, those without a code now with one: the shortest for those who spoke most, then by office."""
    free = _free(m.code for m in members)
    waiting = sorted((m for m in members if not m.code), key=lambda m: (-spoken.get(m.id, 0), _OFFICES.index(m.office)))
    given = {m.id: next(free) for m in waiting}
    return [structs.replace(m, code=given[m.id]) if m.id in given else m for m in members]


def codes_of(people: Iterable[Person]) -> dict[str, str]:
    """Id to code at one meeting; guests, and members of a journal without codes, get those that are free."""
    people = list(people)
    free = _free(p.code for p in people)
    return {p.id: p.code or next(free) for p in people}


def _free(taken: Iterable[str]) -> Iterator[str]:
    used = set(taken)
    return (code for code in all_codes() if code not in used)
