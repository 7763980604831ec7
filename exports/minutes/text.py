"""What the minutes say (biên bản sinh hoạt chi bộ). Nothing that was not recorded stands in them."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from exports.format.outline import Block, Bullet, Of, Paragraph, Section, Signatures
from exports.heads import begin
from exports.minutes.record import Record
from exports.source import Source
from exports.wording import Wording, moment, stop
from model.cell import Person
from model.events import Attendance, ItemAdded, ItemPutOff, ItemRenamed, Named, Opened, PersonAdded
from model.meeting import Meeting
from model.parts import Role
from model.presence import Counts, Stay
from model.scoring.facts import measure
from model.vietnamese import clock_words, percent
from model.words import ABSENCE, ATTENDANCE, OFFICE

KIND = "Biên bản"
_SIGNERS: tuple[Role, Role] = ("recorder", "chair")
_ROLES: dict[Role, str] = {"chair": "Chủ trì", "recorder": "Thư ký", "scorer": "Người theo dõi, chấm điểm"}
_STATUSES = (
    ("official", "chính thức"),
    ("probationary", "dự bị"),
    ("exempt", "được miễn công tác và sinh hoạt"),
    ("away", "chuyển sinh hoạt tạm thời đi nơi khác"),
    ("suspended", "bị đình chỉ sinh hoạt"),
)
_NOT_EXPECTED = {
    "exempt": "Đảng viên được miễn sinh hoạt",
    "away": "Đảng viên chuyển sinh hoạt tạm thời đi nơi khác",
    "suspended": "Đảng viên bị đình chỉ sinh hoạt",
}


def outline(meeting: Meeting) -> list[Block]:
    """The minutes to be read, without a number."""
    return paper(Source(meeting))


def paper(source: Source) -> list[Block]:
    """The minutes from head to signatures; a draft until the meeting is closed."""
    meeting = source.meeting
    wording = Wording(meeting)
    numbered = meeting.cell.number_on_minutes
    blocks = begin(source, KIND, code="BB" if numbered else "", dated=numbered)
    blocks += _opening(meeting)
    blocks += [Section("I. Thành phần"), *_attendance(meeting, wording)]
    blocks += [Section("II. Nội dung chương trình"), *_agenda(meeting)]
    blocks += Record(meeting, wording).blocks()
    return [*blocks, signatures(meeting, wording)]


def signatures(meeting: Meeting, wording: Wording) -> Signatures:
    """The two who sign for the minutes: recorder and chair."""
    recorder, chair = (wording.name(meeting.roles.get(role, "")) for role in _SIGNERS)
    return Signatures(("NGƯỜI GHI BIÊN BẢN", recorder), ("CHỦ TRÌ HỘI NGHỊ", chair))


def _opening(meeting: Meeting) -> Iterator[Block]:
    if meeting.opened:
        of = tuple(e.id for e in meeting.standing if isinstance(e.event, Opened))
        yield Paragraph(f"Thời gian bắt đầu: {moment(meeting.opened)}.", of)
    if meeting.head.place:
        yield Paragraph(f"Địa điểm: {stop(meeting.head.place)}", _prepared(meeting))


def _prepared(meeting: Meeting) -> Of:
    return (meeting.standing[0].id,)


# --- I. Thành phần --------------------------------------------------------------------------------


def _attendance(meeting: Meeting, wording: Wording) -> Iterator[Block]:
    presence = meeting.presence
    counts = presence.counts()
    total = _total(counts) if meeting.head.kind != "committee" else f"Tổng số chi ủy viên: {counts.total} đồng chí."
    yield Bullet(wording.own(total), _prepared(meeting))
    called = measure(meeting)["roll_called"].value
    here = f" có mặt {counts.guest_present}/{counts.guest}" if called else ""
    if called:
        yield from _called(meeting, wording, counts)
    apart = {"guest": f"Đảng viên sinh hoạt tạm thời{here}", "invited": "Đại biểu, khách mời"}
    for status, label in (_NOT_EXPECTED | apart).items():
        stays = [(p, presence.stays[p.id]) for p in presence.people.values() if p.status == status]
        if status in _NOT_EXPECTED:
            came = [p for p, stay in stays if stay.attended]
            yield from _listed(meeting, f"{label} đến dự", came, wording)
            stays = [(p, stay) for p, stay in stays if stay.absence]
        yield from _listed(meeting, label, [p for p, _ in stays], wording)
    for role, label in _ROLES.items():
        if person := wording.people.get(meeting.roles.get(role, "")):
            office = f", {wording.own(OFFICE[person.office])}" if person.office != "member" else ""
            named = [e.id for e in meeting.standing if isinstance(e.event, Named) and e.event.role == role]
            yield Bullet(f"{label}: {wording.called(person.id)}{office}.", tuple(named[-1:]))


def _marks(meeting: Meeting, people: Iterable[str]) -> Of:
    """The entries that tell of these people's coming and going; the list of the meeting where there are none."""
    listed = set(people)
    marks = [
        e.id
        for e in meeting.standing
        if (isinstance(e.event, Attendance) and e.event.member in listed)
        or (isinstance(e.event, PersonAdded) and e.event.person.id in listed)
    ]
    return tuple(marks) or _prepared(meeting)


