"""Ten questions about three years of meetings: each answered by at most three keys and its words."""

import pytest

from bench import questions
from bench.fixtures import Folders
from tests.support.years import QUESTIONS


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("questions"))


@pytest.mark.parametrize("number", range(len(QUESTIONS["question"])))
def test_a_question_is_answered_on_the_screen(folders: Folders, number: int) -> None:
    asked = questions.answered(folders)[number]
    assert not asked.lacking, asked.ask
    assert asked.keys <= 3


def test_there_are_ten_and_they_differ() -> None:
    assert len({one["ask"] for one in QUESTIONS["question"]}) == 10
