"""Presence, counts, votes and elections against a slow reference, on random rolls and random attendance."""

from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model import ballot, voting
from model.cell import Person
from model.errors import Refused
from model.events import Attendance, MinutesApproved, Vote
from model.parts import Candidate
from tests.support import reference
from tests.support.meetings import OPENED, SECONDS, Desk, hands, marks, mostly, near, people, rolls

Marks = list[tuple[int, int, str]]
FIGURES = ("for", "against", "no_opinion", "issued", "returned", "valid", "invalid")


def second(number: int) -> datetime:
    return OPENED + timedelta(seconds=number)


def enter(roll: tuple[Person, ...], drawn: Marks) -> tuple[Desk, list[reference.Stay]]:
    """The marks that can be, in the program and in the reference; the guard refuses exactly the others."""
    desk = Desk(roll)
    stays = [reference.Stay(person.status, SECONDS) for person in roll]
    for at, number, status in drawn:
        stay = stays[number % len(stays)]
        mark: Any = status
        event = Attendance(f"p{number % len(stays) + 1}", mark, "ốm" if status == "excused" else "")
        if stay.fits(at, status):
            desk.record(event, at / 60)
            stay.take(at, status)
        else:
            with pytest.raises(Refused):
                desk.record(event, at / 60)
    return desk, stays


@given(rolls(), marks())
@settings(max_examples=150)
def test_who_is_here_at_every_second_and_the_counts(roll: tuple[Person, ...], drawn: Marks) -> None:
    desk, stays = enter(roll, drawn)
    presence = desk.meeting.presence
    for person, stay in zip(roll, stays, strict=True):
        assert [presence.here(person.id, second(s)) for s in range(SECONDS)] == stay.here
        assert presence.attended(person.id) == stay.attended
    assert msgspec.to_builtins(presence.counts()) == reference.counts(stays)


@given(rolls(), marks(), st.integers(0, SECONDS - 1), st.sampled_from(["majority", "two_thirds"]), st.data())
@settings(max_examples=150)
def test_base_left_out_needed_eligible_and_verdict(
    roll: tuple[Person, ...], drawn: Marks, at: int, rule: Literal["majority", "two_thirds"], data: st.DataObject
) -> None:
    desk, stays = enter(roll, drawn)
    why = {person.id: reference.why_left_out(stay) for person, stay in zip(roll, stays, strict=True)}
    base = [i for i, reason in why.items() if not reason]
    able = [p.id for p, s in zip(roll, stays, strict=True) if p.id in base and s.here[at]]
    need = reference.needed(len(base), rule)
    votes_for = data.draw(st.sampled_from([need - 1, need, need + 1]) | st.integers(0, 12))
    judged = voting.judge(desk.meeting.presence, second(at), hands(max(0, votes_for), rule=rule))
    assert list(judged.base) == base
    on_the_roll = {p.id for p in roll if p.status != "invited"}
    assert dict(judged.left_out) == {i: reason for i, reason in why.items() if reason and i in on_the_roll}
    assert judged.eligible_present == len(able)
    assert judged.needed == need
    assert judged.verdict == ("passed" if max(0, votes_for) >= need else "failed")


@given(rolls(4), marks(), st.data())
@settings(max_examples=150)
def test_a_show_of_hands_is_admitted_exactly_within_those_who_can_vote(
    roll: tuple[Person, ...], drawn: Marks, data: st.DataObject
) -> None:
    desk, stays = enter(roll, drawn)
    at = data.draw(st.integers(drawn[-1][0] if drawn else 1, SECONDS - 1))
    able = sum(not reference.why_left_out(s) and s.here[at] for s in stays)
    counted = data.draw(near(able, 3))
    figures = {name: data.draw(mostly(n)) for name, n in zip(("for", "against", "no_opinion"), counted, strict=True)}
    kind = data.draw(st.sampled_from([Vote, MinutesApproved]))
    vote = kind("Việc", "hands", for_=figures["for"], against=figures["against"], no_opinion=figures["no_opinion"])
    if reference.Ballot("hands", figures).possible(able):
        assert desk.record(vote, at / 60).event == vote
    else:
        with pytest.raises(Refused):
            desk.record(vote, at / 60)


