"""The capture line: what was typed and the meeting as it stands become an act, or one sentence why not.

Nothing here records or changes anything. A line without a sign in front is a remark of the one who speaks; ``;`` and a
short word begin every act, and the commonest acts have a sign of their own. A sign struck twice is text.
"""

import re
from dataclasses import dataclass, replace

from model.capture import acts, items, repair, tasks, votes
from model.capture.codes import SIGNS
from model.capture.naming import BEFORE, CHAIR, Who, as_telex_leaves, doubled
from model.capture.reading import FIELD, Act, Desk, Reading, remark
from model.errors import Refused
from model.events import Attendance
from model.vietnamese import clean, fold

SIGN = ";"


@dataclass(frozen=True)
class Verb:
    """An act of the line: its short ``word`` behind ``;``, its sign if it has one, what it is and what it takes."""

    word: str
    title: str
    act: Act
    takes: str = ""
    sign: str = ""


def _put_before(desk: Desk, text: str) -> Reading:
    """The act of the line behind it, put before the entry that is chosen."""
    if _verb(text) is _verb(f"{SIGN}ct"):
        raise Refused("Gõ điều cần chèn sau lệnh.")
    at = repair.moment_before(desk)
    reading = read(text, replace(desk, now=at))
    if reading.problem or len(reading.events) != 1:
        raise Refused(reading.problem or "Gõ điều cần chèn sau lệnh.")
    events = repair.inserted(desk, reading.events[0][0], at)
    return replace(reading, label=f"Chèn trước: {reading.label}", events=events, speaker="")


VERBS = (
    Verb("km", "Khai mạc", items.begin),
    Verb("mt", "Nội dung tiếp theo", items.next_item, "[số mục] [người trình bày]"),
    Verb("kl", "Kết luận của chủ trì", items.conclusion, "lời kết luận"),
    Verb("hoan", "Hoãn nội dung", items.put_off, "số mục, lý do"),
    Verb("them", "Thêm nội dung", items.add_item, "tên nội dung"),
    Verb("bm", "Bế mạc", items.close),
    Verb("dd", "Điểm danh", acts.attendance, "người, lý do vắng (x: không lý do) | người, …"),
    Verb("dm", "Đến muộn, trở lại", acts.came, "người", "/"),
    Verb("vs", "Về sớm", acts.left, "người", "-"),
    Verb("cm", "Có mặt từ đầu", acts.present, "người"),
    Verb("dp", "Tình hình nộp đảng phí", acts.dues, "28 đồng chí đã nộp, 2 chưa nộp | số tiền"),
    Verb("bq", "Biểu quyết giơ tay", votes.hands, "không tán thành, không ý kiến, nội dung"),
    Verb("bk", "Bỏ phiếu kín", votes.ballot, "phát ra thu về hợp lệ không hợp lệ, tán thành không ý kiến, nội dung"),
    Verb("bc", "Bầu cử", votes.election, "số bầu, bốn số phiếu, nội dung | người, phiếu | …"),
    Verb(
        "kq",
        "Kết quả nhiệm vụ tháng trước",
        tasks.result,
        "x xong, ~ một phần, - chưa, < quá hạn, +30 hạn mới",
        "=",
    ),
    Verb("hh", "Kết quả lời hứa khắc phục", tasks.kept, "x đã làm, - chưa, +30 gia hạn; báo cáo"),
    Verb("nv", "Giao nhiệm vụ", tasks.task, "người, việc | thời hạn"),
    Verb("tp", "Tự phê bình", acts.self_criticism, "ưu điểm | hạn chế | nguyên nhân | khắc phục | hạn", "<"),
    Verb("pb", "Phê bình", acts.criticism, "người được góp ý, nội dung | tiếp thu | khắc phục | hạn", ">"),
    Verb("bd", "Biểu dương", acts.praise, "người, nội dung", "+"),
    Verb("nn", "Nhắc nhở", acts.reminder, "người, nội dung", "~"),
    Verb("bl", "Bảo lưu ý kiến", acts.reserved, "lời bảo lưu"),
    Verb("gc", "Ghi chú riêng của thư ký", acts.note, "ghi chú, không in"),
    Verb("cd", "Chấm một tiêu chí", acts.points, "tiêu chí, điểm, lý do trừ"),
    Verb("db", "Đã đọc biên bản", acts.minutes_read),
    Verb("nghi", "Nghỉ giải lao", acts.pause, "20:30 hoặc 15p"),
    Verb("kh", "Khách phát biểu", acts.guest, "họ tên, chức danh"),
    Verb("ai", "Đổi người của dòng cuối", repair.other_person, "người đúng"),
    Verb("vm", "Đổi mục của dòng cuối", repair.other_item, "số mục"),
    Verb("luc", "Đổi giờ của dòng cuối", repair.other_time, "19:42"),
    Verb("noi", "Nối với dòng trước", repair.joined),
    Verb("ct", "Chèn vào trước dòng cuối", _put_before, "một dòng như thường"),
    Verb("xoa", "Bỏ dòng cuối", repair.taken_back),
)
"""Every act of the line; ``dd`` is matched also where Telex has made ``đ`` of it."""

