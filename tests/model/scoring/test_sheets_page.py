"""docs/sheets.md says what the program reads: its sample is right, no key and no fact is missing."""

import re

import pytest
from msgspec import Struct

from model.scoring.facts import fact_names
from model.scoring.sheet_file import read_sheet
from model.scoring.sheets import Band, Cap, Case, Criterion, Grade, Group, MaxWhen, Sheet, YearRule
from tests.support.meetings import ROOT

PAGE = (ROOT / "docs" / "sheets.md").read_text("utf-8")


def test_the_sample_is_a_sheet() -> None:
    (sample,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert read_sheet(sample, "docs/sheets.md").max == 20


def test_every_fact_is_in_its_table_and_no_other() -> None:
    table = PAGE[PAGE.index("## 6.") : PAGE.index("## 7.")]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(fact_names())


@pytest.mark.parametrize("table", [Sheet, Grade, Group, Criterion, Case, Band, MaxWhen, Cap, YearRule])
def test_every_key_is_told(table: type[Struct]) -> None:
    quoted = r"`[^`\n]*\b{0}\b[^`\n]*`|^{0} = "
    keys = table.__struct_encode_fields__
    assert [key for key in keys if not re.search(quoted.format(key), PAGE, re.MULTILINE)] == []
