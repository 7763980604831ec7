"""Figures of many meetings, each by its own roll, its own agenda and its own sheet (HD 42; docs/looking-back.md).

Of the meetings that were held; those of the committee alone (họp chi ủy) are no meetings of the cell and left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from model.cell import called, references
from model.meeting import Meeting
from model.packs import pack
from model.past.periods import BY, By, Point, Span, over_time, points
from model.past.series import Chart, Line, Value, added, data, in_words, pooled, text
from model.past.statistics_scores import score_charts
from model.past.statistics_tasks import LATE, ON_TIME, TASK_STATES, Key, task_states
from model.scoring.facts import Fact, Speakers, measure, speakers
from model.vietnamese import short_date
from model.year.counters import held

SILENT_FROM = 2
"""Who came to so many meetings in a row without a word is named."""
BEFORE_DAYS = 92
"""Days before a span whose meetings are needed too: they tell what was late, and who kept silent."""
_THEMATIC, _OWN = "thematic", 0
_ENTRIES = {
    "self_criticisms": "Tự phê bình", "criticisms": "Phê bình", "praise": "Biểu dương", "reminders": "Nhắc nhở"
}  # fmt: skip


class Silent(Struct, frozen=True):
    """A member who came to the last ``meetings`` meetings without a word; ``last``: the day he last spoke, if known."""

    member: str
    name: str
    meetings: int
    last: date | None


class Statistics(Struct, frozen=True):
    """All figures of a span; ``count`` meetings of the cell were held in it."""

    span: Span
    by: By
    count: int
    charts: tuple[Chart, ...]
    silent: tuple[Silent, ...]

    def as_data(self) -> dict[str, Any]:
        """For ``--json``; members as elsewhere in JSON, days ISO."""
        return {
            "from": self.span.first.isoformat(),
            "to": self.span.last.isoformat(),
            "by": self.by,
            "meetings": self.count,
            "charts": [data(chart) for chart in self.charts],
            "silent": [
                {"member": s.member, "meetings": s.meetings, "last": s.last.isoformat() if s.last else None}
                for s in self.silent
            ],
        }

    def as_text(self) -> str:
        """For a reader: plain lines, no drawing."""
        return "\n".join([self.heading, *(line for chart in self.charts for line in text(chart))])

    @property
    def heading(self) -> str:
        """The first line: ``Thống kê năm 2026, từng kỳ họp: 11 kỳ``."""
        return f"Thống kê {self.span.name}, {BY[self.by][0]}: {self.count} kỳ."


def statistics(meetings: Iterable[Meeting], span: Span, by: By = "meeting") -> Statistics:
    """The charts of a span out of its meetings, oldest first, with those of :data:`BEFORE_DAYS` before it.

    Old minutes have no entries to count: they are left out.
    """
    known = [m for m in held(meetings) if m.head.kind != "committee" and m.date <= span.last and m.stated is None]
    own = [m for m in known if span.holds(m.date)]
    facts = {m.id: measure(m) for m in own}
    spoke = {m.id: speakers(m) for m in known}
    axis = points(own, by)
    silent = _silent(known, spoke) if own else ()
    charts = (
        _attendance(axis, by),
        *score_charts(axis, by, facts),
        _speaking(axis, by, spoke),
        _silence(axis, by, _runs(known, spoke), silent),
        _tasks(axis, by, task_states(known)),
        _lengths(axis),
        _criticism(axis, by, facts),
    )
    return Statistics(span, by, len(own), charts, silent)


def _attendance(axis: Sequence[Point], by: By) -> Chart:
    """Present of expected, as the rate is defined (HD 42, II)."""

    def rate(meeting: Meeting) -> Value:
        counts = meeting.presence.counts()
        return Value(counts.present, counts.expected)

    line = Line("Tỉ lệ dự", tuple(pooled(map(rate, p.meetings)) for p in axis))
    title = "Tỉ lệ dự họp: có mặt / phải dự"
    return over_time(axis, by, id="attendance", title=title, unit="share", look="lines", lines=(line,))


def _speaking(axis: Sequence[Point], by: By, spoke: Mapping[str, Speakers]) -> Chart:
    """Members of the cell who spoke, of those who were there."""

    def share(meeting: Meeting) -> Value:
        return Value(len(spoke[meeting.id].members), spoke[meeting.id].present)

    line = Line("Tỉ lệ phát biểu", tuple(pooled(map(share, p.meetings)) for p in axis))
    title = "Đảng viên phát biểu / đảng viên có mặt"
    return over_time(axis, by, id="speakers", title=title, unit="share", look="lines", lines=(line,))


def _runs(known: Sequence[Meeting], spoke: Mapping[str, Speakers]) -> dict[str, dict[str, int]]:
    """After each meeting: member of its roll to the meetings in a row that he came to without a word.

    A meeting that he missed neither adds to the run nor breaks it.
    """
    runs: dict[str, int] = {}
    after = {}
    for meeting in known:
        members = [p.id for p in meeting.presence.cell_members]
        for who in filter(meeting.presence.attended, members):
            runs[who] = 0 if who in spoke[meeting.id].members else runs.get(who, 0) + 1
        after[meeting.id] = {who: runs.get(who, 0) for who in members}
    return after


def _silent(known: Sequence[Meeting], spoke: Mapping[str, Speakers]) -> tuple[Silent, ...]:
    """Those who keep silent after the last of these meetings, the longest first."""
    last = {who: m.date for m in known for who in spoke[m.id].members}
    roll = known[-1].presence.cell_members
    names, refs = called(roll), references(roll)
    runs = sorted(_runs(known, spoke)[known[-1].id].items(), key=lambda run: -run[1])
    return tuple(Silent(refs[who], names[who], run, last.get(who)) for who, run in runs if run >= SILENT_FROM)


def _silence(axis: Sequence[Point], by: By, runs: Mapping[str, Mapping[str, int]], silent: Sequence[Silent]) -> Chart:
    """How many had kept silent by then; not known before there were two meetings."""
    order = list(runs)

    def count(point: Point) -> Value | None:
        last = point.meetings[-1].id if point.meetings else ""
        if last not in order[SILENT_FROM - 1 :]:
            return None
        return Value(sum(run >= SILENT_FROM for run in runs[last].values()))

    named = [
        f"{s.name}: {s.meetings} kỳ có mặt liền chưa phát biểu"
        + (f", lần gần nhất {short_date(s.last)}." if s.last else ".")
        for s in silent
    ]
    line = Line("Chưa phát biểu", tuple(map(count, axis)))
    return over_time(
        axis, by, id="silent", title=f"Đảng viên có mặt {SILENT_FROM} kỳ liền trở lên mà chưa phát biểu", unit="count",
        look="stacked", lines=(line,), notes=tuple(named or ["Kỳ gần nhất không có ai."] * bool(axis)),
    )  # fmt: skip


def _tasks(axis: Sequence[Point], by: By, states: Mapping[str, Mapping[Key, str]]) -> Chart:
    """What became of the tasks asked about; each once in a part, by its last answer there."""

    def last(meetings: Iterable[Meeting]) -> list[str]:
        told: dict[Key, str] = {}
        for meeting in meetings:
            told |= states[meeting.id]
        return list(told.values())

    found = [last(p.meetings) for p in axis]
    lines = tuple(
        Line(name, tuple(Value(told.count(state)) if told else None for told in found))
        for state, name in TASK_STATES.items()
    )
    whole = last(m for p in axis for m in p.meetings)
    kept = pooled([Value(whole.count(ON_TIME), whole.count(ON_TIME) + whole.count(LATE))])
    notes = (f"Cả thời gian này: đúng hạn {in_words(kept, 'share')} nhiệm vụ đã rõ.",) if kept else ()
    title = "Nhiệm vụ kỳ trước: đúng hạn, trễ, còn hạn"
    return over_time(axis, by, id="tasks", title=title, unit="count", look="stacked", lines=lines, notes=notes)


def _criticism(axis: Sequence[Point], by: By, facts: Mapping[str, Mapping[str, Fact]]) -> Chart:
    """Entries of self-criticism and criticism, praise and reminders."""

    def count(name: str, meetings: Iterable[Meeting]) -> Value | None:
        return added(Value(int(facts[m.id][name].value or 0)) for m in meetings)

    lines = tuple(Line(word, tuple(count(name, p.meetings) for p in axis)) for name, word in _ENTRIES.items())
    title = "Tự phê bình, phê bình, biểu dương, nhắc nhở: số lượt"
    return over_time(axis, by, id="criticism", title=title, unit="count", look="stacked", lines=lines)


def _lengths(axis: Sequence[Point]) -> Chart:
    """Minutes of each step of the agenda: the mean over all meetings that dealt with it, then that of each point."""
    meetings = [m for p in axis for m in p.meetings]
    spent = {m.id: _seconds(m) for m in meetings}
    titles = _titles(meetings)
    steps = [step for step in titles if any(step in spent[m.id] for m in meetings)]

    def mean(some: Iterable[Meeting], step: int | str) -> Value | None:
        return pooled(Value(spent[m.id][step], 60) for m in some if step in spent[m.id])

    columns = [("Trung bình", "TB", meetings), *((p.label, p.tick, p.meetings) for p in axis)]
    lines = tuple(Line(name, tuple(mean(some, step) for step in steps), mark) for name, mark, some in columns)
    return Chart(
        id="items", title="Thời lượng từng bước của chương trình, phút", unit="minutes", look="across",
        points=tuple(titles[step] for step in steps), ticks=tuple(titles[step].split(" ", 1)[0] for step in steps),
        lines=lines,
    )  # fmt: skip


def _seconds(meeting: Meeting) -> dict[int | str, int]:
    """Step to the whole seconds spent on its items; an item that never ended tells nothing."""
    spent: dict[int | str, int] = {}
    for item in meeting.agenda.items:
        if item.held and not item.running:
            spent[item.step] = spent.get(item.step, 0) + int(item.length.total_seconds())
    return spent


def _titles(meetings: Sequence[Meeting]) -> dict[int | str, str]:
    """Every step in the order of the agenda, by the newest meeting's rules: ``8 Thảo luận``."""
    titles: dict[int | str, str] = {}
    for item in pack(meetings[-1].head.pack).item if meetings else ():
        titles.setdefault(item.step, "CĐ Chuyên đề" if item.step == _THEMATIC else f"{item.step} {item.title}")
    return titles | {_OWN: "+ Nội dung riêng"}
