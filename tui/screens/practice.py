"""Practice: the live screen with a meeting that is read out, and the report on what was missed."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from model.capture.mining import texts
from model.capture.practice import Reading, outcome
from model.meeting import Meeting
from model.store.draft import Draft
from model.vietnamese import percent, thousands
from tui.screens.live import LiveScreen
from tui.session import Session
from tui.widgets.plain import plain

LEAD_IN = 5
"""Seconds before the first word."""


class ReadingPanel(Static):
    """Who speaks and what was just said: as much as the room holds in three lines."""

    DEFAULT_CSS = """
    ReadingPanel {
        height: 5;
        border: round $primary;
    }
    """

    def show(self, reading: Reading, second: float, names: dict[str, str]) -> None:
        """What is heard at that second of the reading."""
        said = reading.at(second)
        if second >= reading.seconds:
            self._write("Đã đọc hết. Xin gõ nốt, rồi ^L: xem kết quả.")
        elif said is None:
            self._write(f"Bắt đầu đọc sau {-int(second // 1)} giây. Ai nói gì thì ghi như trong cuộc họp; ^L: thôi.")
        else:
            room = max(20, (self.size.width - 7) * 3)  # seven letters: the longest word, left over at the end of a line
            name = names.get(said.speaker, said.speaker)
            heard = said.words if len(said.words) + len(name) < room else "…" + said.words[len(name) - room :]
            self._write(f"{name}: {heard}")

    def _write(self, text: str) -> None:
        self.update(plain(text))


class PracticeScreen(LiveScreen):
    """The live screen, with the reading above the line; it begins by itself."""

    def __init__(self, session: Session, draft: Draft, reading: Reading) -> None:
        super().__init__(session, draft)
        self.reading = reading
        self._begun = session.clock()

    @property
    def second(self) -> float:
        """How far the reading is; less than 0 before its first word."""
        return (self.session.clock() - self._begun).total_seconds() - LEAD_IN

    def on_mount(self) -> None:
        """Begin to read."""
        self.mount(ReadingPanel(), before="#foot")
        self.set_interval(0.2, self._read)

    def _read(self) -> None:
        for panel in self.query(ReadingPanel):
            panel.show(self.reading, self.second, self.meeting.names)


class ReportScreen(Screen[None]):
    """What was taken down and what was not; Enter ends the practice."""

    CSS_PATH = "read_back.tcss"
    BINDINGS = [("enter,escape,ctrl+l,ctrl+q", "end", "Kết thúc")]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = [title, *lines]

    def compose(self) -> ComposeResult:
        """The lines and the keys."""
        with VerticalScroll(id="text"):
            yield Static(plain("\n\n".join(self._lines)), id="report")
        yield Static(plain("↓ ↑: đọc tiếp · Enter: kết thúc"), id="keys")

    def on_mount(self) -> None:
        """The keyboard moves the text."""
        self.query_one("#text").focus()

    def action_end(self) -> None:
        """End the program."""
        self.app.exit()


def report(reading: Reading, second: float, meeting: Meeting, presses: int) -> list[str]:
    """What was taken down of the reading up to that second."""
    return list(_report(reading, second, meeting, presses))


def _report(reading: Reading, second: float, meeting: Meeting, presses: int) -> Iterator[str]:
    found = outcome(reading.until(second), meeting)
    if not found.words:
        yield "Chưa đọc hết câu nào."
        return
    letters = sum(map(len, texts(meeting)))
    yield f"Ghi được {_share(found.taken, found.words)} số tiếng: {found.taken}/{thousands(found.words)}."
    if letters:
        each = f"{presses / letters:.2f}".replace(".", ",")
        yield f"Đã nhấn {thousands(presses)} phím cho {thousands(letters)} chữ trong biên bản: {each} phím mỗi chữ."
    kinds = [mark.kind for mark in found.marks]
    yield f"Sót {kinds.count('missed')} câu, ghi nhầm người {kinds.count('speaker')} câu."
    names = meeting.names
    for mark in found.marks:
        said = f"{names.get(mark.speaker, mark.speaker)}: “{mark.sentence}”"
        yield f"– {said}: ghi cho {names.get(mark.written, mark.written)}" if mark.written else f"– {said}: sót"


def _share(part: int, whole: int) -> str:
    return f"{percent(Fraction(part, whole))} %"
