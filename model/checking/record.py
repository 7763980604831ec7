"""The record itself: what cannot be, what was left open, what was taken down late or twice."""

import re
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise

from model.checking.rule import Finding, Found, Rule, Seen, correcting
from model.entry import Entry, kind_of
from model.events import Attendance, Break, ItemConcluded, ItemStarted, Remark, Score
from model.guard import contradictions
from model.parts import Event, Happening
from model.words import KIND

GAP = re.compile(r"\[\?\d+\]")
"""The mark of words that were not caught: ``[?1]``."""
SILENCE = timedelta(minutes=20)
_TEXTS = frozenset(
    {"cause", "conclusion", "reason", "remedy", "response", "shortcomings", "strengths", "subject", "text"}
)
_MAY_REPEAT = (Attendance, Break, ItemConcluded, ItemStarted, Score)
"""Acts that may well come twice in the same words."""


@cache
def _texts(kind: type[Event]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name in _TEXTS)


def _what(entry: Entry) -> str:
    return f"{KIND[kind_of(entry.event)]} lúc {entry.at:%H:%M}"


def _contradiction(seen: Seen) -> Finding:
    for entry, reason in contradictions(seen.meeting):
        yield Found(f"{_what(entry)}: {reason}", f"entry:{entry.id}", correcting(entry))


def _words_missing(seen: Seen) -> Finding:
    for entry, event in seen.printed:
        for name in _texts(type(event)):
            text = getattr(event, name)
            if "[?" in text and (gap := GAP.search(text)):
                message = f"{_what(entry)} còn chỗ trống {gap[0]}: xin điền lời đã nói."
                yield Found(message, f"entry:{entry.id}", correcting(entry))
                break


def _said_twice(seen: Seen) -> Finding:
    for (_, before), (entry, event) in pairwise(seen.printed):
        if _same_words(before, event):
            message = f"{_what(entry)} trùng từng chữ với mục ngay trước: xin xem có ghi hai lần không."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _same_words(one: Happening, other: Happening) -> bool:
    if isinstance(one, Remark) and isinstance(other, Remark):
        return (one.speaker, one.text) == (other.speaker, other.text)
    return one == other and bool(_texts(type(one))) and not isinstance(one, _MAY_REPEAT)


def _guessed_time(seen: Seen) -> Finding:
    guessed = [entry for entry, event in seen.printed if event.guessed]
    if guessed:
        message = f"{len(guessed)} mục có giờ đặt phỏng theo mục trước và sau, mục đầu là {_what(guessed[0])}."
        yield Found(message, f"entry:{guessed[0].id}", correcting(guessed[0]))


def _silence(seen: Seen) -> Finding:
    since = seen.meeting.opened
    for entry in seen.record:
        if since is None or entry.at < since:
            continue
        if entry.at - since > SILENCE:
            message = f"Từ {since:%H:%M} đến {entry.at:%H:%M} không ghi gì: xin ghi bổ sung điều đã diễn ra."
            yield Found(message, f"entry:{entry.id}")
        since = max(since, _until(entry))


def _until(entry: Entry) -> datetime:
    """Until when the entry fills the record: a break to its end."""
    if isinstance(entry.event, Break):
        return datetime.combine(entry.at.date(), entry.event.until, entry.at.tzinfo)
    return entry.at


RULES = (
    Rule("contradiction", "stop", _contradiction),
    Rule("words-missing", "stop", _words_missing),
    Rule("said-twice", "warning", _said_twice),
    Rule("silence", "hint", _silence),
    Rule("guessed-time", "hint", _guessed_time),
)
