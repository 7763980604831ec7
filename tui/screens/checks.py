"""What is missing, and the way there: mend it, or say why it is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from model.checks import Check, check
from model.events import Entry, Explained
from tui.forms import Field, Form
from tui.screens.pick import Choice, PickScreen

if TYPE_CHECKING:
    from tui.screens.live import LiveScreen

_SEVERITY = {"stop": "✗", "warning": "!", "hint": "·"}
_BY_PLACE = {
    "attendance": "act('attendance')",
    "dues": "act('dues')",
    "task": "act('task')",
    "score": "score",
    "read-back": "read_back",
    "prepare": "arrange('people')",
    "live": "open_meeting",
    "vote": "act('grade_vote')",
}
_BY_CODE = {
    "no-criticism": "act('self_criticism')",
    "no-resolution": "act('vote')",
    "not-approved": "act('minutes_approved')",
    "no-reason": "act('attendance')",
    "task-unanswered": "act('task_result')",
    "no-conclusion": "act('item_concluded')",
    "item-waiting": "next_item",
    "contradiction": "correct",
}
_EXPLAIN = "giải trình:"


async def ask(screen: LiveScreen) -> None:
    """List the findings; the chosen one leads to the act that mends it, or to its explanation."""
    found = check(screen.meeting, screen.session.clock())
    choices = []
    for number, finding in enumerate(found):
        choices.append(Choice(str(number), f"{_SEVERITY[finding.severity]} {finding.message}"))
        if finding.severity == "stop":
            choices.append(Choice(f"{_EXPLAIN}{number}", "    Không có được: ghi lý do"))
    nothing = "Không thiếu gì."

    def take(chosen: str) -> None:
        finding = found[int(chosen.removeprefix(_EXPLAIN))]
        if chosen.startswith(_EXPLAIN):
            _explain(screen, finding)
        elif action := _BY_CODE.get(finding.code) or _BY_PLACE.get(finding.where):
            screen.app.call_later(screen.app.run_action, action, screen)

    await screen.app.push_screen(PickScreen("Còn thiếu gì?", choices, take, nothing))


def _explain(screen: LiveScreen, finding: Check) -> None:
    form = Form("", finding.message, (Field("text", "Lý do", "text"),))

    def submit(values: dict[str, Any]) -> Entry:
        return screen.session.record(Explained(finding.code, finding.where, values["text"]))

    screen.open_form(f"explain-{finding.code}-{finding.where}", form, submit)
