"""Votes: the matter, its form and majority, the counting (Charter of the Party; Quy định 208-QĐ/TW)."""

import re

from model.checking.rule import Finding, Found, Rule, Seen, by, correcting
from model.entry import Entry
from model.events import Remark, Vote
from model.vietnamese import fold
from model.voting import base, eligible_present, rule_of

PROGRAMME_STEP = 5
_ASKS = r"^(?:(?:bieu quyet|bo phieu|thong qua|xet|de nghi|nghi quyet de nghi)\s+)*"
BY_BALLOT = re.compile(
    _ASKS + r"(?:bau (?:bo sung )?(?:chi uy|bi thu|pho bi thu|cap uy|dai bieu)|khai tru|(?:thi hanh )?ky luat dong chi)"
)
"""Subjects, folded, that ask for papers: elections, expulsion and other discipline."""
BY_TWO_THIRDS = re.compile(_ASKS + r"(?:ket nap (?:dang vien |quan chung |dong chi |ong |ba |dang doi voi )|"
                           r"cong nhan .*chinh thuc|khai tru)")  # fmt: skip
"""Subjects, folded, that ask for two thirds: admission, the end of probation, expulsion."""


def _few_voters(seen: Seen) -> Finding:
    presence = seen.meeting.presence
    for entry, _ in seen.votes:
        able, whole = eligible_present(presence, entry.at), len(base(presence))
        if able * 2 < whole:
            message = f"Biểu quyết lúc {entry.at:%H:%M} chỉ có {able}/{whole} người được biểu quyết có mặt."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _no_programme_vote(seen: Seen) -> Finding:
    items = [item for item in seen.meeting.agenda.of_step(PROGRAMME_STEP) if item.held]
    voted = any(seen.step_of(e) == PROGRAMME_STEP or "chuong trinh" in fold(v.subject) for e, v in seen.of(Vote))
    if items and not items[-1].running and not voted:
        message = "Chương trình buổi sinh hoạt chưa được biểu quyết thông qua."
        yield Found(message, f"item:{items[0].id}", by("vote", subject="Thông qua chương trình sinh hoạt"))


def _nowhere(seen: Seen) -> Finding:
    for entry, _ in seen.votes:
        if entry.id not in seen.meeting.item_of:
            message = f"Biểu quyết lúc {entry.at:%H:%M} không thuộc nội dung nào của chương trình."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _by_hands(seen: Seen) -> Finding:
    for entry, vote in seen.of(Vote):
        if vote.method == "hands" and BY_BALLOT.search(fold(vote.subject)):
            message = f"“{vote.subject}” cần bỏ phiếu kín, đang ghi là giơ tay lúc {entry.at:%H:%M}."
            yield Found(message, f"entry:{entry.id}", by("ballot", subject=vote.subject) + correcting(entry))


def _two_thirds(seen: Seen) -> Finding:
    for entry, vote in seen.of(Vote):
        rule = rule_of(vote, seen.meeting.presence.rules)
        if rule != "two_thirds" and BY_TWO_THIRDS.search(fold(vote.subject)):
            message = f"“{vote.subject}” cần ít nhất 2/3, đang ghi là quá nửa lúc {entry.at:%H:%M}."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _uncounted(seen: Seen) -> Finding:
    for entry, vote in seen.votes:
        able = eligible_present(seen.meeting.presence, entry.at)
        counted = (vote.for_ or 0) + (vote.against or 0) + (vote.no_opinion or 0)
        if vote.method == "hands" and counted < able:
            message = f"Biểu quyết lúc {entry.at:%H:%M} đếm được {counted}/{able} người được biểu quyết có mặt."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _papers_missing(seen: Seen) -> Finding:
    for entry, vote in seen.votes:
        if (lost := (vote.issued or 0) - (vote.returned or 0)) > 0:
            message = f"Bỏ phiếu lúc {entry.at:%H:%M}: {lost} phiếu phát ra chưa thu về."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _voted_again(seen: Seen) -> Finding:
    times: dict[tuple[type[Vote], str, str, int], list[Entry]] = {}
    for entry, vote in seen.votes:
        times.setdefault((type(vote), vote.subject, vote.person, vote.round), []).append(entry)
    for (_, subject, _, _), entries in times.items():
        if len(entries) > 1:
            last = entries[-1]
            message = f"“{subject}” được biểu quyết {len(entries)} lần: kết quả lần cuối lúc {last.at:%H:%M} được tính."
            yield Found(message, f"entry:{last.id}", correcting(last))


def _reserved(seen: Seen) -> Finding:
    first = min((entry.at for entry, _ in seen.votes), default=None)
    for entry, said in seen.of(Remark):
        if said.reserved and (first is None or entry.at < first):
            message = f"Ý kiến bảo lưu lúc {entry.at:%H:%M} của {seen.names[said.speaker]} đứng trước mọi biểu quyết."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


RULES = (
    Rule("few-voters", "warning", _few_voters),
    Rule("vote-by-hands", "warning", _by_hands),
    Rule("vote-two-thirds", "warning", _two_thirds),
    Rule("no-programme-vote", "warning", _no_programme_vote),
    Rule("vote-nowhere", "hint", _nowhere),
    Rule("vote-uncounted", "hint", _uncounted),
    Rule("papers-missing", "hint", _papers_missing),
    Rule("voted-again", "hint", _voted_again),
    Rule("reserved-early", "hint", _reserved),
)
