"""The list of what is missing: each line with its severity in words, and Enter opens what mends it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.checking.rule import Mend
from model.checks import check
from model.events import ItemStarted, Remark
from model.meeting import Meeting
from tests.support.findings import CASES, END
from tests.support.harness_data import CHAIR, NOW, open_meeting
from tests.support.harness_recorder import ENTER, F9, Recorder
from tui.arrangements import ARRANGEMENTS
from tui.commands import of
from tui.forms.acts import FORMS, context_of, form_for
from tui.screens.checks import name_of


def offered() -> list[tuple[Meeting, Mend]]:
    """Every way to mend that any meeting of the pairs is offered, while it runs and after it."""
    meetings = [case.bad for case in CASES.values()]
    return [(meeting, mend) for meeting in meetings for finding in check(meeting, END) for mend in finding.mend]


def test_every_way_to_mend_is_a_form_or_a_command_and_fills_in_its_fields() -> None:
    commands = {command.action for command in of("live")}
    for meeting, mend in offered():
        assert name_of(mend.act)
        form = FORMS.get(mend.act) or (ARRANGEMENTS[mend.act].form if mend.act in ARRANGEMENTS else None)
        if form is None:
            assert mend.act in commands
            assert set(mend.values) <= {"entry"}
            continue
        kinds = {f.name: f.kind for f in form.fields}
        for name, value in mend.values.items():
            options = context_of(meeting).options.get(kinds[name])
            assert options is None or value in dict(options), (mend, name)


def test_what_is_to_be_set_right_is_an_entry_with_a_form() -> None:
    for meeting, mend in offered():
        if mend.act == "correct":
            entry = meeting.entry(int(mend.values["entry"]))
            assert entry
            assert form_for(entry.event)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Recorder]:
    """A meeting in its sixth item, in which dues were passed by and some words were not caught."""
    open_meeting(tmp_path / "data", Remark(CHAIR, "Thu [?1] đồng"), ItemStarted("6"))
    with Recorder(tmp_path, now=NOW) as recorder:
        recorder.wait_for("đang họp")
        recorder.press(ENTER)
        recorder.wait_for("▸")
        yield recorder


def test_the_foot_says_what_presses_now(desk: Recorder) -> None:
    screen = desk.wait_for("đã phát biểu · Ý kiến lúc 19:23")
    assert "đọc trước chi bộ" not in screen


def test_enter_opens_the_form_that_mends(desk: Recorder) -> None:
    desk.press(F9)
    desk.wait_for(lambda text: "✗ Phải có: " in text and "↵ " in text)
    desk.press("dang phi", ENTER)
    desk.wait_for("Số người đã nộp")
    desk.press("28", ENTER, "2", ENTER, ENTER, ENTER, ENTER)
    desk.wait_for(lambda text: "Số người đã nộp" not in text)
    desk.wait_for_record(lambda meeting: not {"no-dues", "dues-short"} & {f.code for f in check(meeting)})


def test_enter_leads_to_the_entry(desk: Recorder) -> None:
    desk.press(F9)
    desk.wait_for("✗ Phải có: ")
    desk.press("cho trong", ENTER)
    desk.wait_for(lambda text: "Sửa: Ý kiến" in text and "Thu [?1] đồng" in text)


def test_what_nothing_mends_is_said_again(desk: Recorder) -> None:
    desk.press(F9)
    desk.wait_for("✗ Phải có: ")
    desk.press("con thieu", ENTER)
    desk.wait_for(lambda text: "Còn thiếu gì?" not in text and "Mới họp" in text)
