"""The grammar of the capture line, act by act: what a right line becomes, what a wrong one is told."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.capture.codes import SIGNS
from model.capture.gaps import marked
from model.capture.line import SIGN, VERBS, protected, read, starts
from model.capture.naming import Floor, as_telex_leaves
from model.cell import Person
from model.days import said_day
from model.events import (
    AnyEvent,
    Attendance,
    Break,
    Criticism,
    Dues,
    GradeVote,
    ItemAdded,
    ItemConcluded,
    ItemPutOff,
    ItemStarted,
    MinutesApproved,
    MinutesRead,
    Note,
    Opened,
    PersonAdded,
    Praise,
    Remark,
    Reminder,
    Score,
    SelfCriticism,
    Task,
    TaskResult,
    Vote,
)
from model.guard import tidy
from model.parts import AgendaItem, Candidate
from model.vietnamese import clean, fold
from model.voting import base, eligible_present
from tests.model.capture.test_naming import telex_keys
from tests.support.hand import AN, CHAIR, DUC, LUONG_1955, Hand

OPEN, PREPARED = Hand(), Hand(opened=False)
MINISTER = Person(id="guest-1", name="Lê Văn Khách", role="Phó bí thư Đảng ủy phường")
WHOLE = SelfCriticism(
    member=AN, strengths="chăm", shortcomings="muộn", cause="xa", remedy="đi sớm", deadline=date(2026, 11, 30)
)

RIGHT: list[tuple[str, AnyEvent]] = [
    ("đề nghị làm ngay", Remark(CHAIR, "đề nghị làm ngay")),
    ("@tôi xin báo cáo", Remark(AN, "tôi xin báo cáo")),
    ("!)tôi xin nói", Remark("hoang-van-an-1969", "tôi xin nói")),
    ("`kết thúc ở đây", Remark(CHAIR, "kết thúc ở đây")),
    (";nhuan nói bằng tên", Remark(CHAIR, "nói bằng tên")),
    (";luong 1 có ý kiến", Remark(LUONG_1955, "có ý kiến")),
    (";kl làm trước ngày 10", ItemConcluded("1", "làm trước ngày 10")),
    (";hoan 7 hết giờ", ItemPutOff("7", "hết giờ")),
    (";them Bàn việc hè", ItemAdded(AgendaItem("own-6", "Bàn việc hè"), "1")),
    (";dd @ ốm", Attendance(AN, "excused", "ốm")),
    (";đ @ x", Attendance(AN, "unexcused")),
    (";dd tta không lý do", Attendance(AN, "unexcused")),
    ("/@", Attendance(AN, "late")),
    ("-@", Attendance(AN, "left")),
    (";vs nhuan", Attendance(CHAIR, "left")),
    (";cm @", Attendance(AN, "present")),
    (";dp 28 đồng chí đã nộp đủ, 2 đồng chí chưa nộp | 1264k",
     Dues(28, 2, 1264000, "28 đồng chí đã nộp đủ, 2 đồng chí chưa nộp")),
    (";dp 28 đã nộp, 2 còn nợ", Dues(28, 2, 0, "28 đã nộp, 2 còn nợ")),
    ("=", TaskResult("T10-1", "done")),
    ("=x xong trước hạn", TaskResult("T10-1", "done", "xong trước hạn")),
    ("=~còn một đoạn", TaskResult("T10-1", "partly", "còn một đoạn")),
    (";kq 3 -chưa có sơn", TaskResult("T10-3", "not_done", "chưa có sơn")),
    ("=2 <xong chậm", TaskResult("T10-2", "late", "xong chậm")),
    (";nv @ họp dân | 30", Task(AN, "họp dân", date(2026, 11, 30))),
    (";nv duc 1 kẻ bảng | +2t", Task(DUC, "kẻ bảng", date(2026, 11, 17))),
    ("<chưa sâu sát", SelfCriticism(member=CHAIR, shortcomings="chưa sâu sát")),
    ("@<chăm | muộn | xa | đi sớm | 30", WHOLE),
    (";pb @ nên đi sớm", Criticism(CHAIR, AN, "nên đi sớm")),
    (";nn # chậm báo cáo", Reminder(DUC, "chậm báo cáo")),
    (";tp @ chăm | muộn | xa | đi sớm | 30", WHOLE),
    (">@ nên đi sớm", Criticism(CHAIR, AN, "nên đi sớm")),
    ("#>@ nên đi sớm | xin nhận", Criticism(DUC, AN, "nên đi sớm", "xin nhận")),
    ("+@ tích cực", Praise(AN, "tích cực")),
    (";bd an 1 tích cực", Praise(AN, "tích cực")),
    ("~#chậm báo cáo", Reminder(DUC, "chậm báo cáo")),
    (";bl không đồng ý", Remark(CHAIR, "không đồng ý", reserved=True)),
    (";bl @ không đồng ý", Remark(AN, "không đồng ý", reserved=True)),
    (";gc hỏi lại số liệu", Note("hỏi lại số liệu")),
    (";cd 3a 2 báo cáo dài", Score("an-phu-2025", "3a", 2, "báo cáo dài")),
    (";db", MinutesRead()),
    (";nghi 20:30", Break(time(20, 30))),
    (";nghi 15p", Break(time(19, 45))),
    (";kh Lê Văn Khách, Phó bí thư Đảng ủy phường", PersonAdded(MINISTER)),
    (";bq 0 Việc chung", Vote("Việc chung", "hands", for_=25, against=0, no_opinion=0)),
    (";bk 25 25 24 1 20 3 1 Việc chung", Vote(
        "Việc chung", "secret", issued=25, returned=25, valid=24, invalid=1, for_=20, against=3, no_opinion=1)),
    (";bc 1 25 25 25 0 Bầu phó bí thư | @ 20 | # 5", Vote(
        "Bầu phó bí thư", "secret", issued=25, returned=25, valid=25, invalid=0, seats=1,
        candidate=(Candidate(AN, 20), Candidate(DUC, 5)))),
]  # fmt: skip


@pytest.mark.parametrize(("line", "event"), RIGHT, ids=[line for line, _ in RIGHT])
def test_a_right_line(line: str, event: AnyEvent) -> None:
    assert OPEN.becomes(line) == [event]
    assert OPEN.becomes(f"  {line} ") == [event]


WRONG = [
    (";", "Gõ lệnh"), (";zzz", "zzz"), (";km x", "bỏ"), (";mt 99", "từ 1 đến 16"), (";mt 0", "từ 1 đến 16"),
    (";mt 2 @ thừa", "thừa"), (";kl", "kết luận"), (";hoan", "từ 1 đến 16"), (";them", "tên nội dung"),
    (";bm x", "bỏ"), (";dd", "người vắng"), (";dd @", "lý do vắng"), (";dd ốm", "ốm"), (";dd @ ốm | #", "lý do vắng"),
    ("/@ 20:15", "20:15"), ("-@x", "x"), (";dm", "là ai"), (";vs", "là ai"), (";cm @ x", "x"), (";dp", "số người"),
    (";dp mọi người đã nộp", "số người"), (";dp 28 đã nộp, 2 chưa nộp | nhiều", "nhiều"), (";bq", "không tán thành"),
    (";bq 1", "Biểu quyết việc gì"), (";bq 30 Việc", "chỉ 25"), (";bq +26 Việc", "26 người"),
    (";bk 1 2 Việc", "phát ra"), (";bk 25 26 26 0 26 0 0 Việc", "Thu về"), (";bc 1 25 25 25 0 Bầu", "từng người"),
    (";bc 1 25 25 25 0 Bầu | @", "số phiếu"), (";bc 1 25 25 25 0 Bầu | @ 26", "26 phiếu"),
    ("=9", "có 3 mục"), (";hh ~", "gia hạn"),
    (";nv", "là ai"), (";nv @ việc", "thời hạn"), (";nv @ việc | mai", "mai"), (";nv @ việc | 2/11/2026", "đã qua"),
    (";nv @ | 30", "việc"), ("<", "hạn chế"), ("< | | | |", "hạn chế"), ("<a | b | c | d | 1/1/2020", "đã qua"),
    (">", "Góp ý cho ai"), (">@", "nội dung góp ý"), ("+", "là ai"), ("+@", "biểu dương"), ("~@", "nhắc nhở"),
    (";bl", "bảo lưu"), (";gc", "ghi chú"), (";cd", "tiêu chí"), (";cd 3a", "điểm"), (";db xong", "xong"),
    (";nghi", "mấy giờ"), (";nghi 25:00", "mấy giờ"), (";kh", "họ tên khách"), (";ai an", "là ai"), (";vm", "từ 1"),
    (";luc", "19:42"), (";noi", "liền nhau"), (";noi x", "bỏ"), (";ct", "chèn"), (";ct ;ct a", "chèn"),
    (";ct ;xoa", "chèn"), (";ct ;kh Lê Văn Khách", "chèn"), (";xoa x", "bỏ"), ("s/không có/x/", "không có chữ"),
    ("(*ai đó", "98"), (",ai đó", "trước đó"), (";luong nói", "1 Nguyễn Văn Lượng (1955)"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "why"), WRONG, ids=[line for line, _ in WRONG])
def test_a_wrong_line_is_told_in_one_sentence_and_gives_nothing(line: str, why: str) -> None:
    problem = OPEN.refuses(line)
    assert why in problem
    assert "\n" not in problem


def test_every_act_of_the_table_is_tried() -> None:
    tried = {line.strip(SIGN).split()[0] for line, _ in RIGHT if line.startswith(SIGN)} | {"km", "mt", "bm", "dm"}
    tried |= {line.strip(SIGN).split()[0] for line, _ in WRONG if line.startswith(SIGN) and len(line) > 1}
    assert {verb.word for verb in VERBS} <= tried
    signs = {verb.sign for verb in VERBS if verb.sign}
    assert signs <= {line[0] for line, _ in RIGHT} | {line[0] for line, _ in WRONG}


def test_no_two_acts_share_a_word_or_a_sign() -> None:
    words = [as_telex_leaves(fold(telex_keys(verb.word))) for verb in VERBS]
    signs = [verb.sign for verb in VERBS if verb.sign]
    assert len(set(words)) == len(words)
    assert len(set(signs)) == len(signs)
    assert not set(signs) & {*SIGNS, SIGN, ",", "`", "?"}


# --- the agenda -----------------------------------------------------------------------------------


def test_the_meeting_is_opened_with_its_first_item() -> None:
    assert PREPARED.becomes(";km") == [Opened(), ItemStarted("1")]


def test_on_to_the_next_item_or_a_numbered_one_with_its_presenter() -> None:
    hand = Hand()
    hand.now = hand.now.replace(minute=40)
    assert hand.becomes(";mt") == [ItemConcluded("1"), ItemStarted("2")]
    assert hand.becomes(";mt 8") == [ItemConcluded("1"), ItemStarted("8")]
    assert hand.becomes(";mt 6 @") == [ItemConcluded("1"), ItemStarted("6", AN)]
    assert hand.reads(";mt 6 @").speaker == AN
    assert hand.reads(";mt").speaker == CHAIR


def test_closing_is_the_screens() -> None:
    assert OPEN.reads(";bm").command == "close_meeting"


def test_an_item_added_twice_gets_an_id_of_its_own() -> None:
    hand = Hand()
    hand.enters(";them Việc một")
    hand.enters(";them Việc hai")
    ids = [item.id for item in hand.meeting.agenda.items]
    assert len(set(ids)) == len(ids) == 18


# --- attendance -----------------------------------------------------------------------------------


def test_attendance_of_everybody_in_one_line() -> None:
    assert OPEN.becomes(";dd @ốm|#đi công tác|*x") == [
        Attendance(AN, "excused", "ốm"), Attendance(DUC, "excused", "đi công tác"),
        Attendance("nguyen-thi-thuy-1982", "unexcused"),
    ]  # fmt: skip


def test_in_and_out() -> None:
    hand = Hand()
    hand.enters(";dd @ ốm")
    assert hand.becomes("/@") == [Attendance(AN, "late")]
    hand.enters("/@")
    assert hand.becomes("-@") == [Attendance(AN, "left")]
    hand.enters("-@")
    assert hand.becomes("/@") == [Attendance(AN, "back")]
    hand.enters("/@")
    assert [e.event for e in hand.meeting.record if isinstance(e.event, Attendance)][-1] == Attendance(AN, "back")


@pytest.mark.parametrize("line", ["- một", "-- một", "/ hai", "-, ba", "-(bốn) năm", "-5 độ", "/5 người"])
def test_a_list_and_a_slash_are_text(line: str) -> None:
    (event,) = OPEN.becomes(line)
    assert event == Remark(CHAIR, line[1:] if line.startswith("--") else line)


def test_somebody_who_spoke_is_asked_for_before_he_is_marked_away() -> None:
    hand = Hand()
    hand.enters("@tôi xin nói")
    reading = hand.reads(";dd @ ốm")
    assert "Trần Thị Ân" in reading.ask
    assert "Enter lần nữa" in reading.ask
    assert hand.reads(";dd # ốm").ask == ""
    hand.now = hand.now.replace(minute=50)
    assert hand.reads("-@").ask == ""


def test_somebody_who_was_counted_is_asked_for_before_he_is_marked_away() -> None:
    hand = Hand()
    hand.enters(";bq 0 Việc chung")
    assert "25 người giơ tay" in hand.reads(";dd @ ốm").ask
    assert hand.reads(";dd @& ốm").ask == ""  # not yet official: was not counted


# --- votes ----------------------------------------------------------------------------------------


@given(st.sets(st.integers(0, 30), max_size=20), st.integers(0, 12), st.integers(0, 12))
@settings(max_examples=40)
def test_the_minority_is_typed_and_the_rest_is_for_it(away: set[int], against: int, silent: int) -> None:
    hand = Hand()
    people = list(hand.meeting.people)
    for place in sorted(away):
        hand.acts(((Attendance(people[place], "unexcused"), None),))
    here = [p for p in base(hand.meeting.presence) if people.index(p.id) not in away]
    able = eligible_present(hand.meeting.presence, hand.now)
    assert able == len(here)
    line = f";bq {against} {silent} Việc chung"
    if against + silent > able:
        assert str(against + silent) in hand.refuses(line)
        return
    counted = Vote("Việc chung", "hands", for_=able - against - silent, against=against, no_opinion=silent)
    assert hand.becomes(line) == [counted]
    assert hand.becomes(f";bq +{able - against - silent} {against} {silent} Việc chung") == [counted]
    if not silent:
        assert hand.becomes(f";bq {against} Việc chung") == [counted]


def test_counted_hands_need_not_be_all() -> None:
    fewer = Vote("Việc chung", "hands", for_=19, against=1, no_opinion=1)
    assert OPEN.becomes(";bq +19 1 1 Việc chung") == [fewer]
    assert OPEN.becomes(";bq +21 | 5 việc trọng tâm") == [
        Vote("5 việc trọng tâm", "hands", for_=21, against=0, no_opinion=0)
    ]  # fmt: skip


def test_two_thirds() -> None:
    (vote,) = OPEN.becomes(";bq 2/3 1 0 Kỷ luật")
    assert isinstance(vote, Vote)
    assert (vote.rule, vote.for_, vote.subject) == ("two_thirds", 24, "Kỷ luật")
    assert "2/3" not in OPEN.refuses(";bq 2/3")


def test_the_verdict_is_shown_before_it_is_recorded() -> None:
    shown = OPEN.reads(";bq 13 Việc chung").shown
    assert "tán thành 12, không tán thành 13" in shown
    assert "không thông qua" in shown


@pytest.mark.parametrize(
    ("step", "subject"),
    [("5", "Thông qua chương trình sinh hoạt"), ("13", "Thông qua nghị quyết sinh hoạt chi bộ tháng 11 năm 2026")],
)
def test_a_step_that_votes_names_its_subject(step: str, subject: str) -> None:
    assert Hand(step=step).becomes(";bq 0") == [Vote(subject, "hands", for_=25, against=0, no_opinion=0)]


def test_the_minutes_are_approved_in_their_step() -> None:
    approved = MinutesApproved("Thông qua biên bản", "hands", for_=24, against=0, no_opinion=1)
    assert Hand(step="15").becomes(";bq 0 1") == [approved]


@pytest.mark.parametrize(
    ("typed", "level"),
    [("t", "Tốt"), ("k", "Khá"), ("kha", "Khá"), ("tb", "Trung bình"), ("trung bình", "Trung bình"), ("ke", "Kém"),
     ("Kém", "Kém"), ("tot", "Tốt")],
)  # fmt: skip
def test_the_level_of_the_meeting(typed: str, level: str) -> None:
    assert Hand(step="14").becomes(f";bq {typed} +22 1 2") == Hand(step="14").becomes(f";bq {typed} 1 2")
    (vote,) = Hand(step="14").becomes(f";bq {typed} 1 2")
    assert isinstance(vote, GradeVote)
    assert (vote.level, vote.for_, vote.against, vote.no_opinion) == (level, 22, 1, 2)
    assert level in vote.subject


def test_no_level_no_vote_on_it() -> None:
    assert "Ghi mức trước" in Hand(step="14").refuses(";bq 0 1")
    assert "Ghi mức trước" in Hand(step="14").refuses(";bq xuất sắc 0")


# --- who speaks -----------------------------------------------------------------------------------


def test_the_same_speaker_goes_on_until_something_else_happens() -> None:
    hand = Hand()
    hand.enters("@một")
    assert hand.becomes("hai") == [Remark(AN, "hai", continued=True)]
    hand.enters("s/một/1/")
    assert hand.becomes("hai") == [Remark(AN, "hai", continued=True)]
    hand.enters(";gc nhớ hỏi lại")
    assert hand.becomes("hai") == [Remark(AN, "hai", continued=True)]
    hand.enters("+# tốt")
    assert hand.becomes("hai") == [Remark(AN, "hai")]


def test_the_one_before_by_one_sign() -> None:
    hand = Hand()
    for line, speaker in [("@một", AN), ("#hai", DUC), (",ba", AN), (",bốn", DUC), ("`năm", CHAIR)]:
        (entry,) = hand.enters(line)
        assert entry.event == Remark(speaker, line[1:])


def test_a_code_alone_gives_the_floor() -> None:
    reading = OPEN.reads("@")
    assert (reading.events, reading.speaker, reading.problem) == ((), AN, "")
    assert OPEN.reads("").events == ()


def test_a_guest_speaks_as_soon_as_he_is_named() -> None:
    hand = Hand()
    hand.enters(";kh Lê Văn Khách, Phó bí thư")
    assert hand.becomes("xin chào") == [Remark("guest-1", "xin chào")]
    hand.enters(";kh Trần Thị Mới")
    hand.enters("xin chào")
    assert hand.becomes(";khach tôi xin về") == [Remark("guest-1", "tôi xin về")]
    assert hand.meeting.people["guest-2"].role == ""
    assert hand.becomes(f"{hand.codes['guest-1']}nói") == [Remark("guest-1", "nói")]


def test_nobody_has_the_floor() -> None:
    hand = Hand(floor=False)
    for line in ("đề nghị", "<chưa tốt", ">@ góp ý", ";bl không"):
        assert "Shift" in hand.refuses(line)
    assert hand.becomes("@đề nghị") == [Remark(AN, "đề nghị")]


def test_the_one_criticised_last_need_not_be_named() -> None:
    hand = Hand()
    hand.enters("@<đi muộn")
    assert hand.becomes("#>nên đi sớm") == [Criticism(DUC, AN, "nên đi sớm")]


# --- text is text ---------------------------------------------------------------------------------

ALL_SIGNS = sorted({*SIGNS, SIGN, ",", "`", *(verb.sign for verb in VERBS if verb.sign)})


@pytest.mark.parametrize("sign", ALL_SIGNS)
def test_a_sign_struck_twice_is_text(sign: str) -> None:
    assert OPEN.becomes(f"{sign}{sign} lời nói") == [Remark(CHAIR, f"{sign} lời nói")]
    assert OPEN.becomes(f"{sign}{sign}abc") == [Remark(CHAIR, f"{sign}abc")]


@pytest.mark.parametrize(
    "text", ["(vỗ tay)", "(Vỗ tay) Xin cảm ơn.", "- rác - nước", "1,5 triệu", "20:30 họp lại", "s/b", "“trích”", "?"]
)
def test_what_begins_a_sentence_is_text(text: str) -> None:
    assert OPEN.becomes(text) == [Remark(CHAIR, text)]


PASTED = st.text("".join(ALL_SIGNS) + "ab đ|?", min_size=1, max_size=12) | st.text(min_size=1, max_size=12)


@given(PASTED.map(clean).filter(bool))
@settings(max_examples=300)
def test_what_is_pasted_stays_text(pasted: str) -> None:
    assert OPEN.becomes(protected(pasted)) == [Remark(CHAIR, pasted)]


def test_words_behind_a_code_are_text_whatever_they_begin_with() -> None:
    for text in (";km", "+ tốt", "s/a/b/", "=x", "- rác", "!!", "`a"):
        assert OPEN.becomes(f"@ {text}") == [Remark(AN, text)]
    assert OPEN.becomes("@>> hơn 5 phần trăm") == [Remark(AN, "> hơn 5 phần trăm")]


# --- whatever is typed ----------------------------------------------------------------------------

HANDS = [
    *(Hand(opened=opened, closed=closed, floor=floor)
      for opened, closed in ((False, False), (True, False), (True, True)) for floor in (True, False)),
    *(Hand(step=step) for step in ("5", "13", "14", "15")),
]  # fmt: skip
WORDS = st.sampled_from(
    [starts(verb.word) for verb in VERBS]
    + ALL_SIGNS
    + ["|", " ", "@", "s/", "1 ", "999999", "đức", "2/3 ", "+21 ", "??"]
)
LINES = st.text() | st.lists(WORDS | st.text(max_size=4), max_size=9).map("".join)


def some_record() -> Hand:
    hand = Hand()
    for line in (
        ";dd * ốm",
        "@một",
        "hai",
        ";gc nhớ",
        "s/nhớ/hỏi/",
        ";bq 0 Việc",
        ";nv @ kẻ bảng | 30",
        ";kh Lê Khách",
    ):
        hand.enters(line)
    return hand


HANDS += [some_record()]


@given(LINES, st.integers(0, len(HANDS) - 1), st.integers(-1, 20))
@settings(max_examples=1000)
def test_nothing_typed_raises_or_changes_the_meeting(line: str, which: int, chosen: int) -> None:
    hand = HANDS[which]
    before, standing = list(hand.meeting.entries), list(hand.meeting.standing)
    agenda = [(item.id, list(item.spans)) for item in hand.meeting.agenda.items]
    desk = hand.desk if chosen < 1 else type(hand.desk)(**{**vars(hand.desk), "chosen": chosen})
    reading = read(line, desk)
    assert not (reading.problem and reading.events)
    assert "\n" not in reading.problem
    assert read(line, desk) == reading
    for event, _ in reading.events:
        assert marked(event, 1)
    assert (hand.meeting.entries, hand.meeting.standing) == (before, standing)
    assert [(item.id, item.spans) for item in hand.meeting.agenda.items] == agenda


@pytest.mark.parametrize(
    "line", [";ct " * 2000 + "a", ";mt " + "9" * 5000, ";dp " + "1" * 5000 + " đã nộp", ";bq " + "1" * 5000, "=" * 5000,
             ";bc 1 9 9 9 0 B | @ " + "7" * 5000, ";dp 2 đã nộp, 1 chưa nộp | 1" + ".000" * 2000, "(" * 5000]
)  # fmt: skip
def test_very_long_lines_raise_nothing(line: str) -> None:
    reading = OPEN.reads(line)
    for event, _ in reading.events:
        assert tidy(event) if len(line) < 4000 else event


def test_a_day_is_shown_in_full() -> None:
    shown = OPEN.reads(";nv @ kẻ bảng | 30").shown
    assert said_day(date(2026, 11, 30)) in shown
    assert said_day(date(2026, 11, 30)) in OPEN.reads("<a | b | c | d | 30").shown


def test_the_floor_is_read_only() -> None:
    assert OPEN.floor == Floor(CHAIR, "", CHAIR)
