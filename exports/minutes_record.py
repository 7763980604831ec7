"""Part III of the minutes: what happened, item by item in the order they were held, in the words of the record."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from exports.changes import change_words
from exports.minutes_tables import given_tasks, kept_promises, quality, results
from exports.outline import Block, Opinion, Paragraph, Section, Soft, Strong, Words
from exports.wording import Wording, joined, moment, stop
from model.agenda import Item
from model.entry import Entry
from model.events import (
    AnyEvent,
    Assessment,
    Attendance,
    Break,
    Closed,
    Correction,
    Criticism,
    Dues,
    EarlierApproved,
    GradeVote,
    ItemConcluded,
    ItemStarted,
    MinutesApproved,
    MinutesRead,
    Praise,
    PromiseResult,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Vote,
)
from model.meeting import Meeting
from model.vietnamese import clock_words, short_date, thousands
from model.voting import Judgement, judge, sentence
from model.words import WHY_LEFT_OUT

_SILENT = (Attendance, ItemStarted)  # they stand in part I and in a heading
_IN_BASE = {"official": "chính thức", "exempt": "miễn sinh hoạt đến dự", "away": "chuyển đi tạm thời đến dự"}

Group = list[Entry]


class Record:
    """The record as blocks. Some things are said once: a guest's role, the base of the votes, last month's tasks."""

    def __init__(self, meeting: Meeting, wording: Wording) -> None:
        self._meeting = meeting
        self._wording = wording
        self._said: set[str] = set()
        self._part = ""
        self._tasks = 0
        self._heard = ""  # the last step of the minutes: read, voted, closed

    def blocks(self) -> Iterator[Block]:
        """Part III with its heading where anything happened, and the closing."""
        for item_id, entries in _runs(self._meeting):
            item = self._meeting.agenda.get(item_id)
            told = [(group[0], said) for group in _grouped(entries) if (said := list(self._spoken(group)))]
            blocks = [block for _, said in told for block in said]
            headings: list[Block] = []
            if item:
                headings = list(self._headings(item, entries[0]))
                blocks = blocks[1:] if blocks and isinstance(blocks[0], Section) else blocks  # one caption is enough
            elif told and not isinstance(told[0][0].event, Closed):
                headings = [Section(f"Ngoài nội dung chương trình ({clock_words(told[0][0].at)})", 2)]
            if headings and self._first("part III"):
                yield Section("III. Diễn biến")
            yield from (*headings, *blocks)

    def _headings(self, item: Item, begin: Entry) -> Iterator[Block]:
        """The part of a combined meeting where it changes, the item with its number in the agenda, who presents it."""
        if self._meeting.head.kind == "combined" and (part := _part(item)) not in ("", self._part):
            self._part = part
            yield Section(part)
        number = self._meeting.agenda.items.index(item) + 1
        again = "" if self._first(f"item {item.id}") else " (tiếp tục)"
        yield Section(f"{number}. {item.title}{again} ({clock_words(begin.at)})", 2)
        if isinstance(begin.event, ItemStarted) and begin.event.presenter:
            yield Paragraph(f"Người trình bày: {self._wording.called(begin.event.presenter)}.")

    def _first(self, what: str) -> bool:
        """Whether this is said for the first time."""
        new = what not in self._said
        self._said.add(what)
        return new

    def _spoken(self, group: Group) -> Iterator[Block]:  # noqa: PLR0912 - a branch for each kind of event
        entry = group[0]
        match entry.event:
            case Remark() as remark:
                yield self._opinion(remark, group)
            case Dues() as dues:
                yield Paragraph(_dues(dues, self._wording))
            case SelfCriticism() as criticism:
                yield Paragraph(self._self_criticism(criticism))
            case Criticism() as criticism:
                yield Paragraph(self._criticism(criticism))
            case Praise(to=to, text=text) | Reminder(to=to, text=text):
                does = "biểu dương" if isinstance(entry.event, Praise) else "nhắc nhở"
                yield Paragraph((f"Chủ trì {does} ", *self._strong(to), f": {stop(text)}"))
            case Vote() as vote:
                yield from self._voted(entry.at, vote)
                self._heard = "biểu quyết biên bản" if isinstance(vote, MinutesApproved) else self._heard
            case Break(until=until):
                yield Paragraph(f"Hội nghị nghỉ từ {clock_words(entry.at)} đến {clock_words(until)}.")
            case TaskResult() if self._first("results"):
                yield from results(self._meeting, self._wording)
            case PromiseResult() if self._first("promises"):
                yield from kept_promises(self._meeting, self._wording)
            case Task():
                yield from given_tasks(group, self._wording, self._tasks)
                self._tasks += len(group)
            case Score() if self._first("score"):
                yield from quality(self._meeting, self._wording)
            case Assessment() as assessment:
                yield from _assessment(assessment)
            case MinutesRead():
                self._heard = "đọc biên bản"
                yield Paragraph(f"Biên bản được đọc trước hội nghị, xong hồi {clock_words(entry.at)}.")
            case Correction() as correction if self._heard:
                if words := change_words(self._meeting, self._wording, correction):
                    same_day = entry.at.date() == self._meeting.date
                    when = clock_words(entry.at) if same_day else moment(entry.at)
                    yield Paragraph(f"Sửa sau khi {self._heard}, hồi {when}: {words}.")
            case Closed():
                self._heard = "bế mạc"
                yield Paragraph(f"Hội nghị kết thúc hồi {moment(entry.at)}.")
            case ItemConcluded(conclusion=conclusion) if conclusion:
                yield Paragraph((Strong("Kết luận của chủ trì: "), stop(conclusion)))

    # --- one kind each ----------------------------------------------------------------------------

    def _strong(self, person_id: str) -> tuple[str, Strong]:
        return f"{self._wording.address(person_id).lower()} ", Strong(self._wording.name(person_id))

    def _opinion(self, remark: Remark, group: Group) -> Opinion:
        who = remark.speaker
        name = self._wording.introduced(who) if self._first(f"role {who}") else self._wording.name(who)
        words = joined([e.event.text for e in group if isinstance(e.event, Remark)])
        reserved = (Soft("(bảo lưu ý kiến) "),) if remark.reserved else ()
        return Opinion(name, (*reserved, words), self._wording.address(who))

    def _self_criticism(self, criticism: SelfCriticism) -> Words:
        address, name = self._strong(criticism.member)
        said = _labelled(
            ("Về việc: ", criticism.matter),
            ("Ưu điểm: ", criticism.strengths),
            ("Hạn chế, khuyết điểm: ", criticism.shortcomings),
        )
        return (address.capitalize(), name, " tự phê bình.", *said, *_remedied(criticism))

    def _criticism(self, criticism: Criticism) -> Words:
        address, name = self._strong(criticism.from_)
        whom = (address.capitalize(), name, " phê bình ", *self._strong(criticism.to))
        before = _labelled(("Về việc: ", criticism.matter), ("Ưu điểm: ", criticism.strengths))
        said = _labelled(("Hạn chế, khuyết điểm: ", criticism.text)) if before else ()
        return (*whom, "." if before else f": {stop(criticism.text)}", *before, *said, *_remedied(criticism))

    def _voted(self, at: datetime, vote: Vote) -> Iterator[Block]:
        """The vote; before the one on the level the score, where nobody gave points and so it was not told yet."""
        if isinstance(vote, GradeVote) and self._first("score"):
            yield from quality(self._meeting, self._wording)
        yield Paragraph(self._vote(at, vote))

    def _vote(self, at: datetime, vote: Vote) -> Words:
        judged = judge(self._meeting.presence, at, vote)
        what = "Bầu cử" if vote.candidate else "Biểu quyết"
        if isinstance(vote, GradeVote):
            what += f" mức “{vote.level}”"
        elif isinstance(vote, MinutesApproved):
            what += " thông qua biên bản"
        elif isinstance(vote, EarlierApproved):
            what += " thông qua biên bản kỳ trước"
        seats = f" Số lượng được bầu: {vote.seats}." if vote.seats else ""
        base = f" {_base(self._meeting, judged)}" if self._first("base") else ""
        return (
            Strong(f"{what} ({clock_words(at)}): "),
            f"{sentence(vote, judged, self._wording.names)}{seats}{base}",
            *(_labelled(("Nội dung sửa: ", vote.corrections)) if isinstance(vote, EarlierApproved) else ()),
        )


def _runs(meeting: Meeting) -> list[tuple[str, Group]]:
    """The record cut where an item begins or ends; a conclusion given later stands with its own item."""
    runs: list[tuple[str, Group]] = []
    last: dict[str, Group] = {}
    for entry in meeting.record:
        event, item = entry.event, meeting.item_of.get(entry.id, "")
        if isinstance(event, ItemConcluded) and event.item != item and event.item in last:
            last[event.item].append(entry)
            continue
        if isinstance(event, ItemStarted) or not runs or runs[-1][0] != item:
            runs.append((item, []))
            last[item] = runs[-1][1]
        runs[-1][1].append(entry)
    return runs


def _grouped(entries: Group) -> list[Group]:
    """Entries said as one: a remark with its continuations, the tasks given under one item.

    A slip mended meanwhile does not part a remark from what follows.
    """
    groups: list[Group] = []
    tasks: Group = []
    for entry in entries:
        if isinstance(entry.event, _SILENT):
            continue
        last = next((group for group in reversed(groups) if not isinstance(group[0].event, Correction)), None)
        if isinstance(entry.event, Task) and tasks:
            tasks.append(entry)
        elif last and _goes_on(last[-1].event, entry.event):
            last.append(entry)
        else:
            groups.append([entry])
            tasks = groups[-1] if isinstance(entry.event, Task) else tasks
    return groups


def _goes_on(before: AnyEvent, event: AnyEvent) -> bool:
    return (
        isinstance(before, Remark)
        and isinstance(event, Remark)
        and event.continued
        and (event.speaker, event.reserved) == (before.speaker, before.reserved)
    )


def _remedied(said: SelfCriticism | Criticism) -> Words:
    """What self-criticism and criticism have in common, behind what was said."""
    return _labelled(
        ("Nguyên nhân: ", said.cause),
        ("Biện pháp khắc phục: ", said.remedy),
        ("Thời hạn khắc phục: ", short_date(said.deadline) if said.deadline else ""),
        ("Trả lời: ", said.response),
        ("Ý kiến của chủ trì: ", said.word),
    )


def _labelled(*parts: tuple[str, str]) -> Words:
    return tuple(piece for label, text in parts if text for piece in (" ", Soft(label), stop(text)))


def _part(item: Item) -> str:
    """The part of a combined meeting that the item belongs to; items of the cell's own stay where they are."""
    if item.step == "thematic":
        return "Phần chuyên đề"
    if not isinstance(item.step, int) or not item.step:
        return ""
    return "Phần thường kỳ" if item.step <= 10 else "Phần kết thúc"


