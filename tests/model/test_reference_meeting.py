"""The reference meeting r30: every figure that its independent calculation wrote down."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from model import report
from model.meeting import Meeting
from tests.support.meetings import EXPECTED, reference_meeting, replay, script

COUNTED_APART = ("total", "remarks_continued")


@pytest.fixture(scope="module")
def meeting() -> Meeting:
    return reference_meeting()


@pytest.fixture(scope="module")
def shown(meeting: Meeting) -> dict[str, Any]:
    return report.show(meeting)


@pytest.fixture(scope="module")
def scored(meeting: Meeting) -> dict[str, Any]:
    return report.scored(meeting)


def sorted_names(speakers: dict[str, Any]) -> dict[str, Any]:
    return {k: sorted(v) if isinstance(v, list) else v for k, v in speakers.items()}


def test_counts_rate_length_and_speakers(shown: dict[str, Any]) -> None:
    assert shown["counts"] == EXPECTED["counts"]
    assert shown["attendance_rate"] == EXPECTED["attendance_rate"]
    assert {"minutes": shown["minutes_long"], "minimum": shown["minutes_minimum"]} == EXPECTED["length"]
    assert sorted_names(shown["speakers"]) == sorted_names(EXPECTED["speakers"])


def test_entries(shown: dict[str, Any]) -> None:
    entries = shown["entries"]
    assert len(entries) == EXPECTED["entries"]["total"]
    assert sum(bool(e.get("continued")) for e in entries) == EXPECTED["entries"]["remarks_continued"]
    kinds = {k: n for k, n in EXPECTED["entries"].items() if k not in COUNTED_APART}
    assert Counter(e["kind"] for e in entries) == kinds


def test_every_entry_of_the_script_is_shown_with_its_time_item_and_words(shown: dict[str, Any]) -> None:
    item = ""
    for happening, entry in zip(script()["happening"], shown["entries"], strict=True):
        assert entry["at"][11:19] == happening.pop("at")
        item = "" if happening["kind"] == "closed" else happening.get("item", item)
        assert entry["item"] == item
        for key, value in happening.items():
            plain = value.isoformat() if isinstance(value, date) else value
            assert entry.get(key, "majority" if key == "rule" else None) == plain, (entry, key)


def test_facts(shown: dict[str, Any]) -> None:
    assert {name: shown["facts"][name] for name in EXPECTED["facts"]} == EXPECTED["facts"]


@pytest.mark.parametrize("number", range(len(EXPECTED["vote"])))
def test_votes(shown: dict[str, Any], number: int) -> None:
    found, wanted = dict(shown["votes"][number]), dict(EXPECTED["vote"][number])
    found["at"] = found["at"][11:19]
    for vote in (found, wanted):
        vote["base_members"] = sorted(vote["base_members"])
        vote["left_out"] = sorted((row["member"], row["why"]) for row in vote["left_out"])
    assert {key: found[key] for key in wanted} == wanted
    assert len(shown["votes"]) == len(EXPECTED["vote"])


def test_score_by_the_sheet_of_the_ward(scored: dict[str, Any]) -> None:
    wanted = EXPECTED["score"]["an-phu-2025"]
    assert {key: scored[key] for key in ("max", "total", "complete", "grade")} == {
        key: wanted[key] for key in ("max", "total", "complete", "grade")
    }
    assert [row["id"] for row in scored["criteria"]] == [row["id"] for row in wanted["criterion"]]


@pytest.mark.parametrize("wanted", EXPECTED["score"]["an-phu-2025"]["criterion"], ids=lambda row: str(row["id"]))
def test_each_criterion(scored: dict[str, Any], wanted: dict[str, Any]) -> None:
    found = next(row for row in scored["criteria"] if row["id"] == wanted["id"])
    assert {key: found[key] for key in wanted} == wanted
    assert found["applies"] == wanted.get("applies", True)
    assert found["known_only_later"] == wanted.get("known_only_later", False)


@pytest.mark.parametrize("wanted", EXPECTED["score"]["hd42-2025"]["group"], ids=lambda row: str(row["id"]))
def test_each_group_of_hd42(meeting: Meeting, wanted: dict[str, Any]) -> None:
    rows = report.scored(meeting, "hd42-2025")["criteria"]
    found = next(row for row in rows if row["id"] == wanted["id"])
    assert {key: found[key] for key in wanted} == wanted
    assert wanted["full"] or found["points"] is None
    assert wanted["full"] or "by_hand_from" in found


def test_the_score_while_the_finished_papers_are_awaited() -> None:
    data = script()
    del data["meeting"]["finished_documents_at"]
    scored = report.scored(replay(data))
    assert scored["total"] == EXPECTED["score"]["an-phu-2025"]["total_without_8c"]
    assert not scored["complete"]
    assert [row["id"] for row in scored["criteria"] if row["points"] is None] == ["8c"]
    assert scored["grade"] == EXPECTED["score"]["an-phu-2025"]["grade"]  # 8c cannot change it


def test_tasks_and_promises(shown: dict[str, Any]) -> None:
    wanted, summary = EXPECTED["tasks"], shown["tasks_summary"]
    assert {key: summary[key] for key in ("open", "new", "promises", "last")} == {
        key: wanted[key] for key in ("open", "new", "promises", "last")
    }
    still_open = [task for task in shown["tasks"] if task["result"] != "done"]
    days = [{k: v.isoformat() if isinstance(v, date) else v for k, v in t.items()} for t in wanted["open_task"]]
    assert [{k: v for k, v in task.items() if v is not None} for task in still_open] == days
    promised = [p | {"deadline": p["deadline"].isoformat()} for p in wanted["promise"]]
    assert shown["promises"] == promised


def test_the_evidence_of_a_criterion_is_in_the_record(meeting: Meeting, scored: dict[str, Any]) -> None:
    ids = {entry.id for entry in meeting.record}
    by_id = {row["id"]: row for row in scored["criteria"]}
    assert all(set(row["evidence"]) <= ids for row in by_id.values())
    roll_call = set(by_id["2"]["evidence"])
    assert len(roll_call) == EXPECTED["entries"]["attendance"]
    assert len(set(by_id["4e"]["evidence"]) - roll_call) == EXPECTED["speakers"]["distinct"]
