"""Three years of a cell: the twelve example meetings, shifted by one and two years, each with words of its own.

The same every time. What the questions of ``tests/data/questions.toml`` ask about is planted in them.
"""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from model.cell import roll
from model.replay import Script
from model.store.data import Data
from tests.support.harness_data import with_cell
from tests.support.meetings import R30, ROOT, dumps
from tests.support.meetings import Data as Tables
from tui.session import Session

QUESTIONS = tomllib.loads((ROOT / "tests" / "data" / "questions.toml").read_text("utf-8"))
NOW = "2028-11-10T08:00:00"
"""A week after the last of the meetings."""
_WORDS = ("giếng", "bưởi", "thềm", "cột điện", "mái tôn", "bậc đá", "hàng rào", "vườn ươm", "kênh nhỏ", "bãi gửi xe",
          "bảng tin", "sân bóng")  # fmt: skip


def three_years(folder: Path) -> list[str]:
    """A data folder with the 36 meetings, closed; returns their ids, oldest first."""
    files = [*sorted((R30.parent / "year").glob("*.toml")), R30 / "meeting.toml"]
    with with_cell(folder) as data:
        for years in range(3):
            for number, file in enumerate(files):
                _replay(data, file, years, 12 * years + number)
        return data.archive.ids()


def _replay(data: Data, file: Path, years: int, number: int) -> None:
    text = file.read_text("utf-8")
    first_day: date = tomllib.loads(text)["meeting"]["date"]
    day = first_day.replace(year=first_day.year + years)
    for swap in QUESTIONS["swap"]:
        if day.year == swap["year"]:
            text = text.replace(swap["was"], swap["now"])
    tables = _planted(_shifted(tomllib.loads(text), years), day, number)
    session = Session.replay(data, Script(dumps(tables), file.name, roll(data.book.members, first_day)))
    session.journal.close(timeout=60)
    data.archive.remember(session.meeting)


def _shifted(value: Any, years: int) -> Any:
    """The same with every date, and every year in words, so many years later."""
    match value:
        case dict():
            return {key: _shifted(one, years) for key, one in value.items()}
        case list():
            return [_shifted(one, years) for one in value]
        case datetime() | date():
            return value.replace(year=value.year + years)
        case str():
            return re.sub(r"\b202[56]\b", lambda found: str(int(found[0]) + years), value)
    return value


def _planted(tables: Tables, day: date, number: int) -> Tables:
    """The script with a remark that no other meeting has, and with what the questions ask about."""
    own = f"Xin ghi thêm việc {_WORDS[number % 12]} số {number + 1}: tổ đã đến tận nơi xem và lập biên bản riêng."
    _insert(tables, "Tổng hợp ý kiến", {"kind": "remark", "speaker": "Lê Đức", "text": own})
    for fact in QUESTIONS["fact"]:
        if fact["day"] == day:
            _insert(tables, fact["item"], fact["happening"])
    for change in QUESTIONS["instead"]:
        if change["day"] == day:
            keys = [key for key in ("item", "member", "kind") if key in change]
            found = [h for h in tables["happening"] if all(h.get(key) == change[key] for key in keys)]
            found[0][change["field"]] = change["text"]
    return tables


def _insert(tables: Tables, item: str, happening: Tables) -> None:
    """Put a happening into the item, in the first second that is free."""
    happenings = tables["happening"]
    place = next(n for n, h in enumerate(happenings) if h["kind"] == "item_started" and h["item"] == item)
    while not (free := _between(happenings[place]["at"], happenings[place + 1]["at"])):
        place += 1
    happenings.insert(place + 1, {"at": free, **happening})


def _between(first: str, second: str) -> str:
    """The second behind ``first``, where it is before ``second``; else nothing."""
    hours, minutes, seconds = (int(part) for part in first.split(":"))
    total = hours * 3600 + minutes * 60 + seconds + 1
    clock = f"{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"
    return clock if clock < second else ""
