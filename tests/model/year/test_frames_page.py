"""docs/frames.md says what the program reads: its sample is right, no key and no fact is missing."""

import re

import pytest
from msgspec import Struct

from model.words import INCIDENT, RATINGS
from model.year.facts import fact_names
from model.year.frame_file import read_frame
from model.year.frames import Case, Content, Criterion, Frame, InARow, KnockOut, Outcome
from tests.support.meetings import ROOT

PAGE = (ROOT / "docs" / "frames.md").read_text("utf-8")


def test_the_sample_is_a_frame() -> None:
    (sample,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert len(read_frame(sample, "docs/frames.md").criterion) == 4


@pytest.mark.parametrize(
    ("subject", "begin", "end"), [("cell", "### Chi bộ", "### Đảng"), ("member", "### Đảng", "## 7.")]
)
def test_every_fact_is_in_its_table_and_no_other(subject: str, begin: str, end: str) -> None:
    table = PAGE[PAGE.index(begin) : PAGE.index(end)]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] == fact_names(subject)


@pytest.mark.parametrize("table", [Frame, Content, Criterion, Case, KnockOut, Outcome, InARow])
def test_every_key_is_told(table: type[Struct]) -> None:
    quoted = r"`[^`\n]*\b{0}\b[^`\n]*`|^{0} = "
    keys = table.__struct_encode_fields__
    assert [key for key in keys if not re.search(quoted.format(key), PAGE, re.MULTILINE)] == []


def test_kinds_and_levels_are_told() -> None:
    assert [word for word in (*INCIDENT, *RATINGS) if f"`{word}`" not in PAGE and f'`"{word}"`' not in PAGE] == []


@pytest.mark.parametrize("page", ["docs/architecture.md", "README.vi.md"])
def test_the_page_is_linked(page: str) -> None:
    assert "frames.md" in (ROOT / page).read_text("utf-8")
