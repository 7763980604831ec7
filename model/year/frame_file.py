"""A frame written by a user: read and checked as a whole; what is wrong is told with file, place and reason."""

from collections.abc import Mapping
from datetime import date

from model.errors import BadData
from model.rules import convert
from model.rules import parse as parse_toml
from model.scoring.expression import Value
from model.scoring.sheet_file import ID, cleaned, tried, try_texts
from model.words import INCIDENT, RATINGS
from model.year.facts import YearView, cell_facts, fact_names, member_facts
from model.year.frames import MOST_YEARS, Criterion, Frame


def read_frame(text: str, name: str) -> Frame:
    """A frame written by a user; raises :class:`BadData` naming the place and what was expected there."""
    read = convert(cleaned(parse_toml(text, name), name), Frame, name, text)
    if not ID.fullmatch(read.id):
        raise BadData(f"{name}, id: “{read.id}” phải viết bằng chữ thường không dấu, chữ số và dấu “-”.")
    _check_ids(read, name)
    sample = _sample(read, name)
    for c in read.criterion:
        _check_criterion(c, read, sample, f"{name}, tiêu chí {c.id}")
    _check_contents(read, sample, name)
    _check_results(read, name)
    return read


def _check_ids(read: Frame, name: str) -> None:
    for what, ids in (
        ("nội dung", [c.id for c in read.content]),
        ("tiêu chí", [c.id for c in read.criterion]),
        ("kết quả", [r.name for r in read.result]),
    ):
        if not ids or "" in ids or len(set(ids)) != len(ids):
            raise BadData(f"{name}: cần ít nhất một {what}, mỗi {what} một mã hoặc tên riêng.")
    if taken := [kind for kind in read.kinds if kind in INCIDENT or not kind.isidentifier()]:
        raise BadData(f"{name}, [kinds] {taken[0]}: mã đã có sẵn hoặc không đúng cách viết, xin đặt mã khác.")


def _sample(read: Frame, name: str) -> dict[str, Value]:
    """A value for every fact, to try the expressions of a frame on."""
    blank = YearView(2026, date(2026, 1, 1))
    facts = member_facts(blank, "", read.kinds) if read.subject == "member" else cell_facts(blank, read.kinds)
    values: dict[str, Value] = dict.fromkeys((*fact_names(read.subject), *facts), 1)
    for defined, source in read.define.items():
        values[defined] = tried(source, values, f"{name}, [define] {defined}")
    return values


def _check_criterion(c: Criterion, read: Frame, sample: Mapping[str, Value], where: str) -> None:
    if c.content not in {content.id for content in read.content}:
        raise BadData(f"{where}, content: không có nội dung “{c.content}”.")
    if missing := sorted(set(c.facts.values()) - sample.keys()):
        raise BadData(f"{where}, facts: không có dữ kiện “{missing[0]}”; các dữ kiện dùng được: {', '.join(sample)}.")
    if c.max < 1 or (read.scale == "pass" and (c.max != 1 or c.case)):
        raise BadData(f"{where}, max: khung không có điểm (scale = “pass”) thì mỗi tiêu chí chỉ đạt hoặc chưa đạt.")
    for source in filter(None, (c.applies, c.when, *(case.when for case in c.case))):
        tried(source, sample, where)
    try_texts((c.reason, *(case.reason for case in c.case)), sample, where)
    if bool(c.kinds) != (c.mode == "incident"):
        raise BadData(f"{where}, kinds: chỉ tiêu chí mode = “incident” mới ghi loại sự việc, và phải ghi.")
    if unknown := [kind for kind in c.kinds if kind not in {**read.kinds, **INCIDENT}]:
        known = ", ".join({**INCIDENT, **read.kinds})
        raise BadData(f"{where}, kinds: không có loại sự việc “{unknown[0]}”; các loại dùng được: {known}.")
    if (c.mode in ("auto", "proposed")) != (bool(c.when) != bool(c.case)) or (c.when and c.case):
        raise BadData(
            f"{where}: mode “auto”, “proposed” cần đúng một trong hai khóa when, case; mode khác không dùng chúng."
        )
    if c.case and (c.case[-1].when or any(not case.when for case in c.case[:-1])):
        raise BadData(f"{where}, case: chỉ trường hợp cuối cùng, và phải là nó, không có điều kiện “when”.")
    if any(not 0 <= case.points <= c.max for case in c.case):
        raise BadData(f"{where}, case: điểm phải từ 0 đến {c.max}.")


def _check_contents(read: Frame, sample: Mapping[str, Value], name: str) -> None:
    for content in read.content:
        where = f"{name}, nội dung {content.id}"
        most = sum(c.max for c in read.criterion if c.content == content.id)
        if not most:
            raise BadData(f"{where}: chưa có tiêu chí nào ghi content = “{content.id}”.")
        if content.least is not None and (read.scale == "pass" or not 0 < content.least <= most):
            raise BadData(f"{where}, least: phải từ 1 đến {most}, và chỉ dùng khi khung có điểm (scale = “points”).")
    for number, knock in enumerate(read.knock_out, 1):
        where = f"{name}, [[knock_out]] thứ {number}"
        if knock.content not in {content.id for content in read.content}:
            raise BadData(f"{where}, content: không có nội dung “{knock.content}”.")
        tried(knock.when, sample, where)
        try_texts([knock.reason], sample, where)


def _check_results(read: Frame, name: str) -> None:
    contents, most = {c.id for c in read.content}, sum(c.max for c in read.criterion)
    for result in read.result:
        where = f"{name}, [[result]] {result.name}"
        if missing := [i for i in result.including if i not in contents]:
            raise BadData(f"{where}, including: không có nội dung “{missing[0]}”.")
        if not len(set(result.including)) <= result.count <= len(contents):
            raise BadData(f"{where}, count: số nội dung phải từ {len(result.including)} đến {len(contents)}.")
        if not 0 <= result.from_ <= (most if read.scale == "points" else 0):
            raise BadData(
                f"{where}, from: phải từ 0 đến {most} điểm, và chỉ dùng khi khung có điểm (scale = “points”)."
            )
        if result.ground and result.ground not in RATINGS:
            raise BadData(f"{where}, ground: không có mức “{result.ground}”; các mức: {', '.join(RATINGS)}.")
    if read.in_a_row and (not 2 <= read.in_a_row.years <= MOST_YEARS or read.period == "month"):
        raise BadData(f"{name}, [in_a_row] years: từ 2 đến {MOST_YEARS} năm, và chỉ dùng cho khung của cả năm.")
