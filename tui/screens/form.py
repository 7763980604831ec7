"""Any form: fields under each other at the foot of the screen, the record still in sight above."""

from collections.abc import Callable
from typing import Any, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from model.errors import BienbanError
from tui.commands import bindings
from tui.forms.acts import Context, Field, Form
from tui.keymap import keys_of
from tui.program import Program
from tui.typed import parsed
from tui.widgets.fields import LineInput
from tui.widgets.form_fields import ChoiceField, Entered, SuggestField
from tui.widgets.plain import plain
from tui.widgets.text_box import TextBox

_KEYS = "Enter ô sau, ô cuối thì ghi · {} ghi · Shift+Tab ô trước · {} đóng, giữ chữ"

Submit = Callable[[dict[str, Any]], str]
"""Takes the parsed values and answers in one line; a BienbanError keeps the form open."""


class FormScreen(ModalScreen[None]):
    """Enter goes to the next field and saves in the last one; Esc closes and keeps what was typed."""

    CSS_PATH = "form.tcss"
    BINDINGS = bindings("form")

    def __init__(
        self,
        form: Form,
        context: Context,
        submit: Submit,
        *,
        key: str = "",
        starts: dict[str, str] | None = None,
        note: str = "",
    ) -> None:
        super().__init__()
        self.form = form
        self._key = key or form.title
        self._against = context
        self._submit = submit
        self._given = starts or {}
        self._starts = {f.name: f.start for f in form.fields} | self._given
        self._note = note
        self._saved = False

    @property
    def kept(self) -> dict[str, dict[str, str]]:
        """What was typed into forms that were closed without saving, by their keys."""
        return cast(Program, self.app).kept_forms

    def compose(self) -> ComposeResult:
        """Title, fields, one line for the answer."""
        self._first = dict(self._starts)
        self._starts |= self.kept.get(self._key, {})
        with VerticalScroll(id="form", can_focus=False):
            yield Static(plain(self.form.title), id="title")
            if self._note:
                yield Static(plain(self._note), id="note")
            for f in self.form.fields:
                with Horizontal(classes="field"):
                    yield Label(plain(f.label))
                    yield self._widget(f)
            yield Static("", id="answer")
            yield Static(plain(self._keys()), id="keys")

    def _keys(self) -> str:
        shown = keys_of(self.app).shown
        return _KEYS.format(shown("form.save"), shown("form.close"))

    def _widget(self, f: Field) -> Widget:
        start = self._starts.get(f.name, "")
        match f.kind:
            case "choice":
                return ChoiceField(f.choices, start=start, id=_id(f))
            case "person" | "item" | "carried" | "promise" | "earlier":
                return SuggestField(self._against.options[f.kind], start=start, list_all=f.kind != "person", id=_id(f))
            case "listed":
                return SuggestField(f.choices, start=start, list_all=True, id=_id(f))
            case "text" | "questions" | "ratings":
                return TextBox(start, placeholder=f.hint, compact=True, id=_id(f))
            case _:
                return LineInput(start, placeholder=f.hint, compact=True, id=_id(f))

    def on_mount(self) -> None:
        """The keyboard in the first field that is still empty."""
        self.set_interval(0.5, self._keep)
        empty = (f for f in self.form.fields if not self.typed(f))
        self._focus(next(empty, self.form.fields[0]))

    def typed(self, f: Field) -> str:
        """What stands in a field."""
        widget = self.query_one(f"#{_id(f)}")
        return widget.clean_text if isinstance(widget, TextBox | LineInput) else str(widget.value)  # type: ignore[attr-defined]

    def _focus(self, f: Field) -> None:
        widget = self.query_one(f"#{_id(f)}")
        (widget.field if isinstance(widget, SuggestField) else widget).focus()

    @on(Entered)
    @on(Input.Submitted)
    @on(TextBox.Submitted)
    def _entered(self) -> None:
        names = [_id(f) for f in self.form.fields]
        node: Any = self.focused
        while node is not None and node.id not in names:
            node = node.parent
        place = names.index(node.id) if node is not None else 0
        if isinstance(node, SuggestField) and (problem := node.problem):
            self._answer(problem)
        elif place + 1 < len(names):
            self._answer("")
            self._focus(self.form.fields[place + 1])
        else:
            self.action_save()

    def action_save(self) -> None:
        """Record what the form says; what cannot be is said, and the form stays."""
        try:
            values = {f.name: self._parsed(f) for f in self.form.fields}
            answer = self._submit(values)
        except BienbanError as error:
            self._answer(str(error))
            return
        cast(Program, self.app).form_done(self._key)
        self._saved = not self.form.again
        if self.form.again:
            self._clear()
            self._answer(f"{answer} Người tiếp theo, hoặc Esc để xong." if answer else "")
        else:
            self.dismiss()

    def _parsed(self, f: Field) -> Any:
        widget = self.query_one(f"#{_id(f)}")
        if isinstance(widget, SuggestField) and (problem := widget.problem):
            self._focus(f)
            raise BienbanError(problem)
        try:
            return parsed(f, self.typed(f), self._against)
        except BienbanError:
            self._focus(f)
            raise

    def action_close(self) -> None:
        """Close; what was typed stands in the form when it is opened again."""
        self._keep()
        self.dismiss()

    def _keep(self) -> None:
        """Keep what was typed, so that it stands in the form again, also after a crash."""
        if self._saved:
            return
        typed = {f.name: self.typed(f) for f in self.form.fields}
        begun = any(text for name, text in typed.items() if text != self._first.get(name, ""))
        if (typed if begun else None) != self.kept.get(self._key):
            self.kept.pop(self._key, None)
            if begun:
                self.kept[self._key] = typed
            cast(Program, self.app).keep_forms()

    def _clear(self) -> None:
        for f in self.form.fields:
            widget = self.query_one(f"#{_id(f)}")
            if isinstance(widget, TextBox | LineInput):
                widget.load("")
            elif isinstance(widget, SuggestField):
                widget.field.load("")
            elif isinstance(widget, ChoiceField):
                widget.choose(f.start)
        self._focus(self.form.fields[0])

    def _answer(self, text: str) -> None:
        answer = self.query_one("#answer", Static)
        answer.update(plain(text))
        if text:  # a long one reaches below the window, and no key scrolls a form
            self.query_one("#form").scroll_end(animate=False)


def _id(f: Field) -> str:
    """The field's id on the screen, apart from those of the form's own parts."""
    return f"field-{f.name}"
