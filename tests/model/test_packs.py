"""Rule packs: which one holds on a day, what each says, what is refused on loading; a meeting keeps its own."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs

from model import roster
from model.cell import roll
from model.consequences import by_pack, judged_by
from model.entry import encode
from model.errors import BadData, Refused
from model.packs import NEWEST, SHIPPED, Pack, pack, pack_on, read_pack
from model.presence import Presence
from model.replay import Script
from model.rules import resource
from model.scoring.sheets import sheet
from model.voting import base
from tests.support import reference
from tests.support.meetings import R30, ROSTER, TEXT, Desk, hands, people, reference_meeting

HD12, HD42 = date(2018, 7, 6), date(2025, 10, 28)
FILE = resource("pack-hd42-2025.toml")


@pytest.mark.parametrize(
    ("day", "pack_id"),
    [
        (HD12, "hd12-2018"), (HD42 - timedelta(days=1), "hd12-2018"), (HD42, "hd42-2025"), (date.max, "hd42-2025"),
    ],
)  # fmt: skip
def test_the_pack_in_force_on_a_day(day: date, pack_id: str) -> None:
    assert pack_on(day).id == pack_id


@pytest.mark.parametrize("day", [HD12 - timedelta(days=1), date.min])
def test_no_pack_before_the_first_one(day: date) -> None:
    with pytest.raises(Refused, match="12-HD/BTCTW"):
        pack_on(day)


@pytest.mark.parametrize("pack_id", SHIPPED)
def test_the_sheets_of_a_pack_are_shipped_and_hold_from_its_day_on(pack_id: str) -> None:
    assert [sheet(i).id for i in pack(pack_id).sheets] == list(pack(pack_id).sheets)
    assert all(sheet(i).in_force_from >= pack(pack_id).in_force_from for i in pack(pack_id).sheets)


def test_the_newest_is_the_one_in_force_last() -> None:
    assert pack_on(date.max).id == NEWEST


@pytest.mark.parametrize("pack_id", SHIPPED)
def test_every_matter_by_the_table_of_votes(pack_id: str) -> None:
    rules = pack(pack_id)
    assert {rule.id: (rule.rule, rule.methods) for rule in rules.matter} == reference.MATTERS
    one_person = {rule.id for rule in rules.matter if rule.one_person}
    assert one_person == {"admission", "end_of_probation", "expulsion", "discipline"}


@pytest.mark.parametrize("pack_id", SHIPPED)
def test_every_status_by_the_table_of_members(pack_id: str) -> None:
    told = {s.kind: (s.head_count, s.rate, s.base, s.electable) for s in pack(pack_id).status}
    assert told == {
        "official": ("yes", "yes", "always", True),
        "probationary": ("yes", "yes", "never", False),
        "exempt": ("yes", "no", "if_present", True),
        "away": ("yes", "no", "if_present", True),
        "guest": ("apart", "apart", "never", False),
        "suspended": ("yes", "no", "never", False),
        "invited": ("no", "no", "never", False),
    }


def test_the_figures_of_the_two_packs() -> None:
    old, new = pack("hd12-2018"), pack("hd42-2025")
    assert (new.length.least, new.length.combined, old.length.least) == (90, 120, 90)
    assert new.days is not None
    assert (new.days.documents_before, new.days.finished_within) == (1, 2)
    assert (new.year.excused_in_a_row, old.year.excused_in_a_row, new.year.months_missed) == (3, 3, 3)
    assert old.agendas == {kind: new.agendas[kind] for kind in ("regular", "thematic", "combined")}
    assert (old.date, new.date) == (HD12, HD42)


@pytest.mark.parametrize(
    ("pack_id", "kind", "own", "least"),
    [
        ("hd42-2025", "regular", 90, 90), ("hd42-2025", "combined", 90, 120), ("hd42-2025", "combined", 60, 60),
        ("hd42-2025", "combined", 150, 150), ("hd42-2025", "regular", 120, 120), ("hd42-2025", "thematic", 89, 89),
        ("hd12-2018", "combined", 90, 90),
    ],
)  # fmt: skip
def test_the_cells_own_length_wins(pack_id: str, kind: Any, own: int, least: int) -> None:
    assert pack(pack_id).least_minutes(kind, own) == least


@given(st.integers(0, 100), st.integers(1, 100))
@example(85, 100)
@example(86, 100)
@example(90, 100)
@example(89, 100)
@example(17, 20)  # 85 % to the dot
@example(9, 10)
def test_the_attendance_asked_for_is_compared_as_a_fraction(present: int, expected: int) -> None:
    rate = Fraction(present, expected)
    assert pack("hd42-2025").enough_present(present, expected) is (rate >= Fraction(9, 10))
    assert pack("hd12-2018").enough_present(present, expected) is (rate > Fraction(85, 100))


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("in_force_from = 2025-10-28\n", "", "thiếu khóa in_force_from"),
        ("date = 2025-10-28\n", "", "thiếu khóa date"),
        ("in_force_from = 2025-10-28", 'in_force_from = "2025"', "dòng 7: in_force_from"),
        ("in_force_from = 2025-10-28", "in_force_from = 2025-02-30", "dòng 7: ngày"),
        ('id = "expulsion"\nrule = "two_thirds"', 'id = "expulsion"\nrule = "half"', r"dòng \d+: matter.*rule.*half"),
        ('id = "expulsion"', 'id = "praise"', r"dòng \d+: matter.*id.*praise"),
        ('id = "expulsion"', 'id = "discipline"', "“discipline” được ghi hai lần"),
        ('[[absence]]\nkind = "unexcused"\nrate = true\nbase = true\n', "", "thiếu unexcused"),
        ('kind = "guest"', 'kind = "visitor"', r"dòng \d+: status.*kind.*visitor"),
        ('methods = ["secret"]', "methods = []", "cần ít nhất một hình thức"),
        ("percent = 90", 'percent = "90"', r"dòng \d+: attendance\.percent: cần số nguyên"),
        ('regular = ["1", ', 'regular = ["1", "99", ', "regular: không có .* “99”"),
        ('[[item]]\nid = "2"', '[[item]]\nid = "1"', "cùng id “1”"),
        ("[length]", "[lenght]", "lenght"),
    ],
)
def test_a_pack_that_says_something_impossible_names_the_place(was: str, now: str, says: str) -> None:
    assert was in FILE
    with pytest.raises(BadData, match=rf"^mine\.toml.*{says}"):
        read_pack(FILE.replace(was, now, 1), "mine.toml")
    assert read_pack(FILE, "mine.toml") == pack("hd42-2025")


def test_an_unknown_pack_names_those_there_are() -> None:
    with pytest.raises(BadData, match=r"hd99.*hd12-2018, hd42-2025"):
        pack("hd99-2099")


# --- a meeting and its pack -----------------------------------------------------------------------


@pytest.mark.parametrize(("day", "pack_id"), [("2025-10-27", "hd12-2018"), ("2025-10-28", "hd42-2025")])
def test_a_script_takes_the_pack_of_its_day(day: str, pack_id: str) -> None:
    text = (R30.parent / "year" / "2026-01.toml").read_text("utf-8")
    old_day = next(line for line in text.splitlines() if line.startswith("date = "))
    members = roll(_members(), date.fromisoformat(day))
    script = Script(text.replace(old_day, f"date = {day}", 1), "old.toml", members)
    _, head = next(script.events("m", {}))
    assert head.pack == pack_id  # type: ignore[union-attr]


def test_a_script_of_a_day_before_all_packs_is_refused() -> None:
    with pytest.raises(BadData, match=r"meeting\.toml, meeting\.date: .*05/07/2018"):
        Script(TEXT.replace("2026-11-03", "2018-07-05"), "meeting.toml", ())


def _members() -> list[Any]:
    return roster.read(ROSTER, "roster.csv")


def test_a_meeting_keeps_its_pack_and_another_one_is_a_view() -> None:
    meeting = reference_meeting()
    before = [encode(e) for e in meeting.entries]
    view = by_pack(meeting, "hd12-2018")
    assert (view.presence.rules.id, meeting.presence.rules.id) == ("hd12-2018", "hd42-2025")
    told = {c.code: c for c in judged_by(meeting, "hd12-2018")}
    assert [encode(e) for e in meeting.entries] == before
    assert set(told) == {"pack", "pack-vote", "pack-length", "pack-attendance"}
    assert "hd42-2025" in told["pack"].message
    assert "Cả 4 lần" in told["pack-vote"].message
    assert told["pack-attendance"].message == "Có mặt 24/27, cần trên 85 %: đạt."
    assert {c.severity for c in told.values()} == {"hint"}


def test_a_view_by_a_pack_that_was_not_in_force_says_so() -> None:
    desk = Desk(people("official"), pack="hd12-2018")
    desk.meeting.entries[0] = structs.replace(
        desk.meeting.entries[0], event=structs.replace(desk.meeting.head, date=date(2020, 1, 3))
    )
    desk.meeting._fold()
    assert "chưa có hiệu lực" in judged_by(desk.meeting, "hd42-2025")[0].message
    assert "chưa có hiệu lực" not in judged_by(desk.meeting, "hd12-2018")[0].message


def test_a_meeting_in_progress_has_no_length_yet_and_no_votes_to_compare() -> None:
    codes = [c.code for c in judged_by(Desk(people("official")).meeting, "hd12-2018")]
    assert codes == ["pack", "pack-attendance"]


def changed_pack(table: str, kind: str, **now: Any) -> Pack:
    rules = pack()
    rows = tuple(structs.replace(r, **now) if r.kind == kind else r for r in getattr(rules, table))
    return structs.replace(rules, **{table: rows})


def test_who_counts_is_what_the_pack_says() -> None:
    roll_ = people("official", "guest", "exempt", "suspended")
    ids = [p.id for p in base(Presence(roll_, changed_pack("status", "guest", base="always")))]
    assert ids == ["p1", "p2"]
    presence = Presence(roll_, changed_pack("status", "exempt", rate="yes", expected=True))
    assert (presence.counts().expected, presence.counts().present) == (2, 2)
    assert Presence(roll_, changed_pack("status", "suspended", head_count="no")).counts().total == 2
    assert Presence(roll_, changed_pack("status", "guest", rate="no")).counts().guest_present == 0


def test_a_vote_without_a_matter_is_judged_as_it_was_recorded() -> None:
    desk = Desk(people(*["official"] * 3))
    entry = desk.record(hands(2))
    assert b"matter" not in encode(entry)
    assert b"round" not in encode(entry)
