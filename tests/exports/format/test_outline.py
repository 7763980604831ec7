"""What the minutes say: every recorded word is there, and nothing else but the fixed frame."""

import re
import subprocess
import sys
from datetime import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.format.outline import Block, Head, Opinion, Paragraph, Signatures, Strong, Table, as_text, plain
from exports.minutes.text import outline
from exports.wording import Wording
from model.errors import Refused
from model.events import (
    AnyEvent,
    Assessment,
    Attendance,
    Break,
    Closed,
    Correction,
    Criticism,
    Dues,
    ItemAdded,
    ItemConcluded,
    ItemPutOff,
    ItemStarted,
    MinutesRead,
    Praise,
    PromiseResult,
    Remark,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Vote,
)
from model.meeting import Meeting
from model.parts import AgendaItem, CarriedPromise, CarriedTask
from model.scoring.points import score
from model.scoring.sheets import sheet
from model.vietnamese import short_date, thousands
from model.voting import judge, sentence
from model.words import ATTENDANCE, KEPT, MEETING_KIND, RESULT
from tests.exports.minutes_of import DUE, everything, line, lines, recorded, text
from tests.support.meetings import Desk, election, hands, minute, named_desk, people, reference_meeting

MEETINGS = {"r30": reference_meeting, "everything": everything}


@pytest.fixture(params=MEETINGS)
def meeting(request: pytest.FixtureRequest) -> Meeting:
    return MEETINGS[request.param]()


# --- every word is there --------------------------------------------------------------------------


def test_every_recorded_word_is_in_the_minutes(meeting: Meeting) -> None:
    whole = text(meeting)
    wording = Wording(meeting)
    for entry in meeting.record:
        event = entry.event
        assert [said for said in recorded(event) if said not in whole] == [], event
        people_of = [msgspec.to_builtins(event).get(field, "") for field in event.people_fields]
        assert [who for who in people_of if wording.name(who) not in whole] == [], event
        for day in (getattr(event, "due", None), getattr(event, "deadline", None)):
            assert day is None or short_date(day) in whole
        if isinstance(event, Dues):
            assert all(wording.name(who) in whole for who in event.owing)
            assert f"{event.paid} đồng chí đã nộp, {event.owed} đồng chí chưa nộp" in whole
            assert thousands(event.amount) in whole
    assert [item.title for item in meeting.agenda.items if item.title not in whole] == []


def test_what_was_undone_is_not_there() -> None:
    assert "gạch bỏ" not in text(everything())


def test_words_of_somebody_who_is_not_on_the_list_stay() -> None:
    desk = named_desk()
    desk.take(Remark("nobody", "Tôi xin góp ý"), minute(5))
    assert line(desk.meeting, "Tôi xin góp ý").endswith(": Tôi xin góp ý.")


def test_what_is_arranged_around_the_meeting_is_not_there() -> None:
    meeting = everything()
    assert "không kịp giờ" not in text(meeting)
    assert meeting.explained


def test_every_vote_has_its_sentence(meeting: Meeting) -> None:
    names = Wording(meeting).names
    for entry in meeting.votes:
        assert isinstance(entry.event, Vote)
        assert sentence(entry.event, judge(meeting.presence, entry.at, entry.event), names) in text(meeting)


# --- nothing else is there ------------------------------------------------------------------------

