"""What the minutes say about the quality of the meeting: the table, caps, levels, the second column."""

from datetime import date
from typing import Any

import pytest

from model.events import AnyEvent, Assessment, Closed, Disciplined, GradeVote, ItemStarted, Remark, Score, UpperScore
from model.meeting import Meeting
from model.scoring.sheet_file import read_sheet
from model.scoring.sheets import plain
from tests.exports.minutes_of import lines, text, under
from tests.support.meetings import ROOT, named_desk

VOTE = GradeVote("Mức", "hands", for_=5, against=0, no_opinion=0, level="Tốt")


def held(sheet_id: str, *events: AnyEvent, **prepared: Any) -> Meeting:
    """A meeting of 95 minutes under an example sheet."""
    file = ROOT / "tests" / "data" / "sheets" / f"{sheet_id}.toml"
    own = plain(read_sheet(file.read_text("utf-8"), file.name))
    desk = named_desk(sheet=sheet_id, own_sheet=own, **prepared)
    for event in (ItemStarted("3"), ItemStarted("14"), Remark("p3", "Tôi xin báo điểm"), *events):
        desk.record(event)
    desk.record(Closed(), 95)
    return desk.meeting


def test_own_sheets_are_told_with_their_groups_and_sum() -> None:
    said = under(held("two-scorers", Score("two-scorers", "nd", 80)), "Kết quả chấm điểm")
    assert said[0] == "TT | Nhóm tiêu chí | Điểm tối đa | Điểm chấm"
    assert said[1:3] == ["I | Buổi sinh hoạt | 100 | 100", " | Cộng | 100 | 100"]
    assert said[3] == "Phiếu hai người chấm: tổng điểm 100/100."


def test_why_the_grade_is_lower_than_its_points() -> None:
    disciplined = Disciplined("p5", "warning", date(2026, 10, 20))
    whole = text(held("knock-out", disciplined, Score("knock-out", "nd", 100)))
    assert "Có 1 đảng viên bị kỷ luật từ khiển trách trở lên." in whole
    assert "cảnh cáo" not in whole


@pytest.mark.parametrize("later", [False, True])
def test_a_second_column_where_it_was_given_before_the_end(later: bool) -> None:
    upper = (UpperScore("two-scorers", "nd", 70, "Nội dung cũ"), UpperScore("two-scorers", "phut", 20))
    desk_meeting = held("two-scorers", Score("two-scorers", "nd", 80), *(() if later else upper))
    said = under(desk_meeting, "Kết quả chấm điểm")
    if later:
        assert said[1] == "I | Buổi sinh hoạt | 100 | 100"
    else:
        assert said[0].endswith("| Đảng ủy viên phụ trách chi bộ")
        assert said[1] == "I | Buổi sinh hoạt | 100 | 100 | 90"


def test_levels_are_told_without_points() -> None:
    meeting = held("levels", Score("levels", "nd", 1), Score("levels", "tl", 0, "Ít người nói"))
    said = under(meeting, "Kết quả đánh giá")
    assert said[0] == "TT | Nhóm tiêu chí | Số tiêu chí | Đạt"
    assert "Phiếu chỉ có mức: đạt 3/4 tiêu chí." in said
    assert under(meeting, "Tiêu chí chưa đạt")[:1] == ["- Tiêu chí tl (Thảo luận sôi nổi): chưa đạt. Ít người nói."]


def test_a_sheet_that_nobody_had_to_score_is_told_before_the_vote_on_the_level() -> None:
    whole = lines(held("two-scorers", VOTE))
    assert not [said for said in whole if said.startswith("Kết quả chấm điểm")]  # a row is empty still
    whole = lines(held("two-scorers", Score("two-scorers", "nd", 80), VOTE))
    table, vote = (next(n for n, said in enumerate(whole) if part in said) for part in ("tổng điểm", "mức “Tốt”"))
    assert table < vote


def test_the_chairs_assessment() -> None:
    said = lines(held("two-scorers", Assessment("Chi ủy nhất trí", "", "Gửi tài liệu sớm hơn.")))
    assert "Ý kiến của chi ủy về kết quả chấm điểm: Chi ủy nhất trí." in said
    assert "Biện pháp khắc phục: Gửi tài liệu sớm hơn." in said
    assert not [one for one in said if one.startswith("Hạn chế của buổi")]
