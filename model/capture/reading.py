"""What a capture line is read against, and what comes of it: the ground that all its acts stand on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from model.agenda import Item
from model.capture.codes import codes_of
from model.capture.naming import Floor, Names, Who
from model.days import jotted_day
from model.entry import Entry
from model.errors import Refused
from model.events import AnyEvent, Correction, Note, Remark
from model.meeting import Meeting

FIELD = "|"
Timed = tuple[AnyEvent, datetime | None]
"""An event and the time it is put at; None for now."""


@dataclass(frozen=True)
class Reading:
    """What a line will become: ``label`` stands before it, ``shown`` under it, while it is typed.

    ``events`` are one act. ``problem``: the line is no act yet, and why. ``speaker``: who speaks from then on.
    ``ask``: what to ask before it is done. ``command``: it is one of the screen's commands, with its ``argument``.
    """

    label: str
    shown: str = ""
    problem: str = ""
    events: tuple[Timed, ...] = ()
    speaker: str = ""
    ask: str = ""
    command: str = ""
    argument: str = ""


@dataclass(frozen=True)
class Desk:
    """What a line is read against. ``chosen``: the id of the entry that a repair is about, None for the last one."""

    meeting: Meeting
    floor: Floor
    now: datetime
    names: Names
    chosen: int | None = None

    def called(self, ident: str) -> str:
        """Somebody's name as the screen calls them."""
        return self.names.called.get(ident, "")

    def who(self, text: str) -> Who:
        """Whom the text begins with; raises :class:`Refused` where that is not clear."""
        found = self.names.read(text, self.floor)
        if found.problem:
            raise Refused(found.problem)
        if not found.id:
            raise Refused("Chưa ghi là ai: gõ số (Shift), tên hoặc chữ cái đầu của họ tên.")
        return found

    def only(self, text: str) -> str:
        """The id of whom the text names; raises :class:`Refused` where that is not clear, or more is said."""
        found = self.who(text)
        nothing_more(found.rest)
        return found.id

    def signed(self, text: str) -> Who:
        """Whom a sign in front means, nobody where there is none; raises :class:`Refused` for a code of nobody."""
        found = self.names.read_sign(text, self.floor)
        if found.problem:
            raise Refused(found.problem)
        return found

    def item(self, number: str) -> Item:
        """The item of that place in the agenda; raises :class:`Refused`."""
        items = self.meeting.agenda.items
        if number not in map(str, range(1, len(items) + 1)):
            raise Refused(f"Ghi số thứ tự nội dung trong chương trình, từ 1 đến {len(items)}.")
        return items[int(number) - 1]

    def running(self) -> Item:
        """The running item; raises :class:`Refused` where there is none."""
        if (current := self.meeting.agenda.current) is None:
            if self.meeting.state == "prepared":
                raise Refused("Cuộc họp chưa khai mạc: F2 để khai mạc.")
            raise Refused("Lúc này không bàn nội dung nào: ^N sang nội dung tiếp theo.")
        return current

    @property
    def record(self) -> list[Entry]:
        """What can be set right: the record without the corrections made in it."""
        return [entry for entry in self.meeting.record if not isinstance(entry.event, Correction)]

    def day(self, text: str) -> date:
        """The day that is jotted down, not before the meeting's; raises :class:`Refused`."""
        day, near = jotted_day(text, self.meeting.date), self.meeting.date
        if day is None:
            raise Refused(f"Không có ngày “{text}”: ghi 30, 25/6, 25/6/2027, +2t (tuần), +1th (tháng), t6, cuối tháng.")
        if day < near:
            raise Refused(f"Hạn {day:%d/%m/%Y} đã qua so với ngày họp {near:%d/%m/%Y}.")
        return day

    def target(self) -> Entry:
        """The entry that a repair is about; raises :class:`Refused` where there is none."""
        last = next((e for e in self.meeting.backwards() if not isinstance(e.event, Correction)), None)
        found = self.meeting.entry(self.chosen) if self.chosen else last
        if found is None:
            raise Refused("Chưa có gì để sửa.")
        return found


Act = Callable[[Desk, str], Reading]


def desk_of(meeting: Meeting, floor: Floor, now: datetime, chosen: int | None = None) -> Desk:
    """The desk for reading lines against a meeting."""
    return Desk(meeting, floor, now, Names(meeting.people, codes_of(meeting.people.values()), meeting.names), chosen)


def said(text: str, what: str) -> str:
    """The words of an act; raises :class:`Refused` where there are none."""
    if not text.strip():
        raise Refused(f"Chưa có {what}.")
    return text.strip()


def nothing_more(text: str) -> None:
    """Raise :class:`Refused` for words behind an act that takes none: nothing typed is dropped."""
    if text.strip():
        raise Refused(f"Việc này không ghi thêm gì: xin bỏ “{text.strip()}”.")


def fields(text: str, count: int) -> list[str]:
    """The parts of a text between the field signs, stripped, filled up to ``count``; the last takes what is more."""
    parts = [part.strip() for part in text.split(FIELD, count - 1)]
    return parts + [""] * (count - len(parts))


def several(events: Iterable[AnyEvent], label: str, shown: str = "", speaker: str = "") -> Reading:
    """The reading of an act of several events, all of now."""
    return Reading(label, shown, events=tuple((event, None) for event in events), speaker=speaker)


def one(event: AnyEvent, label: str, shown: str, speaker: str = "") -> Reading:
    """The reading of an act of one event."""
    return Reading(label, shown, events=((event, None),), speaker=speaker)


def remark(desk: Desk, speaker: str, text: str, *, reserved: bool = False) -> Reading:
    """What somebody says; he goes on where the last thing recorded was a remark of his own."""
    name = desk.called(speaker)
    if not speaker:
        return Reading(
            "Ai nói?", problem="Chưa chọn người phát biểu: về đầu dòng (Home), gõ số của người ấy (Shift) hoặc ;tên."
        )
    last = next((e.event for e in desk.meeting.backwards() if not isinstance(e.event, Note | Correction)), None)
    goes_on = isinstance(last, Remark) and last.speaker == speaker and not last.reserved and not reserved
    event = Remark(speaker, text, continued=goes_on, reserved=reserved)
    return one(event, f"{name} (bảo lưu)" if reserved else name, "", speaker)
