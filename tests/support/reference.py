"""The rules of a meeting once more, slow and obvious: written from their description, not from the program.

Presence is a list with one truth per second; undo is a plain recursion; bands are chains of ``if`` on fractions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

EXPECTED = ("official", "probationary")
ABSENCES = ("excused", "unexcused", "on_duty")
PRESUMED_PRESENT = ("official", "probationary", "guest", "invited")


class Stay:
    """One person's meeting: ``here[s]`` says whether the person is in the room at second ``s`` after the opening."""

    def __init__(self, status: str, seconds: int) -> None:
        self.status = status
        self.here = [status in PRESUMED_PRESENT] * seconds
        self.absence = ""

    def fits(self, second: int, mark: str) -> bool:
        """Whether the mark can be: only somebody here leaves, only somebody who left comes back."""
        if mark == "left":
            return self.here[second]
        if mark == "back":
            return any(self.here) and not self.here[second]
        return True

    def take(self, second: int, mark: str) -> None:
        """Fold the mark in; an absence and a coming hold for the whole meeting."""
        for s in range(len(self.here)):
            if mark in ABSENCES:
                self.here[s] = False
            elif mark == "present":
                self.here[s] = True
            elif mark == "late":
                self.here[s] = s >= second
            elif s >= second:
                self.here[s] = mark == "back"
        self.absence = mark if mark in ABSENCES else ""

    @property
    def attended(self) -> bool:
        return any(self.here)

    @property
    def late(self) -> bool:
        return self.attended and not self.here[0]

    @property
    def left_early(self) -> bool:
        return self.attended and not self.here[-1]


def counts(stays: Sequence[Stay]) -> dict[str, int]:
    """The head counts: persons by status, then what became of those expected."""
    result = {
        status: len([s for s in stays if s.status == status])
        for status in ("official", "probationary", "exempt", "away", "guest", "suspended")
    }
    expected = [s for s in stays if s.status in EXPECTED and s.absence != "on_duty"]
    on_duty = len([s for s in stays if s.status in EXPECTED and s.absence == "on_duty"])
    result |= {"on_duty": on_duty} if on_duty else {}
    return result | {
        "total": len([s for s in stays if s.status not in ("guest", "invited")]),
        "expected": len(expected),
        "present": len([s for s in expected if s.attended]),
        "excused": len([s for s in expected if not s.attended and s.absence == "excused"]),
        "unexcused": len([s for s in expected if not s.attended and s.absence == "unexcused"]),
        "late": len([s for s in expected if s.late]),
        "left_early": len([s for s in expected if s.left_early]),
        "guest_present": len([s for s in stays if s.status == "guest" and s.attended]),
    }


def why_left_out(stay: Stay) -> str:
    """Why somebody is not in the base of a vote; empty for those in it."""
    if stay.status in ("probationary", "guest", "suspended", "invited"):
        return stay.status
    if stay.status in ("exempt", "away") and not stay.attended:
        return stay.status + "_absent"
    return stay.absence if stay.absence in ("excused", "on_duty") else ""


def needed(base: int, rule: str) -> int:
    """The least number of votes that is more than half, or at least two thirds; nobody's vote passes nothing."""
    if rule == "two_thirds":
        return next(n for n in range(1, base + 2) if 3 * n >= 2 * base)
    return next(n for n in range(base + 2) if 2 * n > base)


MATTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "programme": ("majority", ("hands", "secret")),
    "recorder": ("majority", ("hands", "secret")),
    "minutes": ("majority", ("hands", "secret")),
    "resolution": ("majority", ("hands", "secret")),
    "level": ("majority", ("hands", "secret")),
    "admission": ("two_thirds", ("hands", "secret")),
    "end_of_probation": ("two_thirds", ("hands", "secret")),
    "expulsion": ("two_thirds", ("secret",)),
    "discipline": ("majority", ("secret",)),
    "election": ("majority", ("secret",)),
    "rating": ("counted", ("secret",)),
}
"""What each matter needs and the forms it may be taken in, by the table of the rules of votes."""


def verdict(votes_for: int, base: int, rule: str) -> str:
    """What a question comes to."""
    return "passed" if votes_for >= needed(base, rule) else "failed"


