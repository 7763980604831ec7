"""Phiếu chấm điểm: the sheet as scored, with a column for the upper committee."""

from exports.format.outline import Block, Cell, Paragraph, Signatures, Table
from exports.heads import begin
from exports.sentences import voted
from exports.source import Source, for_others
from exports.wording import Wording, stop
from model.events import GradeVote
from model.report import title
from model.scoring.points import Result, Row, score
from model.scoring.sheets import sheet_of

_HEADS = {
    "points": ("TT", "Tiêu chí", "Điểm tối đa", "Chi bộ chấm", "Cấp trên chấm", "Thuyết minh điểm trừ"),
    "levels": ("TT", "Tiêu chí", "Số tiêu chí", "Đạt", "Cấp trên: đạt", "Thuyết minh tiêu chí chưa đạt"),
}
_TOTAL = {"points": "Tổng điểm", "levels": "Số tiêu chí đạt"}


def paper(source: Source) -> list[Block]:
    """The sheet; a criterion that nobody and nothing has answered stays empty."""
    meeting = source.meeting
    wording = Wording(meeting)
    result = score(meeting, sheet_of(meeting.head))
    private = {key for key, (_, given) in meeting.scores.items() if given.internal}
    hidden = frozenset(criterion for on, criterion in private if on == result.sheet.id)
    subject = wording.own(result.sheet.title).removeprefix("Phiếu chấm điểm ")
    blocks = begin(source, "Phiếu chấm điểm", subject[:1].upper() + subject[1:], title(meeting))
    blocks.append(_table(result, wording, hidden))
    waiting = [row.criterion.id for row in result.rows if row.points is None]
    unknown = f", chưa có điểm tiêu chí {', '.join(waiting)}" if waiting else ""
    level = f"; mức {result.grade}" if result.grade else ""
    blocks.append(Paragraph(f"{_TOTAL[result.sheet.scale]}: {result.total}/{result.sheet.max}{unknown}{level}."))
    blocks += [Paragraph(stop(wording.own(reason))) for reason in result.lowered]
    for entry in for_others(meeting):
        if isinstance(entry.event, GradeVote):
            blocks.append(Paragraph(voted(meeting, entry.at, entry.event, wording, base=False), (entry.id,)))
    scorer, chair = (wording.name(meeting.roles.get(role, "")) for role in ("scorer", "chair"))
    return [*blocks, Signatures(("NGƯỜI CHẤM ĐIỂM", scorer), ("CHỦ TRÌ HỘI NGHỊ", chair))]


def _table(result: Result, wording: Wording, hidden: frozenset[str]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    groups = []
    for group in result.sheet.group:
        of_group = [row for row in result.rows if row.criterion.group == group.id]
        groups.append(len(rows))
        most, points = sum(row.max for row in of_group), sum(row.points or 0 for row in of_group)
        known: Cell = points if any(row.points is not None for row in of_group) else ""
        upper = [row.upper for row in of_group if row.upper is not None]
        rows.append((group.id, wording.own(group.title), most, known, sum(upper) if upper else "", ""))
        if len(of_group) > 1:
            rows += [_row(row, wording, hidden) for row in of_group]
        else:
            rows[-1] = (*rows[-1][:5], _reason(of_group[0], wording, hidden))  # the group is its one criterion
    groups.append(len(rows))
    upper_total = "" if result.upper_total is None else result.upper_total
    rows.append(("", "Cộng", result.sheet.max, result.total, upper_total, ""))
    return Table(
        _HEADS[result.sheet.scale], tuple(rows), (6, 36, 10, 11, 11, 26), "clcccl", dense=True, strong=frozenset(groups)
    )


def _row(row: Row, wording: Wording, hidden: frozenset[str]) -> tuple[Cell, ...]:
    points: Cell = "" if row.points is None else row.points
    upper: Cell = "" if row.upper is None else row.upper
    reason = _reason(row, wording, hidden)
    return (row.criterion.id, wording.own(row.criterion.title), row.max, points, upper, reason)


def _reason(row: Row, wording: Wording, hidden: frozenset[str]) -> str:
    """Why points are lost, or why the criterion does not count."""
    if row.criterion.id in hidden or (row.points == row.max and row.applies):
        return ""
    return wording.own(row.reason)
