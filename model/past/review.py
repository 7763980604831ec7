"""One meeting on one page: who, decisions, votes, tasks and what became of them, criticism, score, the clock by item.

Plain lines for a screen or a reader.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from model import report
from model.cell import Person
from model.events import Criticism, SelfCriticism, Vote
from model.ledger import Assignment, Promise
from model.meeting import Meeting
from model.past.outcomes import Outcome, Outcomes, PromiseOutcome, TaskOutcome
from model.scoring.facts import measure, speakers
from model.scoring.points import score
from model.scoring.sheets import sheet_of
from model.stated import BY_OLD_MINUTES, attendance_known, figures, stated_score, stated_votes
from model.vietnamese import short_date
from model.voting import judge, sentence
from model.words import ABSENCE, KEPT, MEETING_STATE, RESULT, ROLE

Section = tuple[str, list[str]]


def sections(meeting: Meeting, later: Outcomes | None = None, today: date | None = None) -> list[Section]:
    """Title and lines of each part; a part with nothing in it has no lines. Before it opens a meeting has few parts.

    ``later``: what later meetings told of its tasks and promises; ``today`` tells which of them are overdue.
    """
    became = _Became(later, today)
    head = (f"{report.title(meeting)} ({MEETING_STATE[meeting.state]})", list(_head(meeting)))
    last_months = [
        ("Nhiệm vụ tháng trước", [_task(meeting, t) + became.task(meeting, t) for t in meeting.tasks if t.carried]),
        ("Lời hứa khắc phục kỳ trước", _promises(meeting, became, carried=True)),
    ]
    if meeting.opened is None:  # nobody came yet, nothing earned a point
        return [head] if meeting.cancelled else [head, ("Thành phần", list(_named(meeting))), *last_months]
    return [
        head,
        ("Thành phần", list(_people(meeting))),
        ("Chấm điểm", list(_score(meeting))),
        ("Kết luận", [f"{i.title}: {i.conclusion}" for i in meeting.agenda.items if i.conclusion]),
        ("Biểu quyết", list(_votes(meeting))),
        *last_months,
        ("Nhiệm vụ mới", [_task(meeting, t) + became.task(meeting, t) for t in meeting.tasks if not t.carried]),
        ("Tự phê bình và phê bình", list(_criticism(meeting))),
        ("Lời hứa khắc phục", _promises(meeting, became, carried=False)),
        ("Thời gian", list(_times(meeting))),
    ]


def _head(meeting: Meeting) -> Iterator[str]:
    names = meeting.names
    opened, closed = _known(meeting.opened, meeting.opening_unknown), _known(meeting.closed, meeting.closing_unknown)
    span = f"{_clock(opened)}–{_clock(closed)}" if meeting.opened else "chưa khai mạc"
    if off := meeting.cancelled:
        span = ": ".join(filter(None, (f"dời sang {short_date(off.to)}" if off.to else "không họp", off.why)))
    if meeting.head.imported:
        yield f"Nhập từ biên bản cũ: {meeting.head.imported.name}"
    long = meeting.minutes_long()
    least = "" if meeting.head.imported else f" (tối thiểu {meeting.cell.minimum_minutes})"
    length = f", {long} phút{least}" if long is not None else ""
    yield f"{short_date(meeting.date)}, {span}{length}, {meeting.head.place}"
    named = [f"{ROLE[role]}: {names[who]}" for role, who in meeting.roles.items()]
    if named:
        yield "; ".join(named)


def _people(meeting: Meeting) -> Iterator[str]:
    counts = figures(meeting)
    if not attendance_known(meeting):
        yield from _stated_people(meeting)
    else:
        yield f"Có mặt {counts.present}/{counts.expected} phải dự; tổng số {counts.total} đảng viên"
    yield from _named(meeting)
    if meeting.stated is None:
        spoke = speakers(meeting)
        yield f"Phát biểu: {len(spoke.members)}/{spoke.present} đảng viên"


def _named(meeting: Meeting) -> Iterator[str]:
    """Who is away, late or a guest, by name."""
    presence = meeting.presence
    for kind, label in ABSENCE.items():
        absent = presence.absent(kind)  # type: ignore[arg-type]
        if absent:
            listed = (f"{meeting.names[p.id]}{_reason(presence.stays[p.id].reason)}" for p in absent)
            number = f" {len(absent)}" if attendance_known(meeting) else ", được nêu tên"
            yield f"{label}{number}: {'; '.join(listed)}"
    for label, chosen in (
        ("Đến muộn", [p for p in presence.expected if presence.stays[p.id].late]),
        ("Về sớm", [p for p in presence.expected if presence.stays[p.id].left_early]),
        ("Khách", [p for p in meeting.people.values() if p.status == "invited"]),
    ):
        if chosen:
            yield f"{label}: {_names(meeting, chosen)}"


def _stated_people(meeting: Meeting) -> Iterator[str]:
    """The head counts as old minutes state them, where the attendance of each member is not known."""
    counts = figures(meeting)
    told = (
        (f"Có mặt {counts.present_of()}", counts.present),
        (f"tổng số {counts.total} đảng viên", counts.total),
        (f"vắng có lý do {counts.excused}", counts.excused),
        (f"vắng không lý do {counts.unexcused}", counts.unexcused),
    )
    known = "; ".join(words for words, figure in told if figure is not None)
    yield f"{known or 'Không ghi số người dự'} ({BY_OLD_MINUTES}; không rõ từng người)"


def _votes(meeting: Meeting) -> Iterator[str]:
    yield from (f"{words} ({BY_OLD_MINUTES})" for words in stated_votes(meeting))
    for entry in meeting.votes:
        assert isinstance(entry.event, Vote)
        yield sentence(entry.event, judge(meeting.presence, entry.at, entry.event), meeting.names)


def _task(meeting: Meeting, task: Assignment) -> str:
    result = _result(RESULT, task.result, task.extended) if task.carried else ""
    return f"{meeting.names.get(task.owner, task.owner)}: {task.text} (hạn {short_date(task.due)}){result}"


def _promises(meeting: Meeting, became: "_Became", *, carried: bool) -> list[str]:
    chosen = [p for p in meeting.promises if p.carried is carried]
    return [_promise(meeting, p) + became.promise(meeting, p) for p in chosen]


def _promise(meeting: Meeting, promise: Promise) -> str:
    result = _result(KEPT, promise.result, promise.extended) if promise.carried else ""
    who = meeting.names.get(promise.member, promise.member)
    return f"{who}: {promise.remedy} (hạn {short_date(promise.deadline)}){result}"


def _result(words: dict[str, str], result: str | None, until: date | None) -> str:
    told = words[result] if result else "chưa báo cáo"
    return f" – {told}{f' đến {short_date(until)}' if until else ''}"


class _Became:
    """What later meetings told of a task or promise, to be put behind its line; nothing where none are known."""

    def __init__(self, later: Outcomes | None, today: date | None) -> None:
        self._today = today
        both: list[Outcome] = [*later.tasks, *later.promises] if later else []
        self._found = {(type(o), o.meeting, o.entry, o.owner, o.text): o for o in both}

    def task(self, meeting: Meeting, task: Assignment) -> str:
        entry = 0 if task.carried else task.entry
        return self._of(self._found.get((TaskOutcome, meeting.id, entry, task.owner, task.text)))

    def promise(self, meeting: Meeting, promise: Promise) -> str:
        entry = 0 if promise.carried else promise.entry
        return self._of(self._found.get((PromiseOutcome, meeting.id, entry, promise.member, promise.remedy)))

    def _of(self, outcome: Outcome | None) -> str:
        if outcome is None:
            return ""
        late = ", quá hạn" if self._today and outcome.overdue(self._today) else ""
        told = outcome.results[-1] if outcome.results else None
        if told is None:
            return f" → chưa báo cáo{late}" if outcome.entry else late
        if told.meeting == outcome.meeting:
            return late
        until = f" đến {short_date(outcome.last_due)}" if told.result == "extended" else ""
        words = f": {told.told}" if told.told else ""
        return f" → {RESULT[told.result]}{until}, báo cáo ngày {short_date(told.day)}{words}{late}"


def _criticism(meeting: Meeting) -> Iterator[str]:
    facts = measure(meeting)
    own, others = facts["self_criticisms"].value, facts["criticisms"].value
    if own or others:
        praise, reminders = facts["praise"].value, facts["reminders"].value
        yield f"{own} tự phê bình, {others} phê bình; biểu dương {praise}, nhắc nhở {reminders}"
    for entry in meeting.standing:
        match entry.event:
            case SelfCriticism(member=who, shortcomings=text):
                yield f"{meeting.names[who]} tự phê bình: {text}"
            case Criticism(from_=who, to=to, text=text):
                yield f"{meeting.names[who]} góp ý {meeting.names[to]}: {text}"


def _times(meeting: Meeting) -> Iterator[str]:
    """How long each item took, in whole minutes, in the order of the agenda."""
    for number, item in enumerate(meeting.agenda.items, 1):
        if item.held:
            minutes = int(item.length.total_seconds()) // 60
            yield f"{number}. {item.title}: {_clock(item.started)}–{_clock(item.ended)}, {minutes} phút"


def _score(meeting: Meeting) -> Iterator[str]:
    if meeting.stated is not None:
        if told := stated_score(meeting.stated):
            yield f"{told} ({BY_OLD_MINUTES})"
        return
    result = score(meeting, sheet_of(meeting.head))
    grade = f", mức {result.grade}" if result.grade else ", chưa đủ tiêu chí"
    unit = "tiêu chí đạt" if result.sheet.scale == "levels" else "điểm"
    yield f"{result.total}/{result.sheet.max} {unit}{grade}"
    yield from result.lowered
    if result.upper_total is not None:
        yield f"{result.sheet.second_scorer}: {result.upper_total}/{result.sheet.max} điểm"
    for row in result.rows:
        if row.points is not None and row.points < row.max:
            yield f"{row.criterion.id}. −{row.max - row.points}: {row.reason}"


def _reason(reason: str) -> str:
    return f" ({reason})" if reason else ""


def _names(meeting: Meeting, people: Iterable[Person]) -> str:
    return ", ".join(meeting.names[p.id] for p in people)


def _known(at: datetime | None, unknown: bool) -> datetime | None:
    return None if unknown else at


def _clock(at: datetime | None) -> str:
    return f"{at:%H:%M}" if at else "…"