def elected(votes: Sequence[int], seats: int, need: int) -> list[bool]:
    """Who is elected: enough votes, and no more than ``seats`` who have as many or more."""
    return [v >= need and len([w for w in votes if w >= v]) <= seats for v in votes]


@dataclass
class Ballot:
    """A vote's figures; None where nothing was written."""

    method: str
    figures: Mapping[str, int | None]
    seats: int | None = None
    candidates: Sequence[tuple[str, int]] = field(default_factory=tuple)
    questions: Sequence[Mapping[str, int | None]] = field(default_factory=tuple)
    """Several questions of one ballot, the figures of each; options by their names."""

    def possible(self, able: int) -> bool:
        """Whether the figures can be with ``able`` voters in the room."""
        f = {name: figure for name, figure in self.figures.items() if figure is not None}
        if any(figure < 0 for figure in f.values()):
            return False
        election = self.seats is not None or bool(self.candidates)
        question = {"for", "against", "no_opinion"}
        if self.method == "hands":
            return (
                not election
                and not self.questions
                and question <= set(f)
                and f["for"] + f["against"] + f["no_opinion"] <= able
            )
        if not {"issued", "returned", "valid", "invalid"} <= set(f):
            return False
        if not f["returned"] <= f["issued"] <= able or f["valid"] + f["invalid"] != f["returned"]:
            return False
        if self.questions:
            return not election and not question & set(f) and all(self._answered(q, f["valid"]) for q in self.questions)
        if election:
            return self._election_possible(f["valid"])
        return question <= set(f) and f["for"] + f["against"] + f["no_opinion"] == f["valid"]

    @staticmethod
    def _answered(figures: Mapping[str, int | None], valid: int) -> bool:
        """Every valid paper answers the question or has no opinion on it."""
        told = {name: figure for name, figure in figures.items() if figure is not None}
        options = set(told) - {"for", "against", "no_opinion"}
        if any(figure < 0 for figure in told.values()):
            return False
        if options and ("for" in told or "against" in told):
            return False
        return (bool(options) or len(told) == 3) and sum(told.values()) == valid

    def _election_possible(self, valid: int) -> bool:
        names = [name for name, _ in self.candidates]
        if not self.seats or self.seats < 1 or not names or len(names) != len(set(names)):
            return False
        votes = [v for _, v in self.candidates]
        return all(0 <= v <= valid for v in votes) and sum(votes) <= valid * self.seats


def holding(undone_by: Mapping[int, Sequence[int]], entry: int) -> bool:
    """Whether an entry holds: no undo of it holds itself. ``undone_by``: entry to the entries that undo it."""
    return not any(holding(undone_by, undo) for undo in undone_by.get(entry, ()))


# --- the bands of an-phu-2025 ---------------------------------------------------------------------


def points_of_length(minutes: int, members: int) -> int:
    """Row 1."""
    required = 120 if members >= 30 else 90
    if minutes >= required:
        return 5
    if minutes >= required - 15:
        return 4
    if minutes >= required - 30:
        return 3
    return 2 if Fraction(minutes) >= Fraction(required, 2) else 1


def points_of_attendance(present: int, expected: int, unexcused: int) -> int:
    """Row 2 without its extra point."""
    rate = Fraction(present, expected)
    if unexcused or rate < Fraction(65, 100):
        return 1
    if rate < Fraction(75, 100):
        return 2
    return 3 if rate < Fraction(90, 100) else 4


def points_of_speaking(speakers: int, present: int) -> int:
    """Row 4e; exactly one half counts as 40-50 %."""
    rate = Fraction(speakers, present)
    if rate > Fraction(1, 2):
        return 5
    if rate >= Fraction(40, 100):
        return 4
    return 3 if rate >= Fraction(30, 100) else 2


def points_of_results(done: int, given: int) -> int:
    """Row 7."""
    rate = Fraction(done, given)
    for percent, points in ((90, 30), (80, 27), (70, 24), (60, 20), (50, 15)):
        if rate >= Fraction(percent, 100):
            return points
    return 10


def grade(total: int) -> str:
    """The grade of a sum of points."""
    if total < 50:
        return "Kém"
    if total < 70:
        return "Trung bình"
    return "Khá" if total < 90 else "Tốt"
