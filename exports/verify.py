"""Whether a Word file still says what the meeting says: what hands changed, what is gone, which numbers differ."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher

from exports.format.read import Read, code_of, folded, read
from exports.papers import DAY_MARK, PAPERS, about, document, identity, marks
from exports.source import Source
from exports.wording import Wording
from model.entry import fields_of, kind_of
from model.errors import BadData
from model.meeting import Meeting
from model.vietnamese import clock_words
from model.words import KIND

_PRINTED = re.compile(r"Mã văn bản: ([0-9A-F]{8})$")
_CODE = re.compile(r"_c([0-9A-F]{8})")
_ENTRY = re.compile(r"_e(\d+)$")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")


@dataclass(frozen=True)
class Written:
    """A Word file as it was read: its paragraphs without the code, the code it was given, its other bookmarks."""

    paragraphs: tuple[Read, ...]
    code: str
    marks: frozenset[str]

    @property
    def day(self) -> date | None:
        """The day of the meeting that it belongs to; None for a file of other making."""
        for mark in self.marks:
            if mark.startswith(DAY_MARK):
                return datetime.strptime(mark[len(DAY_MARK) :][:8], "%Y%m%d").date()
        return None

    @property
    def by_hand(self) -> bool:
        """Whether the text is another than the one that was written out."""
        return code_of(found.text for found in self.paragraphs) != self.code

    def belongs_to(self, meeting: Meeting) -> bool:
        """Whether it was written out from this meeting."""
        return identity(meeting) in self.marks

    @property
    def paper(self) -> str:
        """Which paper it is; empty where that is not known."""
        return next((name for name in PAPERS if f"_p_{name.replace('-', '_')}" in self.marks), "")

    def of(self, meeting: Meeting) -> str:
        """What the paper is about."""
        chosen = (
            of for of, _ in about(meeting, self.paper) if marks(Source(meeting, of=of), self.paper)[2] in self.marks
        )
        return next(chosen, "")


@dataclass(frozen=True)
class Findings:
    """How a file differs from the paper as it would be written now; ``by_hand``: whether hands changed the file."""

    by_hand: bool
    changed: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    added: tuple[str, ...]
    entries: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the file says what the meeting says."""
        return not (self.changed or self.gone or self.added)


def written(data: bytes, name: str) -> Written:
    """The file as read; raises BadData where it is no Word file, or none that this program wrote."""
    kept: list[Read] = []
    found: set[str] = set()
    code = ""
    for paragraph in read(data, name):
        found.update(paragraph.marks)
        printed = _PRINTED.search(paragraph.text)
        coded = [found_code[1] for mark in paragraph.marks if (found_code := _CODE.match(mark))]
        if printed or coded:
            code = (coded or [printed[1] if printed else ""])[0]
        else:
            kept.append(paragraph)
    made = Written(tuple(kept), code, frozenset(found))
    if made.day is None or not made.paper:
        raise BadData(
            f"{name} không mang dấu của bienban: không phải văn bản do chương trình xuất, hoặc dấu đã bị xóa."
        )
    return made


def compare(file: Written, source: Source) -> Findings:
    """The file beside the paper as the meeting makes it now."""
    now = written(document(source, file.paper), "")
    changed, gone, added = [], [], []
    for ours, theirs in _pairs(now.paragraphs, file.paragraphs):
        if ours and theirs:
            changed.append((ours, theirs))
        elif ours:
            gone.append(ours)
        elif theirs:
            added.append(theirs)
    lost = (int(found[1]) for ours in gone for mark in ours.marks if (found := _ENTRY.match(mark)))
    return Findings(
        by_hand=file.by_hand,
        changed=tuple((folded(ours.text), folded(theirs.text)) for ours, theirs in changed),
        gone=tuple(folded(ours.text) for ours in gone),
        added=tuple(folded(theirs.text) for theirs in added),
        entries=tuple(_entry(source.meeting, number) for number in lost),
        numbers=tuple(told for ours, theirs in changed if (told := _numbers(ours.text, theirs.text))),
    )


def _pairs(ours: tuple[Read, ...], theirs: tuple[Read, ...]) -> Iterator[tuple[Read | None, Read | None]]:
    """The paragraphs that are not the same on both sides: by their bookmarks, else in their order."""
    left = [r for r in ours if folded(r.text)]
    right = [r for r in theirs if folded(r.text)]
    matcher = SequenceMatcher(None, [folded(r.text) for r in left], [folded(r.text) for r in right], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            yield from _matched(left[a:b], right[c:d])


def _matched(ours: list[Read], theirs: list[Read]) -> Iterator[tuple[Read | None, Read | None]]:
    rest = list(theirs)
    for one in ours:
        same = next((other for other in rest if set(one.marks) & set(other.marks)), None)
        same = same or next((other for other in rest if not one.marks and _alike(one.text, other.text)), None)
        same = same or next((other for other in rest if not other.marks and _alike(one.text, other.text)), None)
        if same:
            rest.remove(same)
        yield one, same
    for other in rest:
        yield None, other


def _alike(one: str, other: str) -> bool:
    """Whether one can be the other with words changed."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= 0.5


def _numbers(ours: str, theirs: str) -> str:
    """``21, 23 → 22, 23``: the numbers of the two where they are not the same."""
    was, now = _NUMBER.findall(ours), _NUMBER.findall(theirs)
    if Counter(was) == Counter(now):
        return ""
    lost, new = Counter(was) - Counter(now), Counter(now) - Counter(was)
    listed = (", ".join(n.elements()) or "không có" for n in (lost, new))
    return f"{' → '.join(listed)} ({folded(ours)[:80]})"


def _entry(meeting: Meeting, number: int) -> str:
    """``Ý kiến của đồng chí Lê Đức hồi 19 giờ 54 phút``."""
    entry = meeting.entry(number)
    if entry is None:
        return f"mục {number}"
    wording = Wording(meeting)
    who = [fields_of(entry.event).get(field, "") for field in entry.event.people_fields]
    of = f" của {wording.called(who[0])}" if who and who[0] else ""
    return f"{KIND.get(kind_of(entry.event), 'Mục')}{of} hồi {clock_words(entry.at)}"
