"""What was entered of a year, a line each, in words."""

from collections.abc import Iterable, Mapping

from model.vietnamese import short_date
from model.words import FOUND_BY, PROGRESS
from model.year.frame_report import REACHED
from model.year.frames import Frame, incident_kinds
from model.year.record import (
    AnyYearEvent,
    Commitment,
    CommitmentFollowed,
    Incident,
    Judged,
    Recognised,
    Registered,
    Target,
    TargetProgress,
    Withdrawn,
)
from tui.forms.rating import told as rating_told


class Teller:
    """Entries in words; ``names``: members by id, ``frames``: those of the year."""

    def __init__(self, names: Mapping[str, str], frames: Iterable[Frame]) -> None:
        self._names = names
        self._frames = {frame.id: frame for frame in frames}
        self._kinds = incident_kinds(self._frames.values())

    def told(self, event: AnyYearEvent) -> str:
        """The event in one line."""
        match event:
            case Withdrawn(of=number):
                return f"Gỡ số {number}"
            case Registered(frames=frames, day=day):
                return f"Đăng ký ngày {short_date(day)}: {', '.join(map(self.title, frames))}"
            case Target():
                return f"Chỉ tiêu: {self.target(event)}"
            case TargetProgress(target=number, day=day, state=state, text=text):
                return f"Chỉ tiêu số {number}, {short_date(day)}: {_with(PROGRESS[state], text)}"
            case Commitment():
                return f"Cam kết: {self.commitment(event)}"
            case CommitmentFollowed(commitment=number, day=day, kept=kept, text=text):
                return f"Cam kết số {number}, {short_date(day)}: {_with('giữ đúng' if kept else 'không giữ', text)}"
            case Judged():
                return f"Đánh giá: {self.judged(event)}"
            case Incident():
                return f"Sự việc: {self.incident(event)}"
            case Recognised(frame=frame, reached=reached, day=day, member=member, text=text):
                whom = f", {self.name(member)}" if member else ""
                told = _with("đạt" if reached else "không đạt", text)
                return f"Cấp trên công nhận {short_date(day)}: {self.title(frame)}{whom} {told}"
        return f"Xếp loại: {rating_told(event, {'': 'chi bộ', **self._names})}"

    def name(self, member: str) -> str:
        """A member's name; the id of one who is no longer known."""
        return self._names.get(member, member)

    def title(self, frame: str) -> str:
        """The title of a frame."""
        return self._frames[frame].title if frame in self._frames else frame

    def target(self, target: Target) -> str:
        """``Xong tuyến ngõ 12, đo bằng 120 m, hạn tháng 9, Lê Đức``."""
        measure = f", đo bằng {target.measure}" if target.measure else ""
        owner = f", {self.name(target.owner)}" if target.owner else ""
        return _with(f"{target.text}{measure}, hạn tháng {target.due}{owner}", target.plan)

    def commitment(self, commitment: Commitment) -> str:
        """``Lê Đức, ký 05/01/2026: …``."""
        return _with(f"{self.name(commitment.member)}, ký {short_date(commitment.day)}", commitment.text)

    def incident(self, incident: Incident) -> str:
        """``14/08/2026 vi phạm …, Lê Đức: … (báo chí nêu)``."""
        whom = f", {self.name(incident.member)}" if incident.member else ""
        kind = self._kinds.get(incident.kind, incident.kind)
        return f"{short_date(incident.day)} {kind}{whom}: {incident.text} ({FOUND_BY[incident.found_by]})"

    def judged(self, word: Judged) -> str:
        """``Chi bộ 4 tốt, tiêu chí 1 không đạt: …``."""
        about = f", {self.name(word.member)}" if word.member else f", tháng {word.month}" if word.month else ""
        frame = self._frames.get(word.frame)
        given = f"{word.points} điểm" if frame is None or frame.scale == "points" else REACHED[bool(word.points)]
        return _with(f"{self.title(word.frame)}{about}, tiêu chí {word.criterion} {given}", word.reason)


def _with(head: str, text: str) -> str:
    return f"{head}: {text}" if text else head
