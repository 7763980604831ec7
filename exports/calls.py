"""Before the meeting: giấy mời and chương trình."""

from exports.format.outline import Block, Cell, Paragraph, Table
from exports.heads import begin, end
from exports.source import Source
from exports.wording import Wording, stop
from model.entry import Entry
from model.meeting import Meeting
from model.report import title
from model.vietnamese import clock_words, long_date

_DOTS = "…… giờ ……"  # the hour is not recorded before the meeting begins


def invitation(source: Source) -> list[Block]:
    """Giấy mời to the members and the guests, dated by the day that it went out."""
    meeting = source.meeting
    wording = Wording(meeting)
    invited = [p.id for p in meeting.people.values() if p.status == "invited"]
    members = "các đồng chí chi ủy viên" if meeting.head.kind == "committee" else "các đồng chí đảng viên của chi bộ"
    asked = [wording.own(members), *(f"{wording.address(i).lower()} {wording.introduced(i)}" for i in invited)]
    name = title(meeting)
    hour = clock_words(meeting.opened) if meeting.opened else _DOTS
    lines = [
        f"{meeting.cell.name} kính mời: {stop('; '.join(asked))}",
        f"Tới dự: {name[0].lower()}{name[1:]}.",
        f"Thời gian: {hour}, {long_date(meeting.date)}.",
        *([f"Địa điểm: {stop(meeting.head.place)}"] if meeting.head.place else []),
        "Nội dung: theo chương trình kèm theo.",
    ]
    sent = meeting.groundwork.get("notice_sent") or _first(meeting).at
    blocks = begin(source, "Giấy mời", code="GM", on=sent.date(), final=True)
    return [*blocks, *(Paragraph(line) for line in lines), end(meeting, "Như trên")]


def programme(source: Source) -> list[Block]:
    """Chương trình, as the meeting is to be held; who presents an item where that is known, room for the hours."""
    meeting = source.meeting
    wording = Wording(meeting)
    rows: list[tuple[Cell, ...]] = []
    for number, item in enumerate(meeting.agenda.items, 1):
        who = wording.name(item.presenter) if item.presenter else ""
        put_off = "Hoãn lại" if item.put_off else ""
        rows.append((number, item.title, who, "", put_off))
    heads = ("STT", "Nội dung", "Người thực hiện", "Thời gian", "Ghi chú")
    table = Table(heads, tuple(rows), (8, 42, 22, 14, 14), "cllcl", dense=True)
    when = f"Thời gian: {clock_words(meeting.opened) if meeting.opened else _DOTS}, {long_date(meeting.date)}."
    where = [Paragraph(f"Địa điểm: {stop(meeting.head.place)}")] if meeting.head.place else []
    return [
        *begin(source, "Chương trình", on=_first(meeting).at.date(), final=True),
        Paragraph(when),
        *where,
        table,
        Paragraph(f"Chương trình có {len(rows)} nội dung."),
        end(meeting),
    ]


def _first(meeting: Meeting) -> Entry:
    return meeting.standing[0]
