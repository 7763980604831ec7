"""Corrections in a script: what they set right, what is judged again, what they cannot do."""

from datetime import date
from typing import Any

import pytest

from model import report
from model.errors import BadData, Refused
from tests.support.meetings import (
    EXPECTED,
    Data,
    add,
    at,
    entry_at,
    replay,
    script,
    vote_at,
)


def correction(of: str, was: Any, now: Any, moment: str = "21:09:55") -> Data:
    return {"at": moment, "kind": "correction", "of": of, "was": was, "is": now}


@pytest.mark.parametrize(
    ("of", "was", "now", "clock", "field"),
    [
        ("vote@20:58:10.for", 19, 18, "20:58:10", "for"),
        ("remark@20:11:50.text", None, "Tôi nhận in tờ hướng dẫn.", "20:11:50", "text"),
        ("remark@20:11:50.speaker", "Giàng A Páo", "H'Mai Niê", "20:11:50", "speaker"),
        ("criticism@20:33:00.from", "Vũ Văn Đúc", "Nguyễn Văn Lượng|14/02/1955", "20:33:00", "from"),
        ("task@20:53:00.due", date(2026, 11, 30), date(2026, 12, 5), "20:53:00", "due"),
        ("task@20:53:00.owner", "Vũ Văn Đúc", "Lê Đức", "20:53:00", "owner"),
        ("self_criticism@20:27:10.deadline", date(2026, 11, 20), date(2026, 11, 25), "20:27:10", "deadline"),
        ("score@21:00:20.points", 2, 1, "21:00:20", "points"),
        ("vote@20:58:10.rule", "majority", "two_thirds", "20:58:10", "rule"),
        ("remark@20:59:00.continued", False, True, "20:59:00", "continued"),
        ("dues@19:36:20.paid", 28, 27, "19:36:20", "paid"),
        ("grade_vote@21:03:40.level", "Khá", "Trung bình", "21:03:40", "level"),
        ("remark@20:59:00.reserved", True, False, "20:59:00", "reserved"),
    ],
)  # fmt: skip
def test_a_correction(of: str, was: Any, now: Any, clock: str, field: str) -> None:
    data = script()
    was = at(data, clock)[field] if was is None else was
    found = entry_at(replay(add(data, correction(of, was, now))), clock)
    plain = now.isoformat() if isinstance(now, date) else now
    assert found.get(field, False) == plain


def test_a_corrected_absence_judges_the_votes_again() -> None:
    absence = correction("attendance@19:34:10.status", "unexcused", "excused")
    reason = correction("attendance@19:34:10.reason", "", "Xe hỏng dọc đường", "21:09:56")
    shown = report.show(replay(add(script(), absence, reason)))
    assert (shown["counts"]["excused"], shown["counts"]["unexcused"], shown["counts"]["present"]) == (3, 0, 24)
    assert {vote["base"] for vote in shown["votes"]} == {EXPECTED["vote"][0]["base"] - 1}


def test_a_corrected_time_counts() -> None:
    moved = correction("attendance@19:52:00.at", "19:52:00", "19:38:00")
    vote = vote_at(replay(add(script(), moved)), "19:39:10")
    assert vote["eligible_present"] == EXPECTED["vote"][0]["eligible_present"] + 1
    spoke_before = correction("attendance@19:52:00.at", "19:52:00", "20:09:31")
    with pytest.raises(Refused, match="Trịnh Đình Thành"):
        replay(add(script(), spoke_before))


def test_a_corrected_entry_is_corrected_again() -> None:
    first = correction("vote@20:58:10.for", 19, 18, "21:09:55")
    assert (
        entry_at(replay(add(script(), first, correction("vote@20:58:10.for", 18, 17, "21:09:56"))), "20:58:10")["for"]
        == 17
    )
    with pytest.raises(Refused, match="không phải “19”"):
        replay(add(script(), first, correction("vote@20:58:10.for", 19, 17, "21:09:56")))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (correction("vote@20:58:10.for", 18, 17), "19"),
        (correction("vote@20:58:10.for", 19, 20), "giơ tay"),
        (correction("vote@20:58:10.for", 19, -1), "âm"),
        (correction("vote@20:58:10.for", 19, "mười"), "for"),
        (correction("vote@20:58:11.for", 19, 18), "20:58:11"),
        (correction("vote@20:58:10.colour", 19, 18), "colour"),
        (correction("vote@20:58:10", 19, 18), "không có sự việc"),
        (correction("remark@20:11:50.speaker", "Giàng A Páo", "Ai Đó"), "Ai Đó"),
        (correction("remark@20:11:50.speaker", "Giàng A Páo", ""), "Chưa|hợp"),
        (correction("score@21:00:20.points", 2, 99), "từ 0 đến 3"),
        (correction("score@21:00:20.criterion", "3a", "9z"), "9z"),
        (correction("task@20:53:00.due", date(2026, 11, 30), date(2026, 11, 1)), "đã qua"),
        (correction("dues@19:36:20.paid", 28, 29), "30"),
        (correction("task_result@19:43:10.task", "T10-1", "T9-1"), "T9-1"),
        (correction("remark@20:11:50.at", "20:11:50", "21:30:00"), "21:30"),
        (correction("remark@20:11:50.at", "20:11:50", "19:29:59"), "19:2|19:3"),
        (correction("vote@20:58:10.for", 19, 18) | {"colour": 1}, "colour"),
        ({"at": "21:09:55", "kind": "correction", "of": "vote@20:58:10.for", "was": 19}, "is|Chưa có"),
    ],
    ids=lambda value: value.get("of") if isinstance(value, dict) else "",
)
def test_a_correction_that_cannot_be_is_refused(wrong: Data, says: str) -> None:
    with pytest.raises((Refused, BadData), match=says):
        replay(add(script(), wrong))
