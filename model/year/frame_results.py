"""What a frame comes to: criteria, contents, title; told as reached or not only where nothing open can change it.

What is open counts as the least on one side and the most on the other; where both sides agree, it is decided.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from model.scoring.expression import UnknownFactError, Value, fill, parse, parse_text
from model.vietnamese import short_date
from model.words import FOUND_BY, INCIDENT
from model.year.facts import Facts, YearView, cell_facts, member_facts
from model.year.frames import Case, Content, Criterion, Frame, Outcome
from model.year.record import Judged, Recognised, YearEntry


@dataclass(frozen=True)
class Row:
    """A criterion answered. ``points`` is None while nobody and nothing has; ``proposed`` are those of the record.

    ``word``: the number of the entry with a person's word, 0 where there is none; ``by_hand``: whether one is asked.
    """

    criterion: Criterion
    points: int | None
    proposed: int | None
    by_hand: bool
    reason: str
    facts: dict[str, Value]
    meetings: tuple[str, ...]
    entries: tuple[int, ...]
    word: int = 0
    applies: bool = True

    @property
    def max(self) -> int:
        """The most that it can give; 0 where it does not apply."""
        return self.criterion.max if self.applies else 0

    @property
    def met(self) -> bool | None:
        """Whether it gives its most; None while open."""
        return None if self.points is None else self.points == self.max

    def asks_reason(self, points: int) -> bool:
        """Whether a person who says so is asked why: less than the most, or other than the record proposes."""
        return points < self.criterion.max or (self.proposed is not None and points != self.proposed)


@dataclass(frozen=True)
class ContentResult:
    """A content with its criteria; ``reached`` is None while open, ``knocked`` why it is not reached whatever else."""

    content: Content
    rows: tuple[Row, ...]
    reached: bool | None
    knocked: tuple[str, ...] = ()


@dataclass(frozen=True)
class FrameResult:
    """A frame worked out. ``result`` is what is surely reached, None for nothing; until ``decided`` it may be better.

    ``why_not``: a sentence for each better result, why it is out of reach or still open.
    """

    frame: Frame
    contents: tuple[ContentResult, ...]
    result: Outcome | None
    decided: bool
    why_not: tuple[str, ...]
    month: int = 0
    member: str = ""

    @property
    def rows(self) -> list[Row]:
        """All criteria."""
        return [row for content in self.contents for row in content.rows]

    @property
    def points(self) -> int:
        """The points known so far."""
        return sum(row.points or 0 for row in self.rows)

    @property
    def best(self) -> bool | None:
        """Whether the first of the frame's results is reached; None while open."""
        first = self.frame.result[0]
        if self.decided:
            return self.result == first
        return None if _may(first, self.contents, most=True) else False


def evaluate(frame: Frame, view: YearView, *, month: int = 0, member: str = "") -> FrameResult:
    """The frame on the year as it stands; ``month`` in a frame by months, ``member`` in a frame of members."""
    seen = view.of_month(month) if month else view
    kinds = {**INCIDENT, **frame.kinds}
    facts = member_facts(seen, member, kinds) if frame.subject == "member" else cell_facts(seen, kinds)
    values = values_of(frame, facts)
    sight = _Sight(seen, facts, values, member, _words(frame, view, month, member))
    contents = [_content(frame, content, sight) for content in frame.content]
    result, decided, why_not = _ranked(frame, contents)
    return FrameResult(frame, tuple(contents), result, decided, why_not, month, member)


@dataclass(frozen=True)
class _Sight:
    """What the criteria are answered from; ``words``: criterion to the last word of a person on it."""

    view: YearView
    facts: Facts
    values: Mapping[str, Value]
    member: str
    words: Mapping[str, tuple[int, Judged]]


def _words(frame: Frame, view: YearView, month: int, member: str) -> dict[str, tuple[int, Judged]]:
    about = (frame.id, month, member)
    return {w.criterion: (n, w) for n, w in view.entries(Judged) if (w.frame, w.month, w.member) == about}


def _content(frame: Frame, content: Content, sight: _Sight) -> ContentResult:
    rows = tuple(_row(c, sight) for c in frame.criterion if c.content == content.id)
    knocks = [(k, asked(k.when, sight.values)) for k in frame.knock_out if k.content == content.id]
    held = tuple(fill(parse_text(k.reason), sight.values) for k, holds in knocks if holds)
    return ContentResult(content, rows, _reached(content, rows, [holds for _, holds in knocks]), held)


def values_of(frame: Frame, facts: Facts) -> dict[str, Value]:
    """The facts and what the frame defines by them, None where not known."""
    values: dict[str, Value] = {name: fact.value for name, fact in facts.items()}
    for name, source in frame.define.items():
        try:
            values[name] = parse(source)(values)
        except UnknownFactError:
            values[name] = None
    return values


def asked(condition: str, values: Mapping[str, Value]) -> bool | None:
    """Whether a condition holds; None where it rests on what is not known."""
    try:
        return bool(parse(condition)(values))
    except UnknownFactError:
        return None


# --- a criterion ----------------------------------------------------------------------------------


