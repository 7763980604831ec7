"""The agenda: its default order (HD 42, II; the pack), what became of each item, and moving on."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from model.errors import Refused
from model.events import ItemAdded, ItemConcluded, ItemMoved, ItemPutOff, ItemRenamed, ItemStarted
from model.packs import NEWEST, pack
from model.parts import AgendaItem, Event, MeetingKind

DOUBLE_TAP = timedelta(seconds=1)


def default_agenda(kind: MeetingKind, pack_id: str = NEWEST) -> tuple[AgendaItem, ...]:
    """The items of a meeting of that kind in the order of the pack, or of the newest one where it gives none."""
    rules = pack(pack_id)
    if kind not in rules.agendas:
        rules = pack(NEWEST)
    items = {item.id: item for item in rules.item}
    return tuple(items[item_id] for item_id in rules.agendas[kind])


@dataclass
class Item:
    """An item and what became of it; ``spans`` are half-open, an open end is None."""

    id: str
    title: str
    step: int | str
    spans: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    conclusion: str = ""
    presenter: str = ""
    put_off: bool = False
    why_put_off: str = ""
    origin: str = ""

    @property
    def running(self) -> bool:
        """Whether it is being dealt with."""
        return bool(self.spans) and self.spans[-1][1] is None

    @property
    def held(self) -> bool:
        """Whether it was begun."""
        return bool(self.spans)

    @property
    def waiting(self) -> bool:
        """Whether it is still to come."""
        return not self.spans and not self.put_off

    @property
    def started(self) -> datetime | None:
        """When it was first begun."""
        return self.spans[0][0] if self.spans else None

    @property
    def ended(self) -> datetime | None:
        """When it was ended for the last time."""
        return self.spans[-1][1] if self.spans else None

    @property
    def length(self) -> timedelta:
        """Time spent on it, without a span still open."""
        return sum((end - start for start, end in self.spans if end is not None), timedelta())


class Agenda:
    """The items in their order; at most one is running."""

    def __init__(self, items: tuple[AgendaItem, ...] = ()) -> None:
        self.items = [Item(i.id, i.title, i.step, origin=i.origin) for i in items]
        self.current: Item | None = None
        """The running item; asked for with each entry, so it is kept."""

    def get(self, item_id: str) -> Item | None:
        """The item of that id."""
        return next((item for item in self.items if item.id == item_id), None)

    def of_step(self, step: int | str) -> list[Item]:
        """The items of a step of HD 42's order."""
        return [item for item in self.items if item.step == step]

    @property
    def next(self) -> Item | None:
        """The item to come: the first one waiting behind the last one begun, else the first one waiting."""
        begun = [i for i, item in enumerate(self.items) if item.held]
        last = max(begun, key=lambda i: self.items[i].spans[-1][0], default=-1)
        waiting = [item for item in self.items[last + 1 :] if item.waiting]
        return waiting[0] if waiting else next((item for item in self.items if item.waiting), None)

    def move_on(self, at: datetime, item_id: str = "") -> list[ItemConcluded | ItemStarted]:
        """The events of one act: the running item ends, the next one (or the one named) begins.

        Empty within a second of the last beginning (a double tap). Raises :class:`Refused` where nothing is to come.
        """
        current = self.current
        begun = [item.spans[-1][0] for item in self.items if item.held]
        if begun and timedelta(0) <= at - max(begun) < DOUBLE_TAP:
            return []
        target = self.get(item_id) if item_id else self.next
        if target is None:
            raise Refused("Chương trình không còn nội dung nào chưa bàn; dùng lệnh “Thêm nội dung” hoặc “Bế mạc”.")
        if target is current:
            raise Refused(f"Đang bàn nội dung “{target.title}” rồi.")
        ended = [ItemConcluded(current.id)] if current else []
        return [*ended, ItemStarted(target.id)]

    def apply(self, at: datetime, event: Event) -> None:
        """Fold an event of the agenda in."""
        match event:
            case ItemAdded(item=new, after=after):
                self._insert(Item(new.id, new.title, new.step), after)
            case ItemMoved(item=item_id, after=after):
                if (item := self.get(item_id)) and item_id != after:
                    self.items.remove(item)
                    self._insert(item, after)
            case ItemRenamed(item=item_id, title=title):
                if item := self.get(item_id):
                    item.title = title
            case ItemPutOff(item=item_id, reason=reason):
                if item := self.get(item_id):
                    if item.running:
                        self.end(at)
                    item.put_off, item.why_put_off = True, reason
            case ItemStarted(item=item_id, presenter=presenter):
                if item := self.get(item_id):
                    self.end(at)
                    item.spans.append((at, None))
                    self.current, item.put_off = item, False
                    item.presenter = presenter or item.presenter
            case ItemConcluded(item=item_id, conclusion=conclusion):
                if item := self.get(item_id):
                    if item.running:
                        self.end(at)
                    item.conclusion = conclusion or item.conclusion

    def end(self, at: datetime) -> None:
        """End the running item, if there is one."""
        if current := self.current:
            current.spans[-1] = (current.spans[-1][0], at)
            self.current = None

    def _insert(self, item: Item, after: str) -> None:
        place = next((n for n, other in enumerate(self.items) if other.id == after), -1)
        self.items.insert(place + 1, item)
