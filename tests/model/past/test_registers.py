"""Every figure of the registers and of a member's page against a count on the raw lines of the journals."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.entry import encode
from model.errors import BadData
from model.events import Closed, Correction, ItemConcluded, ItemPutOff, ItemStarted, MinutesRead
from model.meeting import Meeting
from model.parts import Change
from model.past.decisions import Decision, Returned, decisions
from model.past.member_year import Heard, member_year
from model.past.outcomes import Outcome, outcomes
from model.past.registers import REGISTERS, Asked, chosen, rows, rows_of
from model.past.speaking import speakers
from model.store.data import Data
from model.vietnamese import fold, short_date
from tests.support import raw_journals as raw
from tests.support.made_up import PLANS, held_by
from tests.support.months import Month
from tui.demo import fill

TODAY = date(2026, 11, 20)


def check_all(meetings: Sequence[Meeting], evenings: list[raw.Evening], today: date) -> None:
    """Hold everything that is told of the meetings against the raw lines."""
    day = today.isoformat()
    for internal in (True, False):
        told = [decision_figures(d) for d in decisions(meetings, today, internal=internal)]
        assert told == raw.decisions(evenings, day, internal=internal)
        spoke = {s.member: speaker_figures(s) for s in speakers(meetings, internal=internal)}
        assert spoke == raw.speakers(evenings, internal=internal)
    found = outcomes(meetings)
    for what, owed in (("task", found.tasks), ("promise", found.promises)):
        assert sorted(map(owed_figures(today), owed)) == sorted(map(raw_owed, raw.owed(evenings, what, day)))
    for name, owed in (("tasks", found.tasks), ("promises", found.promises)):
        seen = rows(meetings, Asked(name), today)
        assert [(r.meeting, r.entry, r.open, r.overdue) for r in seen] == [
            (o.meeting, o.entry, o.open, o.overdue(today)) for o in owed
        ]
        assert len(rows(meetings, Asked(name), today, internal=False)) == sum(not o.internal for o in owed)
    everybody = {who for e in evenings for who in e.people}
    for year in {m.date.year for m in meetings}:
        for who in everybody:
            for internal in (True, False):
                mine = member_year(who, year, meetings, internal=internal)
                slow = raw.member_year(evenings, who, year, day, internal=internal)
                assert (mine is None) == (not any(who in e.people for e in evenings if e.day.startswith(str(year))))
                if mine is not None:
                    assert member_figures(mine, today) == slow | {
                        what: sorted(map(raw_owed, slow[what])) for what in ("tasks", "promises")
                    }


def decision_figures(d: Decision) -> dict[str, Any]:
    where = {"meeting": d.meeting, "entry": d.entry, "kind": d.kind}
    if d.kind == "put_off":
        return where | {"returned": (d.returned.meeting, d.returned.became) if d.returned else None}
    tasks = (d.tasks.done, d.tasks.open, d.tasks.overdue)
    where |= {"tasks": tasks, "corrected": d.corrected.isoformat() if d.corrected else None}
    if d.kind == "conclusion":
        return where | {"text": d.text}
    return where | {"counts": d.counts, "base": d.base, "verdict": d.verdict}


def speaker_figures(s: Any) -> dict[str, Any]:
    names = ("attended", "spoken", "remarks", "self_criticisms", "criticisms", "criticised", "silent")
    return {name: getattr(s, name) for name in names} | {"last": s.last.isoformat() if s.last else None}


def owed_figures(today: date) -> Any:
    def told(o: Outcome) -> str:
        results = [(t.meeting, t.entry, t.result) for t in o.results]
        given = o.given.isoformat() if o.given else None
        return repr(
            (o.meeting, o.entry, o.owner, o.text, given, o.due.isoformat(), o.last_due.isoformat(), o.internal,
             results, o.open, o.overdue(today))
        )  # fmt: skip

    return told


def raw_owed(row: raw.Line) -> str:
    names = (
        "meeting", "entry", "owner", "text", "given", "due", "last_due", "internal", "results", "open", "overdue"
    )  # fmt: skip
    return repr(tuple(row[name] for name in names))


def member_figures(mine: Any, today: date) -> dict[str, Any]:
    def ids(found: tuple[Heard, ...]) -> list[tuple[str, int]]:
        return [(h.meeting.id, h.entry.id) for h in found]

    names = ("remarks", "praise", "reminders", "self_criticisms", "criticisms", "criticised", "disciplined")
    return {
        "came": [(c.meeting, c.mark) for c in mine.attendance],
        **{name: ids(getattr(mine, name)) for name in names},
        "tasks": sorted(map(owed_figures(today), mine.tasks)),
        "promises": sorted(map(owed_figures(today), mine.promises)),
    }


# --- the demo's twelve months ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def year(demo: Path) -> list[Meeting]:
    with Data(demo, write=False) as data:
        return data.archive.between(date.min, date.max)[0]


def test_the_demo_year_figure_by_figure(demo: Path, year: list[Meeting]) -> None:
    files = sorted((demo / "meetings").glob("*/journal.jsonl"))
    evenings = [raw.Evening(file.read_bytes().splitlines()) for file in files]
    assert len(evenings) == 12
    check_all(year, evenings, TODAY)


def test_days_choose_the_rows_and_later_meetings_still_tell(year: list[Meeting]) -> None:
    asked = Asked("tasks", date(2025, 1, 1), date(2025, 12, 31))
    found = rows(year, asked, TODAY)
    whole = rows(year, Asked("tasks"), TODAY)
    assert found == [row for row in whole if row.meeting == "2025-12-03-thuong-ky"]
    assert any(told.day.year == 2026 for row in found for told in row.told.results)  # type: ignore[union-attr]
    for name in REGISTERS:
        assert not rows(year, Asked(name, date(2019, 1, 1), date(2019, 12, 31)), TODAY)


@pytest.mark.parametrize("name", REGISTERS)
def test_filter_and_order(year: list[Meeting], name: str) -> None:
    whole = rows(year, Asked(name), TODAY)
    for words in ("ngo 12", "NGÕ 12", "luong 79", "khủng long", "03/10/2026", "“"):
        parts = fold(words).replace("“", " ").split()
        kept = [r for r in whole if all(_has(r.cells, part) for part in parts)]
        assert chosen(whole, Asked(name, words=words)) == kept
    assert chosen(whole, Asked(name, open_only=True)) == [r for r in whole if r.open]
    assert chosen(whole, Asked(name, backwards=True)) == whole[::-1]
    for column in range(len(REGISTERS[name].columns)):
        up = [r.cells[column] for r in chosen(whole, Asked(name, column=column))]
        down = [r.cells[column] for r in chosen(whole, Asked(name, column=column, backwards=True))]
        full = [cell for cell in up if cell != ""]
        assert up[len(full) :] == down[len(full) :] == [""] * (len(whole) - len(full))
        if REGISTERS[name].columns[column].sort == "value":
            assert full == sorted(full)  # type: ignore[type-var]
            assert down[: len(full)] == sorted(full, reverse=True)  # type: ignore[type-var]


def _has(cells: tuple[Any, ...], part: str) -> bool:
    text = " ".join(short_date(cell) if isinstance(cell, date) else str(cell) for cell in cells)
    letters = "".join(c if c.isalnum() or c in "/_" else " " for c in fold(text))
    return any(word.startswith(part) for word in letters.split())


def test_members_stand_by_their_given_names(year: list[Meeting]) -> None:
    found = chosen(rows(year, Asked("speakers"), TODAY), Asked("speakers", column=0))
    assert [str(r.cells[0]) for r in found][:4] == [
        "Phạm Thị An",
        "Đặng Trần Thị Ngọc Ánh",
        "Trần Thị Ân",
        "Hoàng Văn Ẩn",
    ]


def test_a_register_there_is_not() -> None:
    with pytest.raises(BadData, match="Không có sổ “x”"):
        rows_of(Asked("x"), [], TODAY)


# --- evenings made up -----------------------------------------------------------------------------


@given(PLANS, st.sampled_from([0, 30, 200]))
@settings(max_examples=60)
def test_any_evenings_figure_by_figure(plan: list[Any], later: int) -> None:
    meetings = held_by(plan)
    evenings = [raw.Evening(map(encode, m.entries)) for m in meetings]
    check_all(meetings, evenings, meetings[-1].date + timedelta(days=later))


def test_an_item_put_off_twice_comes_back_twice() -> None:
    september = Month(date(2026, 9, 3))
    september.record(ItemPutOff("8", "hết giờ"), Closed())
    october = Month(date(2026, 10, 3), [september])
    october.record(ItemPutOff("2026-09-03-regular/8", "lại hết giờ"), Closed())
    prepared = Month(date(2026, 10, 20), [september, october], "thematic", opened=False)
    november = Month(date(2026, 11, 3), [september, october])
    november.record(ItemStarted("2026-09-03-regular/8"), Closed())
    months = [september, october, prepared, november]
    first, second = decisions([m.meeting for m in months], TODAY)
    assert (first.text, first.returned) == ("hết giờ", Returned(october.meeting.id, date(2026, 10, 3), "put_off"))
    assert (second.text, second.returned) == (
        "lại hết giờ", Returned(november.meeting.id, date(2026, 11, 3), "dealt_with")
    )  # fmt: skip
    assert [first.open, second.open] == [False, False]
    assert decisions([september.meeting], TODAY)[0].open


@pytest.mark.parametrize(
    ("heard", "field", "told"), [(True, "text", True), (False, "text", False), (True, "internal", False)]
)
def test_only_what_was_set_right_after_the_reading_is_a_correction(heard: bool, field: str, told: bool) -> None:
    month = Month(date(2026, 11, 3))
    month.record(ItemStarted("8"), ItemConcluded("8", "làm ngay"))
    entry = month.meeting.entries[-1].id
    month.record(*([MinutesRead()] if heard else []))
    change = Change("conclusion", "làm ngay", "làm dần") if field == "text" else Change("internal", None, True)
    month.record(Correction(entry, (change,)))
    (found,) = decisions([month.meeting], TODAY)
    assert found.corrected == (date(2026, 11, 3) if told else None)
    assert found.internal == (field == "internal")


def test_a_year_without_a_member_has_no_page(year: list[Meeting]) -> None:
    assert member_year("nobody", 2026, year, internal=True) is None
    assert member_year("le-duc-1971", 2019, year, internal=True) is None
