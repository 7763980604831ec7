"""The year of one member, as evidence for the yearly review: only what the minutes of the year tell of him."""

from collections.abc import Callable, Iterator

from exports.heads import begin, end
from exports.outline import Block, Bullet, Cell, Paragraph, Section, Table
from exports.sentences import said
from exports.source import Source, for_others
from exports.wording import Wording, stop
from model.entry import Entry
from model.errors import BadData
from model.events import Criticism, Praise, Remark, Reminder, SelfCriticism
from model.meeting import Meeting
from model.stated import attendance_known
from model.vietnamese import short_date
from model.words import ATTENDANCE, RESULT


def paper(source: Source) -> list[Block]:
    """Attendance, opinions, tasks, praise, criticism and promises; raises BadData where nobody of that id is known."""
    who = source.of
    meetings = sorted({m.id: m for m in (*source.year, source.meeting)}.values(), key=lambda m: (m.date, m.id))
    known = [m for m in meetings if who in m.people]
    if not known:
        raise BadData("Xin chọn một đảng viên có trong danh sách của cuộc họp.")
    name = Wording(known[-1]).name(who)
    blocks = begin(source, "Hồ sơ kiểm điểm", f"Đồng chí {name}", f"năm {source.meeting.date.year}", final=True)
    parts: tuple[tuple[str, Callable[[Meeting, str], Iterator[Block]]], ...] = (
        ("Ý kiến phát biểu", _remarks),
        ("Tự phê bình, phê bình và lời hứa khắc phục", _criticism),
        ("Biểu dương, nhắc nhở", _praise),
    )
    blocks += [Section("Dự sinh hoạt", 2), _attendance(known, who)]
    tasks = _tasks(known, who)
    blocks += [Section("Nhiệm vụ và kết quả", 2), tasks] if tasks.rows else []
    for heading, told in parts:
        found = [block for meeting in known for block in told(meeting, who)]
        blocks += [Section(heading, 2), *found] if found else []
    return [*blocks, Paragraph("Lập từ biên bản các kỳ sinh hoạt của chi bộ."), end(source.meeting)]


def _attendance(meetings: list[Meeting], who: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for meeting in (m for m in meetings if m.opened):
        stay = meeting.presence.stays[who]
        came = ATTENDANCE["present"] if stay.attended else ATTENDANCE.get(stay.absence, "không phải dự")
        late = f", {ATTENDANCE['late']}" if stay.late else ""
        left = f", {ATTENDANCE['left']}" if stay.left_early else ""
        if not attendance_known(meeting):
            came, late, left = "không rõ (theo biên bản cũ)", "", ""
        rows.append((len(rows) + 1, meeting.date, f"{came}{late}{left}".capitalize()))
    return Table(("TT", "Ngày họp", "Dự họp"), tuple(rows), (10, 25, 65), "ccl")


def _tasks(meetings: list[Meeting], who: str) -> Table:
    """Each task once, with the last that was told of it."""
    last: dict[tuple[str, str], tuple[Cell, ...]] = {}
    for meeting in meetings:
        shown = {entry.id for entry in for_others(meeting)}
        for task in meeting.tasks:
            if task.owner != who or (task.entry and task.entry not in shown):
                continue
            result = RESULT[task.result].capitalize() if task.result else ""
            told = f"{result}: {task.told}" if task.told else result
            last[task.text, str(task.given)] = (task.text, task.given or "", task.due, told)
    rows = tuple((number, *row) for number, row in enumerate(last.values(), 1))
    return Table(("TT", "Nhiệm vụ", "Ngày giao", "Hạn", "Kết quả"), rows, (6, 40, 14, 14, 26), "clccl", dense=True)


def _remarks(meeting: Meeting, who: str) -> Iterator[Block]:
    for entry in for_others(meeting):
        if isinstance(entry.event, Remark) and entry.event.speaker == who:
            yield Bullet(f"{short_date(meeting.date)}: {stop(entry.event.text)}")


def _criticism(meeting: Meeting, who: str) -> Iterator[Block]:
    for entry in for_others(meeting):
        match entry.event:
            case SelfCriticism(member=one) if one == who:
                yield _told(meeting, entry)
            case Criticism(from_=one, to=other) if who in (one, other):
                yield _told(meeting, entry)


def _praise(meeting: Meeting, who: str) -> Iterator[Block]:
    for entry in for_others(meeting):
        if isinstance(entry.event, Praise | Reminder) and entry.event.to == who:
            yield _told(meeting, entry)


def _told(meeting: Meeting, entry: Entry) -> Bullet:
    words = said(entry.event, entry.at, Wording(meeting))
    pieces = (words,) if isinstance(words, str) else words
    return Bullet((f"{short_date(meeting.date)}: ", *pieces))
