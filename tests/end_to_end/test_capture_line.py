"""The capture line in the whole program: every sign and key by every input method, in one read, in the order typed."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import events

from model.capture.phrases import starting_set
from model.events import AnyEvent, Correction, ItemConcluded, ItemStarted, Remark, Undone
from model.store.archive import Archive
from model.store.data import Data
from tests.support import typing as ime
from tests.support.hand import AN, CHAIR, DUC, Hand
from tests.support.harness_data import NOW, open_meeting
from tests.support.harness_recorder import DOWN, ENTER, ESCAPE, UP, Keys, Recorder, ctrl
from tui.app import BienbanApp
from tui.screens.live import LiveScreen
from tui.widgets.word_undo import Line, WordUndo

Way = Callable[[str], list[bytes]]
WAYS: dict[str, Way] = {
    "telex": ime.telex,
    "vni": ime.vni,
    "free style": ime.free_style,
    "whole words": ime.whole_words,
}


class Desk(Recorder):
    """A meeting that is open and on the screen; what is recorded is read from its journal."""

    def __init__(self, folder: Path) -> None:
        self._meeting = open_meeting(folder / "data")
        super().__init__(folder, now=NOW)
        self.wait_for("đang họp")
        self.press(ENTER)
        self.wait_for("▸")
        self._lines = self.journal(self._meeting).read_bytes().count(b"\n")

    def recorded(self, *keys: Keys, count: int, way: Way = ime.telex) -> list[AnyEvent]:
        """What is recorded of these keys, all in one read."""
        chunks = [b"".join([key] if isinstance(key, bytes) else way(key)) for key in keys]
        self.terminal.send(b"".join(chunks))
        self._lines += count
        self.wait_for_lines(self._meeting, self._lines)
        return [
            entry.event for entry in Archive(self.data, read_only=True).load(self._meeting).meeting.entries[-count:]
        ]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path) as desk:
        yield desk


LINES = [
    "đề nghị làm ngay", "@tôi xin báo cáo", "tiếp theo là ngõ 12", ",tôi nhất trí", "`cảm ơn đồng chí",
    "!)tôi có ý kiến",
    ";nhuận kết thúc ở đây", ";luong 2 xin nói", "((vỗ tay) rất tốt", "- gạch đầu dòng", ";;kh là chữ",
    ";đ * ốm | ( công tác | % x", ";dd ^ bận việc", "/^", "-)", "/)", ";cm ^", ";dp 28 đã nộp, 2 chưa nộp | 1264k",
    ";bq 1 1 Thu quỹ", ";bq +19 1 1 Chi quỹ", ";bk 22 22 22 0 20 1 1 Khen thưởng", ";nv @ kẻ bảng | cuối tháng",
    "#<chăm | muộn | xa | đi sớm | 30", ">nên đi sớm | xin nhận", "+@ tích cực", "~# chậm báo cáo",
    ";bl @ không đồng ý",
    ";gc hỏi lại", ";kh Lê Văn Khách, Phó bí thư", "xin chào", ";hoãn 7 hết giờ", ";thêm Việc riêng", ";kl thống nhất",
    "s/thống/đã thống/", ";ct ;gc chèn", ";xoa", "(*ai đó",
]  # fmt: skip
"""Every sign of the line and most words; the last line is of nobody: it stays."""


@pytest.mark.parametrize("name", list(WAYS))
def test_every_line_by_every_way_of_typing_fused_in_one_read(desk: Desk, name: str) -> None:
    hand = Hand()
    expected = [entry.event for line in LINES[:-1] for entry in hand.enters(line)]
    keys = [key for line in LINES for key in (line, ENTER)]
    got = desk.recorded(*keys, count=len(expected), way=WAYS[name])
    assert [type(event) for event in got] == [type(event) for event in expected]
    for event, same in zip(got, expected, strict=True):
        if not isinstance(event, Correction | Undone):  # these name an entry by its number
            assert {**vars_of(event), "id": 0, "item": ""} == {**vars_of(same), "id": 0, "item": ""}
    desk.wait_for("98")


def vars_of(event: AnyEvent) -> dict[str, object]:
    return {name: getattr(event, name) for name in event.__struct_fields__ if name != "person"}


def test_a_conclusion_goes_on_and_a_reserved_opinion_is_one(desk: Desk) -> None:
    keys: list[Keys] = ["@chưa đồng ý", ctrl("r"), "thống nhất làm ngay", ctrl("k"), "mở đầu", ENTER]
    assert desk.recorded(*keys, count=4) == [
        Remark(AN, "chưa đồng ý", reserved=True), ItemConcluded("1", "thống nhất làm ngay"), ItemStarted("2"),
        Remark(CHAIR, "mở đầu"),
    ]  # fmt: skip


def test_the_wrong_speaker_is_set_right_by_one_key(desk: Desk) -> None:
    said, mended, after = desk.recorded("@tôi xin nói", ENTER, "#", ctrl("o"), "tôi nói tiếp", ENTER, count=3)
    assert said == Remark(AN, "tôi xin nói")
    assert isinstance(mended, Correction)
    assert [(c.field, c.was, c.now) for c in mended.changes] == [("speaker", AN, DUC)]
    assert after == Remark(DUC, "tôi nói tiếp", continued=True)


BAD = {
    "nobody's number": ("(*xin nói", "mang số 98"),
    "nobody's name": (";xyz xin nói", "Không có lệnh hay người"),
    "two of one name": (";lượng xin nói", "gõ thêm số"),
    "a past day": (";nv @ việc | 2/11/2026", "đã qua"),
    "no day": (";nv @ việc | 31/2", "Không có ngày"),
    "too many hands": (";bq 40 Việc", "chỉ"),
    "too many counted": (";bq +30 Việc", "30 người giơ tay"),
    "no such act": (";abc", "Lệnh"),
    "nothing to repair with": ("s/không có/x/", "không có chữ"),
    "away already": ("-@-@", "-@"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_what_is_no_act_is_said_and_stays(desk: Desk, name: str) -> None:
    line, why = BAD[name]
    desk.recorded("@một", ENTER, count=1)
    desk.press(line, ENTER)
    desk.wait_for(lambda text: why.lower() in text.lower() and line.split()[0] in text)
    assert desk.recorded(b"\x7f" * 40, "hai", ENTER, count=1) == [Remark(AN, "hai", continued=True)]


def test_two_hundred_lines_pasted_are_one_remark(desk: Desk) -> None:
    lines = [f";{n} dòng" for n in range(200)]
    (remark,) = desk.recorded(*ime.bracketed_paste("\n".join(lines)), ENTER, count=1)
    assert remark == Remark(CHAIR, " ".join(lines))


def test_control_characters_and_wrong_keys_do_nothing(desk: Desk) -> None:
    keys: list[Keys] = [
        "một",
        b"\x00",
        b"\x1b[24;5~",
        b"\x1b[21~",
        "hai",
        *ime.bracketed_paste("\x07ba\x1b"),
        ENTER,
    ]
    (remark,) = desk.recorded(*keys, count=1)
    assert remark == Remark(CHAIR, "mộthaiba")


def test_escape_takes_nothing_away(desk: Desk) -> None:
    desk.press("một ")
    desk.wait_for("một")
    desk.press(ESCAPE)
    desk.press(UP, DOWN)
    assert desk.recorded("hai", ENTER, count=1) == [Remark(CHAIR, "một hai")]


def test_marking_away_somebody_who_spoke_is_asked_first(desk: Desk) -> None:
    desk.recorded("@một", ENTER, count=1)
    desk.press(";dd @ ốm", ENTER)
    desk.wait_for("Enter lần nữa")
    assert len(desk.recorded(ENTER, count=1)) == 1


# --- the order of keys in one read ----------------------------------------------------------------

SIGNS = {"!": CHAIR, "@": AN, "#": DUC, "`": CHAIR}
STEPS = st.sampled_from(
    ["một", "hai ba", " bốn", "năm ", "enter", "enter", "enter", "!", "@", "#", ",", "`", "undo", "undo", "redo",
     "left", "right", "up down", "conclude", "reserve"]
)  # fmt: skip
ORDER_CASES = 1000
AT_ONCE = 100
"""Cases that one program answers, one read after the other."""


def tidy(text: str) -> str:
    """The text as it is kept."""
    return " ".join(text.split())


class Plain:
    """What must be recorded and stand on the line, told without any of the program's own reading of lines."""

    def __init__(self) -> None:
        self.line, self.steps = Line("", 0), WordUndo()
        self.speaker, self.before = CHAIR, ""
        self.record: list[AnyEvent] = []
        self.running: int | None = 1
        self.begun = 1
        self.done: list[tuple[list[AnyEvent], int | None, int]] = []
        self.undone: list[tuple[list[AnyEvent], int | None, int]] = []

    def step(self, step: str) -> list[str]:
        """Do the step; the keys that it takes, none where it would be another one than meant here."""
        empty = not self.line.text
        match step:
            case "!" | "@" | "#" | "," | "`":
                return self._type(step) if empty else []
            case "enter":
                self._enter()
                return ["enter"]
            case "undo" | "redo":
                return self._go(step, empty)
            case "left" if self.line.text.startswith(";"):
                return []  # a word of the line cut in two may be any other one
            case "left" | "right":
                by = -1 if step == "left" else 1
                self.line = Line(self.line.text, min(max(self.line.cursor + by, 0), len(self.line.text)))
                return [step]
            case "up down":
                return ["up", "down"] if empty and self.record else []
            case "conclude":
                return self._conclude()
            case "reserve":
                self._reserve()
                return ["ctrl+r"]
        return self._type(step)

    def _type(self, text: str) -> list[str]:
        for letter in text:
            before = self.line
            at = before.cursor
            self.line = Line(before.text[:at] + letter + before.text[at:], at + 1)
            self.steps.note(before, self.line, one_letter=True)
        return list(text)

    def _load(self, text: str) -> None:
        self.line = Line(text, len(text))
        self.steps.forget()

    def _read(self, text: str) -> tuple[str, str] | None:
        """Speaker and words; None where the line is wrong."""
        if text[:1] == ",":
            return (self.before, tidy(text[1:])) if self.before else None
        if text[:1] in SIGNS:
            return SIGNS[text[0]], tidy(text[1:])
        return self.speaker, tidy(text)

    def _enter(self) -> None:
        text = self.line.text.strip()
        self._load("")
        if text.startswith(";kl"):
            said = tidy(text.removeprefix(";kl "))
            if not said.startswith(";") and self.running:
                self._act([ItemConcluded(str(self.running), said)], None)
            else:
                self._load(text)
            return
        read = self._read(text)
        if not text or read is None:
            self._load(text)
            return
        who, words = read
        if words:
            last = self.record[-1] if self.record else None
            goes_on = isinstance(last, Remark) and last.speaker == who and not last.reserved
            self._act([Remark(who, words, continued=goes_on)], self.running)
        self._speaks(who)

    def _conclude(self) -> list[str]:
        text = self.line.text.strip()
        if not text or text == ";kl":
            self._load(";kl ")
            return ["ctrl+k"]
        if self.running is None:
            self._load(text)
            return ["ctrl+k"]
        self._load("")
        said = text.removeprefix(";kl ")
        following = self.begun + 1 if self.begun < 16 else None
        events_: list[AnyEvent] = [ItemConcluded(str(self.running), tidy(said))]
        if following:
            events_.append(ItemStarted(str(following)))
        self._act(events_, following, self.begun + (following is not None))
        self._speaks(CHAIR)
        return ["ctrl+k"]

    def _reserve(self) -> None:
        text = self.line.text.strip()
        if not self.line.text:
            return
        self._load("")
        read = self._read(text)
        if not text or read is None or not read[1] or text.startswith(";kl"):
            self._load(text)
            return
        self._act([Remark(read[0], read[1], reserved=True)], self.running)
        self._speaks(read[0])

    def _go(self, step: str, empty: bool) -> list[str]:
        key = "ctrl+z" if step == "undo" else "ctrl+y"
        if not empty:
            line = self.steps.back(self.line) if step == "undo" else self.steps.forward(self.line)
            self.line = line or self.line
            return [key]
        here, there = (self.done, self.undone) if step == "undo" else (self.undone, self.done)
        if not here:
            return []
        there.append((self.record, self.running, self.begun))
        self.record, self.running, self.begun = here.pop()
        return [key]

    def _act(self, new: list[AnyEvent], running: int | None, begun: int | None = None) -> None:
        self.done.append((self.record, self.running, self.begun))
        self.undone = []
        self.record, self.running, self.begun = [*self.record, *new], running, begun or self.begun

    def _speaks(self, who: str) -> None:
        if who != self.speaker:
            self.speaker, self.before = who, self.speaker


