"""What the head of old minutes says: which meeting it was, its day, place, opening; and when it was closed."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from model.old_minutes.lines import Doubt, Fact, Line, fact
from model.old_minutes.times import DATE, GROUPS_OF_DATE, GROUPS_OF_TIME, TIME, clock_of, day_of, pattern
from model.parts import MeetingKind
from model.vietnamese import fold, short_date

_TITLE_WITHIN = 40
"""Lines from the beginning within which minutes call themselves so."""
_BEGUN = r"(?:thời gian(?: bắt đầu)?|bắt đầu|khai mạc|vào hồi|vào lúc|hồi|lúc|hôm nay|tổ chức|họp)\b[^.;]{0,40}?"
_OPENED = pattern(rf"{_BEGUN}\b({TIME})")
_UNTIL = pattern(rf"\s*(?:đến|-|–)\s*(?:hồi |lúc )?({TIME})")
_DAY = pattern(rf"(?:thời gian|bắt đầu|khai mạc|\bhồi|\blúc|hôm nay|tổ chức|\bhọp)\b[^.;]{{0,60}}?\b({DATE})")
_HEAD_DAY = pattern(rf"^[^\d:]{{0,40}},?\s*({DATE})\.?$")
_PLACE = pattern(r"^[-+*•\s\d.)]*(?:địa điểm|nơi họp)(?: họp| sinh hoạt)?\s*:\s*(\S.*?)\.?$")
_CLOSED = pattern(
    r"^[-+*•\s]*(?:hội nghị|cuộc họp|buổi họp|buổi sinh hoạt|sinh hoạt|biên bản|chi bộ|kết thúc|bế mạc)\b[^.;:]{0,60}?"
    rf"(?:hồi|lúc|vào)\s*:?\s*({TIME})(?:[^.;\d]{{0,20}}({DATE}))?"
)
_ENDS = pattern(r"kết thúc|bế mạc")
_MONTH = re.compile(r"thang (\d{1,2})\s*(?:/|nam )\s*(\d{4})")
_PARTS = pattern(r"^(?:[IVX]+|[A-D])\s*[.)/:-]|^(?:\d+\s*[.)/]\s*)?(?:nội dung|chương trình|diễn biến|phần nội dung)\b")
_BODY = pattern(r":|^(?:hôm nay|vào (?:hồi|lúc)|thời gian|địa điểm|[IVX]+\s*[.)])|thành phần")
"""What no line of a title has."""
_ATTENDANCE = pattern(r"thành phần|tổng số|có mặt|điểm danh|thành viên dự")

_KINDS: tuple[tuple[str, MeetingKind], ...] = (
    (r"chi uy\b(?!.*sinh hoat chi bo)", "committee"),
    (r"xet.*cong nhan|cong nhan.*chinh thuc", "confirmation"),
    (r"ket nap", "admission"),
    (r"kiem diem|xep loai chat luong cuoi nam", "yearly_review"),
    (r"(?:thuong ky|dinh ky).*chuyen de|chuyen de.*(?:thuong ky|dinh ky)", "combined"),
    (r"chuyen de", "thematic"),
    (r"bat thuong|dot xuat", "extraordinary"),
    (r"thuong ky|dinh ky|hang thang|(?:sinh hoat|hop)(?: cua)? chi bo\b.*thang \d", "regular"),
)
"""Words of the title, folded, to the kind of the meeting; the first that fits."""
_OTHER_MINUTES = re.compile(r"kiem phieu|ban giao|nghiem thu|kiem ke|dai hoi|kiem tra")


def title_line(lines: Sequence[Line]) -> int:
    """The place of the line that calls the paper minutes; -1 where none does."""
    found = (n for n, line in enumerate(lines[:_TITLE_WITHIN]) if re.match(r"bien ban\b", fold(line.text).strip("* ")))
    return next(found, -1)


def parts(lines: Sequence[Line], title: int) -> int:
    """The place of the first line behind the attendance: of the next part, or of the list of items.

    Where the paper has no such line, thirty lines behind the title.
    """
    seen = False
    for place in range(title + 1, min(len(lines), title + 60)):
        text = lines[place].text
        if seen and _PARTS.search(text) and not _ATTENDANCE.search(text):
            return place
        seen = seen or bool(_ATTENDANCE.search(text))
    return min(len(lines), title + 30)


def kind(lines: Sequence[Line], title: int) -> tuple[Fact | None, str]:
    """The kind of the meeting by its title, three lines at most; else why it cannot be told, as half a sentence."""
    for line in _title(lines, title):
        words = fold(line.text)
        if _OTHER_MINUTES.search(words):
            return None, f"“{line.text}” không phải biên bản một buổi họp chi bộ"
        for sign, found in _KINDS:
            if re.search(sign, words):
                return fact("kind", found, line, (0, len(line.text)), "tên biên bản nói rõ loại họp"), ""
    return None, "tên biên bản không nói rõ loại cuộc họp"


def _title(lines: Sequence[Line], title: int) -> list[Line]:
    """The line that calls the paper minutes and the two below it, as far as they are still its title."""
    below = lines[title + 1 : title + 3]
    end = next((n for n, line in enumerate(below) if _BODY.search(line.text)), len(below))
    return [lines[title], *below[:end]]


def head(lines: Sequence[Line], title: int, end: int) -> Iterator[Fact]:
    """Days, places and times of opening in the part before ``end``, and the times of closing behind it."""
    for line in lines[:title]:
        if found := _HEAD_DAY.search(line.text):
            yield from _day(line, found, "head_date", "ngày ghi ở đầu văn bản")
    begun = next((n for n in range(title + 1, end) if _ATTENDANCE.search(lines[n].text)), end - 1)
    for line in lines[title : begun + 1]:
        ending = _ENDS.search(line.text)
        if not ending and (found := _OPENED.search(line.text)):
            yield from _clock(line, found, "opened", "giờ ghi ở phần mở đầu")
            if until := _UNTIL.match(line.text, found.end(1)):
                yield from _clock(line, until, "closed", "giờ ghi ở phần mở đầu")
        if not ending and (found := _DAY.search(line.text)):
            yield from _day(line, found, "date", "ngày ghi ở phần mở đầu")
    for line in lines[title:end]:
        if found := _PLACE.match(line.text):
            yield fact("place", found[1], line, found.span(), "mục “Địa điểm”")
    for line in lines[end:]:
        if (found := _CLOSED.search(line.text)) and _ENDS.search(found[0]) and not _said(line.text):
            yield from _clock(line, found, "closed", "câu kết thúc của biên bản")
            if on := day_of(found.groups()[-GROUPS_OF_DATE:]):
                yield fact("closed on", on, line, found.span(), "câu kết thúc của biên bản")


def _said(text: str) -> bool:
    """Whether the words end in somebody's mouth, or in the decision to approve something."""
    return bool(pattern(r"^[^:]{0,60}:\s").match(text)) and not pattern(r"^[^:]*(?:kết thúc|bế mạc)[^:]*:").match(text)


