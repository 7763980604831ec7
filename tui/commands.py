"""One table of commands: name, key, help. Bindings, palette, footer and key sheet all come from it."""

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

Place = Literal[
    "anywhere", "home", "live", "review", "score", "read_back", "members", "form", "papers", "registers", "member",
    "statistics", "moment", "year", "rating", "due", "old_minutes",
]  # fmt: skip


@dataclass(frozen=True)
class Command:
    """A command of a screen; ``action`` is the screen's ``action_…``; ``footer`` is its short label there, if any."""

    id: str
    place: Place
    name: str
    help: str
    action: str
    key: str = ""
    footer: str = ""


def _act(form: str, name: str, help: str, key: str = "", footer: str = "") -> Command:
    return Command(f"live.{form}", "live", name, help, f"act('{form}')", key, footer)


def _begin(verb: str, name: str, help: str, key: str, footer: str = "") -> Command:
    """An act that begins on the capture line: the key puts its word there."""
    return Command(f"live.{verb}", "live", name, help, f"begin('{verb}')", key, footer)


COMMANDS: tuple[Command, ...] = (
    Command("palette", "anywhere", "Tìm lệnh", "Mọi lệnh, gõ không cần dấu", "app.palette", "ctrl+p", "Lệnh"),
    Command("keys", "anywhere", "Bảng phím", "Các phím của màn hình này", "app.keys", "f1", "Phím"),
    Command("lock", "anywhere", "Khóa màn hình", "Che nội dung họp; mở bằng mật khẩu, nếu có", "app.lock", "ctrl+backslash"),
    Command("quit", "anywhere", "Thoát chương trình", "Mọi điều đã ghi đều được lưu", "app.leave", "ctrl+q"),
    # home
    Command("home.new", "home", "Chuẩn bị cuộc họp mới", "Chương trình, phân công, công việc chuẩn bị", "prepare", "ctrl+n", "Họp mới"),
    Command("home.search", "home", "Tìm trong các biên bản", "Gõ từ cần tìm, không cần dấu", "search", "ctrl+f", "Tìm"),
    Command("home.filter", "home", "Chọn bộ lọc khi tìm", "Người, loại, mục, năm, tháng, còn hay xong", "filter", "f3"),
    Command("home.members", "home", "Danh sách đảng viên", "Xem, nhập từ bảng tính, sửa", "app.visit('members', 'MembersScreen')", "ctrl+d", "Đảng viên"),
    Command("home.settings", "home", "Thông tin chi bộ", "Tên, cấp trên, địa danh, khung chấm điểm", "settings", "ctrl+t"),
    Command("home.take_over", "home", "Ghi ở cửa sổ này", "Khi cửa sổ kia đã đóng", "app.take_over"),
    Command("home.put_off", "home", "Dời, bỏ cuộc họp", "Cuộc đã chuẩn bị mà không họp ngày ấy; lấy lại cũng bằng phím này", "put_off", "f4"),
    Command("home.export", "home", "Xuất biên bản Word", "Của cuộc họp đang chọn", "export", "ctrl+e", "Xuất Word"),
    Command("home.registers", "home", "Sổ theo dõi", "Quyết định, nhiệm vụ, lời hứa, phát biểu của năm, nhiệm kỳ", "app.visit('registers', 'RegistersScreen')", "ctrl+r", "Sổ"),
    Command("home.year", "home", "Năm của chi bộ", "Khung thi đua, sự việc, chỉ tiêu, cam kết của năm", "app.visit('year', 'YearScreen')", "ctrl+y", "Năm"),
    Command("home.statistics", "home", "Thống kê", "Dự họp, điểm, phát biểu, nhiệm vụ… theo thời gian", "app.visit('statistics', 'StatisticsScreen')", "ctrl+s", "Thống kê"),
    Command("home.rating", "home", "Xếp loại hằng năm", "Tự xếp, phiếu chi bộ, đề nghị, quyết định, mức trần", "app.visit('rating', 'RatingScreen')", "ctrl+b", "Xếp loại"),
    Command("home.due", "home", "Sắp đến hạn", "Huy hiệu Đảng, hết dự bị, chuyên đề, nhiệm kỳ", "app.visit('due', 'DueScreen')", "f6", "Đến hạn"),
    Command("home.import_minutes", "home", "Nhập biên bản cũ", "Tệp Word của những kỳ họp trước", "app.visit('old_minutes', 'OldMinutesScreen')"),
    # the meeting
    Command("live.open", "live", "Khai mạc", "Bắt đầu tính giờ và nội dung đầu tiên", "open_meeting", "f2"),
    Command("live.next", "live", "Nội dung tiếp theo", "Ghi giờ kết thúc và giờ bắt đầu; sau mục cuối: bế mạc", "next_item", "ctrl+n", "Mục tiếp"),
    Command("live.conclude", "live", "Kết luận rồi sang mục sau", "Chữ trên dòng là kết luận của chủ trì", "conclude", "ctrl+k", "Kết luận"),
    Command("live.reserve", "live", "Ghi là ý kiến bảo lưu", "Chữ trên dòng, thay cho Enter", "reserve", "ctrl+r"),
    _begin("bq", "Biểu quyết giơ tay", "Số không tán thành, không ý kiến; còn lại tán thành", "ctrl+b", "Biểu quyết"),
    _begin("dd", "Điểm danh", "Người vắng và lý do, Tab sang người sau", "ctrl+d"),
    _begin("nv", "Giao nhiệm vụ", "Người, việc, Tab, thời hạn", "ctrl+t"),
    _begin("kq", "Kết quả nhiệm vụ tháng trước", "Việc đầu tiên chưa có kết quả", "ctrl+g"),
    Command("live.wrong", "live", "Đổi người nói của dòng vừa ghi", "Gõ số người đúng rồi phím này; trống: người nói trước", "wrong_person", "ctrl+o"),
    Command("live.kind", "live", "Đổi loại của dòng vừa ghi", "Ý kiến → bảo lưu → kết luận → ghi chú riêng", "other_kind", "ctrl+f"),
    Command("live.people_list", "live", "Hiện số của từng người", "Thay chương trình bằng danh sách, và ngược lại", "people_list", "ctrl+a"),
    Command("live.undo", "live", "Hoàn tác", "Lùi lại điều vừa ghi, không giới hạn", "undo", "ctrl+z", "Hoàn tác"),
    Command("live.redo", "live", "Làm lại", "Lấy lại điều vừa hoàn tác", "redo", "ctrl+y"),
    Command("live.gap", "live", "Tới chỗ còn trống", "Từng chỗ ?? đã để lại trong bản ghi", "gap", "f12"),
    _act("attendance", "Phiếu điểm danh", "Vắng, đến muộn, về sớm, trở lại"),
    _act("item_concluded", "Phiếu kết luận", "Kết luận nội dung đang bàn hoặc đã bàn"),
    _act("vote", "Phiếu biểu quyết giơ tay", "Tán thành, không tán thành, không có ý kiến"),
    _act("task", "Phiếu giao nhiệm vụ", "Người, việc, thời hạn"),
    _act("task_result", "Phiếu kết quả nhiệm vụ", "Đã làm, làm một phần, chưa làm, quá hạn, gia hạn"),
    _act("promise_result", "Kết quả khắc phục đã hứa", "Lời hứa kỳ trước: đã làm, chưa làm, gia hạn"),
    _act("earlier_approved", "Thông qua biên bản kỳ trước", "Biên bản kỳ trước chưa được thông qua"),
    _act("self_criticism", "Tự phê bình", "Ưu điểm, hạn chế, nguyên nhân, khắc phục, hạn", "f3"),
    _act("criticism", "Phê bình", "Người góp ý, người được góp ý, tiếp thu", "f4"),
    _act("praise", "Biểu dương", "Đồng chí được biểu dương"),
    _act("reminder", "Nhắc nhở", "Đồng chí được nhắc nhở"),
    _act("considered", "Xét kết nạp, công nhận chính thức", "Từng người: họ tên, người giới thiệu, ưu khuyết điểm"),
    _act("dues", "Tình hình nộp đảng phí", "Đã nộp, chưa nộp, số tiền"),
    _act("tellers", "Cử ban kiểm phiếu", "Trưởng ban trước, rồi từng người"),
    _act("ballot", "Bỏ phiếu kín một câu hỏi", "Phát ra, thu về, hợp lệ, không hợp lệ"),
    _act("questions", "Bỏ phiếu kín nhiều câu hỏi", "Mỗi câu có số tán thành, không tán thành riêng"),
    _act("election", "Bầu cử", "Ứng cử viên và số phiếu, cả vòng sau"),
    _act("admission", "Biểu quyết kết nạp", "Từng người, ít nhất 2/3"),
    _act("end_of_probation", "Biểu quyết công nhận chính thức", "Từng người, ít nhất 2/3"),
    _act("discipline", "Bỏ phiếu kỷ luật, khai trừ", "Từng người, bỏ phiếu kín"),
    _act("rating", "Xếp loại đảng viên", "Số phiếu từng mức của từng đồng chí"),
    _act("remark", "Ghi ý kiến bằng phiếu", "Cả ý kiến bảo lưu"),
    _act("break", "Nghỉ giải lao", "Đến mấy giờ"),
    _act("item_started", "Chuyển tới nội dung khác", "Nhảy tới, bàn lại, người trình bày"),
    Command("live.add_item", "live", "Thêm nội dung", "Nội dung riêng của chi bộ", "arrange('add_item')"),
    Command("live.rename_item", "live", "Đổi tên nội dung", "Chọn nội dung và ghi tên mới", "arrange('rename_item')"),
    Command("live.move_item", "live", "Dời chỗ nội dung", "Đưa ra sau một nội dung khác", "arrange('move_item')"),
    Command("live.put_off", "live", "Hoãn nội dung", "Để lại kỳ sau, tự trở lại chương trình", "arrange('put_off')"),
    Command("live.correct", "live", "Sửa điều đã ghi", "Chọn và sửa; bản cũ vẫn còn trong nhật ký", "correct", "f5"),
    Command("live.people", "live", "Chủ trì, thư ký, khách, công việc chuẩn bị", "Phân công và các mốc chuẩn bị", "arrange('people')", "f6"),
    Command("live.phrase", "live", "Thêm chữ gõ tắt", "Lời đang gõ trên dòng, hoặc gõ vào phiếu", "phrase"),
    Command("live.score", "live", "Chấm điểm", "Bảng điểm theo khung", "score", "f7"),
    _act("assessment", "Ý kiến chi ủy, hạn chế, cách khắc phục", "Nhận xét chất lượng, ghi vào biên bản"),
    _act("grade_vote", "Biểu quyết mức chất lượng", "Sau khi chấm điểm"),
    Command("live.compass", "live", "Hiện, ẩn điểm theo biên bản", "Điều gì còn thiếu và được mấy điểm", "compass", "ctrl+s"),
    Command("live.disciplined", "live", "Ghi đảng viên bị kỷ luật", "Từ khiển trách trở lên, để chấm điểm", "arrange('disciplined')"),
    Command("live.read", "live", "Đọc biên bản", "Xem toàn văn để đọc trước chi bộ", "read_back", "f8"),
    _act("minutes_approved", "Biểu quyết thông qua biên bản", "Sau khi đọc biên bản"),
    Command("live.checks", "live", "Kiểm tra còn thiếu gì", "Từng điều thiếu và chỗ sửa", "checks", "f9"),
    Command("live.close", "live", "Bế mạc", "Kết thúc cuộc họp", "close_meeting"),
    Command("live.finished", "live", "Đã đăng tài liệu hoàn thiện", "Ghi lúc đăng tài liệu sau họp", "arrange('finished')"),
    Command("live.export", "live", "Xuất biên bản Word", "Ghi tệp .docx", "export", "ctrl+e"),
    Command("live.papers", "live", "Các văn bản", "Nghị quyết, phiếu chấm điểm, giấy mời, danh sách…", "papers"),
    Command("live.moment", "live", "Xem lại một lúc của buổi họp", "Lúc ấy ai có mặt, bàn gì, đã quyết gì", "moment"),
    Command("live.reopen", "live", "Mở lại cuộc họp", "Khi bế mạc nhầm", "reopen"),
    Command("live.rescue", "live", "Lưu bản cứu", "Ghi cả cuộc họp ra thư mục khác hoặc USB", "rescue"),
    Command("live.up", "live", "Xem lại diễn biến phía trước", "", "page(-1)", "pageup"),
    Command("live.down", "live", "Xem diễn biến phía sau", "", "page(1)", "pagedown"),
    Command("live.home", "live", "Về trang đầu", "Cuộc họp vẫn được giữ nguyên", "home", "ctrl+l"),
    # review
    Command("review.previous", "review", "Cuộc họp trước", "", "step(-1)", "left", "Trước"),
    Command("review.next", "review", "Cuộc họp sau", "", "step(1)", "right", "Sau"),
    Command("review.export", "review", "Xuất biên bản Word", "Ghi lại tệp .docx", "export", "ctrl+e", "Xuất Word"),
    Command("review.papers", "review", "Các văn bản", "Nghị quyết, phiếu chấm điểm, danh sách…", "papers", "ctrl+w", "Văn bản"),
    Command("review.open", "review", "Mở để ghi tiếp, sửa", "Vào màn hình ghi", "open_live", "ctrl+o", "Ghi, sửa"),
    Command("review.moment", "review", "Xem lại một lúc của buổi họp", "Lúc ấy ai có mặt, bàn gì, đã quyết gì", "moment", "ctrl+t", "Từng lúc"),
    Command("review.back", "review", "Về trang đầu", "", "back", "escape", "Về"),
    # papers
    Command("papers.write", "papers", "Xuất Word", "Bản cũ vẫn được giữ lại", "write('docx')", "ctrl+e", "Xuất Word"),
    Command("papers.open", "papers", "Mở bằng Word, LibreOffice", "Ghi trước nếu chưa có", "open", "ctrl+o", "Mở"),
    Command("papers.folder", "papers", "Mở thư mục văn bản", "", "folder", "ctrl+d", "Mở thư mục"),
    Command("papers.sheet", "papers", "Xuất bảng tính", "Các danh sách, phiếu chấm điểm", "write('xlsx')", "ctrl+t", "Bảng tính"),
    Command("papers.pdf", "papers", "Xuất PDF", "Cần LibreOffice", "pdf", "ctrl+f", "PDF"),
    Command("papers.back", "papers", "Về", "", "back", "escape", "Về"),
    # registers
    Command("registers.other", "registers", "Sổ khác", "Quyết định, nhiệm vụ, lời hứa, phát biểu", "other(1)", "tab", "Sổ khác"),
    Command("registers.filter", "registers", "Lọc theo chữ", "Gõ không cần dấu", "filter", "ctrl+f", "Lọc"),
    Command("registers.open", "registers", "Chỉ việc còn mở", "Chưa xong, quá hạn; lần nữa: tất cả", "open_only", "ctrl+o", "Còn mở"),
    Command("registers.period", "registers", "Chọn thời gian", "Một năm, nhiệm kỳ, tất cả", "period", "ctrl+y", "Thời gian"),
    Command("registers.write", "registers", "Xuất Word", "Đúng những dòng đang xem, không có dòng nội bộ", "write('.docx')", "ctrl+e", "Word"),
    Command("registers.sheet", "registers", "Xuất bảng tính", "Đúng những dòng đang xem, không có dòng nội bộ", "write('.xlsx')", "ctrl+t", "Bảng tính"),
    Command("registers.back", "registers", "Bỏ lọc, về trang đầu", "", "back", "escape", "Về"),
    # figures over time
    Command("statistics.previous", "statistics", "Biểu đồ trước", "", "turn(-1)", "left", "Trước"),
    Command("statistics.next", "statistics", "Biểu đồ sau", "", "turn(1)", "right", "Sau"),
    Command("statistics.by", "statistics", "Gộp theo kỳ, tháng, quý, năm", "Mỗi lần nhấn sang cách gộp sau", "by", "ctrl+g", "Gộp"),
    Command("statistics.earlier", "statistics", "Thời gian trước", "Năm trước; trước năm đầu là cả nhiệm kỳ", "span(-1)", "pageup"),
    Command("statistics.later", "statistics", "Thời gian sau", "Năm sau", "span(1)", "pagedown"),
    Command("statistics.up", "statistics", "Cuộn lên", "", "scroll(-1)", "up"),
    Command("statistics.down", "statistics", "Cuộn xuống", "Các con số dưới biểu đồ", "scroll(1)", "down"),
    Command("statistics.word", "statistics", "Xuất Word", "Mọi biểu đồ và bảng số", "write('docx')", "ctrl+e", "Xuất Word"),
    Command("statistics.picture", "statistics", "Xuất ảnh PNG", "Biểu đồ đang xem", "write('png')", "ctrl+f", "Ảnh"),
    Command("statistics.back", "statistics", "Về trang đầu", "", "back", "escape", "Về"),
    # a moment of a meeting
    Command("moment.earlier", "moment", "Lùi một phút", "", "minutes(-1)", "left", "Lùi"),
    Command("moment.later", "moment", "Tiến một phút", "", "minutes(1)", "right", "Tiến"),
    Command("moment.ten_earlier", "moment", "Lùi mười phút", "", "minutes(-10)", "pageup"),
    Command("moment.ten_later", "moment", "Tiến mười phút", "", "minutes(10)", "pagedown"),
    Command("moment.entry_before", "moment", "Mục ghi trước", "", "entry(-1)", "up"),
    Command("moment.entry_after", "moment", "Mục ghi sau", "", "entry(1)", "down"),
    Command("moment.first", "moment", "Lúc khai mạc", "", "end(-1)", "home"),
    Command("moment.last", "moment", "Lúc cuối", "", "end(1)", "end"),
    Command("moment.scroll_up", "moment", "Cuộn lên", "Khi trang dài hơn màn hình", "scroll(-1)", "ctrl+u"),
    Command("moment.scroll_down", "moment", "Cuộn xuống", "Khi trang dài hơn màn hình", "scroll(1)", "ctrl+d"),
    Command("moment.back", "moment", "Về", "", "back", "escape", "Về"),
    # old minutes
    Command("old_minutes.toggle", "old_minutes", "Lấy, hay để nguyên lời", "Điều đang chọn", "switch", "space", "lấy/bỏ"),
    Command("old_minutes.take", "old_minutes", "Nhập cuộc họp", "Những điều đã đánh dấu; còn lại giữ nguyên lời", "take_over", "ctrl+s", "nhập"),
    Command("old_minutes.back", "old_minutes", "Về trang đầu", "", "back", "escape", "về"),
    # score
    Command("score.back", "score", "Về màn hình ghi", "", "back", "escape", "Về"),
    Command("score.column", "score", "Cột điểm của cấp trên", "Chuyển giữa hai cột điểm", "column", "tab", "Cột"),
    # reading aloud
    Command("read.done", "read_back", "Đã đọc xong", "Ghi giờ đọc xong biên bản", "done", "ctrl+s", "Đã đọc xong"),
    Command("read.back", "read_back", "Về màn hình ghi", "", "back", "escape", "Về"),
    # members
    Command("members.import", "members", "Nhập từ bảng tính", "Tệp .csv hoặc .xlsx", "import", "ctrl+o", "Nhập"),
    Command("members.edit", "members", "Sửa đảng viên", "Họ tên, ngày, chức vụ, tình trạng mới", "edit", "f5", "Sửa"),
    Command("members.add", "members", "Thêm đảng viên", "", "add", "ctrl+n", "Thêm"),
    Command("members.back", "members", "Về trang đầu", "", "back", "escape", "Về"),
    # a member's page
    Command("member.earlier", "member", "Năm trước", "", "year(-1)", "left", "Năm trước"),
    Command("member.later", "member", "Năm sau", "", "year(1)", "right", "Năm sau"),
    Command("member.previous", "member", "Đồng chí trước", "", "step(-1)", "ctrl+b", "Người trước"),
    Command("member.next", "member", "Đồng chí sau", "", "step(1)", "ctrl+n", "Người sau"),
    Command("member.write", "member", "Xuất hồ sơ kiểm điểm", "Word, theo thứ tự bản kiểm điểm; không có điều nội bộ", "write", "ctrl+e", "Word"),
    Command("member.back", "member", "Về danh sách", "", "back", "escape", "Về"),
    # yearly rating
    Command("rating.self", "rating", "Tự xếp loại", "Mức và điểm của người đang chọn", "enter('self')", "ctrl+t"),
    Command("rating.ballot", "rating", "Phiếu của chi bộ", "Số phiếu từng mức, một hay nhiều người", "enter('ballot')", "ctrl+b"),
    Command("rating.proposal", "rating", "Đề nghị", "Mức chi ủy đề nghị", "enter('proposal')", "ctrl+n"),
    Command("rating.decision", "rating", "Quyết định của cấp trên", "Mức, văn bản, ngày", "enter('decision')", "ctrl+d"),
    Command("rating.whether", "rating", "Có xếp loại hay không", "Khác với quy ước, kèm lý do", "enter('whether')", "ctrl+o"),
    Command("rating.settings", "rating", "Quy ước xếp loại", "Mức trần xuất sắc, ai được xếp loại", "enter('settings')", "ctrl+r"),
    Command("rating.undo", "rating", "Bỏ mục vừa ghi", "Lùi từng mục; mục cũ vẫn nằm trong sổ", "undo", "ctrl+z"),
    Command("rating.export", "rating", "Xuất danh sách tổng hợp", "Các mức, số phiếu, mức trần", "export('rating-list')", "ctrl+e"),
    Command("rating.minutes", "rating", "Xuất biên bản xếp loại", "Số phiếu của từng đồng chí", "export('rating-minutes')"),
    Command("rating.previous", "rating", "Năm trước", "", "year(-1)", "left"),
    Command("rating.next", "rating", "Năm sau", "", "year(1)", "right"),
    Command("rating.back", "rating", "Về trang đầu", "", "back", "escape"),
    # what comes due
    Command("due.export", "due", "Xuất danh sách tặng Huy hiệu Đảng", "Của năm nay", "export", "ctrl+e"),
    Command("due.back", "due", "Về trang đầu", "", "back", "escape"),
    # the year
    Command("year.part", "year", "Phần sau", "Cả năm, từng khung, sự việc, chỉ tiêu, cam kết, mọi điều đã ghi", "part(1)", "tab", "Phần sau"),
    Command("year.part_before", "year", "Phần trước", "", "part(-1)", "shift+tab"),
    Command("year.add", "year", "Ghi thêm", "Sự việc, chỉ tiêu, đăng ký thi đua, cam kết", "add", "ctrl+n", "Thêm"),
    Command("year.withdraw", "year", "Gỡ điều đã ghi", "Của dòng đang chọn; ở phần “Đã ghi” cũng lấy lại được", "withdraw", "ctrl+z", "Gỡ"),
    Command("year.papers", "year", "Văn bản của năm", "Phiếu tự đánh giá, đăng ký, báo cáo, tổng hợp", "papers", "ctrl+e", "Văn bản"),
    Command("year.rating", "year", "Xếp loại hằng năm", "Tự xếp, phiếu chi bộ, đề nghị, quyết định", "app.visit('rating', 'RatingScreen')", "ctrl+b", "Xếp loại"),
    Command("year.due", "year", "Sắp đến hạn", "Huy hiệu Đảng, hết dự bị, chuyên đề, nhiệm kỳ", "app.visit('due', 'DueScreen')", "f6", "Đến hạn"),
    Command("year.previous", "year", "Năm trước", "", "year(-1)", "left", "Năm trước"),
    Command("year.next", "year", "Năm sau", "", "year(1)", "right", "Năm sau"),
    Command("year.back", "year", "Về", "", "back", "escape", "Về"),
    # forms
    Command("form.save", "form", "Ghi", "Ghi phiếu đang mở", "save", "ctrl+s", "Ghi"),
    Command("form.close", "form", "Đóng phiếu", "Điều đã gõ được giữ lại", "close", "escape", "Đóng, giữ chữ"),
)  # fmt: skip


def of(place: Place) -> list[Command]:
    """The commands of a screen, with those that go everywhere."""
    return [c for c in COMMANDS if c.place in (place, "anywhere")]


def _binding(command: Command) -> Binding:
    footer = command.footer
    return Binding(
        command.key, command.action, footer or command.name, show=bool(footer), id=command.id, tooltip=command.help
    )


def bindings(place: Place) -> list[BindingType]:
    """The key bindings of a screen; none has priority, so that keys keep their order."""
    return [_binding(c) for c in of(place) if c.key]


LOCK: list[BindingType] = [_binding(c) for c in COMMANDS if c.id == "lock"]
"""For what lies over a screen and has no commands of its own."""


def key_name(key: str) -> str:
    """``ctrl+n`` as it is shown: ``^N``."""
    names = {
        "escape": "Esc", "tab": "Tab", "shift+tab": "Shift+Tab", "space": "Space", "left": "←", "right": "→", "up": "↑",
        "down": "↓", "pageup": "PgUp", "pagedown": "PgDn", "ctrl+backslash": "^\\",
    }  # fmt: skip
    return names.get(key) or (f"^{key[5:].upper()}" if key.startswith("ctrl+") else key.upper())
