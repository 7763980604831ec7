"""Phiếu tự đánh giá of a frame of the cell, and what the cell registered for the year."""

from exports.format.outline import Block, Cell, Paragraph, Section, Table
from exports.heads import signed, upper_committee
from exports.wording import begun, clear_names, stop
from exports.year.papers import begin
from exports.year.source import YearSource
from model.errors import BadData
from model.vietnamese import long_date
from model.year.frame_report import answer, content_state, evidence, outcome, run_told
from model.year.frame_results import FrameResult, Row
from model.year.frames import registration
from model.year.frames_of_year import FrameOfYear
from model.year.record import Commitment, Target

ROOM = "……………………………………………………………………"
"""Room to write by hand what only people can say."""


def self_assessment(source: YearSource) -> list[Block]:
    """The frame ``of``, chi bộ 4 tốt where none is named: contents, evidence of the record, the words of people.

    Raises BadData for a frame there is not, or one of members or months.
    """
    one = next((f for f in source.worked_out if f.frame.id == (source.of or "4-tot")), None)
    if one is None or one.frame.subject != "cell" or one.frame.period != "year":
        fit = [f.frame.id for f in source.worked_out if (f.frame.subject, f.frame.period) == ("cell", "year")]
        raise BadData(f"Phiếu tự đánh giá dành cho khung cả năm của chi bộ: xin chọn một trong {', '.join(fit)}.")
    result = one.results[0]
    title = f"{one.frame.title} năm {source.year}"
    issued = ", ".join(filter(None, (one.frame.issuer, one.frame.number)))
    return [
        *begin(source, "Phiếu tự đánh giá", title),
        Paragraph(f"Theo khung “{one.frame.title}” ({issued})."),
        _criteria(result),
        *_knocked(result),
        *_outcome(one, result),
        signed(source.cell, source.people, upper_committee(source.cell)),
    ]


def _criteria(result: FrameResult) -> Table:
    rows: list[tuple[Cell, ...]] = []
    strong: set[int] = set()
    for content in result.contents:
        if len(content.rows) > 1:
            strong.add(len(rows))
            state = content_state(content) if content.reached is not None else ""
            rows.append((content.content.id, content.content.title, "", begun(state), ""))
        rows += [_criterion(row, result) for row in content.rows]
    heads = ("TT", "Nội dung, tiêu chí", "Số liệu trong sổ sách", "Tự đánh giá", "Lý do, ghi chú")
    return Table(heads, tuple(rows), (5, 28, 32, 12, 23), "cllcl", dense=True, strong=frozenset(strong))


def _criterion(row: Row, result: FrameResult) -> tuple[Cell, ...]:
    """A criterion without an answer leaves its place empty, to be written in."""
    said = begun(answer(row, result.frame.scale)) if row.points is not None else ""
    return (row.criterion.id, row.criterion.title, stop(evidence(row)), said, stop(row.reason))


def _knocked(result: FrameResult) -> list[Block]:
    return [
        Paragraph(f"Nội dung {content.content.id} không đạt: {stop(reason)}")
        for content in result.contents
        for reason in content.knocked
    ]


def _outcome(one: FrameOfYear, result: FrameResult) -> list[Block]:
    """What it comes to once that is decided, with room for the cell's own word before that."""
    told: list[Block] = [Paragraph(f"Chi bộ tự đánh giá: {outcome(result) if result.decided else ROOM}")]
    if one.run and one.frame.in_a_row:
        told.append(Paragraph(stop(run_told(one.run, one.frame.in_a_row.years))))
    return told


def so_far(one: FrameOfYear) -> tuple[str, tuple[str, ...]]:
    """What a frame comes to so far, and why the better results are not reached or still open."""
    if len(one.results) == 1 and not one.results[0].member:
        return begun(outcome(one.results[0])), one.results[0].why_not
    reached = sum(result.best is True for result in one.results)
    unit = "đảng viên" if one.frame.subject == "member" else "tháng"
    waiting = sum(result.best is None for result in one.results)
    return f"{reached}/{len(one.results)} {unit} đạt", (f"{waiting} {unit} chưa đủ căn cứ",) if waiting else ()


# --- what was registered --------------------------------------------------------------------------


def registered(source: YearSource) -> list[Block]:
    """Frames, targets and commitments as they were registered; raises BadData where nothing was."""
    done, targets = registration(source.view.record), source.view.entries(Target)
    if done is None and not targets:
        raise BadData(f"Năm {source.year} chưa ghi đăng ký thi đua nào: xin ghi ở màn hình “Năm của chi bộ” trước.")
    blocks = begin(source, "Đăng ký thi đua", f"Năm {source.year}")
    number = 0
    if done:
        titles = [one.frame.title for one in source.worked_out if one.registered]
        number += 1
        blocks += [Section(f"{number}. Danh hiệu đăng ký"), Paragraph(f"{stop(', '.join(titles))}")]
        blocks.append(Paragraph(f"Đăng ký {long_date(done.day)}."))
    if targets:
        number += 1
        blocks += [Section(f"{number}. Chỉ tiêu và kế hoạch thực hiện"), _targets(source)]
    if signed_by := {c.member for _, c in source.view.entries(Commitment)}:
        number += 1
        blocks += [
            Section(f"{number}. Cam kết của đảng viên"),
            Paragraph(f"Đã ký cam kết: {len(signed_by)} đảng viên."),
        ]
    return [*blocks, signed(source.cell, source.people, upper_committee(source.cell))]


def _targets(source: YearSource) -> Table:
    names = clear_names(source.people)
    rows = tuple(
        (n, t.text, t.measure, t.plan, f"Tháng {t.due}", names.get(t.owner, t.owner))
        for n, (_, t) in enumerate(source.view.entries(Target), 1)
    )
    heads = ("TT", "Chỉ tiêu", "Đo bằng", "Kế hoạch thực hiện", "Hạn", "Người phụ trách")
    return Table(heads, rows, (5, 28, 14, 25, 10, 18), "clllcl", dense=True)
