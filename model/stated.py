"""The figures of a meeting as they are known: of its own record, or as old minutes state them."""

from collections.abc import Iterable

from msgspec import Struct

from model.meeting import Meeting
from model.old_events import Stated, StatedVote
from model.words import METHOD, VERDICT

BY_OLD_MINUTES = "theo biên bản cũ"
"""What stands beside a figure that is only stated."""


class Figures(Struct, frozen=True):
    """Head counts; None where nobody knows."""

    total: int | None
    expected: int | None
    present: int | None
    excused: int | None
    unexcused: int | None

    def present_of(self) -> str:
        """``24/27``, ``24`` where old minutes do not say of how many, empty where they state nothing."""
        if self.present is None:
            return ""
        of = self.total if self.expected is None else self.expected
        return f"{self.present}" if of is None else f"{self.present}/{of}"


def attendance_known(meeting: Meeting) -> bool:
    """Whether it is known of each member that he was there or not.

    Of old minutes only where the roll of that day, with those whom they name as absent, makes every figure that they
    state, the present ones among them: else nobody is present for not being named.
    """
    stated = meeting.stated
    if stated is None:
        return True
    if stated.present is None or (stated.expected is None and stated.total is None):
        return False
    counts = meeting.presence.counts()
    pairs = (
        (stated.total, counts.total),
        (stated.expected, counts.expected),
        (stated.present, counts.present),
        (stated.absent, counts.excused + counts.unexcused),
        (stated.excused, counts.excused),
        (stated.unexcused, counts.unexcused),
    )
    return all(told in (None, made) for told, made in pairs)


def figures(meeting: Meeting) -> Figures:
    """The head counts, as stated where the attendance of each member is not known."""
    if meeting.stated is not None and not attendance_known(meeting):
        s = meeting.stated
        return Figures(s.total, s.expected, s.present, s.excused, s.unexcused)
    counts = meeting.presence.counts()
    return Figures(counts.total, counts.expected, counts.present, counts.excused, counts.unexcused)


def with_attendance(meetings: Iterable[Meeting]) -> list[Meeting]:
    """The meetings of which the attendance of each member is known: the others count for and against nobody."""
    return [meeting for meeting in meetings if attendance_known(meeting)]


def stated_score(stated: Stated) -> str:
    """``81/100 điểm, mức Khá``, as far as old minutes say so; empty where they do not."""
    points = "" if stated.points is None else f"{stated.points}{f'/{stated.most}' if stated.most else ''} điểm"
    return ", ".join(part for part in (points, f"mức {stated.level}" if stated.level else "") if part)


def stated_votes(meeting: Meeting) -> list[str]:
    """The votes of old minutes, a line each."""
    return [vote_words(entry.event) for entry in meeting.standing if isinstance(entry.event, StatedVote)]


def vote_words(vote: StatedVote) -> str:
    """``Thông qua nghị quyết: tán thành 21/23; không tán thành 0. Kết quả: thông qua``, in the figures stated."""
    papers = [
        f"{label} {figure}"
        for label, figure in (
            ("phát ra", vote.issued), ("thu về", vote.returned), ("hợp lệ", vote.valid), ("không hợp lệ", vote.invalid),
        )
        if figure is not None
    ]  # fmt: skip
    base = f"/{vote.base}" if vote.base is not None else ""
    counts = [
        f"{label} {figure}{base}"
        for label, figure in (
            ("tán thành", vote.for_), ("không tán thành", vote.against), ("không có ý kiến", vote.no_opinion)
        )
        if figure is not None
    ]  # fmt: skip
    method = f"{METHOD[vote.method]}; " if vote.method else ""
    verdict = f". Kết quả: {VERDICT[vote.verdict]}" if vote.verdict else ""
    return f"{vote.subject}: {method}{'; '.join((*papers, *counts))}{verdict}"
