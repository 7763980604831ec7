"""The page of the capture line tells the truth: every act, every example."""

import re

import pytest

from model.capture.codes import SIGNS
from model.capture.line import VERBS
from model.past.query import KINDS, parse
from tests.support.hand import Hand
from tests.support.meetings import ROOT
from tui.commands import COMMANDS

PAGE = (ROOT / "docs" / "capture.md").read_text("utf-8")
ROWS = re.findall(r"^\| `;(\w+)` \| (?:`(.)`)? ?\| ([^|]+) \| (.*) \|$", PAGE, re.MULTILINE)


def test_every_act_of_the_table_stands_there_with_its_sign_and_name() -> None:
    assert [(word, sign, title) for word, sign, title, _ in ROWS] == [(v.word, v.sign, v.title) for v in VERBS]


def example_lines() -> list[tuple[str, str]]:
    """Word of the act, and an example without dots in it."""
    return [
        (word, line.replace("\\|", "|"))
        for word, _, _, shown in ROWS
        for line in re.findall(r"`([^`]+)`", shown)
        if "…" not in line and line not in ("x", ">")
    ]


STEPS = {";bq 0": "5"}
"""Examples for an item that knows their subject."""


@pytest.mark.parametrize(("word", "line"), example_lines(), ids=[line for _, line in example_lines()])
def test_every_example_is_right(word: str, line: str) -> None:
    hand = Hand(opened=word != "km", step=STEPS.get(line, "1"))
    if word != "km":
        for before in ("`một", "@hai", "ba"):
            hand.enters(before)
    assert not hand.reads(line).problem


def test_the_signs_of_the_codes_are_those_of_the_page() -> None:
    told = dict(re.findall(r"`(\S)` (\d)\b", PAGE.partition("It is typed as Shift")[2].partition("The ten")[0]))
    assert told == {sign: str(digit) for digit, sign in enumerate(SIGNS)}


def test_the_keys_of_the_page_are_those_of_the_table() -> None:
    known = {c.key for c in COMMANDS}
    told = {f"ctrl+{letter.lower()}" for letter in re.findall(r"`Ctrl\+(\w)`", PAGE)}
    assert told
    assert told <= known


def test_every_kind_that_can_be_searched_for_stands_on_its_page() -> None:
    page = (ROOT / "docs" / "looking-back.md").read_text("utf-8").partition("| `loại:` |")[2]
    assert [name for name in KINDS if name not in page] == []
    told = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", page.partition("The same line")[0], re.MULTILINE)
    shorts = [short.strip() for _, cell in told[1:] for short in cell.split(",") if short.strip()]
    assert shorts
    assert all(parse(f"loại:{short}").kinds for short in shorts)


@pytest.mark.parametrize("name", ["README.md", "README.vi.md", "docs/architecture.md"])
def test_the_page_is_linked(name: str) -> None:
    assert "capture.md" in (ROOT / name).read_text("utf-8")


GUIDE = (ROOT / "README.vi.md").read_text("utf-8").partition("## 5. ")[2].partition("## 7. ")[0]
GUIDED = [
    re.sub(r"\b(quynh|uoc|my)\b", "tta", line).replace("\\|", "|")
    for line in re.findall(r"`([;@/-]\S[^`]* [^`]+)`", GUIDE)
    if "…" not in line
]
"""The lines that it shows, said of somebody of the reference cell."""


def test_the_keys_of_the_guide_are_those_of_the_table() -> None:
    known = {c.key for c in COMMANDS if c.place in ("live", "anywhere")}
    told = {f"ctrl+{letter.lower()}" for letter in re.findall(r"`\^(\w)`", GUIDE)}
    assert told
    assert told <= known


@pytest.mark.parametrize("line", GUIDED)
def test_every_line_of_the_guide_is_read(line: str) -> None:
    hand = Hand(opened=True, step="1")
    hand.enters("`một")
    assert not hand.reads(line).problem
