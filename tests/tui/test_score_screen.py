"""The sheet by keyboard: the fewest keys, a reason for every point less, nothing lost by Esc or an arrow."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.events import AnyEvent, Praise, Score, UpperScore
from model.store.archive import Archive
from tests.support.harness_data import CHAIR, NOW, open_meeting, remarks
from tests.support.harness_recorder import BACKSPACE, DOWN, ENTER, ESCAPE, F7, UP, Keys, Recorder, ctrl
from tests.support.meetings import script
from tests.support.play import SCORE_KEYS

TAB = b"\t"
GIVEN = [
    Score("an-phu-2025", h["criterion"], h["points"], h.get("reason", ""))
    for h in script()["happening"]
    if h["kind"] == "score"
]
"""What a person gave in the reference meeting."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Recorder]:
    """A meeting that is open and on the screen, with two remarks and a praise."""
    open_meeting(tmp_path / "data", *remarks("ý một", "ý hai"), Praise(CHAIR, "khéo điều hành"))
    with Recorder(tmp_path, now=NOW) as desk:
        desk.wait_for("đang họp")
        desk.press(ENTER)
        desk.wait_for("Gõ ý kiến")
        yield desk


def recorded(desk: Recorder, count: int) -> list[AnyEvent]:
    """The last entries, once that many more are on the disk than at the beginning."""
    archive = Archive(desk.data, read_only=True)
    (meeting_id,) = archive.ids()
    desk.wait_for_lines(meeting_id, BEFORE + count)
    return [e.event for e in archive.load(meeting_id).meeting.entries[BEFORE:]]


BEFORE = 9
"""Entries of the meeting: prepared, three roles, opened, the first item, two remarks, a praise."""


def test_eleven_criteria_with_three_reasons_cost_seventeen_keys(desk: Recorder) -> None:
    keys: list[Keys] = [F7]
    for given in GIVEN:
        keys += [digit.encode() for digit in str(given.points)]
        keys += [given.reason, ENTER] if given.reason else []
    keys.append(ESCAPE)
    struck = [key for key in keys if isinstance(key, bytes)]
    assert (len(GIVEN), sum(isinstance(key, str) for key in keys), len(struck)) == (11, 3, 17)
    desk.press(*keys[:-1])
    assert recorded(desk, 11) == GIVEN
    desk.escape(gone=SCORE_KEYS)


def test_when_all_is_given_it_says_so_and_goes_away(desk: Recorder) -> None:
    desk.press(F7)
    for given in GIVEN:
        desk.press(str(given.points).encode(), *([given.reason, ENTER] if given.reason else []))
    recorded(desk, 11)
    desk.wait_for(lambda text: "Kết quả lãnh đạo thực hiện nhiệm vụ: chưa có điểm" in text)
    desk.press(b"30")
    recorded(desk, 12)
    desk.wait_for(lambda text: "Gõ ý kiến" in text and SCORE_KEYS not in text)


def test_a_first_digit_waits_where_a_second_may_follow(desk: Recorder) -> None:
    desk.press(F7, b"3", b"2")  # 3a and 3b
    desk.wait_for("Nội dung sinh hoạt thường kỳ: chưa")
    desk.press(b"1")
    desk.wait_for("4b: 1▌")
    desk.press(BACKSPACE, b"16")
    desk.wait_for("không quá 15")
    desk.press(b"1", ENTER)
    desk.wait_for("4b, lý do trừ 14 điểm")
    desk.press("sơ sài", ENTER)
    assert recorded(desk, 3)[-1] == Score("an-phu-2025", "4b", 1, "sơ sài")


def test_a_nought_is_final(desk: Recorder) -> None:
    desk.press(F7, b"3", b"2", b"0", "không bàn", ENTER)
    assert recorded(desk, 3)[-1] == Score("an-phu-2025", "4b", 0, "không bàn")


def test_esc_drops_what_is_begun_and_then_leaves(desk: Recorder) -> None:
    desk.press(F7, b"1")
    desk.wait_for("3a, lý do trừ 2 điểm")
    desk.press("chưa")
    desk.escape(gone="lý do trừ")
    desk.wait_for("Chưa ghi điểm tiêu chí 3a")
    desk.press(b"2", ENTER)
    desk.wait_for("Xin ghi lý do")
    desk.press("dài", ENTER)
    assert recorded(desk, 1) == [Score("an-phu-2025", "3a", 2, "dài")]
    desk.escape(gone=SCORE_KEYS)


def test_an_arrow_goes_back_to_any_row(desk: Recorder) -> None:
    desk.press(F7, b"3")
    recorded(desk, 1)
    desk.press(UP, b"2", "dài", ENTER)
    desk.wait_for("2/3")
    assert recorded(desk, 2) == [Score("an-phu-2025", "3a", 3), Score("an-phu-2025", "3a", 2, "dài")]
    desk.press(UP, UP, b"1")
    desk.wait_for("chương trình tính từ")


def test_the_entries_that_a_row_rests_on(desk: Recorder) -> None:
    desk.press(F7, DOWN * 8)
    desk.wait_for("khéo điều hành")
    desk.press(ENTER)
    desk.wait_for("Esc về danh sách")
    desk.escape(gone="Esc về danh sách")
    desk.wait_for(SCORE_KEYS)


def test_the_column_of_the_upper_committee(desk: Recorder) -> None:
    desk.press(F7, TAB)
    desk.wait_for("Cột của Cấp ủy cấp trên")
    desk.press(b"5")
    desk.press(b"3", "Một đồng chí vắng", ENTER)
    assert recorded(desk, 2) == [
        UpperScore("an-phu-2025", "1", 5),
        UpperScore("an-phu-2025", "2", 3, "Một đồng chí vắng"),
    ]
    desk.press(TAB, b"3")
    assert recorded(desk, 3)[-1] == Score("an-phu-2025", "3a", 3)


def test_the_assessment_by_its_form(desk: Recorder) -> None:
    desk.press(ctrl("p"), "y kien chi uy", ENTER)
    desk.wait_for("Nhận xét chất lượng")
    desk.press("Chi ủy nhất trí", ENTER, "Họp dài", ENTER, "Gọn hơn", ENTER)
    (event,) = recorded(desk, 1)
    assert vars_of(event) == ("Chi ủy nhất trí", "Họp dài", "Gọn hơn")


def vars_of(event: AnyEvent) -> tuple[str, ...]:
    return tuple(getattr(event, name) for name in ("committee_word", "weak_points", "remedies"))


@pytest.mark.parametrize("size", [(80, 24), (120, 34)])
def test_the_compass_by_one_key(tmp_path: Path, size: tuple[int, int]) -> None:
    open_meeting(tmp_path / "data", *remarks("ý một"))
    with Recorder(tmp_path, now=NOW, size=size) as desk:
        desk.wait_for("đang họp")
        desk.press(ENTER)
        shown = "Điểm theo biên bản"
        desk.wait_for(lambda text: "Gõ ý kiến" in text and (shown in text) == (size[0] >= 110))
        desk.press(ctrl("s"))
        desk.wait_for(lambda text: (shown in text) == (size[0] < 110))
        desk.press(ctrl("l"))
        desk.wait_for("đang họp")
        desk.press(ENTER)
        desk.wait_for(lambda text: "Gõ ý kiến" in text and (shown in text) == (size[0] < 110))
