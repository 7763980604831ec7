"""Each paper of the reference meeting, word for word. ``BIENBAN_GOLDEN=1`` writes the texts anew, to be read over."""

import os
from pathlib import Path

import pytest

from exports.papers import PAPERS
from exports.source import Source
from model.meeting import Meeting
from tests.exports.minutes_of import everything
from tests.exports.papers_of import sources, text_of
from tests.support.meetings import reference_meeting

GOLDEN = Path(__file__).parent / "golden"


def papers() -> dict[str, Source]:
    """Those of r30; the ballot, which r30 has not, from the meeting with everything."""
    found = dict(sources(reference_meeting(), 5))
    return found | {name: source for name, source in sources(everything(), 5) if name not in found}


@pytest.mark.parametrize("name", PAPERS)
def test_the_text_of_a_paper(name: str) -> None:
    said, file = text_of(papers()[name], name), GOLDEN / f"{name}.txt"
    if os.environ.get("BIENBAN_GOLDEN"):
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


def test_a_paper_made_again_says_the_same() -> None:
    again = dict(sources(Meeting(reference_meeting().entries), 5))
    for name, source in sources(reference_meeting(), 5):
        assert text_of(source, name) == text_of(again[name], name)
