"""The sentence of each kind of event. A kind that has none here is told by its fields, so that nothing is lost."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

import msgspec

from exports.changes import FIELDS
from exports.format.outline import Soft, Strong, Words
from exports.wording import Wording, stop
from model.entry import kind_of
from model.events import (
    Break,
    Considered,
    Criticism,
    Dues,
    EarlierApproved,
    GradeVote,
    MinutesApproved,
    Praise,
    Reminder,
    SelfCriticism,
    Tellers,
    Vote,
)
from model.meeting import Meeting
from model.parts import Event
from model.vietnamese import clock_words, short_date, thousands
from model.voting import Judgement, judge, sentence
from model.words import KIND, WHY_LEFT_OUT

_IN_BASE = {"official": "chính thức", "exempt": "miễn sinh hoạt đến dự", "away": "chuyển đi tạm thời đến dự"}
_LABELS = {
    "introducers": "Người giới thiệu", "matter": "Về việc", "strengths": "Ưu điểm",
    "shortcomings": "Hạn chế, khuyết điểm", "text": "Nhận xét, ý kiến", "cause": "Nguyên nhân",
    "remedy": "Biện pháp khắc phục", "deadline": "Thời hạn khắc phục", "response": "Trả lời",
    "word": "Ý kiến của chủ trì",
}  # fmt: skip
"""The parts of a self-criticism, a criticism, a person considered: field to label, in the order of the sentence."""

_UNSAID = {"under", "internal", "guessed"}


def said(event: Event, at: datetime, wording: Wording) -> Words:
    """What the minutes say of an event that stands for itself."""
    match event:
        case Dues():
            return _dues(event, wording)
        case Criticism(from_=who, to=to, text=text):
            whom = (*capital(wording, who), " phê bình ", *strong(wording, to))
            if event.matter or event.strengths:
                return (*whom, ".", *_parts(event, text="Hạn chế, khuyết điểm"))
            return (*whom, f": {stop(text)}", *_parts(event, text=""))
        case SelfCriticism(member=who):
            return (*capital(wording, who), " tự phê bình.", *_parts(event))
        case Tellers(members=members):
            return f"Chi bộ cử ban kiểm phiếu gồm {tellers_words(members, wording)}."
        case Considered(name=name, born=born):
            return ("Xét ", Strong(name), f", sinh ngày {short_date(born)}." if born else ".", *_parts(event))
        case Praise(to=to, text=text):
            return ("Chủ trì biểu dương ", *strong(wording, to), f": {stop(text)}")
        case Reminder(to=to, text=text):
            return ("Chủ trì nhắc nhở ", *strong(wording, to), f": {stop(text)}")
        case Break(until=until):
            return f"Hội nghị nghỉ từ {clock_words(at)} đến {clock_words(until)}."
        case _:
            return _by_fields(event, wording)


def tellers_words(members: Sequence[str], wording: Wording) -> str:
    """The tellers by name, the head first and called so."""
    head, *others = (wording.name(who) for who in members)
    return ", ".join([f"{head} (trưởng ban)", *others])


def voted(meeting: Meeting, at: datetime, vote: Vote, wording: Wording, *, base: bool) -> Words:
    """The result of a vote, with how its base was made where that is asked for."""
    judged = judge(meeting.presence, at, vote)
    what = "Bầu cử" if vote.candidate else "Biểu quyết"
    if isinstance(vote, GradeVote):
        what += f" mức “{vote.level}”"
    elif isinstance(vote, MinutesApproved):
        what += " thông qua biên bản"
    elif isinstance(vote, EarlierApproved):
        what += " thông qua biên bản kỳ trước"
    seats = f" Số lượng được bầu: {vote.seats}." if vote.seats else ""
    made = f" {base_words(meeting, judged)}" if base else ""
    words = (Strong(f"{what} ({clock_words(at)}): "), f"{sentence(vote, judged, wording.names)}{seats}{made}")
    if isinstance(vote, EarlierApproved) and vote.corrections:
        return (*words, " ", Soft("Nội dung sửa: "), stop(vote.corrections))
    return words


def base_words(meeting: Meeting, judged: Judgement) -> str:
    """How the base was made, as counts; it is one for all votes of a meeting."""
    kinds = Counter(_IN_BASE[meeting.people[p].status] for p in judged.base)
    out = Counter(WHY_LEFT_OUT[why] for _, why in judged.left_out)
    base = ", ".join(f"{kind} {number}" for kind, number in kinds.items())
    left_out = "; ".join(f"{why} {number}" for why, number in out.items())
    made = f"Cơ số biểu quyết gồm {len(judged.base)} đồng chí{f' ({base})' if base else ''}"
    return f"{made}; không tính: {left_out}." if left_out else f"{made}."


def strong(wording: Wording, person_id: str) -> tuple[str, Strong]:
    """``đồng chí``, and the name in bold."""
    return f"{wording.address(person_id).lower()} ", Strong(wording.name(person_id))


def capital(wording: Wording, person_id: str) -> tuple[str, Strong]:
    """``Đồng chí``, and the name in bold."""
    return f"{wording.address(person_id)} ", Strong(wording.name(person_id))


def _dues(dues: Dues, wording: Wording) -> str:
    amount = f"; số tiền {thousands(dues.amount)} đồng" if dues.amount else ""
    text = f" {stop(dues.text)}" if dues.text else ""
    owing = f" ({', '.join(wording.name(who) for who in dues.owing)})" if dues.owing else ""
    return f"Đảng phí: {dues.paid} đồng chí đã nộp, {dues.owed} đồng chí chưa nộp{owing}{amount}.{text}"


def _parts(event: Event, text: str = _LABELS["text"]) -> Iterator[str | Soft]:
    """The labelled parts of an event that are not empty, each a sentence; ``text``: the label of its text, if any."""
    for field, label in (_LABELS | {"text": text}).items():
        value = getattr(event, field, None)
        if value and label:
            yield from (" ", Soft(f"{label}: "), stop(short_date(value) if isinstance(value, date) else value))


def _by_fields(event: Event, wording: Wording) -> Words:
    """The fields with their names: ``Nghỉ giải lao. Nghỉ đến: 20 giờ 20 phút``."""
    told = "; ".join(f"{FIELDS[name]}: {words}" for name, words in _worded(event, wording) if name in FIELDS)
    return stop(f"{KIND[kind_of(event)]}. {told[:1].upper()}{told[1:]}".strip())


def _worded(event: Event, wording: Wording) -> Iterator[tuple[str, str]]:
    for field in msgspec.structs.fields(event):
        value: Any = getattr(event, field.name)
        if field.encode_name in _UNSAID or value in (None, "", False, ()):
            continue
        match value:
            case str() if field.encode_name in event.people_fields:
                yield field.encode_name, wording.name(value)
            case date():
                yield field.encode_name, short_date(value)
            case time():
                yield field.encode_name, clock_words(value)
            case bool():
                yield field.encode_name, "có"
            case str() | int():
                yield field.encode_name, str(value)
