"""What is missing, and the way there: mend it, put it off, or say why it is missing."""

from collections.abc import Callable, Iterator
from typing import Any

from model.checks import Check, check
from model.entry import Entry
from model.events import Explained
from tui.forms import Field, Form
from tui.screens.acting import ActingScreen
from tui.screens.pick import Choice, PickScreen

_SEVERITY = {"stop": "✗", "warning": "!", "hint": "·"}
_FORMS = {
    "no-roll-call": "attendance",
    "no-reason": "attendance",
    "no-dues": "dues",
    "no-new-task": "task",
    "task-unanswered": "task_result",
    "no-criticism": "self_criticism",
    "no-resolution": "vote",
    "score-not-voted": "grade_vote",
    "not-approved": "minutes_approved",
    "no-conclusion": "item_concluded",
    "item-waiting": "item_started",
}
"""Finding to the act that mends it."""
_ACTIONS = {"score": "score", "read-back": "read_back", "live": "open_meeting"}
"""Place of a finding to the action that leads there, where no form does."""
_FIRST = {"item": "item", "task": "task", "member": "member"}
"""Kind of place to the form's field that it fills in."""


async def ask(screen: ActingScreen) -> None:
    """List the findings, each with what can be done about it."""
    ways: list[tuple[Choice, Callable[[], None]]] = []
    for finding in check(screen.meeting, screen.session.clock()):
        ways += _ways(screen, finding, len(ways))
    acts = {choice.id: act for choice, act in ways}
    choices = [choice for choice, _ in ways]
    await screen.app.push_screen(PickScreen("Còn thiếu gì?", choices, lambda i: acts[i](), "Không thiếu gì."))


def _ways(screen: ActingScreen, finding: Check, number: int) -> Iterator[tuple[Choice, Callable[[], None]]]:
    kind, _, ident = finding.where.partition(":")
    label = f"{_SEVERITY[finding.severity]} {finding.message}"
    yield Choice(str(number), label), lambda: _mend(screen, finding, kind, ident)
    if finding.code == "item-waiting":
        off = Choice(str(number + 1), "    Hoãn nội dung này")
        yield off, lambda: screen.arrange_with("put_off", {"item": ident})
    elif finding.severity == "stop":
        yield Choice(str(number + 1), "    Không có được: ghi lý do"), lambda: _explain(screen, finding)


def _mend(screen: ActingScreen, finding: Check, kind: str, ident: str) -> None:
    if kind == "entry":
        screen.correct(int(ident))
    elif form := _FORMS.get(finding.code):
        screen.act(form, {_FIRST[kind]: ident} if kind in _FIRST else {})
    elif action := _ACTIONS.get(kind):
        screen.app.call_later(screen.app.run_action, action, screen)
    elif kind == "prepare":
        screen.arrange_with("people", {})


def _explain(screen: ActingScreen, finding: Check) -> None:
    form = Form("", finding.message, (Field("text", "Lý do", "text"),))

    def submit(values: dict[str, Any]) -> Entry:
        return screen.session.record(Explained(finding.code, finding.where, values["text"]))

    screen.open_form(f"explain-{finding.code}-{finding.where}", form, submit)
