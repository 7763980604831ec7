"""The year of the cell in parts to turn through: lines, what stands behind each, what Enter does on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from exports.year.source import YearSource
from model.cell import called
from model.vietnamese import percent, short_date
from model.words import PROGRESS
from model.year.counters import quarters
from model.year.facts import cell_facts
from model.year.frame_report import (
    REACHED,
    answer,
    content_state,
    evidence,
    outcome,
    run_told,
    why_open,
)
from model.year.frame_results import ContentResult, FrameResult, Row
from model.year.frames import touched_by
from model.year.frames_of_year import FrameOfYear
from model.year.grades import year_level, year_rule
from model.year.record import (
    Commitment,
    CommitmentFollowed,
    Registered,
    Target,
    TargetProgress,
    Withdrawn,
    withdrawn,
)
from tui.year_told import Teller


@dataclass(frozen=True)
class Act:
    """What Enter does on a line: ``judge``, ``open``, ``recognise``, ``progress``, ``follow``.

    ``result``: the frame's, ``row`` the criterion; ``number``: the entry that is followed.
    """

    kind: str
    result: FrameResult | None = None
    row: Row | None = None
    number: int = 0

    @property
    def inside(self) -> tuple[int, str] | None:
        """The month and member that ``open`` leads to."""
        return (self.result.month, self.result.member) if self.result else None


@dataclass(frozen=True)
class Line:
    """A line; ``detail`` what is told of it when it is marked, ``entry`` what one key takes back, 0 for nothing."""

    text: str
    detail: tuple[str, ...] = ()
    entry: int = 0
    act: Act | None = None


@dataclass(frozen=True)
class Part:
    """A part of the year. ``inside``: lines of the months or members in it; ``adds``: what can be added here."""

    id: str
    title: str
    lines: tuple[Line, ...]
    inside: dict[tuple[int, str], tuple[Line, ...]] = field(default_factory=dict)
    adds: str = ""


def parts(source: YearSource) -> list[Part]:
    """All parts of a year, from its source."""
    teller = teller_of(source)
    return [
        Part("overview", "Cả năm", tuple(_overview(source, teller))),
        *(_frame(one, source, teller) for one in source.worked_out),
        Part("incidents", "Sự việc", tuple(_incidents(source, teller)), adds="incident"),
        Part("targets", "Đăng ký, chỉ tiêu", tuple(_targets(source, teller)), adds="target"),
        Part("commitments", "Cam kết", tuple(_commitments(source, teller)), adds="commitment"),
        Part("entries", "Đã ghi", tuple(_entries(source, teller))),
    ]


def names_of(source: YearSource) -> dict[str, str]:
    """Everybody whom the year knows, by id."""
    met = {p.id: p for m in source.meetings for p in m.presence.cell_members}
    return called([*{**met, **{p.id: p for p in source.people}}.values()])


def teller_of(source: YearSource) -> Teller:
    """The words for the entries of a year."""
    return Teller(names_of(source), [one.frame for one in source.worked_out])


# --- the whole year -------------------------------------------------------------------------------


def _overview(source: YearSource, teller: Teller) -> Iterator[Line]:
    facts = {name: fact.value for name, fact in cell_facts(source.view).items()}
    rate = facts["attendance_average"]
    average = f", tỉ lệ dự {percent(rate / 100)} %" if isinstance(rate, Fraction) else ""
    missed = f", {facts['months_without_meeting']} tháng đã qua chưa ghi họp"
    yield Line(f"Sinh hoạt thường kỳ: {facts['regular_meetings']} kỳ{missed}{average}")
    told = []
    for q in quarters(source.meetings, source.year, source.day):
        told.append(f"quý {q.number} {'có' if q.thematic else 'chưa có' if q.lacking else 'chưa đến'}")
    yield Line(f"Chuyên đề: {', '.join(told)}")
    for g in source.view.graded:
        points = "chưa có điểm" if g.points is None else f"{g.points} điểm"
        yield Line(f"  {short_date(g.meeting.date)}  {points:<12} {g.level or 'chưa có mức'}", g.lost)
    rule = year_rule()
    level, why = year_level(rule, source.view.graded)
    yield Line(f"{rule.title}: {level or 'chưa xếp được mức'}", (f"Theo {rule.issuer}.", *why))
    for who, c in source.view.counted.items():
        if c.too_often_excused:
            yield Line(f"Vắng có lý do {c.excused_longest} kỳ liên tiếp: {teller.name(who)}")
        if c.unexcused:
            yield Line(f"Vắng không lý do {c.unexcused} lần: {teller.name(who)}")
        if c.to_be_considered:
            yield Line(f"Bỏ sinh hoạt hoặc nợ đảng phí từ 3 tháng, phải xem xét: {teller.name(who)}")


# --- frames ---------------------------------------------------------------------------------------


def _frame(one: FrameOfYear, source: YearSource, teller: Teller) -> Part:
    title = f"{one.frame.title} · {'đã đăng ký' if one.registered else 'chưa đăng ký'}"
    if one.frame.subject == "cell" and one.frame.period == "year":
        return Part(one.frame.id, title, tuple(_result_lines(one.results[0], one, teller)))
    inside = {(r.month, r.member): tuple(_result_lines(r, one, teller)) for r in one.results}
    lines = []
    for r in one.results:
        reached = sum(c.reached is True for c in r.contents)
        about = ", ".join(filter(None, (teller.name(r.member), f"tháng {r.month}" if r.month else "")))
        state = f"{reached}/{len(r.contents)} nội dung đạt · {outcome(r)}"
        lines.append(Line(f"{about:<28} {state}", r.why_not, act=Act("open", r)))
    return Part(one.frame.id, title, tuple(lines), inside)


def _result_lines(result: FrameResult, one: FrameOfYear, teller: Teller) -> Iterator[Line]:
    points = f" · đã có {result.points} điểm" if one.frame.scale == "points" else ""
    detail = [*result.why_not]
    if one.run and one.frame.in_a_row:
        told = f"{run_told(one.run, one.frame.in_a_row.years)}."
        detail.append(f"{told} {one.frame.in_a_row.title}." if one.run.reached else told)
    if one.recognised:
        detail.append(f"{teller.told(one.recognised)}.")
    act = Act("recognise", result) if not result.month else None
    if act:
        detail.append("Enter: ghi kết quả được cấp trên công nhận.")
    yield Line(f"Kết quả: {outcome(result)}{points}", tuple(detail), act=act)
    for content in result.contents:
        if len(content.rows) == 1:
            yield _row_line(content.rows[0], result, content)
            continue
        yield Line(f"{content.content.id}. {content.content.title}: {content_state(content)}", content.knocked)
        for row in content.rows:
            yield _row_line(row, result, None)


def _row_line(row: Row, result: FrameResult, content: ContentResult | None) -> Line:
    """A criterion; with its content where that has no other."""
    state = REACHED[content.reached] if content and result.frame.scale == "pass" else answer(row, result.frame.scale)
    indent = "" if content else "  "
    waits = f" ({why_open(row)})" if row.by_hand and row.points is None else ""
    text = f"{indent}{row.criterion.id:>2}. {state:<10} {row.criterion.title}{waits}"
    detail = [f"{row.criterion.title}: {answer(row, result.frame.scale)}"]
    if content and (content.knocked or result.frame.scale == "points"):
        detail.append(f"Nội dung {content.content.id}: {content_state(content)}")
    detail += [said for said in (row.reason, why_open(row), evidence(row)) if said]
    if row.meetings:
        detail.append(f"Các cuộc họp ngày {', '.join(f'{m[8:10]}/{m[5:7]}' for m in row.meetings)}")
    if row.entries:
        detail.append(f"Điều đã ghi số: {', '.join(map(str, row.entries))}")
    act = Act("judge", result, row) if row.by_hand else None
    return Line(text, tuple(detail), row.word, act)


# --- what was entered -----------------------------------------------------------------------------


def _incidents(source: YearSource, teller: Teller) -> Iterator[Line]:
    for number, incident in source.view.incidents():
        touched = [told for one in source.worked_out for told in touched_by(incident, one.frame)]
        yield Line(teller.incident(incident), (f"Thuộc: {'; '.join(touched)}",) if touched else (), number)


def _targets(source: YearSource, teller: Teller) -> Iterator[Line]:
    for number, done in source.view.entries(Registered):
        yield Line(teller.told(done), entry=number)
    words = source.view.entries(TargetProgress)
    for number, target in source.view.entries(Target):
        told = [(n, p) for n, p in words if p.target == number]
        over = target.due in source.view.months
        state = PROGRESS[told[-1][1].state] if told else "đã đến hạn, chưa có kết quả" if over else "chưa có kết quả"
        detail = tuple(_dated(p.day, PROGRESS[p.state], p.text) for _, p in told)
        yield Line(f"{state}: {teller.target(target)}", detail, number, Act("progress", number=number))


def _commitments(source: YearSource, teller: Teller) -> Iterator[Line]:
    words = source.view.entries(CommitmentFollowed)
    signed = source.view.entries(Commitment)
    for number, commitment in signed:
        told = [f for _, f in words if f.commitment == number]
        state = "chưa theo dõi" if not told else "giữ đúng" if told[-1].kept else "không giữ"
        detail = tuple(_dated(f.day, "giữ đúng" if f.kept else "không giữ", f.text) for f in told)
        yield Line(f"{state}: {teller.commitment(commitment)}", detail, number, Act("follow", number=number))
    missing = [p.id for p in source.people if p.status == "official" and p.id not in {c.member for _, c in signed}]
    if signed and missing:
        yield Line(f"Chưa ký: {len(missing)} đảng viên chính thức", tuple(teller.name(who) for who in missing))


def _dated(day: date, state: str, text: str) -> str:
    return f"{short_date(day)}: {state}{f', {text}' if text else ''}"


def _entries(source: YearSource, teller: Teller) -> Iterator[Line]:
    """Every entry with its number, also what was withdrawn: the same key takes it back and brings it back."""
    gone = withdrawn(source.record)
    for entry in reversed(source.record):
        if isinstance(entry.event, Withdrawn):
            continue
        mark = "đã gỡ · " if entry.id in gone else ""
        text = f"{entry.id:>3}. {mark}{teller.told(entry.event)}"
        yield Line(text, (f"Ghi lúc {entry.at:%H:%M %d/%m/%Y}",), gone.get(entry.id, entry.id))
