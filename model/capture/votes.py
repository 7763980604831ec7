"""Votes on the capture line: by hands only the minority is typed, the rest of those in the room is for it.

``for`` is worked out from who is present and shown before it is recorded; a ballot is typed as it was counted.
"""

import re
from typing import Any, Literal

from model.ballot import contradiction
from model.capture.reading import FIELD, Desk, Reading, one
from model.carrying import minutes_of
from model.errors import Refused
from model.events import EarlierApproved, GradeVote, MinutesApproved, Vote
from model.parts import Candidate, Level
from model.scoring.facts import RESOLUTION_STEP
from model.scoring.sheets import sheet_of
from model.vietnamese import fold
from model.voting import eligible_present, judge
from model.words import MEETING_KIND, VERDICT

_PROGRAMME, _GRADE, _MINUTES = 5, 14, 15
"""Steps of HD 42 whose vote the program knows by name."""

_FIGURES = re.compile(r"\s*(\d{1,4})(?![\d/])(?:\s+|(?=\s*\|)|$)")
_COUNTED = "+"
Rule = Literal["majority", "two_thirds"]


def hands(desk: Desk, text: str) -> Reading:
    """``against`` and ``no opinion``, then the subject: ``0`` is all for it; ``1 1 Thu 1,5 triệu`` names its subject.

    ``+21`` or ``+19 1 1`` where those for it were counted too. In the step that assesses the meeting the level comes
    first: ``k 0 1``. ``2/3`` in front asks for two thirds.
    """
    rule, text = _rule(text)
    level, text = _level(desk, text)
    able = eligible_present(desk.meeting.presence, desk.now)
    if text.startswith(_COUNTED):
        (for_, against, no_opinion), subject = _numbers(text[1:], 3)
    else:
        (against, no_opinion), subject = _numbers(text, 2)
        for_ = None if against is None else able - against - (no_opinion or 0)
    if for_ is None:
        raise Refused("Chỉ gõ số không tán thành, rồi số không có ý kiến: 0 là tất cả tán thành; +21: đếm được 21.")
    minority = (against or 0) + (no_opinion or 0)
    if for_ < 0:
        raise Refused(f"{minority} người không tán thành hoặc không ý kiến, nhưng chỉ {able} người được biểu quyết.")
    counted = {"for_": for_, "against": against or 0, "no_opinion": no_opinion or 0}
    return _read(desk, _named(desk, subject, level, {"method": "hands", "rule": rule, **counted}))


def only_figures(text: str, step: int | str) -> bool:
    """Whether the line is the count of a vote also without its word: figures alone, in a step that votes."""
    level = r"[a-z]{1,2}\s*" if step == _GRADE else ""
    counts = rf"{level}\+?\d{{1,3}}(?:\s+\d{{1,3}}){{0,2}}"
    return step in (_PROGRAMME, RESOLUTION_STEP, _GRADE, _MINUTES) and re.fullmatch(counts, fold(text)) is not None


def ballot(desk: Desk, text: str) -> Reading:
    """Issued, returned, valid, invalid, for, against, no opinion as counted, then the subject."""
    rule, text = _rule(text)
    level, text = _level(desk, text)
    names = ("issued", "returned", "valid", "invalid", "for_", "against", "no_opinion")
    figures, subject = _numbers(text, len(names))
    if None in figures:
        raise Refused("Bỏ phiếu kín: phát ra, thu về, hợp lệ, không hợp lệ, tán thành, không tán thành, không ý kiến.")
    counted = dict(zip(names, figures, strict=True))
    return _read(desk, _named(desk, subject, level, {"method": "secret", "rule": rule, **counted}))


