"""What is still missing before closing (HD 42; II): warn early, refuse late.

``stop`` keeps a meeting from being closed until it is mended or explained; ``warning`` and ``hint`` never do.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from model.agenda import default_agenda
from model.checking import closing, criticism, items, people, record, tasks, times, votes
from model.checking.closing import SCORE_STEP
from model.checking.rule import Mend, Rule, Seen, Severity
from model.meeting import Meeting
from model.parts import Step
from model.scoring.facts import measure
from model.scoring.points import score
from model.scoring.sheets import sheet_of
from model.words import uy

RULES: tuple[Rule, ...] = (
    *people.RULES, *record.RULES, *votes.RULES, *items.RULES, *tasks.RULES, *criticism.RULES, *closing.RULES,
    *times.RULES,
)  # fmt: skip
"""All rules in the order in which their findings are told."""
AFTER_CLOSING = ("correct", "finished", "people")
"""Ways to mend that are still open after the meeting."""
_ASKED: dict[str, Step] = {"no-scorer": SCORE_STEP, "score-later": SCORE_STEP, "task-unanswered": 0, "bare-result": 0}
"""The step that a rule asks for, where it is not the one it waits for; 0: of none, of what is there."""
_PRESSING: tuple[Severity, ...] = ("stop", "warning", "hint")


@dataclass(frozen=True)
class Check:
    """Something missing or doubtful; ``where`` is ``entry:12``, ``item:8``, ``member:…`` or the part of the program.

    ``mend``: what would mend it now, the best first; ``step``: from where in the order it is time for it.
    """

    code: str
    severity: Severity
    message: str
    where: str = ""
    mend: tuple[Mend, ...] = ()
    step: Step = 0


def check(meeting: Meeting, now: datetime | None = None) -> list[Check]:
    """All findings in the order of the meeting; what was explained is a hint that says so.

    Rules that ask for a step are silent where the order of that kind of meeting has none such. Old minutes are
    history: nothing is asked of them, nor of a meeting that is not held.
    """
    if meeting.stated is not None or meeting.cancelled:
        return []
    facts = measure(meeting, now)
    seen = Seen(meeting, now, facts, score(meeting, sheet_of(meeting.head), now, facts))
    due = {0, *(item.step for item in default_agenda(meeting.head.kind, meeting.head.pack))}
    found = []
    for rule in (rule for rule in RULES if _ASKED.get(rule.code, rule.step) in due):
        for at in rule.find(seen):
            mend = tuple(m for m in at.mend if not meeting.closed or m.act in AFTER_CLOSING)
            message = uy(at.message, meeting.cell.spelling)
            found.append(_explained(Check(rule.code, rule.severity, message, at.where, mend, rule.step), meeting))
    return found


def stops(meeting: Meeting, now: datetime | None = None) -> list[Check]:
    """What keeps the meeting from being closed."""
    return [finding for finding in check(meeting, now) if finding.severity == "stop"]


def by_pressure(meeting: Meeting, found: list[Check]) -> list[Check]:
    """The findings with the most pressing first: the severest, of these the ones due, of these the mendable.

    Of what is left alike, the entries come first: what was said is forgotten soonest.
    """
    reached = _reached(meeting)

    def key(finding: Check) -> tuple[int, bool, bool, bool]:
        an_entry = finding.where.startswith("entry:")
        return _PRESSING.index(finding.severity), finding.step not in reached, not finding.mend, not an_entry

    return sorted(found, key=key)


def pressing(meeting: Meeting, now: datetime) -> list[Check]:
    """What is worth saying while people talk: stops and warnings for which it is time, most pressing first."""
    reached = _reached(meeting)
    due = [f for f in check(meeting, now) if f.severity != "hint" and f.step in reached]
    return by_pressure(meeting, due)


def _reached(meeting: Meeting) -> set[int | str]:
    """The steps that the meeting has come to or passed by; all of them where nothing is to come any more."""
    items_ = meeting.agenda.items
    last = max((n for n, item in enumerate(items_, 1) if item.held), default=0)
    if meeting.closed or not any(item.waiting for item in items_[last:]):
        return {*(rule.step for rule in RULES)}
    return {0, *(item.step for item in items_[:last])}


def _explained(finding: Check, meeting: Meeting) -> Check:
    why = meeting.explained.get((finding.code, finding.where))
    if why is None:
        return finding
    return replace(finding, severity="hint", message=f"{finding.message} Lý do đã ghi: {why}")
