"""Scripts that answer for what earlier meetings left open: promises, new dates, earlier minutes; who owes dues."""

from datetime import date

import pytest

from model import report
from model.errors import BadData, Refused
from model.events import Dues
from tests.support.meetings import Data, add, reference_meeting, replay, script, snapshot

PROMISES = [
    {"id": "H10-1", "member": "Lê Đức", "remedy": "Đi đủ các hộ", "deadline": date(2026, 10, 25)},
    {"id": "H10-2", "member": "Hồ Sỹ Quý", "remedy": "Họp đúng giờ", "deadline": date(2026, 10, 31)},
]
EARLIER = [{"id": "2026-10-03-thuong-ky", "date": date(2026, 10, 3), "kind": "regular"}]
KEPT = {"at": "19:50:01", "kind": "promise_result", "promise": "H10-1", "result": "done", "text": "Đủ 46 hộ."}
LATER = {"at": "19:50:02", "kind": "promise_result", "promise": "H10-2", "result": "extended"}
APPROVED = {
    "at": "19:50:03", "kind": "earlier_approved", "subject": "Biên bản tháng 10", "method": "hands", "for": 20,
    "against": 0, "no_opinion": 0, "meeting": "2026-10-03-thuong-ky", "corrections": "Sửa tên một đồng chí",
}  # fmt: skip


def with_more(*happenings: Data) -> Data:
    """The reference script with promises and minutes left open, and these happenings."""
    data = script()
    tables = {"carried_promise": PROMISES, "unapproved": EARLIER}
    return add({**tables, **data}, *happenings)


def test_what_is_answered_and_what_goes_on() -> None:
    meeting = replay(with_more(KEPT, LATER | {"deadline": date(2026, 12, 1)}, APPROVED))
    shown = report.show(meeting)
    assert [(p["id"], p["member"], p["result"], p["extended_to"], p["text"]) for p in shown["promises_last"]] == [
        ("H10-1", "Lê Đức", "done", None, "Đủ 46 hộ."),
        ("H10-2", "Hồ Sỹ Quý", "extended", "2026-12-01", ""),
    ]
    assert shown["minutes_last"] == [{"id": "2026-10-03-thuong-ky", "date": "2026-10-03", "kind": "regular"}]
    assert [p.open for p in meeting.promises[:2]] == [False, True]
    usual = report.show(reference_meeting())
    assert {k: shown[k] for k in ("promises", "tasks_summary")} == {k: usual[k] for k in ("promises", "tasks_summary")}
    assert shown["facts"] == usual["facts"], "a vote on earlier minutes approves nothing of this meeting"


def test_a_task_extended_in_the_table_and_in_its_result() -> None:
    data = script()
    told = next(h for h in data["happening"] if h.get("task") == "T10-3")
    told |= {"result": "extended", "due": date(2026, 11, 28)}
    next(t for t in data["carried_task"] if t["id"] == "T10-3")["result"] = "extended"
    shown = report.show(replay(data))
    assert next(t for t in shown["tasks"] if t.get("id") == "T10-3")["extended_to"] == "2026-11-28"
    del told["due"]
    with pytest.raises(Refused, match="hạn mới"):
        replay(data)


def test_who_owes_is_named_as_in_the_roster() -> None:
    data = script()
    dues = next(h for h in data["happening"] if h["kind"] == "dues")
    dues |= {"owed": max(dues["owed"], 1), "paid": dues["paid"] - 1, "owing": ["Nguyễn Văn Lượng|21/08/1979"]}
    meeting = replay(data)
    assert next(e.event.owing for e in meeting.record if isinstance(e.event, Dues)) == ("nguyen-van-luong-1979",)
    entry = next(e for e in report.show(meeting)["entries"] if e["kind"] == "dues")
    assert entry["owing"] == ["Nguyễn Văn Lượng|21/08/1979"]


def test_stray_spaces_of_a_promise_do_not_matter() -> None:
    data = with_more(KEPT)
    data["carried_promise"] = [PROMISES[0] | {"remedy": " Đi  đủ các hộ "}, PROMISES[1]]
    assert snapshot(replay(data)) == snapshot(replay(with_more(KEPT)))


@pytest.mark.parametrize(
    ("happenings", "says"),
    [
        ((KEPT, KEPT | {"at": "19:50:02"}), "H10-1 đã có kết quả"),
        ((KEPT | {"promise": "H9-9"},), "H9-9"),
        ((KEPT | {"result": "late"},), "late"),
        ((LATER,), "hạn mới"),
        ((LATER | {"deadline": date(2026, 10, 31)},), "phải sau"),
        ((APPROVED | {"meeting": "2026-09-03-thuong-ky"},), "2026-09-03"),
    ],
)
def test_what_cannot_be(happenings: tuple[Data, ...], says: str) -> None:
    with pytest.raises((BadData, Refused), match=says):
        replay(with_more(*happenings))


@pytest.mark.parametrize(("table", "says"), [("carried_promise", "H10-1"), ("unapproved", "2026-10-03-thuong-ky")])
def test_an_id_stands_once_in_a_table(table: str, says: str) -> None:
    data = with_more()
    data[table] = [data[table][0], data[table][0]]
    with pytest.raises(BadData, match=f"{table}.*{says}"):
        replay(data)
