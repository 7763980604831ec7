"""The forms of votes: what is typed becomes the vote, and stands there again when it is corrected."""

import pytest

from model.errors import Refused
from model.events import Attendance, Vote
from model.parts import Option, Question
from tests.support.meetings import Desk, named_desk
from tui.forms.acts import FORMS, Form, build, context_of, form_for, starts, voters
from tui.typed import parsed

PAPERS = {"issued": "9", "returned": "9", "valid": "9", "invalid": "0"}
ANSWERS = {"for": "8", "against": "1", "no_opinion": "0"}
TYPED: dict[str, dict[str, str]] = {
    "vote": {"subject": "Chương trình", **ANSWERS},
    "ballot": {"subject": "Việc", **PAPERS, **ANSWERS},
    "questions": {"subject": "Các việc", **PAPERS, "question": "Câu một: 9, 0, 0; Câu 2: 5 3 1"},
    "election": {"subject": "Bầu", "seats": "1", **PAPERS, "candidate": "Đảng viên 4: 5; Đảng viên 5: 4"},
    "admission": {"person": "Nguyễn Văn Mới", **ANSWERS},
    "end_of_probation": {"person": "p10", **ANSWERS},
    "discipline": {"person": "p9", "matter": "expulsion", "subject": "Khai trừ", **PAPERS, **ANSWERS},
    "rating": {**PAPERS, "question": "Đảng viên 9: 2, 7, 0, 0; Đảng viên 8: 0 , 9 , 0 , 0"},
}


def desk() -> Desk:
    return named_desk(*["official"] * 9, "probationary")


def entered(at: Desk, form: Form, texts: dict[str, str]) -> Vote:
    """The vote of what is typed, everything else left as it starts."""
    context = context_of(at.meeting)
    typed = {f.name: f.start for f in form.fields} | texts
    event = build(form, {f.name: parsed(f, typed[f.name], context) for f in form.fields})
    assert isinstance(event, Vote)
    return event


@pytest.mark.parametrize("name", TYPED)
def test_what_is_typed_is_recorded_and_stands_there_again(name: str) -> None:
    at = desk()
    entry = at.record(entered(at, FORMS[name], TYPED[name]))
    form = form_for(entry.event)
    assert form is FORMS[name]
    again = starts(form, entry)
    assert entered(at, form, {k: v for k, v in again.items() if k != "at"}) == entry.event


def test_the_levels_may_be_named() -> None:
    at = desk()
    one = TYPED["rating"] | {"question": "Đảng viên 9: Hoàn thành tốt nhiệm vụ 9"}
    vote = at.record(entered(at, FORMS["rating"], one)).event
    assert isinstance(vote, Vote)
    assert [(o.name, o.votes) for o in vote.question[0].option] == [("Hoàn thành tốt nhiệm vụ", 9)]


def test_papers_without_a_level_stay_through_a_correction() -> None:
    at = desk()
    text = "Đảng viên 9: Hoàn thành tốt nhiệm vụ 7, không có ý kiến 2"
    entry = at.record(entered(at, FORMS["rating"], TYPED["rating"] | {"question": text}))
    assert entry.event.question[0].no_opinion == 2  # type: ignore[union-attr]
    assert starts(FORMS["rating"], entry)["question"] == text.replace("Đảng viên 9", "p9")


@pytest.mark.parametrize(
    "question",
    [
        Question("Câu", option=(Option("A", 9),)), Question("Câu", "p9", 9, 0, 0), Question("", "p9", 9, 0, 0),
        Question("Câu", "p9", option=(Option("A", 9),)), Question("", "p9", option=(Option("A", 9),)),
    ],
)  # fmt: skip
def test_what_only_a_script_can_say_has_no_form_that_would_lose_some_of_it(question: Question) -> None:
    papers = {name: int(figure) for name, figure in PAPERS.items()}
    assert form_for(Vote("Việc", "secret", question=(question,), **papers)) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("questions", "Câu: 9, 0"), ("questions", "9, 0, 0"), ("questions", "Câu: chín, 0, 0"),
        ("questions", ": 9 0 0"),
        ("rating", "Đảng viên 9: 2, 7"), ("rating", "Ai Đó: 2, 7, 0, 0"), ("rating", "Đảng viên: 2, 7, 0, 0"),
        ("rating", "Đảng viên 9: Hoàn thành tốt nhiệm vụ 5, 4"), ("rating", "Đảng viên 9"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused(name: str, text: str) -> None:
    at = desk()
    with pytest.raises(Refused, match="Không hiểu"):
        entered(at, FORMS[name], TYPED[name] | {"question": text})


def test_no_figure_is_there_before_it_is_counted() -> None:
    counted = {
        "for",
        "against",
        "no_opinion",
        "issued",
        "returned",
        "valid",
        "invalid",
        "candidate",
        "question",
        "seats",
    }
    assert [f for form in FORMS.values() for f in form.fields if f.name in counted and f.start] == []


@pytest.mark.parametrize(("gone", "warned"), [(4, False), (5, False), (6, True)])
def test_under_half_of_the_base_is_told_and_never_keeps_a_vote_up(gone: int, warned: bool) -> None:
    at = named_desk(*["official"] * 10)
    for n in range(10, 10 - gone, -1):
        at.record(Attendance(f"p{n}", "left"))
    assert ("Chưa đến nửa cơ số" in voters(at.meeting, at.clock)) is warned
    at.record(Vote("Việc", "hands", for_=10 - gone, against=0, no_opinion=0))
