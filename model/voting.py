"""Votes: the base with who is in it and who was taken out, what is needed, ballot arithmetic, verdict, the sentence.

base = official members, and exempt and away ones who attend, minus suspended, minus excused for the whole meeting.
An unexcused absentee and one who left stay in it (Charter of the Party; Quy định 208-QĐ/TW).
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from model.cell import Person
from model.events import Candidate, Vote
from model.presence import Presence
from model.vietnamese import percent
from model.words import METHOD, RULE, VERDICT


@dataclass(frozen=True)
class Elected:
    """A candidate's votes and whether they elect; ``tied``: equal votes at the last seat decide nothing."""

    name: str
    votes: int
    elected: bool
    tied: bool = False


@dataclass(frozen=True)
class Judgement:
    """What a vote comes to. ``base`` and ``left_out`` by id; ``eligible_present`` are those of the base in the room."""

    base: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    needed: int
    eligible_present: int
    candidates: tuple[Elected, ...]
    verdict: Literal["passed", "failed"]


def why_left_out(presence: Presence, person: Person) -> str:
    """Why somebody on the list is not in the base; empty when in it."""
    if person.status in ("probationary", "guest", "suspended", "invited"):
        return person.status
    if person.status in ("exempt", "away") and not presence.attended(person.id):
        return f"{person.status}_absent"
    return "excused" if presence.stays[person.id].absence == "excused" else ""


def base(presence: Presence) -> list[Person]:
    """Those whose number the majority is taken of, by the attendance as it stands."""
    return [p for p in presence.people.values() if not why_left_out(presence, p)]


def eligible_present(presence: Presence, at: datetime) -> int:
    """How many of the base are in the room at ``at`` and can vote."""
    return sum(presence.here(p.id, at) for p in base(presence))


