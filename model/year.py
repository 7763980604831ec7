"""The year of the cell: what earlier meetings mean for the next one."""

from collections.abc import Iterable

from model.meeting import Meeting


def excused_runs(meetings: Iterable[Meeting]) -> dict[str, tuple[int, int]]:
    """Member to (meetings missed with reason in a row up to now, the longest such run).

    ``meetings`` are the earlier ones of one year with a regular part, in order.
    """
    runs: dict[str, tuple[int, int]] = {}
    for meeting in meetings:
        for person in meeting.presence.expected:
            current, longest = runs.get(person.id, (0, 0))
            current = current + 1 if meeting.presence.stays[person.id].absence == "excused" else 0
            runs[person.id] = (current, max(current, longest))
    return {member: run for member, run in runs.items() if run[1]}
