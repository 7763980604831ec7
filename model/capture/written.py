"""An entry as the line that would make it: so that any entry is set right by editing its line."""

from datetime import date

from msgspec import structs

from model.capture.codes import codes_of, signs
from model.capture.line import read
from model.capture.reading import FIELD, Desk
from model.entry import Entry
from model.events import (
    AnyEvent,
    Attendance,
    Correction,
    Criticism,
    ItemConcluded,
    Note,
    Praise,
    PromiseResult,
    Remark,
    Reminder,
    SelfCriticism,
    Task,
    TaskResult,
)
from model.meeting import Meeting
from model.parts import Happening
from model.vietnamese import short_date

_OUTCOME = {"done": "x ", "partly": "~", "not_done": "-", "late": "<"}

_UNSAID: dict[type, tuple[str, ...]] = {
    SelfCriticism: ("matter", "response", "word"),
    Criticism: ("matter", "strengths", "cause", "word"),
}
"""Fields that only the form fills in."""


def written(desk: Desk, entry: Entry) -> str:
    """The line of an entry; empty where it has none, or where that line would say something else."""
    line = _line(desk.meeting, entry.event)
    return line if line and as_edited(desk, entry, line) == entry.event else ""


def as_edited(desk: Desk, entry: Entry, line: str) -> AnyEvent | None:
    """What the entry becomes by its line as edited: what no line says stays as it was; None where it is no act."""
    events = read(line, desk).events
    event, old = events[0][0] if len(events) == 1 else None, entry.event
    if not isinstance(event, Happening) or isinstance(event, Correction) or events[0][1]:
        return None
    unsaid = ["under", "internal", "guessed", *(_UNSAID.get(type(old), ()) if type(event) is type(old) else ())]
    if isinstance(old, Happening):
        event = structs.replace(event, **{name: getattr(old, name) for name in unsaid})
    if isinstance(event, ItemConcluded) and isinstance(old, ItemConcluded):
        event = structs.replace(event, item=old.item)
    if isinstance(event, Remark) and isinstance(old, Remark):
        event = structs.replace(event, continued=old.continued and event.speaker == old.speaker)
    return event


def _line(meeting: Meeting, event: AnyEvent) -> str:  # noqa: PLR0911 - a line for each kind of event
    codes = {ident: signs(code) for ident, code in codes_of(meeting.people.values()).items()}
    match event:
        case Remark(speaker=who, text=text):
            code = codes.get(who, "")
            return f";bl {code} {text}" if event.reserved else f"{code} {_not_an_act(text)}"
        case ItemConcluded(conclusion=text) if text:
            return f";kl {text}"
        case Attendance(member=who, status="excused" | "unexcused", reason=reason):
            return f";dd {codes.get(who, '')} {reason or 'x'}"
        case Task(owner=who, text=text, due=due):
            return f";nv {codes.get(who, '')} {text} {FIELD} {short_date(due)}"
        case TaskResult(task=ident) | PromiseResult(promise=ident):
            return _result(meeting, event, ident)
        case SelfCriticism(member=who):
            parts = (event.strengths, event.shortcomings, event.cause, event.remedy, _until(event.deadline))
            return f"<{codes.get(who, '')} {f' {FIELD} '.join(parts)}"
        case Criticism(from_=who, to=to, text=text, response=answer):
            more = f" {FIELD} {event.remedy} {FIELD} {_until(event.deadline)}" if event.remedy else ""
            return f"{codes.get(who, '')}>{codes.get(to, '')} {text} {FIELD} {answer}{more}"
        case Praise(to=who, text=text):
            return f"+{codes.get(who, '')} {text}"
        case Reminder(to=who, text=text):
            return f"~{codes.get(who, '')} {text}"
        case Note(text=text):
            return f";gc {text}"
    return ""


def _result(meeting: Meeting, event: TaskResult | PromiseResult, ident: str) -> str:
    tasks = isinstance(event, TaskResult)
    asked = [one.id for one in (meeting.tasks if tasks else meeting.promises) if one.carried]
    new_day = event.due if isinstance(event, TaskResult) else event.deadline
    outcome = f"+{short_date(new_day)} " if new_day else _OUTCOME.get(event.result, "")
    return f";{'kq' if tasks else 'hh'} {asked.index(ident) + 1} {outcome}{event.text}" if ident in asked else ""


def _until(day: date | None) -> str:
    return short_date(day) if day else ""


def _not_an_act(text: str) -> str:
    """Words behind a code that would be taken for a criticism."""
    return f"{text[0]}{text}" if text[:1] in (">", "<") else text
