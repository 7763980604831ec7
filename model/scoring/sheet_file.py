"""A scoring sheet written by a user: read and checked as a whole; what is wrong is told with file, place and reason."""

import math
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from model.errors import BadData
from model.rules import convert
from model.rules import parse as parse_toml
from model.scoring.expression import BRACES, UnknownFactError, Value, exact, parse
from model.scoring.facts import fact_names
from model.scoring.sheets import Band, Criterion, Sheet, maximum
from model.vietnamese import clean, control_character

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def read_sheet(text: str, name: str) -> Sheet:
    """A sheet written by a user; raises :class:`BadData` naming the place and what was expected there."""
    read = convert(cleaned(parse_toml(text, name), name), Sheet, name, text)
    if not ID.fullmatch(read.id):
        raise BadData(f"{name}, id: “{read.id}” phải viết bằng chữ thường không dấu, chữ số và dấu “-”.")
    if len({c.id for c in read.criterion}) != len(read.criterion):
        raise BadData(f"{name}: có hai tiêu chí trùng id.")
    _check_grades(read, name)
    sample = _sample(read, name)
    for c in read.criterion:
        _check_criterion(c, read, sample, name)
    _check_caps(read, sample, name)
    _check_year(read, name)
    _check_sums(read, sample, name)
    return read


def cleaned(value: Any, name: str) -> Any:
    """The data with its texts in one line and NFC; raises :class:`BadData` for what no paper can print."""
    if isinstance(value, dict):
        return {key: cleaned(inner, name) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner, name) for inner in value]
    if not isinstance(value, str):
        return value
    if bad := control_character(clean(value)):
        raise BadData(f"{name}: có ký tự điều khiển {bad} không in được. Xin xóa ký tự đó.")
    return clean(value)


def _check_grades(read: Sheet, name: str) -> None:
    bounds, names = [g.from_ for g in read.grade], {g.name for g in read.grade}
    if not bounds or bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0:
        raise BadData(f"{name}, [[grade]]: các mức phải xếp từ cao xuống thấp và mức cuối bắt đầu từ 0 điểm.")
    if bounds[0] > read.max:
        raise BadData(f"{name}, [[grade]] {read.grade[0].name}: từ {bounds[0]} điểm, quá tối đa {read.max} của khung.")
    if len(names) != len(bounds) or "" in names:
        raise BadData(f"{name}, [[grade]]: mỗi mức cần một tên riêng.")


def _sample(read: Sheet, name: str) -> dict[str, Value]:
    """A value for every fact, to try the expressions of a sheet on."""
    values: dict[str, Value] = {n: "" if n.endswith("_names") else 1 for n in fact_names()}
    for defined, source in read.define.items():
        values[defined] = tried(source, values, f"{name}, [define] {defined}")
    return values


def tried(source: str, values: Mapping[str, Value], where: str) -> Value:
    """What the expression comes to; raises :class:`BadData` where it cannot be understood or worked out."""
    try:
        expression = parse(source)
        if unknown := sorted(expression.names - values.keys()):
            known = ", ".join(sorted(values))
            raise BadData(f"{where}: không có dữ kiện “{unknown[0]}”; các dữ kiện dùng được: {known}.")
        return expression(values)
    except ValueError as error:
        raise BadData(f"{where}: {error}.") from None
    except UnknownFactError:
        raise BadData(f"{where}: không tính được biểu thức “{source}”.") from None


def try_texts(texts: Iterable[str], sample: Mapping[str, Value], where: str) -> None:
    """Try the expressions in braces of these texts; raises :class:`BadData`."""
    for text in texts:
        for part in BRACES.findall(text):
            tried(part, sample, where)


def _check_criterion(c: Criterion, read: Sheet, sample: Mapping[str, Value], name: str) -> None:
    where = f"{name}, tiêu chí {c.id}"
    if c.group not in {g.id for g in read.group}:
        raise BadData(f"{where}, group: không có nhóm “{c.group}”.")
    if missing := sorted(set(c.facts.values()) - sample.keys()):
        raise BadData(f"{where}, facts: không có dữ kiện “{missing[0]}”.")
    for source in (c.applies, c.max_when.when if c.max_when else "", *(case.when for case in c.case)):
        if source:
            tried(source, sample, where)
    try_texts((c.reason, *(case.reason for case in c.case)), sample, where)
    if read.scale == "levels" and (c.max != 1 or c.max_when):
        raise BadData(f"{where}, max: khung không có điểm (scale = “levels”) thì mỗi tiêu chí chỉ đạt hoặc chưa đạt.")
    _check_cases(c, where)
    _check_bands(c, sample, where)


