"""What a frame comes to: against a slow reference, its bounds and knock-outs; what is open stays open."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.scoring.expression import parse
from model.words import RATINGS
from model.year.frame_results import FrameResult, evaluate, in_a_row
from model.year.frames import SHIPPED, Frame, frame, of_year, plain, registration, touched_by
from model.year.frames_of_year import frames_of_year
from model.year.record import Incident, Judged, Recognised, Registered, Withdrawn, YearEntry
from tests.support.frames import YEAR, contents, entries, made, read, view
from tests.support.meetings import people

FOUR = frame("4-tot")
THREE = frame("3-khong")
FIVE = frame("5-tot")
EXCELLENT, GOOD, COMPLETED, FAILED = RATINGS
MEMBERS = ("p1", "p2", "p3")


def yes(*criteria: str, frame: str = "4-tot", **more: Any) -> list[Judged]:
    return [Judged(frame, c, 1, **more) for c in criteria]


def no(*criteria: str, frame: str = "4-tot", **more: Any) -> list[Judged]:
    return [Judged(frame, c, 0, reason="chưa được", **more) for c in criteria]


def rated(*levels: str | None) -> dict[str, str | None]:
    return dict(zip(MEMBERS, levels, strict=True))


def states(result: FrameResult) -> list[bool | None]:
    return [content.reached for content in result.contents]


def name(result: FrameResult) -> str | None:
    return result.result.name if result.result and result.decided else None


# --- against a reference --------------------------------------------------------------------------

UNKNOWN, HOLDS, FALLS = "dues_owing > 0", "incidents > 0", "incidents > 9"
"""Conditions that are open, true and false on a year with one incident and no meeting."""


@st.composite
def cases(draw: st.DrawFn) -> tuple[Frame, list[Judged]]:
    """A frame in points with some of its criteria answered."""
    shape = draw(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=2), min_size=1, max_size=3))
    tables = contents(*[[{"max": most} for most in row] for row in shape])
    for content, row in zip(tables["content"], shape, strict=True):
        if least := draw(st.none() | st.integers(1, sum(row))):
            content["least"] = least
    ids = [content["id"] for content in tables["content"]]
    knocks = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from([UNKNOWN, HOLDS, FALLS])), max_size=2))
    most = sum(map(sum, shape))
    ranks = draw(st.lists(st.tuples(st.integers(0, len(ids)), st.sets(st.sampled_from(ids)), st.integers(0, most)),
                          min_size=1, max_size=3))  # fmt: skip
    results = [
        {"name": f"r{n}", "count": count, "including": sorted(including), "from": points}
        for n, (count, including, points) in enumerate(ranks)
    ]
    answers = [
        Judged("f", c["id"], points)
        for c in tables["criterion"]
        if (points := draw(st.none() | st.integers(0, c["max"]))) is not None
    ]
    knock_out = [{"content": content, "when": when, "reason": "vì thế"} for content, when in knocks]
    return made(scale="points", result=results, knock_out=knock_out, **tables), answers


def completions(frame: Frame, answers: list[Judged]) -> list[tuple[list[bool], str | None]]:
    """Every way in which what is open may turn out: contents reached, and the first result that holds."""
    given = {a.criterion: a.points for a in answers}
    open_ = [c for c in frame.criterion if c.id not in given]
    found = []
    for points in product(*(range(c.max + 1) for c in open_)):
        for unknown in (False, True):
            all_points = given | {c.id: p for c, p in zip(open_, points, strict=True)}
            holds = {UNKNOWN: unknown, HOLDS: True, FALLS: False}
            reached = {}
            for content in frame.content:
                own = [c for c in frame.criterion if c.content == content.id]
                needed = sum(c.max for c in own) if content.least is None else content.least
                knocked = any(holds[k.when] for k in frame.knock_out if k.content == content.id)
                reached[content.id] = sum(all_points[c.id] for c in own) >= needed and not knocked
            first = next(
                (
                    r.name
                    for r in frame.result
                    if sum(reached.values()) >= r.count
                    and all(reached[i] for i in r.including)
                    and sum(all_points.values()) >= r.from_
                ),
                None,
            )
            found.append((list(reached.values()), first))
    return found


@given(cases())
def test_decided_is_what_every_completion_agrees_on(case: tuple[Frame, list[Judged]]) -> None:
    frame, answers = case
    happened = Incident("other", date(YEAR, 3, 1), "x", "cell")
    result = evaluate(frame, view(happened, *answers))
    ways = completions(frame, answers)
    for place, state in enumerate(states(result)):
        may = {reached[place] for reached, _ in ways}
        assert state == (may.pop() if len(may) == 1 else None)
    may_be = {first for _, first in ways}
    assert result.decided == (len(may_be) == 1)
    if result.decided:
        assert name(result) == may_be.pop()
    assert result.best is (
        True if may_be <= {"r0"} and result.decided and name(result) == "r0"
        else None if not result.decided and "r0" in {first for _, first in ways} else False
    )  # fmt: skip
    assert len(result.why_not) == (frame.result.index(result.result) if result.result else len(frame.result))


# --- 4 tốt ----------------------------------------------------------------------------------------


def test_nothing_recorded_is_nothing_reached_and_nothing_refused() -> None:
    for one in (FOUR, THREE):
        result = evaluate(one, view())
        assert states(result) == [None] * len(one.content)
        assert (result.result, result.decided) == (None, False)


ALL_GOOD = rated(EXCELLENT, GOOD, GOOD)
RANKS = [
    (yes("1", "2", "3"), ALL_GOOD, "Chi bộ 4 tốt", EXCELLENT),
    ([*yes("1", "2"), *no("3")], ALL_GOOD, "Đạt 3 tốt, trong đó có nội dung 1", GOOD),
    (yes("1", "2", "3"), rated(EXCELLENT, GOOD, COMPLETED), "Đạt 3 tốt, trong đó có nội dung 1", GOOD),
    ([*yes("1"), *no("2", "3")], ALL_GOOD, "Đạt 2 tốt, trong đó có nội dung 1", COMPLETED),
    ([*yes("2", "3"), *no("1")], ALL_GOOD, None, None),
    ([*yes("1"), *no("2", "3")], rated(GOOD, GOOD, FAILED), None, None),
]


@pytest.mark.parametrize(("words", "levels", "title", "ground"), RANKS)
def test_the_titles_of_4_tot_and_what_they_are_a_ground_for(
    words: list[Judged], levels: dict[str, str | None], title: str | None, ground: str | None
) -> None:
    result = evaluate(FOUR, view(*words, levels=levels))
    assert result.decided
    assert (name(result), result.result and result.result.ground) == (title, ground)


LEVELS = [
    ({}, None), (rated(None, None, None), None), (rated(GOOD, EXCELLENT, None), None),
    (rated(GOOD, COMPLETED, None), False), (rated(GOOD, GOOD, COMPLETED), False), (rated(FAILED, None, None), False),
    (rated(GOOD, GOOD, GOOD), True), (rated(EXCELLENT, EXCELLENT, EXCELLENT), True),
]  # fmt: skip


@pytest.mark.parametrize(("levels", "reached"), LEVELS)
def test_content_4_is_known_only_when_no_open_level_can_change_it(
    levels: dict[str, str | None], reached: bool | None
) -> None:
    assert states(evaluate(FOUR, view(levels=levels)))[3] is reached


@pytest.mark.parametrize("found_by", ["cell", "upper", "authority", "press", "people"])
@pytest.mark.parametrize("kind", ["forbidden", "other", "traffic"])
def test_a_violation_found_by_press_or_people_or_a_forbidden_one_knocks_content_3_out(kind: str, found_by: Any) -> None:
    happened = Incident(kind, date(YEAR, 5, 2), "việc ấy", found_by, "p1")
    result = evaluate(FOUR, view(*yes("1", "2", "3"), happened, levels=ALL_GOOD))
    out = kind == "forbidden" or found_by in ("press", "people")
    assert states(result) == [True, True, not out, True]
    assert bool(result.contents[2].knocked) is out
    assert (name(result) == "Chi bộ 4 tốt") is not out
    assert ("Chi bộ 4 tốt, loại nội dung 3" in touched_by(happened, FOUR)) is out


def test_an_incident_of_another_year_touches_nothing() -> None:
    happened = Incident("forbidden", date(YEAR - 1, 12, 31), "việc ấy", "press")
    assert states(evaluate(FOUR, view(*yes("3"), happened)))[2] is True


# --- 3 không, 5 tốt -------------------------------------------------------------------------------


def test_one_event_breaks_it_whoever_found_it_and_whatever_was_said() -> None:
    happened = Incident("traffic", date(YEAR, 5, 2), "vượt đèn đỏ", "cell", "p1")
    result = evaluate(THREE, view(*yes("1", "2", "3", frame="3-khong"), happened))
    assert states(result) == [True, False, True]
    assert (result.decided, result.result) == (True, None)
    assert "vượt đèn đỏ" in result.rows[1].reason
    assert result.rows[1].entries == (4,)


def test_without_an_event_a_person_still_says_that_there_was_none() -> None:
    assert states(evaluate(THREE, view())) == [None] * 3
    assert name(evaluate(THREE, view(*yes("1", "2", "3", frame="3-khong")))) == "Chi bộ 3 không"


def test_the_same_event_counts_in_every_frame_it_touches() -> None:
    happened = Incident("social_evil", date(YEAR, 5, 2), "đánh bạc", "people", "p1")
    seen = view(happened, *yes("3"), *yes("1", frame="3-khong"))
    assert [states(evaluate(FOUR, seen))[2], states(evaluate(THREE, seen))[0]] == [False, False]
    assert touched_by(happened, FOUR) + touched_by(happened, THREE) == [
        "Chi bộ 4 tốt, loại nội dung 3", "Chi bộ 3 không, tiêu chí 1",
    ]  # fmt: skip


def test_a_member_needs_five_of_five_and_no_words_on_others() -> None:
    words = yes("1", "2", "3", "4", "5", frame="5-tot", member="p1")
    for missing in range(6):
        seen = view(*words[:missing], *words[missing + 1 :])
        result = evaluate(FIVE, seen, member="p1")
        assert (name(result) == "Đảng viên 5 tốt") is (missing == 5)
        assert result.decided is (missing == 5)
        assert states(evaluate(FIVE, seen, member="p2")) == [None] * 5
    assert evaluate(FIVE, view(*no("2", frame="5-tot", member="p1")), member="p1").decided


# --- words of people ------------------------------------------------------------------------------


def test_the_last_word_counts_and_a_withdrawn_one_does_not() -> None:
    words = [*yes("1"), *no("1")]
    assert states(evaluate(FOUR, view(*words)))[0] is False
    assert states(evaluate(FOUR, view(*words, Withdrawn(of=2))))[0] is True
    assert states(evaluate(FOUR, view(*words, Withdrawn(of=2), Withdrawn(of=1))))[0] is None
    assert states(evaluate(FOUR, view(*words, Withdrawn(of=2), Withdrawn(of=3))))[0] is False


def test_points_that_the_frame_no_longer_has_are_no_answer() -> None:
    assert states(evaluate(FOUR, view(Judged("4-tot", "1", 2))))[0] is None


def test_a_proposal_counts_only_when_a_person_says_so() -> None:
    tables = contents([{"mode": "proposed", "when": "incidents == 0", "reason": "Có {incidents} việc"}])
    one = made(result=[{"name": "Đạt", "count": 1}], **tables)
    result = evaluate(one, view())
    assert (states(result), result.rows[0].proposed) == ([None], 1)
    assert states(evaluate(one, view(*yes("1.1", frame="f")))) == [True]
    other = evaluate(one, view(Incident("other", date(YEAR, 1, 1), "x", "cell")))
    assert (other.rows[0].proposed, other.rows[0].reason, states(other)) == (0, "Có 1 việc", [None])


def test_a_criterion_that_does_not_apply_is_left_out() -> None:
    tables = contents([{}, {"applies": "incidents > 0"}], [{"applies": "incidents > 0"}])
    one = made(result=[{"name": "Đạt", "count": 1}], **tables)
    assert states(evaluate(one, view(*yes("1.1", frame="f")))) == [True, None]
    happened = Incident("other", date(YEAR, 1, 1), "x", "cell")
    assert states(evaluate(one, view(happened, *yes("1.1", frame="f")))) == [None, None]


# --- points, months -------------------------------------------------------------------------------


def test_a_frame_in_points() -> None:
    one = read("points")
    words = [Judged("points", "1a", 15, reason="chậm"), Judged("points", "1b", 9), Judged("points", "3", 30)]
    full = evaluate(one, view(*words, levels=rated(GOOD, GOOD, GOOD)))
    assert (full.points, states(full)) == (15 + 9 + 0 + 30 + 20, [True, False, True, True])
    assert (name(full), full.decided) == ("Chi bộ khá", True)
    below = evaluate(one, view(*words, levels=rated(GOOD, GOOD, COMPLETED)))
    assert (below.points, states(below)[3], name(below)) == (59, False, "Chưa đạt")
    burnt = evaluate(one, view(*words, Incident("fire", date(YEAR, 4, 1), "cháy bếp", "cell")))
    assert (burnt.rows[3].points, states(burnt)[2]) == (0, False)
    waiting = evaluate(one, view())
    assert (waiting.rows[0].proposed, waiting.rows[4].points) == (None, None)


def test_months_are_judged_each_by_itself() -> None:
    one = read("monthly")
    happened = Incident("other", date(YEAR, 2, 28), "x", "cell")
    seen = view(happened, *yes("2", frame="monthly", month=1), until=date(YEAR, 3, 1))
    (worked_out,) = frames_of_year([one], seen, [], {})
    assert [r.month for r in worked_out.results] == [1, 2, 3]
    assert [states(r)[1] for r in worked_out.results] == [True, False, None]
    (earlier,) = frames_of_year([one], view(until=date(YEAR, 2, 28)), [], {})
    assert len(earlier.results) == 2


# --- registered, years in a row -------------------------------------------------------------------


def test_the_registered_frames_come_first_as_they_were() -> None:
    own = read("points")
    record = entries(Registered(date(YEAR, 1, 5), ("points", "5-tot"), (plain(own),)))
    changed = made(**{**plain(own), "title": "Khác"})
    found = of_year(record, [changed])
    assert [f.id for f in found] == ["points", "5-tot", "4-tot", "3-khong"]
    assert found[0] == own
    assert [f.id for f in of_year([], [changed])] == [*SHIPPED, "points"]
    assert registration([]) is None
    members = [p.id for p in people("official", "official")]
    worked_out = frames_of_year(found, view(*[e.event for e in record]), members, {})
    assert [(w.registered, len(w.results)) for w in worked_out] == [(True, 1), (True, 2), (False, 1), (False, 1)]


def recognised(reached: bool, **more: Any) -> list[YearEntry]:
    return entries(Recognised("4-tot", reached, date(YEAR, 1, 5), **more))


THIS_YEAR: dict[bool | None, dict[str, Any]] = {
    True: {"words": yes("1", "2", "3"), "levels": ALL_GOOD}, False: {"words": no("1")}, None: {"words": []},
}  # fmt: skip


@pytest.mark.parametrize("states_", list(product([True, False, None], repeat=3)))
def test_three_years_running(states_: tuple[bool | None, bool | None, bool | None]) -> None:
    now, *before = states_
    year = dict(THIS_YEAR[now])
    seen = view(*year.pop("words"), **year)
    earlier = {YEAR - n: recognised(state) for n, state in enumerate(before, 1) if state is not None}
    run = in_a_row(evaluate(FOUR, seen), YEAR, seen.record, {**earlier, YEAR - 3: recognised(False)})
    assert run
    assert run.years == tuple((YEAR - n, state) for n, state in enumerate(states_))
    assert run.reached is (False if False in states_ else None if None in states_ else True)


def test_what_the_upper_committee_decided_weighs_more_than_the_cells_own() -> None:
    seen = view(*yes("1", "2", "3"), Recognised("4-tot", False, date(YEAR, 12, 30)), levels=ALL_GOOD)
    run = in_a_row(evaluate(FOUR, seen), YEAR, seen.record, {})
    assert run
    assert run.years[0] == (YEAR, False)
    assert in_a_row(evaluate(THREE, seen), YEAR, seen.record, {}) is None


def test_conditions_of_the_shipped_frames_are_what_the_sources_say() -> None:
    assert [(r.count, r.including, r.ground) for r in FOUR.result] == [
        (4, ["1", "2", "3", "4"], EXCELLENT), (3, ["1"], GOOD), (2, ["1"], COMPLETED),
    ]  # fmt: skip
    assert {n for k in FOUR.knock_out for n in parse(k.when).names} == {
        "incidents_by_press", "incidents_by_people", "incidents_forbidden",
    }  # fmt: skip
    assert [c.kinds for c in THREE.criterion] == [["social_evil"], ["traffic"], ["identity_loan"]]
    assert {c.mode for c in FIVE.criterion} == {"human"}
