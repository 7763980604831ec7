"""The keyboard of Windows: no letter of an input method is lost, whatever lock or Shift key is on."""

import ctypes
from ctypes import Structure, Union, byref, c_int, c_uint, c_ushort, c_wchar

from hypothesis import given
from hypothesis import strategies as st

from tui.drivers import Kernel


class Letter(Union):
    _fields_ = [("UnicodeChar", c_wchar)]


class Key(Structure):
    _fields_ = [
        ("bKeyDown", c_int), ("wVirtualKeyCode", c_ushort), ("uChar", Letter), ("dwControlKeyState", c_uint),
    ]  # fmt: skip


class Event(Union):
    _fields_ = [("KeyEvent", Key)]


class Record(Structure):
    _fields_ = [("EventType", c_ushort), ("Event", Event)]


Pressed = tuple[bool, int, str, int]
"""Down, the key, the letter, the lock and Shift keys that are on."""
STROKES = st.lists(
    st.tuples(
        st.booleans(),
        st.sampled_from([0, 0x41, 0xE7]),
        st.sampled_from("aếđ\ud83d\ude00"),
        st.sampled_from([0, 16, 32]),
    ),
    max_size=12,
)


class Console:
    """Gives the records of some strokes, as Windows does."""

    def __init__(self, strokes: list[Pressed]) -> None:
        self._strokes = strokes
        self.GetStdHandle = len  # some other function

    def ReadConsoleInputW(self, console: object, records: object, most: int, count: object) -> int:  # noqa: N802
        for place, (down, key, letter, state) in enumerate(self._strokes):
            records._obj[place] = Record(1, Event(Key(down, key, Letter(letter), state)))  # type: ignore[attr-defined]
        count._obj.value = len(self._strokes)  # type: ignore[attr-defined]
        return 1


def letters(strokes: list[Pressed]) -> str:
    """What Textual makes of the strokes: its loop over the records, and its decoding."""
    records, count = (Record * 16)(), ctypes.c_uint(0)
    kernel = Kernel(Console(strokes))
    assert kernel.GetStdHandle is len
    assert kernel.ReadConsoleInputW(None, byref(records), 16, byref(count)) == 1
    keys = [record.Event.KeyEvent for record in records[: count.value]]
    kept = [k.uChar.UnicodeChar for k in keys if k.bKeyDown and not (k.dwControlKeyState and k.wVirtualKeyCode == 0)]
    return "".join(kept).encode("utf-16", "surrogatepass").decode("utf-16")


def whole(units: str) -> str:
    """The letters of these units; half of one is �."""
    made, units = "", units + " "
    while len(units) > 1:
        two = "\ud800" <= units[0] < "\udc00" <= units[1] <= "\udfff"
        made += (units[:2] if two else units[0]).encode("utf-16", "surrogatepass").decode("utf-16", "replace")[:1]
        units = units[1 + two :]
    return made


@given(STROKES)
def test_every_letter_that_was_pressed_comes(strokes: list[Pressed]) -> None:
    assert letters(strokes) == whole("".join(letter for down, _, letter, _ in strokes if down))


def test_a_vietnamese_letter_comes_with_numlock_on() -> None:
    numlock = 0x20
    assert letters([(True, 0, letter, numlock) for letter in "tiếng Việt"]) == "tiếng Việt"
    assert letters([(True, 0, "\0", numlock)]) == "", "a lock key by itself is no letter"
