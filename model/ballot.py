"""The arithmetic of votes: which counts cannot be, told with the figure at fault (HD 42; the form by the rule pack)."""

from datetime import datetime

from model.events import Vote
from model.parts import Question
from model.presence import Presence
from model.voting import eligible_present
from model.words import MATTER

_ANSWERS = ("tán thành", "không tán thành", "không có ý kiến")


def contradiction(presence: Presence, at: datetime, vote: Vote) -> str:
    """The first count that cannot be, as a sentence; empty where the figures hold."""
    able = eligible_present(presence, at)
    reason = _negative(vote) or _wrong_form(presence, vote)
    if reason:
        return reason
    if vote.method == "secret":
        return _papers(vote, able) or _answers(presence, vote, vote.valid or 0)
    if vote.invalid_reasons:
        return "Lý do phiếu không hợp lệ chỉ ghi khi bỏ phiếu kín: xin chọn hình thức bỏ phiếu kín."
    if missing := _missing(vote):
        return f"Chưa có số “{missing}”: xin đếm và ghi đủ ba số (không có ai thì ghi 0)."
    if vote.candidate or vote.seats is not None:
        return "Bầu cử phải bỏ phiếu kín: xin chọn hình thức bỏ phiếu kín."
    if vote.question:
        return "Giơ tay thì mỗi câu hỏi là một lần biểu quyết: xin ghi từng câu."
    counted = _sum(vote)
    if counted > able:
        return f"{counted} người giơ tay, nhưng lúc này chỉ có {able} người được biểu quyết đang có mặt."
    return ""


def _negative(vote: Vote) -> str:
    figures = [*zip(_ANSWERS, _three(vote), strict=True)]
    figures += [
        ("phát ra", vote.issued), ("thu về", vote.returned), ("hợp lệ", vote.valid), ("không hợp lệ", vote.invalid),
    ]  # fmt: skip
    for question in vote.question:
        figures += [*zip(_ANSWERS, _three(question), strict=True), *((o.name, o.votes) for o in question.option)]
    for name, figure in figures:
        if figure is not None and figure < 0:
            return f"Số “{name}” là {figure}: không thể âm."
    return ""


def _wrong_form(presence: Presence, vote: Vote) -> str:
    """Why the matter cannot be voted on in this way."""
    if not vote.matter:
        return ""
    rule, word = presence.rules.of_matter(vote.matter), MATTER[vote.matter]
    if vote.method not in rule.methods:
        return f"Việc {word} phải bỏ phiếu kín: xin chọn hình thức bỏ phiếu kín."
    if vote.matter == "election" and not vote.candidate:
        return "Bầu cử cần số lượng được bầu (từ 1) và danh sách ứng cử viên kèm số phiếu."
    if vote.matter == "rating" and not vote.question:
        return "Xếp loại đảng viên cần số phiếu từng mức của từng đồng chí."
    if rule.one_person and vote.question:
        return f"Việc {word} biểu quyết từng người một: xin ghi mỗi người một lần biểu quyết."
    return ""


def _papers(vote: Vote, able: int) -> str:
    if vote.issued is None or vote.returned is None or vote.valid is None or vote.invalid is None:
        return "Bỏ phiếu kín cần đủ số phiếu phát ra, thu về, hợp lệ và không hợp lệ."
    if vote.issued > able:
        return f"Phát ra {vote.issued} phiếu, nhưng lúc này chỉ có {able} người được biểu quyết đang có mặt."
    if vote.returned > vote.issued:
        return f"Thu về {vote.returned} phiếu, nhiều hơn {vote.issued} phiếu đã phát ra."
    if vote.valid + vote.invalid != vote.returned:
        both = vote.valid + vote.invalid
        return f"Hợp lệ {vote.valid} + không hợp lệ {vote.invalid} = {both}, khác {vote.returned} phiếu thu về."
    if vote.invalid_reasons and not vote.invalid:
        return "Không có phiếu nào không hợp lệ thì không ghi lý do: xin bỏ lý do hoặc sửa số phiếu."
    return ""


def _answers(presence: Presence, vote: Vote, valid: int) -> str:
    election = bool(vote.candidate) or vote.seats is not None
    if vote.question:
        if election or any(figure is not None for figure in _three(vote)):
            return "Phiếu nhiều câu hỏi chỉ ghi số phiếu của từng câu: xin bỏ các số chung và ứng cử viên."
        offered = presence.rules.of_matter(vote.matter).options if vote.matter else ()
        return next((reason for q in vote.question if (reason := _question(q, valid, offered))), "")
    if election:
        return _election(vote, valid)
    if _missing(vote):
        return "Bỏ phiếu kín một câu hỏi cần đủ số tán thành, không tán thành, không có ý kiến."
    if (counted := _sum(vote)) != valid:
        return f"Tán thành + không tán thành + không có ý kiến = {counted}, khác {valid} phiếu hợp lệ."
    return ""


def _election(vote: Vote, valid: int) -> str:
    if not vote.candidate or not vote.seats or vote.seats < 1:
        return "Bầu cử cần số lượng được bầu (từ 1) và danh sách ứng cử viên kèm số phiếu."
    names = [c.name for c in vote.candidate]
    if len(set(names)) != len(names):
        return "Một ứng cử viên được ghi hai lần trong danh sách bầu."
    for candidate in vote.candidate:
        if not 0 <= candidate.votes <= valid:
            return f"Một ứng cử viên được {candidate.votes} phiếu, trong khi chỉ có {valid} phiếu hợp lệ."
    total = sum(c.votes for c in vote.candidate)
    if total > valid * vote.seats:
        return f"Tổng số phiếu {total} nhiều hơn {valid} phiếu hợp lệ × {vote.seats} người được bầu."
    return ""


def _question(question: Question, valid: int, offered: tuple[str, ...]) -> str:
    """Why the figures of one question among several cannot be: every valid paper answers it, or has no opinion."""
    names = [option.name for option in question.option]
    about = f"Câu “{question.subject or question.person}”"
    if len(set(names)) != len(names):
        return f"{about}: một phương án được ghi hai lần."
    if offered and (not names or not set(names) <= set(offered)):
        return f"{about}: các mức phải là {', '.join(offered)}."
    if names and (question.for_ is not None or question.against is not None):
        return f"{about}: ghi số phiếu từng phương án, không ghi tán thành, không tán thành."
    if not names and (missing := _missing(question)):
        return f"{about}: chưa có số “{missing}” (không có ai thì ghi 0)."
    counted = sum(option.votes for option in question.option) + _sum(question)
    return f"{about}: cộng được {counted}, khác {valid} phiếu hợp lệ." if counted != valid else ""


def _three(answer: Vote | Question) -> tuple[int | None, int | None, int | None]:
    return answer.for_, answer.against, answer.no_opinion


def _missing(answer: Vote | Question) -> str:
    """The name of the first of the three counts that was not told."""
    return next((name for name, figure in zip(_ANSWERS, _three(answer), strict=True) if figure is None), "")


def _sum(answer: Vote | Question) -> int:
    return sum(figure or 0 for figure in _three(answer))
