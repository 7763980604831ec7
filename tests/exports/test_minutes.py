"""The minutes part by part, and as a Word file."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, time
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import assume, given
from hypothesis import strategies as st

from exports.format.outline import Table, as_text
from exports.minutes.text import outline
from exports.papers import document
from exports.source import Source
from model import guard
from model.errors import Refused
from model.events import (
    AnyEvent,
    Attendance,
    Break,
    Closed,
    Dues,
    EarlierApproved,
    Groundwork,
    ItemStarted,
    MinutesRead,
    PromiseResult,
    Remark,
    Task,
    TaskResult,
)
from model.meeting import Meeting
from model.parts import CarriedPromise, CarriedTask, EarlierMeeting
from model.words import METHOD, RULE, WHY_LEFT_OUT
from tests.exports.minutes_of import DUE, everything, headings, line, lines, text, under
from tests.support.meetings import EXPECTED, Desk, election, hands, minute, named_desk, people, reference_meeting


def tables(meeting: Meeting) -> list[Table]:
    return [block for block in outline(meeting) if isinstance(block, Table)]


def test_votes_are_those_of_the_rules() -> None:
    meeting = reference_meeting()
    for vote in EXPECTED["vote"]:
        said = line(meeting, f"{vote['subject']}: {METHOD[vote['method']]}")
        assert f"cơ số {vote['base']}, cần {RULE[vote['rule']]} ({vote['needed']} phiếu)" in said
        for words, key in (("Tán thành", "for"), ("không tán thành", "against"), ("không có ý kiến", "no_opinion")):
            assert f"{words} {vote[key]}/{vote['base']}" in said
        assert said.startswith(f"Biểu quyết{' mức “Khá”' if 'Mức' in said else ''}") or "thông qua biên bản" in said
    first = line(meeting, "Cơ số biểu quyết")
    out: dict[str, int] = {}
    for left in EXPECTED["vote"][0]["left_out"]:
        out[WHY_LEFT_OUT[left["why"]]] = out.get(WHY_LEFT_OUT[left["why"]], 0) + 1
    assert {f"{why} {number}" for why, number in out.items()} == set(
        first.partition("không tính: ")[2].rstrip(".").split("; ")
    )


def test_attendance() -> None:
    assert under(everything(), "I. Thành phần") == [
        "- Tổng số đảng viên của chi bộ: 11 đồng chí, gồm chính thức 7, dự bị 1, được miễn công tác và sinh hoạt 1, "
        "chuyển sinh hoạt tạm thời đi nơi khác 1, bị đình chỉ sinh hoạt 1; đảng viên sinh hoạt tạm thời tại chi bộ "
        "(tính riêng) 1.",
        "- Có mặt 6/8 đồng chí phải dự họp (75 %).",
        "- Vắng có lý do 1 đồng chí: Đảng viên 4 (ốm).",
        "- Vắng không lý do 1 đồng chí: Đảng viên 5.",
        "- Đến muộn 1 đồng chí: Đảng viên 6 (19 giờ 41 phút).",
        "- Ra ngoài rồi trở lại 1 đồng chí: Hà Thủy (sinh năm 1950) (từ 19 giờ 52 phút đến 19 giờ 54 phút).",
        "- Về sớm 1 đồng chí: Đảng viên 3 (19 giờ 55 phút).",
        "- Đảng viên được miễn sinh hoạt đến dự: Đảng viên 7.",
        "- Đảng viên sinh hoạt tạm thời có mặt 0/1: Sa Lý (vắng có lý do: đi học xa).",
        "- Đại biểu, khách mời: đồng chí Lê Cao, Phó Bí thư Đảng ủy xã; đại biểu Ngô Hạt, Giám đốc hợp tác xã.",
        "- Chủ trì: đồng chí Đảng viên 1.",
        "- Thư ký: đồng chí Hà Thủy (sinh năm 1950), Chi uỷ viên.",
        "- Người theo dõi, chấm điểm: đồng chí Đảng viên 3.",
    ]


def test_late_and_early_of_those_who_are_not_counted() -> None:
    desk = named_desk("official", "official", "official", "exempt", "guest", "invited", "exempt")
    for event in (
        Attendance("p4", "late"),
        Attendance("p5", "late"),
        Attendance("p6", "left"),
        Attendance("p7", "excused", "yếu"),
    ):
        desk.record(event)
    assert under(desk.meeting, "I. Thành phần")[2:6] == [
        "- Đảng viên được miễn sinh hoạt đến dự: Đảng viên 4 (đến 19 giờ 31 phút).",
        "- Đảng viên được miễn sinh hoạt: Đảng viên 7 (vắng có lý do: yếu).",
        "- Đảng viên sinh hoạt tạm thời có mặt 1/1: Đảng viên 5 (đến 19 giờ 32 phút).",
        "- Đại biểu, khách mời: đại biểu Đảng viên 6 (về 19 giờ 33 phút).",
    ]


def test_items_stand_in_the_order_they_were_held() -> None:
    assert [h for h in headings(everything()) if re.match(r"\d+\.|Phần|Ngoài", h)] == [
        "Phần thường kỳ",
        "3. Điểm danh (19 giờ 31 phút)",
        "Ngoài nội dung chương trình (19 giờ 38 phút)",
        "6. Báo cáo kết quả tháng trước, kết quả thực hiện nhiệm vụ của đảng viên (19 giờ 39 phút)",
        "8. Thảo luận (19 giờ 45 phút)",
        "9. Tự phê bình và phê bình (19 giờ 56 phút)",
        "Phần chuyên đề",
        "12. Chuyên đề: trình bày (20 giờ 04 phút)",
        "21. Kỷ niệm ngày 20/11 (20 giờ 08 phút)",
        "Phần kết thúc",
        "17. Kết luận, biểu quyết nghị quyết (20 giờ 12 phút)",
        "18. Đánh giá chất lượng buổi sinh hoạt (20 giờ 15 phút)",
        "Phần thường kỳ",
        "8. Thảo luận (tiếp tục) (20 giờ 19 phút)",
        "Phần kết thúc",
        "19. Trình bày và thông qua biên bản (20 giờ 21 phút)",
    ]


def test_an_item_put_off_is_marked_in_the_agenda() -> None:
    assert "4. Tình hình nộp đảng phí (hoãn lại: thủ quỹ vắng)." in under(everything(), "II. Nội dung")


def test_a_conclusion_given_later_stands_with_its_item() -> None:
    meeting = everything()
    assert "Kết luận của chủ trì: Giao chi ủy chuẩn bị." in under(meeting, "8. Thảo luận (19")
    assert not any("Giao chi ủy" in said for said in under(meeting, "9. Tự phê bình"))


def test_opinions() -> None:
    assert under(everything(), "8. Thảo luận (19")[:6] == [
        "Người trình bày: đồng chí Hà Thủy (sinh năm 1990).",
        "Đồng chí Lê Cao, Phó Bí thư Đảng ủy xã: Tôi xin hoan nghênh.",
        "Đại biểu Ngô Hạt, Giám đốc hợp tác xã: Hợp tác xã xin góp.",
        "Đồng chí Lê Cao: và xin hỏi thêm; đường làng bao giờ xong?",
        "Đồng chí Hà Thủy (sinh năm 1990): (bảo lưu ý kiến) Tôi giữ ý kiến riêng.",
        "Đồng chí Hà Thủy (sinh năm 1990): Xin nói thêm.",
    ]


def test_a_slip_mended_meanwhile_does_not_part_an_opinion() -> None:
    desk = named_desk()
    first = desk.record(Remark("p1", "Ngõ 13 đã xong"))
    desk.correct(first, "text", "Ngõ 12 đã xong")
    desk.record(Remark("p1", "Còn ngõ 15", continued=True))
    assert under(desk.meeting, "Ngoài nội dung") == ["Đồng chí Đảng viên 1: Ngõ 12 đã xong. Còn ngõ 15."]


def test_self_criticism_and_criticism_in_full() -> None:
    assert under(everything(), "9. Tự phê bình") == [
        "Đồng chí Hà Thủy (sinh năm 1950) tự phê bình. Hạn chế, khuyết điểm: Còn nóng nảy. "
        "Biện pháp khắc phục: Lắng nghe hơn. Thời hạn khắc phục: 20/11/2026.",
        "Đồng chí Đảng viên 2 tự phê bình. Hạn chế, khuyết điểm: Ngại nói.",
        "Đồng chí Đảng viên 1 phê bình đồng chí Hà Thủy (sinh năm 1990): Họp hay trễ. Trả lời: Tôi xin sửa.",
        "Đồng chí Đảng viên 2 phê bình đồng chí Đảng viên 1: Nói dài.",
        "Chủ trì biểu dương đồng chí Đảng viên 4: Góp công làm cống.",
        "Chủ trì nhắc nhở đồng chí Đảng viên 5: Họp phải đến.",
    ]


def test_last_months_tasks_with_everything_told_of_them() -> None:
    results = tables(everything())[0]
    assert results.heads == ("TT", "Nhiệm vụ", "Người thực hiện", "Thời hạn", "Kết quả")
    told = "Làm một phần: Còn 20 m.\nĐã làm: Vừa xong chiều nay."
    assert results.rows == (
        ("1", "Sửa cống", "Hà Thủy (sinh năm 1990)", "25/10/2026", told),
        ("2", "Thu quỹ", "Đảng viên 4", "26/10/2026", ""),
    )


def test_new_tasks_are_numbered_through_the_meeting() -> None:
    given = [row for table in tables(everything())[1:3] for row in table.rows]
    assert given == [
        ("1", "Viết bài thu hoạch", "Hà Thủy (sinh năm 1990)", "20/11/2026"),
        ("2", "Mua hoa", "Đảng viên 2", "20/11/2026"),
        ("3", "Cho mượn xe", "Ngô Hạt", "20/11/2026"),
    ]


def test_an_election_names_everybody_with_papers_and_seats() -> None:
    said = line(everything(), "Bầu cử")
    assert said.startswith("Bầu cử (20 giờ 13 phút): Bầu chi ủy: bỏ phiếu kín; cơ số 7")
    assert "Phát ra 5 phiếu, thu về 5, hợp lệ 5, không hợp lệ 0." in said
    assert "Đảng viên 1 5/7 (71,4\u00a0%); Đảng viên 2 4/7 (57,1\u00a0%); Đảng viên 3 1/7 (14,3\u00a0%)." in said
    assert "Trúng cử: Đảng viên 1, Đảng viên 2. Số lượng được bầu: 2." in said
    assert said.endswith(
        "Cơ số biểu quyết gồm 7 đồng chí (chính thức 6, miễn sinh hoạt đến dự 1); không tính: vắng có lý do 1; "
        "dự bị 1; chuyển đi tạm thời, vắng 1; sinh hoạt tạm thời 1; đình chỉ sinh hoạt 1."
    )


def test_quality_of_the_reference_meeting() -> None:
    meeting = reference_meeting()
    expected = EXPECTED["score"]["an-phu-2025"]
    table = tables(meeting)[-1]
    assert table.rows[-1] == ("", "Cộng", str(expected["max"]), str(expected["total_without_8c"]))
    for row in table.rows[:-1]:
        group = [c for c in expected["criterion"] if c["id"].startswith(row[0])]
        assert int(row[3]) == sum(c["points"] for c in group if not c.get("known_only_later"))
        assert int(row[2]) == sum(c["max"] for c in group)
    lost = [c for c in expected["criterion"] if c["points"] < c["max"]]
    told = under(meeting, "Thuyết minh điểm trừ")[: len(lost)]
    assert told == [f"- Tiêu chí {c['id']} ({c['title']}): {c['points']}/{c['max']} điểm. {c['reason']}." for c in lost]


def test_papers_put_up_later_change_nothing() -> None:
    meeting = reference_meeting()
    until = [e for e in meeting.entries if not (isinstance(e.event, Groundwork) and e.event.what.endswith("finished"))]
    assert len(until) < len(meeting.entries)
    assert lines(Meeting(until)) == lines(meeting)


def test_before_closing_only_points_that_people_gave_are_told() -> None:
    meeting = everything()
    running = Meeting(e for e in meeting.entries if not isinstance(e.event, Closed))
    assert "Kết quả chấm điểm" not in headings(running)
    assert under(running, "18. Đánh giá")[:2] == [
        "- Tiêu chí 3a (Nội dung đúng, đủ, trọng tâm): 2/3 điểm. Thiếu số liệu.",
        "- Tiêu chí 5d (Tổng hợp thành kết luận, nghị quyết): 1/1 điểm. Kết luận rõ.",
    ]


def test_corrections_since_the_reading_are_said() -> None:
    assert [said for said in lines(everything()) if said.startswith("Sửa sau khi")] == [
        "Sửa sau khi đọc biên bản, hồi 20 giờ 23 phút: Ý kiến của đồng chí Lê Cao "
        "hồi 19 giờ 46 phút, nội dung “Tôi hoan nghênh” sửa thành “Tôi rất hoan nghênh”.",
        "Sửa sau khi bế mạc, hồi 5 giờ 31 phút, ngày 04 tháng 11 năm 2026: Ý kiến của đồng chí Lê Cao "
        "hồi 19 giờ 46 phút, nội dung “Tôi rất hoan nghênh” sửa thành “Tôi xin hoan nghênh”.",
    ]


@pytest.mark.parametrize(
    ("event", "field", "now", "told"),
    [
        (Task("p1", "Quét ngõ", DUE), "due", "2026-11-25", "thời hạn “20/11/2026” sửa thành “25/11/2026”"),
        (Task("p1", "Quét ngõ", DUE), "owner", "p2", "người thực hiện “Đảng viên 1” sửa thành “Đảng viên 2”"),
        (Remark("p1", "Có"), "reserved", True, "bảo lưu ý kiến “không” sửa thành “có”"),
        (Attendance("p4", "excused", "ốm"), "status", "unexcused", "“vắng có lý do” sửa thành “vắng không lý do”"),
        (Attendance("p4", "excused", "ốm"), "reason", None, "lý do bỏ “ốm”"),
        (hands(3), "for", 2, "tán thành “3” sửa thành “2”"),
        (Dues(1, 0), "amount", 50_000, "số tiền thêm “50.000”"),
        (ItemStarted("8"), "item", "9", "nội dung “Thảo luận” sửa thành “Tự phê bình và phê bình”"),
        (Break(time(23, 0)), "until", "23:10:00", "nghỉ đến “23 giờ 00 phút” sửa thành “23 giờ 10 phút”"),
        (Remark("p1", "Có"), "at", minute(1).isoformat(), "giờ “19 giờ 32 phút” sửa thành “19 giờ 31 phút”"),
        (TaskResult("T1", "done"), "result", "partly", "kết quả “đã làm” sửa thành “làm một phần”"),
        (PromiseResult("H1", "done"), "promise", "H2", "lời hứa “Sớm” sửa thành “Đủ”"),
        (Dues(0, 1, owing=("p1",)), "owing", ["p2"], "người chưa nộp “Đảng viên 1” sửa thành “Đảng viên 2”"),
        (
            EarlierApproved("Biên bản", "hands", for_=3, against=0, no_opinion=0, meeting="x"),
            "meeting",
            "y",
            "kỳ họp “thường kỳ 03/09/2026” sửa thành “chuyên đề 20/10/2026”",
        ),
        (TaskResult("T1", "done"), "task", "T2", "nhiệm vụ “Một” sửa thành “Hai”"),
        (
            election(1, [3], 3),
            "candidate",
            [{"name": "p1", "votes": 2}],
            "số phiếu của từng người “Đảng viên 1 3” sửa thành “Đảng viên 1 2”",
        ),
    ],
)
def test_what_a_correction_tells(event: AnyEvent, field: str, now: Any, told: str) -> None:
    carried = tuple(CarriedTask(id=i, owner="p1", text=t, due=DUE) for i, t in (("T1", "Một"), ("T2", "Hai")))
    promises = tuple(
        CarriedPromise(id=i, member="p1", remedy=t, deadline=DUE) for i, t in (("H1", "Sớm"), ("H2", "Đủ"))
    )
    unapproved = (
        EarlierMeeting("x", date(2026, 9, 3), "regular"),
        EarlierMeeting("y", date(2026, 10, 20), "thematic"),
    )
    desk = Desk(people(*["official"] * 4), carried=carried, promises=promises, unapproved=unapproved)
    entry = desk.record(event, 2)
    desk.record(MinutesRead(), 3)
    desk.take(desk.correction(entry, field, now), minute(4))
    assert told in line(desk.meeting, "Sửa sau khi đọc biên bản")


def test_a_correction_before_the_reading_is_just_right() -> None:
    desk = named_desk()
    desk.correct(desk.record(Remark("p1", "Sai")), "text", "Đúng")
    assert "Sửa" not in text(desk.meeting)
    assert under(desk.meeting, "Ngoài nội dung") == ["Đồng chí Đảng viên 1: Đúng."]


# --- the file -------------------------------------------------------------------------------------


def read(data: bytes) -> WordDocument:
    return Document(BytesIO(data))


def written(word: WordDocument) -> list[str]:
    """The text of every paragraph, in tables too."""
    return [WordParagraph(p, word).text for p in word.element.body.iter(qn("w:p"))]


@pytest.mark.parametrize("made", [reference_meeting, everything])
def test_the_file_says_what_is_read_aloud(made: Callable[[], Meeting]) -> None:
    meeting = made()
    said = [one.replace("\n", " ") for one in written(read(document(Source(meeting), "minutes")))]
    for block in outline(meeting):
        for one in as_text([block]):
            parts = one.split(" | ") if isinstance(block, Table) else re.split(r"(?<=[ỊN]): ", one)
            assert [part for part in parts if part not in said] == []


def test_the_same_meeting_gives_the_same_bytes() -> None:
    first, second = (
        document(Source(meeting), "minutes") for meeting in (reference_meeting(), Meeting(reference_meeting().entries))
    )
    assert first == second
    assert zipfile.is_zipfile(io.BytesIO(first))


def test_properties() -> None:
    meeting = reference_meeting()
    properties = read(document(Source(meeting), "minutes")).core_properties
    assert properties.title == "Biên bản – Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026"
    assert properties.author == "Chi bộ Tổ dân phố 4"
    assert meeting.closed
    assert properties.created == meeting.closed.astimezone(UTC)


@pytest.mark.parametrize("opened", [True, False])
def test_a_meeting_not_closed_is_a_draft(opened: bool) -> None:
    desk = Desk(people("official"), opened=opened)
    first = read(document(Source(desk.meeting), "minutes")).paragraphs[0]
    assert (first.text, first.style and first.style.style_id) == ("DỰ THẢO", "Draft")
    assert not any("kết thúc" in one for one in lines(desk.meeting))
    if opened:
        desk.record(Closed())
        assert "DỰ THẢO" not in written(read(document(Source(desk.meeting), "minutes")))


def test_names_and_labels_stand_out() -> None:
    word = read(document(Source(everything()), "minutes"))
    bold = {run.text for paragraph in word.paragraphs for run in paragraph.runs if run.bold}
    italic = {run.text for paragraph in word.paragraphs for run in paragraph.runs if run.italic}
    assert {"Hà Thủy (sinh năm 1990)", "Kết luận của chủ trì: ", "Bầu cử (20 giờ 13 phút): "} <= bold
    assert {"(bảo lưu ý kiến) ", "Biện pháp khắc phục: ", "Trả lời: "} <= italic


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_remark_survives_letter_for_letter(said: str) -> None:
    try:
        remark = guard.tidy(Remark("p1", said))
    except Refused:
        assume(False)
    assert isinstance(remark, Remark)
    assume(remark.text)
    desk = Desk(people("official"))
    desk.record(remark)
    found = [one for one in written(read(document(Source(desk.meeting), "minutes"))) if one.startswith("Đồng chí Đảng")]
    assert found in ([f"Đồng chí Đảng viên 1: {remark.text}"], [f"Đồng chí Đảng viên 1: {remark.text}."])
