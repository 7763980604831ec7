"""A bare Textual app with one Input: what a key costs at least."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class BareInput(App[None]):
    """Nothing but the field."""

    def compose(self) -> ComposeResult:
        yield Input(placeholder="Gõ ý kiến rồi Enter")


def main() -> None:
    BareInput().run()
