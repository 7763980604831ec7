"""A screen on which acts are done: it opens their forms, records them, and shows what came of it."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from textual.screen import Screen

from model.errors import BienbanError, Refused
from model.events import Entry
from model.meeting import Meeting
from tui.app import BienbanApp
from tui.arrangements import ARRANGEMENTS
from tui.forms import FORMS, Form, build, context_of, form_for, starts, voters
from tui.lines import described
from tui.screens.form import FormScreen
from tui.screens.pick import Choice, PickScreen
from tui.session import Session

Act = Callable[[], Entry | Sequence[Entry] | None]


class ActingScreen(Screen[None]):
    """Base of the live screen: what is common to all acts."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._kept: dict[str, dict[str, str]] = {}

    @property
    def program(self) -> BienbanApp:
        """The app, by its own type."""
        return cast(BienbanApp, self.app)

    @property
    def meeting(self) -> Meeting:
        """The meeting as it stands."""
        return self.session.meeting

    def answer(self, text: str) -> None:
        """One line of answer."""
        raise NotImplementedError

    def show_done(self, entries: Sequence[Entry]) -> None:
        """Show what was just recorded."""
        raise NotImplementedError

    def intend(self, act: Act) -> bool:
        """Do an act of the session and show what came of it; a refusal is said and nothing changes."""
        if self.program.data.read_only:
            self.answer(self.program.data.notice)
            return False
        try:
            done = act()
        except BienbanError as error:
            self.answer(str(error))
            return False
        self.show_done([done] if isinstance(done, Entry) else list(done or ()))
        return True

    def action_act(self, name: str) -> None:
        """Open the form of an act."""
        form = FORMS[name]
        now = self.session.clock()
        note = voters(self.meeting, now) if form.counts_votes else ""
        first: dict[str, str] = {}
        if name == "item_concluded" and (current := self.meeting.agenda.current):
            first = {"item": current.id}
        self.open_form(name, form, lambda values: self.session.record(build(form, values)), first, note)

    def open_form(
        self,
        key: str,
        form: Form,
        submit: Callable[[dict[str, Any]], Entry | Sequence[Entry] | None],
        first: dict[str, str] | None = None,
        note: str = "",
    ) -> None:
        """A form over the foot of the screen; what was typed and not saved stands in it again."""

        def submitted(values: dict[str, Any]) -> str:
            problem: list[BienbanError] = []

            def act() -> Entry | Sequence[Entry] | None:
                try:
                    return submit(values)
                except BienbanError as error:
                    problem.append(error)
                    raise

            if not self.intend(act):
                raise problem[0] if problem else Refused(self.program.data.notice)
            self._kept.pop(key, None)
            return "Đã ghi."

        def closed(kept: dict[str, str] | None) -> None:
            if kept:
                self._kept[key] = kept

        given = (first or {}) | self._kept.get(key, {})
        self.app.push_screen(FormScreen(form, context_of(self.meeting), submitted, starts=given, note=note), closed)

    async def action_correct(self) -> None:
        """Choose an entry and set it right."""
        choices = [
            Choice(str(e.id), f"{described(self.meeting, e)[0]} {described(self.meeting, e)[1].plain}"[:200])
            for e in reversed(self.meeting.record)
            if form_for(e.event)
        ]
        await self.app.push_screen(PickScreen("Sửa điều nào?", choices, self._correct, "Chưa có gì để sửa."))

    def _correct(self, entry_id: str) -> None:
        entry = self.meeting.entry(int(entry_id))
        form = form_for(entry.event) if entry else None
        if entry is None or form is None:
            return
        title = f"Sửa: {form.title} lúc {entry.at:%H:%M}"
        editing = Form(form.kind, title, form.fields, form.constants)
        self.open_form(
            f"correct-{entry.id}",
            editing,
            lambda values: self.session.correct(entry.id, **values),
            self._named(starts(form, entry.event)),
        )

    def _named(self, values: dict[str, str]) -> dict[str, str]:
        """Candidates by their names instead of their ids."""
        if "candidate" in values:
            for ident, label in context_of(self.meeting).options["person"]:
                values["candidate"] = values["candidate"].replace(f"{ident}:", f"{label}:")
        return values

    def action_arrange(self, name: str) -> None:
        """Open the form of something around the record."""
        arrangement = ARRANGEMENTS[name]

        def submit(values: dict[str, Any]) -> list[Entry]:
            events = list(arrangement.events(self.meeting, values, self.session.clock()))
            return [self.session.record(event) for event in events]

        self.open_form(name, arrangement.form, submit, arrangement.starts(self.meeting, self.session.clock()))
