"""Names completed: offered where they are clear, never guessed."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.capture.completion import candidates, complete
from model.vietnamese import fold

NAMES = [
    "Nguyễn Văn Lượng", "Trịnh Đình Lương", "Nguyễn Văn Lượng", "Đỗ Thị Tuyết Nhung", "Phạm Thị An", "Trần Thị Ân",
    "Đặng Trần Thị Ngọc Ánh", "H'Mai Niê", "Đỗ Minh Khoát", "Giàng A Páo",
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("thi tuyet nh", ["Thị Tuyết Nhung"]), ("có do thi tu", ["Đỗ Thị Tuyết Nhung"]), ("h'mai n", ["H'Mai Niê"]),
        ("hmai nie", ["H'Mai Niê"]), ("dc luong", ["Lượng", "Lương"]), ("đ/c lượ", ["Lượng"]),
        ("Đồng chí khoa", ["Khoát"]),
        ("đồng chí an", ["An", "Ân"]), ("đồng chí ân", ["Ân"]), ("đồng chí a", ["An", "Ân", "Ánh"]), ("Kho", ["Khoát"]),
        ("nguyen van l", ["Nguyễn Văn Lượng"]), ("giang a", ["Giàng A Páo"]), ("thi a", ["Thị An", "Thị Ân"]),
        ("kho", []), ("K", []), ("khoát", []), ("đồng chí Khoát", []), ("đồng chí ", []), ("", []), ("thị xã", []),
    ],
)  # fmt: skip
def test_candidates(before: str, offered: list[str]) -> None:
    found = candidates(before, NAMES)
    assert [expansion.text for expansion in found] == offered
    decomposed = [expansion.text for expansion in candidates(normalize("NFD", before), NAMES)]
    assert [text for text in decomposed if not before.endswith(text)] == offered
    assert complete(before, NAMES) == (found[0] if len(found) == 1 else None)


@given(st.sampled_from(NAMES), st.integers(0, 30), st.text(max_size=5), st.booleans())
def test_what_is_offered_begins_as_typed_and_changes_nothing_else(name: str, cut: int, rest: str, bare: bool) -> None:
    typed = fold(name)[:cut] if bare else name[:cut]
    before = f"{rest} thưa {typed}"
    for found in candidates(before, NAMES):
        assert found.put(before) == before[: found.start] + found.text
        assert fold(found.text).replace("'", "").startswith(fold(found.short).replace("'", ""))
        assert found.take_back(found.put(before)) == before


@given(st.sampled_from(NAMES), st.integers(2, 30))
def test_a_clear_name_without_accents_is_found(name: str, cut: int) -> None:
    typed = fold(name)[:cut]
    if " " in typed.strip() and not typed.endswith(" ") and typed != name:
        whole = {n for n in NAMES if fold(n).startswith(typed)}
        assert {found.text for found in candidates(typed, NAMES)} >= whole
