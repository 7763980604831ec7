"""Nghị quyết and kết luận of a month: what the meeting decided, from what the chair concluded and the cell voted."""

from collections.abc import Iterable, Iterator
from functools import partial

from exports.format.outline import Block, Bullet, Paragraph, Section, Strong, Table, Words
from exports.heads import begin, end, upper_committee
from exports.minutes.tables import given_tasks, results, total_words
from exports.sentences import capital, voted
from exports.source import Source, for_others
from exports.wording import Wording, stop
from model.agenda import default_agenda
from model.entry import Entry
from model.errors import BadData
from model.events import GradeVote, ItemConcluded, MinutesApproved, Praise, Reminder, Score, Task, Vote
from model.meeting import Meeting
from model.report import title
from model.scoring.facts import CRITICISM_STEP, RESOLUTION_STEP, measure
from model.scoring.points import score
from model.scoring.sheets import sheet_of
from model.vietnamese import long_date
from model.words import OFFICE

_PAST, _QUALITY = (4, 6), (14,)
_COMING: tuple[int | str, ...] = (10, 7, 8, "thematic", 0, 11)
_ROMAN = ("I", "II", "III", "IV")


def _paper(source: Source, kind: str, code: str, verb: str) -> list[Block]:
    """The paper; raises BadData where the meeting is over and did not pass it."""
    meeting = source.meeting
    steps = {item.step for item in default_agenda(meeting.head.kind, meeting.head.pack)}
    if meeting.closed and RESOLUTION_STEP in steps and not measure(meeting)["resolution_voted"].value:
        raise BadData(f"Cuộc họp này chưa biểu quyết thông qua {kind.lower()}: không xuất được văn bản này.")
    wording, record = Wording(meeting), list(for_others(meeting))
    said = partial(_conclusions, meeting, record)
    parts = (
        ("Đánh giá kết quả tháng trước", [*said(_PAST), *_last_month(meeting, wording, record)]),
        ("Phương hướng, nhiệm vụ", list(said(_COMING))),
        ("Phân công thực hiện", _given(wording, record)),
        ("Tự đánh giá chất lượng kỳ sinh hoạt", [*_quality(meeting, wording, record), *said(_QUALITY)]),
    )
    blocks = [*begin(source, kind, code=code), Paragraph(_opening(meeting, wording, verb))]
    for number, (heading, content) in zip(_ROMAN, ((h, c) for h, c in parts if c), strict=False):
        blocks += [Section(f"{number}. {heading}"), *content]
    blocks += _passed(meeting, wording, record)
    return [*blocks, end(meeting, upper_committee(meeting.cell), "Các đảng viên của chi bộ")]


def resolution(source: Source) -> list[Block]:
    """Nghị quyết."""
    return _paper(source, "Nghị quyết", "NQ", "quyết nghị")


def conclusion(source: Source) -> list[Block]:
    """Kết luận."""
    return _paper(source, "Kết luận", "KL", "kết luận")


def _opening(meeting: Meeting, wording: Wording, verb: str) -> str:
    day, name = long_date(meeting.date), title(meeting)
    parts = [f"N{day[1:]}, {meeting.cell.name} tổ chức {name[0].lower()}{name[1:]}"]
    facts = measure(meeting)
    if facts["roll_called"].value:
        parts.append(f"có mặt {facts['present'].value}/{facts['expected'].value} đảng viên phải dự")
    if chair := wording.people.get(meeting.roles.get("chair", "")):
        office = f", {wording.own(OFFICE[chair.office])}," if chair.office != "member" else ""
        parts.append(f"{wording.called(chair.id)}{office} chủ trì")
    return f"{'; '.join(parts)}. Hội nghị {verb} như sau:"


def _conclusions(meeting: Meeting, record: Iterable[Entry], steps: tuple[int | str, ...]) -> Iterator[Block]:
    """What the chair concluded under items of these steps, in their order."""
    last = {e.event.item: (e.event.conclusion, e.id) for e in record if isinstance(e.event, ItemConcluded)}
    items = [item for step in steps for item in meeting.agenda.items if item.step == step]
    for item in items:
        text, of = last.get(item.id, ("", 0))
        if text:
            yield Paragraph((Strong(f"{item.title}: "), stop(text)), (of,))


def _last_month(meeting: Meeting, wording: Wording, record: list[Entry]) -> Iterator[Block]:
    if any(task.carried for task in meeting.tasks):
        yield from results(meeting, wording, record)
    for kind, heading in ((Praise, "Biểu dương"), (Reminder, "Nhắc nhở")):
        named = [(e.id, e.event) for e in record if isinstance(e.event, kind)]
        if named:
            yield Section(heading, 2)
        for of, event in named:
            words: Words = (*capital(wording, event.to), f": {stop(event.text)}")
            yield Bullet(words, (of,))
    weak = list(_conclusions(meeting, record, (CRITICISM_STEP,)))
    if weak:
        yield Section("Hạn chế, khuyết điểm", 2)
        yield from weak


def _given(wording: Wording, record: Iterable[Entry]) -> list[Block]:
    tasks = [e for e in record if isinstance(e.event, Task)]
    return [block for block in given_tasks(tasks, wording, 0) if isinstance(block, Table)] if tasks else []


def _quality(meeting: Meeting, wording: Wording, record: list[Entry]) -> Iterator[Block]:
    if any(isinstance(e.event, Score) for e in record) and meeting.closed:
        result = score(meeting, sheet_of(meeting.head))
        if result.ready:
            yield Paragraph(total_words(result, wording))
    for entry in record:
        if isinstance(entry.event, GradeVote):
            yield Paragraph(voted(meeting, entry.at, entry.event, wording, base=False), (entry.id,))


def _passed(meeting: Meeting, wording: Wording, record: Iterable[Entry]) -> Iterator[Block]:
    """The votes taken where the resolution is voted on."""
    for entry in record:
        item = meeting.agenda.get(meeting.item_of.get(entry.id, ""))
        if not item or item.step != RESOLUTION_STEP or isinstance(entry.event, GradeVote | MinutesApproved):
            continue
        if isinstance(entry.event, Vote):
            yield Paragraph(voted(meeting, entry.at, entry.event, wording, base=True), (entry.id,))
