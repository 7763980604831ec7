"""Old minutes: what can be recognised in them with certainty. The rest stays text; nothing is guessed in silence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from model.cell import Cell, Member, roll
from model.errors import BadData
from model.old_minutes.counts import attendance
from model.old_minutes.decisions import decisions, heading_times, tasks
from model.old_minutes.head import day_doubts, head, kind, parts, title_line
from model.old_minutes.lines import Doubt, Fact, Line, one
from model.old_minutes.people import Names, key
from model.old_minutes.times import clock_of
from model.old_minutes.votes import vote_times, votes
from model.parts import MeetingKind
from model.vietnamese import fold

_LONGEST = 5000
"""Letters of a paragraph in which facts are looked for."""


@dataclass(frozen=True)
class Recognised:
    """A file read: its lines, the day and kind of its meeting, facts in the order of the text, doubts.

    ``times``: line to the time of the day that it tells of itself.
    """

    name: str
    lines: tuple[Line, ...]
    day: date
    kind: MeetingKind
    facts: tuple[Fact, ...]
    doubts: tuple[Doubt, ...]
    times: dict[int, time]


def recognised(
    lines: Sequence[Line],
    name: str,
    cell: Cell,
    members: Iterable[Member],
    *,
    day: date | None = None,
    kind_told: MeetingKind | None = None,
) -> Recognised:
    """What the lines of a file named ``name`` say; ``day`` and ``kind_told`` where the user says them himself.

    Raises :class:`BadData` where the file is no minutes of a meeting, or does not tell day or kind with certainty.
    """
    lines, whole = [line if len(line.text) <= _LONGEST else replace(line, text="", cells=()) for line in lines], lines
    title = title_line(lines)
    if title < 0:
        raise BadData(f"{name}: không thấy dòng “BIÊN BẢN” ở đầu, nên không phải biên bản họp.")
    end = parts(lines, title)
    found_kind, why = kind(lines, title)
    if kind_told is None and found_kind is None:
        raise BadData(f"{name}: {why}. Nếu đúng là biên bản họp, xin nhập lại kèm --kind.")
    heads = list(head(lines, title, end))
    on, doubts = _day(heads, name, day)
    taken = [on] if on else []
    held_on: date = day or (on.value if on else date.min)
    taken += [found_kind] if found_kind and kind_told in (None, found_kind.value) else []
    for what in ("place", "opened", "closed"):
        single, unclear = one(heads, what)
        taken, doubts = taken + ([single] if single else []), doubts + unclear
    taken, doubts = _in_order(*_same_day(taken, doubts, heads, held_on))
    names = Names(roll(members, held_on))
    counted, unclear = attendance(lines[title:end], names)
    total = next((f.value for f in counted if f.what == "total"), None)
    decided, doubtful = votes(lines[end:], total)
    given, unowned = tasks(lines, names, held_on)
    others, contradicting = _scored_once([*decided, *decisions(lines[end:])])
    facts = [*taken, *counted, *given, *others]
    doubts += [*day_doubts(heads, held_on, lines, title), *_other_cell(lines[:title], cell)]
    doubts += [*unclear, *doubtful, *unowned, *contradicting]
    return Recognised(
        name,
        tuple(whole),
        held_on,
        kind_told or (found_kind.value if found_kind else "regular"),
        tuple(sorted(facts, key=lambda f: (f.line, f.span))),
        tuple(sorted(doubts, key=lambda d: d.line)),
        _times(lines),
    )


def _scored_once(facts: list[Fact]) -> tuple[list[Fact], list[Doubt]]:
    """The facts with points and level once each; without them where they contradict one another or cannot be."""
    kept, doubts = [f for f in facts if f.what not in ("points", "level")], []
    for what in ("points", "level"):
        single, contradicting = one(facts, what)
        doubts += contradicting
        if single and what == "points" and single.value[0] > (single.value[1] or single.value[0]):
            doubts.append(Doubt(single.line, single.words, "Điểm nhiều hơn điểm tối đa: không lấy số này."))
        elif single:
            kept.append(single)
    return kept, doubts


def _day(heads: Sequence[Fact], name: str, told: date | None) -> tuple[Fact | None, list[Doubt]]:
    """The day by the opening words, else by the head of the paper; raises BadData where neither tells one day."""
    doubts: list[Doubt] = []
    for what in ("date", "head_date"):
        single, unclear = one(heads, what)
        doubts += unclear
        if single or unclear:
            break
    if told:
        return (single if single and single.value == told else None), doubts
    if single is None:
        why = doubts[0].why.rstrip(".") if doubts else "không thấy ngày họp ở phần mở đầu"
        raise BadData(f"{name}: {why[0].lower()}{why[1:]}. Xin nhập lại kèm --date ngày/tháng/năm.")
    return single, doubts


def _same_day(
    facts: list[Fact], doubts: list[Doubt], heads: Sequence[Fact], day: date
) -> tuple[list[Fact], list[Doubt]]:
    """Without a time of closing that the minutes put on another day."""
    other = next((f for f in heads if f.what == "closed on" and f.value != day), None)
    if other is None:
        return facts, doubts
    wrong = Doubt(other.line, other.words, "Câu kết thúc ghi ngày khác với ngày họp: không lấy giờ kết thúc.")
    return [f for f in facts if f.what != "closed"], [*doubts, wrong]


def _in_order(facts: list[Fact], doubts: list[Doubt]) -> tuple[list[Fact], list[Doubt]]:
    """Without the times of opening and closing where the one is not before the other."""
    at = {f.what: f for f in facts if f.what in ("opened", "closed")}
    if len(at) < 2 or at["opened"].value < at["closed"].value:
        return facts, doubts
    why = f"Giờ kết thúc {at['closed'].words} không sau giờ bắt đầu {at['opened'].words}: không lấy giờ nào."
    wrong = Doubt(at["closed"].line, at["closed"].words, why)
    return [f for f in facts if f.what not in at], [*doubts, wrong]


def _other_cell(lines: Sequence[Line], cell: Cell) -> list[Doubt]:
    """The name of a cell at the head of the paper, where it is another than the user's."""
    said = [(line, part) for line in lines for part in (line.cells or (line.text,)) if fold(part).startswith("chi bo")]
    if any(key(cell.name) == key(part)[: len(key(cell.name))] for _, part in said):
        return []
    return [Doubt(line.number, part, f"Biên bản ghi “{part}”, không phải {cell.name}.") for line, part in said[:1]]


def _times(lines: Sequence[Line]) -> dict[int, time]:
    times = {number: time(hour, minute) for number, hour, minute in heading_times(lines)}
    for number, found in vote_times(lines):
        start = found.re.groupindex["at"]
        if at := clock_of(found.groups()[start : start + 5]):
            times[number] = at
    return times


WHAT = {
    "date": "Ngày họp", "kind": "Loại họp", "place": "Địa điểm", "opened": "Giờ bắt đầu", "closed": "Giờ kết thúc",
    "total": "Tổng số", "expected": "Phải dự", "present": "Có mặt", "absent": "Vắng", "excused": "Vắng có lý do",
    "unexcused": "Vắng không lý do", "absentee": "Người vắng", "chair": "Chủ trì", "recorder": "Thư ký",
    "scorer": "Người chấm điểm", "vote": "Biểu quyết", "task": "Nhiệm vụ", "conclusion": "Kết luận",
    "points": "Điểm", "level": "Mức",
}  # fmt: skip
"""The Vietnamese word for each kind of fact."""
NEEDED = ("date", "kind")
"""Facts without which there is no meeting."""
