"""What must be said to the terminal before Textual is imported."""

import os
import sys
from codecs import IncrementalDecoder, getincrementaldecoder
from functools import partial


def prepare_terminal() -> None:
    """Turn off the "report all keys" mode of modern terminals; call before the first import of ``textual``.

    Textual reads its settings once, when it is imported. The mode breaks Vietnamese input methods in iTerm2 and
    WezTerm. ``BIENBAN_KITTY_KEYS=1`` in the environment leaves it on; a ``TEXTUAL_DISABLE_KITTY_KEY`` that the
    user has set is left alone.
    """
    if os.environ.get("BIENBAN_KITTY_KEYS") != "1":
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def take_any_bytes(driver: type) -> None:
    """Have a driver of Textual show bytes of no text as �: out of an old font, a line with noise.

    Its own decoder is strict; for one such byte the program would end, with a traceback. Windows gives letters.
    """
    module = sys.modules[driver.__module__]
    if hasattr(module, "getincrementaldecoder"):
        module.getincrementaldecoder = _replacing  # type: ignore[attr-defined]


def _replacing(name: str) -> "partial[IncrementalDecoder]":
    return partial(getincrementaldecoder(name), errors="replace")
