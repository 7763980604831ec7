"""Trích biên bản of an item or a decision, and biên bản kiểm phiếu of a secret ballot. Internal entries stay out."""

from collections.abc import Iterator
from fractions import Fraction

from exports.format.outline import Block, Cell, Paragraph, Recipients, Section, Table
from exports.heads import begin, end
from exports.minutes.record import Record
from exports.sentences import base_words, tellers_words, voted
from exports.source import Source, private
from exports.wording import Wording
from model.entry import Entry
from model.errors import BadData
from model.events import MinutesApproved, Tellers, Vote
from model.meeting import Meeting
from model.report import title
from model.scoring.facts import measure
from model.vietnamese import clock_words, long_date, percent
from model.voting import answer_words, judge
from model.words import RULE


def choices(meeting: Meeting) -> list[tuple[str, str]]:
    """What can be extracted, as (``of``, name): the items held, then the votes for others to see."""
    items = [(item.id, item.title) for item in meeting.agenda.items if item.held]
    votes = [(f"#{e.id}", vote.subject) for e, vote in _votes(meeting) if not isinstance(vote, MinutesApproved)]
    return [*items, *votes]


def ballots(meeting: Meeting) -> list[tuple[str, str]]:
    """The secret ballots, as (``of``, subject)."""
    return [(f"#{e.id}", vote.subject) for e, vote in _votes(meeting) if vote.method == "secret"]


def paper(source: Source) -> list[Block]:
    """Trích biên bản; raises BadData where ``of`` is nothing that can be extracted."""
    meeting = source.meeting
    if source.of not in dict(choices(meeting)):
        raise BadData(_which("trích", "nội dung hoặc biểu quyết", choices(meeting)))
    wording = Wording(meeting)

    def shown(entry: Entry) -> bool:
        about = meeting.item_of.get(entry.id) == source.of or getattr(entry.event, "item", "") == source.of
        return not private(entry) and (about or f"#{entry.id}" == source.of)

    signed = end(meeting)
    counts = [Paragraph(_counts(meeting))] if measure(meeting)["roll_called"].value else []
    record = [b for b in Record(meeting, wording, shown).blocks() if b != Section("III. Diễn biến")]
    if source.of.startswith("#"):
        record = [b for b in record if not isinstance(b, Section)]
    return [
        *begin(source, "Trích biên bản"),
        Paragraph(f"Trích từ biên bản {long_date(meeting.date)} của {meeting.cell.name}."),
        *counts,
        *record,
        Recipients(signed.names, signed.capacity, signed.office, signed.name),
    ]


def tally(source: Source) -> list[Block]:
    """Biên bản kiểm phiếu; raises BadData where ``of`` is no secret ballot."""
    meeting = source.meeting
    found = next(((e, v) for e, v in _votes(meeting) if v.method == "secret" and f"#{e.id}" == source.of), None)
    if found is None:
        raise BadData(_which("lập biên bản kiểm phiếu", "cuộc bỏ phiếu kín", ballots(meeting)))
    entry, vote = found
    wording = Wording(meeting)
    judged = judge(meeting.presence, entry.at, vote)
    numbered = meeting.cell.number_on_minutes
    need = f"Số phiếu cần để được thông qua: {RULE[judged.rule]} cơ số, {judged.needed} phiếu."
    of = (entry.id,)
    blocks = begin(source, "Biên bản kiểm phiếu", vote.subject, title(meeting), code="BB" if numbered else "")
    told = [e for e in meeting.standing if isinstance(e.event, Tellers) and e.at <= entry.at]
    counting = told[-1].event.members if told and isinstance(told[-1].event, Tellers) else ()
    if counting:
        blocks.append(Paragraph(f"Ban kiểm phiếu: {tellers_words(counting, wording)}.", (told[-1].id,)))
    blocks += [
        Paragraph(f"Thời gian: {clock_words(entry.at)}, {long_date(meeting.date)}.", of),
        Paragraph(base_words(meeting, judged), of),
        *([Paragraph(need, of)] if judged.needed else []),
        Paragraph(
            f"Số phiếu phát ra: {vote.issued}; thu về: {vote.returned}; hợp lệ: {vote.valid}; "
            f"không hợp lệ: {vote.invalid}{f' ({vote.invalid_reasons})' if vote.invalid_reasons else ''}.",
            of,
        ),
        _results(vote, wording, len(judged.base)),
        Paragraph(voted(meeting, entry.at, vote, wording, base=False), of),
    ]
    head = wording.name(counting[0]) if counting else ""
    return [*blocks, Recipients(("Lưu Chi bộ",), "T/M BAN KIỂM PHIẾU", "TRƯỞNG BAN", head)]


def _results(vote: Vote, wording: Wording, base: int) -> Table:
    if vote.question:
        told = [answer_words(question, wording.names, base) for question in vote.question]
        numbered = tuple((number, words) for number, words in enumerate(told, 1))
        return Table(("TT", "Số phiếu của từng câu"), numbered, (8, 92), "cl")
    counted = [(wording.names.get(c.name, c.name), c.votes) for c in vote.candidate] or [
        ("Tán thành", vote.for_ or 0),
        ("Không tán thành", vote.against or 0),
        ("Không có ý kiến", vote.no_opinion or 0),
    ]
    rows: list[tuple[Cell, ...]] = [
        (number, name, votes, f"{percent(Fraction(votes, base))} %" if base else "")
        for number, (name, votes) in enumerate(counted, 1)
    ]
    heads = ("TT", "Họ tên" if vote.candidate else "Ý kiến", "Số phiếu", "Tỉ lệ trên cơ số")
    return Table(heads, tuple(rows), (8, 52, 18, 22), "clcc")


def _counts(meeting: Meeting) -> str:
    counts = meeting.presence.counts()
    return f"Có mặt {counts.present}/{counts.expected} đồng chí phải dự họp."


def _votes(meeting: Meeting) -> Iterator[tuple[Entry, Vote]]:
    """The votes that others may see."""
    for entry in meeting.votes:
        if isinstance(entry.event, Vote) and not private(entry):
            yield entry, entry.event


def _which(verb: str, what: str, found: list[tuple[str, str]]) -> str:
    if not found:
        return f"Cuộc họp này không có {what} nào để {verb}."
    listed = "; ".join(f"{of} ({name})" for of, name in found)
    return f"Xin chọn {what} để {verb}: {listed}."
