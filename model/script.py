"""What a script says: its tables, and the agenda that its titles make of the default one (``docs/script.md``)."""

from datetime import date, datetime
from typing import Any

from msgspec import Struct

from model.agenda import default_agenda
from model.cell import CellKind
from model.parts import AgendaItem, EarlierMeeting, MeetingKind, Result, Step
from model.vietnamese import clean


class ScriptCell(Struct, forbid_unknown_fields=True):
    """Table ``[cell]``."""

    name: str
    upper: str = ""
    locality: str = ""
    type: CellKind = "to-dan-pho"
    minimum_minutes: int = 90
    monthly_day: int = 3
    leader: str = ""
    deputy_leader: str = ""
    committee: list[str] = []
    sheet: str = "an-phu-2025"


class ScriptMeeting(Struct, forbid_unknown_fields=True):
    """Table ``[meeting]``."""

    kind: MeetingKind
    date: date
    opened: str
    closed: str
    place: str = ""
    chair: str = ""
    recorder: str = ""
    scorer: str = ""
    superior_guest: str = ""
    superior_guest_role: str = ""
    committee_met_at: datetime | None = None
    notice_sent_at: datetime | None = None
    documents_uploaded_at: datetime | None = None
    finished_documents_at: datetime | None = None


class ScriptTask(Struct, forbid_unknown_fields=True):
    """Table ``[[carried_task]]``."""

    id: str
    owner: str
    text: str
    due: date
    result: Result
    given: date | None = None
    note: str = ""


class ScriptPromise(Struct, forbid_unknown_fields=True):
    """Table ``[[carried_promise]]``."""

    id: str
    member: str
    remedy: str
    deadline: date
    given: date | None = None


class Tables(Struct, forbid_unknown_fields=True):
    """The tables of a script."""

    cell: ScriptCell
    meeting: ScriptMeeting
    happening: list[dict[str, Any]]
    carried_task: list[ScriptTask] = []
    carried_promise: list[ScriptPromise] = []
    unapproved: list[EarlierMeeting] = []


def cleaned(value: Any) -> Any:
    """The strings of a happening without stray spaces."""
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    return clean(value) if isinstance(value, str) else value


class ScriptAgenda:
    """The default agenda with the titles of a script put in their places; ``ids`` by title."""

    def __init__(self, kind: MeetingKind, pack_id: str) -> None:
        self.items = list(default_agenda(kind, pack_id))
        self.ids: dict[str, str] = {}
        self._last = -1

    def place(self, title: str, step: Step | None) -> None:
        """Give a title of the script its place: that of its step, or of the same title, or one of its own."""
        if title in self.ids:
            return
        free = [(n, i) for n, i in enumerate(self.items) if self._free(i) and step in (None, i.step)]
        found = next((n for n, item in free if item.title == title), None)
        if found is None and step:
            found = next((n for n, _ in free), None)
        if found is None:
            found = self._last + 1
            self.items.insert(found, AgendaItem(f"own-{len(self.ids) + 1}", title, step or 0))
        item = self.items[found]
        self.items[found] = AgendaItem(item.id, title, item.step)
        self.ids[title] = item.id
        self._last = found

    def drop_unused_thematic(self) -> None:
        """A thematic part under titles of its own needs no empty ones beside it."""
        if any(i.step == "thematic" and not self._free(i) for i in self.items):
            self.items = [i for i in self.items if i.step != "thematic" or not self._free(i)]

    def _free(self, item: AgendaItem) -> bool:
        return item.id not in self.ids.values()
