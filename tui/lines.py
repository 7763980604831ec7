"""One entry as one line of the screen."""

from datetime import date

from rich.text import Text

from exports.changes import FIELDS
from model.entry import Entry, kind_of
from model.events import (
    Assessment,
    Attendance,
    Break,
    Cancelled,
    Closed,
    Considered,
    Correction,
    Criticism,
    Disciplined,
    Dues,
    EarlierApproved,
    Explained,
    GradeVote,
    Groundwork,
    ItemAdded,
    ItemConcluded,
    ItemMoved,
    ItemPutOff,
    ItemRenamed,
    ItemStarted,
    MinutesRead,
    Named,
    Note,
    Opened,
    PersonAdded,
    Praise,
    Prepared,
    PromiseResult,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Tellers,
    UpperScore,
    Vote,
)
from model.meeting import Meeting
from model.old_events import OldText, Stated, StatedVote
from model.parts import Event
from model.stated import stated_score, vote_words
from model.vietnamese import short_date, thousands
from model.voting import answer_words, judge
from model.words import ATTENDANCE, DISCIPLINE, GROUNDWORK, KEPT, KIND, RESULT, ROLE, VERDICT
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
            owing = f" ({', '.join(name(meeting, who) for who in event.owing)})" if event.owing else ""
            return "○ Đảng phí:", f"đã nộp {event.paid}, chưa nộp {event.owed}{owing}{amount}. {event.text}"
        case SelfCriticism():
            return f"◆ Tự phê bình {name(meeting, event.member)}:", _criticism(event, event.shortcomings)
        case Criticism():
            who = f"◆ {name(meeting, event.from_)} góp ý {name(meeting, event.to)}:"
            return who, _criticism(event, event.text)
        case Praise() | Reminder():
            return f"★ {kind} {name(meeting, event.to)}:", event.text
        case Tellers(members=members):
            return f"○ {kind}:", ", ".join(name(meeting, who) for who in members)
        case Considered():
            return f"◆ {kind} {event.name}:", _joined(event.strengths, event.shortcomings, event.text)
        case Vote():
            return f"▲ {kind}:", _vote(meeting, entry, event, kind)
        case Task():
            return f"● Giao {name(meeting, event.owner)}:", f"{event.text} (hạn {short_date(event.due)})"
        case TaskResult():
            return f"● {event.task} {RESULT[event.result]}{_until(event.due)}:", event.text
        case PromiseResult():
            return f"● {event.promise} {KEPT[event.result]}{_until(event.deadline)}:", event.text
        case Score():
            reason = f" – {event.reason}" if event.reason else ""
            return f"▪ Điểm {event.criterion}:", f"{event.points}{reason}"
        case Assessment():
            return "▪ Nhận xét:", _joined(event.committee_word, event.weak_points, event.remedies)
        case Break():
            return "○ Nghỉ giải lao", f"đến {event.until:%H:%M}"
        case Correction():
            return "✎ Sửa", f"{_fields(event)} của mục ghi số {event.of}"
        case Note():
            return "✎ Ghi chú riêng:", event.text
        case MinutesRead():
            return "○ Đã đọc biên bản", ""
        case Closed():
            return "■ Bế mạc", ""
        case OldText():
            return "", event.text
        case StatedVote():
            return f"▲ {kind}:", vote_words(event)
        case Stated():
            here = "" if event.present is None else f"có mặt {event.present}"
            return f"○ {kind}:", "; ".join(filter(None, (here, stated_score(event))))
    return kind or _around(meeting, event), ""


def _fields(event: Correction) -> str:
    return ", ".join(FIELDS.get(c.field, c.field) for c in event.changes)


def _joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))


def _around(meeting: Meeting, event: Event) -> str:  # noqa: PLR0911 - one line per event
    """What was arranged around the meeting: evidence of a fact, or just undone."""
    match event:
        case Named(role=role, member=member):
            return f"{ROLE[role].capitalize()}: {name(meeting, member)}"
        case Explained(text=text):
            return f"Lý do còn thiếu: {text}"
        case UpperScore(criterion=criterion, points=points):
            return f"Điểm cấp trên {criterion}: {points}"
        case ItemAdded(item=item):
            return f"Thêm nội dung: {item.title}"
        case ItemRenamed(title=title):
            return f"Đổi tên nội dung: {title}"
        case ItemMoved(item=ident) | ItemPutOff(item=ident):
            moved = meeting.agenda.get(ident)
            done = "Dời chỗ nội dung" if isinstance(event, ItemMoved) else "Hoãn nội dung"
            return f"{done}: {moved.title if moved else ident}"
        case Prepared():
            return "Chuẩn bị cuộc họp: danh sách, chương trình, nhiệm vụ tháng trước"
        case PersonAdded(person=person):
            return f"Thêm vào danh sách: {person.name}"
        case Groundwork(what=what, on=on):
            return f"{GROUNDWORK[what].capitalize()}: {on:%d/%m/%Y %H:%M}"
        case Disciplined(member=member, form=form, on=on):
            return f"{name(meeting, member)} bị {DISCIPLINE[form]} ngày {short_date(on)}"
        case Opened():
            return "Khai mạc"
        case Cancelled(to=day, why=why):
            return f"Dời sang {short_date(day)}" if day else f"Không họp: {why}"
    return ""


def _criticism(event: SelfCriticism | Criticism, said: str) -> str:
    until = f" (hạn {short_date(event.deadline)})" if event.deadline else ""
    told = " · ".join(p for p in (event.matter, event.strengths, said, event.cause, f"{event.remedy}{until}") if p)
    answer = f" – Tiếp thu: {event.response}" if event.response else ""
    return f"{told}{answer}" + (f" – Chủ trì: {event.word}" if event.word else "")


def _until(day: date | None) -> str:
    return f" đến {short_date(day)}" if day else ""


def _vote(meeting: Meeting, entry: Entry, vote: Vote, kind: str) -> str:
    judged = judge(meeting.presence, entry.at, vote)
    level = f" [{vote.level}]" if isinstance(vote, GradeVote) and vote.level not in vote.subject else ""
    if judged.candidates:
        elected = ", ".join(name(meeting, c.name) for c in judged.candidates if c.elected) or "chưa ai"
        return f"{vote.subject}: trúng cử {elected} – {VERDICT[judged.verdict]}"
    if judged.questions:
        told = "; ".join(f"{answer_words(q.question, meeting.names)} – {VERDICT[q.verdict]}" for q in judged.questions)
        return f"{vote.subject}: {told}"
    counts = (
        f"tán thành {vote.for_}/{len(judged.base)}, không tán thành {vote.against}, không có ý kiến {vote.no_opinion}"
    )
    subject = "" if vote.subject == kind else f"{vote.subject}{level}: "
    corrections = vote.corrections if isinstance(vote, EarlierApproved) else ""
    return f"{subject}{counts} – {VERDICT[judged.verdict]}" + (f". Sửa: {corrections}" if corrections else "")


def name(meeting: Meeting, person_id: str) -> str:
    """Somebody's name as the screen calls them."""
    return meeting.names.get(person_id, person_id)
