"""Searching: the same as a slow look at every entry, with every filter; made anew when damaged; never in the open."""

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.cell import Person
from model.entry import encode
from model.errors import BadData
from model.events import (
    AnyEvent,
    Attendance,
    Criticism,
    ItemConcluded,
    ItemPutOff,
    ItemStarted,
    MinutesApproved,
    Note,
    PromiseResult,
    Remark,
    SelfCriticism,
    Task,
    TaskResult,
)
from model.meeting import Meeting
from model.past.outcomes import outcomes
from model.past.query import KINDS
from model.past.said import Said, said
from model.store.archive import Archive
from model.store.data import Data
from model.store.search import Hit
from tests.support.months import Month

FIRST = date(2025, 11, 3)
NAMES = ["Trần Thị Ân", "Trần Văn An", "Lê Đức", "Nguyễn Văn Lượng", "Nguyễn Thị Lương"]
ROLL = tuple(Person(id=f"p{n}", name=name, status="official") for n, name in enumerate(NAMES, 1))
SAYINGS = [
    "Đề nghị thông cống ngõ 12 trước mùa mưa", "đường ngõ 12 còn ngập", "Dựng lại cổng chào ngõ 7, đã xong phần nền",
    "An toàn giao thông: đường Lê Duẩn", "Ban công tác; ngõ 12/7", "H'Mai nói: “cống, rãnh”", "Cong queo",
]  # fmt: skip


def _months() -> list[Month]:
    """Ten months, a committee meeting and one that was never held; sayings, people and items go round."""
    months: list[Month] = []
    for n in range(12):
        kind: Any = "committee" if n == 4 else "thematic" if n == 7 else "regular"
        month = Month(FIRST + timedelta(days=41 * n), months, kind, roll=ROLL, opened=n != 9)
        months.append(month)
        if n == 9:
            continue
        who, says = ROLL[n % 5].id, SAYINGS[n % 7]
        steps = [item for item in month.meeting.agenda.items if item.waiting][:3]
        events: list[AnyEvent] = [
            ItemStarted(steps[0].id), Remark(who, says), Note(text=f"nhớ hỏi: {SAYINGS[(n + 1) % 7]}"),
            ItemConcluded(steps[0].id, SAYINGS[(n + 3) % 7]), ItemStarted(steps[1].id),
            Attendance(ROLL[(n + 2) % 5].id, "excused", SAYINGS[(n + 2) % 7]),
            Criticism(who, ROLL[(n + 1) % 5].id, SAYINGS[(n + 4) % 7], response="tiếp thu"),
            SelfCriticism(
                member=who, shortcomings="chậm", remedy=says, deadline=month.meeting.date + timedelta(days=9)
            ),
            Task(who, SAYINGS[(n + 5) % 7], month.meeting.date + timedelta(days=20)),
            ItemPutOff(steps[2].id, SAYINGS[(n + 6) % 7]),
            MinutesApproved("Biên bản", "hands", for_=n % 5, against=0, no_opinion=0),
        ]  # fmt: skip
        answers: list[AnyEvent] = [
            TaskResult(t.id, ("done", "partly", "not_done")[(n + m) % 3], f"lời {n}")  # type: ignore[arg-type]
            for m, t in enumerate(month.meeting.head.carried)
        ]
        kept: list[AnyEvent] = [PromiseResult(p.id, "done") for p in month.meeting.head.promises[: n % 2]]
        month.record(*answers, *kept, *events)
    return months


MEETINGS = [month.meeting for month in _months()]


def keep(archive: Archive, meeting: Meeting) -> None:
    journal = archive.create(meeting.id)
    for entry in meeting.entries:
        journal.append(encode(entry))
    journal.close()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Data]:
    with Data(tmp_path_factory.mktemp("search")) as opened:
        for meeting in MEETINGS:
            keep(opened.archive, meeting)
        yield opened


# --- the slow look --------------------------------------------------------------------------------


@dataclass
class Ask:
    """What is looked for, as a person would say it."""

    words: list[str]
    phrase: list[str]
    closed: bool
    person: str
    kind: str
    item: str
    span: tuple[str, date, date] | None
    open: bool | None

    def typed(self, chance: Any) -> str:
        parts = [*self.words]
        parts += [f'"{" ".join(self.phrase)}"'] if self.phrase and self.closed else []
        parts += [f"ai:{self.person}"] if self.person else []
        parts += [f"loại:{self.kind}"] if self.kind else []
        parts += [f'mục:"{self.item}"' if " " in self.item else f"mục:{self.item}"] if self.item else []
        parts += [self.span[0]] if self.span else []
        parts += [chance.choice(["việc:còn", "còn:", "viec:con"] if self.open else ["việc:xong", "xong:"])] * (
            self.open is not None
        )
        chance.shuffle(parts)
        return " ".join(parts + ([f'"{" ".join(self.phrase)}'] if self.phrase and not self.closed else []))


