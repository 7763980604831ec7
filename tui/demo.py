"""A made-up cell with a year of meetings, in a folder of its own beside the user's."""

from importlib.resources import files
from pathlib import Path

from model import examples, roster
from model.cell import roll
from model.replay import Script, script_date
from model.store.data import Data
from model.store.places import DEMO, default_folder
from tui.session import Session


def folder(beside: Path | None) -> Path:
    """The demo's own data folder, in the user's."""
    return (beside or default_folder()) / DEMO


def fill(place: Path, *, november: bool = True) -> None:
    """Enter the year once, with its last meeting or without; a demo that is there stays as it is."""
    shipped = files(examples)
    members = roster.read(shipped.joinpath("r30", "roster.csv").read_bytes(), "roster.csv")
    scripts = sorted((f for f in shipped.joinpath("year").iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    with Data(place) as data:
        if data.read_only:
            return
        there = {meeting_id[:10] for meeting_id in data.archive.ids()}
        for file in [*scripts, *([shipped.joinpath("r30", "meeting.toml")] if november else [])]:
            text = file.read_text(encoding="utf-8")
            day = script_date(text, file.name)
            if day.isoformat() in there:
                continue
            script = Script(text, file.name, roll(members, day))
            if data.book.cell is None:
                data.book.members = members
                data.book.cell = script.cell
            session = Session.replay(data, script)
            session.journal.close(timeout=60)
            data.archive.remember(session.meeting)
        enter_years(data)


def enter_years(data: Data) -> None:
    """What the examples tell of years besides their meetings; a year with entries stays as it is."""
    told = examples.year_examples()
    for year in {one.year for one in told if not data.book.year_record(one.year)}:
        entered = (entry for one in told if one.year == year for entry in one.entry)
        data.book.record_year_all(year, [(entry.event, entry.at) for entry in entered])
