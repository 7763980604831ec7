"""Part III of the minutes: what happened, item by item in the order they were held, in the words of the record."""

from collections.abc import Callable, Iterator
from datetime import datetime

from exports.changes import change_words
from exports.format.outline import Block, Opinion, Paragraph, Section, Soft, Strong, told_of
from exports.minutes.tables import given_tasks, kept_promises, quality, results
from exports.sentences import said, voted
from exports.wording import Wording, joined, moment, stop
from model.agenda import Item
from model.entry import Entry
from model.events import (
    AnyEvent,
    Assessment,
    Attendance,
    Closed,
    Correction,
    GradeVote,
    ItemConcluded,
    ItemStarted,
    MinutesApproved,
    MinutesRead,
    Note,
    PromiseResult,
    Remark,
    Score,
    Task,
    TaskResult,
    Vote,
)
from model.meeting import Meeting
from model.vietnamese import clock_words

_SILENT = (Attendance, ItemStarted, Note)  # part I, a heading, nobody's but the recorder's

Group = list[Entry]


class Record:
    """The record as blocks. Some things are said once: a guest's role, the base of the votes, last month's tasks.

    ``shown`` chooses the entries for others to see; all of them where it is left out.
    """

    def __init__(self, meeting: Meeting, wording: Wording, shown: Callable[[Entry], bool] | None = None) -> None:
        self._meeting = meeting
        self._entries = [e for e in meeting.record if shown is None or shown(e)]
        self._whole = shown is None
        self._wording = wording
        self._said: set[str] = set()
        self._part = ""
        self._tasks = 0
        self._heard = ""  # the last step of the minutes: read, voted, closed

    def blocks(self) -> Iterator[Block]:
        """Part III with its heading where anything happened, and the closing."""
        for item_id, entries in _runs(self._meeting, self._entries):
            item = self._meeting.agenda.get(item_id)
            told = [(group[0], spoken) for group in _grouped(entries) if (spoken := self._told(group))]
            blocks = [block for _, spoken in told for block in spoken]
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
        yield Section(f"{number}. {item.title}{again} ({clock_words(begin.at)})", 2, (begin.id,))
        if isinstance(begin.event, ItemStarted) and begin.event.presenter:
            yield Paragraph(f"Người trình bày: {self._wording.called(begin.event.presenter)}.", (begin.id,))

    def _first(self, what: str) -> bool:
        """Whether this is said for the first time."""
        new = what not in self._said
        self._said.add(what)
        return new

    def _told(self, group: Group) -> list[Block]:
        of = tuple(entry.id for entry in group)
        return [told_of(block, of) for block in self._spoken(group)]

    def _spoken(self, group: Group) -> Iterator[Block]:
        """What is said of entries; each kind that needs more than its own sentence stands here."""
        entry = group[0]
        match entry.event:
            case Remark() as remark:
                yield self._opinion(remark, group)
            case Vote() as vote:
                yield from self._voted(entry.at, vote)
                self._heard = "biểu quyết biên bản" if isinstance(vote, MinutesApproved) else self._heard
            case TaskResult():
                if self._first("results"):
                    yield from results(self._meeting, self._wording, self._entries)
            case PromiseResult():
                if self._first("promises"):
                    yield from kept_promises(self._meeting, self._wording, self._entries, internal=self._whole)
            case Task():
                yield from given_tasks(group, self._wording, self._tasks)
                self._tasks += len(group)
            case Score():
                if self._first("score"):
                    yield from quality(self._meeting, self._wording, self._entries)
            case Assessment() as assessment:
                yield from _assessment(assessment)
            case MinutesRead():
                self._heard = "đọc biên bản"
                yield Paragraph(f"Biên bản được đọc trước hội nghị, xong hồi {clock_words(entry.at)}.")
            case Correction() as correction:
                yield from self._correction(entry.at, correction)
            case Closed():
                self._heard = "bế mạc"
                yield Paragraph(f"Hội nghị kết thúc hồi {moment(entry.at)}.")
            case ItemConcluded(conclusion=conclusion):
                if conclusion:
                    yield Paragraph((Strong("Kết luận của chủ trì: "), stop(conclusion)))
            case _:
                yield Paragraph(said(entry.event, entry.at, self._wording))

    def _opinion(self, remark: Remark, group: Group) -> Opinion:
        who = remark.speaker
        name = self._wording.introduced(who) if self._first(f"role {who}") else self._wording.name(who)
        words = joined([e.event.text for e in group if isinstance(e.event, Remark)])
        reserved = (Soft("(bảo lưu ý kiến) "),) if remark.reserved else ()
        return Opinion(name, (*reserved, words), self._wording.address(who))

    def _voted(self, at: datetime, vote: Vote) -> Iterator[Block]:
        """The vote; before the one on the level the score, where nobody gave points and so it was not told yet."""
        if isinstance(vote, GradeVote) and self._whole and self._first("score"):
            yield from quality(self._meeting, self._wording, self._entries)
        yield Paragraph(voted(self._meeting, at, vote, self._wording, base=self._first("base")))

    def _correction(self, at: datetime, correction: Correction) -> Iterator[Block]:
        """What was set right after the meeting had heard it, or closed; before that it is just right."""
        if not self._heard or not any(e.id == correction.of for e in self._entries):
            return
        if words := change_words(self._meeting, self._wording, correction):
            when = clock_words(at) if at.date() == self._meeting.date else moment(at)
            yield Paragraph(f"Sửa sau khi {self._heard}, hồi {when}: {words}.")


def _runs(meeting: Meeting, record: list[Entry]) -> list[tuple[str, Group]]:
    """The record cut where an item begins or ends; a conclusion given later stands with its own item."""
    runs: list[tuple[str, Group]] = []
    last: dict[str, Group] = {}
    for entry in record:
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