def bare(text: str) -> str:
    marks = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in marks if unicodedata.category(c) != "Mn").lower()


def runs(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def stands(wanted: list[str], text: str, *, whole: bool = False) -> bool:
    def same(typed: str, word: str, *, begins: bool) -> bool:
        there = bare(word) if bare(typed) == typed else word
        return there.startswith(typed) if begins else there == typed

    there, last = runs(text), len(wanted) - 1
    return any(
        all(same(w, there[n + m], begins=m == last and not whole) for m, w in enumerate(wanted))
        for n in range(len(there) - last)
    )


def fits(ask: Ask, meeting: Meeting, row: Said, state: dict[tuple[str, int], bool]) -> bool:
    names = {bare(name): kinds for name, kinds in KINDS.items()}
    return (
        all(any(stands([w], t) for t in (row.who, row.text)) for word in ask.words for w in runs(word))
        and (not ask.phrase or any(stands(ask.phrase, t, whole=ask.closed) for t in (row.who, row.text)))
        and all(stands([w], row.who) for w in runs(ask.person))
        and (not ask.kind or not set(names[bare(ask.kind)]).isdisjoint(row.kinds))
        and (row.step == ask.item if ask.item.isdecimal() else all(stands([bare(w)], row.item) for w in runs(ask.item)))
        and (ask.span is None or ask.span[1] <= meeting.date <= ask.span[2])
        and (ask.open is None or state.get((meeting.id, row.entry)) is ask.open)
    )


@cache
def everything() -> tuple[list[tuple[Meeting, Said]], dict[tuple[str, int], bool]]:
    """All that was said, newest first, and whether what an entry is about is open."""
    found = outcomes(MEETINGS)
    state = {
        place: one.open
        for one in (*found.tasks, *found.promises)
        for place in ((one.meeting, one.entry), *((t.meeting, t.entry) for t in one.results))
    }
    newest_first = [(m, row) for m in MEETINGS[::-1] for row in sorted(said(m), key=lambda row: -row.entry)]
    return newest_first, state


def slow(ask: Ask) -> list[tuple[str, int]]:
    rows, state = everything()
    return [(meeting.id, row.entry) for meeting, row in rows if fits(ask, meeting, row, state)]


WORDS = [
    "cống",
    "cong",
    "ngõ",
    "ngo",
    "12",
    "đường",
    "duong",
    "n",
    "an",
    "ân",
    "đ",
    "tiếp",
    "le",
    "lượng",
    "nền,",
    "ko",
]
SPANS = [
    ("từ:02/2026", date(2026, 2, 1), date.max), ("đến:02/2026", date.min, date(2026, 2, 28)),
    ("năm:2026", date(2026, 1, 1), date(2026, 12, 31)), ("từ:2026 đến:14/2/2026", date(2026, 1, 1), date(2026, 2, 14)),
    ("tháng:12/2025", date(2025, 12, 1), date(2025, 12, 31)), ("14/12/2025", date(2025, 12, 14), date(2025, 12, 14)),
]  # fmt: skip
ASKS = st.builds(
    Ask,
    words=st.lists(st.sampled_from(WORDS), max_size=3),
    phrase=st.sampled_from([[], [], ["ngõ", "12"], ["ngo", "1"], ["cống", "ngo"], ["thi", "ân"], ["ân", "thị"]]),
    closed=st.booleans(),
    person=st.sampled_from(["", "", "an", "ân", "lượng", '"nguyen thi"', "tran-thi", "k"]),
    kind=st.sampled_from(["", "", *KINDS, "nhiem vu", "loi hua", "Ý kiến"]),
    item=st.sampled_from(["", "", "1", "2", "thematic", "tuyên bố", "diem", "thu", "x"]),
    span=st.none() | st.sampled_from(SPANS),
    open=st.sampled_from([None, None, True, False]),
)


@given(ASKS, st.randoms())
@settings(max_examples=400)
def test_searching_is_a_slow_look_at_every_entry(data: Data, ask: Ask, chance: Any) -> None:
    typed = ask.typed(chance)
    if not typed:
        with pytest.raises(BadData):
            data.search.find(typed)
        return
    assert [(hit.meeting, hit.entry) for hit in data.search.find(typed, limit=10_000)] == slow(ask), typed


def test_the_newest_come_first_and_no_more_than_asked_for(data: Data) -> None:
    all_of_them = data.search.find("ngo", limit=10_000)
    assert [h.meeting for h in all_of_them] == sorted((h.meeting for h in all_of_them), reverse=True)
    assert data.search.find("ngo", limit=3) == all_of_them[:3]


# --- what changes ---------------------------------------------------------------------------------


def entries_of(hits: list[Hit]) -> list[tuple[str, int]]:
    return [(hit.meeting, hit.entry) for hit in hits]


def test_what_a_later_meeting_tells_closes_a_task_of_an_earlier_one(tmp_path: Path) -> None:
    first = Month(FIRST, roll=ROLL)
    first.record(Task("p1", "thông cống", FIRST))
    second = Month(FIRST + timedelta(days=30), [first], roll=ROLL)
    with Data(tmp_path) as data:
        keep(data.archive, first.meeting)
        given = (first.meeting.id, first.meeting.entries[-1].id)
        assert entries_of(data.search.find("việc:còn")) == [given]
        keep(data.archive, second.meeting)
        assert entries_of(data.search.find("cong việc:còn")) == [given]
        second.record(TaskResult(second.meeting.head.carried[0].id, "done"))
        journal = data.archive.open(second.meeting.id)[1]
        journal.append(encode(second.meeting.entries[-1]))
        journal.close()
        told = (second.meeting.id, second.meeting.entries[-1].id)
        assert data.search.find("việc:còn") == []
        assert entries_of(data.search.find("việc:xong cống")) == [told, given]


DAMAGE = {
    "garbage": lambda path: path.write_bytes(b"garbage" * 999),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "pages": lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(path.stat().st_size - 4096)),
    "empty": lambda path: path.write_bytes(b""),
    "missing": lambda path: path.unlink(),
    "version": lambda path: _run(path, "pragma user_version = 1"),
    "tables": lambda path: _run(path, "drop table entries"),
    "old": lambda path: (path.unlink(), _run(path, "create table seen (meeting text primary key, size integer)")),
}


