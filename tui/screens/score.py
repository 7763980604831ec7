"""The sheet: points by the record and by people, each with its facts and the entries that it rests on."""

from collections.abc import Iterator
from typing import cast

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from model.capture.phrases import Phrases, variables
from model.errors import BienbanError, Refused
from model.events import Score, UpperScore
from model.scoring.expression import Value
from model.scoring.points import MET, Result, Row, score
from model.scoring.sheets import sheet_of
from model.vietnamese import percent
from model.words import FACT
from tui.commands import bindings
from tui.lines import described
from tui.program import Program
from tui.session import Session
from tui.typed import final
from tui.widgets.phrase_keys import PhraseInput
from tui.widgets.plain import plain

_MODES = {"auto": "tính", "proposed": "đề xuất", "human": "người chấm"}
_KEYS = "Số: cho điểm · ↑ ↓ chọn · Enter xem căn cứ · Tab cột cấp trên · Esc về"


class ScoreScreen(Screen[None]):
    """One line a criterion; digits give points, and a point less asks for its reason."""

    PLACE = "score"
    CSS_PATH = "score.tcss"
    BINDINGS = bindings("score")

    rows = query_one(OptionList)
    reason = query_one(PhraseInput)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._upper = False
        self._typed = ""
        self._points: int | None = None
        """Points that wait for their reason."""

    def compose(self) -> ComposeResult:
        """Title and total, the rows, what the marked row rests on, the line for a reason."""
        yield Static(id="total")
        yield OptionList()
        with VerticalScroll(id="detail"):
            yield Static()
        with Horizontal(id="ask"):
            yield Static()
            yield PhraseInput(compact=True)
        yield Static(id="answer")
        yield Static(plain(_KEYS), id="keys")

    def on_mount(self) -> None:
        """The first row that a person must answer."""
        known, meeting = Phrases(cast(Program, self.app).data.book.phrases), self.session.meeting
        self.reason.abbreviation = lambda before: known.pending(before, variables(meeting))
        self._show()
        self._next(from_=-1)
        self.set_focus(self.rows)

    # --- showing ----------------------------------------------------------------------------------

    def _show(self) -> None:
        """Everything anew; the mark stays."""
        marked = self.rows.highlighted
        self._result = score(self.session.meeting, sheet_of(self.session.meeting.head), self.session.now())
        self.rows.set_options(Option(self._line(row), row.criterion.id) for row in self._result.rows)
        self.rows.highlighted = marked
        self.query_one("#total", Static).update(plain(_head(self._result, self._upper)))

    def _line(self, row: Row) -> Text:
        levels = self._result.sheet.scale == "levels"
        points = _told(row.points, row.max, levels)
        upper = f" | {_told(row.upper, row.max, levels)}" if self._upper or row.upper is not None else ""
        mode = _MODES[row.criterion.mode] if row.applies else "không dùng"
        line = plain(f"{row.criterion.id:>4} {points}{upper} {mode:<10} {row.criterion.title}")
        if row.reason and row.points is not None:
            line.append_text(plain(f" – {row.reason}", "dim"))
        return line

    @property
    def _marked(self) -> Row:
        return self._result.rows[self.rows.highlighted or 0]

    @on(OptionList.OptionHighlighted)
    def _show_marked(self) -> None:
        """Facts, reason and entries of the marked row; digits begun on another row are dropped."""
        if self._points is None:
            self._typed = ""
        self.query_one("#detail Static", Static).update(plain("\n".join(self._detail(self._marked))))

    def _detail(self, row: Row) -> Iterator[str]:
        facts = ", ".join(_fact(name, value) for name, value in row.facts.items() if value is not None)
        now = f"hiện {row.proposed}/{row.max}, còn chờ cuối buổi" if row.criterion.at_end else "chưa có điểm"
        yield f"{row.criterion.title}: {(row.reason if row.points is not None else f'{now}. {row.reason}')}"
        if row.proposed is not None and row.points not in (row.proposed, None):
            yield f"Đề xuất theo biên bản: {row.proposed}/{row.max}"
        if row.upper_reason:
            yield f"{self._result.sheet.second_scorer}: {row.upper}/{row.max}. {row.upper_reason}"
        if facts:
            yield facts
        for entry_id in row.evidence:
            if entry := self.session.meeting.entry(entry_id):
                at, words = described(self.session.meeting, entry)
                yield f"  {at} {words.plain}"

    def _say(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))

    # --- giving points ----------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A digit is part of the points of the marked row; Backspace takes it back before it is final."""
        if self.focused is not self.rows:
            return
        if event.character and event.character in "0123456789":
            event.stop()
            self._digit(event.character)
        elif event.key in ("backspace", "ctrl+h") and self._typed:
            event.stop()
            self._typed = self._typed[:-1]
            self._say_typed()

    def _digit(self, digit: str) -> None:
        row = self._marked
        most = row.max if self._upper else row.by_hand[1] if row.by_hand else -1
        if not row.applies or most < 0:
            self._say(f"{row.criterion.id}. {row.criterion.title}: {_why_not(row)}.")
            return
        self._typed += digit
        if int(self._typed) > most:
            self._typed = ""
            self._say(f"Tiêu chí {row.criterion.id}: điểm không quá {most}. Xin gõ lại.")
        elif final(self._typed, most):
            self._give(int(self._typed))
        else:
            self._say_typed()

    def _say_typed(self) -> None:
        self._say(f"{self._marked.criterion.id}: {self._typed}▌ Enter hoặc chữ số nữa" if self._typed else "")

    def _give(self, points: int) -> None:
        """Record the points, or ask first why they are what they are."""
        row, self._typed = self._marked, ""
        why = points != row.points and points < row.max if self._upper else row.asks_reason(points)
        if not why:
            self._record(points, "")
            return
        self._points = points
        short = f"trừ {row.max - points} điểm" if points < row.max else f"cho {points} điểm"
        short = MET[False] if self._result.sheet.scale == "levels" else short
        self.query_one("#ask Static", Static).update(plain(f"{row.criterion.id}, lý do {short}: "))
        self.query_one("#ask").display = True
        self._say("")
        self.set_focus(self.reason)

    @on(Input.Submitted)
    def _reasoned(self, event: Input.Submitted) -> None:
        if self._points is not None and event.value:
            self._record(self._points, event.value)
        else:
            self._say("Xin ghi lý do (thuyết minh điểm trừ), hoặc Esc để bỏ.")

    def _record(self, points: int, reason: str) -> None:
        sheet_id, criterion = self._result.sheet.id, self._marked.criterion.id
        given = (UpperScore if self._upper else Score)(sheet_id, criterion, points, reason)
        try:
            data = cast(Program, self.app).data
            if data.read_only:
                raise Refused(data.notice)
            self.session.record(given)
        except BienbanError as error:
            self._say(str(error))
            return
        waited = any(self._waits(row) for row in self._result.rows)
        self._close_ask()
        self._show()
        self._next(from_=self.rows.highlighted or 0)
        if waited and not self._upper and not any(self._waits(row) for row in self._result.rows):
            told = _head(self._result, self._upper)
            cast(Program, self.app).say(f"{told}. Người chấm đã cho đủ; biểu quyết mức: gõ mức và số không tán thành.")
            self.dismiss()

    def _close_ask(self) -> None:
        self._points = None
        self.reason.load("")
        self.set_focus(self.rows)
        self.query_one("#ask").display = False

    def _next(self, from_: int) -> None:
        """Mark the next row that waits for a person, or say that none does."""
        rows = self._result.rows
        order = [*range(from_ + 1, len(rows)), *range(from_ + 1)]
        waiting = [n for n in order if self._waits(rows[n])]
        self.rows.highlighted = waiting[0] if waiting else max(from_, 0)
        self._say("" if waiting else "Đã đủ điểm người chấm phải cho. Esc, rồi biểu quyết mức chất lượng.")

    def _waits(self, row: Row) -> bool:
        if self._upper:
            return row.applies and row.upper is None
        return row in self._result.empty and row.by_hand is not None

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        """Enter ends the number begun; else it goes to what the row rests on, to read on with the arrows."""
        if self._typed:
            self._give(int(self._typed))
        else:
            self.set_focus(self.query_one("#detail"))
            self._say("↑ ↓ đọc căn cứ · Esc về danh sách")

    def action_column(self) -> None:
        """Score in the other column: the cell's own, or the upper committee's."""
        if self._points is None:
            self._upper, self._typed = not self._upper, ""
            self._show()
            self._next(from_=-1)

    def action_back(self) -> None:
        """Leave what is begun; back to the meeting where nothing is."""
        if self._points is not None or self._typed:
            self._typed = ""
            self._close_ask()
            self._say(f"Chưa ghi điểm tiêu chí {self._marked.criterion.id}.")
        elif self.focused is not self.rows:
            self.set_focus(self.rows)
            self._say("")
        else:
            self.dismiss()


