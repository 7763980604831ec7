"""Letters, items and kinds of meeting in variants of the reference script."""

import unicodedata
from typing import Any

import pytest

from model import report
from model.agenda import default_agenda
from tests.support.meetings import (
    EXPECTED,
    TEXT,
    Data,
    add,
    at,
    drop,
    dumps,
    reference_meeting,
    replay,
    script,
    snapshot,
)


def test_a_script_written_anew_is_the_same_meeting() -> None:
    assert snapshot(replay(dumps(script()))) == snapshot(reference_meeting())


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_letters_in_pieces_are_put_together(form: Any) -> None:
    meeting = replay(unicodedata.normalize(form, TEXT))
    assert report.show(meeting)["facts"]["steps_done"] == EXPECTED["facts"]["steps_done"]
    assert snapshot(meeting) == snapshot(reference_meeting())


def test_stray_spaces_do_not_matter() -> None:
    data = script()
    at(data, "19:33:20")["item"] = at(data, "19:35:40")["item"] = "  Điểm  danh "
    at(data, "19:34:50")["speaker"] = " Nguyễn Thị Thủy "
    assert snapshot(replay(data)) == snapshot(reference_meeting())


def rename(data: Data, old: str, new: str, **more: Any) -> Data:
    for happening in data["happening"]:
        if happening.get("item") == old:
            happening["item"] = new
            happening.update(more if happening["kind"] == "item_started" else {})
    return data


def test_a_renamed_item_with_its_step() -> None:
    meeting = replay(rename(script(), "Tự phê bình và phê bình", "Góp ý cho nhau", step=9))
    shown = report.show(meeting)
    assert shown["facts"]["steps_done"] == 16
    assert shown["facts"]["minutes_on_ideology_and_criticism"] == EXPECTED["facts"]["minutes_on_ideology_and_criticism"]
    assert [item["title"] for item in shown["agenda"]][8] == "Góp ý cho nhau"
    without = report.show(replay(rename(script(), "Tự phê bình và phê bình", "Góp ý cho nhau")))
    assert (without["facts"]["steps_done"], without["facts"]["minutes_on_ideology_and_criticism"]) == (15, 0)


@pytest.mark.parametrize("more", [{"step": 0}, {}])
def test_an_item_of_its_own(more: Data) -> None:
    own = [
        {"at": "20:25:45", "kind": "item_started", "item": "Trao huy hiệu", "presenter": "Lê Đức", **more},
        {"at": "20:25:55", "kind": "item_concluded", "item": "Trao huy hiệu", "conclusion": "Đã trao."},
    ]
    shown = report.show(replay(add(script(), *own)))
    assert [i["title"] for i in shown["agenda"]][7:10] == ["Thảo luận", "Trao huy hiệu", "Tự phê bình và phê bình"]
    assert (shown["facts"]["steps_done"], shown["facts"]["steps_due"]) == (16, 16)


def test_step_0_makes_an_own_item_also_of_a_usual_title() -> None:
    data = script()
    next(h for h in data["happening"] if h.get("item") == "Tổng hợp ý kiến")["step"] = 0
    assert report.show(replay(data))["facts"]["steps_done"] == 15


def combined(*titles: tuple[str, Data]) -> Data:
    data = script()
    data["meeting"]["kind"] = "combined"
    score = {"at": "21:02:06", "kind": "score", "criterion": "4c", "points": 5}
    drop(data, lambda h: h.get("criterion") == "4b")
    items = []
    for n, (title, more) in enumerate(titles):
        items.append({"at": f"20:49:4{2 * n + 1}", "kind": "item_started", "item": title, **more})
        items.append({"at": f"20:49:4{2 * n + 2}", "kind": "item_concluded", "item": title, "conclusion": "Xong."})
    return add(data, score, {"at": "21:02:07", "kind": "score", "criterion": "4b", "points": 10}, *items)


@pytest.mark.parametrize(
    "titles",
    [
        [(i.title, {}) for i in default_agenda("combined") if i.step == "thematic"],
        [("Chuyên đề học tập", {"step": "thematic"})],
        [("Trình bày", {"step": "thematic"}), ("Trao đổi", {"step": "thematic"}), ("Kết luận", {"step": "thematic"})],
    ],
)  # fmt: skip
def test_a_combined_meeting(titles: list[tuple[str, Data]]) -> None:
    meeting = replay(combined(*titles))
    shown = report.show(meeting)
    assert (shown["facts"]["has_thematic"], shown["facts"]["steps_done"], shown["facts"]["steps_due"]) == (True, 17, 17)
    assert not [i for i in meeting.agenda.items if i.waiting]
    rows = {row["id"]: row for row in report.scored(meeting)["criteria"]}
    assert (rows["4b"]["max"], rows["4c"]["max"], rows["4b"]["points"], rows["4c"]["points"]) == (10, 5, 10, 5)


def test_a_thematic_meeting() -> None:
    data = script()
    data["meeting"]["kind"] = "thematic"
    titles = [i.title for i in default_agenda("regular")][5:10]
    first, last = titles[0], titles[-1]
    drop(data, lambda h: h["kind"] in ("item_started", "item_concluded") and h["item"] in titles[1:-1])
    drop(data, lambda h: h["kind"] == "item_concluded" and h["item"] == first)
    drop(data, lambda h: h["kind"] == "item_started" and h["item"] == last)
    rename(rename(data, first, "Chuyên đề quý IV", step="thematic"), last, "Chuyên đề quý IV")
    drop(data, lambda h: h["kind"] == "score")
    shown = report.show(replay(data))
    assert (shown["facts"]["steps_done"], shown["facts"]["steps_due"]) == (12, 12)


def test_the_step_tells_more_than_the_title() -> None:
    data = drop(rename(script(), "Thảo luận", "Thảo luận chung", step=8), lambda h: h["kind"] == "score")
    data["meeting"]["kind"] = "combined"
    add(
        data,  # the thematic part comes first, under the title of the regular discussion
        {"at": "19:54:05", "kind": "item_started", "item": "Thảo luận", "step": "thematic"},
        {"at": "19:54:10", "kind": "item_concluded", "item": "Thảo luận", "conclusion": "Xong."},
    )
    facts = report.show(replay(data))["facts"]
    assert (facts["has_thematic"], facts["steps_done"]) == (True, 17)
