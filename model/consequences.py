"""What a correction changes, said in words: votes judged otherwise, counts and facts; also a view by another pack."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import structs

from model.ballot import contradiction
from model.checks import Check
from model.entry import Entry
from model.events import Attendance, Correction, Prepared, Vote
from model.meeting import Meeting
from model.packs import Pack, pack
from model.scoring.facts import Value, measure
from model.vietnamese import percent, short_date
from model.voting import Judgement, judge
from model.words import FACT, VERDICT


def changed_by(meeting: Meeting, latest: Sequence[Entry]) -> list[str]:
    """What the entries recorded last changed of what was there: all for a correction, the votes for other marks."""
    corrected = any(isinstance(e.event, Correction) for e in latest)
    marked = bool(meeting.votes) and any(isinstance(e.event, Attendance) for e in latest)
    if not corrected and not marked:
        return []
    before = Meeting(meeting.entries[: -len(latest)])
    return consequences(before, meeting) if corrected else votes_changed(before, meeting)


def consequences(before: Meeting, after: Meeting) -> list[str]:
    """The votes and facts that are otherwise in ``after``, a sentence each; empty where nothing is."""
    return [*votes_changed(before, after), *_facts(before, after)]


def votes_changed(before: Meeting, after: Meeting) -> list[str]:
    """The votes that are otherwise, a sentence each."""
    return [told for _, told in _votes(before, after)]


def by_pack(meeting: Meeting, pack_id: str) -> Meeting:
    """The meeting as another pack would have it: a view, the meeting itself keeps its own."""
    return Meeting(
        structs.replace(e, event=structs.replace(e.event, pack=pack_id)) if isinstance(e.event, Prepared) else e
        for e in meeting.entries
    )


def judged_by(meeting: Meeting, pack_id: str) -> list[Check]:
    """What another pack says of the votes, the length and the attendance of the meeting; raises BadData for none."""
    rules, other = pack(pack_id), by_pack(meeting, pack_id)
    found = [Check("pack", "hint", _heading(meeting, rules))]
    changed = [Check("pack-vote", "hint", told, f"entry:{n}") for n, told in _votes(meeting, other)]
    same = f"Cả {len(meeting.votes)} lần biểu quyết có cùng cơ số và kết quả."
    found += changed or [Check("pack-vote", "hint", same, "votes")] * bool(meeting.votes)
    found += [Check("pack-fact", "hint", told, "") for told in _facts(meeting, other)]
    if (long := meeting.minutes_long()) is not None:
        least = rules.least_minutes(meeting.head.kind, meeting.cell.minimum_minutes)
        enough = "đủ" if long >= least else f"thiếu {least - long} phút"
        found.append(Check("pack-length", "hint", f"Họp {long} phút, cần {least} phút: {enough}.", "live"))
    counts, rate = other.presence.counts(), rules.attendance
    asked = f"{'trên' if rate.strictly else 'từ'} {rate.percent} %"
    reached = "đạt" if rules.enough_present(counts.present, counts.expected) else "chưa đạt"
    message = f"Có mặt {counts.present}/{counts.expected}, cần {asked}: {reached}."
    found.append(Check("pack-attendance", "hint", message, "attendance"))
    return found


def _heading(meeting: Meeting, rules: Pack) -> str:
    early = "" if rules.in_force_from <= meeting.date else ", chưa có hiệu lực vào ngày họp"
    since = f"có hiệu lực từ {short_date(rules.in_force_from)}{early}"
    return f"Xem theo {rules.number} ({rules.id}, {since}); cuộc họp vẫn theo {meeting.head.pack}."


def _votes(before: Meeting, after: Meeting) -> Iterator[tuple[int, str]]:
    """The id of each vote that stands in both and comes to something else, with the sentence."""
    was = {e.id: _judged(before, e) for e in before.votes}
    for entry in after.votes:
        now = _judged(after, entry)
        if entry.id not in was:
            continue
        if told := "; ".join(_differences(*was[entry.id], *now, after.names)):
            assert isinstance(entry.event, Vote)
            yield entry.id, f"Biểu quyết lúc {entry.at:%H:%M} “{entry.event.subject}”: {told}."


def _judged(meeting: Meeting, entry: Entry) -> tuple[Judgement, str]:
    assert isinstance(entry.event, Vote)
    presence = meeting.presence
    return judge(presence, entry.at, entry.event), contradiction(presence, entry.at, entry.event)


def _differences(
    was: Judgement, was_wrong: str, now: Judgement, now_wrong: str, names: dict[str, str]
) -> Iterator[str]:
    if len(was.base) != len(now.base):
        yield f"cơ số {len(was.base)} → {len(now.base)}"
    elif was.base != now.base:
        yield f"cơ số vẫn {len(now.base)}, người khác"
    if was.needed != now.needed:
        yield f"cần {was.needed} → {now.needed}"
    if was.eligible_present != now.eligible_present:
        yield f"người được biểu quyết có mặt {was.eligible_present} → {now.eligible_present}"
    if was.verdict != now.verdict:
        yield f"kết quả {VERDICT[was.verdict]} → {VERDICT[now.verdict]}"
    if (before := _outcome(was, names)) != (after := _outcome(now, names)):
        yield f"{before} → {after}"
    if now_wrong and now_wrong != was_wrong:
        yield f"nay số liệu không khớp: {now_wrong.rstrip('.')}"
    elif was_wrong and not now_wrong:
        yield "nay số liệu đã khớp"


def _outcome(judged: Judgement, names: dict[str, str]) -> str:
    """Who is elected, and what each question of a ballot came to."""
    elected = ", ".join(names.get(c.name, c.name) for c in judged.candidates if c.elected)
    told = [f"trúng cử {elected or 'không ai'}"] if judged.candidates else []
    told += [
        f"“{names.get(q.question.person, '') or q.question.subject}” {q.chosen or VERDICT[q.verdict]}"
        for q in judged.questions
    ]
    return ", ".join(told)


def _facts(before: Meeting, after: Meeting) -> Iterator[str]:
    """The facts that have a word, where they differ."""
    was, now = measure(before), measure(after)
    changed = [name for name in FACT if name in was and name in now and was[name].value != now[name].value]
    told = [f"{FACT[name]} {_shown(was[name].value)} → {_shown(now[name].value)}" for name in changed]
    if told:
        first, rest = told[0], told[1:]
        yield "; ".join([first[0].upper() + first[1:], *rest]) + "."


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Fraction):
        return percent(value / 100)
    return "chưa rõ" if value is None else str(value)
