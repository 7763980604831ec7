"""The papers about the frames of a year, word for word; ``BIENBAN_GOLDEN=1`` writes the texts anew."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exports.format.outline import as_text
from exports.year.papers import document, outline
from exports.year.source import YearSource
from model import roster
from model.cell import Cell, roll
from model.errors import BadData
from model.examples import year_examples
from model.words import RATINGS
from model.year.frames import plain
from model.year.record import Decided, Incident, Judged, Registered, Target, YearEntry
from tests.exports.papers_of import read_back, words_of
from tests.support.frames import entries, read
from tests.support.meetings import ROSTER, reference_meeting

GOLDEN = Path(__file__).parents[1] / "golden"
PAPERS = ("self-assessment-4-tot", "registration", "interim-report")
DAY = date(2026, 11, 20)


def record(year: int) -> tuple[YearEntry, ...]:
    """What the made-up cell entered of a year."""
    entered = [entry for one in year_examples() if one.year == year for entry in one.entry]
    return tuple(YearEntry(n, one.at, one.event) for n, one in enumerate(entered, 1))


def source(**changes: object) -> YearSource:
    """November with the year's record."""
    meeting = reference_meeting()
    people = roll(roster.read(ROSTER, "roster.csv"), DAY)
    earlier = tuple((year, record(year)) for year in (2024, 2025))
    made = YearSource(2026, DAY, meeting.cell, people, (meeting,), record(2026), earlier, 7)
    return replace(made, **changes)  # type: ignore[arg-type]


def text_of(made: YearSource, paper: str) -> str:
    return "\n".join(as_text(outline(made, paper))) + "\n"


@pytest.mark.parametrize("paper", PAPERS)
def test_the_text_of_a_paper(paper: str) -> None:
    said, file = text_of(source(), paper), GOLDEN / f"{paper}.txt"
    if os.environ.get("BIENBAN_GOLDEN"):
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", PAPERS)
def test_the_file_says_what_the_text_says(paper: str) -> None:
    written = "\n".join(words_of(read_back(document(source(), paper))))
    for line in text_of(source(), paper).splitlines()[6:]:
        for piece in line.split(" | "):
            assert piece.removeprefix("- ") in written


def test_what_is_decided_is_said_and_what_is_open_has_room() -> None:
    known = tuple(roster.read(ROSTER, "roster.csv"))
    decided = [Decided(member=r.member, level=RATINGS[1]) for r in source(members=known).rating.members]
    words = [YearEntry(n, record(2026)[0].at, word) for n, word in enumerate((Judged("4-tot", "3", 1), *decided), 99)]
    reached = source(record=(*record(2026), *words), members=known)
    assert "Chi bộ tự đánh giá: Chi bộ 4 tốt, là căn cứ xét hoàn thành xuất sắc nhiệm vụ" in text_of(reached, PAPERS[0])
    assert "Chi bộ tự đánh giá: ……" in text_of(source(), PAPERS[0])


def test_a_knocked_out_content_says_why() -> None:
    happened = YearEntry(99, record(2026)[0].at, Incident("other", DAY, "xây trái phép", "press"))
    told = text_of(source(record=(*record(2026), happened)), PAPERS[0])
    assert "Nội dung 3 không đạt: Có vi phạm do báo chí, nhân dân nêu mà chi bộ không tự phát hiện.\n" in told


def test_a_frame_of_the_place_has_its_own_sheet() -> None:
    own = read("points")
    done = entries(Registered(DAY, ("points",), (plain(own),)))
    told = text_of(source(record=tuple(done), of="points"), PAPERS[0])
    assert "Chi bộ 4 tốt chấm điểm năm 2026" in told
    assert "1a | Nhiệm vụ làm đúng hạn" in told
    for wrong in ("5-tot", "x"):
        with pytest.raises(BadData, match="points, 4-tot, 3-khong"):
            outline(source(record=tuple(done), of=wrong), PAPERS[0])


def test_nothing_recorded_is_no_paper() -> None:
    empty = YearSource(2026, DAY, Cell(name="Chi bộ 1"), (), ())
    for paper in ("registration", "interim-report"):
        with pytest.raises(BadData, match="2026"):
            outline(empty, paper)
    only = replace(empty, record=tuple(entries(Target("Kè", 3))))
    assert "Kè" in text_of(only, "registration")
    assert "Danh hiệu" not in text_of(only, "registration")