def clock() -> Callable[[], datetime]:
    seconds = count()
    start = datetime.fromisoformat(NOW).astimezone()
    return lambda: start + timedelta(milliseconds=10 * next(seconds))


CHARACTERS = {"enter": "\r", "ctrl+z": "\x1a", "ctrl+y": "\x19", "ctrl+k": "\x0b", "ctrl+r": "\x12"}


async def caught_up(app: BienbanApp) -> None:
    """Wait until every key has done what it sets off."""
    for node in (app, app, app.screen, app.focused or app.screen, app.screen, app):
        done = asyncio.Event()
        node.call_later(done.set)
        await done.wait()
        while app._waiting_keys or app._key_delivery is not None:
            await asyncio.sleep(0.001)


async def play(folder: Path, cases: list[list[str]]) -> None:
    """Each case in one read, all of them in one program."""
    meeting = open_meeting(folder)
    with Data(folder) as data:
        data.book.phrases = dict.fromkeys(starting_set(), "")  # letters that meet by chance become nothing else
        app, plain = BienbanApp(data, clock()), Plain()
        async with app.run_test() as pilot:
            assert await app.go_on(meeting)
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, LiveScreen)
            base = len(screen.meeting.record)
            for case in cases:
                for key in [key for step in case for key in plain.step(step)]:
                    name = "space" if key == " " else key
                    letter = key if len(key) == 1 else CHARACTERS.get(key)
                    app.post_message(events.Key(name, letter))
                await caught_up(app)
                got = [entry.event for entry in screen.meeting.record[base:]]
                assert got == plain.record, f"{case}: {got[-3:]}, not {plain.record[-3:]}"
                assert screen.line.text == plain.line.text, f"{case}: {screen.line.text!r}, not {plain.line.text!r}"
        app.leave_meeting()


@given(st.lists(st.lists(STEPS, min_size=1, max_size=14), min_size=AT_ONCE, max_size=AT_ONCE))
@settings(max_examples=ORDER_CASES // AT_ONCE, suppress_health_check=list(HealthCheck))
def test_whatever_comes_in_one_read_happens_in_the_order_typed(cases: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), cases))


def test_the_plain_model_is_not_empty() -> None:
    plain = Plain()
    for step in ("@", "một", "enter", "hai ba", "undo", "enter", ",", "bốn", "enter", "một", "conclude", "undo"):
        plain.step(step)
    assert plain.record == [Remark(AN, "một"), Remark(AN, "hai", continued=True), Remark(CHAIR, "bốn")]
