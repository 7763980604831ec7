"""Who leads, writes and scores, and who was there (HD 42, II; Charter of the Party)."""

from functools import partial

from model.checking.rule import Finding, Found, Mend, Rule, Seen, by, correcting
from model.events import Attendance, Named
from model.meeting import Meeting
from model.parts import Role
from model.vietnamese import fold
from model.words import ROLE

LEADERS = ("leader", "deputy_leader")
LONGEST_RUN = 3
"""More meetings missed in a row than these lower the score."""
SAYS_NOTHING = frozenset(
    {"bao cao", "co ly do", "co phep", "da bao cao", "da xin phep", "ly do", "vang", "vang co ly do", "xin nghi",
     "xin phep", "xin vang"}
)  # fmt: skip
"""Reasons, folded, that only say again that there is one."""


def _unnamed(role: Role, seen: Seen) -> Finding:
    if role not in seen.meeting.roles:
        yield Found(f"Chưa ghi {ROLE[role]}.", "prepare", by("people"))


def _leads(meeting: Meeting, member: str) -> bool:
    person = meeting.people.get(member)
    by_cell = member in (meeting.cell.leader, meeting.cell.deputy_leader)
    return by_cell or (person is not None and person.office in LEADERS)


def _chair_not_leader(seen: Seen) -> Finding:
    meeting = seen.meeting
    chair = meeting.roles.get("chair")
    if chair and not _leads(meeting, chair) and any(_leads(meeting, member) for member in meeting.people):
        message = f"Chủ trì {seen.names[chair]} không phải bí thư hay phó bí thư."
        yield Found(message, "prepare", by("people"))


def _scorer_busy(seen: Seen) -> Finding:
    roles = seen.meeting.roles
    for role in ("chair", "recorder"):
        if "scorer" in roles and roles.get(role) == roles["scorer"]:
            message = f"Người chấm điểm cũng là {ROLE[role]}: nên cử một đảng viên khác theo dõi."
            yield Found(message, "prepare", by("people"))


def _role_changed(seen: Seen) -> Finding:
    opened, holders = seen.meeting.opened, dict[Role, str]()
    for entry, named in seen.of(Named):
        before = holders.get(named.role, named.member)
        if opened and entry.at > opened and before != named.member:
            message = f"Đổi {ROLE[named.role]} lúc {entry.at:%H:%M}, từ {seen.names[before]} sang "
            yield Found(f"{message}{seen.names[named.member]}: xin xem đã ghi trong diễn biến chưa.", "prepare")
        holders[named.role] = named.member


def _role_absent(seen: Seen) -> Finding:
    for role, member in seen.meeting.roles.items():
        if not seen.meeting.presence.attended(member):
            message = f"{seen.names[member]} được ghi là {ROLE[role]} nhưng vắng cả buổi."
            mend = by("people") + by("attendance", member=member, status="present")
            yield Found(message, f"member:{member}", mend)


def _role_left(seen: Seen) -> Finding:
    for role, member in seen.meeting.roles.items():
        stay = seen.meeting.presence.stays[member]
        if role != "scorer" and stay.left_early:
            message = (
                f"{seen.names[member]} là {ROLE[role]} nhưng đã về lúc {stay.spans[-1][1]:%H:%M}, chưa ghi ai thay."
            )
            yield Found(message, f"member:{member}", by("people"))


def _no_roll_call(seen: Seen) -> Finding:
    if not seen.facts["roll_called"].value:
        yield Found("Chưa điểm danh.", "attendance", by("attendance"))


def _no_reason(seen: Seen) -> Finding:
    meeting = seen.meeting
    for person in meeting.presence.absent("excused"):
        if not meeting.presence.stays[person.id].reason:
            message = f"{meeting.refs[person.id]} vắng có lý do nhưng chưa ghi lý do."
            yield Found(message, f"member:{person.id}", _last_mark(seen, person.id))


def _empty_reason(seen: Seen) -> Finding:
    presence = seen.meeting.presence
    for person in presence.absent("excused"):
        reason = presence.stays[person.id].reason
        if fold(reason).strip(" .") in SAYS_NOTHING:
            message = f"Lý do vắng của {seen.names[person.id]} chỉ ghi “{reason}”: xin ghi rõ vì sao."
            yield Found(message, f"member:{person.id}", _last_mark(seen, person.id))


def _last_mark(seen: Seen, member: str) -> tuple[Mend, ...]:
    """To set right what the attendance says of the member."""
    return next((correcting(entry) for entry, mark in reversed(seen.of(Attendance)) if mark.member == member), ())


def _excused_run(seen: Seen) -> Finding:
    for person in seen.meeting.presence.absent("excused"):
        run = seen.meeting.head.excused_runs.get(person.id, (0, 0))[0] + 1
        if run > LONGEST_RUN:
            yield Found(f"{seen.names[person.id]} vắng có lý do {run} kỳ liên tiếp trong năm.", f"member:{person.id}")


RULES = (
    Rule("no-chair", "stop", partial(_unnamed, "chair")),
    Rule("no-recorder", "stop", partial(_unnamed, "recorder")),
    Rule("no-scorer", "stop", partial(_unnamed, "scorer"), 2),
    Rule("role-absent", "stop", _role_absent),
    Rule("role-left", "warning", _role_left),
    Rule("chair-not-leader", "warning", _chair_not_leader),
    Rule("scorer-busy", "hint", _scorer_busy),
    Rule("role-changed", "hint", _role_changed),
    Rule("no-roll-call", "stop", _no_roll_call, 3),
    Rule("no-reason", "stop", _no_reason),
    Rule("empty-reason", "hint", _empty_reason),
    Rule("excused-run", "hint", _excused_run),
)
