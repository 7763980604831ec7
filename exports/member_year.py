"""The year of one member, as evidence for the yearly review: only what the record tells of him.

The headings stand in the order of the member's own review (bản kiểm điểm cá nhân under QĐ 366-QĐ/TW and HD
43-HD/BTCTW; the official appendix was not at hand). What a heading asks a person to judge is left to
be written by hand.
"""

from collections.abc import Callable, Iterable, Iterator

from msgspec import structs

from exports.format.outline import Block, Bullet, Cell, Paragraph, Section, Strong, Table, plain
from exports.heads import begin, end
from exports.sentences import said
from exports.source import Source
from exports.wording import Wording, stop
from model.errors import BadData
from model.events import Disciplined, Remark, SelfCriticism
from model.past.member_year import Came, Heard, MemberYear, member_year
from model.past.outcomes import Outcome
from model.past.results import told_result
from model.stated import BY_OLD_MINUTES
from model.vietnamese import short_date
from model.words import ATTENDANCE, DISCIPLINE

_CONDUCT = "Tư tưởng chính trị; phẩm chất đạo đức, lối sống; ý thức tổ chức kỷ luật; tác phong, lề lối làm việc"
_LINE = "…" * 30
_BY_HAND = 2
"""Lines left to write on under each heading."""

_WIDTHS = (6, 36, 16, 16, 26)


def paper(source: Source) -> list[Block]:
    """The member's review form with what is recorded; raises BadData where nobody of that id is known."""
    meetings = {m.id: m for m in (*source.year, source.meeting)}.values()
    mine = member_year(source.of, source.meeting.date.year, meetings, internal=False)
    if mine is None:
        raise BadData("Xin chọn một đảng viên có trong danh sách của cuộc họp.")
    name = Wording(mine.meeting).name(source.of)
    return [
        *begin(source, "Hồ sơ kiểm điểm", f"Đồng chí {name}", f"năm {mine.year}", final=True),
        *_strengths(mine),
        *_weaknesses(mine),
        Section("III. Kết quả khắc phục hạn chế, khuyết điểm đã được chỉ ra"),
        *_owed("Biện pháp khắc phục đã hứa", "Ngày hứa", mine.promises),
        *_by_hand(),
        Section("IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)"),
        *_by_hand(),
        Section("V. Trách nhiệm của cá nhân đối với hạn chế, khuyết điểm của tập thể (nếu có)"),
        *_by_hand(),
        Section("VI. Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm"),
        *_by_hand(),
        Section("VII. Tự nhận mức xếp loại chất lượng"),
        *_by_hand(1),
        Paragraph("Lập từ biên bản các kỳ sinh hoạt của chi bộ; chỗ để trống do đồng chí tự viết."),
        end(source.meeting),
    ]


def _strengths(mine: MemberYear) -> Iterator[Block]:
    yield Section("I. Ưu điểm, kết quả đạt được")
    yield Section(f"1. {_CONDUCT}", 2)
    yield Paragraph((Strong(f"Dự sinh hoạt: {mine.attended}/{mine.due} kỳ."),))
    rows = tuple((number, came.day, came_words(came)) for number, came in enumerate(mine.attendance, 1))
    yield Table(("TT", "Ngày họp", "Dự họp"), rows, (10, 25, 65), "ccl")
    yield from _listed("Ý kiến phát biểu", mine.remarks)
    yield from _listed("Được biểu dương", mine.praise)
    yield from _listed("Ưu điểm tự nhận khi tự phê bình", mine.self_criticisms, _strength)
    yield from _listed("Góp ý, phê bình đồng chí khác", mine.criticisms)
    yield from _by_hand()
    yield Section("2. Thực hiện chức trách, nhiệm vụ được giao", 2)
    yield from _owed("Nhiệm vụ", "Ngày giao", mine.tasks)
    yield from _by_hand()
    yield Section("3. Thực hiện cam kết tu dưỡng, rèn luyện, phấn đấu hằng năm", 2)
    yield from _by_hand()


def _weaknesses(mine: MemberYear) -> Iterator[Block]:
    yield Section("II. Hạn chế, khuyết điểm và nguyên nhân")
    yield from _listed("Tự phê bình", mine.self_criticisms, _weakness)
    yield from _listed("Được góp ý, phê bình", mine.criticised)
    yield from _listed("Được nhắc nhở", mine.reminders)
    yield from _listed("Kỷ luật", mine.disciplined)
    yield from _by_hand()


def came_words(came: Came) -> str:
    """``Có mặt, đến muộn``."""
    if came.mark == "unknown":
        return f"Không rõ ({BY_OLD_MINUTES})"
    told = ATTENDANCE.get(came.mark, "không phải dự")
    late = f", {ATTENDANCE['late']}" if came.late else ""
    left = f", {ATTENDANCE['left']}" if came.left else ""
    return f"{told}{late}{left}".capitalize()


def heard_words(heard: Heard) -> str:
    """What an entry says of the member, for reading."""
    event = heard.entry.event
    match event:
        case Remark():
            return f"{'(bảo lưu ý kiến) ' if event.reserved else ''}{stop(event.text)}"
        case Disciplined(form=form, on=on):
            return f"Hình thức {DISCIPLINE[form]}, ngày {short_date(on)}."
        case _:
            return plain(said(event, heard.entry.at, Wording(heard.meeting)))


def _strength(heard: Heard) -> str:
    event = heard.entry.event
    return stop(event.strengths) if isinstance(event, SelfCriticism) else ""


def _weakness(heard: Heard) -> str:
    """A self-criticism without its strengths, which stand under another heading."""
    without = structs.replace(heard.entry.event, strengths="")
    return heard_words(Heard(heard.meeting, structs.replace(heard.entry, event=without)))


def _listed(title: str, found: Iterable[Heard], words: Callable[[Heard], str] = heard_words) -> Iterator[Block]:
    """A line for each, by its day, under a title; nothing where there is none."""
    told = [Bullet(f"{short_date(heard.meeting.date)}: {text}") for heard in found if (text := words(heard))]
    if told:
        yield Paragraph((Strong(f"{title}:"),))
        yield from told


def _owed(what: str, given: str, owed: Iterable[Outcome]) -> Iterator[Block]:
    """Tasks or promises, each once with the last that was told of it; nothing where there are none."""
    rows: list[tuple[Cell, ...]] = []
    for one in owed:
        told = told_result(one)
        rows.append((len(rows) + 1, one.text, one.given or "", one.last_due, told[:1].upper() + told[1:]))
    if rows:
        yield Table(("TT", what, given, "Hạn", "Kết quả"), tuple(rows), _WIDTHS, "clccl", dense=True)


def _by_hand(lines: int = _BY_HAND) -> list[Block]:
    return [Paragraph(_LINE)] * lines
