"""Names of members, completed with their accents: offered, and taken only by a key of its own."""

from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

from model.capture.phrases import Expansion
from model.vietnamese import fold

_ADDRESS = ("đồng chí", "đ/c", "đc", "dc")
_MOST_WORDS = 6


def complete(text_before_cursor: str, names: Iterable[str]) -> Expansion | None:
    """The one name that the words before the cursor begin; None where there is none, or more than one."""
    found = candidates(text_before_cursor, names)
    return found[0] if len(found) == 1 else None


def candidates(text_before_cursor: str, names: Iterable[str]) -> list[Expansion]:
    """All that the words before the cursor may become, in the order of ``names``; as many words as match are taken.

    Two words of a name or more, the last one perhaps begun, are completed to its end (``thi tuyet nh``); a single
    one after ``đồng chí``, or with a capital, is a given name. Marks that are typed narrow, marks left out do not.
    """
    typed = text_before_cursor.split(" ")[-_MOST_WORDS:]
    split = [name.split() for name in names]
    for count in range(len(typed), 0, -1):
        words = [normalize("NFC", word) for word in typed[-count:]]
        start = len(text_before_cursor) - len(" ".join(typed[-count:]))
        if count == 1:
            found = _given(words[0], text_before_cursor[:start], split)
        else:
            found = [" ".join(name[at:]) for name in split for at in range(len(name)) if _begins(words, name[at:])]
        if found := list(dict.fromkeys(found)):
            short = text_before_cursor[start:]
            return [Expansion(start, len(text_before_cursor), short, text) for text in found if text != short]
    return []


def _given(word: str, before: str, names: list[list[str]]) -> list[str]:
    """Given names that the word is or, where it is none, begins."""
    addressed = normalize("NFC", before).lower().rstrip().endswith(_ADDRESS)
    if not word or not (addressed or (word[0].isupper() and len(word) > 1)):
        return []
    begun = [name[-1] for name in names if name and _begins([word], name[-1:])]
    return [name for name in begun if len(_bare(name)) == len(_bare(word))] or begun


def _begins(words: list[str], name: list[str]) -> bool:
    if len(words) > len(name) or not words[-1] or not _fits(words[0], name[0]):
        return False
    pairs = list(zip(words, name, strict=False))
    return all(len(_bare(a)) == len(_bare(b)) for a, b in pairs[:-1]) and all(_fits(a, b) for a, b in pairs)


def _fits(typed: str, word: str) -> bool:
    """Whether the word begins so, letter by letter: with the same marks, or with none."""
    if not _bare(word).startswith(_bare(typed)):
        return False
    pairs = zip(typed.lower().replace("'", ""), word.lower().replace("'", ""), strict=False)
    return all(a in (b, fold(b)) for a, b in pairs)


@lru_cache(4096)
def _bare(word: str) -> str:
    return fold(word).replace("'", "")
