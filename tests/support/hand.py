"""A hand at the capture line without a screen: lines are read against a meeting and recorded, the floor goes along."""

from datetime import date, datetime, timedelta

from model import roster
from model.agenda import default_agenda
from model.capture.codes import codes_of, give, signs
from model.capture.gaps import marked, next_number
from model.capture.line import read
from model.capture.naming import Floor
from model.capture.reading import Desk, Reading, Timed, desk_of
from model.cell import Cell, Person, roll
from model.entry import Entry
from model.events import AnyEvent, Closed, ItemStarted, Named, Opened, Prepared, Undone
from model.guard import admit, tidy
from model.history import History
from model.meeting import Meeting
from model.parts import CarriedPromise, CarriedTask
from tests.support.meetings import OPENED, ROSTER

CHAIR, RECORDER, SCORER = "pham-quang-nhuan-1960", "nguyen-thi-thuy-1975", "do-minh-khoat-1968"
AN, DUC, LUONG_1955, LUONG_1979 = (
    "tran-thi-an-1966", "le-duc-1971", "nguyen-van-luong-1955", "nguyen-van-luong-1979",
)  # fmt: skip
CARRIED = tuple(
    CarriedTask(id=f"T10-{n}", owner=owner, text=text, due=date(2026, 10, 31))
    for n, (owner, text) in enumerate([(AN, "Thu gom rác ngõ 12"), (DUC, "Rà soát hộ nghèo"), (SCORER, "Kẻ bảng")], 1)
)

PROMISED = tuple(
    CarriedPromise(id=f"H10-{n}", member=member, remedy=remedy, deadline=date(2026, 10, 31))
    for n, (member, remedy) in enumerate([(AN, "Nộp bản tự nhận xét"), (DUC, "Đi họp đúng giờ")], 1)
)


def on_the_list() -> tuple[Person, ...]:
    """The cell of the reference meeting with its codes, given by office."""
    return roll(give(roster.read(ROSTER, "roster.csv"), {}), OPENED.date())


class Hand:
    """A meeting of the reference cell, with chair, recorder and scorer named; a minute passes with each line."""

    def __init__(self, *, opened: bool = True, closed: bool = False, step: str = "1", floor: bool = True) -> None:
        self.meeting = Meeting()
        self.now = OPENED
        self.floor = Floor(CHAIR, "", CHAIR) if floor else Floor()
        self.chosen: int | None = None
        head = Prepared(
            id="m", kind="regular", date=OPENED.date(), place="", cell=Cell(name="Chi bộ 1"), people=on_the_list(),
            agenda=default_agenda("regular"), carried=CARRIED, promises=PROMISED,
        )  # fmt: skip
        named: list[AnyEvent] = [Named("chair", CHAIR), Named("recorder", RECORDER), Named("scorer", SCORER)]
        begun: list[AnyEvent] = [Opened(), ItemStarted(step)] if opened else []
        for event in [head, *named, *begun, *([Closed()] if closed else [])]:
            self._append(event, self.now)

    @property
    def codes(self) -> dict[str, str]:
        """Id to the signs of the code."""
        return {ident: signs(code) for ident, code in codes_of(self.meeting.people.values()).items()}

    @property
    def desk(self) -> Desk:
        """What a line is read against now."""
        return desk_of(self.meeting, self.floor, self.now, self.chosen)

    def reads(self, line: str) -> Reading:
        """What the line would become."""
        return read(line, self.desk)

    def becomes(self, line: str) -> list[AnyEvent]:
        """The events of a line that is right."""
        reading = self.reads(line)
        assert not reading.problem, (line, reading.problem)
        return [event for event, _ in reading.events]

    def refuses(self, line: str) -> str:
        """The one sentence for a line that is wrong; it gives no event."""
        reading = self.reads(line)
        assert reading.problem, (line, reading)
        assert not reading.events, line
        return reading.problem

    def enters(self, line: str) -> list[Entry]:
        """Record the line as the session does; raises what the guard refuses."""
        self.now += timedelta(minutes=1)
        reading = self.reads(line)
        assert not reading.problem, (line, reading.problem)
        self._speaks(reading.speaker)
        return self.acts(reading.events)

    def acts(self, events: tuple[Timed, ...]) -> list[Entry]:
        """Record the events of one act."""
        first = len(self.meeting.entries) + 1 if len(events) > 1 else 0
        entries = []
        for event, at in events:
            tidied = tidy(marked(event, next_number(self.meeting)))
            admit(self.meeting, tidied, at or self.now)
            entries.append(self._append(tidied, at or self.now, first))
        return entries

    def undo(self) -> None:
        """Take back the last act."""
        self.now += timedelta(minutes=1)
        self.acts(tuple((Undone(entry.id), None) for entry in History(self.meeting.entries).last))

    def redo(self) -> None:
        """Bring back what the last undo took."""
        self.now += timedelta(minutes=1)
        self.acts(tuple((Undone(entry.id), None) for entry in History(self.meeting.entries).next))

    def record(self) -> list[tuple[datetime, AnyEvent]]:
        """What stands."""
        return [(entry.at, entry.event) for entry in self.desk.record]

    def _speaks(self, who: str) -> None:
        if who and who != self.floor.speaker:
            self.floor = Floor(who, self.floor.speaker, self.floor.chair)

    def _append(self, event: AnyEvent, at: datetime, act: int = 0) -> Entry:
        entry = Entry(len(self.meeting.entries) + 1, at, event, act)
        self.meeting.apply(entry)
        return entry
