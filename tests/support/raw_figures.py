"""The figures of the statistics once more, from raw lines: plain counting, and the sheet an-phu-2025 row by row."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from tests.support import reference
from tests.support.raw import Line, Raw

Share = tuple[int, int]
HUMAN = {
    "3a": 3, "3b": 2, "4b": 15, "4c": 5, "5a": 2, "5b": 4, "5c": 3, "5d": 1, "6a": 1, "6b": 2, "6c": 1, "6d": 1,
}  # fmt: skip
STEPS = {
    "regular": set(range(1, 17)),
    "combined": {*range(1, 17), "thematic"},
    "thematic": {*range(1, 6), "thematic", *range(11, 17)},
}


def attendance(meeting: Raw) -> Share:
    """Present and expected."""
    counts = reference.counts(list(meeting.stays.values()))
    return counts["present"], counts["expected"]


def speaking(meeting: Raw) -> Share:
    """Members who spoke and members who were there."""
    return len(meeting.spoke()), sum(meeting.stays[who].attended for who in meeting.members())


def silent(known: Sequence[Raw], last: int) -> set[str]:
    """Who came to his two last meetings up to number ``last`` and said nothing in either."""
    found = set()
    for who in known[last].members():
        came = [m for m in known[: last + 1] if who in m.members() and m.stays[who].attended]
        if len(came) >= 2 and all(who not in m.spoke() for m in came[-2:]):
            found.add(who)
    return found


def tasks(known: Sequence[Raw], number: int) -> dict[str, str]:
    """Task to what became of it, as that meeting heard."""
    meeting = known[number]
    before = [m.day for m in known[:number] if m.kind in ("regular", "combined")]
    states = {}
    for task in meeting.head.get("carried", []):
        told = [e["event"] for e in meeting.of("task_result") if e["event"]["task"] == task["id"]]
        answer = told[-1] if told else {}
        due = answer.get("due") or task["due"]
        passed, result = due < meeting.day.isoformat(), answer.get("result")
        if result == "done" and passed:
            state = "Chưa rõ" if not before else "Trễ hạn" if due < before[-1].isoformat() else "Đúng hạn"
        elif result == "done":
            state = "Đúng hạn"
        elif result == "late" or (passed and result):
            state = "Trễ hạn"
        else:
            state = "Chưa rõ" if passed else "Còn hạn"
        states[f"{task['id']} {task['owner']} {task['text']} {task.get('given')}"] = state
    return states


def entries(meeting: Raw, kind: str) -> int:
    """How often something was recorded."""
    return len(meeting.of(kind))


# --- an-phu-2025 ----------------------------------------------------------------------------------


def points(m: Raw) -> dict[str, tuple[int | None, int]]:
    """Row of the sheet to its points, None while nobody knows, and its maximum."""
    counts = reference.counts(list(m.stays.values()))
    given = {
        e["event"]["criterion"]: e["event"]["points"] for e in m.of("score") if e["event"]["sheet"] == "an-phu-2025"
    }
    held = {step for item, step in m.steps.items() if item in m.spans}
    theme = "thematic" in held
    rows: dict[str, tuple[int | None, int]] = {}
    for row, most in HUMAN.items():
        top = {"4b": 10 if theme else 15, "4c": 5 if theme else 0}.get(row, most)
        rows[row] = (0 if not top else given[row] if row in given and 0 <= given[row] <= top else None), top
    long = int((m.closed - m.opened).total_seconds()) // 60 if m.closed and m.opened else None
    rows["1"] = (None if long is None else reference.points_of_length(long, counts["total"])), 5
    called = bool(m.of("attendance")) or 3 in held
    unexcused, expected = counts["unexcused"], counts["expected"]
    rate = reference.points_of_attendance(counts["present"], expected, unexcused) if expected else None
    rows["2"] = (1 if not called or unexcused else rate), 4
    rows["2+"] = (int(called and not _long_runs(m))), 1
    rows |= _prepared(m) | _held_steps(m, held) | _finished(m)
    done = [e["event"]["result"] for e in _last_results(m)].count("done")
    asked = len(m.head.get("carried", []))
    own = given.get("7") if 0 <= given.get("7", -1) <= 30 else None
    rows["7"] = (own if own is not None else reference.points_of_results(done, asked) if asked else None), 30
    return rows


def _last_results(m: Raw) -> list[Line]:
    ids = {t["id"] for t in m.head.get("carried", [])}
    return list({e["event"]["task"]: e for e in m.of("task_result") if e["event"]["task"] in ids}.values())


def _long_runs(m: Raw) -> int:
    found = 0
    for who, stay in m.stays.items():
        now, longest = m.head.get("excused_runs", {}).get(who, (0, 0))
        run = now + 1 if stay.absence == "excused" else 0
        found += stay.status in reference.EXPECTED and stay.absence != "on_duty" and max(run, longest) > 3
    return found


def _day(m: Raw, what: str) -> datetime | None:
    told = [e["event"]["on"] for e in m.of("groundwork") if e["event"]["what"] == what]
    return datetime.fromisoformat(told[-1]).replace(tzinfo=None) if told else None


def _prepared(m: Raw) -> dict[str, tuple[int | None, int]]:
    met, notice, papers = (_day(m, what) for what in ("committee_met", "notice_sent", "documents_uploaded"))
    offices = {p.get("office", "member") for p in m.people}
    alone = len(m.head["cell"].get("committee", [])) < 2 and not offices & {"deputy_leader", "committee_member"}
    assert m.opened
    return {
        "3c": (2 if alone or (met and met < m.opened) else 0, 2),
        "3d": (1 if notice and notice <= m.opened else 0, 1),
        "3e": (2 if papers and m.opened - papers >= timedelta(days=1) else 0, 2),
        "4h": (1 if papers else 0, 1),
    }


def _held_steps(m: Raw, held: set[int | str]) -> dict[str, tuple[int | None, int]]:
    word = bool(m.of("praise", "reminder"))
    critical = bool(m.of("criticism", "self_criticism"))
    spoke, present = speaking(m)
    spent = sum(
        (
            (end - start)
            for item, spans in m.spans.items()
            if m.steps[item] == 9
            for start, end in spans
            if start and end
        ),
        timedelta(),
    )
    late = None if not m.closed else 0
    return {
        "4a": (5 if held >= STEPS[m.kind] else late, 5),
        "4d": (int(word) + int(critical), 2),
        "4e": (reference.points_of_speaking(spoke, present) if present else 2, 5),
        "4f": (1 if m.of("minutes_read") else late, 1),
        "4g": (int(900 <= int(spent.total_seconds()) <= 1800), 1),
    }


def _finished(m: Raw) -> dict[str, tuple[int | None, int]]:
    last = {(e["event"]["type"], e["event"]["subject"]): e for e in m.of("vote", "minutes_approved")}
    passed = [e for e in last.values() if m.verdict(e)[1] == "passed"]
    resolved = [e for e in passed if e["event"]["type"] == "vote" and m.steps.get(m.under[e["id"]]) == 13]
    approved = [e for e in passed if e["event"]["type"] == "minutes_approved"]
    uploaded = _day(m, "documents_finished")
    in_time = uploaded is not None and m.closed is not None and uploaded - m.closed <= timedelta(days=2)
    return {
        "8a": (2 if resolved else 0, 2),
        "8b": (2 if approved and m.of("task") else None if not m.closed else 0, 2),
        "8c": (int(in_time) if uploaded and m.closed else None, 1),
    }


def total(m: Raw) -> Share | None:
    """The sum, None while a row waits for somebody; the last row may be known only later."""
    rows = points(m)
    later = {"8c", "1", "4a", "4f", "8b"}
    if any(own is None for row, (own, _) in rows.items() if row not in later):
        return None
    return sum(own or 0 for own, _ in rows.values()), 100


def group(m: Raw, name: str) -> Share | None:
    """The sum of a group, None while one of its rows is empty."""
    rows = [(own, most) for row, (own, most) in points(m).items() if row[0] == name and most]
    if any(own is None for own, _ in rows):
        return None
    return sum(own or 0 for own, _ in rows), sum(most for _, most in rows)


def together(shares: Iterable[Share | None]) -> Share | None:
    """Known shares as one."""
    known = [share for share in shares if share and share[1]]
    return (sum(part for part, _ in known), sum(whole for _, whole in known)) if known else None


def slope(values: Sequence[Fraction | None]) -> Fraction | None:
    """The trend by the other formula of the least squares."""
    known = [(Fraction(x), y) for x, y in enumerate(values) if y is not None]
    if len(known) < 3:
        return None
    n, sx, sy = len(known), sum(x for x, _ in known), sum(y for _, y in known)
    return (n * sum(x * y for x, y in known) - sx * sy) / (n * sum(x * x for x, _ in known) - sx * sx)