SAID = "□[.;]?(?: □[.;]?)*"
WHO = "(?:[Đđ]ồng chí|[Đđ]ại biểu) □"
CLOCK = "# giờ # phút"
TOLD = "|".join(word.capitalize() for word in RESULT.values())
FRAME = [
    "DỰ THẢO",
    "BIÊN BẢN",
    f"Sinh hoạt chi bộ ({'|'.join(MEETING_KIND.values())}) tháng # năm #",
    f"Thời gian bắt đầu: {CLOCK}, ngày # tháng # năm #.",
    "Địa điểm: □.",
    "I. Thành phần",
    "- Tổng số đảng viên của chi bộ: # đồng chí(, gồm ((chính thức|dự bị|được miễn công tác và sinh hoạt|"
    "chuyển sinh hoạt tạm thời đi nơi khác|bị đình chỉ sinh hoạt) #(, )?)+)?(; đảng viên sinh hoạt tạm thời tại chi bộ "
    r"\(tính riêng\) #)?.",
    r"- Có mặt # đồng chí phải dự họp( \(# %\))?.",
    r"- Vắng (có|không) lý do # đồng chí: □( \(□\))?(; □( \(□\))?)*.",
    rf"- (Đến muộn|Về sớm) # đồng chí: □ \({CLOCK}\)(; □ \({CLOCK}\))*.",
    rf"- Ra ngoài rồi trở lại # đồng chí: □ \(từ {CLOCK} đến {CLOCK}\).",
    "- Đảng viên được miễn sinh hoạt đến dự: □.",
    r"- Đảng viên sinh hoạt tạm thời có mặt #: □( \(vắng có lý do: □\))?.",
    f"- Đại biểu, khách mời: {WHO}, □(; {WHO}, □)*.",
    f"- (Chủ trì|Thư ký|Người theo dõi, chấm điểm): {WHO}(, (Bí thư|Chi [uủ][ỷy] viên))?.",
    "II. Nội dung chương trình",
    r"#. □( \(hoãn lại: □\))?.",
    "III. Diễn biến",
    "Phần (thường kỳ|chuyên đề|kết thúc)",
    rf"#. □( \(tiếp tục\))? \({CLOCK}\)",
    rf"Ngoài nội dung chương trình \({CLOCK}\)",
    f"Người trình bày: {WHO}.",
    rf"{WHO}(, □)?: (\(bảo lưu ý kiến\) )?{SAID}",
    f"Đảng phí: # đồng chí đã nộp, # đồng chí chưa nộp; số tiền # đồng. {SAID}",
    rf"{WHO} tự phê bình\.( Ưu điểm: {SAID})?( Hạn chế, khuyết điểm: {SAID})?( Nguyên nhân: {SAID})?"
    f"( Biện pháp khắc phục: {SAID})?( Thời hạn khắc phục: #.)?",
    f"{WHO} phê bình {WHO}: {SAID}( Trả lời: {SAID})?",
    f"Chủ trì (biểu dương|nhắc nhở) {WHO}: {SAID}",
    rf"(Biểu quyết|Bầu cử)( mức “□”| thông qua biên bản)? \({CLOCK}\): □( Số lượng được bầu: #.)?"
    r"( Cơ số biểu quyết gồm # đồng chí \([^#□]+ #(, [^#□]+ #)*\); không tính: [^#□]+ #(; [^#□]+ #)*.)?",
    f"Hội nghị nghỉ từ {CLOCK} đến {CLOCK}.",
    "Kết quả thực hiện nhiệm vụ tháng trước",
    "Nhiệm vụ được giao",
    "Kết quả chấm điểm",
    "Thuyết minh điểm trừ",
    r"TT \| Nhiệm vụ \| Người thực hiện \| Thời hạn( \| Kết quả)?",
    rf"# \| □ \| □ \| #( \|( ({TOLD}): □.?)*( )?)?",
    r"TT \| Nhóm tiêu chí \| Điểm tối đa \| Điểm chấm",
    r"# \| □ \| # \| #",
    r" \| Cộng \| # \| #",
    "□: tổng điểm #, chưa tính tiêu chí #c chỉ biết được sau buổi sinh hoạt.",
    rf"- Tiêu chí #?\w? \(□\): # điểm\. {SAID}",
    f"Ý kiến của chi ủy về kết quả chấm điểm: {SAID}",
    f"(Hạn chế của buổi sinh hoạt|Biện pháp khắc phục): {SAID}",
    f"Biên bản được đọc trước hội nghị, xong hồi {CLOCK}.",
    f"Sửa sau khi (đọc biên bản|biểu quyết biên bản|bế mạc), hồi {CLOCK}(, ngày # tháng # năm #)?: "
    f"Ý kiến của {WHO} hồi {CLOCK}, nội dung “□” sửa thành “□”.",
    f"Kết luận của chủ trì: {SAID}",
    f"Hội nghị kết thúc hồi {CLOCK}, ngày # tháng # năm #.",
    "(NGƯỜI GHI BIÊN BẢN|CHỦ TRÌ HỘI NGHỊ)(: □)?",
]
"""All that the program may say of its own: □ is what was recorded, # a figure."""


