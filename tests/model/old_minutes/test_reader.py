"""Minutes typed by hand: what is taken for a fact, on which words, and what is said and left as text."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import BadData
from model.events import Attendance, Closed, Named, Opened, Task
from model.meeting import Meeting
from model.old_events import OldText, StatedVote
from model.old_minutes.counts import COUNTS
from model.old_minutes.lines import Line
from model.old_minutes.people import Names
from model.old_minutes.reader import recognised
from model.stated import attendance_known, figures
from tests.support.meetings import people
from tests.support.old_papers import (
    CELL,
    DAY,
    FULL,
    by_hand,
    members,
    plan_of,
    planned,
    reasons,
    recognise,
    values,
)


def counts(people_part: list[str]) -> dict[str, int]:
    found = recognise(by_hand(people=people_part))
    return {f.what: f.value for f in found.facts if f.what in COUNTS}


def absentees(people_part: list[str]) -> list[tuple[str, str, str]]:
    return values(recognise(by_hand(people=people_part)), "absentee")


def ids(*names: str) -> list[str]:
    return [next(m.id for m in members() if m.name == name) for name in names]


# --- head -----------------------------------------------------------------------------------------


def test_the_head_of_usual_minutes() -> None:
    found = recognise(by_hand(people=FULL))
    assert (found.day, found.kind) == (DAY, "regular")
    assert values(found, "opened") == [time(19, 30)]
    assert values(found, "closed") == [time(21, 15)]
    for fact in found.facts:
        line = found.lines[fact.line - 1]
        assert line.number == fact.line
        assert fact.words == line.text[slice(*fact.span)].strip() != ""


@pytest.mark.parametrize(
    ("opening", "at"),
    [
        ("Thời gian: 19h30 ngày 03/3/2025", time(19, 30)),
        ("Khai mạc lúc 19h30, ngày 03/03/2025.", time(19, 30)),
        ("Bắt đầu: 7 giờ 30 tối ngày 3-3-2025", time(19, 30)),
        ("Hôm nay, vào hồi 8 giờ ngày 03 tháng 03 năm 2025", time(8)),
        ("Thời gian bắt đầu: 19:30, ngày 03/3/2025", time(19, 30)),
    ],
)
def test_ways_to_say_when_it_began(opening: str, at: time) -> None:
    found = recognise(["BIÊN BẢN HỌP CHI BỘ THÁNG 3/2025", opening, "Thành phần: Có mặt 20/23 đồng chí"])
    assert (found.day, values(found, "opened")) == (DAY, [at])


@pytest.mark.parametrize("opening", ["19 giờ rưỡi ngày 03/3/2025", "25h30 ngày 03/3/2025", "ngày 03/3/2025"])
def test_a_time_that_is_not_certain_is_none(opening: str) -> None:
    made = planned(["BIÊN BẢN HỌP CHI BỘ THÁNG 3/2025", f"Hôm nay, vào hồi {opening}", "Có mặt 20"])
    meeting = Meeting(made.entries)
    assert not [f for f in made.taken if f.what == "opened"]
    assert meeting.opening_unknown
    assert meeting.closing_unknown
    assert meeting.minutes_long() is None
    assert next(e.event for e in made.entries if isinstance(e.event, Opened)).guessed


def test_a_time_span() -> None:
    found = recognise(["BIÊN BẢN HỌP CHI BỘ THÁNG 3/2025", "Thời gian: từ 19h30 đến 21h15 ngày 03/3/2025", "Có mặt 20"])
    assert (values(found, "opened"), values(found, "closed")) == ([time(19, 30)], [time(21, 15)])


def test_an_end_before_the_beginning_is_no_end() -> None:
    found = recognise(["BIÊN BẢN HỌP CHI BỘ THÁNG 3/2025", "Thời gian: từ 19h30 đến 9h15 ngày 03/3/2025", "Có mặt 20"])
    assert not values(found, "opened") + values(found, "closed")
    assert "không sau giờ bắt đầu" in reasons(found)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("SINH HOẠT CHI BỘ THƯỜNG KỲ THÁNG 3", "regular"),
        ("Họp chi bộ định kỳ tháng 03/2025", "regular"),
        ("SINH HOẠT CHI BỘ THÁNG 3 NĂM 2025", "regular"),
        ("Sinh hoạt chi bộ chuyên đề quý I", "thematic"),
        ("Sinh hoạt chi bộ thường kỳ kết hợp chuyên đề", "combined"),
        ("Họp chi ủy tháng 3", "committee"),
        ("Họp chi uỷ", "committee"),
        ("Hội nghị chi bộ xét kết nạp đảng viên", "admission"),
        ("Hội nghị xét công nhận đảng viên chính thức", "confirmation"),
        ("Kiểm điểm, xếp loại chất lượng cuối năm", "yearly_review"),
        ("Họp chi bộ bất thường", "extraordinary"),
    ],
)
def test_kinds_by_the_title(title: str, kind: str) -> None:
    assert recognise(by_hand(people=FULL, title=title)).kind == kind


def test_what_is_no_minutes_or_tells_too_little_is_refused_with_the_way_out() -> None:
    with pytest.raises(BadData, match="không thấy dòng “BIÊN BẢN”"):
        recognise(["KẾ HOẠCH", "Năm 2025"])
    with pytest.raises(BadData, match="--kind"):
        recognise(by_hand(people=FULL, title="Về việc làm đường"))
    with pytest.raises(BadData, match="không phải biên bản một buổi họp"):
        recognise(by_hand(people=FULL, title="KIỂM PHIẾU BẦU CHI ỦY"))
    with pytest.raises(BadData, match="--date"):
        recognise(["BIÊN BẢN HỌP CHI BỘ THÁNG 3/2025", "Có mặt 20"])
    with pytest.raises(BadData, match=r"khác nhau.*--date"):
        recognise(["BIÊN BẢN HỌP CHI BỘ THÁNG 3", "Hôm nay, ngày 03/3/2025", "Họp ngày 04/3/2025", "Có mặt 20"])
    told = recognise(["BIÊN BẢN HỌP CHI BỘ", "Có mặt 20"], day=DAY, kind_told="regular")
    assert (told.day, told.kind, values(told, "date"), values(told, "kind")) == (DAY, "regular", [], [])


def test_another_day_month_or_cell_is_said() -> None:
    head = [["ĐẢNG BỘ XÃ", "ĐẢNG CỘNG SẢN VIỆT NAM"], ["CHI BỘ THÔN ĐÔNG", "Xã A, ngày 05 tháng 3 năm 2025"]]
    found = recognise(
        [head, "BIÊN BẢN", "Sinh hoạt chi bộ thường kỳ tháng 2/2025", "Hôm nay, ngày 03/3/2025", "Có mặt 20"]
    )
    assert found.day == DAY
    assert "CHI BỘ THÔN ĐÔNG" in reasons(found)
    assert "Tên biên bản ghi tháng khác" in reasons(found)
    assert "Đầu văn bản ghi ngày khác" not in reasons(found) or "05 tháng 3" in reasons(found)


# --- people ---------------------------------------------------------------------------------------


def test_counts_in_one_line() -> None:
    assert counts(FULL) == {"total": 23, "present": 20, "absent": 3, "excused": 2, "unexcused": 1}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["Tổng số đảng viên: 27 đ/c", "Số đảng viên có mặt: 25/27 đ/c (đạt 92,6%)"], {"total": 27, "present": 25}),
        (["Có mặt 24/27 đồng chí phải dự họp (88,9 %)."], {"present": 24, "expected": 27}),
        (["Tổng số: 30 đảng viên; được triệu tập: 27; có mặt: 27"], {"total": 30, "expected": 27, "present": 27}),
        (["Đảng viên sinh hoạt tạm thời có mặt 1/1", "Có mặt 20"], {"present": 20}),
        (["Vắng không có lý do: 1", "Vắng có lý do: 02"], {"unexcused": 1, "excused": 2}),
        (["Có mặt 100% đảng viên"], {}),
    ],
)
def test_ways_to_count(said: list[str], expected: dict[str, int]) -> None:
    assert counts(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "Tổng số đảng viên: 27; có mặt: 24; vắng: 02",
        "Tổng số đảng viên: 27; có mặt: 28",
        "Tổng số đảng viên: 27; có mặt: 24; vắng: 03 (có lý do: 02; không lý do: 02)",
        "Tổng số: 27 đảng viên; được triệu tập: 28; có mặt: 27",
        "Tổng số đảng viên: 27; có mặt 20; vắng có lý do: 1; vắng không lý do: 1",
    ],
)
def test_counts_that_contradict_one_another_are_no_facts(said: str) -> None:
    assert counts([said]) == {}
    assert "không lấy các số này" in reasons(recognise(by_hand(people=[said])))
    made = planned(by_hand(people=[said]))
    assert figures(Meeting(made.entries)).present is None
    assert any(isinstance(e.event, OldText) and said in e.event.text for e in made.entries)


def test_a_share_that_is_not_the_figures() -> None:
    assert counts(["Có mặt 20/27 đồng chí (đạt 92,6%)"]) == {}
    assert "phần trăm" in reasons(recognise(by_hand(people=["Có mặt 20/27 đồng chí (đạt 92,6%)"])))


@given(*[st.integers(0, 40)] * 4)
def test_counts_are_taken_exactly_where_they_agree(total: int, present: int, excused: int, unexcused: int) -> None:
    said = f"Tổng số đảng viên: {total}; có mặt: {present}; vắng có lý do: {excused}; vắng không lý do: {unexcused}"
    text = ("BIÊN BẢN HỌP CHI BỘ THÁNG 3/2025", "Ngày họp: 03/3/2025", said)
    lines = [Line(number, line) for number, line in enumerate(text, 1)]
    found = recognised(lines, "cu.docx", CELL, members())
    assert bool(values(found, "present")) is (present + excused + unexcused == total)


def test_absentees_in_several_wordings() -> None:
    mui, quy = ids("Tạ Thị Mùi", "Hồ Sỹ Quý")
    reasoned = [(mui, "excused", "ốm"), (quy, "excused", "bận việc nhà, xin phép")]
    for said in (
        ["Vắng có lý do 2 đồng chí: Tạ Thị Mùi (ốm); Hồ Sỹ Quý (bận việc nhà, xin phép)."],
        ["Vắng có lý do: đ/c Tạ Thị Mùi - ốm; đ/c Hồ Sỹ Quý - bận việc nhà, xin phép"],
        ["Vắng có lí do: 02 đồng chí, gồm:", "1. Tạ Thị Mùi (ốm)", "2. Hồ Sỹ Quý (bận việc nhà, xin phép)"],
        ["Vắng có phép: 02 đ/c: Tạ Thị Mùi – ốm và Hồ Sỹ Quý – bận việc nhà, xin phép"],
    ):
        assert absentees(said) == reasoned, said
    assert absentees(["Vắng không lý do 1 đồng chí: Dương Quốc Vỹ."]) == [(*ids("Dương Quốc Vỹ"), "unexcused", "")]


def test_what_is_said_of_one_in_brackets_is_not_said_of_the_next() -> None:
    assert absentees(["Vắng: Dương Quốc Vỹ (không phép), Tạ Thị Mùi (ốm)"]) == []


def test_names_that_fit_nobody_or_several_stay_text() -> None:
    said = "Vắng có lý do 3 đồng chí: Nguyễn Văn Không (ốm); Nguyễn Văn Lượng (bận); Tạ Thị Mùi (ốm)"
    found = recognise(by_hand(people=[said]))
    assert [a[0] for a in values(found, "absentee")] == ids("Tạ Thị Mùi")
    assert "“Nguyễn Văn Không” không có trong danh sách" in reasons(found)
    assert "“Nguyễn Văn Lượng” hợp với 2 người" in reasons(found)
    assert "chỉ nhận ra 1 người" in reasons(found)
    assert not attendance_known(Meeting(plan_of(found).entries))


def test_more_names_than_counted_are_not_taken() -> None:
    found = recognise(by_hand(people=["Vắng có lý do 1 đồng chí: Tạ Thị Mùi (ốm); Hồ Sỹ Quý (bận)"]))
    assert not values(found, "absentee") + values(found, "excused")
    assert "nêu 2 tên" in reasons(found)


def test_one_person_absent_in_two_ways() -> None:
    said = ["Vắng có lý do 1 đồng chí: Tạ Thị Mùi (ốm)", "Vắng không lý do 1 đồng chí: Tạ Thị Mùi"]
    found = recognise(by_hand(people=said))
    assert not values(found, "absentee")
    assert "hai cách" in reasons(found)


def test_names_with_a_year_of_birth_and_other_accents() -> None:
    names = Names(people("official"))
    assert names.read("Nguyễn Lạ").problem
    found = recognise(
        by_hand(people=["Vắng có lý do 1 đồng chí: Nguyễn Văn Lượng (sinh năm 1979) (ốm)", "Thư kí: Nguyễn Thị Thuỷ"])
    )
    ((who, status, why),) = values(found, "absentee")
    assert (who.endswith("1979"), status, why) == (True, "excused", "ốm")
    assert values(found, "recorder") == ids("Nguyễn Thị Thủy")


def test_roles_in_several_wordings() -> None:
    chair, recorder = ids("Phạm Quang Nhuận", "Nguyễn Thị Thủy")
    for said in (
        ["- Chủ trì: Đ/c Phạm Quang Nhuận – Bí thư", "- Thư ký: đồng chí Nguyễn Thị Thủy"],
        ["Chủ tọa: Phạm Quang Nhuận. Thư ký: Nguyễn Thị Thủy."],
        ["Chủ trì hội nghị: đ/c Phạm Quang Nhuận; Người ghi biên bản: đ/c Nguyễn Thị Thủy"],
    ):
        found = recognise(by_hand(people=said))
        assert (values(found, "chair"), values(found, "recorder")) == ([chair], [recorder]), said
    two = recognise(by_hand(people=["Chủ trì: Phạm Quang Nhuận", "Chủ trì: Nguyễn Thị Thủy"]))
    assert not values(two, "chair")
    assert "khác nhau" in reasons(two)


# --- decisions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "vote"),
    [
        (
            "Chi bộ biểu quyết thông qua nghị quyết: 20/20 đồng chí tán thành (đạt 100%).",
            StatedVote("thông qua nghị quyết", base=20, for_=20),
        ),
        (
            "Kết quả biểu quyết: 19 đ/c tán thành; không tán thành: 0; không có ý kiến: 01.",
            StatedVote("Biểu quyết", for_=19, against=0, no_opinion=1),
        ),
        (
            "Biểu quyết (giơ tay): tán thành 18/20 (90%), không tán thành 2/20 (10%).",
            StatedVote("Biểu quyết", method="hands", base=20, for_=18, against=2),
        ),
        (
            "Bỏ phiếu kín: phát ra 20, thu về 20, hợp lệ 19, không hợp lệ 1, đồng ý 18, không đồng ý 1. "
            "Kết quả: thông qua.",
            StatedVote(
                "Biểu quyết", "secret", None, 18, 1, None, issued=20, returned=20, valid=19, invalid=1, verdict="passed"
            ),
        ),
    ],
)
def test_counted_votes(said: str, vote: StatedVote) -> None:
    (found,) = values(recognise(by_hand(people=FULL, body=[said])), "vote")
    assert found == vote


@pytest.mark.parametrize(
    "said",
    [
        "100% đảng viên nhất trí với dự thảo nghị quyết.",
        "Biểu quyết: 100% tán thành.",
        "Chi bộ biểu quyết thông qua với 100 % đồng chí nhất trí.",
        "Biểu quyết: 28/20 đồng chí tán thành",
        "Biểu quyết: tán thành 24; không tán thành 3",
        "Biểu quyết: tán thành 20/20 (95%)",
        "Bỏ phiếu kín: phát ra 20, thu về 21, hợp lệ 21, không hợp lệ 0, tán thành 21",
        "Bỏ phiếu kín: phát ra 20, thu về 20, hợp lệ 20, không hợp lệ 1, tán thành 20",
        "Biểu quyết nghị quyết: cơ số 20, cần quá nửa (11 phiếu). Tán thành 10/20. Kết quả: thông qua.",
        "Tháng trước chi bộ đã biểu quyết 20/20 đồng chí tán thành.",
        "Bầu cử: phát ra 20 phiếu, thu về 20, hợp lệ 20. Lê Đức: 18; tán thành 18",
    ],
)
def test_what_is_no_counted_vote_stays_text_and_is_said(said: str) -> None:
    found = recognise(by_hand(people=FULL, body=[said]))
    assert not values(found, "vote")
    assert said[:40] in reasons(found)
    made = plan_of(found)
    assert any(isinstance(e.event, OldText) and e.event.text == said for e in made.entries)


def test_what_somebody_says_about_a_vote_is_no_vote() -> None:
    found = recognise(by_hand(people=FULL, body=["Đồng chí Lê Đức: Biểu quyết 20/20 tán thành là tốt"]))
    assert not values(found, "vote")


TABLE = [
    ["TT", "Nội dung công việc", "Người phụ trách", "Thời hạn"],
    ["1", "Làm đường", "Đ/c Vũ Văn Đúc", "31/3/2025"],
    ["2", "Trồng cây", "Đ/c Nguyễn Văn Không", "31/3/2025"],
    ["3", "Vệ sinh", "Lê Đức", "cuối tháng"],
    ["4", "Vệ sinh", "Lê Đức", "28/02/2025"],
    ["5", "Thu quỹ", "Lê Đức, Trần Thị Ân", "31/3/2025"],
]


def test_tasks_of_a_table_and_a_sentence() -> None:
    found = recognise(by_hand(people=FULL, body=[TABLE, "Giao đồng chí Phạm Thị An: vận động các hộ, hạn 20/3/2025."]))
    assert values(found, "task") == [
        (*ids("Vũ Văn Đúc"), "Làm đường", date(2025, 3, 31)),
        (*ids("Phạm Thị An"), "vận động các hộ", date(2025, 3, 20)),
    ]
    said = reasons(found)
    for why in ("không có trong danh sách", "không phải ngày tháng năm", "trước ngày họp", "không phải đúng một người"):
        assert why in said


def test_a_table_with_results_is_that_of_earlier_tasks() -> None:
    table = [[*TABLE[0], "Kết quả"], ["1", "Làm đường", "Vũ Văn Đúc", "31/3/2025", "Đã làm"]]
    assert not values(recognise(by_hand(people=FULL, body=[table])), "task")


def test_points_and_level() -> None:
    found = recognise(by_hand(people=FULL, body=["Tổng điểm: 92/100 điểm", "Xếp loại: Tốt"]))
    assert (values(found, "points"), values(found, "level")) == ([(92, 100)], ["Tốt"])
    for said in ("Xếp loại đồng chí Lê Đức: Tốt", "Đồng chí Lê Đức tổng điểm 92/100", "Tổng cộng 15/20 hộ"):
        found = recognise(by_hand(people=FULL, body=[said]))
        assert not values(found, "points") + values(found, "level"), said
    for body in (["Tổng điểm: 92/100", "Tổng điểm: 82/100"], ["Tổng điểm: 120/100 điểm"]):
        wrong = recognise(by_hand(people=FULL, body=body))
        assert not values(wrong, "points")
        assert body[0] in reasons(wrong)


# --- the meeting ----------------------------------------------------------------------------------


def test_every_word_is_kept_as_a_fact_or_as_text() -> None:
    made = planned(by_hand(people=FULL, body=["Lời chẳng ai nhận ra", TABLE]))
    kept = {e.event.place for e in made.entries if isinstance(e.event, OldText)}
    taken = {f.line for f in made.taken}
    found = recognise(by_hand(people=FULL, body=["Lời chẳng ai nhận ra", TABLE]))
    assert {line.number for line in found.lines if any(c.isalnum() for c in line.text)} <= kept | taken


def test_the_meeting_that_they_make() -> None:
    made = planned(by_hand(people=FULL))
    meeting = Meeting(made.entries)
    assert (meeting.state, meeting.date, meeting.minutes_long()) == ("closed", DAY, 105)
    assert meeting.roles == dict(zip(("chair", "recorder"), ids("Phạm Quang Nhuận", "Nguyễn Thị Thủy"), strict=True))
    marks = [e.event for e in made.entries if isinstance(e.event, Attendance)]
    assert [m.member for m in marks] == ids("Tạ Thị Mùi", "Hồ Sỹ Quý", "Dương Quốc Vỹ")
    assert all(e.event.guessed for e in meeting.record if not isinstance(e.event, Closed))
    assert {p.office for p in meeting.people.values()} == {"member"}
    assert [e.at for e in made.entries] == sorted(e.at for e in made.entries)


def test_a_fact_that_cannot_be_recorded_stays_text() -> None:
    made = planned(by_hand(people=["Chủ trì: Phạm Quang Nhuận", "Thư ký: Phạm Quang Nhuận"]))
    assert [e.event.role for e in made.entries if isinstance(e.event, Named)] == ["chair"]
    assert any("hai người khác nhau" in d.why for d in made.doubts)
    assert any(isinstance(e.event, OldText) and e.event.text.startswith("Thư ký") for e in made.entries)


def test_a_very_long_paragraph_is_cut_not_lost() -> None:
    words = " ".join(f"lời{n}" for n in range(3000))
    made = planned(by_hand(people=FULL, body=[words]))
    kept = [e.event.text for e in made.entries if isinstance(e.event, OldText) and "lời1 " in f"{e.event.text} "]
    assert kept
    assert " ".join(e.event.text for e in made.entries if isinstance(e.event, OldText)).count(" lời") >= 2999


def test_minutes_from_before_the_first_pack() -> None:
    made = planned(["BIÊN BẢN HỌP CHI BỘ THÁNG 3/2012", "Ngày họp: 03/3/2012", "Có mặt 20"])
    assert Meeting(made.entries).date == date(2012, 3, 3)
    assert not [e for e in made.entries if isinstance(e.event, Task)]


def test_a_longer_name_is_somebody_elses() -> None:
    """``Lê Đức`` is a member, ``Lê Đức Anh`` nobody here; an office behind the name is no part of it."""
    found = recognise(by_hand(people=["Vắng có lý do 1 đồng chí: Lê Đức Anh (ốm)", "Chủ trì: Lê Đức Bí thư chi bộ"]))
    assert not values(found, "absentee")
    assert "“Lê Đức Anh” không có trong danh sách" in reasons(found)
    assert values(found, "chair") == ids("Lê Đức")


@pytest.mark.parametrize(
    "said",
    [
        "Vắng có lý do 1 đồng chí: Tạ Thị Mùi (ốm). Họp muộn mười phút vì mất điện",
        "Vắng có lý do 1 đồng chí: Tạ Thị Mùi đã báo trước",
        "Vắng không lý do 1 đồng chí: Dương Quốc Vỹ (đã gọi ba lần)",
        "Biểu quyết: tán thành 20/20, cần quá nửa (11 phiếu)",
        "Cuộc họp kết thúc hồi 21 giờ 15 phút, trời mưa to",
    ],
)
def test_words_beside_a_fact_are_not_lost(said: str) -> None:
    people_part = [said] if "Vắng" in said else FULL
    made = planned([*by_hand(people=people_part)[:-1], said])
    assert said in [e.event.text for e in made.entries if isinstance(e.event, OldText)]


def test_a_note_beside_a_task_is_not_lost() -> None:
    table = [[*TABLE[0], "Ghi chú"], ["1", "Làm đường", "Vũ Văn Đúc", "31/3/2025", "xin thêm xi măng"]]
    made = planned(by_hand(people=FULL, body=[table]))
    assert [f.what for f in made.taken if f.what == "task"] == ["task"]
    assert any("xin thêm xi măng" in e.event.text for e in made.entries if isinstance(e.event, OldText))


def test_an_end_on_another_day_is_no_end() -> None:
    parts = [*by_hand(people=FULL)[:-1], "Hội nghị kết thúc hồi 0 giờ 15 phút, ngày 04 tháng 3 năm 2025."]
    found = recognise(parts)
    assert not values(found, "closed")
    assert "Câu kết thúc ghi ngày khác" in reasons(found)


def test_what_somebody_says_about_the_counts_is_no_count() -> None:
    said = "Đồng chí Lê Đức: Báo cáo, tổng số đảng viên: 27; có mặt: 20; vắng có lý do: Tạ Thị Mùi (ốm)"
    found = recognise(by_hand(people=["Thành phần", said]))
    assert not [f for f in found.facts if f.what in (*COUNTS, "absentee")]


def test_the_kind_is_told_by_the_title_alone() -> None:
    with pytest.raises(BadData, match="--kind"):
        recognise(["BIÊN BẢN", "Về việc làm đường", "Thành phần: chi ủy, ngày 03/3/2025", "Có mặt 20"])
