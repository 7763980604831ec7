"""What the minutes say of votes on a matter, of their corrections and of members on duty."""

import typing
from typing import Any

import pytest

from exports.changes import FIELDS, change_words
from exports.wording import Wording
from model.events import AnyEvent, Attendance, Correction, MinutesRead, Vote
from model.parts import Option, Question
from tests.exports.minutes_of import line, text
from tests.support.meetings import Desk, named_desk


def desk() -> Desk:
    return named_desk(*["official"] * 6, "probationary", "exempt")


def ballot(**more: Any) -> Vote:
    return Vote("Kết quả phiếu", "secret", issued=6, returned=6, valid=6, invalid=0, **more)


def test_a_rating_is_told_by_member_and_level() -> None:
    at = desk()
    rated = Question(person="p5", option=(Option("Hoàn thành tốt nhiệm vụ", 6),))
    at.record(ballot(matter="rating", question=(rated,)))
    assert "Đảng viên 5: Hoàn thành tốt nhiệm vụ 6/6 (100\u00a0%)." in line(at.meeting, "Kết quả phiếu")


def test_members_on_duty_are_named_apart_from_the_absent() -> None:
    at = desk()
    at.record(Attendance("p6", "on_duty", "trực chiến"))
    at.record(Attendance("p8", "on_duty"))
    said = text(at.meeting)
    assert "Có mặt 6/6 đồng chí phải dự họp" in said
    assert "Làm nhiệm vụ, không tính 1 đồng chí: Đảng viên 6 (trực chiến)." in said
    assert "Đảng viên 8 (làm nhiệm vụ)" in said
    assert "Vắng" not in said


def test_every_field_of_every_event_of_the_record_has_its_word() -> None:
    kinds = [k for k in typing.get_args(AnyEvent) if k.in_record and k is not Correction]
    fields = {name for kind in kinds for name in kind.__struct_encode_fields__}
    assert fields - {"under", "internal", "guessed"} <= FIELDS.keys()


@pytest.mark.parametrize(
    ("field", "now", "says"),
    [
        ("matter", "discipline", "việc “kỷ luật”"),
        ("person", "p5", "về đồng chí “Đảng viên 4” sửa thành “Đảng viên 5”"),
        ("invalid_reasons", "gạch xóa", "lý do không hợp lệ thêm “gạch xóa”"),
        (
            "question",
            [{"subject": "Câu", "for": 5, "against": 1, "no_opinion": 0}],
            "sửa thành “Câu: tán thành 5; không tán thành 1; không có ý kiến 0”",
        ),
    ],
)
def test_a_correction_of_a_vote_in_words(field: str, now: Any, says: str) -> None:
    at = desk()
    asked = Question("Câu", for_=6, against=0, no_opinion=0)
    entry = at.record(ballot(person="p4", question=(asked,)))
    at.record(MinutesRead())
    if field in ("matter", "invalid_reasons"):
        correction = at.correction(entry, field, now)  # the words alone: the figures would have to change too
    else:
        event = at.correct(entry, field, now).event
        assert isinstance(event, Correction)
        correction = event
        assert says in text(at.meeting)
    assert says.split("“", maxsplit=1)[0] in change_words(at.meeting, Wording(at.meeting), correction)
