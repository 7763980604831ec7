"""The items of the agenda: whether each was dealt with, discussed and concluded (HD 42, II)."""

import re
from datetime import timedelta
from functools import lru_cache

from model.agenda import Item, default_agenda
from model.checking.rule import Finding, Found, Mend, Rule, Seen, by, correcting
from model.entry import Entry
from model.events import Attendance, Correction, ItemConcluded, ItemStarted, Note, Remark, Vote
from model.vietnamese import fold
from model.voting import eligible_present

CLOSING_STEP = 16
"""Bế mạc needs no conclusion of its own."""
DISCUSSION = (8, "thematic")
TOLD = (6, 7, 9, 10)
"""Steps of which more than a conclusion is to be told."""
LONG = 120
"""Letters from which a text is taken to say something."""
_PHRASES = re.compile(
    r"\b(cac|dong chi|dai bieu|dang vien|y kien|deu|hoan toan|thao luan|soi noi|dan chu|chi bo|hoi nghi|nhat tri|"
    r"thong nhat|dong y|tan thanh|thong qua|cao|tuyet doi|100|voi|noi dung|tren|va|da|rat|y|khong co|gi them)\b|\W"
)
"""What, folded, says that there was agreement and not on what."""
_AGREED = r"(nhat tri|tan thanh|dong y|thong nhat)"
_WHO = r"((so|cac|dong chi|dang vien|dai bieu|y kien|phieu|co mat|du hop|chi bo|hoi nghi|deu|da|bieu quyet) )*"
_UNANIMOUS = re.compile(
    rf"(100 ?%|tuyet doi) {_WHO}{_AGREED}|"
    rf"{_AGREED} (cao )?(tuyet doi|100 ?% ?($|[.;,]|(so )?(dang vien|dai bieu|phieu)))"
)
"""Words, folded, that say of everybody that they agreed; “100 % số hộ” is a target."""


def _waiting(seen: Seen) -> Finding:
    for item in seen.meeting.agenda.items:
        if item.waiting:
            mend = by("item_started", item=item.id) + by("put_off", item=item.id)
            yield Found(f"Nội dung “{item.title}” chưa bàn: xin bàn hoặc hoãn lại.", f"item:{item.id}", mend)


def _no_conclusion(seen: Seen) -> Finding:
    for item in seen.meeting.agenda.items:
        if item.held and not item.conclusion and not item.put_off and item.step != CLOSING_STEP:
            mend = by("item_concluded", item=item.id)
            yield Found(f"Nội dung “{item.title}” chưa có kết luận.", f"item:{item.id}", mend)


def _done(seen: Seen, *steps: int | str) -> list[Item]:
    """The items of those steps that were begun and are over."""
    return [i for i in seen.meeting.agenda.items if i.step in steps and i.held and not i.running]


def _told(seen: Seen, item: Item) -> list[Entry]:
    """What the record tells of an item beside its beginning and its end."""
    frame = (Attendance, Correction, ItemConcluded, ItemStarted, Note)
    return [e for e in seen.inside.get(item.id, []) if not isinstance(e.event, frame)]


def _over(seen: Seen, step: int | str) -> list[Item]:
    """The items of a step that were begun, once none of them runs or is to come."""
    items = seen.meeting.agenda.of_step(step)
    return [] if any(i.running or i.waiting for i in items) else [i for i in items if i.held]


def _speakers(seen: Seen, *items: Item) -> set[str]:
    return {e.event.speaker for i in items for e in seen.inside.get(i.id, []) if isinstance(e.event, Remark)}


def _no_discussion(seen: Seen) -> Finding:
    for step in DISCUSSION:
        items = _over(seen, step)
        if items and not _speakers(seen, *items):
            message = f"Nội dung “{items[0].title}” không ghi ý kiến nào."
            yield Found(message, f"item:{items[0].id}", by("item_started", item=items[0].id))


def _one_voice(seen: Seen) -> Finding:
    chair = seen.meeting.roles.get("chair")
    for item in _done(seen, 8):
        if _speakers(seen, item) == {chair}:
            yield Found(f"Nội dung “{item.title}” chỉ có chủ trì phát biểu.", f"item:{item.id}")


