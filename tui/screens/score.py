"""The sheet: points by the record and by people, with the facts and the reasons."""

from typing import Any

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from model.events import Score
from model.expression import Value
from model.scoring import Result, Row, score
from model.sheets import sheet
from model.words import FACT
from tui.commands import bindings
from tui.forms import Context, Field, Form
from tui.screens.form import FormScreen
from tui.session import Session
from tui.widgets.plain import plain

_MODES = {"auto": "tính", "proposed": "đề xuất", "human": "người chấm"}


class ScoreScreen(Screen[None]):
    """One line a criterion; Enter gives points where a person may."""

    PLACE = "score"
    CSS_PATH = "score.tcss"
    BINDINGS = bindings("score")

    rows = query_one(OptionList)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Title and total, the rows, what the marked row rests on."""
        yield Static(id="total")
        yield OptionList()
        yield Static(id="detail")
        yield Static(plain("↑ ↓ chọn tiêu chí · Enter cho điểm · Esc về màn hình ghi"), id="keys")

    def on_mount(self) -> None:
        """The first row that a person must answer."""
        self._show()
        result = self._result()
        empty = (n for n, row in enumerate(result.rows) if row.points is None and row.by_hand)
        self.rows.highlighted = next(empty, 0)
        self.rows.focus()

    def _result(self) -> Result:
        return score(self.session.meeting, sheet(self.session.meeting.head.sheet), self.session.clock())

    def _show(self) -> None:
        result, marked = self._result(), self.rows.highlighted
        self.rows.set_options(Option(_line(row), row.criterion.id) for row in result.rows)
        self.rows.highlighted = marked
        grade = f" · mức {result.grade}" if result.grade else ""
        waiting = ", ".join(row.criterion.id for row in result.waiting)
        later = f" · chờ cuối buổi {sum(row.max for row in result.waiting)} điểm ({waiting})" if waiting else ""
        head = f"Đã có {result.total}/{result.sheet.max} điểm{grade}{later}"
        self.query_one("#total", Static).update(plain(head))

    @on(OptionList.OptionHighlighted)
    def _marked(self, event: OptionList.OptionHighlighted) -> None:
        row = self._result().row(str(event.option_id))
        if row:
            facts = ", ".join(_fact(name, value) for name, value in row.facts.items() if value is not None)
            evidence = f" · căn cứ {len(row.evidence)} mục ghi" if row.evidence else ""
            now = f"hiện {row.proposed}/{row.max}, còn chờ cuối buổi" if row.criterion.at_end else "chưa có điểm"
            why = row.reason if row.points is not None else f"{now}. {row.reason}"
            detail = f"{row.criterion.title}: {why}"
            self.query_one("#detail", Static).update(plain(f"{detail}\n{facts}{evidence}"))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        row = self._result().row(str(event.option_id))
        if row is None:
            return
        if row.by_hand is None:
            why = "chương trình tính từ biên bản"
            if not row.applies:
                why = row.reason
            elif row.criterion.later:
                why = "biết sau khi họp, bằng lệnh “Đã đăng tài liệu hoàn thiện”"
            self.query_one("#detail", Static).update(plain(f"{row.criterion.id}. {row.criterion.title}: {why}."))
            return
        low, high = row.by_hand
        form = Form(
            "",
            f"{row.criterion.id}. {row.criterion.title}",
            (
                Field("points", f"Điểm ({low}–{high})", "number"),
                Field("reason", "Lý do trừ điểm", "text", required=False, hint=f"khi dưới {row.max} điểm"),
            ),
        )

        def submit(values: dict[str, Any]) -> str:
            sheet_id = self.session.meeting.head.sheet
            self.session.record(Score(sheet_id, row.criterion.id, values["points"], values["reason"] or ""))
            self._show()
            self._next()
            return ""

        self.app.push_screen(FormScreen(form, Context(self.session.meeting.date, {}), submit))

    def _next(self) -> None:
        """Mark the next row that waits for a person."""
        rows, here = self._result().rows, self.rows.highlighted or 0
        order = [*range(here + 1, len(rows)), *range(here + 1)]
        self.rows.highlighted = next((n for n in order if rows[n].points is None and rows[n].by_hand), here)

    def action_back(self) -> None:
        """Back to the meeting."""
        self.dismiss()


def _fact(name: str, value: Value) -> str:
    """A fact in words: ``có mặt 24``, ``đã đọc biên bản: có``."""
    word = FACT.get(name, name)
    return f"{word}: {'có' if value else 'không'}" if isinstance(value, bool) else f"{word} {value}"


def _line(row: Row) -> Text:
    points = "·" if row.points is None else str(row.points)
    mode = _MODES[row.criterion.mode] if row.applies else "không dùng"
    line = plain(f"{row.criterion.id:>4} {points:>3}/{row.max:<3} {mode:<10} {row.criterion.title}")
    if row.reason and row.points is not None:
        line.append_text(plain(f" – {row.reason}", "dim"))
    return line
