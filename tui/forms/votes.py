"""The forms of votes; nothing is filled in before it is counted."""

from dataclasses import replace
from datetime import datetime

from model.meeting import Meeting
from model.voting import base, eligible_present, needed
from model.words import LEVELS, MATTER, METHOD, RULE
from tui.forms.kinds import Field, Form, choices_of

_SUBJECT = Field("subject", "Nội dung", "text")
_RULE = Field("rule", "Cần", "choice", tuple((r, RULE[r]) for r in ("majority", "two_thirds")), start="majority")
_METHOD = Field("method", "Hình thức", "choice", choices_of(METHOD), start="hands")
_HANDS = (
    Field("for", "Tán thành", "number"),
    Field("against", "Không tán thành", "number"),
    Field("no_opinion", "Không có ý kiến", "number"),
)
_PAPERS = (
    Field("issued", "Phiếu phát ra", "number"),
    Field("returned", "Phiếu thu về", "number"),
    Field("valid", "Hợp lệ", "number"),
    Field("invalid", "Không hợp lệ", "number"),
)
_PAPERS_IF_SECRET = tuple(replace(f, required=False, hint="chỉ khi bỏ phiếu kín") for f in _PAPERS)
_WHY_INVALID = Field("invalid_reasons", "Lý do không hợp lệ", "text", required=False, hint="nếu có phiếu không hợp lệ")
_BY_HANDS = {"method": "hands"}
_SECRET = {"method": "secret"}

VOTE_FORMS: dict[str, Form] = {
    "earlier_approved": Form(
        "earlier_approved",
        "Thông qua biên bản kỳ trước",
        (
            Field("meeting", "Kỳ họp", "earlier"),
            Field("corrections", "Nội dung sửa", "text", required=False),
            Field("subject", "Nội dung", "text", start="Thông qua biên bản kỳ trước"),
            _RULE,
            *_HANDS,
        ),
        _BY_HANDS,
        counts_votes=True,
    ),
    "vote": Form("vote", "Biểu quyết giơ tay", (_SUBJECT, _RULE, *_HANDS), _BY_HANDS, counts_votes=True),
    "ballot": Form(
        "vote", "Bỏ phiếu kín", (_SUBJECT, _RULE, *_PAPERS, *_HANDS, _WHY_INVALID), _SECRET, counts_votes=True
    ),
    "questions": Form(
        "vote",
        "Bỏ phiếu kín nhiều câu hỏi",
        (
            _SUBJECT,
            _RULE,
            *_PAPERS,
            Field("question", "Các câu", "questions", hint="Câu: tán thành, không tán thành, không ý kiến; Câu: …"),
            _WHY_INVALID,
        ),
        _SECRET,
        counts_votes=True,
    ),
    "admission": Form(
        "vote",
        "Kết nạp đảng viên (từng người)",
        (
            Field("person", "Họ và tên"),
            Field("subject", "Nội dung", "text", start="Kết nạp đảng viên"),
            _METHOD,
            *_HANDS,
            *_PAPERS_IF_SECRET,
        ),
        {"matter": "admission"},
        counts_votes=True,
    ),
    "end_of_probation": Form(
        "vote",
        "Công nhận đảng viên chính thức (từng người)",
        (
            Field("person", "Đồng chí", "person"),
            Field("subject", "Nội dung", "text", start="Công nhận đảng viên chính thức"),
            _METHOD,
            *_HANDS,
            *_PAPERS_IF_SECRET,
        ),
        {"matter": "end_of_probation"},
        counts_votes=True,
    ),
    "discipline": Form(
        "vote",
        "Kỷ luật (bỏ phiếu kín, từng người)",
        (
            Field("person", "Đồng chí", "person"),
            Field("matter", "Việc", "choice", tuple((m, MATTER[m]) for m in ("discipline", "expulsion"))),
            _SUBJECT,
            *_PAPERS,
            *_HANDS,
            _WHY_INVALID,
        ),
        _SECRET,
        counts_votes=True,
    ),
    "rating": Form(
        "vote",
        "Xếp loại đảng viên (bỏ phiếu kín)",
        (
            Field("subject", "Nội dung", "text", start="Xếp loại chất lượng đảng viên"),
            *_PAPERS,
            Field("question", "Từng đồng chí", "ratings", hint="Tên: xuất sắc, tốt, hoàn thành, không; Tên: …"),
            _WHY_INVALID,
        ),
        _SECRET | {"matter": "rating"},
        counts_votes=True,
    ),
    "election": Form(
        "vote",
        "Bầu cử (bỏ phiếu kín)",
        (
            _SUBJECT,
            Field("seats", "Số người được bầu", "number"),
            Field("round", "Vòng", "number", start="1"),
            *_PAPERS,
            Field("candidate", "Ứng cử viên", "candidates", hint="Tên: số phiếu; Tên: số phiếu"),
            _WHY_INVALID,
        ),
        _SECRET,
        counts_votes=True,
    ),
    "grade_vote": Form(
        "grade_vote",
        "Biểu quyết mức chất lượng",
        (
            Field("level", "Mức", "choice", tuple((level, level) for level in LEVELS)),
            Field("subject", "Nội dung", "text", start="Mức chất lượng buổi sinh hoạt"),
            _RULE,
            *_HANDS,
        ),
        _BY_HANDS,
        counts_votes=True,
    ),
    "minutes_approved": Form(
        "minutes_approved",
        "Biểu quyết thông qua biên bản",
        (Field("subject", "Nội dung", "text", start="Thông qua biên bản"), _RULE, *_HANDS),
        _BY_HANDS,
        counts_votes=True,
    ),
}


def voters(meeting: Meeting, now: datetime) -> str:
    """Who can vote now: told before the counting, never filled in."""
    voters = len(base(meeting.presence))
    able = eligible_present(meeting.presence, now)
    need, two_thirds = needed("majority", voters), needed("two_thirds", voters)
    few = " Chưa đến nửa cơ số: vẫn ghi được, nên hỏi chủ trì." if able * 2 < voters else ""
    return f"Cơ số {voters}: quá nửa là {need}, 2/3 là {two_thirds}. Đang có mặt {able} người được biểu quyết.{few}"
