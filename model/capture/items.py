"""The agenda on the capture line: moving on, concluding, putting off, adding."""

from itertools import count

from model.capture.reading import Desk, Reading, nothing_more, one, said, several
from model.events import AnyEvent, ItemAdded, ItemConcluded, ItemPutOff, ItemStarted, Opened
from model.parts import AgendaItem


def begin(desk: Desk, text: str) -> Reading:
    """The meeting and its first item begin."""
    nothing_more(text)
    events: list[AnyEvent] = [Opened(), *desk.meeting.agenda.move_on(desk.now)]
    return several(events, "Khai mạc", speaker=desk.floor.chair)


def next_item(desk: Desk, text: str) -> Reading:
    """The next item, or the one of that number: ``8``; with the presenter behind it."""
    number, _, rest = text.partition(" ")
    target = desk.item(number) if number else desk.meeting.agenda.next
    presenter = desk.only(rest) if rest.strip() else ""
    events = desk.meeting.agenda.move_on(desk.now, target.id if number and target else "")
    if presenter and events and isinstance(events[-1], ItemStarted):
        events[-1] = ItemStarted(events[-1].item, presenter)
    return Reading(
        "Sang mục",
        target.title if target else "",
        events=tuple((e, None) for e in events),
        speaker=presenter or desk.floor.chair,
    )


def conclusion(desk: Desk, text: str) -> Reading:
    """The chair's conclusion of the running item, which goes on."""
    running = desk.running()
    return one(ItemConcluded(running.id, said(text, "kết luận")), "Kết luận", f"Mục: {running.title}")


def conclude_and_go_on(desk: Desk, text: str) -> Reading:
    """The conclusion of the running item, and the next one begins; in the last item it only ends."""
    running = desk.running()
    following = desk.meeting.agenda.next
    events: list[AnyEvent] = [ItemConcluded(running.id, said(text, "kết luận"))]
    if following and following is not running:
        events.append(ItemStarted(following.id))
    return several(events, "Kết luận", speaker=desk.floor.chair)


def put_off(desk: Desk, text: str) -> Reading:
    """An item left for the next meeting: its number, then why."""
    number, _, why = text.partition(" ")
    item = desk.item(number)
    return one(ItemPutOff(item.id, why.strip()), "Hoãn nội dung", f"{item.title}: trở lại ở kỳ sau")


def add_item(desk: Desk, text: str) -> Reading:
    """An item of the cell's own, behind the running one."""
    agenda = desk.meeting.agenda
    after = agenda.current or (agenda.items[-1] if agenda.items else None)
    free = next(ident for n in count(len(desk.meeting.entries)) if agenda.get(ident := f"own-{n}") is None)
    new = AgendaItem(free, said(text, "tên nội dung"))
    return one(ItemAdded(new, after.id if after else ""), "Thêm nội dung", f"Sau mục: {after.title}" if after else "")


def close(desk: Desk, text: str) -> Reading:
    """The meeting ends; the screen asks the checks first."""
    nothing_more(text)
    return Reading("Bế mạc", "Kiểm tra rồi kết thúc cuộc họp", command="close_meeting")