def _row(c: Criterion, sight: _Sight) -> Row:
    shown = {name: sight.values[fact] for name, fact in c.facts.items()}
    used = [sight.facts[fact] for fact in c.facts.values() if fact in sight.facts]
    meetings = tuple(dict.fromkeys(m for fact in used for m in fact.meetings))
    entries = tuple(dict.fromkeys(n for fact in used for n in fact.entries))
    applies = asked(c.applies, sight.values) if c.applies else True
    if applies is False:
        return Row(c, 0, None, False, "", shown, meetings, entries, applies=False)
    proposed, reason = _by_record(c, sight.values) if applies else (None, "")
    if c.mode == "auto":
        return Row(c, proposed, proposed, False, reason, shown, meetings, entries)
    if broken := [(n, i) for n, i in sight.view.incidents(sight.member) if i.kind in c.kinds]:
        first = broken[0][1]
        told = f"{short_date(first.day)}: {first.text} ({FOUND_BY[first.found_by]})"
        return Row(c, 0, 0, False, told, shown, meetings, tuple(dict.fromkeys((*entries, *(n for n, _ in broken)))))
    number, word = sight.words.get(c.id, (0, None))
    if word is None or not 0 <= word.points <= c.max:
        return Row(c, None, proposed, True, reason, shown, meetings, entries)
    return Row(c, word.points, proposed, True, word.reason, shown, meetings, (*entries, number), number)


def _by_record(c: Criterion, values: Mapping[str, Value]) -> tuple[int | None, str]:
    """Points by the record alone, None where it cannot say, and the reason for what is lost."""
    if c.when:
        holds = asked(c.when, values)
        points, reason = (None if holds is None else c.max * holds), c.reason
    else:
        case = _case(c.case, values)
        points, reason = (case.points, case.reason or c.reason) if case else (None, "")
    return points, fill(parse_text(reason), values) if points not in (None, c.max) else ""


def _case(cases: Sequence[Case], values: Mapping[str, Value]) -> Case | None:
    """The first case that holds; None where one before it rests on what is not known."""
    for case in cases:
        holds = asked(case.when, values) if case.when else True
        if holds is None:
            return None
        if holds:
            return case
    return None


# --- contents and results -------------------------------------------------------------------------


def _reached(content: Content, rows: Sequence[Row], knocks: Sequence[bool | None]) -> bool | None:
    """Whether the content is reached; None while that is open, or where none of its criteria applies."""
    least, most = _bounds(rows)
    needed = sum(row.max for row in rows) if content.least is None else content.least
    applying = any(row.applies for row in rows)
    if True in knocks or (applying and most < needed):
        return False
    return True if applying and least >= needed and None not in knocks else None


def _bounds(rows: Iterable[Row]) -> tuple[int, int]:
    """The least and the most that the criteria can still come to."""
    rows = list(rows)
    return sum(r.points or 0 for r in rows), sum(r.max if r.points is None else r.points for r in rows)


def _may(result: Outcome, contents: Sequence[ContentResult], *, most: bool) -> bool:
    """Whether the result is reached where all that is open turns out for it (``most``), or against it."""
    reached = {c.content.id for c in contents if c.reached or (most and c.reached is None)}
    points = _bounds([row for c in contents for row in c.rows])[most]
    return len(reached) >= result.count and reached >= set(result.including) and points >= result.from_


def _ranked(frame: Frame, contents: Sequence[ContentResult]) -> tuple[Outcome | None, bool, tuple[str, ...]]:
    """The first result that surely holds, once all before it surely do not; and why those do not."""
    why: list[str] = []
    decided = True
    for result in frame.result:
        if _may(result, contents, most=False):
            return result, decided, tuple(why)
        why.append(_why_not(result, contents))
        decided = decided and not _may(result, contents, most=True)
    return None, decided, tuple(why)


def _why_not(result: Outcome, contents: Sequence[ContentResult]) -> str:
    """Why the result is not reached, or not yet."""
    failed = [c.content.id for c in contents if c.reached is False]
    waiting = [c.content.id for c in contents if c.reached is None]
    least, most = _bounds([row for c in contents for row in c.rows])
    parts = []
    if failed and (set(failed) & set(result.including) or len(contents) - len(failed) < result.count):
        parts.append(f"nội dung {', '.join(failed)} không đạt")
    if waiting:
        parts.append(f"nội dung {', '.join(waiting)} chưa có đủ căn cứ")
    if least < result.from_:
        told = f"mới có {least}" if most >= result.from_ else f"chỉ có thể đến {most}"
        parts.append(f"{told} điểm, cần {result.from_}")
    reached = sum(c.reached is True for c in contents)
    return f"{result.name}: {'; '.join(parts) or f'có {reached} nội dung đạt, cần {result.count}'}."


# --- years in a row -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """The years looked at, this one first: whether the frame was reached, None where that is not known.

    ``reached``: whether it was in all of the years that the frame asks for.
    """

    years: tuple[tuple[int, bool | None], ...]
    reached: bool | None


def in_a_row(
    result: FrameResult, year: int, record: Iterable[YearEntry], earlier: Mapping[int, Iterable[YearEntry]]
) -> Run | None:
    """The years running; None for a frame without such a rule.

    An earlier year counts by what the upper committee decided on it, this one before that by what it comes to.
    """
    if result.frame.in_a_row is None:
        return None
    own = recognised(result.frame.id, record, result.member)
    years = [(year, own.reached if own else result.best)]
    for past in range(year - 1, year - result.frame.in_a_row.years, -1):
        found = recognised(result.frame.id, earlier.get(past, ()), result.member)
        years.append((past, found.reached if found else None))
    states = {state for _, state in years}
    return Run(tuple(years), False if False in states else None if None in states else True)


def recognised(frame_id: str, record: Iterable[YearEntry], member: str = "") -> Recognised | None:
    """What the upper committee decided last on the frame; ``record`` the entries that stand."""
    found = [e.event for e in record if isinstance(e.event, Recognised)]
    return next((r for r in reversed(found) if (r.frame, r.member) == (frame_id, member)), None)
