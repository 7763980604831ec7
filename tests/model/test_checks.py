"""What is missing before closing: every check with a meeting that has it, and the change that takes it away."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.checks import RULES, Check, by_pressure, check, pressing, stops
from model.entry import Entry
from model.events import (
    Attendance,
    Break,
    Closed,
    Criticism,
    Dues,
    Explained,
    ItemConcluded,
    ItemStarted,
    PersonAdded,
    Prepared,
    Remark,
    SelfCriticism,
)
from model.meeting import Meeting
from tests.support.findings import (
    CASES,
    DAY,
    END,
    MEETING,
    finished,
    item,
    length,
    small,
    task,
    told,
    with_event,
    within,
    without,
)
from tests.support.meetings import Desk, hands, minute, people

SEVERITIES = {rule.code: rule.severity for rule in RULES}
STEPS = {rule.code: rule.step for rule in RULES}
SINCE_0_1 = {
    "no-chair": "stop", "no-recorder": "stop", "no-scorer": "stop", "no-roll-call": "stop", "no-reason": "stop",
    "contradiction": "stop", "few-voters": "warning", "item-waiting": "stop", "no-conclusion": "stop",
    "no-dues": "stop", "task-unanswered": "stop", "no-new-task": "warning", "no-criticism": "stop",
    "remedy-undated": "warning", "score-incomplete": "stop", "score-later": "hint", "level-differs": "warning",
    "score-not-voted": "stop", "no-resolution": "stop", "not-read": "stop", "not-approved": "stop",
    "approved-unread": "warning", "corrected-after": "hint", "not-opened": "stop", "too-short": "warning",
    "combined-minimum": "hint",
}  # fmt: skip


def codes(meeting: Meeting) -> set[str]:
    return {finding.code for finding in check(meeting)}


def test_the_reference_meeting_lacks_nothing() -> None:
    assert check(MEETING) == []


def test_every_check_has_its_pair() -> None:
    assert set(CASES) == set(SEVERITIES)
    assert len(RULES) == len(SEVERITIES) >= 40


def test_what_scripts_rely_on_stays() -> None:
    assert {code: SEVERITIES[code] for code in SINCE_0_1} == SINCE_0_1


@pytest.mark.parametrize("code", CASES)
def test_found_where_it_is_missing(code: str) -> None:
    case = CASES[code]
    found = [finding for finding in check(case.bad) if finding.code == code]
    assert (found[0].severity, found[0].where) == (SEVERITIES[code], case.where)
    assert found[0].message.endswith(".")
    assert "\n" not in found[0].message
    assert (found[0] in stops(case.bad)) == (SEVERITIES[code] == "stop")


@pytest.mark.parametrize("code", CASES)
def test_gone_with_the_smallest_change(code: str) -> None:
    assert code not in codes(CASES[code].good)


@given(st.sets(st.integers(1, len(MEETING.entries) - 1)))
def test_whatever_is_missing_can_be_told(dropped: set[int]) -> None:
    kept = [e for n, e in enumerate(MEETING.entries) if n not in dropped or isinstance(e.event, PersonAdded)]
    meeting = Meeting(kept)
    found = check(meeting, END)
    assert {f.code for f in found} <= set(CASES)
    assert stops(meeting, END) == [f for f in found if f.severity == "stop"]
    assert sorted(map(repr, by_pressure(meeting, found))) == sorted(map(repr, found))
    ranks = [("stop", "warning", "hint").index(f.severity) for f in by_pressure(meeting, found)]
    assert ranks == sorted(ranks)


# --- bounds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minimum", "short"), [(99, False), (100, False), (101, True)])
def test_the_length_at_its_bound(minimum: int, short: bool) -> None:
    meeting = with_event(Prepared, cell=replace(MEETING.cell, minimum_minutes=minimum))
    assert ("too-short" in codes(meeting)) is short


@pytest.mark.parametrize(("base", "able", "few"), [(4, 2, False), (4, 1, True), (5, 3, False), (5, 2, True)])
def test_half_of_the_base_at_its_bound(base: int, able: int, few: bool) -> None:
    desk = Desk(people(*["official"] * base))
    for n in range(able + 1, base + 1):
        desk.record(Attendance(f"p{n}", "unexcused"))
    desk.record(hands(1))
    assert ("few-voters" in codes(desk.meeting)) is few


@pytest.mark.parametrize(("minutes", "odd"), [(14.99, True), (15, False), (30, False), (30.02, True)])
def test_the_time_for_criticism_at_its_bounds(minutes: float, odd: bool) -> None:
    assert ("criticism-length" in codes(length("9", minutes))) is odd


@pytest.mark.parametrize(("days", "odd"), [(0, True), (1, False), (183, False), (184, True)])
def test_the_day_of_a_task_at_its_bounds(days: int, odd: bool) -> None:
    assert ("due-odd" in codes(small(task(due=DAY + timedelta(days=days))))) is odd


@pytest.mark.parametrize(("count", "crowded"), [(2, False), (3, True), (4, True)])
def test_how_many_tasks_are_many(count: int, crowded: bool) -> None:
    given_ = [task(text=f"Việc {n}") for n in range(count)]
    assert ("owner-crowded" in codes(small(*given_, task("p5")))) is crowded


@pytest.mark.parametrize(("day", "odd"), [(1, False), (7, False), (8, True), (20, False), (21, True)])
def test_the_day_of_the_cell_or_the_first_week(day: int, odd: bool) -> None:
    cell = replace(MEETING.cell, monthly_day=20)
    assert ("other-day" in codes(with_event(Prepared, cell=cell, date=date(2026, 11, day)))) is odd
    assert "other-day" not in codes(with_event(Prepared, cell=cell, date=date(2026, 11, day), kind="thematic"))


@pytest.mark.parametrize(("days", "late"), [(1, False), (2, False), (2.0001, True), (3, True)])
def test_finished_papers_within_two_days(days: float, late: bool) -> None:
    assert ("finished-late" in codes(finished(days))) is late


@pytest.mark.parametrize(("minutes", "long"), [(120, False), (121, True)])
def test_a_break_is_asked_for_after_two_hours(minutes: int, long: bool) -> None:
    assert ("no-break" in codes(small((Closed(), minutes)))) is long


def test_a_break_is_no_silence() -> None:
    pause, after = (Break(minute(40).time()), 10), (Remark("p4", "Tiếp tục"), 60)
    assert "silence" not in codes(small(pause, after))
    assert "silence" in codes(small(pause, (Remark("p4", "Tiếp tục"), 60.01)))


@pytest.mark.parametrize(
    ("subject", "by_ballot", "by_two_thirds"),
    [
        ("Bầu chi ủy nhiệm kỳ 2026–2027", True, False),
        ("Bầu bổ sung chi ủy", True, False),
        ("Đề nghị khai trừ đồng chí A", True, True),
        ("Kết nạp quần chúng A vào Đảng", False, True),
        ("Công nhận đồng chí A là đảng viên chính thức", False, True),
        ("Thông qua nghị quyết về công tác kết nạp đảng viên năm 2027", False, False),
        ("Thông qua danh sách bầu chi ủy", False, False),
        ("Bầu ban kiểm phiếu", False, False),
        ("Thông qua chương trình", False, False),
    ],
)
def test_what_a_subject_asks_for(subject: str, by_ballot: bool, by_two_thirds: bool) -> None:
    found = codes(small(hands(5, subject=subject)))
    assert ("vote-by-hands" in found, "vote-two-thirds" in found) == (by_ballot, by_two_thirds)


@pytest.mark.parametrize(
    ("conclusion", "empty", "unfounded"),
    [
        ("Nhất trí.", True, False),
        ("Chi bộ thảo luận sôi nổi, nhất trí cao với các nội dung trên", True, False),
        ("Tuyệt đối nhất trí", True, True),
        ("Nhất trí 100%", True, True),
        ("100 % đảng viên có mặt nhất trí làm cống.", False, True),
        ("Nhất trí cao 100 % số phiếu", False, True),
        ("Thống nhất thu 100 % số hộ", False, False),
        ("100 % hộ dân đồng ý hiến đất.", False, False),
        ("Nhất trí làm cống ngõ 8.", False, False),
        ("Thu được 100 % đảng phí.", False, False),
    ],
)
def test_words_in_place_of_what_was_decided(conclusion: str, empty: bool, unfounded: bool) -> None:
    found = codes(small(*within("7", Remark("p4", "Một ý"), conclusion=conclusion)))
    assert ("empty-conclusion" in found, "unanimous-unfounded" in found) == (empty, unfounded)


def test_a_thematic_part_is_judged_when_it_is_over() -> None:
    begun = within("t1"), within("t2", presenter="p4"), within("t3", Remark("p4", "Một ý")), within("t4")
    for count in range(1, 5):
        told_so_far = small(*(happening for part in begun[:count] for happening in part), kind="thematic")
        assert not codes(told_so_far) & {"no-discussion", "no-presenter"}
    silent = small(*(happening for n in range(1, 5) for happening in within(f"t{n}")), kind="thematic")
    assert {"no-discussion", "no-presenter"} <= codes(silent)


# --- what is content --------------------------------------------------------------------------------


def test_what_is_explained_is_a_hint_with_its_reason() -> None:
    entries = [e for e in MEETING.entries if type(e.event) is not Dues]
    silent = Meeting(entries)
    told_why = Meeting([*entries, Entry(999, END, Explained("no-dues", "dues", "Sổ đảng phí ở phường."))])
    assert [f.severity for f in check(silent) if f.code == "no-dues"] == ["stop"]
    explained = next(f for f in check(told_why) if f.code == "no-dues")
    assert explained.severity == "hint"
    assert "Sổ đảng phí ở phường." in explained.message
    assert not stops(told_why)


def test_an_item_put_off_needs_neither_discussion_nor_conclusion() -> None:
    meeting = without(ItemStarted, ItemConcluded, where=item("10"))
    meeting.agenda.items[9].put_off = True
    assert not codes(meeting) & {"item-waiting", "no-conclusion"}


def test_a_thematic_meeting_needs_no_criticism_and_no_committee() -> None:
    meeting = with_event(Prepared, kind="thematic")
    kept = Meeting(e for e in meeting.entries if not isinstance(e.event, SelfCriticism | Criticism))
    assert "no-criticism" not in codes(kept)
    assert "no-committee" not in codes(small(kind="thematic"))


def test_an_answer_in_another_item_or_before_is_none() -> None:
    said, bare = Remark("p5", "Xin tiếp thu"), told(response="")
    assert "no-answer" in codes(small(said, bare))
    assert "no-answer" in codes(small(ItemStarted("9"), bare, ItemStarted("10"), said))


def test_words_of_the_program_take_the_spelling_of_the_cell_names_do_not() -> None:
    cell = replace(MEETING.cell, spelling="uỷ")
    entries = [e for e in MEETING.entries if type(e.event) is not Prepared]
    absence = Attendance(next(p.id for p in MEETING.people.values() if p.name == "Nguyễn Thị Thủy"), "excused")
    meeting = Meeting([with_event(Prepared, cell=cell).entries[0], *entries, Entry(999, END, absence)])
    found: list[Check] = [f for f in check(meeting) if f.code == "no-reason"]
    assert any("Nguyễn Thị Thủy" in f.message for f in found)


# --- what presses ------------------------------------------------------------------------------------


def test_what_is_still_to_come_does_not_press() -> None:
    meeting = small(*within("5", hands(5)), ItemStarted("6"))
    assert {"no-dues", "not-read", "too-short"} <= {finding.code for finding in check(meeting, minute(10))}
    pressed = [finding.code for finding in pressing(meeting, minute(10))]
    assert "no-dues" in pressed  # its item was passed by
    assert not {"not-read", "too-short", "item-waiting", "no-new-task"} & set(pressed)
    assert all(SEVERITIES[code] != "hint" for code in pressed)


def test_at_the_end_everything_presses() -> None:
    meeting = without(Dues, Closed)
    assert [f.code for f in pressing(meeting, END)] == [f.code for f in stops(meeting, END)] == ["no-dues"]


def test_the_severest_first_then_what_is_due_then_what_can_be_mended() -> None:
    meeting = small(ItemStarted("6"), task("p6"), Remark("p4", "Thu [?1]"), Attendance("p1", "unexcused"), guests=1)
    found = by_pressure(meeting, check(meeting, minute(10)))
    order = [f.code for f in found]
    assert order[0] == "words-missing"
    assert order.index("no-dues") < order.index("not-read") < order.index("owner-invited") < order.index("no-notice")
    hints = [bool(f.mend) for f in found if f.severity == "hint"]
    assert hints == sorted(hints, reverse=True)


def test_after_closing_only_what_can_still_be_done_is_offered() -> None:
    for case in CASES.values():
        if case.bad.closed:
            assert {m.act for f in check(case.bad) for m in f.mend} <= {"correct", "finished", "people"}