def _head(result: Result, upper: bool) -> str:
    """How far the sheet is, with its grade and what lowers it."""
    grade = f" · mức {result.grade}" if result.grade else ""
    unit = "tiêu chí đạt" if result.sheet.scale == "levels" else "điểm"
    waiting = ", ".join(row.criterion.id for row in result.waiting)
    later = f" · chờ cuối buổi {sum(row.max for row in result.waiting)} điểm ({waiting})" if waiting else ""
    lowered = f" · {'; '.join(result.lowered)}" if result.lowered else ""
    column = ""
    if upper:
        given = result.upper_total
        column = f"Cột của {result.sheet.second_scorer}{f': {given} điểm' if given is not None else ''} · "
    return f"{column}Đã có {result.total}/{result.sheet.max} {unit}{grade}{later}{lowered}"


def _told(points: int | None, most: int, levels: bool) -> str:
    if levels:
        return f"{MET[bool(points)] if points is not None else '·':<8}"
    return f"{'·' if points is None else points:>3}/{most:<3}"


def _why_not(row: Row) -> str:
    """Why nobody gives points here."""
    if not row.applies:
        return row.reason
    if row.criterion.later:
        return "biết sau khi họp, bằng lệnh “Đã đăng tài liệu hoàn thiện”"
    return "chương trình tính từ biên bản"


def _fact(name: str, value: Value) -> str:
    """A fact in words: ``có mặt 24``, ``đã đọc biên bản: có``."""
    word = FACT.get(name, name)
    if isinstance(value, bool):
        return f"{word}: {'có' if value else 'không'}"
    return f"{word} {value if isinstance(value, int | str) or value is None else percent(value / 100)}"
