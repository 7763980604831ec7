"""``bienban year``: the counters of the members, chuyên đề by quarter, grades, the monthly list, the frames."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from exports.year.source import YearSource
from model.cell import called, references
from model.errors import BadData
from model.rules import decoded
from model.store.data import Data
from model.store.files import read_bytes
from model.vietnamese import short_date
from model.words import MEETING_KIND
from model.year.counters import Counters, Quarter, counters, held, quarters
from model.year.frame_report import data_of
from model.year.frames_of_year import OTHERS, FrameOfYear
from model.year.grades import LIST_HEADS, Graded, YearRule, graded, monthly_list, read_rule, year_level, year_rule
from tui.cli import frames as cli_frames
from tui.paperwork.year import gathered


@dataclass(frozen=True)
class Year:
    """All that is told of a year; ``names`` and ``refs`` by the last roll that a member was on."""

    number: int
    names: dict[str, str]
    refs: dict[str, str]
    counted: dict[str, Counters]
    quarters: list[Quarter]
    grades: list[Graded]
    rule: YearRule
    frames: list[FrameOfYear]

    @classmethod
    def of(cls, source: YearSource, rule: YearRule) -> "Year":
        """The year out of its meetings in order and its record, as it stands on the day of the source."""
        meetings, number = source.meetings, source.year
        met = {p.id: p for m in held(meetings) for p in m.presence.cell_members}
        people = {**{p.id: p for p in source.people if p.status not in OTHERS}, **met}
        return cls(
            number, called(met.values()), references(people.values()), counters(meetings),
            quarters(meetings, number, source.day), graded(meetings), rule, source.worked_out,
        )  # fmt: skip

    def as_data(self) -> dict[str, Any]:
        """The year for ``--json``."""
        level, why = year_level(self.rule, self.grades)
        return {
            "year": self.number,
            "members": [{"member": self.refs[who], **asdict(c)} for who, c in self.counted.items()],
            "quarters": [asdict(quarter) for quarter in self.quarters],
            "grades": [
                {
                    "id": g.meeting.id,
                    "date": g.meeting.date.isoformat(),
                    "total": g.points,
                    "grade": g.level or None,
                }
                for g in self.grades
            ],
            "grade": {"rule": self.rule.id, "issuer": self.rule.issuer, "grade": level or None, "why_not": list(why)},
            "list": {"heads": LIST_HEADS, "rows": [_words(row) for row in monthly_list(self.grades)]},
            "frames": [data_of(one, self.refs) for one in self.frames],
        }

    def as_text(self) -> str:
        """The year for a reader: plain lines."""
        level, why = year_level(self.rule, self.grades)
        told = f"{self.rule.title} (theo {self.rule.issuer}): {level or 'chưa xếp được mức'}."
        return "\n".join(
            [
                f"Năm {self.number}: {len(self.grades)} buổi sinh hoạt thường kỳ.",
                *(f"  {name}: {_counters(self.counted[who])}" for who, name in self.names.items()),
                "Chuyên đề theo quý:",
                *(f"  Quý {q.number}: {_quarter(q)}" for q in self.quarters),
                "Chất lượng từng kỳ:",
                *(f"  {_graded(g)}" for g in self.grades),
                told,
                *(f"  {reason}" for reason in why),
                "Danh sách báo cáo cấp trên:",
                *(f"  {' | '.join(_words(row))}" for row in (LIST_HEADS, *monthly_list(self.grades))),
                "Khung thi đua (xem từng khung bằng --frame):",
                *(f"  {cli_frames.line(one)}" for one in self.frames),
            ]
        )


@click.command()
@click.argument("year", type=click.IntRange(1930, 9999), required=False)
@click.option(
    "--rule", "rule_file", type=click.Path(path_type=Path), default=None, help="Quy tắc xếp mức khác (.toml)."
)
@click.option("--frame", "frame_id", default="", help="Chỉ một khung thi đua: từng tiêu chí với căn cứ.")
@click.option("--member", "name", default="", help="Với khung của đảng viên: chỉ một người.")
@click.option("--record", "entered", is_flag=True, help="Mọi điều đã ghi: sự việc, chỉ tiêu, cam kết, đánh giá.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
@click.pass_obj
def year(  # noqa: PLR0917 - one parameter for each option
    folder: Path | None,
    year: int | None,
    rule_file: Path | None,
    frame_id: str,
    name: str,
    entered: bool,
    as_json: bool,
) -> None:
    """Cả năm: từng đảng viên, chuyên đề theo quý, mức chất lượng, danh sách báo cáo cấp trên, khung thi đua."""
    rule = read_rule(decoded(read_bytes(rule_file), rule_file.name), rule_file.name) if rule_file else year_rule()
    with Data(folder, write=False) as data:
        number = year or int(data.archive.resolve("last")[:4])
        source, problems = gathered(data, number, date.today())
    if not held(source.meetings) and not problems and not ((frame_id or entered) and source.record):
        raise BadData(f"Năm {number} chưa có cuộc họp nào được ghi. Xem các cuộc họp bằng `bienban list`.")
    told = Year.of(source, rule)
    if entered:
        click.echo(_json(cli_frames.entered(source)) if as_json else cli_frames.entered_text(source))
    elif frame_id:
        one = cli_frames.narrowed(source, told.refs, frame_id, name)
        click.echo(_json(data_of(one, told.refs, whole=True)) if as_json else cli_frames.text_of(one, told.refs))
    else:
        click.echo(_json(told.as_data()) if as_json else told.as_text())
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _counters(c: Counters) -> str:
    """What was counted, without the noughts; what asks for attention in words."""
    figures = (
        ("vắng có lý do liên tiếp", c.excused_now, f", nhiều nhất {c.excused_longest}"),
        ("vắng không lý do", c.unexcused, ""),
        ("số tháng bỏ sinh hoạt", c.months_missed, ""),
        ("số tháng chưa nộp đảng phí", c.months_owing, ""),
        ("ý kiến", c.remarks, ""),
    )
    told = [f"{label} {count}{more}" for label, count, more in figures if count or (more and c.excused_longest)]
    told.append(f"nhiệm vụ giao mới {c.tasks_given}, báo cáo xong {c.tasks_done}")
    if c.promises_made or c.promises_kept:
        told.append(f"hứa khắc phục {c.promises_made}, báo cáo đã làm {c.promises_kept}")
    if c.too_often_excused:
        told.append("quá 3 kỳ liên tiếp")
    if c.to_be_considered:
        told.append("từ 3 tháng trong năm: phải xem xét")
    return "; ".join(told)


def _words(row: Sequence[str | int | date]) -> list[str]:
    return [short_date(value) if isinstance(value, date) else str(value) for value in row]


def _quarter(quarter: Quarter) -> str:
    return ", ".join(quarter.thematic) or ("chưa có chuyên đề" if quarter.lacking else "chưa đến")


def _graded(g: Graded) -> str:
    points = "chưa có điểm" if g.points is None else f"{g.points} điểm"
    kind = MEETING_KIND[g.meeting.head.kind]
    return f"{short_date(g.meeting.date)} · {kind} · {points} · {g.level or 'chưa có mức'}"
