"""Each act's own reasons why it cannot be, as sentences with the way out; asked by :mod:`model.guard` alone."""

from datetime import date, datetime

from model.entry import fields_of
from model.events import (
    AnyEvent,
    Assessment,
    Attendance,
    Break,
    Cancelled,
    Closed,
    Considered,
    Criticism,
    Dues,
    EarlierApproved,
    Explained,
    GradeVote,
    ItemAdded,
    ItemConcluded,
    ItemMoved,
    ItemPutOff,
    ItemRenamed,
    ItemStarted,
    Named,
    Note,
    Opened,
    PersonAdded,
    Praise,
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
from model.parts import Event
from model.scoring.points import Row, score
from model.scoring.sheets import sheet_of
from model.vietnamese import short_date
from model.voting import judge, matter_of
from model.words import MATTER, RULE, STATUS


def unknown_person(meeting: Meeting, event: AnyEvent) -> str:
    """Why a name of the event is nobody's."""
    values = fields_of(event)
    for field in event.people_fields:
        if field != "presenter" and not values.get(field):
            return "Chưa ghi là ai: xin chọn người."
        if values.get(field) and values[field] not in meeting.people:
            return f"Không có ai tên “{values[field]}” trong danh sách cuộc họp."
    if isinstance(event, Vote):
        for candidate in event.candidate:
            if candidate.name not in meeting.people:
                return f"Ứng cử viên “{candidate.name}” không có trong danh sách chi bộ."
        own = () if event.matter == "admission" else (event.person,)  # an admission is of somebody on no list yet
        for who in (*own, *(question.person for question in event.question)):
            if who and who not in meeting.people:
                return f"Không có ai tên “{who}” trong danh sách cuộc họp."
    return ""


def own_reason(meeting: Meeting, event: AnyEvent, at: datetime) -> str:  # noqa: PLR0911, PLR0912 - a line per event
    """Why the act cannot be in the meeting as it stands."""
    match event:
        case Opened():
            return "Cuộc họp đã khai mạc rồi." if meeting.opened else ""
        case Cancelled(to=day, why=why):
            same = "Cuộc họp đã ghi ngày ấy rồi." if day == meeting.date else ""
            return same or ("" if day else _empty(why, "ngày dời sang hoặc lý do không họp"))
        case Named():
            return _of_named(meeting, event)
        case PersonAdded(person=person):
            return "Người này đã có trong danh sách." if person.id in meeting.people else _empty(person.name, "họ tên")
        case ItemAdded(item=item):
            there = "Nội dung này đã có trong chương trình." if meeting.agenda.get(item.id) else ""
            return there or _empty(item.title, "tên nội dung")
        case ItemStarted(item=item_id) | ItemConcluded(item=item_id):
            return _of_item(meeting, event, item_id)
        case ItemPutOff(item=item_id) | ItemRenamed(item=item_id) | ItemMoved(item=item_id):
            return _of_item(meeting, event, item_id)
        case Attendance():
            return _of_attendance(meeting, event, at)
        case Dues():
            return _of_dues(meeting, event)
        case Remark(text=text) | Praise(text=text) | Reminder(text=text) | Note(text=text):
            return _empty(text, "nội dung")
        case Criticism(text=text):
            return _empty(text, "nội dung") or _of_remedy(meeting, event)
        case SelfCriticism(shortcomings=shortcomings):
            return _empty(shortcomings, "nội dung khuyết điểm") or _of_remedy(meeting, event)
        case Explained(text=text):
            return _empty(text, "lý do")
        case EarlierApproved(meeting=ident) if ident not in {m.id for m in meeting.head.unapproved}:
            return f"Không có biên bản kỳ trước nào mang mã “{ident}” chờ thông qua."
        case Tellers(members=members):
            return _of_tellers(meeting, members)
        case Considered(name=name):
            return _empty(name, "họ tên người được xét")
        case Vote(subject=subject):
            refused = _empty(subject, "nội dung biểu quyết") or _of_grade(meeting, event)
            return refused or _of_matter(meeting, event) or _of_round(meeting, event, at)
        case Break(until=until):
            return "" if until > at.time() else f"Giờ hết nghỉ {until:%H:%M} phải sau bây giờ ({at:%H:%M})."
        case Task(text=text, due=due):
            return _empty(text, "nội dung nhiệm vụ") or _past(meeting, due)
        case TaskResult(task=ident, result=result, due=due):
            asked = next((t.due for t in meeting.tasks if t.id == ident and t.carried), None)
            return _of_result(meeting, f"nhiệm vụ tháng trước nào mang mã “{ident}”", asked, result, due)
        case PromiseResult(promise=ident, result=result, deadline=deadline):
            asked = next((p.deadline for p in meeting.promises if p.id == ident and p.carried), None)
            return _of_result(meeting, f"lời hứa kỳ trước nào mang mã “{ident}”", asked, result, deadline)
        case Score():
            return _of_score(meeting, event)
        case UpperScore():
            return _of_upper_score(meeting, event)
        case Assessment(committee_word=word, weak_points=weak, remedies=remedies):
            return _empty(word or weak or remedies, "ý kiến của chi ủy, hạn chế hoặc biện pháp khắc phục")
        case Closed():
            last = max((e.at for e in meeting.record), default=at)
            return "" if at >= last else f"Giờ bế mạc phải sau mọi điều đã ghi (mục cuối lúc {last:%H:%M:%S})."
    return ""


def _empty(text: str, what: str) -> str:
    return "" if text else f"Chưa có {what}."


def _past(meeting: Meeting, due: date | None) -> str:
    if due is None or due >= meeting.date:
        return ""
    return f"Hạn {short_date(due)} đã qua so với ngày họp {short_date(meeting.date)}."


def _of_remedy(meeting: Meeting, event: SelfCriticism | Criticism) -> str:
    """A deadline is one of something: without the remedy nobody could ask about it next month."""
    if event.deadline and not event.remedy:
        return "Đã ghi hạn khắc phục nhưng chưa có biện pháp khắc phục: xin ghi cả hai."
    return _past(meeting, event.deadline)


def _of_result(meeting: Meeting, what: str, asked: date | None, result: str, until: date | None) -> str:
    if asked is None:
        return f"Không có {what}."
    if result != "extended":
        return "Hạn mới chỉ ghi khi gia hạn." if until else ""
    if until is None:
        return "Gia hạn đến ngày nào: xin ghi hạn mới."
    later = "" if until > asked else f"Hạn mới {short_date(until)} phải sau hạn cũ {short_date(asked)}."
    return later or _past(meeting, until)


def _of_named(meeting: Meeting, event: Named) -> str:
    person = meeting.people[event.member]
    if person.status in ("invited", "guest", "suspended"):
        return "Chủ trì, thư ký và người chấm điểm phải là đảng viên sinh hoạt tại chi bộ."
    if event.role == "recorder" and (person.office == "leader" or event.member == meeting.cell.leader):
        return "Thư ký cuộc họp không được là bí thư: xin cử đồng chí khác."
    others = {"chair": meeting.roles.get("recorder"), "recorder": meeting.roles.get("chair")}
    if others.get(event.role) == event.member:
        return "Chủ trì và thư ký phải là hai người khác nhau."
    return ""


def _of_item(meeting: Meeting, event: Event, item_id: str) -> str:
    item = meeting.agenda.get(item_id)
    if item is None:
        return f"Chương trình không có nội dung “{item_id}”."
    if isinstance(event, ItemConcluded) and not item.held:
        return f"Nội dung “{item.title}” chưa bắt đầu nên chưa thể kết luận."
    if isinstance(event, ItemStarted) and item.running:
        return f"Đang bàn nội dung “{item.title}” rồi."
    if isinstance(event, ItemMoved) and event.after and meeting.agenda.get(event.after) is None:
        return f"Chương trình không có nội dung “{event.after}”."
    return _empty(event.title, "tên nội dung") if isinstance(event, ItemRenamed) else ""


def _of_attendance(meeting: Meeting, event: Attendance, at: datetime) -> str:
    name, stay = meeting.refs[event.member], meeting.presence.stays[event.member]
    if event.status == "left" and not stay.here(at):
        return f"Đồng chí {name} đang được ghi là không có mặt nên không thể ghi về sớm."
    if event.status == "back" and stay.here(at):
        return f"Đồng chí {name} đang có mặt nên không cần ghi trở lại."
    if event.status == "back" and not stay.attended:
        return f"Đồng chí {name} chưa có mặt lần nào: xin ghi “đến muộn”."
    if event.reason and event.status not in ("excused", "on_duty"):
        return "Lý do chỉ ghi khi vắng có lý do hoặc làm nhiệm vụ."
    return ""


def _of_matter(meeting: Meeting, vote: Vote) -> str:
    """Why the vote cannot be on its matter: another majority, or a person whom it cannot be on."""
    implied = matter_of(vote)
    if vote.matter and vote.matter != implied:
        return f"Lần biểu quyết này là về {MATTER[implied]}, không thể ghi là {MATTER[vote.matter]}."
    if vote.candidate and implied != "election":
        return "Danh sách ứng cử viên chỉ ghi khi bầu cử."
    papers = (vote.issued, vote.returned, vote.valid, vote.invalid)
    if vote.method == "hands" and any(figure is not None for figure in papers):
        return "Giơ tay thì không có phiếu: xin bỏ các số phiếu, hoặc chọn bỏ phiếu kín."
    rules = meeting.presence.rules
    if vote.matter and vote.rule == "two_thirds" and rules.of_matter(vote.matter).rule != "two_thirds":
        needed = RULE[rules.of_matter(vote.matter).rule]
        return f"Việc {MATTER[vote.matter]}: bộ quy tắc {rules.id} ghi {needed}, không phải {RULE[vote.rule]}."
    for candidate in vote.candidate:
        person = meeting.people[candidate.name]
        if person.on_probation or not meeting.presence.rule_of(person).electable:
            status = "Dự bị" if person.on_probation else STATUS[person.status]
            return f"{meeting.refs[person.id]} không thể được bầu ({status}): chỉ bầu đảng viên chính thức của chi bộ."
    return _of_person(meeting, vote)


def _of_person(meeting: Meeting, vote: Vote) -> str:
    """An admission is of somebody who is no member yet, the end of probation of a probationary member."""
    word = MATTER.get(vote.matter, "")
    if vote.matter and meeting.presence.rules.of_matter(vote.matter).one_person and not vote.person:
        return f"Chưa ghi việc {word} là về ai: biểu quyết từng người một."
    on_list = meeting.people.get(vote.person)
    if vote.matter == "admission":
        member = on_list is not None and on_list.status != "invited"
        return f"Đồng chí {meeting.refs[vote.person]} đã là đảng viên, không thể biểu quyết kết nạp." if member else ""
    for ident in (vote.person, *(question.person for question in vote.question)):
        if ident and vote.matter and meeting.people[ident] not in meeting.presence.cell_members:
            return f"{meeting.refs[ident]} không phải đảng viên của chi bộ, không thể biểu quyết việc {word}."
    if vote.matter == "end_of_probation" and on_list:
        probationary = on_list.status == "probationary" or on_list.on_probation
        return "" if probationary else f"Đồng chí {meeting.refs[vote.person]} không phải đảng viên dự bị."
    if vote.matter == "rating" and any(not question.person for question in vote.question):
        return "Xếp loại đảng viên cần ghi từng mức là của đồng chí nào."
    return ""


def _of_round(meeting: Meeting, vote: Vote, at: datetime) -> str:
    """A further round follows one of the same election, for the seats left and without those elected."""
    if vote.round == 1:
        return ""
    if vote.round < 1 or not vote.candidate:
        return "Chỉ bầu cử mới có vòng sau, tính từ vòng 1: xin xem lại số vòng."
    earlier = [
        (e, e.event)
        for e in meeting.votes
        if e.at <= at and isinstance(e.event, Vote) and e.event.candidate and e.event.subject == vote.subject
    ]
    if vote.round - 1 not in [event.round for _, event in earlier]:
        return f"Chưa có vòng {vote.round - 1} của “{vote.subject}”: xin ghi nội dung đúng như vòng trước."
    judged = [c for e, event in earlier for c in judge(meeting.presence, e.at, event).candidates]
    elected = {c.name for c in judged if c.elected}
    if again := next((c.name for c in vote.candidate if c.name in elected), ""):
        return f"Đồng chí {meeting.refs[again]} đã trúng cử ở vòng trước, không bầu lại."
    left = max(event.seats or 0 for _, event in earlier) - len(elected)
    if (vote.seats or 0) > left:
        return f"Chỉ còn bầu {left} người sau các vòng trước, không phải {vote.seats}."
    return ""


def _of_tellers(meeting: Meeting, members: tuple[str, ...]) -> str:
    if not members or len(set(members)) < len(members):
        return "Ban kiểm phiếu cần ít nhất một người, mỗi người ghi một lần; trưởng ban ghi trước."
    unknown = next((who for who in members if who not in meeting.people), "")
    return f"Không có ai tên “{unknown}” trong danh sách cuộc họp." if unknown else ""


def _of_dues(meeting: Meeting, event: Dues) -> str:
    total = meeting.presence.counts().total
    if min(event.paid, event.owed, event.amount) < 0:
        return "Số người và số tiền đảng phí không thể âm."
    if event.paid + event.owed > total:
        return f"Đã nộp {event.paid} + chưa nộp {event.owed} nhiều hơn {total} đảng viên của chi bộ."
    members = {p.id for p in meeting.presence.cell_members}
    if wrong := next((i for i in event.owing if i not in members), ""):
        return f"Người chưa nộp “{meeting.refs.get(wrong, wrong)}” không phải đảng viên trong danh sách chi bộ."
    if len(set(event.owing)) < len(event.owing) or len(event.owing) > event.owed:
        return (
            f"Ghi tên {len(event.owing)} người, số chưa nộp là {event.owed}: xin ghi mỗi người một lần, không thừa ai."
        )
    return ""


def _of_score(meeting: Meeting, event: Score) -> str:
    row = score(meeting, sheet_of(meeting.head, event.sheet)).row(event.criterion)
    if row is None or not row.applies:
        return _no_row(event, row)
    if row.by_hand is None:
        return f"Tiêu chí {event.criterion} do chương trình tính từ biên bản, không chấm bằng tay."
    if out := _out_of_range(event, *row.by_hand):
        return out
    if event.points < row.max and event.points != row.proposed and not event.reason:
        return f"Tiêu chí {event.criterion} bị trừ {row.max - event.points} điểm: xin ghi lý do (thuyết minh điểm trừ)."
    return ""


def _of_upper_score(meeting: Meeting, event: UpperScore) -> str:
    """The upper committee's scorer judges every row; a point less than the maximum has its reason too."""
    row = score(meeting, sheet_of(meeting.head, event.sheet)).row(event.criterion)
    if row is None or not row.applies:
        return _no_row(event, row)
    if out := _out_of_range(event, 0, row.max):
        return out
    if event.points < row.max and event.points != row.points and not event.reason:
        return f"Tiêu chí {event.criterion} bị trừ {row.max - event.points} điểm: xin ghi lý do (thuyết minh điểm trừ)."
    return ""


def _no_row(event: Score | UpperScore, row: Row | None) -> str:
    if row is None:
        return f"Khung {event.sheet} không có tiêu chí “{event.criterion}”."
    return f"Tiêu chí {event.criterion} không dùng cho cuộc họp này: {row.reason}."


def _out_of_range(event: Score | UpperScore, low: int, high: int) -> str:
    if low <= event.points <= high:
        return ""
    return f"Tiêu chí {event.criterion}: điểm phải từ {low} đến {high}, không thể là {event.points}."


def _of_grade(meeting: Meeting, event: Vote) -> str:
    by = sheet_of(meeting.head)
    if not isinstance(event, GradeVote):
        return ""
    known = [grade.name for grade in by.grade]
    return "" if event.level in known else f"Khung {by.id} không có mức “{event.level}”: chọn {', '.join(known)}."
