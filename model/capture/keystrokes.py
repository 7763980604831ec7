"""How many keys a hand presses for a text: in Telex, and with abbreviations wherever one can stand.

Shift, and the Backspaces that the input method sends, are no keys of their own.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

_DOUBLED = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031bđĐ")
"""The tones, circumflex, breve and horn; each is one key more."""
_HORNS = re.compile("ư[ơớờởỡợ]", re.IGNORECASE)
_START = re.compile(r"[^\s(\[{“\"‘«]+")
_WORD = re.compile(r"\w*")
_ENDS = ' ,.;:!?)]}”"’»'

Shorts = Mapping[str, list[tuple[str, str]]]


def telex_keys(text: str) -> int:
    """Keys for ``text`` in Telex: đ, ê and ư are two, a tone is one more, ``ươ`` is u, o, w."""
    letters = unicodedata.normalize("NFD", text)
    return len(unicodedata.normalize("NFC", text)) + sum(c in _DOUBLED for c in letters) - len(_HORNS.findall(text))


def by_first_word(table: Iterable[tuple[str, str]]) -> Shorts:
    """Shorts and expansions by the first word of the expansion, as :func:`fewest_keys` looks them up."""
    found: dict[str, list[tuple[str, str]]] = {}
    for short, whole in table:
        if words := _WORD.match(whole):
            found.setdefault(words[0].lower(), []).append((short, whole))
    return found


def fewest_keys(text: str, shorts: Shorts) -> tuple[int, str]:
    """The fewest keys for ``text`` where a short may stand for its expansion, and the text as it is typed so."""
    starts = [*(found.start() for found in _START.finditer(text)), len(text)]
    after = len(starts) - 1
    best: dict[int, tuple[int, str]] = {len(text): (0, "")}
    for n in range(after - 1, -1, -1):
        start, follows = starts[n], starts[n + 1]
        keys, typed = best[follows]
        options = [(telex_keys(text[start:follows]) + keys, text[start:follows] + typed)]
        word = _WORD.match(text, start)
        for short, whole in shorts.get(word[0].lower() if word else "", ()):
            end = start + len(whole)
            if text[start:end] in (whole, whole[:1].upper() + whole[1:]) and text[end : end + 1] in _ENDS:
                goes_on = next(s for s in starts[n + 1 :] if s >= end)
                keys, typed = best[goes_on]
                struck = short.capitalize() if text[start].isupper() else short
                options.append((len(short) + telex_keys(text[end:goes_on]) + keys, struck + text[end:goes_on] + typed))
        best[start] = min(options, key=lambda option: option[0])
    keys, typed = best[starts[0]]
    return telex_keys(text[: starts[0]]) + keys, text[: starts[0]] + typed
