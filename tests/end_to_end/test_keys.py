"""The hand's budget on the reference meeting: the meeting that must come out, and no row worse than it was by 3 %."""

import tomllib

import pytest

from bench import keys
from bench.fixtures import Folders
from tests.end_to_end.test_play_reference import expected_figures
from tests.support.meetings import ROOT

BEFORE = tomllib.loads((ROOT / "tests" / "data" / "keys.toml").read_text(encoding="utf-8"))
"""Keys of structure for one act as they were last agreed on."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("keys"))


def test_the_meeting_typed_by_hand_is_the_one_expected(folders: Folders) -> None:
    _, meeting, _ = keys.played(folders)
    expected_figures(meeting)


def test_no_act_takes_more_keys_than_it_did(folders: Folders) -> None:
    taken = keys.each(folders)
    assert taken.keys() == BEFORE["act"].keys()
    assert {act: taken[act] for act, before in BEFORE["act"].items() if taken[act] > before * 1.03} == {}


def test_the_budgets_of_the_design(folders: Folders) -> None:
    play, _, _ = keys.played(folders)
    taken = keys.each(folders)
    assert play.structure.total() <= 260
    assert {act: taken[act] for act, most in keys.BUDGETS.items() if taken[act] > most} == {}
    assert play.words.total() <= 1.05 * play.letters
