"""Practice: a made-up meeting read out at the speed of speech, and what of it stands in the record."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import Literal

from model.events import Criticism, ItemConcluded, Praise, Remark, Reminder, SelfCriticism
from model.meeting import Meeting
from model.vietnamese import clean, fold

SPEEDS = (130, 160, 190)
"""Syllables a minute: slow, usual and fast speech."""

PAUSE = 1.5
"""Seconds between one who spoke and the next."""

ENOUGH = 0.6
"""The share of a sentence's content words that the record must have."""

ONE_PRESS = 0.01
"""Seconds: no hand presses two keys faster."""

_END = re.compile(r"[.!?;…]+(?:\s+|$)")
_FUNCTION_WORDS = """
    a ạ ai à bị bởi cả các cái cho chứ có còn của cùng cũng do đã đang đây để đến đi đó được gì hay hoặc khi là lại lên
    mà mình mỗi mới này nào nên nếu ngay như nhưng những nữa ở phải qua ra rằng rất rồi sau sẽ tại thế theo thì thôi tôi
    trên trong từ và vẫn vào vậy về vì với xin
"""


_Place = tuple[str, Counter[str]]
"""A speaker in the record, and words that stand there as his."""


@dataclass(frozen=True)
class Utterance:
    """What one person says without stopping; ``speaker`` is an id."""

    speaker: str
    text: str


@dataclass(frozen=True)
class Said:
    """Who speaks at a moment, what has been said of his words, and which utterance it is."""

    speaker: str
    words: str
    number: int


@dataclass(frozen=True)
class Mark:
    """A sentence that is not in the record, or stands there as said by ``written``, another person."""

    kind: Literal["missed", "speaker"]
    speaker: str
    sentence: str
    written: str = ""


@dataclass(frozen=True)
class Outcome:
    """The marks in the order of the reading, and how many of its words were taken down."""

    marks: list[Mark]
    words: int
    taken: int


class Presses:
    """Counts what the hand pressed: what an input method sends for one press arrives within :data:`ONE_PRESS`."""

    def __init__(self) -> None:
        self.count = 0
        self._last = float("-inf")

    def note(self, second: float) -> None:
        """A key arrived."""
        self.count += second - self._last >= ONE_PRESS
        self._last = second


class Reading:
    """Utterances read out one after the other; seconds count from the first word."""

    def __init__(self, utterances: Iterable[Utterance], syllables_per_minute: int) -> None:
        self.utterances = [u for u in utterances if u.text.split()]
        self._pace = 60 / syllables_per_minute
        lasts = [syllables(u.text) * self._pace for u in self.utterances]
        self._starts = [0.0, *accumulate(seconds + PAUSE for seconds in lasts)]
        self.seconds = self._starts[-1] - PAUSE if lasts else 0.0
        """From the first word to the end of the last."""

    def at(self, second: float) -> Said | None:
        """What has been said of the utterance that is running, or was the last; None before the first word."""
        if second < 0 or not self.utterances:
            return None
        number = min(bisect_right(self._starts, second), len(self.utterances)) - 1
        spoken = self.utterances[number]
        words = spoken.text.split()
        ends = accumulate(syllables(word) * self._pace for word in words)
        said = sum(end <= second - self._starts[number] + 1e-9 for end in ends)
        return Said(spoken.speaker, " ".join(words[:said]), number)

    def until(self, second: float) -> list[Utterance]:
        """What was said to its end by then; a sentence that is only begun is nobody's fault yet."""
        now = self.at(second)
        if now is None:
            return []
        complete = now.words == " ".join(self.utterances[now.number].text.split())
        begun = _END.split(now.words)[-1]
        running = now.words if complete else now.words.removesuffix(begun).strip()
        return [*self.utterances[: now.number], *([Utterance(now.speaker, running)] if running else [])]


def utterances(meeting: Meeting) -> list[Utterance]:
    """What was said in a meeting, as its record has it; conclusions, praise and reminders by the chair."""
    chair = meeting.roles.get("chair", "")
    said: list[tuple[str, str]] = []
    for entry in meeting.record:
        match entry.event:
            case Remark(speaker=who, text=text):
                said.append((who, text))
            case ItemConcluded(conclusion=text) | Praise(text=text) | Reminder(text=text):
                said.append((chair, text))
            case SelfCriticism() as own:
                said += [(own.member, text) for text in (own.strengths, own.shortcomings, own.cause, own.remedy)]
            case Criticism() as event:
                said += [(event.from_, event.text), (event.to, event.response)]
    return [Utterance(who, clean(text)) for who, text in said if clean(text)]


def syllables(text: str) -> int:
    """Syllables of a text as it is read out: one for each word and, of figures, one for each digit."""
    return sum(max(1, sum(c.isdigit() for c in word)) for word in text.split())


def outcome(said: Iterable[Utterance], meeting: Meeting) -> Outcome:
    """What of ``said`` stands in the record of ``meeting``, whose people have the same ids.

    A sentence is looked for, without accents, in each entry and across two that follow each other; it is missed where
    none has :data:`ENOUGH` of its content words.
    """
    record = [(u.speaker, Counter(_words(u.text))) for u in utterances(meeting)]
    places = record + [(who, one + two) for (who, one), (other, two) in pairwise(record) if who == other]
    marks, words, taken = list[Mark](), 0, 0
    for utterance in said:
        for sentence in _sentences(utterance.text):
            mark, found = _judge(Utterance(utterance.speaker, sentence), places)
            marks += [mark] if mark else []
            words += len(_words(sentence))
            taken += found
    return Outcome(marks, words, taken)


def _judge(said: Utterance, places: list[_Place]) -> tuple[Mark | None, int]:
    """What is wrong with the record of one sentence, and how many of its words are there."""
    words = Counter(_words(said.text))
    content = Counter({word: n for word, n in words.items() if word not in _function_words()}) or words

    def best(among: list[_Place]) -> _Place | None:
        found = max(among, key=lambda place: (content & place[1]).total(), default=None)
        return found if found and (content & found[1]).total() >= ENOUGH * content.total() else None

    own = best([place for place in places if place[0] == said.speaker])
    found = own or best(places)
    if found is None:
        return Mark("missed", said.speaker, said.text), 0
    return None if own else Mark("speaker", said.speaker, said.text, found[0]), (words & found[1]).total()


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _END.split(text) if _words(sentence)]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(_words(_FUNCTION_WORDS))