def known(meeting: Meeting) -> list[str]:
    """Everything recorded, and the sentences of the rules about it, the longest first."""
    wording = Wording(meeting)
    found = [
        sentence(e.event, judge(meeting.presence, e.at, e.event), wording.names)
        for e in meeting.votes
        if isinstance(e.event, Vote)
    ]
    result = score(meeting, sheet(meeting.head.sheet))
    for row in result.rows:
        found += [wording.own(row.reason), wording.own(row.criterion.title)]
    found += [result.sheet.title, *(g.title for g in result.sheet.group), *wording.names.values()]
    found += [p.role for p in meeting.people.values()] + [p.name for p in meeting.people.values()]
    found += [item.title for item in meeting.agenda.items] + [item.why_put_off for item in meeting.agenda.items]
    found += [meeting.head.place, *(t.text for t in meeting.tasks)]
    for entry in meeting.record:
        if not isinstance(entry.event, Correction):
            found += [s for s in recorded(entry.event) if s not in ATTENDANCE]
        else:
            found += [c.was for c in entry.event.changes] + [c.now for c in entry.event.changes]
    found.append("Khá")
    return sorted({s for s in found if s}, key=len, reverse=True)


def bare(said: str, words: list[str]) -> str:
    """The line with what was recorded as □ and figures as #."""
    for word in words:
        edge = r"(?<![\w□])" if word[0].isalnum() else ""
        said = re.sub(f"{edge}{re.escape(word)}(?![\\w□])", "□", said)
    return re.sub(r"\d+(?:[./,]\d+)*", "#", said)


def unknown(meeting: Meeting) -> list[str]:
    """The lines that are neither recorded nor of the frame."""
    words = known(meeting)
    said = [bare(one, words) for block in outline(meeting) if not isinstance(block, Head) for one in as_text([block])]
    return [one for one in said if not any(re.fullmatch(frame, one) for frame in FRAME)]


def test_nothing_but_the_frame_and_the_record(meeting: Meeting) -> None:
    assert unknown(meeting) == []


def test_a_meeting_with_nothing_recorded_says_nothing() -> None:
    desk = Desk(people("official", "official"), opened=False, agenda=())
    assert lines(desk.meeting)[1:] == [
        "CHI BỘ 1",
        "Số        -BB/CB",
        "ngày 03 tháng 11 năm 2026",
        "BIÊN BẢN",
        "Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026",
        "I. Thành phần",
        "- Tổng số đảng viên của chi bộ: 2 đồng chí, gồm chính thức 2.",
        "II. Nội dung chương trình",
        "NGƯỜI GHI BIÊN BẢN",
        "CHỦ TRÌ HỘI NGHỊ",
    ]


def test_opened_and_closed_and_no_more() -> None:
    desk = Desk(people("official", "official"), agenda=())
    before = lines(desk.meeting)
    desk.record(Closed(), 95)
    told = [one for one in lines(desk.meeting) if one not in before]
    assert told == ["Hội nghị kết thúc hồi 21 giờ 05 phút, ngày 03 tháng 11 năm 2026."]
    assert [one for one in before if one not in lines(desk.meeting)] == ["DỰ THẢO"]


def test_presence_is_told_only_after_a_roll_call() -> None:
    desk = named_desk()
    assert "Có mặt" not in text(desk.meeting)
    desk.record(ItemStarted("3"))
    assert "- Có mặt 5/5 đồng chí phải dự họp (100 %)." in lines(desk.meeting)


# --- blocks ---------------------------------------------------------------------------------------


