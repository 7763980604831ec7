"""Made-up meetings: the reference meeting and the year before it; what was recorded of years besides their meetings."""

from datetime import datetime
from importlib.resources import files

from msgspec import Struct

from model.rules import load
from model.year.record import AnyYearEvent


class Entered(Struct, frozen=True, forbid_unknown_fields=True):
    """An event of a year with the time at which it was entered."""

    at: datetime
    event: AnyYearEvent


class YearExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of ``years/``: what was entered of one year, in order."""

    year: int
    entry: tuple[Entered, ...]


def year_examples() -> list[YearExample]:
    """Every file of ``years/``, by its name; several may be of one year."""
    found = sorted(
        (f for f in files(__name__).joinpath("years").iterdir() if f.name.endswith(".toml")), key=lambda f: f.name
    )
    return [load(f.read_text(encoding="utf-8"), YearExample, f.name) for f in found]
