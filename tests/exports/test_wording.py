"""How papers name and address people, end sentences and spell."""

import re
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.format.outline import Head
from exports.minutes.text import outline
from exports.wording import Wording, clear_names, joined, stop
from model.cell import Cell, Person
from model.entry import Entry
from model.meeting import Meeting
from tests.exports.minutes_of import line, lines
from tests.support.meetings import Desk, at, people, reference_meeting, replay, script


def test_doubled_names_are_told_apart_everywhere() -> None:
    meeting = reference_meeting()
    doubled = [p for p in meeting.people.values() if p.name == "Nguyễn Văn Lượng"]
    assert len(doubled) == 2
    own = [one for one in lines(meeting) if "Nguyễn Văn Lượng" in one]
    assert own
    assert all(re.search(r"Nguyễn Văn Lượng(?! \(sinh năm 19(55|79)\))", one) is None for one in own)


def person(ident: str, born: date | None, **more: Any) -> Person:
    return Person(id=ident, name="Lê Đức", born=born, status=more.pop("status", "official"), **more)


@pytest.mark.parametrize(
    ("second", "names"),
    [
        (person("b", date(1980, 5, 6)), ["Lê Đức (sinh năm 1971)", "Lê Đức (sinh năm 1980)"]),
        (person("b", date(1971, 5, 6)), ["Lê Đức (sinh ngày 25/11/1971)", "Lê Đức (sinh ngày 06/05/1971)"]),
        (person("b", None), ["Lê Đức (sinh năm 1971)", "Lê Đức (người thứ 2 trùng tên)"]),
        (
            person("b", None, status="invited", role="Huyện ủy viên"),
            ["Lê Đức (sinh năm 1971)", "Lê Đức (Huyện ủy viên)"],
        ),
    ],
)
def test_clear_names(second: Person, names: list[str]) -> None:
    assert list(clear_names([person("a", date(1971, 11, 25)), second]).values()) == names


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("Đảng ủy viên phường", "Đồng chí"),
        ("Phó Bí thư Đoàn", "Đồng chí"),
        ("Cấp uỷ viên phụ trách", "Đồng chí"),
        ("Giám đốc đang công tác tại xã", "Đại biểu"),
        ("", "Đại biểu"),
    ],
)
def test_address_of_guests(role: str, address: str) -> None:
    guest = Person(id="g", name="Lê Cao", role=role)
    assert Wording(Desk([guest]).meeting).address("g") == address


@pytest.mark.parametrize(
    ("upper", "word", "spelling", "printed"),
    [
        ("Đảng bộ phường Tân Lạc", "ĐẢNG BỘ", "ủy", "ĐẢNG BỘ PHƯỜNG TÂN LẠC"),
        ("Đảng bộ phường Tân Lạc", "ĐẢNG ỦY", "ủy", "ĐẢNG ỦY PHƯỜNG TÂN LẠC"),
        ("Đảng ủy phường Thủy Xuân", "ĐẢNG ỦY", "uỷ", "ĐẢNG UỶ PHƯỜNG THỦY XUÂN"),
        ("Đảng uỷ phường Thủy Xuân", "ĐẢNG BỘ", "uỷ", "ĐẢNG BỘ PHƯỜNG THỦY XUÂN"),
        ("Huyện ủy Tân Lạc", "ĐẢNG BỘ", "ủy", "HUYỆN ỦY TÂN LẠC"),
        ("", "ĐẢNG BỘ", "ủy", "BIÊN BẢN"),
    ],
)
def test_the_word_of_the_upper_committee(upper: str, word: Any, spelling: Any, printed: str) -> None:
    cell = Cell(name="", upper=upper, upper_word=word, spelling=spelling, number_on_minutes=False)
    assert lines(Desk(people("official"), cell=cell).meeting)[1] == printed


def test_number_and_place_are_a_setting() -> None:
    with_number = Head("ĐẢNG BỘ X", "Chi bộ 1", "Số        -BB/CB", "Tân Lạc, ngày 03 tháng 11 năm 2026")
    for shown, head in ((True, with_number), (False, Head("ĐẢNG BỘ X", "Chi bộ 1"))):
        cell = Cell(name="Chi bộ 1", upper="Đảng bộ X", locality="Tân Lạc", number_on_minutes=shown)
        assert head in outline(Desk(people("official"), cell=cell).meeting)


def test_spelling_is_of_the_programs_words_only() -> None:
    data = script()
    at(data, "20:47:00")["text"] = "Đảng ủy ghi nhận."
    meeting = replay(data)
    cell = msgspec.structs.replace(meeting.cell, spelling="uỷ")
    head = msgspec.structs.replace(meeting.head, cell=cell)
    spelt = Meeting(Entry(e.id, e.at, head) if e.event == meeting.head else e for e in meeting.entries)
    assert "- Thư ký: đồng chí Nguyễn Thị Thủy, Chi uỷ viên." in lines(spelt)
    assert "Đảng ủy ghi nhận." in line(spelt, "Lâm Thị Tuyết Nhung, Đảng ủy viên phường, phụ trách chi bộ: ")
    own = Wording(spelt).own
    assert own("Vắng không lý do (Nguyễn Thị Thủy); họp chi ủy") == "Vắng không lý do (Nguyễn Thị Thủy); họp chi uỷ"


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Đồng ý", "Đồng ý."),
        ("Đồng ý.", "Đồng ý."),
        ("Thế nào ạ?", "Thế nào ạ?"),
        ("Vân vân…", "Vân vân…"),
        ("Ông nói: “Được.”", "Ông nói: “Được.”"),
        ("Ngõ 12 (phía đông)", "Ngõ 12 (phía đông)."),
        ("Gồm:", "Gồm:"),
        (")", ")."),
        ("", ""),
    ],
)
def test_a_sentence_ends_once(said: str, printed: str) -> None:
    assert stop(said) == printed


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_what_is_joined_is_whole(texts: list[str]) -> None:
    assert re.fullmatch(r"[.;]? ".join(map(re.escape, texts)) + r"\.?", joined(texts))
