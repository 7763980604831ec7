"""Picking one of many by the beginnings of its words, without accents: speakers, items, entries, commands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from model.vietnamese import fold, matches
from tui.commands import LOCK
from tui.widgets.fields import LineInput
from tui.widgets.plain import plain


@dataclass(frozen=True)
class Choice:
    """Something to pick: what it is, and a word beside it."""

    id: str
    label: str
    detail: str = ""


class PickScreen(ModalScreen[None]):
    """A field and the choices that match it; Enter takes the marked one, Esc takes none."""

    CSS_PATH = "pick.tcss"
    BINDINGS = [
        ("up", "mark(-1)", "Lên"),
        ("down", "mark(1)", "Xuống"),
        ("escape", "close", "Đóng"),
        *LOCK,
    ]

    field = query_one(LineInput)
    choices = query_one(OptionList)

    def __init__(self, title: str, choices: Sequence[Choice], take: Callable[[str], None], nothing: str = "") -> None:
        super().__init__()
        self._title = title
        self._all = choices
        self._take = take
        self._nothing = nothing or "Không có gì khớp: xin gõ lại, hoặc Esc để đóng."

    def compose(self) -> ComposeResult:
        """The field over the choices."""
        with Vertical(id="box"):
            yield Static(plain(self._title), id="title")
            yield LineInput(placeholder="Gõ để tìm, không cần dấu", compact=True)
            yield OptionList(id="choices")
            yield Static(plain(self._nothing), id="nothing")

    def on_mount(self) -> None:
        """All choices at first."""
        self.choices.can_focus = False
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self._show(self.field.value)  # Enter may come before the message of the last letter
        marked = self.choices.highlighted
        if marked is not None:
            self._chosen(str(self.choices.get_option_at_index(marked).id))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._chosen(str(event.option_id))

    def _chosen(self, choice_id: str) -> None:
        self.dismiss()
        self._take(choice_id)

    def action_mark(self, step: int) -> None:
        """Mark the choice above or below."""
        self.choices.action_cursor_down() if step > 0 else self.choices.action_cursor_up()

    def action_close(self) -> None:
        """Take none."""
        self.dismiss()

    def _show(self, typed: str) -> None:
        found = [c for c in self._all if matches(typed, f"{c.label} {c.id}")]
        found.sort(key=lambda c: not fold(c.label).startswith(fold(typed)))  # the words in the order typed come first
        kept = [o.id for o in self.choices.options]
        if kept != [c.id for c in found]:
            self.choices.set_options(Option(_line(c), c.id) for c in found)
        if found and self.choices.highlighted is None:
            self.choices.highlighted = 0
        self.query_one("#nothing").display = not found


def _line(choice: Choice) -> Text:
    line = plain(choice.label)
    return line.append_text(plain(f"  {choice.detail}", "dim")) if choice.detail else line
