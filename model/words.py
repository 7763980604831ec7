"""The Vietnamese words for what the code calls by English names (the glossary)."""

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
MEETING_KIND = {"regular": "thường kỳ", "thematic": "chuyên đề", "combined": "thường kỳ kết hợp chuyên đề"}
MEETING_STATE = {"prepared": "đã chuẩn bị", "open": "đang họp", "closed": "đã kết thúc"}
ROLE = {"chair": "chủ trì", "recorder": "thư ký", "scorer": "người chấm điểm"}
ATTENDANCE = {
    "excused": "vắng có lý do",
    "unexcused": "vắng không lý do",
    "late": "đến muộn",
    "left": "về sớm",
    "back": "trở lại",
    "present": "có mặt",
}
RESULT = {"done": "đã làm", "partly": "làm một phần", "not_done": "chưa làm", "late": "quá hạn"}
METHOD = {"hands": "giơ tay", "secret": "bỏ phiếu kín"}
RULE = {"majority": "quá nửa", "two_thirds": "ít nhất 2/3"}
VERDICT = {"passed": "thông qua", "failed": "không thông qua"}
WHY_LEFT_OUT = {
    "excused": "vắng có lý do",
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
LEVELS = ("Tốt", "Khá", "Trung bình", "Kém")
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
    "vote": "Biểu quyết",
    "grade_vote": "Biểu quyết mức chất lượng",
    "minutes_read": "Đọc biên bản",
    "minutes_approved": "Thông qua biên bản",
    "break": "Nghỉ giải lao",
    "correction": "Sửa",
    "task_result": "Kết quả nhiệm vụ",
    "task": "Nhiệm vụ",
    "score": "Chấm điểm",
    "closed": "Bế mạc",
}


def uy(text: str, spelling: str) -> str:
    """The program's own words in the cell's spelling, ``ủy`` or ``uỷ``; recorded words are never touched."""
    return text if spelling == "ủy" else text.replace("ủy", "uỷ").replace("ỦY", "UỶ").replace("Ủy", "Uỷ")
