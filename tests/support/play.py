"""A script played by hand: each happening becomes the keys that enter it on the screen."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from model.vietnamese import short_date
from tests.support.harness_recorder import BACKTAB, ENTER, F2, F3, F4, F6, F7, F8, LEFT, RIGHT, Recorder, ctrl
from tui.arrangements import ARRANGEMENTS
from tui.forms import FORMS, Field, Form

Happening = dict[str, Any]

KEYS = {
    "item_concluded": ctrl("k"), "attendance": ctrl("d"), "vote": ctrl("b"), "task": ctrl("t"),
    "task_result": ctrl("g"), "self_criticism": F3, "criticism": F4, "item_started": ctrl("n"),
}  # fmt: skip
PALETTE = {
    "praise": "bieu duong", "reminder": "nhac nho", "dues": "dang phi", "remark": "y kien bang phieu",
    "grade_vote": "bieu quyet muc", "minutes_approved": "bieu quyet bien ban", "closed": "be mac",
}  # fmt: skip
"""What is typed into the palette for an act without a key."""


class Play:
    """Enters the meeting of a script; it is on the screen as prepared when this begins."""

    def __init__(self, recorder: Recorder, script: Mapping[str, Any], meeting_id: str) -> None:
        self._desk = recorder
        self._head: dict[str, Any] = script["meeting"]
        self._happenings: list[Happening] = script["happening"]
        self._id = meeting_id
        self._lines = 1
        self._speaker = ""
        self._open = ""
        """The kind of act whose form stays open for the next one."""

    def people(self) -> None:
        """Who does what, the guest, and the steps before the meeting."""
        head = self._head
        steps = {step: f"{head[f'{step}_at']:%d/%m/%Y %H:%M}" for step in _STEPS}
        guest = {"guest": head["superior_guest"], "guest_role": head["superior_guest_role"]}
        self._desk.press(F6)
        form = ARRANGEMENTS["people"].form
        self._fill(form, head | steps | guest)
        self._grown(by=len(form.fields) - 1)  # the guest's name and role are one entry

    def open(self) -> None:
        """The opening, and with it the first item."""
        self._set_clock(self._head["opened"])
        self._desk.press(F2)
        self._grown(by=2)
        self._speaker = self._head["chair"]

    def happenings(self) -> None:
        """Everything behind the beginning of the first item."""
        following = [*self._happenings[2:], {"kind": ""}]
        for happening, after in zip(self._happenings[1:], following, strict=True):
            kind = happening["kind"]
            self._set_clock(happening["at"])
            self._enter(kind, happening)
            self._grown(by=1)
            self._open = kind if kind == "score" or (kind in FORMS and FORMS[kind].again) else ""
            if self._open and after["kind"] != kind:
                self._desk.escape(gone=SCORE_KEYS if kind == "score" else "Esc đóng")
                self._open = ""

    def finished(self) -> None:
        """The finished papers were put up, a day later."""
        at: datetime = self._head["finished_documents_at"]
        self._desk.set_clock(at.isoformat())
        self._desk.press(ctrl("p"), "dang tai lieu hoan thien", ENTER, ENTER)
        self._grown(by=1)

    def _set_clock(self, clock: str) -> None:
        self._desk.set_clock(f"{self._head['date'].isoformat()}T{clock}")

    def _grown(self, by: int) -> None:
        self._lines += by
        self._desk.wait_for_lines(self._id, self._lines)

    def _enter(self, kind: str, happening: Happening) -> None:
        if kind == "remark" and not happening.get("reserved"):
            self._remark(happening)
        elif kind == "score":
            self._score(happening)
        elif kind == "minutes_read":
            self._desk.press(F8, ctrl("s"))
        else:
            if kind != self._open:
                self._desk.press(*([KEYS[kind]] if kind in KEYS else [ctrl("p"), PALETTE[kind], ENTER]))
            if kind in FORMS and kind != "item_started":
                self._fill(FORMS[kind], happening, given=("item",))
        if kind == "remark":
            self._speaker = happening["speaker"]

    def _remark(self, happening: Happening) -> None:
        if happening["speaker"] != self._speaker:
            self._desk.press(ctrl("o"), called(happening["speaker"]), ENTER)
        self._desk.press(happening["text"], ENTER)

    def _score(self, happening: Happening) -> None:
        """The sheet goes on by itself to the next row that waits for a person."""
        if self._open != "score":
            self._desk.press(F7)
        self._desk.press(str(happening["points"]).encode())
        if reason := happening.get("reason", ""):
            self._desk.press(reason, ENTER)

    def _fill(self, form: Form, values: Mapping[str, Any], given: Sequence[str] = ()) -> None:
        """From the first field that is empty, or that must become something else, to the last one."""
        fields = [f for f in form.fields if f.name not in given]
        wanted = [written(f, values.get(f.name)) for f in fields]
        empty = next(n for n, f in enumerate(fields) if not f.start)
        first = next((n for n in range(empty) if fields[n].start != wanted[n]), empty)
        self._desk.press(BACKTAB * (empty - first))
        for f, text in list(zip(fields, wanted, strict=True))[first:]:
            if f.kind == "choice":
                self._choose(f, text)
            else:
                self._desk.press(text.removeprefix(f.start))
            self._desk.press(ENTER)

    def _choose(self, f: Field, value: str) -> None:
        """By the arrow, from the word that is chosen when the form opens."""
        values = [choice for choice, _ in f.choices]
        chosen = values.index(f.start) if f.start in values else -1
        self._desk.press((RIGHT if values.index(value) > chosen else LEFT) * abs(values.index(value) - chosen))


SCORE_KEYS = "Số: cho điểm"
"""What stands at the foot of the sheet."""
_STEPS = ("committee_met", "notice_sent", "documents_uploaded")


def called(member: str) -> str:
    """``Họ tên|dd/mm/yyyy`` as the screen calls somebody: ``Họ tên (yyyy)``."""
    name, _, born = member.partition("|")
    return f"{name} ({born[-4:]})" if born else name


def written(f: Field, value: Any) -> str:
    """The value of a script as it goes into a field."""
    if f.name == "at":  # the clock tells
        return ""
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, date):
        return short_date(value)
    return called(value) if f.kind == "person" and value else "" if value is None else str(value)
