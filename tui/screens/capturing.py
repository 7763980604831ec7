"""The capture line at work: what is typed is read, shown, recorded; entries are mended from it."""

from collections.abc import Mapping
from typing import Any

from textual import on

from model.capture.completion import candidates
from model.capture.items import conclude_and_go_on, next_item
from model.capture.line import behind_signs, read, starts
from model.capture.phrases import Phrases, free_short, variables
from model.capture.reading import FIELD, Act, Reading, remark
from model.errors import BienbanError, Refused
from model.events import Remark
from tui.forms.acts import Field, Form
from tui.screens.mending import MendingScreen
from tui.widgets.capture_line import CaptureLine
from tui.widgets.vietnamese import TooLong

_OF_THE_STEP = {3: "dd", 4: "dp", 5: "bq", 6: "kq", 9: "tp", 12: "nv", 13: "bq", 15: "bq"}
"""The act that Tab begins on an empty line, by the step of HD 42 that is running; in step 14 it opens the sheet."""
PHRASE = Form("", "Thêm chữ gõ tắt", (Field("text", "Lời đầy đủ"), Field("short", "Chữ tắt", hint="phụ âm, như dc")))


class CapturingScreen(MendingScreen):
    """Base of the live screen: what is typed on the line."""

    def know_phrases(self, own: Mapping[str, str]) -> None:
        """Let the line write out abbreviations, the cell's own too, and complete the names of those on the list."""
        known = Phrases(own)
        self.line.abbreviation = lambda before: known.pending(
            behind_signs(before), variables(self.meeting, self._floor.speaker)
        )
        self.line.names = lambda before: candidates(
            behind_signs(before), [p.name for p in self.meeting.people.values()]
        )

    @on(CaptureLine.Changed)
    def _typed(self, event: CaptureLine.Changed) -> None:
        if event.text or not self.session.journal.state.pending:  # else the entry just given may yet be lost
            self._draft.save(event.text)
        self.show_reading()

    @on(TooLong)
    def _too_long(self, event: TooLong) -> None:
        self.answer(f"Quá {event.limit} chữ: phần sau chưa nhận. Nhấn Enter để ghi phần này rồi gõ tiếp.")

    @on(CaptureLine.Submitted)
    def _entered(self, event: CaptureLine.Submitted) -> None:
        if event.text == "?":
            self.app.run_worker(self.program.action_keys())
        elif not event.text:
            self._edit_chosen()
        elif self._edited:
            self._amend(event.text)
        else:
            self.carry_out(read(event.text, self.desk), event.text)

    def carry_out(self, reading: Reading, text: str) -> None:
        """Do what the line was read as; what cannot be done is said, and the text is back on the line."""
        if reading.command:
            self.app.call_later(self.run_action, reading.command)
        elif reading.problem:
            self._back(text, reading.problem)
        elif reading.ask and text != self._asked:
            self._asked = text
            self._back(text, reading.ask)
        elif not reading.events or self.intend(lambda: self.session.act(reading.events)):
            self._choose(None)
            self.speaks(reading.speaker)
        else:
            self.line.restore(text)

    def _finish(self, act: Act) -> None:
        """The line as the words of an act, whoever speaks."""
        text = self.line.take()
        try:
            reading = act(self.desk, text)
        except Refused as refusal:
            reading = Reading("", problem=str(refusal))
        self.carry_out(reading, text)

    def action_conclude(self) -> None:
        """The line is the chair's conclusion, and the next item begins; on the empty line, the word for it."""
        if self.line.text.strip() in ("", starts("kl").strip()):
            self.line.load(starts("kl"))
        else:
            self._finish(lambda desk, text: conclude_and_go_on(desk, text.removeprefix(starts("kl"))))

    def action_reserve(self) -> None:
        """The line is a reserved opinion."""
        if self.line.text:
            self.carry_out(self._as_reserved(text := self.line.take()), text)

    def _as_reserved(self, text: str) -> Reading:
        reading = read(text, self.desk)
        event = reading.events[0][0] if reading.events else None
        if not isinstance(event, Remark):
            return Reading("", problem=reading.problem or "Chỉ ý kiến mới ghi là bảo lưu được.")
        return remark(self.desk, event.speaker, event.text, reserved=True)

    def action_begin(self, verb: str) -> None:
        """Put the word of an act before what stands on the line."""
        if not self.line.text.startswith(starts(verb)):
            self.line.load(starts(verb) + self.line.text)

    def action_tab(self) -> None:
        """On the empty line the act of the running step begins; behind a sign, the next field."""
        current = self.meeting.agenda.current
        step = current.step if current else 0
        if self.line.text:
            self.line.write_out()
            self.line.replace_selected(f" {FIELD} ")
        elif step == 14:
            self.app.call_later(self.run_action, "score")
        elif verb := _OF_THE_STEP.get(step) if isinstance(step, int) else None:
            self.action_begin(verb)

    def action_next_item(self) -> None:
        """Go to the next item; behind the last one, end the meeting."""
        agenda = self.meeting.agenda
        if self.meeting.state == "open" and agenda.next is None:
            self.app.call_later(self.run_action, "close_meeting")
            return
        try:
            reading = next_item(self.desk, "")
        except BienbanError as refusal:
            self.answer(str(refusal))
            return
        if reading.events and self.intend(lambda: self.session.act(reading.events)):
            self.speaks(reading.speaker)
            self.answer(f"Đang bàn: {reading.shown}")

    def action_phrase(self) -> None:
        """An abbreviation more, for what stands on the line or is typed into the form."""
        text, book = self.line.clean_text, self.program.data.book
        short = free_short(text, Phrases(book.phrases).table) if text else ""

        def submit(values: dict[str, Any]) -> None:
            book.phrases = Phrases(book.phrases).with_own(values["short"], values["text"])
            self.know_phrases(book.phrases)

        self.open_form("phrase", PHRASE, submit, {"text": text, "short": short})
