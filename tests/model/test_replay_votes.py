"""Votes and attendance in variants of the reference script, and what follows from them."""

from typing import Any

import pytest

from model import report, voting
from model.errors import BadData, Refused
from model.events import Vote
from model.meeting import Meeting
from model.vietnamese import clean
from tests.support import reference
from tests.support.meetings import (
    EXPECTED,
    ROSTER,
    Data,
    add,
    at,
    dumps,
    entry_at,
    replay,
    script,
    vote_at,
)

BASE, NEEDED, ABLE = 23, 12, 21  # of all votes in the reference meeting
QUESTION = {"for": 15, "against": 3, "no_opinion": 2}
PAPERS = {"issued": 21, "returned": 21, "valid": 20, "invalid": 1}


def secret(**more: Any) -> Data:
    """A secret ballot while the resolution is dealt with."""
    return {
        "at": "20:58:20",
        "kind": "vote",
        "subject": "Kết nạp",
        "method": "secret",
        "rule": "majority",
        **PAPERS,
        **more,
    }


def candidates(*votes: int) -> list[Data]:
    names = ("Lê Đức", "Nguyễn Thị Thủy", "Đỗ Minh Khoát", "Nguyễn Văn Lượng|21/08/1979")
    return [{"name": name, "votes": n} for name, n in zip(names, votes, strict=False)]


@pytest.mark.parametrize(
    ("rule", "for_", "needed", "verdict"),
    [
        ("majority", 12, 12, "passed"), ("majority", 11, 12, "failed"),
        ("two_thirds", 16, 16, "passed"), ("two_thirds", 15, 16, "failed"),
    ],
)  # fmt: skip
def test_a_secret_question(rule: str, for_: int, needed: int, verdict: str) -> None:
    figures = {"rule": rule, "for": for_, "against": 20 - for_, "no_opinion": 0}
    vote = vote_at(replay(add(script(), secret(**figures))), "20:58:20")
    assert (vote["base"], vote["needed"], vote["eligible_present"]) == (BASE, needed, ABLE)
    assert (vote["ballots"], vote["verdict"], vote["for"]) == (PAPERS, verdict, for_)


def test_two_thirds_by_hand() -> None:
    data = script()
    at(data, "20:58:10")["rule"] = "two_thirds"
    vote = vote_at(replay(data), "20:58:10")
    assert (vote["needed"], vote["verdict"]) == (reference.needed(BASE, "two_thirds"), "passed")


@pytest.mark.parametrize(
    "wrong",
    [
        {"issued": 22},
        {"returned": 22},
        {"valid": 19},
        {"invalid": 2},
        {"for": 16},
        {"against": 2},
        {"for": -1, "against": 19},
    ],
    ids=str,
)
def test_ballots_that_do_not_add_up_are_refused(wrong: Data) -> None:
    with pytest.raises(Refused):
        replay(add(script(), secret(**(QUESTION | wrong))))


@pytest.mark.parametrize(
    ("seats", "votes"),
    [
        (1, (12, 8)),
        (1, (11, 9)),
        (2, (20, 12, 8)),
        (2, (15, 12, 12)),
        (3, (20, 14, 13, 12)),
        (3, (19, 13, 13, 13)),
        (1, (10, 10)),
    ],
)
def test_an_election(seats: int, votes: tuple[int, ...]) -> None:
    election = secret(seats=seats, candidate=candidates(*votes))
    vote = vote_at(replay(add(script(), election)), "20:58:20")
    assert vote["needed"] == NEEDED
    assert [c["votes"] for c in vote["candidates"]] == list(votes)
    assert [c["elected"] for c in vote["candidates"]] == reference.elected(votes, seats, NEEDED)


def test_candidates_as_tables_of_their_own() -> None:
    nested = dumps(add(script(), secret(seats=2, candidate=candidates(15, 14))))
    assert "[[happening.candidate]]" in nested
    assert [c["elected"] for c in vote_at(replay(nested), "20:58:20")["candidates"]] == [True, True]


@pytest.mark.parametrize(
    "wrong",
    [
        {"seats": 0}, {"seats": 1}, {"candidate": []}, {"candidate": candidates(21)}, {"candidate": candidates(-1, 5)},
        {"candidate": [*candidates(5), *candidates(5)]}, {"method": "hands", **QUESTION},
    ],
    ids=str,
)  # fmt: skip
def test_an_election_that_cannot_be_is_refused(wrong: Data) -> None:
    figures = secret(seats=2, candidate=candidates(15, 14)) | wrong  # one seat: 29 votes on 20 ballots
    with pytest.raises((Refused, BadData)):
        replay(add(script(), figures))


def printed(meeting: Meeting, clock: str) -> str:
    entry = next(e for e in meeting.votes if f"{e.at:%H:%M:%S}" == clock)
    assert isinstance(entry.event, Vote)
    return clean(voting.sentence(entry.event, voting.judge(meeting.presence, entry.at, entry.event), meeting.refs))


