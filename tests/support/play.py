"""A script played by hand: each happening becomes the keys that enter it on the capture line, counted as they go."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from model.capture.codes import codes_of, signs
from model.entry import decode
from model.meeting import Meeting
from model.store.journal import read
from model.vietnamese import short_date
from tests.support.harness_recorder import BACKTAB, ENTER, F2, F6, F7, F8, LEFT, RIGHT, Recorder, ctrl
from tui.arrangements import ARRANGEMENTS
from tui.forms.acts import Field, Form

Happening = dict[str, Any]
Typist = Callable[[str], list[bytes]]
"""A text as the chunks that its keys make the input method send: one chunk a key."""

TAB = b"\t"
RESULTS = {"done": b"", "partly": b"~", "not_done": b"-", "late": b"<"}
LEVELS = {"Tốt": b"t", "Khá": b"k", "Trung bình": b"tb", "Kém": b"ke"}


class Play:
    """Enters the meeting of a script; it is on the screen as prepared when this begins.

    ``to_the_second``: every entry at its own time, as the script has it; else as a hand would: all absentees in one
    line, a conclusion goes on to the next item. ``structure`` and ``words`` count keys by act; by default texts are
    typed in the recorder's changing ways, which one key a letter does not hold for.
    """

    def __init__(
        self,
        recorder: Recorder,
        script: Mapping[str, Any],
        meeting_id: str,
        *,
        to_the_second: bool = True,
        typist: Typist | None = None,
    ) -> None:
        self._desk = recorder
        self._head: dict[str, Any] = script["meeting"]
        self._happenings: list[Happening] = script["happening"]
        self._id = meeting_id
        self._to_the_second = to_the_second
        self._typist = typist
        self._lines = 1
        self._speaker = self._before = self._criticised = ""
        self._in_sheet = False
        self._codes: dict[str, bytes] = {}
        self.structure: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self.acts: Counter[str] = Counter()
        self.letters = 0
        """Letters of all texts typed."""

    def people(self) -> None:
        """Who does what, the guest, and the steps before the meeting."""
        head = self._head
        steps = {step: f"{head[f'{step}_at']:%d/%m/%Y %H:%M}" for step in _STEPS}
        guest = {"guest": head["superior_guest"], "guest_role": head["superior_guest_role"]}
        self._desk.press(F6)
        form = ARRANGEMENTS["people"].form
        self._fill(form, head | steps | guest)
        self._grown(by=len(form.fields) - 1)  # the guest's name and role are one entry
        meeting = Meeting(decode(line) for line in read(self._desk.journal(self._id)).payloads)
        codes = codes_of(meeting.people.values())
        self._codes = {meeting.refs[ident]: signs(code).encode() for ident, code in codes.items()}

    def open(self) -> None:
        """The opening, and with it the first item."""
        self._set_clock(self._head["opened"])
        self._strike("open", F2)
        self._grown(by=2)
        self._speaks(self._head["chair"])

    def happenings(self) -> None:
        """Everything behind the beginning of the first item."""
        absent: list[Happening] = []
        for happening in self._happenings[1:]:
            kind = happening["kind"]
            if not self._to_the_second and kind == "item_started":
                continue  # the conclusion before has begun it
            if not self._to_the_second and happening.get("status") in ("excused", "unexcused"):
                absent.append(happening)
                continue
            if absent:
                self._set_clock(absent[-1]["at"])
                self._absent(absent)
                absent = []
            self._set_clock(happening["at"])
            self._leave_the_sheet(kind)
            getattr(self, f"_{kind}")(happening)
            self._grown(by=2 if self._goes_on(happening) else 1)

    def wrong_speaker(self) -> int:
        """A remark under the wrong name, then what mending that costs; both are taken back."""
        self._desk.press("nhầm người", ENTER)
        self._grown(by=1)
        other = next(code for name, code in self._codes.items() if len(code) == 1 and name != self._speaker)
        self._desk.press(other, ctrl("o"))
        self._grown(by=1)
        for _ in range(2):
            self._desk.press(ctrl("z"))
            self._grown(by=1)
        return len(other) + 1

    def paper(self) -> None:
        """The minutes as a Word file."""
        self._strike("paper", ctrl("e"))
        self._desk.wait_for("Đã ghi")

    def finished(self) -> None:
        """The finished papers were put up, a day later."""
        at: datetime = self._head["finished_documents_at"]
        self._desk.set_clock(at.isoformat())
        self._desk.press(ctrl("p"), "dang tai lieu hoan thien", ENTER, ENTER)
        self._grown(by=1)

    # --- the acts ---------------------------------------------------------------------------------

    def _item_started(self, happening: Happening) -> None:
        self._strike("next item", ctrl("n"))
        self._speaks(self._head["chair"])

    def _item_concluded(self, happening: Happening) -> None:
        if self._to_the_second:
            self._strike("conclusion", ctrl("k"), happening["conclusion"], ENTER)
        else:
            self._strike("next item", happening["conclusion"], ctrl("k"))
            self._speaks(self._head["chair"])

    def _goes_on(self, happening: Happening) -> bool:
        last = happening is self._happenings[-2]
        return happening["kind"] == "item_concluded" and not self._to_the_second and not last

    def _attendance(self, happening: Happening) -> None:
        if happening["status"] in ("excused", "unexcused"):
            self._absent([happening])
        else:
            sign = {"late": b"/", "left": b"-"}[happening["status"]]
            self._strike("late, left", sign, self._code(happening["member"]), ENTER)

    def _absent(self, happenings: Sequence[Happening]) -> None:
        keys: list[bytes | str] = [ctrl("d")]
        for n, happening in enumerate(happenings):
            keys += [TAB] * (n > 0) + [self._code(happening["member"]), happening.get("reason") or b"x"]
        self._strike("attendance", *keys, ENTER)
        if len(happenings) > 1:
            self._grown(by=len(happenings))

    def _dues(self, happening: Happening) -> None:
        amount = f"{happening['amount'] // 1000}k".encode()
        self._strike("dues", happening["text"], TAB, amount, ENTER)

    def _remark(self, happening: Happening) -> None:
        who = happening["speaker"]
        act = "same speaker goes on" if who == self._speaker else "another speaker"
        code = b"" if who == self._speaker else b"," if who == self._before else self._code(who)
        self._strike(act, code, happening["text"], ctrl("r") if happening.get("reserved") else ENTER)
        self._speaks(who)

    def _vote(self, happening: Happening) -> None:
        against, silent = happening["against"], happening["no_opinion"]
        counted = f"{against} {silent}".encode() if silent else str(against).encode()
        act = "counted vote" if against or silent else "unanimous vote"
        if self._somebody_comes_late(happening):  # he is missing, and nobody has told the program yet
            act, counted = "counted vote", f"+{happening['for']}".encode()
        self._strike(act, counted, ENTER)

    def _somebody_comes_late(self, before: Happening) -> bool:
        later = self._happenings[self._happenings.index(before) :]
        return any(h.get("status") == "late" for h in later)

    _minutes_approved = _vote

    def _grade_vote(self, happening: Happening) -> None:
        counted = f"{happening['against']} {happening['no_opinion']}".encode()
        self._strike("counted vote", LEVELS[happening["level"]], counted, ENTER)

    def _task(self, happening: Happening) -> None:
        due: date = happening["due"]
        owner = self._code(happening["owner"])
        self._strike("task", owner, happening["text"], TAB, str(due.day).encode(), ENTER)

    def _task_result(self, happening: Happening) -> None:
        self._strike("task result", b"=", RESULTS[happening["result"]], happening["text"], ENTER)

    def _self_criticism(self, happening: Happening) -> None:
        names = ("strengths", "shortcomings", "cause", "remedy")
        parts = [key for name in names for key in (happening[name], TAB)]
        day = str(happening["deadline"].day).encode()
        self._strike("self-criticism", self._code(happening["member"]), *parts, day, ENTER)
        self._criticised = happening["member"]

    def _criticism(self, happening: Happening) -> None:
        giver, to = happening["from"], happening["to"]
        self._strike("another speaker criticises", b"" if giver == self._speaker else self._code(giver))
        named = b"" if to == self._criticised else self._code(to)
        self._strike("criticism", b">", named, happening["text"], ENTER if not happening.get("response") else b"")
        if happening.get("response"):
            self._strike("answer to it", TAB, happening["response"], ENTER)
        self._speaks(giver)
        self._criticised = to

    def _praise(self, happening: Happening) -> None:
        self._strike("praise, reminder", b"+", self._code(happening["to"]), happening["text"], ENTER)

    def _reminder(self, happening: Happening) -> None:
        self._strike("praise, reminder", b"~", self._code(happening["to"]), happening["text"], ENTER)

    def _score(self, happening: Happening) -> None:
        """The sheet goes on by itself to the next row that waits for a person."""
        opening = [] if self._in_sheet else [F7]
        self._in_sheet = True
        reason = [happening["reason"], ENTER] if happening.get("reason") else []
        self._strike("score", *opening, str(happening["points"]).encode(), *reason)

    def _leave_the_sheet(self, kind: str) -> None:
        """It goes away by itself when a person has nothing more to give."""
        if self._in_sheet and kind != "score":
            self._desk.wait_for(lambda screen: "Số: cho điểm" not in screen)
            self._in_sheet = False

    def _minutes_read(self, happening: Happening) -> None:
        self._strike("minutes read", F8, ctrl("s"))

    def _closed(self, happening: Happening) -> None:
        self._strike("close", ctrl("n"))

    # --- keys -------------------------------------------------------------------------------------

    def _strike(self, act: str, *keys: bytes | str) -> None:
        """Bytes are structure: a Ctrl or function key is one, signs and figures are one each; a text is words."""
        self.acts[act] += 1
        for key in keys:
            if isinstance(key, bytes):
                self.structure[act] += 1 if key.startswith(b"\x1b") else len(key)
                self._desk.press(key)
            elif self._typist is None:
                self._desk.press(key)
            else:
                chunks = self._typist(key)
                self.words[act] += len(chunks)
                self.letters += len(key)
                self._desk.press(*chunks)

    def _code(self, member: str) -> bytes:
        return self._codes[member]

    def _speaks(self, who: str) -> None:
        if who != self._speaker:
            self._speaker, self._before = who, self._speaker

    def _set_clock(self, clock: str) -> None:
        self._desk.set_clock(f"{self._head['date'].isoformat()}T{clock}")

    def _grown(self, by: int) -> None:
        self._lines += by
        self._desk.wait_for_lines(self._id, self._lines)

    def _fill(self, form: Form, values: Mapping[str, Any]) -> None:
        """From the first field that is empty, or that must become something else, to the last one."""
        wanted = [written(f, values.get(f.name)) for f in form.fields]
        empty = next(n for n, f in enumerate(form.fields) if not f.start)
        first = next((n for n in range(empty) if form.fields[n].start != wanted[n]), empty)
        self._desk.press(BACKTAB * (empty - first))
        for f, text in list(zip(form.fields, wanted, strict=True))[first:]:
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
