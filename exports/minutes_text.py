"""What the minutes say (biên bản sinh hoạt chi bộ). Nothing that was not recorded stands in them."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from exports.minutes_record import Record
from exports.outline import Block, Bullet, Head, Paragraph, Section, Signatures, Soft, Title
from exports.wording import Wording, moment, stop
from model.cell import Person
from model.facts import measure
from model.meeting import Meeting
from model.parts import Role
from model.presence import Counts, Stay
from model.report import title
from model.vietnamese import clock_words, long_date, percent
from model.words import ABSENCE, ATTENDANCE, OFFICE

DRAFT = "DỰ THẢO"
KIND = "Biên bản"
NUMBER = "Số        -BB/CB"  # room to write: numbers are given by hand
_UPPER = ("Đảng bộ", "Đảng ủy", "Đảng uỷ")
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
    """The minutes from head to signatures; a draft until the meeting is closed."""
    wording = Wording(meeting)
    blocks: list[Block] = [] if meeting.closed else [Paragraph((Soft(DRAFT),))]
    blocks += [_head(meeting, wording), Title(KIND, (title(meeting),)), *_opening(meeting)]
    blocks += [Section("I. Thành phần"), *_attendance(meeting, wording)]
    blocks += [Section("II. Nội dung chương trình"), *_agenda(meeting)]
    blocks += Record(meeting, wording).blocks()
    recorder, chair = (wording.name(meeting.roles.get(role, "")) for role in _SIGNERS)
    blocks.append(Signatures(("NGƯỜI GHI BIÊN BẢN", recorder), ("CHỦ TRÌ HỘI NGHỊ", chair)))
    return blocks


def _head(meeting: Meeting, wording: Wording) -> Head:
    cell = meeting.cell
    upper = cell.upper
    for word in _UPPER:
        if upper.casefold().startswith(word.casefold()):
            upper = wording.own(cell.upper_word) + upper[len(word) :]
    if not cell.number_on_minutes:
        return Head(upper, cell.name)
    place_date = ", ".join(part for part in (cell.locality, long_date(meeting.date)) if part)
    return Head(upper, cell.name, NUMBER, place_date)


def _opening(meeting: Meeting) -> Iterator[Block]:
    if meeting.opened:
        yield Paragraph(f"Thời gian bắt đầu: {moment(meeting.opened)}.")
    if meeting.head.place:
        yield Paragraph(f"Địa điểm: {stop(meeting.head.place)}")


# --- I. Thành phần --------------------------------------------------------------------------------


def _attendance(meeting: Meeting, wording: Wording) -> Iterator[Block]:
    presence = meeting.presence
    counts = presence.counts()
    yield Bullet(_total(counts))
    called = measure(meeting)["roll_called"].value
    here = f" có mặt {counts.guest_present}/{counts.guest}" if called else ""
    if called:
        yield from _called(meeting, wording, counts)
    apart = {"guest": f"Đảng viên sinh hoạt tạm thời{here}", "invited": "Đại biểu, khách mời"}
    for status, label in (_NOT_EXPECTED | apart).items():
        stays = [(p, presence.stays[p.id]) for p in presence.people.values() if p.status == status]
        if status in _NOT_EXPECTED:
            came = [_apart(p, stay, wording) for p, stay in stays if stay.attended]
            yield from _listed(f"{label} đến dự", came)
            stays = [(p, stay) for p, stay in stays if stay.absence]
        yield from _listed(label, [_apart(p, stay, wording) for p, stay in stays])
    for role, label in _ROLES.items():
        if person := wording.people.get(meeting.roles.get(role, "")):
            office = f", {wording.own(OFFICE[person.office])}" if person.office != "member" else ""
            yield Bullet(f"{label}: {wording.called(person.id)}{office}.")


def _total(counts: Counts) -> str:
    parts = [f"{words} {number}" for status, words in _STATUSES if (number := getattr(counts, status))]
    apart = f"; đảng viên sinh hoạt tạm thời tại chi bộ (tính riêng) {counts.guest}" if counts.guest else ""
    return f"Tổng số đảng viên của chi bộ: {counts.total} đồng chí{', gồm ' if parts else ''}{', '.join(parts)}{apart}."


def _called(meeting: Meeting, wording: Wording, counts: Counts) -> Iterator[Block]:
    """What the roll call and the later marks showed of those expected."""
    presence = meeting.presence
    share = f" ({percent(Fraction(counts.present, counts.expected))} %)" if counts.expected else ""
    yield Bullet(f"Có mặt {counts.present}/{counts.expected} đồng chí phải dự họp{share}.")
    for kind, label in ABSENCE.items():
        absent = presence.absent(kind)  # type: ignore[arg-type]
        named = [wording.name(p.id) + _bracket(presence.stays[p.id].reason) for p in absent]
        yield from _counted(label, named)
    moves: tuple[tuple[str, Callable[[Stay], str]], ...] = (
        ("Đến muộn", _late),
        ("Ra ngoài rồi trở lại", _away),
        ("Về sớm", _left),
    )
    for label, told in moves:
        stays = ((p, presence.stays[p.id]) for p in presence.expected)
        yield from _counted(label, [f"{wording.name(p.id)} ({said})" for p, stay in stays if (said := told(stay))])


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


def _counted(label: str, named: list[str]) -> Iterator[Block]:
    if named:
        yield Bullet(f"{label} {len(named)} đồng chí: {stop('; '.join(named))}")


def _listed(label: str, named: list[str]) -> Iterator[Block]:
    if named:
        yield Bullet(f"{label}: {stop('; '.join(named))}")


# --- II. Nội dung chương trình --------------------------------------------------------------------


def _agenda(meeting: Meeting) -> Iterator[Block]:
    for number, item in enumerate(meeting.agenda.items, 1):
        why = f": {item.why_put_off}" if item.why_put_off else ""
        put_off = f" (hoãn lại{why})" if item.put_off else ""
        yield Paragraph(stop(f"{number}. {item.title}{put_off}"))
