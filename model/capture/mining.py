"""Abbreviations worth having, found in what a cell wrote before."""

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from model.capture.keystrokes import telex_keys
from model.capture.phrases import free_short
from model.entry import fields_of
from model.meeting import Meeting
from model.vietnamese import clean

LONGEST = 6
"""Words of a phrase; it has two at least."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Proposal:
    """A phrase that stands ``count`` times in the texts, with a free short; ``saved_keys`` in all of them."""

    phrase: str
    count: int
    short: str
    saved_keys: int


def propose(said: Iterable[str], existing: Mapping[str, str], *, least: int = 4, most: int = 40) -> list[Proposal]:
    """At most ``most`` phrases that stand ``least`` times or more in what was ``said``, the most keys saved first.

    What the abbreviations ``existing`` already save is not counted again, nor what a phrase saves within a better
    one: it counts only where it stands without it. No phrase begins or ends within one of ``existing``.
    """
    known = _Known(existing)
    written = [unit for text in said for unit in known.units(text)]
    units = [unit.lower() for unit in written]
    places = _frequent(units, least)
    waiting = [(-count * known.keys(phrase), phrase) for phrase, count in places.items()]
    heapq.heapify(waiting)
    taken, found = set(existing), list[Proposal]()
    while waiting and len(found) < most:
        _, phrase = heapq.heappop(waiting)
        text = " ".join(phrase)
        short = free_short(text, taken)
        count = places[phrase] - sum(p.count for p in found if f" {text} " in f" {p.phrase.lower()} ")
        saved = count * (known.keys(phrase) - len(short))
        if not short or count < least or saved <= 0:
            continue
        if waiting and saved < -waiting[0][0]:
            heapq.heappush(waiting, (-saved, phrase))
            continue
        found.append(Proposal(_usual(phrase, units, written), count, short, saved))
        taken.add(short)
    return found


def texts(meeting: Meeting) -> list[str]:
    """What was typed in the meeting, as far as it is more than one word."""
    values = (value for entry in meeting.record for value in fields_of(entry.event).values())
    return [value for value in values if isinstance(value, str) and " " in value]


class _Known:
    """The abbreviations there are: what they cover in a text, and what it costs."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._short = {text.lower(): short for short, text in table.items() if "{" not in text}
        self._covers: dict[str, list[list[str]]] = {}
        for text in sorted(self._short, key=len, reverse=True):
            words = text.split()
            self._covers.setdefault(words[0], []).append(words)

    def keys(self, phrase: tuple[str, ...]) -> int:
        """Keys for the units of a phrase, with the spaces between them."""
        return len(phrase) - 1 + sum(min(len(self._short.get(u, u * 9)), telex_keys(u)) for u in phrase)

    def units(self, text: str) -> Iterator[str]:
        """What an abbreviation covers as one, and words; an empty one wherever no phrase goes across."""
        for stretch in _stretches(text):
            small, n = [word.lower() for word in stretch], 0
            while n < len(stretch):
                covers = self._covers.get(small[n], ())
                size = next((len(words) for words in covers if small[n : n + len(words)] == words), 1)
                yield " ".join(stretch[n : n + size])
                n += size
            yield ""


def _stretches(text: str) -> Iterator[list[str]]:
    """Words with nothing but a space between them: a phrase crosses no mark and no figure."""
    whole, words, end = clean(text), list[str](), 0
    for found in _WORD.finditer(whole):
        if whole[end : found.start()] != " ":
            yield words
            words = []
        words.append(found[0])
        end = found.end()
    yield words


def _frequent(units: list[str], least: int) -> dict[tuple[str, ...], int]:
    """How often each phrase of 2 to :data:`LONGEST` words stands there, from ``least`` on."""
    often = Counter(units)
    number = {unit: n for n, unit in enumerate(often) if unit and often[unit] >= least}
    alone = {n: number[unit] for n, unit in enumerate(units) if unit in number}
    begins, found = alone, dict[tuple[str, ...], int]()
    for size in range(2, LONGEST + 1):  # a phrase is frequent only where what it begins with is
        pairs = {n: (begun, alone[n + size - 1]) for n, begun in begins.items() if n + size - 1 in alone}
        counts = Counter(pairs.values())
        place = {pair: n for n, pair in pairs.items() if counts[pair] >= least}
        numbered = {pair: n for n, pair in enumerate(place)}
        begins = {n: numbered[pair] for n, pair in pairs.items() if pair in numbered}
        phrases = {tuple(units[n : n + size]): counts[pair] for pair, n in place.items()}
        found |= {phrase: count for phrase, count in phrases.items() if len(" ".join(phrase).split()) <= LONGEST}
    return found


def _usual(phrase: tuple[str, ...], units: list[str], written: list[str]) -> str:
    """How the phrase is written most; as at the beginning of a sentence only where it stands nowhere else."""
    size, forms = len(phrase), Counter[str]()
    for n, unit in enumerate(units):
        if unit == phrase[0] and tuple(units[n : n + size]) == phrase:
            forms[" ".join(written[n : n + size])] += 1
    within = {form: count for form, count in forms.items() if form[0].islower()} or forms
    return max(sorted(within), key=lambda form: within[form])