def _run(path: Path, command: str) -> None:
    db = sqlite3.connect(path)
    db.execute(command)
    db.commit()
    db.close()


@pytest.mark.parametrize("damage", DAMAGE)
def test_an_index_that_is_damaged_or_of_another_version_is_made_anew(tmp_path: Path, damage: str) -> None:
    with Data(tmp_path) as data:
        for meeting in MEETINGS[:3]:
            keep(data.archive, meeting)
        found = data.search.find("ngo")
        data.search.close()
        DAMAGE[damage](tmp_path / "search.sqlite")
        assert data.search.find("ngo") == found
        data.search.close()
        assert data.search.find("ngo") == found != []


def test_an_index_that_cannot_be_replaced_is_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Data(tmp_path) as data:
        keep(data.archive, MEETINGS[0])
        found = data.search.find("ngo")
        data.search.close()
        DAMAGE["garbage"](tmp_path / "search.sqlite")
        before = (tmp_path / "search.sqlite").read_bytes()

        def refuse(self: Path, missing_ok: bool = False) -> None:
            raise PermissionError

        monkeypatch.setattr(Path, "unlink", refuse)
        assert data.search.find("ngo") == data.search.find("ngo") == found
        monkeypatch.undo()
        assert (tmp_path / "search.sqlite").read_bytes() == before


def test_an_index_damaged_while_it_is_open_is_made_anew(tmp_path: Path) -> None:
    with Data(tmp_path) as data:
        keep(data.archive, MEETINGS[0])
        found = data.search.find("ngo")
        _run(tmp_path / "search.sqlite", "drop table entries")
        assert data.search.find("ngo") == found


def test_a_meeting_that_is_gone_is_found_no_more(tmp_path: Path) -> None:
    with Data(tmp_path) as data:
        for meeting in MEETINGS[:2]:
            keep(data.archive, meeting)
        assert {h.meeting for h in data.search.find("ngo")} == {m.id for m in MEETINGS[:2]}
        data.archive.journal_path(MEETINGS[0].id).unlink()
        data.archive.path(MEETINGS[0].id).rmdir()
        assert {h.meeting for h in data.search.find("ngo")} == {MEETINGS[1].id}
