"""The fields of a form: a choice that is not typed, and a name that is typed without accents."""

from collections.abc import Sequence

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from model.vietnamese import fold
from tui.forms.acts import Choices
from tui.typed import matching
from tui.widgets.fields import LineInput
from tui.widgets.plain import plain


class Entered(Message):
    """Enter in a field: the form moves on."""


class ChoiceField(Widget, can_focus=True):
    """One of a few words; ← → or the first letter choose, Enter moves on."""

    BINDINGS = [("left", "step(-1)", "Trước"), ("right,space", "step(1)", "Sau"), ("enter", "entered", "Tiếp")]

    index: reactive[int | None] = reactive(None)

    def __init__(self, choices: Choices, *, start: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices = choices
        self.set_reactive(ChoiceField.index, self._place(start))

    def choose(self, value: str) -> None:
        """Choose a value; none where it is not among them."""
        self.index = self._place(value)

    def _place(self, value: str) -> int | None:
        values = [known for known, _ in self.choices]
        return values.index(value) if value in values else None

    @property
    def value(self) -> str:
        """The value chosen; empty before anything is."""
        return "" if self.index is None else self.choices[self.index][0]

    def render(self) -> Text:
        """The words in a row, the chosen one in brackets and bold."""
        line = Text()
        for place, (_, word) in enumerate(self.choices):
            if place == self.index:
                line.append(f"[{word}]", "bold reverse" if self.has_focus else "bold")
            else:
                line.append(f" {word} ")
        return line

    def action_step(self, step: int) -> None:
        """Choose the word beside."""
        self.index = 0 if self.index is None else (self.index + step) % len(self.choices)

    def action_entered(self) -> None:
        """Move on."""
        self.post_message(Entered())

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next word that begins with it."""
        if event.character and event.is_printable and event.character.strip():
            letter, size = fold(event.character), len(self.choices)
            for place in ((self.index or 0) + step for step in range(0 if self.index is None else 1, size + 1)):
                if fold(self.choices[place % size][1]).startswith(letter):
                    self.index = place % size
                    break
            event.stop()

    def on_focus(self) -> None:
        """Show where one is."""
        self.refresh()

    def on_blur(self) -> None:
        """Show where one is not."""
        self.refresh()


class SuggestField(Vertical):
    """A name of a list, typed by the beginnings of its words; with more than one match nothing is guessed."""

    BINDINGS = [("up", "mark(-1)", "Lên"), ("down", "mark(1)", "Xuống")]

    field = query_one(LineInput)
    found = query_one(OptionList)

    def __init__(
        self, options: Sequence[tuple[str, str]], *, start: str = "", list_all: bool = False, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._list_all = list_all
        self._options = list(options)
        self._labels = dict(options)
        self._start = self._labels.get(start, start)

    def compose(self) -> ComposeResult:
        """The field; under it the matches while there is more than one."""
        yield LineInput(self._start, compact=True)
        yield OptionList()

    def on_mount(self) -> None:
        """The keyboard stays in the field."""
        self.found.can_focus = False
        self._typed()

    @property
    def value(self) -> str:
        """The id of the one that is meant; what was typed where it is none or not one alone."""
        ids = self._matching()
        return ids[0] if len(ids) == 1 else self.field.value.strip()

    @property
    def problem(self) -> str:
        """Why there is no value, as a sentence; empty where there is one, or nothing was typed."""
        typed, ids = self.field.value.strip(), self._matching()
        if not typed or len(ids) == 1:
            return ""
        return (
            f"Không có ai hay mục nào là “{typed}”." if not ids else f"“{typed}” có {len(ids)} khả năng: chọn bằng ↑ ↓."
        )

    def _matching(self) -> list[str]:
        typed = self.field.value.strip()
        return matching(self._options, typed) if typed else []

    @on(Input.Changed)
    def _typed(self) -> None:
        ids = self._matching()
        if self._list_all and not self.field.value.strip():
            ids = list(self._labels)
        self.found.display = len(ids) > 1 or (self._list_all and not self.field.value)
        self.found.set_options(Option(plain(self._labels[i]), i) for i in ids[:50])

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        marked, ids = self.found.highlighted, self._matching()
        if len(ids) == 1:
            self._take(ids[0])
        elif marked is not None and self.found.display:
            self._take(str(self.found.get_option_at_index(marked).id))
        self.post_message(Entered())

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(str(event.option_id))

    def _take(self, ident: str) -> None:
        self.field.load(self._labels[ident])
        self.found.display = False

    def action_mark(self, step: int) -> None:
        """Mark the match above or below."""
        self.found.action_cursor_down() if step > 0 else self.found.action_cursor_up()
