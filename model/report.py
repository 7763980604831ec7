"""A meeting as plain data for scripts and screen readers: the JSON of ``show``, ``score`` and ``check``."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import msgspec

from model.entry import Entry, fields_of, kind_of
from model.errors import BadData
from model.events import Correction, ItemConcluded, Vote
from model.ledger import Assignment
from model.meeting import Meeting
from model.scoring.facts import Value, measure, speakers
from model.scoring.points import Result, score
from model.scoring.sheets import Sheet, sheet_of
from model.stated import attendance_known, figures, stated_score
from model.vietnamese import fold
from model.voting import Answered, judge, matter_of
from model.words import MEETING_KIND, MEETING_TITLE, uy

if TYPE_CHECKING:
    from model.checks import Check

_WHO = ("speaker", "member", "from", "owner", "to")


def title(meeting: Meeting) -> str:
    """``Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026``."""
    kind, day = meeting.head.kind, meeting.date
    called = uy(MEETING_TITLE.get(kind, f"Sinh hoạt chi bộ {MEETING_KIND[kind]}"), meeting.cell.spelling)
    return f"{called} {day.year}" if kind == "yearly_review" else f"{called} tháng {day.month} năm {day.year}"


def show(meeting: Meeting, digest: str = "") -> dict[str, Any]:
    """Everything about the meeting but its score."""
    counts = msgspec.to_builtins(meeting.presence.counts() if attendance_known(meeting) else figures(meeting))
    spoke = speakers(meeting)
    refs = meeting.refs
    return {
        "id": meeting.id,
        "kind": meeting.head.kind,
        "date": meeting.date.isoformat(),
        "title": title(meeting),
        "state": meeting.state,
        "pack": meeting.head.pack,
        "opened": None if meeting.opening_unknown else _iso(meeting.opened),
        "closed": None if meeting.closing_unknown else _iso(meeting.closed),
        "people": {role: refs.get(who, "") for role, who in meeting.roles.items()},
        "counts": counts,
        "attendance_rate": {"numerator": counts["present"], "denominator": counts["expected"]},
        "minutes_long": meeting.minutes_long(),
        "minutes_minimum": meeting.cell.minimum_minutes,
        "speakers": {
            "distinct": len(spoke.members),
            "present": spoke.present if attendance_known(meeting) else None,
            "members": [refs[i] for i in spoke.members],
            "guests": [refs[i] for i in spoke.guests],
            "others": [refs[i] for i in spoke.others],
        },
        "facts": _facts(meeting),
        "agenda": [
            {
                "title": item.title,
                "step": item.step,
                "started": _iso(item.started),
                "ended": _iso(item.ended),
                "conclusion": item.conclusion,
                "put_off": item.put_off,
            }
            for item in meeting.agenda.items
        ],
        "entries": [entry_data(meeting, entry, refs) for entry in meeting.record],
        "votes": [vote_data(meeting, entry, refs) for entry in meeting.votes],
        **_tasks(meeting, refs),
        **_imported(meeting),
        "digest": digest,
    }


def _imported(meeting: Meeting) -> dict[str, Any]:
    """Of old minutes: the file, what they state, and whether it is known of each member that he was there."""
    if meeting.stated is None or meeting.head.imported is None:
        return {}
    return {
        "imported": {
            **msgspec.to_builtins(meeting.head.imported),
            "stated": fields_of(meeting.stated),
            "attendance_known": attendance_known(meeting),
        }
    }


def _facts(meeting: Meeting) -> dict[str, Any]:
    """The facts that are known."""
    return {name: _figure(fact.value) for name, fact in measure(meeting).items() if fact.value is not None}


def _figure(value: Value) -> Any:
    """A value of a fact as JSON has it; a share in percent as a decimal number."""
    return float(value) if isinstance(value, Fraction) else value


def _tasks(meeting: Meeting, refs: dict[str, str]) -> dict[str, Any]:
    carried = [t for t in meeting.tasks if t.carried]
    asked, made = ([p for p in meeting.promises if p.carried is old] for old in (True, False))
    done = sum(t.result == "done" for t in carried)
    return {
        "tasks": [_task(task, refs) for task in meeting.tasks],
        "tasks_summary": {
            "open": sum(t.open for t in meeting.tasks),
            "new": sum(not t.carried for t in meeting.tasks),
            "promises": len(made),
            "last": {
                "done": done,
                "total": len(carried),
                "percentage": float(Fraction(done * 100, len(carried))) if carried else None,
            },
        },
        "promises": [{"member": refs[p.member], "remedy": p.remedy, "deadline": p.deadline.isoformat()} for p in made],
        "promises_last": [
            {
                "id": p.id,
                "member": refs.get(p.member, p.member),
                "remedy": p.remedy,
                "given": _day(p.given),
                "deadline": p.deadline.isoformat(),
                "result": p.result,
                "extended_to": _day(p.extended),
                "text": p.told,
            }
            for p in asked
        ],
        "minutes_last": [{"id": m.id, "date": m.date.isoformat(), "kind": m.kind} for m in meeting.head.unapproved],
    }


def _task(task: Assignment, refs: dict[str, str]) -> dict[str, Any]:
    listed = {
        "owner": refs.get(task.owner, task.owner),
        "text": task.text,
        "given": _day(task.given),
        "due": task.due.isoformat(),
        "result": task.result,
    }
    return {"id": task.id, **listed, "extended_to": _day(task.extended)} if task.carried else listed


def entry_data(meeting: Meeting, entry: Entry, refs: dict[str, str]) -> dict[str, Any]:
    """One happening: its own fields, names for ids, and under ``who`` and ``text`` what it says and who says it."""
    values = fields_of(entry.event)
    for name in entry.event.people_fields:
        values[name] = refs.get(values.get(name, ""), values.get(name, ""))
    if "owing" in values:
        values["owing"] = [refs.get(who, who) for who in values["owing"]]
    if "candidate" in values:
        values["candidate"] = [c | {"name": refs.get(c["name"], c["name"])} for c in values["candidate"]]
    if isinstance(entry.event, Vote):
        for table in (values, *values.get("question", [])):
            if "person" in table:
                table["person"] = refs.get(table["person"], table["person"])
    item = meeting.agenda.get(meeting.item_of.get(entry.id, ""))
    if "item" in values and (named := meeting.agenda.get(values["item"])):
        values["item"] = named.title
    if isinstance(entry.event, ItemConcluded):
        values["text"] = entry.event.conclusion
    if isinstance(entry.event, Correction):
        values["changes"] = [
            {"field": c.field, "was": _named(c.was, refs), "is": _named(c.now, refs)} for c in entry.event.changes
        ]
        values["text"] = "; ".join(f"{c['field']}: {c['was']} → {c['is']}" for c in values["changes"])
    who = next((values[name] for name in _WHO if values.get(name)), "")
    head = {"id": entry.id, "at": entry.at.isoformat(), "kind": kind_of(entry.event)}
    return {**head, "item": item.title if item else "", "who": who, "text": values.get("subject", ""), **values}


def _named(value: Any, refs: dict[str, str]) -> Any:
    """A corrected value with names for ids."""
    return refs.get(value, value) if isinstance(value, str) else value


def vote_data(meeting: Meeting, entry: Entry, refs: dict[str, str]) -> dict[str, Any]:
    """A vote with its base and what it comes to."""
    vote = entry.event
    assert isinstance(vote, Vote)
    judged = judge(meeting.presence, entry.at, vote)
    item = meeting.agenda.get(meeting.item_of.get(entry.id, ""))
    secret = vote.method == "secret"
    return {
        "id": entry.id,
        "at": entry.at.isoformat(),
        "kind": kind_of(vote),
        "item": item.title if item else "",
        "subject": vote.subject,
        "method": vote.method,
        "rule": judged.rule,
        "matter": matter_of(vote) or None,
        "person": refs.get(vote.person, vote.person) or None,
        "round": vote.round,
        "base": len(judged.base),
        "base_members": [refs[i] for i in judged.base],
        "left_out": [{"member": refs[i], "why": why} for i, why in judged.left_out],
        "needed": judged.needed,
        "eligible_present": judged.eligible_present,
        "for": vote.for_,
        "against": vote.against,
        "no_opinion": vote.no_opinion,
        "ballots": {k: getattr(vote, k) for k in ("issued", "returned", "valid", "invalid")} if secret else None,
        "invalid_reasons": vote.invalid_reasons or None,
        "questions": [_question(answered, refs) for answered in judged.questions],
        "seats": vote.seats,
        "candidates": [
            {"name": refs.get(c.name, c.name), "votes": c.votes, "elected": c.elected, "tied": c.tied}
            for c in judged.candidates
        ],
        "verdict": judged.verdict,
    }


def _question(answered: Answered, refs: dict[str, str]) -> dict[str, Any]:
    question = answered.question
    return {
        "subject": question.subject,
        "person": refs.get(question.person, question.person) or None,
        "for": question.for_,
        "against": question.against,
        "no_opinion": question.no_opinion,
        "options": [{"name": option.name, "votes": option.votes} for option in question.option],
        "chosen": answered.chosen or None,
        "verdict": answered.verdict,
    }


def scored(meeting: Meeting, by: str | Sheet = "") -> dict[str, Any]:
    """The meeting's score by its own sheet, by a shipped one of that id, or by the one given.

    Raises BadData for old minutes: their score is what they state.
    """
    if meeting.stated is not None:
        told = stated_score(meeting.stated) or "không ghi điểm"
        raise BadData(f"Cuộc họp này nhập từ biên bản cũ ({told}): điểm là của biên bản, chương trình không chấm lại.")
    result = score(meeting, by if isinstance(by, Sheet) else sheet_of(meeting.head, by))
    in_record = {entry.id for entry in meeting.record}
    return {
        "sheet": result.sheet.id,
        "scale": result.sheet.scale,
        "max": result.sheet.max,
        "total": result.total,
        "complete": result.complete,
        "grade": result.grade or None,
        "lowered": list(result.lowered),
        "upper_total": result.upper_total,
        "criteria": list(_rows(result, in_record)),
        "facts": _facts(meeting),
    }


def _rows(result: Result, in_record: set[int]) -> Iterable[dict[str, Any]]:
    """The criteria; ``evidence``: entries of the record, ``arranged``: those around it, such as the notice sent."""
    for row in result.rows:
        by_hand = {"by_hand_from": row.by_hand[0], "by_hand_to": row.by_hand[1]} if row.by_hand else {}
        yield {
            "id": row.criterion.id,
            "title": row.criterion.title,
            "max": row.max,
            "points": row.points,
            "full": row.points == row.max,
            "mode": row.criterion.mode,
            "applies": row.applies,
            "known_only_later": row.criterion.later,
            "facts": {name: _figure(value) for name, value in row.facts.items()},
            "reason": row.reason,
            "evidence": [i for i in row.evidence if i in in_record],
            "arranged": [i for i in row.evidence if i not in in_record],
            "proposed": row.proposed,
            "upper": row.upper,
            "upper_reason": row.upper_reason,
            "lacks": list(row.lacks),
            **by_hand,
        }


def checked(findings: "Iterable[Check]") -> list[dict[str, Any]]:
    """The findings of :func:`model.checks.check`."""
    return [
        {
            "code": f.code, "severity": f.severity, "message": f.message, "where": f.where,
            "mend": [{"act": m.act, "values": dict(m.values)} for m in f.mend],
        }
        for f in findings
    ]  # fmt: skip


def summary(meeting: Meeting) -> dict[str, Any]:
    """One line of the list of meetings."""
    result, stated, counts = score(meeting, sheet_of(meeting.head)), meeting.stated, figures(meeting)
    old = {"imported": True} if stated else {}
    points, level = (stated.points, stated.level) if stated else (result.total if result.ready else None, result.grade)
    return {
        "id": meeting.id,
        "date": meeting.date.isoformat(),
        "kind": meeting.head.kind,
        "title": title(meeting),
        "state": meeting.state,
        "present": counts.present if meeting.opened else None,
        "expected": counts.total if counts.expected is None else counts.expected,
        "total": points,
        "grade": level or None,
        "open_tasks": sum(t.open for t in meeting.tasks),
        **old,
    }


def present_of(row: dict[str, Any]) -> str:
    """``24/27``; ``24`` where old minutes do not say of how many; empty where nobody knows."""
    if row["present"] is None:
        return ""
    return f"{row['present']}" if row["expected"] is None else f"{row['present']}/{row['expected']}"


def unreadable(meeting_id: str) -> dict[str, Any]:
    """The line of a meeting whose journal cannot be read: what its id tells."""
    day, kind = meeting_id[:10], fold(meeting_id[11:]).replace("-", " ")
    known = next((k for k, word in MEETING_KIND.items() if kind.startswith(fold(word))), "regular")
    nothing = {"present": None, "expected": None, "total": None, "grade": None, "open_tasks": 0}
    return {"id": meeting_id, "date": day, "kind": known, "title": meeting_id, "state": "damaged", **nothing}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
