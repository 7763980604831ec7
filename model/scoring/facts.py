"""Named facts measured on a meeting, each with the entries it rests on (HD 42; names as in the scoring sheets)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from model.agenda import default_agenda
from model.cell import Cell, next_meeting_day
from model.entry import Entry
from model.events import (
    Attendance,
    Closed,
    Criticism,
    Disciplined,
    Dues,
    GradeVote,
    Groundwork,
    ItemConcluded,
    ItemStarted,
    MinutesApproved,
    MinutesRead,
    Opened,
    PersonAdded,
    Praise,
    Prepared,
    Remark,
    Reminder,
    SelfCriticism,
    Task,
    TaskResult,
    Vote,
)
from model.meeting import Meeting
from model.parts import Event
from model.vietnamese import fold
from model.voting import judge

CRITICISM_STEP = 9
RESOLUTION_STEP = 13
DAY = timedelta(days=1)

Value = int | bool | str | Fraction | None
Ids = dict[type[Event], tuple[int, ...]]


@dataclass(frozen=True)
class Fact:
    """A value, None while unknown, and the ids of the entries that show it."""

    value: Value
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True)
class Speakers:
    """Ids of those who spoke. ``present``: members of the cell who attended, also exempt ones."""

    members: tuple[str, ...]
    guests: tuple[str, ...]
    others: tuple[str, ...]
    present: int
    evidence: tuple[int, ...]


def speakers(meeting: Meeting) -> Speakers:
    """Who spoke: the speaker of a remark, the member of a self-criticism, the ``from`` of a criticism."""
    first: dict[str, int] = {}
    for entry in meeting.standing:
        match entry.event:
            case Remark(speaker=who) | SelfCriticism(member=who) | Criticism(from_=who):
                first.setdefault(who, entry.id)
    people = meeting.people

    def of(*statuses: str) -> tuple[str, ...]:
        return tuple(i for i, p in people.items() if i in first and p.status in statuses)

    own = tuple(p.id for p in meeting.presence.cell_members if p.id in first)
    return Speakers(
        members=own,
        guests=of("guest"),
        others=of("invited"),
        present=sum(meeting.presence.attended(p.id) for p in meeting.presence.cell_members),
        evidence=tuple(first[i] for i in own),
    )


def measure(meeting: Meeting, now: datetime | None = None) -> dict[str, Fact]:
    """All facts by name; ``now`` measures a meeting that still runs. Of old minutes none is measured, nor known."""
    if meeting.stated is not None:
        return dict.fromkeys(fact_names(), Fact(None))
    ids: dict[type[Event], list[int]] = {}
    for entry in meeting.standing:
        ids.setdefault(type(entry.event), []).append(entry.id)
    by_kind: Ids = {kind: tuple(found) for kind, found in ids.items()}
    spoke = speakers(meeting)
    return {
        **_attendance(meeting, by_kind, spoke),
        **_time(meeting, by_kind, now),
        **_groundwork(meeting),
        **_steps(meeting),
        **_record(meeting, by_kind, spoke),
        **_votes(meeting),
    }


def fact_names() -> list[str]:
    """The names that a sheet may ask for."""
    day = date(2026, 1, 1)
    blank = Prepared(id="", kind="regular", date=day, place="", cell=Cell(name=""), people=(), agenda=())
    return list(measure(Meeting([Entry(1, datetime(2026, 1, 1), blank)])))


def had_thematic(earlier: Iterable[Meeting], day: date) -> bool | None:
    """Whether one of the meetings before ``day`` held a thematic part in its quarter (HD 42 asks for one).

    None where months of the quarter went by and no meeting of theirs is known.
    """
    quarter = (day.year, (day.month - 1) // 3)
    known = [m for m in earlier if (m.date.year, (m.date.month - 1) // 3) == quarter]
    if not known and day.month % 3 != 1:
        return None
    return any(_thematic(m) for m in known)


def _thematic(meeting: Meeting) -> bool:
    """Whether it held a thematic part; of old minutes, whether they call themselves so."""
    if meeting.stated is not None:
        return meeting.head.kind in ("thematic", "combined")
    return any(item.held for item in meeting.agenda.of_step("thematic"))


def _attendance(meeting: Meeting, ids: Ids, spoke: Speakers) -> dict[str, Fact]:
    counts, presence = meeting.presence.counts(), meeting.presence
    marks = ids.get(Attendance, ())
    roll = (*ids.get(Prepared, ()), *ids.get(PersonAdded, ()))
    absent = presence.absent("unexcused")
    names = ", ".join(meeting.refs[p.id].split("|")[0] for p in absent)
    runs = meeting.head.excused_runs
    most = presence.rules.year.excused_in_a_row
    long_runs = sum(
        _longest_run(runs.get(p.id, (0, 0)), presence.stays[p.id].absence) > most for p in presence.expected
    )
    called = bool(marks) or any(item.held for item in meeting.agenda.of_step(3))
    rate = Fraction(counts.present * 100, counts.expected) if counts.expected else None
    disciplined = {e.event.member for e in meeting.standing if isinstance(e.event, Disciplined)}
    return {
        "total": Fact(counts.total, roll),
        "expected": Fact(counts.expected, roll),
        "present": Fact(counts.present, marks),
        "attendance_rate": Fact(rate, marks),
        "excused": Fact(counts.excused, marks),
        "unexcused": Fact(counts.unexcused, marks),
        "unexcused_names": Fact(names, marks),
        "members_present": Fact(spoke.present, marks),
        "roll_called": Fact(called, marks),
        "excused_runs_over_3": Fact(long_runs, (*ids.get(Prepared, ()), *marks)),
        "has_committee": Fact(_has_committee(meeting), roll),
        "disciplined_members": Fact(len(disciplined), ids.get(Disciplined, ())),
    }


def _longest_run(before: tuple[int, int], absence: str) -> int:
    """The longest run of excused absences in the year, this meeting counted."""
    current, longest = before
    return max(longest, current + 1) if absence == "excused" else longest


def _has_committee(meeting: Meeting) -> bool:
    """Whether anybody but the leader could meet as a committee before the meeting."""
    offices = {p.office for p in meeting.people.values()}
    return len(meeting.cell.committee) > 1 or bool(offices & {"deputy_leader", "committee_member"})


def _time(meeting: Meeting, ids: Ids, now: datetime | None) -> dict[str, Fact]:
    span, head = (*ids.get(Opened, ()), *ids.get(Closed, ())), ids.get(Prepared, ())
    criticism = meeting.agenda.of_step(CRITICISM_STEP)
    talk = sum((i.length for i in criticism), timedelta())
    heard = _of_items(meeting, {i.id for i in criticism})
    least = meeting.cell.minimum_minutes
    return {
        "minutes_long": Fact(meeting.minutes_long(now), span),
        "minutes_minimum": Fact(least, head),
        "minutes_required": Fact(meeting.presence.rules.least_minutes(meeting.head.kind, least), head),
        "on_cell_day": Fact(meeting.date == next_meeting_day(meeting.cell, meeting.date.replace(day=1)), head),
        "in_first_week": Fact(meeting.date.day <= 7, head),
        "minutes_on_ideology_and_criticism": Fact(int(talk.total_seconds()) // 60, heard),
        "seconds_on_criticism": Fact(int(talk.total_seconds()), heard),
    }


def _groundwork(meeting: Meeting) -> dict[str, Fact]:
    start, end, done = meeting.opened, meeting.closed, meeting.groundwork
    met, notice = done.get("committee_met"), done.get("notice_sent")
    uploaded, finished = done.get("documents_uploaded"), done.get("documents_finished")
    told: dict[str, int] = {e.event.what: e.id for e in meeting.standing if isinstance(e.event, Groundwork)}

    def fact(value: Value, what: str) -> Fact:
        return Fact(value, (told[what],) if what in told else ())

    return {
        "committee_met_before": fact(bool(met and start and met < start), "committee_met"),
        "notice_days_before": fact((start - notice) // DAY if start and notice else None, "notice_sent"),
        "documents_days_before": fact((start - uploaded) // DAY if start and uploaded else None, "documents_uploaded"),
        "documents_after_days": fact(-((end - finished) // DAY) if end and finished else None, "documents_finished"),
    }


def _steps(meeting: Meeting) -> dict[str, Fact]:
    due = {item.step for item in default_agenda(meeting.head.kind, meeting.head.pack)}
    held = {item.step for item in meeting.agenda.items if item.held}
    begun: dict[int | str, int] = {}
    steps = {item.id: item.step for item in meeting.agenda.items}
    for entry in meeting.standing:
        if isinstance(entry.event, ItemStarted) and entry.event.item in steps:
            begun.setdefault(steps[entry.event.item], entry.id)
    thematic = "thematic" in held
    this_quarter = True if thematic else meeting.head.thematic_this_quarter
    theme = (begun["thematic"],) if "thematic" in begun else ()
    return {
        "steps_done": Fact(len(due & held), tuple(i for step, i in begun.items() if step in due)),
        "steps_due": Fact(len(due)),
        "has_thematic": Fact(thematic, theme),
        "thematic_this_quarter": Fact(this_quarter, theme),
    }


def _record(meeting: Meeting, ids: Ids, spoke: Speakers) -> dict[str, Fact]:
    carried = [t for t in meeting.tasks if t.carried]
    counted: dict[str, type[Event]] = {
        "praise": Praise, "reminders": Reminder, "criticisms": Criticism, "self_criticisms": SelfCriticism
    }  # fmt: skip
    told, given = ids.get(TaskResult, ()), ids.get(Task, ())
    return {
        "speakers": Fact(len(spoke.members), spoke.evidence),
        **{name: Fact(len(ids.get(kind, ())), ids.get(kind, ())) for name, kind in counted.items()},
        "tasks_last_done": Fact(sum(t.result == "done" for t in carried), told),
        "tasks_last": Fact(len(carried), ids.get(Prepared, ())),
        "tasks_new_with_deadline": Fact(len(given), given),
        "minutes_read": Fact(MinutesRead in ids, ids.get(MinutesRead, ())),
        "dues_reported": Fact(Dues in ids, ids.get(Dues, ())),
    }


def _votes(meeting: Meeting) -> dict[str, Fact]:
    """What was voted: the last vote on each subject counts.

    ``resolution_voted``: a vote of the step for it, on a resolution or a conclusion; ``conclusion_voted``: one of
    these whose subject names a conclusion (kết luận).
    """
    last: dict[tuple[type[Vote], str], tuple[int, bool, bool]] = {}
    for entry in meeting.votes:
        vote = entry.event
        assert isinstance(vote, Vote)
        item = meeting.agenda.get(meeting.item_of.get(entry.id, ""))
        won = judge(meeting.presence, entry.at, vote).verdict == "passed"
        on_resolution = bool(item and item.step == RESOLUTION_STEP)
        last[type(vote), vote.subject] = (entry.id, won, on_resolution)

    def passed(kind: type[Vote], *, resolution: bool = False, naming: str = "") -> Fact:
        ids = tuple(
            i
            for (k, subject), (i, won, in_step) in last.items()
            if k is kind and won and (in_step or not resolution) and naming in fold(subject)
        )
        return Fact(bool(ids), ids)

    return {
        "resolution_voted": passed(Vote, resolution=True),
        "conclusion_voted": passed(Vote, resolution=True, naming="ket luan"),
        "minutes_approved": passed(MinutesApproved),
        "score_voted": passed(GradeVote),
    }


def _of_items(meeting: Meeting, items: set[str]) -> tuple[int, ...]:
    """The entries by which these items began and ended."""
    return tuple(
        e.id for e in meeting.standing if isinstance(e.event, ItemStarted | ItemConcluded) and e.event.item in items
    )