_BY_WORD = {as_telex_leaves(verb.word): verb for verb in VERBS}
_BY_SIGN = {verb.sign: verb for verb in VERBS if verb.sign}
_BY_STEP: dict[int | str, Verb] = {4: _BY_WORD["dp"], 9: _BY_WORD["tp"], 12: _BY_WORD["nv"]}
"""What a line in several fields is in these steps of HD 42, also without its word: nobody speaks in fields."""

_IN_AND_OUT = "/-"
"""Signs that begin an act only before a code: ``- nội dung`` is a line of a list."""

_REPLACES = re.compile("s/[^/]+/")

_LIST = " ".join(verb.word for verb in VERBS)


def starts(verb_word: str) -> str:
    """What a key puts on the line to begin that act: ``;bq``."""
    return f"{SIGN}{verb_word} "


def read(line: str, desk: Desk) -> Reading:
    """What ``line`` will become."""
    text = clean(line)
    if _REPLACES.match(text):
        return _read(repair.replaced, desk, text[2:], "Sửa chữ")
    if text[:1] == SIGN and not doubled(text):
        return _worded(desk, text[1:])
    current = desk.meeting.agenda.current
    if current and votes.only_figures(text, current.step):
        return _read(votes.hands, desk, text, "Biểu quyết")
    verb = _BY_SIGN.get(text[:1])
    if verb and not doubled(text) and (verb.sign not in _IN_AND_OUT or desk.names.read_sign(text[1:], desk.floor).id):
        return _read(verb.act, desk, text[1:].strip(), verb.title)
    return _read(_plain, desk, text, desk.called(desk.floor.speaker))


def behind_signs(line: str) -> str:
    """The line with the signs in front as spaces: its words stand where they stood, and each begins by itself."""
    words = line.lstrip("".join((CHAIR, BEFORE, *_BY_SIGN, *SIGNS)))
    return " " * (len(line) - len(words)) + words


def protected(pasted: str) -> str:
    """A pasted text as it must stand on the line to stay text."""
    return f"{pasted[0]}{pasted}" if pasted[:1] in {SIGN, CHAIR, BEFORE, *_BY_SIGN, *SIGNS} else pasted


def _verb(text: str) -> Verb | None:
    """The act whose word stands behind the sign."""
    word = text.removeprefix(SIGN).partition(" ")[0]
    return _BY_WORD.get(as_telex_leaves(fold(word))) if text.startswith(SIGN) else None


def _worded(desk: Desk, text: str) -> Reading:
    word, _, rest = text.partition(" ")
    verb = _verb(SIGN + text)
    if verb:
        reading = _read(verb.act, desk, rest.strip(), verb.title)
        return replace(reading, shown=f"{verb.title}: {verb.takes}") if reading.problem and not rest else reading
    found = desk.names.read(text, desk.floor)
    if found.candidates or found.id:
        return _said_by(desk, found, text)
    problem = f"Không có lệnh hay người nào là “{word}”." if word else "Gõ lệnh hoặc tên người nói sau dấu “;”."
    return Reading("Lệnh?", f"{problem} Lệnh: {_LIST}", f"{problem} Muốn ghi dấu “;” ở đầu câu thì gõ hai lần.")


def _plain(desk: Desk, text: str) -> Reading:
    if doubled(text) and protected(text) != text:
        return remark(desk, desk.floor.speaker, text[1:])
    return _said_by(desk, desk.names.read_sign(text, desk.floor), text)


def _said_by(desk: Desk, found: Who, text: str) -> Reading:
    """What somebody named at the start of ``text`` says, or what his words are in several fields."""
    if found.problem:
        return Reading("Ai?", found.problem, found.problem)
    speaker = found.id or desk.floor.speaker
    if found.id and doubled(found.rest) and found.rest[0] in "><":
        return remark(desk, speaker, found.rest[1:])
    if found.id and found.rest[:1] in (">", "<"):
        verb = _BY_SIGN[found.rest[0]]
        speaking = replace(desk, floor=replace(desk.floor, speaker=speaker))
        return _read(verb.act, speaking, found.rest[1:].strip(), verb.title)
    current = desk.meeting.agenda.current
    if FIELD in found.rest and current and (of_step := _BY_STEP.get(current.step)):
        return _read(of_step.act, desk, text, of_step.title)
    if not found.rest:
        return Reading(desk.called(speaker) or "Ai nói?", speaker=found.id)
    return remark(desk, speaker, found.rest)


def _read(act: Act, desk: Desk, rest: str, title: str) -> Reading:
    """The reading of an act; what it refuses is the problem of the line."""
    try:
        reading = act(desk, rest)
    except Refused as refusal:
        return Reading(title, str(refusal), str(refusal))
    marks = [event for event, _ in reading.events if isinstance(event, Attendance)]
    reasons = repair.contradicted(desk.meeting, marks, desk.now) if marks else []
    ask = f"{reasons[0]} Enter lần nữa: vẫn ghi." if reasons else ""
    return replace(reading, ask=ask, shown=ask) if ask else reading
