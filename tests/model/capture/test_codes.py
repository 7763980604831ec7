"""Codes: given once, kept for life, short for those who speak most, never with a sign struck twice."""

from itertools import islice, pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from model.capture.codes import SIGNS, all_codes, codes_of, digits, give, signs
from model.cell import Member, Person

OFFICES = ("member", "committee_member", "deputy_leader", "leader")


@st.composite
def members(draw: st.DrawFn, most: int = 40) -> list[Member]:
    """Members, some of whom have their codes already."""
    count = draw(st.integers(0, most))
    codes = draw(st.lists(st.sampled_from(["", *islice(all_codes(), 60)]), min_size=count, max_size=count))
    taken: set[str] = set()
    listed = []
    for n, code in enumerate(codes):
        office = draw(st.sampled_from(OFFICES))
        listed.append(Member(id=f"m{n}", name=f"Đảng viên {n}", office=office, code="" if code in taken else code))
        taken.add(code)
    return listed


def test_all_codes_are_digits_and_never_the_same_one_twice_in_a_row() -> None:
    first = list(islice(all_codes(), 2000))
    assert first[:12] == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "10", "12"]
    assert len(set(first)) == 2000
    assert all(code.isascii() and code.isdigit() for code in first)
    assert all(a != b for code in first for a, b in pairwise(code))
    assert [code for code in first if len(code) == 2] == [str(n) for n in range(10, 100) if n % 11]


@given(st.text("0123456789", min_size=1))
def test_a_code_is_typed_as_the_signs_over_its_digits(code: str) -> None:
    assert digits(signs(code)) == code
    assert all(sign in SIGNS for sign in signs(code))


def test_the_signs_are_those_of_the_keyboard() -> None:
    assert signs("1234567890") == "!@#$%^&*()"


@given(members(), st.dictionaries(st.integers(0, 40).map("m{}".format), st.integers(0, 9)))
def test_everybody_gets_a_code_of_his_own_and_keeps_the_one_he_had(
    listed: list[Member], spoken: dict[str, int]
) -> None:
    after = give(listed, spoken)
    assert [structs.replace(m, code="") for m in after] == [structs.replace(m, code="") for m in listed]
    assert len({m.code for m in after}) == len(after)
    assert "" not in {m.code for m in after}
    for old, new in zip(listed, after, strict=True):
        assert old.code in ("", new.code)


@given(members(), members(), st.randoms())
def test_codes_stay_when_members_join_and_when_the_list_is_in_another_order(
    listed: list[Member], joining: list[Member], random: object
) -> None:
    before = give(listed, {})
    more = [structs.replace(m, id=f"new-{m.id}", code="") for m in joining]
    after = {m.id: m.code for m in give([*more, *before[::-1]], {m.id: 99 for m in more})}
    assert [after[m.id] for m in before] == [m.code for m in before]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=40))
def test_the_most_spoken_get_the_shortest(spoken: list[int]) -> None:
    listed = [Member(id=f"m{n}", name="A") for n in range(len(spoken))]
    given_now = give(listed, {f"m{n}": count for n, count in enumerate(spoken)})
    order = {code: place for place, code in enumerate(islice(all_codes(), len(spoken)))}
    by_place = [spoken[n] for n in sorted(range(len(spoken)), key=lambda n: order[given_now[n].code])]
    assert by_place == sorted(spoken, reverse=True)
    assert sum(len(m.code) == 1 for m in given_now) == min(10, len(spoken))


def test_among_equals_the_office_decides() -> None:
    listed = [Member(id=office, name="A", office=office) for office in OFFICES]
    assert {m.id: m.code for m in give(listed, {})} == {
        "leader": "1", "deputy_leader": "2", "committee_member": "3", "member": "4"
    }  # fmt: skip


def test_guests_and_members_of_old_journals_get_what_is_free() -> None:
    people = [Person(id="a", name="A"), Person(id="b", name="B", code="1"), Person(id="c", name="C")]
    assert codes_of(people) == {"a": "2", "b": "1", "c": "3"}
    assert codes_of([*people, Person(id="d", name="D")]) == codes_of(people) | {"d": "4"}
