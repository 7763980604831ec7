"""The list of meetings, newest first, or what a search found in them; figures typed on it jump to a row."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from model.past.query import Query
from model.report import present_of
from model.store.search import Hit
from model.words import MEETING_KIND
from tui.widgets.marking import excerpt
from tui.widgets.plain import plain

SHOWN = 120
"""Meetings listed at once: ten years of months; older ones follow when the end is reached."""
HEADING = " ngày       loại      dự  điểm việc mức"
"""Over the columns; ``việc``: tasks given in that meeting that are still open."""
_KIND = {"combined": "kết hợp", "yearly_review": "kiểm điểm"}
_GRADE = {"Trung bình": "Tr.bình"}
_STATE = {"prepared": "chuẩn bị", "cancelled": "đã bỏ", "open": "đang họp", "damaged": "hỏng"}

Row = dict[str, Any]


class MeetingList(OptionList):
    """A line for each meeting or hit. Past meetings are numbered, 1 is the newest; one that is open is marked first."""

    class Jumped(Message):
        """Figures were typed: ``number`` is the row that they mean, 0 once that is over."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[Row] = []
        self._past: list[int] = []
        """The place in ``_rows`` of each past meeting, the newest first: its number is its place here and one."""
        self._hits: list[Hit] = []
        self._open_tasks: Mapping[str, int] = {}
        self._typed = 0
        self._first: int | None = None

    # --- what is shown ----------------------------------------------------------------------------

    def show_meetings(self, rows: Sequence[Row], marked: str = "") -> None:
        """These lines of the index, newest first; ``marked`` or the one to go on with is marked, else the newest."""
        self._rows, self._hits, self._typed = list(rows), [], 0
        self.border_title = HEADING
        self._past = [n for n, row in enumerate(self._rows) if row["state"] in ("closed", "damaged")]
        self.clear_options()
        wanted = next((n for n, row in enumerate(self._rows) if row["id"] == marked), None)
        running = next((n for n, row in enumerate(self._rows) if row["state"] == "open"), 0)
        self._reach(running if wanted is None else wanted)
        self._first = self.highlighted

    def show_open_tasks(self, open_tasks: Mapping[str, int]) -> None:
        """How many tasks of each meeting are still open, as far as known."""
        self._open_tasks = open_tasks
        if not self._hits:
            for place, row in enumerate(self._rows[: self.option_count]):
                if row["id"] in open_tasks:
                    self.replace_option_prompt(row["id"], self._line(place))

    def show_hits(self, hits: Sequence[Hit], query: Query | None) -> None:
        """What was found, with the words marked."""
        self._hits = list(hits)
        self.border_title = f"{len(hits)} mục ghi, mới nhất trước" if hits else ""
        self.set_options(Option(_hit(hit, query), f"#{n}") for n, hit in enumerate(hits))
        if hits:
            self.highlighted = 0

    def hit(self, option: str | None) -> Hit | None:
        """The hit of a line; None for a meeting, or for a line of a search that has given way to another."""
        place = int(option[1:]) if option and option.startswith("#") else len(self._hits)
        return self._hits[place] if place < len(self._hits) else None

    def meeting(self, option: str | None) -> str:
        """The id of the meeting of a line, or nothing."""
        if option and not option.startswith("#"):
            return option
        hit = self.hit(option)
        return hit.meeting if hit else ""

    @property
    def marked(self) -> str | None:
        """The id of the marked line."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id

    @property
    def chosen(self) -> str:
        """The id of the meeting that the user went to; nothing where the mark stands as it was set at first."""
        return "" if self._hits or self.highlighted == self._first else self.meeting(self.marked)

    def row(self, meeting_id: str) -> Row | None:
        """The line of the index of a meeting."""
        return next((row for row in self._rows if row["id"] == meeting_id), None)

    def follow(self, place: int) -> None:
        """Older meetings, where the marked line is the last one shown."""
        if not self._hits and place == self.option_count - 1:
            self._show_more(place + 1)

    def _show_more(self, least: int) -> None:
        shown = self.option_count
        until = (least // SHOWN + 1) * SHOWN
        self.add_options(Option(self._line(n), self._rows[n]["id"]) for n in range(shown, min(until, len(self._rows))))

    def _reach(self, place: int) -> None:
        """Mark the meeting of that place, shown or not yet."""
        if place >= self.option_count:
            self._show_more(place)
        self.highlighted = place if self.option_count else None

    # --- figures ----------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A figure marks a row; any other key ends the number."""
        figure = event.character if event.character and event.character in "0123456789" else ""
        if figure and self._past and not self._hits:
            event.stop()
            event.prevent_default()
            self._jump(int(figure))
        elif self._typed:
            self._typed = 0
            self.post_message(self.Jumped(0))

    def _jump(self, figure: int) -> None:
        """Mark the meeting of the number typed so far; a figure that makes no number begins one."""
        for number in (self._typed * 10 + figure, figure):
            if 1 <= number <= len(self._past):
                self._typed = number
                self._reach(self._past[number - 1])
                self.post_message(self.Jumped(number))
                return
        self._typed = 0

    # --- lines ------------------------------------------------------------------------------------

    def _line(self, place: int) -> Text:
        """`` 1 03/11/2026 thường kỳ  24/27  81  3 Khá``; ``▸`` is still to be held or ended, nothing is not held.

        A star behind the day of one that came out of old minutes.
        """
        row = self._rows[place]
        ahead = " " if row["state"] == "cancelled" else "▸"
        number = bisect_left(self._past, place) + 1 if row["state"] in ("closed", "damaged") else ahead
        year, month, day = row["date"].split("-")
        kind = _KIND.get(row["kind"], MEETING_KIND[row["kind"]])
        kind = kind.removeprefix("họp ").removeprefix("xét ").removesuffix(" chính thức")
        points = "" if row["total"] is None else str(row["total"])
        tasks = self._open_tasks.get(row["id"], "")
        old = "*" if row.get("imported") else " "
        last = _STATE.get(row["state"]) or _GRADE.get(row["grade"], row["grade"]) or ""
        return plain(
            f"{number:>2} {day}/{month}/{year}{old}{kind:<9} {present_of(row):>5} {points:>3} {tasks:>2} {last}"
        )


def _hit(hit: Hit, query: Query | None) -> Text:
    year, month, day = hit.at[:10].split("-")
    line = Text().append(f"{day}/{month}/{year} ", "bold")
    if hit.who:
        line.append_text(excerpt(hit.who, query)).append(": ")
    return line.append_text(excerpt(hit.text, query))
