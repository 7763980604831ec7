"""Votes: the base with who is in it and who was taken out, what is needed, the verdict, the sentence.

base = official members, and exempt and away ones who attend, minus suspended, minus excused for the whole meeting.
An unexcused absentee and one who left stay in it (Charter of the Party; Quy định 208-QĐ/TW; the rule pack).
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from model.cell import Person
from model.events import GradeVote, MinutesApproved, Vote
from model.packs import Pack, Rule
from model.parts import Candidate, Matter, Question
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


Verdict = Literal["passed", "failed", "counted"]


@dataclass(frozen=True)
class Answered:
    """One question of a ballot and what it comes to; ``chosen``: the option with the votes needed, if one has them."""

    question: Question
    verdict: Verdict
    chosen: str = ""


@dataclass(frozen=True)
class Judgement:
    """What a vote comes to. ``base`` and ``left_out`` by id; ``eligible_present`` are those of the base in the room.

    Where a matter is only counted, nothing is needed and the verdict is ``counted``.
    """

    base: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    needed: int
    eligible_present: int
    candidates: tuple[Elected, ...]
    verdict: Verdict
    rule: Rule = "majority"
    questions: tuple[Answered, ...] = ()


def why_left_out(presence: Presence, person: Person) -> str:
    """Why somebody on the list is not in the base; empty when in it."""
    rule = presence.rule_of(person)
    if rule.base == "never":
        return person.status
    if person.on_probation:
        return "probationary"
    if rule.base == "if_present" and not presence.attended(person.id):
        return f"{person.status}_absent"
    absence = presence.stays[person.id].absence
    return absence if absence and not presence.rules.of_absence(absence).base else ""


def base(presence: Presence) -> list[Person]:
    """Those whose number the majority is taken of, by the attendance as it stands."""
    return [p for p in presence.people.values() if not why_left_out(presence, p)]


def eligible_present(presence: Presence, at: datetime) -> int:
    """How many of the base are in the room at ``at`` and can vote."""
    return sum(presence.here(p.id, at) for p in base(presence))


def needed(rule: Rule, of: int) -> int:
    """Votes needed: more than half, or two thirds rounded up; none where votes are only counted."""
    if rule == "counted":
        return 0
    return max(-(-of * 2 // 3), 1) if rule == "two_thirds" else of // 2 + 1


def matter_of(vote: Vote) -> Matter | Literal[""]:
    """What the vote is on, as told or as its kind implies; empty where neither says."""
    match vote:
        case GradeVote():
            return "level"
        case MinutesApproved():
            return "minutes"
    return vote.matter or ("election" if vote.candidate else "")


def rule_of(vote: Vote, rules: Pack) -> Rule:
    """The majority: that of the pack where the vote names its matter, else its own."""
    return rules.of_matter(vote.matter).rule if vote.matter else vote.rule


def judge(presence: Presence, at: datetime, vote: Vote) -> Judgement:
    """The vote taken at ``at``, judged by the attendance as it stands now and the rules of the meeting."""
    reasons = [(person, why_left_out(presence, person)) for person in presence.people.values()]
    voters = tuple(person.id for person, why in reasons if not why)
    rule = rule_of(vote, presence.rules)
    need = needed(rule, len(voters))
    candidates = elect(vote.candidate, vote.seats or 0, need)
    questions = tuple(_answered(question, rule, need) for question in vote.question)
    return Judgement(
        base=voters,
        left_out=tuple((person.id, why) for person, why in reasons if why and person.status != "invited"),
        needed=need,
        eligible_present=sum(presence.here(who, at) for who in voters),
        candidates=candidates,
        verdict=_verdict(vote, rule, need, candidates, questions),
        rule=rule,
        questions=questions,
    )


def _answered(question: Question, rule: Rule, need: int) -> Answered:
    if rule == "counted":
        return Answered(question, "counted")
    enough = [option.name for option in question.option if option.votes >= need]
    passed = len(enough) == 1 if question.option else (question.for_ or 0) >= need
    return Answered(question, "passed" if passed else "failed", enough[0] if passed and enough else "")


def _verdict(
    vote: Vote, rule: Rule, need: int, candidates: tuple[Elected, ...], questions: tuple[Answered, ...]
) -> Verdict:
    """An election passes where every seat is filled, a ballot of several questions where every one has passed."""
    if rule == "counted":
        return "counted"
    if candidates:
        passed = sum(c.elected for c in candidates) == vote.seats
    elif questions:
        passed = all(q.verdict == "passed" for q in questions)
    else:
        passed = (vote.for_ or 0) >= need
    return "passed" if passed else "failed"


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


def sentence(vote: Vote, judged: Judgement, refs: dict[str, str]) -> str:
    """The result of the vote as printed: figures of the base, percentage, verdict; those elected by their votes."""
    total, rule = len(judged.base), RULE[judged.rule]
    person = refs.get(vote.person, vote.person)
    subject = f"{vote.subject} ({person})" if person and person not in vote.subject else vote.subject
    subject += f", vòng {vote.round}" if vote.round > 1 else ""
    need = f"cần {rule} ({judged.needed} phiếu)" if judged.needed else rule
    text = f"{subject}: {METHOD[vote.method]}; cơ số {total}, {need}. "
    if vote.method == "secret":
        why = f" ({vote.invalid_reasons})" if vote.invalid_reasons else ""
        text += (
            f"Phát ra {vote.issued} phiếu, thu về {vote.returned}, hợp lệ {vote.valid}, "
            f"không hợp lệ {vote.invalid}{why}. "
        )
    if judged.questions:
        return text + " ".join(_answer(answered, total, refs) for answered in judged.questions)
    if judged.candidates:
        return text + _elected(judged.candidates, total, refs)
    return f"{text}T{_counts(vote, total)[1:]}. Kết quả: {VERDICT[judged.verdict]}."


def answer_words(question: Question, refs: dict[str, str], total: int = 0) -> str:
    """One question of a ballot with its figures: ``Lê Đức: tán thành 20/23 (87 %); …``, without ``total`` plain."""
    about = ", ".join(part for part in (refs.get(question.person, question.person), question.subject) if part)
    options = [(option.name, option.votes) for option in question.option]
    if options and question.no_opinion:
        options.append(("không có ý kiến", question.no_opinion))
    figures = "; ".join(f"{name} {_share(votes, total)}" for name, votes in options)
    return f"{about}: {figures or _counts(question, total)}"


def _share(votes: int | None, total: int) -> str:
    return f"{votes or 0}/{total} ({percent(Fraction(votes or 0, total))}\u00a0%)" if total else f"{votes or 0}"


def _counts(answer: Vote | Question, total: int) -> str:
    """``tán thành 21/23 (91,3 %); không tán thành …; không có ý kiến …``."""
    return (
        f"tán thành {_share(answer.for_, total)}; không tán thành {_share(answer.against, total)}; "
        f"không có ý kiến {_share(answer.no_opinion, total)}"
    )


def _answer(answered: Answered, total: int, refs: dict[str, str]) -> str:
    told = f"{answer_words(answered.question, refs, total)}."
    if answered.verdict == "counted":
        return told
    if answered.question.option:
        return f"{told} Kết quả: {f'“{answered.chosen}”' if answered.chosen else 'không phương án nào đủ phiếu'}."
    return f"{told} Kết quả: {VERDICT[answered.verdict]}."


def _elected(candidates: tuple[Elected, ...], total: int, refs: dict[str, str]) -> str:
    def names(chosen: list[Elected]) -> str:
        return ", ".join(refs.get(c.name, c.name) for c in sorted(chosen, key=lambda c: -c.votes))

    listed = "; ".join(f"{refs.get(c.name, c.name)} {_share(c.votes, total)}" for c in candidates)
    elected, tied = [c for c in candidates if c.elected], [c for c in candidates if c.tied]
    outcome = f"Trúng cử: {names(elected)}." if elected else "Không có người trúng cử."
    return f"{listed}. {outcome}" + (f" Bằng phiếu, chưa xác định được: {names(tied)}." if tied else "")
