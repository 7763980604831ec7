"""The cell, its members and their statuses, which have dates (HD 42; Charter of the Party)."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from model.errors import Refused
from model.vietnamese import short_date

StatusKind = Literal["official", "probationary", "exempt", "away", "guest", "suspended"]
PersonStatus = Literal[StatusKind, "invited"]
Office = Literal["leader", "deputy_leader", "committee_member", "member"]
CellKind = Literal["to-dan-pho", "thon", "co-quan", "truong-hoc", "doanh-nghiep", "luc-luong-vu-trang"]


class Term(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A term of office: the numbers of papers run within it."""

    name: str = ""
    since: date | None = None
    until: date | None = None


class Cell(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The cell and its settings. Minimum length in minutes; committee, leader and deputy are ids of members.

    ``thematic_sheet``: the scoring sheet of thematic meetings, where they have one of their own.
    """

    name: str
    upper: str = ""
    locality: str = ""
    place: str = ""
    kind: CellKind = "to-dan-pho"
    minimum_minutes: int = 90
    monthly_day: int = 3
    leader: str = ""
    deputy_leader: str = ""
    committee: tuple[str, ...] = ()
    sheet: str = "an-phu-2025"
    thematic_sheet: str = ""
    spelling: Literal["ủy", "uỷ"] = "ủy"
    upper_word: Literal["ĐẢNG BỘ", "ĐẢNG ỦY"] = "ĐẢNG BỘ"
    signature: Literal["T/M CHI BỘ", "T/M CHI ỦY"] = "T/M CHI BỘ"
    number_on_minutes: bool = True
    code_on_papers: bool = True
    term: Term = Term()


def next_meeting_day(cell: Cell, today: date) -> date:
    """The cell's own day of this month, or of the next where it is over; the last day of a month that is shorter."""
    this = _day_of(today.year, today.month, cell.monthly_day)
    if this >= today:
        return this
    return _day_of(today.year + today.month // 12, today.month % 12 + 1, cell.monthly_day)


def _day_of(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def check_cell(cell: Cell) -> None:
    """Raise :class:`Refused` for settings that cannot be."""
    if not 1 <= cell.monthly_day <= 31:
        raise Refused("Ngày họp hằng tháng phải từ 1 đến 31.")
    if not 1 <= cell.minimum_minutes <= 600:
        raise Refused("Thời lượng tối thiểu phải từ 1 đến 600 phút.")
    if cell.term.since and cell.term.until and cell.term.until < cell.term.since:
        raise Refused("Nhiệm kỳ kết thúc trước khi bắt đầu: xin xem lại hai ngày.")


class Status(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A status from ``since`` to ``until``, both days included; None is without bound."""

    kind: StatusKind
    since: date | None = None
    until: date | None = None
    note: str = ""

    def check(self) -> None:
        """Raise :class:`Refused` where it ends before it begins."""
        if self.since and self.until and self.until < self.since:
            raise Refused("Tình trạng kết thúc trước khi bắt đầu: xin xem lại hai ngày.")

    def holds_on(self, day: date) -> bool:
        """Whether the status holds on ``day``."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Member(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A member as the book keeps him; ``id`` and ``code`` are given once and never change, also when the name does."""

    id: str
    name: str
    born: date | None = None
    gender: str = ""
    ethnicity: str = ""
    admitted: date | None = None
    official_on: date | None = None
    office: Office = "member"
    code: str = ""
    statuses: tuple[Status, ...] = ()
    phone: str = ""
    note: str = ""

    def status_on(self, day: date) -> StatusKind | None:
        """The status on ``day``; None for somebody who does not belong to the cell on it.

        The status that began last wins; where none holds, the dates of admission and official membership tell.
        """
        holding = [s for s in self.statuses if s.holds_on(day)]
        if holding:
            return max(holding, key=lambda s: s.since or date.min).kind
        if any(s.kind == "guest" for s in self.statuses):
            return None  # a guest before his time here, or after it
        if self.official_on is not None and self.official_on <= day:
            return "official"
        return "probationary" if self.admitted is None or self.admitted <= day else None

    def on_probation(self, day: date) -> bool:
        """Whether the dates of admission and official membership tell that he is not official yet on ``day``."""
        known = self.admitted is not None or self.official_on is not None
        return known and (self.official_on is None or day < self.official_on)


class Person(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody at one meeting, as on its day: a member of the roll or, with status ``invited``, a guest.

    ``on_probation``: away, exempt or suspended while probationary still, and so never with a vote.
    """

    id: str
    name: str
    born: date | None = None
    status: PersonStatus = "invited"
    office: Office = "member"
    role: str = ""
    code: str = ""
    on_probation: bool = False


def roll(members: Iterable[Member], day: date) -> tuple[Person, ...]:
    """The members as they stand on ``day``, those not yet admitted left out."""
    return tuple(
        Person(
            id=m.id,
            name=m.name,
            born=m.born,
            status=status,
            office=m.office,
            code=m.code,
            on_probation=status in ("exempt", "away", "suspended") and m.on_probation(day),
        )
        for m in members
        if (status := m.status_on(day)) is not None
    )


def attending(people: tuple[Person, ...], kind: str, cell: Cell) -> tuple[Person, ...]:
    """Those on the roll whom a meeting of that kind is for: all of them, or the committee (chi ủy).

    Raises :class:`Refused` where the cell has no committee.
    """
    if kind != "committee":
        return people
    listed = {cell.leader, cell.deputy_leader, *cell.committee}
    members = tuple(p for p in people if p.office != "member" or p.id in listed)
    if not members:
        raise Refused("Chi bộ chưa có chi ủy: xin ghi chức vụ của bí thư, chi ủy viên trong danh sách đảng viên trước.")
    return members


def called(people: Iterable[Person]) -> dict[str, str]:
    """Id to the name for reading: the year of birth tells apart two of one name, ``Nguyễn Văn Lượng (1979)``."""
    people = list(people)
    born = {p.id: p.born for p in people}
    names = {}
    for ident, ref in references(people).items():
        name, _, mark = ref.partition("|")
        year = born[ident]
        names[ident] = f"{name} ({year.year if year else mark})" if mark else name
    return names


def references(people: Iterable[Person]) -> dict[str, str]:
    """Id to the name that is clear: ``Họ tên``, or ``Họ tên|dd/mm/yyyy`` where two on the roll share it.

    Where the date of birth of such a one is not known, his place among them stands for it: ``Họ tên|2``.
    """
    people = list(people)
    names = Counter(p.name for p in people if p.status != "invited")
    seen: Counter[str] = Counter()
    refs = {}
    for p in people:
        refs[p.id] = p.name
        if names[p.name] > 1 and p.status != "invited":
            seen[p.name] += 1
            refs[p.id] = f"{p.name}|{short_date(p.born) if p.born else seen[p.name]}"
    return refs
