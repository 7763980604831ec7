"""Forms as data: what is typed becomes the event, and what stands in a form when an entry is corrected."""

from datetime import date
from typing import Any

import pytest

from model.errors import Refused
from model.events import AnyEvent, Dues, EarlierApproved, PromiseResult, TaskResult
from model.parts import CarriedPromise, EarlierMeeting
from tests.support.meetings import Desk, people
from tui.arrangements import ARRANGEMENTS
from tui.forms.acts import FORMS, build, context_of, form_for, starts
from tui.typed import parsed

DUE = date(2026, 11, 20)


def desk() -> Desk:
    return Desk(
        people("official", "official", "official"),
        promises=(CarriedPromise(id="H10-1", member="gone", remedy="Họp đúng giờ", deadline=DUE),),
        unapproved=(EarlierMeeting("2026-10-03-thuong-ky", date(2026, 10, 3), "regular"),),
        former={"gone": "Hà Đã Chuyển"},
    )


def filled(kind: str, **typed: str) -> AnyEvent:
    """The event of a form with these texts in its fields; a choice and a name stand as their values."""
    context = context_of(desk().meeting)
    texts = {f.name: typed.get(f.name, f.start) for f in FORMS[kind].fields}
    return build(FORMS[kind], {f.name: parsed(f, texts[f.name], context) for f in FORMS[kind].fields})


HANDS: dict[str, Any] = {"for_": 3, "against": 0, "no_opinion": 0}


@pytest.mark.parametrize(
    ("kind", "typed", "event"),
    [
        ("dues", {"paid": "1", "owed": "2", "owing": "vien 2; Đảng viên 3;"}, Dues(1, 2, owing=("p2", "p3"))),
        ("task_result", {"task": "T1", "result": "extended", "due": "20/11"}, TaskResult("T1", "extended", due=DUE)),
        (
            "promise_result",
            {"promise": "H10-1", "result": "extended", "text": "chờ", "deadline": "20/11/2026"},
            PromiseResult("H10-1", "extended", "chờ", DUE),
        ),
        (
            "earlier_approved",
            {"meeting": "2026-10-03-thuong-ky", "subject": "B", "for": "3", "against": "0", "no_opinion": "0"},
            EarlierApproved("B", "hands", meeting="2026-10-03-thuong-ky", **HANDS),
        ),
    ],
)
def test_a_filled_form_is_its_event(kind: str, typed: dict[str, str], event: AnyEvent) -> None:
    assert filled(kind, **typed) == event
    assert form_for(event) is FORMS[kind]


@pytest.mark.parametrize(("names", "says"), [("ai đó", "không có ai"), ("viên", "3 người trùng")])
def test_a_name_that_is_not_clear_is_asked_for(names: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        filled("dues", paid="1", owed="2", owing=names)


def test_a_moment_that_is_none_is_refused_with_its_field() -> None:
    sent = next(f for f in ARRANGEMENTS["people"].form.fields if f.name == "notice_sent")
    context = context_of(desk().meeting)
    assert f"{parsed(sent, '30/11/2026 19h30', context):%d/%m/%Y %H:%M}" == "30/11/2026 19:30"
    with pytest.raises(Refused, match=r"“Thông báo lúc”: không có lúc “1/12”"):
        parsed(sent, "1/12", context)


def test_what_a_form_may_name() -> None:
    options = context_of(desk().meeting).options
    assert options["promise"] == [("H10-1", "H10-1. Hà Đã Chuyển: Họp đúng giờ")]
    assert options["earlier"] == [("2026-10-03-thuong-ky", "thường kỳ 03/10/2026")]
    assert [ident for ident, _ in options["person"]] == ["p1", "p2", "p3"], "nobody who has left can be chosen"


def test_what_stands_in_a_form_that_corrects() -> None:
    made = desk()
    dues = made.record(Dues(1, 2, owing=("p2", "p3")))
    told = made.record(PromiseResult("H10-1", "extended", deadline=date(2026, 12, 1)))
    assert starts(FORMS["dues"], dues)["owing"] == "p2; p3"
    assert starts(FORMS["promise_result"], told)["deadline"] == "01/12/2026"
