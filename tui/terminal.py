"""What must be said to the terminal before Textual is imported."""

import os


def prepare_terminal() -> None:
    """Turn off the "report all keys" mode of modern terminals; call before the first import of ``textual``.

    Textual reads its settings once, when it is imported. The mode breaks Vietnamese input methods in iTerm2 and
    WezTerm. ``BIENBAN_KITTY_KEYS=1`` in the environment leaves it on; a ``TEXTUAL_DISABLE_KITTY_KEY`` that the
    user has set is left alone.
    """
    if os.environ.get("BIENBAN_KITTY_KEYS") != "1":
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
