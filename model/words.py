"""The Vietnamese words for what the code calls by English names (the glossary)."""

import re

STATUS = {
    "official": "Chính thức",
    "probationary": "Dự bị",
    "exempt": "Miễn sinh hoạt",
    "away": "Tạm thời chuyển đi",
    "guest": "Tạm thời chuyển đến",
    "suspended": "Đình chỉ",
    "invited": "Khách mời",
}
OFFICE = {
    "leader": "Bí thư",
    "deputy_leader": "Phó bí thư",
    "committee_member": "Chi ủy viên",
    "member": "Đảng viên",
}
CELL_KIND = {
    "to-dan-pho": "Tổ dân phố",
    "thon": "Thôn, bản, ấp",
    "co-quan": "Cơ quan",
    "truong-hoc": "Trường học",
    "doanh-nghiep": "Doanh nghiệp",
    "luc-luong-vu-trang": "Lực lượng vũ trang",
}
MEETING_KIND = {
    "regular": "thường kỳ",
    "thematic": "chuyên đề",
    "combined": "thường kỳ kết hợp chuyên đề",
    "committee": "họp chi ủy",
    "extraordinary": "bất thường",
    "admission": "xét kết nạp",
    "confirmation": "xét công nhận chính thức",
    "yearly_review": "kiểm điểm cuối năm",
}
MEETING_TITLE = {
    "committee": "Họp chi ủy",
    "admission": "Hội nghị chi bộ xét kết nạp đảng viên",
    "confirmation": "Hội nghị chi bộ xét công nhận đảng viên chính thức",
    "yearly_review": "Hội nghị chi bộ kiểm điểm, xếp loại chất lượng cuối năm",
}
"""How a paper calls a meeting that is no ``Sinh hoạt chi bộ …``."""
MEETING_STATE = {
    "prepared": "đã chuẩn bị",
    "cancelled": "không họp",
    "open": "đang họp",
    "closed": "đã kết thúc",
    "damaged": "hỏng",
}
ROLE = {"chair": "chủ trì", "recorder": "thư ký", "scorer": "người chấm điểm"}
ATTENDANCE = {
    "excused": "vắng có lý do",
    "unexcused": "vắng không lý do",
    "late": "đến muộn",
    "left": "về sớm",
    "back": "trở lại",
    "present": "có mặt",
    "on_duty": "làm nhiệm vụ",
}
ABSENCE = {"excused": "Vắng có lý do", "unexcused": "Vắng không lý do", "on_duty": "Làm nhiệm vụ, không tính"}
RESULT = {"done": "đã làm", "partly": "làm một phần", "not_done": "chưa làm", "late": "quá hạn", "extended": "gia hạn"}
KEPT = {"done": "đã làm", "not_done": "chưa làm", "extended": "gia hạn"}
SEVERITY = {"stop": "Phải có", "warning": "Cảnh báo", "hint": "Lưu ý"}
METHOD = {"hands": "giơ tay", "secret": "bỏ phiếu kín"}
RULE = {"majority": "quá nửa", "two_thirds": "ít nhất 2/3", "counted": "kiểm số phiếu từng mức"}
MATTER = {
    "programme": "thông qua chương trình",
    "recorder": "cử thư ký",
    "minutes": "thông qua biên bản",
    "resolution": "nghị quyết, kết luận",
    "level": "mức chất lượng buổi sinh hoạt",
    "admission": "kết nạp",
    "end_of_probation": "công nhận chính thức",
    "expulsion": "đề nghị khai trừ",
    "discipline": "kỷ luật",
    "election": "bầu cử",
    "rating": "xếp loại đảng viên",
}
VERDICT = {"passed": "thông qua", "failed": "không thông qua", "counted": "đã kiểm phiếu"}
DECISION = {
    "conclusion": "Kết luận",
    "hands": "Biểu quyết",
    "secret": "Bỏ phiếu kín",
    "election": "Bầu cử",
    "put_off": "Hoãn",
}
WHY_LEFT_OUT = {
    "excused": "vắng có lý do",
    "on_duty": "làm nhiệm vụ",
    "probationary": "dự bị",
    "guest": "sinh hoạt tạm thời",
    "suspended": "đình chỉ sinh hoạt",
    "exempt_absent": "miễn sinh hoạt, vắng",
    "away_absent": "chuyển đi tạm thời, vắng",
}
GROUNDWORK = {
    "committee_met": "họp chi ủy trước",
    "notice_sent": "thông báo, gửi giấy mời",
    "documents_uploaded": "đăng tài liệu trước buổi họp",
    "documents_finished": "đăng tài liệu hoàn thiện sau buổi họp",
}
FACT = {
    "total": "tổng số đảng viên",
    "expected": "phải dự",
    "attendance_rate": "tỉ lệ dự (%)",
    "present": "có mặt",
    "excused": "vắng có lý do",
    "unexcused": "vắng không lý do",
    "members_present": "đảng viên có mặt",
    "roll_called": "đã điểm danh",
    "excused_runs_over_3": "vắng quá 3 kỳ liên tiếp",
    "disciplined_members": "đảng viên bị kỷ luật",
    "minutes_long": "số phút",
    "minutes_minimum": "số phút tối thiểu",
    "minutes_required": "số phút yêu cầu",
    "on_cell_day": "đúng ngày của chi bộ",
    "in_first_week": "trong tuần đầu tháng",
    "committee_met_before": "đã họp chi ủy trước",
    "notice_days_before": "thông báo trước (ngày)",
    "documents_days_before": "đăng tài liệu trước (ngày)",
    "documents_after_days": "đăng tài liệu hoàn thiện sau (ngày)",
    "minutes_on_ideology_and_criticism": "phút tự phê bình, phê bình",
    "seconds_on_criticism": "giây tự phê bình, phê bình",
    "steps_done": "bước đã làm",
    "steps_due": "bước phải làm",
    "has_thematic": "có chuyên đề",
    "thematic_this_quarter": "trong quý đã có chuyên đề",
    "speakers": "đảng viên phát biểu",
    "praise": "biểu dương",
    "reminders": "nhắc nhở",
    "criticisms": "phê bình",
    "self_criticisms": "tự phê bình",
    "tasks_last_done": "nhiệm vụ tháng trước đã làm",
    "tasks_last": "nhiệm vụ tháng trước",
    "tasks_new_with_deadline": "nhiệm vụ mới có hạn",
    "minutes_read": "đã đọc biên bản",
    "minutes_approved": "đã thông qua biên bản",
    "resolution_voted": "đã thông qua nghị quyết",
    "conclusion_voted": "đã thông qua kết luận",
    "score_voted": "đã biểu quyết mức",
    "dues_reported": "đã báo cáo đảng phí",
}
"""Facts that a sheet shows beside its points."""

