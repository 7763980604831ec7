"""``bienban rating``: the rating of a year as it stands, with what is missing and the cap worked out."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from model.store.data import Data
from model.year.rating import Rated, YearRating
from model.year.rating_rules import rated_year
from tui.cli.words import Command
from tui.paperwork import year as year_paperwork
from tui.paperwork.year import YearOrder
from tui.rating_lines import caption, detail, heads, left_out, row


@click.command(cls=Command)
@click.argument("year", type=click.IntRange(1930, 2999), required=False)
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
@click.pass_obj
def rating(folder: Path | None, year: int | None, as_json: bool) -> None:
    """Xếp loại hằng năm: tự xếp, phiếu chi bộ, đề nghị, quyết định, mức trần xuất sắc."""
    today = date.today()
    with Data(folder, write=False) as data:
        made, problems = year_paperwork.source(data, YearOrder("rating-list", year or rated_year(today)), today)
    told = made.rating
    click.echo(json.dumps(_as_data(told), ensure_ascii=False, indent=2) if as_json else _as_text(told))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)


def _as_text(told: YearRating) -> str:
    lines = [f"Xếp loại năm {told.year}: {len(told.members)} đảng viên được xếp loại.", *caption(told)]
    lines.append(heads(told.rule))
    for one in (told.cell, *told.members):
        lines.append(row(one, told.rule).plain.rstrip())
        lines += [f"    {line}" for line in detail(one, told.rule)]
    return "\n".join([*lines, *(left_out(name, why).plain for _, name, why in told.left_out)])


def _as_data(told: YearRating) -> dict[str, Any]:
    s = told.settings
    return {
        "year": told.year,
        "rule": told.rule.number,
        "settings": {
            "cap_percent": s.cap_percent, "cap_of": s.cap_of, "cap_at_least": s.cap_at_least, "exempt": s.exempt,
            "suspended": s.suspended, "months": s.months,
        },
        "cell": _rated(told.cell),
        "members": [_rated(one) for one in told.members],
        "left_out": [{"member": who, "name": name, "reason": why} for who, name, why in told.left_out],
        "caps": {
            stage: {"best": c.best, "good": c.good, "most": c.most, "down": c.down, "sentence": c.sentence}
            for stage, c in told.caps.items()
        },
        "over": list(told.over),
    }  # fmt: skip


def _rated(one: Rated) -> dict[str, Any]:
    own, proposed, decided, tally, e = one.self_rated, one.proposed, one.decided, one.tally, one.evidence
    points = {
        "self": own.points if own else None,
        "proposed": proposed.points if proposed else None,
    }
    return {
        "member": one.member or None,
        "name": one.name,
        "self": own.level if own else None,
        "ballot": {
            "issued": tally.ballot.issued, "returned": tally.ballot.returned, "valid": tally.ballot.valid,
            "invalid": tally.ballot.invalid, "no_opinion": tally.ballot.no_opinion, "votes": dict(tally.ballot.votes),
            "on": tally.ballot.on.isoformat() if tally.ballot.on else None, "from_minutes": tally.minutes,
        } if tally else None,
        "proposed": proposed.level if proposed else None,
        "decided": decided.level if decided else None,
        "points": {step: str(given) for step, given in points.items() if given is not None},
        "tasks": {"judged": e.tasks, "done": e.done, "on_time": e.on_time, "late": e.late, "not_due": e.not_due},
        "attendance": {"attended": e.attended, "expected": e.expected, "held": e.meetings, "unexcused": e.unexcused},
        "missing": list(one.missing),
        "warnings": list(one.warnings),
        "hints": list(one.hints),
    }  # fmt: skip