def _check_cases(c: Criterion, where: str) -> None:
    most = max(c.max, c.max_when.max if c.max_when else 0)
    open_ended = any(not case.when for case in c.case)
    if c.mode != "human" and not c.band and (not c.case or c.case[-1].when):
        raise BadData(f"{where}, case: cần một trường hợp cuối cùng không có điều kiện “when”, hoặc các bậc “band”.")
    if open_ended and (c.band or any(not case.when for case in c.case[:-1])):
        raise BadData(f"{where}, case: sau trường hợp không có “when” thì không xét gì nữa; xin đặt nó ở cuối cùng.")
    for case in c.case:
        if (case.points is None) == (case.by_hand is None):
            raise BadData(f"{where}, case: mỗi trường hợp cần đúng một trong hai khóa points, by_hand.")
        low, high = case.by_hand or (case.points, case.points)
        if low is None or high is None or not 0 <= low <= high <= most:
            raise BadData(f"{where}, case: điểm phải từ 0 đến {most}.")


def _check_bands(c: Criterion, sample: Mapping[str, Value], where: str) -> None:
    """The bands of a criterion cover every value once."""
    if bool(c.band) != bool(c.measure):
        raise BadData(f"{where}: “measure” và “band” phải có cùng nhau.")
    if not c.band:
        return
    if isinstance(tried(c.measure, sample, f"{where}, measure"), bool | str):
        raise BadData(f"{where}, measure: “{c.measure}” phải là một con số hoặc tỉ lệ.")
    if any(isinstance(b, float) and not math.isfinite(b) for band in c.band for b in (band.from_, band.to)):
        raise BadData(f"{where}, band: các mốc phải là số.")
    if any(not 0 <= band.points <= c.max for band in c.band):
        raise BadData(f"{where}, band: điểm phải từ 0 đến {c.max}.")
    bands = sorted(c.band, key=_lower)
    if bands[0].from_ not in (None, 0):
        raise BadData(f"{where}, band: dưới {bands[0].from_} không có bậc nào; bậc thấp nhất viết from = 0.")
    if bands[-1].to is not None:
        raise BadData(f"{where}, band: từ {bands[-1].to} trở lên không có bậc nào; bậc cao nhất không viết “to”.")
    for below, above in pairwise(bands):
        top, bottom = below.to, above.from_
        if top is None or bottom is None or exact(top) > exact(bottom):
            raise BadData(f"{where}, band: bậc {_told(below)} và bậc {_told(above)} chồng lên nhau.")
        if exact(top) < exact(bottom):
            raise BadData(f"{where}, band: giữa {top} và {bottom} không có bậc nào.")


def _lower(band: Band) -> tuple[bool, Fraction]:
    return band.from_ is not None, exact(band.from_ or 0)


def _told(band: Band) -> str:
    low = f"từ {band.from_}" if band.from_ is not None else "thấp nhất"
    return f"{low} đến dưới {band.to}" if band.to is not None else low


def _check_caps(read: Sheet, sample: Mapping[str, Value], name: str) -> None:
    ids = {c.id for c in read.criterion}
    for number, cap in enumerate(read.cap, 1):
        where = f"{name}, [[cap]] thứ {number}"
        _check_grade(cap.to, read, f"{where}, to")
        if bool(cap.when) == bool(cap.full):
            raise BadData(f"{where}: cần đúng một trong hai khóa when, full.")
        if missing := [i for i in cap.full if i not in ids]:
            raise BadData(f"{where}, full: không có tiêu chí “{missing[0]}”.")
        if cap.when:
            tried(cap.when, sample, where)
        try_texts([cap.reason], sample, where)


def _check_grade(grade: str, read: Sheet, where: str) -> None:
    known = [g.name for g in read.grade]
    if grade not in known:
        raise BadData(f"{where}: không có mức “{grade}”; các mức của khung: {', '.join(known)}.")


def _check_year(read: Sheet, name: str) -> None:
    for number, rule in enumerate(read.year, 1):
        where = f"{name}, [[year]] thứ {number}"
        for grade in (g for g in (rule.every, rule.of) if g):
            _check_grade(grade, read, where)
        if bool(rule.count) != bool(rule.of) or rule.count < 0:
            raise BadData(f"{where}: “count” (số buổi) và “of” (mức) phải có cùng nhau.")
        if (number == len(read.year)) != (not rule.every and not rule.of):
            raise BadData(f"{where}: chỉ quy tắc cuối cùng, và phải là nó, không có điều kiện.")


def _check_sums(read: Sheet, sample: Mapping[str, Value], name: str) -> None:
    for thematic in (True,) if read.for_ == ["thematic"] else (True, False):
        total = sum(maximum(c, {**sample, "has_thematic": thematic}) for c in read.criterion)
        if total != read.max:
            month = "có" if thematic else "không có"
            raise BadData(f"{name}: điểm tối đa trong tháng {month} chuyên đề cộng được {total}, khác {read.max}.")
