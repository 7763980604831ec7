"""Rule packs: how a meeting is held and its votes are judged, as dated data with their source (HD 42; HD 12)."""

from datetime import date
from functools import cache
from typing import Literal, get_args

from msgspec import Struct

from model.cell import PersonStatus
from model.errors import BadData, Refused
from model.parts import AgendaItem, Level, Matter, MeetingKind
from model.rules import load, resource
from model.vietnamese import short_date

SHIPPED = ("hd12-2018", "hd42-2025")
NEWEST = SHIPPED[-1]

Rule = Literal["majority", "two_thirds", "counted"]
Method = Literal["hands", "secret"]
Absence = Literal["excused", "unexcused", "on_duty"]
Day = date


class StatusRule(Struct, frozen=True, forbid_unknown_fields=True):
    """How one status counts: in the head count, in the attendance rate, in the base of votes.

    ``expected``: taken as present until marked. ``apart``: shown beside the figure, not in it. ``electable``: may be a
    candidate.
    """

    kind: PersonStatus
    head_count: Literal["yes", "apart", "no"]
    rate: Literal["yes", "apart", "no"]
    expected: bool
    base: Literal["always", "if_present", "never"]
    electable: bool


class AbsenceRule(Struct, frozen=True, forbid_unknown_fields=True):
    """How an absence for the whole meeting counts."""

    kind: Absence
    rate: bool
    base: bool


class MatterRule(Struct, frozen=True, forbid_unknown_fields=True):
    """What a vote on a matter needs, and in which form it may be taken.

    ``one_person``: one person at a time. ``options``: the answers that a ballot on it offers.
    """

    id: Matter
    rule: Rule
    methods: tuple[Method, ...]
    one_person: bool = False
    options: tuple[str, ...] = ()


class Length(Struct, frozen=True, forbid_unknown_fields=True):
    """Least minutes of a meeting; None where the source gives none of its own for combined meetings."""

    least: int
    combined: int | None = None


class Rate(Struct, frozen=True, forbid_unknown_fields=True):
    """The attendance that is asked for; ``strictly``: more than that."""

    percent: int
    strictly: bool


class Days(Struct, frozen=True, forbid_unknown_fields=True):
    """Whole days: documents at least so many before the meeting, finished papers at most so many after it."""

    documents_before: int
    finished_within: int


class YearGrade(Struct, frozen=True, forbid_unknown_fields=True):
    """A local rule on the year: its grade where no month is under ``each`` and ``months`` have the grade itself."""

    source: str
    grade: Level
    each: Level
    months: int


class Year(Struct, frozen=True, forbid_unknown_fields=True):
    """Counters of the year: excused in a row more often than this; so many months missed, or of dues unpaid."""

    excused_in_a_row: int
    months_missed: int | None = None
    grades: tuple[YearGrade, ...] = ()


class Pack(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule pack with its source and the day from which it holds."""

    id: str
    issuer: str
    number: str
    date: Day
    in_force_from: Day
    sheets: tuple[str, ...]
    length: Length
    attendance: Rate
    days: Days | None = None
    year: Year
    status: tuple[StatusRule, ...]
    absence: tuple[AbsenceRule, ...]
    matter: tuple[MatterRule, ...]
    agendas: dict[MeetingKind, list[str]]
    item: list[AgendaItem]

    def of_absence(self, kind: str) -> AbsenceRule:
        """The rule of an absence."""
        return next(rule for rule in self.absence if rule.kind == kind)

    def of_matter(self, matter: str) -> MatterRule:
        """The rule of a matter."""
        return next(rule for rule in self.matter if rule.id == matter)

    def least_minutes(self, kind: MeetingKind, own: int) -> int:
        """The least length of a meeting; a figure of the cell's ``own`` wins over that of the pack."""
        if own != self.length.least:
            return own
        return (kind == "combined" and self.length.combined) or self.length.least

    def enough_present(self, present: int, expected: int) -> bool:
        """Whether the attendance asked for is reached, compared as fractions."""
        reached, asked = present * 100, self.attendance.percent * expected
        return reached > asked if self.attendance.strictly else reached >= asked


def read_pack(text: str, name: str) -> Pack:
    """The pack of a file; raises :class:`BadData` naming file, place and what was expected there."""
    read = load(text, Pack, name)
    _each_once(name, "status", [rule.kind for rule in read.status], get_args(PersonStatus))
    _each_once(name, "absence", [rule.kind for rule in read.absence], get_args(Absence))
    _each_once(name, "matter", [rule.id for rule in read.matter], get_args(Matter))
    items = [item.id for item in read.item]
    if twice := next((i for i in items if items.count(i) > 1), ""):
        raise BadData(f"{name}, [[item]]: có hai nội dung cùng id “{twice}”. Xin sửa rồi làm lại.")
    for kind, agenda in read.agendas.items():
        if unknown := next((i for i in agenda if i not in items), ""):
            raise BadData(f"{name}, [agendas], {kind}: không có [[item]] nào mang id “{unknown}”. Xin sửa rồi làm lại.")
    if formless := next((rule.id for rule in read.matter if not rule.methods), ""):
        raise BadData(f"{name}, [[matter]] {formless}, methods: cần ít nhất một hình thức, hands hoặc secret.")
    return read


def _each_once(name: str, table: str, found: list[str], wanted: tuple[str, ...]) -> None:
    if twice := next((kind for kind in found if found.count(kind) > 1), ""):
        raise BadData(f"{name}, [[{table}]]: “{twice}” được ghi hai lần. Xin bỏ một bảng.")
    if missing := ", ".join(kind for kind in wanted if kind not in found):
        raise BadData(f"{name}, [[{table}]]: thiếu {missing}. Xin thêm mỗi loại một bảng.")


@cache
def pack(pack_id: str = NEWEST) -> Pack:
    """The shipped pack of that id; raises :class:`BadData` naming those there are."""
    if pack_id not in SHIPPED:
        raise BadData(f"Không có bộ quy tắc “{pack_id}”. Các bộ có sẵn: {', '.join(SHIPPED)}.")
    name = f"pack-{pack_id}.toml"
    return read_pack(resource(name), name)


def pack_on(day: Day) -> Pack:
    """The pack in force on ``day``; raises :class:`Refused` for a day before the first one."""
    packs = sorted(map(pack, SHIPPED), key=lambda p: p.in_force_from)
    held = [p for p in packs if p.in_force_from <= day]
    if not held:
        first = packs[0]
        raise Refused(
            f"Chưa có bộ quy tắc nào cho ngày {short_date(day)}; bộ sớm nhất là {first.number}, có hiệu lực từ "
            f"{short_date(first.in_force_from)}. Xin xem lại ngày họp."
        )
    return held[-1]
