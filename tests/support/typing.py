"""The bytes that Vietnamese input methods send to a terminal for a text.

They do not compose on the screen: they type plain letters, and when a mark comes they send Backspaces and the letters
again. A list of chunks is a text as one would type it; each chunk is what one key press makes the method send.
"""

import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby, pairwise

BACKSPACES = (b"\x7f", b"\x08")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
"""Grave, acute, tilde, hook above, dot below."""


def telex(text: str, backspace: bytes = b"\x7f") -> list[bytes]:
    """Marks of letters as they come, the tone when the word is complete: ``v i e BS-ê t BS-BS-ệt``."""
    return _type(text, _telex_stages, backspace)


def vni(text: str, backspace: bytes = b"\x7f") -> list[bytes]:
    """Each mark and each tone right behind its letter: ``v i e BS-ê BS-ệ t``."""
    return _type(text, _vni_stages, backspace)


def free_style(text: str, backspace: bytes = b"\x7f") -> list[bytes]:
    """All marks when the word is complete, and more of the word sent again than needed: ``v i e t BS-BS-BS-iệt``."""
    return _type(text, _free_stages, backspace, extra=1)


def whole_words(text: str) -> list[bytes]:
    """Each word at once, as ibus commits it."""
    return ["".join(letters).encode() for _, letters in groupby(text, str.isspace)]


def decomposed(text: str) -> list[bytes]:
    """Every letter and every mark by itself (NFD), the dialect "Unicode tổ hợp"."""
    return [letter.encode() for letter in unicodedata.normalize("NFD", text)]


def burst(chunks: Iterable[bytes]) -> list[bytes]:
    """All in one read."""
    return [b"".join(chunks)]


def in_bytes(chunks: Iterable[bytes]) -> list[bytes]:
    """Every byte by itself: Backspaces apart from their letters, letters split inside their UTF-8 code."""
    return [bytes([byte]) for chunk in chunks for byte in chunk]


def bracketed_paste(text: str) -> list[bytes]:
    """The text as a terminal pastes it."""
    return [b"\x1b[200~" + text.encode() + b"\x1b[201~"]


def replay(chunks: Iterable[bytes]) -> str:
    """What stands in a plain text field after these chunks."""
    field = ""
    for letter in b"".join(chunks).decode():
        field = field[:-1] if letter in "\x7f\x08" else field + letter
    return field


def _type(text: str, stages: Callable[[str], list[str]], backspace: bytes, extra: int = 0) -> list[bytes]:
    words = ("".join(letters) for _, letters in groupby(text, str.isspace))
    return [
        _correction(before, after, backspace, extra)
        for word in words
        for before, after in pairwise(["", *stages(word)])
        if before != after
    ]


def _correction(before: str, after: str, backspace: bytes, extra: int) -> bytes:
    """The Backspaces and letters that turn one stage of a word into the next."""
    same = 0
    while before[same : same + 1] == after[same : same + 1] != "":
        same += 1
    if same < len(before):
        same = max(0, same - extra)
    return backspace * (len(before) - same) + after[same:].encode()


def _telex_stages(word: str) -> list[str]:
    stages = [""]
    for letter in word:
        bare, marked, _ = _forms(letter)
        stages += [stages[-1] + form for form in dict.fromkeys((bare, marked))]
    return [*stages[1:], word]


def _vni_stages(word: str) -> list[str]:
    stages = [""]
    for letter in word:
        before = stages[-1]
        stages += [before + form for form in dict.fromkeys(_forms(letter))]
    return stages[1:]


def _free_stages(word: str) -> list[str]:
    bare = "".join(_forms(letter)[0] for letter in word)
    return [*(bare[:end] for end in range(1, len(bare) + 1)), word]


def _forms(letter: str) -> tuple[str, str, str]:
    """A letter bare, with its own mark (ă â đ ê ô ơ ư), and with its tone as well."""
    if letter in "đĐ":
        return ("d" if letter == "đ" else "D"), letter, letter
    parts = unicodedata.normalize("NFD", letter)
    marked = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return parts[0], marked, letter
