"""The capture line at work: what is typed is read, shown, recorded; entries are mended from it."""

from collections.abc import Mapping
from dataclasses import replace

from textual import on
from textual.getters import query_one

from model import repair
from model.capture import read, starts
from model.capture_agenda import conclude_and_go_on, next_item
from model.capture_written import as_edited, written
from model.completion import candidates
from model.entry import Entry
from model.errors import BienbanError, Refused
from model.events import AnyEvent, ItemConcluded, Note, Remark
from model.gaps import gaps
from model.naming import Floor
from model.phrases import Phrases, variables
from model.reading import FIELD, Act, Desk, Reading, desk_of, remark
from model.store.draft import Draft
from tui.screens.acting import ActingScreen
from tui.session import Session
from tui.widgets.capture_line import CaptureLine
from tui.widgets.record import RecordView
from tui.widgets.vietnamese import TooLong
from tui.widgets.word_undo import Line

_OF_THE_STEP = {3: "dd", 4: "dp", 5: "bq", 6: "kq", 9: "tp", 12: "nv", 13: "bq", 15: "bq"}
"""The act that Tab begins on an empty line, by the step of HD 42 that is running; in step 14 it opens the sheet."""


class CapturingScreen(ActingScreen):
    """Base of the live screen: the line, who has the floor, the entry that is chosen for mending."""

    line = query_one(CaptureLine)
    record = query_one(RecordView)

    def __init__(self, session: Session, draft: Draft) -> None:
        super().__init__(session)
        self._draft = draft
        self._floor = Floor()
        self._chosen: int | None = None
        self._edited = ""
        """The line of the chosen entry before it is edited; empty while none is."""
        self._asked = ""
        self._cached: tuple[tuple[object, ...], Desk] | None = None

    def know_phrases(self, own: Mapping[str, str]) -> None:
        """Let the line write out abbreviations, the cell's own too, and complete the names of those on the list."""
        known = Phrases(own)
        self.line.abbreviation = lambda before: known.pending(before, variables(self.meeting, self._floor.speaker))
        self.line.names = lambda before: candidates(before, [p.name for p in self.meeting.people.values()])

    def show_label(self, label: str, shown: str) -> None:
        """What stands before the line, and under it."""
        raise NotImplementedError

    @property
    def desk(self) -> Desk:
        """What the line is read against, as of now; the names are gathered anew only after something was recorded."""
        now, key = self.session.clock(), (len(self.meeting.entries), self._floor, self._chosen)
        if self._cached is None or self._cached[0] != key:
            self._cached = key, desk_of(self.meeting, self._floor, now, self._chosen)
        return replace(self._cached[1], now=now)

    def speaks(self, person_id: str) -> None:
        """Give somebody the floor."""
        if person_id and person_id != self._floor.speaker:
            self._floor = replace(self._floor, speaker=person_id, before=self._floor.speaker)
        self.show_reading()

    def show_reading(self) -> None:
        """Who and what the line will become."""
        reading = read(self.line.text, self.desk)
        label = f"Sửa: {reading.label}" if self._edited else reading.label
        self.show_label(label, self._offered() or reading.shown)

    def _offered(self) -> str:
        """What the next word end will write out, or → will complete."""
        if pending := self.line.pending():
            return f"{pending.short} → {pending.text}  (Backspace ngay sau đó: trả lại)"
        names = self.line.offered_names()
        listed = " · ".join(name.text for name in names[:5])
        return f"→ {listed}" if len(names) == 1 else f"{listed}: gõ thêm" if names else ""

    # --- the line ---------------------------------------------------------------------------------

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

    def _back(self, text: str, why: str) -> None:
        self.line.restore(text)
        self.answer(why)

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
        if self.line.text:
            self._finish(lambda desk, text: conclude_and_go_on(desk, text.removeprefix(starts("kl"))))
        else:
            self.action_begin("kl")

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

    # --- mending ----------------------------------------------------------------------------------

    def _choose(self, entry_id: int | None) -> None:
        self._chosen, self._edited, self._asked = entry_id, "", ""
        ids = [entry.id for entry in self.meeting.record]
        self.record.choose(ids.index(entry_id) if entry_id in ids else None)

    def action_choose(self, step: int) -> None:
        """Choose the entry above or below; below the last one, none."""
        ids = [entry.id for entry in self.meeting.record]
        place = ids.index(self._chosen) if self._chosen in ids else len(ids)
        self._choose(ids[place + step] if 0 <= place + step < len(ids) else None if step > 0 else self._chosen)
        if self._chosen:
            self.answer("Enter sửa · Del bỏ · ^O đổi người · ^F đổi loại · ← → đổi mục · Backspace nối · Esc thôi")
        else:
            self.answer("")

    def _edit_chosen(self) -> None:
        entry = self.meeting.entry(self._chosen) if self._chosen else None
        if entry is None:
            return
        self._edited = written(self.desk, entry)
        if self._edited:
            self.line.load(self._edited)
        else:
            self.correct(entry.id)

    def _amend(self, text: str) -> None:
        """Set the chosen entry right by its line; a field sign cuts a remark in two."""
        entry = self.desk.target()
        event = as_edited(self.desk, entry, text)
        if event is None:
            self._back(text, read(text, self.desk).problem or "Dòng sửa phải là một việc: xin xem lại.")
        elif isinstance(event, Remark) and isinstance(entry.event, Remark) and FIELD in event.text:
            first, _, second = event.text.partition(FIELD)
            self._mended(Reading("", events=repair.split(entry, first.strip(), second.strip())), text)
        elif (correction := repair.amended(entry, event)) is None:
            self._choose(None)
            self.answer("Không có gì thay đổi.")
        else:
            self._mended(Reading("", events=((correction, None),)), text)

    def _mended(self, reading: Reading, text: str = "") -> None:
        if reading.problem or not self.intend(lambda: self.session.act(reading.events)):
            self._back(text, reading.problem) if reading.problem else self.line.restore(text)
        else:
            self._choose(None)
            self.speaks(reading.speaker)
            self.answer("Đã sửa. ^Z: như cũ")

    def _mend(self, act: Act, text: str = "") -> None:
        try:
            self._mended(act(self.desk, text), text)
        except Refused as refusal:
            self._back(text, str(refusal))

    def action_wrong_person(self) -> None:
        """The last entry, or the one chosen, is of the person on the line; on the empty line, of the one before."""
        text = self.line.take()
        named = text.removeprefix(";")
        self._mend(repair.other_person, named)

    def action_other_kind(self) -> None:
        """The next kind that the same words may be: remark, reserved opinion, conclusion, note."""
        self._mend(lambda desk, _: _next_kind(desk))

    def action_other_item(self, step: int) -> None:
        """The chosen entry belongs to the item before or behind."""
        items, entry = [i.id for i in self.meeting.agenda.items], self.desk.target()
        place = items.index(self.meeting.item_of[entry.id]) + step if entry.id in self.meeting.item_of else 0
        self._mend(repair.other_item, str(place + 1))

    def action_take_back(self) -> None:
        """The chosen entry did not happen."""
        self._mend(repair.taken_back)

    def action_join(self) -> None:
        """The chosen remark becomes one with the one before."""
        self._mend(repair.joined)

    def action_gap(self) -> None:
        """The next gap that was left in the record: its line, the cursor behind the gap."""
        left = gaps(self.meeting)
        if not left:
            self.answer("Không còn chỗ trống nào. Gõ ?? trong câu để chừa chỗ chưa nghe rõ.")
            return
        later = [gap for gap in left if gap.entry > (self._chosen or 0)]
        gap = (later or left)[0]
        self._choose(gap.entry)
        self._edit_chosen()
        if (place := self.line.text.find(mark := f"[?{gap.number}]")) >= 0:
            self.line.line = Line(self.line.text.replace(mark, "", 1), place)
            self.answer(f"Chỗ trống {gap.number} lúc {gap.at:%H:%M}, còn {len(left)}: gõ vào rồi Enter. F12: chỗ sau")

    def action_leave_chosen(self) -> None:
        """Choose nothing; what was edited stays on the line until it is entered or taken away."""
        if self._edited and self.line.clean_text != self._edited.strip():
            self._edited = self.line.clean_text
            self.answer("Chữ đang sửa chưa lưu: Enter để lưu, Esc lần nữa để thôi.")
        elif self._chosen:
            if self._edited:
                self.line.load("")
            self._choose(None)
            self.answer("")


def _next_kind(desk: Desk) -> Reading:
    entry = desk.target()
    event = _other_kind(entry, desk)
    correction = repair.amended(entry, event) if event else None
    if correction is None:
        raise Refused("Loại này không đổi được bằng phím: ↑ chọn dòng, Enter, rồi sửa dấu ở đầu dòng.")
    return Reading("", events=((correction, None),))


def _other_kind(entry: Entry, desk: Desk) -> AnyEvent | None:
    event, item = entry.event, desk.meeting.item_of.get(entry.id, "")
    match event:
        case Remark(reserved=False):
            return Remark(event.speaker, event.text, reserved=True)
        case Remark():
            return ItemConcluded(item, event.text) if item else None
        case ItemConcluded(conclusion=text) if text:
            return Note(text)
        case Note(text=text):
            return Remark(desk.floor.speaker, text)
    return None
