"""Mending from the capture line: the entry that is chosen, and its person, kind, item, words set right."""

from dataclasses import replace

from textual.getters import query_one

from model.capture import repair
from model.capture.gaps import gaps
from model.capture.line import read
from model.capture.naming import Floor
from model.capture.reading import FIELD, Act, Desk, Reading, desk_of
from model.capture.written import as_edited, written
from model.entry import Entry
from model.errors import Refused
from model.events import AnyEvent, ItemConcluded, Note, Remark
from model.store.draft import Draft
from tui.screens.acting import ActingScreen
from tui.session import Session
from tui.widgets.capture_line import CaptureLine
from tui.widgets.record import RecordView
from tui.widgets.word_undo import Line


class MendingScreen(ActingScreen):
    """Base of the capturing screen: who has the floor, the entry that is chosen, and how it is mended."""

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

    def show_label(self, label: str, shown: str) -> None:
        """What stands before the line, and under it."""
        raise NotImplementedError

    @property
    def desk(self) -> Desk:
        """What the line is read against, as of now; the names are gathered anew only after something was recorded."""
        now, key = self.session.now(), (len(self.meeting.entries), self._floor, self._chosen)
        if self._cached is None or self._cached[0] != key:
            self._cached = key, desk_of(self.meeting, self._floor, now, self._chosen)
        return replace(self._cached[1], now=now)

    def speaks(self, person_id: str) -> None:
        """Give somebody the floor."""
        if person_id and person_id != self._floor.speaker:
            self._floor = replace(self._floor, speaker=person_id, before=self._floor.speaker)
            if kept := self.program.desk:
                kept.speaker = person_id
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

    def _back(self, text: str, why: str) -> None:
        self.line.restore(text)
        self.answer(why)

    def _choose(self, entry_id: int | None) -> None:
        self._chosen, self._edited, self._asked = entry_id, "", ""
        ids = [entry.id for entry in self.meeting.record] if entry_id else []
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
