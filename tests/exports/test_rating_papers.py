"""The papers of the yearly rating and of the badges: every figure in them is one that was entered."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from openpyxl import load_workbook

from exports.format.outline import Head, Table, as_text
from exports.year import papers as year_papers
from exports.year.source import YearSource
from model import roster
from model.cell import Cell, Member, roll
from model.errors import BadData
from model.examples import year_examples
from model.year.rating_rules import rating_rule
from model.year.record import AnyYearEvent, Balloted, Decided, Proposed, RatedOrNot, SelfRated, YearEntry
from tests.support.meetings import ROSTER, ZONE

MEMBERS = tuple(roster.read(ROSTER, "roster.csv"))
CELL = Cell(name="Chi bộ Tổ dân phố 4", upper="Đảng bộ phường Tân Lạc", locality="Tân Lạc")
RULE = rating_rule()
BEST, GOOD, FAIR, POOR = RULE.names
EXAMPLE = [entry for one in year_examples() if one.year == 2025 for entry in one.entry]
ENTRIES = tuple(YearEntry(n, e.at, e.event) for n, e in enumerate(EXAMPLE, 1))
AT = datetime(2026, 12, 20, 20, tzinfo=ZONE)


def source(record: tuple[YearEntry, ...] = ENTRIES, members: tuple[Member, ...] = MEMBERS, **more: Any) -> YearSource:
    day = more.pop("day", date(2025, 12, 31))
    return YearSource(day.year, day, CELL, roll(members, day), (), record, members=members, **more)


def of(*events: AnyYearEvent, members: tuple[Member, ...] = MEMBERS) -> YearSource:
    """The year 2026 with these entries."""
    record = tuple(YearEntry(n, AT, event) for n, event in enumerate(events, 1))
    return source(record, members, day=date(2026, 12, 31))


def tables(made: YearSource, paper: str) -> list[Table]:
    return [block for block in year_papers.outline(made, paper) if isinstance(block, Table)]


def told(kind: type[AnyYearEvent]) -> dict[str, Any]:
    """The entries of a kind in the example, by member."""
    return {e.event.member: e.event for e in EXAMPLE if isinstance(e.event, kind) and e.event.member}


def test_the_list_says_of_each_what_was_entered() -> None:
    members, sums = tables(source(), "rating-list")
    own, votes, proposed, decided = (told(kind) for kind in (SelfRated, Balloted, Proposed, Decided))
    expected = [
        [
            RULE.short(own[who].level), *(votes[who].votes.get(name, 0) for name in RULE.names),
            RULE.short(proposed[who].level), RULE.short(decided[who].level),
        ]
        for who in own
    ]  # fmt: skip
    assert [list(row[2:9]) for row in members.rows] == expected
    assert [row[0] for row in members.rows] == list(range(1, 27))
    levels = Counter(p.level for p in proposed.values())
    assert [(row[0], row[3]) for row in sums.rows] == [*((n, levels[n]) for n in RULE.names), ("Cộng", 26)]
    assert [row[4] for row in sums.rows] == ["15,4 %", "76,9 %", "7,7 %", "0 %", "100 %"]


def test_the_list_tells_the_cap_the_cell_and_who_is_left_out() -> None:
    text = "\n".join(as_text(year_papers.outline(source(), "rating-list")))
    assert text.count("được tối đa 4 (20 % của 20 tốt là 4; mức trần theo hướng dẫn năm 2019).") == 1
    assert "Đề nghị, quyết định: Xuất sắc 4, tốt 20:" in text
    assert "Trần Đình Cẩn (được miễn công tác và sinh hoạt)" in text
    assert "Tự xếp loại: Hoàn thành tốt nhiệm vụ (86 điểm); đề nghị: Hoàn thành tốt nhiệm vụ; quyết định:" in text
    assert "Phiếu của chi bộ: Xuất sắc 5; Tốt 19." in text
    assert "ngày 15 tháng 01 năm 2026" in text  # the day of the last entry: it tells what came after the year's end
    assert "sửa được" not in text


def test_over_the_cap_the_list_says_so() -> None:
    two = [m.id for m in MEMBERS[:2]]
    made = of(*(Proposed(member=who, level=BEST) for who in two))
    text = "\n".join(as_text(year_papers.outline(made, "rating-list")))
    assert "Đề nghị (mới ghi 2/28): Xuất sắc 2, tốt 0: được tối đa 0" in text
    assert "Vượt trần: phải bớt ít nhất 2." in text
    assert "chưa có phiếu" in text
    assert "Chưa ghi xếp loại của chi bộ." in text


def test_the_minutes_tell_each_ballot_on_the_day_it_was_counted() -> None:
    blocks = year_papers.outline(replace(source(), number=7), "rating-minutes")
    (head,) = (b for b in blocks if isinstance(b, Head))
    assert (head.number, head.place_date) == ("Số 07-BB/CB", "Tân Lạc, ngày 20 tháng 12 năm 2025")
    (ballots,) = tables(source(), "rating-minutes")
    first = told(Balloted)["pham-quang-nhuan-1960"].votes
    assert ballots.rows[0][2:] == (f"{first[BEST]}\u00a0(91,3\u00a0%)", f"{first[GOOD]}\u00a0(8,7\u00a0%)", "0", "0")
    text = "\n".join(as_text(blocks))
    assert "phát ra 24; thu về 24; hợp lệ 23; không hợp lệ 1" in text
    assert "Hoàn thành nhiệm vụ (2 đồng chí): Dương Quốc Vỹ, Mai Thị Yến." in text


def test_a_day_that_nobody_entered_is_not_printed_and_who_has_no_ballot_is_named() -> None:
    votes = {GOOD: 2}
    one = Balloted(member=MEMBERS[0].id, issued=3, returned=3, valid=3, invalid=0, votes=votes, no_opinion=1)
    left_out = (RatedOrNot(member=m.id, rated=False, reason="x") for m in MEMBERS[2:25])
    blocks = year_papers.outline(of(one, *left_out), "rating-minutes")
    assert next(b for b in blocks if isinstance(b, Head)).place_date == ""
    (ballots,) = (b for b in blocks if isinstance(b, Table))
    assert (ballots.heads[-1], ballots.rows[0][-1]) == ("Không có ý kiến", 1)
    assert f"Chưa ghi số phiếu: {MEMBERS[1].name}," in "\n".join(as_text(blocks))


def test_minutes_without_numbers_take_none() -> None:
    bare = replace(source(), cell=structs.replace(CELL, number_on_minutes=False))
    assert year_papers.code("rating-minutes", bare.cell) == ""
    assert year_papers.code("rating-minutes", CELL) == "BB"
    assert next(b for b in year_papers.outline(bare, "rating-minutes") if isinstance(b, Head)).number == ""


@pytest.mark.parametrize(("paper", "said"), [("rating-list", "chưa ghi xếp loại"), ("rating-minutes", "chưa có phiếu")])
def test_a_year_without_entries_has_no_paper(paper: str, said: str) -> None:
    with pytest.raises(BadData, match=f"Năm 2026 {said}"):
        year_papers.outline(of(), paper)


def test_the_files_are_the_same_each_time_and_the_list_is_wide() -> None:
    for paper in ("rating-list", "rating-minutes"):
        assert year_papers.document(source(), paper) == year_papers.document(source(), paper)
    section = Document(BytesIO(year_papers.document(source(), "rating-list"))).sections[0]
    assert section.page_width > section.page_height
    sheet = load_workbook(BytesIO(year_papers.spreadsheet(source(), "rating-list"))).active
    assert any(row[1] == "Phạm Thị An" and row[3:5] == (16, 7) for row in sheet.iter_rows(values_only=True))


LEVELS = st.sampled_from([None, *RULE.names])


@given(st.lists(st.tuples(LEVELS, LEVELS), min_size=1, max_size=8))
def test_the_sums_are_those_of_the_rows(levels: list[tuple[str | None, str | None]]) -> None:
    members = tuple(Member(id=f"m{n}", name=f"Người {n}", official_on=date(2000, 1, 1)) for n in range(len(levels)))
    events: list[AnyYearEvent] = [SelfRated(level=GOOD)]
    for m, (proposed, decided) in zip(members, levels, strict=True):
        events += [Proposed(member=m.id, level=proposed)] if proposed else []
        events += [Decided(member=m.id, level=decided)] if decided else []
    rows, sums = tables(of(*events, members=members), "rating-list")
    for place, level in enumerate(RULE.names):
        assert sums.rows[place][3] == sum(row[7] == RULE.short(level) for row in rows.rows)
        assert sums.rows[place][5] == sum(row[8] == RULE.short(level) for row in rows.rows)


# --- badges ---------------------------------------------------------------------------------------


def test_the_badges_of_a_year() -> None:
    made = source((), day=date(2026, 11, 20))
    (table,) = tables(made, "badge-list")
    assert [(row[1], row[6], row[7]) for row in table.rows] == [
        ("Hoàng Văn Ẩn", "30 năm", date(2026, 2, 3)), ("Bùi Xuân Trường", "50 năm", date(2026, 5, 19)),
        ("Vũ Văn Đúc", "45 năm", date(2026, 5, 19)), ("Cao Thị Thanh", "30 năm", date(2026, 9, 2)),
        ("Trần Đình Cẩn", "60 năm", date(2026, 9, 2)),
    ]  # fmt: skip
    assert "Danh sách có 5 đồng chí, tính từ ngày vào Đảng." in as_text(year_papers.outline(made, "badge-list"))


def test_those_without_a_day_of_admission_are_named_on_the_list_and_in_the_refusal() -> None:
    unknown = (*MEMBERS, Member(id="u", name="Lê Văn Khuyết"))
    made = source((), unknown, day=date(2026, 11, 20))
    text = as_text(year_papers.outline(made, "badge-list"))
    assert "Chưa có ngày vào Đảng nên chưa tính được: Lê Văn Khuyết." in text
    with pytest.raises(BadData, match=r"không có ai đủ năm tuổi Đảng.* Lê Văn Khuyết"):
        year_papers.outline(source((), unknown[-1:], day=date(2026, 11, 20)), "badge-list")
