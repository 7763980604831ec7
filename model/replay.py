"""A whole meeting from a script (TOML): for entry after a power cut, tests and benchmarks.

Every table, kind and key is described in ``docs/script.md``. The script becomes the same events as the screen records.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from model.cell import Cell, Person, check_cell, references
from model.days import local
from model.errors import BadData, BienbanError, Refused
from model.events import KINDS, AnyEvent, Correction, Groundwork, Named, Opened, PersonAdded, Prepared, TaskResult, Vote
from model.meeting import Meeting
from model.packs import pack_on
from model.parts import CarriedPromise, CarriedTask, Change, Event, GroundworkKind, Role
from model.rules import convert, parse
from model.scoring.sheets import sheet
from model.script import ScriptAgenda, Tables, cleaned
from model.vietnamese import clean, short_date

_ASKED = {"task_result": "task", "promise_result": "promise"}
"""Kind of an answer to its field that names what was asked about: each is answered once."""


def script_date(text: str, name: str) -> date:
    """The day of the meeting in a script; raises :class:`BadData`."""
    return convert(parse(text, name), Tables, name, text).meeting.date


class Script:
    """A script read against the roll of the cell; raises :class:`BadData` with file, line and reason."""

    def __init__(self, text: str, name: str, roll: Iterable[Person]) -> None:
        self.text, self.name = text, name
        self.tables = convert(parse(text, name), Tables, name, text)
        self.tables.happening = [cleaned(happening) for happening in self.tables.happening]
        self.people = list(roll)
        self._ids = {ref: i for i, ref in references(self.people).items()}
        self._ids |= {f"{p.name}|{short_date(p.born)}": p.id for p in self.people if p.born}
        self.day = self.tables.meeting.date
        try:
            self._pack = pack_on(self.day).id
        except Refused as refusal:
            raise BadData(f"{name}, meeting.date: {refusal}") from None
        self._agenda = ScriptAgenda(self.tables.meeting.kind, self._pack)
        self._place_items()
        self._check_head()

    @property
    def cell(self) -> Cell:
        """The cell as the script has it."""
        c = self.tables.cell
        return Cell(
            name=clean(c.name),
            upper=clean(c.upper),
            locality=clean(c.locality),
            place=clean(self.tables.meeting.place),
            kind=c.type,
            minimum_minutes=c.minimum_minutes,
            monthly_day=c.monthly_day,
            leader=self._person(c.leader, "cell.leader"),
            deputy_leader=self._person(c.deputy_leader, "cell.deputy_leader"),
            committee=tuple(self._person(m, "cell.committee") for m in c.committee),
            sheet=c.sheet,
        )

    def events(
        self, meeting_id: str, excused_runs: dict[str, tuple[int, int]], thematic_this_quarter: bool | None = None
    ) -> Iterator[tuple[datetime, AnyEvent]]:
        """The times and events in the order they are to be recorded; what earlier meetings mean is given."""
        m = self.tables.meeting
        opened, closed = self._clock(m.opened, "meeting.opened"), self._clock(m.closed, "meeting.closed")
        if closed <= opened:
            raise BadData(f"{self.name}: giờ kết thúc {m.closed} phải sau giờ khai mạc {m.opened}.")
        head = list(self._head(meeting_id, excused_runs, thematic_this_quarter))
        yield from ((opened, event) for event in (*head, Opened()))
        yield from self._happenings(opened, closed, first_id=len(head) + 2)
        if m.finished_documents_at:
            finished = local(m.finished_documents_at)
            yield max(closed, finished), Groundwork("documents_finished", finished)

    def mismatch(self, meeting: Meeting) -> str:
        """Why the results told in the meeting are not those of the table of carried tasks; empty where they agree."""
        told: dict[str, set[str]] = {}
        for entry in (*meeting.entries, *meeting.standing):
            if isinstance(entry.event, TaskResult):
                told.setdefault(entry.event.task, set()).add(entry.event.result)
        for task in self.tables.carried_task:
            if task.id not in told:
                return f"{self.name}: nhiệm vụ {task.id} chưa có “task_result” nào."
            if task.result not in told[task.id]:
                return f"{self.name}: nhiệm vụ {task.id} có kết quả “{task.result}” trong bảng, khác “task_result”."
        return ""

    def _head(
        self, meeting_id: str, excused_runs: dict[str, tuple[int, int]], thematic_this_quarter: bool | None
    ) -> Iterator[AnyEvent]:
        m = self.tables.meeting
        carried = tuple(
            CarriedTask(
                id=t.id,
                owner=self._person(t.owner, t.id),
                text=clean(t.text),
                due=t.due,
                given=t.given,
                note=clean(t.note),
            )
            for t in self.tables.carried_task
        )
        promises = tuple(
            CarriedPromise(
                id=p.id, member=self._person(p.member, p.id), remedy=clean(p.remedy), deadline=p.deadline, given=p.given
            )
            for p in self.tables.carried_promise
        )
        yield Prepared(
            id=meeting_id, kind=m.kind, date=m.date, place=clean(m.place), cell=self.cell, people=tuple(self.people),
            agenda=tuple(self._agenda.items), carried=carried, excused_runs=excused_runs, pack=self._pack,
            promises=promises,
            sheet=self.cell.sheet, thematic_this_quarter=thematic_this_quarter,
            unapproved=tuple(self.tables.unapproved),
        )  # fmt: skip
        roles: dict[Role, str] = {"chair": m.chair, "recorder": m.recorder, "scorer": m.scorer}
        for role, ref in roles.items():
            if ref:
                yield Named(role, self._person(ref, f"meeting.{role}"))
        if m.superior_guest:
            guest = Person(id="guest-1", name=clean(m.superior_guest), role=clean(m.superior_guest_role))
            self._ids.setdefault(guest.name, guest.id)
            yield PersonAdded(guest)
        done: dict[GroundworkKind, datetime | None] = {
            "committee_met": m.committee_met_at,
            "notice_sent": m.notice_sent_at,
            "documents_uploaded": m.documents_uploaded_at,
        }
        for what, on in done.items():
            if on:
                yield Groundwork(what, local(on))

    def _happenings(self, opened: datetime, closed: datetime, first_id: int) -> Iterator[tuple[datetime, AnyEvent]]:
        last, current = opened, ""
        seen: dict[str, tuple[int, AnyEvent]] = {}
        told: dict[str, Any] = {}
        for number, happening in enumerate(self.tables.happening):
            values = dict(happening)
            kind, clock = values.pop("kind", None), values.pop("at", None)
            where = f"happening[{number}]"
            if not isinstance(kind, str) or kind not in KINDS:
                raise self._bad(where, "kind", f"loại “{kind}” không có trong các loại được dùng")
            at = self._clock(clock, where)
            if (at <= last and number) or at < opened or at > closed:
                raise self._bad(where, "at", f"giờ {clock} phải sau sự việc trước và trong khoảng họp")
            last = at
            event = self._event(kind, values, where, seen)
            if kind == "item_concluded" and values.get("item") != current:
                raise self._bad(where, "item", f"nội dung “{values.get('item')}” không đang diễn ra")
            if kind == "item_started" and current:
                raise self._bad(where, "item", f"nội dung “{current}” chưa kết luận")
            if kind in ("item_started", "item_concluded"):
                current = values["item"] if kind == "item_started" else ""
            self._check_happening(kind, values, where, told)
            seen[f"{kind}@{clock}"] = (first_id + number, event)
            yield at, event
        if not self.tables.happening or self.tables.happening[-1].get("kind") != "closed" or last != closed:
            raise BadData(f"{self.name}: sự việc cuối cùng phải là “closed”, đúng giờ meeting.closed.")

    def _check_head(self) -> None:
        try:
            check_cell(self.cell)
            sheet(self.cell.sheet)
        except BienbanError as refusal:
            raise BadData(f"{self.name}, [cell]: {refusal}") from None
        guest = clean(self.tables.meeting.superior_guest)
        if any(p.name == guest for p in self.people):
            raise BadData(f"{self.name}, meeting.superior_guest: “{guest}” trùng tên một đảng viên của chi bộ.")
        for table in ("carried_task", "carried_promise", "unapproved"):
            ids = [one.id for one in getattr(self.tables, table)]
            if twice := next((i for i in ids if ids.count(i) > 1), ""):
                raise BadData(f"{self.name}, {table}: có hai mục cùng mã “{twice}”.")

    def _check_happening(self, kind: str, values: dict[str, Any], where: str, told: dict[str, Any]) -> None:
        """What the format asks of a happening beyond its types; ``told`` remembers what came before."""
        status, reason = values.get("status"), bool(values.get("reason"))
        if kind == "attendance" and reason != (status == "excused") and status != "on_duty":
            raise self._bad(where, "reason", "Lý do ghi khi và chỉ khi vắng có lý do (excused)")
        asked = _ASKED.get(kind, "")
        if asked and told.setdefault(f"{asked} {values.get(asked)}", where) != where:
            raise self._bad(where, asked, f"{values.get(asked)} đã có kết quả trước đó")
        if kind in ("item_started", "item_concluded"):
            told["remark"] = ""
        if kind == "remark":
            if values.get("continued") and told.get("remark") != values.get("speaker"):
                raise self._bad(where, "continued", "không nối ý kiến trước của cùng người, cùng nội dung")
            told["remark"] = values.get("speaker")

    def _event(self, kind: str, values: dict[str, Any], where: str, seen: dict[str, tuple[int, AnyEvent]]) -> AnyEvent:
        if kind == "correction":
            return self._correction(values, where, seen)
        values = self._resolved(KINDS[kind], values, where)
        if kind == "score":
            values["sheet"] = self.cell.sheet
        if kind == "item_started":
            values.pop("step", None)
        path = f"$.{where}"
        event: AnyEvent = convert(values | {"type": kind}, KINDS[kind], self.name, self.text, path)  # type: ignore[assignment]
        return event

    def _resolved(self, kind: type[Event], values: dict[str, Any], where: str) -> dict[str, Any]:
        """The values with names and titles turned into ids."""
        resolved = dict(values)
        for field in kind.people_fields:
            if values.get(field):
                resolved[field] = self._person(values[field], f"{where}.{field}")
        if "item" in values and kind.__name__ in ("ItemStarted", "ItemConcluded"):
            resolved["item"] = self._agenda.ids.get(str(values["item"]), "")
        if "until" in values:
            resolved["until"] = self._clock(values["until"], where).time()
        for field in ("owing", "members"):
            if isinstance(values.get(field), list):
                resolved[field] = [self._person(ref, f"{where}.{field}") for ref in values[field]]
        for table, field in (("candidate", "name"), ("question", "person")):
            if isinstance(values.get(table), list):
                resolved[table] = [
                    row | {field: self._person(row[field], where)} if isinstance(row, dict) and row.get(field) else row
                    for row in values[table]
                ]
        if issubclass(kind, Vote) and isinstance(values.get("person"), str):
            name = clean(values["person"])
            resolved["person"] = self._ids.get(name, name)  # whom an admission is on stands on no list yet
        return resolved

    def _correction(self, values: dict[str, Any], where: str, seen: dict[str, tuple[int, AnyEvent]]) -> Correction:
        target, _, field = str(values.get("of", "")).rpartition(".")
        if target not in seen:
            raise self._bad(where, "of", f"không có sự việc “{target}” trước đó")
        if wrong := sorted({"is"} - values.keys() | values.keys() - {"of", "was", "is"}):
            raise self._bad(where, wrong[0], "correction có đúng các khóa of, was, is")
        entry_id, event = seen[target]
        was, now = (self._plain(field, values.get(key), type(event), where) for key in ("was", "is"))
        return Correction(entry_id, (Change(field, was, now),))

    def _plain(self, field: str, value: Any, kind: type[Event], where: str) -> Any:
        """A value of a correction as the journal stores it."""
        if value is None or value == "":
            return None
        if field == "at":
            at, m = self._clock(value, where), self.tables.meeting
            if not self._clock(m.opened, where) <= at <= self._clock(m.closed, where):
                raise self._bad(where, "at", f"giờ {value} ngoài thời gian họp")
            return at.isoformat()
        value = self._resolved(kind, {field: value}, where)[field]
        return (
            value.isoformat() if isinstance(value, date | time) else clean(value) if isinstance(value, str) else value
        )

    def _person(self, ref: Any, where: str) -> str:
        """The id of somebody named in the script; empty for an empty name."""
        if not ref:
            return ""
        name = clean(str(ref))
        if name in self._ids:
            return self._ids[name]
        if sum(p.name == name for p in self.people) > 1:
            raise BadData(f"{self.name}, {where}: có nhiều người tên “{name}”; xin ghi thêm “|dd/mm/yyyy” ngày sinh.")
        raise BadData(f"{self.name}, {where}: không tìm thấy “{name}” trong danh sách đảng viên.")

    def _clock(self, value: Any, where: str) -> datetime:
        try:
            clock = datetime.strptime(value, "%H:%M:%S").time()
        except (TypeError, ValueError):
            raise BadData(f'{self.name}, {where}: giờ phải viết dạng "HH:MM:SS", gặp {value!r}.') from None
        return local(datetime.combine(self.day, clock))

    def _place_items(self) -> None:
        for happening in self.tables.happening:
            if happening.get("kind") == "item_started":
                step = happening.get("step")
                if isinstance(step, bool) or step not in (None, "thematic", *range(17)):
                    raise BadData(f'{self.name}, {happening.get("at")}: step {step!r} phải là 0–16 hoặc "thematic".')
                self._agenda.place(str(happening.get("item", "")), step)
        self._agenda.drop_unused_thematic()

    def _bad(self, where: str, field: str, reason: str) -> BadData:
        number = int(where.partition("[")[2].rstrip("]")) + 1
        happening = self.tables.happening[number - 1]
        what = f"{happening.get('at', '?')} {happening.get('kind', '?')}"
        return BadData(f"{self.name}, happening thứ {number} ({what}), {field}: {reason}.")
