"""Self-criticism and criticism: that it was held, its length, an answer, a remedy with its day (HD 42, II)."""

from model.checking.rule import Finding, Found, Rule, Seen, by, correcting
from model.events import Criticism, Remark, Reminder, SelfCriticism
from model.scoring.facts import CRITICISM_STEP

SHORTEST, LONGEST = 15 * 60, 30 * 60
"""Seconds that the sheet of one ward asks for."""


def _none(seen: Seen) -> Finding:
    if not seen.of(SelfCriticism) and not seen.of(Criticism):
        yield Found("Chưa có tự phê bình, phê bình.", "item:9", by("self_criticism") + by("criticism"))


def _nobody_himself(seen: Seen) -> Finding:
    if seen.of(Criticism) and not seen.of(SelfCriticism):
        yield Found("Có phê bình nhưng chưa có ai tự phê bình.", "item:9", by("self_criticism"))


def _length(seen: Seen) -> Finding:
    items = [item for item in seen.meeting.agenda.of_step(CRITICISM_STEP) if item.held]
    seconds = sum(int(item.length.total_seconds()) for item in items)
    if items and not any(item.running for item in items) and not SHORTEST <= seconds <= LONGEST:
        message = f"Tự phê bình và phê bình {seconds // 60} phút; phiếu của một phường yêu cầu 15–30 phút."
        yield Found(message, f"item:{items[0].id}")


def _undated(seen: Seen) -> Finding:
    for entry, said in seen.of(SelfCriticism):
        if said.remedy and not said.deadline:
            message = f"Lời hứa khắc phục của {seen.meeting.refs[said.member]} chưa có hạn."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _no_remedy(seen: Seen) -> Finding:
    for entry, said in seen.of(SelfCriticism):
        if not said.remedy:
            message = f"Tự phê bình của {seen.names[said.member]} chưa ghi biện pháp khắc phục."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _unanswered(seen: Seen) -> Finding:
    spoke: dict[tuple[str | None, str], int] = {}
    for entry, remark in seen.of(Remark):
        spoke[seen.meeting.item_of.get(entry.id), remark.speaker] = entry.id
    for entry, said in seen.of(Criticism):
        last = spoke.get((seen.meeting.item_of.get(entry.id), said.to), 0)
        if not said.response and last < entry.id and seen.meeting.presence.here(said.to, entry.at):
            message = f"Ý kiến phê bình {seen.names[said.to]} lúc {entry.at:%H:%M} chưa ghi tiếp thu, giải trình."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _absent(seen: Seen) -> Finding:
    for entry, said in seen.of(Criticism):
        if not seen.meeting.presence.here(said.to, entry.at):
            message = f"{seen.names[said.to]} không có mặt khi được phê bình lúc {entry.at:%H:%M}."
            yield Found(message, f"entry:{entry.id}")


def _of_himself(seen: Seen) -> Finding:
    for entry, said in seen.of(Criticism):
        if said.from_ == said.to:
            message = f"Phê bình lúc {entry.at:%H:%M} ghi {seen.names[said.to]} góp ý cho chính mình."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


def _invited(seen: Seen) -> Finding:
    for entry, to in [(e, r.to) for e, r in seen.of(Reminder)] + [(e, c.to) for e, c in seen.of(Criticism)]:
        if seen.meeting.people[to].status == "invited":
            message = f"Nhắc nhở, phê bình lúc {entry.at:%H:%M} ghi cho khách mời {seen.names[to]}."
            yield Found(message, f"entry:{entry.id}", correcting(entry))


RULES = (
    Rule("no-criticism", "stop", _none, CRITICISM_STEP),
    Rule("remedy-undated", "warning", _undated),
    Rule("criticised-himself", "warning", _of_himself),
    Rule("criticised-guest", "warning", _invited),
    Rule("no-self-criticism", "hint", _nobody_himself, CRITICISM_STEP),
    Rule("no-remedy", "hint", _no_remedy),
    Rule("no-answer", "hint", _unanswered),
    Rule("criticised-absent", "hint", _absent),
    Rule("criticism-length", "hint", _length),
)
