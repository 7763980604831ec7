"""One entry as one line of the screen."""

from rich.text import Text

from model.entry import Entry, kind_of
from model.events import (
    Attendance,
    Break,
    Closed,
    Considered,
    Correction,
    Criticism,
    Dues,
    GradeVote,
    ItemConcluded,
    ItemStarted,
    MinutesRead,
    Note,
    Praise,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Vote,
)
from model.meeting import Meeting
from model.vietnamese import short_date, thousands
from model.voting import judge
from model.words import ATTENDANCE, KIND, RESULT, VERDICT
from tui.widgets.plain import plain


def described(meeting: Meeting, entry: Entry) -> tuple[str, Text]:
    """Its time and its text; a sign and words tell the kind, colour only helps."""
    event = entry.event
    mark, words = _words(meeting, entry)
    text = Text()
    text.append_text(plain(mark, "bold"))
    if words:
        text.append_text(plain(f" {words}" if mark else words))
    if isinstance(event, ItemStarted):
        text.stylize("reverse")
    return f"{entry.at:%H:%M}", text


def _words(meeting: Meeting, entry: Entry) -> tuple[str, str]:  # noqa: PLR0911, PLR0912 - one line per event
    event, kind = entry.event, KIND.get(kind_of(entry.event), "")
    match event:
        case Remark():
            reserved = " (bảo lưu ý kiến)" if event.reserved else ""
            mark = "…" if event.continued else f"{name(meeting, event.speaker)}{reserved}:"
            return mark, event.text
        case ItemStarted():
            item = meeting.agenda.get(event.item)
            return f"▶ {item.title if item else event.item}", ""
        case ItemConcluded():
            return "■ Kết luận:" if event.conclusion else "■", event.conclusion or "hết nội dung, chưa có kết luận"
        case Attendance():
            reason = f": {event.reason}" if event.reason else ""
            return f"○ {name(meeting, event.member)}", f"{ATTENDANCE[event.status]}{reason}"
        case Dues():
            amount = f", {thousands(event.amount)} đồng" if event.amount else ""
            return "○ Đảng phí:", f"đã nộp {event.paid}, chưa nộp {event.owed}{amount}. {event.text}"
        case SelfCriticism():
            until = f" (hạn {short_date(event.deadline)})" if event.deadline else ""
            parts = (event.strengths, event.shortcomings, event.cause, f"{event.remedy}{until}")
            return f"◆ Tự phê bình {name(meeting, event.member)}:", " ".join(p for p in parts if p)
        case Criticism():
            answer = f" – Tiếp thu: {event.response}" if event.response else ""
            return f"◆ {name(meeting, event.from_)} góp ý {name(meeting, event.to)}:", f"{event.text}{answer}"
        case Praise() | Reminder():
            return f"★ {kind} {name(meeting, event.to)}:", event.text
        case Considered():
            return f"◆ {kind} {event.name}:", " ".join(
                p for p in (event.strengths, event.shortcomings, event.text) if p
            )
        case Vote():
            return f"▲ {kind}:", _vote(meeting, entry, event, kind)
        case Task():
            return f"● Giao {name(meeting, event.owner)}:", f"{event.text} (hạn {short_date(event.due)})"
        case TaskResult():
            return f"● {event.task} {RESULT[event.result]}:", event.text
        case Score():
            reason = f" – {event.reason}" if event.reason else ""
            return f"▪ Điểm {event.criterion}:", f"{event.points}{reason}"
        case Break():
            return "○ Nghỉ giải lao", f"đến {event.until:%H:%M}"
        case Correction():
            return "✎ Sửa", f"{', '.join(c.field for c in event.changes)} của mục ghi số {event.of}"
        case Note():
            return "✎ Ghi chú riêng:", event.text
        case MinutesRead():
            return "○ Đã đọc biên bản", ""
        case Closed():
            return "■ Bế mạc", ""
    return kind, ""


def _vote(meeting: Meeting, entry: Entry, vote: Vote, kind: str) -> str:
    judged = judge(meeting.presence, entry.at, vote)
    level = f" [{vote.level}]" if isinstance(vote, GradeVote) and vote.level not in vote.subject else ""
    if judged.candidates:
        elected = ", ".join(name(meeting, c.name) for c in judged.candidates if c.elected) or "chưa ai"
        return f"{vote.subject}: trúng cử {elected} – {VERDICT[judged.verdict]}"
    counts = (
        f"tán thành {vote.for_}/{len(judged.base)}, không tán thành {vote.against}, không có ý kiến {vote.no_opinion}"
    )
    subject = "" if vote.subject == kind else f"{vote.subject}{level}: "
    return f"{subject}{counts} – {VERDICT[judged.verdict]}"


def name(meeting: Meeting, person_id: str) -> str:
    """Somebody's name as the screen calls them."""
    return meeting.names.get(person_id, person_id)
