"""Báo cáo sơ kết: how far the year has come by its record; what only people can say is left to be written in."""

from exports.format.outline import Block, Bullet, Paragraph, Section, Table
from exports.heads import signed, upper_committee
from exports.wording import begun, clear_names, stop
from exports.year.frame_papers import ROOM, so_far
from exports.year.papers import begin
from exports.year.source import YearSource
from model.errors import BadData
from model.scoring.expression import Value
from model.vietnamese import short_date
from model.words import FOUND_BY, PROGRESS
from model.year.counters import held
from model.year.facts import cell_facts
from model.year.frame_report import fact
from model.year.frames import incident_kinds
from model.year.record import Target, TargetProgress

_MEETINGS = {
    "kỳ sinh hoạt thường kỳ": "regular_meetings", "tháng chưa ghi họp": "months_without_meeting",
    "buổi có chuyên đề": "thematic_meetings", "tỉ lệ dự trung bình (%)": "attendance_average",
    "kỳ xếp Tốt": "meetings_good", "kỳ xếp Khá": "meetings_fair", "kỳ xếp Trung bình": "meetings_average",
    "kỳ xếp Kém": "meetings_poor", "kỳ chưa có mức": "meetings_not_graded",
}  # fmt: skip
_WORK = {
    "nhiệm vụ đã giao": "tasks_given", "nhiệm vụ đến hạn": "tasks_due", "đã làm": "tasks_done",
    "đúng hạn": "tasks_on_time", "lời hứa khắc phục": "promises_made", "đã giữ": "promises_kept",
}  # fmt: skip
_PEOPLE = {
    "đảng viên bị kỷ luật": "members_disciplined", "cam kết đã ký": "commitments_signed",
    "cam kết giữ đúng": "commitments_kept", "cam kết không giữ": "commitments_broken",
}  # fmt: skip


def paper(source: YearSource) -> list[Block]:
    """The report on the year so far; raises BadData where neither meetings nor targets are recorded."""
    if not held(source.meetings) and not source.view.record:
        raise BadData(f"Năm {source.year} chưa ghi cuộc họp hay đăng ký nào, nên chưa có gì để sơ kết.")
    values = {name: told.value for name, told in cell_facts(source.view).items()}
    until = f"Số liệu đến ngày {short_date(source.day)}"
    return [
        *begin(source, "Báo cáo", f"Sơ kết thực hiện nhiệm vụ và thi đua năm {source.year}", until, code="BC"),
        Section("I. Kết quả"),
        Section("1. Sinh hoạt chi bộ", 2),
        _figures(_MEETINGS, values),
        Section("2. Nhiệm vụ", 2),
        _figures(_WORK, values),
        *_targets(source),
        Section("3. Đảng viên", 2),
        _figures(_PEOPLE, values),
        *_incidents(source),
        *_frames(source),
        Section("II. Hạn chế, nguyên nhân"),
        Paragraph(ROOM),
        Section("III. Nhiệm vụ thời gian tới"),
        Paragraph(ROOM),
        signed(source.cell, source.people, upper_committee(source.cell)),
    ]


def _figures(wanted: dict[str, str], values: dict[str, Value]) -> Paragraph:
    """The figures that are known, in one sentence."""
    told = (fact(name, value) for name, key in wanted.items() if (value := values[key]) is not None)
    return Paragraph(stop(begun("; ".join(told))))


def _targets(source: YearSource) -> list[Block]:
    targets = source.view.entries(Target)
    if not targets:
        return []
    names = clear_names(source.people)
    words = {p.target: p for _, p in source.view.entries(TargetProgress)}
    rows = []
    for number, (entry, target) in enumerate(targets, 1):
        word = words.get(entry)
        state = f"{begun(PROGRESS[word.state])}{f': {word.text}' if word.text else ''}" if word else ""
        owner = names.get(target.owner, target.owner)
        rows.append((number, target.text, target.measure, f"Tháng {target.due}", owner, state))
    heads = ("TT", "Chỉ tiêu", "Đo bằng", "Hạn", "Người phụ trách", "Kết quả")
    return [Table(heads, tuple(rows), (5, 30, 14, 10, 18, 23), "cllcll", dense=True)]


def _incidents(source: YearSource) -> list[Block]:
    """The incidents of the year, without names: the report goes to others."""
    kinds = incident_kinds(one.frame for one in source.worked_out)
    return [
        Bullet(stop(f"{short_date(i.day)}, {kinds.get(i.kind, i.kind)}: {i.text} ({FOUND_BY[i.found_by]})"))
        for _, i in source.view.incidents()
    ]


def _frames(source: YearSource) -> list[Block]:
    done = [one for one in source.worked_out if one.registered]
    if not done:
        return []
    told = []
    for one in done:
        state, why = so_far(one)
        told.append(Bullet(f"{one.frame.title}: {stop(state)}{''.join(f' {stop(reason)}' for reason in why)}"))
    return [Section("4. Thi đua", 2), *told]
