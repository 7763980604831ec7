"""Matters, persons, rounds and several questions in a script; members on duty."""

from typing import Any

import pytest

from model import report
from model.errors import BadData, Refused
from tests.support.meetings import EXPECTED, Data, add, at, dumps, replay, script, vote_at

CLOCK = "20:58:20"
PAPERS = {"issued": 21, "returned": 21, "valid": 20, "invalid": 1}
ANSWERS = {"for": 16, "against": 3, "no_opinion": 1}
OFFICIAL = "Lê Đức"


def vote(**more: Any) -> Data:
    return {"at": CLOCK, "kind": "vote", "subject": "Việc", "method": "secret", **PAPERS, **more}


def replayed(**more: Any) -> Data:
    return vote_at(replay(add(script(), vote(**more))), CLOCK)


def probationary() -> str:
    return next(m["member"] for m in EXPECTED["vote"][0]["left_out"] if m["why"] == "probationary")


@pytest.mark.parametrize(
    ("matter", "person", "rule", "needed"),
    [
        ("resolution", "", "majority", 12),
        ("admission", "Nguyễn Văn Mới", "two_thirds", 16),
        ("expulsion", OFFICIAL, "two_thirds", 16),
        ("discipline", OFFICIAL, "majority", 12),
    ],
)
def test_a_matter_brings_its_majority(matter: str, person: str, rule: str, needed: int) -> None:
    told = replayed(matter=matter, person=person, **ANSWERS)
    assert (told["matter"], told["rule"], told["needed"]) == (matter, rule, needed)
    assert told["person"] == (person or None)


def test_the_end_of_probation_is_of_a_probationary_member() -> None:
    who = probationary()
    told = replayed(matter="end_of_probation", person=who, **ANSWERS)
    assert (told["person"], told["verdict"]) == (who, "passed")
    with pytest.raises(Refused, match="không phải đảng viên dự bị"):
        replayed(matter="end_of_probation", person=OFFICIAL, **ANSWERS)


def test_a_matter_that_there_is_not_names_the_place() -> None:
    with pytest.raises(BadData, match=r"meeting\.toml.*matter.*praise"):
        replayed(matter="praise", **ANSWERS)


def test_questions_and_a_rating_as_tables() -> None:
    two = [{"subject": "Câu 1", **ANSWERS}, {"subject": "Câu 2", "for": 9, "against": 11, "no_opinion": 0}]
    data = add(script(), vote(question=two, invalid_reasons="phiếu trắng"))
    assert "[[happening.question]]" in dumps(data)
    told = vote_at(replay(data), CLOCK)
    assert [q["verdict"] for q in told["questions"]] == ["passed", "failed"]
    assert (told["verdict"], told["invalid_reasons"]) == ("failed", "phiếu trắng")
    levels = [{"name": "Hoàn thành tốt nhiệm vụ", "votes": 15}, {"name": "Hoàn thành nhiệm vụ", "votes": 5}]
    told = replayed(matter="rating", question=[{"person": OFFICIAL, "option": levels}])
    assert (told["verdict"], told["questions"][0]["person"]) == ("counted", OFFICIAL)
    assert told["questions"][0]["options"] == levels


def test_a_question_about_somebody_who_is_not_there() -> None:
    with pytest.raises(BadData, match="Ai Đó"):
        replayed(question=[{"person": "Ai Đó", **ANSWERS}])


def test_a_second_round_in_a_script() -> None:
    first = vote(
        subject="Bầu", seats=2, candidate=[{"name": OFFICIAL, "votes": 20}, {"name": "Nguyễn Thị Thủy", "votes": 9}]
    )
    second = first | {
        "at": "20:58:40", "round": 2, "seats": 1, "candidate": [{"name": "Nguyễn Thị Thủy", "votes": 12}],
    }  # fmt: skip
    meeting = replay(add(script(), first, second))
    assert [vote_at(meeting, clock)["verdict"] for clock in (CLOCK, "20:58:40")] == ["failed", "passed"]


@pytest.mark.parametrize("reason", [{}, {"reason": "trực sẵn sàng chiến đấu"}])
def test_a_member_on_duty_is_left_out_for_the_day(reason: Data) -> None:
    data = script()
    absent = next(h for h in data["happening"] if h["kind"] == "attendance" and h["status"] == "unexcused")
    absent["status"] = "on_duty"
    absent |= reason
    shown = report.show(replay(data))
    was = EXPECTED["counts"]
    assert shown["counts"] == was | {"expected": was["expected"] - 1, "unexcused": 0, "on_duty": 1}
    assert shown["attendance_rate"] == {"numerator": was["present"], "denominator": was["expected"] - 1}
    assert {"member": absent["member"], "why": "on_duty"} in shown["votes"][0]["left_out"]
    assert shown["votes"][0]["base"] == EXPECTED["vote"][0]["base"] - 1
    assert at(data, absent["at"])["status"] == "on_duty"
