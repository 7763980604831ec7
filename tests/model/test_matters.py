"""What is voted on: the majority and the form of each matter, whom it may be on, several questions, rounds."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import ballot, report, voting
from model.cell import Member, Person, Status, roll
from model.checks import check
from model.errors import Refused
from model.events import Attendance, GradeVote, MinutesApproved, PersonAdded, Vote
from model.meeting import Meeting
from model.parts import Candidate, Option, Question
from model.vietnamese import clean
from tests.support import reference
from tests.support.meetings import Desk, hands, mostly, named_desk, near, people

LEVELS = (
    "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ",
)  # fmt: skip
ROLL = ("official",) * 9 + ("probationary", "guest", "invited", "suspended")
P10, GUEST, INVITED, SUSPENDED = "p10", "p11", "p12", "p13"
ON_WHOM = {"admission": "Nguyễn Văn Mới", "end_of_probation": P10, "expulsion": "p9", "discipline": "p9"}


def secret(**more: Any) -> Vote:
    """A ballot of nine."""
    papers = {"issued": 9, "returned": 9, "valid": 9, "invalid": 0}
    return Vote(more.pop("subject", "Việc"), "secret", **(papers | more))


def question(for_: int, against: int, no_opinion: int, **more: Any) -> Question:
    return Question(for_=for_, against=against, no_opinion=no_opinion, **({"subject": "Câu"} | more))


def rated(who: str, *votes: int, **more: Any) -> Question:
    return Question(person=who, option=tuple(Option(n, v) for n, v in zip(LEVELS, votes, strict=True)), **more)


def on_matter(matter: str, method: str, for_: int) -> Vote:
    """A vote of nine on a matter, with what it asks for."""
    figures = {"matter": matter, "person": ON_WHOM.get(matter, "")}
    answers = {"for_": for_, "against": 9 - for_, "no_opinion": 0}
    if method == "hands":
        return Vote("Việc", "hands", **answers, **figures)  # type: ignore[arg-type]
    if matter == "election":
        return secret(seats=1, candidate=(Candidate("p1", for_),), **figures)
    if matter == "rating":
        return secret(question=(rated("p1", for_, 9 - for_, 0, 0),), **figures)
    return secret(**answers, **figures)


def shown(meeting: Meeting) -> dict[str, Any]:
    vote: dict[str, Any] = report.show(meeting)["votes"][-1]
    return vote


@pytest.mark.parametrize("matter", reference.MATTERS)
@pytest.mark.parametrize("method", ["hands", "secret"])
@pytest.mark.parametrize("for_", [0, 4, 5, 6, 9])
def test_every_matter_in_every_form_at_every_count(matter: str, method: str, for_: int) -> None:
    rule, methods = reference.MATTERS[matter]
    desk = named_desk(*ROLL)
    vote = on_matter(matter, method, for_)
    if method not in methods:
        with pytest.raises(Refused, match="phải bỏ phiếu kín"):
            desk.record(vote)
        return
    desk.record(vote)
    told = shown(desk.meeting)
    assert (told["matter"], told["rule"], told["base"]) == (matter, rule, 9)
    if rule == "counted":
        assert (told["needed"], told["verdict"]) == (0, "counted")
    else:
        assert told["needed"] == reference.needed(9, rule)
        assert told["verdict"] == reference.verdict(for_, 9, rule)


def test_level_and_minutes_are_what_their_kind_says() -> None:
    level = GradeVote("Mức", "hands", for_=9, against=0, no_opinion=0, level="Tốt")
    minutes = MinutesApproved("Biên bản", "hands", for_=9, against=0, no_opinion=0, matter="minutes")
    assert (voting.matter_of(level), voting.matter_of(minutes)) == ("level", "minutes")
    assert voting.matter_of(hands(1)) == ""
    assert voting.matter_of(secret(seats=1, candidate=(Candidate("p1", 1),))) == "election"
    desk = named_desk(*ROLL)
    desk.record(level)
    desk.record(minutes)
    with pytest.raises(Refused, match=r"mức chất lượng.*không thể ghi là kết nạp"):
        desk.record(GradeVote("Mức", "hands", for_=9, against=0, no_opinion=0, level="Tốt", matter="admission"))


REFUSED: dict[str, tuple[Vote, Vote, str]] = {
    "two thirds of a resolution": (
        hands(5, matter="resolution", rule="two_thirds"), hands(5, rule="two_thirds"), "quá nửa"),
    "nobody admitted": (hands(6, matter="admission"), hands(6, matter="admission", person="Ai Đó"), "về ai"),
    "a member admitted": (
        hands(6, matter="admission", person="p5"), hands(6, matter="admission", person=INVITED), "đã là đảng viên"),
    "an official member made official": (
        hands(6, matter="end_of_probation", person="p5"), hands(6, matter="end_of_probation", person=P10), "dự bị"),
    "somebody unknown made official": (
        hands(6, matter="end_of_probation", person="p99"), hands(6, matter="end_of_probation", person=P10), "p99"),
    "a guest disciplined": (
        secret(matter="discipline", person=GUEST, for_=9, against=0, no_opinion=0),
        secret(matter="discipline", person=SUSPENDED, for_=9, against=0, no_opinion=0), "không phải đảng viên"),
    "two expelled at once": (
        secret(matter="expulsion", person="p9", question=(question(9, 0, 0), question(8, 1, 0))),
        secret(matter="expulsion", person="p9", for_=9, against=0, no_opinion=0), "từng người một"),
    "an election of nobody": (
        secret(matter="election", for_=9, against=0, no_opinion=0),
        secret(matter="election", seats=1, candidate=(Candidate("p1", 9),)), "ứng cử viên"),
    "candidates for a resolution": (
        secret(matter="resolution", seats=1, candidate=(Candidate("p1", 9),)),
        secret(seats=1, candidate=(Candidate("p1", 9),)), "chỉ ghi khi bầu cử"),
    "a rating of nobody": (
        secret(matter="rating", question=(Question(subject="x", option=(Option(LEVELS[0], 9),)),)),
        secret(matter="rating", question=(rated("p1", 9, 0, 0, 0),)), "của đồng chí nào"),
    "a rating without levels": (
        secret(matter="rating", for_=9, against=0, no_opinion=0),
        secret(matter="rating", question=(rated("p1", 0, 9, 0, 0),)), "từng mức"),
    "a level that is none": (
        secret(matter="rating", question=(Question(person="p1", option=(Option("Giỏi", 9),)),)),
        secret(question=(Question(person="p1", option=(Option("Giỏi", 9),)),)), "các mức phải là"),
    "a guest rated": (
        secret(matter="rating", question=(rated(GUEST, 9, 0, 0, 0),)),
        secret(matter="rating", question=(rated(P10, 9, 0, 0, 0),)), "không phải đảng viên"),
    "somebody unknown asked about": (
        secret(question=(question(9, 0, 0, person="p99"),)), secret(question=(question(9, 0, 0, person="p9"),)), "p99"),
    "questions by hand": (
        Vote("Việc", "hands", for_=1, against=0, no_opinion=0, question=(question(1, 0, 0),)), hands(1), "từng câu"),
    "reasons of papers that there are not": (
        secret(for_=9, against=0, no_opinion=0, invalid_reasons="gạch xóa"),
        secret(for_=8, against=0, no_opinion=0, valid=8, invalid=1, invalid_reasons="gạch xóa"), "Không có phiếu nào"),
    "reasons of papers by hand": (hands(1, invalid_reasons="x"), hands(1), "bỏ phiếu kín"),
    "a round of no election": (hands(1, round=2), hands(1, round=1), "Chỉ bầu cử"),
    "a round before the first": (
        secret(seats=1, candidate=(Candidate("p1", 9),), round=0), secret(seats=1, candidate=(Candidate("p1", 9),)),
        "vòng 1"),
}  # fmt: skip


@pytest.mark.parametrize(("bad", "good", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_one_is_refused_the_other_is_not(bad: Vote, good: Vote, says: str) -> None:
    desk = named_desk(*ROLL)
    before = list(desk.meeting.entries)
    with pytest.raises(Refused, match=says):
        desk.record(bad)
    assert desk.meeting.entries == before
    desk.record(good)


@pytest.mark.parametrize(
    ("who", "says"),
    [(P10, "Dự bị"), (GUEST, "Tạm thời chuyển đến"), (INVITED, "Khách mời"), (SUSPENDED, "Đình chỉ"), ("p99", "p99")],
)
def test_who_cannot_be_elected(who: str, says: str) -> None:
    desk = named_desk(*ROLL)
    with pytest.raises(Refused, match=says):
        desk.record(secret(seats=1, candidate=(Candidate("p1", 5), Candidate(who, 4))))


@pytest.mark.parametrize("status", ["exempt", "away"])
def test_official_members_who_need_not_come_can_be_elected(status: str) -> None:
    desk = named_desk(*["official"] * 9, status)
    desk.record(secret(seats=1, candidate=(Candidate("p10", 5),)))
    assert shown(desk.meeting)["candidates"][0]["elected"] is True


# --- probation ------------------------------------------------------------------------------------

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("admitted", "official_on", "probation"),
    [
        (date(2026, 1, 1), None, True), (date(2026, 1, 1), date(2026, 11, 4), True),
        (date(2026, 1, 1), DAY, False), (None, None, False), (None, date(2020, 1, 1), False),
    ],
)  # fmt: skip
def test_who_is_away_while_on_probation_never_votes(
    admitted: date | None, official_on: date | None, probation: bool
) -> None:
    away = (Status("away", date(2026, 6, 1)),)
    member = Member(id="a", name="A", admitted=admitted, official_on=official_on, statuses=away)
    listed = roll([member], DAY)
    desk = Desk([*listed, *people("official")])
    desk.record(Attendance("a", "present"), 1)
    presence = desk.meeting.presence
    assert ("a" in [p.id for p in voting.base(presence)]) is not probation
    assert voting.why_left_out(presence, listed[0]) == ("probationary" if probation else "")
    papers = {"issued": 1, "returned": 1, "valid": 1}
    if probation:
        desk.record(hands(1, matter="end_of_probation", person="a"))
        with pytest.raises(Refused, match="Dự bị"):
            desk.record(secret(seats=1, candidate=(Candidate("a", 1),), **papers))
    else:
        desk.record(secret(seats=1, candidate=(Candidate("a", 1),), **papers))


# --- several questions ----------------------------------------------------------------------------


@given(st.integers(0, 6), st.data())
@settings(max_examples=300)
def test_the_arithmetic_of_several_questions(able: int, data: st.DataObject) -> None:
    valid = data.draw(st.integers(0, able))
    drawn = []
    for _ in range(data.draw(st.integers(1, 3))):
        names = data.draw(st.sampled_from([("for", "against", "no_opinion"), ("A", "B", "no_opinion")]))
        figures = data.draw(near(valid, 3))
        drawn.append({name: data.draw(mostly(n)) for name, n in zip(names, figures, strict=True)})
    papers = {"issued": able, "returned": valid, "valid": valid, "invalid": 0}
    common = data.draw(st.sampled_from([{}, {}, {}, {"for": 0}, {"no_opinion": 1}]))
    vote = Vote(
        "Việc", "secret", question=tuple(map(_question, drawn)), for_=common.get("for"),
        no_opinion=common.get("no_opinion"), **papers,
    )  # fmt: skip
    presence = Desk(people(*["official"] * able, "probationary", "guest")).meeting.presence
    refused = ballot.contradiction(presence, Desk(()).clock, vote)
    possible = reference.Ballot("secret", papers | common, questions=drawn).possible(able)
    assert bool(refused) is not possible, refused


def _question(figures: dict[str, int | None]) -> Question:
    options = tuple(Option(name, n) for name, n in figures.items() if name in "AB" and n is not None)
    return Question(
        "Câu", for_=figures.get("for"), against=figures.get("against"), no_opinion=figures.get("no_opinion"),
        option=options,
    )  # fmt: skip


@given(st.integers(1, 9), st.sampled_from(["majority", "two_thirds"]), st.data())
@settings(max_examples=200)
def test_every_question_has_its_own_verdict_and_all_make_that_of_the_ballot(
    base: int, rule: Any, data: st.DataObject
) -> None:
    counts = data.draw(st.lists(st.integers(0, base), min_size=1, max_size=4))
    questions = tuple(question(n, base - n, 0, subject=f"Câu {i}") for i, n in enumerate(counts))
    desk = Desk(people(*["official"] * base))
    papers = {"issued": base, "returned": base, "valid": base}
    desk.record(secret(rule=rule, question=questions, **papers))
    told = shown(desk.meeting)
    verdicts = [reference.verdict(n, base, rule) for n in counts]
    assert [q["verdict"] for q in told["questions"]] == verdicts
    assert told["verdict"] == ("failed" if "failed" in verdicts else "passed")


@given(st.integers(1, 9), st.data())
@settings(max_examples=200)
def test_an_option_is_chosen_by_the_majority_of_the_base_alone(base: int, data: st.DataObject) -> None:
    votes = data.draw(near(base, 3).filter(lambda v: sum(v) == base))
    desk = Desk(people(*["official"] * base))
    options = tuple(Option(f"Phương án {n}", v) for n, v in enumerate(votes))
    desk.record(secret(question=(Question("Chọn", option=options),), issued=base, returned=base, valid=base))
    enough = [o.name for o in options if o.votes * 2 > base]
    told = shown(desk.meeting)["questions"][0]
    assert told["chosen"] == (enough[0] if enough else None)
    assert told["verdict"] == ("passed" if enough else "failed")


def test_an_option_named_twice_and_options_beside_answers_are_refused() -> None:
    desk = named_desk(*ROLL)
    twice = Question("Chọn", option=(Option("A", 5), Option("A", 4)))
    with pytest.raises(Refused, match="hai lần"):
        desk.record(secret(question=(twice,)))
    with pytest.raises(Refused, match="từng phương án"):
        desk.record(secret(question=(Question("Chọn", for_=5, option=(Option("A", 4),)),)))
    with pytest.raises(Refused, match="cộng được 8, khác 9"):
        desk.record(secret(question=(question(5, 3, 0),)))


# --- rounds ---------------------------------------------------------------------------------------


def first_round(desk: Desk) -> None:
    votes = (Candidate("p1", 9), Candidate("p2", 4), Candidate("p3", 4))
    desk.record(secret(subject="Bầu chi ủy", seats=2, candidate=votes))


def test_a_second_round_fills_the_seat_that_is_left() -> None:
    desk = named_desk(*ROLL)
    first_round(desk)
    assert shown(desk.meeting)["verdict"] == "failed"
    votes = (Candidate("p2", 6), Candidate("p3", 3))
    desk.record(secret(subject="Bầu chi ủy", seats=1, candidate=votes, round=2))
    told = shown(desk.meeting)
    assert (told["round"], told["verdict"], [c["elected"] for c in told["candidates"]]) == (2, "passed", [True, False])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"subject": "Bầu đại biểu"}, "Chưa có vòng 1"),
        ({"round": 3}, "Chưa có vòng 2"),
        ({"seats": 2}, "Chỉ còn bầu 1 người"),
        ({"candidate": (Candidate("p1", 9),)}, "đã trúng cử"),
    ],
)
def test_a_second_round_that_cannot_be(wrong: dict[str, Any], says: str) -> None:
    desk = named_desk(*ROLL)
    first_round(desk)
    right = {"subject": "Bầu chi ủy", "seats": 1, "candidate": (Candidate("p2", 6),), "round": 2}
    with pytest.raises(Refused, match=says):
        desk.record(secret(**(right | wrong)))
    desk.record(secret(**right))


# --- the sentence ---------------------------------------------------------------------------------


def sentence(desk: Desk) -> str:
    entry = desk.meeting.votes[-1]
    assert isinstance(entry.event, Vote)
    judged = voting.judge(desk.meeting.presence, entry.at, entry.event)
    return clean(voting.sentence(entry.event, judged, desk.meeting.names))


def test_the_sentence_names_person_majority_and_reasons() -> None:
    desk = named_desk(*ROLL)
    answers = {"valid": 8, "invalid": 1, "invalid_reasons": "gạch cả hai ô", "for_": 6, "against": 2, "no_opinion": 0}
    desk.record(secret(subject="Kết nạp", matter="admission", person="Nguyễn Văn Mới", **answers))
    assert sentence(desk) == (
        "Kết nạp (Nguyễn Văn Mới): bỏ phiếu kín; cơ số 9, cần ít nhất 2/3 (6 phiếu). Phát ra 9 phiếu, thu về 9, hợp "
        "lệ 8, không hợp lệ 1 (gạch cả hai ô). Tán thành 6/9 (66,7 %); không tán thành 2/9 (22,2 %); không có ý kiến "
        "0/9 (0 %). Kết quả: thông qua."
    )
    desk.record(hands(6, matter="admission", person="Nguyễn Văn Mới", subject="Kết nạp đồng chí Nguyễn Văn Mới"))
    assert "(Nguyễn Văn Mới)" not in sentence(desk)


def test_the_sentence_of_several_questions_and_of_a_rating() -> None:
    desk = named_desk(*ROLL)
    desk.record(secret(question=(question(9, 0, 0, subject="Câu 1"), question(4, 3, 2, subject="Câu 2"))))
    said = sentence(desk)
    assert said.endswith(
        "Câu 1: tán thành 9/9 (100 %); không tán thành 0/9 (0 %); không có ý kiến 0/9 (0 %). Kết quả: thông qua. "
        "Câu 2: tán thành 4/9 (44,4 %); không tán thành 3/9 (33,3 %); không có ý kiến 2/9 (22,2 %). "
        "Kết quả: không thông qua."
    )
    desk.record(secret(matter="rating", question=(rated("p5", 2, 6, 0, 0, no_opinion=1),)))
    said = sentence(desk)
    assert "cơ số 9, kiểm số phiếu từng mức." in said
    assert said.endswith(
        "Đảng viên 5: Hoàn thành xuất sắc nhiệm vụ 2/9 (22,2 %); Hoàn thành tốt nhiệm vụ 6/9 (66,7 %); Hoàn thành "
        "nhiệm vụ 0/9 (0 %); Không hoàn thành nhiệm vụ 0/9 (0 %); không có ý kiến 1/9 (11,1 %)."
    )


def test_the_sentence_of_an_election_names_the_elected_by_their_votes() -> None:
    desk = named_desk(*ROLL)
    votes = (Candidate("p1", 5), Candidate("p2", 8), Candidate("p3", 2))
    desk.record(secret(subject="Bầu chi ủy", seats=2, candidate=votes))
    assert sentence(desk).endswith("Trúng cử: Đảng viên 2, Đảng viên 1.")


def test_a_person_added_later_may_be_voted_on() -> None:
    desk = named_desk(*ROLL)
    desk.record(PersonAdded(Person(id="new", name="Mới", status="probationary")))
    desk.record(hands(6, matter="end_of_probation", person="new"))
    assert shown(desk.meeting)["person"] == "Mới"


def test_the_checks_know_the_majority_of_a_matter_each_person_and_each_round() -> None:
    desk = named_desk(*ROLL)
    for who in ("Nguyễn Văn Mới", "Trần Thị Hai"):
        desk.record(hands(6, matter="admission", person=who, subject="Kết nạp đảng viên"))
    first_round(desk)
    desk.record(secret(subject="Bầu chi ủy", seats=1, candidate=(Candidate("p2", 6),), round=2))
    codes = [c.code for c in check(desk.meeting)]
    assert "vote-two-thirds" not in codes
    assert "voted-again" not in codes
