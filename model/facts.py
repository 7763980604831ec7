"""Named facts measured on a meeting, each with the entries it rests on (HD 42; names as in the scoring sheets)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from model.agenda import default_agenda
from model.cell import Cell
from model.entry import Entry
from model.events import (
    Attendance,
    Criticism,
    Dues,
    GradeVote,
    MinutesApproved,
    MinutesRead,
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
from model.voting import judge

CRITICISM_STEP = 9
RESOLUTION_STEP = 13
DAY = timedelta(days=1)

Value = int | bool | str | None


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
    """All facts by name; ``now`` measures a meeting that still runs."""
    return {**_attendance(meeting), **_time(meeting, now), **_steps(meeting), **_record(meeting), **_votes(meeting)}


def fact_names() -> list[str]:
    """The names that a sheet may ask for."""
    day = date(2026, 1, 1)
    blank = Prepared(id="", kind="regular", date=day, place="", cell=Cell(name=""), people=(), agenda=())
    return list(measure(Meeting([Entry(1, datetime(2026, 1, 1), blank)])))


def _attendance(meeting: Meeting) -> dict[str, Fact]:
    counts, presence = meeting.presence.counts(), meeting.presence
    marks = _ids(meeting, Attendance)
    absent = presence.absent("unexcused")
    names = ", ".join(meeting.refs[p.id].split("|")[0] for p in absent)
    runs = meeting.head.excused_runs
    long_runs = sum(_longest_run(runs.get(p.id, (0, 0)), presence.stays[p.id].absence) > 3 for p in presence.expected)
    called = bool(marks) or any(item.held for item in meeting.agenda.of_step(3))
    return {
        "total": Fact(counts.total),
        "expected": Fact(counts.expected),
        "present": Fact(counts.present, marks),
        "excused": Fact(counts.excused, marks),
        "unexcused": Fact(counts.unexcused, marks),
        "unexcused_names": Fact(names, marks),
        "members_present": Fact(speakers(meeting).present, marks),
        "roll_called": Fact(called, marks),
        "excused_runs_over_3": Fact(long_runs),
        "has_committee": Fact(_has_committee(meeting)),
    }


def _longest_run(before: tuple[int, int], absence: str) -> int:
    """The longest run of excused absences in the year, this meeting counted."""
    current, longest = before
    return max(longest, current + 1) if absence == "excused" else longest


def _has_committee(meeting: Meeting) -> bool:
    """Whether anybody but the leader could meet as a committee before the meeting."""
    offices = {p.office for p in meeting.people.values()}
    return len(meeting.cell.committee) > 1 or bool(offices & {"deputy_leader", "committee_member"})


def _time(meeting: Meeting, now: datetime | None) -> dict[str, Fact]:
    start, end, done = meeting.opened, meeting.closed, meeting.groundwork
    met, notice = done.get("committee_met"), done.get("notice_sent")
    uploaded, finished = done.get("documents_uploaded"), done.get("documents_finished")
    talk = sum((i.length for i in meeting.agenda.of_step(CRITICISM_STEP)), timedelta())
    return {
        "minutes_long": Fact(meeting.minutes_long(now)),
        "minutes_minimum": Fact(meeting.cell.minimum_minutes),
        "on_cell_day": Fact(meeting.date.day == meeting.cell.monthly_day),
        "in_first_week": Fact(meeting.date.day <= 7),
        "committee_met_before": Fact(bool(met and start and met < start)),
        "notice_days_before": Fact((start - notice) // DAY if start and notice else None),
        "documents_days_before": Fact((start - uploaded) // DAY if start and uploaded else None),
        "documents_after_days": Fact(-((end - finished) // DAY) if end and finished else None),
        "minutes_on_ideology_and_criticism": Fact(int(talk.total_seconds()) // 60),
        "seconds_on_criticism": Fact(int(talk.total_seconds())),
    }


def _steps(meeting: Meeting) -> dict[str, Fact]:
    due = {item.step for item in default_agenda(meeting.head.kind, meeting.head.pack)}
    held = {item.step for item in meeting.agenda.items if item.held}
    return {
        "steps_done": Fact(len(due & held)),
        "steps_due": Fact(len(due)),
        "has_thematic": Fact("thematic" in held),
    }


def _record(meeting: Meeting) -> dict[str, Fact]:
    spoke = speakers(meeting)
    carried = [t for t in meeting.tasks if t.carried]
    given = _ids(meeting, Task)
    read = _ids(meeting, MinutesRead)
    dues = _ids(meeting, Dues)
    counted = {"praise": Praise, "reminders": Reminder, "criticisms": Criticism, "self_criticisms": SelfCriticism}
    ids = {name: _ids(meeting, kind) for name, kind in counted.items()}
    return {
        "speakers": Fact(len(spoke.members), spoke.evidence),
        **{name: Fact(len(found), found) for name, found in ids.items()},
        "tasks_last_done": Fact(sum(t.result == "done" for t in carried), _ids(meeting, TaskResult)),
        "tasks_last": Fact(len(carried)),
        "tasks_new_with_deadline": Fact(len(given), given),
        "minutes_read": Fact(bool(read), read),
        "dues_reported": Fact(bool(dues), dues),
    }


def _votes(meeting: Meeting) -> dict[str, Fact]:
    """What was voted: the last vote on each subject counts."""
    last: dict[tuple[type, str], tuple[int, bool, bool]] = {}
    for entry in meeting.votes:
        vote = entry.event
        assert isinstance(vote, Vote)
        item = meeting.agenda.get(meeting.item_of.get(entry.id, ""))
        won = judge(meeting.presence, entry.at, vote).verdict == "passed"
        on_resolution = bool(item and item.step == RESOLUTION_STEP)
        last[type(vote), vote.subject] = (entry.id, won, on_resolution)

    def passed(kind: type[Vote], *, resolution: bool = False) -> Fact:
        ids = tuple(
            i for (k, _), (i, won, in_step) in last.items() if k is kind and won and (in_step or not resolution)
        )
        return Fact(bool(ids), ids)

    return {
        "resolution_voted": passed(Vote, resolution=True),
        "minutes_approved": passed(MinutesApproved),
        "score_voted": passed(GradeVote),
    }


def _ids(meeting: Meeting, kind: type) -> tuple[int, ...]:
    return tuple(e.id for e in meeting.standing if isinstance(e.event, kind))
