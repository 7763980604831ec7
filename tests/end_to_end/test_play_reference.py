"""The reference meeting entered by keyboard: from an empty folder to the last figure of its score."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from model import report
from model.cell import roll
from model.meeting import Meeting
from model.replay import Script
from model.store.data import Data
from tests.model import test_reference_meeting as reference
from tests.support.harness_recorder import ENTER, Recorder, ctrl
from tests.support.meetings import EXPECTED, R30, ROOT, reference_meeting, script
from tests.support.play import Play
from tui.session import Session

ID = "2026-11-03-thuong-ky"
OCTOBER = ROOT / "model" / "examples" / "year" / "2026-10.toml"


def declare_cell(desk: Recorder) -> None:
    """The first run: the cell, and its members from the cell's own file."""
    cell = script()["cell"]
    desk.wait_for("Khai báo chi bộ")
    for text in (cell["name"], cell["upper"], cell["locality"], script()["meeting"]["place"]):
        desk.press(text, ENTER)
    desk.press(ENTER * 12, str(R30 / "roster.csv"), ENTER)
    desk.wait_for("Chưa có cuộc họp nào")


def enter_october(folder: Path) -> None:
    """The month before, from its script: five tasks of it are open."""
    with Data(folder) as data:
        entered = Script(OCTOBER.read_text("utf-8"), OCTOBER.name, roll(data.book.members, date(2026, 10, 3)))
        session = Session.replay(data, entered)
        session.journal.close()


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Meeting:
    """The meeting as its journal has it."""
    folder = tmp_path_factory.mktemp("play")
    with Recorder(folder, now="2026-11-01T20:00:00") as desk:
        declare_cell(desk)
        desk.leave()
        enter_october(desk.data)
        desk.start()
        desk.wait_for("03/10/2026")
        desk.press(ctrl("n"))
        desk.wait_for("Chuẩn bị cuộc họp")
        desk.press(ENTER * 3)
        desk.wait_for_lines(ID, 1)
        play = Play(desk, script(), ID)
        play.people()
        play.open()
        play.happenings()
        desk.wait_for("Đã bế mạc")
        play.finished()
        desk.leave()
    with Data(folder / "data") as data:
        return data.archive.load(ID).meeting


def shown(meeting: Meeting) -> dict[str, Any]:
    """The meeting as the JSON tells it, without what only the meetings before it bring."""
    told = without(report.show(meeting), "id", "digest", "promises_last")
    return told | {"facts": without(told["facts"], "thematic_this_quarter")}


def without(shown: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in shown.items() if name not in names}


def test_it_is_the_meeting_of_the_script(meeting: Meeting) -> None:
    replayed = reference_meeting()
    assert shown(meeting) == shown(replayed)
    assert without(report.scored(meeting), "facts") == without(report.scored(replayed), "facts")


def test_every_expected_figure(meeting: Meeting) -> None:
    reference.test_every_entry_of_the_script_is_shown_with_its_time_item_and_words(report.show(meeting))
    expected_figures(meeting)


def expected_figures(meeting: Meeting) -> None:
    """Every figure of expected.toml that does not hang on the second of an entry."""
    shown, scored = report.show(meeting), report.scored(meeting)
    reference.test_counts_rate_length_and_speakers(shown)
    reference.test_entries(shown)
    reference.test_facts(shown)
    reference.test_tasks_and_promises(shown)
    reference.test_score_by_the_sheet_of_the_ward(scored)
    for number in range(len(EXPECTED["vote"])):
        reference.test_votes(shown, number)
    for row in EXPECTED["score"]["an-phu-2025"]["criterion"]:
        reference.test_each_criterion(scored, row)
    for row in EXPECTED["score"]["hd42-2025"]["group"]:
        reference.test_each_group_of_hd42(meeting, row)
