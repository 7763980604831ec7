"""What the meetings of a year tell of a member's work, and what of a level's conditions it does not show (QĐ 366).

Only hints follow from it: people give the levels.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from model.events import Disciplined
from model.meeting import Meeting
from model.stated import with_attendance
from model.vietnamese import short_date
from model.words import DISCIPLINE
from model.year.counters import held
from model.year.rating_rules import RatingLevel


@dataclass(frozen=True)
class Evidence:
    """A member's year. Tasks: those ``done`` or due before the last regular meeting; ``not_due`` the others.

    ``late``: told to be so, or not done at a meeting after the day; then done or not. ``expected`` to ``unexcused``
    are regular meetings, of ``meetings`` held. ``discipline``: form and day, in words.
    """

    on_time: int = 0
    late: int = 0
    done: int = 0
    not_due: int = 0
    meetings: int = 0
    expected: int = 0
    attended: int = 0
    unexcused: int = 0
    discipline: tuple[str, ...] = ()

    @property
    def tasks(self) -> int:
        """Tasks that can be judged."""
        return self.on_time + self.late


@dataclass
class _Fate:
    due: date
    done: bool = False
    late: bool = False


def evidence(meetings: Iterable[Meeting]) -> dict[str, Evidence]:
    """The evidence on everybody on a roll of these meetings of a year, oldest first."""
    meetings = held(meetings)
    regular = held(meetings, regular=True)
    asked = regular[-1].date if regular else date.min
    fates: dict[str, list[_Fate]] = defaultdict(list)
    for (owner, _, _), fate in _fates(meetings).items():
        fate.late = fate.late or (not fate.done and fate.due < asked)
        fates[owner].append(fate)
    disciplined: dict[str, dict[str, None]] = defaultdict(dict)
    for event in (e.event for m in meetings for e in m.standing):
        if isinstance(event, Disciplined):
            disciplined[event.member][f"{DISCIPLINE[event.form]} ngày {short_date(event.on)}"] = None
    found = {}
    for who in dict.fromkeys(p.id for m in meetings for p in m.presence.cell_members):
        expected = [m for m in with_attendance(regular) if any(p.id == who for p in m.presence.expected)]
        found[who] = Evidence(
            on_time=sum(f.done and not f.late for f in fates[who]),
            late=sum(f.late for f in fates[who]),
            done=sum(f.done for f in fates[who]),
            not_due=sum(not f.done and not f.late for f in fates[who]),
            meetings=len(regular),
            expected=len(expected),
            attended=sum(m.presence.attended(who) for m in expected),
            unexcused=sum(m.presence.stays[who].absence == "unexcused" for m in expected),
            discipline=tuple(disciplined[who]),
        )
    return found


def _fates(meetings: Iterable[Meeting]) -> dict[tuple[str, str, date | None], _Fate]:
    """Each task once, by its owner, words and day, with what became of it."""
    fates: dict[tuple[str, str, date | None], _Fate] = {}
    for meeting in meetings:
        for task in meeting.tasks:
            fate = fates.setdefault((task.owner, task.text, task.given), _Fate(task.due))
            match task.result:
                case "done":
                    fate.done = True
                case "extended":
                    fate.due = task.extended or fate.due
                case "late":
                    fate.late = True
                case "partly" | "not_done" if fate.due < meeting.date:
                    fate.late = True
    return fates


def unmet(shown: Evidence, level: RatingLevel) -> Iterator[str]:
    """What the level asks for and the record does not show, a sentence each; shares are compared as fractions."""
    if level.beyond:
        yield f"Vượt mức từ {level.beyond} %: biên bản không ghi, chi bộ xem xét"
    if not shown.tasks:
        if any((level.done, level.on_time, level.late)):
            yield "Trong năm không có nhiệm vụ nào đã xong hoặc đến hạn để đối chiếu"
        return
    open_, total = shown.tasks - shown.done, shown.tasks
    if level.done is not None and shown.done * 100 < level.done * total:
        yield f"Chưa đủ: {open_}/{total} nhiệm vụ chưa xong (cần xong {level.done} %)"
    if level.on_time is not None and shown.on_time * 100 < level.on_time * total:
        yield f"Chưa đủ: {shown.late}/{total} nhiệm vụ quá hạn (cần đúng hạn {level.on_time} %)"
    if level.late is not None and shown.late * 100 > level.late * total:
        yield f"Chưa đủ: {shown.late}/{total} nhiệm vụ quá hạn (không quá {level.late} %)"