def election(desk: Desk, text: str) -> Reading:
    """Seats, issued, returned, valid, invalid, the subject; behind field signs each candidate with the votes."""
    head, *rest = (part.strip() for part in text.split(FIELD))
    (seats, issued, returned, valid, invalid), subject = _numbers(head, 5)
    if invalid is None or not rest:
        raise Refused("Bầu cử: số được bầu, phát ra, thu về, hợp lệ, không hợp lệ, nội dung; Tab, từng người và phiếu.")
    candidates = []
    for part in filter(None, rest):
        who = desk.who(part)
        if not re.fullmatch("[0-9]{1,4}", who.rest):
            raise Refused(f"{desk.called(who.id)}: ghi số phiếu sau tên.")
        candidates.append(Candidate(who.id, int(who.rest)))
    vote = Vote(
        _asked(subject), "secret", issued=issued, returned=returned, valid=valid, invalid=invalid, seats=seats,
        candidate=tuple(candidates),
    )  # fmt: skip
    return _read(desk, vote)


def _read(desk: Desk, vote: Vote) -> Reading:
    if wrong := contradiction(desk.meeting.presence, desk.now, vote):
        raise Refused(wrong)
    judged = judge(desk.meeting.presence, desk.now, vote)
    if judged.candidates:
        counts = ", ".join(f"{desk.called(c.name)} {c.votes}{' ✓' if c.elected else ''}" for c in judged.candidates)
    else:
        counts = f"tán thành {vote.for_}, không tán thành {vote.against}, không ý kiến {vote.no_opinion}"
    verdict = f"cơ số {len(judged.base)}, cần {judged.needed}: {VERDICT[judged.verdict]}"
    return one(vote, "Biểu quyết" if vote.method == "hands" else "Phiếu kín", f"{vote.subject}: {counts} · {verdict}")


def _named(desk: Desk, subject: str, level: Level | None, given: dict[str, Any]) -> Vote:
    """The vote by its subject; where none is typed, by the step that is running."""
    step, head, current = _step(desk), desk.meeting.head, desk.meeting.agenda.current
    if not subject and current and (meeting := minutes_of(current)):
        return EarlierApproved(current.title, meeting=meeting, **given)
    if level:
        return GradeVote(subject or f"Mức chất lượng buổi sinh hoạt: {level}", level=level, **given)
    if not subject and step == _MINUTES:
        return MinutesApproved("Thông qua biên bản", **given)
    if not subject and step == _PROGRAMME:
        subject = "Thông qua chương trình sinh hoạt"
    if not subject and step == RESOLUTION_STEP:
        what = "chi bộ" if head.kind == "regular" else MEETING_KIND[head.kind]
        subject = f"Thông qua nghị quyết sinh hoạt {what} tháng {head.date.month} năm {head.date.year}"
    return Vote(_asked(subject), **given)


def _asked(subject: str) -> str:
    if not subject:
        raise Refused("Biểu quyết việc gì: ghi nội dung sau các con số.")
    return subject


def _rule(text: str) -> tuple[Rule, str]:
    if re.match(r"2/3(?!\d)", text):
        return "two_thirds", text[3:].strip()
    return "majority", text.strip()


def _level(desk: Desk, text: str) -> tuple[Level | None, str]:
    """The level in front, in the step that assesses: by its first letters, ``k`` Khá, ``ke`` Kém, ``tb``."""
    if _step(desk) != _GRADE:
        return None, text
    word = re.match(r"[^\W\d_]+(?:\s+[^\W\d_]+)?", text)
    said = fold(word[0]).replace(" ", "") if word else ""
    levels = [grade.name for grade in sheet_of(desk.meeting.head).grade]
    begun = (level for level in levels if said and fold(level).replace(" ", "").startswith(said))
    level = next((level for level in levels if _initials(level) == said), next(begun, None))
    if level is None or word is None:
        raise Refused(f"Ghi mức trước, bằng chữ đầu ({', '.join(levels)}), rồi số không tán thành.")
    return level, text[word.end() :].strip()


def _initials(level: str) -> str:
    return "".join(word[0] for word in fold(level).split())


def _numbers(text: str, count: int) -> tuple[list[int | None], str]:
    """The numbers in front, at most ``count``, filled up with None, and the text behind them."""
    found: list[int | None] = []
    while len(found) < count and (number := _FIGURES.match(text)):
        found.append(int(number[1]))
        text = text[number.end() :]
    return found + [None] * (count - len(found)), text.strip().removeprefix(FIELD).strip()


def _step(desk: Desk) -> int | str:
    current = desk.meeting.agenda.current
    return current.step if current else 0
