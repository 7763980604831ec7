"""The rating of a year: who is to be rated, what each entry says of him, what is missing, odd, or over the cap.

The program gives nobody a level: people do, and it holds their levels against the votes and the record.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from model.cell import Member, called, roll
from model.days import months_later
from model.events import Vote
from model.meeting import Meeting
from model.vietnamese import short_date
from model.year.counters import held
from model.year.rating_evidence import Evidence, evidence, unmet
from model.year.rating_rules import Cap, RatingRule, cap, rated_year, rating_rule, settings_of
from model.year.record import (
    AnyYearEvent,
    Balloted,
    Decided,
    Proposed,
    RatedOrNot,
    RatingSettings,
    SelfRated,
    YearEntry,
    standing,
)

Earlier = Sequence[tuple[int, Iterable[YearEntry]]]
NONE = Evidence()
_AWAY = "Đang sinh hoạt tạm thời nơi khác: cần nhận xét của nơi đó"
_GONE = "Không còn trong danh sách của chi bộ: các mục đã ghi không tính"


@dataclass(frozen=True)
class Tally:
    """A ballot on somebody; from the ``minutes`` of the meeting of its day, or entered by hand."""

    ballot: Balloted
    minutes: bool = False

    @property
    def source(self) -> str:
        """Where it stands: ``biên bản ngày 20/12/2025``."""
        day = f" ngày {short_date(self.ballot.on)}" if self.ballot.on else ""
        return f"{'biên bản' if self.minutes else 'ghi tay, kiểm phiếu' if day else 'ghi tay'}{day}"

    def votes(self, level: str) -> int:
        """Papers for that level."""
        return self.ballot.votes.get(level, 0)

    @property
    def given(self) -> str:
        """The best level that more than half of the valid papers give, or a better one; empty where none has them.

        A reading: the sources only count the papers by level.
        """
        so_far = 0
        for level in rating_rule().names:
            so_far += self.votes(level)
            if so_far * 2 > self.ballot.valid:
                return level
        return ""


@dataclass(frozen=True)
class Rated:
    """One who is rated; ``member`` is empty for the cell. ``warnings`` ask for a change, ``hints`` for a look."""

    member: str
    name: str
    self_rated: SelfRated | None = None
    tally: Tally | None = None
    proposed: Proposed | None = None
    decided: Decided | None = None
    evidence: Evidence = NONE
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        """The level that is spoken of now: decided, proposed, of the votes or his own; empty before any."""
        if last := self.decided or self.proposed:
            return last.level
        given = self.tally.given if self.tally else ""
        return given or (self.self_rated.level if self.self_rated else "")


@dataclass(frozen=True)
class YearRating:
    """The rating of ``year``; ``left_out``: id, name and why he is not rated; ``caps`` by stage, ``over`` in words."""

    year: int
    rule: RatingRule
    settings: RatingSettings
    cell: Rated
    members: tuple[Rated, ...]
    left_out: tuple[tuple[str, str, str], ...] = ()
    caps: dict[str, Cap] = field(default_factory=dict)
    over: tuple[str, ...] = ()

    @property
    def cap_lines(self) -> list[str]:
        """The cap worked out, a line for each stage; one where both come to the same."""
        stages: dict[str, list[str]] = {}
        for stage, counted in self.caps.items():
            told = f" (mới ghi {counted.counted}/{len(self.members)})" if counted.counted < len(self.members) else ""
            stages.setdefault(f"{told}: {counted.sentence}", []).append(stage)
        return [f"{', '.join(named).capitalize()}{told}" for told, named in stages.items()]


def year_rating(
    year: int,
    record: Iterable[YearEntry],
    meetings: Iterable[Meeting],
    members: Iterable[Member],
    *,
    day: date,
    earlier: Earlier = (),
    cell_name: str = "Chi bộ",
) -> YearRating:
    """The rating as it stands on ``day``. ``meetings``: those of the year, and those after it that may look back."""
    record, meetings, members = list(record), list(meetings), list(members)
    rule, settings = rating_rule(), settings_of(record, earlier)
    entered = [e.event for e in standing(record)]
    chosen = {event.member: event for event in entered if isinstance(event, RatedOrNot)}
    names = {m.id: m.name for m in members} | called(roll(members, day))
    why = {m.id: reason for m in members if (reason := _why_not(m, year, day, settings)) is not None}
    away = {m.id for m in members if m.status_on(day) == "away"}
    why |= {m: _GONE for event in entered if (m := getattr(event, "member", "")) and m not in why}
    shown = evidence(m for m in meetings if m.date.year == year)
    voted = tallies(meetings, year)
    rows: list[Rated] = []
    left_out: list[tuple[str, str, str]] = []
    for who, reason in why.items():
        choice = chosen.get(who)
        if choice.rated if choice else not reason:
            hints = [f"{reason}; vẫn xếp loại: {choice.reason}"] if choice and reason else []
            hints += [_AWAY] if who in away else []
            row = _row(entered, who, names.get(who, who), told=voted.get(who), shown=shown.get(who, NONE), hints=hints)
            rows.append(row)
        else:
            left_out.append((who, names.get(who, who), choice.reason if choice else reason))
    levels = {
        "Đề nghị": [r.proposed.level for r in rows if r.proposed],
        "Quyết định": [r.decided.level for r in rows if r.decided],
    }
    caps = {stage: cap(given, settings) for stage, given in levels.items() if given}
    over = tuple(_over(rows, caps, rule))
    return YearRating(year, rule, settings, _row(entered, "", cell_name), tuple(rows), tuple(left_out), caps, over)


def decided_levels(record: Iterable[YearEntry], meetings: Iterable[Meeting]) -> dict[str, str]:
    """The level that the upper committee decided for each member; nobody stands in it before his is decided.

    Of the cell's own members: those on the roll of the last of ``meetings`` that was held for all members, guests left
    out; all where none was.
    """
    last = [m for m in held(meetings) if m.head.kind != "committee"][-1:]
    own = {p.id for p in last[0].presence.cell_members} if last else None
    decided = (e.event for e in standing(record) if isinstance(e.event, Decided) and e.event.member)
    return {d.member: d.level for d in decided if own is None or d.member in own}


def tallies(meetings: Iterable[Meeting], year: int) -> dict[str, Tally]:
    """The ballots on members in the minutes of meetings that rated ``year``; a later one replaces the earlier."""
    found: dict[str, Tally] = {}
    for meeting in held(meetings):
        for vote in (e.event for e in meeting.votes):
            if rated_year(meeting.date) != year or not isinstance(vote, Vote) or vote.matter != "rating":
                continue
            for q in vote.question:
                ballot = Balloted(
                    member=q.person, issued=vote.issued or 0, returned=vote.returned or 0, valid=vote.valid or 0,
                    invalid=vote.invalid or 0, votes={o.name: o.votes for o in q.option}, no_opinion=q.no_opinion or 0,
                    on=meeting.date,
                )  # fmt: skip
                found[q.person] = Tally(ballot, minutes=True)
    return found


def _why_not(member: Member, year: int, day: date, settings: RatingSettings) -> str | None:
    """Why a member is not to be rated, empty where he is; None for somebody who does not belong to the cell."""
    status = member.status_on(day)
    if status is None:
        return None
    if status == "guest":
        return "Sinh hoạt tạm thời: xếp loại ở nơi sinh hoạt chính thức"
    if status == "exempt" and not settings.exempt:
        return "Được miễn công tác và sinh hoạt"
    if status == "suspended" and not settings.suspended:
        return "Đang bị đình chỉ sinh hoạt"
    if member.admitted and months_later(member.admitted, settings.months) > date(year, 12, 31):
        return f"Vào Đảng ngày {short_date(member.admitted)}: chưa đủ {settings.months} tháng đến hết năm"
    return ""


def _row(
    entered: Iterable[AnyYearEvent],
    who: str,
    name: str,
    *,
    told: Tally | None = None,
    shown: Evidence | None = None,
    hints: Iterable[str] = (),
) -> Rated:
    """``told``: the ballot of the minutes, which stands before one entered by hand; ``shown``: None for the cell."""
    own: SelfRated | None = None
    by_hand: Balloted | None = None
    proposed: Proposed | None = None
    decided: Decided | None = None
    for event in entered:
        match event:
            case SelfRated(member=member) if member == who:
                own = event
            case Balloted(member=member) if member == who:
                by_hand = event
            case Proposed(member=member) if member == who:
                proposed = event
            case Decided(member=member) if member == who:
                decided = event
    tally = told or (Tally(by_hand) if by_hand else None)
    steps = {"tự xếp": own, "phiếu": tally, "đề nghị": proposed, "quyết định": decided}
    missing = tuple(step for step, entry in steps.items() if entry is None)
    warnings = list(_warnings(tally, own, proposed, decided))
    if told and by_hand and by_hand.votes != told.ballot.votes:
        warnings.append(f"Phiếu ghi tay khác {told.source}: lấy theo biên bản")
    rated = Rated(who, name, own, tally, proposed, decided, shown or NONE, missing, tuple(warnings))
    return replace(rated, hints=(*hints, *(_hints(rated) if shown else ())))


def _warnings(
    tally: Tally | None, own: SelfRated | None, proposed: Proposed | None, decided: Decided | None
) -> Iterator[str]:
    rule, given = rating_rule(), tally.given if tally else ""
    for word, said in (("Tự xếp", own), ("Đề nghị", proposed)):
        if said and said.points is not None and (by_points := rule.of_points(said.points).name) != said.level:
            told = str(said.points).replace(".", ",")
            yield f"{word} “{rule.short(said.level)}” nhưng {told} điểm là mức “{rule.short(by_points)}”"
    for word, step in (("Đề nghị", proposed), ("Quyết định", decided)):
        if step and tally and (not given or rule.better(step.level, given)):
            got = f"phiếu cho mức “{rule.short(given)}”" if given else "không mức nào quá nửa số phiếu"
            count = f"{tally.votes(step.level)}/{tally.ballot.valid} phiếu cho mức này"
            yield f"{word} “{rule.short(step.level)}” cao hơn phiếu: {got}, {count}"


def _hints(rated: Rated) -> Iterator[str]:
    """What the record says to the level spoken of."""
    rule, shown = rating_rule(), rated.evidence
    if rated.level:
        level = next(one for one in rule.level if one.name == rated.level)
        yield from (f"{level.short}: {sentence}" for sentence in unmet(shown, level))
    if rated.proposed and rated.decided and rated.proposed.level != rated.decided.level:
        yield "Quyết định khác đề nghị của chi bộ"
    if shown.expected < shown.meetings:
        yield f"Chỉ phải dự {shown.expected}/{shown.meetings} kỳ thường kỳ: xem có đủ thời gian để xếp loại"
    if shown.unexcused:
        yield f"Vắng không lý do {shown.unexcused} kỳ"
    yield from (f"Bị {form}: đối chiếu điều kiện của từng mức" for form in shown.discipline)


def _over(rows: Iterable[Rated], caps: dict[str, Cap], rule: RatingRule) -> Iterator[str]:
    """For each stage over the cap: who has the best level, by the papers for it."""
    best = rule.names[0]
    for stage, counted in caps.items():
        if not counted.down:
            continue
        steps = ((row, row.proposed if stage == "Đề nghị" else row.decided) for row in rows)
        chosen = [row for row, step in steps if step and step.level == best]
        chosen.sort(key=lambda row: -row.tally.votes(best) if row.tally else 1)
        told = (f"{row.name} {_papers(row.tally, best)}" for row in chosen)
        yield f"{stage} xuất sắc vượt trần {counted.most}; theo số phiếu xuất sắc: {', '.join(told)}."


def _papers(tally: Tally | None, level: str) -> str:
    return f"{tally.votes(level)}/{tally.ballot.valid}" if tally else "chưa có phiếu"
