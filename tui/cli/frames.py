"""``bienban frames``, and what ``bienban year`` tells of frames and of what was entered of a year."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import msgspec

from exports.year.frame_papers import so_far
from exports.year.source import YearSource
from model.errors import BadData
from model.rules import decoded
from model.store.data import Data
from model.store.files import read_bytes
from model.year.frame_file import read_frame
from model.year.frame_report import lines, run_told
from model.year.frames import SHIPPED, Frame
from model.year.frames_of_year import FrameOfYear
from model.year.record import withdrawn
from tui.cli.words import Group
from tui.typed import matching
from tui.year_parts import teller_of

_file = click.argument("file", type=click.Path(path_type=Path))


@click.group(cls=Group, invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
@click.pass_context
def frames(context: click.Context, as_json: bool) -> None:
    """Khung thi đua cả năm: xem, kiểm tra, thêm khung của mình."""
    if context.invoked_subcommand is not None:
        return
    with Data(context.obj, write=False) as data:
        found, problems = data.frames.all(), data.frames.problems()
    rows = [_row(frame) for frame in found]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=2) if as_json else "\n".join(map(_line, found)))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)


@frames.command(name="check")
@_file
def frames_check(file: Path) -> None:
    """Kiểm tra một khung thi đua do mình viết."""
    read = read_frame(decoded(read_bytes(file), file.name), file.name)
    click.echo(f"{file.name}: đúng. {read.title}: {_size(read)}.")


@frames.command(name="add")
@_file
@click.option("--replace", is_flag=True, help="Thay khung cùng id đã thêm trước đây.")
@click.pass_obj
def frames_add(folder: Path | None, file: Path, replace: bool) -> None:
    """Thêm khung của mình để đăng ký đầu năm; các năm đã đăng ký không đổi."""
    with Data(folder) as data:
        if data.read_only:
            raise BadData(data.notice)
        read = data.frames.add(read_bytes(file), file.name, replace=replace)
    click.echo(f"Đã thêm khung {read.id}: {read.title}, {_size(read)}. Đăng ký khung ở màn hình “Năm của chi bộ”.")


def _size(frame: Frame) -> str:
    points = f", {sum(c.max for c in frame.criterion)} điểm" if frame.scale == "points" else ", đạt hoặc không đạt"
    whom = "từng đảng viên" if frame.subject == "member" else "chi bộ"
    period = "từng tháng" if frame.period == "month" else "cả năm"
    return f"{len(frame.content)} nội dung, {len(frame.criterion)} tiêu chí{points}; cho {whom}, {period}"


def _row(frame: Frame) -> dict[str, object]:
    return {
        "id": frame.id,
        "title": frame.title,
        "issuer": frame.issuer,
        "number": frame.number,
        "in_force_from": frame.in_force_from.isoformat() if frame.in_force_from else None,
        "subject": frame.subject,
        "period": frame.period,
        "scale": frame.scale,
        "contents": len(frame.content),
        "criteria": len(frame.criterion),
        "shipped": frame.id in SHIPPED,
    }


def _line(frame: Frame) -> str:
    own = "" if frame.id in SHIPPED else " [của chi bộ]"
    return f"{frame.id}{own}: {frame.title} ({frame.issuer}); {_size(frame)}"


# --- a year ---------------------------------------------------------------------------------------


def narrowed(source: YearSource, refs: Mapping[str, str], frame_id: str, name: str) -> FrameOfYear:
    """The frame that is asked for, of the member who is; raises BadData naming those there are."""
    one = next((f for f in source.worked_out if f.frame.id == frame_id), None)
    if one is None:
        there = ", ".join(f.frame.id for f in source.worked_out)
        raise BadData(f"Không có khung thi đua “{frame_id}”. Các khung dùng được: {there}.")
    if not name:
        return one
    if one.frame.subject != "member":
        raise BadData(f"“{one.frame.title}” chấm cho chi bộ, không chấm từng người: xin bỏ --member.")
    found = matching([(r.member, refs[r.member]) for r in one.results], name)
    if len(set(found)) != 1:
        many = f"có {len(set(found))} người trùng" if found else "không có ai"
        raise BadData(f"“{name}”: {many}, xin ghi rõ họ tên, hoặc “Họ tên|dd/mm/yyyy”.")
    return replace(one, results=tuple(r for r in one.results if r.member == found[0]))


def text_of(one: FrameOfYear, refs: Mapping[str, str]) -> str:
    """A frame with its criteria, to be read."""
    told = [f"{one.frame.title} ({one.frame.issuer}){', đã đăng ký' if one.registered else ', chưa đăng ký'}."]
    for result in one.results:
        about = refs.get(result.member, result.member) or (f"Tháng {result.month}" if result.month else "")
        told += [f"{about}:" if about else "", *lines(result)]
    if one.run and one.frame.in_a_row:
        told.append(run_told(one.run, one.frame.in_a_row.years))
    return "\n".join(filter(None, told))


def line(one: FrameOfYear) -> str:
    """A frame of the year in one line."""
    mark = " [đã đăng ký]" if one.registered else ""
    return f"{one.frame.id}. {one.frame.title}{mark}: {so_far(one)[0]}"


def entered(source: YearSource) -> list[dict[str, Any]]:
    """Everything entered of the year, as data and in words."""
    teller, gone = teller_of(source), withdrawn(source.record)
    return [
        {
            "id": e.id,
            "at": e.at.isoformat(),
            "withdrawn": e.id in gone,
            "told": teller.told(e.event),
            "event": msgspec.to_builtins(e.event),
        }
        for e in source.record
    ]


def entered_text(source: YearSource) -> str:
    """The same to be read, an entry a line."""
    rows = entered(source)
    return "\n".join(f"{row['id']}. {'đã gỡ · ' if row['withdrawn'] else ''}{row['told']}" for row in rows)