def _empty_item(seen: Seen) -> Finding:
    for item in _done(seen, 0, *TOLD):
        if item.conclusion and not _told(seen, item):
            yield Found(f"Nội dung “{item.title}” có kết luận mà không ghi diễn biến.", f"item:{item.id}")


def _long_item(seen: Seen) -> Finding:
    most = timedelta(minutes=seen.meeting.cell.minimum_minutes) / 2
    for item in seen.meeting.agenda.items:
        if item.length > most and item.step not in DISCUSSION:
            minutes = int(item.length.total_seconds()) // 60
            message = f"Nội dung “{item.title}” kéo dài {minutes} phút: xin xem có quên chuyển nội dung không."
            yield Found(message, f"item:{item.id}")


def _no_presenter(seen: Seen) -> Finding:
    items = _over(seen, "thematic")
    if items and not any(item.presenter for item in items):
        message = f"Chưa ghi ai trình bày chuyên đề (“{items[0].title}”)."
        yield Found(message, f"item:{items[0].id}", by("item_started", item=items[0].id))


@lru_cache(2048)
def _says_nothing(text: str) -> bool:
    return len(text) < LONG and not _PHRASES.sub("", fold(text))


def _empty_conclusion(seen: Seen) -> Finding:
    for item in seen.meeting.agenda.items:
        if item.conclusion and _says_nothing(item.conclusion):
            message = f"Kết luận “{item.title}” chỉ ghi “{item.conclusion}”: xin ghi thống nhất điều gì."
            yield Found(message, f"item:{item.id}", by("item_concluded", item=item.id, conclusion=item.conclusion))


def _empty_remark(seen: Seen) -> Finding:
    for entry, said in seen.of(Remark):
        if len(said.text) < LONG and "sôi nổi" in said.text.lower() and _says_nothing(said.text):
            message = f"Ý kiến lúc {entry.at:%H:%M} chỉ ghi “{said.text}”: xin ghi ai nói điều gì."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _unanimous(seen: Seen) -> Finding:
    for item in seen.meeting.agenda.items:
        if _says_all_agreed(item.conclusion) and not any(_all_for(seen, e) for e in seen.inside.get(item.id, [])):
            message = f"Kết luận “{item.title}” ghi tất cả nhất trí, nhưng không có biểu quyết nào đếm được như thế."
            yield Found(message, f"item:{item.id}", by("item_concluded", item=item.id, conclusion=item.conclusion))


def _says_all_agreed(text: str) -> bool:
    low = text.lower()
    return ("100" in low or "tuyệt" in low) and _UNANIMOUS.search(fold(text)) is not None


def _all_for(seen: Seen, entry: Entry) -> bool:
    """Whether it is a vote in which everybody who could vote was for it."""
    return isinstance(entry.event, Vote) and entry.event.for_ == eligible_present(seen.meeting.presence, entry.at)


def _missing_step(seen: Seen) -> Finding:
    head, agenda = seen.meeting.head, seen.meeting.agenda
    there = {item.step for item in agenda.items if not item.put_off}
    missing = [item for item in default_agenda(head.kind, head.pack) if item.step not in there]
    if missing:
        off = [Mend("item_started", {"item": i.id}) for i in agenda.items if i.step in {m.step for m in missing}]
        titles = "; ".join(item.title for item in missing)
        yield Found(f"Chương trình không có bước theo HD 42: {titles}.", "agenda", tuple(off))


RULES = (
    Rule("item-waiting", "stop", _waiting, CLOSING_STEP),
    Rule("no-conclusion", "stop", _no_conclusion),
    Rule("no-discussion", "warning", _no_discussion),
    Rule("no-presenter", "warning", _no_presenter),
    Rule("unanimous-unfounded", "warning", _unanimous),
    Rule("one-voice", "hint", _one_voice),
    Rule("empty-item", "hint", _empty_item),
    Rule("long-item", "hint", _long_item),
    Rule("empty-conclusion", "hint", _empty_conclusion),
    Rule("empty-remark", "hint", _empty_remark),
    Rule("missing-step", "hint", _missing_step),
)
