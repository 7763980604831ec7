"""What old minutes say, never worked out: the events that only a meeting imported from them has."""

from typing import Literal

from model.parts import Happening, Level


class OldText(Happening, frozen=True, tag="old_text"):
    """A paragraph of old minutes that no fact says whole; ``place`` is its number in the file."""

    text: str
    place: int


class Stated(Happening, frozen=True, tag="stated"):
    """The figures that old minutes state; None and empty where they state none. ``most``: the points possible."""

    total: int | None = None
    expected: int | None = None
    present: int | None = None
    absent: int | None = None
    excused: int | None = None
    unexcused: int | None = None
    points: int | None = None
    most: int | None = None
    level: Level = ""


class StatedVote(Happening, frozen=True, tag="stated_vote"):
    """A vote as old minutes state it: its base, counts and verdict are theirs and are judged by nobody."""

    subject: str
    method: Literal["hands", "secret", ""] = ""
    base: int | None = None
    for_: int | None = None
    against: int | None = None
    no_opinion: int | None = None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None
    verdict: Literal["passed", "failed", ""] = ""