def test_no_double_marks(meeting: Meeting) -> None:
    assert re.search(r"\.\.|\./|[.;:,] ?[;,.:](?! )| {2}(?! *-BB)|□", "\n".join(lines(meeting)[4:])) is None


def test_blocks_as_text() -> None:
    blocks: list[Block] = [
        Paragraph(("a ", Strong("b"), " c")),
        Opinion("Lê Đức", "có.", "Đồng chí"),
        Table(("TT", "Việc"), (("1", "x"),), (1, 5), "cl"),
        Signatures(("TRÁI", "A"), ("PHẢI", "")),
    ]
    assert as_text(blocks) == ["a b c", "Đồng chí Lê Đức: có.", "TT | Việc", "1 | x", "TRÁI: A", "PHẢI"]
    assert plain("x") == "x"


def test_the_outline_does_not_need_python_docx() -> None:
    code = "import sys, exports.minutes.text; sys.exit('docx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- anything at all ------------------------------------------------------------------------------

MEMBER = st.sampled_from(["p1", "p2", "p3", "p4", "p5", "p6"])
ITEM = st.sampled_from(["1", "3", "6", "9", "13", "14", "own"])
FREE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=20)
EVENTS: st.SearchStrategy[AnyEvent] = st.one_of(
    st.builds(Remark, MEMBER, FREE, st.booleans(), st.booleans()),
    st.builds(ItemStarted, ITEM, MEMBER),
    st.builds(ItemConcluded, ITEM, FREE),
    st.builds(ItemPutOff, ITEM, FREE),
    st.builds(Attendance, MEMBER, st.sampled_from(sorted(ATTENDANCE))),
    st.builds(Attendance, MEMBER, st.just("excused"), FREE),
    st.builds(SelfCriticism, member=MEMBER, shortcomings=FREE, cause=FREE, deadline=st.none() | st.just(DUE)),
    st.builds(Criticism, MEMBER, MEMBER, FREE, FREE),
    st.builds(Praise, MEMBER, FREE),
    st.builds(Task, MEMBER, FREE, st.just(DUE)),
    st.builds(TaskResult, st.just("T1"), st.sampled_from(sorted(RESULT)), FREE),
    st.builds(PromiseResult, st.just("H1"), st.sampled_from(sorted(KEPT)), FREE),
    st.builds(Criticism, MEMBER, MEMBER, FREE, FREE, FREE, FREE, FREE, FREE, st.none() | st.just(DUE), FREE),
    st.builds(lambda n, s: hands(n, subject=s), st.integers(0, 4), FREE),
    st.builds(lambda n: election(1, (n,), n), st.integers(0, 4)),
    st.builds(Break, st.just(time(23, 59))),
    st.builds(Assessment, FREE, FREE, FREE),
    st.builds(Score, st.just("an-phu-2025"), st.just("5d"), st.integers(0, 1), FREE),
    st.builds(ItemAdded, st.just(AgendaItem("own", "Việc riêng")), st.just("8")),
    st.just(MinutesRead()),
    st.just(Closed()),
)  # fmt: skip


@given(st.lists(EVENTS, max_size=25))
def test_whatever_is_admitted_is_told(events: list[AnyEvent]) -> None:
    carried = (CarriedTask(id="T1", owner="p1", text="Việc cũ", due=DUE),)
    statuses = ("official", "official", "official", "exempt", "guest", "invited")
    promises = (CarriedPromise(id="H1", member="p2", remedy="Sửa", deadline=DUE),)
    desk = Desk(people(*statuses), carried=carried, promises=promises)
    for event in events:
        try:
            desk.record(event)
        except Refused:
            continue
    meeting = desk.meeting
    whole = text(meeting)
    for entry in meeting.record:
        match entry.event:  # a later mark or score takes the place of an earlier one
            case Attendance() as mark if meeting.presence.stays[mark.member].reason != mark.reason:
                continue
            case Score() as given if meeting.scores[given.sheet, given.criterion][0] != entry.id:
                continue
        assert [said for said in recorded(entry.event) if said not in whole] == [], entry