def _clock(line: Line, found: re.Match[str], what: str, why: str) -> Iterator[Fact]:
    """The fact of a time that is the first group of ``found``."""
    at = clock_of(found.groups()[1 : 1 + GROUPS_OF_TIME])
    if at:
        yield fact(what, at, line, (_label(line, found.start(1)), found.end(1)), why)


def _day(line: Line, found: re.Match[str], what: str, why: str) -> Iterator[Fact]:
    """The fact of a date that is the first group of ``found``."""
    day = day_of(found.groups()[1 : 1 + GROUPS_OF_DATE])
    if day:
        yield fact(what, day, line, (_label(line, found.start(1)), found.end(1)), why)


def _label(line: Line, start: int) -> int:
    """Where the words before it begin that only lead to it: ``Thời gian bắt đầu: ``."""
    from_ = max(0, start - 100)
    led = pattern(r"(?:thời gian[\w\s]*:|bắt đầu|khai mạc|vào|hồi|lúc|ngày|[\s,:])*$").search(line.text[from_:start])
    begin = from_ + led.start() if led else start
    return begin + len(line.text[begin:start]) - len(line.text[begin:start].lstrip(" ,:"))


def day_doubts(found: Sequence[Fact], day: date, lines: Sequence[Line], title: int) -> Iterator[Doubt]:
    """Where other words of the head speak of another day or month than the one taken."""
    for other in found:
        if other.what == "head_date" and other.value != day:
            yield Doubt(other.line, other.words, f"Đầu văn bản ghi ngày khác với ngày họp {short_date(day)}.")
    for line in _title(lines, title):
        month = _MONTH.search(fold(line.text))
        if month and (int(month[1]), int(month[2])) != (day.month, day.year):
            yield Doubt(line.number, line.text, f"Tên biên bản ghi tháng khác với ngày họp {short_date(day)}.")
