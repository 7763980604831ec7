"""The rating of a year in lines: for the screen and for the command line."""

from collections.abc import Iterator

from rich.text import Text

from model.vietnamese import short_date
from model.year.rating import Rated, YearRating
from model.year.rating_evidence import Evidence
from model.year.rating_rules import RatingRule
from model.year.record import Proposed, SelfRated
from tui.widgets.plain import plain

NAME = 25


def caption(rating: YearRating) -> list[str]:
    """How many are rated, and the cap worked out for each stage; one line each, with who is over it."""
    rule, s = rating.rule, rating.settings
    of = "số tốt" if s.cap_of == "good" else "số tốt trở lên"
    lines = rating.cap_lines or [
        f"Chưa có đề nghị. Mức trần xuất sắc: {s.cap_percent} % {of} (ngầm định theo {rule.source.cap})."
    ]
    lines[-1] += " Mức trần sửa được."
    old = [f"Năm {rating.year} có quy định trước {rule.number}: các ngưỡng ở đây là của {rule.number}."]
    return [*(old if rating.year < rule.in_force_from.year else ()), *lines, *rating.over]


def heads(rule: RatingRule) -> str:
    """The heads over the rows."""
    votes = "".join(f"{level.code:>4}" for level in rule.level)
    return f"{'Họ và tên':<{NAME}} {'Tự xếp':<6}{votes}  {'Đề nghị':<7} {'Q.định':<6} Lưu ý"


def row(rated: Rated, rule: RatingRule) -> Text:
    """``Trần Thị Ân  XS  18 5 0 0  XS  ·  lưu ý 2``: levels by codes, votes by level, dots for what is missing."""
    codes = {level.name: level.code for level in rule.level}
    own, proposed, decided = (codes[e.level] if e else "·" for e in (rated.self_rated, rated.proposed, rated.decided))
    tally = rated.tally
    votes = "".join(f"{tally.votes(name) if tally else '·':>4}" for name in rule.names)
    line = plain(f"{rated.name:<{NAME}.{NAME}} {own:<6}{votes}  {proposed:<7} {decided:<6} ")
    if rated.warnings:
        return line.append_text(plain(f"! {rated.warnings[0]}", "bold"))
    return line.append_text(plain(f"lưu ý {len(rated.hints)}" if rated.hints else "", "dim"))


def left_out(name: str, reason: str) -> Text:
    """Somebody who is not rated, with the reason."""
    return plain(f"{name:<{NAME}.{NAME}} không xếp loại: {reason}", "dim")


def detail(rated: Rated, rule: RatingRule) -> list[str]:
    """Everything that is known of one: the entries, the ballot, the record, what is odd."""
    return [*(f"! {w}" for w in rated.warnings), *_entries(rated, rule), *shown(rated.evidence), *rated.hints]


def _entries(rated: Rated, rule: RatingRule) -> Iterator[str]:
    own, proposed, decided = rated.self_rated, rated.proposed, rated.decided
    if own or proposed:
        said = (("Tự xếp", own), ("Đề nghị", proposed))
        yield " · ".join(f"{word}: {_level(e, rule)}" for word, e in said if e)
    if rated.tally:
        b = rated.tally.ballot
        told = ", ".join(f"{rule.short(n)} {rated.tally.votes(n)}" for n in rule.names if rated.tally.votes(n))
        none = f", không có ý kiến {b.no_opinion}" if b.no_opinion else ""
        yield f"Phiếu ({rated.tally.source}): phát {b.issued}, thu {b.returned}, hợp lệ {b.valid}: {told}{none}"
    if decided:
        by = ", ".join(filter(None, (decided.paper, short_date(decided.on) if decided.on else "", decided.note)))
        yield f"Quyết định: {rule.short(decided.level)}{f' ({by})' if by else ''}"


def shown(e: Evidence) -> list[str]:
    """The record of the year in one line; none where nothing is recorded."""
    if not e.meetings:
        return []
    tasks = f"xong {e.done}/{e.tasks} nhiệm vụ, quá hạn {e.late}" if e.tasks else "chưa có nhiệm vụ đã xong, đến hạn"
    later = f", {e.not_due} chưa đến hạn" if e.not_due else ""
    return [f"Biên bản: {tasks}{later}; dự {e.attended}/{e.expected} kỳ thường kỳ phải dự"]


def _level(entry: SelfRated | Proposed, rule: RatingRule) -> str:
    points = f", {str(entry.points).replace('.', ',')} điểm" if entry.points is not None else ""
    return f"{rule.short(entry.level)}{points}{f' ({entry.note})' if entry.note else ''}"