def _total(counts: Counts) -> str:
    parts = [f"{words} {number}" for status, words in _STATUSES if (number := getattr(counts, status))]
    apart = f"; đảng viên sinh hoạt tạm thời tại chi bộ (tính riêng) {counts.guest}" if counts.guest else ""
    return f"Tổng số đảng viên của chi bộ: {counts.total} đồng chí{', gồm ' if parts else ''}{', '.join(parts)}{apart}."


def _called(meeting: Meeting, wording: Wording, counts: Counts) -> Iterator[Block]:
    """What the roll call and the later marks showed of those expected."""
    presence = meeting.presence
    share = f" ({percent(Fraction(counts.present, counts.expected))} %)" if counts.expected else ""
    expected = [p.id for p in presence.expected]
    yield Bullet(f"Có mặt {counts.present}/{counts.expected} đồng chí phải dự họp{share}.", _marks(meeting, expected))
    for kind, label in ABSENCE.items():
        absent = presence.absent(kind)  # type: ignore[arg-type]
        yield from _counted(meeting, label, {p.id: _bracket(presence.stays[p.id].reason) for p in absent}, wording)
    moves: tuple[tuple[str, Callable[[Stay], str]], ...] = (
        ("Đến muộn", _late),
        ("Ra ngoài rồi trở lại", _away),
        ("Về sớm", _left),
    )
    for label, told in moves:
        moved = {i: f" ({said})" for i in expected if (said := told(presence.stays[i]))}
        yield from _counted(meeting, label, moved, wording)


def _late(stay: Stay) -> str:
    start = stay.spans[0][0] if stay.spans else None
    return clock_words(start) if start else ""


def _away(stay: Stay) -> str:
    gaps = zip(stay.spans, stay.spans[1:], strict=False)
    return ", ".join(
        f"từ {clock_words(gone)} đến {clock_words(back)}" for (_, gone), (back, _) in gaps if gone and back
    )


def _left(stay: Stay) -> str:
    end = stay.spans[-1][1] if stay.spans else None
    return clock_words(end) if end else ""


def _apart(person: Person, stay: Stay, wording: Wording) -> str:
    """Somebody whom the attendance rate does not count: name, a guest's role, coming and going or absence."""
    if person.status == "invited":
        named = f"{wording.address(person.id).lower()} {wording.introduced(person.id)}"
    else:
        named = wording.name(person.id)
    if stay.absence:
        reason = f": {stay.reason}" if stay.reason else ""
        return f"{named} ({ATTENDANCE[stay.absence]}{reason})"
    told = (("đến", _late(stay)), ("ra ngoài", _away(stay)), ("về", _left(stay)))
    return named + _bracket(", ".join(f"{word} {said}" for word, said in told if said))


def _bracket(text: str) -> str:
    return f" ({text})" if text else ""


def _counted(meeting: Meeting, label: str, told: dict[str, str], wording: Wording) -> Iterator[Block]:
    if told:
        named = "; ".join(f"{wording.name(who)}{said}" for who, said in told.items())
        yield Bullet(f"{label} {len(told)} đồng chí: {stop(named)}", _marks(meeting, told))


def _listed(meeting: Meeting, label: str, people: list[Person], wording: Wording) -> Iterator[Block]:
    if people:
        named = "; ".join(_apart(p, meeting.presence.stays[p.id], wording) for p in people)
        yield Bullet(f"{label}: {stop(named)}", _marks(meeting, (p.id for p in people)))


# --- II. Nội dung chương trình --------------------------------------------------------------------


def _agenda(meeting: Meeting) -> Iterator[Block]:
    changed: dict[str, Of] = {}
    for entry in meeting.standing:
        match entry.event:
            case ItemPutOff(item=which) | ItemRenamed(item=which):
                changed[which] = (*changed.get(which, ()), entry.id)
            case ItemAdded(item=added):
                changed[added.id] = (entry.id,)
    for number, item in enumerate(meeting.agenda.items, 1):
        why = f": {item.why_put_off}" if item.why_put_off else ""
        put_off = f" (hoãn lại{why})" if item.put_off else ""
        yield Paragraph(stop(f"{number}. {item.title}{put_off}"), changed.get(item.id, _prepared(meeting)))
