"""What is missing, the most pressing first, and the way there: mend it, put it off, or say why it is missing."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from model.checking.rule import Mend
from model.checks import Check, by_pressure, check
from model.entry import Entry
from model.events import Explained
from model.words import SEVERITY
from tui.arrangements import ARRANGEMENTS
from tui.commands import of
from tui.dialogs.pick import Choice, PickScreen
from tui.forms.acts import FORMS, Field, Form, form_for
from tui.screens.acting import ActingScreen

SIGN = {"stop": "✗", "warning": "!", "hint": "·"}

Way = tuple[str, str, Callable[[], None]]
"""A line of the list, a word beside it, and what Enter does there."""


async def ask(screen: ActingScreen) -> None:
    """List the findings, each with what can be done about it."""
    found = by_pressure(screen.meeting, check(screen.meeting, screen.session.now()))
    ways = [way for finding in found for way in _ways(screen, finding)]
    choices = [Choice(str(number), line, word) for number, (line, word, _) in enumerate(ways)]
    pick = PickScreen("Còn thiếu gì?", choices, lambda i: ways[int(i)][2](), "Không thiếu gì.")
    pick.add_class("whole")  # a sentence is read to its end
    await screen.app.push_screen(pick)


def name_of(act: str) -> str:
    """What a way to mend is called: the title of its form, or the name of its command."""
    if act in FORMS:
        return FORMS[act].title
    if act in ARRANGEMENTS:
        return ARRANGEMENTS[act].form.title
    return next(command.name for command in of("live") if command.action == act)


def _ways(screen: ActingScreen, finding: Check) -> Iterator[Way]:
    line = f"{SIGN[finding.severity]} {SEVERITY[finding.severity]}: {finding.message}"
    if finding.mend:
        best, *others = finding.mend
        yield line, f"↵ {name_of(best.act)}", partial(_mend, screen, finding, best)
        yield from ((f"    {name_of(other.act)}", "", partial(_mend, screen, finding, other)) for other in others)
    else:
        yield line, "", partial(_show, screen, finding)
    if finding.severity == "stop" and finding.code != "item-waiting":
        yield "    Không có được: ghi lý do", "", partial(_explain, screen, finding)


def _mend(screen: ActingScreen, finding: Check, mend: Mend) -> None:
    values = dict(mend.values)
    if mend.act in FORMS:
        screen.act(mend.act, values)
    elif mend.act in ARRANGEMENTS:
        screen.arrange_with(mend.act, values)
    elif mend.act == "correct":
        _correct(screen, finding, int(values["entry"]))
    else:
        screen.app.call_later(screen.app.run_action, mend.act, screen)


def _show(screen: ActingScreen, finding: Check) -> None:
    """Go to the place: an entry stands in its form; of anything else it is said once more what was found."""
    kind, _, ident = finding.where.partition(":")
    if kind == "entry":
        _correct(screen, finding, int(ident))
    else:
        screen.answer(finding.message)


def _correct(screen: ActingScreen, finding: Check, entry_id: int) -> None:
    entry = screen.meeting.entry(entry_id)
    if entry and form_for(entry.event):
        screen.correct(entry_id)
    else:
        screen.answer(finding.message)


def _explain(screen: ActingScreen, finding: Check) -> None:
    form = Form("", finding.message, (Field("text", "Lý do", "text"),))

    def submit(values: dict[str, Any]) -> Entry:
        return screen.session.record(Explained(finding.code, finding.where, values["text"]))

    screen.open_form(f"explain-{finding.code}-{finding.where}", form, submit)