def _assessment(told: Assessment) -> Iterator[Block]:
    labels = (
        ("Ý kiến của chi ủy về kết quả chấm điểm: ", told.committee_word),
        ("Hạn chế của buổi sinh hoạt: ", told.weak_points),
        ("Biện pháp khắc phục: ", told.remedies),
    )
    yield from (Paragraph((Strong(label), stop(text))) for label, text in labels if text)


def _dues(dues: Dues, wording: Wording) -> str:
    amount = f"; số tiền {thousands(dues.amount)} đồng" if dues.amount else ""
    text = f" {stop(dues.text)}" if dues.text else ""
    owing = f" ({', '.join(wording.name(who) for who in dues.owing)})" if dues.owing else ""
    return f"Đảng phí: {dues.paid} đồng chí đã nộp, {dues.owed} đồng chí chưa nộp{owing}{amount}.{text}"


def _base(meeting: Meeting, judged: Judgement) -> str:
    """How the base was made, as counts; it is one for all votes of a meeting."""
    kinds = Counter(_IN_BASE[meeting.people[p].status] for p in judged.base)
    out = Counter(WHY_LEFT_OUT[why] for _, why in judged.left_out)
    base = ", ".join(f"{kind} {number}" for kind, number in kinds.items())
    left_out = "; ".join(f"{why} {number}" for why, number in out.items())
    made = f"Cơ số biểu quyết gồm {len(judged.base)} đồng chí{f' ({base})' if base else ''}"
    return f"{made}; không tính: {left_out}." if left_out else f"{made}."