LEVELS = ("Tốt", "Khá", "Trung bình", "Kém")
DISCIPLINE = {"reprimand": "khiển trách", "warning": "cảnh cáo", "dismissal": "cách chức", "expulsion": "khai trừ"}
KIND = {
    "attendance": "Điểm danh",
    "dues": "Đảng phí",
    "item_started": "Bắt đầu nội dung",
    "item_concluded": "Kết luận",
    "remark": "Ý kiến",
    "self_criticism": "Tự phê bình",
    "criticism": "Phê bình",
    "praise": "Biểu dương",
    "reminder": "Nhắc nhở",
    "considered": "Xét từng người",
    "tellers": "Ban kiểm phiếu",
    "vote": "Biểu quyết",
    "grade_vote": "Biểu quyết mức chất lượng",
    "minutes_read": "Đọc biên bản",
    "minutes_approved": "Thông qua biên bản",
    "break": "Nghỉ giải lao",
    "correction": "Sửa",
    "note": "Ghi chú riêng",
    "task_result": "Kết quả nhiệm vụ",
    "task": "Nhiệm vụ",
    "promise_result": "Kết quả khắc phục",
    "earlier_approved": "Thông qua biên bản kỳ trước",
    "score": "Chấm điểm",
    "assessment": "Nhận xét chất lượng",
    "closed": "Bế mạc",
    "old_text": "Biên bản cũ",
    "stated": "Số liệu biên bản cũ",
    "stated_vote": "Biểu quyết theo biên bản cũ",
}
INCIDENT = {
    "social_evil": "tệ nạn xã hội",
    "traffic": "vi phạm pháp luật về an toàn giao thông",
    "identity_loan": "dùng giấy tờ tùy thân vay quá khả năng chi trả",
    "forbidden": "vi phạm điều đảng viên không được làm",
    "other": "vi phạm khác",
}
"""Kinds of incident; a frame may name more of its own."""
FOUND_BY = {
    "cell": "chi bộ tự phát hiện",
    "upper": "cấp trên phát hiện",
    "authority": "cơ quan chức năng phát hiện",
    "press": "báo chí nêu",
    "people": "nhân dân phản ánh",
}
PROGRESS = {"done": "đã đạt", "on_way": "đang làm", "not_done": "không đạt"}
RATINGS = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)
"""Levels of the yearly rating of members and cells, the best first."""


_OTHER_SPELLING = str.maketrans("ủỦyY", "uUỷỶ")


def uy(text: str, spelling: str) -> str:
    """The program's own words in the cell's spelling, ``ủy`` or ``uỷ``; a name such as Thủy is never touched."""
    if spelling == "ủy":
        return text
    return re.sub(r"\b[Ủủ][Yy]\b", lambda found: found[0].translate(_OTHER_SPELLING), text)
