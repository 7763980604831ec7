"""A screen on which acts are done: it opens their forms, records them, and shows what came of it."""

from collections.abc import Callable, Sequence
from typing import Any

from model.consequences import changed_by
from model.entry import Entry
from model.errors import BienbanError, Refused
from model.meeting import Meeting
from model.store.files import typed_path
from tui.arrangements import ARRANGEMENTS
from tui.dialogs.pick import Choice, PickScreen
from tui.forms.acts import (
    FORMS,
    Field,
    Form,
    build,
    context_of,
    correction_of,
    fitted,
    form_for,
    moment_of,
    starts,
    voters,
)
from tui.lines import described
from tui.screens.base import OwnScreen
from tui.screens.form import FormScreen
from tui.session import Session

Act = Callable[[], Entry | Sequence[Entry] | None]


class ActingScreen(OwnScreen):
    """Base of the live screen: what is common to all acts."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

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

    def perform(self, act: Act) -> None:
        """Do an act of the session and show what came of it; raises BienbanError, and then nothing changed."""
        if self.program.data.read_only:
            raise Refused(self.program.data.notice)
        done = act()
        entries = [done] if isinstance(done, Entry) else list(done or ())
        self.show_done(entries)
        if told := changed_by(self.meeting, entries):
            self.answer(" ".join(told))

    def intend(self, act: Act) -> bool:
        """Do an act; a refusal is said."""
        try:
            self.perform(act)
        except BienbanError as error:
            self.answer(str(error))
            return False
        return True

    def action_act(self, name: str) -> None:
        """Open the form of an act."""
        current = self.meeting.agenda.current
        self.act(name, {"item": current.id} if name == "item_concluded" and current else {})

    def act(self, name: str, first: dict[str, str]) -> None:
        """Open the form of an act with some fields filled in."""
        form = fitted(FORMS[name], self.meeting)
        note = voters(self.meeting, self.session.now()) if form.counts_votes else ""

        def submit(values: dict[str, Any]) -> Entry:
            clock = values.get("at")
            return self.session.record(build(form, values), moment_of(self.meeting.date, clock) if clock else None)

        self.open_form(name, form, submit, first, note)

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
            self.perform(lambda: submit(values))
            return "Đã ghi."

        context = context_of(self.meeting)
        self.app.push_screen(FormScreen(form, context, submitted, key=key, starts=first, note=note))

    async def action_correct(self) -> None:
        """Choose an entry and set it right."""
        lines = ((e, *described(self.meeting, e)) for e in reversed(self.meeting.record) if form_for(e.event))
        choices = [Choice(str(e.id), f"{time} {text.plain}"[:200]) for e, time, text in lines]
        await self.app.push_screen(
            PickScreen("Sửa điều nào?", choices, lambda chosen: self.correct(int(chosen)), "Chưa có gì để sửa.")
        )

    def correct(self, entry_id: int) -> None:
        """Open the form by which an entry is set right."""
        entry = self.meeting.entry(entry_id)
        form = form_for(entry.event) if entry else None
        if entry is None or form is None:
            return
        closed = bool(self.meeting.closed)
        title = f"Sửa: {form.title} lúc {entry.at:%H:%M}"
        editing = correction_of(fitted(form, self.meeting), title, closed=closed)

        def submit(values: dict[str, Any]) -> Entry | None:
            same = values["at"] == f"{entry.at:%H:%M}:00"
            at = entry.at if same else moment_of(self.meeting.date, values["at"])
            return self.session.correct(entry.id, **values | {"at": at.isoformat()})

        self.open_form(
            f"correct-{entry.id}", editing, submit, self._named(starts(form, entry) | {"at": f"{entry.at:%H:%M}"})
        )

    def _named(self, values: dict[str, str]) -> dict[str, str]:
        """Candidates, members rated and those who owe by their names instead of their ids."""
        for name in values.keys() & {"candidate", "question"}:
            for ident, label in self.meeting.names.items():
                values[name] = values[name].replace(f"{ident}:", f"{label}:")
        for name in values.keys() & {"owing", "members"}:
            values[name] = "; ".join(self.meeting.names.get(i, i) for i in values[name].split("; "))
        return values

    def action_arrange(self, name: str) -> None:
        """Open the form of something around the record."""
        self.arrange_with(name, {})

    def arrange_with(self, name: str, first: dict[str, str]) -> None:
        """Open such a form with some fields filled in."""
        arrangement, now = ARRANGEMENTS[name], self.session.now()

        def submit(values: dict[str, Any]) -> list[Entry]:
            return self.session.record_all(arrangement.events(self.meeting, values, now))

        self.open_form(name, arrangement.form, submit, arrangement.starts(self.meeting, now) | first)

    # --- other screens ----------------------------------------------------------------------------

    async def action_score(self) -> None:
        """The sheet."""
        from tui.screens.score import ScoreScreen  # noqa: PLC0415

        await self.app.push_screen(ScoreScreen(self.session))

    async def action_read_back(self) -> None:
        """The minutes as they will be printed, to be read aloud."""
        from tui.screens.read_back import ReadBackScreen  # noqa: PLC0415

        try:
            screen = ReadBackScreen(self.session)
        except BienbanError as error:  # old minutes
            self.answer(str(error))
            return
        await self.app.push_screen(screen)

    def action_rescue(self) -> None:
        """Write the whole journal elsewhere, with what the disk refused."""
        form = Form(
            "", "Lưu bản cứu ra thư mục hoặc USB", (Field("folder", "Thư mục", hint="ví dụ: E:\\ hoặc /media/usb"),)
        )

        def submit(values: dict[str, Any]) -> None:
            folder = typed_path(values["folder"]) / self.meeting.id
            self.session.journal.rescue(folder / "journal.jsonl")
            self.program.say(f"Đã ghi {folder}")

        self.open_form("rescue", form, submit)

    def action_export(self) -> None:
        """The minutes as a Word file."""
        self.program.export_minutes(self.meeting)

    async def action_papers(self) -> None:
        """The papers of this meeting."""
        from tui.screens.papers import PapersScreen  # noqa: PLC0415

        await self.app.push_screen(PapersScreen(self.meeting))

    async def action_moment(self) -> None:
        """This meeting as it was at any second so far."""
        from tui.screens.moment import MomentScreen  # noqa: PLC0415

        await self.app.push_screen(MomentScreen(self.meeting.id, tuple(self.meeting.entries)))

    async def action_home(self) -> None:
        """Back to the meetings; this one stays as it is."""
        if self.program.may_leave("^L"):
            await self.program.home()
