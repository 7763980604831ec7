"""What a form is made of: fields with their kinds, and what they may name."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

FieldKind = Literal[
    "line",
    "text",
    "number",
    "date",
    "clock",
    "moment",
    "choice",
    "person",
    "item",
    "carried",
    "candidates",
    "questions",
    "ratings",
    "people",
    "promise",
    "earlier",
    "listed",
]
MOMENT = "ngày/tháng/năm giờ:phút"
"""How a moment is written."""
NO_OPINION = "không có ý kiến"
"""Stands among the levels of a rating for papers that gave none."""

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Field:
    """A field; ``name`` is the event's. ``start`` is what stands in it before anything is typed."""

    name: str
    label: str
    kind: FieldKind = "line"
    choices: Choices = ()
    start: str = ""
    required: bool = True
    hint: str = ""


@dataclass(frozen=True)
class Context:
    """What a form is filled in against: the day, and id and label of what each kind of field may name."""

    day: date
    options: dict[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Form:
    """An act that is entered by a form. ``again``: it stays open for the next one of its kind."""

    kind: str
    title: str
    fields: tuple[Field, ...]
    constants: dict[str, Any] = field(default_factory=dict)
    again: bool = False
    counts_votes: bool = False


def choices_of(words: dict[str, str]) -> Choices:
    """The words of a table as choices."""
    return tuple(words.items())
