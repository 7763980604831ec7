"""A member's year on a page: attendance by month, opinions, tasks, promises, praise, criticism. Shown nowhere else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from exports.member_year import heard_words
from model.entry import private
from model.errors import BienbanError
from model.meeting import Meeting
from model.past.member_year import Came, Heard, MemberYear, member_year
from model.past.outcomes import Outcome
from model.past.results import state, told_result
from model.past.review import Section
from model.vietnamese import short_date
from model.words import OFFICE, STATUS
from tui.commands import bindings
from tui.keymap import keys_of
from tui.page import page
from tui.paperwork.meeting import Order
from tui.screens.base import OwnScreen
from tui.widgets.plain import plain

SIGNS = {"present": "x", "excused": "P", "unexcused": "K", "on_duty": "N", "not_expected": "–", "unknown": "?"}
LEGEND = "x có mặt · M muộn · S về sớm · P có lý do · K không lý do · N nhiệm vụ · – miễn · ? không rõ"


@dataclass(frozen=True)
class Known:
    """The meetings of a year and those since, and what could not be read of them."""

    year: int
    meetings: list[Meeting]
    problems: list[str]


class Told(Message):
    """From a thread: the year of a member; None where no meeting of it knows him."""

    def __init__(self, member: str, known: Known, mine: MemberYear | None) -> None:
        super().__init__()
        self.member, self.known, self.mine = member, known, mine


class MemberScreen(OwnScreen):
    """The page of one of ``members``, ids in the order of the list it was opened from."""

    PLACE = "member"
    CSS_PATH = "member.tcss"
    BINDINGS = bindings("member")

    def __init__(self, members: Sequence[str], member: str) -> None:
        super().__init__()
        self._members, self._member = members, member
        self._years: list[int] = []
        self._year = 0
        self._known: Known | None = None
        self._mine: MemberYear | None = None

    def compose(self) -> ComposeResult:
        """Who and which year, the page, the keys."""
        yield Static(id="head")
        with VerticalScroll(id="page"):
            yield Static(id="text")
        yield Static(id="answer")
        yield Static(plain(self._keys()), id="keys")

    def _keys(self) -> str:
        shown = keys_of(self.app).shown
        years = f"{shown('member.earlier')} {shown('member.later')} năm trước, sau"
        people = f"{shown('member.previous')} {shown('member.next')} người trước, sau"
        return " · ".join([years, people, f"{shown('member.write')} Word", f"{shown('member.back')} về"])

    def on_mount(self) -> None:
        """The year of the newest meeting."""
        found = {int(i[:4]) for i in self.program.data.archive.ids() if i[:4].isdigit()}
        self._years = sorted(found) or [self.program.clock().year]
        self._year = self._years[-1]
        self.query_one("#page").focus()
        self._ask()

    def _ask(self) -> None:
        """The page, out of a thread."""
        self._mine = None
        self._say("")
        self._show("đang đọc…")
        self._load(self._member, self._year, self._known)

    @work(thread=True, exclusive=True, group="member", exit_on_error=False)
    def _load(self, member: str, year: int, known: Known | None) -> None:
        try:
            if known is None or known.year != year:
                known = Known(year, *self.program.data.archive.between(date(year, 1, 1), date.max))
            self.post_message(Told(member, known, member_year(member, year, known.meetings, internal=True)))
        except BienbanError as error:
            self.post_message(Told(member, Known(year, [], [str(error)]), None))

    @on(Told)
    def _told(self, event: Told) -> None:
        if (event.member, event.known.year) == (self._member, self._year):
            self._known, self._mine = event.known, event.mine
            self._show("không có tên ở kỳ họp nào trong năm")
            self._say(" ".join(event.known.problems[:2]))

    def _show(self, instead: str) -> None:
        """The year of the member, or a word ``instead`` of it."""
        known = next((m for m in self.program.data.book.members if m.id == self._member), None)
        head, parts = f"{known.name if known else self._member} · năm {self._year}: {instead}", []
        if mine := self._mine:
            who = f"{mine.meeting.names[self._member]} · {OFFICE[mine.person.office]} · {STATUS[mine.person.status]}"
            head, parts = f"{who} · năm {self._year}", sections(mine, self.program.clock().date())
        self.query_one("#head", Static).update(plain(f" {head}"))
        self.query_one("#text", Static).update(page(parts))
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    def action_year(self, step: int) -> None:
        """The year before or after, of those with meetings."""
        place = self._years.index(self._year) + step
        if not 0 <= place < len(self._years):
            self._say(f"Năm {self._year} là năm {'đầu tiên' if step < 0 else 'gần nhất'} có kỳ họp.")
            return
        self._year = self._years[place]
        self._ask()

    def action_step(self, step: int) -> None:
        """The member before or after in the list."""
        place = self._members.index(self._member) + step
        if 0 <= place < len(self._members):
            self._member = self._members[place]
            self._ask()
        else:
            self._say(f"Đây là đồng chí {'đầu' if step < 0 else 'cuối'} danh sách.")

    def action_write(self) -> None:
        """The paper for the yearly review, beside the last meeting of the year that had him on its roll."""
        if self._mine:
            self.program.write_paper(self._mine.meeting, Order("member-year", self._member))
        else:
            self._say(f"Năm {self._year} chưa có gì để xuất về đồng chí.")

    def action_back(self) -> None:
        """Back to the members."""
        self.dismiss()

    def _say(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))


def sections(mine: MemberYear, today: date) -> list[Section]:
    """Title and lines of each part of the page; a part with nothing in it has no lines."""
    return [
        (_figures(mine), list(strip(mine.attendance))),
        ("Nhiệm vụ và kết quả", [_owed(one, today) for one in mine.tasks]),
        ("Lời hứa khắc phục", [_owed(one, today) for one in mine.promises]),
        ("Ý kiến phát biểu", _lines(mine.remarks)),
        ("Biểu dương", _lines(mine.praise)),
        ("Nhắc nhở", _lines(mine.reminders)),
        ("Kỷ luật", _lines(mine.disciplined)),
        ("Tự phê bình", _lines(mine.self_criticisms)),
        ("Phê bình đồng chí khác", _lines(mine.criticisms)),
        ("Được phê bình", _lines(mine.criticised)),
    ]


def strip(attendance: Iterable[Came]) -> Iterator[str]:
    """Twelve months with a sign for each meeting under them, and what the signs mean."""
    months: list[str] = [""] * 12
    for came in attendance:
        months[came.day.month - 1] += sign(came)
    width = max(4, *(len(signs) + 1 for signs in months))
    yield "".join(f"T{number}".ljust(width) for number in range(1, 13)).rstrip()
    yield "".join((signs or "·").ljust(width) for signs in months).rstrip()
    yield LEGEND


def sign(came: Came) -> str:
    """One letter, two for somebody who came late and left early."""
    return ("M" * came.late + "S" * came.left) or SIGNS[came.mark]


def _figures(mine: MemberYear) -> str:
    kept = _counted(mine.promises)
    return (
        f"Dự {mine.attended}/{mine.due} kỳ, phát biểu ở {mine.spoken} kỳ, {mine.opinions} ý kiến · "
        f"nhiệm vụ {_counted(mine.tasks)} · lời hứa {kept}"
    )


def _counted(owed: Sequence[Outcome]) -> str:
    """``3, xong 2``."""
    return f"{len(owed)}, xong {sum(not one.open for one in owed)}" if owed else "0"


def _owed(one: Outcome, today: date) -> str:
    given = f"{short_date(one.given)}: " if one.given else ""
    told = told_result(one)
    line = f"{given}{one.text} (hạn {short_date(one.last_due)}) – {state(one, today)}"
    return f"{line}; {told}" if told else line


def _lines(found: Iterable[Heard], words: Callable[[Heard], str] = heard_words) -> list[str]:
    return [f"{short_date(h.meeting.date)}: {words(h)}{' (nội bộ)' if private(h.entry) else ''}" for h in found]
