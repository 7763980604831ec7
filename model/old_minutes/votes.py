"""Votes in old minutes: only such as were counted. ``100 % nhất trí`` is nobody's count and stays text."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from msgspec import structs

from model.old_events import StatedVote
from model.old_minutes.counts import percent_fits
from model.old_minutes.lines import Doubt, Fact, Line, fact
from model.old_minutes.people import SPEECH
from model.old_minutes.times import TIME, pattern

_YES, _NO, _NONE = (
    r"(?<!không )(?:tán thành|đồng ý|nhất trí)",
    r"không (?:tán thành|đồng ý|nhất trí)",
    r"(?:không có ý kiến|không ý kiến|không biểu quyết|ý kiến khác)",
)
_WHO = r"(?:(?:đồng chí|đ\s*/\s*c|đc|đảng viên|phiếu|ý kiến)\s*)*"
_NUMBER = r"(\d{1,3})(?:\s*/\s*(\d{1,3}))?(?![\d%]|\s*%|[.,]\d)"
_SHARE = r"(?:\s*" + _WHO + r"[(,]?\s*(?:đạt|chiếm|tỉ lệ|tỷ lệ|=)?\s*(\d{1,3}(?:[.,]\d+)?)\s*%\)?)?"
_COUNTS = {
    name: (
        pattern(rf"{word}\s*(?::|là|có)?\s*(?:số phiếu\s*)?{_NUMBER}{_SHARE}"),
        pattern(rf"\b{_NUMBER}\s*{_WHO}{_SHARE}\s*(?:biểu quyết\s*)?{word}(?!\s*:?\s*\d)"),
    )
    for name, word in (("for_", _YES), ("against", _NO), ("no_opinion", _NONE))
}
_PAPERS = {
    name: pattern(rf"{word}\s*(?:số phiếu\s*)?:?\s*(\d{{1,3}})\b")
    for name, word in (
        ("issued", r"phát ra"), ("returned", r"thu về"), ("valid", r"(?<!không )hợp lệ"), ("invalid", r"không hợp lệ"),
    )
}  # fmt: skip
_BASE = pattern(r"cơ số\s*:?\s*(\d{1,3})\b")
_NEEDED = pattern(r"cần [^().]*\((\d{1,3}) phiếu\)")
_VERDICT = pattern(r"kết quả\s*:\s*(không )?(?:được )?thông qua\b")
_SUBJECT = pattern(
    r"^[-+*•\s]*(?:(?:chi bộ|hội nghị|cuộc họp)\s+)?(?:đã )?(?:tiến hành |thống nhất )?(?:kết quả )?"
    r"(?:biểu quyết|bỏ phiếu(?: kín)?|kiểm phiếu)"
    rf"(?:\s*mức “(?P<level>[^”]{{1,40}})”)?(?P<rest>[^:]*?)(?:\s*\((?P<at>{TIME})\))?\s*:\s*"
    r"(?P<own>.{3,200}?:(?=\s*(?:giơ tay|bỏ phiếu)))?"
)
_BEGINS = pattern(
    r"^[-+*•\s]*(?:(?:(?:chi bộ|hội nghị|cuộc họp)\s+)?(?:đã )?(?:tiến hành |thống nhất )?(?:kết quả )?"
    r"(?:biểu quyết|bỏ phiếu|kiểm phiếu)|(?:số )?(?:đồng chí |phiếu )?(?:tán thành|đồng ý)\s*:|\d{1,3}\s*(?:/|đ))"
)
"""How a paragraph begins that is about a vote of this meeting, and not about one that somebody tells of."""
_VOTING = pattern(rf"biểu quyết|bỏ phiếu|{_YES}")
_METHOD = pattern(r"\(?(?:bằng )?(?:giơ tay|bỏ phiếu kín)\)?")
_PERSONS = pattern(r"bầu cử|trúng cử|vòng \d|ứng cử")
_HUNDRED = pattern(r"100\s*%")


def votes(lines: Sequence[Line], total: int | None) -> tuple[list[Fact], list[Doubt]]:
    """The votes with their counts; the level by that on it. ``total``: members of the cell, where stated."""
    facts: list[Fact] = []
    doubts: list[Doubt] = []
    for place, line in enumerate(lines):
        if line.table or SPEECH.match(line.text) or not _VOTING.search(line.text):
            continue
        vote, end, why = _vote(line, lines[place - 1].text if place else "")
        why = why or (impossible(vote, line.text, total) if vote else "")
        if why:
            doubts.append(Doubt(line.number, line.text[:120], f"{why}: giữ nguyên lời, không lấy số."))
        elif vote:
            facts.append(fact("vote", vote, line, (0, end), "có số phiếu đếm được"))
            head = _SUBJECT.match(line.text)
            if head and head["level"] and vote.verdict == "passed":
                facts.append(fact("level", head["level"], line, (0, head.end()), "biểu quyết mức được thông qua"))
    return facts, doubts


def _vote(line: Line, before: str) -> tuple[StatedVote | None, int, str]:
    """The vote of a line and where its words end; or none, and why where the line speaks of one."""
    text = line.text
    head = _SUBJECT.match(text)
    body = text[head.end() :] if head else text
    start = len(text) - len(body)
    if _PERSONS.search(text) or body.count("; tán thành") > 1:
        return None, 0, "Bầu cử hoặc nhiều câu trong một lần bỏ phiếu" if _PAPERS["issued"].search(text) else ""
    counts: dict[str, re.Match[str]] = {}
    for name, forms in _COUNTS.items():
        found = [match for form in forms for match in form.finditer(body)]
        if len({match.groups() for match in found}) > 1:
            return None, 0, "Ghi nhiều số khác nhau"
        if found:
            counts[name] = found[0]
    if "for_" not in counts:
        return None, 0, "100 % không phải số phiếu đếm được" if _HUNDRED.search(text) else ""
    if not _BEGINS.match(text):
        telling = re.search("biểu quyết|bỏ phiếu", text, re.IGNORECASE)
        return None, 0, "Không rõ là biểu quyết của kỳ này" if telling else ""
    papers = {name: match for name, form in _PAPERS.items() if (match := form.search(body))}
    verdict = _VERDICT.search(body)
    base = {int(match[2]) for match in counts.values() if match[2]} | {int(m[1]) for m in [_BASE.search(body)] if m}
    if len(base) > 1:
        return None, 0, "Ghi nhiều cơ số khác nhau"
    if any(m[2] and m[3] and not percent_fits(int(m[1]), int(m[2]), m[3]) for m in counts.values()):
        return None, 0, "Tỉ lệ phần trăm khác với hai số"
    secret = bool(papers) or re.search(r"bỏ phiếu", text, re.IGNORECASE)
    method: Literal["hands", "secret", ""] = "secret" if secret else "hands" if "giơ tay" in text.lower() else ""
    ends = [m.end() for m in (*counts.values(), *papers.values(), *([verdict] if verdict else []))]
    vote = StatedVote(
        subject=_subject(head, body, before, min(m.start() for m in counts.values())),
        method=method,
        base=next(iter(base), None),
        verdict="" if verdict is None else "failed" if verdict[1] else "passed",
    )
    figures: dict[str, Any] = {name: int(match[1]) for name, match in (*counts.items(), *papers.items())}
    return structs.replace(vote, **figures), start + max(ends), ""


def _subject(head: re.Match[str] | None, body: str, before: str, counted: int) -> str:
    """What the vote was on, in the words of the minutes."""
    if head and head["own"]:
        return head["own"].rstrip(": ")
    words = _METHOD.sub("", head["rest"] if head else body[:counted]).strip(" :–-,;.(*+•")
    level = f"mức “{head['level']}”" if head and head["level"] else ""
    lead = before.strip(" *+•-").rstrip(":") if before.endswith(":") and len(before) < 200 else ""
    return " ".join(part for part in (level, words) if part) or lead or "Biểu quyết"


def impossible(vote: StatedVote, text: str, total: int | None) -> str:
    """Why the figures of the vote cannot all be, or nothing."""
    counts = [n for n in (vote.for_, vote.against, vote.no_opinion) if n is not None]
    for bound, name in ((vote.base, "cơ số"), (total, "tổng số đảng viên")):
        if bound is not None and sum(counts) > bound:
            return f"Cộng {sum(counts)} phiếu, nhiều hơn {name} {bound}"
    papers = (vote.issued, vote.returned, vote.valid, vote.invalid)
    issued, returned, valid, invalid = papers
    if issued is not None and returned is not None and returned > issued:
        return f"Thu về {returned} phiếu, nhiều hơn phát ra {issued}"
    if None not in papers[1:] and (valid or 0) + (invalid or 0) != returned:
        return f"Hợp lệ {valid} cộng không hợp lệ {invalid} không bằng thu về {returned}"
    if valid is not None and sum(counts) > valid:
        return f"Cộng {sum(counts)} phiếu, nhiều hơn {valid} phiếu hợp lệ"
    needed = _NEEDED.search(text)
    if needed and vote.verdict and ((vote.for_ or 0) >= int(needed[1])) != (vote.verdict == "passed"):
        return f"Tán thành {vote.for_}, cần {needed[1]}, mà ghi ngược lại"
    return ""


def vote_times(lines: Sequence[Line]) -> Iterator[tuple[int, re.Match[str]]]:
    """The lines of votes with the match of the time told in them."""
    for line in lines:
        if (head := _SUBJECT.match(line.text)) and head["at"]:
            yield line.number, head
