"""Tasks, conclusions and the score in old minutes."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from model.old_minutes.lines import Doubt, Fact, Line, fact
from model.old_minutes.people import SPEECH, TITLE, Names
from model.old_minutes.times import DATE, day_of, pattern
from model.vietnamese import fold, read_date, short_date
from model.words import LEVELS

_COLUMNS = {
    "text": re.compile(r"(?:noi dung )?(?:nhiem vu|cong viec)(?: .*)?|noi dung(?: cong viec)?"),
    "owner": re.compile(
        r"(?:nguoi|dong chi|dang vien|d/c)(?: duoc)?(?: thuc hien| phu trach| chiu trach nhiem| phan cong)|phan cong"
    ),
    "due": re.compile(r"(?:thoi )?han(?: .*)?|thoi gian(?: hoan thanh| thuc hien)?"),
    "result": re.compile(r"ket qua.*|tien do|da lam.*"),
}  # fmt: skip
_GIVEN = pattern(
    rf"^[-+*•\s\d.)]*(?:giao|phân công)(?: cho)?\s+(?={TITLE})(?P<owner>[^:,]{{4,60}}?)\s*[:,]\s+"
    r"(?P<text>[^:].{4,600}?)"
    r"\s*[,;.(–-]\s*(?:thời hạn|hạn|hoàn thành(?: xong)? trước|xong trước|trước)(?: hoàn thành)?\s*:?\s*"
    rf"(?P<due>{DATE})\)?\.?$"
)
_CONCLUDED = pattern(
    r"^[-+*•\s\d.)]*(?P<label>kết luận của (?:đồng chí |đ/c )?(?:chủ trì|chủ tọa|chủ toạ)"
    r"|(?:đồng chí |đ/c )?(?:chủ trì|chủ tọa|chủ toạ)(?: hội nghị)? kết luận|kết luận)\s*:\s*(?P<text>\S.*)$"
)
_HEADING = pattern(
    r"^(\d{1,2})[.)]\s+(?P<title>.{2,200}?)(?: \(tiếp tục\))?\s*\((?P<hour>\d{1,2}) giờ (?P<minute>\d{2}) phút\)$"
)
_POINTS = pattern(r"\btổng(?: số)? điểm(?: chấm)?\s*(?::|là|đạt)?\s*(\d{1,3})(?:\s*/\s*(\d{1,3}))?\s*(điểm)?")
_LEVEL = pattern(
    r"^[-+*•\s\d.)]*(?:chi bộ )?(?:tự )?"
    r"(?:xếp loại|xếp mức|mức chất lượng|kết quả xếp loại|đánh giá chất lượng|đạt mức)"
    r"(?:\s+(?:chất lượng|buổi|cuộc họp|sinh hoạt|chi bộ|kỳ|của|này|tháng \d+(?:/\d+)?))*\s*:?"
    rf"\s*(?:đạt\s+)?(?:loại\s+|mức\s+)?[“\"]?({'|'.join(LEVELS)})[”\"]?\.?$"
)


def tasks(lines: Sequence[Line], names: Names, day: date) -> tuple[list[Fact], list[Doubt]]:
    """The tasks given: of tables with task, owner and deadline, and of sentences that tell all three.

    A table with results is that of earlier tasks and stays text.
    """
    told: list[Fact | Doubt] = []
    columns: dict[str, int] = {}
    for line in lines:
        if not line.table or line.row == 1:
            columns = _columns(line) if line.table else {}
        elif columns and "result" not in columns and max(columns.values()) < len(line.cells):
            cells = {name: line.cells[place] for name, place in columns.items()}
            others = [cell for place, cell in enumerate(line.cells) if place not in columns.values()]
            whole = all(cell.strip(" .").isdigit() for cell in others if cell)  # but for the number of the row
            start = 0 if whole else line.text.find(cells["text"])
            told.append(
                _task(line, (start, len(line.text) if whole else start + len(cells["text"])), cells, names, day)
            )
        if not line.table and (given := _GIVEN.match(line.text)):
            told.append(_task(line, given.span(), given.groupdict(), names, day))
    return [one for one in told if isinstance(one, Fact)], [one for one in told if isinstance(one, Doubt)]


def _columns(line: Line) -> dict[str, int]:
    """Field to column of a head row that has task, owner and deadline; else nothing."""
    found: dict[str, int] = {}
    for place, cell in enumerate(line.cells):
        for name, sign in _COLUMNS.items():
            if name not in found and sign.fullmatch(fold(cell).strip(" .")):
                found[name] = place
                break
    return found if {"text", "owner", "due"} <= found.keys() else {}


def _task(line: Line, span: tuple[int, int], said: dict[str, str], names: Names, day: date) -> Fact | Doubt:
    owner, text, due = said["owner"], said["text"], said["due"]
    who, until = names.read(owner), _deadline(due)
    wrong = ""
    if not text or not owner:
        wrong = "Thiếu việc hoặc người thực hiện"
    elif not who.id or who.rest.strip(" .,;"):
        wrong = who.problem or f"“{owner}” không phải đúng một người"
    elif until is None:
        wrong = f"Thời hạn “{due}” không phải ngày tháng năm" if due else "Không ghi thời hạn"
    elif until < day:
        wrong = f"Thời hạn {short_date(until)} trước ngày họp"
    if wrong or until is None:
        return Doubt(line.number, line.text[:120], f"{wrong[0].upper()}{wrong[1:]}: nhiệm vụ giữ nguyên là lời.")
    return fact("task", (who.id, text, until), line, span, "có đủ việc, người, thời hạn")


def _deadline(text: str) -> date | None:
    """The whole date of a cell, and nothing but that; a day without a year is none."""
    found = re.fullmatch(rf"(?:trước\s+)?{DATE}\.?", text.strip(), re.IGNORECASE)
    return day_of(found.groups()) if found else read_date(text)


def decisions(lines: Sequence[Line]) -> Iterator[Fact]:
    """The chair's conclusions, each as (title, words, line of the heading or 0), and points and level."""
    heading: tuple[str, int] = ("", 0)
    for line in lines:
        if found := _HEADING.match(line.text):
            heading = found["title"], line.number
        elif found := _CONCLUDED.match(line.text):
            label = found["label"][0].upper() + found["label"][1:]
            said = (heading[0] or label, found["text"], heading[1])
            yield fact("conclusion", said, line, found.span(), f"lời ghi sau “{label}”")
            heading = (heading[0], 0) if heading[1] else heading
        elif not SPEECH.match(line.text):
            found = None if line.table else _POINTS.search(line.text)
            if found and (found[2] or found[3]) and not pattern(TITLE).search(line.text[: found.start()]):
                points = int(found[1]), int(found[2]) if found[2] else None
                yield fact("points", points, line, found.span(), "số ghi sau “tổng điểm”")
            if found := _LEVEL.match(line.text):
                level = next(one for one in LEVELS if one.lower() == found[1].lower())
                yield fact("level", level, line, found.span(), "mức ghi sau “xếp loại”, “mức”")


def heading_times(lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
    """The lines that begin an item with its time: number of the line, hour, minute."""
    for line in lines:
        if (found := _HEADING.match(line.text)) and int(found["hour"]) < 24 and int(found["minute"]) < 60:
            yield line.number, int(found["hour"]), int(found["minute"])