def needed(rule: str, of: int) -> int:
    """Votes needed: more than half, or two thirds rounded up."""
    return max(-(-of * 2 // 3), 1) if rule == "two_thirds" else of // 2 + 1


def judge(presence: Presence, at: datetime, vote: Vote) -> Judgement:
    """The vote taken at ``at``, judged by the attendance as it stands now."""
    voters = base(presence)
    need = needed(vote.rule, len(voters))
    candidates = elect(vote.candidate, vote.seats or 0, need)
    passed = sum(c.elected for c in candidates) == vote.seats if candidates else (vote.for_ or 0) >= need
    left_out = ((p, why_left_out(presence, p)) for p in presence.people.values() if p.status != "invited")
    return Judgement(
        base=tuple(p.id for p in voters),
        left_out=tuple((p.id, why) for p, why in left_out if why),
        needed=need,
        eligible_present=eligible_present(presence, at),
        candidates=candidates,
        verdict="passed" if passed else "failed",
    )


def elect(candidates: tuple[Candidate, ...], seats: int, need: int) -> tuple[Elected, ...]:
    """Who is elected: at most ``seats`` with the needed votes, by number; a tie over the last seat elects none."""
    enough = sorted((c.votes for c in candidates if c.votes >= need), reverse=True)
    bar = enough[seats - 1] if 0 < seats <= len(enough) else 0
    crowded = len(enough) > seats > 0 and enough[seats] == bar
    result = []
    for c in candidates:
        tied = crowded and c.votes == bar
        result.append(Elected(c.name, c.votes, c.votes >= max(need, bar) and seats > 0 and not tied, tied))
    return tuple(result)


def contradiction(presence: Presence, at: datetime, vote: Vote) -> str:
    """The first count that cannot be, as a sentence; empty where the figures hold."""
    able = eligible_present(presence, at)
    figures = {
        "tán thành": vote.for_, "không tán thành": vote.against, "không có ý kiến": vote.no_opinion,
        "phát ra": vote.issued, "thu về": vote.returned, "hợp lệ": vote.valid, "không hợp lệ": vote.invalid,
    }  # fmt: skip
    for name, figure in figures.items():
        if figure is not None and figure < 0:
            return f"Số “{name}” là {figure}: không thể âm."
    if vote.method == "secret":
        return _ballot_contradiction(vote, able)
    missing = [n for n in ("tán thành", "không tán thành", "không có ý kiến") if figures[n] is None]
    if missing:
        return f"Chưa có số “{missing[0]}”: xin đếm và ghi đủ ba số (không có ai thì ghi 0)."
    if vote.candidate or vote.seats is not None:
        return "Bầu cử phải bỏ phiếu kín: xin chọn hình thức bỏ phiếu kín."
    counted = (vote.for_ or 0) + (vote.against or 0) + (vote.no_opinion or 0)
    if counted > able:
        return f"{counted} người giơ tay, nhưng lúc này chỉ có {able} người được biểu quyết đang có mặt."
    return ""


def _ballot_contradiction(vote: Vote, able: int) -> str:
    if vote.issued is None or vote.returned is None or vote.valid is None or vote.invalid is None:
        return "Bỏ phiếu kín cần đủ số phiếu phát ra, thu về, hợp lệ và không hợp lệ."
    if vote.issued > able:
        return f"Phát ra {vote.issued} phiếu, nhưng lúc này chỉ có {able} người được biểu quyết đang có mặt."
    if vote.returned > vote.issued:
        return f"Thu về {vote.returned} phiếu, nhiều hơn {vote.issued} phiếu đã phát ra."
    if vote.valid + vote.invalid != vote.returned:
        both = vote.valid + vote.invalid
        return f"Hợp lệ {vote.valid} + không hợp lệ {vote.invalid} = {both}, khác {vote.returned} phiếu thu về."
    if vote.candidate or vote.seats is not None:
        return _election_contradiction(vote, vote.valid)
    if vote.for_ is None or vote.against is None or vote.no_opinion is None:
        return "Bỏ phiếu kín một câu hỏi cần đủ số tán thành, không tán thành, không có ý kiến."
    counted = vote.for_ + vote.against + vote.no_opinion
    if counted != vote.valid:
        return f"Tán thành + không tán thành + không có ý kiến = {counted}, khác {vote.valid} phiếu hợp lệ."
    return ""


def _election_contradiction(vote: Vote, valid: int) -> str:
    if not vote.candidate or not vote.seats or vote.seats < 1:
        return "Bầu cử cần số lượng được bầu (từ 1) và danh sách ứng cử viên kèm số phiếu."
    names = [c.name for c in vote.candidate]
    if len(set(names)) != len(names):
        return "Một ứng cử viên được ghi hai lần trong danh sách bầu."
    for candidate in vote.candidate:
        if not 0 <= candidate.votes <= valid:
            return f"Một ứng cử viên được {candidate.votes} phiếu, trong khi chỉ có {valid} phiếu hợp lệ."
    total = sum(c.votes for c in vote.candidate)
    if total > valid * vote.seats:
        return f"Tổng số phiếu {total} nhiều hơn {valid} phiếu hợp lệ × {vote.seats} người được bầu."
    return ""


def sentence(vote: Vote, judged: Judgement, refs: dict[str, str]) -> str:
    """The result of the vote as printed: figures of the base, percentage, verdict."""
    total = len(judged.base)

    def share(votes: int | None) -> str:
        return f"{votes or 0}/{total} ({percent(Fraction(votes or 0, total))}\u00a0%)" if total else f"{votes or 0}"

    text = f"{vote.subject}: {METHOD[vote.method]}; cơ số {total}, cần {RULE[vote.rule]} ({judged.needed} phiếu). "
    if vote.method == "secret":
        text += (
            f"Phát ra {vote.issued} phiếu, thu về {vote.returned}, hợp lệ {vote.valid}, không hợp lệ {vote.invalid}. "
        )
    if not judged.candidates:
        counts = [
            ("tán thành", vote.for_),
            ("không tán thành", vote.against),
            ("không có ý kiến", vote.no_opinion),
        ]
        listed = "; ".join(f"{name} {share(votes)}" for name, votes in counts)
        return f"{text}{listed[0].upper()}{listed[1:]}. Kết quả: {VERDICT[judged.verdict]}."
    named = "; ".join(f"{refs.get(c.name, c.name)} {share(c.votes)}" for c in judged.candidates)
    elected = ", ".join(refs.get(c.name, c.name) for c in judged.candidates if c.elected)
    tied = ", ".join(refs.get(c.name, c.name) for c in judged.candidates if c.tied)
    outcome = f"Trúng cử: {elected}." if elected else "Không có người trúng cử."
    return f"{text}{named}. {outcome}" + (f" Bằng phiếu, chưa xác định được: {tied}." if tied else "")