def test_shares_are_printed_of_the_base_not_of_those_present() -> None:
    sentence = printed(replay(), "19:39:10")  # all 21 in the room, of a base of 23
    assert "cơ số 23, cần quá nửa (12 phiếu)" in sentence
    assert "Tán thành 21/23 (91,3 %); không tán thành 0/23 (0 %)" in sentence
    assert "100" not in sentence
    assert sentence.endswith("Kết quả: thông qua.")


def test_an_election_is_printed_with_who_won_and_who_is_tied() -> None:
    sentence = printed(replay(add(script(), secret(seats=2, candidate=candidates(15, 12, 12)))), "20:58:20")
    assert "Phát ra 21 phiếu, thu về 21, hợp lệ 20, không hợp lệ 1." in sentence
    assert "Trúng cử: Lê Đức. Bằng phiếu, chưa xác định được: Nguyễn Thị Thủy, Đỗ Minh Khoát." in sentence
    nobody = printed(replay(add(script(), secret(seats=1, candidate=candidates(11, 9)))), "20:58:20")
    assert nobody.endswith("Không có người trúng cử.")


def test_a_repeated_vote_on_the_resolution_counts_as_it_was_taken_last() -> None:
    again = at(script(), "20:58:10") | {"at": "20:59:20", "for": 11, "against": 10, "no_opinion": 0}
    meeting = replay(add(script(), again))
    assert report.show(meeting)["facts"]["resolution_voted"] is False
    data = add(script(), again)
    data["happening"] = [h if h["at"] != "20:58:10" else h | {"for": 5} for h in data["happening"]]
    at(data, "20:59:20")["for"], at(data, "20:59:20")["against"] = 12, 9
    assert report.show(replay(data))["facts"]["resolution_voted"] is True


@pytest.mark.parametrize(
    ("member", "status"), [("Trần Đình Cẩn", "present"), ("Vi Thị Lan", "present"), ("Trần Đình Cẩn", "late")]
)
def test_an_exempt_or_away_member_who_comes_is_in_the_base(member: str, status: str) -> None:
    data = add(script(), {"at": "19:33:30", "kind": "attendance", "member": member, "status": status})
    shown = report.show(replay(data))
    assert shown["counts"] == EXPECTED["counts"]
    assert shown["attendance_rate"] == EXPECTED["attendance_rate"]
    assert (shown["votes"][0]["base"], shown["votes"][0]["eligible_present"]) == (BASE + 1, ABLE + 1)
    assert member in shown["votes"][0]["base_members"]
    assert shown["speakers"]["present"] == EXPECTED["speakers"]["present"] + 1


def test_a_suspended_member_never_votes() -> None:
    members = ROSTER.replace("Đảng viên,Chính thức,0900 000 011".encode(), "Đảng viên,Đình chỉ,0900 000 011".encode())
    assert members != ROSTER
    data = add(script(), {"at": "19:33:30", "kind": "attendance", "member": "Hoàng Văn Ẩn", "status": "present"})
    at(data, "19:39:10")["for"] = at(data, "20:58:10")["for"] = at(data, "21:03:40")["for"] = at(data, "21:08:00")[
        "for"
    ] = 18
    shown = report.show(replay(data, members))
    assert (shown["counts"]["suspended"], shown["counts"]["expected"], shown["counts"]["present"]) == (1, 26, 23)
    assert {"member": "Hoàng Văn Ẩn", "why": "suspended"} in shown["votes"][0]["left_out"]
    assert shown["votes"][0]["base"] == BASE - 1


def test_who_comes_back_votes_again() -> None:
    data = add(script(), {"at": "20:57:30", "kind": "attendance", "member": "Mai Thị Yến", "status": "back"})
    shown = report.show(replay(data))
    assert shown["counts"]["left_early"] == 0
    assert vote_at(replay(data), "20:58:10")["eligible_present"] == ABLE + 1


def test_a_late_mark_that_makes_an_earlier_vote_impossible_is_refused() -> None:
    late = {"at": "21:03:50", "kind": "attendance", "member": "Ngô Thị Hoa", "status": "late"}
    with pytest.raises(Refused, match=r"21 người giơ tay.* 20 người"):
        replay(add(script(), late))
    data = add(script(), late)
    for clock in ("19:39:10", "20:58:10", "21:03:40"):
        at(data, clock)["for"] -= 1
    assert report.show(replay(data))["counts"]["late"] == 2


def test_an_absence_told_later_contradicts_what_was_said() -> None:
    with pytest.raises(Refused, match="Lương Thị Hòa"):
        replay(
            add(script(), {"at": "21:03:50", "kind": "attendance", "member": "Lương Thị Hòa", "status": "unexcused"})
        )


def test_a_break() -> None:
    data = add(script(), {"at": "20:25:50", "kind": "break", "until": "20:25:59"})
    assert entry_at(replay(data), "20:25:50")["until"] == "20:25:59"
    at(data, "20:25:50")["until"] = "20:25:40"
    with pytest.raises(Refused, match="nghỉ"):
        replay(data)