@st.composite
def ballots(draw: st.DrawFn, able: int) -> dict[str, int | None]:
    """Figures of a secret ballot that hold, or are one off somewhere; issued and returned at their bounds too."""
    issued = draw(st.sampled_from([able, able + 1, max(0, able - 1)]))
    returned = draw(st.sampled_from([issued, issued + 1, max(0, issued - 1)]))
    valid = draw(st.integers(0, returned))
    answers = draw(near(valid, 3))
    right = (*answers, issued, returned, valid, returned - valid)
    return {name: draw(mostly(figure)) for name, figure in zip(FIGURES, right, strict=True)}


@given(st.integers(0, 6), st.data())
@settings(max_examples=300)
def test_ballot_arithmetic_of_a_question(able: int, data: st.DataObject) -> None:
    figures = data.draw(ballots(able))
    presence = Desk(people(*["official"] * able, "probationary", "guest")).meeting.presence
    renamed = {"for_" if name == "for" else name: figure for name, figure in figures.items()}
    vote = Vote("Kết nạp", "secret", "two_thirds", **renamed)  # type: ignore[arg-type]
    refused = ballot.contradiction(presence, second(1), vote)
    assert bool(refused) is not reference.Ballot("secret", figures).possible(able), refused


@given(st.integers(0, 6), st.data())
@settings(max_examples=300)
def test_ballot_arithmetic_of_an_election(able: int, data: st.DataObject) -> None:
    figures = {k: v for k, v in data.draw(ballots(able)).items() if k in FIGURES[3:]}
    seats = data.draw(st.sampled_from([1, 2, 3, 1, 2, 3, 0, -1, None]))
    valid = max(0, figures["valid"] or 0)
    one_vote = st.integers(0, valid) | st.sampled_from([valid, valid + 1, -1])
    candidates = data.draw(st.lists(st.tuples(st.sampled_from(["p1", "p2", "p3", "p4"]), one_vote), max_size=4))
    if seats is None and not candidates:
        return  # a question, not an election
    method = data.draw(st.sampled_from(["secret", "secret", "secret", "hands"]))
    presence = Desk(people(*["official"] * able, "probationary")).meeting.presence
    vote = Vote(
        "Bầu", method, seats=seats, candidate=tuple(Candidate(n, v) for n, v in candidates), **figures  # type: ignore[arg-type]
    )  # fmt: skip
    refused = ballot.contradiction(presence, second(1), vote)
    assert bool(refused) is not reference.Ballot(method, figures, seats, candidates).possible(able), refused


@given(st.integers(0, 9), st.integers(1, 3), st.lists(st.integers(0, 9), min_size=1, max_size=5))
@settings(max_examples=300)
@example(5, 2, [5, 3, 3])  # a tie over the last seat
@example(5, 2, [3, 3])
@example(5, 1, [2, 2])
def test_who_is_elected(base: int, seats: int, votes: list[int]) -> None:
    candidates = tuple(Candidate(f"p{n}", v) for n, v in enumerate(votes, 1))
    presence = Desk(people(*["official"] * base)).meeting.presence
    judged = voting.judge(presence, second(1), Vote("Bầu", "secret", candidate=candidates, seats=seats))
    need = reference.needed(base, "majority")
    assert judged.needed == need
    found = [c.elected for c in judged.candidates]
    assert found == reference.elected(votes, seats, need)
    assert sum(found) <= seats
    assert not any(c.elected and c.tied for c in judged.candidates)
    if sum(found) in (0, seats):
        assert judged.verdict == ("passed" if any(found) else "failed")


@pytest.mark.parametrize(
    ("base", "majority", "two_thirds"),
    [(1, 1, 1), (2, 2, 2), (3, 2, 2), (4, 3, 3), (22, 12, 15), (23, 12, 16), (24, 13, 16)],
)
def test_what_is_needed(base: int, majority: int, two_thirds: int) -> None:
    assert voting.needed("majority", base) == majority == reference.needed(base, "majority")
    assert voting.needed("two_thirds", base) == two_thirds == reference.needed(base, "two_thirds")


def test_who_is_tied_over_the_last_seat() -> None:
    candidates = (Candidate("p1", 5), Candidate("p2", 3), Candidate("p3", 3), Candidate("p4", 2))
    judged = voting.elect(candidates, 2, 3)
    assert [(c.elected, c.tied) for c in judged] == [(True, False), (False, True), (False, True), (False, False)]
