"""The kinds of meeting: each has an order, a name on paper, and checks that ask only for what the order has."""

from typing import get_args

import pytest

from exports.format.outline import as_text
from exports.minutes.text import outline
from model.agenda import default_agenda
from model.cell import Cell, Person, attending
from model.checks import check
from model.errors import Refused
from model.events import Considered
from model.packs import pack
from model.parts import REGULAR, MeetingKind
from model.words import MEETING_KIND
from tests.support.meetings import Desk, named_desk, people

KINDS = get_args(MeetingKind)
TITLES = {
    "regular": "Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026",
    "thematic": "Sinh hoạt chi bộ chuyên đề tháng 11 năm 2026",
    "combined": "Sinh hoạt chi bộ thường kỳ kết hợp chuyên đề tháng 11 năm 2026",
    "committee": "Họp chi ủy tháng 11 năm 2026",
    "extraordinary": "Sinh hoạt chi bộ bất thường tháng 11 năm 2026",
    "admission": "Hội nghị chi bộ xét kết nạp đảng viên tháng 11 năm 2026",
    "confirmation": "Hội nghị chi bộ xét công nhận đảng viên chính thức tháng 11 năm 2026",
    "yearly_review": "Hội nghị chi bộ kiểm điểm, xếp loại chất lượng cuối năm 2026",
}


def test_every_kind_has_an_order_and_words() -> None:
    assert set(KINDS) == set(pack().agendas) == set(MEETING_KIND) == set(TITLES)
    assert set(KINDS) >= REGULAR
    for kind in KINDS:
        items = default_agenda(kind)
        assert len({item.id for item in items}) == len(items)
        assert [item.step for item in items][-1] == 16


@pytest.mark.parametrize("kind", KINDS)
def test_minutes_bear_the_name_of_the_meeting(kind: MeetingKind) -> None:
    desk = named_desk(kind=kind)
    lines = as_text(outline(desk.meeting))
    assert TITLES[kind] in lines
    assert [line for line in lines if line.startswith("1. ")]


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_the_order_has_is_missing(kind: MeetingKind) -> None:
    steps = {item.step for item in default_agenda(kind)}
    codes = {finding.code for finding in check(named_desk(kind=kind).meeting)}
    for code, step in (("no-dues", 4), ("no-criticism", 9), ("no-resolution", 13), ("score-not-voted", 14)):
        assert (code in codes) is (step in steps)
    assert {"not-read", "not-approved", "no-roll-call"} <= codes


@pytest.mark.parametrize("kind", KINDS)
def test_a_scorer_is_asked_for_where_there_is_scoring(kind: MeetingKind) -> None:
    codes = {finding.code for finding in check(Desk(people("official"), kind=kind).meeting)}
    assert ("no-scorer" in codes) is (14 in {item.step for item in default_agenda(kind)})
    assert {"no-chair", "no-recorder"} <= codes


@pytest.mark.parametrize("kind", KINDS)
def test_an_older_pack_has_an_order_for_every_kind(kind: MeetingKind) -> None:
    assert default_agenda(kind, "hd12-2018")[-1].step == 16


def test_the_committee_meets_by_itself() -> None:
    people = (
        Person(id="a", name="A", status="official", office="leader"),
        Person(id="b", name="B", status="official"),
        Person(id="c", name="C", status="official"),
    )
    cell = Cell(name="Chi bộ 1", committee=("c",))
    assert [p.id for p in attending(people, "committee", cell)] == ["a", "c"]
    assert attending(people, "regular", cell) == people
    with pytest.raises(Refused, match="chưa có chi ủy"):
        attending(people[1:2], "committee", cell)


def test_minutes_of_the_committee_count_the_committee() -> None:
    lines = as_text(outline(named_desk("official", "official", "official", kind="committee").meeting))
    assert "- Tổng số chi ủy viên: 3 đồng chí." in lines
    assert not any("của chi bộ" in line for line in lines)


def test_somebody_considered_has_a_name() -> None:
    with pytest.raises(Refused, match="họ tên người được xét"):
        named_desk(kind="admission").record(Considered(name=" "))
