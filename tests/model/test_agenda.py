"""The agenda: moving on in one act, a tap too many, putting off, taking up again, order and names."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from model.agenda import Agenda, Item, default_agenda, pack
from model.errors import BadData, Refused
from model.events import ItemAdded, ItemConcluded, ItemMoved, ItemPutOff, ItemRenamed, ItemStarted
from model.parts import AgendaItem, Event
from tests.support.meetings import Desk, minute, named_desk

THREE = (AgendaItem("a", "Một", 6), AgendaItem("b", "Hai", 7), AgendaItem("c", "Ba", 8))


def held(agenda: Agenda, item_id: str) -> Item:
    item = agenda.get(item_id)
    assert item
    return item


def go(agenda: Agenda, minutes: float, item_id: str = "") -> Sequence[Event]:
    events = agenda.move_on(minute(minutes), item_id)
    for event in events:
        agenda.apply(minute(minutes), event)
    return events


def order(agenda: Agenda) -> list[str]:
    return [item.id for item in agenda.items]


def test_moving_on_ends_one_item_and_begins_the_next_at_the_same_moment() -> None:
    agenda = Agenda(THREE)
    assert go(agenda, 0) == [ItemStarted("a")]
    assert go(agenda, 5) == [ItemConcluded("a"), ItemStarted("b")]
    assert held(agenda, "a").spans == [(minute(0), minute(5))]
    assert held(agenda, "b").spans == [(minute(5), None)]
    assert agenda.current is held(agenda, "b")
    assert held(agenda, "a").length == timedelta(minutes=5)
    assert held(agenda, "b").length == timedelta(0)


@pytest.mark.parametrize(("seconds", "moves"), [(0, False), (0.999, False), (1, True), (-1, True)])
def test_a_double_tap_within_a_second_does_nothing(seconds: float, moves: bool) -> None:
    agenda = Agenda(THREE)
    go(agenda, 0)
    assert bool(go(agenda, seconds / 60)) is moves
    assert agenda.current is held(agenda, "b" if moves else "a")


def test_a_named_item_is_gone_to_and_the_order_goes_on_behind_it() -> None:
    agenda = Agenda(THREE)
    go(agenda, 0, "b")
    assert agenda.next is held(agenda, "c")
    go(agenda, 1)
    assert agenda.next is held(agenda, "a")  # left over
    go(agenda, 2)
    assert agenda.next is None
    with pytest.raises(Refused, match="không còn nội dung"):
        go(agenda, 3)


def test_going_where_one_is_or_nowhere_is_refused() -> None:
    agenda = Agenda(THREE)
    go(agenda, 0)
    with pytest.raises(Refused, match="Đang bàn"):
        go(agenda, 1, "a")
    with pytest.raises(Refused):
        go(agenda, 1, "z")


def test_putting_off_a_waiting_and_a_running_item() -> None:
    agenda = Agenda(THREE)
    agenda.apply(minute(0), ItemPutOff("a", "hết giờ"))
    assert (held(agenda, "a").put_off, held(agenda, "a").why_put_off, held(agenda, "a").waiting) == (
        True,
        "hết giờ",
        False,
    )
    go(agenda, 0)
    agenda.apply(minute(4), ItemPutOff("b"))
    assert agenda.current is None
    assert held(agenda, "b").spans == [(minute(0), minute(4))]
    assert agenda.next is held(agenda, "c")


def test_an_item_is_taken_up_again() -> None:
    agenda = Agenda(THREE)
    for n, item_id in enumerate(["a", "b", "a"]):
        go(agenda, n * 10, item_id)
    agenda.apply(minute(25), ItemConcluded("a", "Xong"))
    item = held(agenda, "a")
    assert item.spans == [(minute(0), minute(10)), (minute(20), minute(25))]
    assert (item.started, item.ended, item.length) == (minute(0), minute(25), timedelta(minutes=15))
    agenda.apply(minute(26), ItemPutOff("c"))
    agenda.apply(minute(27), ItemStarted("c"))
    assert not held(agenda, "c").put_off


def test_a_conclusion_stays_until_another_one_is_given() -> None:
    agenda = Agenda(THREE)
    go(agenda, 0)
    agenda.apply(minute(1), ItemConcluded("a", "Kết luận một"))
    go(agenda, 2, "a")
    agenda.apply(minute(3), ItemConcluded("a"))
    assert held(agenda, "a").conclusion == "Kết luận một"
    agenda.apply(minute(4), ItemConcluded("a", "Kết luận hai"))
    assert held(agenda, "a").conclusion == "Kết luận hai"
    assert held(agenda, "a").ended == minute(3)


def test_adding_moving_and_renaming() -> None:
    agenda = Agenda(THREE)
    agenda.apply(minute(0), ItemAdded(AgendaItem("d", "Bốn"), "a"))
    agenda.apply(minute(0), ItemAdded(AgendaItem("e", "Năm")))
    assert order(agenda) == ["e", "a", "d", "b", "c"]
    agenda.apply(minute(0), ItemMoved("c", "a"))
    agenda.apply(minute(0), ItemMoved("b"))
    assert order(agenda) == ["b", "e", "a", "c", "d"]
    agenda.apply(minute(0), ItemMoved("a", "a"))
    assert order(agenda) == ["b", "e", "a", "c", "d"]
    agenda.apply(minute(0), ItemRenamed("d", "Tên khác"))
    assert held(agenda, "d").title == "Tên khác"


def test_the_default_order_of_each_kind() -> None:
    regular, thematic, combined = (default_agenda(kind) for kind in ("regular", "thematic", "combined"))
    assert [item.step for item in regular] == list(range(1, 17))
    steps = {item.step for item in thematic}
    assert steps == {1, 2, 3, 4, 5, "thematic", 11, 12, 13, 14, 15, 16}
    assert {item.step for item in combined} == {*range(1, 17), "thematic"}
    ids = [item.id for item in combined]
    assert ids.index("10") < ids.index("t1") < ids.index("t4") < ids.index("11")
    assert pack().number == "42-HD/BTCTW"


def test_the_time_for_criticism_is_all_its_spans() -> None:
    desk = named_desk()
    for start, item_id in ((0, "9"), (10, "10"), (20, "9")):
        desk.record(ItemStarted(item_id), start)
    desk.record(ItemConcluded("9"), 25)
    found = sum((item.length for item in desk.meeting.agenda.of_step(9)), timedelta())
    assert found == timedelta(minutes=15)


def test_entries_belong_to_the_item_they_fall_in() -> None:
    desk: Desk = named_desk()
    started = desk.record(ItemStarted("6"))
    concluded = desk.record(ItemConcluded("6", "Xong"))
    after = desk.record(ItemStarted("7"))
    assert [desk.meeting.item_of.get(e.id) for e in (started, concluded, after)] == ["6", "6", "7"]


def test_an_unknown_pack_is_bad_data() -> None:
    with pytest.raises(BadData, match="hd99"):
        pack("hd99-2099")


def test_spans_are_half_open() -> None:
    item = Item("a", "Một", 1)
    assert (item.started, item.ended, item.length) == (None, None, timedelta(0))
    moment: datetime = minute(1)
    item.spans.append((moment, moment))
    assert item.held
    assert not item.running
